"""Write GeoPackage, by GDAL's driver of that name and no other."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import orjson
import pyogrio

from geo.export.flat import Flat
from geo.export.formats.geoparquet import with_times
from geo.store.geoparquet import points_as_wkb

LAYER = "events"
_STAMP = "2000-01-01T00:00:00Z"


def write(flat: Flat, target: Path | BytesIO) -> None:
    """Write one layer, ``events``; what the file says of itself is in its metadata."""
    table = with_times(flat.table)
    fields = [name for name in table.column_names if name != "id"]
    table = table.select(fields).add_column(0, "event_id", table["id"])
    table = table.rename_columns(_told_apart(table.column_names))
    table = table.append_column("geom", points_as_wkb(flat.lat, flat.lon, flat.drawn))
    # GDAL writes the time of day into the file unless it is told another.
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _STAMP})
    try:
        pyogrio.write_arrow(
            table,
            target,
            layer=LAYER,
            driver="GPKG",
            geometry_name="geom",
            geometry_type="Point",
            crs="EPSG:4326",
            layer_metadata={"dateline": orjson.dumps(dict(flat.about)).decode()},
        )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})


def _told_apart(names: list[str]) -> list[str]:
    """Return names of columns that differ by more than their case, as SQLite wants them."""
    taken: set[str] = set()
    told = []
    for name in names:
        number, unique = 2, name
        while unique.casefold() in taken:
            number, unique = number + 1, f"{name}_{number}"
        taken.add(unique.casefold())
        told.append(unique)
    return told
