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
FIRST_VISITS = 9
"""Fresh visits, in turn to the empty page and to Dateline, whose medians are compared."""

# The map's own page says when it is drawn; asked from outside, it answers when it has time to.
WATCH = """
if (window !== window.top) (function watch() {
  const page = document.documentElement;
  if (page && page.dataset.stamp) window.top.drawnAt = performance.timeOrigin + performance.now();
  else setTimeout(watch, 4);
})();
"""


Results = list[tuple[str, int, dict[str, Any]]]


class Meter:
    """A page in a fresh context, the bytes its websocket brought, and the faults it met."""

    def __init__(self, browser: Browser) -> None:
        self.bytes = 0
        self.page: Page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.add_init_script(WATCH)
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame: str | bytes) -> None:
        self.bytes += len(frame)

    def open(self, address: str) -> float:
        """Return the milliseconds from the visit to the first map."""
        self.page.goto(address)
        self.page.frame_locator(MAP).locator("html[data-stamp]").wait_for(state="attached")
        self.page.wait_for_function("window.drawnAt")
        return float(self.page.evaluate("window.drawnAt - performance.timeOrigin"))

    def close(self) -> None:
        """Leave the page."""
        self.page.context.close()

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
        self.meter.open(served.address)
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


def measure_first_maps(browser: Browser, store: Path) -> tuple[float, float]:
    """Return the median milliseconds to the first map, on an empty page and on Dateline's."""
    peer = serve(ROOT / "benchmarks" / "peer_page.py", "empty", str(store))
    with peer as empty, serve(ROOT / "dashboard.py", "--store", str(store)) as ours:
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(1 + FIRST_VISITS):
            for served, taken in zip((empty, ours), times, strict=True):
                meter = Meter(browser)
                taken.append(meter.open(served.address))
                meter.page.wait_for_timeout(1000)  # what comes after the map is not the next one's
                meter.close()
        # The first visitor of all waits for the data.
        return median(times[0][1:]), median(times[1][1:])


def measure_peer(browser: Browser, way: str, store: Path | str, moves: int) -> dict[str, Any]:
    """Return the same of one of the usual ways."""
    with serve(ROOT / "benchmarks" / "peer_page.py", way, str(store)) as served:
        meter = Meter(browser)
        meter.open(served.address)
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
            "move_ms": median(times[1:]),
            "kB": median(sizes) / 1000,
            "cpu_ms": sum(cpu[1:]) / (moves - 1) * 1000,
        }


def main() -> None:
    """Measure everything in one run and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=16)
    parser.add_argument("--peer-moves", type=int, default=4, choices=range(2, 100), metavar="N")
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
        empty_ms, first_ms = measure_first_maps(browser, stores[min(stores)])
        results += measure_dateline(browser, {size: stores[size] for size in sizes}, options.moves)
        for way, label in (
            ("geojson", "one GeoJson, map rebuilt"),
            ("group", "one GeoJson in feature_group_to_add"),
        ):
            found = measure_peer(browser, way, stores[100_000], options.peer_moves)
            results.append((label, 100_000, found))
        browser.close()
    report(results)
    print(f"- first map against an empty page: {first_ms / empty_ms:.2f} times", end=" ")
    print(f"({first_ms:,.0f} and {empty_ms:,.0f} ms, medians of {FIRST_VISITS} visits in turn)")


def report(results: Results) -> None:
    """Print the table and the ratios that the targets are about."""
    print("| way | events | slider to map, ms | kB a move | server CPU, ms a move |")
    print("|---|---|---|---|---|")
    for label, size, found in results:
        cells = [f"{found[name]:,.0f}" for name in ("move_ms", "kB", "cpu_ms")]
        print(f"| {label} | {size:,} | {' | '.join(cells)} |")
    ours = {size: found for label, size, found in results if label == "Dateline"}
    rebuilt = next(found for label, _, found in results if label.startswith("one GeoJson, map"))
    middle, smallest, largest = ours.get(100_000), ours[min(ours)], ours[max(ours)]
    print()
    if middle:
        quicker = rebuilt["move_ms"] / middle["move_ms"]
        cheaper = rebuilt["cpu_ms"] / max(middle["cpu_ms"], 1)
        print(f"- quicker than one GeoJson rebuilt: {quicker:.0f} times")
        print(f"- less server CPU than that: {cheaper:.0f} times")
    growth = largest["move_ms"] / smallest["move_ms"]
    print(f"- {max(ours):,} events against {min(ours):,}: {growth:.2f} times as long")
    print(f"- the map stayed mounted: {all(found['mounted'] for found in ours.values())}")


if __name__ == "__main__":
    main()
