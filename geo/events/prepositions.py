"""Read how a preposition, a distance or a bearing before a place name locates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.events.inflections import word_list
from geo.events.name_joints import UNITS_KM, bearing_of
from geo.events.place_lists import KM_PER_NAUTICAL_MILE, ROADS, PlacePhrase
from geo.events.words import Word
from geo.model import PlaceRelation

_LOCATIVE = word_list("locative")


_NEAR = word_list("near")


CLOSE_WORDS = word_list("close_words")


_DISTANCE = re.compile(r"^\d+(?:\.\d+)?$")


_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip


def measure(words: Sequence[Word], k: int, phrase: PlacePhrase) -> bool:
    """Read "5 km south-east of", "25 km from" and "east of" that end at ``k``."""
    j = k - 1
    bearing = bearing_of(words[j].lower)
    if bearing:
        if words[j - 1].lower == "the" if j else False:
            j -= 1
            if j and words[j - 1].lower == "to":
                j -= 1
            else:
                return False
        j -= 1
    if j >= 0 and words[j].lower in UNITS_KM and j >= 1:
        unit_km = UNITS_KM[words[j].lower]
        if words[j - 1].lower in {"nautical", "sea"} and j >= 2:
            unit_km, j = KM_PER_NAUTICAL_MILE, j - 1
        value = words[j - 1].lower.replace(",", "")
        number = float(value) if _DISTANCE.match(value) else _NUMBER_WORDS.get(value)
        if number is not None:
            phrase.distance_km = number * unit_km
            phrase.bearing = bearing
            j -= 2
            while j >= 0 and words[j].lower in {
                "about",
                "some",
                "around",
                "nearly",
                "roughly",
                "just",
                "only",
                "approximately",
                "over",
                "almost",
            }:
                j -= 1
            phrase.owner = j
            return True
    if bearing and words[k].lower == "of":
        if j >= 0 and words[j].lower in {"just", "far", "immediately"}:
            j -= 1
        phrase.owner = j
        phrase.bearing = ""
        return True
    return False


def read_preposition(
    words: Sequence[Word], phrase: PlacePhrase, k: int, relation: PlaceRelation
) -> None:
    """Settle a phrase by the preposition at word ``k`` before it."""
    lower = words[k].lower
    phrase.preposition = phrase.preposition or lower
    before = words[k - 1] if k else None
    if lower == "from":
        if before is not None and before.lower in UNITS_KM:
            relation = "near"
            finish(phrase, "locative", relation, k - 3)
            return
        if before is not None and before.lower in {"away", "far", "metres", "meters"}:
            finish(phrase, "locative", "near", k - 2)
            return
        finish(phrase, "origin", relation, k - 1)
        return
    if lower == "to":
        if before is not None and before.lower in {"close", "next", "adjacent"}:
            finish(phrase, "locative", "near", k - 2)
            return
        if before is not None and before.lower in ROADS | {"expressway", "motorway", "pass"}:
            finish(phrase, "road_to", "near", k - 1)
            return
        finish(phrase, "destination", relation, k - 1)
        return
    if lower in {"toward", "towards", "for"}:
        finish(phrase, "destination", relation, k - 1)
        return
    if lower == "between":
        phrase.between = len(phrase.members) == 2
        finish(phrase, "locative", "near", k - 1)
        return
    if lower == "around":
        finish(phrase, "locative", "around", k - 1)
        return
    if lower in _NEAR:
        if lower == "by":
            finish(phrase, "other", relation, k - 1)
            return
        finish(phrase, "locative", "near", k - 1)
        return
    if lower in _LOCATIVE:
        if before is not None and lower == "into" and before.lower == "in":
            k -= 1
        if (
            lower == "of"
            or phrase.between
            or (lower in {"on", "in"} and before is not None and before.lower in CLOSE_WORDS)
        ):
            relation = "near"
        finish(phrase, "locative", relation, k - 1)
        return
    finish(phrase, "other", relation, k - 1)


def finish(phrase: PlacePhrase, kind: str, relation: PlaceRelation, owner: int) -> None:
    """Set what kind of phrase it is and how it locates; what it hangs on, where nothing did."""
    phrase.kind = kind
    phrase.relation = relation
    if (
        kind in {"locative", "origin", "destination", "other", "object", "source"}
        and phrase.owner < 0
    ):
        phrase.owner = owner
