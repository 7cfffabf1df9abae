"""Give a table of events the geometry and the metadata that make it GeoParquet 1.1."""

from __future__ import annotations

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("lon", "<f8"), ("lat", "<f8")])


def as_geoparquet(events: pa.Table) -> pa.Table:
    """Return ``events`` with a geometry for what is on the map and none for the rest."""
    lat = np.asarray(pc.fill_null(events["lat"], np.nan).to_numpy(), float)
    lon = np.asarray(pc.fill_null(events["lon"], np.nan).to_numpy(), float)
    drawn = np.asarray(pc.fill_null(events["on_map"], False).to_numpy(), bool) & np.isfinite(lat)
    return add_geometry(events, lat, lon, drawn)


def add_geometry(
    table: pa.Table,
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    drawn: NDArray[np.bool_],
) -> pa.Table:
    """Return ``table`` with points where ``drawn`` is True; longitude and latitude, WGS 84."""
    column: dict[str, object] = {"encoding": "WKB", "geometry_types": ["Point"]}
    if drawn.any():
        west, east = float(lon[drawn].min()), float(lon[drawn].max())
        south, north = float(lat[drawn].min()), float(lat[drawn].max())
        column["bbox"] = [west, south, east, north]
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    table = table.append_column("geometry", points_as_wkb(lat, lon, drawn))
    return table.replace_schema_metadata({b"geo": orjson.dumps(geo)})


def points_as_wkb(
    lat: NDArray[np.float64], lon: NDArray[np.float64], drawn: NDArray[np.bool_]
) -> pa.Array:
    """Return points in well-known binary, null where ``drawn`` is False."""
    points = np.zeros(len(lat), _POINT)
    points["order"], points["kind"] = 1, 1
    points["lon"], points["lat"] = lon, lat
    fixed = pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(_POINT.itemsize),
        len(points),
        [pa.array(drawn).buffers()[1], pa.py_buffer(points.tobytes())],
    )
    return fixed.cast(pa.binary())
