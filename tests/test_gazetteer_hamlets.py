"""Hamlets of the West Bank: found under the names that reports use, and under no other word."""

from __future__ import annotations

from functools import cache

import pytest

import gazetteer
from gazetteer.conflate import distance_km
from gazetteer.index import Gazetteer


@cache
def places() -> Gazetteer:
    return gazetteer.load()


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Ein Rashash", 32.035, 35.369),
        ("Ras a-Tin", 31.990, 35.373),
        ("Khirbet Makhul", 32.268, 35.503),
        ("al-Mufaqarah", 31.403, 35.150),
        ("Jabal al-Baba", 31.774, 35.280),
        ("Wadi Abu Hindi", 31.759, 35.318),
    ],
)
def test_a_hamlet_of_the_west_bank_is_found_under_the_name_that_reports_use(
    name: str, lat: float, lon: float
) -> None:
    found = places()
    rows = found.rows(gazetteer.fold(name))
    assert any(distance_km(lat, lon, found.lat[row], found.lon[row]) <= 1 for row in rows), name


@pytest.mark.parametrize("name", ["Makhoul", "Abu Sultan", "Yaqeen", "Hijra"])
def test_a_name_that_a_person_or_a_word_bears_is_no_hamlet(name: str) -> None:
    found = places()
    rows = found.rows(gazetteer.fold(name))
    assert not any(found.country_of(row) == "PS" for row in rows)
