"""Review curated data: what can be read but looks wrong."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from gazetteer.errors import Problem
from gazetteer.record import Record

Box = tuple[float, float, float, float]
"""South, west, north, east in degrees."""

MARGIN_DEG = 1.5
"""A country reaches this far beyond its outermost towns and divisions."""

_KM_PER_DEG = 111.2
"""One degree of latitude."""

_ANYWHERE = frozenset({"continent", "region", "country", "admin1", "water", "landform"})
"""Classes that may lie far from a country's towns: seas, deserts, islands overseas."""


def country_boxes(
    cities: Iterable[Mapping[str, Any]], records: Iterable[Record] = ()
) -> dict[str, Box]:
    """Return the box around the towns of every country and its first-order divisions.

    The base lists few towns of some countries, and none near their borders: of South Sudan sixteen,
    the northernmost two degrees south of its north. A division counts with its radius, unless its
    own centre is far from every town: a slip there must not hide others.
    """
    boxes: dict[str, Box] = {}

    def widen(country: str, lat: float, lon: float, reach_km: float = 0.0) -> None:
        up = reach_km / _KM_PER_DEG
        # Next to a pole a circle has every longitude; no division has its centre there.
        aside = up / max(math.cos(math.radians(lat)), 0.1)
        south, west, north, east = boxes.get(country, (lat, lon, lat, lon))
        boxes[country] = (
            min(south, lat - up),
            min(west, lon - aside),
            max(north, lat + up),
            max(east, lon + aside),
        )

    for city in cities:
        widen(city["countrycode"], float(city["latitude"]), float(city["longitude"]))
    towns = dict(boxes)
    for record in records:
        if (
            record.feature_class == "admin1"
            and record.country in towns
            and is_inside(towns[record.country], record.lat, record.lon)
        ):
            widen(record.country, record.lat, record.lon, record.precision_km)
    return boxes


def is_inside(box: Box, lat: float, lon: float, *, margin_deg: float = MARGIN_DEG) -> bool:
    """Whether a point lies in a box or within ``margin_deg`` of it."""
    south, west, north, east = box
    return (
        south - margin_deg <= lat <= north + margin_deg
        and west - margin_deg <= lon <= east + margin_deg
    )


def swapped(records: Iterable[Record], boxes: Mapping[str, Box]) -> list[Problem]:
    """Return a problem for every record that lies in its country only when lat and lon change."""
    return [
        Problem(
            *record.where,
            f"lat {record.lat:g} lon {record.lon:g} is far from {record.country} unless swapped",
            "swap the two columns",
        )
        for record in records
        if record.country in boxes
        and record.feature_class not in _ANYWHERE
        and not is_inside(boxes[record.country], record.lat, record.lon)
        and is_inside(boxes[record.country], record.lon, record.lat, margin_deg=0.5)
    ]


def review(records: Iterable[Record], boxes: Mapping[str, Box]) -> list[Problem]:
    """Return what a curator should look at; the rows were taken."""
    problems = []
    for record in records:
        doubts = []
        if record.country and record.feature_class not in _ANYWHERE:
            if record.country not in boxes:
                doubts.append((f"country {record.country} has no town", "check the country"))
            elif not is_inside(boxes[record.country], record.lat, record.lon):
                doubts.append((f"point is far outside {record.country}", "check point and country"))
        if not record.source:
            doubts.append(("no source vouches for the point", "name the source and its record"))
        if not record.licence:
            doubts.append(("the licence is not stated", "state it as SOURCES.md does"))
        problems += [
            Problem(*record.where, f"{record.id}: {reason}", cure, rejected=False)
            for reason, cure in doubts
        ]
    return problems
