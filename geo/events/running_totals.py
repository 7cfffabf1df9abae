"""Compose the rows of running totals: listed beside the map, never summed."""

from __future__ import annotations

from collections.abc import Sequence

from geo.counts import CountSpan, combine
from geo.dates.intervals import days_of
from geo.events.attribution import find_source
from geo.events.compose import Fields, count_fields, event_id
from geo.events.reading import Sentence
from geo.events.when import spans_of_clause
from geo.model import Event, Evidence, Report


def compose_totals(
    counts: Sequence[CountSpan], report: Report, sentences: Sequence[Sentence]
) -> list[Event]:
    """Return one row a clause for the running totals of a report."""
    grouped: dict[tuple[int, int], list[CountSpan]] = {}
    for count in counts:
        sentence = next(s for s in sentences if s.start <= count.start < s.end)
        key = (sentence.number, sentence.clause_of_offset(count.start))
        grouped.setdefault(key, []).append(count)
    return [
        _total(group, clause, report, sentences[number])
        for (number, clause), group in grouped.items()
    ]


def _total(group: Sequence[CountSpan], clause: int, report: Report, sentence: Sentence) -> Event:
    first = group[0]
    opens, closes = days_of(report.published, report.published_precision)
    source = find_source(report.text, sentence, clause)
    fields = Fields(
        id=event_id(report.text, first.start, first.end, 0),
        report_id=report.id,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        trigger_start=first.start,
        trigger_end=first.end,
        trigger=report.text[first.start : first.end],
        event_type="casualty_total",
        modality="reported" if source else "asserted",
        attribution=source.text if source else "",
        shown_start=opens,
        shown_end=closes,
        off_map_reason="a running total, not an event",
        confidence="fair",
        confidence_reason="a running total",
        evidence=tuple(Evidence("counts", count.start, count.end, count.rule) for count in group),
    )
    for span in spans_of_clause(sentence, clause)[:1]:
        # A total was counted by the day of the report, whatever day the words name.
        told = span.resolve(planned=False)
        fields |= Fields(
            start=told.first,
            end=told.last,
            date_precision=told.precision,
            date_source="text" if told.first or told.last else "dateline",
            date_stated=told.text,
            date_flags=told.flags,
            shown_start=told.last or opens,
            shown_end=told.last or closes,
        )
    return Event.of(fields | count_fields(combine(group)))
