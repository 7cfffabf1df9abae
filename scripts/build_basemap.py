"""Build the outlines that the map is drawn on, from the npm package ``world-atlas``.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/build_basemap.py package static

writes ``static/world.bin`` (1:50 million, the world) and ``static/levant.bin`` (1:10 million, the
eastern Mediterranean, for zooming in). ``docs/basemap.md`` describes the format.
"""

from __future__ import annotations

import argparse
import json
import struct
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LEVANT = (31.0, 27.5, 40.0, 36.0)
"""West, south, east, north of the detailed part."""

COAST, BORDER, FILL_ONLY = 0, 1, 2

Line = list[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """Lines in degrees, each with its kind, and rings as numbers of lines (``~n``: backwards)."""

    lines: list[tuple[int, Line]]
    rings: list[list[int]]
    step_x: float
    step_y: float


def decode(topology: dict[str, Any]) -> Outlines:
    """Read a quantised TopoJSON of countries (TopoJSON specification, section 2.1.3)."""
    (step_x, step_y), (x_shift, y_shift) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    users: dict[int, set[int]] = defaultdict(set)
    rings = []
    for country, ring in _country_rings(topology):
        rings.append(ring)
        for arc in ring:
            users[arc if arc >= 0 else ~arc].add(country)
    lines: list[tuple[int, Line]] = []
    for index, steps in enumerate(topology["arcs"]):
        x = y = 0
        line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append((x * step_x + x_shift, y * step_y + y_shift))
        kind = BORDER if len(users[index]) > 1 else COAST
        lines.append((FILL_ONLY if _on_the_edge(line) else kind, line))
    return Outlines(lines=lines, rings=rings, step_x=step_x, step_y=step_y)


def _country_rings(topology: dict[str, Any]) -> Iterator[tuple[int, list[int]]]:
    for number, geometry in enumerate(topology["objects"]["countries"]["geometries"]):
        polygons = geometry.get("arcs", [])
        for polygon in [polygons] if geometry["type"] == "Polygon" else polygons:
            for ring in polygon:
                yield number, ring


def _on_the_edge(line: Line) -> bool:
    """Whether a line only follows the antimeridian or the pole, where the source cuts polygons."""
    return all(abs(lon) > 179.99 for lon, _ in line) or all(lat < -89.9 for _, lat in line)


def ring_points(outlines: Outlines, ring: list[int]) -> Line:
    """One ring's points, its lines joined."""
    points: Line = []
    for index in ring:
        line = outlines.lines[index][1] if index >= 0 else outlines.lines[~index][1][::-1]
        points.extend(line if not points else line[1:])
    return points


def clip_outlines(outlines: Outlines, box: tuple[float, float, float, float]) -> Outlines:
    """Outlines within a box; the box's own edge is filled up to, never drawn."""
    lines = [(kind, run) for kind, line in outlines.lines for run in _runs(line, box)]
    rings = []
    for ring in outlines.rings:
        points = _clip_ring(ring_points(outlines, ring), box)
        if len(points) > 2:
            rings.append([len(lines)])
            lines.append((FILL_ONLY, points))
    return Outlines(lines=lines, rings=rings, step_x=outlines.step_x, step_y=outlines.step_y)


def _clip_ring(points: Line, box: tuple[float, float, float, float]) -> Line:
    """Clip a ring to a box, edge by edge (Sutherland and Hodgman)."""
    west, south, east, north = box
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        clipped: Line = []
        for before, point in zip([points[-1], *points[:-1]], points, strict=True):
            inside, was_inside = (sign * (end[axis] - limit) >= 0 for end in (point, before))
            if inside != was_inside:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
                clipped.append((limit, other) if axis == 0 else (other, limit))
            if inside:
                clipped.append(point)
        points = clipped
        if not points:
            break
    return points


def _runs(points: Line, box: tuple[float, float, float, float]) -> Iterator[Line]:
    """Parts of a line inside a box, each with one point beyond the edge."""
    west, south, east, north = box
    inside = [west <= lon <= east and south <= lat <= north for lon, lat in points]
    run: Line = []
    for index, point in enumerate(points):
        if any(inside[max(index - 1, 0) : index + 2]):
            run.append(point)
            continue
        if len(run) > 1:
            yield run
        run = []
    if len(run) > 1:
        yield run


def encode(outlines: Outlines) -> bytes:
    """Write steps a degree, the lines and the rings as zigzag variable-length integers."""
    out = bytearray(struct.pack("<dd", outlines.step_x, outlines.step_y))
    out += _varint(len(outlines.lines))
    for kind, line in outlines.lines:
        out += _varint(kind) + _varint(len(line))
        x = y = 0
        for lon, lat in line:
            column, row = round(lon / outlines.step_x), round(lat / outlines.step_y)
            out += _varint(column - x) + _varint(row - y)
            x, y = column, row
    out += _varint(len(outlines.rings))
    for ring in outlines.rings:
        out += _varint(len(ring))
        for index in ring:
            out += _varint(index)
    return bytes(out)


def _varint(number: int) -> bytes:
    number = number * 2 if number >= 0 else -number * 2 - 1  # zigzag: small negatives stay short
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def main() -> None:
    """Read the package's two scales and write the two files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", type=Path, help="the unpacked package")
    parser.add_argument("target", type=Path, help="the folder to write to")
    options = parser.parse_args()
    package, target = options.package, options.target
    world = decode(json.loads((package / "countries-50m.json").read_text("utf-8")))
    detail = decode(json.loads((package / "countries-10m.json").read_text("utf-8")))
    (target / "world.bin").write_bytes(encode(world))
    (target / "levant.bin").write_bytes(encode(clip_outlines(detail, LEVANT)))


if __name__ == "__main__":
    main()
