"""Tell whether a clause names a place of its own that nobody knows."""

from __future__ import annotations

from geo.events.drafts import Draft
from geo.events.reading import Sentence

_LOCATING = frozenset({"in", "at", "near", "outside", "around", "inside"})


def names_unknown(sentence: Sentence, draft: Draft) -> bool:
    """Whether a clause names a place of its own that nobody knows: "in Xyz" is not there."""
    words = sentence.words
    if _LOCATING.isdisjoint(sentence.present):
        return False
    for i in sentence.clauses[draft.clause].indices():
        if words[i].lower not in _LOCATING:
            continue
        k = i + 1
        while k < len(words) and words[k].tag in {"det", "adj"} and not words[k].capital:
            k += 1
        if k < len(words) and words[k].tag == "N" and words[k].capital and words[k].mention < 0:
            dated = any(span.start <= words[k].start < span.end for span in sentence.dates)
            if not dated:
                return True
    return False
