"""Counts of victims: laws that hold for any text, numbers, and what is no count."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.bench.sentences import counts_are_right, main, read_lines, score
from geo.caseless import Caseless, in_small_letters
from geo.counts import KINDS, Counts, combine, find_counts
from geo.counts.cues import find_cues
from geo.counts.numbers import NUMBER, find_numbers, match_numbers
from geo.counts.pieces import cut
from geo.counts.single import SINGULAR_START, find_single, match_single

SENTENCES = Path(__file__).with_name("sentences")
DEVELOPMENT = Path(__file__).parents[1].parent / "shared" / "gold" / "counts_dev.jsonl"
VOCABULARY = """
    killed killing wounded wounding were was been have died dead at least more than up to
    3 14 1,200 1.7 million two dozen dozens scores hundreds half a several no
    people civilians women children soldiers man girl her its rider families bodies
    including among them the of toll rose since so far past 24 hours missing detained
    fled and , . ; : ( ) injured casualties feared may one both another others 17-year-old
    between 10-15 "a (12-year-old) "the and, an9 the,
    999999999999 recovered nobody abducted to in 2024
"""
WORDS = st.lists(st.sampled_from([*VOCABULARY.split(), "14\u00a0000"]), max_size=25).map(" ".join)


@given(WORDS)
def test_a_number_is_found_wherever_its_pattern_matches(text: str) -> None:
    found = [match.span() for match in match_numbers(cut(text, 0, len(text)))]
    assert found == [match.span() for match in NUMBER.finditer(text)]


@given(WORDS)
def test_one_person_is_looked_for_wherever_the_pattern_matches(text: str) -> None:
    found = [match.span() for match in match_single(cut(text, 0, len(text)))]
    assert found == [match.span() for match in SINGULAR_START.finditer(text)]


@given(WORDS)
def test_a_sentence_without_the_cues_names_nobody(text: str) -> None:
    pieces = cut(text, 0, len(text))
    cues = find_cues(pieces.words)
    assert find_single(pieces, cues) == find_single(pieces, cues | {"person"})


@given(st.text(alphabet="aA bB İ sſ"))
def test_small_letters_stand_where_the_capitals_stood(text: str) -> None:
    small = in_small_letters(text)
    assert len(small) == len(text)
    assert Caseless("ab|b a").search(text) is None or "ab" in small or "b a" in small


def count(text: str) -> Counts:
    return combine(find_counts(text, 0, len(text)))


@pytest.mark.parametrize(
    "name",
    [
        "counts.jsonl",
        "counts_second.jsonl",
        "counts_third.jsonl",
        "counts_fourth.jsonl",
        "counts_fifth.jsonl",
        "counts_sixth.jsonl",
        "counts_seventh.jsonl",
        "counts_eighth.jsonl",
        "counts_last.jsonl",
    ],
)
def test_sentences_of_our_own_state_their_counts(name: str) -> None:
    share, wrong = score(list(read_lines(SENTENCES / name)), counts_are_right)
    assert share >= 0.95, [record["text"] for record in wrong]


@pytest.mark.skipif(not DEVELOPMENT.exists(), reason="development corpora are absent")
def test_development_sentences_state_their_counts() -> None:
    share, wrong = score(list(read_lines(DEVELOPMENT)), counts_are_right)
    assert share >= 0.90, [record["text"] for record in wrong]


def test_the_command_prints_a_score_for_each_file(capsys: pytest.CaptureFixture[str]) -> None:
    dates_file, counts_file = SENTENCES / "dates.jsonl", SENTENCES / "counts.jsonl"
    files = ["--dates", str(dates_file), "--counts", str(counts_file)]
    assert main(files) == 0
    dates, counts = capsys.readouterr().out.splitlines()
    assert dates.startswith("dates: ")
    assert counts.startswith("counts: ")


@given(st.one_of(WORDS, st.text(max_size=200)))
def test_spans_are_honest_and_intervals_run_upwards(text: str) -> None:
    spans = find_counts(text, 0, len(text))
    for span in spans:
        assert span.text == text[span.start : span.end]
        assert span.low is None or span.low >= 0
        assert span.low is None or span.high is None or span.low <= span.high
        assert span.low is not None or span.high is not None or span.note
        assert span.subset_of == (span.scope == "subset")
    for kind in KINDS:
        low, high = getattr(combine(spans), kind)
        assert low is None or high is None or low <= high


@given(WORDS, st.integers(0, 40))
def test_offsets_count_from_the_start_of_the_text(text: str, pad: int) -> None:
    padded = "\n" * pad + text
    alone = find_counts(text, 0, len(text))
    moved = find_counts(padded, pad, len(padded))
    assert [(s.start + pad, s.end + pad, s.kind, s.low) for s in alone] == [
        (s.start, s.end, s.kind, s.low) for s in moved
    ]


@given(st.text(alphabet="abcdefghij KLM.,;", max_size=200))
def test_a_text_without_numbers_or_persons_counts_nobody(text: str) -> None:
    assert find_numbers(cut(text, 0, len(text))) == []


@given(WORDS)
def test_parts_and_fears_never_change_the_toll(text: str) -> None:
    spans = find_counts(text, 0, len(text))
    tolls = [span for span in spans if not span.subset_of and not span.feared]
    for kind in KINDS:
        assert getattr(combine(spans), kind) == getattr(combine(tolls), kind)


@pytest.mark.parametrize(
    "piece",
    ["killing 3 people, ", "14 ", "a man and ", "one ", "no casualties ", "a,", "killed ", "aaaa "],
)
def test_a_sentence_of_twenty_thousand_characters_takes_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        begin = time.process_time()
        find_counts(text, 0, len(text))
        return time.process_time() - begin

    seconds(1000)
    assert seconds(20_000) < 40 * max(seconds(2_000), 0.005)


def test_a_count_beyond_mankind_is_no_count_of_persons() -> None:
    assert count("The blast killed 1,000,000,000,000 people.").killed == (None, None)


def test_two_sources_that_disagree_give_a_range_with_both() -> None:
    text = "Divers recovered twelve bodies. Nurses put the toll at nine."
    counts = count(text)
    assert counts.killed == (9, 12)
    assert counts.conflicting
    assert [span.text for span in counts.spans] == ["twelve", "nine"]


def test_what_another_adds_is_added() -> None:
    assert count("Three people were killed and another two died in hospital.").killed == (5, 5)


def test_a_list_of_victims_adds_up() -> None:
    assert count("The shell injured her uncle and two cousins.").injured == (3, 3)


def test_households_are_no_persons() -> None:
    (span,) = find_counts("Some 300 households fled.", 0, 25)
    assert (span.low, span.high) == (None, None)
    assert span.note


def test_a_running_total_is_not_mixed_with_an_events_toll() -> None:
    text = "A strike killed four people. Over 9,000 people have been killed since March."
    assert count(text).killed == (4, 4)
    assert count(text).scope == "event"


def test_who_kills_is_not_counted() -> None:
    assert count("Three gunmen killed a guard.").killed == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "A blast could kill hundreds of people.",
        "He threatened to kill two hostages.",
        "The 12th Brigade lost 30 tanks.",
        "The pause in fighting lasted 40 days.",
        "Some 650 tonnes of maize arrived.",
        "Sixty per cent of clinics are shut.",
        "Two gunmen fled.",
        "Fourteen guards crossed into the next district.",
        "He was killed on 3 March 2014.",
        "It is not known whether anyone was hurt.",
    ],
)
def test_what_counts_no_victims(text: str) -> None:
    assert all(span.low is None for span in find_counts(text, 0, len(text)))


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("14 000", 14_000, 14_000),
        ("14\u00a0000", 14_000, 14_000),
        ("14\u202f000", 14_000, 14_000),
        ("1.7 million", 1_700_000, 1_700_000),
        ("32K", 32_000, 32_000),
        ("one hundred and twenty", 120, 120),
        ("a thousand", 1000, 1000),
        ("two dozen", 24, 24),
        ("half a dozen", 6, 6),
        ("several dozen", 36, None),
        ("several hundred", 300, None),
        ("a couple", 2, 2),
        ("dozens", 24, None),
        ("scores", 40, None),
        ("hundreds", 200, None),
        ("tens of thousands", 20_000, None),
        ("several", 3, None),
        ("10-15", 10, 15),
        ("between ten and fifteen", 10, 15),
        ("two or three", 2, 3),
        ("at least nine", 9, None),
        ("no fewer than 9", 9, None),
        ("up to nine", None, 9),
        ("nearly nine", 9, 9),
        ("50+", 50, None),
    ],
)
def test_numbers_have_a_reading(words: str, low: int | None, high: int | None) -> None:
    (span,) = find_numbers(cut(words, 0, len(words)))
    assert (span.low, span.high) == (low, high)
    assert (span.start, span.end) == (0, len(words))


@pytest.mark.parametrize("words", ["9:30", "25%", "3rd", "155mm", "F-16", "2.5 per cent", "$40"])
def test_what_is_no_number_of_persons(words: str) -> None:
    assert find_numbers(cut(words, 0, len(words))) == []


def test_a_toll_that_has_passed_a_number_is_at_least_that() -> None:
    assert count("The death toll in the war now exceeds 43,000.").killed == (43_000, None)


def test_a_superseded_toll_is_not_a_second_source() -> None:
    text = "The blast killed 51 soldiers, raising an earlier toll of eight."
    assert count(text).killed == (51, 51)


def test_a_forecast_is_no_toll() -> None:
    assert count("Planners prepare for 48,000 deaths in a worst case.").killed == (None, None)
