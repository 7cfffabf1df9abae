"""Time the coding of events against the finding and resolving of names, with the tagger.

Both parts read the same reports, one after the other in one run; each report counts with the
median of its rounds in processor time, so that other programs on the machine matter little. The
reports of PATH come first, then dense ones: the same joined to some 2.2 kB. Both have an event in
nearly every sentence, so that a folder of corpora adds whole news articles, without a date.

Run: python benchmarks/coding_speed.py [PATH] [--rounds N] [--corpora FOLDER]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

import gazetteer
from gazetteer import Gazetteer
from geo.events import code
from geo.geoparse.mentions import find_mentions
from geo.geoparse.resolve import resolve_mentions
from geo.geoparse.tagger.corpora import read_corpora
from geo.model import Report
from geo.reports import read_reports

DENSE_CHARACTERS = 2_200
ARTICLES_OF_EACH = 60
"""How many documents of a corpus are read, from its first."""


def join_reports(reports: Sequence[Report]) -> list[Report]:
    """Return the reports joined to longer ones, each under the date of its first."""
    joined: list[Report] = []
    for report in reports:
        last = joined[-1] if joined else None
        if last is None or len(last.text) >= DENSE_CHARACTERS:
            joined.append(report)
        else:
            body = report.text[report.body_start :].strip()
            joined[-1] = replace(last, text=f"{last.text.rstrip()}\n\n{body}")
    return joined


def read_articles(folder: Path) -> list[Report]:
    """Return the first documents of every corpus in a folder, as reports without a date."""
    return [
        Report(id=document.id, text=document.text, body_start=document.body_start)
        for _, documents in sorted(read_corpora(folder).items())
        for document in documents[:ARTICLES_OF_EACH]
    ]


def measure(name: str, reports: Sequence[Report], places: Gazetteer, rounds: int) -> None:
    """Print what finding, resolving and coding take, per report."""
    names = events = 0.0
    for report in reports:
        # tables are read and words remembered in a first round
        code(report, resolve_mentions(find_mentions(report, places), report, places), places)
        found: list[float] = []
        coded: list[float] = []
        for _ in range(rounds):
            start = time.process_time()
            mentions = resolve_mentions(find_mentions(report, places), report, places)
            between = time.process_time()
            code(report, mentions, places)
            found.append(between - start)
            coded.append(time.process_time() - between)
        names += median(found)
        events += median(coded)
    count = len(reports)
    size = sum(len(report.text) for report in reports) / count / 1000
    print(f"{count} {name} reports of {size:.1f} kB, medians of {rounds} rounds")
    print(f"  names  {1000 * names / count:6.2f} ms a report")
    print(
        f"  events {1000 * events / count:6.2f} ms a report, {events / names:.2f} times the names"
    )


def main() -> None:
    """Measure the reports as they are, then joined, then the articles of corpora."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", default="seeds", type=Path)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--corpora", type=Path, help="folder of JSONL files with toponyms")
    options = parser.parse_args()
    places = gazetteer.load()
    reports = list(read_reports(options.path))
    measure("single", reports, places, options.rounds)
    measure("dense", join_reports(reports), places, options.rounds)
    if options.corpora is not None:
        measure("news", read_articles(options.corpora), places, options.rounds)


if __name__ == "__main__":
    main()
