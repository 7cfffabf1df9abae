"""Compose the rows of running totals: listed beside the map, never summed."""

from __future__ import annotations

from collections.abc import Sequence

from geo.attribution import find_source
from geo.compose import count_fields, event_id
from geo.counts import CountSpan, combine
from geo.model import Event, Evidence, Report
from geo.reading import Sentence
from geo.when import spans_of_clause


def compose_totals(
    counts: Sequence[CountSpan],
    report: Report,
    sentences: Sequence[Sentence],
) -> list[Event]:
    """Return one row a clause for running totals: never on the map, never summed."""
    found: dict[tuple[int, int], list[CountSpan]] = {}
    for count in counts:
        sentence = next(s for s in sentences if s.start <= count.start < s.end)
        found.setdefault((sentence.number, sentence.clause_of_offset(count.start)), []).append(
            count
        )
    events: list[Event] = []
    for (number, clause), group in found.items():
        sentence = sentences[number]
        toll = combine(group)
        dated = spans_of_clause(sentence, clause)
        first = group[0]
        fields: dict[str, object] = {"shown_start": report.published, "shown_end": report.published}
        if dated:
            span = dated[0]
            fields.update(start=span.first, end=span.last, date_precision=span.precision, date_source="text",
                          date_stated=span.text, date_flags=span.flags,
                          shown_start=span.last or report.published, shown_end=span.last or report.published)  # fmt: skip
        source = find_source(report.text, sentence, clause)
        evidence = tuple(
            Evidence(
                field="counts",
                start=count.start,
                end=count.end,
                rule=count.rule or "counts grammar",
            )
            for count in group
        )
        events.append(
            Event(
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
                on_map=False,
                off_map_reason="a running total, not an event",
                evidence=evidence,
                confidence="fair",
                confidence_reason="a running total",
                **fields,
                **count_fields(toll),  # type: ignore[arg-type]
            )  # fmt: skip
        )
    return events
