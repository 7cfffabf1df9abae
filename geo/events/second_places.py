"""Choose further places of one verb, and the place that a relative clause tells of a noun."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from geo.events.choose_place import TIMES, phrase_place
from geo.events.event_types import Trigger
from geo.events.name_joints import CLASS_WORDS
from geo.events.place_lists import PlacePhrase
from geo.events.points import could_hold
from geo.events.reading import Sentence
from geo.events.triggers import Found
from geo.events.words import Word
from geo.model import Mention

_BEFALLING = frozenset({"attack", "attack_on_civilians", "explosion", "shelling", "air_strike"})
_BEING_THERE = frozenset(
    {"drive", "eat", "fish", "gather", "graze", "march", "play", "pray", "queue", "ride", "shelter",
     "shop", "sit", "sleep", "stand", "travel", "wait", "walk", "work"}
)  # fmt: skip
_OCCURRING = frozenset({"take", "occur", "happen"})
_COMING_DOWN = frozenset({"fall", "hit", "strike", "land"})
"""Verbs that tell of a hazard where it came: "the rain that fell on X"."""


def _takes_place(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a verb only says that what is named took place."""
    words = sentence.words
    ahead = words[trigger.end].lower if trigger.end < len(words) else ""
    return words[trigger.start].lemma() == "take" and ahead == "place"


def phrase_of_relative(
    sentence: Sentence, index: int, main: Found
) -> tuple[PlacePhrase | None, str]:
    """Look for a noun's place in the relative clause on it: "talks that X wants to hold in Y"."""
    clause = None
    if index + 1 < len(sentence.clauses):
        clause = sentence.clauses[index + 1]
        if clause.kind != "relative" or clause.start - main.trigger.end > 2:
            clause = None
    if clause is None and index and len(sentence.clauses[index].spans) > 1:
        # "a summit that was to be held in X has been postponed"
        clause = sentence.clauses[index - 1]
    if clause is None or clause.kind != "relative":
        return None, ""
    inside = clause.inside()
    if any(
        trigger.start in inside
        and not trigger.rows[0].phrase.startswith(("hold", "host"))
        and not _takes_place(sentence, trigger)
        and not (main.natural and trigger.rows[0].phrase in _COMING_DOWN)
        for trigger in sentence.triggers
    ):
        return None, ""
    for phrase in sentence.phrases:
        if phrase.start in inside and phrase.kind in {"locative", "object"}:
            return phrase, "place phrase of the relative clause"
    return None, ""


def place_of_occurrence(
    sentence: Sentence, index: int, noun: Found
) -> tuple[PlacePhrase | None, str]:
    """Return where a relative clause says that what a noun names took place, for its verb too."""
    phrase, rule = phrase_of_relative(sentence, index, noun)
    if phrase is None:
        return None, ""
    group = sentence.clauses[sentence.clause_at(phrase.start)].group
    told = group is not None and any(sentence.words[k].lemma() in _OCCURRING for k in group.verbs)
    return (phrase, rule) if told else (None, "")


def place_of_victims(sentence: Sentence, index: int, main: Found) -> tuple[PlacePhrase | None, str]:
    """Return where those were whom it befell: "shot at two men who were standing in X"."""
    if index + 1 >= len(sentence.clauses) or main.event_type not in _BEFALLING:
        return None, ""
    clause = sentence.clauses[index + 1]
    group = clause.group
    if clause.marker not in {"who", "that"} or group is None or not group.progressive:
        return None, ""
    if sentence.words[group.verbs[-1]].lemma() not in _BEING_THERE:
        return None, ""
    inside = clause.inside()
    for phrase in sentence.phrases:
        if phrase.start in inside and phrase.kind == "locative":
            return phrase, "where those were whom it befell"
    return None, ""


def second_places(
    sentence: Sentence,
    mentions: Sequence[Mention],
    inside: AbstractSet[int],
    main: Found,
    phrase: PlacePhrase | None,
    owners: dict[int, Found],
) -> list[PlacePhrase]:
    """Return further places of one verb: "bombed a market in A and a depot near B"."""
    if (
        phrase is None
        or main.role not in {"head", "noun"}
        or phrase.start < main.trigger.end
        or phrase.kind not in {"locative", "object"}
    ):
        return []
    found: list[PlacePhrase] = []
    last, edge = phrase, phrase.end
    for other in sentence.phrases:
        if other.start < last.end or other.start not in inside or id(other) in owners:
            continue
        between = sentence.words[edge : other.start]
        if other.kind == "subject" and between and between[-1].tag == ",":
            edge = other.end  # "the A area of the capital, B, and the port of C"
            continue
        if not _goes_on(between, other):
            break
        one, two = phrase_place(mentions, last), phrase_place(mentions, other)
        if two is None:
            break
        listed = any(word.lower == "and" for word in between)
        if not listed and (
            could_hold(one, two) or could_hold(two, one) or other.preposition != last.preposition
        ):
            break  # "on Lake X, off Y" is one place
        found.append(other)
        last, edge = other, other.end
    return found


def _goes_on(between: Sequence[Word], other: PlacePhrase) -> bool:
    """Whether "and" joins a phrase to the one before: "a site in A overnight and another at B"."""
    if not between or len(between) > 9 or other.kind not in {"locative", "subject", "source"}:
        return False
    joined = next((k for k, word in enumerate(between) if word.lower == "and"), -1)
    if joined < 0 and not (
        between[0].tag == "," and other.kind == "locative" and len(between) <= 3
    ):
        return False
    if any(
        word.tag in {"V", "D", "B", "Z", "G", "be", "have", "sub", "rel", "that", ";"}
        for word in between
    ):
        return False
    if joined >= 0 and between[joined + 1 : joined + 2] and between[joined + 1].tag == "T":
        return False  # "wounded in A and taken to a hospital in B"
    before = between[:joined] if joined > 0 else []
    return all(
        word.tag in {",", "adv", "num"}
        or word.lower in CLASS_WORDS
        or word.lower in TIMES
        or word.lower in {"on", "at", "in", "the"}
        for word in before
    )
