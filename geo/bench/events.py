"""Measure the coding of events on annotated reports: ``python -m geo.bench.events FILE...``.

Each line holds ``text``, ``published``, ``mentions`` with their places and roles, and ``events``.
The coder is given the annotated names and places, so that what is measured is the coding alone;
with ``--whole`` the text is all that is given, and names are found and resolved too.
A pin is right when it lies on an annotated event's place and their sentences meet; ``days``,
``types`` and ``counts`` are shares of the right pins, ``listed`` of the events that belong beside
the map, ``roles`` of all names.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import gazetteer
from gazetteer.place import Place
from geo.events import code
from geo.events.points import great_circle_km
from geo.model import Event, Mention, Report, Resolution
from geo.parse import parse_report
from geo.reports.headers import read_header

COUNTS = ("killed_low", "killed_high", "injured_low", "injured_high")
_DEMONYM_ENDINGS = ("i", "an", "ian", "ese", "ish", "ai", "ch")
_UNCOUNTED = frozenset({"statement", "casualty_total"})

Row = Mapping[str, Any]
Coded = tuple[Sequence[Mention], Sequence[Event]]


def score_reports(
    rows: Iterable[Row], read: Callable[[Row], Coded] | None = None
) -> dict[str, float]:
    """Return the figures over annotated reports, each between 0 and 1.

    ``read`` makes names and events of a report; by default the annotated names are given.
    """
    read = read or code_annotated
    tally: Counter[str] = Counter()
    for row in rows:
        mentions, events = read(row)
        _score_pins(row, events, tally)
        for gold in row["mentions"]:
            tally["names"] += 1
            tally["roles"] += _role_right(gold, mentions)
    return {
        "precision": _share(tally["right"], tally["pins"]),
        "recall": _share(tally["right"], tally["required"]),
        "days": _share(tally["days"], tally["right"]),
        "types": _share(tally["types"], tally["right"]),
        "counts": _share(tally["counts"], tally["right"]),
        "listed": _share(tally["listed"], tally["beside"]),
        "roles": _share(tally["roles"], tally["names"]),
    }


def code_annotated(row: Row) -> Coded:
    """Code a report with the names and places that its annotation gives."""
    report = _report(row)
    mentions = [_mention(gold, row["id"]) for gold in row["mentions"]]
    return code(report, mentions)


def read_whole(row: Row) -> Coded:
    """Read a report as a user's would be: find its names, resolve them, code its events."""
    parsed = parse_report(_report(row), gazetteer.load())
    return parsed.mentions, parsed.events


def _role_right(gold: Row, mentions: Sequence[Mention]) -> bool:
    """Whether a name has its role; what is part of another name need not be found."""
    found = [m for m in mentions if m.start < gold["end"] and gold["start"] < m.end]
    if not found:
        return bool(gold["role"] == "name_part")
    return any(mention.role == gold["role"] for mention in found)


def _report(row: Mapping[str, Any]) -> Report:
    header = read_header(row["text"])
    return Report(
        id=row["id"],
        text=row["text"],
        body_start=header.body_start,
        published=date.fromisoformat(row["published"]),
        published_precision="day",
    )


def _mention(gold: Mapping[str, Any], report_id: str) -> Mention:
    place = gold.get("place")
    role = gold["role"]
    resolution = Resolution(place=None)
    if place is not None:
        resolution = Resolution(
            place=Place(
                id=f"local:{place['name']}",
                name=place["name"],
                feature_class=place.get("feature_class") or _class_by_size(place["tol_km"]),
                country=place.get("country") or "",
                lat=place["lat"],
                lon=place["lon"],
                precision_km=place["tol_km"] / 2,
            ),
            confidence=1.0,
        )
    return Mention(
        report_id=report_id,
        start=gold["start"],
        end=gold["end"],
        surface=gold["surface"],
        function=role if role in {"actor", "modifier", "name_part"} else "literal",
        demonym=role == "modifier" and gold["surface"].rstrip("s").endswith(_DEMONYM_ENDINGS),
        resolution=resolution,
    )


def _class_by_size(tolerance_km: float) -> str:
    """Return a feature class for an annotation that gives none, by how large the place is."""
    if tolerance_km >= 90:
        return "country"
    return "admin1" if tolerance_km >= 25 else "populated_place"


def _score_pins(row: Mapping[str, Any], events: Sequence[Event], tally: Counter[str]) -> None:
    pins = [event for event in events if event.on_map]
    free = [gold for gold in row["events"] if _is_free(gold)]
    wanted = [gold for gold in row["events"] if gold["on_map"] and not _is_free(gold)]
    tally["required"] += len(wanted)
    used: set[str] = set()
    for gold in wanted:
        near = [
            event
            for event in pins
            if event.id not in used and _meets(gold, event) and _lies_on(gold, event)
        ]
        if not near:
            continue
        best = min(near, key=lambda event: abs(event.trigger_start - gold["trigger_start"]))
        used.add(best.id)
        tally["right"] += 1
        tally["days"] += _days_right(gold, best)
        tally["types"] += best.event_type == gold["event_type"]
        tally["counts"] += all(getattr(best, name) == gold.get(name) for name in COUNTS)
    false = [
        event
        for event in pins
        if event.id not in used
        and not any(_meets(gold, event) and _lies_on(gold, event) for gold in free)
    ]
    tally["pins"] += len(used) + len(false)
    for gold in row["events"]:
        if not gold["on_map"] and not _is_free(gold):
            tally["beside"] += 1
            tally["listed"] += any(_meets(gold, e) and not e.on_map for e in events)


def _is_free(gold: Mapping[str, Any]) -> bool:
    return bool(gold.get("optional") or gold.get("background") or gold["event_type"] in _UNCOUNTED)


def _meets(gold: Mapping[str, Any], event: Event) -> bool:
    spans = [gold_span(gold), *(gold_span(other) for other in gold.get("alt_triggers") or ())]
    return any(start < event.sentence_end and event.sentence_start < end for start, end in spans)


def gold_span(gold: Mapping[str, Any]) -> tuple[int, int]:
    """Return the span of an annotated trigger."""
    if "trigger_start" in gold:
        return gold["trigger_start"], gold["trigger_end"]
    return gold["start"], gold["end"]


def _lies_on(gold: Mapping[str, Any], event: Event) -> bool:
    places = [gold.get("place"), *(gold.get("alt_places") or ())]
    if event.lat is None or event.lon is None:
        return False
    return any(
        place is not None
        and great_circle_km(place["lat"], place["lon"], event.lat, event.lon) <= place["tol_km"]
        for place in places
    )


def _days_right(gold: Mapping[str, Any], event: Event) -> bool:
    if not gold.get("start"):
        return event.start is None or event.date_source != "text"
    stated = (gold["start"], gold.get("end") or gold["start"])
    first = event.start.isoformat() if event.start else ""
    last = event.end.isoformat() if event.end else first
    return (first, last) == stated


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 1.0


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the annotated reports of a JSONL file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def main(arguments: Sequence[str]) -> int:
    """Print the figures of each file as a line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m geo.bench.events", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--whole", action="store_true", help="give the text alone")
    options = parser.parse_args(arguments)
    read = read_whole if options.whole else code_annotated
    for path in options.files:
        figures = score_reports(read_lines(path), read)
        sys.stdout.write(json.dumps({"file": path.name, **figures}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
