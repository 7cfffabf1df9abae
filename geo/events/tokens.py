"""Cut text into words, and say what each is by itself, whatever stands around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.events.inflections import Form, closed_words, verb_forms

_TOKEN = re.compile(
    r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:\.\d+)?(?:st|nd|rd|th)?\b"  # 14 000 and 1.7 are one
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|['’]s\b"
    r"|[\w\u0300-\u036f\u064b-\u0652]++(?:(?!['’]s\b)[-‑'’ʼ][\w\u0300-\u036f]++)*+"
    r"|[^\w\s]"
)
_QUOTES = frozenset({"'", "‘"})
_ENDINGS = frozenset(
    {"held", "hit", "led", "majority", "prone", "rich", "ridden", "run", "struck", "stricken",
     "torn", "weary"}
)  # fmt: skip
"""What makes an adjective of a noun before it; compounds in "-ed" show themselves."""

DATES, EVENTS, PHRASES, VICTIMS, DENIALS, CUES, ACTORS, CLASSES, UNSETTLED = (
    1 << bit for bit in range(9)
)
"""What a word may belong to or open, as bits that add up.

They are a date, an event told in one word or in several, a count of victims, a denial, a word that
tells whether something happens, a name of an actor, a phrase that gives its last word a class; and
a word whose tag its neighbours settle.
"""
PAST, PARTICIPLE, ING, THIRD, BASE = (1 << bit for bit in range(9, 14))
"""The forms of a verb that a word may be, as further bits."""


class Token(NamedTuple):
    """A word by itself; ``start`` and ``end`` count from the blank before it."""

    start: int
    end: int
    lower: str
    tag: str
    forms: tuple[Form, ...]
    capital: bool
    signs: int = 0
    classes: frozenset[str] = frozenset()

    def plain(self) -> PlainToken:
        """Return its fields as they are copied to a word."""
        return tuple.__new__(tuple, self)


PlainToken = tuple[int, int, str, str, tuple[Form, ...], bool, int, frozenset[str]]
"""A token as a plain tuple, which is taken apart in a fraction of the time of a named one."""


def cut(piece: str) -> list[Token]:
    """Return the words of what stands between two blanks: "killed," is a word and a comma."""
    found: list[Token] = []
    for match in _TOKEN.finditer(piece):
        lower, tag, forms, capital = _look_up(match.group())
        token = Token(match.start(), match.end(), lower, tag, forms, capital)
        if found and hangs_on(token.lower, token.start, found[-1].lower, found[-1].end):
            token = token._replace(tag="poss")
        found.append(token)
    return found


def hangs_on(lower: str, start: int, before: str, end: int) -> bool:
    """Whether a quote is the possessive of a plural right before it: "the workers' union"."""
    return lower in _QUOTES and start == end and before.endswith("s")


def _is_compound(last: str, *, capital: bool) -> bool:
    """Whether the last part makes an adjective of the first: "rebel-held", "ISIL-controlled"."""
    return last in _ENDINGS or (capital and last.endswith("ed") and len(last) > 4)


def readings_of(lower: str) -> tuple[Form, ...]:
    """Return the readings of a word as a verb, where it is written in small letters."""
    return _look_up(lower)[2] if lower else ()


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
    if "-" in lower and all(closed_words().get(part) == "num" for part in lower.split("-")):
        return lower, "num", (), capital  # "twenty-two"
    if "-" in surface and _is_compound(surface.rpartition("-")[2], capital=capital):
        return lower, "adj", (), capital
    if lower.endswith("ly") and len(lower) > 4:
        return lower, "adv", (), capital
    if lower.endswith("ed") and len(lower) > 4 and not capital:
        return lower, "?", (Form(lower[:-2], "past"), Form(lower[:-2], "part")), capital
    if lower.endswith("ing") and len(lower) > 5 and not capital:
        return lower, "?", (Form(lower[:-3], "ing"),), capital
    return lower, "N", (), capital
