"""Merge the tables of two corpora: where both know a report or a place, the newer one holds."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from geo.tables import Tables, encode, plain


def merge(older: Tables, newer: Tables) -> Tables:
    """Return both as one, in the order that one run over all of it would give."""
    reports = newer.reports["id"]
    return Tables(
        events=_merged(
            older.events,
            newer.events,
            "report_id",
            reports,
            ["shown_start", "report_id", "trigger_start", "id"],
        ),
        mentions=_merged(
            older.mentions, newer.mentions, "report_id", reports, ["report_id", "start", "end"]
        ),
        reports=_merged(older.reports, newer.reports, "id", reports, ["id"]),
        places=_merged(older.places, newer.places, "id", newer.places["id"], ["id"]),
        losses=_merged(
            older.losses, newer.losses, "path", newer.losses["path"], ["path", "line", "reason"]
        ),
    )


def _merged(
    older: pa.Table, newer: pa.Table, key: str, replaced: pa.ChunkedArray, order: list[str]
) -> pa.Table:
    known = pc.is_in(plain(older[key]), value_set=plain(replaced).combine_chunks())
    both = pa.concat_tables([_spelled(older.filter(pc.invert(known))), _spelled(newer)])
    keys = [(name, "ascending") for name in order]
    at = pc.sort_indices(both, sort_keys=keys)
    return encode(both.take(at))


def _spelled(table: pa.Table) -> pa.Table:
    return pa.table({name: plain(table[name]) for name in table.column_names})
