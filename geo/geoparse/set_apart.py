"""Find names that a layout sets apart: in a table's column of places, before a colon in a list.

A name without a sentence gives the tagger nothing to go by; its neighbours in the layout do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from geo.geoparse.match import Lookup
from geo.lines import has_cells, mark_end

_CELL = re.compile(r"[^|\t\n]+")
_HEAD = re.compile(
    r"(?P<name>[^\W\d_][\w'’.\u2010-]*(?: [\w'’.\u2010-]+){0,3}?)(?:,[^:|\n]{1,30})?"
    r"\s*(?::(?!\d)|\|)\s"
)
_DASHED = re.compile(r"(?P<name>[^\W\d_][\w'’.\u2010-]*(?: [\w'’.\u2010-]+){0,3}?) [-–—] ")
_PLACES = frozenset(
    (
        "area", "camp", "city", "county", "department", "district", "governorate", "locality",
        "location", "municipality", "place", "province", "region", "site", "state", "town",
        "village", "where",
    )
)  # fmt: skip
"""Words that head a column of places."""

FEWEST = 2
"""How many neighbours must be known as places for one more to be."""


class Slot(NamedTuple):
    """A stretch of text that stands alone, with the group that it belongs to."""

    start: int
    end: int
    group: tuple[int, int]


def names_set_apart(
    text: str, start: int, found: Mapping[tuple[int, int], str], lookup: Lookup
) -> list[tuple[int, int]]:
    """Return the spans of names that only their layout shows to be places, in order.

    Parameters
    ----------
    text, start
        The report's text, and where its body begins.
    found
        The function of each name that was found already, by its span.
    lookup
        The gazetteer.
    """
    slots: dict[tuple[int, int], list[Slot]] = {}
    headed: set[tuple[int, int]] = set()
    for slot in _slots(text, start):
        if slot.group[0] >= 0 and text[slot.start : slot.end].lower() in _PLACES:
            headed.add(slot.group)
        slots.setdefault(slot.group, []).append(slot)
    added: list[tuple[int, int]] = []
    for group, members in slots.items():
        spans = [(slot.start, slot.end) for slot in members]
        known = sum(found.get(span, "name_part") != "name_part" for span in spans)
        new = [
            span
            for span in spans
            if found.get(span, "name_part") == "name_part"
            and _is_place(text, span, lookup, common=group in headed)
        ]
        if group in headed or (known >= FEWEST and known >= len(new)):
            added += new
    return sorted(added)


def _is_place(text: str, span: tuple[int, int], lookup: Lookup, *, common: bool) -> bool:
    """Whether the gazetteer knows a name, which is a word of every day only where ``common``."""
    surface = text[span[0] : span[1]]
    entry = lookup(surface)
    known = bool(entry.rows) and not entry.not_place and surface[0].isupper()
    return known and (
        common or not (entry.common or surface.split()[0] in lookup.places.given_names)
    )


def _slots(text: str, start: int) -> Iterator[Slot]:
    """Return what stands alone: the cells of tables by table and column, the heads of lines."""
    table = 0
    begin = start
    in_table = False
    for line in text[start:].split("\n"):
        end = begin + len(line)
        if has_cells(text, begin, end):
            table += not in_table
            in_table = True
            for column, cell in enumerate(_CELL.finditer(text, begin, end)):
                yield _strip(text, cell.start(), cell.end(), (table, column))
        else:
            in_table = False
            opens = mark_end(text, begin)
            while opens < end and text[opens] in " \t#":
                opens += 1
            head = _HEAD.match(text, opens, end) or (
                _DASHED.match(text, opens, end) if opens > begin else None
            )
            if head is not None:
                yield Slot(head.start("name"), head.end("name"), (-1, 0))
        begin = end + 1


def _strip(text: str, start: int, end: int, group: tuple[int, int]) -> Slot:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Slot(start, end, group)


def holds_layout(text: str) -> bool:
    """Whether a text may hold a table or a list at all."""
    return "\n" in text and ("|" in text or "\t" in text or ":" in text or " – " in text)
