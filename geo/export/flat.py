"""Flatten events for export: one plain value a column, in a fixed order, for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.store.tables import EVENT_SCHEMA, plain

_RENAMED = {
    "report_title": "title",
    "report_url": "url",
    "report_published": "published",
    "start": "event_date",
    "end": "event_end",
    "shown_start": "start",
    "shown_end": "end",
}
_LEFT_OUT = frozenset(
    {"search", "evidence", "place_path", "place_mention", "geometry", "lat", "lon"}
    | {name for name in EVENT_SCHEMA.names if name.endswith(("_start", "_end"))}
) - {"shown_start", "shown_end"}
_FIRST = (
    "id",
    "report_id",
    "title",
    "source",
    "url",
    "published",
    "event_type",
    "modality",
    "start",
    "end",
    "event_date",
    "event_end",
    "place_name",
)
_LAST = ("sentence",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flat:
    """Events ready to be written: ``table`` holds plain values, ``drawn`` says which have a point.

    ``about`` is what goes into the file besides: the view's description, the data's version, who
    is to be named.
    """

    table: pa.Table
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    drawn: NDArray[np.bool_]
    about: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.drawn)


def flatten(events: pa.Table, about: Mapping[str, str], *, listed: bool) -> Flat:
    """Return events, as ``make_table`` or a frame gives them, in the form of exports.

    Parameters
    ----------
    events
        A table with the columns of an event, those of its report, and the user's own.
    about
        What the file says of itself.
    listed
        Whether to keep what is not on the map; it then has no point.
    """
    drawn = np.asarray(pc.fill_null(events["on_map"], False).to_numpy(zero_copy_only=False), bool)
    lat = np.asarray(pc.fill_null(events["lat"], np.nan).to_numpy(), np.float64)
    lon = np.asarray(pc.fill_null(events["lon"], np.nan).to_numpy(), np.float64)
    drawn = drawn & np.isfinite(lat) & np.isfinite(lon)
    if not listed and not drawn.all():
        kept = np.flatnonzero(drawn)
        events, lat, lon, drawn = events.take(pa.array(kept)), lat[kept], lon[kept], drawn[kept]
    columns = {}
    for name in events.column_names:
        if name not in _LEFT_OUT and _RENAMED.get(name, name) not in columns:
            columns[_RENAMED.get(name, name)] = _flat_column(name, events[name])
    names = [name for name in _FIRST if name in columns]
    names += [name for name in columns if name not in {*_FIRST, *_LAST}]
    names += [name for name in _LAST if name in columns]
    table = pa.table({name: columns[name] for name in names})
    return Flat(table=table, lat=lat.round(6), lon=lon.round(6), drawn=drawn, about=about)


def values_of(column: pa.ChunkedArray) -> list[object]:
    """Return a column as Python values, days in ISO 8601."""
    column = plain(column)
    if pa.types.is_date(column.type):
        column = column.cast(pa.string())
    return list(column.to_pylist())


def pieces_of(column: pa.ChunkedArray, write: Callable[[object], str]) -> list[str] | str:
    """Return what ``write`` makes of each value, one text if it is the same for all.

    Each distinct value is written once: in a million events few columns have many.
    """
    if column.null_count == len(column):
        return write(None)
    if pa.types.is_date(column.type):
        column = column.cast(pa.string())
    array = column.combine_chunks()
    if not pa.types.is_dictionary(array.type):
        array = pc.dictionary_encode(array)
    codes = pc.fill_null(array.indices, -1).to_numpy(zero_copy_only=False)
    used, position = np.unique(codes, return_inverse=True)
    values = array.dictionary.take(pa.array(np.maximum(used, 0))).to_pylist()
    written = [write(None if code < 0 else value) for code, value in zip(used, values, strict=True)]
    if len(written) == 1:
        return written[0]
    pieces: list[str] = np.array(written, dtype=object)[position].tolist()
    return pieces


def joined_rows(columns: Sequence[list[str] | str], count: int, between: str) -> Iterator[str]:
    """Yield the pieces of each row, joined; neighbours that never change are joined once."""
    groups: list[list[str] | str] = []
    for column in columns:
        if isinstance(column, str) and groups and isinstance(groups[-1], str):
            groups[-1] = f"{groups[-1]}{between}{column}"
        else:
            groups.append(column)
    spread = [[group] * count if isinstance(group, str) else group for group in groups]
    return map(between.join, zip(*spread, strict=True))


def interval_time(day: object, *, end: bool) -> str | None:
    """Return a day as the time, in UTC, at which an interval begins or ends."""
    if day is None:
        return None
    return f"{day}T23:59:59Z" if end else f"{day}T00:00:00Z"


def _flat_column(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_timestamp(kind):
        return column.cast(pa.date32())
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or name in {"subsets", "date_flags"}:
        return _joined(column)
    if pa.types.is_large_string(kind) or pa.types.is_string(kind) or pa.types.is_null(kind):
        return column.cast(pa.string())
    return column


def _joined(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_null(column.type):
        return pa.chunked_array([pa.array([""] * len(column), pa.string())])
    texts = np.full(len(column), "", dtype=object)
    lengths = pc.fill_null(pc.list_value_length(column), 0).to_numpy()
    for row in np.flatnonzero(lengths):
        texts[row] = "; ".join(map(_item_text, column[int(row)].as_py()))
    return pa.chunked_array([pc.dictionary_encode(pa.array(texts, pa.string()))])


def _item_text(item: object) -> str:
    if isinstance(item, Mapping):  # a subset of a toll
        low, high = item["low"], item["high"]
        if low == high:
            return f"{item['group']}: {low}"
        return f"{item['group']}: {'' if low is None else low}-{'' if high is None else high}"
    return str(item)
