"""Read OCHA's administrative boundaries (COD-AB): GeoJSON and GeoPackage, old and new columns."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gazetteer.errors import GazetteerError, Problem
from gazetteer.record import Record, fault_of_name, fault_of_point
from gazetteer.sources import as_text, radius_km
from gazetteer.sources.geojson import point_of, read_features

LICENCE = "CC BY 3.0 IGO (OCHA)"

_PCODE = re.compile(r"adm(?:in)?([0-5])_?p_?cod(?:e)?", re.ASCII)
# ADM1_EN and admin1Name_en in old files, adm1_name, adm1_name1 and adm1_ref_name in new ones.
_NAME = re.compile(
    r"adm(?:in)?([0-5])_?(?:(name)([1-3]?)|(?:name_?)?([a-z]{2})|(ref)(?:_?name)?|(alt)(?:name)?[12]?_?([a-z]{2}))",
    re.ASCII,
)
_CLASSES = ("country", "admin1", "admin2", "admin2", "admin2", "admin2")
_LONGEST_GEOMETRY = 256_000_000


def is_ocha(properties: Mapping[str, Any]) -> bool:
    """Whether a feature with these properties is an OCHA boundary."""
    return any(_PCODE.fullmatch(key.lower()) for key in properties)


def read(path: Path, countries: frozenset[str]) -> Iterator[Record | Problem]:
    """Yield the divisions of a boundary file."""
    rows = _from_geopackage(path) if path.suffix.lower() == ".gpkg" else _from_geojson(path)
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        record = _record(*row)
        if isinstance(record, Problem) or not countries or record.country in countries:
            yield record


def _record(
    where: tuple[str, int], properties: Mapping[str, Any], geometry: object
) -> Record | Problem:
    lower = {key.lower(): value for key, value in properties.items()}
    codes = {
        int(match[1]): as_text(value)
        for key, value in lower.items()
        if (match := _PCODE.fullmatch(key)) and as_text(value)
    }
    if not codes:
        return Problem(*where, "feature has no P-code", "give a COD-AB boundary file")
    level = max(codes)
    names = list(_names(level, lower))
    if not names:
        return Problem(*where, f"{codes[level]} has no name", "give a COD-AB boundary file")
    point = _centre(lower) or point_of(geometry)
    if point is None:
        return Problem(*where, f"{codes[level]} has no point", "give the polygons or the centres")
    lat, lon, extent_km = point
    if fault := fault_of_point(lat, lon):
        return Problem(*where, *fault)
    if not re.fullmatch(r"[\w.-]{2,40}", codes[level]):
        return Problem(*where, f"P-code {codes[level][:40]!r} is malformed", "correct it")
    country = next((c for c in (as_text(lower.get("iso2")), codes[level][:2]) if c), "")
    feature_class = _CLASSES[level]
    above = [codes[number] for number in sorted(codes) if number < level]
    return Record(
        id=f"ocha:{codes[level]}",
        name=names[0][0],
        names=tuple(names[1:]),
        feature_class=feature_class,
        country=country.upper() if re.fullmatch("[A-Za-z]{2}", country) else "",
        parent_id=f"ocha:{above[-1]}" if above else "",
        lat=lat,
        lon=lon,
        precision_km=round(extent_km, 1) if extent_km >= 0.1 else radius_km(feature_class),
        source=f"OCHA COD-AB {codes[level]}",
        licence=LICENCE,
        where=where,
    )


def _centre(lower: Mapping[str, Any]) -> tuple[float, float, float] | None:
    """Return the centre that newer files state, with the radius of a circle of the stated area."""
    try:
        lat, lon = float(lower["center_lat"]), float(lower["center_lon"])
        area_km2 = float(lower.get("area_sqkm") or 0)
    except (KeyError, TypeError, ValueError):
        return None
    return lat, lon, max(0.0, area_km2 / 3.14159) ** 0.5


def _names(level: int, lower: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the names of a division, the English or the stated main one first."""
    found: list[tuple[int, str, str]] = []
    for key, value in lower.items():
        match = _NAME.fullmatch(key)
        name = as_text(value)
        if match is None or int(match[1]) != level or fault_of_name(name):
            continue
        _, plain, number, language, reference, other, other_language = match.groups()
        tag = as_text(lower.get(f"lang{number}")) if plain else language or other_language or ""
        rank = 0 if language == "en" or (plain and not number) else 1
        rank += 2 * bool(reference) + 3 * bool(other)
        found.append((rank, name, tag if re.fullmatch("[a-z]{2,3}", tag) else ""))
    seen = set()
    for _, name, tag in sorted(found):
        if name not in seen:
            seen.add(name)
            yield name, tag


Row = tuple[tuple[str, int], Mapping[str, Any], object]


def _from_geojson(path: Path) -> Iterator[Row | Problem]:
    for found in read_features(path):
        if isinstance(found, Problem):
            yield found
            continue
        where, feature = found
        properties = feature.get("properties")
        if isinstance(properties, Mapping):
            yield where, properties, feature.get("geometry")
        else:
            yield Problem(*where, "feature has no properties", "export the file again")


def _from_geopackage(path: Path) -> Iterator[Row | Problem]:
    """Read a GeoPackage as the SQLite file that it is: no driver is chosen by content."""
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        connection.row_factory = sqlite3.Row
    except sqlite3.Error as error:
        raise GazetteerError(f"{path}: {error}; give a GeoPackage") from error
    try:
        layers = connection.execute(
            "SELECT c.table_name, g.column_name FROM gpkg_contents c "
            "JOIN gpkg_geometry_columns g USING (table_name) "
            "WHERE c.data_type = 'features' ORDER BY c.table_name"
        ).fetchall()
        for table, column in layers:
            quoted = str(table).replace('"', '""')
            rows = connection.execute(f'SELECT rowid AS "_row", * FROM "{quoted}" ORDER BY rowid')  # noqa: S608 (quoted)
            for row in rows:
                properties = {key: row[key] for key in row.keys() if key != column}  # noqa: SIM118
                where = (f"{path.name}/{table}", int(row["_row"]))
                if is_ocha(properties):
                    yield where, properties, _geometry(row[column])
    except sqlite3.Error as error:
        raise GazetteerError(f"{path}: {error}; give a GeoPackage") from error
    finally:
        connection.close()


def _geometry(blob: object) -> object:
    """Return a GeoPackage geometry as GeoJSON, None where it is none."""
    if not isinstance(blob, bytes) or blob[:2] != b"GP" or not 8 < len(blob) < _LONGEST_GEOMETRY:
        return None
    from shapely import from_wkb
    from shapely.errors import ShapelyError
    from shapely.geometry import mapping

    envelope = (0, 32, 48, 48, 64)  # bytes of the bounding box by its kind
    kind = (blob[3] >> 1) & 7
    if kind >= len(envelope):
        return None
    try:
        return mapping(from_wkb(blob[8 + envelope[kind] :]))
    except (ShapelyError, ValueError):
        return None
