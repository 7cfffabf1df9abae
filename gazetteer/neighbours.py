"""Give places without a country the country and the division of the nearest settlement."""

from __future__ import annotations

import math
from collections import defaultdict

from gazetteer.columns import CLASSES, Columns
from gazetteer.conflate import SETTLEMENTS, distance_km

REACH_KM = 25.0
"""A settlement farther away says nothing of a place."""

_CELL_DEG = 0.5
_SETTLEMENTS = frozenset(map(CLASSES.index, SETTLEMENTS))
_BOUNDLESS = frozenset(
    map(CLASSES.index, ("continent", "region", "country", "admin1", "water", "landform"))
)


def place_by_neighbours(columns: Columns) -> None:
    """Set country and parent of every place without a country, where a settlement is near.

    No outline is asked: near a border the outlines at hand are wrong by whole towns.
    """
    lost = [
        row
        for row, country in enumerate(columns.countries)
        if not country and columns.classes[row] not in _BOUNDLESS
    ]
    if not lost:
        return
    cells = {cell for row in lost for cell in _cells_around(columns.lat[row], columns.lon[row])}
    settlements: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for row, country in enumerate(columns.countries):
        if country and columns.classes[row] in _SETTLEMENTS:
            cell = _cell(columns.lat[row], columns.lon[row])
            if cell in cells:
                settlements[cell].append(row)
    for row in lost:
        lat, lon = columns.lat[row], columns.lon[row]
        near = [
            (distance_km(lat, lon, columns.lat[other], columns.lon[other]), other)
            for cell in sorted(_cells_around(lat, lon))
            for other in settlements.get(cell, ())
        ]
        if near and min(near)[0] <= REACH_KM:
            nearest = min(near)[1]
            columns.countries[row] = columns.countries[nearest]
            if columns.parents[row] == -1:
                columns.parents[row] = columns.parents[nearest]


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / _CELL_DEG), math.floor(lon / _CELL_DEG)


def _cells_around(lat: float, lon: float) -> set[tuple[int, int]]:
    row, column = _cell(lat, lon)
    # Meridians converge: far north the reach spans more columns.
    reach_deg = REACH_KM / (111.0 * max(0.05, math.cos(math.radians(lat))))
    width = math.ceil(reach_deg / _CELL_DEG)
    return {(row + up, column + right) for up in (-1, 0, 1) for right in range(-width, width + 1)}
