"""Search in texts as people type: case, accents, vowel signs and invisible signs don't matter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from geo.sentences import Span

_DROPPED = frozenset({"Mn", "Cf"})


def fold_text(text: str) -> str:
    """Return ``text`` as it is searched in."""
    if text.isascii():
        return text.casefold()
    return "".join(map(_fold_character, text))


def search_words(query: str) -> tuple[str, ...]:
    """Return the words that all have to occur, folded; the order doesn't matter."""
    return tuple(dict.fromkeys(fold_text(query).split()))


def find_hits(text: str, query: str) -> list[Span]:
    """Return where the words of ``query`` occur in ``text``: spans of the text as it stands."""
    words = search_words(query)
    if not words:
        return []
    positions: list[int] = []
    parts: list[str] = []
    for index, character in enumerate(text):
        folded = _fold_character(character)
        parts.append(folded)
        positions += [index] * len(folded)
    folded = "".join(parts)
    spans = []
    for word in words:
        at = folded.find(word)
        while at >= 0:
            spans.append(Span(positions[at], positions[at + len(word) - 1] + 1))
            at = folded.find(word, at + len(word))
    return _merged(spans)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


@lru_cache(maxsize=4_096)
def _fold_character(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character.casefold())
    return "".join(c for c in decomposed if unicodedata.category(c) not in _DROPPED)
