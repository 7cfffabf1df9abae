"""Code the events of a report: what happened, where, when, how many, who says so, and whether."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from geo.actors import name_actor
from geo.attribution import Source, find_source
from geo.counts import CountSpan, Counts, combine, find_counts
from geo.dates import Anchor, DateSpan, find_dates, latest_date
from geo.event_types import codes_of
from geo.happenings import REAL, Draft, draft_events
from geo.inherit import find_anaphors, place_before
from geo.model import MAPPED_MODALITIES, Event, Evidence, Mention, PlaceRelation, Report
from geo.reading import Sentence, dateline_end, read_sentence
from geo.sentences import split_sentences
from geo.tolls import assign_counts, combine_sources
from geo.when import NOWHEN, When, choose_date, is_background, spans_of_clause
from geo.where import Spot, geo_precision, midpoint, offset, rank, too_coarse

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*•–—]|\d{1,2}[.)])[ \t])")
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_CONTINUING = frozenset(
    "second third another further more also later again same other separate additional".split()
)
_SAME_OCCASION_TYPES = {
    ("protest", "arrest"), ("protest", "riot"), ("protest", "attack_on_civilians"),
    ("ground_operation", "arrest"), ("riot", "arrest"), ("air_strike", "situation"),
}  # fmt: skip
_NOT_PINNED = frozenset({"casualty_total", "statement"})
_COUNTED_ACTS = frozenset(
    {"attack", "air_strike", "shelling", "attack_on_civilians", "arrest", "abduction", "property_destruction"}
)
_DISPLACED = frozenset({"flee", "leave", "displace", "displacement", "uproot", "evacuate"})


@dataclass(slots=True)
class _Located:
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
class _Case:
    """A draft with all that was found for it."""

    draft: Draft
    located: list[_Located] = field(default_factory=list)
    when: When = NOWHEN
    counts: list[CountSpan] = field(default_factory=list)
    source: Source | None = None
    total: bool = False
    merged: list[Draft] = field(default_factory=list)
    denied_by: str = ""
    aftermath: bool = False


def code(
    report: Report, mentions: Sequence[Mention], places: Gazetteer
) -> tuple[tuple[Mention, ...], tuple[Event, ...]]:
    """Return the mentions with their final roles, and the events, in the order of the text.

    Parameters
    ----------
    report
        The report; offsets count from the start of its text.
    mentions
        Its place names, resolved, in order.
    places
        The gazetteer that they were resolved with.
    """
    del places
    mentions = sorted(mentions, key=lambda mention: (mention.start, mention.end))
    anchor = Anchor(report.published, report.published_precision)
    sentences = _read(report, mentions, anchor)
    drafts: list[Draft] = []
    for sentence in sentences:
        if sentence.triggers and not (sentence.heading and not sentence.first):
            found = draft_events(sentence, mentions, _later_clauses(sentence, report.published))
            drafts += _carry_type(found, drafts, sentence, sentences)
    drafts = _drop_bare_tolls(drafts, sentences)
    counts = assign_counts(sentences, drafts)
    cases = [_Case(draft=draft, counts=counts.get(i, [])) for i, draft in enumerate(drafts)]
    for case in cases:
        _mark_total(case, sentences[case.draft.sentence])
    _locate(cases, sentences, mentions)
    _date(cases, sentences, report.published)
    _deny(cases, sentences, report.text)
    for case in cases:
        case.source = find_source(report.text, sentences[case.draft.sentence], case.draft.clause)
    cases = _merge([case for case in cases if not case.aftermath], sentences, mentions)
    events = [
        event
        for case in cases
        for event in _build(case, report, sentences[case.draft.sentence], mentions)
    ]
    events += _totals(counts.get(-1, []), cases, report, sentences)
    events.sort(key=lambda event: (event.trigger_start, event.place_mention or 0, event.id))
    return _with_roles(mentions, cases, sentences), tuple(events)


def _read(report: Report, mentions: Sequence[Mention], anchor: Anchor) -> list[Sentence]:
    text = report.text
    sentences: list[Sentence] = []
    paragraph = 0
    previous_end = report.body_start
    cursor = 0
    last_date: DateSpan | None = None
    for number, span in enumerate(split_sentences(text, report.body_start)):
        new_paragraph = number == 0 or _PARAGRAPH.search(text, previous_end, span.start) is not None
        new_paragraph = new_paragraph or "\n" in text[previous_end : span.start]
        if new_paragraph:
            paragraph += 1
        while cursor < len(mentions) and mentions[cursor].end <= span.start:
            cursor += 1
        stop = cursor
        while stop < len(mentions) and mentions[stop].start < span.end:
            stop += 1
        ends_line = (
            span.end >= len(text)
            or text[span.end] == "\n"
            or text[span.end :].lstrip(" \t")[:1] in {"\n", ""}
        )
        heading = (
            new_paragraph
            and ends_line
            and not _ENDS.search(text[span.start : span.end])
            and span.end - span.start < 160
        )
        body = dateline_end(text, span.start, span.end) if new_paragraph else span.start
        dates = find_dates(text, body, span.end, anchor, previous=last_date)
        last_date = latest_date(dates, last_date, anchor)
        sentence = read_sentence(
            text, span.start, span.end, mentions[cursor:stop], cursor,
            number=number, paragraph=paragraph, heading=heading, first=new_paragraph, dates=dates,
        )  # fmt: skip
        sentence.first = number == 0
        sentence.counts = find_counts(text, body, span.end)
        sentences.append(sentence)
        previous_end = span.end
    return sentences


def _carry_type(
    found: list[Draft], earlier: Sequence[Draft], sentence: Sentence, sentences: Sequence[Sentence]
) -> list[Draft]:
    """Give "a second strike" the type of the first: the weapon is named only once."""
    before = next(
        (
            other
            for other in reversed(earlier)
            if other.event_type in {"air_strike", "shelling"}
            and sentence.number - other.sentence <= 2
            and sentences[other.sentence].paragraph == sentence.paragraph
        ),
        None,
    )
    if before is None:
        return found
    for draft in found:
        clause = sentence.clauses[draft.clause]
        lowers = {sentence.words[i].lower for i in clause.indices()}
        if draft.event_type == "attack" and lowers & {"strike", "strikes"} and not draft.casualty_only:
            draft.event_type = before.event_type
            draft.rule += "; weapon of the strike before"
    return found


def _later_clauses(sentence: Sentence, published: date | None) -> set[int]:
    """Return the clauses that state a date after the report's."""
    found: set[int] = set()
    for span in sentence.dates:
        first = span.resolve(planned=True).first
        if (
            published is not None
            and first is not None
            and first > published
            and (span.direction == "future" or not span.certain)
        ):
            found.add(sentence.clause_of_offset(span.start))
    return found


