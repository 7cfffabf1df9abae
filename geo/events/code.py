"""Code the events of a report: what happened, where, when, how many, who says so, and whether."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.dates import Anchor, DateSpan
from geo.dates.intervals import days_of
from geo.events.attribution import find_source, note_denials
from geo.events.bare_tolls import drop_bare_tolls
from geo.events.cases import Case
from geo.events.compose import compose
from geo.events.drafts import VIOLENT_ACTS, Draft
from geo.events.final_roles import assign_roles
from geo.events.happenings import draft_events
from geo.events.inflections import word_list
from geo.events.labels import read_heads
from geo.events.locate import locate
from geo.events.no_toll import mark_none, mark_total
from geo.events.place_days import date_places
from geo.events.proper_names import mark_names
from geo.events.reading import Sentence, read_sentences
from geo.events.running_totals import compose_totals
from geo.events.told_where import place_from_next, place_where_it_fell
from geo.events.tolls import assign_counts, is_toll_line
from geo.events.twins import merge_twins
from geo.events.when import date_cases
from geo.model import Event, Mention, Report

if TYPE_CHECKING:
    from gazetteer import Gazetteer


def code(
    report: Report, mentions: Sequence[Mention], places: Gazetteer | None = None
) -> tuple[tuple[Mention, ...], tuple[Event, ...]]:
    """Return the mentions with their final roles, and the events, in the order of the text.

    Parameters
    ----------
    report
        The report; offsets count from the start of its text.
    mentions
        Its place names, resolved, in order.
    places
        The gazetteer that they were resolved with; without it "the city" can't mean the city
        of a region that is named.
    """
    mentions = mark_names(
        report.text, sorted(mentions, key=lambda mention: (mention.start, mention.end))
    )
    anchor = Anchor(report.published, report.published_precision)
    latest = days_of(report.published, report.published_precision)[1]
    sentences = read_sentences(report, mentions, anchor)
    drafts: list[Draft] = []
    for sentence in sentences:
        heading = sentence.heading and not sentence.first
        if sentence.triggers and not heading and not is_toll_line(sentence):
            found = draft_events(sentence, mentions, _later_clauses(sentence, latest))
            drafts += _carry_type(found, drafts, sentence, sentences)
    drafts = drop_bare_tolls(drafts, sentences)
    counts = assign_counts(sentences, drafts)
    cases = [Case(draft=draft, counts=counts.get(i, [])) for i, draft in enumerate(drafts)]
    for case in cases:
        mark_total(case, sentences[case.draft.sentence])
        mark_none(case)
    heads = read_heads(report.text, sentences, mentions, anchor)
    locate(cases, sentences, mentions, places, heads, latest)
    place_from_next(cases, sentences, mentions)
    place_where_it_fell(cases, sentences, mentions)
    date_cases(cases, sentences, latest, report.text, heads)
    date_places(cases, sentences)
    note_denials(cases, sentences, report.text)
    for case in cases:
        sentence = sentences[case.draft.sentence]
        case.source = find_source(report.text, sentence, case.draft.clause, case.draft.word)
    _hand_on_counts(cases)
    cases = merge_twins([case for case in cases if not case.aftermath], sentences, mentions)
    events = [
        event
        for case in cases
        for event in compose(case, report, sentences[case.draft.sentence], mentions)
    ]
    events += compose_totals(counts.get(-1, []), report, sentences)
    events.sort(key=lambda event: (event.trigger_start, event.place_mention or 0, event.id))
    return assign_roles(mentions, cases, sentences), tuple(events)


def _hand_on_counts(cases: Sequence[Case]) -> None:
    """Give the counts of what only follows ("rescuers pulled out four bodies") to the event."""
    for earlier, case in pairwise(cases):
        if case.aftermath:
            earlier.counts = [*earlier.counts, *case.counts]


def _carry_type(
    found: list[Draft], earlier: Sequence[Draft], sentence: Sentence, sentences: Sequence[Sentence]
) -> list[Draft]:
    """Give "a second strike" the type of the first: the weapon is named only once."""
    if not found:
        return found
    if any(other.natural for other in earlier):
        _carry_hazard(found, earlier, sentence, sentences)
        _carry_damage(found, earlier, sentence)
        _carry_strike(found, earlier, sentence)
    if all(draft.event_type != "attack" for draft in found):
        return found
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
    before = before or next((d for d in found if d.event_type in {"air_strike", "shelling"}), None)
    if before is None:
        return [draft for draft in found if draft.lemma not in _FALLEN or not _elliptic(draft)]
    for draft in found:
        clause = sentence.clauses[draft.clause]
        lowers = {sentence.words[i].lower for i in clause.indices()}
        if (
            draft.event_type == "attack"
            and lowers & {"strike", "strikes"}
            and lowers & _AGAIN
            and not draft.casualty_only
        ) or (draft.event_type == "attack" and draft.lemma in _ONE_MORE):
            draft.event_type = before.event_type
            draft.rule += "; weapon of the strike before"
    return found


_FALLEN = frozenset({"fall", "land"})
_ONE_MORE = _FALLEN | {"intercept"}


def _elliptic(draft: Draft) -> bool:
    """Whether what fell is only "one" or "another", and may be anything."""
    return draft.event_type == "attack" and draft.verbal


_AGAIN = word_list("continuing") | {"strikes", "the"}


def _carry_hazard(
    found: list[Draft], earlier: Sequence[Draft], sentence: Sentence, sentences: Sequence[Sentence]
) -> None:
    """Let deaths without a cause be those of the quake or flood told just before."""
    last = next((other for other in reversed(earlier) if not other.heading), None)
    if last is None or not last.natural or sentence.number - last.sentence > 1:
        return
    if sentences[last.sentence].paragraph != sentence.paragraph:
        return
    for draft in found:
        if draft.casualty_only and draft.event_type == "attack":
            draft.event_type = "situation"
            draft.rule += "; the hazard told before"


def _carry_strike(found: list[Draft], earlier: Sequence[Draft], sentence: Sentence) -> None:
    """Let "it struck" be the quake's, and deaths too where a text tells of no attack."""
    last = next((other for other in reversed(earlier) if not other.heading), None)
    if last is None:
        return
    peaceful = all(
        other.natural or other.event_type not in VIOLENT_ACTS - {"situation"} for other in earlier
    )
    for draft in found:
        subject = [sentence.words[i].lower for i in sentence.clauses[draft.clause].subject()]
        struck = draft.lemma in _STRIKING and subject == ["it"] and last.natural
        died = draft.casualty_only and peaceful and draft.passive
        if draft.event_type == "attack" and (struck or died):
            draft.event_type = "situation"
            draft.natural = draft.natural or struck
            draft.rule += "; the hazard told before"


