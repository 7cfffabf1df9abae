"""Measure how long the store takes to answer a view, and what else could have been used.

Run with ``python benchmarks/store.py [EVENTS ...]``; synthetic events over real places. Each
figure is the median of several calls in one process, in milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import gazetteer
from benchmarks.synthetic import FIRST, SPAN_DAYS, make_store
from geo.export import FORMATS, export
from geo.export.formats.html import EVENTS_MAX
from geo.store import Store
from geo.view import View

ROUNDS = 15


def median_ms(call: Callable[[int], object], rounds: int = ROUNDS) -> float:
    call(0)
    seconds = []
    for number in range(rounds):
        started = time.perf_counter()
        call(number + 1)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds) * 1_000


def window(number: int) -> View:
    """A slider that moves: 90 days, two days further at each call."""
    since = FIRST + timedelta(days=2 * number + 100)
    return View(since=since, until=since + timedelta(days=90))


def by_duckdb(store: Store) -> Callable[[int], object]:
    """Counts by place as SQL over the same Arrow table, in memory."""
    import duckdb  # a peer, of the extra ``bench``

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    columns = ["place_id", "lat", "lon", "event_type", "modality", "shown_start", "shown_end"]
    connection.register("arrow_events", store.events.select([*columns, "on_map", "start"]))
    connection.execute("CREATE TABLE events AS SELECT * FROM arrow_events")
    query = """
        SELECT place_id, lat, lon, count(*), mode(event_type),
               count(*) FILTER (modality = 'planned'), count(*) FILTER (start IS NULL)
        FROM events WHERE on_map AND shown_end >= ? AND shown_start <= ?
        GROUP BY ALL ORDER BY ALL
    """

    def call(number: int) -> object:
        view = window(number)
        return connection.cursor().execute(query, [view.since, view.until]).fetchall()

    return call


def by_pandas(store: Store) -> Callable[[int], object]:
    columns = ["place_id", "lat", "lon", "shown_start", "shown_end", "on_map"]
    frame = store.events.select(columns).to_pandas(date_as_object=False)
    frame = frame[frame["on_map"]]

    def call(number: int) -> object:
        view = window(number)
        kept = frame[
            (frame["shown_end"] >= str(view.since)) & (frame["shown_start"] <= str(view.until))
        ]
        return kept.groupby(["place_id", "lat", "lon"], observed=True).size()

    return call


def measure(count: int, places: gazetteer.Gazetteer) -> None:
    started = time.perf_counter()
    store = make_store(count, places=places)
    print(f"\n{count:,} events, made in {time.perf_counter() - started:.1f} s")
    filtered = View(types=["shelling", "siege"], min_deaths=3, bbox=(20, 0, 60, 45))
    rows = [
        ("counts by place, slider moves", lambda n: store.counts_by_place(window(n))),
        ("counts by place, DuckDB", by_duckdb(store)),
        ("counts by place, pandas (without types)", by_pandas(store)),
        (
            "counts by place, all filters, slider moves",
            lambda n: store.counts_by_place(
                replace(window(n), types=filtered.types, min_deaths=3, bbox=filtered.bbox)
            ),
        ),
        ("histogram", lambda n: store.histogram(window(n))),
        ("facets", lambda n: store.facets(window(n))),
        ("page of 50", lambda n: store.page(window(n))),
        ("page of 50, by deaths", lambda n: store.page(window(n), sort="-deaths")),
        ("sums", lambda n: store.sums(window(n))),
        ("search, new (4,000 sentences)", lambda n: store.count(View(text=f"market {n}"))),
        ("one event by its id", lambda n: store.event(f"{n:012x}")),
    ]
    for label, call in rows:
        print(f"  {label:45} {median_ms(call):9.2f} ms")
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        store.save(Path(folder) / "store")
        print(f"  {'save':45} {time.perf_counter() - started:9.2f} s")
        started = time.perf_counter()
        Store.open(Path(folder) / "store")
        print(f"  {'open':45} {time.perf_counter() - started:9.2f} s")
        for file_format in FORMATS:
            if file_format == "html" and count > EVENTS_MAX:
                continue
            path = Path(folder) / "events"
            started = time.perf_counter()
            export(store, View(), file_format, path)
            seconds = time.perf_counter() - started
            size_mb = path.stat().st_size / 1e6
            print(f"  {'export ' + file_format:45} {seconds:9.2f} s {size_mb:9.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "events",
        metavar="EVENTS",
        nargs="*",
        type=int,
        default=[10_000, 100_000, 1_000_000],
        help="how many events, one table each; 10,000, 100,000 and 1,000,000 if not said",
    )
    counts = parser.parse_args().events
    places = gazetteer.load()
    print(f"{FIRST} to {FIRST + timedelta(days=SPAN_DAYS)}; {date.today().isoformat()}")
    for count in counts:
        measure(count, places)


if __name__ == "__main__":
    main()
