"""Small, single-day, empty, hostile and very large corpora, and what a visitor brings."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from visitor import Visitor, serving

from geo.store import Store

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def empty(browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(str(tmp_path_factory.mktemp("empty"))) as address:
        yield address


@pytest.fixture(scope="module")
def single_day(browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from sample_hostile import told

    folder = tmp_path_factory.mktemp("single") / "store"
    Store.from_parsed([told(date(2024, 3, 24))]).save(folder)
    with serving("--store", str(folder)) as address:
        yield address


@pytest.fixture(scope="module")
def million(browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from benchmarks.synthetic import make_store

    folder = tmp_path_factory.mktemp("million") / "store"
    make_store(1_000_000).save(folder)
    with serving("--store", str(folder)) as address:
        yield address


def test_an_empty_corpus_explains_itself_on_a_working_map(visit: Visit, empty: str) -> None:
    visitor = visit(empty)
    visitor.page.get_by_text("No report was found").wait_for()


def test_a_single_day_has_a_slider_and_hostile_text_stays_text(
    visit: Visit, single_day: str
) -> None:
    visitor = visit(single_day)
    page = visitor.page
    title = page.title()
    page.mouse.click(*visitor.spot("Khan Younis"))
    quote = page.locator("section.evidence blockquote")
    quote.wait_for()
    assert "<img src=x onerror=alert(1)> ${window.x=1} `C:\\path`" in quote.inner_text()
    assert page.evaluate("window.x") is None
    assert page.title() == title
    handle = page.get_by_role("slider", name="First day shown")
    handle.focus()
    handle.press("ArrowRight")
    assert handle.get_attribute("aria-valuetext") == "24 Mar 2024"


def test_a_million_events_move_like_ten(visit: Visit, million: str) -> None:
    visitor = visit(million)
    page = visitor.page
    for _ in range(3):
        before = visitor.stamp()
        handle = page.get_by_role("slider", name="First day shown")
        handle.focus()
        handle.press("PageUp")
        visitor.wait_for_scene(before)
    page.get_by_role("tab", name="List").click()
    page.locator("tbody tr").nth(5).wait_for()
    page.get_by_role("tab", name="Sums").click()
    page.get_by_text("1,000,000").wait_for()


def test_a_bad_link_gives_a_page_that_says_what_it_dropped(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds, "?from=<script>&to=2999-01-01&zzz=1&event=nothing")
    notice = visitor.page.get_by_text("could not be read").first
    notice.wait_for()
    assert "<script>" not in visitor.page.inner_text("[data-testid=stMain]")
    visitor.page.get_by_role("button", name="Dismiss").click()
    notice.wait_for(state="hidden")


def test_embedded_it_is_map_and_slider_alone(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds, "?embed=true")
    visitor.page.get_by_role("slider", name="First day shown").wait_for()
    assert visitor.page.get_by_role("tab").count() == 0
    assert visitor.page.get_by_role("button", name="Filters").count() == 0


def test_back_leads_to_the_view_before(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds, "?map=31.4,34.4,11")
    page = visitor.page
    search = page.get_by_label("Search the sentences")
    before = visitor.stamp()
    search.fill("hospital")
    search.press("Enter")
    visitor.wait_for_scene(before)
    page.wait_for_url(re.compile("q=hospital"))
    page.go_back()
    page.wait_for_url(lambda url: "q=hospital" not in url)
    page.wait_for_function("() => document.querySelector('.st-key-search input').value === ''")


def test_own_reports_stay_with_their_visitor(visit: Visit, seeds: str) -> None:
    visitor, other = visit(seeds), visit(seeds)
    page = visitor.page
    page.get_by_role("button", name="Own reports").click()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        for number in range(3):
            packed.writestr(
                f"r{number}.txt",
                f" date 2024-05-0{number + 1} \nA flood in Nairobi killed {number + 2} people.\n",
            )
    page.locator("input[type=file]").set_input_files(
        {"name": "own.zip", "mimeType": "application/zip", "buffer": archive.getvalue()}
    )
    page.get_by_text("own.zip").wait_for()
    page.get_by_role("button", name="Read", exact=True).click()
    page.get_by_role("button", name="Close own reports").wait_for()
    page.get_by_role("tab", name="Sums").click()
    page.locator("table[aria-label=Sums] td").first.wait_for()
    assert page.locator("table[aria-label=Sums] td").first.inner_text() == "3"
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("not your own reports").wait_for()
    other.page.reload()
    other.wait_for_map()
    assert other.page.get_by_role("button", name="Close own reports").count() == 0
    page.get_by_role("button", name="Close own reports").click()
    page.get_by_role("button", name="Own reports", exact=True).wait_for()


def test_a_drawn_area_filters_and_can_be_removed(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds, "?map=31.4,34.4,10")
    page = visitor.page
    frame = page.locator("iframe[title*='st_folium']").bounding_box()
    visitor.map.get_by_role("button", name="Draw a rectangle to filter by").click()
    before = visitor.stamp()
    page.mouse.move(frame["x"] + 200, frame["y"] + 120)
    page.mouse.down()
    page.mouse.move(frame["x"] + 420, frame["y"] + 300, steps=5)
    page.mouse.up()
    visitor.wait_for_scene(before)
    page.wait_for_url(re.compile("box="))
    page.get_by_role("button", name="Filters (1)").click()
    page.get_by_role("button", name="Remove the drawn area").click()
    page.wait_for_url(lambda url: "box=" not in url)


def test_filters_show_counts_and_write_the_link(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds)
    page = visitor.page
    page.get_by_role("button", name="Filters").click()
    box = page.get_by_role("combobox", name=re.compile("^What"))
    box.click()
    option = page.get_by_role("option", name=re.compile(r"\(\d+\)$")).first
    option.wait_for()
    words = option.inner_text()
    before = visitor.stamp()
    option.click()
    visitor.wait_for_scene(before)
    assert re.search(r"\(\d+\)$", words)
    page.wait_for_url(re.compile("type="))
