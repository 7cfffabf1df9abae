"""Small, single-day, empty, hostile and very large corpora, and what a visitor brings."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]


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
