"""Tell how one name hangs on the next: a list, a container, a bearing, an apposition."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.inflections import word_list
from geo.events.points import BEARINGS_DEG
from geo.events.words import Word
from geo.memo import Memo

KM_PER_MILE = 1.609344

UNITS_KM = {
    **dict.fromkeys(("km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"), 1.0),
    **dict.fromkeys(("mile", "miles"), KM_PER_MILE),
    **dict.fromkeys(("metre", "metres", "meter", "meters"), 0.001),
}
"""Kilometres in each unit of distance."""

_VERBAL = frozenset({"V", "Z", "D", "be", "have", "modal"})

CLASS_WORDS = word_list("class_words")

_JOINS_NOTHING = frozenset({".", "V", "Z", "be", "have", "modal", "poss", "rel", "that"})
"""The tags of words behind a name that lead to no other name."""

_CLOSING = frozenset({'"', "”"})

_MEASURED = frozenset(
    {"the", "to", "some", "about", "just", "only", "a", "few", "several", "located", "situated",
     "lying", "away"}
)  # fmt: skip


def _verb_before(words: Sequence[Word], first: int) -> bool:
    """Whether a verb stands before a name: if none, "fighting in A and B" is a subject whole."""
    return not _VERBAL.isdisjoint([word.tag for word in words[:first]])


def joint(words: Sequence[Word], k: int, first: int, *, listed: bool) -> tuple[str, int] | None:
    """Return how the name ahead of ``k`` hangs on the one before it, and where it stands.

    ``first`` is the first name of the phrase; ``listed`` says that "between" or "both" opens it.
    """
    n = len(words)
    if k < n and words[k].tag in _JOINS_NOTHING:
        return None
    comma = False
    if k < n and words[k].lower in _CLOSING:
        k += 1  # "attacked the village of X" in Y
    if k < n and words[k].tag == "(":
        target = _name_ahead(words, k + 1)
        return ("container", target) if target >= 0 else None
    if k < n and words[k].tag == ",":
        comma = True
        k += 1
    if k + 1 < n and words[k].lower == "but" and words[k + 1].lower == "also":
        target = _name_ahead(words, k + 2)
        return ("coordinate", target) if target >= 0 else None
    if k < n and words[k].lower in {"and", "or", "as"} and words[k].tag in {"cc", "sub", "prep"}:
        if words[k].lower == "as":
            if not (k + 2 < n and words[k + 1].lower == "well" and words[k + 2].lower == "as"):
                return None
            k += 2
        k += 1
        if k < n and words[k].lower in {"in", "at", "near", "on"}:
            k += 1
        if k < n and words[k].lower in {"also", "nearby", "neighbouring", "then"}:
            k += 1
        target = _name_ahead(words, k)
        if target < 0 or not (
            listed or not _verb_before(words, first) or _ends_phrase_list(words, target)
        ):
            return None
        return ("coordinate", target)
    if k < n and words[k].lower in {"in", "of", "near", "at", "outside"} and words[k].tag == "prep":
        if words[k].lower == "of" and comma:
            return None
        target = _name_ahead(words, k + 1)
        return ("container", target) if target >= 0 else None
    j = k
    bearing = False
    while j < n and j < k + 8:
        lower = words[j].lower
        if bearing_of(lower):
            bearing = True
        elif words[j].tag == "num" or lower in UNITS_KM or lower in _MEASURED:
            pass
        elif lower in {"of", "from"} and (
            bearing or any(words[m].lower in UNITS_KM for m in range(k, j))
        ):
            target = _name_ahead(words, j + 1)
            return ("container", target) if target >= 0 else None
        else:
            break
        j += 1
    if comma:
        if k < n and words[k].tag == "P":
            return ("comma", k)
        holder = _apposed(words, k)
        if holder >= 0:
            return ("container", holder)
        target = _name_ahead(words, k)
        closed = target + 1 < len(words) and words[target + 1].lower in {",", "and", "or"}
        if target > k and closed:
            return ("comma", target)
    return None


def _apposed(words: Sequence[Word], k: int) -> int:
    """Return the name that an apposition leads to: "X, the capital of Y", "X, a village near Y"."""
    if k >= len(words) or words[k].lower not in {"the", "a", "an"}:
        return -1
    noun = False
    for i in range(k + 1, min(len(words), k + 9)):
        word = words[i]
        if word.tag in {",", ".", ";", "V", "D", "be", "have", "Z", "modal", "rel", "that"}:
            return -1
        if word.tag == "P":
            return i if noun else -1
        noun = noun or word.lower in CLASS_WORDS | {"capital", "seat", "quarter"}
        if not noun and i > k + 3:
            return -1
    return -1


def _ends_phrase_list(words: Sequence[Word], target: int) -> bool:
    """Whether the name behind "and" ends a list, and is no subject of a clause of its own."""
    k = target + 1
    if k >= len(words):
        return True
    # "in A and B have": a list; "... in A and B was shelled": a clause of its own
    return words[k].tag not in {"V", "Z", "modal"} and words[k].lower not in {"was", "has", "is"}


def _name_ahead(words: Sequence[Word], k: int) -> int:
    """Return the index of the name that the words from ``k`` lead to, or -1."""
    stop = min(len(words), k + 6)
    while k < stop:
        word = words[k]
        if word.tag == "P":
            return possessed(words, k)
        if (
            word.tag in {"det", "adj", '"', "“"}
            or word.lower in CLASS_WORDS
            or word.lower in {"of", "nearby", "neighbouring", "northern", "urban"}
        ):
            k += 1
            continue
        return -1
    return -1


def possessed(words: Sequence[Word], k: int) -> int:
    """Return the name that a possessive leads to ("Kenya's Mandera county"), else ``k``."""
    j = k + 1
    if j >= len(words) or words[j].tag != "poss":
        return k
    j += 1
    while j < len(words) and words[j].tag == "adj" and j < k + 4:
        j += 1
    if j < len(words) and words[j].tag == "P":
        return j
    # "in Kordofan's besieged city, el-Obeid": the apposition names the town
    while j < len(words) and words[j].tag in {"adj", "D", "T", "G", "num"} and j < k + 6:
        j += 1
    while j + 1 < len(words) and words[j].tag == "N" and words[j + 1].tag == "N" and j < k + 7:
        j += 1
    if j + 2 >= len(words) or words[j].lower not in CLASS_WORDS | {"capital"}:
        return k
    if words[j + 1].tag == "P":
        return j + 1  # "in Tanzania's commercial capital Dar es Salaam"
    named = words[j + 1].tag == "," and words[j + 2].tag == "P"
    behind = next((i for i in range(j + 2, len(words)) if words[i].tag != "P"), len(words))
    closed = behind == len(words) or words[behind].tag in {",", ".", "cc", "prep", ")"}
    return j + 2 if named and closed else k


def bearing_of(lower: str) -> str:
    """Return the compass direction that a word names, "" for none."""
    return _bearings[lower]


@Memo
def _bearings(lower: str) -> str:
    plain = lower.replace("-", "")
    plain = plain.removesuffix("wards")
    return plain if plain in BEARINGS_DEG else ""
