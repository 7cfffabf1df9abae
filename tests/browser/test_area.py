"""An area drawn on the map filters: a rectangle or corner by corner, by mouse, finger or keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from sample_signs import PLACES
from visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]

SOUTH_HALF = "?map=31.2,35.5,8"
BOX, POLYGON = "Draw a rectangle to filter by", "Draw an area corner by corner to filter by"
CORNERS = [(30.6, 33.6), (30.7, 37.4), (31.5, 37.3), (31.4, 33.7)]
"""Corners around "Solid", "Hollow", "Planned" and "Claimed", and none of the other places."""


def arm(visitor: Visitor, tool: str):
    button = visitor.map.get_by_role("button", name=tool)
    button.click()
    visitor.has(button, "aria-pressed", "true")
    return button


def names(visitor: Visitor) -> set[str]:
    """Return the places that the map shows."""
    return set(
        visitor.in_map(
            """() => window.map._dateline.scene.marks
                .filter(mark => mark.kind === "place").map(mark => mark.name)"""
        )
    )


def area_of(visitor: Visitor, key: str) -> list[float]:
    visitor.page.wait_for_url(re.compile(f"{key}="))
    return [float(part) for part in parse_qs(urlsplit(visitor.page.url).query)[key][0].split(",")]


SOUTH = {"Solid", "Hollow", "Planned", "Claimed"}


def test_a_rectangle_is_dragged_filters_and_is_removed_on_the_map(visit: Visit, signs: str) -> None:
    visitor = visit(signs, SOUTH_HALF)
    mouse = visitor.page.mouse
    everything = names(visitor)
    arm(visitor, BOX)
    start, end = visitor.point(30.6, 33.6), visitor.point(31.4, 37.3)
    mouse.move(*start)
    mouse.down()
    mouse.move(*visitor.point(31, 35), steps=4)
    mouse.move(*end, steps=4)
    mouse.up()
    visitor.wait_for_events(4)
    assert names(visitor) == SOUTH
    west, south, east, north = area_of(visitor, "box")
    assert [west, south, east, north] == pytest.approx([33.6, 30.6, 37.3, 31.4], abs=0.02)
    assert "at=" not in visitor.page.url, "the drag selects nothing"
    visitor.map.get_by_role("button", name="Remove the drawn area").click()
    visitor.page.wait_for_url(lambda url: "box=" not in url)
    visitor.wait_for_events(13)
    assert names(visitor) == everything


@pytest.mark.parametrize("end", ["first corner", "Enter", "double click", "Finish"])
def test_a_polygon_is_drawn_corner_by_corner(visit: Visit, signs: str, end: str) -> None:
    visitor = visit(signs, SOUTH_HALF)
    mouse = visitor.page.mouse
    arm(visitor, POLYGON)
    for corner in CORNERS[:-1]:
        mouse.click(*visitor.point(*corner))
        if corner == CORNERS[1]:
            visitor.map.get_by_text("2 corners").wait_for()
            assert visitor.map.get_by_role("button", name="Finish").is_disabled()
    visitor.map.get_by_text("3 corners").wait_for()
    if end == "double click":
        mouse.dblclick(*visitor.point(*CORNERS[-1]))
    else:
        mouse.click(*visitor.point(*CORNERS[-1]))
        visitor.map.get_by_text("4 corners").wait_for()
    if end == "first corner":
        mouse.click(*visitor.point(*CORNERS[0]))
    elif end == "Enter":
        visitor.page.keyboard.press("Enter")
    elif end == "Finish":
        visitor.map.get_by_role("button", name="Finish").click()
    visitor.wait_for_events(4)
    assert names(visitor) == SOUTH
    drawn = area_of(visitor, "area")
    assert drawn == pytest.approx([part for corner in CORNERS for part in corner], abs=0.02)
    again = visit(signs, f"?{visitor.page.url.partition('?')[2]}")
    again.wait_for_events(4)
    assert names(again) == SOUTH


def test_drawing_is_taken_back_and_cancelled(visit: Visit, signs: str) -> None:
    visitor = visit(signs, SOUTH_HALF)
    tool = arm(visitor, POLYGON)
    for corner in CORNERS:
        visitor.page.mouse.click(*visitor.point(*corner))
    visitor.map.get_by_text("4 corners").wait_for()
    visitor.page.keyboard.press("Backspace")
    visitor.map.get_by_text("3 corners").wait_for()
    visitor.page.keyboard.press("Escape")
    visitor.has(tool, "aria-pressed", "false")
    tool.click()
    visitor.map.get_by_text("Click each corner").wait_for()
    visitor.map.get_by_role("button", name="Cancel").click()
    visitor.has(tool, "aria-pressed", "false")
    assert "area=" not in visitor.page.url
    visitor.page.mouse.click(*visitor.spot("Solid"))
    visitor.page.locator("section.evidence blockquote").wait_for()


def test_a_drag_that_escape_ended_draws_nothing(visit: Visit, signs: str) -> None:
    visitor = visit(signs, SOUTH_HALF)
    visitor.in_map(
        """() => {
            window.told = [];
            window.map._dateline.group.on("click", (event) => {
                window.told.push(event.layer.toGeoJSON().properties.kind);
            });
        }"""
    )
    tool = arm(visitor, BOX)
    mouse = visitor.page.mouse
    mouse.move(*visitor.point(30.6, 33.6))
    mouse.down()
    mouse.move(*visitor.point(31, 35), steps=4)
    visitor.page.keyboard.press("Escape")
    visitor.has(tool, "aria-pressed", "false")
    mouse.up()
    assert not {"area", "polygon"} & set(visitor.in_map("() => window.told"))


def go(visitor: Visitor, lat: float, lon: float) -> None:
    """Bring a point under the cross with the arrows, as a keyboard does: 80 pixels a press."""
    for _ in range(40):
        x, y = visitor.in_map(
            """at => {
                const p = window.map.latLngToContainerPoint(at), size = window.map.getSize();
                return [p.x - size.x / 2, p.y - size.y / 2];
            }""",
            [lat, lon],
        )
        if abs(x) <= 40 and abs(y) <= 40:
            return
        key = ("ArrowRight" if x > 0 else "ArrowLeft") if abs(x) > 40 else None
        key = key or ("ArrowDown" if y > 0 else "ArrowUp")
        before = visitor.in_map("() => window.map.getCenter().toString()")
        visitor.page.keyboard.press(key)
        visitor.wait_in_map(
            f"""() => window.map.getCenter().toString() !== {before!r}
                && !(window.map._panAnim || {{}})._inProgress"""
        )
    raise AssertionError("the arrows never bring it there")


@pytest.mark.parametrize(("tool", "key"), [(BOX, "box"), (POLYGON, "area")])
def test_an_area_is_drawn_with_the_keyboard_alone(
    visit: Visit, signs: str, tool: str, key: str
) -> None:
    visitor = visit(signs, SOUTH_HALF)
    button = visitor.map.get_by_role("button", name=tool)
    button.focus()
    visitor.page.keyboard.press("Enter")
    visitor.has(button, "aria-pressed", "true")
    corners = [(30.5, 33.5), (31.5, 37.6)] if key == "box" else CORNERS
    for number, corner in enumerate(corners, 1):
        go(visitor, *corner)
        visitor.page.keyboard.press("Space")
        if number < len(corners):
            visitor.map.get_by_text("1 corner" if number == 1 else f"{number} corners").wait_for()
    if key == "area":
        visitor.page.keyboard.press("Enter")
    drawn = area_of(visitor, key)
    assert len(drawn) == 2 * len(corners)
    visitor.wait_in_map("() => window.map._dateline.scene.marks.length < 10")
    lat = {name: PLACES[name][0] for name in names(visitor)}
    assert lat and all(value < 32 for value in lat.values())


def test_a_finger_draws_corner_by_corner(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?map=31.2,35.5,7", **PHONE)
    visitor.map.get_by_role("button", name=POLYGON).tap()
    visitor.map.get_by_text("Click each corner").wait_for()
    for number, corner in enumerate(CORNERS, 1):
        visitor.page.touchscreen.tap(*visitor.point(*corner))
        visitor.map.get_by_text("1 corner" if number == 1 else f"{number} corners").wait_for()
    visitor.map.get_by_role("button", name="Finish").tap()
    visitor.wait_for_events(4)
    assert names(visitor) == SOUTH
