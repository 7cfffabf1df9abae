"""Tell the tolls that are no event's: running totals, and those of nobody."""

from __future__ import annotations

from geo.counts import CountSpan
from geo.events.cases import Case
from geo.events.cued import Status
from geo.events.drafts import Draft
from geo.events.inflections import word_list
from geo.events.reading import Sentence

_DISEASES = word_list("diseases")

LATELY_DAYS = 45
"""How long a disease may have gone on for its toll to be news."""

_VERBAL = frozenset({"V", "D", "Z", "be", "have", "modal"})

_RECENT = frozenset({"since_weekday", "since_relative"})


def is_disease(sentence: Sentence, draft: Draft) -> bool:
    """Whether a toll is that of a disease that broke out lately, at a place that is named."""
    clause = sentence.clauses[draft.clause]
    lately = any(
        span.first is not None
        and span.last is not None
        and (span.last - span.first).days <= LATELY_DAYS
        for span in sentence.dates
        if sentence.clause_of_offset(span.start) == draft.clause
    )
    return (
        lately
        and draft.natural
        and draft.phrase is not None
        and draft.phrase.preposition not in {"across", "throughout"}
        and draft.event_type == "situation"
        and any(sentence.words[i].lower in _DISEASES for i in clause.subject())
    )


def is_running(sentence: Sentence, count: CountSpan) -> bool:
    """Whether a count runs on: "killed ten on Thursday, the most since 2005" doesn't."""
    index = sentence.clause_of_offset(count.start)
    group = sentence.clauses[index].group
    if not any(word.tag in _VERBAL for word in sentence.words):
        return False  # "Seventeen bodies so far."
    if group is None or group.perfect or group.present or count.scope == "daily_total":
        return True
    return not any(
        span.precision == "day"
        and not span.ongoing
        and sentence.clause_of_offset(span.start) == index
        for span in sentence.dates
    )


_DISPLACED = word_list("displaced")

_HELD = frozenset({"abduction", "arrest"})

_COUNTED_ACTS = word_list("counted_acts")


def mark_total(case: Case, sentence: Sentence) -> None:
    """Mark a case that only tells a running total."""
    draft = case.draft
    clause = sentence.clauses[draft.clause]
    cumulative = [
        count
        for count in sentence.counts
        if count.scope == "cumulative"
        and is_running(sentence, count)
        and sentence.clause_of_offset(count.start) == draft.clause
    ]
    if (
        cumulative
        and (
            draft.casualty_only
            or draft.lemma in _DISPLACED
            or (draft.event_type in _HELD and clause.group is not None and clause.group.perfect)
            or (draft.event_type == "situation" and draft.lemma in {"kill", "die"})
        )
        and not is_disease(sentence, draft)
        and not _goes_on_there(sentence, draft)
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


def _goes_on_there(sentence: Sentence, draft: Draft) -> bool:
    """Whether a fight of these days has a place: "killed in fighting near X since Friday"."""
    phrase = draft.phrase
    recent = any(span.rule in _RECENT for span in sentence.dates)
    return (
        recent
        and draft.event_type == "armed_clash"
        and phrase is not None
        and any(
            not other.verbal and other.start <= phrase.owner < other.end
            for other in sentence.triggers
        )
    )


def mark_none(case: Case) -> None:
    """Take "nobody was killed in X" for no event, where nothing that could kill is named."""
    draft = case.draft
    if (
        draft.casualty_only
        and draft.event_type in {"attack", "situation"}
        and not draft.absorbed
        and case.counts
        and all(count.high == 0 for count in case.counts)
    ):
        draft.status = Status("unrealized", "nobody came to harm")


def _counted_since(sentence: Sentence, draft: Draft) -> bool:
    """Whether a clause counts acts over a time: "have attacked 27 ships since November"."""
    clause = sentence.clauses[draft.clause]
    words = [sentence.words[i] for i in clause.complement()]
    since = any(word.lower == "since" for word in words)
    return since and any(word.tag == "num" for word in words[:4])
