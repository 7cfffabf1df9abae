"""Tell from its words whether a sentence can count victims: most of a text is spared the search."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import cache

from geo.events.inflections import rows, word_list

_COMMON = frozenset(
    {"and", "the", "their", "his", "her", "from", "for", "out", "off", "with", "not"}
)
_TOLL_WORDS = word_list("toll_words")
_TELLING = word_list("telling_of_victims")
"""Words that tell of victims in other phrases too: "left town", "two of them badly"."""


@cache
def _victim_phrases() -> dict[str, list[frozenset[str]]]:
    """Return the phrases of victims by their longest word, each as its other words."""
    phrases: dict[str, list[frozenset[str]]] = {word: [frozenset()] for word in _TOLL_WORDS}
    for row in rows("victims.csv"):
        words = set(re.findall(r"[a-z-]{3,}", row["phrase"].lower())) - _COMMON
        for word in words & _TELLING or {max(words, key=lambda word: (len(word), word))}:
            rest = frozenset() if words & _TELLING else frozenset(words - {word})
            phrases.setdefault(word, []).append(rest)
    return phrases


def victim_words() -> AbstractSet[str]:
    """Return the words without one of which a sentence counts no victims."""
    return _victim_phrases().keys()


def may_count_victims(present: AbstractSet[str]) -> bool:
    """Whether all words of a phrase of victims are among those of a sentence, in lower case."""
    phrases = _victim_phrases()
    return any(rest <= present for word in phrases.keys() & present for rest in phrases[word])
