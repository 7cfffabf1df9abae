"""The map: circles, signs, clusters and their parting, the legend, the optional layers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sample_signs import PLACES
from visitor import MAP, PHONE, ROOT, Visitor

from geo.draw import FAMILIES
from geo.draw.signs import LAYER_SIGNS, SIGNS

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]

RED = FAMILIES[0].light
PAPER = "#ffffff"
TILE_SERVER = "https://tile.openstreetmap.org/"


def pixel(
    visitor: Visitor, lat: float, lon: float, right: float = 0, down: float = 0
) -> tuple[int, int, int, int]:
    """Return red, green, blue and opacity of the marks at some pixels from a point."""
    found = visitor.in_map(
        """([lat, lon, right, down]) => {
            const state = window.map._dateline, at = window.map.latLngToLayerPoint([lat, lon]);
            const board = state.marks, ratio = devicePixelRatio, canvas = board._container;
            const scale = canvas.width / board._bounds.getSize().x, min = board._bounds.min;
            const x = (at.x + right - min.x) * scale, y = (at.y + down - min.y) * scale;
            return [...board._ctx.getImageData(Math.round(x), Math.round(y), 1, 1).data];
        }""",
        [lat, lon, right, down],
    )
    return tuple(found)


def colour_at(visitor: Visitor, lat: float, lon: float, right: float = 0, down: float = 0) -> str:
    """Return the colour of the marks at some pixels from a point; transparent is empty."""
    red, green, blue, opacity = pixel(visitor, lat, lon, right, down)
    return "" if opacity < 40 else f"#{red:02x}{green:02x}{blue:02x}"


def is_near(colour: str, wanted: str) -> bool:
    """Return whether two colours look alike: marks let a little of the ground through."""
    if not colour:
        return False
    pairs = [(int(colour[i : i + 2], 16), int(wanted[i : i + 2], 16)) for i in (1, 3, 5)]
    return all(abs(a - b) <= 60 for a, b in pairs)


def hits(visitor: Visitor) -> list[dict]:
    """Return what can be clicked on the map, in words."""
    return visitor.in_map(
        """() => window.map._dateline.hits.map(hit => ({
            name: hit.item.name, kind: hit.item.kind, n: hit.item.n, r: hit.r,
            members: (hit.members || []).length, family: hit.item.family, event: !!hit.event,
        }))"""
    )


def test_circles_grow_with_their_events_and_have_the_colour_of_the_main_type(
    visit: Visit, signs: str
) -> None:
    visitor = visit(signs, "?map=32,35.5,8")
    drawn = {hit["name"]: hit for hit in hits(visitor)}
    assert drawn["Many"]["n"] == 4 and drawn["Solid"]["n"] == 1
    assert drawn["Many"]["r"] > drawn["Solid"]["r"]
    assert drawn["Solid"]["family"] == "a"
    assert is_near(colour_at(visitor, *PLACES["Solid"]), RED)


def test_what_is_uncertain_looks_uncertain(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?map=31.5,35.5,8")
    assert is_near(colour_at(visitor, *PLACES["Solid"]), RED)
    hollow = [colour_at(visitor, *PLACES["Hollow"], right=x) for x in (-3, 0, 3)]
    assert all(is_near(colour, PAPER) for colour in hollow), "a date that isn't stated"
    left, right = (colour_at(visitor, *PLACES["Claimed"], right=x) for x in (-3, 3))
    assert is_near(left, RED) and is_near(right, PAPER), "a claim is half known"
    ring = {
        is_near(colour_at(visitor, *PLACES["Planned"], right=6.5 * x, down=6.5 * y), RED)
        for x, y in ((0, 1), (0.38, 0.92), (0.71, 0.71), (0.92, 0.38), (1, 0), (0.92, -0.38),
                     (0.71, -0.71), (0.38, -0.92), (0, -1), (0.2, 0.98), (0.56, 0.83))
    }  # fmt: skip
    assert ring == {True, False}, "a planned one is dashed"
    lat, lon = PLACES["Near"]
    edge = 8 / 111.32
    assert pixel(visitor, lat + 0.8 * edge, lon)[3], "inside the ring of 8 km"
    assert not pixel(visitor, lat + 1.1 * edge, lon)[3]
    lat, lon = PLACES["Area"]
    strokes = {pixel(visitor, lat + 0.09, lon, right=x)[3] > 20 for x in range(12)}
    assert strokes == {True, False}, "an area is hatched"


def test_the_legend_says_all_this_on_a_desktop_and_on_a_phone(visit: Visit, signs: str) -> None:
    for context in ({}, PHONE):
        visitor = visit(signs, **context)
        visitor.map.get_by_role("button", name="Legend").click()
        rows = visitor.map.locator(".dateline-legend li")
        rows.first.wait_for()
        wanted = [family.label for family in FAMILIES] + [label for _, label in SIGNS]
        assert rows.all_inner_texts() == wanted
        last = rows.last
        last.scroll_into_view_if_needed()
        assert last.is_visible()


def test_a_joined_circle_parts_when_it_is_clicked(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?map=32,35.5,8")
    joined = next(hit for hit in hits(visitor) if hit["members"])
    assert joined["name"] == "Twin one + 1 more" and joined["n"] == 2
    zoom = visitor.in_map("() => window.map.getZoom()")
    visitor.page.mouse.click(*visitor.spot("Twin one + 1 more"))
    visitor.page.wait_for_url(lambda url: "map=33" in url)
    visitor.wait_in_map("() => window.map._dateline.hits.every(hit => !hit.members)")
    assert visitor.in_map("() => window.map.getZoom()") > zoom
    assert {"Twin one", "Twin two"} <= {hit["name"] for hit in hits(visitor)}
    assert "at=" not in visitor.page.url, "it parts and selects nothing"


def test_zooming_in_parts_a_place_into_its_events(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?map=32,36.2,10")
    assert [hit["event"] for hit in hits(visitor) if hit["name"] == "Many"] == [False]
    visitor.in_map("() => window.map.setZoom(13)")
    visitor.wait_in_map("() => window.map._dateline.hits.filter(hit => hit.event).length === 4")
    x, y = visitor.in_map(
        """() => {
            const hit = window.map._dateline.hits.filter(hit => hit.event)[2];
            const at = window.map.layerPointToContainerPoint([hit.x, hit.y]);
            return [at.x, at.y];
        }"""
    )
    visitor.page.mouse.click(*visitor.place(x, y))
    visitor.page.locator("section.evidence blockquote").wait_for()
    visitor.page.wait_for_url(lambda url: "event=e-" in url)


def test_a_mark_says_what_it_is_and_what_lies_outside_is_one_click_away(
    visit: Visit, signs: str
) -> None:
    visitor = visit(signs, "?map=32,36.2,10")
    visitor.page.mouse.move(*visitor.spot("Many"))
    tip = visitor.map.locator(".dateline-tip")
    tip.wait_for()
    assert tip.inner_text().startswith("Many 4 events, mostly ")
    outside = visitor.map.get_by_role("button", name="outside: show all")
    assert outside.inner_text() == "9 events outside: show all"
    outside.click()
    outside.wait_for(state="hidden")


def switch_layer(visitor: Visitor, label: str) -> None:
    """Switch a layer on or off in the menu of filters."""
    page = visitor.page
    before = visitor.stamp()
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("button", name=label).click()
    visitor.wait_for_scene(before)
    page.keyboard.press("Escape")
    page.get_by_text("Where, with all inside").wait_for(state="hidden")


def test_tiles_are_asked_for_only_while_they_are_on_and_named(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?map=32,35.5,8")
    visitor.allowed = (TILE_SERVER,)
    tile = (ROOT / "docs" / "screenshots" / "phone-light.png").read_bytes()
    visitor.context.route(
        f"{TILE_SERVER}**",
        lambda route: route.fulfill(status=200, content_type="image/png", body=tile),
    )
    credit = visitor.map.locator(".leaflet-control-attribution")
    visitor.in_map("() => window.map.panBy([120, 0], { animate: false })")
    assert visitor.outside == []
    named = credit.get_by_role("link", name="OpenStreetMap", exact=True)
    assert named.count() == 0, "its contributors are named for points; nobody for tiles"
    switch_layer(visitor, "Street map from openstreetmap.org")
    visitor.map.locator("img.leaflet-tile-loaded").first.wait_for()
    visitor.page.wait_for_url(lambda url: "layer=tiles" in url)
    assert visitor.outside and all(url.startswith(TILE_SERVER) for url in visitor.outside)
    assert "© OpenStreetMap" in credit.inner_text() and "GeoNames" in credit.inner_text()
    assert named.get_attribute("href") == "https://www.openstreetmap.org/copyright"
    assert hits(visitor), "the circles stay"
    switch_layer(visitor, "Street map from openstreetmap.org")
    visitor.map.locator("img.leaflet-tile").first.wait_for(state="detached")
    assert named.count() == 0
    asked = len(visitor.outside)
    visitor.in_map("() => window.map.setZoom(10, { animate: false })")
    visitor.page.wait_for_url(lambda url: "10&" in url.partition("map=")[2])
    assert len(visitor.outside) == asked


def test_where_no_tile_comes_the_outlines_stay(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?map=32,35.5,8")
    visitor.allowed = (TILE_SERVER,)
    visitor.context.route(f"{TILE_SERVER}**", lambda route: route.fulfill(status=200, body=b""))
    switch_layer(visitor, "Street map from openstreetmap.org")
    visitor.map.locator(".leaflet-tile-pane .leaflet-layer").wait_for(state="attached")
    assert visitor.in_map(
        """() => {
            window.map.setView([32, 36], 8, { animate: false });
            const { base } = window.map._dateline, { width, height } = base._container;
            return base._ctx.getImageData(width / 2, height / 2, 1, 1).data[3];
        }"""
    )
    assert visitor.in_map(
        """() => {
            const height = (element) => Number(getComputedStyle(element).zIndex);
            const tiles = document.querySelector(".leaflet-tile-pane .leaflet-layer");
            return height(tiles) > height(window.map._dateline.base._container);
        }"""
    ), "tiles that come lie on the outlines"


def test_whose_points_and_ground_they_are_is_said_with_links(visit: Visit, signs: str) -> None:
    visitor = visit(signs, **PHONE)
    credit = visitor.map.locator(".leaflet-control-attribution")
    assert credit.get_by_role("link").all_inner_texts() == [
        "GeoNames", "Who's On First", "OCHA", "Wikipedia", "©\xa0OpenStreetMap contributors",
        "OurAirports", "Natural Earth",
    ]  # fmt: skip
    assert "Wikipedia CC BY-SA" in credit.inner_text()
    lines = credit.evaluate(
        "e => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight)"
    )
    assert lines < 3, "two lines on a phone cover nothing of the map that matters"
    top = credit.bounding_box()["y"]
    legend = visitor.map.get_by_role("button", name="Legend").bounding_box()
    assert legend["y"] + legend["height"] <= top, "the credit doesn't lie on the legend"


def test_heat_takes_the_place_of_circles(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?map=32,35.5,8")
    assert is_near(colour_at(visitor, *PLACES["Solid"]), RED)
    switch_layer(visitor, "Heat instead of circles")
    lat, lon = PLACES["Solid"]
    assert colour_at(visitor, lat, lon, right=12), "the glow reaches beyond a circle"
    visitor.map.get_by_role("button", name="Legend").click()
    visitor.map.get_by_text(dict(LAYER_SIGNS)["heat"]).wait_for()
    visitor.page.mouse.click(*visitor.spot("Solid"))
    visitor.page.locator("section.evidence blockquote").wait_for()
    assert "layer=heat" in visitor.page.url


def test_all_named_places_are_a_layer_of_their_own(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds, "?map=31.7,34.9,9")
    assert {hit["kind"] for hit in hits(visitor)} == {"place"}
    events = visitor.events_shown()
    switch_layer(visitor, "All places named")
    found = hits(visitor)
    assert {hit["kind"] for hit in found} == {"place", "mention"}
    assert visitor.events_shown() == events, "a name is no event"
    first = next(i for i, hit in enumerate(found) if hit["kind"] == "place")
    assert all(hit["kind"] == "place" for hit in found[first:]), "names lie under the events"
    visitor.map.get_by_role("button", name="Legend").click()
    visitor.map.get_by_text(dict(LAYER_SIGNS)["mention"]).wait_for()


def test_the_map_follows_the_theme(visit: Visit, seeds: str) -> None:
    for scheme in ("light", "dark"):
        visitor = visit(seeds, color_scheme=scheme)
        assert visitor.in_map("() => document.documentElement.dataset.theme") == scheme


def test_on_a_phone_a_tap_on_a_place_leads_to_its_sentence(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?map=31.2,35.5,7", **PHONE)
    read = visitor.map.get_by_role("button", name="Read: ")
    assert not read.is_visible()
    visitor.page.touchscreen.tap(*visitor.spot("Hollow"))
    read.wait_for()
    assert read.inner_text() == "Read: Hollow"
    quote = visitor.page.locator("section.evidence blockquote")
    quote.wait_for()
    read.tap()
    visitor.page.wait_for_function(
        """() => {
            const box = document.querySelector("section.evidence").getBoundingClientRect();
            return box.top >= -2 && box.top < innerHeight / 2;
        }"""
    )


def test_no_name_lies_under_a_control(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds, "?map=31.42,34.36,11", **PHONE)
    box = visitor.page.locator(MAP).bounding_box()
    assert box["height"] > 400
    covered = visitor.in_map(
        """() => {
            const state = window.map._dateline, written = [], real = state.marks._ctx.fillText;
            state.marks._ctx.fillText = function (text, x, y) {
                if (text.length > 3) {
                    const at = window.map.layerPointToContainerPoint([x, y]);
                    written.push([text, at.x, at.y, this.measureText(text).width]);
                }
                return real.apply(this, arguments);
            };
            state.marks.repaint();
            delete state.marks._ctx.fillText;
            const boxes = [...document.querySelectorAll(".leaflet-control")]
                .map(control => control.getBoundingClientRect()).filter(box => box.width);
            return written.filter(([, x, y, wide]) => boxes.some(box =>
                x < box.right && x + wide > box.left && y > box.top + 2 && y < box.bottom - 2
            )).map(([text]) => text);
        }"""
    )
    assert covered == []
