"""Give deaths and injuries the type of what caused them."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.triggers import REAL, WAR_TYPES, Found
from geo.events.words import Word

_DRIVING = frozenset({"drive", "displace", "uproot", "force"})


def _within(words: Sequence[Word], item: Found, found: Sequence[Found]) -> str:
    """Return the type of the fight in which people fell: "killed in a shootout", or ""."""
    for other in found:
        if other.role != "noun" or other.trigger.start < item.trigger.end or other.topic:
            continue
        k = other.trigger.start - 1
        while k > item.trigger.start and words[k].tag in {"det", "adj", "N", "num"}:
            k -= 1
        if words[k].lower not in {"in", "during"} or other.status.modality not in REAL:
            continue
        if other.event_type == "armed_clash":
            return "armed_clash"
        if other.event_type == "military_operation" and words[k].lower == "during":
            return "ground_operation"
    return ""


def _is_told_as_cause(words: Sequence[Word], item: Found) -> bool:
    """Whether "after" or "while" leads to an accident: "was killed after crashing his car"."""
    return words[item.trigger.start - 1].lower in {"after", "while", "when"}


def _is_told_after(words: Sequence[Word], item: Found) -> bool:
    """Whether a happening is what another only follows: "days after a raid"."""
    k = item.trigger.start - 1
    while k > 0 and words[k].tag in {"det", "adj", "N", "num"}:
        k -= 1
    return k >= 0 and words[k].lower in {"after", "following"}


def settle_casualties(words: Sequence[Word], found: Sequence[Found]) -> None:
    """Give "killed" the type of what did it: "killed in clashes", "a strike killed"."""
    others = [
        item
        for item in found
        if item.row.event_type != "weapon:casualty"
        and item.event_type in WAR_TYPES
        and not item.topic
        # "attacked X, driving out families": what follows is no cause
        and not (
            item.role == "participle"
            and item.event_type == "situation"
            and not item.natural
            and not _is_told_as_cause(words, item)
        )
    ]
    for item in found:
        if item.row.event_type == "weapon:casualty" and (within := _within(words, item, found)):
            item.event_type = within
            continue
        if (
            item.row.event_type.startswith("weapon:")
            and (
                item.event_type in {"casualty", "attack", "property_destruction"}
                or (item.row.event_type == "weapon:situation" and item.event_type == "situation")
            )
            and others
        ):
            causes = [other for other in others if other is not item]
            if item.role == "noun":
                # "the attack in X came after a raid on Y"
                causes = [other for other in causes if not _is_told_after(words, other)]
            nearest = min(
                causes or [item],
                key=lambda other: (
                    other.event_type == "attack",
                    abs(other.trigger.start - item.trigger.start),
                ),
            )
            if nearest is not item and (nearest.status.modality in REAL) == (
                item.status.modality in REAL
            ):
                item.event_type = nearest.event_type
                item.natural = item.natural or nearest.natural


def settle_flight(words: Sequence[Word], found: Sequence[Found]) -> None:
    """Give "drove thousands from their homes" the type of the fighting that did it."""
    for item in found:
        first = words[item.trigger.start]
        if item.role != "head" or item.event_type != "situation" or first.lemma() not in _DRIVING:
            continue
        for other in found:
            if (
                other.role == "noun"
                and not other.topic
                and other.trigger.end <= item.trigger.start
                and other.event_type in WAR_TYPES
                and other.status.modality in REAL
            ):
                item.event_type = other.event_type
