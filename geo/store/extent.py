"""Find the extent that a map should show of points with weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.view import BBox

Degrees = NDArray[np.float64]
Weights = NDArray[np.int32]

CORE_SHARE = 0.85
"""Which share of all events the first picture holds at least, if far ones would shrink it much."""

SHRINKS_BY = 4
"""How many times larger the whole must be for the far points to be left out of the picture."""

SMALLEST_DEGREES = 0.03
"""A single point is shown with about 3 km around it, not at the deepest zoom."""

WORLD: BBox = (-120.0, -45.0, 150.0, 65.0)


def extent(lat: Degrees, lon: Degrees, weight: Weights) -> BBox:
    """Return west, south, east, north of where most of the weight lies.

    Far points are left out only if they are few and would shrink the rest much. West may lie below
    -180, where the points straddle the antimeridian.
    """
    if not len(lat):
        return WORLD
    lon = _joined(lon)
    whole = _bounds(lat, lon)
    keep = _core(lat, weight) & _core(lon, weight)
    if keep.any():
        core = _bounds(lat[keep], lon[keep])
        if _size(whole) > SHRINKS_BY * _size(core):
            return core
    return whole


def whole_extent(lat: Degrees, lon: Degrees) -> BBox:
    """Return west, south, east, north of all points; see ``extent``."""
    return _bounds(lat, _joined(lon)) if len(lat) else WORLD


def _bounds(lat: Degrees, lon: Degrees) -> BBox:
    half = SMALLEST_DEGREES / 2
    west, south = float(lon.min()), float(lat.min())
    east, north = float(lon.max()), float(lat.max())
    if east - west < SMALLEST_DEGREES and north - south < SMALLEST_DEGREES:
        return (west - half, max(south - half, -90.0), east + half, min(north + half, 90.0))
    return (west, south, east, north)


def _size(box: BBox) -> float:
    return max(box[2] - box[0], box[3] - box[1], SMALLEST_DEGREES)


def _core(values: Degrees, weight: Weights) -> NDArray[np.bool_]:
    """Return which values lie in the shortest interval that holds the share that is asked for."""
    order = np.argsort(values, kind="stable")
    ordered, upto = values[order], np.cumsum(weight[order], dtype=np.int64)
    wanted = CORE_SHARE * float(upto[-1])
    before = upto - weight[order]
    last = np.searchsorted(upto, before + wanted)
    reachable = last < len(ordered)
    lengths = np.where(reachable, ordered[np.minimum(last, len(ordered) - 1)] - ordered, np.inf)
    first = int(lengths.argmin())
    low, high = ordered[first], ordered[min(int(last[first]), len(ordered) - 1)]
    kept: NDArray[np.bool_] = (values >= low) & (values <= high)
    return kept


def _joined(lon: Degrees) -> Degrees:
    """Return longitudes as one run, cut at the widest gap instead of at 180 degrees."""
    ordered = np.unique(lon)
    if len(ordered) < 2 or ordered[-1] - ordered[0] <= 180:
        return lon
    gaps = np.diff(np.append(ordered, ordered[0] + 360))
    widest = int(gaps.argmax())
    if widest == len(ordered) - 1:
        return lon
    return np.where(lon > ordered[widest], lon - 360, lon)
