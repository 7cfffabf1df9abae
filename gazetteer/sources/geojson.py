"""Read the features of a GeoJSON file one by one, and find a point in a geometry."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from gazetteer.errors import GazetteerError, Problem
from gazetteer.sources.lines import members, open_text

LARGEST_FEATURE = 256_000_000
"""Characters; a larger feature is not read."""

_CHUNK = 1 << 20
_KM_PER_DEGREE = 111.195
_DECODER = json.JSONDecoder()
_ENDINGS = (".geojson", ".json", ".geojsonl")

Feature = Mapping[str, Any]


def read_features(path: Path) -> Iterator[tuple[tuple[str, int], Feature] | Problem]:
    """Yield file and line with every feature of a collection, or of a file of one feature a line.

    Only JSON is read, whatever the file's name says; memory is that of the largest feature.
    """
    names = members(path, *_ENDINGS) if path.suffix.lower() == ".zip" else [""]
    for member in names:
        # OCHA packs border lines and centres beside the outlines of the divisions.
        if len(names) == 1 or not re.search(r"line|point", member, re.IGNORECASE):
            with open_text(path, *_ENDINGS, member=member) as (file, name):
                yield from _features(file, name)


def first_properties(path: Path) -> Mapping[str, Any]:
    """Return the properties of the first feature: they tell which source wrote the file."""
    damage: Problem | None = None
    for found in read_features(path):
        if not isinstance(found, Problem):
            properties = found[1].get("properties")
            return properties if isinstance(properties, Mapping) else {}
        damage = damage or found
    if damage:
        raise GazetteerError(str(damage))
    return {}


def point_of(geometry: object) -> tuple[float, float, float] | None:
    """Return latitude, longitude and radius in km of a geometry, None where it has none.

    The point of an area lies within it: its centre, or where the centre is outside, another. The
    radius is that of a circle of the same area, 0 for a point.
    """
    if not isinstance(geometry, Mapping):
        return None
    coordinates = geometry.get("coordinates")
    if geometry.get("type") == "Point":
        if not isinstance(coordinates, list) or len(coordinates) < 2:
            return None
        try:
            return float(coordinates[1]), float(coordinates[0]), 0.0
        except (TypeError, ValueError):
            return None
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    try:
        outline = shape(dict(geometry))
        if outline.is_empty:
            return None
        point = outline.centroid
        if outline.area and not outline.contains(point):
            point = outline.representative_point()
        elif not outline.area:
            point = outline.interpolate(0.5, normalized=True) if outline.length else point
        shrink = max(0.01, math.cos(math.radians(point.y)))
        west, south, east, north = outline.bounds
        area_km2 = outline.area * shrink * _KM_PER_DEGREE**2
        half_km = math.hypot((east - west) * shrink, north - south) * _KM_PER_DEGREE / 2
    except (ShapelyError, TypeError, ValueError, AttributeError, KeyError, IndexError):
        return None
    return point.y, point.x, math.sqrt(area_km2 / math.pi) if area_km2 else half_km


def _features(file: BinaryIO, name: str) -> Iterator[tuple[tuple[str, int], Feature] | Problem]:
    buffer = _Buffer(file, name)
    start = buffer.find('"features"')
    if start == -1:
        position = buffer.skip(0, " \t\r\n\ufeff\x1e")
    else:
        position = buffer.skip(start + len('"features"'), " \t\r\n:[")
    while True:
        position = buffer.skip(position, " \t\r\n,\x1e")
        if position >= len(buffer.text) or buffer.text[position] != "{":
            return
        line = buffer.line_of(position)
        try:
            feature, position = buffer.decode(position)
        except ValueError as error:
            reason = f"feature is not JSON ({str(error)[:80]})"
            yield Problem(name, line, reason, "what follows is not read; export the file again")
            return
        if isinstance(feature, dict):
            yield (name, line), feature
        buffer.forget(position)
        position = 0


class _Buffer:
    """The text of a file from somewhere on, with the count of the lines before."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.text = ""
        self._file = file
        self._name = name
        self._line = 1
        self._bytes = b""

    def fill(self, size: int = _CHUNK) -> bool:
        chunk = self._file.read(size)
        if not chunk:
            return False
        content = self._bytes + chunk
        end = len(content)
        while end > 0 and end > len(content) - 4 and content[end - 1] & 0xC0 == 0x80:
            end -= 1
        if end and content[end - 1] >= 0xC0:
            end -= 1  # a character that the next chunk ends
        else:
            end = len(content)
        try:
            self.text += content[:end].decode()
        except UnicodeDecodeError as error:
            reason = f"{self._name}: not UTF-8 near byte {error.start}; save it as UTF-8"
            raise GazetteerError(reason) from error
        self._bytes = content[end:]
        return True

    def find(self, word: str) -> int:
        """Return where ``word`` stands in the head of the file, -1 where it doesn't."""
        self.fill()
        return self.text.find(word)

    def skip(self, position: int, characters: str) -> int:
        """Return the first position from there on that holds none of these characters."""
        while True:
            while position < len(self.text) and self.text[position] in characters:
                position += 1
            if position < len(self.text) or not self.fill():
                return position

    def decode(self, position: int) -> tuple[Any, int]:
        """Return the value that begins there, and where it ends."""
        size = _CHUNK
        while True:
            try:
                return _DECODER.raw_decode(self.text, position)
            except (ValueError, RecursionError) as error:
                if len(self.text) > LARGEST_FEATURE or not self.fill(size):
                    raise ValueError(str(error)) from error
                size *= 2  # so that a large feature is parsed a few times only

    def forget(self, position: int) -> None:
        """Drop what was read."""
        self._line += self.text.count("\n", 0, position)
        self.text = self.text[position:]

    def line_of(self, position: int) -> int:
        """Return the number of the line that holds a position."""
        return self._line + self.text.count("\n", 0, position)
