"""A stated date that can't be an event's leaves it without one, and the reason is told."""

from __future__ import annotations

from datetime import date

import pytest
from sample_coding import PUBLISHED, coded

from geo.dates.remarks import REMARKS, word_flags
from geo.events.explain import explain_report
from geo.model import Event, Parsed, Report
from geo.panels import card

NO_SUCH_DAY = ("impossible_date",)


def first(text: str) -> Event:
    return coded(text)[1][0]


@pytest.mark.parametrize(
    ("text", "stated", "flags"),
    [
        ("On 29 February 2023 rockets hit Rafah.", "29 February 2023", NO_SUCH_DAY),
        ("On 31 April 2023 rockets hit Rafah.", "31 April 2023", NO_SUCH_DAY),
        ("On 30 February rockets hit Rafah.", "30 February", NO_SUCH_DAY),
        ("Rockets hit Rafah on Saturday, 15 June 2024.", "15 June 2024", ("after_dateline",)),
        ("Rockets hit Rafah on 14 June.", "14 June", ("just_after_dateline",)),
        ("Rockets hit Rafah on 2 July 2024.", "2 July 2024", ("after_dateline",)),
    ],
)
def test_a_date_that_gives_no_day_is_kept_with_its_reason(
    text: str, stated: str, flags: tuple[str, ...]
) -> None:
    event = first(text)
    assert (event.start, event.end, event.date_source) == (None, None, "dateline")
    assert event.shown_start == event.shown_end == PUBLISHED
    assert (event.date_stated.removeprefix("Saturday, "), event.date_flags) == (stated, flags)
    assert event.confidence == "weak"
    proof = next(item for item in event.evidence if item.field == "date")
    assert text[proof.start : proof.end] == event.date_stated


def test_a_wrong_weekday_and_a_day_to_come_are_both_told() -> None:
    event = first("Rockets hit Rafah on Monday, 15 June 2024.")
    assert event.start is None
    assert event.date_flags == ("weekday_mismatch", "after_dateline")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rockets hit Rafah on 11 June 2024.", date(2024, 6, 11)),
        ("On 29 February 2024 rockets hit Rafah.", date(2024, 2, 29)),
        ("Troops will storm Rafah on 2 July 2024.", date(2024, 7, 2)),
    ],
)
def test_an_ordinary_date_is_untouched(text: str, day: date) -> None:
    event = first(text)
    assert (event.start, event.end, event.date_source) == (day, day, "text")
    assert "impossible_date" not in event.date_flags


@pytest.mark.parametrize(
    "text",
    [
        "The sides signed a truce in Rafah to begin on 4 August 2024.",
        "Police arrested a man in Rafah ahead of a rally planned for 4 August 2024.",
        "Rockets hit Rafah.",
    ],
)
def test_a_date_of_what_is_to_come_is_not_held_against_what_was(text: str) -> None:
    event = first(text)
    assert (event.date_stated, event.date_flags) == ("", ())


def test_clauses_share_a_date_that_does_not_exist() -> None:
    events = coded("On 31 April rockets hit Rafah, and shells struck Khan Younis.")[1]
    assert [event.date_flags for event in events] == [NO_SUCH_DAY, NO_SUCH_DAY]


def test_an_event_with_a_date_of_its_own_takes_no_other_s() -> None:
    events = coded("Rockets hit Rafah on 3 June. Rockets hit Khan Younis on 31 April.")[1]
    assert [event.start for event in events] == [date(2024, 6, 3), None]


def test_the_reason_is_told_in_words() -> None:
    text = "On 31 April 2024 rockets hit Rafah."
    mentions, events = coded(text)
    report = Report(id="fresh", text=text, published=PUBLISHED, published_precision="day")
    explained = explain_report(Parsed(report=report, mentions=mentions, events=events))
    assert "“31 April 2024” gives it no day: there is no such day; shown at" in explained
    shown = card.card(events[0], report, mentions[0])
    assert "there is no such day" in shown
    assert "states no date of its own" not in shown
    assert card.hollow(events[0])


def test_a_total_does_not_stand_after_its_report() -> None:
    text = "At least 300 people have been killed in Rafah so far, as of 2 July 2024."
    for event in coded(text)[1]:
        assert event.shown_end == PUBLISHED


def test_a_flag_without_a_remark_is_said_by_its_name() -> None:
    assert word_flags(("impossible_date", "odd_one")) == f"{REMARKS['impossible_date']}; odd one"
