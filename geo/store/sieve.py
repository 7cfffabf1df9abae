"""Sieve: the masks and orders that views ask for again and again, kept for the next time."""

from __future__ import annotations

from threading import Lock
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.store.columns import Codes, Columns, Mask
from geo.store.select import all_of, mask_of
from geo.store.tables import plain
from geo.view import View

MASKS_KEPT = 48


class Sieve:
    """Sifts the events of a store; safe to be asked from many threads.

    Parameters
    ----------
    columns
        The events.
    place_names
        A name for each of ``columns.places``.
    report_ids
        The report of each event.
    """

    def __init__(
        self, columns: Columns, place_names: tuple[str, ...], report_ids: pa.ChunkedArray
    ) -> None:
        self._columns = columns
        self._report_ids = report_ids
        self._place_names = place_names
        self.masks: dict[tuple[str, Any], Mask] = {}
        self._orders: dict[str, Codes] = {}
        self._lock = Lock()

    def at(self, spot: str) -> Mask:
        """Return which events stand on a spot, or on any spot of a place, by its id."""
        columns = self._columns
        ids = columns.spots.ids
        if spot in ids:
            return np.equal(columns.spot, ids.index(spot))
        if spot in columns.places:
            return np.equal(columns.place, columns.places.index(spot))
        return np.zeros(len(columns), bool)

    def mask(self, view: View, *, on_map: bool | None = None, spot: str = "") -> Mask:
        """Return which events a view keeps; see ``Store.rows`` for the rest."""
        mask = all_of(len(self._columns), [self._one(*item) for item in view.filters().items()])
        if on_map is not None:
            mask = mask & (self._columns.on_map == on_map)
        return mask & self.at(spot) if spot else mask

    def _one(self, name: str, value: Any) -> Mask:
        """Return a filter's mask, kept for the next call: a slider moves only the dates."""
        if name in {"since", "until"}:
            return mask_of(self._columns, name, value)
        key = (name, value)
        with self._lock:
            mask = self.masks.pop(key, None)
            if mask is not None:
                self.masks[key] = mask  # the last one asked for stays longest
                return mask
        mask = mask_of(self._columns, name, value)
        mask.setflags(write=False)
        with self._lock:
            self.masks[key] = mask
            while len(self.masks) > MASKS_KEPT:
                del self.masks[next(iter(self.masks))]
        return mask

    def order(self, sort: str) -> Codes | None:
        """Return all rows in the order of a list; None where it is that of the days."""
        if sort == "date":
            return None
        with self._lock:
            known = self._orders.get(sort)
        if known is None:
            known = self._sorted(sort)
            with self._lock:
                self._orders[sort] = known
        return known

    def _sorted(self, sort: str) -> Codes:
        columns, name = self._columns, sort.removeprefix("-")
        keys: NDArray[np.integer[Any]]
        missing = np.zeros(len(columns), bool)
        if name == "date":
            keys = columns.start.astype(np.int64)
        elif name == "type":
            keys = columns.event_type
        elif name == "place":
            ranks = np.argsort(np.argsort(np.array(self._place_names, dtype=object), kind="stable"))
            keys, missing = ranks[columns.place], columns.place == 0
        elif name == "deaths":
            keys, missing = columns.killed, columns.killed < 0
        else:
            keys = pc.rank(plain(self._report_ids), tiebreaker="dense").to_numpy().astype(np.int64)
        # What isn't stated stands last, whichever way the list is turned.
        rows = np.lexsort((-keys if sort.startswith("-") else keys, missing))
        return rows.astype(np.int32)
