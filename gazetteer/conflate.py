"""Decide which records of two sources are one place: by id, else by distance and name."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Iterable

from gazetteer.columns import CLASSES, Columns
from gazetteer.names import fold
from gazetteer.record import Record

EARTH_RADIUS_KM = 6371.0088

SETTLEMENTS = frozenset({"populated_place", "neighbourhood", "camp"})
"""One source's village is another's neighbourhood or camp."""

DIVISIONS = frozenset({"admin1", "admin2"})

SLACK_KM = {
    "populated_place": 2.0,
    "neighbourhood": 1.0,
    "camp": 1.0,
    "admin1": 30.0,
    "admin2": 10.0,
}
"""How far apart two sources set one place, besides the radius that the first gives it."""
OTHER_SLACK_KM = 1.0

REACH_KM = {
    "populated_place": 8.0,
    "neighbourhood": 3.0,
    "camp": 3.0,
    "admin1": 200.0,
    "admin2": 50.0,
}
"""Farther apart two places of one name are two places."""
OTHER_REACH_KM = 30.0

_GENERIC_WORDS = frozenset(
    {"governorate", "province", "state", "region", "district", "county", "department", "of", "the"}
    | {"prefecture", "oblast", "raion", "muhafazat", "municipality", "division"}
)


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance of two points in kilometres."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    chord = (
        math.sin((phi_b - phi_a) / 2) ** 2
        + math.cos(phi_a) * math.cos(phi_b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def keys_of(record: Record, *, all_names: bool) -> list[str]:
    """Return the folded names by which ``record`` is compared with others, the main one first."""
    if record.feature_class == "country":
        return [f"country {record.country}"]
    names = [record.name, *(name for name, _ in record.names)] if all_names else [record.name]
    return list(dict.fromkeys(_key(name, record.feature_class) for name in names))


class Twins:
    """Places that are there already, by name, to be recognised in another source.

    Parameters
    ----------
    wanted
        Keys that will be asked for; others are not kept.
    rows
        How many rows to compare with, from the first; all without it.
    """

    def __init__(
        self,
        columns: Columns,
        *,
        wanted: Container[str] | None = None,
        rows: int | None = None,
        all_names: bool = False,
    ) -> None:
        self._columns = columns
        self._all_names = all_names
        self._rows: defaultdict[str, list[int]] = defaultdict(list)
        end = len(columns) if rows is None else rows
        for index, row in enumerate(columns.name_rows):
            if row >= end:
                continue
            feature_class = CLASSES[columns.classes[row]]
            if feature_class == "country":
                key = f"country {columns.country_codes.texts[columns.countries[row]]}"
            else:
                key = _key(columns.name_at(index), feature_class)
            if (wanted is None or key in wanted) and row not in self._rows[key]:
                self._rows[key].append(row)

    def row_of(self, record: Record) -> int:
        """Return the row that is the same place as ``record``, -1 if none is."""
        for row in self._known(record.same_as):
            return row
        columns = self._columns
        near = []
        for rank, key in enumerate(keys_of(record, all_names=self._all_names)):
            for row in self._rows.get(key, ()):
                feature_class = CLASSES[columns.classes[row]]
                if not _may_be_one(feature_class, record.feature_class):
                    continue
                if not self._in_one_country(row, record):
                    continue
                apart_km = distance_km(record.lat, record.lon, columns.lat[row], columns.lon[row])
                if feature_class == "country" or apart_km <= self._reach_km(row, feature_class):
                    is_other = feature_class != record.feature_class
                    near.append((is_other, rank > 0, apart_km, row))
        return min(near)[3] if near else -1

    def shared_names(self, record: Record, row: int) -> set[str]:
        """Return those names of ``record`` that lead to ``row`` already."""
        names = (record.name, *(name for name, _ in record.names))
        return {
            name for name in names if row in self._rows.get(_key(name, record.feature_class), ())
        }

    def _known(self, ids: Iterable[str]) -> list[int]:
        return [row for other in ids if (row := self._columns.row_of.get(other)) is not None]

    def _in_one_country(self, row: int, record: Record) -> bool:
        # A border parts towns of one name (Rafah), unless sources dispute where it runs.
        country = self._columns.country_codes.texts[self._columns.countries[row]]
        is_disputed = record.disputed or self._columns.disputed[row]
        return country in (record.country, "") or not record.country or bool(is_disputed)

    def _reach_km(self, row: int, feature_class: str) -> float:
        slack_km = SLACK_KM.get(feature_class, OTHER_SLACK_KM)
        reach_km = REACH_KM.get(feature_class, OTHER_REACH_KM)
        return min(reach_km, slack_km + self._columns.precision_km[row])


def _may_be_one(one: str, other: str) -> bool:
    return one == other or (one in SETTLEMENTS and other in SETTLEMENTS)


def _key(name: str, feature_class: str) -> str:
    """Return the folded name, for a division without the words that only say what it is."""
    folded = fold(name)
    if feature_class in DIVISIONS:
        words = [word for word in folded.split() if word not in _GENERIC_WORDS]
        folded = " ".join(words) or folded
    return folded
