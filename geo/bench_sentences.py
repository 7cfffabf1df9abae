"""Score single sentences: the dates and the counts that they state, against gold."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from geo.dates import Anchor, find_dates

Record = dict[str, Any]


def read_lines(path: Path) -> Iterator[Record]:
    """Yield the objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def state_date(text: str, published: date | None) -> Record | None:
    """Return the first date with a beginning or an end in ``text``, in the gold's form."""
    for span in find_dates(text, 0, len(text), Anchor(published)):
        if span.first or span.last:
            return {
                "start": span.first.isoformat() if span.first else None,
                "end": span.last.isoformat() if span.last else None,
                "date_precision": span.precision,
            }
    return None


def predict_date(record: Record) -> Record | None:
    """Return what a line of a dates file states."""
    return state_date(record["text"], date.fromisoformat(record["published"]))


def score(records: Sequence[Record], predict: Callable[[Record], Any]) -> tuple[float, list[str]]:
    """Return the share of records predicted exactly, and what differs."""
    wrong = []
    for record in records:
        got = predict(record)
        if got != record["expected"]:
            wrong.append(f"{record['text']}\n  want {record['expected']}\n  got  {got}")
    return (len(records) - len(wrong)) / max(1, len(records)), wrong


def main(argv: Sequence[str] | None = None) -> int:
    """Print the scores of dates and counts files."""
    from geo.counts import predict_counts

    parser = argparse.ArgumentParser(prog="python -m geo.bench_sentences", description=__doc__)
    parser.add_argument("--dates", type=Path, help="JSON Lines: text, published, expected")
    parser.add_argument("--counts", type=Path, help="JSON Lines: text, expected")
    parser.add_argument("--show", action="store_true", help="print what differs")
    options = parser.parse_args(argv)
    for name, path, predict in (
        ("dates", options.dates, predict_date),
        ("counts", options.counts, lambda record: predict_counts(record["text"])),
    ):
        if path is None:
            continue
        records = list(read_lines(path))
        share, wrong = score(records, predict)
        sys.stdout.write(f"{name}: {share:.3f} of {len(records)}\n")
        if options.show:
            sys.stdout.write("".join(f"{line}\n" for line in wrong))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
