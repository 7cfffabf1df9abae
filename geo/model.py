"""What flows through Dateline: frozen records, in the order in which they arise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from gazetteer.place import Place

DatePrecision = Literal["day", "days", "week", "month", "year", "ongoing", "none"]
Role = Literal["event", "planned", "unrealized", "actor", "modifier", "name_part", "topic"]
Modality = Literal["asserted", "ongoing", "claimed", "reported", "denied", "planned", "unrealized"]
PlaceRelation = Literal["in", "near", "around", "inferred", "none"]
Firmness = Literal["firm", "fair", "weak"]

MAPPED_MODALITIES = frozenset({"asserted", "ongoing", "claimed", "reported", "planned"})
"""Modalities that may stand on the map; ``denied`` and ``unrealized`` are only listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A dated text, exactly as decoded (no BOM, newlines normalised to line feeds).

    ``body_start`` is the offset in code points behind the header. ``metadata`` holds the extra
    columns of the user's ``metadata.csv``. ``flags`` are what a reader should know of the file.
    """

    id: str
    text: str
    body_start: int = 0
    path: str = ""
    source: str = ""
    url: str = ""
    title: str = ""
    published: date | None = None
    published_precision: Literal["day", "month", "year", "none"] = "none"
    published_from: Literal["header", "metadata", "filename", "none"] = "none"
    language: str = ""
    same_text_as: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """What could not be read: where (``line`` counts from 1, 0 for the whole file), why, cure."""

    path: str
    reason: str
    cure: str
    line: int = 0
    id: str = ""

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.reason}; {self.cure}"


# Of these three a text has dozens: named tuples are made in a fraction of the time.
class Candidate(NamedTuple):
    """A place that a name could mean; scores of one mention add up to at most 1."""

    id: str
    name: str
    lat: float
    lon: float
    score: float


class Resolution(NamedTuple):
    """Which place a name means, or none, with the reason in plain words.

    ``confidence`` is a calibrated probability that ``place`` is right. ``status`` says how a
    mention without a place ended: ``ambiguous`` (rivals too close) or ``unknown`` (no candidate).
    """

    place: Place | None
    candidates: tuple[Candidate, ...] = ()
    confidence: float = 0.0
    reason: str = ""
    status: Literal["resolved", "ambiguous", "unknown"] = "unknown"


class Mention(NamedTuple):
    """A name in a text: ``text[start:end] == surface``, offsets in code points.

    ``function`` is what the name does grammatically, before events are known: ``literal`` (the
    place itself), ``actor`` (a government or army), ``modifier`` or ``name_part``. ``role`` is the
    final role; code() sets it. ``sentence`` is the index of its sentence in the report.
    """

    report_id: str
    start: int
    end: int
    surface: str
    sentence: int = 0
    function: Literal["literal", "actor", "modifier", "name_part"] = "literal"
    role: Role = "topic"
    demonym: bool = False
    recognition: str = ""
    resolution: Resolution = Resolution(place=None)

    def but(self, **fields: Any) -> Mention:
        """Return the mention with other values in some fields."""
        return self._replace(**fields)

    def resolved(self, resolution: Resolution) -> Mention:
        """Return the mention with its place: ``but`` takes three times as long."""
        return Mention(*self[:-1], resolution)


class Evidence(NamedTuple):
    """Where one field of an event comes from: its span in the report and the rule's name."""

    field: str
    start: int
    end: int
    rule: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subset:
    """Part of a toll ("including 15,000 children"), never added to it."""

    group: str
    low: int | None
    high: int | None


@dataclass(frozen=True, kw_only=True)
class Event:
    """One reported happening. None means "not stated"; it is never 0.

    ``start`` and ``end`` are the event's own dates, both inclusive, or None; ``shown_start`` and
    ``shown_end`` say where it stands on the slider (its own date, else the report's).
    ``place_id`` is a gazetteer id; ``lat`` and ``lon`` are its point, or one computed from places
    by the rule that the evidence names; ``precision_km`` is the radius in which it lies.
    """

    id: str
    report_id: str
    sentence_start: int
    sentence_end: int
    trigger_start: int
    trigger_end: int
    trigger: str
    event_type: str
    acled_event_type: str = ""
    acled_sub_event_type: str = ""
    plover_event: str = ""
    plover_mode: str = ""
    actor1: str = ""
    actor2: str = ""
    target: Literal["civilians", "health", "media", "aid", "military"] | None = None
    modality: Modality = "asserted"
    attribution: str = ""
    date_stated: str = ""
    start: date | None = None
    end: date | None = None
    date_precision: DatePrecision = "none"
    date_source: Literal["text", "dateline", "inferred"] = "dateline"
    shown_start: date | None = None
    shown_end: date | None = None
    date_flags: tuple[str, ...] = ()
    place_id: str = ""
    place_name: str = ""
    place_relation: PlaceRelation = "none"
    place_mention: int | None = None
    geo_precision: Literal[1, 2, 3] | None = None
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    country: str = ""
    killed_low: int | None = None
    killed_high: int | None = None
    injured_low: int | None = None
    injured_high: int | None = None
    casualties_low: int | None = None
    casualties_high: int | None = None
    missing_low: int | None = None
    missing_high: int | None = None
    displaced_low: int | None = None
    displaced_high: int | None = None
    detained_low: int | None = None
    detained_high: int | None = None
    abducted_low: int | None = None
    abducted_high: int | None = None
    subsets: tuple[Subset, ...] = ()
    count_text: str = ""
    count_qualifier: str = ""
    count_scope: Literal["event", "daily_total", "cumulative", "subset"] | None = None
    background: bool = False
    denied_by: str = ""
    cluster_id: str = ""
    cluster_reason: str = ""
    on_map: bool = False
    off_map_reason: str = ""
    confidence: Firmness = "fair"
    confidence_reason: str = ""
    evidence: tuple[Evidence, ...] = ()

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Event:
        """Return the event of these fields, the others as by default.

        The same as the constructor, but all fields are set at once: it takes a tenth of the time.
        """
        event = object.__new__(cls)
        event.__dict__.update(fields)
        return event


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A report with all that was found in it."""

    report: Report
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
