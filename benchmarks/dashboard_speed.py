"""Measure from slider to map in a real browser, Dateline beside the usual ways, in one run.

    python -m benchmarks.dashboard_speed [--moves 12] [--peer-moves 4] [--sizes 10000,1000000]

Synthetic events over real gazetteer points. Prints a Markdown table and what the targets ask for.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

import gazetteer
from benchmarks.served import FLAGS, ROOT, Served, browser_path, serve
from benchmarks.synthetic import make_store

PATIENCE_MS = 180_000
MAP = "iframe[title*='st_folium']"


Results = list[tuple[str, int, dict[str, Any]]]


class Meter:
    """A page in a fresh context, the bytes its websocket brought, and the faults it met."""

    def __init__(self, browser: Browser) -> None:
        self.bytes = 0
        self.page: Page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame: str | bytes) -> None:
        self.bytes += len(frame)

    def open(self, address: str) -> float:
        """Return the milliseconds until the first map is drawn."""
        began = time.perf_counter()
        self.page.goto(address)
        self.page.frame_locator(MAP).locator("html[data-stamp]").wait_for(state="attached")
        return (time.perf_counter() - began) * 1000

    def move(self, key: str, wait_for: str) -> float:
        """Return the milliseconds from a key press to the map that answers it."""
        began = time.perf_counter()
        self.page.keyboard.press(key)
        self.page.frame_locator(MAP).locator(wait_for).wait_for(state="attached")
        return (time.perf_counter() - began) * 1000


class Run:
    """Dateline's page over one store, and what each move on it took."""

    def __init__(self, browser: Browser, served: Served) -> None:
        self.served = served
        Meter(browser).open(served.address)  # the first visitor of all waits for the data
        self.meter = Meter(browser)
        self.first_ms = self.meter.open(served.address)
        self.page = self.meter.page
        self.page.wait_for_timeout(1500)
        self.root = self.page.frame_locator(MAP).locator("html")
        self.root.evaluate("() => { window.marked = window.map; }")
        self.times_ms: list[float] = []
        self.sizes: list[int] = []
        self.cpu_s: list[float] = []

    def move(self) -> None:
        """Move the first day by one bar and wait until the map shows it."""
        self.page.get_by_role("slider", name="First day shown").focus()
        stamp = self.root.get_attribute("data-stamp")
        self.meter.bytes, spent = 0, self.served.cpu_s()
        wanted = f"html:not([data-stamp='{stamp}'])"
        self.times_ms.append(self.meter.move("Shift+ArrowRight", wanted))
        self.page.wait_for_timeout(500)
        self.sizes.append(self.meter.bytes)
        self.cpu_s.append(self.served.cpu_s() - spent)

    def results(self) -> dict[str, Any]:
        """Return medians, the first move of all left out."""
        kept = self.root.evaluate("() => window.marked === window.map")
        return {
            "first_ms": self.first_ms,
            "move_ms": median(self.times_ms[1:]),
            "kB": median(self.sizes[1:]) / 1000,
            "cpu_ms": sum(self.cpu_s[1:]) / len(self.cpu_s[1:]) * 1000,
            "mounted": bool(kept),
        }


def measure_dateline(browser: Browser, stores: dict[int, Path], moves: int) -> Results:
    """Return what moves on each store took; the stores take turns, so that no one has it easier."""
    with ExitStack() as stack:
        runs = {}
        for size, store in stores.items():
            page = ROOT / "dashboard.py"
            served = stack.enter_context(serve(page, "--store", str(store)))
            runs[size] = Run(browser, served)
        for _ in range(moves):
            for run in runs.values():
                run.move()
        return [("Dateline", size, run.results()) for size, run in runs.items()]


def measure_peer(browser: Browser, way: str, store: Path | str, moves: int) -> dict[str, Any]:
    """Return the same of one of the usual ways."""
    with serve(ROOT / "benchmarks" / "peer_page.py", way, str(store)) as served:
        Meter(browser).open(served.address)
        meter = Meter(browser)
        first_ms = meter.open(served.address)
        if way == "empty":
            return {"first_ms": first_ms}
        page = meter.page
        page.get_by_role("slider").focus()
        times, sizes, cpu = [], [], []
        for move in range(1, moves + 1):
            meter.bytes, spent = 0, served.cpu_s()
            times.append(meter.move("ArrowRight", f"html[data-stamp='move-{move}']"))
            page.wait_for_timeout(700)
            sizes.append(meter.bytes)
            cpu.append(served.cpu_s() - spent)
        return {
            "first_ms": first_ms,
            "move_ms": median(times[1:]),
            "kB": median(sizes) / 1000,
            "cpu_ms": sum(cpu[1:]) / (moves - 1) * 1000,
        }


def main() -> None:
    """Measure everything in one run and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=16)
    parser.add_argument("--peer-moves", type=int, default=4)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    places = gazetteer.load()
    results: Results = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        stores = {}
        for size in sorted({*sizes, 100_000}):
            stores[size] = Path(folder) / str(size)
            make_store(size, places=places).save(stores[size])
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        results.append(("empty page with a map", 0, measure_peer(browser, "empty", folder, 0)))
        results += measure_dateline(browser, {size: stores[size] for size in sizes}, options.moves)
        for way, label in (
            ("geojson", "one GeoJson, map rebuilt"),
            ("group", "one GeoJson in feature_group_to_add"),
        ):
            found = measure_peer(browser, way, stores[100_000], options.peer_moves)
            results.append((label, 100_000, found))
        browser.close()
    report(results)


def report(results: Results) -> None:
    """Print the table and the ratios that the targets are about."""
    print(
        "| way | events | first map, ms | slider to map, ms | kB a move | server CPU, ms a move |"
    )
    print("|---|---|---|---|---|---|")
    for label, size, found in results:
        cells = [
            f"{found[name]:,.0f}" if name in found else "-"
            for name in ("first_ms", "move_ms", "kB", "cpu_ms")
        ]
        print(f"| {label} | {size:,} | {' | '.join(cells)} |")
    ours = {size: found for label, size, found in results if label == "Dateline"}
    rebuilt = next(found for label, _, found in results if label.startswith("one GeoJson, map"))
    empty = next(found for label, _, found in results if label.startswith("empty"))
    middle, smallest, largest = ours.get(100_000), ours[min(ours)], ours[max(ours)]
    print()
    if middle:
        quicker = rebuilt["move_ms"] / middle["move_ms"]
        cheaper = rebuilt["cpu_ms"] / max(middle["cpu_ms"], 1)
        print(f"- quicker than one GeoJson rebuilt: {quicker:.0f} times")
        print(f"- less server CPU than that: {cheaper:.0f} times")
    growth = largest["move_ms"] / smallest["move_ms"]
    print(f"- {max(ours):,} events against {min(ours):,}: {growth:.2f} times as long")
    print(
        f"- first map against an empty page: {smallest['first_ms'] / empty['first_ms']:.2f} times"
    )
    print(f"- the map stayed mounted: {all(found['mounted'] for found in ours.values())}")


if __name__ == "__main__":
    main()
