"""An event in the making: what the later rules add places, dates and counts to."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.events.cued import Status
from geo.events.event_types import Trigger
from geo.events.inflections import word_list
from geo.events.place_lists import PlacePhrase
from geo.events.triggers import REAL

NOT_PINNED = frozenset({"casualty_total", "statement"})
SAME_OCCASION = {
    ("protest", "arrest"), ("protest", "riot"), ("protest", "attack_on_civilians"),
    ("ground_operation", "arrest"), ("riot", "arrest"), ("riot", "protest"),
    ("air_strike", "situation"),
    ("attack", "attack_on_civilians"), ("riot", "attack_on_civilians"),
    ("ground_operation", "attack_on_civilians"), ("armed_clash", "attack_on_civilians"),
    ("property_destruction", "attack_on_civilians"), ("attack", "property_destruction"),
}  # fmt: skip
VIOLENT_ACTS = word_list("violent_acts")


@dataclass(slots=True)
class Draft:
    """An event in the making; offsets count from the start of the report's text."""

    sentence: int
    clause: int
    start: int
    end: int
    event_type: str
    rule: str
    status: Status
    word: int
    lemma: str
    phrase: PlacePhrase | None = None
    place_rule: str = ""
    natural: bool = False
    casualty_only: bool = False
    fallback_type: str = ""
    heading: bool = False
    verbal: bool = False
    passive: bool = False
    agent: bool = False
    absorbed: list[Trigger] = field(default_factory=list)
    also: list[PlacePhrase] = field(default_factory=list)

    @property
    def real(self) -> bool:
        """Whether it is told as happened, going on or planned."""
        return self.status.modality in REAL
