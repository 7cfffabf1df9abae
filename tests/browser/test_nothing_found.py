"""Where nothing is found the page says why, shows where the rest is, and leads out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]

NOTHING = "Nothing is left on the map."


def hidden(visitor: Visitor) -> int:
    """Return how many hidden places lie in the picture."""
    return visitor.in_map(
        """() => window.map._dateline.scene.marks.filter(mark => mark.kind === "hidden"
            && window.map.getBounds().contains([mark.lat, mark.lon])).length"""
    )


@pytest.mark.parametrize(
    ("query", "advice", "events"),
    [
        ("?q=zzzz", "Leave out the search", 13),
        ("?deaths=500", "Leave out the number killed", 13),
        ("?box=30,25,31,26", "Leave out the drawn area", 13),
        ("?area=25,30,26,30,26,31", "Leave out the drawn area", 13),
        ("?from=2024-03-02&to=2024-03-02&how=claimed", "Leave out the status", 1),
        ("?q=zzzz&deaths=500", "Leave out all filters", 13),
    ],
)
def test_the_filter_to_loosen_is_named_and_loosened(
    visit: Visit, signs: str, query: str, advice: str, events: int
) -> None:
    visitor = visit(signs, query)
    visitor.wait_for_events(0)
    notice = visitor.map.locator(".dateline-notice")
    notice.get_by_text(NOTHING).wait_for()
    assert hidden(visitor) >= 1, "the map shows where the events are"
    noun = "event" if events == 1 else "events"
    label = f"{advice}: {events} {noun}"
    visitor.page.get_by_role("button", name=label).wait_for()
    notice.get_by_role("button", name=label).click()
    visitor.wait_for_events(events)
    notice.wait_for(state="hidden")
    assert hidden(visitor) == 0
    assert visitor.page.get_by_text(NOTHING).count() == 0


def test_an_area_over_empty_land_is_shown_together_with_the_events(
    visit: Visit, signs: str
) -> None:
    visitor = visit(signs, "?box=30,25,31,26")
    visitor.map.locator(".dateline-notice").get_by_text(NOTHING).wait_for()
    inside = visitor.in_map(
        "() => window.map.getBounds().contains([[25, 30], [26, 31]]) && window.map.getZoom()"
    )
    assert inside, "the drawn area is in the picture"
    assert hidden(visitor) == 10


def test_on_a_phone_and_in_a_frame_the_map_itself_says_it(visit: Visit, signs: str) -> None:
    phone = visit(signs, "?q=zzzz", **PHONE)
    notice = phone.map.locator(".dateline-notice")
    box = notice.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] + box["height"] < 560
    notice.get_by_role("button").tap()
    phone.wait_for_events(13)
    frame = visit(signs, "?embed=true&q=zzzz")
    before = frame.stamp()
    frame.map.get_by_role("button", name="Leave out the search").click()
    frame.wait_for_scene(before)
    assert "q=" not in frame.page.url


def test_reset_leads_back_to_everything(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?q=zzzz&how=claimed&deaths=3&layer=heat&event=e-3&map=31,37,11")
    visitor.wait_for_events(0)
    visitor.page.get_by_role("button", name="Reset").click()
    visitor.wait_for_events(13)
    for key in ("q=", "how=", "deaths=", "event=", "from="):
        assert key not in visitor.page.url
    visitor.wait_in_map("() => window.map.getZoom() < 10")
    assert visitor.page.get_by_label("Search the sentences").input_value() == ""
    visitor.has(visitor.page.get_by_role("button", name="Reset"), "disabled", "")


def test_an_empty_corpus_says_so_on_the_map_and_beside_it(visit: Visit, empty: str) -> None:
    for query in ("", "?embed=true"):
        visitor = visit(empty, query)
        visitor.map.get_by_text("No report was found").wait_for()
        assert not visitor.map.locator(".dateline-notice button").is_visible()
