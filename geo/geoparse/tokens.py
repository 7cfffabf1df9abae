"""Cut a sentence into tokens with offsets, and mark the runs in which a name can stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from geo.geoparse.lexicon import words_for

_LETTER = (
    r"[\w\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0dff\u0e31-\u0e4e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
# The look-ahead passes over white space at once; "++" because no part of a word is given back.
_PATTERN = (
    r"((?!\s)(?:[A-Z](?:\.[A-Z])++\.?|W\.Va\."
    r"|{0}++(?:['’‘ʼ`´](?![sS]\b){0}++)*+"
    r"|['’]s\b|[^\w\s]))"  # the possessive is a token of its own
)
_TOKEN = re.compile(_PATTERN.format(_LETTER))
_ASCII_TOKEN = re.compile(_PATTERN.format(r"\w"), re.ASCII)
_ABBREVIATIONS = words_for("abbreviation")
"""Words that take a full stop behind them into the token: states, Saint, Mount, Fort."""

_CASED = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff]")
_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)

LONGEST_TOKEN = 60
"""A longer token is noise; it never names a place."""

CONNECTORS = words_for("connector")
"""Tokens that may stand inside a run between two capitalised ones."""

ARTICLES = words_for("article")
"""Arabic articles as written before a hyphen in Latin script."""

PLAIN_OPENERS = words_for("opener")
"""Words that name no place by themselves, however they are written; "The Hague" is another case."""

CAPITAL = re.compile("[CUs]")
"""The kinds of tokens with which a name can begin."""

_JOINTS = frozenset("-‐‑–.")
_JOINERS = (
    _ABBREVIATIONS | ARTICLES | {a.capitalize() for a in ARTICLES} | {a.upper() for a in ARTICLES}
)
_MOST_KINDS = 100_000
_UNCLEAN = "?"
"""Stands for the kind of a word with invisible signs at its edges, until they are taken off."""


class Token(NamedTuple):
    """One token: ``text[start:end] == word``; ``kind`` is one letter.

    ``C`` capitalised, ``U`` all capitals (two letters or more), ``l`` lower case, ``s`` a script
    without case, ``9`` number, ``.`` anything else.
    """

    start: int
    end: int
    word: str
    kind: str


class Tokens:
    """The tokens of a sentence in columns, for a text takes hundreds; see `Token`.

    ``kinds`` is a string of one letter a token, the other columns are lists.
    """

    __slots__ = ("ends", "kinds", "starts", "words")

    def __init__(self, starts: list[int], ends: list[int], words: list[str], kinds: str) -> None:
        self.starts, self.ends, self.words, self.kinds = starts, ends, words, kinds

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Token]:
        return map(Token, self.starts, self.ends, self.words, self.kinds)

    def is_capital(self, index: int) -> bool:
        """Whether there is a token of that number, and it is capitalised."""
        return 0 <= index < len(self.kinds) and self.kinds[index] in "CU"

    def surface(self, text: str, first: int, last: int) -> str:
        """Return what stands in ``text`` from one token up to another, which is left out."""
        return text[self.starts[first] : self.ends[last - 1]]


class _Kinds(dict[str, str]):
    """The kinds of words by word; those of words in use are remembered."""

    def __missing__(self, word: str) -> str:
        if word[0] in _INVISIBLE or word[-1] in _INVISIBLE:
            return _UNCLEAN
        if len(word) > LONGEST_TOKEN:
            return "."
        if len(self) >= _MOST_KINDS:
            self.clear()
        kind = self[word] = kind_of(word)
        return kind


_kinds = _Kinds()


def kind_of(word: str) -> str:
    """Return the kind of a token; see `Token`."""
    first = word[0]
    if first.islower():
        # d'Ivoire, eThekwini and iPhone hold a capital further on
        return "l" if word.islower() or len(word) < 3 else "C"
    if first.isupper():
        return "U" if len(word) > 1 and word.isupper() else "C"
    if first.isdigit():
        return "9"
    if not first.isalpha():
        return "."
    return "C" if _CASED.match(word) else "s"


def tokenize(text: str, start: int, end: int) -> Tokens:
    """Return the tokens of ``text[start:end]`` in order, without invisible signs at their edges."""
    part = text[start:end]
    # white space, a token, white space, a token, ...: their lengths add up to the offsets
    pieces = (_ASCII_TOKEN if part.isascii() else _TOKEN).split(part)
    edges = list(accumulate(map(len, pieces), initial=start))
    words = pieces[1::2]
    kinds = "".join(map(_kinds.__getitem__, words))
    tokens = Tokens(edges[1:-1:2], edges[2::2], words, kinds)
    if _UNCLEAN in kinds:
        tokens = _clean(tokens)
    if not _JOINERS.isdisjoint(words) and any(
        word + joint in part for word in _JOINERS.intersection(words) for joint in _JOINTS
    ):
        return _join(text, tokens)
    return tokens


def _columns(tokens: Iterable[Token]) -> Tokens:
    listed = list(tokens)
    return Tokens(
        [token.start for token in listed],
        [token.end for token in listed],
        [token.word for token in listed],
        "".join([token.kind for token in listed]),
    )


def _clean(tokens: Iterable[Token]) -> Tokens:
    """Return the tokens without invisible signs at their edges."""
    clean: list[Token] = []
    for begin, end, word, kind in tokens:
        if kind != _UNCLEAN:
            clean.append(Token(begin, end, word, kind))
            continue
        bare = word.strip(_INVISIBLE)
        if bare:
            begin += len(word) - len(word.lstrip(_INVISIBLE))
            clean.append(Token(begin, begin + len(bare), bare, _kinds[bare]))
    return _columns(clean)


def _join(text: str, tokens: Iterable[Token]) -> Tokens:
    """Join an abbreviation with its full stop, and an Arabic article with its noun."""
    apart = list(tokens)
    joined: list[Token] = []
    index = 0
    count = len(apart)
    while index < count:
        token = apart[index]
        after = apart[index + 1] if index + 1 < count else None
        if after is not None and after.start == token.end:
            if token.word in _ABBREVIATIONS and after.word == ".":
                joined.append(Token(token.start, after.end, token.word + ".", "C"))
                index += 2
                continue
            noun = apart[index + 2] if index + 2 < count else None
            if (
                noun is not None
                and token.word.lower() in ARTICLES
                and after.word in "-‐‑–"
                and noun.start == after.end
                and noun.kind in "CU"
            ):
                word = text[token.start : noun.end]
                joined.append(Token(token.start, noun.end, word, noun.kind))
                index += 3
                continue
        joined.append(token)
        index += 1
    return _columns(joined)


def _is_glued(tokens: Tokens, first: int, last: int) -> bool:
    """Whether no white space stands between two tokens, as in "Port-au-Prince"."""
    return tokens.ends[first:last] == tokens.starts[first + 1 : last + 1]


def find_runs(tokens: Tokens) -> list[tuple[int, int]]:
    """Return the half-open token ranges in which names can stand.

    A run is a stretch of capitalised tokens with at most two connectors between them, and the
    numbers at its ends. Scripts without case make runs of their own. A sentence's opening word
    ("The", "In") begins no run, unless a capital follows it ("The Hague").
    """
    runs: list[tuple[int, int]] = []
    end = 0
    for capital in CAPITAL.finditer(tokens.kinds):
        begin = capital.start()
        if begin >= end and opens_run(tokens, begin):
            end = run_end(tokens, begin)
            runs.append((begin - 1 if begin and tokens.kinds[begin - 1] == "9" else begin, end))
    return runs


def opens_run(tokens: Tokens, index: int) -> bool:
    """Whether a run begins at a capitalised token if none goes on there."""
    after = tokens.kinds[index + 1 : index + 2]
    return bool(CAPITAL.match(after)) or tokens.words[index].lower() not in PLAIN_OPENERS


def run_end(tokens: Tokens, index: int) -> int:
    """Return where the run ends that holds a capitalised token."""
    kinds = tokens.kinds
    last = index
    for i in range(index + 1, len(kinds)):
        kind = kinds[i]
        if kind in "CUs":
            if i - last > 3 and not _is_glued(tokens, last, i):
                break
            if (kind == "s") != (kinds[last] == "s"):
                break
            last = i
        elif kind == "9" and i == last + 1:
            last = i
        elif not (
            tokens.words[i] in CONNECTORS or tokens.starts[i] == tokens.ends[i - 1]
        ):  # "Port-au-Prince" is glued
            break
    return last + 1
