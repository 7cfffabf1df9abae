"""Parse reports: find the names in each, resolve them, code the events, in that order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.dates.intervals import write_published
from geo.errors import OptionError
from geo.events import code
from geo.geoparse.together import name_reports
from geo.model import Event, Evidence, Mention, Parsed, Rejected, Report, Subset

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from gazetteer import Gazetteer

CANDIDATES_SHOWN = 5
"""How many of the places that a name could mean are printed."""

_EVENT_FIELDS = tuple(item.name for item in fields(Event))


def parse_report(
    report: Report, places: Gazetteer, *, fast: bool = False, home: str = ""
) -> Parsed:
    """Return a report with its mentions, their places and roles, and its events.

    Parameters
    ----------
    report
        A report as ``read_reports`` gives it.
    places
        The gazetteer.
    fast
        Skip the trained tagger and rely on the gazetteer alone.
    home
        ISO 3166-1 alpha-2 code of the country that the reports are mostly about, a weak prior.
    """
    return next(parse_reports([report], places, fast=fast, home=home))


def parse_reports(
    reports: Iterable[Report], places: Gazetteer, *, fast: bool = False, home: str = ""
) -> Iterator[Parsed]:
    """Yield each report parsed, in the order given; ``OptionError`` if nobody knows ``home``."""
    refuse_unknown_home(home, places)
    return _parse(reports, places, fast=fast, home=home)


def refuse_unknown_home(home: str, places: Gazetteer) -> None:
    """Raise ``OptionError`` if ``home`` is no country of the gazetteer; "" is none, which is fine.

    A prior for a country that isn't there would change nothing, and nobody would know.
    """
    if home and home not in places.countries:
        raise OptionError(
            f"no country {home!r} in the gazetteer; give its two letters, like PS, in capitals"
        )


def _parse(
    reports: Iterable[Report], places: Gazetteer, *, fast: bool, home: str
) -> Iterator[Parsed]:
    for report, named in name_reports(reports, places, fast=fast, home=home):
        mentions, events = code(report, named, places)
        yield Parsed(report=report, mentions=tuple(mentions), events=tuple(events))


def code_events(
    reports: Iterable[Report], places: Gazetteer, *, fast: bool = False, home: str = ""
) -> GeoDataFrame:
    """Return the events of many reports as a table with points, one row an event."""
    from geo.store import Store

    parsed = parse_reports(reports, places, fast=fast, home=home)
    return Store.from_parsed(parsed, places).frame()


def to_record(outcome: Parsed | Rejected) -> dict[str, Any]:
    """Return what ``python -m geo parse`` prints of a report: plain values, dates in ISO 8601."""
    if isinstance(outcome, Rejected):
        return {
            "id": outcome.id or None,
            "path": outcome.path,
            "line": outcome.line or None,
            "rejected": outcome.reason,
            "cure": outcome.cure,
        }
    report = outcome.report
    return {
        "id": report.id,
        "published": write_published(report.published, report.published_precision)
        if report.published
        else None,
        "mentions": [_mention_record(mention) for mention in outcome.mentions],
        "events": [_event_record(event) for event in outcome.events],
    }


def _mention_record(mention: Mention) -> dict[str, Any]:
    resolution = mention.resolution
    place = resolution.place
    return {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "role": mention.role,
        "demonym": mention.demonym,
        "place": None
        if place is None
        else {
            "id": place.id,
            "name": place.name,
            "feature_class": place.feature_class,
            "country": place.country,
            "lat": place.lat,
            "lon": place.lon,
            "precision_km": place.precision_km,
        },
        "confidence": round(resolution.confidence, 4),
        "status": resolution.status,
        "reason": resolution.reason,
        "candidates": [
            {
                "id": candidate.id,
                "name": candidate.name,
                "lat": candidate.lat,
                "lon": candidate.lon,
                "score": round(candidate.score, 4),
            }
            for candidate in resolution.candidates[:CANDIDATES_SHOWN]
        ],
    }


def _event_record(event: Event) -> dict[str, Any]:
    return {name: _plain(getattr(event, name)) for name in _EVENT_FIELDS}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Evidence):
        return value._asdict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Subset):
        return {"group": value.group, "low": value.low, "high": value.high}
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value
