"""Compare the days of events, and tell a date that is another noun's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from geo.dates import DateSpan
from geo.events.inflections import word_list
from geo.events.reading import Sentence
from geo.events.words import Word

if TYPE_CHECKING:
    from geo.events.cases import Case

_PARTICIPLES = frozenset({"D", "T"})
_FINITE = frozenset({"be", "have", "modal", "do", "V", "Z"})
_DOING = word_list("carried_out")
_SEIZED = frozenset({"abducted", "arrested", "captured", "detained", "kidnapped", "seized"})


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


def dates_an_aside(sentence: Sentence, trigger: tuple[int, int], span: DateSpan) -> bool:
    """Whether a date is that of a participle on a noun: "a port wrecked in 2019, was flooded".

    What a noun tells how it came about shares its day: "shells fired on Friday hit a mill".
    """
    words = sentence.words
    at = next((i for i, word in enumerate(words) if word.start >= span.start), len(words))
    k = at - 1
    while k >= 0 and words[k].tag not in _PARTICIPLES:
        if words[k].tag in {",", ";", "(", ")", "cc", "sub", "rel"} or words[k].tag in _FINITE:
            return False
        k -= 1
    if k < 1 or words[k].start == trigger[0]:
        return False
    if words[k].lower in _DOING and "until" not in span.flags:
        return False
    if words[k].lower in _SEIZED and "still" in sentence.present:
        return False  # "men seized in June are still held"
    if words[at - 1].lower == "for":
        return False  # "a rally announced for Friday was called off"
    if words[k - 1].tag not in {"N", "P", ","}:
        return False
    behind = next((word for word in words[at:] if word.start >= span.end), None)
    closed = behind is not None and behind.tag == ","
    if words[k - 1].tag == "," and not closed:
        return False  # "The mill, the last one in X, closed on Friday"
    apposed = _opens_apposition(words, k) or words[k - 1].tag == ","
    if trigger[0] < words[k].start and not apposed:
        return False
    return all(
        clause.group is None or not clause.group.start <= k < clause.group.end
        for clause in sentence.clauses
    )


def _opens_apposition(words: Sequence[Word], k: int) -> bool:
    """Whether the noun before word ``k`` is in apposition: "hit Beira, a port wrecked"."""
    j = k - 1
    while j > 0 and words[j].tag in {"N", "adj"}:
        j -= 1
    return 0 < j < k - 1 and words[j].lower in {"a", "an"} and words[j - 1].tag == ","
