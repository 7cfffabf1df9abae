"""Say how firm an event is, in words, and why one is not on the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo.events.cases import Located
from geo.events.points import great_circle_km, too_coarse
from geo.model import MAPPED_MODALITIES, Firmness, Mention, Resolution

_UNSURE, _UNCERTAIN, _LOST = 0.8, 0.5, 0.4
"""Below these calibrated probabilities of the place an event is fair, weak, or without a point."""
_AROUND_KM, _AROUND_SHARE = 25.0, 0.8


def reason_off_map(event_type: str, modality: str, mention: Mention | None) -> str:
    """Return in plain words why an event is only listed, "" where it belongs on the map."""
    if event_type == "statement":
        return "a statement, not an act on the ground"
    if event_type == "casualty_total":
        return "a running total, not an event"
    if modality == "denied":
        return "denied: nothing is reported to have happened"
    if modality not in MAPPED_MODALITIES:
        return "not said to have happened: threatened, feared, called for, cancelled or supposed"
    place = mention.resolution.place if mention is not None else None
    if place is None:
        return "no place stated"
    if too_coarse(place):
        return "only a whole country or a wider area is named"
    if mention is not None and _is_lost(mention.resolution):
        return "which place is meant is too uncertain for a point"
    return ""


def _is_lost(resolution: Resolution) -> bool:
    """Whether a place is more likely wrong than right, by more than a few kilometres.

    A town and the airbase named after it are rivals, but either gives a fair point.
    """
    place = resolution.place
    if place is None or resolution.confidence >= _LOST:
        return False
    around = sum(
        rival.score
        for rival in resolution.candidates
        if great_circle_km(place.lat, place.lon, rival.lat, rival.lon) <= _AROUND_KM
    )
    return around < _AROUND_SHARE


def judge_firmness(
    fields: Mapping[str, Any], located: Located | None, mention: Mention | None
) -> tuple[Firmness, str]:
    """Return firm, fair or weak with the reason; the weakest of what, where and when decides."""
    weak: list[str] = []
    fair: list[str] = []
    if located is None or mention is None:
        fair.append("no place stated")
    else:
        confidence = mention.resolution.confidence
        if confidence < _UNCERTAIN:
            weak.append("which place is meant is uncertain")
        elif confidence < _UNSURE:
            fair.append("another place of that name is possible")
        if located.inherited:
            fair.append("the place is inferred from an earlier clause")
        if located.relation in {"near", "around"}:
            fair.append("only near the place named")
    undated = fields.get("start") is None and fields.get("end") is None
    if undated and fields.get("date_stated"):
        weak.append("the stated date gives it no day, so it stands at the report's date")
    elif undated:
        fair.append("no date of its own, so it stands at the report's date")
    elif fields["date_source"] == "inferred":
        fair.append("the date is inferred from an earlier clause")
    if "suspected_year_error" in fields.get("date_flags", ()):
        weak.append("the year in the text looks wrong")
    if fields["modality"] == "claimed":
        fair.append("claimed by a party to it")
    if fields["modality"] == "planned":
        fair.append("announced, not yet happened")
    if fields["denied_by"]:
        weak.append(f"denied by {fields['denied_by']}")
    if weak:
        return "weak", "; ".join(weak + fair)
    if fair:
        return "fair", "; ".join(fair)
    return "firm", "place and date are stated in the clause itself"
