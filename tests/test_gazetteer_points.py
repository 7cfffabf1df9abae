"""Where the points of the curated places come from: a source, or other places by a stated rule."""

from __future__ import annotations

import math
import re
from functools import cache

import pytest

import gazetteer
from gazetteer.conflate import distance_km
from gazetteer.curated import read_curated
from gazetteer.index import Gazetteer
from gazetteer.load import DATA
from gazetteer.record import Record

SOURCED = ("gaza.csv", "west_bank.csv")
ONE_PLACE = re.compile(r"Point of (\S+), (?:in|beside) which it lies")


@cache
def places() -> Gazetteer:
    return gazetteer.load()


@cache
def records() -> dict[str, Record]:
    return read_curated(DATA).records


def others_of(source: str) -> list[str]:
    """The ids of the places that a derived point stands on; none where the point has a source."""
    if source.startswith("Middle of "):
        return source.removeprefix("Middle of ").split(", ")
    one = ONE_PLACE.fullmatch(source)
    assert one or not source.startswith("Point of "), f"no rule: {source}"
    return [one[1]] if one else []


def middle_of(ids: list[str]) -> tuple[float, float]:
    rows = [places().row(name) for name in ids]
    turns = [math.radians(float(places().lon[row])) for row in rows]
    lat = sum(float(places().lat[row]) for row in rows) / len(rows)
    return lat, math.degrees(math.atan2(sum(map(math.sin, turns)), sum(map(math.cos, turns))))


@pytest.mark.parametrize("file", SOURCED)
def test_every_point_has_a_source(file: str) -> None:
    rows = [record for record in records().values() if record.where[0] == file]
    assert rows
    bare = [r.id for r in rows if re.search(r"own reading|\bEstimate", r.source)]
    assert bare == []


def test_a_point_derived_from_other_places_is_their_middle() -> None:
    checked = 0
    for record in records().values():
        others = others_of(record.source)
        if not others:
            continue
        near_km = 0.01 if record.where[0] in SOURCED else max(1.0, 0.02 * record.precision_km)
        apart_km = distance_km(record.lat, record.lon, *middle_of(others))
        assert apart_km <= near_km, (record.id, apart_km)
        checked += 1
    assert checked >= 600


@pytest.mark.parametrize("file", SOURCED)
def test_a_derived_point_takes_in_the_places_it_stands_on(file: str) -> None:
    for record in records().values():
        if record.where[0] == file:
            for name in others_of(record.source):
                row = places().row(name)
                far_km = distance_km(
                    record.lat, record.lon, float(places().lat[row]), float(places().lon[row])
                )
                assert far_km <= record.precision_km, (record.id, name, far_km)


def test_a_derived_point_stands_on_places_that_have_a_source() -> None:
    """Not on a guess, and not in a circle on itself."""
    for record in records().values():
        if record.where[0] not in SOURCED:
            continue
        for name in others_of(record.source):
            other = records().get(name)
            assert other is None or not others_of(other.source), (record.id, name)
