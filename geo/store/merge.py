"""Merge the tables of two corpora: where both know a report or a place, the newer one holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from geo.events.clusters import suggest_clusters
from geo.store.tables import Tables, encode, plain, read_event

if TYPE_CHECKING:
    from gazetteer import Gazetteer


def merge(
    older: Tables,
    newer: Tables,
    places: Gazetteer | None = None,
    *,
    seen: Iterable[str] = (),
) -> Tables:
    """Return both as one, in the order that one run over all of it would give.

    Which events may be the same is decided anew over all of them. ``seen`` are the files that the
    newer run read: what the older one lost in them counts no more.
    """
    paths = pa.chunked_array([pa.array(sorted(set(seen)), pa.string())])
    reports = newer.reports["id"]
    return Tables(
        events=_clustered(
            _merged(
                older.events,
                newer.events,
                "report_id",
                reports,
                ["shown_start", "report_id", "trigger_start", "id"],
            ),
            places,
        ),
        mentions=_merged(
            older.mentions, newer.mentions, "report_id", reports, ["report_id", "start", "end"]
        ),
        reports=_merged(older.reports, newer.reports, "id", reports, ["id"]),
        places=_merged(older.places, newer.places, "id", newer.places["id"], ["id"]),
        losses=_merged(older.losses, newer.losses, "path", paths, ["path", "line", "reason"]),
    )


def _merged(
    older: pa.Table, newer: pa.Table, key: str, replaced: pa.ChunkedArray, order: list[str]
) -> pa.Table:
    known = pc.is_in(plain(older[key]), value_set=plain(replaced).combine_chunks())
    both = pa.concat_tables([_spelled(older.filter(pc.invert(known))), _spelled(newer)])
    keys = [(name, "ascending") for name in order]
    at = pc.sort_indices(both, sort_keys=keys)
    return encode(both.take(at))


def _clustered(events: pa.Table, places: Gazetteer | None) -> pa.Table:
    """Return the events with their clusters suggested anew, in the order of their reports."""
    cleared = [
        replace(read_event(row), cluster_id="", cluster_reason="") for row in events.to_pylist()
    ]
    order = sorted(range(len(cleared)), key=lambda row: (cleared[row].report_id, row))
    suggested = suggest_clusters([cleared[row] for row in order], places)
    for name in ("cluster_id", "cluster_reason"):
        values = [""] * len(cleared)
        for row, event in zip(order, suggested, strict=True):
            values[row] = getattr(event, name)
        position = events.column_names.index(name)
        events = events.set_column(position, name, pa.array(values, pa.string()))
    return encode(events)


def _spelled(table: pa.Table) -> pa.Table:
    return pa.table({name: plain(table[name]) for name in table.column_names})
