"""Compose the events of a case: one a place, each field with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from geo.counts import KINDS, Counts
from geo.dates.intervals import days_of
from geo.dates.remarks import word_flags
from geo.events.actors import name_actor
from geo.events.cases import Case, Located
from geo.events.drafts import Draft
from geo.events.event_types import codes_of
from geo.events.firmness import judge_firmness, reason_off_map
from geo.events.inflections import word_list
from geo.events.points import geo_precision
from geo.events.reading import Sentence
from geo.events.shared_counts import share_counts, starting
from geo.events.tolls import combine_sources
from geo.events.when import When, is_background
from geo.model import Event, Evidence, Mention, Modality, PlaceRelation, Report

NEAR_KM = 5.0
"""How much farther than the place itself something "near" it may lie."""

Target = Literal["civilians", "health", "media", "aid", "military"]

_TARGETED = word_list("targeted")
_TARGETS: tuple[tuple[str, Target], ...] = (
    ("health", "health"),
    ("media", "media"),
    ("aid_org", "aid"),
    ("armed", "military"),
    ("person", "civilians"),
)


_COUNT_FIELDS = tuple((kind, f"{kind}_low", f"{kind}_high") for kind in KINDS)

if TYPE_CHECKING:
    Fields = dict[str, Any]
else:
    Fields = dict  # to call the alias with its types takes three times as long
"""The fields of an event in the making: an ``Event`` is built once, when all are known."""


def compose(
    case: Case, report: Report, sentence: Sentence, mentions: Sequence[Mention]
) -> list[Event]:
    """Return the events of a case, one for each of its places; none for a running total."""
    if case.total:
        return []
    draft = case.draft
    base, evidence = _base_fields(case, report, sentence)
    base |= _date_fields(case, case.when, report, evidence)
    own, joint = share_counts(case, report.text, mentions)
    toll = combine_sources(joint, sentence) if joint else None
    if case.counts:
        evidence += [
            Evidence("counts", count.start, count.end, count.rule) for count in case.counts
        ]
    # nobody hurt in A and B is nobody hurt in either
    spared = bool(joint) and all(count.high == 0 for count in joint)
    if len(case.located) <= 1 or spared:
        base |= count_fields(toll)
    events = []
    for number, located in enumerate(case.located or [None]):
        fields = base if len(case.located) <= 1 else base.copy()
        fields["id"] = event_id(report.text, draft.start, draft.end, number)
        if located is None:
            events.append(_finished(fields, None, None, evidence))
            continue
        if number in own:
            fields |= count_fields(combine_sources(own[number], sentence))
        proofs = evidence
        if (when := case.whens.get(number)) is not None:
            proofs = [proof for proof in evidence if proof.field != "date"]
            fields |= _date_fields(case, when, report, proofs)
        events.append(_placed(fields, located, mentions, proofs))
    if toll is not None and len(case.located) > 1 and not spared:
        events.append(_joint_toll(base | count_fields(toll), report, evidence))
    return events


def event_id(text: str, start: int, end: int, number: int) -> str:
    """Return an event's id: of the report's text and the trigger's span, whatever the rules say."""
    return sha256(f"{start}:{end}:{number}:{text}".encode()).hexdigest()[:12]


def _base_fields(case: Case, report: Report, sentence: Sentence) -> tuple[Fields, list[Evidence]]:
    draft, text = case.draft, report.text
    cue = draft.status.cue
    cue_start = sentence.words[cue.start].start if cue else draft.start
    cue_end = sentence.words[cue.end - 1].end if cue else draft.end
    evidence = [
        Evidence("event_type", draft.start, draft.end, draft.rule),
        Evidence("modality", cue_start, cue_end, draft.status.rule),
    ]
    modality = draft.status.modality
    source = case.source
    if source is not None:
        evidence.append(Evidence("attribution", source.start, source.end, source.rule))
        if modality == "asserted":
            modality = "claimed" if source.own else "reported"
    clause = sentence.clauses[draft.clause]
    indices = clause.indices()
    told = text[sentence.words[indices[0]].start : sentence.words[indices[-1]].end]
    codes = codes_of(draft.event_type, told)
    actor1, actor2 = _actors(sentence, draft)
    fields = Fields(
        report_id=report.id,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        trigger_start=draft.start,
        trigger_end=draft.end,
        trigger=text[draft.start : draft.end],
        event_type=draft.event_type,
        acled_event_type=codes.acled_event_type,
        acled_sub_event_type=codes.acled_sub_event_type,
        plover_event=codes.plover_event,
        plover_mode=codes.plover_mode,
        actor1=actor1,
        actor2=actor2,
        target=_target(sentence, draft),
        modality=modality,
        attribution=source.text if source else "",
        denied_by=case.denied_by,
    )
    return fields, evidence


