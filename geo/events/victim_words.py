"""Tell from its words whether a sentence can count victims: most of a text is spared the search."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from geo.events.inflections import rows, word_list

_COMMON = frozenset(
    {"and", "the", "their", "his", "her", "from", "for", "out", "off", "with", "not"}
)
_TELLING = word_list("telling_of_victims") | word_list("toll_words")
"""Words and phrases that tell of victims in phrases that no table lists: "left town"."""
_RAISED = word_list("tolls_raised")
"""Words without which "number" alone tells no toll: "bringing to 61 the number of dead"."""
_HELD = frozenset({"custody", "prisoner", "hostage", "captive"})
"""Words without which "took" alone makes nobody a captive."""


class _Needed(NamedTuple):
    """What must stand in a sentence beside a word: the whole phrase, one of other words."""

    phrase: str
    one_of: frozenset[str] = frozenset()


@cache
def _victim_phrases() -> dict[str, list[_Needed]]:
    """Return the phrases of victims by a word of each, the rarest: here the longest."""
    phrases: dict[str, list[_Needed]] = {"number": [_Needed("number", _RAISED)]}
    alone = {telling for telling in _TELLING if " " not in telling}
    for phrase in [*_TELLING, *(row["phrase"].lower() for row in rows("victims.csv"))]:
        words = set(re.findall(r"[a-z-]{3,}", phrase)) - _COMMON
        held = _HELD if phrase in {"took", "taking"} else frozenset[str]()
        for word in words & alone or {max(words, key=lambda word: (len(word), word))}:
            needed = _Needed(word) if word in alone else _Needed(phrase, held)
            listed = phrases.setdefault(word, [])
            if needed not in listed:
                listed.append(needed)
    return phrases


def victim_words() -> AbstractSet[str]:
    """Return the words without one of which a sentence counts no victims."""
    return _victim_phrases().keys()


def may_count_victims(present: AbstractSet[str], sentence: str) -> bool:
    """Whether a sentence holds a phrase of victims; ``present`` are its words in lower case."""
    phrases = _victim_phrases()
    words = phrases.keys() & present
    if not words:
        return False
    plain = " ".join(sentence.lower().split())
    return any(
        needed.phrase in plain and (not needed.one_of or not needed.one_of.isdisjoint(present))
        for word in words
        for needed in phrases[word]
    )
