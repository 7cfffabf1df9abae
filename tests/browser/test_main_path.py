"""What a newcomer does: move the slider, click a place, read the sentence, export, share."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
GAZA = "?map=31.4,34.4,11"


def lone_place(visitor: Visitor) -> str:
    """Return the name of a place whose circle stands alone on the map and isn't at its edge."""
    name = visitor.in_map(
        """() => {
            const state = window.map._dateline, size = window.map.getSize();
            const inside = hit => {
                const at = window.map.layerPointToContainerPoint([hit.x, hit.y]);
                return at.x > 90 && at.y > 60 && at.x < size.x - 90 && at.y < size.y - 60;
            };
            return state.hits.filter(hit => !hit.members && hit.item.kind === "place")
                .filter(inside).map(hit => hit.item.name)[0];
        }"""
    )
    assert isinstance(name, str), "no place stands alone in this part of the map"
    return name


def move_first_day(visitor: Visitor, key: str = "PageUp") -> None:
    before = visitor.stamp()
    handle = visitor.page.get_by_role("slider", name="First day shown")
    handle.focus()
    handle.press(key)
    visitor.wait_for_scene(before)


def test_the_whole_path_of_a_newcomer(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds, GAZA)
    page = visitor.page
    all_events = visitor.events_shown()
    for _ in range(3):
        move_first_day(visitor)
    page.wait_for_function(
        "before => +document.querySelector('ul.figures strong').textContent < before",
        arg=all_events,
    )
    shown = visitor.events_shown()

    name = lone_place(visitor)
    page.mouse.click(*visitor.spot(name))
    page.locator("section.evidence blockquote mark.trigger").first.wait_for()
    assert name in page.locator("section.evidence").inner_text() or name in page.content()
    sentence = page.locator("section.evidence blockquote").inner_text()
    assert len(sentence) > 20

    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export GeoJSON").click()
    exported = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert exported["type"] == "FeatureCollection"
    assert len(exported["features"]) == shown
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Link copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert "from=" in link and "at=" in link and "map=" in link

    other = visit(seeds, link.removeprefix(seeds).lstrip("/"))
    other.page.locator("section.evidence blockquote mark.trigger").first.wait_for()
    assert other.events_shown() == shown
    assert other.page.locator("section.evidence blockquote").inner_text() == sentence
    for part in ("getZoom()", "getCenter().lat.toFixed(3)", "getCenter().lng.toFixed(3)"):
        assert other.in_map(f"() => window.map.{part}") == visitor.in_map(
            f"() => window.map.{part}"
        )


def test_the_map_stays_mounted_whatever_moves(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds, GAZA)
    visitor.in_map("() => { window.marked = window.map; }")
    move_first_day(visitor)
    page = visitor.page
    page.mouse.click(*visitor.spot(lone_place(visitor)))
    page.locator("section.evidence blockquote").wait_for()
    visitor.in_map("() => window.map.setZoom(12)")
    page.wait_for_url(re.compile(r"map=[^&]*%2C12"))
    visitor.in_map("() => window.map.panBy([60, 20])")
    before = visitor.stamp()
    page.get_by_label("Search the sentences").fill("killed")
    page.keyboard.press("Enter")
    visitor.wait_for_scene(before)
    assert visitor.in_map("() => window.marked === window.map")


def test_a_listed_event_without_a_point_opens_its_sentence(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds)
    page = visitor.page
    page.get_by_role("tab", name="Beside the map").click()
    page.get_by_role("button", name="show the evidence").first.click()
    card = page.locator("section.evidence")
    card.locator("blockquote mark.trigger").wait_for()
    assert "Why not on the map" in card.inner_text()
