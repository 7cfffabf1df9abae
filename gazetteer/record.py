"""A place as a source gives it, before it has a row: what every reader yields."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from gazetteer.place import FEATURE_CLASSES

LONGEST_NAME = 120
"""Characters; a longer name is a mistake or an attack."""

LONGEST_NOTE = 2_000
"""Characters; so for every other text of a row."""

NULL_ISLAND_OK = "null-island-ok"
"""In the note of the one place that does lie at 0, 0."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A place of one source.

    Attributes
    ----------
    names
        Names besides ``name``, each with its language (see ``Place.names``).
    parent_id
        The next larger place, where the source knows it by its id.
    admin_code
        GeoNames code of the division that holds the place ("PS.GZ", "US.TX.201"), or, for a
        division, its own code.
    same_as
        Ids of the same place in other sources.
    where
        File and line, for messages.
    """

    id: str
    name: str
    feature_class: str
    lat: float
    lon: float
    precision_km: float
    names: tuple[tuple[str, str], ...] = ()
    country: str = ""
    disputed: bool = False
    parent_id: str = ""
    admin_code: str = ""
    population: int = 0
    source: str = ""
    licence: str = ""
    note: str = ""
    same_as: tuple[str, ...] = ()
    where: tuple[str, int] = ("", 0)


def fault_of_point(lat: float, lon: float, note: str = "") -> tuple[str, str] | None:
    """Return what is wrong with a point and its cure, or None."""
    if not (math.isfinite(lat) and math.isfinite(lon)):
        return f"lat {lat} lon {lon} is not a number", "write decimal degrees"
    if abs(lat) > 90 or abs(lon) > 180:
        if abs(lat) <= 180 and abs(lon) <= 90:
            return f"lat {lat:g} is impossible, lat and lon look swapped", "swap the two columns"
        return f"lat {lat:g} lon {lon:g} is not on Earth", "write decimal degrees, WGS 84"
    if lat == 0 and lon == 0 and NULL_ISLAND_OK not in note:
        return (
            "point 0, 0 stands for an unknown point",
            f"give the true point, or write {NULL_ISLAND_OK} in the note",
        )
    return None


def fault_of_name(name: str) -> tuple[str, str] | None:
    """Return what is wrong with a name and its cure, or None."""
    if not name.strip():
        return "name is empty", "give a name or delete the row"
    if len(name) > LONGEST_NAME:
        return f"name has {len(name):,} characters", f"shorten it to {LONGEST_NAME} at most"
    if not (name.isalpha() or any(map(str.isalpha, name))):
        return f"name {name!r} holds no letter", "give the name in letters"
    if control := _CONTROL.search(name):
        code = ord(control.group())
        return f"name holds control character U+{code:04X}", "delete the character"
    return None


def fault_of_class(feature_class: str) -> tuple[str, str] | None:
    """Return what is wrong with a feature class and its cure, or None."""
    if feature_class in FEATURE_CLASSES:
        return None
    return f"feature class {feature_class[:40]!r} is unknown", f"use {', '.join(FEATURE_CLASSES)}"
