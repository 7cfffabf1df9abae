"""Write CSV in which no cell can be taken for a formula."""

from __future__ import annotations

import io
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from geo.atomic import Writer
from geo.export.flat import Flat, interval_time, pieces_of


def write(flat: Flat, writer: Writer) -> None:
    """Write a row an event, its point in ``lat`` and ``lon``, the file's own words at the end."""
    drawn = pa.array(flat.drawn)
    columns: dict[str, object] = {
        name: _safe(flat.table[name]) for name in flat.table.column_names if name != "sentence"
    }
    for name in ("start", "end"):
        times = pieces_of(flat.table[name], partial(_time, end=name == "end"))
        columns[name] = pa.array(
            [times] * len(flat) if isinstance(times, str) else times, pa.string()
        )
    columns["lat"] = pc.if_else(drawn, pa.array(flat.lat), pa.scalar(None, pa.float64()))
    columns["lon"] = pc.if_else(drawn, pa.array(flat.lon), pa.scalar(None, pa.float64()))
    columns["sentence"] = _safe(flat.table["sentence"])
    for name, text in flat.about.items():
        columns[f"export_{name}"] = pa.array([safe_cell(text)] * len(flat), pa.string())
    table = pa.table(list(columns.values()), names=[safe_cell(name) for name in columns])
    sink = io.BytesIO()
    csv.write_csv(table, sink)
    writer.write(sink.getvalue())


def safe_cell(text: str) -> str:
    """Return ``text`` with an apostrophe in front if a spreadsheet would calculate it."""
    return f"'{text}" if text[:1] in set("=+-@\t\r\n\0＝＋－＠") and text else text


def _safe(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if not pa.types.is_string(column.type) and not pa.types.is_dictionary(column.type):
        return column
    encoded = column.combine_chunks()
    if not pa.types.is_dictionary(encoded.type):
        encoded = pc.dictionary_encode(encoded)
    texts = pa.array([safe_cell(text) for text in encoded.dictionary.to_pylist()], pa.string())
    return texts.take(encoded.indices)


def _time(day: object, *, end: bool) -> str:
    return interval_time(day, end=end) or ""
