"""Compose the events of a case: one a place, each field with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from geo.actors import name_actor
from geo.cases import Case, Located
from geo.counts import Counts
from geo.event_types import codes_of
from geo.happenings import Draft
from geo.model import MAPPED_MODALITIES, Event, Evidence, Mention, PlaceRelation, Report
from geo.points import geo_precision, too_coarse
from geo.reading import Sentence
from geo.tolls import combine_sources
from geo.when import is_background


def compose(
    case: Case, report: Report, sentence: Sentence, mentions: Sequence[Mention]
) -> list[Event]:
    draft = case.draft
    if case.total:
        return []
    text = report.text
    evidence = [
        Evidence(field="event_type", start=draft.start, end=draft.end, rule=draft.rule),
        Evidence(
            field="modality",
            start=_cue_start(draft, sentence),
            end=_cue_end(draft, sentence),
            rule=draft.status.rule,
        ),
    ]
    modality = draft.status.modality
    if case.source is not None:
        evidence.append(
            Evidence(
                field="attribution",
                start=case.source.start,
                end=case.source.end,
                rule=case.source.rule,
            )
        )
        if modality == "asserted":
            modality = "claimed" if case.source.own else "reported"
    clause_text = text[sentence.words[sentence.clauses[draft.clause].start].start : sentence.end]
    codes = codes_of(draft.event_type, clause_text[:200])
    dated = _dates(case, report, evidence)
    toll = combine_sources(case.counts, sentence) if case.counts else None
    if toll is not None:
        for count in case.counts:
            evidence.append(
                Evidence(
                    field="counts",
                    start=count.start,
                    end=count.end,
                    rule=count.rule or "counts grammar",
                )
            )
    clause = sentence.clauses[draft.clause]
    actor1, actor2 = _actors(sentence, draft)
    subject = clause.subject()
    base = Event(
        id="", report_id=report.id, sentence_start=sentence.start, sentence_end=sentence.end,
        trigger_start=draft.start, trigger_end=draft.end, trigger=text[draft.start : draft.end],
        event_type=draft.event_type, acled_event_type=codes.acled_event_type,
        acled_sub_event_type=codes.acled_sub_event_type, plover_event=codes.plover_event,
        plover_mode=codes.plover_mode, actor1=actor1, actor2=actor2, target=_target(sentence, draft),
        modality=modality, attribution=case.source.text if case.source else "",
        denied_by=case.denied_by, **dated, **count_fields(toll),
    )  # fmt: skip
    del subject
    located = case.located or [None]
    return [
        _place_event(base, item, case, report, mentions, evidence, number)
        for number, item in enumerate(located)
    ]


def _cue_start(draft: Draft, sentence: Sentence) -> int:
    return sentence.words[draft.status.cue.start].start if draft.status.cue else draft.start


def _cue_end(draft: Draft, sentence: Sentence) -> int:
    return sentence.words[draft.status.cue.end - 1].end if draft.status.cue else draft.end


def _dates(case: Case, report: Report, evidence: list[Evidence]) -> dict[str, object]:
    """Return the date fields of an event, and note their evidence."""
    span = case.when.span
    shown = (report.published, report.published)
    if span is None:
        ongoing = case.draft.status.modality == "ongoing"
        return {"date_source": "dateline", "date_precision": "ongoing" if ongoing else "none",
                "shown_start": shown[0], "shown_end": shown[1]}  # fmt: skip
    planned = (
        case.draft.status.modality == "planned"
        or case.draft.status.modality == "unrealized"
        and span.direction == "future"
    )
    resolved = span.resolve(planned=planned)
    start, end = resolved.first, resolved.last
    evidence.append(
        Evidence(field="date", start=span.start, end=span.end, rule=case.when.rule, note=span.rule)
    )
    return {
        "date_stated": span.text, "start": start, "end": end, "date_precision": resolved.precision,
        "date_source": case.when.source, "date_flags": tuple(span.flags),
        "shown_start": start or end or shown[0], "shown_end": end or start or shown[1],
        "background": is_background(start, end, report.published),
    }  # fmt: skip


def count_fields(toll: Counts | None) -> dict[str, object]:
    if toll is None:
        return {}
    fields: dict[str, object] = {}
    for name in ("killed", "injured", "casualties", "missing", "displaced", "detained", "abducted"):
        low, high = getattr(toll, name)
        fields[f"{name}_low"], fields[f"{name}_high"] = low, high
    return {
        **fields,
        "subsets": toll.subsets,
        "count_text": toll.text,
        "count_qualifier": toll.qualifier,
        "count_scope": toll.scope,
    }


def _actors(sentence: Sentence, draft: Draft) -> tuple[str, str]:
    clause = sentence.clauses[draft.clause]
    subject = clause.subject()
    if clause.shared_subject >= 0:
        subject = sentence.clauses[clause.shared_subject].subject() + subject
    behind = clause.complement()
    if clause.group is not None and clause.group.passive:
        agent = [
            i
            for i in behind
            if i and sentence.words[i - 1].lower == "by" or sentence.words[i].lower == "by"
        ]
        after = [i for i in behind if agent and agent[0] <= i < agent[0] + 6]
        return name_actor(sentence.words, after, sentence.actors), name_actor(
            sentence.words, subject, sentence.actors
        )
    return name_actor(sentence.words, subject, sentence.actors), name_actor(
        sentence.words, behind[:12], sentence.actors
    )


def _target(sentence: Sentence, draft: Draft):  # type: ignore[no-untyped-def]
    if draft.event_type not in {
        "air_strike",
        "shelling",
        "explosion",
        "attack",
        "attack_on_civilians",
        "ground_operation",
        "abduction",
        "arrest",
        "siege",
        "property_destruction",
    }:
        return None
    clause = sentence.clauses[draft.clause]
    indices = (
        clause.complement()
        if clause.group is None or not clause.group.passive
        else clause.subject()
    )
    classes: set[str] = set()
    for i in indices:
        classes |= sentence.classes[i]
    for name, target in (
        ("health", "health"),
        ("media", "media"),
        ("aid_org", "aid"),
        ("armed", "military"),
        ("person", "civilians"),
    ):
        if name in classes:
            return target
    return None


def _place_event(
    base: Event, located: Located | None, case: Case, report: Report,
    mentions: Sequence[Mention], evidence: Sequence[Evidence], number: int,
) -> Event:  # fmt: skip
    own_id = event_id(report.text, base.trigger_start, base.trigger_end, number)
    found = list(evidence)
    if located is None:
        reason = _reason_off_map(base.modality, base.event_type, None)
        firmness, why = _firmness(base, None, None, mentions)
        return replace(base, id=own_id, evidence=tuple(found), on_map=False, off_map_reason=reason,
                       confidence=firmness, confidence_reason=why)  # fmt: skip
    mention = mentions[located.mention]
    place = mention.resolution.place
    assert place is not None
    found.append(Evidence(field="place", start=located.start, end=located.end, rule=located.rule,
                          note=located.spot.rule if located.spot else mention.resolution.reason))  # fmt: skip
    spot = located.spot
    reason = _reason_off_map(
        base.modality, base.event_type, "coarse" if too_coarse(place) else "place"
    )
    firmness, why = _firmness(base, located, mention, mentions)
    if number and base.killed_low is not None:
        pass
    shared = len(case.located) > 1
    result = replace(
        base, id=own_id, place_id=place.id, place_name=spot.name if spot else place.name,
        place_relation=located.relation, place_mention=located.mention,
        geo_precision=geo_precision(place, located.relation) if located.relation != "inferred" or not spot else 2,
        lat=spot.lat if spot else place.lat, lon=spot.lon if spot else place.lon,
        precision_km=spot.precision_km if spot else _radius(place.precision_km, located.relation),
        country=place.country, on_map=not reason, off_map_reason=reason, confidence=firmness,
        confidence_reason=why, evidence=tuple(found),
    )  # fmt: skip
    return _without_counts(result) if shared else result


def _radius(precision_km: float, relation: PlaceRelation) -> float:
    """Return the radius of an event near a place: the place's own, and at least 5 km more."""
    return precision_km + 5.0 if relation in {"near", "around"} else precision_km


