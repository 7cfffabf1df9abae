"""Read a date's words against the calendar: what they mean if past, and what if planned."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from geo.date_grammar import EARLIEST_YEAR, LATEST_YEAR, Atom

Interval = tuple[date | None, date | None]
UNKNOWN: Interval = (None, None)


@dataclass(frozen=True, slots=True)
class Anchor:
    """When the report was published, as far as known: relative dates hang on it.

    ``precision`` says how much of ``published`` is meant: with ``month`` its day is ignored.
    """

    published: date | None
    precision: Literal["day", "month", "year", "none"] = "day"

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


@dataclass(frozen=True, slots=True)
class Reading:
    """Both readings of a date; ``lean`` is the one that its own words ask for, if any."""

    past: Interval
    future: Interval
    lean: Literal["past", "future", "none"] = "none"
    flags: tuple[str, ...] = ()
    ongoing: bool = False
    needs_anchor: bool = False


def _fixed(first: date | None, last: date | None, *flags: str) -> Reading:
    return Reading((first, last), (first, last), flags=flags)


def _unknown(
    flag: str, *, lean: Literal["past", "future", "none"] = "none", needs: bool = False
) -> Reading:
    return Reading(UNKNOWN, UNKNOWN, lean=lean, flags=(flag,), needs_anchor=needs)


def read_atom(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    """Read one atom; ``previous`` is the last day named in the text before it."""
    return _READ[atom.rule](atom, anchor, previous)


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


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year_of(atom: Atom, anchor: Anchor, previous: Interval) -> int:
    """Return the year that the words state ("last year"), or 0."""
    if atom.year:
        return atom.year
    if not atom.year_word or anchor.published is None:
        return 0
    if atom.year_word == "that":
        return previous[0].year if previous[0] else 0
    step = {"this": 0, "last": -1, "the previous": -1, "next": 1}[atom.year_word]
    return anchor.published.year + step


def _read_day(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    return _read_days(atom, anchor, previous, atom.day, atom.last_day or atom.day)


def _read_days(atom: Atom, anchor: Anchor, previous: Interval, first: int, last: int) -> Reading:
    # 2000 is a leap year: a day that doesn't exist in it exists in no year.
    if not _make(2000, atom.month, first) or not _make(2000, atom.month, last):
        return _unknown("impossible_date")
    stated = _year_of(atom, anchor, previous)
    if stated:
        if not EARLIEST_YEAR <= stated <= LATEST_YEAR:
            return _unknown("year_out_of_range")
        begin, finish = _make(stated, atom.month, first), _make(stated, atom.month, last)
        if begin is None or finish is None:
            return _unknown("impossible_date")
        return _stated(begin, finish, anchor, _weekday_flags(atom, begin, anchor))
    bound = anchor.last
    if bound is None:
        return _unknown("no_dateline", needs=True)
    past = future = UNKNOWN
    for year in range(bound.year, bound.year - 9, -1):
        begin, finish = _make(year, atom.month, first), _make(year, atom.month, last)
        # Only the first day decides: "3-4 April" in a report of 3 April is of this year.
        if begin and finish and begin <= bound:
            past = (begin, min(finish, bound))
            break
    for year in range(bound.year, bound.year + 9):
        begin, finish = _make(year, atom.month, first), _make(year, atom.month, last)
        if begin and finish and finish >= (anchor.published or bound):
            future = (begin, finish)
            break
    flags: tuple[str, ...] = ()
    if (
        past[0]
        and future[0]
        and (future[0] - bound).days in (1, 2)
        and (bound - past[0]).days > 300
    ):
        # Next day's date is another time zone's or a slip; it is surely not last year's.
        past, flags = UNKNOWN, ("just_after_dateline",)
    return Reading(past, future, flags=flags, needs_anchor=True)


def _weekday_flags(atom: Atom, day: date, anchor: Anchor) -> tuple[str, ...]:
    if atom.weekday < 0 or day.weekday() == atom.weekday:
        return ()
    shifted = _make(anchor.published.year, day.month, day.day) if anchor.published else None
    if shifted and shifted.weekday() == atom.weekday:
        return ("weekday_mismatch", "weekday_fits_dateline_year")
    return ("weekday_mismatch",)


def _stated(first: date, last: date, anchor: Anchor, flags: tuple[str, ...] = ()) -> Reading:
    """Read a date with its year: it says itself whether it is still to come."""
    bound = anchor.last
    if bound is None or last <= bound:
        return Reading((first, last), (first, last), flags=flags)
    if first > bound:
        late = (*flags, "after_dateline")
        return Reading((first, last), (first, last), lean="future", flags=late)
    return Reading((first, bound), (first, last), flags=flags)


def _read_numeric(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    day_first = _make(atom.year, atom.month, atom.day)
    month_first = _make(atom.year, atom.day, atom.month)
    both = [day for day in (day_first, month_first) if day]
    if not both:
        return _unknown("impossible_date")
    bound = anchor.last
    fitting = [day for day in both if bound is None or day <= bound] or both
    if len(set(fitting)) == 1:
        flags = () if len(set(both)) == 1 else ("day_month_order",)
        return _stated(fitting[0], fitting[0], anchor, flags)
    return _stated(fitting[0], fitting[0], anchor, ("day_month_order_unsure",))


def _read_ordinal(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    bound = anchor.last
    if bound is None:
        return _unknown("no_dateline", needs=True)
    here = _make(bound.year, bound.month, atom.day)
    before = add_months(bound.replace(day=1), -1)
    after = add_months(bound.replace(day=1), 1)
    last = _make(before.year, before.month, atom.day) if before else None
    following = _make(after.year, after.month, atom.day) if after else None
    past = here if here and here <= bound else last
    future = here if here and here >= bound else following
    if past is None and future is None:
        return _unknown("impossible_date")
    return Reading((past, past), (future, future), needs_anchor=True)


_PARTS_OF_MONTH = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "first half": (1, 15),
    "second half": (16, 31),
    "latter half": (16, 31),
}
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


def _month_interval(year: int, month: int, part: str) -> tuple[date, date]:
    finish = last_of_month(year, month)
    low, high = _PARTS_OF_MONTH.get(part, (1, 31))
    return date(year, month, low), finish.replace(day=min(high, finish.day))


def _year_interval(year: int, part: str) -> tuple[date, date]:
    low, high = _PARTS_OF_YEAR.get(part, (1, 12))
    return date(year, low, 1), last_of_month(year, high)


def _read_month(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    stated = _year_of(atom, anchor, previous)
    if stated:
        if not EARLIEST_YEAR <= stated <= LATEST_YEAR:
            return _unknown("year_out_of_range")
        return _stated(*_month_interval(stated, atom.month, atom.part), anchor)
    bound = anchor.last
    if bound is None or anchor.published is None:
        return _unknown("no_dateline", needs=True)
    year = bound.year
    begin, finish = _month_interval(year, atom.month, atom.part)
    if begin > bound:
        begin, finish = _month_interval(year - 1, atom.month, atom.part)
    if atom.which == "last" and (begin.year, begin.month) == (bound.year, bound.month):
        begin, finish = _month_interval(begin.year - 1, atom.month, atom.part)
    past: Interval = (begin, min(finish, bound))
    ahead = _month_interval(year, atom.month, atom.part)
    if ahead[1] < anchor.published or (atom.which == "next" and ahead[0] <= bound):
        ahead = _month_interval(year + 1, atom.month, atom.part)
    leans: dict[str, Literal["past", "future"]] = {
        "last": "past",
        "this past": "past",
        "next": "future",
    }
    return Reading(past, ahead, lean=leans.get(atom.which, "none"), needs_anchor=True)


def _read_year(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    return _stated(*_year_interval(atom.year, atom.part), anchor)


def _read_decade(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(atom.part, (0, 9))
    return _stated(date(atom.year + low, 1, 1), date(atom.year + high, 12, 31), anchor, ("decade",))


def _read_season(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    # Which months a season has depends on the hemisphere: only its year is certain.
    if not atom.year:
        return _unknown("season_without_year", needs=True)
    return _stated(date(atom.year, 1, 1), date(atom.year, 12, 31), anchor, ("season",))


def _read_weekday(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    day = anchor.day
    if day is None:
        return _no_day(anchor)
    monday = day - timedelta(days=day.weekday())
    if atom.year_word:
        week = {"last": -7, "the previous": -7, "this": 0, "next": 7}[atom.year_word]
        meant = monday + timedelta(days=week + atom.weekday)
        lean: Literal["past", "future", "none"] = (
            "past" if meant < day else "none" if meant == day else "future"
        )
        return Reading((meant, meant), (meant, meant), lean=lean, needs_anchor=True)
    back = (day.weekday() - atom.weekday) % 7
    ahead = (atom.weekday - day.weekday()) % 7
    which = atom.which
    if which in ("the following", "the previous", "the same", "that same", "that") and previous[0]:
        base = previous[1] or previous[0]
        step = (atom.weekday - base.weekday()) % 7
        if which == "the following":
            moved = add_days(base, step or 7)
        elif which == "the previous":
            moved = add_days(base, -((base.weekday() - atom.weekday) % 7 or 7))
        else:
            moved = add_days(base, -((base.weekday() - atom.weekday) % 7))
        return _fixed(moved, moved)
    if which == "last":
        back = back or 7
    if which == "next":
        ahead = ahead or 7
    past, future = day - timedelta(days=back), day + timedelta(days=ahead)
    leans: dict[str, Literal["past", "future"]] = {
        "last": "past",
        "past": "past",
        "this past": "past",
        "next": "future",
        "coming": "future",
        "this coming": "future",
        "this": "future",
    }
    # "This Friday" leans to the future, yet a caller who knows better may say so.
    flags = ("either_way",) if which == "this" else ()
    return Reading(
        (past, past),
        (future, future),
        lean=leans.get(which, "none"),
        flags=flags,
        needs_anchor=True,
    )


def _no_day(anchor: Anchor) -> Reading:
    reason = "no_dateline" if anchor.published is None else f"dateline_{anchor.precision}_only"
    return _unknown(reason, needs=True)


def _read_relative(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    day = anchor.day
    if day is None:
        return _no_day(anchor)
    word = atom.which
    if word in ("overnight", "last night"):
        return _shift(day, -1, 0)
    step = {
        "last evening": -1,
        "yesterday": -1,
        "the day before yesterday": -2,
        "tomorrow": 1,
        "the day after tomorrow": 2,
    }.get(word, 0)
    return _shift(day, step, step)


def _shift(day: date, first: int, last: int) -> Reading:
    begin, finish = add_days(day, first), add_days(day, last)
    lean: Literal["past", "future", "none"] = (
        "past" if last < 0 else "future" if first > 0 else "none"
    )
    return Reading((begin, finish), (begin, finish), lean=lean, needs_anchor=True)


def _week_of(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _unit_interval(day: date, unit: str) -> tuple[date, date]:
    """Return the calendar week, month, year or decade in which ``day`` lies."""
    if unit in ("week", "weekend"):
        first, last = _week_of(day)
        return (first, last) if unit == "week" else (last - timedelta(days=1), last)
    if unit == "month":
        return _month_interval(day.year, day.month, "")
    if unit == "year":
        return _year_interval(day.year, "")
    if unit == "decade":
        decade = day.year // 10 * 10
        return date(decade, 1, 1), date(decade + 9, 12, 31)
    return day, day


def _move(day: date, number: int, unit: str) -> date | None:
    number = max(-100_000, min(100_000, number))
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    if days:
        return add_days(day, number * days)
    return add_months(day, number * {"month": 1, "year": 12, "decade": 120}[unit])


def _read_after_previous(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    first, last = previous
    flags: tuple[str, ...] = ()
    if first is None or last is None:
        first = last = anchor.day
        flags = ("no_earlier_date",)
        if first is None or last is None or atom.which in ("since then", "ever since"):
            return _unknown("no_earlier_date")
    words = atom.which
    if words in ("since then", "ever since"):
        return Reading(
            (first, anchor.last), (first, anchor.last), lean="past", ongoing=True, flags=flags
        )
    unit = next((u for u in ("week", "month", "year") if words.endswith(u)), "day")
    step = 1 if "next" in words or "following" in words or words.endswith("after") else -1
    if "same" in words or words.startswith("that"):
        step = 0
    base = _move(last if step >= 0 else first, step, unit)
    if base is None:
        return _unknown("out_of_calendar")
    if unit == "day" and step == 0:
        return _fixed(first, last, *flags)
    return _fixed(*_unit_interval(base, unit), *flags)


def _read_ago(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    day = anchor.day
    if day is None and atom.unit in ("year", "month", "decade") and anchor.published:
        day = anchor.published if anchor.precision == "month" or atom.unit == "year" else None
    if day is None:
        return _no_day(anchor)
    if atom.number < 0 and atom.unit != "hour":
        return _unknown("vague", lean="past", needs=True)
    if atom.unit == "hour":
        return _shift(day, -(max(atom.number, 0) // 24), -(max(atom.number, 0) // 24))
    return _counted_from(day, -atom.number, atom.unit)


def _counted_from(day: date, number: int, unit: str) -> Reading:
    base = _move(day, number, unit)
    if base is None:
        return _unknown("out_of_calendar")
    first, last = _unit_interval(base, "week" if unit == "fortnight" else unit)
    return Reading(
        (first, last), (first, last), lean="past" if number < 0 else "future", needs_anchor=True
    )


def _read_earlier(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    first, last = previous
    flags: tuple[str, ...] = ()
    if first is None or last is None:
        first = last = anchor.day
        flags = ("no_earlier_date",)
    if first is None or last is None:
        return _unknown("no_earlier_date")
    if atom.unit in ("minute", "hour", "moment"):
        days = max(atom.number, 0) // 24 if atom.unit == "hour" else 0
        if days == 0:
            return _fixed(first, last, *flags, "same_occasion")
        step = -days if atom.which in ("earlier", "previously", "beforehand") else days
        return _fixed(add_days(first, step), add_days(last, step), *flags)
    if atom.number < 0:
        return _unknown("vague")
    back = atom.which in ("earlier", "previously", "beforehand")
    base = _move(first if back else last, -atom.number if back else atom.number, atom.unit)
    if base is None:
        return _unknown("out_of_calendar")
    return _fixed(*_unit_interval(base, atom.unit), *flags)


def _read_past_span(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    day = anchor.day
    if day is None:
        return _no_day(anchor)
    ahead = atom.which in ("next", "coming", "following")
    if atom.number < 0:
        return _unknown("vague", lean="future" if ahead else "past", needs=True)
    number, unit = atom.number, atom.unit
    if unit == "hour":
        number, unit = max(1, -(-number // 24)), "day"
    moved = _move(day, number if ahead else -number, unit)
    if moved is None:
        return _unknown("out_of_calendar")
    interval: Interval = (day, moved) if ahead else (moved, day)
    return Reading(interval, interval, lean="future" if ahead else "past", needs_anchor=True)


def _read_vague_span(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    ahead = atom.which in ("coming", "next", "")
    return _unknown("vague", lean="future" if ahead else "past", needs=True)


def _read_ordinal_day(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    day = anchor.day
    if day is None:
        return _no_day(anchor)
    # "In its fourth year" doesn't say on which day it began.
    begin = _move(day, 1 - atom.number, atom.unit) if atom.unit in ("day", "week") else None
    return Reading((begin, day), (begin, day), lean="past", ongoing=True, needs_anchor=True)


def _read_duration(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    day = anchor.day
    if day is None:
        return _no_day(anchor)
    begin = _move(day, -atom.number, atom.unit) if atom.number > 0 else None
    return Reading((begin, day), (begin, day), lean="past", ongoing=True, needs_anchor=True)


def _read_period(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    day = anchor.day
    if (
        day is None
        and anchor.published
        and anchor.precision == "month"
        and atom.unit in ("month", "year")
    ):
        day = anchor.last
    if day is None and anchor.published and atom.unit == "year":
        day = anchor.last
    if day is None:
        return _no_day(anchor)
    which, unit, part = atom.which, atom.unit, atom.part
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "this coming": 1}.get(
        which, 0
    )
    lean: Literal["past", "future", "none"] = (
        "past" if step < 0 else "future" if step > 0 else "none"
    )
    if which in ("the following", "the previous", "previous"):
        step = 1 if which == "the following" else -1
        if previous[0]:
            base = _move(previous[0], step, unit)
            return _fixed(*_unit_interval(base, unit)) if base else _unknown("out_of_calendar")
        lean = "future" if step > 0 else "past"
    if unit == "weekend":
        return _read_weekend(day, step, which)
    base = _move(day.replace(day=1) if unit in ("month", "year") else day, step, unit)
    if base is None:
        return _unknown("out_of_calendar")
    first, last = _unit_interval(base, unit)
    if part == "earlier" and step == 0:
        return Reading((first, day), (first, day), lean="past", needs_anchor=True)
    if part == "later" and step == 0:
        return Reading((day, last), (day, last), lean="future", needs_anchor=True)
    if part:
        first, last = _part_of(first, last, unit, part)
    if step or not first <= day:
        return Reading((first, last), (first, last), lean=lean, needs_anchor=True)
    return Reading((first, min(last, day)), (first, last), needs_anchor=True)


def _part_of(first: date, last: date, unit: str, part: str) -> tuple[date, date]:
    if unit == "month":
        return _month_interval(first.year, first.month, part)
    if unit == "year":
        return _year_interval(first.year, part)
    if unit == "week":
        low, high = {"early": (0, 1), "mid": (2, 2), "late": (3, 6)}.get(part, (0, 6))
        return first + timedelta(days=low), first + timedelta(days=high)
    return first, last


def _read_weekend(day: date, step: int, which: str) -> Reading:
    saturday = day - timedelta(days=day.weekday() - 5)
    recent = saturday if saturday <= day else saturday - timedelta(days=7)
    ahead = saturday if saturday + timedelta(days=1) >= day else saturday + timedelta(days=7)
    sunday = timedelta(days=1)
    if step < 0:
        begin = recent if recent + sunday < day else recent - timedelta(days=7)
        return Reading(
            (begin, begin + sunday), (begin, begin + sunday), lean="past", needs_anchor=True
        )
    if step > 0:
        begin = ahead if ahead > day else ahead + timedelta(days=7)
        return Reading(
            (begin, begin + sunday), (begin, begin + sunday), lean="future", needs_anchor=True
        )
    return Reading((recent, min(recent + sunday, day)), (ahead, ahead + sunday), needs_anchor=True)


def _read_offset(atom: Atom, anchor: Anchor, previous: Interval) -> Reading:
    return _unknown("no_date_to_count_from")


_READ: dict[str, Callable[[Atom, Anchor, Interval], Reading]] = {
    "day": _read_day,
    "day_range": _read_day,
    "numeric": _read_numeric,
    "ordinal": _read_ordinal,
    "month": _read_month,
    "year": _read_year,
    "decade": _read_decade,
    "season": _read_season,
    "weekday": _read_weekday,
    "relative": _read_relative,
    "after_previous": _read_after_previous,
    "ago": _read_ago,
    "earlier": _read_earlier,
    "past_span": _read_past_span,
    "vague_span": _read_vague_span,
    "ordinal_day": _read_ordinal_day,
    "duration": _read_duration,
    "period": _read_period,
    "offset": _read_offset,
}
