"""Export: write exactly what a view keeps, in one of six formats, whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from geo._version import __version__
from geo.atomic import DISK, Disk, Writer, new_file, new_path, refuse_target
from geo.errors import ExportError
from geo.export.flat import Flat, flatten
from geo.export.formats import csv, geojson, geopackage, geoparquet, html, kml
from geo.store.frames import make_table, read_frame
from geo.view import View

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geo.store import Store

_STREAMED: Mapping[str, Callable[[Flat, Writer], None]] = {
    "csv": csv.write,
    "geojson": geojson.write,
    "geoparquet": geoparquet.write,
    "html": html.write,
    "kml": kml.write,
}
FORMATS = ("geojson", "csv", "geoparquet", "gpkg", "kml", "html")
"""What can be written."""

ENDINGS = {
    "geojson": ".geojson",
    "csv": ".csv",
    "geoparquet": ".parquet",
    "gpkg": ".gpkg",
    "kml": ".kml",
    "html": ".html",
}
"""The usual ending of each format."""

MEDIA_TYPES = {
    "geojson": "application/geo+json",
    "csv": "text/csv",
    "geoparquet": "application/vnd.apache.parquet",
    "gpkg": "application/geopackage+sqlite3",
    "kml": "application/vnd.google-earth.kml+xml",
    "html": "text/html",
}
"""What a download says it is."""


def export(
    store: Store,
    view: View,
    file_format: str,
    target: str | PathLike[str],
    *,
    listed: bool = False,
    disk: Disk = DISK,
) -> int:
    """Write the events that a view keeps to a file and return how many.

    Parameters
    ----------
    store, view
        What is exported, and which part of it.
    file_format
        One of ``FORMATS``.
    target
        The file; an older one is replaced when the new one is complete.
    listed
        Whether the events beside the map are written too, without a point.
    disk
        Where the calls that can fail go through.

    Raises
    ------
    ExportError
        If the file can't be written; the older one is then as it was.
    """
    flat = _flat(store, view, listed=listed)
    _write(flat, file_format, Path(target), disk)
    return len(flat)


def export_bytes(store: Store, view: View, file_format: str, *, listed: bool = False) -> bytes:
    """Return what ``export`` writes, for a download; a visitor's own reports reach no disk."""
    _refuse_unknown(file_format)
    flat, held = _flat(store, view, listed=listed), io.BytesIO()
    if file_format == "gpkg":
        geopackage.write(flat, held)
    else:
        _STREAMED[file_format](flat, Writer(held, DISK))
    return held.getvalue()


def write_geojson(
    events: GeoDataFrame,
    target: str | PathLike[str],
    *,
    view: View | None = None,
    listed: bool = False,
) -> int:
    """Write events, as ``code_events`` and ``View.select`` give them, and return how many.

    What is not on the map is left out unless ``listed`` is True; it then has null geometry.
    """
    about = describe(
        view or View(),
        data=str(events.attrs.get("data", "")),
        attribution=str(events.attrs.get("attribution", "")),
    )
    flat = flatten(read_frame(events), about, listed=listed)
    _write(flat, "geojson", Path(target), DISK)
    return len(flat)


def describe(
    view: View, *, data: str, attribution: str, place_name: Callable[[str], str] = str
) -> dict[str, str]:
    """Return what an export says of itself."""
    about = {
        "view": view.describe(place_name),
        "query": orjson.dumps(view.to_query()).decode() if view.filters() else "",
        "data": data,
        "attribution": attribution,
        "software": f"Dateline {__version__}",
        "note": "Reported events; a point says what a report says, not what is so.",
    }
    return {name: text for name, text in about.items() if text}


def _flat(store: Store, view: View, *, listed: bool) -> Flat:
    rows = store.rows(view, on_map=None if listed else True)
    about = describe(
        view,
        data=store.fingerprint,
        attribution=store.attribution,
        place_name=store.place_name,
    )
    return flatten(make_table(store.events, store.reports, rows), about, listed=listed)


def _write(flat: Flat, file_format: str, target: Path, disk: Disk) -> None:
    _refuse_unknown(file_format)
    refuse_target(target)
    try:
        if file_format == "gpkg":
            with new_path(target, disk, ending=ENDINGS[file_format]) as part:
                geopackage.write(flat, part)
        else:
            with new_file(target, disk) as writer:
                _STREAMED[file_format](flat, writer)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{target}: {reason}; the older file is as it was") from error


def _refuse_unknown(file_format: str) -> None:
    if file_format not in FORMATS:
        raise ExportError(f"no format {file_format!r}; choose one of {', '.join(FORMATS)}")
