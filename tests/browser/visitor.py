"""A real server and a real Chromium; every test fails on what a visitor would call broken."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STARTS_WITHIN_S = 120
ANSWERS_WITHIN_MS = 30_000
MAP = "iframe[title*='st_folium']"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def find_browser() -> str:
    """Return the machine's own Chromium, or skip with a clear word."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is on the PATH")
    return found


def free_port() -> int:
    """Return a port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(port: int, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """Start a server of the page over these arguments, and return when it answers."""
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += [f"--server.port={port}", "--server.headless=true", "--", *arguments]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONWARNINGS": "default"} | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    below = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
    wait_until_healthy(f"http://127.0.0.1:{port}/{below}".rstrip("/"), server)
    return server


@contextmanager
def serving(*arguments: str, **environment: str) -> Iterator[str]:
    """Serve the page over these arguments and yield its address."""
    port = free_port()
    server = start(port, *arguments, **environment)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=10)


def wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the server answers; fail if it ends or takes too long."""
    give_up = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < give_up:
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"no server within {STARTS_WITHIN_S} s")


class Visitor:
    """One browser context, and everything that went wrong in it."""

    def __init__(self, browser, address: str, **context) -> None:
        self.address = address
        self.faults: list[str] = []
        self.outside: list[str] = []
        self.allowed: tuple[str, ...] = ()
        self.context = browser.new_context(accept_downloads=True, **context)
        self.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
        self.page = self.context.new_page()
        self.page.set_default_timeout(ANSWERS_WITHIN_MS)
        self.page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        self.page.on("console", self._hear)
        self.page.on("request", self._watch)

    def _hear(self, message) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text}")

    def _watch(self, request) -> None:
        if request.url.startswith((self.address, "data:", "blob:", "about:")):
            return
        self.outside.append(request.url)
        if not request.url.startswith(self.allowed):
            self.faults.append(f"request outside: {request.url}")

    def open(self, query: str = "") -> None:
        """Open the page and wait until the map has drawn its first scene."""
        self.page.goto(f"{self.address}/{query}")
        self.wait_for_map()

    @property
    def map(self):
        """The frame that the map lives in."""
        return self.page.frame_locator(MAP)

    def stamp(self) -> str:
        """Return which scene the map shows."""
        return self.map.locator("html").get_attribute("data-stamp") or ""

    def wait_for_map(self) -> None:
        self.map.locator("html[data-stamp]").wait_for()

    def wait_for_scene(self, before: str) -> None:
        """Wait until the map shows another scene than ``before``."""
        self.map.locator(f"html[data-stamp]:not([data-stamp='{before}'])").wait_for()

    def in_map(self, script: str, argument: object = None) -> object:
        """Run a function in the map's frame."""
        element = self.page.locator(MAP).element_handle()
        return element.content_frame().evaluate(script, argument)

    def wait_in_map(self, script: str) -> None:
        """Wait until a function in the map's frame returns what is true."""
        frame = self.page.locator(MAP).element_handle().content_frame()
        frame.wait_for_function(script, timeout=ANSWERS_WITHIN_MS)

    def spot(self, name: str) -> tuple[float, float]:
        """Return where on the page a place of this name is drawn."""
        box = self.page.locator(MAP).bounding_box()
        x, y = self.in_map(
            """name => {
                const state = window.map._dateline;
                const found = state.hits.find(hit => hit.item.name === name);
                const at = window.map.layerPointToContainerPoint([found.x, found.y]);
                return [at.x, at.y];
            }""",
            name,
        )
        return box["x"] + x, box["y"] + y

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where on the page a point of the map is."""
        box = self.page.locator(MAP).bounding_box()
        return box["x"] + x, box["y"] + y

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """Return where on the page a point of the Earth is."""
        x, y = self.in_map(
            """at => { const p = window.map.latLngToContainerPoint(at); return [p.x, p.y]; }""",
            [lat, lon],
        )
        return self.place(x, y)

    def events_shown(self) -> int:
        """Return how many events the page says are on the map."""
        words = self.page.locator("ul.figures li").first.inner_text()
        return int(re.sub(r"\D", "", words))

    def wait_for_events(self, n: int) -> None:
        """Wait until the page says that ``n`` events are on the map."""
        self.page.wait_for_function(
            """n => {
                const said = document.querySelector("ul.figures strong");
                return said && +said.textContent.replaceAll(",", "") === n;
            }""",
            arg=n,
        )

    def handle(self, which: str):
        """Return the handle of the first or the last day."""
        return self.page.get_by_role("slider", name=f"{which} day shown")

    def range(self) -> tuple[int, int]:
        """Return the first and the last day shown, as days from the start of the axis."""
        first, last = (
            int(self.handle(which).get_attribute("aria-valuenow")) for which in ("First", "Last")
        )
        return first, last

    def wait_for_range(self, first: int, last: int) -> None:
        """Wait until these days are shown."""
        for which, day in (("First", first), ("Last", last)):
            self.has(self.handle(which), "aria-valuenow", str(day))

    def has(self, locator, name: str, value: str | re.Pattern[str]) -> None:
        """Wait until an element's attribute has this value."""
        from playwright.sync_api import expect

        expect(locator).to_have_attribute(name, value, timeout=ANSWERS_WITHIN_MS)

    def search(self, words: str) -> None:
        """Search, and wait until the map has changed."""
        before = self.stamp()
        self.page.get_by_label("Search the sentences").fill(words)
        self.page.keyboard.press("Enter")
        self.wait_for_scene(before)

    def close(self) -> None:
        self.context.close()
        assert not self.faults, "\n".join(self.faults)
