"""Time the coding of events against the finding and resolving of names, on the seed reports.

Run: python benchmarks/coding_speed.py [PATH] [--rounds N]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import gazetteer
from geo.events import code
from geo.geoparse.mentions import find_mentions
from geo.geoparse.resolve import resolve_mentions
from geo.reports import read_reports


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", default="seeds", type=Path)
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    places = gazetteer.load()
    reports = list(read_reports(options.path))
    size = sum(len(report.text) for report in reports)
    resolved = [resolve_mentions(find_mentions(r, places), r, places) for r in reports]
    for report, mentions in zip(reports, resolved, strict=True):
        code(report, mentions, places)  # tables are read at the first call
    names = events = float("inf")
    for _ in range(options.rounds):
        start = time.perf_counter()
        for report in reports:
            resolve_mentions(find_mentions(report, places), report, places)
        names = min(names, time.perf_counter() - start)
        start = time.perf_counter()
        for report, mentions in zip(reports, resolved, strict=True):
            code(report, mentions, places)
        events = min(events, time.perf_counter() - start)
    count = len(reports)
    print(f"{count} reports, {size / count / 1000:.1f} kB each, best of {options.rounds} rounds")
    print(f"names  {1000 * names / count:6.2f} ms a report")
    print(f"events {1000 * events / count:6.2f} ms a report, {events / names:.2f} times the names")


if __name__ == "__main__":
    main()
