"""A link holds the whole view and gives it back to a stranger; any link gives a page."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from sample_signs import signs_store
from visitor import MAP, Visitor, serving

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]


def state(visitor: Visitor) -> dict[str, object]:
    """Return all that a reader sees of a view."""
    page = visitor.page
    return {
        "events": visitor.events_shown(),
        "range": visitor.range(),
        "search": page.get_by_label("Search the sentences").input_value(),
        "filters": page.get_by_role("button", name=re.compile("^Filters")).inner_text(),
        "map": visitor.in_map(
            """() => { const map = window.map, at = map.getCenter();
                return { zoom: map.getZoom(), lat: at.lat, lng: at.lng }; }"""
        ),
        "scene": visitor.in_map(
            """() => {
                const { heat, mentions, area, line, selected, total } = window.map._dateline.scene;
                return { heat, mentions, area, line, selected, total };
            }"""
        ),
        "evidence": page.locator("section.evidence").inner_text(),
        "speed": page.get_by_role("button", name=re.compile("^Speed")).inner_text(),
        "locked": page.get_by_role("button", name="Lock start").get_attribute("aria-pressed"),
    }


def assert_same(other: Visitor, visitor: Visitor) -> None:
    """Compare two pages; the middle of a map is told to a pixel."""
    there, here = state(other), state(visitor)
    assert there.pop("map") == pytest.approx(here.pop("map"), abs=0.004)
    assert there == here


def copied(visitor: Visitor, button: str, said: str) -> str:
    visitor.page.get_by_role("button", name=button).click()
    visitor.page.get_by_text(said).wait_for()
    return visitor.page.evaluate("navigator.clipboard.readText()")


def test_a_link_opens_the_same_at_a_stranger(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?map=32,35.5,8")
    page = visitor.page
    visitor.search("killed")
    page.mouse.click(*visitor.spot("Many"))
    page.get_by_text("1 of 4 events at Many").wait_for()
    page.get_by_role("button", name="Next").last.click()
    page.get_by_text("2 of 4 events at Many").wait_for()
    page.get_by_role("button", name="Filters").click()
    before = visitor.stamp()
    page.get_by_role("button", name="All places named").click()
    visitor.wait_for_scene(before)
    page.get_by_label("Killed, at least").fill("2")
    page.keyboard.press("Enter")
    visitor.wait_for_events(11)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Lock start").click()
    page.get_by_role("button", name="Speed: 2 steps a second").click()
    handle = visitor.handle("Last")
    handle.focus()
    handle.press("ArrowLeft")
    visitor.wait_for_range(0, 11)
    visitor.wait_for_events(10)
    visitor.in_map("() => window.map.setView([32.1, 35.8], 9, { animate: false })")
    page.wait_for_url(lambda url: "map=32.1%2C35.8%2C9" in url and "speed=4" in url)
    link = copied(visitor, "Copy link", "Link copied")
    assert link == page.url
    for key in ("q", "to", "event", "at", "deaths", "layer", "map", "lock", "speed", "data"):
        assert re.search(rf"[?&]{key}=", link), key
    other = visit(signs, link.removeprefix(signs).lstrip("/"))
    other.page.get_by_text("2 of 3 events at Many").wait_for()
    assert_same(other, visitor)


@pytest.mark.parametrize("query", ["box=33.5,30.5,37.5,31.5", "area=30.5,33.5,30.5,37.5,31.5,35.5"])
def test_a_drawn_area_is_in_the_link(visit: Visit, signs: str, query: str) -> None:
    first = visit(signs, f"?{query}&layer=heat&sort=-deaths&how=asserted&sure=firm")
    link = copied(first, "Copy link", "Link copied")
    again = visit(signs, link.removeprefix(signs).lstrip("/"))
    assert_same(again, first)
    assert first.events_shown() < 13


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?from=<script>&deaths=many", "could not be read: first day and number of deaths"),
        ("?zzz=1", "settings that this version does not know"),
        ("?event=nothing", "selected event is not in these data"),
        ("?at=nowhere", "selected place is not in these data"),
        ("?who=Nobody", "Some actors of the link are not in these data"),
        ("?to=1900-01-01", "dates lie outside these data"),
        ("?layer=heat,moon", "A part of the link's layers is left out"),
        ("?sort=type&data=0123456789ab", "made on other data"),
    ],
)
def test_a_bad_or_old_link_gives_a_page_and_says_what_it_dropped(
    visit: Visit, signs: str, query: str, said: str
) -> None:
    visitor = visit(signs, query)
    page = visitor.page
    notice = page.get_by_text(said)
    notice.wait_for()
    assert visitor.events_shown() == 13
    for words in ("<script>", "nothing", "moon"):
        assert words not in page.inner_text("[data-testid=stAlert]")
    page.get_by_role("button", name="Dismiss").click()
    notice.wait_for(state="hidden")


def test_with_a_notice_the_slider_stays_on_the_first_screen(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?zzz=1", viewport={"width": 1440, "height": 900})
    visitor.page.get_by_text("does not know").wait_for()
    axis = visitor.page.locator("canvas[data-part=bars]").bounding_box()
    assert axis["y"] + axis["height"] <= 900


def test_back_leads_to_the_view_before(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?map=32,35.5,8")
    page = visitor.page
    # the map first says where it stands, to whole pixels: a step of its own
    page.wait_for_url(re.compile("data="))
    visitor.search("Many")
    page.wait_for_url(re.compile("q=Many"))
    visitor.wait_for_events(4)
    page.go_back()
    visitor.wait_for_events(13)
    assert page.get_by_label("Search the sentences").input_value() == ""
    page.go_forward()
    visitor.wait_for_events(4)


def test_embedded_it_is_map_and_slider_alone(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?embed=true&q=Many")
    page = visitor.page
    visitor.handle("First").wait_for()
    assert page.get_by_role("tab").count() == 0
    for name in ("Filters", "Reset", "Copy link", "Export", "Own reports"):
        assert page.get_by_role("button", name=name).count() == 0
    before = visitor.stamp()
    visitor.handle("First").focus()
    visitor.handle("First").press("End")
    visitor.wait_for_scene(before)


def test_the_embed_snippet_works_in_another_page(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?q=Many&map=32,36.2,9")
    snippet = copied(visitor, "Copy embed", "Embed snippet copied")
    source = html.unescape(re.search(r'src="([^"]+)"', snippet).group(1))
    assert source.startswith(signs) and "embed=true" in source and "q=Many" in source
    # A page of somebody else's: the same browser, another origin.
    page = visitor.page
    page.set_content(f"<h1>Somebody's page</h1>{snippet}")
    frame = page.frame_locator("iframe").first
    frame.get_by_role("slider", name="First day shown").wait_for()
    frame.frame_locator(MAP).locator("html[data-stamp]").wait_for()
    assert page.locator("iframe").get_attribute("title") == "Dateline: map of reported events"


def test_a_link_of_the_old_data_says_so_on_new_data(
    visit: Visit, signs: str, single_day: str
) -> None:
    visitor = visit(signs, "?map=32,35.5,8")
    visitor.search("Many")
    visitor.page.wait_for_url(re.compile("data="))
    query = visitor.page.url.removeprefix(signs).lstrip("/")
    other = visit(single_day, query)
    other.page.get_by_text("made on other data").wait_for()


def test_two_visitors_do_not_move_each_other(visit: Visit, signs: str) -> None:
    first, second = visit(signs), visit(signs)
    first.search("Many")
    first.wait_for_events(4)
    assert second.events_shown() == 13


def test_the_page_works_under_another_path(tmp_path, browser) -> None:
    signs_store().save(tmp_path / "store")
    with serving(
        "--store", str(tmp_path / "store"), STREAMLIT_SERVER_BASE_URL_PATH="maps/gaza"
    ) as address:
        visitor = Visitor(browser, f"{address}/maps/gaza")
        visitor.open("?q=Many")
        visitor.wait_for_events(4)
        visitor.handle("First").wait_for()
        visitor.page.get_by_role("tab", name="List").click()
        visitor.page.locator("tbody tr").first.wait_for()
        visitor.close()
