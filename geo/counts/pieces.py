"""Cut a sentence at its blanks: a pattern is tried only at the pieces that can open it."""

from __future__ import annotations

from typing import NamedTuple


class Pieces(NamedTuple):
    """What stands between two blanks of ``text[start:end]``, and where each piece begins."""

    text: str
    start: int
    end: int
    words: list[str]
    starts: list[int]


def cut(text: str, start: int, end: int) -> Pieces:
    """Return the pieces of a range of a text; offsets count from the start of the text."""
    words = text[start:end].split()
    starts: list[int] = []
    at = start
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    return Pieces(text, start, end, words, starts)
