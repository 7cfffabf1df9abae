"""Find the date that a clause states for an event although the event can't stand at it."""

from __future__ import annotations

from collections.abc import Sequence

from geo.dates import DateSpan
from geo.events.inflections import word_list
from geo.events.reading import Sentence

_NO_DAY = frozenset(
    {
        "impossible_date",
        "year_out_of_range",
        "out_of_calendar",
        "no_dateline",
        "dateline_month_only",
        "dateline_year_only",
    }
)
_LATE = frozenset({"after_dateline", "just_after_dateline"})
_NOT_THE_DAY = frozenset(
    {"names_event", "decade", "season", "until", "by", "before", "after", "comparison", "dateline"}
)
_VERBS = frozenset({"V", "B", "be", "have"})
_AHEAD = word_list("scheduled") | {"for", "from", "until", "by"}


def find_misdated(
    sentence: Sentence, trigger: tuple[int, int], spans: Sequence[DateSpan], *, planned: bool
) -> DateSpan | None:
    """Return the first of ``spans`` that dates the event from ``trigger`` and yet gives no day.

    There is no such day ("31 April"), it lies after the report of what is said to have happened,
    or the report has no day to count it from. A date wider than a month is too loose to say so.
    """
    for span in spans:
        flags = set(span.flags)
        if flags & _NOT_THE_DAY:
            continue
        if flags & _NO_DAY:
            return span
        late = flags & _LATE and span.precision != "year" and not planned
        if late and not _of_what_is_ahead(sentence, trigger, span):
            return span
    return None


def _of_what_is_ahead(sentence: Sentence, trigger: tuple[int, int], span: DateSpan) -> bool:
    """Whether a date is that of an aim: "signed a truce *to begin* on 5 May", "banned *from*"."""
    between = [i for i, w in enumerate(sentence.words) if trigger[1] <= w.start < span.start]
    if not between:
        return False
    words = sentence.words
    return words[between[-1]].lower in _AHEAD or any(
        words[i].tag == "modal" or (words[i].tag == "to" and words[i + 1].tag in _VERBS)
        for i in between
        if i + 1 < len(words)
    )
