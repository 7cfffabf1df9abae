"""Read OpenStreetMap extracts as GeoJSON, as overpass, osmium, QuackOSM and HOT export them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gazetteer.errors import Problem
from gazetteer.record import Record, fault_of_name, fault_of_point
from gazetteer.sources import as_count, as_text, code_table, radius_km
from gazetteer.sources.geojson import Feature, point_of, read_features

LICENCE = "ODbL 1.0 (OpenStreetMap contributors)"

_ID = re.compile(r"(?:(node|way|relation|n|w|r|a)[/:_-]?)?(\d+)", re.ASCII)
# HOT calls the types nodes, ways_line and ways_poly; osmium's areas are ways.
_TYPES = {"n": "node", "w": "way", "r": "relation", "a": "way"}
_OTHER_NAMES = ("int_name", "official_name", "alt_name", "short_name", "loc_name", "old_name")
_COUNTRY_KEYS = ("ISO3166-1:alpha2", "ISO3166-1", "is_in:country_code", "addr:country")


def is_osm(properties: Mapping[str, Any]) -> bool:
    """Whether a feature with these properties comes from OpenStreetMap."""
    return "@id" in properties or "osm_id" in properties or "@type" in properties


def class_of_tags(tags: Mapping[str, Any]) -> str:
    """Return the feature class that OpenStreetMap's tags mean, "" where they mean none."""
    table = code_table("osm_tags.csv")
    values = {key: as_text(tags.get(key)) for key, _ in table}
    for (key, value), feature_class in table.items():
        if value and values[key] == value:
            if (key, value) == ("boundary", "administrative"):
                return {"2": "country", "4": "admin1"}.get(
                    as_text(tags.get("admin_level")), "admin2"
                )
            return feature_class
    return next((c for (key, value), c in table.items() if not value and values[key]), "")


def read(path: Path, countries: frozenset[str]) -> Iterator[Record | Problem]:
    """Yield the named places of an extract; what has no name or no class of ours is passed over."""
    for found in read_features(path):
        if isinstance(found, Problem):
            yield found
            continue
        where, feature = found
        record = _record(feature, where, countries)
        if record is not None:
            yield record


def _record(
    feature: Feature, where: tuple[str, int], countries: frozenset[str]
) -> Record | Problem | None:
    properties = feature.get("properties")
    if not isinstance(properties, Mapping):
        return Problem(*where, "feature has no properties", "export the file again")
    tags = _tags(properties)
    local = as_text(tags.get("name"))
    name = as_text(tags.get("name:en")) or as_text(tags.get("int_name")) or local
    feature_class = class_of_tags(tags)
    if not name or not feature_class:
        return None
    if fault := fault_of_name(name):
        return Problem(*where, *fault)
    osm_id = _osm_id(feature, properties)
    if not osm_id:
        return Problem(*where, f"{name!r} has no OpenStreetMap id", "export with ids")
    point = point_of(feature.get("geometry"))
    if point is None:
        return Problem(*where, f"{name!r} has no geometry", "export with geometries")
    lat, lon, extent_km = point
    if fault := fault_of_point(lat, lon):
        return Problem(*where, *fault)
    country = next(filter(None, (as_text(tags.get(key)).upper() for key in _COUNTRY_KEYS)), "")
    country = country if re.fullmatch("[A-Z]{2}", country) else ""
    if countries and country and country not in countries:
        return None
    population = as_count(tags.get("population"))
    return Record(
        id=f"osm:{osm_id}",
        name=name,
        names=tuple(_names(name, local, tags)),
        feature_class=feature_class,
        country=country or (next(iter(countries)) if len(countries) == 1 else ""),
        lat=lat,
        lon=lon,
        precision_km=round(max(extent_km, radius_km(feature_class, population)), 1),
        population=population,
        source=f"OpenStreetMap {osm_id.replace('-', ' ')}",
        licence=LICENCE,
        where=where,
    )


def _tags(properties: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return all tags: HOT nests those that have no column, as an object or as its text."""
    nested = properties.get("tags")
    if isinstance(nested, str):
        try:
            nested = json.loads(nested)
        except (ValueError, RecursionError):
            nested = None
    return {**properties, **nested} if isinstance(nested, Mapping) else properties


def _osm_id(feature: Feature, properties: Mapping[str, Any]) -> str:
    """Return "node-123" from any of the ways in which exporters write it."""
    stated = as_text(properties.get("@type") or properties.get("osm_type")).lower()
    for value in (properties.get("@id"), properties.get("osm_id"), feature.get("id")):
        match = _ID.fullmatch(as_text(value).lower().lstrip("-"))
        if match is not None:
            kind = _TYPES.get((match[1] or stated or "node")[0])
            return f"{kind}-{match[2]}" if kind else ""
    return ""


def _names(main: str, local: str, tags: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    seen = {main}
    translations = ((key, as_text(tags[key])) for key in sorted(tags) if key.startswith("name:"))
    others = ((key, as_text(tags.get(key))) for key in _OTHER_NAMES)
    for key, text in (("name", local), *translations, *others):
        language = key.partition(":")[2]
        if not re.fullmatch(r"(?:[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)?", language):
            continue
        if key == "old_name":
            language = "historic"
        elif key == "short_name":
            language = "abbreviation"
        for name in text.split(";"):
            stripped = name.strip()
            is_short = len(stripped) < 3 and stripped.isascii() and key != "short_name"
            if stripped not in seen and not is_short and not fault_of_name(stripped):
                seen.add(stripped)
                yield stripped, language