def _without_counts(event: Event) -> Event:
    """Leave a joint toll off each of several places: it belongs to none of them alone."""
    cleared = {
        f"{name}_{bound}": None
        for name in (
            "killed",
            "injured",
            "casualties",
            "missing",
            "displaced",
            "detained",
            "abducted",
        )
        for bound in ("low", "high")
    }
    return replace(event, **cleared, subsets=(), count_scope=None)  # type: ignore[arg-type]


def event_id(text: str, start: int, end: int, number: int) -> str:
    return sha256(f"{start}:{end}:{number}:{text}".encode()).hexdigest()[:12]


def _reason_off_map(modality: str, event_type: str, where: str | None) -> str:
    if event_type == "statement":
        return "a statement, not an act on the ground"
    if modality not in MAPPED_MODALITIES:
        return {"denied": "denied: nothing is reported to have happened"}.get(
            modality, "not real: threatened, feared, asked for, cancelled or supposed"
        )
    if where is None:
        return "no place stated"
    if where == "coarse":
        return "only a whole country or a wider area is named"
    return ""


def _firmness(
    base: Event, located: Located | None, mention: Mention | None, mentions: Sequence[Mention]
):  # type: ignore[no-untyped-def]
    del mentions
    weak: list[str] = []
    fair: list[str] = []
    if located is None:
        fair.append("no place stated")
    elif mention is not None:
        if mention.resolution.confidence < 0.5:
            weak.append("which place is meant is uncertain")
        elif mention.resolution.confidence < 0.8:
            fair.append("another place of that name is possible")
        if located.inherited:
            fair.append("the place is inferred from an earlier clause")
        if located.relation in {"near", "around"}:
            fair.append("only near the place named")
    if base.start is None:
        fair.append("no date of its own: shown at the report's date")
    elif base.date_source == "inferred":
        fair.append("the date is inferred from an earlier clause")
    if base.date_flags and "suspected_year_error" in base.date_flags:
        weak.append("the year in the text looks wrong")
    if base.modality in {"claimed", "planned"}:
        fair.append(
            "claimed by a party to it"
            if base.modality == "claimed"
            else "announced, not yet happened"
        )
    if base.denied_by:
        weak.append(f"denied by {base.denied_by}")
    if weak:
        return "weak", "; ".join(weak + fair)
    if fair:
        return "fair", "; ".join(fair)
    return "firm", "place and date are stated in the clause itself"
