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
from typing import NamedTuple

from geo.events.inflections import Form, closed_words, verb_forms, word_list
from geo.memo import Memo

_TOKEN = re.compile(
    r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:\.\d+)?(?:st|nd|rd|th)?\b"  # 14 000 and 1.7 are one
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|['’]s\b"
    r"|[\w\u0300-\u036f\u064b-\u0652]++(?:(?!['’]s\b)[-‑'’ʼ][\w\u0300-\u036f]++)*+"
    r"|[^\w\s]"
)


_MONTH_WORDS = word_list("month_words")

_SPACED_NUMBER = re.compile(r"\d[ \u00a0\u202f]\d{3}")
_PIECE = re.compile(r"(?:\S|(?<=\d)[ \u00a0\u202f](?=\d{3}))+")
"""What stands between two blanks; those of "14 000" cut nothing."""
_QUOTES = frozenset({"'", "‘"})

LONGEST_SENTENCE_WORDS = 400
"""Words of a sentence that are read; a longer one is a table, whose rest names no event."""


class Word:
    """A token: ``text[start:end]``, its lower case, its tag, the readings as a verb."""

    __slots__ = ("capital", "end", "forms", "lower", "mention", "start", "tag")

    def __init__(
        self,
        start: int,
        end: int,
        lower: str,
        tag: str,
        forms: tuple[Form, ...] = (),
        capital: bool = False,
        mention: int = -1,
    ) -> None:
        self.start = start
        self.end = end
        self.lower = lower
        self.tag = tag
        self.forms = forms
        self.capital = capital
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
    for begin, finish, index in mentions:
        if begin < position:
            continue
        _tokenise(words, text, position, begin)
        lower = text[begin:finish].lower()
        words.append(Word(begin, finish, lower, "P", capital=True, mention=index))
        position = finish
    _tokenise(words, text, position, end)
    del words[LONGEST_SENTENCE_WORDS:]
    if dates:
        for word in words:
            if word.lower in _MONTH_WORDS and any(a <= word.start < b for a, b in dates):
                word.tag, word.forms = "N", ()
    return words


class Token(NamedTuple):
    """What a word is by itself; ``start`` and ``end`` count from the blank before it."""

    start: int
    end: int
    lower: str
    tag: str
    forms: tuple[Form, ...]
    capital: bool


@Memo
def tokens_of(piece: str) -> tuple[Token, ...]:
    """Return the words of what stands between two blanks: "killed," is a word and a comma."""
    found: list[Token] = []
    for match in _TOKEN.finditer(piece):
        lower, tag, forms, capital = _look_up(match.group())
        token = Token(match.start(), match.end(), lower, tag, forms, capital)
        if found and _is_possessive(token, found[-1]):
            token = token._replace(tag="poss")
        found.append(token)
    return tuple(found)


def _is_possessive(token: Token | Word, before: Token | Word) -> bool:
    """Whether a quote hangs on a plural: "the workers' union"."""
    return token.lower in _QUOTES and before.end == token.start and before.lower.endswith("s")


def _look_up(surface: str) -> tuple[str, str, tuple[Form, ...], bool]:
    """Return the lower case of a word, its tag by itself, its readings, whether it is capital."""
    lower = surface.lower().replace("’", "'")
    first = surface[0]
    if not first.isalpha():
        tag = "num" if first.isdigit() else "poss" if lower == "'s" else surface
        return lower, tag, (), False
    capital = first.isupper()
    tag = closed_words().get(lower, "")
    forms = verb_forms().get(lower, ()) if tag in {"", "adj"} else ()
    if tag:
        return lower, tag, forms, capital
    if lower.endswith("n't"):
        return lower, "do" if lower.startswith("d") else "modal", forms, capital
    if forms:
        return lower, "?", forms, capital  # "rally" and "supply" are no adverbs
    if lower.endswith("ly") and len(lower) > 4:
        return lower, "adv", (), capital
    if lower.endswith("ed") and len(lower) > 4 and not capital:
        return lower, "?", (Form(lower[:-2], "past"), Form(lower[:-2], "part")), capital
    if lower.endswith("ing") and len(lower) > 5 and not capital:
        return lower, "?", (Form(lower[:-3], "ing"),), capital
    return lower, "N", (), capital


def _tokenise(words: list[Word], text: str, start: int, end: int) -> None:
    pieces = text[start:end].split()
    if _SPACED_NUMBER.search(text, start, end):
        pieces = _PIECE.findall(text, start, end)
    position, first = start, len(words)
    for piece in pieces:
        position = text.find(piece, position)
        for begin, finish, lower, tag, forms, capital in tokens_of[piece]:
            words.append(Word(position + begin, position + finish, lower, tag, forms, capital))
        position += len(piece)
    if 0 < first < len(words) and _is_possessive(words[first], words[first - 1]):
        words[first].tag = "poss"
