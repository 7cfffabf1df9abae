"""Read OpenStreetMap extracts."""

from __future__ import annotations

from collections.abc import Mapping

LICENCE = "ODbL 1.0 (OpenStreetMap contributors)"

_CLASS_OF_TAG = {
    ("place", ""): "populated_place",
    ("place", "continent"): "continent",
    ("place", "country"): "country",
    ("place", "region"): "region",
    ("place", "state"): "admin1",
    ("place", "province"): "admin1",
    ("place", "district"): "admin2",
    ("place", "county"): "admin2",
    ("place", "municipality"): "admin2",
    ("place", "suburb"): "neighbourhood",
    ("place", "borough"): "neighbourhood",
    ("place", "quarter"): "neighbourhood",
    ("place", "neighbourhood"): "neighbourhood",
    ("place", "city_block"): "neighbourhood",
    ("place", "island"): "landform",
    ("place", "islet"): "landform",
    ("place", "archipelago"): "landform",
    ("place", "sea"): "water",
    ("place", "ocean"): "water",
    ("place", "square"): "junction",
    ("amenity", "refugee_site"): "camp",
    ("social_facility", "shelter"): "camp",
    ("amenity", "hospital"): "hospital",
    ("amenity", "clinic"): "hospital",
    ("healthcare", "hospital"): "hospital",
    ("healthcare", "clinic"): "hospital",
    ("barrier", "border_control"): "crossing",
    ("barrier", "checkpoint"): "crossing",
    ("military", "checkpoint"): "crossing",
    ("junction", "roundabout"): "junction",
    ("highway", ""): "road",
    ("aeroway", "aerodrome"): "airport",
    ("aeroway", "airstrip"): "airport",
    ("military", "airfield"): "airport",
    ("landuse", "military"): "base",
    ("military", ""): "base",
    ("harbour", ""): "port",
    ("industrial", "port"): "port",
    ("landuse", "port"): "port",
    ("man_made", "pier"): "port",
    ("natural", "water"): "water",
    ("natural", "bay"): "water",
    ("natural", "strait"): "water",
    ("waterway", ""): "water",
    ("natural", "peak"): "landform",
    ("natural", "valley"): "landform",
    ("natural", "desert"): "landform",
    ("natural", "cape"): "landform",
    ("boundary", "administrative"): "admin2",
    ("amenity", ""): "site",
    ("building", ""): "site",
    ("tourism", ""): "site",
    ("historic", ""): "site",
    ("shop", ""): "site",
    ("office", ""): "site",
    ("leisure", ""): "site",
}  # the first that fits counts; an empty value stands for any


def class_of_tags(tags: Mapping[str, str]) -> str:
    """Return the feature class that OpenStreetMap's tags mean, "" where they mean none."""
    exact = (c for (key, value), c in _CLASS_OF_TAG.items() if value and tags.get(key) == value)
    loose = (c for (key, value), c in _CLASS_OF_TAG.items() if not value and tags.get(key))
    return next(exact, "") or next(loose, "")
