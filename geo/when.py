"""Give events their dates: the clause's own, else the sentence's, else that of the same occasion."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from geo.clauses import Clause
from geo.dates import DateSpan
from geo.reading import Sentence

BACKGROUND_DAYS = 120
"""An event dated further back than this is recalled, not news."""


class When(NamedTuple):
    """An event's date: the span it stands in, where it came from, and the rule."""

    span: DateSpan | None
    source: str
    rule: str


NOWHEN = When(None, "dateline", "no date in the text: it stands at the report's date")


def spans_of_clause(sentence: Sentence, index: int) -> list[DateSpan]:
    """Return the dates stated in a clause, in order."""
    return [span for span in sentence.dates if sentence.clause_of_offset(span.start) == index]


def choose_date(sentence: Sentence, index: int, trigger: tuple[int, int], *, planned: bool) -> When:
    """Return the date of the event that the words from ``trigger`` report.

    A clause's own date comes first (the nearest behind the trigger, else the nearest before it),
    then that of the clauses before it in its sentence, which share theirs.
    """
    own = [
        span
        for span in spans_of_clause(sentence, index)
        if _usable(span, planned=planned) and not _cut_off(sentence, trigger, span)
    ]
    if own:
        return When(_nearest(own, trigger), "text", "date in the clause")
    for other in _sharing(sentence.clauses, index):
        shared = [
            span for span in spans_of_clause(sentence, other) if _usable(span, planned=planned)
        ]
        if shared:
            return When(_nearest(shared, trigger), "inferred", "date shared within the sentence")
    return NOWHEN


def _sharing(clauses: Sequence[Clause], index: int) -> list[int]:
    """Return the clauses whose date may hold for clause ``index``, nearest first."""
    found: list[int] = []
    clause = clauses[index]
    if clause.kind == "attribution":
        return found
    if clause.kind in {"relative"}:
        return found
    for other in range(index - 1, -1, -1):
        kind = clauses[other].kind
        if (
            kind in {"relative", "subordinate", "attribution"}
            and clauses[other + 1].kind != "complement"
        ):
            continue
        found.append(other)
    return found


def _cut_off(sentence: Sentence, trigger: tuple[int, int], span: DateSpan) -> bool:
    """Whether a colon or semicolon stands between a trigger and a date."""
    low, high = min(trigger[1], span.end), max(trigger[0], span.start)
    return any(word.tag in {":", ";"} and low <= word.start < high for word in sentence.words)


def _usable(span: DateSpan, *, planned: bool) -> bool:
    resolved = span.resolve(planned=planned)
    if planned and "before" in span.flags:
        return resolved.first is not None or resolved.last is not None
    return (resolved.first is not None or resolved.last is not None) and not (
        set(span.flags) & {"names_event", "decade", "before", "after"}
    )


def _nearest(spans: Sequence[DateSpan], trigger: tuple[int, int]) -> DateSpan:
    def gap(span: DateSpan) -> tuple[int, int]:
        if span.start >= trigger[1]:
            return span.start - trigger[1], 0
        return trigger[0] - span.end, 1

    return min(spans, key=gap)


def is_background(start: date | None, end: date | None, published: date | None) -> bool:
    """Whether an event lies so far back that the report only recalls it."""
    last = end or start
    return bool(published and last and (published - last).days > BACKGROUND_DAYS)
