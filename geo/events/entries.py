"""Tell the entries of a list, a table, a log or a row of headlines from headings over a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.lines import HOUR, has_cells, is_rule, mark_of
from geo.sentences import Span

_STOP = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_DATED = re.compile(
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?)"
    r"(?:,? \d{4})?(?:,|:| ?[-–—|\t])",
)
ROW = 3
"""Lines in a row without a full stop that are headlines; one or two may head a text."""
ROW_WORDS = 4
"""Words of a line in such a row: a shorter one is a menu's."""


def read_entries(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """Return the numbers of the sentences that open an entry.

    A marked line ("•", "3.", "10 May:", cells) is one beside another line marked alike, and a
    line without a full stop is one in a row of such lines. All else without one heads a text.
    """
    opening = [
        number
        for number, span in enumerate(spans)
        if number == 0 or "\n" in text[spans[number - 1].end : span.start]
    ]
    kinds = [_kind(text, spans[number]) for number in opening]
    hourly = [HOUR.fullmatch(text, *spans[number]) is not None for number in opening]
    found: set[int] = set()
    row: list[int] = []
    for place, number in enumerate(opening):
        kind = kinds[place]
        beside = kinds[max(0, place - 1) : place] + kinds[place + 1 : place + 2]
        if kind and kind in beside:
            found.add(number)
        span = spans[number]
        if place and hourly[place - 1] and (place + 1 == len(opening) or hourly[place + 1]):
            found.add(number)  # all that a live page says at that hour
        follows = row and text.count("\n", spans[row[-1]].end, span.start) == 1
        if row and not follows:
            _take(row, found)
            row = []
        if not _STOP.search(text, span.start, span.end) and _is_line(text, span):
            row.append(number) if text.count(" ", span.start, span.end) >= ROW_WORDS - 1 else None
    _take(row, found)
    return frozenset(found)


def _take(row: Sequence[int], found: set[int]) -> None:
    if len(row) >= ROW:
        found.update(row)


def _is_line(text: str, span: Span) -> bool:
    return text[span.end : span.end + 1] in {"", "\n", "\r", " "}


def _kind(text: str, span: Span) -> str:
    if mark := mark_of(text, span.start):
        return mark
    if has_cells(text, span.start, span.end) or is_rule(text, span.start, span.end):
        return "cells"
    return "date" if _DATED.match(text, span.start, span.end) else ""
