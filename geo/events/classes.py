"""Say of which classes a word is: a person, a weapon, a building.

They are those of ``data/word_classes.csv``, and ``place`` for the name of one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from geo.events.inflections import plural, rows, word_list
from geo.events.tokens import CLASSES
from geo.memo import Memo

if TYPE_CHECKING:
    from geo.events.words import Word

_PERSONS = re.compile(r"(?:ers|ors|ists|ians|men|women|eers)$")
_BOMBERS = frozenset({"bomber", "bombers"})
_CARRIERS = frozenset({"suicide", "car", "truck", "lorry", "van", "motorcycle"})
_MINES = frozenset({"mine", "mines"})
_MINERALS = word_list("minerals")


@cache
def classes_by_word() -> tuple[
    Mapping[str, frozenset[str]], Mapping[str, list[tuple[tuple[str, ...], str]]]
]:
    """Return the classes of single words, and of longer phrases by their first word."""
    single: dict[str, set[str]] = {}
    longer: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in rows("word_classes.csv"):
        for surface in plural(row["word"]):
            first, *rest = surface.split()
            if rest:
                longer.setdefault(first, []).append((tuple(rest), row["class"]))
            else:
                single.setdefault(first, set()).add(row["class"])
    return {word: frozenset(found) for word, found in single.items()}, longer


@Memo
def classes_of(lower: str) -> frozenset[str]:
    """Return the classes that a word has wherever it stands."""
    return classes_by_word()[0].get(lower, frozenset())


def may_get_class(lower: str) -> bool:
    """Whether a word has a class by what stands beside it: "fourteen footballers"."""
    return (
        lower.endswith("year-old")
        or lower in _BOMBERS
        or lower in classes_by_word()[1]
        or _PERSONS.search(lower) is not None
    )


def word_classes(words: Sequence[Word]) -> list[frozenset[str]]:
    """Return the classes of each word; those of a phrase stand at its last word."""
    _, longer = classes_by_word()
    found = [word.classes for word in words]
    for i in [i for i, word in enumerate(words) if word.signs & CLASSES]:
        lower, tag = words[i].lower, words[i].tag
        if tag == "P":
            # "Rafah crossing" is a facility too
            kinds = classes_of[lower.rpartition(" ")[2]]
            found[i] = (kinds & {"facility"}) | {"place"}
        elif lower.endswith("year-old") or (
            i and words[i - 1].tag == "num" and not found[i] and _PERSONS.search(lower)
        ):
            found[i] = found[i] | {"person"}  # "fourteen footballers"
        if lower in _MINES and _is_dug(words, i):
            found[i] = found[i] - {"explosive"}
        if lower in _BOMBERS and any(w.lower in _CARRIERS for w in words[max(0, i - 2) : i]):
            found[i] = frozenset({"explosive"})  # "a suicide car bomber": no aircraft
        if lower not in longer or i + 1 == len(words):
            continue
        following = words[i + 1].lower
        for rest, name in longer[lower]:
            if rest[0] != following:
                continue
            stop = i + 1 + len(rest)
            if rest == tuple([word.lower for word in words[i + 1 : stop]]):
                found[stop - 1] = found[stop - 1] | {name}
    return found


def _is_dug(words: Sequence[Word], i: int) -> bool:
    """Whether a mine is a pit: "in a gold mine", "a fire at a mine"."""
    k = i - 1
    if k >= 0 and words[k].lower in _MINERALS:
        return True
    while k >= 0 and words[k].tag in {"det", "adj", "N", "num"}:
        k -= 1
    return k >= 0 and words[k].lower in {"in", "at", "inside", "into", "down"}