_STRIKING = frozenset({"strike", "hit", "shake"})
_DAMAGED = frozenset({"damage", "destroy", "flatten", "wreck"})


def _carry_damage(found: list[Draft], earlier: Sequence[Draft], sentence: Sentence) -> None:
    """Let damage without a doer be a hazard's, where a text tells of a hazard and of no attack."""
    if any(other.event_type in VIOLENT_ACTS - {"situation"} for other in earlier):
        return
    for draft in found:
        doer = any(
            sentence.words[i].lower == "by" for i in sentence.clauses[draft.clause].complement()
        )
        damaged = draft.lemma in _DAMAGED and draft.event_type == "property_destruction"
        if damaged and draft.passive and not doer:
            draft.event_type, draft.natural = "situation", True
            draft.rule += "; the hazard told before"


RECENT_DAYS, FAR_DAYS = 60, 250
"""A date read as of this year or the next is past where it lies just back, far ahead."""


def _just_past(span: DateSpan, ahead: date, published: date) -> bool:
    """Whether a date without a year is surely this year's: "land in X, 11 June" on 13 June."""
    back = span.resolve(planned=False).first
    return (
        back is not None
        and (published - back).days <= RECENT_DAYS
        and (ahead - published).days >= FAR_DAYS
    )


def _later_clauses(sentence: Sentence, published: date | None) -> set[int]:
    """Return the clauses that state a date after the report's."""
    found: set[int] = set()
    if published is None:
        return found
    for span in sentence.dates:
        if span.certain and span.direction != "future":
            continue
        first = span.resolve(planned=True).first
        if first is not None and first > published and not _just_past(span, first, published):
            found.add(sentence.clause_of_offset(span.start))
    return found
