"""Count events: by spot, by day and type, by choice; every count obeys the masks given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.store.columns import EPOCH, NO_DAY, Codes, Columns, Mask

Unit = Literal["day", "week", "month"]

_FAR = timedelta(days=366)
_MONDAY = 4  # 1970-01-05, the first Monday of the day count
_DAY_LIMIT = 120
_WEEK_LIMIT = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotCounts:
    """How many events stand on each spot of the map, spots without any left out.

    All arrays have one entry a spot. ``index`` is the spot's number in the whole store, and
    ``main_type`` indexes ``types``: the most frequent one, the first by name where two draw.
    ``hollow`` counts events without a stated date of their own, ``planned`` those only announced,
    ``claimed`` those that a party says of itself or of another.
    """

    index: Codes
    ids: tuple[str, ...]
    place_ids: tuple[str, ...]
    names: tuple[str, ...]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    n: Codes
    main_type: Codes
    planned: Codes
    claimed: Codes
    hollow: Codes
    geo_precision: NDArray[np.int8]
    precision_km: NDArray[np.float64]
    types: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """Events by time, stacked by type.

    ``counts[i, j]`` is the number of events of ``types[j]`` that a range of just the bucket
    beginning on ``starts[i]`` would show. An event of several days is in each bucket it touches.
    """

    unit: Unit
    starts: tuple[date, ...]
    types: tuple[str, ...]
    counts: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlaces:
    """How often each place is named, whether or not anything happened there; one entry a place."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    precision_km: NDArray[np.float64]
    n: Codes

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Everything accounted for; each line adds up.

    ``found = reports + rejected``; ``mentions = resolved + ambiguous + unknown``;
    ``events = on_map + beside + hidden``, where ``beside`` is listed for want of a place or since
    it did not happen, and ``hidden`` is kept back by the view.
    """

    found: int
    reports: int
    rejected: int
    mentions: int
    resolved: int
    ambiguous: int
    unknown: int
    events: int
    on_map: int
    beside: int
    hidden: int


class Choice(NamedTuple):
    """One value that a filter can take, and how many events it would keep."""

    value: str
    label: str
    n: int


def count_spots(columns: Columns, mask: Mask, names: tuple[str, ...]) -> SpotCounts:
    """Count events by spot; ``names`` has a name for each of ``columns.places``."""
    spots = columns.spots
    kept = np.flatnonzero(mask & columns.on_map)
    spot = columns.spot[kept]
    width = max(len(columns.types), 1)
    cells = np.bincount(
        spot.astype(np.int64) * width + columns.event_type[kept], minlength=len(spots) * width
    ).reshape(len(spots), width)
    n = cells.sum(axis=1)
    index = np.flatnonzero(n).astype(np.int32)
    planned = np.bincount(spot[columns.planned[kept]], minlength=len(spots))
    claimed = np.bincount(spot[columns.claimed[kept]], minlength=len(spots))
    hollow = np.bincount(spot[columns.hollow[kept]], minlength=len(spots))
    place = spots.place[index]
    return SpotCounts(
        index=index,
        ids=tuple(spots.ids[i] for i in index),
        place_ids=tuple(columns.places[code] for code in place),
        names=tuple(names[code] for code in place),
        lat=spots.lat[index],
        lon=spots.lon[index],
        n=n[index].astype(np.int32),
        main_type=cells[index].argmax(axis=1).astype(np.int32),
        planned=planned[index].astype(np.int32),
        claimed=claimed[index].astype(np.int32),
        hollow=hollow[index].astype(np.int32),
        geo_precision=spots.geo_precision[index],
        precision_km=spots.precision_km[index],
        types=columns.types,
    )


def span_of(
    columns: Columns, recalled: Mask, published: tuple[date, date] | None
) -> tuple[date, date]:
    """Return the first and the last day of mapped events, far recollections left out.

    Parameters
    ----------
    columns
        The events.
    recalled
        Which events are only recalled, as background to others.
    published
        The first and the last day of the reports; None if none of them has a date.
    """
    dated = columns.start != NO_DAY
    for mask in (dated & columns.on_map & ~recalled, dated & columns.on_map, dated):
        if not mask.any():
            continue
        first = EPOCH + timedelta(days=int(columns.start[mask].min()))
        last = EPOCH + timedelta(days=int(columns.end[mask].max()))
        if published is None:
            return first, last
        first = max(first, published[0] - _FAR)
        last = min(last, published[1] + _FAR)
        if first <= last:
            return first, last
    return published or (EPOCH, EPOCH)


def choose_unit(first: date, last: date) -> Unit:
    """Return the unit that gives a readable number of bars for a span of days."""
    days = (last - first).days
    if days <= _DAY_LIMIT:
        return "day"
    return "week" if days <= _WEEK_LIMIT else "month"


def count_days(columns: Columns, mask: Mask, first: date, last: date, unit: Unit) -> Histogram:
    """Count events by bucket and type from ``first`` to ``last``."""
    starts = _bucket_starts(first, last, unit)
    edges = np.array([(day - EPOCH).days for day in starts], np.int32)
    kept = np.flatnonzero(mask & (columns.start != NO_DAY))
    begin, end = columns.start[kept], columns.end[kept]
    event_type = columns.event_type[kept]
    last_number = (last - EPOCH).days
    seen = (end >= edges[0]) & (begin <= last_number)
    low = np.clip(np.searchsorted(edges, begin[seen], "right") - 1, 0, None)
    high = np.searchsorted(edges, np.minimum(end[seen], last_number), "right") - 1
    width = max(len(columns.types), 1)
    cells = (len(starts) + 1) * width
    kind = event_type[seen]
    change = np.bincount(low * width + kind, minlength=cells)
    change -= np.bincount((high + 1) * width + kind, minlength=cells)
    counts = change.reshape(len(starts) + 1, width).cumsum(axis=0)[:-1]
    return Histogram(unit=unit, starts=starts, types=columns.types, counts=counts.astype(np.int32))


def count_choices(known: tuple[str, ...], codes: Codes, mask: Mask) -> list[Choice]:
    """Count events by the value of one column, the most frequent first; empty is no choice."""
    counts = np.bincount(codes[mask], minlength=len(known))
    return _ranked([Choice(name, name, int(n)) for name, n in zip(known, counts, strict=True)])


def count_actors(columns: Columns, mask: Mask) -> list[Choice]:
    """Count events by actor, whichever side it is on; one on both sides counts once."""
    first, second = columns.actor1[mask], columns.actor2[mask]
    counts = np.bincount(first, minlength=len(columns.actors))
    counts += np.bincount(second[second != first], minlength=len(columns.actors))
    named = zip(columns.actors, counts, strict=True)
    return _ranked([Choice(name, name, int(n)) for name, n in named])


def count_places(columns: Columns, mask: Mask, names: tuple[str, ...]) -> list[Choice]:
    """Count events by place, those inside it included."""
    own = np.bincount(columns.place[mask], minlength=len(columns.places))
    place, container = columns.ancestry
    counts = np.bincount(container, weights=own[place], minlength=len(columns.places))
    return _ranked(
        [
            Choice(place_id, name, int(n))
            for place_id, name, n in zip(columns.places, names, counts, strict=True)
        ]
    )


def _ranked(choices: list[Choice]) -> list[Choice]:
    kept = [choice for choice in choices if choice.n and choice.value]
    return sorted(kept, key=lambda choice: (-choice.n, choice.label, choice.value))


def _bucket_starts(first: date, last: date, unit: Unit) -> tuple[date, ...]:
    number, last_number = (first - EPOCH).days, (last - EPOCH).days
    if unit == "day":
        return tuple(EPOCH + timedelta(days=n) for n in range(number, last_number + 1))
    if unit == "week":
        monday = number - (number - _MONDAY) % 7
        return tuple(EPOCH + timedelta(days=n) for n in range(monday, last_number + 1, 7))
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(date(month // 12, month % 12 + 1, 1) for month in months)
