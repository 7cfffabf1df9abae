"""Suggest which events of several reports are the same happening; tolls are never added.

Two events may be one when their types belong to one family, their days lie at most 1 day apart
(3 where a date is imprecise or inferred) and their places at most 5 km, or one place lies in the
other. Within one report the coder has merged already, so that a link joins two reports.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from geo.events.points import great_circle_km
from geo.model import Event

if TYPE_CHECKING:
    from gazetteer import Gazetteer

NEAR_KM = 5.0
DAYS_PRECISE, DAYS_IMPRECISE = 1, 3
LARGEST_OUTER_KM = 10.0
"""A larger area (a governorate) holds too many happenings to say that two in it are one."""

_CELL_DEG = 0.1
_FAMILIES = (
    frozenset({"air_strike", "shelling", "explosion", "attack"}),
    frozenset({"armed_clash", "ground_operation", "attack"}),
    frozenset({"attack_on_civilians", "attack"}),
    frozenset({"protest", "riot"}),
)


def suggest_clusters(events: Sequence[Event], places: Gazetteer | None = None) -> list[Event]:
    """Return the events in their order, those that may be the same with one ``cluster_id``.

    Parameters
    ----------
    events
        Events of many reports; only those on the map are compared.
    places
        The gazetteer, to see whether one place lies in another; without it distance decides.
    """
    order = sorted(
        (index for index, event in enumerate(events) if _comparable(event)),
        key=lambda i: _order(events[i]),
    )
    groups: list[list[int]] = []
    cells: dict[tuple[int, int, int], list[int]] = {}
    for index in order:
        event = events[index]
        group = _find_group(event, events, groups, cells, places)
        if group < 0:
            group = len(groups)
            groups.append([])
            for cell in _cells(event):
                cells.setdefault(cell, []).append(group)
        groups[group].append(index)
    found = list(events)
    for members in groups:
        if len(members) < 2:
            continue
        cluster_id = sha256(" ".join(sorted(events[i].id for i in members)).encode()).hexdigest()[
            :12
        ]
        first = events[members[0]]
        for index in members:
            reason = _reason(
                first if index != members[0] else events[members[1]], events[index], len(members)
            )
            found[index] = replace(events[index], cluster_id=cluster_id, cluster_reason=reason)
    return found


def _order(event: Event) -> tuple[date, str, int, str]:
    return event.shown_start or date.min, event.report_id, event.trigger_start, event.id


def _comparable(event: Event) -> bool:
    return (
        event.on_map
        and event.lat is not None
        and event.lon is not None
        and event.shown_start is not None
    )


def _cells(event: Event) -> list[tuple[int, int, int]]:
    lat, lon, day = _spot(event)
    row, column = math.floor(lat / _CELL_DEG), math.floor(lon / _CELL_DEG)
    return [(day.toordinal() // 4, row, column)]


def _spot(event: Event) -> tuple[float, float, date]:
    return event.lat or 0.0, event.lon or 0.0, event.shown_start or date.min


def _find_group(
    event: Event,
    events: Sequence[Event],
    groups: Sequence[Sequence[int]],
    cells: dict[tuple[int, int, int], list[int]],
    places: Gazetteer | None,
) -> int:
    (bucket, row, column) = _cells(event)[0]
    best = -1
    for day in (bucket - 1, bucket, bucket + 1):
        for y in (row - 1, row, row + 1):
            # degrees of longitude shrink towards the poles, so that more cells are neighbours
            reach = 1 + int(1 / max(0.1, math.cos(math.radians(event.lat or 0.0))))
            for x in range(column - reach, column + reach + 1):
                for group in cells.get((day, y, x), ()):
                    first = events[groups[group][0]]
                    if any(events[i].report_id == event.report_id for i in groups[group]):
                        continue
                    if _may_be_same(first, event, places) and (best < 0 or group < best):
                        best = group
    return best


def _may_be_same(one: Event, two: Event, places: Gazetteer | None) -> bool:
    if not _related(one.event_type, two.event_type) or (one.modality == "planned") != (
        two.modality == "planned"
    ):
        return False
    if _days_apart(one, two) > _days_allowed(one, two):
        return False
    return _km_apart(one, two) <= NEAR_KM or _inside(one, two, places) or _inside(two, one, places)


def _related(one: str, two: str) -> bool:
    return one == two or any(one in family and two in family for family in _FAMILIES)


def _days_apart(one: Event, two: Event) -> int:
    """Return the days between two intervals, 0 where they touch."""
    first, second = sorted(
        (e.shown_start or date.min, e.shown_end or e.shown_start or date.min) for e in (one, two)
    )
    return max(0, (second[0] - first[1]) // timedelta(days=1))


def _days_allowed(one: Event, two: Event) -> int:
    precise = all(
        e.date_precision in {"day", "days"} and e.date_source == "text" for e in (one, two)
    )
    return DAYS_PRECISE if precise else DAYS_IMPRECISE


def _km_apart(one: Event, two: Event) -> float:
    return great_circle_km(one.lat or 0.0, one.lon or 0.0, two.lat or 0.0, two.lon or 0.0)


def _inside(inner: Event, outer: Event, places: Gazetteer | None) -> bool:
    if (
        places is None
        or not inner.place_id
        or not outer.place_id
        or (outer.precision_km or 0) > LARGEST_OUTER_KM
    ):
        return False
    try:
        return places.row(outer.place_id) in places.ancestors(places.row(inner.place_id))
    except KeyError:
        return False  # a store made with another gazetteer knows places that this one doesn't


def _reason(other: Event, event: Event, members: int) -> str:
    days = _days_apart(other, event)
    kinds = event.event_type.replace("_", " ")
    if other.event_type != event.event_type:
        kinds += f" and {other.event_type.replace('_', ' ')}"
    when = "the same days" if days == 0 else f"{days} day{'s' if days > 1 else ''} apart"
    km = _km_apart(other, event)
    where = "the same place" if other.place_id == event.place_id else f"{km:.1f} km apart"
    return f"{kinds}, {when}, {where}; {members} reports"
