"""Find the extent that a map should show of points with weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.view import BBox

CORE_SHARE = 0.92
"""Which share of all events the first picture shows at least, if far ones would shrink it much."""

SHRINKS_BY = 4
"""How many times larger the whole must be for the far points to be left out of the picture."""

SMALLEST_DEGREES = 0.03
"""A single point is shown with about 3 km around it, not at the deepest zoom."""

WORLD: BBox = (-120.0, -45.0, 150.0, 65.0)


def extent(lat: NDArray[np.float64], lon: NDArray[np.float64], weight: NDArray[np.int32]) -> BBox:
    """Return west, south, east, north around the points, far ones left out if few.

    West may lie below -180 or east above 180, where the points straddle the antimeridian.
    """
    if not len(lat):
        return WORLD
    lon = _joined(lon)
    whole = _bounds(lat, lon)
    keep = _core(lat, weight) & _core(lon, weight)
    if keep.any():
        core = _bounds(lat[keep], lon[keep])
        size, core_size = (
            max(box[2] - box[0], box[3] - box[1], SMALLEST_DEGREES) for box in (whole, core)
        )
        if size > SHRINKS_BY * core_size:
            return core
    return whole


def _bounds(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> BBox:
    half = SMALLEST_DEGREES / 2
    west, south = float(lon.min()), float(lat.min())
    east, north = float(lon.max()), float(lat.max())
    if east - west < SMALLEST_DEGREES and north - south < SMALLEST_DEGREES:
        return (west - half, max(south - half, -90.0), east + half, min(north + half, 90.0))
    return (west, south, east, north)


def _core(values: NDArray[np.float64], weight: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return which values lie in the middle of the weight, by the share that is asked for."""
    order = np.argsort(values, kind="stable")
    before = np.cumsum(weight[order]) - weight[order]
    total = float(weight.sum())
    tail = total * (1 - CORE_SHARE) / 2
    kept = np.zeros(len(values), bool)
    kept[order] = (before + weight[order] > tail) & (before < total - tail)
    return kept


def _joined(lon: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return longitudes as one run, cut at the widest gap instead of at 180 degrees."""
    ordered = np.unique(lon)
    if len(ordered) < 2 or ordered[-1] - ordered[0] <= 180:
        return lon
    gaps = np.diff(np.append(ordered, ordered[0] + 360))
    widest = int(gaps.argmax())
    if widest == len(ordered) - 1:
        return lon
    return np.where(lon > ordered[widest], lon - 360, lon)
