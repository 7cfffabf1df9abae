"""Read the single words of a date: month, weekday, small number, part of a period."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from geo.dates.fragments import DAYS, MONTHS, SHORT_MONTHS, SMALL

_MONTH_NUMBER = (
    {name.lower(): n for n, name in enumerate(MONTHS, 1)}
    | {name.lower(): n for n, name in enumerate(SHORT_MONTHS, 1)}
    | {"sept": 9}
)

_NUMBER = {name: n for n, name in enumerate(SMALL)} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "couple": 2,
    "dozen": 12,
    "forty-eight": 48,
    "twenty-four": 24,
    "seventy-two": 72,
}


class Atom(NamedTuple):
    """A stated date as words: ``rule`` names its form, the rest what its words say.

    ``number`` is -1 for a vague count ("several"). ``part`` is early, mid, late, first, second
    or a quarter; ``which`` the determiner ("last", "next", "this").
    """

    start: int
    end: int
    rule: str
    day: int = 0
    last_day: int = 0
    month: int = 0
    year: int = 0
    weekday: int = -1
    number: int = 0
    unit: str = ""
    part: str = ""
    which: str = ""
    year_word: str = ""
    flags: tuple[str, ...] = ()


AtomReader = Callable[[str, re.Match[str]], Atom | None]
"""Reads a pattern's match in a text, or finds that it is no date."""


def read_month_name(word: str) -> int:
    """Return the number of a month by its name or abbreviation."""
    return _MONTH_NUMBER[word.rstrip(".").lower()]


def read_weekday_name(word: str | None) -> int:
    """Return 0 for Monday to 6 for Sunday, or -1 for no name."""
    if not word:
        return -1
    return [day[:2].lower() for day in DAYS].index(word[:2].lower())


def read_small_number(words: str | None) -> int:
    """Read a small count; -1 when it is vague or absent."""
    if not words:
        return -1
    plain = " ".join(words.lower().split()).removesuffix(" of")
    if plain.isdigit():
        return int(plain)
    if plain == "a dozen":
        return 12
    if plain.removeprefix("a ") == "couple":
        return 2
    return _NUMBER.get(plain, -1)


def squeeze(words: str | None) -> str:
    """Return words in lower case with single spaces."""
    return " ".join((words or "").lower().split())


def read_part(match: re.Match[str]) -> str:
    """Return which part of a period is meant: early, mid, late, a half or a quarter."""
    groups = match.groupdict()
    if groups.get("part"):
        return squeeze(groups["part"]).rstrip("-")
    edge = squeeze(groups.get("edge"))
    return {"very start": "early", "start": "early", "beginning": "early", "middle": "mid"}.get(
        edge, {"end": "late", "close": "late"}.get(edge, edge)
    )


def text_before(text: str, offset: int, width: int = 24) -> str:
    """Return up to ``width`` characters before an offset."""
    return text[max(0, offset - width) : offset]


def read_unit(word: str) -> str:
    """Return a unit of time in the singular; a night counts as a day."""
    return "day" if word.lower().startswith("night") else word.lower().rstrip("s")
