"""Towns that GeoNames lacks or puts elsewhere: found where SimpleMaps has them, nothing else is."""

from __future__ import annotations

import csv
from functools import cache

import pytest

import gazetteer
from gazetteer.conflate import distance_km
from gazetteer.index import Gazetteer
from gazetteer.load import DATA


@cache
def places() -> Gazetteer:
    return gazetteer.load()


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Bourj Hammoud", "LB", 33.894, 35.540),
        ("Kahale", "LB", 33.822, 35.588),
        ("Jalula", "IQ", 34.272, 45.168),
        ("Salman Pak", "IQ", 33.100, 44.583),
        ("Saut d'Eau", "HT", 18.817, -72.200),
        ("Kamituga", "CD", -3.060, 28.180),
        ("Myebon", "MM", 20.050, 93.367),
        ("Dolo Ado", "ET", 4.167, 42.067),
        ("El Agheila", "LY", 30.256, 19.199),
    ],
)
def test_a_town_that_geonames_lacks_is_found(
    name: str, country: str, lat: float, lon: float
) -> None:
    found = places()
    rows = [r for r in found.rows(gazetteer.fold(name)) if found.country_of(r) == country]
    assert any(distance_km(lat, lon, found.lat[row], found.lon[row]) <= 1 for row in rows), name


@pytest.mark.parametrize(
    ("name", "country", "geonames"),
    [("Kengtung", "MM", "1319364"), ("Dungu", "CD", "2315961"), ("Kenge", "CD", "2314935")],
)
def test_a_town_that_geonames_puts_elsewhere_stands_once(
    name: str, country: str, geonames: str
) -> None:
    found = places()
    rows = [r for r in found.rows(gazetteer.fold(name)) if found.country_of(r) == country]
    assert [found.id_of(row) for row in rows] == [f"local:{name.lower()}"]
    assert found.row(f"geonames:{geonames}") == rows[0]
    assert found.population[rows[0]] > 40_000


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Shabunda", "CD"),
        ("Mitwaba", "CD"),
        ("Lankien", "SS"),
        ("Kantchari", "BF"),
        ("Nangade", "MZ"),
        ("Mong Hsat", "MM"),
    ],
)
def test_a_town_without_a_point_is_found_by_its_landing_strip_with_a_wide_radius(
    name: str, country: str
) -> None:
    found = places()
    (row,) = [r for r in found.rows(gazetteer.fold(name)) if found.country_of(r) == country]
    assert found.precision_km[row] >= 11
    assert found.place(row).source.startswith("OurAirports")


def test_the_radius_of_a_town_by_its_strip_reaches_the_town() -> None:
    """Shabunda lies at 2°42′S 27°21′E, French Wikipedia article "Territoire de Shabunda"."""
    found = places()
    (row,) = found.rows(gazetteer.fold("Shabunda"))
    apart = distance_km(-2.7, 27.35, found.lat[row], found.lon[row])
    assert apart <= found.precision_km[row]


def test_every_town_by_its_strip_says_so_with_a_radius_that_reaches_the_town() -> None:
    with (DATA / "conflict.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if "landing strip beside it" in row["source"]]
    assert len(rows) >= 140
    # Sévaré lies at the gate of the airport of Mopti.
    near = {row["name"]: row["precision_km"] for row in rows if float(row["precision_km"]) < 11}
    assert near == {"Sévaré": "6"}


@pytest.mark.parametrize("name", ["Mapai", "Qa'idah", "Aysha", "Bara"])
def test_a_name_with_another_bearer_is_no_town_of_that_list(name: str) -> None:
    found = places()
    sources = [found.place(row).source for row in found.rows(gazetteer.fold(name))]
    assert not any(source.startswith("SimpleMaps") for source in sources)


def test_no_town_of_that_list_stands_beside_itself() -> None:
    """Under any of its names, a town is known only once within 20 km."""
    found = places()
    for path in sorted(DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if "SimpleMaps" in row.get("source", "")]
        for record in rows:
            own = found.row(record["id"])
            for name, _language in found.place(own).names:
                near = [
                    found.id_of(row)
                    for row in found.rows(gazetteer.fold(name))
                    if distance_km(found.lat[own], found.lon[own], found.lat[row], found.lon[row])
                    <= 20
                ]
                assert near == [record["id"]], name
