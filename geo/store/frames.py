"""Join events with what their reports say, as a table or as one with points for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.store.tables import plain

if TYPE_CHECKING:
    from geo.store.columns import Codes

_INTEGERS = {
    pa.int8(): pd.Int8Dtype(),
    pa.int32(): pd.Int32Dtype(),
}


def make_table(events: pa.Table, reports: pa.Table, rows: Codes | None = None) -> pa.Table:
    """Return events with their report's title, link, date and the user's own columns."""
    if rows is not None:
        events = events.take(pa.array(rows))
    if not len(reports):
        return events
    encoded = pc.dictionary_encode(events["report_id"].combine_chunks())
    if pa.types.is_dictionary(events["report_id"].type):
        encoded = events["report_id"].combine_chunks()
    number = pc.index_in(encoded.dictionary, value_set=plain(reports["id"]).combine_chunks())
    at = number.take(encoded.indices)
    for name in ("title", "url", "published"):
        events = events.append_column(f"report_{name}", _spread(reports[name], at))
    metadata = [orjson.loads(text) for text in plain(reports["metadata"]).to_pylist()]
    for name in sorted({name for row in metadata for name in row} - set(events.column_names)):
        column = pa.chunked_array([pa.array([row.get(name, "") for row in metadata], pa.string())])
        events = events.append_column(name, _spread(column, at))
    return events


def make_frame(events: pa.Table, reports: pa.Table, rows: Codes | None = None) -> gpd.GeoDataFrame:
    """Return ``make_table`` with a point for what is on the map.

    What isn't has no geometry, so that no other program pins what Dateline doesn't.
    """
    table = make_table(events, reports, rows)
    spelled = pa.table({name: plain(table[name]) for name in table.column_names})
    frame = spelled.to_pandas(types_mapper=_INTEGERS.get, date_as_object=False)
    on_map = frame["on_map"].to_numpy(bool)
    points = gpd.points_from_xy(
        np.where(on_map, frame["lon"].to_numpy(float), np.nan),
        np.where(on_map, frame["lat"].to_numpy(float), np.nan),
    )
    points[~on_map] = None
    return gpd.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")


def read_frame(frame: gpd.GeoDataFrame) -> pa.Table:
    """Return the table that ``make_frame`` made a frame of."""
    return pa.Table.from_pandas(
        pd.DataFrame(frame.drop(columns=frame.geometry.name)), preserve_index=False
    )


def _spread(column: pa.ChunkedArray, at: pa.Array) -> pa.ChunkedArray:
    """Return a report's value for each of its events, texts stored once."""
    if pa.types.is_string(column.type):
        column = pc.dictionary_encode(column)
    return pa.chunked_array([column.combine_chunks().take(at)])
