"""A draft with all that the later rules find for it: place, date, counts, source."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.counts import CountSpan
from geo.events.attribution import Source
from geo.events.drafts import Draft
from geo.events.points import Spot
from geo.events.when import NOWHEN, When
from geo.model import PlaceRelation


@dataclass(slots=True)
class Located:
    """Where an event is: a mention, its relation, perhaps a computed point, and the rule."""

    mention: int
    relation: PlaceRelation
    rule: str
    spot: Spot | None = None
    others: tuple[int, ...] = ()
    start: int = 0
    end: int = 0
    inherited: bool = False


@dataclass(slots=True)
class Case:
    """A draft with all that was found for it."""

    draft: Draft
    located: list[Located] = field(default_factory=list)
    when: When = NOWHEN
    counts: list[CountSpan] = field(default_factory=list)
    source: Source | None = None
    total: bool = False
    merged: list[Draft] = field(default_factory=list)
    denied_by: str = ""
    aftermath: bool = False
    own: dict[int, list[CountSpan]] = field(default_factory=dict)
    """Counts told for one of its places alone, by the number of the place."""
    whens: dict[int, When] = field(default_factory=dict)
    """Days told of one of its places alone, by the number of the place."""
