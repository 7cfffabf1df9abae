"""Compose the scene: what the map draws of a view, in as few bytes as it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.draw import CLAIMED, COARSE, HOLLOW, NEAR, PLANNED, TILES, family_of, steps
from geo.store import SpotCounts, Store
from geo.store.extent import extent, whole_extent
from geo.view import BBox, Point, View

PART_FROM_ZOOM = 12
"""From this zoom on the events of a spot are drawn one by one."""

PARTS_A_SPOT = 60
PARTS_IN_ALL = 600
"""How many events are drawn one by one, at one spot and on the whole map."""

SPOTS_MOST = 1_000
"""More spots than these are joined where they would lie on each other anyway."""

JOIN_WITHIN_PX = 14

MENTIONS_MOST = 1000
"""How many places the layer of all mentions draws, the most frequent ones."""

FINE, COARSE_STEPS = 10_000, 500
"""Steps a degree: 11 m where the map is close, else 220 m, there less than a pixel."""

FINE_FROM_ZOOM = 9
NAME_CHARS = 36

_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What part of the world the reader's map shows."""

    zoom: int
    bbox: BBox

    def widened(self) -> Window:
        """Return the window with as much again on each side, so that a short move shows no gap."""
        west, south, east, north = self.bbox
        wide, high = east - west, north - south
        return replace(self, bbox=(west - wide, south - high, east + wide, north + high))

    def holds(self, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which points lie in it."""
        west, south, east, north = self.bbox
        return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def compose(
    store: Store,
    view: View,
    spots: SpotCounts,
    *,
    window: Window | None = None,
    rivals: Sequence[tuple[str, float, float]] = (),
    notice: Mapping[str, str] | None = None,
    hidden: SpotCounts | None = None,
    readable: bool = False,
    go: dict[str, Any] | None = None,
    dark: bool = False,
) -> dict[str, Any]:
    """Return the scene of a view.

    Parameters
    ----------
    store, view
        The events and what is selected of them.
    spots
        ``store.counts_by_place(view)``, which other panels need too.
    window
        Where the reader's map stands; None before it has said so.
    rivals
        Name, latitude and longitude of places that a name could have meant instead.
    notice
        What to say where the view keeps nothing: ``words``, and ``act`` for a way out.
    hidden
        Where the events are that this way out would show, for a view that keeps nothing.
    readable
        Whether the evidence stands on the same page, below the map where that is narrow.
    go
        An order to move the map: its ``stamp``, and either ``bounds`` or a point and a zoom.
    dark
        Whether the page is dark.
    """
    drawn, more = join(spots, window)
    scene: dict[str, Any] = {
        "theme": "dark" if dark else "light",
        "most": int(drawn.n.max()) if len(drawn) else 1,
        "total": int(spots.n.sum()),
        "all": [round(edge, 3) for edge in whole_extent(spots.lat, spots.lon)],
        "places": _columns(
            drawn, more, FINE if window and window.zoom >= FINE_FROM_ZOOM else COARSE_STEPS
        ),
        "selected": _selected(store, view),
    }
    if window is not None and window.zoom >= PART_FROM_ZOOM:
        scene |= _parts(store, view, drawn, window)
    if "mentions" in view.layers:
        scene["mentions"] = _mentions(store, view)
    if "tiles" in view.layers:
        scene["tiles"] = TILES
    if "heat" in view.layers:
        scene["heat"] = 1
    if view.bbox:
        scene["area"] = list(view.bbox)
    if view.area:
        scene["line"] = [list(point) for point in view.area]
    if rivals:
        scene["rivals"] = [{"name": name, "lat": lat, "lon": lon} for name, lat, lon in rivals]
    if notice:
        scene["notice"] = dict(notice)
    if hidden is not None:
        scene["hidden"] = _columns(*join(hidden, window), FINE)
    if readable:
        scene["read"] = 1
    if go is not None:
        scene["go"] = go
    return scene


def bounds_of(view: View, spots: SpotCounts) -> list[float]:
    """Return west, south, east, north of what is drawn; with a drawn area, of that area too."""
    box = extent(spots.lat, spots.lon, spots.n)
    corners = _corners(view)
    if corners:
        west, south, east, north = box
        lat, lon = np.array([(south, west), (north, east), *corners], float).T
        box = whole_extent(lat, lon)
    return [round(edge, 4) for edge in box]


def _corners(view: View) -> list[Point]:
    """Return the corners (lat, lon) of a view's drawn area, none without one."""
    corners = [*view.area]
    if view.bbox:
        west, south, east, north = view.bbox
        corners += [(south, west), (north, east)]
    return corners


def join(spots: SpotCounts, window: Window | None) -> tuple[SpotCounts, NDArray[np.int32]]:
    """Return spots few enough to send, and how many others each of them stands for.

    Up to ``SPOTS_MOST`` all are kept. Beyond, those far outside the reader's map are left out
    until it moves there; if the rest is still too many, those that share a cell of a fine grid
    stand as the largest of them, with the events of all.
    """
    alone = np.zeros(len(spots), np.int32)
    if len(spots) <= SPOTS_MOST:
        return spots, alone
    zoom = 2
    if window is not None:
        zoom = window.zoom
        spots = _take(spots, np.flatnonzero(window.widened().holds(spots.lat, spots.lon)))
        alone = alone[: len(spots)]
        if len(spots) <= SPOTS_MOST:
            return spots, alone
    cell_degrees = JOIN_WITHIN_PX * 360 / (256 * 2**zoom)
    while True:
        column = np.floor(spots.lon / cell_degrees).astype(np.int64)
        row = np.floor(spots.lat / cell_degrees).astype(np.int64)
        cells, cell = np.unique(column * 1_000_003 + row, return_inverse=True)
        if len(cells) <= SPOTS_MOST:
            break
        cell_degrees *= 1.4
    largest_first = np.lexsort((spots.index, -spots.n))
    first = np.full(len(cells), -1)
    first[cell[largest_first][::-1]] = largest_first[::-1]
    kept = np.sort(first)
    rank = cell[kept]
    totals = {
        name: np.bincount(cell, weights=getattr(spots, name))[rank].astype(np.int32)
        for name in ("n", "hollow", "planned", "claimed")
    }
    more = (np.bincount(cell)[rank] - 1).astype(np.int32)
    return replace(_take(spots, kept), **totals), more


def _take(spots: SpotCounts, kept: NDArray[np.int64]) -> SpotCounts:
    arrays = ("index", "lat", "lon", "n", "main_type", "planned", "claimed", "hollow")
    fields: dict[str, Any] = {
        name: getattr(spots, name)[kept] for name in (*arrays, "geo_precision", "precision_km")
    }
    for name in ("ids", "place_ids", "names"):
        values = getattr(spots, name)
        fields[name] = tuple(values[i] for i in kept)
    return replace(spots, **fields)


def _columns(spots: SpotCounts, more: NDArray[np.int32], scale: int) -> dict[str, Any]:
    flags = np.zeros(len(spots), np.int8)
    flags[spots.hollow == spots.n] |= HOLLOW
    flags[spots.planned == spots.n] |= PLANNED
    flags[spots.claimed == spots.n] |= CLAIMED
    flags[spots.geo_precision == 3] |= COARSE
    flags[spots.geo_precision == 2] |= NEAR
    several = {"more": more.tolist()} if more.any() else {}
    return several | {
        "scale": scale,
        "lat": _in_steps(spots.lat, scale),
        "lon": _in_steps(spots.lon, scale),
        "row": steps(spots.index.tolist()),
        "n": spots.n.tolist(),
        "family": "".join(family_of(spots.types[code]).key for code in spots.main_type),
        "flags": "".join(_BASE36[flag] for flag in flags),
        "km": [round(float(radius_km) * 10) for radius_km in spots.precision_km],
        "name": "\n".join(_one_line(name) for name in spots.names),
    }


def _in_steps(degrees: NDArray[np.float64], steps_a_degree: int) -> list[int]:
    rounded: list[int] = np.rint(degrees * steps_a_degree).astype(np.int64).tolist()
    return steps(rounded)


def _one_line(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= NAME_CHARS else f"{line[: NAME_CHARS - 1]}\u2026"


def _selected(store: Store, view: View) -> int:
    """Return the number of the selected spot, that of the selected event's if there is none."""
    ids = store.columns.spots.ids
    if view.place in ids:
        return ids.index(view.place)
    row = store.row_of(view.event) if view.event else None
    return -1 if row is None else int(store.columns.spot[row])


def _parts(store: Store, view: View, spots: SpotCounts, window: Window) -> dict[str, Any]:
    """Return the single events of the spots in the window, as long as they are few."""
    columns = store.columns
    seen = np.flatnonzero(window.holds(spots.lat, spots.lon) & (spots.n <= PARTS_A_SPOT))
    if not len(seen) or spots.n[seen].sum() > PARTS_IN_ALL:
        return {}
    position = np.full(len(columns.spots), -1, np.int32)
    position[spots.index[seen]] = seen
    rows = store.rows(view, on_map=True)
    rows = rows[position[columns.spot[rows]] >= 0]
    flags = columns.hollow[rows] * HOLLOW + columns.planned[rows] * PLANNED
    flags += columns.claimed[rows] * CLAIMED
    selected = store.row_of(view.event) if view.event else None
    return {
        "event": -1 if selected is None else selected,
        "events": {
            "place": position[columns.spot[rows]].tolist(),
            "id": rows.tolist(),
            "family": "".join(
                family_of(columns.types[code]).key for code in columns.event_type[rows]
            ),
            "flags": "".join(_BASE36[flag] for flag in flags),
        },
    }


def _mentions(store: Store, view: View) -> dict[str, Any]:
    """Return the places most named in the view's days, whether anything happened there or not."""
    named = store.named_places(view)
    kept = np.lexsort((np.arange(len(named)), -named.n))[:MENTIONS_MOST]
    return {
        "scale": FINE,
        "lat": _in_steps(named.lat[kept], FINE),
        "lon": _in_steps(named.lon[kept], FINE),
        "row": steps(list(range(len(kept)))),
        "n": named.n[kept].tolist(),
        "family": "s" * len(kept),
        "flags": "0" * len(kept),
        "km": [0] * len(kept),
        "name": "\n".join(_one_line(named.names[row]) for row in kept),
    }
