"""Group event types into families, each with a colour and a shape of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Event types that share a colour and a shape, so that colour never speaks alone."""

    key: str
    label: str
    types: tuple[str, ...]
    light: str
    dark: str


FAMILIES = (
    Family(
        key="a",
        label="Strikes and explosions",
        types=("air_strike", "shelling", "explosion"),
        light="#b23a24",
        dark="#ee8468",
    ),
    Family(
        key="g",
        label="Fighting and attacks",
        types=("armed_clash", "ground_operation", "siege", "attack", "military_operation"),
        light="#94660a",
        dark="#e3b357",
    ),
    Family(
        key="c",
        label="Harm to civilians",
        types=(
            "attack_on_civilians",
            "abduction",
            "sexual_violence",
            "arrest",
            "property_destruction",
        ),
        light="#86307a",
        dark="#dc9bd0",
    ),
    Family(
        key="h",
        label="Aid and displacement",
        types=("displacement_order", "aid_restriction", "aid_delivery"),
        light="#14766f",
        dark="#5cc4b8",
    ),
    Family(
        key="d",
        label="Diplomacy and statements",
        types=("agreement", "diplomacy", "statement"),
        light="#2a5aa5",
        dark="#8db4f0",
    ),
    Family(
        key="p",
        label="Protests and riots",
        types=("protest", "riot"),
        light="#55701a",
        dark="#b4cb66",
    ),
    Family(
        key="s",
        label="Other situations",
        types=("situation", "casualty_total"),
        light="#5b6168",
        dark="#b0b7be",
    ),
)

_FAMILY_OF = {name: family for family in FAMILIES for name in family.types}


def family_of(event_type: str) -> Family:
    """Return the family of an event type; a type of a newer release falls to the last one."""
    return _FAMILY_OF.get(event_type, FAMILIES[-1])


def words(name: str) -> str:
    """Return a field's value as a reader says it: ``air_strike`` -> ``air strike``."""
    return name.replace("_", " ")
