"""Store: events with their reports, asked by a View; shared by all sessions and never changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.model import Parsed, Rejected
from geo.store.archive import Archive
from geo.store.columns import EPOCH, NO_DAY, Codes, Columns
from geo.store.select import rows_of
from geo.store.sieve import Sieve
from geo.store.tables import (
    Tables,
    fingerprint,
    lay_out,
    plain,
)
from geo.store.tally import (
    Choice,
    Histogram,
    NamedPlaces,
    SpotCounts,
    Sums,
    Unit,
    choose_unit,
    count_actors,
    count_choices,
    count_days,
    count_places,
    count_spots,
    span_of,
)
from geo.view import View

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from gazetteer import Gazetteer
    from geo.reports import Note

__all__ = ["Choice", "Histogram", "NamedPlaces", "SpotCounts", "Store", "Sums"]

_HISTOGRAMS_KEPT = 32

FACETS = ("types", "modalities", "confidence", "places", "actors", "sources")
"""Filters that offer choices with counts."""


class Store(Archive):
    """Events, mentions, reports and places of one corpus.

    Every method is safe to call from many threads: nothing is changed after construction but
    bounded caches. Rows are numbers into ``events``, which stand in the order of days.

    Attributes
    ----------
    events, mentions, reports, places, losses
        Arrow tables.
    columns
        The numbers that views ask of events.
    sieve
        What sifts them.
    fingerprint
        Twelve hex digits that change with the data; links carry them.
    notes
        What else there is to know of the files, where they were read just now: it is not saved.
    """

    def __init__(self, tables: Tables, notes: Iterable[Note] = ()) -> None:
        super().__init__(tables)
        self.notes = tuple(notes)
        self.columns = Columns.from_table(self.events)
        self.fingerprint = fingerprint(tables)
        self._histograms: dict[tuple[Any, ...], Histogram] = {}
        self._lock = Lock()
        names = dict(
            zip(self.places["id"].to_pylist(), self.places["name"].to_pylist(), strict=True)
        )
        self._place_names = tuple(names.get(place_id, place_id) for place_id in self.columns.places)
        self.sieve = Sieve(self.columns, self._place_names, self.events["report_id"])

    @classmethod
    def from_parsed(
        cls,
        parsed: Iterable[Parsed],
        places: Gazetteer | None = None,
        rejected: Iterable[Rejected] = (),
        notes: Iterable[Note] = (),
    ) -> Store:
        """Build a store of parsed reports, in memory.

        Parameters
        ----------
        parsed
            Reports with what was found in them, in any order.
        places
            The gazetteer; without it a place filter doesn't reach what lies inside.
        rejected
            What could not be read, so that the sums account for it.
        notes
            What was passed over or is odd, as ``Reports.notes`` has it.
        """
        return cls(lay_out(parsed, places, rejected), notes)

    @classmethod
    def open(cls, folder: str | Path) -> Store:
        """Open a store that ``save`` wrote; ``StoreError`` if it is none or is damaged."""
        from geo.store.keep import load

        return cls(load(Path(folder)))

    def save(self, folder: str | Path) -> None:
        """Write the store as GeoParquet files; a reader sees the old one or the new, never half."""
        from geo.store.keep import keep

        keep(self.tables, Path(folder))

    # What a view keeps

    def rows(self, view: View, *, on_map: bool | None = None, spot: str = "") -> Codes:
        """Return the rows that a view keeps, in the order of days.

        Parameters
        ----------
        view
            What is selected.
        on_map
            True for those on the map, False for those beside it, None for both.
        spot
            Only events on this spot: an id of ``SpotCounts.ids``, or of a place.
        """
        return rows_of(self.sieve.mask(view, on_map=on_map, spot=spot))

    def count(self, view: View, *, on_map: bool | None = None) -> int:
        """Return how many events a view keeps."""
        return int(np.count_nonzero(self.sieve.mask(view, on_map=on_map)))

    def counts_by_place(self, view: View) -> SpotCounts:
        """Return how many events stand on each spot: what the map draws."""
        return count_spots(self.columns, self.sieve.mask(view), self._place_names)

    def histogram(self, view: View, unit: Unit | None = None) -> Histogram:
        """Return mapped events by time, stacked by type, under all filters but the dates.

        The bars span all days of the store, so that the slider under them stays put; ``unit`` is
        chosen by their span if it isn't given.
        """
        first, last = self.span
        unit = unit or choose_unit(first, last)
        undated = view.without("since", "until")
        # A slider moves the dates alone, and the bars stay the same.
        key = (unit, tuple(undated.filters().items()))
        with self._lock:
            known = self._histograms.get(key)
        if known is None:
            mask = self.sieve.mask(undated) & self.columns.on_map
            known = count_days(self.columns, mask, first, last, unit)
            with self._lock:
                self._histograms[key] = known
                while len(self._histograms) > _HISTOGRAMS_KEPT:
                    del self._histograms[next(iter(self._histograms))]
        return known

    def facets(self, view: View) -> dict[str, list[Choice]]:
        """Return the choices of every filter of ``FACETS`` with their counts.

        Each count obeys all other filters but not its own, so that it says what choosing it would
        keep.
        """
        columns = self.columns
        masks = {name: self.sieve.mask(view.without(name)) for name in FACETS}
        return {
            "types": count_choices(columns.types, columns.event_type, masks["types"]),
            "modalities": count_choices(columns.modalities, columns.modality, masks["modalities"]),
            "confidence": count_choices(
                columns.confidences, columns.confidence, masks["confidence"]
            ),
            "places": count_places(columns, masks["places"], self._place_names),
            "actors": count_actors(columns, masks["actors"]),
            "sources": count_choices(columns.sources, columns.source, masks["sources"]),
        }

    def named_places(self, view: View) -> NamedPlaces:
        """Return how often each place is named in the reports of the view's days and sources.

        For a layer of all resolved mentions: adjectives, armies and governments count too, so that
        it is no picture of events.
        """
        published, source, report, place = self._mention_codes
        kept = np.ones(len(self.reports), bool)
        if view.since:
            kept &= published >= (view.since - EPOCH).days
        if view.until:
            kept &= published <= (view.until - EPOCH).days
        if view.sources:
            kept &= np.isin(source, view.sources)
        n = np.bincount(place[kept[report]], minlength=len(self.places))
        index = np.flatnonzero(n)
        rows = self.places.take(pa.array(index))
        return NamedPlaces(
            ids=tuple(plain(rows["id"]).to_pylist()),
            names=tuple(plain(rows["name"]).to_pylist()),
            lat=rows["lat"].to_numpy(),
            lon=rows["lon"].to_numpy(),
            precision_km=rows["precision_km"].to_numpy(),
            n=n[index].astype(np.int32),
        )

    def page(
        self,
        view: View,
        *,
        on_map: bool | None = True,
        spot: str = "",
        sort: str = "",
        offset: int = 0,
        limit: int = 50,
    ) -> list[dict[str, Any]]:
        """Return some of the events that a view keeps, as plain rows for a list.

        Parameters
        ----------
        view, on_map, spot
            As in ``rows``.
        sort
            One of ``geo.view.SORTS``; the view's own if empty.
        offset, limit
            Which part of them.
        """
        mask = self.sieve.mask(view, on_map=on_map, spot=spot)
        order = self.sieve.order(sort or view.sort)
        rows = rows_of(mask) if order is None else order[mask[order]]
        taken = self.events.take(pa.array(rows[offset : offset + limit]))
        return list(taken.to_pylist())

    def reasons_beside(self, view: View) -> list[tuple[str, int]]:
        """Return why events of a view stand beside the map, and how many for each reason."""
        rows = self.rows(view, on_map=False)
        reasons = plain(self.events["off_map_reason"].take(pa.array(rows)))
        counted = pc.value_counts(reasons.combine_chunks()).to_pylist()
        found = [(item["values"], item["counts"]) for item in counted]
        return sorted(found, key=lambda item: (-item[1], item[0]))

    def sums(self, view: View) -> Sums:
        """Return the sums that account for everything that went in."""
        mask = self.sieve.mask(view)
        on_map = int(np.count_nonzero(mask & self.columns.on_map))
        kept = int(np.count_nonzero(mask))
        status = self._statuses
        return Sums(
            found=len(self.reports) + len(self.losses),
            reports=len(self.reports),
            rejected=len(self.losses),
            mentions=len(self.mentions),
            resolved=status.get("resolved", 0),
            ambiguous=status.get("ambiguous", 0),
            unknown=status.get("unknown", 0),
            events=len(self.events),
            on_map=on_map,
            beside=kept - on_map,
            hidden=len(self.events) - kept,
        )

    def frame(self, view: View | None = None, *, on_map: bool | None = None) -> GeoDataFrame:
        """Return the events that a view keeps (all without one) as a table with points."""
        from geo.store.frames import make_frame

        rows = None if view is None and on_map is None else self.rows(view or View(), on_map=on_map)
        frame = make_frame(self.events, self.reports, rows)
        # Carried by pandas through every selection, so that a file written of it can say so.
        frame.attrs = {"data": self.fingerprint, "attribution": self.attribution}
        return frame

    @cached_property
    def attribution(self) -> str:
        """Who is to be named for the points: the licences of the places that events stand on."""
        codes = set(self.columns.place.tolist())
        ids = {self.columns.places[code] for code in codes}
        places = [self._places[place_id] for place_id in sorted(ids) if place_id in self._places]
        # A place made of two sources names two licences.
        named = {licence for place in places for licence in place.licence.split("; ") if licence}
        return "; ".join(sorted(named))

    @cached_property
    def span(self) -> tuple[date, date]:
        """The first and the last day of mapped events, far recollections left out.

        Neither events only recalled nor days more than a year away from every report stretch the
        time shown ("a blockade since 2007"); an event that lasts into it is shown all the same. A
        store without any day has those of its reports, or 1970-01-01.
        """
        days = [day for day in self.reports["published"].to_pylist() if day]
        recalled = np.asarray(self.events["background"].to_numpy(), bool)
        return span_of(self.columns, recalled, (min(days), max(days)) if days else None)

    # Inside

    @cached_property
    def _mention_codes(self) -> tuple[Codes, NDArray[np.object_], Codes, Codes]:
        """Day and source of each report; report and place of each resolved mention."""
        published = self.reports["published"].cast(pa.int32()).fill_null(int(-NO_DAY)).to_numpy()
        source = np.array(plain(self.reports["source"]).to_pylist(), dtype=object)
        resolved = self.mentions.filter(pc.not_equal(plain(self.mentions["place_id"]), ""))
        codes = [
            pc.index_in(plain(resolved[name]), value_set=plain(known["id"]).combine_chunks())
            .to_numpy()
            .astype(np.int32)
            for name, known in (("report_id", self.reports), ("place_id", self.places))
        ]
        return published, source, codes[0], codes[1]

    @cached_property
    def _statuses(self) -> dict[str, int]:
        counted = pc.value_counts(self.mentions["status"]).to_pylist()
        return {item["values"]: item["counts"] for item in counted}
