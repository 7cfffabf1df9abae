"""Read Who's On First: trees of GeoJSON files and SQLite bundles."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gazetteer.errors import GazetteerError, Problem
from gazetteer.record import Record, fault_of_name, fault_of_point
from gazetteer.sources import LANGUAGES, as_count, as_text, radius_km
from gazetteer.sources.geojson import point_of

LICENCE = "Who's On First, attribution required"
LARGEST_FILE = 64_000_000

_CLASSES = {
    "continent": "continent",
    "country": "country",
    "dependency": "country",
    "disputed": "region",
    "macroregion": "region",
    "region": "admin1",
    "macrocounty": "admin2",
    "county": "admin2",
    "localadmin": "admin2",
    "locality": "populated_place",
    "borough": "neighbourhood",
    "macrohood": "neighbourhood",
    "neighbourhood": "neighbourhood",
    "microhood": "neighbourhood",
    "campus": "site",
    "venue": "site",
    "ocean": "water",
    "marinearea": "water",
}
_NAME_KINDS = {"preferred", "variant", "colloquial", "abbreviation", "historical"}
_UNKNOWN_DATES = {"", "uuuu", "unknown", ".."}


def read(path: Path, countries: frozenset[str]) -> Iterator[Record | Problem]:
    """Yield the live places of a folder of GeoJSON files or of one SQLite bundle."""
    texts = _from_folder(path) if path.is_dir() else _from_bundle(path)
    for where, text in texts:
        if isinstance(text, Problem):
            yield text
            continue
        try:
            feature = json.loads(text)
            properties = feature["properties"]
            properties["wof:placetype"], properties["wof:id"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            reason = f"record is not a Who's On First feature ({str(error)[:60]})"
            yield Problem(*where, reason, "download the file again")
            continue
        record = _record(feature, properties, where)
        if isinstance(record, Record) and countries and record.country not in countries:
            continue
        if record is not None:
            yield record


def _record(
    feature: Mapping[str, Any], properties: Mapping[str, Any], where: tuple[str, int]
) -> Record | Problem | None:
    """Return the record of a feature; None for one that is no longer a place or has no class."""
    feature_class = _CLASSES.get(as_text(properties["wof:placetype"]))
    if feature_class is None or _is_gone(properties):
        return None
    number = as_text(properties["wof:id"])
    name = as_text(properties.get("wof:name"))
    english = _names(properties, "eng", "preferred")
    if english:
        name = english[0]
    if fault := fault_of_name(name):
        return Problem(*where, *fault)
    point = _point(feature, properties)
    if point is None:
        return Problem(*where, f"{name!r} has no point", "delete the record")
    lat, lon, extent_km = point
    if fault := fault_of_point(lat, lon):
        return Problem(*where, *fault)
    if feature_class == "site":
        feature_class = _class_of_site(name)
    population = as_count(properties.get("wof:population") or properties.get("gn:population"))
    concordances = properties.get("wof:concordances")
    number_there = as_text(concordances.get("gn:id")) if isinstance(concordances, Mapping) else ""
    parent = as_text(properties.get("wof:parent_id"))
    return Record(
        id=f"wof:{number}",
        name=name,
        names=tuple(_all_names(name, properties)),
        feature_class=feature_class,
        country=_country(properties),
        disputed=as_text(properties.get("wof:placetype")) == "disputed",
        parent_id=f"wof:{parent}" if parent.isdecimal() else "",
        lat=lat,
        lon=lon,
        precision_km=round(max(extent_km, radius_km(feature_class, population)), 1),
        population=population,
        source=f"Who's On First {number}",
        licence=LICENCE,
        same_as=(f"geonames:{number_there}",) if number_there.isdecimal() else (),
        where=where,
    )


def _is_gone(properties: Mapping[str, Any]) -> bool:
    """Whether a record is deprecated, superseded, ceased or marked as not current."""
    dates = (as_text(properties.get(f"edtf:{end}")) for end in ("deprecated", "cessation"))
    return (
        bool(properties.get("wof:superseded_by"))
        or any(date not in _UNKNOWN_DATES for date in dates)
        or as_text(properties.get("mz:is_current")) == "0"
    )


def _point(
    feature: Mapping[str, Any], properties: Mapping[str, Any]
) -> tuple[float, float, float] | None:
    """Return latitude, longitude and radius; a label point stands where people say the place is."""
    drawn = point_of(feature.get("geometry"))
    for prefix in ("lbl", "reversegeo", "geom"):
        try:
            lat = float(properties[f"{prefix}:latitude"])
            lon = float(properties[f"{prefix}:longitude"])
        except (KeyError, TypeError, ValueError):
            continue
        if fault_of_point(lat, lon) is None:
            return lat, lon, drawn[2] if drawn else 0.0
    return drawn


def _country(properties: Mapping[str, Any]) -> str:
    for key in ("wof:country", "iso:country"):
        code = as_text(properties.get(key)).upper()
        if len(code) == 2 and code.isascii() and code.isalpha():
            return code
    return ""


def _names(properties: Mapping[str, Any], language: str, kind: str) -> list[str]:
    names = properties.get(f"name:{language}_x_{kind}")
    return [as_text(name) for name in names] if isinstance(names, list) else []


def _all_names(main: str, properties: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    seen = {main}
    original = as_text(properties.get("wof:name"))
    if original not in seen and not fault_of_name(original):
        seen.add(original)
        yield original, ""
    for key in sorted(properties):
        prefix, _, rest = key.partition(":")
        language, _, kind = rest.partition("_x_")
        if prefix != "name" or kind not in _NAME_KINDS:
            continue
        written = LANGUAGES.get(language, "" if language in ("und", "mul") else language)
        written = {"abbreviation": "abbreviation", "historical": "historic"}.get(kind, written)
        for name in _names(properties, language, kind):
            is_short = len(name) < 3 and name.isascii() and kind != "abbreviation"
            if name not in seen and not is_short and not fault_of_name(name):
                seen.add(name)
                yield name, written


def _class_of_site(name: str) -> str:
    words = set(name.lower().split())
    for feature_class, cues in (
        ("hospital", {"hospital", "clinic"}),
        ("airport", {"airport", "airfield", "airstrip"}),
        ("base", {"airbase", "base"}),
        ("port", {"port", "harbour", "harbor"}),
    ):
        if words & cues:
            return feature_class
    return "site"


def _from_folder(folder: Path) -> Iterator[tuple[tuple[str, int], bytes | Problem]]:
    for directory, folders, names in os.walk(folder, followlinks=False):
        folders.sort()
        for name in sorted(names):
            # "-alt-" files hold other outlines of the same place.
            if not name.endswith(".geojson") or "-alt-" in name:
                continue
            path = Path(directory) / name
            where = (path.relative_to(folder).as_posix(), 1)
            if path.is_symlink() or not path.is_file():
                yield where, Problem(*where, "not a regular file", "copy the file itself")
            elif path.stat().st_size > LARGEST_FILE:
                yield where, Problem(*where, "file is too large", "leave it out")
            else:
                yield where, path.read_bytes()


def _from_bundle(path: Path) -> Iterator[tuple[tuple[str, int], str | bytes]]:
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True)
    except sqlite3.Error as error:
        raise GazetteerError(f"{path}: {error}; unpack the bundle first") from error
    try:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(geojson)")}
        if not {"id", "body"} <= columns:
            raise GazetteerError(f"{path}: has no table of GeoJSON; give a Who's On First bundle")
        live = "WHERE NOT coalesce(is_alt, 0)" if "is_alt" in columns else ""
        query = f"SELECT id, body FROM geojson {live} ORDER BY id"  # noqa: S608 (two constants)
        for number, body in connection.execute(query):
            yield (path.name, int(number)), body
    except sqlite3.Error as error:
        raise GazetteerError(f"{path}: {error}; download the bundle again") from error
    finally:
        connection.close()
