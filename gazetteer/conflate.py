"""Decide which records of two sources are one place: by id, else by distance and name."""

from __future__ import annotations

import math
from collections import defaultdict

from gazetteer.columns import CLASSES, Columns
from gazetteer.names import fold
from gazetteer.record import Record

EARTH_RADIUS_KM = 6371.0088
SLACK_KM = 2.0
"""Points of one town in two sources lie this far apart besides what their precision explains."""
LARGEST_REACH_KM = 8.0

_SETTLEMENTS = frozenset(
    CLASSES.index(name) for name in ("populated_place", "neighbourhood", "camp")
)


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance of two points in kilometres."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    chord = (
        math.sin((phi_b - phi_a) / 2) ** 2
        + math.cos(phi_a) * math.cos(phi_b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


class Twins:
    """The settlements of one source, by name, to be recognised in another."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._rows: defaultdict[str, list[int]] = defaultdict(list)
        for index, row in enumerate(columns.name_rows):
            if columns.classes[row] in _SETTLEMENTS:
                rows = self._rows[fold(columns.name_at(index))]
                if row not in rows:
                    rows.append(row)

    def row_of(self, record: Record) -> int:
        """Return the row that is the same settlement as ``record``, -1 if none is."""
        columns = self._columns
        if CLASSES.index(record.feature_class) not in _SETTLEMENTS:
            return -1
        near = []
        for row in self._rows.get(fold(record.name), ()):
            apart_km = distance_km(record.lat, record.lon, columns.lat[row], columns.lon[row])
            reach_km = min(LARGEST_REACH_KM, SLACK_KM + columns.precision_km[row])
            if apart_km <= reach_km:
                is_other_class = CLASSES[columns.classes[row]] != record.feature_class
                near.append((is_other_class, apart_km, row))
        return min(near)[2] if near else -1
