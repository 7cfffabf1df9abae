"""Write GeoParquet 1.1."""

from __future__ import annotations

import io

import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.atomic import Writer
from geo.export.flat import Flat
from geo.store.geoparquet import add_geometry
from geo.store.tables import plain


def write(flat: Flat, writer: Writer) -> None:
    """Write the table; what the file says of itself is in its metadata, under ``dateline``."""
    table = with_times(flat.table)
    table = add_geometry(table, flat.lat, flat.lon, flat.drawn)
    metadata = {**table.schema.metadata, b"dateline": orjson.dumps(dict(flat.about))}
    sink = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(metadata), sink, compression="zstd")
    writer.write(sink.getvalue())


def with_times(table: pa.Table) -> pa.Table:
    """Return the table with the shown interval as times in UTC, texts spelled out."""
    columns = {}
    for name in table.column_names:
        column = plain(table[name])
        if name in {"start", "end"}:
            second = 0 if name == "start" else 86_399
            moment = pc.add(column.cast(pa.timestamp("s")), pa.scalar(second, pa.duration("s")))
            column = moment.cast(pa.timestamp("ms", tz="UTC"))
        columns[name] = column
    return pa.table(columns)
