"""Look up single records of a store: events, reports, mentions, places, losses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import pyarrow.compute as pc

from gazetteer.place import Place
from geo.model import Event, Mention, Rejected, Report
from geo.store.tables import Tables, read_event, read_loss, read_mention, read_place, read_report


class Archive:
    """The tables of one corpus, and the records that their rows stand for.

    Attributes
    ----------
    events, mentions, reports, places, losses
        Arrow tables; events stand in the order of days.
    """

    def __init__(self, tables: Tables) -> None:
        self.events, self.mentions, self.reports, self.places, self.losses = tables

    def __len__(self) -> int:
        return len(self.events)

    @property
    def tables(self) -> Tables:
        """All tables, as they are kept on disk."""
        return Tables(self.events, self.mentions, self.reports, self.places, self.losses)

    def row_of(self, event_id: str) -> int | None:
        """Return the row of an event, None if there is none with this id."""
        row = pc.index(self.events["id"], event_id).as_py()
        return None if row < 0 else int(row)

    def event(self, event_id: str) -> Event | None:
        """Return an event by its id, None if there is none."""
        row = self.row_of(event_id)
        return None if row is None else read_event(self.events.slice(row, 1).to_pylist()[0])

    def event_at(self, row: int) -> Event:
        """Return the event of a row."""
        return read_event(self.events.slice(row, 1).to_pylist()[0])

    def report(self, report_id: str) -> Report | None:
        """Return a report by its id, None if there is none."""
        row = pc.index(self.reports["id"], report_id).as_py()
        return None if row < 0 else read_report(self.reports.slice(row, 1).to_pylist()[0])

    def mentions_of(self, report_id: str) -> tuple[Mention, ...]:
        """Return all mentions of a report, in the order of the text."""
        table = self.mentions.filter(pc.equal(self.mentions["report_id"], report_id))
        return tuple(read_mention(row, self._places) for row in table.to_pylist())

    def cluster_of(self, event: Event) -> tuple[Event, ...]:
        """Return the other events that may speak of the same happening."""
        if not event.cluster_id:
            return ()
        table = self.events.filter(pc.equal(self.events["cluster_id"], event.cluster_id))
        found = (read_event(row) for row in table.to_pylist())
        return tuple(other for other in found if other.id != event.id)

    def place(self, place_id: str) -> Place | None:
        """Return a place that the corpus mentions, or that contains one; None if there is none."""
        return self._places.get(place_id)

    def place_name(self, place_id: str) -> str:
        """Return a place's name, its id if it has none here."""
        place = self._places.get(place_id.partition("@")[0])
        return place.name if place else place_id

    @cached_property
    def rejected(self) -> tuple[Rejected, ...]:
        """What could not be read."""
        return tuple(read_loss(row) for row in self.losses.to_pylist())

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        places = (read_place(row) for row in self.places.to_pylist())
        return {place.id: place for place in places}
