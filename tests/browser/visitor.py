"""A real server and a real Chromium; every test fails on what a visitor would call broken."""

from __future__ import annotations

import os
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
STARTS_WITHIN_S = 60
ANSWERS_WITHIN_MS = 30_000


def find_browser() -> str:
    """Return the machine's own Chromium, or skip with a clear word."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is on the PATH")
    return found


@contextmanager
def serving(*arguments: str) -> Iterator[str]:
    """Serve the page over these arguments and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += [f"--server.port={port}", "--server.headless=true", "--", *arguments]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONWARNINGS": "default"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_healthy(address, server)
        yield address
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
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.faults.append(f"request outside: {request.url}")

    def open(self, query: str = "") -> None:
        """Open the page and wait until the map has drawn its first scene."""
        self.page.goto(f"{self.address}/{query}")
        self.wait_for_map()

    @property
    def map(self):
        """The frame that the map lives in."""
        return self.page.frame_locator("iframe[title*='st_folium']")

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
        element = self.page.locator("iframe[title*='st_folium']").element_handle()
        return element.content_frame().evaluate(script, argument)

    def spot(self, name: str) -> tuple[float, float]:
        """Return where on the page a place of this name is drawn."""
        box = self.page.locator("iframe[title*='st_folium']").bounding_box()
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

    def close(self) -> None:
        self.context.close()
        assert not self.faults, "\n".join(self.faults)
