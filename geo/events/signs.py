"""Tell from its single words what a sentence can hold: most of a text needn't be read further.

Each piece between two blanks is judged once and remembered; a sentence shows the signs of all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geo.dates import may_date
from geo.events.actors import opens_actor
from geo.events.classes import classes_of, may_get_class
from geo.events.cues import opens_cue
from geo.events.event_types import openings_of
from geo.events.inflections import Form
from geo.events.tagging import FORM_SIGNS, may_be_settled
from geo.events.tokens import (
    ACTORS,
    CLASSES,
    CUES,
    DATES,
    DENIALS,
    EVENTS,
    PHRASES,
    UNSETTLED,
    VICTIMS,
    PlainToken,
    Token,
    cut,
)
from geo.events.victim_words import may_count_victims, victim_words
from geo.memo import Memo

_DENIES = re.compile(r"\b(?:den(?:y|ie)|reject|disput|dismiss)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two blanks: its signs, its words in lower case, what may follow them."""

    tokens: tuple[PlainToken, ...]
    signs: int
    lowers: frozenset[str]
    seconds: frozenset[str]


@Memo
def read_piece(surface: str) -> Piece:
    """Return the words of what stands between two blanks, and what they may belong to."""
    tokens: list[Token] = []
    seconds: set[str] = set()
    signs = DATES if may_date(surface) else 0
    signs |= DENIALS if _DENIES.search(surface) else 0
    for token in cut(surface):
        own, following = _signs_of(token.lower, token.forms, capital=token.capital)
        own |= UNSETTLED if may_be_settled(token) else 0
        tokens.append(token._replace(signs=own, classes=classes_of[token.lower]))
        seconds |= following
        signs |= own
    lowers = frozenset(token.lower for token in tokens)
    plain = tuple([token.plain() for token in tokens])
    return Piece(plain, signs, lowers, frozenset(seconds))


@Memo
def name_signs(lower: str) -> int:
    """Return what the name of a place may open, where it is a word of the tables too.

    What it is, a place or a people, gives it its classes: it always may get one.
    """
    return _signs_of(lower, (), capital=True)[0] | CLASSES


def _signs_of(lower: str, forms: tuple[Form, ...], *, capital: bool) -> tuple[int, frozenset[str]]:
    alone, seconds = openings_of(lower, forms)
    signs = EVENTS if alone else 0
    signs |= PHRASES if seconds else 0
    signs |= VICTIMS if lower in victim_words() else 0
    signs |= CUES if opens_cue(lower, forms) else 0
    signs |= ACTORS if opens_actor(lower, capital=capital) else 0
    signs |= CLASSES if may_get_class(lower) else 0
    for form in forms:
        signs |= FORM_SIGNS[form.form]
    return signs, seconds


@dataclass(slots=True)
class Signs:
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
    pieces = list(map(read_piece.__getitem__, sentence.split()))
    found = 0
    for piece in pieces:
        found |= piece.signs
    return Signs(sentence, found, pieces)
