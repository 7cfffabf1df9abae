"""Tell from its single words what a sentence can hold: most of a text needn't be read further.

Each piece between two blanks is judged once and remembered; a sentence shows the signs of all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from geo.dates import may_date
from geo.events.event_types import openings_of
from geo.events.victim_words import may_count_victims, victim_words
from geo.events.words import tokens_of
from geo.memo import Memo

DATES, EVENTS, PHRASES, VICTIMS, DENIALS = 1, 2, 4, 8, 16
"""What a word may belong to: a date, an event told in one word or in several, a count, a denial."""

_DENIES = re.compile(r"\b(?:den(?:y|ie)|reject|disput|dismiss)", re.IGNORECASE)


class Piece(NamedTuple):
    """What stands between two blanks: its signs, its words in lower case, what may follow them."""

    signs: int
    lowers: frozenset[str]
    seconds: frozenset[str]


@Memo
def _piece(surface: str) -> Piece:
    tokens = tokens_of[surface]
    lowers = frozenset(token.lower for token in tokens)
    openings = [openings_of(token.lower, token.forms) for token in tokens]
    seconds = frozenset[str]().union(*(following for _, following in openings))
    signs = DATES if may_date(surface) else 0
    signs |= EVENTS if any(alone for alone, _ in openings) else 0
    signs |= PHRASES if seconds else 0
    signs |= VICTIMS if lowers & victim_words() else 0
    signs |= DENIALS if _DENIES.search(surface) else 0
    return Piece(signs, lowers, seconds)


class Signs(NamedTuple):
    """What the words of a sentence may belong to."""

    sentence: str
    found: int
    pieces: Sequence[Piece]

    def tells_nothing(self) -> bool:
        """Whether no words of a sentence without names report or deny an event, or count any."""
        if self.found & (EVENTS | DENIALS):
            return False
        if not self.found & (PHRASES | VICTIMS):
            return True
        present = frozenset[str]().union(*[piece.lowers for piece in self.pieces])
        return all(piece.seconds.isdisjoint(present) for piece in self.pieces) and not (
            self.found & VICTIMS and may_count_victims(present, self.sentence)
        )


def read_signs(sentence: str) -> Signs:
    """Return the signs of all pieces of a sentence."""
    pieces = list(map(_piece.__getitem__, sentence.split()))
    found = 0
    for piece in pieces:
        found |= piece.signs
    return Signs(sentence, found, pieces)
