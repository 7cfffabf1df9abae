"""Write a view into a link and read any link as a view: short keys, garbage dropped and named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, NamedTuple

from geo.limits import (
    EARLIEST_DATE,
    LATEST_DATE,
    QUERY_VALUE_MAX_CHARS,
    QUERY_VALUES_MAX,
)
from geo.view import DEGREES_DECIMALS, View

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,7}(?:\.\d{1,12})?", re.ASCII)
_RAW_MAX_CHARS = (QUERY_VALUE_MAX_CHARS * 2 + 1) * QUERY_VALUES_MAX
_STREAMLIT_KEYS = frozenset({"embed", "embed_options"})
_DEFAULTS = {item.name: item.default for item in fields(View)}

Read = tuple[dict[str, Any], bool]


class _Key(NamedTuple):
    """One pair of a link: its name, the fields it carries, and how it is read and written."""

    query: str
    names: tuple[str, ...]
    label: str
    read: Callable[[str], Read]
    write: Callable[[Sequence[Any]], str]
    listed: bool = False


def read_link(query: Mapping[str, Any]) -> tuple[View, tuple[str, ...]]:
    """Read a link's query; see ``View.from_query``."""
    taken: dict[str, Any] = {}
    notices: list[str] = []
    unread: list[str] = []
    for key in _KEYS:
        raw = query.get(key.query)
        if raw is None or raw in ("", [], ()):
            continue
        try:
            read, whole = key.read(_flat(raw, joined=key.listed))
            View(**read)  # what the view itself refuses is dropped with its key
        except (ValueError, TypeError, OverflowError):
            unread.append(key.label)
            continue
        if not whole:
            notices.append(f"A part of the link's {key.label} is left out.")
        taken |= read
    known = {key.query for key in _KEYS} | _STREAMLIT_KEYS
    if any(not isinstance(name, str) or name not in known for name in query):
        notices.append("The link holds settings that this version does not know.")
    if unread:
        *most, last = unread
        named = f"{', '.join(most)} and {last}" if most else last
        notices.insert(0, f"Left out of the link, since it could not be read: {named}.")
    view = View(**taken)
    for name, label in (("since", "first day"), ("until", "last day")):
        if taken.get(name) and taken[name] not in (view.since, view.until):
            notices.append(f"The link's {label} lies outside {EARLIEST_DATE} to {LATEST_DATE}.")
    return view, tuple(notices)


def write_link(view: View) -> dict[str, str]:
    """Return the pairs of a link; see ``View.to_query``."""
    query = {}
    for key in _KEYS:
        values = [getattr(view, name) for name in key.names]
        if values != [_DEFAULTS[name] for name in key.names]:
            query[key.query] = key.write(values)
    return query


def _flat(raw: object, *, joined: bool) -> str:
    """Return a query's value as one text; of a repeated key a list takes all, others the last."""
    if isinstance(raw, list | tuple):
        texts = [item for item in raw if isinstance(item, str)]
        if not texts or len(texts) != len(raw):
            raise ValueError("not text")
        raw = ",".join(texts) if joined else texts[-1]
    if not isinstance(raw, str) or len(raw) > _RAW_MAX_CHARS:
        raise ValueError("not text, or too long")
    return raw


def _escape(value: str) -> str:
    return value.replace("~", "~0").replace(",", "~1")


def _unescape(value: str) -> str:
    return value.replace("~1", ",").replace("~0", "~")


def _number(value: str) -> float:
    if not _NUMBER.fullmatch(value):
        raise ValueError("not a plain number")
    return float(value)


def _plain(value: float) -> str:
    return f"{value:.{DEGREES_DECIMALS}f}".rstrip("0").rstrip(".")


def _day_key(query: str, name: str, label: str) -> _Key:
    def read(raw: str) -> Read:
        if not _DAY.fullmatch(raw):
            raise ValueError("not a date")
        return {name: date.fromisoformat(raw)}, True

    return _Key(query, (name,), label, read, lambda values: values[0].isoformat())


def _list_key(query: str, name: str, label: str) -> _Key:
    def read(raw: str) -> Read:
        kept = []
        values = [_unescape(value) for value in raw.split(",") if value]
        for value in values[:QUERY_VALUES_MAX]:
            try:
                one: dict[str, Any] = {name: (value,)}
                View(**one)
            except ValueError:
                continue
            kept.append(value)
        if not kept:
            raise ValueError("nothing usable")
        return {name: kept}, len(kept) == len(values)

    return _Key(
        query, (name,), label, read, lambda values: ",".join(map(_escape, values[0])), listed=True
    )


def _text_key(query: str, name: str, label: str) -> _Key:
    def read(raw: str) -> Read:
        if "\x00" in raw:
            raise ValueError("a NUL character")
        return {name: raw}, True

    return _Key(query, (name,), label, read, lambda values: str(values[0]))


def _count_key(query: str, name: str, label: str) -> _Key:
    def read(raw: str) -> Read:
        value = _number(raw)
        if value != int(value):
            raise ValueError("not a whole number")
        return {name: int(value)}, True

    return _Key(query, (name,), label, read, lambda values: str(values[0]))


def _flag_key(query: str, name: str, label: str) -> _Key:
    def read(raw: str) -> Read:
        if raw not in ("0", "1"):
            raise ValueError("neither 0 nor 1")
        return {name: raw == "1"}, True

    return _Key(query, (name,), label, read, lambda values: "1" if values[0] else "0")


def _read_bbox(raw: str) -> Read:
    west, south, east, north = (_number(value) for value in raw.split(","))
    return {"bbox": (west, south, east, north)}, True


def _read_area(raw: str) -> Read:
    numbers = [_number(value) for value in raw.split(",")]
    return {"area": list(zip(numbers[::2], numbers[1::2], strict=True))}, True


def _read_map(raw: str) -> Read:
    lat, lon, zoom = (_number(value) for value in raw.split(","))
    if abs(lat) > 90 or abs(lon) > 180:
        raise ValueError("no point of the Earth")  # drawn at the pole it would show an empty sea
    return {"lat": lat, "lon": lon, "zoom": zoom}, True


def _write_numbers(values: Sequence[Any]) -> str:
    flat = [number for item in values for number in (item if isinstance(item, tuple) else (item,))]
    flat = [number for item in flat for number in (item if isinstance(item, tuple) else (item,))]
    return ",".join(_plain(number) for number in flat)


_KEYS = (
    _day_key("from", "since", "first day"),
    _day_key("to", "until", "last day"),
    _list_key("type", "types", "event types"),
    _list_key("how", "modalities", "modalities"),
    _list_key("in", "places", "places"),
    _list_key("who", "actors", "actors"),
    _list_key("source", "sources", "sources"),
    _list_key("sure", "confidence", "confidence"),
    _count_key("deaths", "min_deaths", "number of deaths"),
    _Key("box", ("bbox",), "box", _read_bbox, _write_numbers),
    _Key("area", ("area",), "drawn area", _read_area, _write_numbers),
    _text_key("q", "text", "search"),
    _text_key("event", "event", "selected event"),
    _text_key("at", "place", "selected place"),
    _list_key("layer", "layers", "layers"),
    _Key("map", ("lat", "lon", "zoom"), "map position", _read_map, _write_numbers),
    _flag_key("lock", "locked", "locked start"),
    _count_key("speed", "speed", "speed"),
    _text_key("sort", "sort", "order"),
    _text_key("data", "data", "data version"),
)
