"""What a file or record gives before it is a report, and which of its columns may serve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Literal

from geo.limits import METADATA_MAX_CHARS, METADATA_MAX_COLUMNS
from geo.model import Event, Mention, Report
from geo.reports.decode import one_line

SETTABLE = ("published", "title", "source", "url", "language")
"""Fields of a report that a record or ``metadata.csv`` may give."""

OWNED = frozenset(
    {item.name for kind in (Report, Event) for item in fields(kind)}
    | set(Mention._fields)
    | {"sentence", "search", "place_path", "report_title", "report_url", "report_published"}
    | {"events", "mentions", "event_date", "event_end", "event_id"}
    | {"geometry", "geom", "bbox", "fid", "ogc_fid"}
) - set(SETTABLE)
"""Names that mean something to Dateline, so that no column of the user's may take them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something a reader should know about a file; no report is lost by it."""

    path: str
    reason: str
    cure: str = ""
    line: int = 0
    kind: Literal["ignored", "metadata", "flag"] = "flag"

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.reason}; {self.cure}" if self.cure else f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A decoded text with what its file or record says of it, before ids are settled."""

    path: str
    text: str
    line: int = 0
    given_id: str = ""
    named: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    extras: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A ``metadata.csv``: rows with their line, keyed by the report they speak of."""

    path: str
    rows: tuple[tuple[int, str, Mapping[str, str]], ...] = ()


def names_a_day(name: str) -> bool:
    """Whether a column's name is another word for the day of publication."""
    return name.strip().casefold() in {"date", "day", "pubdate", "publication date"}


def owned_column(name: str) -> bool:
    """Whether a column's name means something to Dateline already."""
    folded = name.strip().casefold()
    return folded in OWNED or folded.startswith("export_")


def keep_extras(values: Mapping[str, str]) -> dict[str, str]:
    """Return the user's own columns of one row, within limits, in the order of their names."""
    kept = {
        one_line(name, 60): one_line(value, METADATA_MAX_CHARS)
        for name, value in sorted(values.items())
        if name.strip() and not owned_column(name)
    }
    return dict(list(kept.items())[:METADATA_MAX_COLUMNS])
