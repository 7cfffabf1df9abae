"""Select: a View is what a reader looks at, as a value; it comes from a link and goes back."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, get_args

from geo.limits import (
    EARLIEST_DATE,
    LATEST_DATE,
    QUERY_TEXT_MAX_CHARS,
    QUERY_VALUE_MAX_CHARS,
    QUERY_VALUES_MAX,
)
from geo.model import Firmness, Modality
from geo.reports.decode import one_line

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

BBox = tuple[float, float, float, float]
Point = tuple[float, float]

MODALITIES: tuple[str, ...] = get_args(Modality)
CONFIDENCES: tuple[str, ...] = get_args(Firmness)

LAYERS = ("heat", "mentions", "tiles")
"""Optional layers of the map; none is on unless the view names it."""

SORTS = ("date", "-date", "type", "-type", "place", "-place", "deaths", "-deaths", "report")
"""Orders of the list of events; ``-`` is descending."""

SPEEDS = (1, 2, 4, 8)
"""Steps a second while time runs."""

ZOOM_MAX = 19
AREA_MAX_POINTS = 40
DEATHS_MAX = 1_000_000

DEGREES_DECIMALS = 4
"""Decimals of degrees that a link keeps: about 10 m, so that it stays short."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TYPE = re.compile(r"[a-z][a-z_]{0,40}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is selected and how the map stands.

    Dates may be given as text and tuples as any iterable: ``View(since="2024-03-01",
    types=["siege"])``. Values are sorted and clamped, so that a view has one form only.

    Attributes
    ----------
    since, until
        First and last day shown, both inclusive; None for no bound.
    types, modalities
        Event types and modalities to keep; empty for all.
    places
        Place ids; each stands for itself and everything inside it.
    actors, sources
        As named in the events and in the reports.
    confidence
        Degrees to keep: firm, fair, weak; empty for all.
    min_deaths
        Smallest number killed (the low end); 0 for any, not stated included.
    bbox
        West, south, east, north in degrees; west greater than east crosses the antimeridian.
    area
        Corners (lat, lon) of an area drawn by hand, empty for none.
    text
        Words that the sentence holds, in any order.
    event, place
        What is selected: the id of an event, or of a spot on the map.
    layers
        Optional layers that are on, of ``LAYERS``.
    lat, lon, zoom
        Where the map stands; None for "show all".
    locked, speed
        Whether the start of the range stays put, and steps a second, while time runs. A view never
        says that it runs: a link that moves by itself would show each reader another one.
    sort
        Order of the list of events, one of ``SORTS``.
    data
        Fingerprint of the data that the link was made on.

    Raises
    ------
    ValueError
        If a value is of a wrong kind, such as a date that does not exist.
    """

    since: date | None = None
    until: date | None = None
    types: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    min_deaths: int = 0
    bbox: BBox | None = None
    area: tuple[Point, ...] = ()
    text: str = ""
    event: str = ""
    place: str = ""
    layers: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    zoom: int | None = None
    locked: bool = False
    speed: int = 2
    sort: str = "date"
    data: str = ""

    def __post_init__(self) -> None:
        """Bring every field into its one form; see the class for what is refused."""
        put = object.__setattr__
        since, until = _day(self.since), _day(self.until)
        if since and until and since > until:
            since, until = until, since
        put(self, "since", since)
        put(self, "until", until)
        put(self, "types", _values(self.types, _event_type))
        put(self, "modalities", _values(self.modalities, _one_of(MODALITIES)))
        put(self, "places", _values(self.places, _name))
        put(self, "actors", _values(self.actors, _name))
        put(self, "sources", _values(self.sources, _name))
        put(self, "confidence", _values(self.confidence, _one_of(CONFIDENCES)))
        put(self, "layers", _values(self.layers, _one_of(LAYERS)))
        put(self, "min_deaths", _integer(self.min_deaths, 0, DEATHS_MAX))
        put(self, "bbox", None if self.bbox is None else _bbox(self.bbox))
        put(self, "area", _area(self.area))
        put(self, "text", one_line(_text(self.text), QUERY_TEXT_MAX_CHARS).strip())
        for name in ("event", "place", "data"):
            put(self, name, _name(getattr(self, name)) if getattr(self, name) else "")
        stands = None not in (self.lat, self.lon, self.zoom)
        put(self, "lat", _degrees(self.lat, 90) if stands else None)
        put(self, "lon", _degrees(self.lon, 180) if stands else None)
        put(self, "zoom", _integer(self.zoom, 0, ZOOM_MAX) if stands else None)
        put(self, "locked", bool(self.locked))
        put(self, "speed", min(SPEEDS, key=lambda speed: abs(speed - _integer(self.speed, 1, 60))))
        put(self, "sort", _one_of(SORTS)(self.sort))

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> tuple[View, tuple[str, ...]]:
        """Read a link's query; any mapping gives a valid view.

        Returns
        -------
        The view, and plain sentences on everything dropped, which never repeat what the link held:
        a link can come from anyone.
        """
        from geo.link import read_link

        return read_link(query)

    def to_query(self) -> dict[str, str]:
        """Return the view as short, readable pairs for a link; what is at its default is absent."""
        from geo.link import write_link

        return write_link(self)

    def filters(self) -> dict[str, Any]:
        """Return what narrows the events: the filter's name and its value, active ones only."""
        return {
            name: value for name in FILTERS if (value := getattr(self, name)) != _DEFAULTS[name]
        }

    def without(self, *names: str) -> View:
        """Return the view with these fields at their defaults."""
        return replace(self, **{name: _DEFAULTS[name] for name in names})

    def describe(self, place_name: Callable[[str], str] = str) -> str:
        """Return the filters in one plain sentence, for exports and for a screen reader.

        ``place_name`` turns the id of a place into its name.
        """
        parts = []
        if self.since or self.until:
            parts.append(f"from {self.since or 'the first day'} to {self.until or 'the last day'}")
        for label, values in (
            ("types", self.types),
            ("modalities", self.modalities),
            ("places", tuple(map(place_name, self.places))),
            ("actors", self.actors),
            ("sources", self.sources),
            ("confidence", self.confidence),
        ):
            if values:
                parts.append(f"{label}: {', '.join(values)}")
        if self.min_deaths:
            parts.append(f"at least {self.min_deaths} killed")
        if self.bbox:
            parts.append("west, south, east, north: " + ", ".join(f"{x:g}" for x in self.bbox))
        if self.area:
            parts.append(f"inside a drawn area of {len(self.area)} corners")
        if self.text:
            parts.append(f"text: {self.text}")
        return "; ".join(parts) or "all events"

    def select(self, events: GeoDataFrame) -> GeoDataFrame:
        """Return the rows of ``events`` (as ``code_events`` gives them) that the view keeps."""
        from geo.store.columns import Columns
        from geo.store.select import matches

        return events[matches(Columns.from_frame(events), self)]


