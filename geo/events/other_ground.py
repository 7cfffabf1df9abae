"""Tell whether a clause is about ground of its own, which no place named before can be."""

from __future__ import annotations

from geo.events.drafts import Draft
from geo.events.inflections import word_list
from geo.events.inherit import find_anaphors
from geo.events.name_joints import bearing_of
from geo.events.place_lists import ROADS
from geo.events.reading import Sentence

_AREA_NOUNS = word_list("area_nouns")
_FACILITY = frozenset({"building", "facility"})
_BESIDE = frozenset({"near", "outside", "around"})


def on_other_ground(sentence: Sentence, draft: Draft) -> bool:
    """Whether what a clause says of its ground shuts out the place that was named before."""
    return (
        _names_another_area(sentence, draft)
        or _beside_unnamed(sentence, draft)
        or _in_a_quarter_of_the_land(sentence, draft)
        or _on_a_way(sentence, draft)
    )


def _on_a_way(sentence: Sentence, draft: Draft) -> bool:
    """Whether a clause tells of a road that leads elsewhere: "blocked the road from X"."""
    inside = set(sentence.clauses[draft.clause].indices())
    return any(
        phrase.kind in {"origin", "destination", "road_to"}
        and phrase.start in inside
        and phrase.owner >= 0
        and sentence.words[phrase.owner].lower in ROADS
        for phrase in sentence.phrases
    )


def _names_another_area(sentence: Sentence, draft: Draft) -> bool:
    """Whether a clause speaks of an area that nothing before it is: "in the whole island"."""
    indices = sentence.clauses[draft.clause].indices()
    return any(anaphor.noun in _AREA_NOUNS for anaphor in find_anaphors(sentence, indices))


def _in_a_quarter_of_the_land(sentence: Sentence, draft: Draft) -> bool:
    """Whether a clause says in which part of a country it was: "a man died in the southwest"."""
    words = sentence.words
    return any(
        words[i].lower in {"in", "across"}
        and i + 2 < len(words)
        and words[i + 1].lower == "the"
        and bool(bearing_of(words[i + 2].lower))
        and (i + 3 == len(words) or words[i + 3].tag not in {"N", "P", "adj"})
        for i in sentence.clauses[draft.clause].indices()
    )


def _beside_unnamed(sentence: Sentence, draft: Draft) -> bool:
    """Whether something happens by places that nobody names: "near health facilities"."""
    words = sentence.words
    for i in sentence.clauses[draft.clause].indices():
        if words[i].lower not in _BESIDE or words[i].start < draft.end:
            continue
        head = i
        while head + 1 < len(words) and words[head + 1].tag in {"adj", "N"}:
            head += 1
        plural = head > i and words[head].lower.endswith("s") and words[head].mention < 0
        if plural and sentence.classes[head] & _FACILITY:
            return True
    return False
