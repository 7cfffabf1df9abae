"""What the panels say of an event is what the event holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sample_hostile import told

from geo.dates.remarks import REMARKS
from geo.draw import FAMILIES
from geo.model import Candidate, Event, Evidence, Report, Subset
from geo.panels import card, evidence, listing, timeline, upload, wording
from geo.store import Store
from geo.view import View

DAY = date(2024, 3, 24)


@pytest.fixture
def parsed():
    return told(DAY)


@pytest.fixture
def event(parsed) -> Event:
    return parsed.events[0]


@pytest.fixture
def report(parsed) -> Report:
    return parsed.report


def test_each_field_is_marked_in_its_own_kind(event: Event, report: Report) -> None:
    at = report.text.index("three people")
    marked = replace(
        event,
        evidence=(
            Evidence(field="killed_low", start=at, end=at + 12, rule="number"),
            Evidence(field="place_id", start=at - 30, end=at - 20, rule="in"),
            Evidence(field="confidence", start=0, end=5, rule="none"),
        ),
    )
    kinds = [mark.kind for mark in card.highlights(marked, report)]
    assert kinds == ["trigger", "count", "place"]
    assert '<mark class="count">three people</mark>' in card.sentence(marked, report)


def test_hits_of_the_search_are_marked_whatever_their_case(event: Event, report: Report) -> None:
    assert '<mark class="hit">killing</mark>' in card.sentence(event, report, search="KILLING")


def test_hits_of_the_search_are_marked_as_they_are_found(event: Event, report: Report) -> None:
    written = replace(report, text=report.text.replace("killing", "kill\u00edng"))
    assert '<mark class="hit">kill\u00edng</mark>' in card.sentence(
        event, written, search="killing"
    )


def test_a_search_is_no_pattern(event: Event, report: Report) -> None:
    card.sentence(event, report, search="( [ * \\")


def test_the_surroundings_stay_inside_the_paragraph_and_short() -> None:
    text = "head\n\n" + "a " * 900 + "SENTENCE. " + "b " * 900 + "\n\nfoot"
    start = text.index("SENTENCE")
    first, last = card.surroundings(text, start, start + 9, 0)
    assert first >= 6 and last <= text.index("\n\nfoot")
    assert start - first <= card.SURROUNDINGS_CHARS
    assert last - start - 9 <= card.SURROUNDINGS_CHARS


def test_right_to_left_text_keeps_its_direction(event: Event) -> None:
    text = "قصفت طائرات خان يونس"
    report = Report(id="r", text=text, published=DAY)
    told_so = replace(event, sentence_end=len(text), trigger_start=0, trigger_end=4)
    assert '<blockquote dir="auto"' in card.sentence(told_so, report)


def test_a_card_says_why_and_never_a_bare_percentage(event: Event, report: Report, parsed) -> None:
    shown = card.card(event, report, parsed.mentions[0])
    for words in ("Why here", "Why then", "Sure?", "3 killed", "24 March 2024"):
        assert words in shown
    assert "%" not in shown.replace("&#", "")


def test_a_moved_date_stands_beside_what_the_text_says(event: Event, report: Report) -> None:
    moved = replace(event, date_stated="March 24, 2023", date_flags=("year_moved",))
    shown = card.card(moved, report, None)
    assert "24 March 2024; the text says \u201cMarch 24, 2023\u201d" in shown
    assert REMARKS["year_moved"] in shown.replace("&#x27;", "'")


def test_only_colours_that_are_there_are_explained(event: Event, report: Report) -> None:
    shown = card.card(event, report, None)
    assert '<mark class="trigger">what</mark>' in shown
    assert '<mark class="date">when</mark>' not in shown


def test_what_is_off_the_map_says_why_not(event: Event, report: Report) -> None:
    unplaced = replace(event, lat=None, lon=None, place_id="", off_map_reason="no place stated")
    assert "<dt>Why not on the map</dt>" in card.card(unplaced, report, None)


def test_rivals_of_one_name_are_told_apart_by_their_distance(event: Event, parsed) -> None:
    mention = parsed.mentions[0]
    place = mention.resolution.place
    candidates = tuple(
        Candidate(id=f"local:{far}", name="Twin", lat=place.lat + far, lon=place.lon, score=0.1)
        for far in (0.05, 1.0)
    )
    doubtful = mention.resolved(mention.resolution._replace(candidates=candidates))
    assert list(evidence.rival_points(event, doubtful)) == ["Twin, 5.6 km off", "Twin, 111 km off"]


def test_a_short_interval_names_its_month_once() -> None:
    assert wording.short_days(date(2023, 6, 1), date(2023, 6, 30)) == "1\u201330 Jun 2023"
    assert wording.short_days(date(2024, 5, 3), date(2024, 5, 3)) == "3 May 2024"


def test_events_of_days_that_the_axis_leaves_out_are_counted(parsed) -> None:
    far = told(date(2011, 1, 1), name="Rafah")
    recalled = replace(far.events[0], background=True)
    store = Store.from_parsed([parsed, replace(far, events=(recalled,))])
    assert timeline.describe(store, View())["beyond"] == 1
    assert timeline.describe(store, View(since="2024-03-24"))["beyond"] == 0


def test_running_totals_and_parts_are_said_to_be_no_sums(event: Event) -> None:
    total = replace(
        event,
        killed_low=32_400,
        killed_high=None,
        count_scope="cumulative",
        subsets=(Subset(group="children", low=15_000, high=15_000),),
    )
    assert wording.counts(total) == [
        "at least 32,400 killed",
        "of them 15,000 children",
        "a running total, never added",
    ]


def test_an_event_without_its_own_date_is_hollow_everywhere(event: Event) -> None:
    undated = replace(event, start=None, end=None, date_source="dateline")
    assert card.hollow(undated) and not card.hollow(event)
    assert "stands at the report's date" in wording.why_date(undated)


def test_a_claim_is_drawn_as_one_whatever_its_date(event: Event, report: Report) -> None:
    claim = replace(event, modality="claimed")
    assert '<span class="sign a claimed"' in card.card(claim, report, None)
    undated = replace(claim, start=None, end=None, date_source="dateline")
    assert '<span class="sign a hollow claimed"' in card.card(undated, report, None)
    assert '<span class="sign a solid"' in card.card(event, report, None)


def test_a_column_is_turned_by_a_second_click() -> None:
    assert listing.turned("date", "when") == "-date"
    assert listing.turned("-date", "when") == "date"
    assert listing.turned("date", "killed") == "-deaths"
    assert listing.turned("-deaths", "killed") == "deaths"
    assert listing.turned("date", "place") == "place"


def test_the_list_mirrors_the_map(parsed) -> None:
    store = Store.from_parsed([parsed, told(date(2024, 3, 25), name="Rafah")])
    view = View(sort="-date")
    said = listing.describe(store, view, on_map=True, total=2, page=0, dark=False)
    assert [row["when"] for row in said["rows"]] == ["25 Mar 2024", "24 Mar 2024"]
    assert said["sort"] == "when" and said["descending"] is True
    assert listing.describe(store, view, on_map=True, total=2, page=99, dark=False)["page"] == 0


def test_the_list_tells_a_date_worked_out_from_one_not_stated(parsed) -> None:
    event = replace(parsed.events[0], start=DAY, end=DAY, date_stated="Sunday")
    notes = {}
    for source in ("text", "inferred", "dateline"):
        days = {"start": None, "end": None} if source == "dateline" else {}
        told_of = replace(parsed, events=(replace(event, date_source=source, **days),))
        store = Store.from_parsed([told_of])
        (row,) = listing.describe(store, View(), on_map=True, total=1, page=0, dark=False)["rows"]
        notes[source] = row["note"]
    assert notes == {"text": "", "inferred": "date inferred", "dateline": "date not stated"}


def test_the_timeline_spans_all_days_and_clamps_the_range(parsed) -> None:
    store = Store.from_parsed([parsed, told(date(2024, 4, 2), name="Rafah")])
    said = timeline.describe(store, View(since="1990-01-01", until="2024-03-30"))
    assert (said["first"], said["last"]) == ("2024-03-24", "2024-04-02")
    assert (said["since"], said["until"]) == ("2024-03-24", "2024-03-30")
    assert sum(map(sum, (family["counts"] for family in said["families"]))) == 2
    assert len(said["families"]) == 1 and said["families"][0]["light"] == FAMILIES[0].light


@pytest.mark.parametrize("name", ["a.text", "a.markdown", "a.ndjson", "a.zip"])
def test_whatever_is_read_can_be_uploaded(name: str) -> None:
    assert name.partition(".")[2] in upload.TYPES


def test_progress_says_the_rate_and_the_time_left() -> None:
    assert upload.progress_words(0, 200, 0.0) == "0 of 200 reports"
    assert upload.progress_words(40, 200, 2.0) == "40 of 200 reports, 20 a second, 8 s left"
    assert upload.progress_words(1, 1000, 1.0).endswith("1 a second, 17 min left")
