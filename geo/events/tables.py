"""Read the numbers of a table that was pasted as text by the headings of their columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from geo.counts import CountSpan
from geo.counts.victims import Kind
from geo.events.inflections import rows
from geo.lines import has_cells, is_rule
from geo.sentences import Span

_CELL = re.compile(r"[^|\t]+|(?<=[|\t])(?=[|\t])")
_NUMBER = re.compile(r"(\d{1,3}(?:[,.\u00a0 ]\d{3})+|\d{1,7})(\+?)")
_KINDS: Mapping[str, Kind] = {
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "displaced": "displaced",
    "detained": "detained",
    "abducted": "abducted",
    "casualties": "casualties",
}

HEADING_WORDS = 5
"""Words that the heading of a column has at most."""


class Table(NamedTuple):
    """What the tables of a text count.

    ``headings`` are the numbers of the sentences that head columns, ``counts`` those of the rows,
    by sentence.
    """

    headings: frozenset[int]
    counts: Mapping[int, list[CountSpan]]


def read_tables(text: str, spans: Sequence[Span], entries: frozenset[int]) -> Table:
    """Return the counts that stand in columns headed "killed", "injured" and the like.

    A row has as many cells as its headings; a cell that is no number counts nothing.
    """
    headings: set[int] = set()
    counts: dict[int, list[CountSpan]] = {}
    columns: list[Kind | None] = []
    below = -1
    for number in sorted(entries):
        start = spans[number].start
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        if is_rule(text, start, stop):
            below = stop
            continue
        if not has_cells(text, start, stop) or (below >= 0 and text.count("\n", below, start) > 1):
            columns = []
        if not has_cells(text, start, stop):
            continue
        below = stop
        cells = [
            (match.start() + len(cell) - len(cell.lstrip()), cell.strip())
            for match in _CELL.finditer(text, start, stop)
            if (cell := match.group()).strip() or match.start() > start
        ]
        kinds = [_kind_of(cell) for _, cell in cells]
        if any(kinds) and all(_heads(cell) for _, cell in cells):
            columns = kinds
            headings.add(number)
        elif len(cells) == len(columns):
            found = [
                span
                for (at, cell), kind in zip(cells, columns, strict=True)
                if kind is not None and (span := _count(at, cell, kind)) is not None
            ]
            counts[number] = found
    return Table(frozenset(headings), counts)


def _heads(cell: str) -> bool:
    """Whether a cell may head a column: a few words and no number."""
    return cell.count(" ") < HEADING_WORDS and not _NUMBER.fullmatch(cell)


def _kind_of(cell: str) -> Kind | None:
    """Return what a column counts whose heading ends in such a word: "No. of deaths"."""
    last = cell.lower().rstrip(".:)*# ").rpartition(" ")[2]
    return _by_heading().get(last)


def _count(at: int, cell: str, kind: Kind) -> CountSpan | None:
    match = _NUMBER.fullmatch(cell)
    if match is None:
        return None
    value = int(re.sub(r"\D", "", match[1]))
    high = None if match[2] else value
    qualifier = "at least" if match[2] else ""
    return CountSpan(
        at, at + len(cell), cell, kind, value, high, qualifier=qualifier, rule="column of a table"
    )


@cache
def _by_heading() -> Mapping[str, Kind]:
    return {row["word"]: _KINDS[row["kind"]] for row in rows("column_headings.csv")}
