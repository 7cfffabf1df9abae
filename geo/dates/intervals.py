"""Reckon with days, weeks, months and years as closed intervals of days."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from geo.dates.fragments import EARLIEST_YEAR, LATEST_YEAR

Interval = tuple[date | None, date | None]

ReportPrecision = Literal["day", "month", "year", "none"]
"""How precisely the day of a report's publication is known."""

UNKNOWN: Interval = (None, None)


@dataclass(frozen=True, slots=True)
class Anchor:
    """When the report was published, as far as known: relative dates hang on it.

    ``precision`` says how much of ``published`` is meant: with ``month`` its day is ignored.
    """

    published: date | None
    precision: ReportPrecision = "day"

    @property
    def day(self) -> date | None:
        """Return the day of publication, or None when it isn't known to the day."""
        return self.published if self.precision == "day" else None

    @property
    def last(self) -> date | None:
        """Return the last day on which the report can have been published."""
        if self.published is None or self.precision == "none":
            return None
        if self.precision == "day":
            return self.published
        month = self.published.month if self.precision == "month" else 12
        return last_of_month(self.published.year, month)


def days_of(published: date | None, precision: ReportPrecision) -> Interval:
    """Return the first and the last day on which a report can have been published.

    A report of ``2024-03`` is of the whole month; ``published`` alone would say its first day.
    """
    if published is None or precision not in {"month", "year"}:
        return published, published
    month = published.month if precision == "month" else 1
    return date(published.year, month, 1), Anchor(published, precision).last


def write_published(published: date, precision: ReportPrecision) -> str:
    """Write a report's date in ISO 8601, no finer than it is known: ``2024-03``."""
    return published.isoformat()[: {"month": 7, "year": 4}.get(precision, 10)]


class Reading(NamedTuple):
    """Both readings of a date; ``lean`` is the one that its own words ask for, if any."""

    past: Interval
    future: Interval
    lean: Literal["past", "future", "none"] = "none"
    flags: tuple[str, ...] = ()
    ongoing: bool = False
    needs_anchor: bool = False


class Frame(NamedTuple):
    """What a date's words hang on: the dateline and ``previous``, the last day named before."""

    anchor: Anchor
    previous: Interval = UNKNOWN


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_days(day: date, days: int) -> date | None:
    """Return ``day`` moved by ``days``, or None where the calendar ends."""
    try:
        moved = day + timedelta(days=days)
    except OverflowError:
        return None
    return moved if EARLIEST_YEAR - 400 <= moved.year <= LATEST_YEAR else None


def add_months(day: date, months: int) -> date | None:
    """Return the same day some months on, or the month's last when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not EARLIEST_YEAR - 400 <= year <= LATEST_YEAR:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def make(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


_PARTS_OF_MONTH = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "first half": (1, 15),
    "second half": (16, 31),
    "latter half": (16, 31),
    "first week": (1, 7),
    "second week": (8, 14),
    "third week": (15, 21),
    "fourth week": (22, 28),
}
_LAST_WEEK = frozenset({"last week", "final week"})

_PARTS_OF_YEAR = {
    "early": (1, 3),
    "mid": (4, 9),
    "late": (10, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "latter half": (7, 12),
    "first quarter": (1, 3),
    "second quarter": (4, 6),
    "third quarter": (7, 9),
    "fourth quarter": (10, 12),
    "last quarter": (10, 12),
    "final quarter": (10, 12),
}


def month_interval(year: int, month: int, part: str) -> tuple[date, date]:
    """Return a month's first and last day, or those of its early, mid or late part."""
    finish = last_of_month(year, month)
    if part in _LAST_WEEK:
        return finish - timedelta(days=6), finish
    low, high = _PARTS_OF_MONTH.get(part, (1, 31))
    return date(year, month, low), finish.replace(day=min(high, finish.day))


def year_interval(year: int, part: str) -> tuple[date, date]:
    """Return a year's first and last day, or those of its early, mid or late part."""
    low, high = _PARTS_OF_YEAR.get(part, (1, 12))
    return date(year, low, 1), last_of_month(year, high)


def _week_of(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def unit_interval(day: date, unit: str) -> tuple[date, date]:
    """Return the calendar week, month, year or decade in which ``day`` lies."""
    if unit in ("week", "weekend"):
        first, last = _week_of(day)
        return (first, last) if unit == "week" else (last - timedelta(days=1), last)
    if unit == "month":
        return month_interval(day.year, day.month, "")
    if unit == "year":
        return year_interval(day.year, "")
    if unit == "decade":
        decade = day.year // 10 * 10
        return date(decade, 1, 1), date(decade + 9, 12, 31)
    return day, day


def move(day: date, number: int, unit: str) -> date | None:
    """Return the day some units on, or None where the calendar ends."""
    number = max(-100_000, min(100_000, number))
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    if days:
        return add_days(day, number * days)
    return add_months(day, number * {"month": 1, "year": 12, "decade": 120}[unit])


def part_of(first: date, last: date, unit: str, part: str) -> tuple[date, date]:
    """Return the early, mid or late part of a week, month or year."""
    if unit == "month":
        return month_interval(first.year, first.month, part)
    if unit == "year":
        return year_interval(first.year, part)
    if unit == "week":
        low, high = {"early": (0, 1), "mid": (2, 2), "late": (3, 6)}.get(part, (0, 6))
        return first + timedelta(days=low), first + timedelta(days=high)
    return first, last
