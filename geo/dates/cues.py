"""Tell from its single words which forms of dates a sentence can hold.

A word is judged once and remembered: to look it up is far quicker than to try a pattern at every
letter, and most sentences have the words of few patterns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from geo.dates.fragments import ANY_MONTH, ORDINALS, WEEKDAY, YEAR, any_case
from geo.memo import Memo

_PERIODS = "day|night|week|month|year"

_CUES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in (
        ("month", rf"\b{ANY_MONTH}"),
        ("day_number", r"(?<!\d)\d{1,2}(?!\d)"),
        ("numeric", r"\d{1,2}([/.-])\d{1,2}\1\d\d"),
        ("short_numeric", r"^\d{1,2}(?:/\d{1,2}|\.\d{1,2}\.)[:,;)]?$"),
        ("iso", r"\d{4}([/-])\d{1,2}\1\d{1,2}"),
        ("nth", r"\d(?:st|nd|rd|th)"),
        ("the", r"^the$"),
        ("year", rf"{YEAR}\b"),
        ("dash", r"[-–]"),
        ("decade", r"(?:19|20)\d0[’']?s\b"),
        ("feast", r"\b(?:Christmas|Boxing|New|May)$"),
        ("feast_day", r"^(?:Year|Day|Eve)"),
        ("season", any_case(r"\b(?:spring|summer|autumn|winter)\b")),
        ("weekday", rf"{WEEKDAY}\b"),
        ("short_day", r"^(?:Mon|Tues?|Wed|Thu|Thurs?|Fri)\b"),
        (
            "relative",
            any_case(
                r"\b(?:yesterday|today|tonight|tomorrow|overnight|night|morning|afternoon|evening)\b"
            ),
        ),
        (
            "previous",
            any_case(r"^(?:day|night|morning|evening|afternoon|week|month|year|then)"),
        ),
        ("ago", any_case(r"^ago\b")),
        (
            "ends_unit",
            any_case(rf"\b(?:hour|{_PERIODS}|weekend|fortnight|decade|minute|moment)s?$"),
        ),
        ("earlier", any_case(r"^(?:earlier|later|previously|afterwards?|beforehand)\b")),
        ("offset", any_case(r"^(?:after|before|from)$")),
        ("counted", any_case(r"^(?:day|week|month|year)s?$")),
        (
            "past",
            any_case(r"\b(?:past|last|previous|preceding|next|coming|following|recent)$"),
        ),
        ("span", any_case(rf"(?:^|-)(?:hour|{_PERIODS}|decade)s?\b")),
        ("units", any_case(r"^(?:hours|days|weeks|months|years|decades)\b")),
        ("ordinal", any_case(rf"^(?:{'|'.join(ORDINALS[1:])}|\d{{1,3}}(?:st|nd|rd|th))$")),
        ("for", any_case(r"\bfor$")),
        (
            "which",
            any_case(r"\b(?:past|last|previous|next|coming|following|current|this|the)$"),
        ),
        ("period", any_case(r"^(?:weekend|week|month|year|decade)\b")),
        ("weekend", any_case(r"^weekend\b")),
    )
}
"""For each cue what a word, with the signs that stick to it, must hold.

A pattern needs the cues without which it can't match: the words that stand in all its matches.
"""

_PAIRS = {
    pair: (pair.partition("+")[0], pair.partition("+")[2])
    for pair in (
        "ends_unit+ago", "ends_unit+earlier", "counted+offset", "which+period", "which+weekend",
    )
}  # fmt: skip
"""Cues of which the second stands right behind the first: "the week", not "the end of a week"."""

_NONE: frozenset[str] = frozenset()

_DATING = (
    "day", "night", "week", "month", "year", "hour", "minute", "morning", "evening", "noon", "dawn",
    "dusk", "decade", "centur", "yester", "tomorrow", "spring", "summer", "autumn", "winter",
    "ramadan", "christmas", "easter",
)  # fmt: skip
_DATED = re.compile(
    r"\d|^then\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)|eid\b"
)


def find_cues(sentence: str) -> frozenset[str]:
    """Return the cues of dates that a sentence holds."""
    words = sentence.split()
    # few words have any, and many have the same: the set of them is small
    cues = _NONE.union(*set(map(_cues_of.__getitem__, words)))
    pairs = _pairs_among(cues)
    if not pairs:
        return cues
    beside = list(pairwise(map(_cues_of.__getitem__, words)))
    return cues.union(
        pair
        for pair, (first, second) in pairs.items()
        if any(first in one and second in two for one, two in beside)
    )


@cache
def _pairs_among(cues: frozenset[str]) -> Mapping[str, tuple[str, str]]:
    return {pair: both for pair, both in _PAIRS.items() if cues.issuperset(both)}


@Memo
def _cues_of(word: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _CUES.items() if pattern.search(word))


def may_date(word: str) -> bool:
    """Whether a word, with the signs that stick to it, can belong to a date.

    A sentence without such a word is spared the grammar.
    """
    lower = word.lower()
    return any(part in lower for part in _DATING) or _DATED.search(lower) is not None
