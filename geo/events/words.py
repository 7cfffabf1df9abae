"""Read the words of a sentence: tokens with offsets, word forms and a tag each.

There is no trained model here: closed classes, the forms of known verbs and the neighbours of a
word decide. The tags are few, because the clauses need no more: ``P`` place name, ``N`` noun,
``num``, ``det``, ``pro``, ``prep``, ``to``, ``cc``, ``sub``, ``rel``, ``that``, ``adv``, ``adj``,
``not``, ``be``, ``have``, ``do``, ``modal``, ``poss``; of verbs ``V`` past, ``D`` past or
participle, ``T`` participle, ``G`` -ing, ``Z`` -s, ``B`` base; punctuation is its own tag.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.events.classes import classes_of
from geo.events.inflections import Form, word_list
from geo.events.signs import name_signs, read_piece
from geo.events.tokens import DATES, hangs_on

_MONTH_WORDS = word_list("month_words")

_SPACED_NUMBER = re.compile(r"\d[ \u00a0\u202f]\d{3}")
_PIECE = re.compile(r"(?:\S|(?<=\d)[ \u00a0\u202f](?=\d{3}))+")
"""What stands between two blanks; those of "14 000" cut nothing."""

SHORTEST_SHOUTED = 12
"""Characters above which capitals throughout are a headline's, not an abbreviation's."""
_INITIALS = frozenset({"US", "UN", "EU", "UK", "IS", "WHO", "AU"})
"""Initials that are words when they are small."""

LONGEST_SENTENCE_WORDS = 400
"""Words of a sentence that are read; a longer one is a table, whose rest names no event."""


class Word:
    """A word: ``text[start:end]``, its lower case, its tag, the readings as a verb, its signs.

    ``classes`` are those that it has wherever it stands.
    """

    __slots__ = ("capital", "classes", "end", "forms", "lower", "mention", "signs", "start", "tag")

    def __init__(
        self,
        start: int,
        end: int,
        lower: str,
        tag: str,
        forms: tuple[Form, ...],
        capital: bool,
        signs: int,
        classes: frozenset[str],
        mention: int = -1,
    ) -> None:
        self.start = start
        self.end = end
        self.lower = lower
        self.tag = tag
        self.forms = forms
        self.capital = capital
        self.signs = signs
        self.classes = classes
        self.mention = mention

    def __repr__(self) -> str:
        return f"{self.lower}/{self.tag}"

    def lemma(self) -> str:
        """Return the verb's lemma, or the word itself."""
        return self.forms[0].lemma if self.forms else self.lower


def read_words(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[tuple[int, int, int]],
    dates: Sequence[tuple[int, int]] = (),
) -> list[Word]:
    """Return the tagged words of ``text[start:end]``.

    Parameters
    ----------
    text
        The whole report; offsets count from its start.
    start, end
        The sentence.
    mentions
        Start, end and index of the place names that are places in it (not parts of other names);
        each becomes one word.
    dates
        Start and end of the dates stated in it: "may" and "march" in them are no verbs.
    """
    words: list[Word] = []
    position = start
    shouted = is_shouted(text, start, end)
    for begin, finish, index in mentions:
        if begin < position:
            continue
        _tokenise(words, text, position, begin, shouted=shouted)
        lower = text[begin:finish].lower()
        signs, classes = name_signs[lower], classes_of[lower]
        words.append(Word(begin, finish, lower, "P", (), True, signs, classes, index))
        position = finish
    _tokenise(words, text, position, end, shouted=shouted)
    del words[LONGEST_SENTENCE_WORDS:]
    if dates:
        for word in words:
            if word.lower in _MONTH_WORDS and any(a <= word.start < b for a, b in dates):
                word.tag, word.forms = "N", ()
    return words


def is_shouted(text: str, start: int, end: int) -> bool:
    """Whether a line is in capitals throughout."""
    return end - start > SHORTEST_SHOUTED and text[start:end].isupper()


def _tokenise(words: list[Word], text: str, start: int, end: int, *, shouted: bool) -> None:
    first = len(words)
    found = _add(words, text, start, text[start:end].split(), shouted=shouted)
    if found & DATES and _SPACED_NUMBER.search(text, start, end):
        del words[first:]
        _add(words, text, start, _PIECE.findall(text, start, end), shouted=shouted)
    if 0 < first < len(words):
        word, before = words[first], words[first - 1]
        if hangs_on(word.lower, word.start, before.lower, before.end):
            word.tag = "poss"


def _in_small(surface: str) -> str:
    """Return a piece in capitals as if it were small, but for initials."""
    small = surface.lower() if surface not in _INITIALS else surface
    return small if len(small) == len(surface) else surface


def _add(
    words: list[Word], text: str, position: int, pieces: Sequence[str], *, shouted: bool
) -> int:
    """Add the words of pieces that follow each other from an offset on; return their signs.

    Where everything is in capitals ("shouted") words are read as if they were small.
    """
    found = 0
    for surface in pieces:
        piece = read_piece[_in_small(surface) if shouted else surface]
        position = text.find(surface, position)
        for start, end, lower, tag, forms, capital, signs, classes in piece.tokens:
            words.append(
                Word(position + start, position + end, lower, tag, forms, capital, signs, classes)
            )
        position += len(surface)
        found |= piece.signs
    return found
