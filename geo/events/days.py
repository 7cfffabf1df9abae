"""Compare the days of events, and tell a date that is another noun's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from geo.dates import DateSpan
from geo.events.reading import Sentence

if TYPE_CHECKING:
    from geo.events.cases import Case


def interval_of(case: Case) -> tuple[date, date] | None:
    """Return a case's own dates, None where it has none or only one end."""
    span = case.when.span
    if span is None:
        return None
    resolved = span.resolve(planned=case.draft.status.modality == "planned")
    if resolved.first is None or resolved.last is None:
        return None
    return resolved.first, resolved.last


def same_days(one: Case, two: Case) -> bool:
    """Whether the days of two cases do not differ; one without its own agrees with any."""
    first, second = interval_of(one), interval_of(two)
    if first is None or second is None or two.when.source == "inferred":
        return True
    return first[0] <= second[1] and second[0] <= first[1]


def dates_an_agreement(sentence: Sentence, trigger: tuple[int, int], span: DateSpan) -> bool:
    """Whether a date is that of a truce referred to: "a May 2023 truce", "agreed in 2023"."""
    words = sentence.words
    for other in sentence.triggers:
        if other.verbal or other.rows[0].event_type != "agreement":
            continue
        if words[other.start].start == trigger[0]:
            continue
        before = words[other.start - 1] if other.start else None
        if before is not None and span.start < before.end <= span.end:
            return True
        told = words[other.end] if other.end < len(words) else None
        if told is None or told.tag not in {"D", "T"} or told.start == trigger[0]:
            continue
        if 0 <= span.start - told.end <= 4:
            return True
    return False


def dates_a_crime(sentence: Sentence, trigger: tuple[int, int], span: DateSpan) -> bool:
    """Whether a year is that of the deed: "arrested a man wanted for a murder in X in 2011"."""
    if span.precision != "year":
        return False
    words = sentence.words
    for other in sentence.triggers:
        start = words[other.start].start
        if other.verbal or not trigger[1] <= start < span.start:
            continue
        k = other.start - 1
        while k > 0 and words[k].tag in {"det", "adj", "num", "N"}:
            k -= 1
        if words[k].lower in {"for", "over"}:
            return True
    return False
