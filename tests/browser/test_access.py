"""The page is usable without a mouse, by a screen reader, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from visitor import MAP, PHONE, Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
SELECTED = "?map=31.4,34.4,11"
TABS = {"List": "tbody tr", "Beside the map": ".beside li", "Sums": ".sums table"}


def axe_source() -> str:
    spec = find_spec("axe_core_python")
    if spec is None or spec.origin is None:
        pytest.skip("axe-core-python is not installed")
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(frame, source: str, root: str | None) -> list[str]:
    """Return what axe-core finds against WCAG 2 A and AA below ``root``."""
    frame.evaluate(source)
    found = frame.evaluate(
        """root => axe.run(root ? document.querySelector(root) : document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
            iframes: false,
        })""",
        root,
    )
    assert found["passes"], "axe-core looked at nothing"
    return [
        f"{one['id']}: {node['html'][:160]} ({node['target']})"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def map_frame(page):
    return page.locator(MAP).element_handle().content_frame()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", ["Evidence", "List", "Beside the map", "Sums"])
def test_axe_finds_nothing(visit: Visit, seeds: str, tab: str, scheme: str) -> None:
    source = axe_source()
    visitor = visit(seeds, SELECTED, color_scheme=scheme)
    page = visitor.page
    if tab == "Evidence":
        name = visitor.in_map("() => window.map._dateline.hits.find(hit => !hit.members).item.name")
        page.mouse.click(*visitor.spot(name))
        page.locator("section.evidence blockquote").wait_for()
    else:
        page.get_by_role("tab", name=tab).click()
        page.locator(TABS[tab]).first.wait_for()
    assert violations(page, source, None) == []
    visitor.map.get_by_role("button", name="Legend").click()
    visitor.map.get_by_text("Own date not stated").wait_for()
    assert violations(map_frame(page), source, "#map_div") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_drawing_nor_where_nothing_is_found(
    visit: Visit, signs: str, scheme: str
) -> None:
    source = axe_source()
    visitor = visit(signs, "?q=zzzz", color_scheme=scheme)
    visitor.map.locator(".dateline-notice button").wait_for()
    for tool in ("Draw a rectangle to filter by", "Draw an area corner by corner to filter by"):
        visitor.map.get_by_role("button", name=tool).click()
        visitor.map.get_by_role("button", name="Cancel").wait_for()
        assert violations(map_frame(visitor.page), source, "#map_div") == []
    assert violations(visitor.page, source, None) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_phone(visit: Visit, signs: str, scheme: str) -> None:
    source = axe_source()
    visitor = visit(signs, "?at=t:many&zzz=1", color_scheme=scheme, **PHONE)
    visitor.map.get_by_role("button", name="Read: Many").wait_for()
    visitor.page.locator("section.evidence blockquote").wait_for()
    assert violations(map_frame(visitor.page), source, "#map_div") == []
    assert violations(visitor.page, source, None) == []


def test_the_page_works_without_a_mouse(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds)
    page = visitor.page
    before = visitor.stamp()
    first = page.get_by_role("slider", name="First day shown")
    first.focus()
    page.keyboard.press("PageUp")
    visitor.wait_for_scene(before)
    assert int(first.get_attribute("aria-valuenow")) == 30
    page.keyboard.press("ArrowRight")
    page.get_by_role("tab", name="Evidence").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    row = page.locator("tbody tr button").first
    row.wait_for()
    row.focus()
    page.keyboard.press("Enter")
    page.locator("section.evidence blockquote").wait_for()


def test_on_a_phone_map_and_slider_stand_on_the_first_screen(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds, **PHONE)
    frame = visitor.page.locator(MAP).bounding_box()
    slider = visitor.page.get_by_role("slider", name="First day shown").bounding_box()
    axis = visitor.page.locator("canvas[data-part=bars]").bounding_box()
    assert frame["y"] >= 0 and frame["height"] >= 0.5 * 844
    assert slider["y"] + slider["height"] <= 844
    assert axis["y"] + axis["height"] <= 844
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 390
