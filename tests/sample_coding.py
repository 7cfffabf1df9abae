"""Read short texts as reports of one day: what they pin, and what their names do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

import gazetteer
from gazetteer import Gazetteer
from geo.events import code
from geo.geoparse.mentions import find_mentions
from geo.geoparse.resolve import resolve_mentions
from geo.model import Event, Mention, Report

PUBLISHED = date(2024, 6, 13)  # a Thursday


@cache
def places() -> Gazetteer:
    return gazetteer.load()


@cache
def named(text: str) -> tuple[Mention, ...]:
    """Return the names of a text without a date, with their places."""
    report = Report(id="r", text=text)
    return tuple(resolve_mentions(find_mentions(report, places()), report, places()))


def coded(text: str) -> tuple[tuple[Mention, ...], tuple[Event, ...]]:
    report = Report(
        id="fresh", text=text, body_start=0, published=PUBLISHED, published_precision="day"
    )
    found = resolve_mentions(find_mentions(report, places()), report, places())
    return code(report, found, places())


def pins(text: str) -> list[tuple[str, str]]:
    return [(event.event_type, event.place_name) for event in coded(text)[1] if event.on_map]


def roles(text: str) -> dict[str, str]:
    return {mention.surface: mention.role for mention in coded(text)[0]}


def names(found: Sequence[tuple[str, str]]) -> set[str]:
    return {name for _, name in found}
