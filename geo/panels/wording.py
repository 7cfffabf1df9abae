"""Word what an event holds: dates, precision, confidence and numbers as a reader says them."""

from __future__ import annotations

from datetime import date

from geo.dates.fragments import MONTHS
from geo.dates.remarks import word_flags
from geo.draw import words
from geo.model import Event, Report

MODALITIES = {
    "asserted": "reported as fact",
    "ongoing": "going on",
    "claimed": "claimed by a party",
    "reported": "reported by others",
    "denied": "denied",
    "planned": "planned",
    "unrealized": "warned of, called for or hoped for",
}
"""What each modality says to a reader."""

CONFIDENCE = {"firm": "Firm", "fair": "Fair", "weak": "Weak"}

_DATE_FROM = {
    "text": "stated in the text",
    "dateline": "the text states no date of its own; it stands at the report's date",
    "inferred": "worked out from the text around it",
}

_NO_DAY = "which gives it no day; it stands at the report's date"

_PRECISIONS = {
    "days": "; known to a few days",
    "week": "; known to a week",
    "month": "; known to a month",
    "year": "; known to a year",
    "ongoing": "; it was still going on",
}

_COUNTS = ("killed", "injured", "casualties", "missing", "displaced", "detained", "abducted")

_SCOPES = {
    "daily_total": "a day's total",
    "cumulative": "a running total, never added",
    "subset": "part of a larger number, never added",
}


def day(value: date) -> str:
    """Return a date in words, the same in every locale: ``24 March 2024``."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days(start: date | None, end: date | None) -> str:
    """Return an interval of days in words."""
    if start is None or end is None:
        return "no date"
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}\u2013{day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} \u2013 {day(end)}"
    return f"{day(start)} \u2013 {day(end)}"


def published(report: Report) -> str:
    """Return when a report was published, no finer than it says: ``March 2024``, ``no date``."""
    if report.published is None:
        return "no date"
    if report.published_precision == "year":
        return str(report.published.year)
    words = day(report.published)
    return words.partition(" ")[2] if report.published_precision == "month" else words


def short_days(start: date | None, end: date | None) -> str:
    """Return an interval for a narrow column: ``24 Mar 2024`` or ``24\u201327 Mar 2024``."""
    said = days(start, end)
    for month in MONTHS:
        said = said.replace(month, month[:3])
    return said


def why_date(event: Event) -> str:
    """Return why the event stands at its date."""
    stated = f"\u201c{event.date_stated}\u201d, " if event.date_stated else ""
    reason = stated + (_NO_DAY if stated and event.start is None else _DATE_FROM[event.date_source])
    return reason + _PRECISIONS.get(event.date_precision, "")


def notes_on_date(event: Event) -> str:
    """Return what is odd about the date that the text states."""
    return word_flags(event.date_flags)


def where(event: Event) -> str:
    """Return how precisely the event's place is known."""
    if event.lat is None:
        return event.off_map_reason or "the text names no place for it"
    if event.precision_km is None:
        return ""
    radius_km = f"{event.precision_km:g} km"
    if event.geo_precision == 3:
        return f"an area: somewhere within {radius_km}, no exact point"
    if event.geo_precision == 2:
        return f"{event.place_relation} the place: within {radius_km}"
    return f"a named place: within {radius_km}"


def counts(event: Event) -> list[str]:
    """Return each number of victims in words, unknown ones left out."""
    said = []
    for name in _COUNTS:
        low, high = getattr(event, f"{name}_low"), getattr(event, f"{name}_high")
        if low is None and high is None:
            continue
        said.append(f"{amount(low, high)} {name}")
    said += [f"of them {amount(part.low, part.high)} {part.group}" for part in event.subsets]
    if said and event.count_scope in _SCOPES:
        said.append(_SCOPES[event.count_scope])
    return said


def amount(low: int | None, high: int | None) -> str:
    """Return a range of numbers: ``3``, ``3 to 5``, ``at least 3``, ``up to 5``."""
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"at least {low:,}"
    return "" if high is None else f"up to {high:,}"


def title(event: Event) -> str:
    """Return a heading for an event: what, and where."""
    what = words(event.event_type).capitalize()
    return f"{what}, {event.place_name}" if event.place_name else what
