"""Score single sentences: the dates and the counts that they state, against gold."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from geo.counts import KINDS, combine, find_counts
from geo.dates import Anchor, find_dates

Record = dict[str, Any]


def read_lines(path: Path) -> Iterator[Record]:
    """Yield the objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def state_dates(text: str, published: date | None) -> list[Record]:
    """Return the dates in ``text`` that have a beginning or an end, in the gold's form."""
    return [
        {
            "start": span.first.isoformat() if span.first else None,
            "end": span.last.isoformat() if span.last else None,
            "date_precision": span.precision,
        }
        for span in find_dates(text, 0, len(text), Anchor(published))
        if span.first or span.last
    ]


def state_counts(text: str) -> Record | None:
    """Return the counts that ``text`` states, in the gold's form, or None for none."""
    counts = combine(find_counts(text, 0, len(text)))
    if not counts.spans:
        return None
    stated: Record = {"count_scope": counts.scope, "qualifier": counts.qualifier}
    for kind in KINDS:
        low, high = getattr(counts, kind)
        if kind in ("killed", "injured"):
            stated |= {f"{kind}_low": low, f"{kind}_high": high}
        elif (low, high) != (None, None):
            stated[kind] = [low, high]
    if counts.subsets:
        stated["subsets"] = [
            {"group": part.group, "low": part.low, "high": part.high} for part in counts.subsets
        ]
    if counts.feared:
        stated["feared"] = {kind: [low, high] for kind, low, high in counts.feared}
    return stated


def date_is_right(record: Record) -> bool:
    """Tell whether exactly the expected date or dates are found, and none where none is stated."""
    expected = record["expected"]
    found = state_dates(record["text"], date.fromisoformat(record["published"]))
    if isinstance(expected, list):
        return found == expected
    return found == ([expected] if expected else [])


def counts_are_right(record: Record) -> bool:
    """Tell whether all counts and their scope are as expected; a qualifier only where given."""
    expected, found = record["expected"], state_counts(record["text"])
    if found is not None and "qualifier" not in (expected or {}):
        del found["qualifier"]
    return bool(found == expected)


def score(
    records: Sequence[Record], is_right: Callable[[Record], bool]
) -> tuple[float, list[Record]]:
    """Return the share of records that are right, and those that are not."""
    wrong = [record for record in records if not is_right(record)]
    return (len(records) - len(wrong)) / max(1, len(records)), wrong


def main(argv: Sequence[str] | None = None) -> int:
    """Print the scores of files of dates and counts."""
    parser = argparse.ArgumentParser(prog="python -m geo.bench.sentences", description=__doc__)
    parser.add_argument("--dates", type=Path, help="JSON Lines: text, published, expected")
    parser.add_argument("--counts", type=Path, help="JSON Lines: text, expected")
    parser.add_argument("--show", action="store_true", help="print what differs")
    options = parser.parse_args(argv)
    for name, path, is_right in (
        ("dates", options.dates, date_is_right),
        ("counts", options.counts, counts_are_right),
    ):
        if path is None:
            continue
        records = list(read_lines(path))
        share, wrong = score(records, is_right)
        sys.stdout.write(f"{name}: {share:.3f} of {len(records)}\n")
        if options.show:
            sys.stdout.write("".join(f"{json.dumps(record)}\n" for record in wrong))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