def _drop_bare_tolls(drafts: list[Draft], sentences: Sequence[Sentence]) -> list[Draft]:
    """Leave out "two people were killed" where another event's toll is told.

    A toll with a place of its own is an event of its own.
    """
    kept: list[Draft] = []
    for draft in drafts:
        struck = draft.lemma in {"hit", "shoot", "beat"} and draft.passive and any(
            other.sentence == draft.sentence and other.event_type in {"armed_clash", "protest", "riot"}
            for other in kept
        )
        if (draft.casualty_only or struck) and draft.phrase is None and draft.real:
            sentence = sentences[draft.sentence]
            if any(
                other.sentence == draft.sentence and other.real and not other.casualty_only
                and other.event_type not in _NOT_PINNED and other.status.modality != "planned"
                for other in drafts
            ):
                continue
            host = next(
                (
                    other
                    for other in reversed(kept)
                    if other.real
                    and other.status.modality != "planned"
                    and other.event_type not in _NOT_PINNED
                    and 0 <= draft.sentence - other.sentence <= 1
                    and sentences[other.sentence].paragraph == sentence.paragraph
                ),
                None,
            )
            if host is not None:
                continue
        kept.append(draft)
    return kept


def _mark_total(case: _Case, sentence: Sentence) -> None:
    draft = case.draft
    clause = sentence.clauses[draft.clause]
    cumulative = [
        count
        for count in sentence.counts
        if count.scope == "cumulative" and sentence.clause_of_offset(count.start) == draft.clause
    ]
    if cumulative and (
        draft.casualty_only
        or draft.lemma in _DISPLACED
        or draft.event_type == "situation"
        and draft.lemma in {"kill", "die"}
    ):
        case.total = True
    if (
        draft.event_type in _COUNTED_ACTS
        and clause.group is not None
        and clause.group.perfect
        and _counted_since(sentence, draft)
    ):
        case.total = True
    if (
        draft.event_type == "situation"
        and draft.lemma in _DISPLACED
        and clause.group is not None
        and clause.group.perfect
        and any(word.lower == "since" for word in sentence.words[clause.start : clause.end])
    ):
        case.total = True


