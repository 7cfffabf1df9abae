"""Count a day from another: "since 3 June, when", "for a third night", "a day after the blast"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geo.dates import Anchor, DateSpan, find_dates, measure_precision
from geo.events.reading import Sentence

_LONG_UNITS = frozenset({"month", "months", "year", "years"})
_SHORT_UNITS = frozenset({"day", "days", "week", "weeks"})
_REACHING = frozenset({"comparison", "after", "until", "before", "by"})
"""Flags of dates whose interval reaches up to, or away from, the day that is named."""
_COMING = frozenset({"come", "happen", "occur", "follow"})


def day_when(sentence: Sentence, index: int) -> DateSpan | None:
    """Return the day that a clause tells of: "worst since 11 May, when a jet was hit"."""
    if "when" not in sentence.present:
        return None
    clause = sentence.clauses[index]
    when = [
        i
        for i in clause.indices()
        if sentence.words[i].lower == "when" and (clause.group is None or i < clause.group.start)
    ]
    if not when:
        return None
    at = sentence.words[when[0]].start
    for span in sentence.dates:
        told_otherwise = span.ongoing or not _REACHING.isdisjoint(span.flags)
        if told_otherwise and span.named[0] is not None and 0 <= at - span.end <= 2:
            first, last = span.named
            return span._replace(
                first=first,
                last=last,
                precision=measure_precision(first, last),
                ongoing=False,
                past=span.named,
                future=span.named,
            )
    return None


def counted_to(spans: Sequence[DateSpan]) -> DateSpan | None:
    """Count back from the day that is named: "for a third night on Saturday"."""
    counted = [span for span in spans if span.rule == "ordinal_day"]
    days = [span for span in spans if span.precision == "day" and span.first is not None]
    if not counted or not days or counted[0].first is None or counted[0].last is None:
        return None
    last = days[0].first
    if last is None or last == counted[0].last:
        return None
    first = last - (counted[0].last - counted[0].first)
    return counted[0]._replace(first=first, last=last, past=(first, last), future=(first, last))


def time_before(
    text: str,
    sentence: Sentence,
    index: int,
    report_date: date | None,
    previous: DateSpan | None = None,
) -> DateSpan | None:
    """Return the day of what happened before the rest: "a year after the dam burst".

    Days and weeks count back from the day of the clause before ("rescuers dug on Tuesday, two
    days after a mine collapsed"), from ``previous``, the day of what was told just before ("it
    came two days after a truce"), or from that of a lead.
    """
    if "after" not in sentence.present:
        return None
    clause = sentence.clauses[index]
    words = sentence.words
    stop = clause.group.start if clause.group is not None else clause.end
    for k in range(max(1, clause.start - 1), stop):
        unit = words[k - 1].lower
        if words[k].lower != "after" or not (unit in _LONG_UNITS or unit in _SHORT_UNITS):
            continue
        if k < 2 or words[k - 2].tag not in {"num", "det"}:
            return None
        base = (
            report_date
            if unit in _LONG_UNITS
            else _day_told(sentence, index, k, report_date, previous)
        )
        begin = words[k - 2].start
        ago = f"{text[begin : words[k - 1].end]} ago"
        found = find_dates(ago, 0, len(ago), Anchor(base)) if base is not None else []
        if found and found[0].first is not None:
            return found[0]._replace(
                start=begin, end=words[k - 1].end, text=text[begin : words[k - 1].end]
            )
    return None


def _day_told(
    sentence: Sentence,
    index: int,
    after: int,
    report_date: date | None,
    previous: DateSpan | None,
) -> date | None:
    """Return the one day that stands before word ``after`` and dates what is told first."""
    group = sentence.clauses[index - 1].group if index else None
    if group is None or group.modal:
        return None
    words = sentence.words
    told = [span for span in sentence.dates if span.end <= words[after].start]
    if told:
        span: DateSpan | None = told[-1]
    elif group.verbs and words[group.verbs[-1]].lemma() in _COMING:
        span = previous
    else:
        leads = sentence.number == 0 or (sentence.number == 1 and sentence.paragraph > 1)
        return report_date if leads else None
    return span.first if span is not None and span.precision == "day" else None
