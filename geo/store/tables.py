"""Lay parsed reports out as tables, and read records back from their rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer.place import Place
from geo.events.clusters import suggest_clusters
from geo.model import (
    Candidate,
    Event,
    Evidence,
    Mention,
    Parsed,
    Rejected,
    Report,
    Resolution,
    Subset,
)
from geo.store.search import fold_text

if TYPE_CHECKING:
    from gazetteer import Gazetteer

PATH_SEPARATOR = " "
"""Between the ids of ``place_path``; no id holds a space."""

_SUBSET = pa.struct([("group", pa.string()), ("low", pa.int32()), ("high", pa.int32())])
_EVIDENCE = pa.struct(
    [
        ("field", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("rule", pa.string()),
        ("note", pa.string()),
    ]
)
_CANDIDATE = pa.struct(
    [
        ("id", pa.string()),
        ("name", pa.string()),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        ("score", pa.float64()),
    ]
)
_ARROW_TYPES = {
    "int": pa.int32(),
    "int | None": pa.int32(),
    "float": pa.float64(),
    "float | None": pa.float64(),
    "bool": pa.bool_(),
    "date | None": pa.date32(),
    "tuple[str, ...]": pa.list_(pa.string()),
    "tuple[Subset, ...]": pa.list_(_SUBSET),
    "tuple[Evidence, ...]": pa.list_(_EVIDENCE),
    "Literal[1, 2, 3] | None": pa.int8(),
}
_LONG_TEXTS = frozenset({"id", "sentence", "search", "text"})


class Tables(NamedTuple):
    """Everything a store holds: one table each, rows in a fixed order."""

    events: pa.Table
    mentions: pa.Table
    reports: pa.Table
    places: pa.Table
    losses: pa.Table


def lay_out(
    parsed: Iterable[Parsed],
    places: Gazetteer | None = None,
    rejected: Iterable[Rejected] = (),
) -> Tables:
    """Return the tables of parsed reports; events stand in the order of their days.

    Parameters
    ----------
    parsed
        Reports with what was found in them, in any order.
    places
        The gazetteer, to know in which larger places each place lies.
    rejected
        What could not be read.
    """
    reports = sorted(parsed, key=lambda item: item.report.id)
    known = _Known(places)
    report_of = {item.report.id: item.report for item in reports}
    events = suggest_clusters([event for item in reports for event in item.events], places)
    event_rows = sorted(
        (_event_row(event, report_of[event.report_id], known) for event in events),
        key=lambda row: (
            row["shown_start"] or date.max,
            row["report_id"],
            row["trigger_start"],
            row["id"],
        ),
    )
    mention_rows = [_mention_row(mention, known) for item in reports for mention in item.mentions]
    losses = sorted(rejected, key=lambda loss: (loss.path, loss.line, loss.reason))
    return Tables(
        events=_table(event_rows, EVENT_SCHEMA),
        mentions=_table(mention_rows, MENTION_SCHEMA),
        reports=_table([_report_row(item.report) for item in reports], REPORT_SCHEMA),
        places=_table(known.rows(), PLACE_SCHEMA),
        losses=_table([_values(loss) for loss in losses], LOSS_SCHEMA),
    )


def fingerprint(tables: Tables) -> str:
    """Return 12 hex digits that change with the events, their places or their days."""
    digest = hashlib.sha256()
    for name in ("id", "place_id", "event_type", "modality"):
        column = pa.concat_arrays([pa.array([""]), *plain(tables.events[name]).chunks])
        offsets = np.frombuffer(column.buffers()[1], np.int32, len(column) + 1)
        digest.update(offsets.astype("<i4").tobytes())
        digest.update(memoryview(column.buffers()[2] or b"")[: offsets[-1]])
    days = tables.events["shown_start"].cast(pa.int32()).fill_null(0).to_numpy()
    digest.update(days.astype("<i4").tobytes())
    return digest.hexdigest()[:12]


def read_event(row: Mapping[str, Any]) -> Event:
    """Return the event that a row of the table stands for."""
    values = {name: row[name] for name in _EVENT_NAMES}
    values["date_flags"] = tuple(values["date_flags"] or ())
    values["subsets"] = tuple(Subset(**item) for item in values["subsets"] or ())
    values["evidence"] = tuple(Evidence(**item) for item in values["evidence"] or ())
    return Event(**values)


def read_report(row: Mapping[str, Any]) -> Report:
    """Return the report that a row of the table stands for."""
    values = {name: row[name] for name in _REPORT_NAMES}
    values["flags"] = tuple(values["flags"] or ())
    values["metadata"] = orjson.loads(values["metadata"])
    return Report(**values)


def read_mention(row: Mapping[str, Any], places: Mapping[str, Place]) -> Mention:
    """Return the mention that a row of the table stands for."""
    values = {name: row[name] for name in _MENTION_NAMES}
    resolution = Resolution(
        place=places[row["place_id"]] if row["place_id"] else None,
        candidates=tuple(Candidate(**item) for item in row["candidates"] or ()),
        confidence=row["confidence"],
        reason=row["reason"],
        status=row["status"],
    )
    return Mention(**values, resolution=resolution)


def read_place(row: Mapping[str, Any]) -> Place:
    """Return the place that a row of the table stands for."""
    values = {name: row[name] for name in PLACE_SCHEMA.names}
    values["names"] = tuple((name, language) for name, language in orjson.loads(values["names"]))
    return Place(**values)


def read_loss(row: Mapping[str, Any]) -> Rejected:
    """Return the rejection that a row of the table stands for."""
    return Rejected(**row)


def plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column with its texts spelled out."""
    if pa.types.is_dictionary(column.type):
        return column.cast(column.type.value_type)
    return column


