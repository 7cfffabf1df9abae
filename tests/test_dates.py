"""Dates: laws that hold for any text, and cases named after what they hold."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.bench.sentences import date_is_right, read_lines, score
from geo.dates import Anchor, DateSpan, check_year, find_dates, flag_year, latest_date, second_sign
from geo.dates.cues import find_cues
from geo.dates.patterns import PATTERNS

SENTENCES = Path(__file__).with_name("sentences")
DEVELOPMENT = Path(__file__).parents[1].parent / "shared" / "gold" / "dates_dev.jsonl"
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
VOCABULARY = """
    on in since from to between and until by early late last next this the of for
    Monday Sunday Tuesday, March April February May 30 31 7 2023 2024 18 2024-02-30 night
    overnight yesterday two days ago earlier later week month year third day killed will
    03/04/2024 31/12/2024 first half - – 3-4 ( ) . , ; a few several 1990s summer weekend
    0 99 29 Feb. 1900 2100 ١٨ end before after hours 9:30 p.m. at dawn
"""
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=25).map(" ".join)
ANCHORS = st.one_of(
    st.just(Anchor(None)),
    st.builds(
        Anchor,
        st.dates(date(1900, 1, 1), date(2100, 12, 31)),
        st.sampled_from(["day", "month", "year", "none"]),
    ),
)


def find(text: str, published: str | None = "2024-03-24", **options: bool) -> list[DateSpan]:
    anchor = Anchor(date.fromisoformat(published) if published else None)
    return find_dates(text, 0, len(text), anchor, **options)


@given(WORDS)
def test_no_pattern_matches_where_its_cues_are_missing(text: str) -> None:
    cues = find_cues(text)
    for pattern in PATTERNS:
        assert pattern.needs <= cues or not pattern.regex.search(text), pattern.rule


def test_no_pattern_matches_a_written_date_whose_cues_are_missing() -> None:
    for path in sorted(SENTENCES.glob("dates*.jsonl")):
        for line in read_lines(path):
            cues = find_cues(line["text"])
            for pattern in PATTERNS:
                assert pattern.needs <= cues or not pattern.regex.search(line["text"]), line["text"]


def only(text: str, published: str | None = "2024-03-24", **options: bool) -> DateSpan:
    (span,) = find(text, published, **options)
    return span


@pytest.mark.parametrize(
    "name",
    [
        "dates.jsonl",
        "dates_second.jsonl",
        "dates_third.jsonl",
        "dates_fourth.jsonl",
        "dates_fifth.jsonl",
        "dates_sixth.jsonl",
        "dates_seventh.jsonl",
        "dates_eighth.jsonl",
        "dates_last.jsonl",
    ],
)
def test_sentences_of_our_own_state_their_dates(name: str) -> None:
    records = list(read_lines(SENTENCES / name))
    share, wrong = score(records, date_is_right)
    assert share >= 0.97, [record["text"] for record in wrong]


@pytest.mark.skipif(not DEVELOPMENT.exists(), reason="development corpora are absent")
def test_development_sentences_state_their_dates() -> None:
    share, wrong = score(list(read_lines(DEVELOPMENT)), date_is_right)
    assert share >= 0.92, [record["text"] for record in wrong]


@given(st.one_of(WORDS, st.text(max_size=200)), ANCHORS, st.sampled_from([None, True, False]))
def test_spans_are_honest_and_intervals_run_forwards(
    text: str, anchor: Anchor, future: bool | None
) -> None:
    spans = find_dates(text, 0, len(text), anchor, future=future)
    for span in spans:
        assert span.text == text[span.start : span.end]
        assert span.text
        for first, last in ((span.first, span.last), span.past, span.future):
            assert first is None or last is None or first <= last
        if span.first is None and span.last is None:
            assert span.flags or span.ongoing
        assert span.precision != "none" or span.first is None or span.last is None
    assert all(one.end <= two.start for one, two in pairwise(spans))


@given(WORDS, st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_what_has_happened_lies_not_after_the_report(text: str, published: date) -> None:
    anchor = Anchor(published)
    for span in find_dates(text, 0, len(text), anchor):
        told = span.resolve(planned=False)
        if (
            not span.certain
            and not {"no_earlier_date"} & set(span.flags)
            and not span.rule.startswith(("after_previous", "earlier", "offset", "range"))
        ):
            assert told.first is None or told.first <= published


@given(WORDS, st.integers(0, 40))
def test_offsets_count_from_the_start_of_the_text(text: str, pad: int) -> None:
    anchor = Anchor(date(2024, 3, 24))
    alone = find_dates(text, 0, len(text), anchor)
    padded = "\n" * pad + text
    moved = find_dates(padded, pad, len(padded), anchor)
    assert [(s.start + pad, s.end + pad, s.first, s.last) for s in alone] == [
        (s.start, s.end, s.first, s.last) for s in moved
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "on 18 March ",
        "03/04/2024 ",
        "from Monday to ",
        "since ",
        "a ",
        "1990",
        "the night of ",
        "; ",
    ],
)
def test_a_sentence_of_twenty_thousand_characters_takes_linear_time(piece: str) -> None:
    anchor = Anchor(date(2024, 3, 24))

    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        begin = time.process_time()
        find_dates(text, 0, len(text), anchor)
        return time.process_time() - begin

    seconds(1000)
    assert seconds(20_000) < 40 * max(seconds(2_000), 0.005)


def test_a_weekday_is_past_or_planned_as_the_caller_says() -> None:
    span = only("on Monday")
    assert span.resolve(planned=False).first == date(2024, 3, 18)
    assert span.resolve(planned=True).first == date(2024, 3, 25)


def test_last_tuesday_stays_past_whatever_the_caller_says() -> None:
    assert only("last Tuesday").resolve(planned=True).first == date(2024, 3, 19)


def test_next_tuesday_in_a_report_of_a_tuesday_is_seven_days_on() -> None:
    assert only("next Tuesday", "2024-03-19").first == date(2024, 3, 26)


@pytest.mark.parametrize("day", ["30 February", "February 30, 2024", "31 April 2024", "2024-02-30"])
def test_a_date_that_does_not_exist_is_null_with_a_reason(day: str) -> None:
    span = only(f"It happened on {day}.")
    assert (span.first, span.last, span.precision) == (None, None, "none")
    assert "impossible_date" in span.flags


def test_29_february_without_year_is_of_the_last_leap_year() -> None:
    assert only("It burned on 29 February.", "2023-05-01").first == date(2020, 2, 29)


def test_a_year_out_of_range_is_null_with_a_reason() -> None:
    assert only("on 3 March 1650").flags == ("year_out_of_range",)


def test_without_a_dateline_relative_dates_are_null_and_full_dates_stay() -> None:
    yesterday, full = find("Yesterday it fell; the first fell on 3 March 2021.", None)
    assert yesterday.first is None
    assert "no_dateline" in yesterday.flags
    assert full.first == date(2021, 3, 3)
    assert not full.needs_anchor


def test_a_dateline_of_a_month_gives_months_but_no_weekdays() -> None:
    anchor = Anchor(date(2024, 3, 1), "month")
    text = "In February it fell, and on Monday again."
    february, monday = find_dates(text, 0, len(text), anchor)
    assert (february.first, february.last) == (date(2024, 2, 1), date(2024, 2, 29))
    assert monday.flags == ("dateline_month_only",)


def test_two_days_earlier_counts_from_the_last_date_in_the_text() -> None:
    text = "A boat sank on Saturday. Another had sunk two days earlier."
    anchor = Anchor(date(2024, 8, 26))
    first = find_dates(text, 0, 24, anchor)
    previous = latest_date(first, None, anchor)
    (span,) = find_dates(text, 25, len(text), anchor, previous=previous)
    assert span.first == date(2024, 8, 22)


def test_two_days_earlier_without_a_date_counts_from_the_dateline_and_says_so() -> None:
    span = only("Two days earlier it had burned.")
    assert span.first == date(2024, 3, 22)
    assert "no_earlier_date" in span.flags


def test_background_of_years_ago_is_not_what_the_next_sentence_counts_from() -> None:
    anchor = Anchor(date(2024, 11, 3))
    text = "They met on Saturday to recall what happened on 2 November 2022."
    previous = latest_date(find_dates(text, 0, len(text), anchor), None, anchor)
    assert previous is not None
    assert previous.first == date(2024, 11, 2)


def test_the_worst_since_a_date_is_not_ongoing_since_then() -> None:
    span = only("It was the deadliest attack since October 2022.")
    assert span.first is None
    assert "comparison" in span.flags


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 21/03 shells hit a mill.", date(2024, 3, 21)),
        ("On 3/21 shells hit a mill.", date(2024, 3, 21)),
        ("On 12/03 shells hit a mill.", date(2024, 3, 12)),
        ("12/03: shells hit a mill.", date(2024, 3, 12)),
        ("Log of the port\n- 12/03 - shells hit a mill", date(2024, 3, 12)),
        ("3.2. – a mill was hit", date(2024, 2, 3)),
        ("On 20/12 shells hit a mill.", date(2023, 12, 20)),
    ],
)
def test_numbers_without_a_year_are_the_day_nearest_to_the_report(text: str, day: date) -> None:
    assert (only(text).first, only(text).last) == (day, day)


@pytest.mark.parametrize(
    "text",
    [
        "Staff work 24/7: nobody sleeps.",
        "24/7: nobody sleeps.",
        "They won 3/4 of the votes.",
        "The score was 2/1 on points.",
        "14.30: shells hit flat 3.4 of a block.",
        "3.2 million people fled.",
        "On 31/31 nothing fell.",
        "On 9/11 he was in the tower.",
    ],
)
def test_other_numbers_are_no_days(text: str) -> None:
    assert find(text, "2024-03-24") == []


def test_a_date_to_come_is_no_date_of_what_has_happened() -> None:
    span = only("Voting takes place on 27 May 2024.")
    assert span.direction == "future"
    told = span.resolve(planned=False)
    assert (told.first, told.flags) == (None, ("after_dateline",))


def test_the_days_date_of_another_time_zone_is_not_last_years() -> None:
    span = only("On March 25 troops shelled the town.")
    assert span.first is None
    assert "just_after_dateline" in span.flags


def test_the_date_of_a_dateline_is_marked() -> None:
    first, second = find("GOMA, 23 March (Agency) — Shells fell on Saturday.")
    assert "dateline" in first.flags
    assert second.first == date(2024, 3, 23)


class TestSuspectedYear:
    """An explicit date whose year looks like a slip."""

    published = Anchor(date(2024, 4, 2))

    def test_is_flagged_and_stays_without_a_second_sign(self) -> None:
        span = flag_year(only("on 1 April 2023", "2024-04-02"), self.published, second_sign=False)
        assert span.first == date(2023, 4, 1)
        assert span.flags == ("suspected_year_error",)

    def test_is_moved_with_a_second_sign_and_keeps_what_was_stated(self) -> None:
        span = flag_year(only("on 1 April 2023", "2024-04-02"), self.published, second_sign=True)
        assert span.first == span.last == date(2024, 4, 1)
        assert "1 April 2023" in span.text
        assert "suspected_year_error" in span.flags

    def test_fifteen_days_before_is_no_suspicion(self) -> None:
        span = only("on 18 March 2023", "2024-04-02")
        assert flag_year(span, self.published, second_sign=True) == span

    def test_around_new_year_the_slip_is_of_one_year(self) -> None:
        span = only("on 28 December 2022", "2024-01-03")
        moved = flag_year(span, Anchor(date(2024, 1, 3)), second_sign=True)
        assert moved.first == date(2023, 12, 28)

    def test_a_lead_on_an_ongoing_war_is_a_second_sign(self) -> None:
        text = "On 1 April 2023 shells hit the port, while fighting continues in the city."
        (span,) = find(text, "2024-04-02")
        assert second_sign(text, 0, len(text), span, self.published, lead=True)
        assert not second_sign(text, 0, len(text), span, self.published, lead=False)

    def test_an_anniversary_is_not_moved(self) -> None:
        text = (
            "They marked a year since shells hit the port on 1 April 2023, as fighting continues."
        )
        (span,) = find(text, "2024-04-02")
        checked = check_year(text, 0, len(text), span, self.published, lead=True)
        assert checked.first == date(2023, 4, 1)
        assert checked.flags == ("anniversary",)

    def test_a_weekday_that_fits_only_the_datelines_year_is_a_second_sign(self) -> None:
        text = "On Monday, 1 April 2023, shells hit the port."  # a Monday in 2024
        (span,) = find(text, "2024-04-02")
        checked = check_year(text, 0, len(text), span, self.published, lead=False)
        assert checked.first == date(2024, 4, 1)

    def test_a_report_that_tells_of_that_year_elsewhere_is_believed(self) -> None:
        text = "On 1 April 2023 shells hit the port and fighting continues. The year 2023 was bad."
        span = find(text, "2024-04-02")[0]
        assert not second_sign(text, 0, 60, span, self.published, lead=True)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_a_bare_weekday_lies_within_the_seven_days_of_the_report(day: date, ahead: int) -> None:
    name = NAMES[(day + timedelta(days=ahead)).weekday()]
    text = f"Shells fell on {name}."
    (span,) = find_dates(text, 0, len(text), Anchor(day))
    assert span.first is not None
    assert 0 <= (day - span.first).days <= 6
    assert NAMES[span.first.weekday()] == name


def test_the_next_day_without_an_earlier_date_is_null() -> None:
    for text in ("The next day it burned.", "Two days later it burned.", "Hours later it burned."):
        span = only(text)
        assert (span.first, span.flags) == (None, ("no_earlier_date",))


def test_some_saturday_of_a_year_is_not_last_saturday() -> None:
    span = only("The cafe was bombed on a Saturday in 2003.")
    assert span.first == date(2003, 1, 1)


def test_a_ruling_that_ordered_something_lies_behind_us() -> None:
    assert only("The ruling of 26 January ordered a halt.").first == date(2024, 1, 26)


def test_a_weekday_with_its_date_is_one_date() -> None:
    span = only("Next Wednesday, April 3, the country will vote.")
    assert span.first == date(2024, 4, 3)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Ten hamlets burned in the first week of March.", date(2024, 3, 1), date(2024, 3, 7)),
        ("It rained in the last week of February.", date(2024, 2, 23), date(2024, 2, 29)),
        ("Last weekend's march drew thousands.", date(2024, 3, 16), date(2024, 3, 17)),
        ("Seven raids were counted during the night.", date(2024, 3, 23), date(2024, 3, 24)),
        ("Shells fell during the night of 3 to 4 March.", date(2024, 3, 3), date(2024, 3, 4)),
    ],
)
def test_weeks_of_a_month_and_the_night_just_past(text: str, first: date, last: date) -> None:
    span = only(text)
    assert (span.first, span.last) == (first, last)
