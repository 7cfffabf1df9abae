"""Laws of coding that hold for any text, whatever it says."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_land import PLACES, PUBLISHED, coded, names_in, only_pin

from geo.events import code
from geo.model import MAPPED_MODALITIES, Report

ROLES = {"event", "planned", "unrealized", "actor", "modifier", "name_part", "topic"}
VOCABULARY = [
    *PLACES, "shells", "hit", "troops", "attacked", "said", "that", "in", "near", "between", "and",
    "the", "was", "bombed", "if", "denied", "will", "visit", ",", ".", ";", ":", "—", "“", "”", "(",
    ")", "on Monday", "in 1999", "three people", "killed", "since", "have been", "fled", "from",
    "to", "5 km", "south-east of", "of", "march", "called off", "there", "the town", "who", "which",
    "10,000,000,000,000", "30 February", "\n\n", "\n- ", "|", "\t", "…", "no", "not", "must",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=40).map(" ".join)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_any_text_gives_events_that_keep_the_promises(text: str) -> None:
    mentions, events = coded(text)
    assert [m.start for m in mentions] == [m.start for m in names_in(text)]
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert mention.role in ROLES
    assert len({event.id for event in events}) == len(events)
    for event in events:
        assert text[event.trigger_start : event.trigger_end] == event.trigger
        assert (
            event.sentence_start <= event.trigger_start <= event.trigger_end <= event.sentence_end
        )
        assert event.on_map == (not event.off_map_reason)
        assert event.confidence_reason
        if event.on_map:
            assert event.modality in MAPPED_MODALITIES
            assert event.lat is not None
            assert event.event_type not in {"casualty_total", "statement"}
        if event.start and event.end:
            assert event.start <= event.end
        if event.modality not in {"planned", "unrealized"} and event.start:
            assert event.start <= PUBLISHED
        for item in event.evidence:
            assert 0 <= item.start <= item.end <= len(text)
            assert item.rule


@given(TEXTS)
@settings(deadline=None, max_examples=50)
def test_the_same_text_gives_the_same_events(text: str) -> None:
    assert coded(text) == coded(text)


def test_every_field_that_is_coded_names_its_evidence() -> None:
    event = only_pin("A drone hit a bus in Ashfield on Monday, killing two people, residents said.")
    assert {item.field for item in event.evidence} >= {
        "event_type", "modality", "place", "date", "counts", "attribution",
    }  # fmt: skip


def test_an_id_depends_on_text_and_trigger_alone() -> None:
    text = "A drone hit a bus in Ashfield on Monday."
    report = Report(id="other", text=text, published=date(2020, 1, 1), published_precision="day")
    _, events = code(report, names_in(text))
    assert [event.id for event in events] == [event.id for event in coded(text)[1]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "word " * 4000,
        "Ashfield, " * 500,
        "- Ashfield\n- Carrow\n- Brookton\n",
        "place | killed | injured\nAshfield | 3 | 4\nCarrow | 5 | 6\n",
        "Shells hit Ashfield on 30 February, killing 1000000000000 people.",
    ],
)
def test_odd_texts_do_no_harm(text: str) -> None:
    for event in coded(text)[1]:
        assert event.killed_low is None or event.killed_low < 10**10


def test_a_report_without_a_date_has_events_without_days() -> None:
    text = "A drone hit a bus in Ashfield on Monday."
    _, events = code(Report(id="r", text=text), names_in(text))
    assert [(event.start, event.shown_start) for event in events] == [(None, None)]


def test_time_grows_with_the_text_and_no_faster() -> None:
    sentence = "Shells hit Ashfield on Monday, killing two people, and troops entered Carrow. "
    coded(sentence)

    def seconds(times: int) -> float:
        start = time.process_time()
        coded(sentence * times)
        return time.process_time() - start

    short = min(seconds(20) for _ in range(3))
    assert min(seconds(80) for _ in range(2)) < 16 * short  # merging compares pairs of events