def encode(table: pa.Table) -> pa.Table:
    """Return the table with repeated texts stored once, in one chunk a column."""
    columns = []
    for name in table.column_names:
        column = table[name]
        if pa.types.is_string(column.type) and name not in _LONG_TEXTS:
            column = pc.dictionary_encode(column)
        columns.append(column)
    return pa.table(columns, names=table.column_names).combine_chunks()


class _Known:
    """Places met on the way, each with the larger ones that it lies in."""

    def __init__(self, gazetteer: Gazetteer | None) -> None:
        self.gazetteer = gazetteer
        self.places: dict[str, Place] = {}
        self.paths: dict[str, str] = {"": ""}

    def add(self, place: Place) -> None:
        self.places.setdefault(place.id, place)

    def path(self, place_id: str) -> str:
        if place_id not in self.paths:
            ids = [place_id]
            if self.gazetteer is not None:
                try:
                    row = self.gazetteer.row(place_id)
                except KeyError:
                    row = None
                if row is not None:
                    self.add(self.gazetteer.place(place_id))
                    for ancestor in self.gazetteer.ancestors(row):
                        larger = self.gazetteer.place(ancestor)
                        self.add(larger)
                        ids.append(larger.id)
            self.paths[place_id] = PATH_SEPARATOR.join(ids)
        return self.paths[place_id]

    def rows(self) -> list[dict[str, Any]]:
        return [
            _values(place) | {"names": orjson.dumps(place.names).decode()}
            for _, place in sorted(self.places.items())
        ]


def _values(record: object) -> dict[str, Any]:
    return {item.name: getattr(record, item.name) for item in fields(record)}  # type: ignore[arg-type]


def _event_row(event: Event, report: Report, known: _Known) -> dict[str, Any]:
    sentence = report.text[event.sentence_start : event.sentence_end]
    row = _values(event)
    row["subsets"] = [_values(item) for item in event.subsets]
    row["evidence"] = [item._asdict() for item in event.evidence]
    row["sentence"] = sentence
    row["search"] = fold_text(f"{sentence} {event.place_name}")
    row["place_path"] = known.path(event.place_id)
    row["source"] = report.source
    return row


def _mention_row(mention: Mention, known: _Known) -> dict[str, Any]:
    resolution = mention.resolution
    if resolution.place is not None:
        known.add(resolution.place)
    row = mention._asdict()
    del row["resolution"]
    return row | {
        "place_id": resolution.place.id if resolution.place else "",
        "candidates": [item._asdict() for item in resolution.candidates],
        "confidence": resolution.confidence,
        "reason": resolution.reason,
        "status": resolution.status,
    }


def _report_row(report: Report) -> dict[str, Any]:
    metadata = orjson.dumps(dict(report.metadata), option=orjson.OPT_SORT_KEYS).decode()
    return _values(report) | {"metadata": metadata}


def _schema(record: type, **more: pa.DataType) -> pa.Schema:
    columns = {item.name: _ARROW_TYPES.get(str(item.type), pa.string()) for item in fields(record)}
    return pa.schema(list((columns | more).items()))


def _table(rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    return encode(pa.Table.from_pylist(list(rows), schema=schema))


EVENT_SCHEMA = _schema(
    Event,
    sentence=pa.string(),
    search=pa.string(),
    place_path=pa.string(),
    source=pa.string(),
)
REPORT_SCHEMA = _schema(Report)
PLACE_SCHEMA = _schema(Place)
LOSS_SCHEMA = _schema(Rejected)
MENTION_SCHEMA = pa.schema(
    [
        ("report_id", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("surface", pa.string()),
        ("sentence", pa.int32()),
        ("function", pa.string()),
        ("role", pa.string()),
        ("demonym", pa.bool_()),
        ("recognition", pa.string()),
        ("place_id", pa.string()),
        ("candidates", pa.list_(_CANDIDATE)),
        ("confidence", pa.float64()),
        ("reason", pa.string()),
        ("status", pa.string()),
    ]
)
_EVENT_NAMES = tuple(item.name for item in fields(Event))
_REPORT_NAMES = tuple(item.name for item in fields(Report))
_MENTION_NAMES = tuple(name for name in Mention._fields if name != "resolution")
