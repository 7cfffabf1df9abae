"""Small, single-day, empty, hostile and very large corpora, and what a visitor brings."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable

import pytest
from visitor import MAP, Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]


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


def move(visitor: Visitor) -> None:
    """Use all that moves the days."""
    page = visitor.page
    first, last = visitor.range()
    span = last - first
    for key in ("ArrowRight", "PageUp", "End", "Home"):
        visitor.handle("First").focus()
        visitor.handle("First").press(key)
    visitor.wait_for_range(first, last)
    page.get_by_role("button", name="Last 7 days").click()
    visitor.wait_for_range(max(0, span - 6), span)
    for name in ("One step forward", "One step back", "One step back", "Lock start", "Lock start"):
        page.get_by_role("button", name=name).click()
    visitor.has(page.get_by_role("button", name="Lock start"), "aria-pressed", "false")
    page.get_by_role("button", name=re.compile("^Speed")).click()
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Play", exact=True).wait_for()
    page.get_by_role("button", name="All", exact=True).click()
    visitor.wait_for_range(0, span)


def look(visitor: Visitor) -> None:
    """Open all that can be opened, and every layer that asks nobody."""
    page = visitor.page
    for name, content in (
        ("List", "table caption"),
        ("Beside the map", ".beside li, [data-testid=stCaptionContainer]"),
        ("Sums", ".sums table"),
        ("Evidence", "section.evidence"),
    ):
        page.get_by_role("tab", name=name).click()
        page.locator(content).first.wait_for(state="attached")
    visitor.map.get_by_role("button", name="Legend").click()
    visitor.map.get_by_text("Claimed by a party").wait_for()
    visitor.map.get_by_role("button", name="Legend").click()
    page.get_by_role("button", name="Filters").click()
    for layer in ("Heat instead of circles", "All places named"):
        for on in (True, False):
            before = visitor.stamp()
            button = page.get_by_role("button", name=layer)
            button.click()
            visitor.has(button, "aria-pressed", str(on).lower())
            if layer.startswith("Heat"):
                visitor.wait_for_scene(before)
    page.keyboard.press("Escape")
    page.get_by_text("Where, with all inside").wait_for(state="hidden")


def draw(visitor: Visitor, events: int) -> None:
    """Draw a rectangle over the whole map, and take it away again."""
    box = visitor.page.locator(MAP).bounding_box()
    mouse = visitor.page.mouse
    visitor.map.get_by_role("button", name="Draw a rectangle to filter by").click()
    mouse.move(box["x"] + 80, box["y"] + 60)
    mouse.down()
    mouse.move(box["x"] + box["width"] / 2, box["y"] + 90, steps=3)
    mouse.move(box["x"] + box["width"] - 60, box["y"] + box["height"] - 90, steps=3)
    mouse.up()
    visitor.page.wait_for_url(re.compile("box="))
    visitor.map.get_by_role("button", name="Remove the drawn area").click()
    visitor.page.wait_for_url(lambda url: "box=" not in url)
    visitor.wait_for_events(events)


def share(visitor: Visitor, visit: Visit, events: int) -> None:
    """Copy the link and open it elsewhere; save a table."""
    page = visitor.page
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Link copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    other = visit(visitor.address, link.removeprefix(visitor.address).lstrip("/"))
    other.wait_for_events(events)
    assert other.range() == visitor.range()
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download(timeout=120_000) as download:
        page.get_by_role("button", name="Export CSV").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        assert sum(1 for _ in csv.reader(file)) == events + 1
    page.keyboard.press("Escape")


@pytest.mark.parametrize("corpus", ["signs", "single_day", "empty", "million"])
def test_all_that_a_person_does_works_on_any_corpus(
    visit: Visit, corpus: str, request: pytest.FixtureRequest
) -> None:
    visitor = visit(request.getfixturevalue(corpus))
    visitor.in_map("() => { window.marked = window.map; }")
    page = visitor.page
    events = visitor.events_shown()
    move(visitor)
    look(visitor)
    draw(visitor, events)
    page.get_by_label("Search the sentences").fill("zzzz")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=zzzz"))
    visitor.wait_for_events(0)
    visitor.map.locator(".dateline-notice p").wait_for()
    page.get_by_role("button", name="Reset").click()
    visitor.wait_for_events(events)
    if events:
        page.get_by_role("tab", name="List").click()
        page.locator("tbody tr").first.wait_for()
        page.get_by_role("columnheader", name="Where").get_by_role("button").click()
        page.locator("th[aria-sort=ascending]", has_text="Where").wait_for()
        page.locator("tbody tr button").first.click()
        page.locator("section.evidence blockquote").wait_for()
    if events > 1000:
        page.get_by_role("button", name="Last 7 days").click()
        page.wait_for_url(re.compile("from="))
        page.wait_for_function(
            """events => +document.querySelector("ul.figures strong")
                .textContent.replaceAll(",", "") < events / 10""",
            arg=events,
        )
    share(visitor, visit, visitor.events_shown())
    assert visitor.in_map("() => window.marked === window.map"), "the map was not built anew"


def test_a_million_events_move_like_ten(visit: Visit, million: str) -> None:
    visitor = visit(million)
    page = visitor.page
    for _ in range(3):
        before = visitor.stamp()
        visitor.handle("First").focus()
        visitor.handle("First").press("PageUp")
        visitor.wait_for_scene(before)
    assert visitor.in_map("() => JSON.stringify(window.map._dateline.scene.places).length") < 60_000
    page.get_by_role("tab", name="Sums").click()
    page.get_by_text("1,000,000").wait_for()
