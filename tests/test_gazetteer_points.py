"""Where the points of the curated places come from: a source, or other places by a stated rule."""

from __future__ import annotations

import csv
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

EXACT = ("conflict.csv", "gaza.csv", "west_bank.csv")
ONE_PLACE = re.compile(r"Point of (\S+), (?:in|on|beside|around) which it lies")
ESTIMATE = re.compile(r"own reading|\bEstimate")


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


def test_every_point_has_a_source() -> None:
    checked = 0
    for path in sorted(DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if "source" in row:
                    assert not ESTIMATE.search(row["source"]), (path.name, row["id"])
                    checked += 1
    assert checked >= 21_000


def test_a_point_derived_from_other_places_is_their_middle() -> None:
    checked = 0
    for record in records().values():
        others = others_of(record.source)
        if not others:
            continue
        near_km = max(min(1.0, record.precision_km / 10), record.precision_km / 50)
        if record.where[0] in EXACT:
            near_km = 0.01
        apart_km = distance_km(record.lat, record.lon, *middle_of(others))
        assert apart_km <= near_km, (record.id, apart_km)
        checked += 1
    assert checked >= 900


@pytest.mark.parametrize("file", (*EXACT, "israel.csv", "lebanon.csv"))
def test_a_derived_point_takes_in_the_places_it_stands_on(file: str) -> None:
    """Seas and regions of the world take in most of their area: their corners may lie further."""
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
    known = records()
    for record in known.values():
        seen, todo = set[str](), others_of(record.source)
        while todo:
            name = todo.pop()
            seen.add(name)
            if name in known:  # else a place of the world base, whose source is GeoNames
                assert not ESTIMATE.search(known[name].source), (record.id, name)
                assert record.where[0] not in EXACT or not others_of(known[name].source), name
                todo += [more for more in others_of(known[name].source) if more not in seen]
        assert record.id not in seen, record.id
