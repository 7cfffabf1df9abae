"""Ingest: parse the reports that a store doesn't hold yet and add them to it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import gazetteer
from geo.model import Parsed, Report
from geo.parse import parse_reports
from geo.reports import Reports
from geo.store import Store
from geo.store.keep import alone, holds_store, keep, load
from geo.store.merge import merge
from geo.store.tables import Tables, lay_out, read_report
from geo.view import View

Progress = Callable[[Iterable[Parsed], str], Iterable[Parsed]]

CHUNK = 16
"""Reports handed to a worker at once."""

_worker: dict[str, Any] = {}


def ingest_reports(
    reports: Reports,
    folder: Path,
    *,
    workers: int = 1,
    fast: bool = False,
    home: str = "",
    gazetteer_path: Path | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Add reports to the store in ``folder`` and return the sums of the run and of the store.

    A report is held already if the store has its id with the same text, day and other fields; one
    of which any has changed takes the place of the old one. The result doesn't depend on
    ``workers``.
    """
    with alone(folder):
        before = load(folder) if holds_store(folder) else None
        held = {} if before is None else _digests(before)
        new = [report for report in reports if held.get(report.id) != _digest(report)]
        places = gazetteer.load(gazetteer_path)
        parsed = _parse(new, places, workers, fast=fast, home=home, gazetteer_path=gazetteer_path)
        followed = progress(parsed, "reports") if progress else parsed
        tables = lay_out(followed, places, reports.rejected)
        merged = tables
        if before is not None:
            seen = {outcome.path for outcome in reports.outcomes}
            merged = merge(before, tables, places, seen=seen)
        keep(merged, folder)
    return {
        "found": len(reports.outcomes),
        "added": len(new),
        "already_held": len(reports) - len(new),
        "rejected": len(reports.rejected),
        "store": asdict(Store(merged).sums(View())),
    }


def _digests(tables: Tables) -> dict[str, bytes]:
    """Return by id what tells the reports of a store from changed ones."""
    batches = tables.reports.to_batches(max_chunksize=CHUNK)
    rows = (row for batch in batches for row in batch.to_pylist())
    return {row["id"]: _digest(read_report(row)) for row in rows}


def _digest(report: Report) -> bytes:
    # Where a report lies and what it is beside says nothing of what it tells.
    told = replace(report, path="", flags=(), same_text_as="", metadata={})
    own = sorted(report.metadata.items())
    return hashlib.sha256(repr((told, own)).encode("utf-8", "surrogatepass")).digest()


def _parse(
    reports: Sequence[Report],
    places: gazetteer.Gazetteer,
    workers: int,
    *,
    fast: bool,
    home: str,
    gazetteer_path: Path | None,
) -> Iterator[Parsed]:
    if workers == 1 or len(reports) <= CHUNK:
        yield from parse_reports(reports, places, fast=fast, home=home)
        return
    parts = [reports[begin : begin + CHUNK] for begin in range(0, len(reports), CHUNK)]
    # Spawned, not forked: threads of Arrow and NumPy don't survive a fork.
    with ProcessPoolExecutor(
        workers, get_context("spawn"), _start, (gazetteer_path, fast, home)
    ) as pool:
        yield from chain.from_iterable(pool.map(_parse_part, parts))


def _start(gazetteer_path: Path | None, fast: bool, home: str) -> None:
    _worker.update(places=gazetteer.load(gazetteer_path), fast=fast, home=home)


def _parse_part(reports: Sequence[Report]) -> list[Parsed]:
    return list(
        parse_reports(reports, _worker["places"], fast=_worker["fast"], home=_worker["home"])
    )
