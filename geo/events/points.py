"""Measure and compute points: distances, midpoints, offsets, and how precise a place is."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from gazetteer.place import Place
from geo.distance import EARTH_RADIUS_KM
from geo.events.inflections import word_list
from geo.model import PlaceRelation

BEARINGS_DEG = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0,
    "south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip


RANKS = {
    "hospital": 0, "site": 0, "base": 0, "port": 0, "airport": 0, "crossing": 0, "junction": 0,
    "camp": 1, "neighbourhood": 1, "road": 2, "populated_place": 3, "landform": 4, "admin2": 4,
    "admin1": 5, "region": 6, "water": 6, "country": 7, "continent": 8,
}  # fmt: skip
"""How much a feature class holds: a place of a lower rank can lie in one of a higher."""


DIVISIONS = frozenset({"admin1", "admin2"})

AREAS = word_list("areas")


@dataclass(frozen=True, slots=True)
class Spot:
    """A point for an event: a gazetteer's place, or one computed from places by ``rule``."""

    place: Place
    name: str
    lat: float
    lon: float
    precision_km: float
    rule: str


def rank(place: Place | None) -> int:
    """Return how much a place can hold; unknown ones rank as a town."""
    return RANKS.get(place.feature_class, 3) if place else 3


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance between two points in degrees."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def distance_between_km(a: Place, b: Place) -> float:
    """Return the great-circle distance between two places."""
    return great_circle_km(a.lat, a.lon, b.lat, b.lon)


def could_hold(outer: Place | None, inner: Place | None) -> bool:
    """Whether ``inner`` can lie in ``outer``, by rank, country and distance."""
    if outer is None or inner is None:
        return False
    if inner.feature_class in {"region", "landform"} and outer.feature_class in DIVISIONS:
        # a valley or a plain may be smaller or larger than a district: its radius tells
        larger = outer.precision_km > inner.precision_km
    else:
        larger = rank(outer) > rank(inner)
    if not larger:
        return False
    if inner.parent_id and inner.parent_id == outer.id:
        return True
    if outer.feature_class == "country":
        return outer.country == inner.country
    return distance_between_km(outer, inner) <= max(2.5 * outer.precision_km, 15.0)


def midpoint(a: Place, b: Place) -> Spot:
    """Return the point halfway between two places, with the radius that holds both."""
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    x = math.cos(lat2) * math.cos(lon2 - lon1)
    y = math.cos(lat2) * math.sin(lon2 - lon1)
    lat = math.atan2(math.sin(lat1) + math.sin(lat2), math.hypot(math.cos(lat1) + x, y))
    lon = lon1 + math.atan2(y, math.cos(lat1) + x)
    half_km = distance_between_km(a, b) / 2
    return Spot(
        place=a,
        name=f"between {a.name} and {b.name}",
        lat=round(math.degrees(lat), 6),
        lon=round((math.degrees(lon) + 540) % 360 - 180, 6),
        precision_km=max(half_km, a.precision_km, b.precision_km),
        rule="midpoint between two places",
    )


def offset(place: Place, distance_km_: float, bearing: str) -> Spot:
    """Return the point at a distance and a compass bearing from a place."""
    angle = math.radians(BEARINGS_DEG[bearing])
    delta = distance_km_ / EARTH_RADIUS_KM
    lat1, lon1 = math.radians(place.lat), math.radians(place.lon)
    lat = math.asin(
        math.sin(lat1) * math.cos(delta) + math.cos(lat1) * math.sin(delta) * math.cos(angle)
    )
    lon = lon1 + math.atan2(
        math.sin(angle) * math.sin(delta) * math.cos(lat1),
        math.cos(delta) - math.sin(lat1) * math.sin(lat),
    )
    number = f"{distance_km_:g}"
    return Spot(
        place=place,
        name=f"{number} km {_spelt(bearing)} of {place.name}",
        lat=round(math.degrees(lat), 6),
        lon=round((math.degrees(lon) + 540) % 360 - 180, 6),
        precision_km=max(place.precision_km, 0.2 * distance_km_, 1.0),
        rule="offset by distance and bearing",
    )


def _spelt(bearing: str) -> str:
    """Return a bearing as British English writes it: south-east."""
    return re.sub("^(north|south)(east|west)$", r"\1-\2", bearing)


def geo_precision(place: Place, relation: PlaceRelation) -> Literal[1, 2, 3]:
    """Return ACLED's precision 1, 2 or 3 for a place and how it is related."""
    if place.feature_class in AREAS:
        return 3
    if relation in {"near", "around"} or place.feature_class in {"admin2", "landform"}:
        return 2
    return 1


def too_coarse(place: Place) -> bool:
    """Whether a place is a whole country or wider: it is listed, never a pin.

    A region without a country (the Middle East, the Sahel) is wider; Darfur and Sinai are not.
    """
    if place.feature_class in {"country", "continent"}:
        return True
    return place.feature_class == "region" and not place.country
