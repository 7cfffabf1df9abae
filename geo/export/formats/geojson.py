"""Write RFC 7946 GeoJSON, a chunk at a time."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from geo.atomic import Writer
from geo.export.flat import Flat, interval_time, joined_rows, pieces_of

CHUNK = 20_000


def write(flat: Flat, writer: Writer) -> None:
    """Write a FeatureCollection; what the file says of itself is its member ``dateline``."""
    writer.write(b'{"type":"FeatureCollection","dateline":')
    writer.write(orjson.dumps(dict(flat.about)))
    writer.write(b',"features":[\n')
    for number, chunk in enumerate(_chunks(flat)):
        writer.write((",\n" if number else "").encode() + chunk.encode())
    writer.write(b"\n]}\n")


def _chunks(flat: Flat) -> Iterator[str]:
    """Yield features as JSON, joined by commas, some thousands at a time."""
    for begin in range(0, len(flat), CHUNK):
        table = flat.table.slice(begin, CHUNK)
        columns = []
        for name in table.column_names:
            key = _json(name)

            def member(value: object, name: str = name, key: str = key) -> str:
                if name in {"start", "end"}:
                    value = interval_time(value, end=name == "end")
                return f"{key}:{_json(value)}"

            columns.append(pieces_of(table[name], member))
        part = slice(begin, begin + CHUNK)
        points = zip(
            flat.drawn[part].tolist(), flat.lon[part].tolist(), flat.lat[part].tolist(), strict=True
        )
        ids = table["id"].to_pylist()
        rows = joined_rows(columns, len(table), ",")
        yield ",\n".join(
            [
                f'{{"type":"Feature","id":{_json(event_id)},"geometry":{_point(*point)},'
                f'"properties":{{{row}}}}}'
                for event_id, point, row in zip(ids, points, rows, strict=True)
            ]
        )


def _point(drawn: bool, lon: float, lat: float) -> str:
    return f'{{"type":"Point","coordinates":[{lon!r},{lat!r}]}}' if drawn else "null"


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
