"""A real server and a real Chromium; every test fails on what a visitor would call broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from visitor import FLAGS, ROOT, Visitor, find_browser, serving

import gazetteer


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """The machine's Chromium, one for all tests."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = find_browser()
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def seeds(browser) -> Iterator[str]:
    """The page over the project's own reports."""
    gazetteer.load()  # compiled here, once, the first visitor doesn't wait for it
    with serving(str(ROOT / "seeds")) as address:
        first = Visitor(browser, address)
        first.page.goto(address)
        first.page.locator("iframe[title*='st_folium']").wait_for(timeout=120_000)
        first.close()
        yield address


@pytest.fixture
def visit(browser) -> Iterator[Callable[..., Visitor]]:
    """Open visitors; at the end none of them may have met a fault."""
    visitors: list[Visitor] = []

    def open_one(address: str, query: str = "", **context) -> Visitor:
        visitor = Visitor(browser, address, **context)
        visitors.append(visitor)
        visitor.open(query)
        return visitor

    yield open_one
    for visitor in visitors:
        visitor.close()
