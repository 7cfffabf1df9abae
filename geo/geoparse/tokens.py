"""Cut a sentence into tokens with offsets, and mark the runs in which a name can stand."""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.geoparse.lexicon import words_for

_LETTER = (
    r"[\w\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0dff\u0e31-\u0e4e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
_WORD = r"{0}+(?:['’‘ʼ`´](?!(?:s|S)\b){0}+)*"
_REST = r"|['’]s\b|[^\w\s]"  # the possessive is a token of its own
_INITIALS = r"[A-Z](?:\.[A-Z])+\.?|W\.Va\.|"
_TOKEN = re.compile(_INITIALS + _WORD.format(_LETTER) + _REST)
_ASCII_TOKEN = re.compile(_INITIALS + _WORD.format(r"\w") + _REST, re.ASCII)
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

_JOINTS = frozenset("-‐‑–.")
_kinds: dict[str, str] = {}
_MOST_KINDS = 200_000


class Token(NamedTuple):
    """One token: ``text[start:end] == word``; ``kind`` is one letter.

    ``C`` capitalised, ``U`` all capitals (two letters or more), ``l`` lower case, ``s`` a script
    without case, ``9`` number, ``.`` anything else.
    """

    start: int
    end: int
    word: str
    kind: str


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
        stripped = word.strip(_INVISIBLE)
        return kind_of(stripped) if stripped and stripped != word else "."
    return "C" if _CASED.match(word) else "s"


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of ``text[start:end]`` in order, without invisible signs at their edges."""
    tokens: list[Token] = []
    append = tokens.append
    new = tuple.__new__
    plain = text[start:end].isascii()
    joins = False
    for match in (_ASCII_TOKEN if plain else _TOKEN).finditer(text, start, end):
        word = match.group()
        begin, stop = match.span()
        kind = _kinds.get(word)
        if kind is None:
            if not (plain or word.isascii()):
                bare = word.strip(_INVISIBLE)
                if not bare:
                    continue
                begin += len(word) - len(word.lstrip(_INVISIBLE))
                stop = begin + len(bare)
                word = bare
            if stop - begin > LONGEST_TOKEN:
                append(Token(begin, stop, word, "."))
                continue
            kind = kind_of(word)
            if word == match.group():
                if len(_kinds) >= _MOST_KINDS:
                    _kinds.clear()
                _kinds[word] = kind
        if word in _JOINERS and text[stop : stop + 1] in _JOINTS:
            joins = True
        append(new(Token, (begin, stop, word, kind)))
    return _join(text, tokens) if joins else tokens


def _join(text: str, tokens: list[Token]) -> list[Token]:
    """Join an abbreviation with its full stop, and an Arabic article with its noun."""
    joined: list[Token] = []
    index = 0
    count = len(tokens)
    while index < count:
        token = tokens[index]
        after = tokens[index + 1] if index + 1 < count else None
        if after is not None and after.start == token.end:
            if token.word in _ABBREVIATIONS and after.word == ".":
                joined.append(Token(token.start, after.end, token.word + ".", "C"))
                index += 2
                continue
            noun = tokens[index + 2] if index + 2 < count else None
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
    return joined


_JOINERS = (
    _ABBREVIATIONS | ARTICLES | {a.capitalize() for a in ARTICLES} | {a.upper() for a in ARTICLES}
)


def _is_glued(tokens: list[Token], first: int, last: int) -> bool:
    """Whether no white space stands between two tokens, as in "Port-au-Prince"."""
    return all(tokens[i].end == tokens[i + 1].start for i in range(first, last))


def find_runs(tokens: list[Token]) -> list[tuple[int, int]]:
    """Return the half-open token ranges in which names can stand.

    A run is a stretch of capitalised tokens with at most two connectors between them, and the
    numbers at its ends. Scripts without case make runs of their own. A sentence's opening word
    ("The", "In") begins no run, unless a capital follows it ("The Hague").
    """
    runs: list[tuple[int, int]] = []
    begin = -1
    last = -1
    for index, token in enumerate(tokens):
        if token.kind in "CUs":
            if (
                begin < 0
                and token.word.lower() in PLAIN_OPENERS
                and not (index + 1 < len(tokens) and tokens[index + 1].kind in "CUs")
            ):
                continue
            if begin >= 0 and (
                (index - last > 3 and not _is_glued(tokens, last, index))
                or (token.kind == "s") != (tokens[last].kind == "s")
            ):
                runs.append((begin, last + 1))
                begin = -1
            if begin < 0:
                begin = index - 1 if index and tokens[index - 1].kind == "9" else index
            last = index
        elif begin >= 0 and token.kind == "9" and index == last + 1:
            last = index
        elif begin >= 0 and not (token.word in CONNECTORS or _is_glued(tokens, index - 1, index)):
            runs.append((begin, last + 1))
            begin = -1
    if begin >= 0:
        runs.append((begin, last + 1))
    return runs
