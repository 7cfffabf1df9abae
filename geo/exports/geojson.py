"""Write RFC 7946 GeoJSON, a chunk at a time."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from geo.atomic import Writer
from geo.flat import Flat, interval_text, values_of

CHUNK = 10_000


def write(flat: Flat, writer: Writer) -> None:
    """Write a FeatureCollection; what the file says of itself is its member ``dateline``."""
    writer.write(b'{"type":"FeatureCollection","dateline":')
    writer.write(orjson.dumps(dict(flat.about)))
    writer.write(b',"features":[\n')
    for number, chunk in enumerate(features(flat)):
        writer.write((b",\n" if number else b"") + chunk)
    writer.write(b"\n]}\n")


def features(flat: Flat) -> Iterator[bytes]:
    """Yield features as JSON, joined by commas, some thousands at a time."""
    names = flat.table.column_names
    for begin in range(0, len(flat), CHUNK):
        table = flat.table.slice(begin, CHUNK)
        columns = [
            interval_text(table[name], end=name == "end")
            if name in {"start", "end"}
            else values_of(table[name])
            for name in names
        ]
        part = slice(begin, begin + CHUNK)
        points = zip(
            flat.drawn[part].tolist(), flat.lon[part].tolist(), flat.lat[part].tolist(), strict=True
        )
        rows = zip(*columns, strict=True)
        yield b",\n".join(
            [
                orjson.dumps(
                    {
                        "type": "Feature",
                        "id": row[0],
                        "geometry": {"type": "Point", "coordinates": [lon, lat]} if drawn else None,
                        "properties": dict(zip(names, row, strict=True)),
                    }
                )
                for (drawn, lon, lat), row in zip(points, rows, strict=True)
            ]
        )
