"""Score single sentences: which places are pinned, against those where something happened.

``python -m geo.bench.pins FILE...``. Each line holds ``text``, ``published``, ``pins`` (the names,
as written, that must be pinned) and ``may`` (names that may be). A pin elsewhere is false, unless
it stands at its own date of an earlier year: what is recalled may be shown where and when it was.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import gazetteer
from gazetteer import Gazetteer
from geo.bench.sentences import Record, read_lines
from geo.model import Report
from geo.parse import parse_reports


class PinScore(NamedTuple):
    """How many sentences there are, and pins that are right, false or missing."""

    sentences: int
    right: int
    false: int
    missing: int

    @property
    def precision(self) -> float:
        """Return the share of pins that are right."""
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        """Return the share of the pins asked for that are there."""
        return self.right / max(1, self.right + self.missing)


def pinned_names(records: Sequence[Record], places: Gazetteer) -> Iterator[set[str]]:
    """Yield, for each record, the names, as written, that its text gets a pin for."""
    reports = [
        Report(
            id=str(number),
            text=record["text"],
            body_start=0,
            published=date.fromisoformat(record["published"]),
            published_precision="day",
        )
        for number, record in enumerate(records)
    ]
    for parsed in parse_reports(reports, places):
        year = parsed.report.published.year if parsed.report.published else 0
        yield {
            parsed.mentions[event.place_mention].surface
            for event in parsed.events
            if event.on_map
            and event.place_mention is not None
            and not (event.start is not None and event.start.year < year)
        }


def score_pins(records: Sequence[Record], places: Gazetteer) -> tuple[PinScore, list[Record]]:
    """Return the score, and the records that are not wholly right with what they got."""
    right = false = missing = 0
    wrong: list[Record] = []
    for record, got in zip(records, pinned_names(records, places), strict=True):
        asked = {*record["pins"], *record.get("may", [])}
        hit = {name for name in asked if any(name in one or one in name for one in got)}
        stray = {one for one in got if not any(name in one or one in name for name in asked)}
        lost = set(record["pins"]) - hit
        right, false, missing = right + len(hit), false + len(stray), missing + len(lost)
        if stray or lost:
            wrong.append({**record, "false": sorted(stray), "missing": sorted(lost)})
    return PinScore(len(records), right, false, missing), wrong


def main(argv: Sequence[str] | None = None) -> int:
    """Print the score of files of sentences."""
    parser = argparse.ArgumentParser(prog="python -m geo.bench.pins", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
    parser.add_argument("--show", action="store_true", help="print what differs")
    options = parser.parse_args(argv)
    places = gazetteer.load()
    for path in options.files:
        score, wrong = score_pins(list(read_lines(path)), places)
        sys.stdout.write(
            f"{path.name}: {score.sentences} sentences, {score.right} pins right,"
            f" {score.false} false, {score.missing} missing;"
            f" precision {score.precision:.3f}, recall {score.recall:.3f}\n"
        )
        if options.show:
            sys.stdout.write(
                "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in wrong)
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
