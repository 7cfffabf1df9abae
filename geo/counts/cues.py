"""Tell from its single words which phrases of counts a sentence can hold.

A word is judged once and remembered: to look it up is far quicker than to try a pattern at every
letter, and most sentences have the words of few patterns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from geo.counts.scopes import may_be_tally
from geo.counts.single import may_hold_person, tells_harm
from geo.memo import Memo

_PATTERNS = {
    "none": re.compile(r"\b(?:none|nil)\b", re.IGNORECASE),
    "zero": re.compile(
        r"\b(?:no|without|zero|caused|nor|any|noone|nobody|none|single)\b", re.IGNORECASE
    ),
    "act": re.compile(r"\b(?:kill|injure|wound|abduct|arrest|detain|kidnap)s?$"),
    "twin": re.compile(r"\b[Tt]win$"),
    "couple": re.compile(r"couple\b"),
    "self": re.compile(r"^(?:him|her)self\b"),
    "pronoun": re.compile(r"^[Ss]?[Hh]e$"),
    "one": re.compile(r"\b(?:another|one)$", re.IGNORECASE),
}
_CUES: dict[str, Callable[[str], object]] = {
    **{name: pattern.search for name, pattern in _PATTERNS.items()},
    "person": may_hold_person,
    "harm": tells_harm.__getitem__,
    "tally": may_be_tally,
}
"""For each cue what a word, with the signs that stick to it, must hold."""
_NONE: frozenset[str] = frozenset()


def find_cues(words: Iterable[str]) -> frozenset[str]:
    """Return the cues of a sentence's words; a pattern whose cue is missing can't match."""
    return _NONE.union(*set(map(_cues_of.__getitem__, words)))


@Memo
def _cues_of(word: str) -> frozenset[str]:
    return frozenset(name for name, tells in _CUES.items() if tells(word))
