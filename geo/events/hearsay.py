"""Tell what is only feared, threatened, rehearsed, or told by art or a rejected report.

``present`` are the words of the sentence in lower case: where none of a rule's words is among
them, nothing is gone through.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from geo.events.inflections import word_list
from geo.events.words import Word

_FEARING = word_list("fearing")
_FEAR_ENDS = word_list("fear_ends")
_TALES = word_list("tales")
_REJECTING = word_list("rejecting")
_UNTRUE = word_list("untrue")
_WORKS = word_list("works")
_MONUMENTS = frozenset(
    {"monument", "memorial", "statue", "plaque", "shrine", "tribute", "cenotaph"}
)
_TELLING = word_list("telling")
_THREATENING = word_list("vowing") | word_list("accusing")
_VERB_TAGS = frozenset({"V", "D", "T", "G", "Z", "B"})
_REHEARSING = word_list("rehearsing")
HEARSAY = _FEARING | {"case"} | _TALES | _REHEARSING | _WORKS | _MONUMENTS
"""The words without one of which nothing is feared, disowned, rehearsed or told by art."""
FRONT_WORDS = 6
REACH_WORDS = 10
"""How far behind a work of art or a rehearsal what it tells of may stand."""


def is_feared(words: Sequence[Word], present: AbstractSet[str], start: int) -> bool:
    """Whether a fear governs what begins at word ``start``: "residents of X fear a raid on Y".

    It does across the words of the feared clause, but not past a comma or what gives its cause.
    """
    if _FEARING.isdisjoint(present) and "case" not in present:
        return False
    for k in range(start - 1, -1, -1):
        word = words[k].lower
        if words[k].tag in {",", ";", ":"} or word in _FEAR_ENDS:
            return False
        if word == "feared" and describes(words, k, start):
            continue
        if word in _FEARING or (word == "case" and k and words[k - 1].lower == "in"):
            return True
    return False


def describes(words: Sequence[Word], k: int, start: int) -> bool:
    """Whether "feared" only tells what somebody is like: "fighters of the feared X unit killed"."""
    if not k or words[k - 1].tag not in {"det", "poss"}:
        return False
    i = k + 1
    while i < start and words[i].tag in {"N", "P", "adj", "num"}:
        i += 1
    return k + 1 < i and (i < start or (i == start and words[i].tag in _VERB_TAGS))


def is_disowned(words: Sequence[Word], present: AbstractSet[str], start: int) -> bool:
    """Whether it stands in a report that is rejected: "rejected claims that troops entered X"."""
    if _TALES.isdisjoint(present):
        return False
    for k in range(start - 1, -1, -1):
        word = words[k].lower
        if words[k].tag in {",", ";", ":"} or word in _FEAR_ENDS:
            return False
        if word in _TALES:
            return any(other.lower in _REJECTING for other in words[max(0, k - 4) : k]) or any(
                other.lower in _UNTRUE for other in words[start:]
            )
    return False


def is_rehearsed(words: Sequence[Word], present: AbstractSet[str], start: int) -> bool:
    """Whether it is only played through: "a drill simulating an earthquake in X"."""
    if _REHEARSING.isdisjoint(present):
        return False
    if words[0].lower == "in" and any(
        one.lower in _REHEARSING and two.tag == "," for one, two in itertools.pairwise(words[1:6])
    ):
        return True  # "in the simulation, 200 people were hurt"
    for word in reversed(words[max(0, start - REACH_WORDS) : start]):
        if word.tag in {",", ";", ":"}:
            return False
        if word.lower in _REHEARSING:
            return True
    return False


def is_fiction(words: Sequence[Word], present: AbstractSet[str], start: int) -> bool:
    """Whether a work of art or history tells it: "a film about the siege of X"."""
    if _WORKS.isdisjoint(present) and _MONUMENTS.isdisjoint(present):
        return False
    telling = False
    for k in range(start - 1, max(0, start - REACH_WORDS) - 1, -1):
        word = words[k]
        if word.tag in {";", ":"}:
            return False
        if word.lower in _MONUMENTS and words[k + 1].lower in {"to", "for"}:
            return True  # "a monument to the miners killed at X"
        if word.tag in {'"', "“", "‘"} and words[k + 1].capital:
            telling = True  # "the exhibition 'Cities under Fire'"
        if word.lower in _WORKS and word.tag == "N":
            # "in the thriller, gunmen seize a bank"
            fronted = 1 < k < len(words) - 1 and words[0].lower == "in" and k < FRONT_WORDS
            return telling or (fronted and words[k + 1].tag != "N")
        telling = telling or word.lower in _TELLING
    return False


def is_threat(words: Sequence[Word], start: int) -> bool:
    """Whether a violent plan is vowed, or laid at another's door: "accuses X of preparing it"."""
    return any(
        word.lower in {"you", "your", "warning"} or (word.lower == "plan" and word.tag == "N")
        for word in words[:start]
    ) or any(
        form.lemma in _THREATENING
        for word in words[:start]
        if word.tag in _VERB_TAGS
        for form in word.forms
    )
