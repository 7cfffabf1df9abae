"""Write CSV in which no cell can be taken for a formula."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from geo.atomic import Writer
from geo.flat import Flat, interval_text
from geo.tables import plain

_FORMULA = r"^[=+\-@\t\r\n\x00＝＋－＠]"


def write(flat: Flat, writer: Writer) -> None:
    """Write a row an event, its point in ``lat`` and ``lon``, the file's own words at the end."""
    drawn = pa.array(flat.drawn)
    columns: dict[str, object] = {
        name: _safe(flat.table[name]) for name in flat.table.column_names if name != "sentence"
    }
    for name in ("start", "end"):
        columns[name] = pa.array(interval_text(flat.table[name], end=name == "end"), pa.string())
    columns["lat"] = pc.if_else(drawn, pa.array(flat.lat), pa.scalar(None, pa.float64()))
    columns["lon"] = pc.if_else(drawn, pa.array(flat.lon), pa.scalar(None, pa.float64()))
    columns["sentence"] = _safe(flat.table["sentence"])
    for name, text in flat.about.items():
        columns[f"export_{name}"] = pa.array([safe_cell(text)] * len(flat), pa.string())
    table = pa.table({safe_cell(name): column for name, column in columns.items()})
    sink = io.BytesIO()
    csv.write_csv(table, sink)
    writer.write(sink.getvalue())


def safe_cell(text: str) -> str:
    """Return ``text`` with an apostrophe in front if a spreadsheet would calculate it."""
    return f"'{text}" if text[:1] in set("=+-@\t\r\n\0＝＋－＠") and text else text


def _safe(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if not pa.types.is_string(plain(column).type):
        return column
    return pc.replace_substring_regex(plain(column), pattern=_FORMULA, replacement=r"'\0")
