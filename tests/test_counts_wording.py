"""How reports word their counts: headlines, lists, neighbours, kinds and deaths told otherwise."""

from __future__ import annotations

import pytest

from geo.counts import Counts, combine, find_counts
from geo.events.inflections import rows
from geo.events.victim_words import may_count_victims
from geo.events.words import read_words


def count(text: str) -> Counts:
    return combine(find_counts(text, 0, len(text)))


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