def _date_fields(case: Case, when: When, report: Report, evidence: list[Evidence]) -> Fields:
    """Return an event's own date, or that it stands at the report's; note the evidence."""
    span = when.span
    modality: Modality = case.draft.status.modality
    opens, closes = days_of(report.published, report.published_precision)
    if span is None:
        fields = Fields(
            date_source="dateline",
            date_precision="ongoing" if modality == "ongoing" else "none",
            shown_start=opens,
            shown_end=closes,
        )
        if (stated := when.misdated) is not None:
            rule = f"a date it can't stand at: {word_flags(stated.flags)}"
            evidence.append(Evidence("date", stated.start, stated.end, rule, stated.rule))
            fields |= Fields(date_stated=stated.text, date_flags=stated.flags)
        return fields
    planned = modality == "planned" or (modality == "unrealized" and span.direction == "future")
    resolved = span.resolve(planned=planned)
    start, end = resolved.first, resolved.last
    evidence.append(Evidence("date", span.start, span.end, when.rule, span.rule))
    return Fields(
        date_stated=span.text,
        start=start,
        end=end,
        date_precision=resolved.precision,
        date_source=when.source,
        date_flags=tuple(span.flags),
        shown_start=start or end or opens,
        shown_end=end or start or closes,
        background=is_background(start, end, report.published),
    )


def count_fields(toll: Counts | None) -> Fields:
    """Return an event's counts, none where the text states none."""
    if toll is None:
        return {}
    fields = Fields(
        subsets=toll.subsets,
        count_text=toll.text,
        count_qualifier=toll.qualifier,
        count_scope=toll.scope,
    )
    for name, low, high in _COUNT_FIELDS:
        fields[low], fields[high] = getattr(toll, name)
    return fields


def _placed(
    fields: Fields, located: Located, mentions: Sequence[Mention], evidence: Sequence[Evidence]
) -> Event:
    """Return the event at one of its places; the fields are completed."""
    mention = mentions[located.mention]
    place = mention.resolution.place
    if place is None:
        return _finished(fields, None, None, evidence)
    spot = located.spot
    if spot is not None:
        place = spot.place
    where = Fields(
        place_id=place.id,
        place_name=spot.name if spot else place.name,
        place_relation=located.relation,
        place_mention=located.mention,
        geo_precision=geo_precision(place, located.relation),
        lat=spot.lat if spot else place.lat,
        lon=spot.lon if spot else place.lon,
        precision_km=spot.precision_km
        if spot
        else _radius_km(place.precision_km, located.relation),
        country=place.country,
    )
    start, end = _place_span(located, mentions)
    note = spot.rule if spot else mention.resolution.reason
    proof = Evidence("place", start, end, located.rule, note)
    fields |= where
    return _finished(fields, located, mention, [*evidence, proof])


def _place_span(located: Located, mentions: Sequence[Mention]) -> tuple[int, int]:
    """Return the words that say where: of a list, those of this one place alone."""
    mention, start, end = mentions[located.mention], located.start, located.end
    named = starting(mentions, start, end - 1)
    if located.spot is None and len(named) > 1 and located.mention in named:
        return mention.start, mention.end
    return start, end


def _finished(
    fields: Fields, located: Located | None, mention: Mention | None, evidence: Sequence[Evidence]
) -> Event:
    """Return the event, judged; the fields are completed."""
    reason = reason_off_map(fields["event_type"], fields["modality"], mention)
    firmness, why = judge_firmness(fields, located, mention)
    fields |= Fields(
        on_map=not reason,
        off_map_reason=reason,
        confidence=firmness,
        confidence_reason=why,
        evidence=tuple(evidence),
    )
    return Event.of(fields)


def _radius_km(precision_km: float, relation: PlaceRelation) -> float:
    return precision_km + NEAR_KM if relation in {"near", "around"} else precision_km


def _joint_toll(fields: Fields, report: Report, evidence: Sequence[Evidence]) -> Event:
    """Return the row of a toll told for several places together: it belongs to none alone."""
    start, end = fields["trigger_start"], fields["trigger_end"]
    row = Fields(
        id=event_id(report.text, start, end, -1),
        event_type="casualty_total",
        acled_event_type="",
        acled_sub_event_type="",
        plover_event="",
        plover_mode="",
        on_map=False,
        off_map_reason="a toll told for several places together",
        confidence="fair",
        confidence_reason="told for several places together",
        evidence=tuple(evidence),
    )
    return Event.of(fields | row)


def _actors(sentence: Sentence, draft: Draft) -> tuple[str, str]:
    """Return the doer and the other side; of a passive, the doer stands behind "by"."""
    words, clause = sentence.words, sentence.clauses[draft.clause]
    subject = clause.subject()
    if clause.shared_subject >= 0:
        subject = sentence.clauses[clause.shared_subject].subject() + subject
    behind = clause.complement()
    if clause.group is None or not clause.group.passive:
        return (
            name_actor(words, subject, sentence.actors),
            name_actor(words, behind[:12], sentence.actors),
        )
    by = next((position for position, i in enumerate(behind) if words[i].lower == "by"), None)
    agent = behind[by : by + 6] if by is not None else []
    return name_actor(words, agent, sentence.actors), name_actor(words, subject, sentence.actors)


def _target(sentence: Sentence, draft: Draft) -> Target | None:
    if draft.event_type not in _TARGETED:
        return None
    clause = sentence.clauses[draft.clause]
    passive = clause.group is not None and clause.group.passive
    classes: set[str] = set()
    for i in clause.subject() if passive else clause.complement():
        classes |= sentence.classes[i]
    return next((target for name, target in _TARGETS if name in classes), None)
