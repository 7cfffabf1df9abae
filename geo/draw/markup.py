"""Turn texts into HTML that shows them and can do nothing else."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

_ENTITIES = {"$": "&#36;", "`": "&#96;", "\\": "&#92;"}
_JOINERS = frozenset("\u200c\u200d\u200e\u200f\u00ad\n\t")
"""Invisible signs that Persian, Arabic or a line break need; the others are made visible."""


def text(value: object) -> str:
    """Return a text as HTML that shows it and can do nothing else.

    Beside HTML's own signs it escapes ``$``, backtick and backslash, which JavaScript template
    literals would read, and makes control characters visible: an override of the writing direction
    could make a sentence read other than it is stored.
    """
    return "".join(_character(character) for character in str(value))


def _character(character: str) -> str:
    if character in _ENTITIES:
        return _ENTITIES[character]
    if character not in _JOINERS and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"}:
        return f"<i class=control>U+{ord(character):04X}</i>"
    return html.escape(character)


def link(url: str, label: str) -> str:
    """Return a link to another site, or the bare label where the address isn't http(s)."""
    try:
        safe = urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).netloc)
    except ValueError:
        safe = False
    if not safe:
        return text(label)
    address = html.escape(url, quote=True)
    return f'<a href="{address}" target="_blank" rel="noopener noreferrer">{text(label)}</a>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A span of a report to be marked; ``kind`` is trigger, place, date, count, actor or hit."""

    kind: str
    start: int
    end: int


_KINDS = ("trigger", "place", "count", "date", "actor", "hit")
"""Kinds that may be marked; where spans overlap the first of these wins."""


def passage(full_text: str, start: int, end: int, marks: Iterable[Highlight]) -> str:
    """Return ``full_text[start:end]`` as HTML with its marks, each in its own element."""
    wanted = [
        mark for mark in marks if mark.kind in _KINDS and mark.start < end and mark.end > start
    ]
    edges = sorted(
        {start, end}
        | {min(max(edge, start), end) for mark in wanted for edge in (mark.start, mark.end)}
    )
    pieces: list[tuple[str, str]] = []
    for left, right in pairwise(edges):
        kinds = {mark.kind for mark in wanted if mark.start <= left and mark.end >= right}
        kind = next((name for name in _KINDS if name in kinds), "")
        piece = text(full_text[left:right])
        if pieces and pieces[-1][0] == kind:
            pieces[-1] = (kind, pieces[-1][1] + piece)
        else:
            pieces.append((kind, piece))
    return "".join(
        f'<mark class="{kind}">{piece}</mark>' if kind else piece for kind, piece in pieces
    )