def _counted_since(sentence: Sentence, draft: Draft) -> bool:
    """Whether a clause counts acts over a time: "have attacked 27 ships since November"."""
    clause = sentence.clauses[draft.clause]
    words = [sentence.words[i] for i in clause.complement()]
    since = any(word.lower == "since" for word in words)
    return since and any(word.tag == "num" for word in words[:4])


def _locate(
    cases: Sequence[_Case], sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> None:
    last_event: int | None = None
    named_before: dict[str, int] = {}
    by_clause: dict[tuple[int, int], _Case] = {}
    previous: _Case | None = None
    for case in cases:
        draft = case.draft
        sentence = sentences[draft.sentence]
        planned = draft.status.modality == "planned"
        if draft.phrase is not None:
            case.located = _from_phrase(draft, sentence, mentions)
        elsewhere = _elsewhere(sentence, draft)
        if not case.located and not elsewhere:
            case.located = _from_anaphor(draft, sentence, mentions, last_event, named_before)
        if not case.located and not planned and not elsewhere:
            case.located = _from_sentence(draft, sentence, mentions, by_clause)
        if not case.located and not planned and not elsewhere and previous is not None:
            case.located = _from_occasion(case, previous, sentences)
        if case.located and case.located[0].inherited and _aftermath(case, previous):
            case.located = []
            case.aftermath = True
        by_clause.setdefault((draft.sentence, draft.clause), case)
        if case.located and not case.total:
            last_event = case.located[0].mention
            for i in sentence.clauses[draft.clause].indices():
                if sentence.words[i].tag in {"N", "G"} and sentence.classes[i] & {"building", "facility"}:
                    named_before[sentence.words[i].lower] = last_event
        previous = case


def _aftermath(case: _Case, previous: _Case | None) -> bool:
    """Whether a fire or a rescue only follows from the attack told just before."""
    return (
        previous is not None
        and case.draft.event_type == "situation"
        and case.draft.lemma in {"fire", "blaze", "rescue", "evacuate", "trap", "collapse", "burn", "spread", "damage", "destroy", "fires"}
        and previous.draft.event_type in {"air_strike", "shelling", "explosion", "attack", "armed_clash", "situation"}
        and case.draft.sentence - previous.draft.sentence <= 1
        and case.draft.real
    )


def _from_phrase(draft: Draft, sentence: Sentence, mentions: Sequence[Mention]) -> list[_Located]:
    phrase = draft.phrase
    assert phrase is not None
    words = sentence.words
    start, end = words[phrase.start].start, words[phrase.end - 1].end
    resolved = [i for i in phrase.members if mentions[i].resolution.place is not None]
    if not resolved:
        return []
    first = mentions[resolved[0]].resolution.place
    if phrase.between and len(resolved) == 2:
        second = mentions[resolved[1]].resolution.place
        assert first is not None
        assert second is not None
        return [_Located(resolved[0], "near", "midpoint: between A and B", midpoint(first, second),
                         (resolved[1], *phrase.containers), start, end)]  # fmt: skip
    if phrase.bearing and phrase.distance_km and first is not None:
        return [_Located(resolved[0], "near", "offset: distance and bearing", offset(first, phrase.distance_km, phrase.bearing),
                         tuple(phrase.containers), start, end)]  # fmt: skip
    found: list[_Located] = []
    for index in resolved:
        others = tuple(phrase.containers) if index == resolved[-1] else ()
        found.append(_Located(index, phrase.relation, draft.place_rule, None, others, start, end))
    for other in draft.also:
        for index in other.members:
            if mentions[index].resolution.place is not None:
                found.append(
                    _Located(
                        index, other.relation, "second place of the same verb", None, tuple(other.containers),
                        words[other.start].start, words[other.end - 1].end,
                    )
                )  # fmt: skip
    return found


def _from_anaphor(
    draft: Draft,
    sentence: Sentence,
    mentions: Sequence[Mention],
    last_event: int | None,
    named_before: Mapping[str, int],
) -> list[_Located]:
    clause = sentence.clauses[draft.clause]
    indices = clause.indices()
    if clause.shared_subject >= 0:
        indices = sentence.clauses[clause.shared_subject].subject() + indices
    for other in range(draft.clause + 1, len(sentence.clauses)):
        if sentence.clauses[other].shared_subject == draft.clause:
            indices = indices + sentence.clauses[other].indices()
    for anaphor in find_anaphors(sentence, indices):
        told = _told_by_people_of(sentence, anaphor.word) if anaphor.noun == "there" else None
        index = told if told is not None else place_before(
            mentions, anaphor.start, anaphor.noun, last_event, sentence.start
        )
        if index is None:
            index = named_before.get(sentence.words[anaphor.word].lower)
        if index is not None and mentions[index].resolution.place is not None:
            return [
                _Located(
                    index,
                    "inferred",
                    f"points back: {anaphor.noun}",
                    None,
                    (),
                    anaphor.start,
                    anaphor.end,
                    True,
                )
            ]
    return []


def _told_by_people_of(sentence: Sentence, word: int) -> int | None:
    """Return the place in "residents of X said that ... there", which "there" means."""
    for phrase in sentence.phrases:
        if phrase.end < word and phrase.kind in {"source", "locative"} and phrase.start < 6:
            return phrase.members[0]
    return None


def _from_sentence(
    draft: Draft,
    sentence: Sentence,
    mentions: Sequence[Mention],
    by_clause: dict[tuple[int, int], _Case],
) -> list[_Located]:
    """Take the place from another clause of the sentence."""
    clause = sentence.clauses[draft.clause]
    words = sentence.words
    if clause.kind == "relative":
        best = None
        for phrase in sentence.phrases:
            if phrase.end <= clause.start and phrase.kind in {"locative", "object", "of"}:
                best = phrase
        if best is not None:
            index = best.members[0]
            if mentions[index].resolution.place is not None:
                relation = best.relation
                return [_Located(index, relation, "place phrase before the relative clause", None, tuple(best.containers),
                                 words[best.start].start, words[best.end - 1].end)]  # fmt: skip
    if clause.kind == "main" and clause.marker == "," and (
        draft.clause == 0 or sentence.clauses[draft.clause - 1].kind != "subordinate"
    ):
        return []
    for other in range(draft.clause - 1, -1, -1):
        case = by_clause.get((draft.sentence, other))
        if case is not None and case.located and case.draft.real:
            return [
                replace_located(located, "inferred", "place of the clause before")
                for located in case.located[:1]
            ]
        if case is None:
            governing = sentence.clauses[other]
            fronted = [
                p for p in sentence.phrases
                if governing.start <= p.start < governing.end and p.kind == "locative" and p.owner < governing.start
            ]  # fmt: skip
            group = governing.group
            if fronted and group is not None and fronted[0].end <= group.start:
                index = fronted[0].members[0]
                if mentions[index].resolution.place is not None and not _official(
                    sentence, governing.subject()
                ):
                    phrase = fronted[0]
                    return [_Located(index, "inferred", "place that opens the sentence", None, tuple(phrase.containers),
                                     words[phrase.start].start, words[phrase.end - 1].end)]  # fmt: skip
    return []


_ELSEWHERE = frozenset("elsewhere abroad nationwide worldwide nowhere anywhere everywhere".split())
_WIDE = frozenset("region country world nation globe continent border".split())


def _elsewhere(sentence: Sentence, draft: Draft) -> bool:
    """Whether a clause says for itself that it is somewhere else, or everywhere."""
    words = sentence.words
    for i in sentence.clauses[draft.clause].indices():
        if words[i].lower in _ELSEWHERE:
            return True
        if words[i].lower in _WIDE and any(
            words[k].lower in {"across", "throughout", "around"} for k in range(max(0, i - 2), i)
        ):
            return True
    return False


def _official(sentence: Sentence, indices: Sequence[int]) -> bool:
    return any("official_source" in sentence.classes[i] for i in indices)


def replace_located(located: _Located, relation: PlaceRelation, rule: str) -> _Located:
    """Return a place taken over from another event."""
    return replace(located, relation=relation, rule=rule, others=(), inherited=True)


def _from_occasion(case: _Case, previous: _Case, sentences: Sequence[Sentence]) -> list[_Located]:
    """Take the place of the sentence before, where the same occasion goes on."""
    draft, earlier = case.draft, previous.draft
    sentence = sentences[draft.sentence]
    if not previous.located or not earlier.real or previous.total:
        return []
    if (
        draft.sentence - earlier.sentence > 1
        or sentences[earlier.sentence].paragraph != sentence.paragraph
    ):
        return []
    clause = sentence.clauses[draft.clause]
    lowers = {sentence.words[i].lower for i in clause.indices()}
    goes_on = (earlier.event_type, draft.event_type) in _SAME_OCCASION_TYPES
    continuing = bool(lowers & _CONTINUING) and draft.event_type == earlier.event_type
    pronoun = any(sentence.words[i].lower in {"they", "it", "them"} for i in clause.subject()[:2])
    if not (goes_on or continuing or (pronoun and draft.event_type == earlier.event_type)):
        return []
    return [replace_located(previous.located[0], "inferred", "the same occasion goes on")]


def _date(
    cases: Sequence[_Case], sentences: Sequence[Sentence], report_date: date | None
) -> None:
    previous: _Case | None = None
    for case in cases:
        draft = case.draft
        sentence = sentences[draft.sentence]
        planned = draft.status.modality == "planned" or (
            draft.status.modality == "unrealized" and not _past(sentence, draft)
        )
        case.when = choose_date(sentence, draft.clause, (draft.start, draft.end), planned=planned)
        if case.when.span is None and previous is not None and previous.when.span is not None:
            earlier = previous.draft
            if previous.when.source == "text" and _long_ago(previous, report_date):
                continue
            near = (
                draft.sentence - earlier.sentence <= 1
                and sentences[earlier.sentence].paragraph == sentence.paragraph
            )
            same = (
                earlier.event_type == draft.event_type
                or _points_back(case)
                or _while_they(sentence)
                or (earlier.event_type, draft.event_type) in _SAME_OCCASION_TYPES
            )
            if near and same and draft.real and earlier.real and draft.status.modality != "planned":
                case.when = When(previous.when.span, "inferred", "the same occasion goes on")
        if case.when.span is not None and not _long_ago(case, report_date):
            previous = case
        elif case.when.span is None:
            previous = case


def _long_ago(case: _Case, report_date: date | None) -> bool:
    span = case.when.span
    return span is not None and is_background(span.first, span.last, report_date)


def _while_they(sentence: Sentence) -> bool:
    """Whether a sentence opens with "While they were there": the occasion before goes on."""
    clause = sentence.clauses[0]
    return clause.marker in {"while", "as", "when"} and any(
        sentence.words[i].lower in {"they", "it", "he", "she", "this"} for i in clause.subject()
    )


def _points_back(case: _Case) -> bool:
    return any(located.rule.startswith("points back") for located in case.located)


def _past(sentence: Sentence, draft: Draft) -> bool:
    group = sentence.clauses[draft.clause].group
    return group is not None and group.negated and not group.modal


def _deny(cases: Sequence[_Case], sentences: Sequence[Sentence], text: str) -> None:
    """Note who denies the event told just before: "Kyiv denied this"."""
    for sentence in sentences:
        for index, clause in enumerate(sentence.clauses):
            group = clause.group
            if group is None or not group.verbs or group.negated:
                continue
            head = sentence.words[group.verbs[-1]]
            if head.lemma() not in {"deny", "reject", "dispute", "dismiss"}:
                continue
            rest = [sentence.words[i].lower for i in clause.complement()]
            if not rest or rest[0] not in {"this", "it", "that", "the"} or len(rest) > 4:
                continue
            candidates = [
                case for case in cases
                if case.draft.real
                and (case.draft.sentence, case.draft.clause) < (sentence.number, index)
                and sentence.number - case.draft.sentence <= 1
            ]  # fmt: skip
            subject = clause.subject()
            if candidates and subject:
                words = [i for i in subject if sentence.words[i].tag not in {"cc", ",", ";"}]
                if words:
                    candidates[-1].denied_by = text[
                        sentence.words[words[0]].start : sentence.words[words[-1]].end
                    ]


def _merge(
    cases: list[_Case], sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> list[_Case]:
    """Make one event of one happening: headline and body, the same trigger, place and date."""
    kept: list[_Case] = []
    for case in cases:
        twins = [other for other in kept if _same(other, case, mentions)]
        if not twins:
            kept.append(case)
            continue
        twin = twins[0]
        for other in twins[1:]:
            kept.remove(other)
            twin.merged = [*twin.merged, other.draft, *other.merged]
        better, worse = (
            (case, twin) if twin.draft.heading and not case.draft.heading else (twin, case)
        )
        if better is case:
            kept[kept.index(twin)] = case
        better.merged = [*better.merged, worse.draft, *worse.merged]
        better.counts = (
            [*better.counts, *worse.counts]
            if not better.counts or not worse.draft.heading
            else better.counts
        )
        if better.when.span is None and worse.when.span is not None:
            better.when = worse.when
    del sentences
    return kept


def _same(one: _Case, two: _Case, mentions: Sequence[Mention]) -> bool:
    if one.total or two.total or one.draft.event_type in _NOT_PINNED:
        return False
    alike = one.draft.event_type == two.draft.event_type
    heading = one.draft.heading
    if heading and not alike:
        alike = bool(
            {one.draft.event_type, two.draft.event_type}
            & {"attack", "situation", "military_operation"}
        ) or (one.draft.casualty_only or two.draft.casualty_only)
    if not alike or (one.draft.status.modality in REAL) != (two.draft.status.modality in REAL):
        return False
    first, second = _interval(one), _interval(two)
    planned = one.draft.status.modality == "planned"
    if planned != (two.draft.status.modality == "planned") and not (
        # "is to visit X ... the X visit": the same plan, named again
        planned and second is None and not two.draft.verbal
    ):
        return False
    if first and second and not (first[0] <= second[1] and second[0] <= first[1]):
        return False
    if heading:
        if two.draft.sentence - one.draft.sentence > 3 or two.draft.heading:
            return False
        if not one.located or not two.located:
            return True
        return _close(one, two, mentions)
    if not one.located or not two.located or len(one.located) != len(two.located):
        return False
    if first is None and second is not None or second is None and first is not None:
        if one.draft.status.modality not in {"ongoing", "planned"}:
            return False
    return all(a.mention == b.mention or _place_id(a, mentions) == _place_id(b, mentions)
               for a, b in zip(one.located, two.located, strict=True))  # fmt: skip


def _close(one: _Case, two: _Case, mentions: Sequence[Mention]) -> bool:
    from geo.where import could_hold, distance_km

    a = mentions[one.located[0].mention].resolution.place
    b = mentions[two.located[0].mention].resolution.place
    if a is None or b is None:
        return False
    return a.id == b.id or could_hold(a, b) or could_hold(b, a) or distance_km(a, b) < 15


def _place_id(located: _Located, mentions: Sequence[Mention]) -> str:
    place = mentions[located.mention].resolution.place
    return place.id if place else ""


def _interval(case: _Case) -> tuple[date, date] | None:
    span = case.when.span
    if span is None:
        return None
    resolved = span.resolve(planned=case.draft.status.modality == "planned")
    if resolved.first is None or resolved.last is None:
        return None
    return resolved.first, resolved.last


def _build(
    case: _Case, report: Report, sentence: Sentence, mentions: Sequence[Mention]
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
        denied_by=case.denied_by, **dated, **_count_fields(toll),
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


def _dates(case: _Case, report: Report, evidence: list[Evidence]) -> dict[str, object]:
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


def _count_fields(toll: Counts | None) -> dict[str, object]:
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
    base: Event, located: _Located | None, case: _Case, report: Report,
    mentions: Sequence[Mention], evidence: Sequence[Evidence], number: int,
) -> Event:  # fmt: skip
    event_id = _event_id(report.text, base.trigger_start, base.trigger_end, number)
    found = list(evidence)
    if located is None:
        reason = _reason_off_map(base.modality, base.event_type, None)
        firmness, why = _firmness(base, None, None, mentions)
        return replace(base, id=event_id, evidence=tuple(found), on_map=False, off_map_reason=reason,
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
        base, id=event_id, place_id=place.id, place_name=spot.name if spot else place.name,
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


def _event_id(text: str, start: int, end: int, number: int) -> str:
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
    base: Event, located: _Located | None, mention: Mention | None, mentions: Sequence[Mention]
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


def _totals(
    counts: Sequence[CountSpan],
    cases: Sequence[_Case],
    report: Report,
    sentences: Sequence[Sentence],
) -> list[Event]:
    """Return one row a clause for running totals: never on the map, never summed."""
    del cases
    found: dict[tuple[int, int], list[CountSpan]] = {}
    for count in counts:
        sentence = next(s for s in sentences if s.start <= count.start < s.end)
        found.setdefault((sentence.number, sentence.clause_of_offset(count.start)), []).append(
            count
        )
    events: list[Event] = []
    for (number, clause), group in found.items():
        sentence = sentences[number]
        toll = combine(group)
        dated = spans_of_clause(sentence, clause)
        first = group[0]
        fields: dict[str, object] = {"shown_start": report.published, "shown_end": report.published}
        if dated:
            span = dated[0]
            fields.update(start=span.first, end=span.last, date_precision=span.precision, date_source="text",
                          date_stated=span.text, date_flags=span.flags,
                          shown_start=span.last or report.published, shown_end=span.last or report.published)  # fmt: skip
        source = find_source(report.text, sentence, clause)
        evidence = tuple(
            Evidence(
                field="counts",
                start=count.start,
                end=count.end,
                rule=count.rule or "counts grammar",
            )
            for count in group
        )
        events.append(
            Event(
                id=_event_id(report.text, first.start, first.end, 0),
                report_id=report.id,
                sentence_start=sentence.start,
                sentence_end=sentence.end,
                trigger_start=first.start,
                trigger_end=first.end,
                trigger=report.text[first.start : first.end],
                event_type="casualty_total",
                modality="reported" if source else "asserted",
                attribution=source.text if source else "",
                on_map=False,
                off_map_reason="a running total, not an event",
                evidence=evidence,
                confidence="fair",
                confidence_reason="a running total",
                **fields,
                **_count_fields(toll),  # type: ignore[arg-type]
            )  # fmt: skip
        )
    return events


_STRENGTH = {"topic": 0, "unrealized": 1, "planned": 2, "event": 3}


def _with_roles(
    mentions: Sequence[Mention], cases: Sequence[_Case], sentences: Sequence[Sentence]
) -> tuple[Mention, ...]:
    """Return the mentions with their final roles: what the events at them make of them."""
    roles: dict[int, str] = {}
    for case in cases:
        drafts = [case.draft, *case.merged]
        for draft in drafts:
            modality = case.draft.status.modality
            role = (
                "planned"
                if modality == "planned"
                else "event"
                if modality in REAL
                else "unrealized"
            )
            if case.total or draft.event_type == "statement":
                role = "topic"
            indices: set[int] = set()
            if draft is case.draft:
                for located in case.located:
                    if not located.inherited:
                        indices |= {located.mention, *located.others}
            if draft.phrase is not None:
                indices |= {*draft.phrase.members, *draft.phrase.containers}
            for index in indices:
                if _STRENGTH[role] > _STRENGTH.get(roles.get(index, "topic"), 0):
                    roles[index] = role
    _spread_to_containers(roles, cases, sentences, mentions)
    return tuple(
        replace(mention, role=_role(mention, roles.get(index)))  # type: ignore[arg-type]
        for index, mention in enumerate(mentions)
    )


def _spread_to_containers(
    roles: dict[int, str],
    cases: Sequence[_Case],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
) -> None:
    """Give "In Kherson, fire on the X district killed" its role: it holds the place of its clause."""
    from geo.where import could_hold

    for case in cases:
        if not case.located:
            continue
        draft = case.draft
        sentence = sentences[draft.sentence]
        inner = mentions[case.located[0].mention].resolution.place
        role = roles.get(case.located[0].mention)
        if role is None:
            continue
        near = {i for i in sentence.clauses[draft.clause].indices()}
        opening = sentence.clauses[0]
        for phrase in sentence.phrases:
            if phrase.kind != "locative" or phrase is draft.phrase:
                continue
            fronted = opening.group is not None and phrase.end <= opening.group.start and phrase.owner < 0
            if phrase.start not in near and not fronted:
                continue
            for index in (*phrase.members, *phrase.containers):
                outer = mentions[index].resolution.place
                if index not in roles and could_hold(outer, inner) and rank(outer) > rank(inner):
                    roles[index] = role


def _role(mention: Mention, found: str | None) -> str:
    if mention.function == "name_part":
        return "name_part"
    if mention.demonym:
        return "modifier"
    if found is not None:
        return found
    if mention.function in {"actor", "modifier"}:
        return mention.function
    return "topic"
