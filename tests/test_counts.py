"""Counts of victims: laws that hold for any text, and cases named after what they hold."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.bench.sentences import counts_are_right, main, read_lines, score
from geo.counts import KINDS, Counts, combine, find_counts
from geo.counts.numbers import NUMBER, find_numbers, match_numbers
from geo.events.inflections import rows
from geo.events.victim_words import may_count_victims
from geo.events.words import read_words

SENTENCES = Path(__file__).with_name("sentences")
DEVELOPMENT = Path(__file__).parents[1].parent / "shared" / "gold" / "counts_dev.jsonl"
VOCABULARY = """
    killed killing wounded wounding were was been have died dead at least more than up to
    3 14 1,200 1.7 million two dozen dozens scores hundreds half a several no
    people civilians women children soldiers man girl her its rider families bodies
    including among them the of toll rose since so far past 24 hours missing detained
    fled and , . ; : ( ) injured casualties feared may one both another others 17-year-old
    between 10-15 999999999999 recovered nobody abducted to in 2024
"""
WORDS = st.lists(st.sampled_from([*VOCABULARY.split(), "14\u00a0000"]), max_size=25).map(" ".join)


@given(WORDS)
def test_a_number_is_found_wherever_its_pattern_matches(text: str) -> None:
    found = [match.span() for match in match_numbers(text, 0, len(text))]
    assert found == [match.span() for match in NUMBER.finditer(text)]


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
    assert find_numbers(text, 0, len(text)) == []


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
    (span,) = find_numbers(words, 0, len(words))
    assert (span.low, span.high) == (low, high)
    assert (span.start, span.end) == (0, len(words))


@pytest.mark.parametrize("words", ["9:30", "25%", "3rd", "155mm", "F-16", "2.5 per cent", "$40"])
def test_what_is_no_number_of_persons(words: str) -> None:
    assert find_numbers(words, 0, len(words)) == []


def test_a_toll_that_has_passed_a_number_is_at_least_that() -> None:
    assert count("The death toll in the war now exceeds 43,000.").killed == (43_000, None)


def test_a_superseded_toll_is_not_a_second_source() -> None:
    text = "The blast killed 51 soldiers, raising an earlier toll of eight."
    assert count(text).killed == (51, 51)


def test_a_forecast_is_no_toll() -> None:
    assert count("Planners prepare for 48,000 deaths in a worst case.").killed == (None, None)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("At least one person was killed and two wounded.", (1, None), (2, 2)),
        ("Two killed as bomb hits bus", (2, 2), (None, None)),
        ("- 37,084 residents killed and 84,494 injured", (37_084, 37_084), (84_494, 84_494)),
        ("A father of three was killed.", (1, 1), (None, None)),
        ("The man who killed the guard fled.", (1, 1), (None, None)),
        ("Fatalities: 1,200 | Injured: 3,400", (1200, 1200), (3400, 3400)),
        ("A woman, 62, and her grandson were wounded.", (None, None), (2, 2)),
    ],
)
def test_headlines_lists_and_lone_victims(
    text: str, killed: tuple[int | None, int | None], injured: tuple[int | None, int | None]
) -> None:
    assert (count(text).killed, count(text).injured) == (killed, injured)


def test_what_the_dead_include_is_a_part() -> None:
    counts = count("The dead included three children and a journalist.")
    assert [(part.group, part.low) for part in counts.subsets] == [
        ("children", 3),
        ("journalists", 1),
    ]
    assert counts.killed == (None, None)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Four more bodies were found, bringing the toll to 61.", (61, 61)),
        ("The strike killed two men, bringing to 14 the number killed this week.", (2, 2)),
        ("The toll jumped from 12 to 19.", (19, 19)),
        ("Six died in Lagos, three in Kano and one in Jos.", (10, 10)),
        ("Four were killed in the north, and six houses in the south burned.", (4, 4)),
        ("A woman was killed along with her husband and their son.", (3, 3)),
        ("A woman was killed in a car with her husband.", (1, 1)),
        ("The bomber killed himself and nine others.", (10, 10)),
        ("The government said 14 people died; the opposition spoke of 40.", (14, 40)),
        ("Half of the 200 passengers died.", (100, 100)),
        ("Half of the 40 dead were women.", (40, 40)),
        ("Most of the 300 villagers perished.", (None, None)),
        ("The dead were three men and a boy.", (4, 4)),
        ("The dead were buried by twelve men.", (None, None)),
        ("The army lost 40 men.", (40, 40)),
        ("The party lost 40 members.", (None, None)),
        ("3 soldiers, 11 rebels killed in clash", (14, 14)),
        ("Police killed two people, a man and a woman.", (2, 2)),
        ("Gunmen kill mayor, two guards", (3, 3)),
        ("Missile kills family of four", (4, 4)),
        ("Two-year-old dies in house fire", (1, 1)),
        ("A boy of nine was killed.", (1, 1)),
        ("A group of nine was killed.", (9, 9)),
        ("In 48 hours 60 people were killed.", (60, 60)),
        ("She and her two children were killed.", (3, 3)),
        ("She and her lawyer said two had died.", (2, 2)),
        ("At least 19 (nineteen) people were killed.", (19, None)),
        ("Officials gave the number of dead as 12, the Red Cross as 20.", (12, 20)),
        ("First reports spoke of five dead; the final count was eight.", (5, 8)),
        ("The shelling claimed the life of a pensioner.", (1, 1)),
        ("Five climbers missing on Annapurna were found dead.", (5, 5)),
        ("A boy of nine was killed.", (1, 1)),
        ("A group of nine was killed.", (9, 9)),
        ("In 48 hours 60 people were killed.", (60, 60)),
        ("She and her two children were killed.", (3, 3)),
        ("She and her lawyer said two had died.", (2, 2)),
        ("At least 19 (nineteen) people were killed.", (19, None)),
        ("Officials gave the number of dead as 12, the Red Cross as 20.", (12, 20)),
        ("First reports spoke of five dead; the final count was eight.", (5, 8)),
        ("The shelling claimed the life of a pensioner.", (1, 1)),
        ("Five climbers missing on Annapurna were rescued.", (None, None)),
        ("Twin girls were killed.", (2, 2)),
        ("Twin blasts killed nine.", (9, 9)),
        ("Officials fear that 50 people have died.", (None, None)),
        ("Everyone on board, 62 people, died.", (62, 62)),
        ("Three members of one family died.", (3, 3)),
        ("Dozens, including women, were killed.", (24, None)),
    ],
)
def test_counts_that_lean_on_their_neighbours(
    text: str, killed: tuple[int | None, int | None]
) -> None:
    assert count(text).killed == killed


@pytest.mark.parametrize(
    ("text", "kind", "interval"),
    [
        ("Police took 33 people into custody.", "detained", (33, 33)),
        ("He took 33 people to the hospital.", "detained", (None, None)),
        ("Gunmen took nine farmers hostage.", "abducted", (9, 9)),
        ("The war has driven 900 people from their homes.", "displaced", (900, 900)),
        ("The bus had driven 900 people.", "displaced", (None, None)),
        ("The clinic treated 25 people for burns.", "injured", (25, 25)),
        ("The clinic treated 25 people.", "injured", (None, None)),
        ("A dozen people suffered minor injuries.", "injured", (12, 12)),
        ("Injuries: none.", "injured", (0, 0)),
        ("Not a single person was hurt.", "injured", (0, 0)),
        ("One soldier died and another wounded soldier spoke.", "injured", (None, None)),
        ("None of the 30 workers was hurt.", "injured", (0, 0)),
        ("One child drowned and another is missing.", "missing", (1, 1)),
        ("Another is being built for 30 children.", "missing", (None, None)),
    ],
)
def test_kinds_that_need_what_follows(
    text: str, kind: str, interval: tuple[int | None, int | None]
) -> None:
    assert getattr(count(text), kind) == interval


def test_missing_since_a_day_is_no_running_total() -> None:
    assert count("Three girls have been missing since Sunday.").scope == "event"
    assert count("Since Sunday 30 people have been killed.").scope == "cumulative"


def test_no_example_of_the_lexicon_is_passed_over() -> None:
    for row in rows("victims.csv"):
        assert _may_count(row["phrase"]) or _may_count(row["example"]), row
    text = "The team made both goals and came down into its old league."
    assert not _may_count(text)


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("They brought to 61 the number of the dead.", True),
        ("A number of roads were closed.", False),
        ("Police took nine men into custody.", True),
        ("It took nine hours.", False),
        ("Two were left in serious\ncondition.", True),
        ("The serious question is the condition of the road.", False),
        ("About 300 people have left the town.", True),
        ("The left wing won.", False),
    ],
)
def test_a_word_of_many_uses_needs_its_phrase(text: str, may: bool) -> None:
    assert _may_count(text) is may


def _may_count(text: str) -> bool:
    return may_count_victims({word.lower for word in read_words(text, 0, len(text), [])}, text)


@pytest.mark.parametrize(
    ("text", "kind", "low"),
    [
        ("A blast kills three in Goma.", "killed", 3),
        ("Gunmen hacked eight people to death.", "killed", 8),
        ("Drone hits bus, driver wounded.", "injured", 1),
    ],
)
def test_three_a_death_told_in_two_words_and_one_behind_a_comma_are_counted(
    text: str, kind: str, low: int
) -> None:
    (count,) = find_counts(text, 0, len(text))
    assert (count.kind, count.low) == (kind, low)


@pytest.mark.parametrize(
    "text",
    ["They beat two men with sticks.", "Youths burned three cars.", "He said, later killed."],
)
def test_who_is_only_beaten_or_what_is_burned_is_no_death(text: str) -> None:
    assert find_counts(text, 0, len(text)) == []
