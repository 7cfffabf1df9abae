"""Dates of publication, as headers, columns and fields of reports write them."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

from geo.limits import EARLIEST_DATE, LATEST_DATE

Precision = Literal["day", "month", "year", "none"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=lambda name: (-len(name), name))) + r")\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
_CLOCK = (
    r"(?:[T ,]*(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?"
    r"(?:\s*[ap]\.?m\b\.?)?\s*(?:Z\b|GMT\b|UTC\b|[+-]\d{2}:?\d{2}\b|\(?[A-Z]{2,4}\)?(?=\s|$))?)?"
)
ISO_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])" + _CLOCK, re.ASCII)
_WRITTEN = re.compile(
    rf"{_WEEKDAY}(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month1>{_MONTH}),?\s+(?P<year1>\d{{4}})"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})"
    rf"|(?P<month3>{_MONTH}),?\s+(?P<year3>\d{{4}}))(?!\d)" + _CLOCK,
    re.ASCII | re.IGNORECASE,
)
WRITTEN_DATE = re.sub(r"[?]P<[^>]+>", "?:", _WRITTEN.pattern)
_YEAR = re.compile(r"(\d{4})(?![\d\w/-])", re.ASCII)


class Dated(NamedTuple):
    """A date of publication as stated, with what its precision allows; ``end`` is behind it."""

    published: date
    precision: Precision
    end: int


class HeaderDateError(ValueError):
    """A date that does not exist or is not written as one."""


def read_date(value: str) -> Dated:
    """Read a date of publication at the start of ``value``.

    Accepts ``2024-03-24`` (a time of day behind it is passed over), ``2024-03``, ``2024``,
    ``6 August 2024``, ``August 6, 2024`` and ``August 2024``, a weekday in front allowed.

    Raises
    ------
    HeaderDateError
        If it is none of these, does not exist, or lies outside 1900 to 2100.
    """
    if match := ISO_DATE.match(value):
        year, month, day = match.groups()
    elif match := _WRITTEN.match(value):
        found = match.groupdict()
        year = found["year1"] or found["year2"] or found["year3"]
        name = found["month1"] or found["month2"] or found["month3"]
        month = str(_MONTHS[name.rstrip(".").lower()])
        day = found["day1"] or found["day2"]
    elif match := _YEAR.match(value):
        year, month, day = match.group(1), None, None
    else:
        raise HeaderDateError(not_understood(value))
    precision: Precision = "day" if day else "month" if month else "year"
    try:
        published = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        quoted = shorten(match.group())
        raise HeaderDateError(f"date {quoted!r} does not exist; write YYYY-MM-DD") from None
    if not EARLIEST_DATE <= published <= LATEST_DATE:
        raise HeaderDateError(
            f"date {shorten(match.group())!r} lies outside {EARLIEST_DATE} to {LATEST_DATE}; "
            "write the true year"
        )
    return Dated(published, precision, match.end())


def read_whole_date(value: str) -> Dated:
    """Read a date of publication that fills ``value``, as a column or a field gives it."""
    dated = read_date(value)
    if value[dated.end :].strip():
        raise HeaderDateError(not_understood(value))
    return dated


def not_understood(value: str) -> str:
    """Return what is said of a date that is not written as one."""
    return f"date {shorten(value)!r} is not understood; write YYYY-MM-DD"


def shorten(value: str) -> str:
    """Return a value short enough to be quoted."""
    value = " ".join(value.split())
    return value if len(value) <= 40 else value[:39] + "…"
