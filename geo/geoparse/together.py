"""Find and resolve the names of many reports, some at a time: that takes less than one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gazetteer import Gazetteer
from geo.geoparse.mentions import find_mentions
from geo.geoparse.resolve import resolve_reports
from geo.model import Mention, Report

MOST_REPORTS = 24
MOST_CHARACTERS = 100_000
"""Reports that are read together, and the length of their texts from which no more are added."""


def name_reports(
    reports: Iterable[Report], places: Gazetteer, *, fast: bool = False, home: str = ""
) -> Iterator[tuple[Report, list[Mention]]]:
    """Yield each report with its mentions and their places, in the order given.

    Each is read by itself: none changes what another's names mean.
    """
    for part in _parts(reports):
        found = [(report, find_mentions(report, places, fast=fast)) for report in part]
        yield from zip(part, resolve_reports(found, places, home=home), strict=True)


def _parts(reports: Iterable[Report]) -> Iterator[list[Report]]:
    part: list[Report] = []
    characters = 0
    for report in reports:
        part.append(report)
        characters += len(report.text)
        if len(part) == MOST_REPORTS or characters >= MOST_CHARACTERS:
            yield part
            part, characters = [], 0
    if part:
        yield part
