"""Compose the scene: what the map draws of a view, in as few bytes as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.draw import COARSE, HOLLOW, NEAR, PLANNED, TILES, family_of, steps
from geo.extent import extent
from geo.store import SpotCounts, Store
from geo.view import BBox, View

PART_FROM_ZOOM = 12
"""From this zoom on the events of a spot are drawn one by one."""

PARTS_A_SPOT = 60
PARTS_IN_ALL = 600
"""How many events are drawn one by one, at one spot and on the whole map."""

MENTIONS_MOST = 2000
"""How many places the layer of all mentions draws, the most frequent ones."""

_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What part of the world the reader's map shows."""

    zoom: int
    bbox: BBox

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
    go
        An order to move the map: its ``stamp``, and either ``bounds`` or a point and a zoom.
    dark
        Whether the page is dark.
    """
    scene: dict[str, Any] = {
        "theme": "dark" if dark else "light",
        "most": int(spots.n.max()) if len(spots) else 1,
        "places": _columns(spots),
        "selected": _selected(store, view),
    }
    if window is not None and window.zoom >= PART_FROM_ZOOM:
        scene |= _parts(store, view, spots, window)
    if "mentions" in view.layers:
        scene["mentions"] = _mentions(store)
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
    if go is not None:
        scene["go"] = go
    return scene


def bounds_of(spots: SpotCounts) -> list[float]:
    """Return west, south, east, north of what is drawn."""
    return [round(edge, 4) for edge in extent(spots.lat, spots.lon, spots.n)]


def _columns(spots: SpotCounts) -> dict[str, Any]:
    flags = np.zeros(len(spots), np.int8)
    flags[spots.hollow == spots.n] |= HOLLOW
    flags[spots.planned == spots.n] |= PLANNED
    flags[spots.geo_precision == 3] |= COARSE
    flags[spots.geo_precision == 2] |= NEAR
    return {
        "lat": steps(_ten_thousandths(spots.lat)),
        "lon": steps(_ten_thousandths(spots.lon)),
        "row": steps(spots.index.tolist()),
        "n": spots.n.tolist(),
        "family": "".join(family_of(spots.types[code]).key for code in spots.main_type),
        "flags": "".join(_BASE36[flag] for flag in flags),
        "km": [round(float(radius_km) * 10) for radius_km in spots.precision_km],
        "name": "\n".join(_one_line(name) for name in spots.names),
    }


def _ten_thousandths(degrees: NDArray[np.float64]) -> list[int]:
    rounded: list[int] = np.rint(degrees * 10_000).astype(np.int64).tolist()
    return rounded


def _one_line(name: str) -> str:
    return " ".join(name.split())


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


def _mentions(store: Store) -> dict[str, Any]:
    """Return every place that a name was resolved to, whether anything happened there or not."""
    counted = pc.value_counts(store.mentions["place_id"]).to_pylist()
    found = sorted(
        ((item["counts"], item["values"]) for item in counted if item["values"]),
        key=lambda item: (-item[0], item[1]),
    )[:MENTIONS_MOST]
    places = [(n, place) for n, place_id in found if (place := store.place(place_id))]
    return {
        "lat": steps([round(place.lat * 10_000) for _, place in places]),
        "lon": steps([round(place.lon * 10_000) for _, place in places]),
        "row": steps(list(range(len(places)))),
        "n": [n for n, _ in places],
        "family": "s" * len(places),
        "flags": "0" * len(places),
        "km": [0] * len(places),
        "name": "\n".join(_one_line(place.name) for _, place in places),
    }
