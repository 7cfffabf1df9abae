"""A real server and a real Chromium; every test fails on what a visitor would call broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sample_hostile import told
from sample_signs import signs_store
from visitor import FLAGS, ROOT, Visitor, find_browser, serving

import gazetteer
from benchmarks.synthetic import make_store
from geo.store import Store


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """The machine's Chromium, one for all tests."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = find_browser()
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


def warm_up(browser, address: str) -> None:
    """Open the page once, with patience: the first visitor waits for what is read or compiled."""
    first = Visitor(browser, address)
    first.page.set_default_timeout(120_000)
    first.open()
    first.close()


@pytest.fixture(scope="session")
def seeds(browser) -> Iterator[str]:
    """The page over the project's own reports."""
    gazetteer.load()  # compiled here, once, the first visitor doesn't wait for it
    with serving(str(ROOT / "seeds")) as address:
        warm_up(browser, address)
        yield address


@pytest.fixture(scope="session")
def signs(browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over a corpus with one place for each sign of the map."""
    folder = tmp_path_factory.mktemp("signs") / "store"
    signs_store().save(folder)
    with serving("--store", str(folder)) as address:
        yield address


@pytest.fixture(scope="session")
def empty(browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over a folder without a report."""
    gazetteer.load()
    with serving(str(tmp_path_factory.mktemp("empty"))) as address:
        warm_up(browser, address)
        yield address


@pytest.fixture(scope="session")
def single_day(browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over one hostile report of one day."""
    folder = tmp_path_factory.mktemp("single") / "store"
    Store.from_parsed([told(date(2024, 3, 24))]).save(folder)
    with serving("--store", str(folder)) as address:
        yield address


@pytest.fixture(scope="session")
def years(browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over two reports that lie five years apart."""
    folder = tmp_path_factory.mktemp("years") / "store"
    Store.from_parsed([told(date(2019, 3, 24)), told(date(2024, 3, 24))]).save(folder)
    with serving("--store", str(folder)) as address:
        yield address


@pytest.fixture(scope="session")
def million(browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over a million synthetic events."""
    folder = tmp_path_factory.mktemp("million") / "store"
    make_store(1_000_000).save(folder)
    with serving("--store", str(folder)) as address:
        warm_up(browser, address)
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
