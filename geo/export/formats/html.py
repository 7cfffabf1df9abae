"""Write one HTML file that holds everything: no request leaves it, and text in it stays text."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import orjson

from geo.atomic import Writer
from geo.errors import ExportError
from geo.export.flat import Flat, values_of

STATIC = Path(__file__).parents[3] / "static"
"""Leaflet and the outlines, as the page serves them too."""

EVENTS_MAX = 200_000
"""More events make a file that no browser opens quickly."""

_SHOWN = (
    "event_type",
    "modality",
    "event_date",
    "event_end",
    "published",
    "place_name",
    "off_map_reason",
    "confidence",
    "sentence",
    "title",
    "source",
    "url",
)


def write(flat: Flat, writer: Writer) -> None:
    """Write the page: a template, the scripts with their hashes, the events as data."""
    if len(flat) > EVENTS_MAX:
        raise ExportError(
            f"{len(flat):,} events are too many for one page ({EVENTS_MAX:,}); narrow the view"
        )
    here = Path(__file__).parent
    try:
        leaflet_js = (STATIC / "leaflet.js").read_text(encoding="utf-8")
        leaflet_css = (STATIC / "leaflet.css").read_text(encoding="utf-8")
        world = (STATIC / "world.bin").read_bytes()
    except OSError as error:
        raise ExportError(f"{error.filename}: {error.strerror}; install Dateline again") from error
    map_js = (here / "map.js").read_text(encoding="utf-8")
    page = (here / "map.html").read_text(encoding="utf-8")
    parts = {
        "script_hashes": f"{_hash(leaflet_js)} {_hash(map_js)}",
        "leaflet_css": leaflet_css,
        "data": _data(flat),
        "world": base64.b64encode(world).decode(),
        "leaflet_js": leaflet_js,
        "map_js": map_js,
    }
    # Each mark is looked for behind the last one, so that no text in a part is taken for a mark.
    for name, part in parts.items():
        head, mark, page = page.partition("{{" + name + "}}")
        if not mark:
            raise ExportError(f"the page's template lacks {name}; install Dateline again")
        writer.write(head.encode() + part.encode())
    writer.write(page.encode())


def _data(flat: Flat) -> str:
    """Return the events as JSON that can't end the element it stands in."""
    columns = {
        name: values_of(flat.table[name]) for name in _SHOWN if name in flat.table.schema.names
    }
    columns["first"] = values_of(flat.table["start"])
    columns["last"] = values_of(flat.table["end"])
    columns["at"] = [
        [lat, lon] if drawn else None
        for drawn, lat, lon in zip(
            flat.drawn.tolist(), flat.lat.tolist(), flat.lon.tolist(), strict=True
        )
    ]
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    about = {**flat.about, "outlines": "Made with Natural Earth"}
    text = orjson.dumps({"about": about, "events": rows}).decode()
    return (
        text.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def _hash(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"
