"""A report dated by its month or year alone shows what has no day of its own over all of it."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from sample_coding import places

from geo.events import code
from geo.events.explain import explain_report
from geo.geoparse.mentions import find_mentions
from geo.geoparse.resolve import resolve_mentions
from geo.model import Parsed, Report
from geo.parse import to_record

FIRST = date(2024, 2, 1)


def read(text: str, precision: Literal["day", "month", "year", "none"]) -> Parsed:
    published = FIRST.replace(month=1) if precision == "year" else FIRST
    report = Report(id="r", text=text, published=published, published_precision=precision)
    named = resolve_mentions(find_mentions(report, places()), report, places())
    mentions, events = code(report, named, places())
    return Parsed(report=report, mentions=mentions, events=events)


@pytest.mark.parametrize(
    ("precision", "shown", "written"),
    [
        ("day", (FIRST, FIRST), "2024-02-01"),
        ("month", (FIRST, date(2024, 2, 29)), "2024-02"),
        ("year", (date(2024, 1, 1), date(2024, 12, 31)), "2024"),
    ],
)
@pytest.mark.parametrize(
    "text",
    ["Rockets hit Rafah.", "At least 300 people have been killed in Rafah so far."],
)
def test_an_event_without_a_day_stands_as_wide_as_its_report(
    precision: Literal["day", "month", "year"], shown: tuple[date, date], written: str, text: str
) -> None:
    parsed = read(text, precision)
    assert parsed.events
    for event in parsed.events:
        assert (event.start, event.date_source) == (None, "dateline")
        assert (event.shown_start, event.shown_end) == shown
    explained = explain_report(parsed)
    assert f"published {written} (" in explained
    days = " to ".join(dict.fromkeys(day.isoformat() for day in shown))
    assert "; shown at" not in explained or f"shown at {days} (dateline)" in explained
    assert to_record(parsed)["published"] == written


def test_an_event_s_own_day_in_that_month_is_its_day() -> None:
    event = read("Rockets hit Rafah on 15 February 2024.", "month").events[0]
    assert event.shown_start == event.shown_end == event.start == date(2024, 2, 15)
    assert (event.modality, event.date_flags) == ("asserted", ())


def test_a_weekday_in_a_report_of_a_month_keeps_its_reason() -> None:
    event = read("Rockets hit Rafah on Monday.", "month").events[0]
    assert (event.date_stated, event.date_flags) == ("Monday", ("dateline_month_only",))
    assert event.shown_end == date(2024, 2, 29)
