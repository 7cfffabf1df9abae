"""Hold what a view asks of the events as numbers, so that a million are sifted in milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.store.tables import PATH_SEPARATOR, plain

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]

EPOCH = date(1970, 1, 1)
"""Day 0 of the numbers that stand for days."""

NO_DAY = np.int32(2**31 - 1)
"""The first day of an event without any day; its last day is ``-NO_DAY``, so no range holds it."""

_NEEDED = (
    "shown_start",
    "shown_end",
    "start",
    "date_source",
    "event_type",
    "modality",
    "confidence",
    "actor1",
    "actor2",
    "source",
    "killed_low",
    "place_id",
    "place_path",
    "geo_precision",
    "precision_km",
    "lat",
    "lon",
    "on_map",
    "search",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spots:
    """The points on which events stand: a place's own, or one computed from places.

    ``ids`` is the place's id, with the point behind it where the place itself has another.
    """

    ids: tuple[str, ...]
    place: Codes
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    geo_precision: NDArray[np.int8]
    precision_km: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """One entry an event; texts are codes into sorted tuples of the values that occur.

    ``start`` and ``end`` count days since 1970-01-01. ``spot`` is -1 for what is not on the map.
    ``killed`` is -1 where not stated. ``ancestry`` pairs each place with itself and every larger
    place that it lies in. ``search`` holds each text searched in once.
    """

    start: Codes
    end: Codes
    event_type: Codes
    modality: Codes
    confidence: Codes
    source: Codes
    actor1: Codes
    actor2: Codes
    killed: Codes
    place: Codes
    spot: Codes
    on_map: Mask
    planned: Mask
    claimed: Mask
    hollow: Mask
    search: pa.Array
    search_code: Codes
    types: tuple[str, ...]
    modalities: tuple[str, ...]
    confidences: tuple[str, ...]
    sources: tuple[str, ...]
    actors: tuple[str, ...]
    places: tuple[str, ...]
    ancestry: tuple[Codes, Codes]
    spots: Spots

    def __len__(self) -> int:
        return len(self.start)

    @classmethod
    def from_table(cls, events: pa.Table) -> Columns:
        """Build the columns of a table of events as ``geo.store.tables`` lays it out."""
        event_type, types = _codes(events["event_type"])
        modality, modalities = _codes(events["modality"])
        confidence, confidences = _codes(events["confidence"])
        source, sources = _codes(events["source"])
        both = pa.chunked_array(
            [plain(events["actor1"]).combine_chunks(), plain(events["actor2"]).combine_chunks()]
        )
        actor, actors = _codes(both)
        path, paths = _codes(events["place_path"])
        places, own, ancestry = _read_paths(paths)
        on_map = _to_numpy(events["on_map"], False).astype(bool)
        place = own[path]
        spot, spots = _find_spots(events, on_map, place, places)
        start = _days(events["shown_start"], NO_DAY)
        end = _days(events["shown_end"], -NO_DAY)
        # An event with a first day only lasts that day.
        end = np.where((end == -NO_DAY) & (start != NO_DAY), start, end)
        inferred = pc.equal(plain(events["date_source"]), "inferred")
        search = pc.dictionary_encode(pc.fill_null(plain(events["search"]).combine_chunks(), ""))
        hollow = pc.or_(pc.is_null(events["start"]), inferred)
        return cls(
            start=start,
            end=end,
            event_type=event_type,
            modality=modality,
            confidence=confidence,
            source=source,
            actor1=actor[: len(events)],
            actor2=actor[len(events) :],
            killed=_to_numpy(events["killed_low"], -1).astype(np.int32),
            place=place,
            spot=spot,
            on_map=spot >= 0,
            planned=_to_numpy(pc.equal(plain(events["modality"]), "planned"), False).astype(bool),
            claimed=_to_numpy(pc.equal(plain(events["modality"]), "claimed"), False).astype(bool),
            hollow=_to_numpy(hollow, False).astype(bool),
            search=search.dictionary,
            search_code=search.indices.to_numpy(),
            types=types,
            modalities=modalities,
            confidences=confidences,
            sources=sources,
            actors=actors,
            places=places,
            ancestry=ancestry,
            spots=spots,
        )

    @classmethod
    def from_frame(cls, events: GeoDataFrame) -> Columns:
        """Build the columns of a table of events as ``code_events`` gives it."""
        return cls.from_table(pa.Table.from_pandas(events[list(_NEEDED)], preserve_index=False))


def _to_numpy(column: pa.ChunkedArray, missing: object) -> NDArray[np.generic]:
    filled = pc.fill_null(column, missing) if column.null_count else column
    return np.asarray(filled.to_numpy())


def _days(column: pa.ChunkedArray, missing: np.int32) -> Codes:
    if not pa.types.is_date32(column.type):
        column = column.cast(pa.date32())
    return _to_numpy(column.cast(pa.int32()), int(missing)).astype(np.int32)


def _codes(column: pa.ChunkedArray) -> tuple[Codes, tuple[str, ...]]:
    """Return a code for every entry, and the texts in code point order; missing counts as empty."""
    encoded = plain(column).combine_chunks()
    encoded = pc.dictionary_encode(pc.fill_null(encoded, ""))
    texts = [str(text) for text in encoded.dictionary.to_pylist()]
    order = sorted(range(len(texts)), key=texts.__getitem__)
    ranks = np.empty(len(texts), np.int32)
    ranks[order] = np.arange(len(texts), dtype=np.int32)
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    return ranks[codes], tuple(texts[index] for index in order)


def _read_paths(paths: tuple[str, ...]) -> tuple[tuple[str, ...], Codes, tuple[Codes, Codes]]:
    """Return all places named in paths, the place of each path, and (place, container) pairs."""
    split = [path.split(PATH_SEPARATOR) if path else [""] for path in paths]
    places = tuple(sorted({name for names in split for name in names} | {""}))
    code = {name: index for index, name in enumerate(places)}
    own = np.array([code[names[0]] for names in split], np.int32)
    pairs = sorted({(code[names[0]], code[name]) for names in split for name in names if name})
    first, second = zip(*pairs, strict=True) if pairs else ((), ())
    return places, own, (np.array(first, np.int32), np.array(second, np.int32))


def _find_spots(
    events: pa.Table, on_map: Mask, place: Codes, places: tuple[str, ...]
) -> tuple[Codes, Spots]:
    """Group what stands on the same point; only what is on the map has one."""
    lat = np.asarray(_to_numpy(events["lat"], np.nan), np.float64)
    lon = np.asarray(_to_numpy(events["lon"], np.nan), np.float64)
    drawn = np.flatnonzero(on_map & np.isfinite(lat) & np.isfinite(lon))
    # Complex numbers sort by both parts: one key of two degrees, and then one of the place.
    points, point_of = np.unique(lat[drawn] + 1j * lon[drawn], return_inverse=True)
    keys = place[drawn].astype(np.int64) * max(len(points), 1) + point_of
    unique, first, group = np.unique(keys, return_index=True, return_inverse=True)
    spot = np.full(len(place), -1, np.int32)
    spot[drawn] = group
    precision = np.asarray(_to_numpy(events["geo_precision"], 0), np.int8)[drawn]
    radius_km = np.asarray(_to_numpy(events["precision_km"], 0.0), np.float64)[drawn]
    coarsest = np.zeros(len(unique), np.int8)
    widest_km = np.zeros(len(unique))
    np.maximum.at(coarsest, group, precision)
    np.maximum.at(widest_km, group, radius_km)
    at = drawn[first]
    shared = np.bincount(place[at], minlength=len(places))[place[at]] > 1
    ids = tuple(
        f"{places[code]}@{y:.5f},{x:.5f}" if more or not places[code] else places[code]
        for code, y, x, more in zip(place[at], lat[at], lon[at], shared, strict=True)
    )
    return spot, Spots(
        ids=ids,
        place=place[at],
        lat=lat[at],
        lon=lon[at],
        geo_precision=coarsest,
        precision_km=widest_km,
    )
