"""The lexicon and the tables of words: every row is whole, and every example holds."""

from __future__ import annotations

import pytest

from geo.events.actors import find_actors
from geo.events.classes import word_classes
from geo.events.event_types import codes_of, event_types, find_triggers
from geo.events.inflections import inflect, plural, rows
from geo.events.tagging import tag_words
from geo.events.words import Word, read_words

LEXICON = rows("event_types.csv")
MODEL_TYPES = {
    "air_strike", "shelling", "explosion", "armed_clash", "ground_operation", "siege",
    "attack_on_civilians", "abduction", "sexual_violence", "arrest", "property_destruction",
    "displacement_order", "aid_restriction", "aid_delivery", "protest", "riot", "agreement",
    "diplomacy", "statement", "casualty_total", "situation", "attack", "military_operation",
}  # fmt: skip
PARTISAN = ("terrorist", "regime", "occupation", "zionist", "thug", "enemy")


def words_of(text: str) -> list[Word]:
    words = read_words(text, 0, len(text), [])
    tag_words(words)
    return words


def test_every_type_of_the_lexicon_is_one_of_the_model() -> None:
    assert set(event_types()) == MODEL_TYPES
    for row in LEXICON:
        name = row["event_type"].removeprefix("weapon:")
        assert name in MODEL_TYPES | {"-", "casualty"}, row
        assert row["part"] in {"verb", "noun", "phrase"}, row
        assert row["example"], row


def test_no_row_stands_twice() -> None:
    keys = [tuple(row[name] for name in ("phrase", "part", "subject", "object")) for row in LEXICON]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("row", LEXICON, ids=lambda row: f"{row['phrase']}-{row['part']}")
def test_every_example_holds_its_phrase(row: dict[str, str]) -> None:
    first = row["phrase"].split()[0]
    lowered = row["example"].lower()
    forms = {first, *plural(first)}
    if row["part"] == "verb":
        from geo.events.inflections import known_verbs

        known = known_verbs()[first]
        for surfaces in inflect(first, known["past"], known["participle"]).values():
            forms |= set(surfaces)
    elif row["part"] == "noun":
        forms |= set(plural(row["phrase"]))
    assert any(form in lowered for form in forms), row


def test_every_class_that_is_asked_for_exists() -> None:
    single = {row["word"] for row in rows("word_classes.csv")}
    classes = {row["class"] for row in rows("word_classes.csv")} | {"place", "government"}
    for row in LEXICON:
        for condition in (row["subject"], row["object"]):
            name = condition.lstrip("+!")
            if name in classes or not name or name in single:
                continue
            assert name.replace("-", "").replace(" ", "").isalpha(), row


def test_names_that_are_shown_are_neutral() -> None:
    shown = [row["actor"] for row in rows("actors.csv")]
    shown += [row["event_type"] for row in rows("event_codes.csv")]
    assert not [name for name in shown for word in PARTISAN if word in name.lower()]


def test_an_alias_of_a_party_gives_its_neutral_name() -> None:
    for text, name in (
        ("The Tel Aviv regime said", "Government of Israel"),
        ("occupation forces entered", "Israeli forces"),
        ("The Al-Quds Brigades fired", "Palestinian Islamic Jihad"),
        ("FARC dissidents attacked", "Revolutionary Armed Forces of Colombia dissidents"),
    ):
        assert [actor.name for actor in find_actors(words_of(text))] == [name]


@pytest.mark.parametrize(
    ("lemma", "past", "ing"),
    [
        ("stop", "stopped", "stopping"),
        ("shell", "shelled", "shelling"),
        ("carry", "carried", "carrying"),
        ("kidnap", "kidnapped", "kidnapping"),
        ("raid", "raided", "raiding"),
        ("bomb", "bombed", "bombing"),
        ("evacuate", "evacuated", "evacuating"),
        ("flee", "fled", "fleeing"),
        ("visit", "visited", "visiting"),
    ],
)
def test_verbs_are_inflected_as_english_does(lemma: str, past: str, ing: str) -> None:
    forms = inflect(lemma, "fled" if lemma == "flee" else "", "fled" if lemma == "flee" else "")
    assert forms["past"] == (past,)
    assert forms["ing"] == (ing,)


def test_codes_follow_the_type_and_the_words() -> None:
    assert codes_of("air_strike", "a drone hit").plover_mode == "drone"
    assert (
        codes_of("shelling", "shells fell").acled_sub_event_type
        == "Shelling/artillery/missile attack"
    )
    assert codes_of("explosion", "a suicide bomber").acled_sub_event_type == "Suicide bomb"
    assert codes_of("situation", "floods").acled_event_type == ""


def test_a_verb_and_a_noun_of_one_spelling_are_told_apart() -> None:
    verb = words_of("Rebels attack the town")
    noun = words_of("The attack on the town ended")
    assert [word.tag for word in verb if word.lower == "attack"] == ["B"]
    assert [word.tag for word in noun if word.lower == "attack"] == ["N"]


def test_the_longest_phrase_is_the_trigger() -> None:
    words = words_of("An air strike hit the depot")
    found = [(t.start, t.end) for t in find_triggers(words, {word.lower for word in words})]
    assert found[0] == (1, 3)
    assert "air_weapon" in word_classes(words)[2]


def test_may_and_march_in_a_date_are_no_verbs() -> None:
    text = "The union called a march for 10 May"
    start = text.index("10 May")
    words = read_words(text, 0, len(text), [], [(start, len(text))])
    tag_words(words)
    assert words[-1].tag == "N"
