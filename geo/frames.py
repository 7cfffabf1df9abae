"""Turn rows of events into a table with points that notebooks and exports can use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from geo.columns import Codes

_INTEGERS = {
    pa.int8(): pd.Int8Dtype(),
    pa.int32(): pd.Int32Dtype(),
}


def make_frame(events: pa.Table, reports: pa.Table, rows: Codes | None = None) -> gpd.GeoDataFrame:
    """Return events with their report's title, source, link and date, and their point.

    What is not on the map has no geometry, so that no program pins what Dateline doesn't.
    """
    if rows is not None:
        events = events.take(pa.array(rows))
    at = pc.index_in(_plain(events["report_id"]), value_set=_plain(reports["id"]).combine_chunks())
    for name in ("title", "url", "published"):
        events = events.append_column(f"report_{name}", _plain(reports[name]).take(at))
    frame = events.to_pandas(
        types_mapper=_INTEGERS.get, date_as_object=False, strings_to_categorical=False
    )
    on_map = frame["on_map"].to_numpy(bool)
    points = gpd.points_from_xy(
        np.where(on_map, frame["lon"].to_numpy(float), np.nan),
        np.where(on_map, frame["lat"].to_numpy(float), np.nan),
    )
    points[~on_map] = None
    return gpd.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        return column.cast(column.type.value_type)
    return column
