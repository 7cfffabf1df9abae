"""Run what the command line asks for; data go to stdout, words and progress to stderr."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import orjson
from tqdm import tqdm

import gazetteer
from geo.check import NOTHING_TO_READ, check_corpus, describe_limits
from geo.errors import OptionError, ReportError
from geo.model import Parsed, Rejected, Report
from geo.plural import plural
from geo.reports import Reports, read_reports

_Item = TypeVar("_Item")

NOTES_SHOWN = 20
"""Notes on single files printed; of problems, check prints all."""


def parse(options: argparse.Namespace) -> int:
    """Print one JSON object a report, in the order of the input."""
    from geo.parse import parse_reports, to_record

    started = time.monotonic()
    reports = _read(options.path)
    places = gazetteer.load(options.gazetteer)
    events = on_map = 0
    read = parse_reports(reports, places, fast=options.fast, home=options.home)
    for outcome in _progress(reports.outcomes, "reports"):
        parsed: Parsed | Rejected
        if isinstance(outcome, Report):
            parsed = next(read)
            events += len(parsed.events)
            on_map += sum(event.on_map for event in parsed.events)
        else:
            parsed = outcome
        _print_line(to_record(parsed))
    _say(
        f"{plural(len(reports), 'report')}, {len(reports.rejected):,} rejected, "
        f"{plural(events, 'event')}, "
        f"{on_map:,} of them on the map, {time.monotonic() - started:.1f} s"
    )
    return 0 if len(reports) else 1


def explain(options: argparse.Namespace) -> int:
    """Print a report with its events, each field's span and rule, and the places considered."""
    reports = _read(options.path)
    from geo.events.explain import explain_report
    from geo.parse import parse_reports

    places = gazetteer.load(options.gazetteer)
    for parsed in parse_reports(reports, places, fast=options.fast, home=options.home):
        _print(f"{explain_report(parsed)}\n")
    return 0 if len(reports) else 1


def ingest(options: argparse.Namespace) -> int:
    """Add reports to a store; the last line is one JSON object with all the sums."""
    from geo.ingest import ingest_reports

    reports = _read(*options.path)
    sums = ingest_reports(
        reports,
        options.store,
        workers=options.workers,
        fast=options.fast,
        home=options.home,
        gazetteer_path=options.gazetteer,
        progress=_progress,
    )
    _print_line(sums)
    return 0 if len(reports) else 1


def export(options: argparse.Namespace) -> int:
    """Write what a view keeps to a file and print nothing else."""
    from geo.atomic import refuse_target
    from geo.events.event_types import event_types
    from geo.view import View

    try:
        view = View(
            since=options.since,
            until=options.until,
            types=tuple(options.type or ()),
            modalities=tuple(options.modality or ()),
            places=tuple(options.place or ()),
            confidence=tuple(options.confidence or ()),
            bbox=options.bbox,
            text=options.query or "",
        )
    except ValueError as error:
        _say(f"geo: {error}")
        return 2
    if unknown := [name for name in view.types if name not in event_types()]:
        _say(f"geo: no event type {unknown[0]!r}; choose of {', '.join(event_types())}")
        return 2
    if options.store and (options.fast or options.home):
        option = "--fast" if options.fast else "--home"
        _say(f"geo: {option} is for reading, and a store was read before; give it to ingest")
        return 2
    origin = Path(options.store or options.reports)
    refuse_target(options.output, (origin,))
    # Imported when the options are known to be sound: these are slow to import.
    from geo.export import export as write
    from geo.parse import parse_reports
    from geo.store import Store
    from geo.store.advice import loosen

    if options.store:
        store = Store.open(options.store)
        _refuse_unknown_places([i for i in view.places if not store.place(i)], options.gazetteer)
    else:
        reports = _read(options.reports)
        if not reports:
            raise ReportError(f"{options.reports}: no report could be read; nothing is written")
        _refuse_unknown_places(view.places, options.gazetteer)
        places = gazetteer.load(options.gazetteer)
        parsed = parse_reports(
            _progress(reports, "reports"), places, fast=options.fast, home=options.home
        )
        store = Store.from_parsed(parsed, places, reports.rejected)
    written = write(store, view, options.format, options.output, listed=options.all)
    sums = store.sums(view)
    _say(
        f"{options.output}: {written:,} of {plural(sums.events, 'event')}"
        f" ({sums.on_map:,} on the map, {sums.beside:,} beside it,"
        f" {sums.hidden:,} hidden by the view)"
    )
    if not written:
        for names, count in loosen(store, view, on_map=None if options.all else True):
            found = plural(count, "event")
            _say(f"nothing is selected; without {' and '.join(names)} it would be {found}")
    return 0


def check(options: argparse.Namespace) -> int:
    """List every problem of a corpus; 1 if there is one."""
    problems, ignored, summary = check_corpus(options.path)
    for problem in problems:
        _print(f"{_printable(problem)}\n")
    _say(summary)
    for note in ignored[:NOTES_SHOWN]:
        _say(f"ignored: {_printable(note)}")
    if len(ignored) > NOTES_SHOWN:
        _say(f"and {plural(len(ignored) - NOTES_SHOWN, 'more file', 'more files')} ignored")
    _say(f"Limits: {describe_limits()}.")
    return 1 if problems else 0


def bench(options: argparse.Namespace) -> int:
    """Print a table of scores on development corpora."""
    from geo.bench import bench_corpora
    from geo.parse import refuse_unknown_home

    if not any(options.path.glob("*.jsonl")):
        raise ReportError(f"{options.path}: no corpora; name a folder with .jsonl files")
    places = gazetteer.load(options.gazetteer)
    refuse_unknown_home(options.home, places)
    _print(bench_corpora(options.path, places, fast=options.fast, home=options.home))
    return 0


def _refuse_unknown_places(place_ids: Iterable[str], path: Path | None) -> None:
    """Raise ``OptionError`` for an id that isn't in the gazetteer: nothing would lie there."""
    for place_id in place_ids:
        try:
            gazetteer.load(path).row(place_id)
        except KeyError:
            raise OptionError(
                f"no place {place_id!r}; python -m gazetteer find NAME says the ids of a name"
            ) from None


def _read(*paths: str) -> Reports:
    """Read reports, say what was lost, and refuse to go on with nothing."""
    reports = read_reports(paths)
    for loss in reports.rejected[:NOTES_SHOWN]:
        _say(_printable(loss))
    notes = [note for note in reports.notes if note.kind != "ignored"]
    for note in notes[:NOTES_SHOWN]:
        _say(_printable(note))
    more = max(len(reports.rejected) - NOTES_SHOWN, 0) + max(len(notes) - NOTES_SHOWN, 0)
    if more:
        _say(f"and {more} more; python -m geo check PATH lists them all")
    if not reports.outcomes:
        raise ReportError(f"{', '.join(paths)}: {NOTHING_TO_READ}")
    return reports


def _progress(items: Iterable[_Item], unit: str) -> Iterable[_Item]:
    bar: Iterable[_Item] = tqdm(
        items, unit=f" {unit}", file=sys.stderr, disable=not sys.stderr.isatty()
    )
    return bar


def _print(text: str) -> None:
    # Data are UTF-8 whatever the locale says, as those of parse are.
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


def _print_line(record: object) -> None:
    sys.stdout.buffer.write(orjson.dumps(record) + b"\n")


def _printable(problem: object) -> str:
    """Return a line that can't move the cursor or break the terminal, whatever a file is named."""
    return "".join(c if c.isprintable() else "\ufffd" for c in str(problem))


def _say(words: str) -> None:
    print(words, file=sys.stderr)  # noqa: T201 - the command line's own voice
