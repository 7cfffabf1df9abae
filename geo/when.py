"""Give events their dates: the clause's own, else the sentence's, else that of the same occasion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from geo.clauses import Clause
from geo.dates import DateSpan
from geo.reading import Sentence

_HOUR = re.compile(r"\b(?:dawn|daybreak|sunrise|noon|midday|midnight|dusk|sunset|nightfall|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m)\b", re.I)
_SCHEDULED = frozenset("planned scheduled set due announced called expected slated".split())
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
        if _usable(span, planned=planned)
        and not _cut_off(sentence, trigger, span)
        and not _of_another(sentence, trigger, span)
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
    for other in range(index + 1, len(clauses)):
        # "attacked a shepherd and stole his flock on Friday": one subject, one occasion
        if clauses[other].shared_subject == index and clauses[other].kind == "coordinate":
            found.append(other)
    return found


def _cut_off(sentence: Sentence, trigger: tuple[int, int], span: DateSpan) -> bool:
    """Whether a colon or semicolon stands between a trigger and a date."""
    low, high = min(trigger[1], span.end), max(trigger[0], span.start)
    return any(word.tag in {":", ";"} and low <= word.start < high for word in sentence.words)


def _of_another(sentence: Sentence, trigger: tuple[int, int], span: DateSpan) -> bool:
    """Whether a date is that of another noun: "arrested 40 ahead of a rally planned for Friday"."""
    words = sentence.words
    k = next((i for i, word in enumerate(words) if word.start >= span.start), len(words)) - 1
    while k > 0 and words[k].lower in {"for", "on", "in", "to", "begin", "start", "take", "place"}:
        k -= 1
    if k < 0 or words[k].lower not in _SCHEDULED:
        return False
    return any(
        other.end == k
        and words[other.start].start != trigger[0]
        and trigger[1] <= words[other.start].start
        for other in sentence.triggers
    )


def _usable(span: DateSpan, *, planned: bool) -> bool:
    resolved = span.resolve(planned=planned)
    if planned and "before" in span.flags:
        return resolved.first is not None or resolved.last is not None
    if resolved.first is None and resolved.last is None:
        return False
    flags = set(span.flags)
    if flags & {"before", "after"} and _HOUR.search(span.text):
        flags -= {"before", "after"}  # "before dawn on Tuesday" is on Tuesday
    return not flags & {"names_event", "decade", "before", "after"}


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
