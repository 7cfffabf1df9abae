"""Sift events by a view: one mask a filter, so that each can also be left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.store.columns import EPOCH, Codes, Columns, Mask, Spots
from geo.store.search import search_words
from geo.view import BBox, Point, View


def matches(columns: Columns, view: View) -> Mask:
    """Return which events the view keeps, on the map or beside it."""
    return all_of(len(columns), (mask_of(columns, *item) for item in view.filters().items()))


def all_of(count: int, masks: Iterable[Mask]) -> Mask:
    """Return where all masks hold; everywhere if there is none."""
    kept = list(masks)
    if not kept:
        return np.ones(count, bool)
    return reduce(np.logical_and, kept)


def mask_of(columns: Columns, name: str, value: Any) -> Mask:
    """Return which events one filter of a view keeps."""
    match name:
        case "since":
            return columns.end >= np.int32((value - EPOCH).days)
        case "until":
            return columns.start <= np.int32((value - EPOCH).days)
        case "types":
            return _chosen(columns.types, value)[columns.event_type]
        case "modalities":
            return _chosen(columns.modalities, value)[columns.modality]
        case "confidence":
            return _chosen(columns.confidences, value)[columns.confidence]
        case "sources":
            return _chosen(columns.sources, value)[columns.source]
        case "actors":
            chosen = _chosen(columns.actors, value)
            return chosen[columns.actor1] | chosen[columns.actor2]
        case "places":
            return _inside(columns, value)[columns.place]
        case "min_deaths":
            return columns.killed >= np.int32(value)
        case "bbox":
            return _on_spots(columns, within_bbox(columns.spots, value))
        case "area":
            return _on_spots(columns, within_area(columns.spots, value))
        case "text":
            return _holding(columns, value)
    raise ValueError(f"no filter is named {name}")


def within_bbox(spots: Spots, bbox: BBox) -> Mask:
    """Return which spots lie in west, south, east, north; west over east crosses 180 degrees."""
    west, south, east, north = bbox
    between = (spots.lon >= west) & (spots.lon <= east)
    if west > east:
        between = (spots.lon >= west) | (spots.lon <= east)
    return between & (spots.lat >= south) & (spots.lat <= north)


def within_area(spots: Spots, corners: tuple[Point, ...]) -> Mask:
    """Return which spots lie inside a drawn line, by counting how often a ray crosses it."""
    inside = np.zeros(len(spots), bool)
    if not corners:
        return inside
    first_lon = corners[0][1]
    lon = _unwrapped(spots.lon, first_lon)
    y1, x1 = corners[-1][0], float(_unwrapped(np.array([corners[-1][1]]), first_lon)[0])
    for lat, raw_lon in corners:
        y2, x2 = lat, float(_unwrapped(np.array([raw_lon]), first_lon)[0])
        if y1 != y2:
            spans = (y1 > spots.lat) != (y2 > spots.lat)
            inside ^= spans & (lon < (x2 - x1) * (spots.lat - y1) / (y2 - y1) + x1)
        y1, x1 = y2, x2
    return inside


def _unwrapped(lon: NDArray[np.float64], near: float) -> NDArray[np.float64]:
    """Return longitudes within half a turn of ``near``, so that no line jumps at 180 degrees."""
    return (lon - near + 180) % 360 - 180 + near


def _chosen(known: tuple[str, ...], values: Iterable[str]) -> Mask:
    wanted = set(values)
    return np.array([name in wanted for name in known], bool)


def _inside(columns: Columns, values: Iterable[str]) -> Mask:
    place, container = columns.ancestry
    wanted = _chosen(columns.places, values)
    inside = np.zeros(len(columns.places), bool)
    inside[place[wanted[container]]] = True
    return inside


def _on_spots(columns: Columns, spots: Mask) -> Mask:
    return np.append(spots, False)[columns.spot]  # spot -1, not on the map, is the last


def _holding(columns: Columns, text: str) -> Mask:
    found = np.arange(len(columns.search))
    for word in search_words(text):
        # A pattern, since its engine looks for plain text twice as fast as match_substring does.
        texts = columns.search.take(pa.array(found))
        hits = pc.match_substring_regex(texts, re.escape(word))
        found = found[np.asarray(hits.to_numpy(zero_copy_only=False), bool)]
    holding = np.zeros(len(columns.search), bool)
    holding[found] = True
    return holding[columns.search_code]


def rows_of(mask: Mask) -> Codes:
    """Return the numbers of the rows that a mask keeps, in order."""
    return np.flatnonzero(mask).astype(np.int32)
