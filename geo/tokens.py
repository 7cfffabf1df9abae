"""Cut a sentence into tokens with offsets, and mark the runs in which a name can stand."""

from __future__ import annotations

import re
from typing import NamedTuple

_LETTER = (
    r"[\w\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0dff\u0e31-\u0e4e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
_STATE = (
    r"Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Kans|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|"
    r"Mont|Neb|Nev|Okla|Ore|Pa|Penn|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Alta|Ont|Que|Sask|Man|"
    r"St|Ste|Mt|Ft|Pt"
)
_TOKEN = re.compile(
    r"(?:\b[A-Z]\.){2,}|\bW\.Va\.|\bD\.C\b\.?"  # initials
    rf"|\b(?:{_STATE})\."  # abbreviated states, Saint, Mount, Fort
    r"|['’]s\b"  # the possessive is a token of its own
    rf"|\b(?:[AaEe]l|[Aa](?:n|r|s|t|z|d|sh|dh|th)|[Ee]s|[Uu]l)[-‐‑–](?={_LETTER}){_LETTER}+"
    rf"(?:['’‘ʼ`´](?!(?:s|S)\b){_LETTER}+)*"  # an Arabic article and its noun
    rf"|{_LETTER}+(?:['’‘ʼ`´](?!(?:s|S)\b){_LETTER}+)*"
    r"|[^\w\s]"
)
_CASED = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"

LONGEST_TOKEN = 60
"""A longer token is noise; it never names a place."""

CONNECTORS = frozenset(
    "of the de del da do dos das di du des la le les el al an ash as at ar ad az "
    "bin ibn ben um umm von am auf upon on under sur in and & - ‐ – / . ' ’ , ( )".split()
)
"""Tokens that may stand inside a run between two capitalised ones."""

ARTICLES = frozenset("al el an ash as at ar ad az ul ed es esh et l".split())
"""Arabic articles as written before a hyphen in Latin script."""


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
    """Return the tokens of ``text[start:end]`` in order, invisible signs at their edges left out."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        begin, stop = match.span()
        if not word.isascii():
            bare = word.strip(_INVISIBLE)
            if not bare:
                continue
            if bare != word:
                begin += len(word) - len(word.lstrip(_INVISIBLE))
                stop = begin + len(bare)
                word = bare
        kind = "." if stop - begin > LONGEST_TOKEN else kind_of(word)
        tokens.append(Token(begin, stop, word, kind))
    return tokens


def is_capital(token: Token) -> bool:
    """Return whether a token could begin a name by its script alone."""
    return token.kind in "CUs"


def find_runs(tokens: list[Token]) -> list[tuple[int, int]]:
    """Return the half-open token ranges in which names can stand.

    A run is a stretch of capitalised tokens with at most two connectors between them, and the
    numbers at its ends. Scripts without case make runs of their own.
    """
    runs: list[tuple[int, int]] = []
    begin = -1
    last = -1
    for index, token in enumerate(tokens):
        if token.kind in "CUs":
            if begin >= 0 and (
                index - last > 3 or (token.kind == "s") != (tokens[last].kind == "s")
            ):
                runs.append((begin, last + 1))
                begin = -1
            if begin < 0:
                begin = index - 1 if index and tokens[index - 1].kind == "9" else index
            last = index
        elif begin >= 0 and token.kind == "9" and index == last + 1:
            last = index
        elif begin >= 0 and token.word not in CONNECTORS:
            runs.append((begin, last + 1))
            begin = -1
    if begin >= 0:
        runs.append((begin, last + 1))
    return runs