FILTERS = (
    "since",
    "until",
    "types",
    "modalities",
    "places",
    "actors",
    "sources",
    "confidence",
    "min_deaths",
    "bbox",
    "area",
    "text",
)
"""Fields of a View that narrow the events; the others only say how they are shown."""

_DEFAULTS: dict[str, Any] = {item.name: item.default for item in fields(View)}


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, str):
        if not _DAY.fullmatch(value):
            raise ValueError("a date is written YYYY-MM-DD")
        value = date.fromisoformat(value)
    if not isinstance(value, date):
        raise ValueError("a date is a date or text like 2024-03-24")
    return min(max(value, EARLIEST_DATE), LATEST_DATE)


def _values(values: Iterable[str], read: Callable[[str], str]) -> tuple[str, ...]:
    if isinstance(values, str):
        values = (values,)
    kept = sorted({read(value) for value in values})
    if len(kept) > QUERY_VALUES_MAX:
        raise ValueError(f"more than {QUERY_VALUES_MAX} values of one filter")
    return tuple(kept)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _name(value: object) -> str:
    name = _text(value)
    if not name or len(name) > QUERY_VALUE_MAX_CHARS or name != one_line(name, len(name)):
        raise ValueError(f"a name is one line of at most {QUERY_VALUE_MAX_CHARS} characters")
    return name


def _event_type(value: object) -> str:
    if not _TYPE.fullmatch(_text(value)):
        raise ValueError("an event type is lower case, like air_strike")
    return str(value)


def _one_of(choices: tuple[str, ...]) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in choices:
            raise ValueError(f"not one of {', '.join(choices)}")
        return str(value)

    return read


def _integer(value: object, least: int, most: int) -> int:
    if not isinstance(value, int | float) or value != value:
        raise ValueError("not a number")
    return round(min(max(value, least), most))


def _degrees(value: object, most: int) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("not a number of degrees")
    return round(min(max(float(value), -most), most), DEGREES_DECIMALS) + 0.0


def _bbox(values: Sequence[float]) -> BBox:
    west, south, east, north = values
    south, north = sorted((_degrees(south, 90), _degrees(north, 90)))
    return (_degrees(west, 180), south, _degrees(east, 180), north)


def _area(values: Iterable[Sequence[float]]) -> tuple[Point, ...]:
    points = tuple((_degrees(lat, 90), _degrees(lon, 180)) for lat, lon in values)
    if len(points) > AREA_MAX_POINTS or 0 < len(points) < 3:
        raise ValueError(f"an area has 3 to {AREA_MAX_POINTS} corners")
    return points
