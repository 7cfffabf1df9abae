"""Measure from slider to map in a real browser, Dateline beside the usual ways, in one run.

    python -m benchmarks.dashboard_speed [--moves 12] [--peer-moves 4] [--sizes 10000,1000000]

Synthetic events over real gazetteer points. Prints a Markdown table and what the targets ask for.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

import gazetteer
from benchmarks.served import FLAGS, ROOT, browser_path, serve
from benchmarks.synthetic import make_store

PATIENCE_MS = 180_000
MAP = "iframe[title*='st_folium']"


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


def measure_dateline(browser: Browser, store: Path, moves: int) -> dict[str, Any]:
    """Return medians of first map, move, bytes and server CPU of Dateline's page."""
    with serve(ROOT / "dashboard.py", "--store", str(store)) as served:
        Meter(browser).open(served.address)  # the first visitor of all waits for the data
        meter = Meter(browser)
        first_ms = meter.open(served.address)
        page = meter.page
        page.wait_for_timeout(1500)
        page.frame_locator(MAP).locator("html").evaluate("() => { window.marked = window.map; }")
        page.get_by_role("slider", name="First day shown").focus()
        times, sizes, cpu = [], [], []
        for _ in range(moves):
            stamp = page.frame_locator(MAP).locator("html").get_attribute("data-stamp")
            meter.bytes, spent = 0, served.cpu_s()
            times.append(meter.move("Shift+ArrowRight", f"html:not([data-stamp='{stamp}'])"))
            page.wait_for_timeout(700)
            sizes.append(meter.bytes)
            cpu.append(served.cpu_s() - spent)
        kept = (
            page.frame_locator(MAP).locator("html").evaluate("() => window.marked === window.map")
        )
        return {
            "first_ms": first_ms,
            "move_ms": median(times[1:]),
            "kB": median(sizes) / 1000,
            "cpu_ms": sum(cpu[1:]) / (moves - 1) * 1000,
            "mounted": bool(kept),
        }


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
    parser.add_argument("--moves", type=int, default=12)
    parser.add_argument("--peer-moves", type=int, default=4)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    places = gazetteer.load()
    results: list[tuple[str, int, dict[str, Any]]] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        stores = {}
        for size in sorted({*sizes, 100_000}):
            stores[size] = Path(folder) / str(size)
            make_store(size, places=places).save(stores[size])
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        results.append(("empty page with a map", 0, measure_peer(browser, "empty", folder, 0)))
        for size in sizes:
            found = measure_dateline(browser, stores[size], options.moves)
            results.append(("Dateline", size, found))
        for way, label in (
            ("geojson", "one GeoJson, map rebuilt"),
            ("group", "one GeoJson in feature_group_to_add"),
        ):
            found = measure_peer(browser, way, stores[100_000], options.peer_moves)
            results.append((label, 100_000, found))
        browser.close()
    report(results)


def report(results: list[tuple[str, int, dict[str, Any]]]) -> None:
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
