"""Give each of several places the day that is told of it: "in A on Friday and in B on Saturday"."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.cases import Case
from geo.events.reading import Sentence
from geo.events.when import When, spans_of_clause

GAP_CHARS = 4
"""What may stand between a place and its day: " on "."""


def date_places(cases: Sequence[Case], sentences: Sequence[Sentence]) -> None:
    """Set the days of single places, where at least two days stand right behind a place."""
    for case in cases:
        if len(case.located) < 2 or case.when.source != "text":
            continue
        spans = spans_of_clause(sentences[case.draft.sentence], case.draft.clause)
        if len(spans) < 2:
            continue
        told = {
            number: span
            for number, located in enumerate(case.located)
            for span in spans
            if 0 <= span.start - located.end <= GAP_CHARS
        }
        if len(told) > 1:
            case.whens = {
                number: When(span, "text", "date behind the place") for number, span in told.items()
            }
