"""Time: the histogram, its range by mouse and by keyboard, quick ranges and play."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date

import pytest
from visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]

LAST = 197
"""The last day of the seeds' axis, counted from its first: 7 October 2023 to 21 April 2024."""


def bars(visitor: Visitor):
    return visitor.page.locator("canvas[data-part=bars]")


def at_share(visitor: Visitor, share: float, high: float = 20) -> tuple[float, float]:
    """Return where on the page a share of the axis is."""
    bars(visitor).scroll_into_view_if_needed()
    box = bars(visitor).bounding_box()
    return box["x"] + box["width"] * share, box["y"] + high


def drag(visitor: Visitor, *points: tuple[float, float]) -> None:
    mouse = visitor.page.mouse
    mouse.move(*points[0])
    mouse.down()
    for point in points[1:]:
        mouse.move(*point, steps=5)
    mouse.up()


def press(visitor: Visitor, which: str, key: str) -> None:
    visitor.handle(which).focus()
    visitor.handle(which).press(key)


def button(visitor: Visitor, name: str):
    return visitor.page.get_by_role("button", name=name, exact=True)


def test_arrows_move_a_handle_by_a_day_and_farther_with_other_keys(
    visit: Visit, seeds: str
) -> None:
    visitor = visit(seeds)
    visitor.wait_for_range(0, LAST)
    for key, first in [
        ("ArrowRight", 1),
        ("ArrowUp", 2),
        ("ArrowLeft", 1),
        ("ArrowDown", 0),
        ("ArrowLeft", 0),
        ("Shift+ArrowRight", 7),
        ("PageUp", 37),
        ("PageDown", 7),
        ("End", LAST),
        ("Home", 0),
    ]:
        press(visitor, "First", key)
        visitor.wait_for_range(first, LAST)
    press(visitor, "Last", "PageDown")
    visitor.wait_for_range(0, LAST - 30)
    press(visitor, "First", "End")
    visitor.wait_for_range(LAST - 30, LAST - 30)
    assert visitor.handle("First").get_attribute("aria-valuetext") == "22 Mar 2024"
    visitor.page.wait_for_url(re.compile("from=2024-03-22&to=2024-03-22"))


def test_last_days_and_all_stand_one_click_away(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds)
    everything = visitor.events_shown()
    for name, first in (("Last 7 days", LAST - 6), ("30 days", LAST - 29), ("All", 0)):
        before = visitor.stamp()
        button(visitor, name).click()
        visitor.wait_for_range(first, LAST)
        visitor.wait_for_scene(before)
    visitor.wait_for_events(everything)
    assert "from=" not in visitor.page.url


def test_steps_move_the_range_back_and_forward_and_stop_at_the_ends(
    visit: Visit, seeds: str
) -> None:
    visitor = visit(seeds)
    button(visitor, "Last 7 days").click()
    visitor.wait_for_range(LAST - 6, LAST)
    button(visitor, "One step back").click()
    visitor.wait_for_range(LAST - 13, LAST - 7)
    button(visitor, "One step forward").click()
    visitor.wait_for_range(LAST - 6, LAST)
    button(visitor, "One step forward").click()
    visitor.wait_for_range(LAST - 6, LAST)
    button(visitor, "All").click()
    visitor.wait_for_range(0, LAST)
    button(visitor, "One step forward").click()
    visitor.wait_for_range(0, 6)


def test_a_locked_start_keeps_the_first_day_while_the_range_grows(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds, "?from=2024-03-01&to=2024-03-31")
    visitor.wait_for_range(146, 176)
    button(visitor, "Lock start").click()
    visitor.page.wait_for_url(re.compile("lock=1"))
    button(visitor, "One step forward").click()
    visitor.wait_for_range(146, 183)
    button(visitor, "One step back").click()
    visitor.wait_for_range(146, 176)
    button(visitor, "Play").click()
    visitor.wait_for_range(146, LAST)
    button(visitor, "Play").wait_for()
    again = visit(seeds, f"?{visitor.page.url.partition('?')[2]}")
    again.wait_for_range(146, LAST)
    visitor.has(button(again, "Lock start"), "aria-pressed", "true")


def test_play_moves_on_pauses_and_stops_at_the_end(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds, "?from=2024-03-01&to=2024-03-07&speed=1")
    visitor.wait_for_range(146, 152)
    button(visitor, "Play").click()
    button(visitor, "Pause").wait_for()
    visitor.wait_for_range(153, 159)
    button(visitor, "Pause").click()
    button(visitor, "Play").wait_for()
    paused = visitor.range()
    button(visitor, "One step forward").click()
    visitor.wait_for_range(paused[0] + 7, paused[1] + 7)
    button(visitor, "Speed: 1 steps a second").click()
    button(visitor, "Play").click()
    visitor.wait_for_range(LAST - 6, LAST)
    button(visitor, "Play").wait_for()


def test_speed_is_chosen_kept_in_the_link_and_felt(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds, "?from=2024-01-01&to=2024-01-07")
    visitor.wait_for_range(86, 92)
    for speed, after in ((2, 4), (4, 8)):
        button(visitor, f"Speed: {speed} steps a second").click()
        button(visitor, f"Speed: {after} steps a second").wait_for()
    visitor.page.wait_for_url(re.compile("speed=8"))
    began = time.monotonic()
    button(visitor, "Play").click()
    visitor.wait_for_range(LAST - 6, LAST)
    quick = (time.monotonic() - began) / 15
    button(visitor, "Speed: 8 steps a second").click()
    button(visitor, "Speed: 1 steps a second").wait_for()
    again = visit(seeds, "?from=2024-03-18&to=2024-03-24&speed=1")
    button(again, "Speed: 1 steps a second").wait_for()
    again.wait_for_range(163, 169)
    began = time.monotonic()
    button(again, "Play").click()
    again.wait_for_range(LAST - 6, LAST)
    slow = (time.monotonic() - began) / 4
    assert slow >= 1, "one step a second"
    assert quick < slow


def test_a_link_never_starts_to_play(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds, "?from=2024-01-01&to=2024-01-07&play=1")
    visitor.page.get_by_text("this version does not know").wait_for()
    button(visitor, "Play").wait_for()
    visitor.wait_for_range(86, 92)


def test_the_range_is_brushed_dragged_clicked_and_let_go(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds)
    drag(visitor, at_share(visitor, 0.5), at_share(visitor, 0.6), at_share(visitor, 0.8))
    visitor.wait_for_range(99, 158)
    drag(visitor, at_share(visitor, 0.6), at_share(visitor, 0.65), at_share(visitor, 0.7))
    first, last = visitor.range()
    assert last - first == 59 and 115 <= first <= 122
    handle = visitor.handle("First").bounding_box()
    grip = (handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    drag(visitor, grip, (grip[0] + 30, grip[1]), (grip[0] + 80, grip[1]))
    assert visitor.range()[0] > first and visitor.range()[1] == last
    visitor.page.mouse.click(*at_share(visitor, 0.2))
    visitor.wait_for_range(37, 43)  # the week from Monday, 13 November
    visitor.page.mouse.dblclick(*at_share(visitor, 0.9))
    visitor.wait_for_range(0, LAST)
    visitor.page.wait_for_url(lambda url: "from=" not in url)


def test_on_a_phone_a_finger_moves_a_handle(visit: Visit, seeds: str) -> None:
    from visitor import PHONE

    visitor = visit(seeds, **PHONE)
    box = visitor.handle("First").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = visitor.context.new_cdp_session(visitor.page)
    for kind, points in (
        ("touchStart", [{"x": x, "y": y}]),
        ("touchMove", [{"x": x + 60, "y": y}]),
        ("touchMove", [{"x": x + 120, "y": y}]),
        ("touchEnd", []),
    ):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    visitor.page.wait_for_url(re.compile("from=2023-1[12]"))
    assert visitor.range()[0] > 30


def colours(visitor: Visitor, left: float, right: float) -> dict[str, int]:
    """Return how many pixels of the histogram have each opaque colour between two shares of it."""
    return bars(visitor).evaluate(
        """(canvas, [left, right]) => {
            const x = Math.floor(canvas.width * left), high = canvas.height - 24;
            const wide = Math.floor(canvas.width * right) - x;
            const data = canvas.getContext("2d").getImageData(x, 0, wide, high).data;
            const hex = value => value.toString(16).padStart(2, "0"), found = {};
            for (let i = 0; i < data.length; i += 4) {
                if (data[i + 3] < 250) continue;
                const colour = "#" + hex(data[i]) + hex(data[i + 1]) + hex(data[i + 2]);
                found[colour] = (found[colour] || 0) + 1;
            }
            return found;
        }""",
        [left, right],
    )


def test_bars_are_stacked_by_type_and_the_chosen_range_stands_out(visit: Visit, seeds: str) -> None:
    from geo.draw import FAMILIES

    visitor = visit(seeds)
    drawn = colours(visitor, 0, 1)
    assert {family.light for family in FAMILIES if drawn.get(family.light, 0) > 20} >= {
        "#b23a24",
        "#94660a",
        "#86307a",
    }
    press(visitor, "First", "PageUp")
    press(visitor, "First", "PageUp")
    press(visitor, "First", "PageUp")
    visitor.wait_for_range(90, LAST)
    chosen = {family.light for family in FAMILIES}
    assert not chosen & set(colours(visitor, 0.01, 0.40)), "what isn't chosen is pale"
    assert chosen & set(colours(visitor, 0.47, 0.99))


def test_the_histogram_obeys_every_filter_but_the_dates(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds)
    label = bars(visitor).get_attribute("aria-label")
    assert re.fullmatch(r"Events by week; at most \d+ in one week", label)
    press(visitor, "First", "PageUp")
    visitor.wait_for_range(30, LAST)
    assert bars(visitor).get_attribute("aria-label") == label
    visitor.search("hospital")
    visitor.has(bars(visitor), "aria-label", re.compile(f"^(?!{label}$)"))


def test_a_bar_says_its_days_and_what_it_holds(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds)
    visitor.page.mouse.move(*at_share(visitor, 0.85))
    tip = visitor.page.locator("[data-part=tip]")
    tip.wait_for()
    assert re.fullmatch(
        r"18 Mar – 24 Mar 2024: \d+ events \((Strikes|Fighting|Harm|Diplomacy).*\d\)",
        tip.inner_text(),
    )


@pytest.mark.parametrize(
    ("corpus", "unit"),
    [("single_day", "day"), ("seeds", "week"), ("million", "week"), ("years", "month")],
)
def test_the_span_chooses_days_weeks_or_months(
    visit: Visit, corpus: str, unit: str, request: pytest.FixtureRequest
) -> None:
    visitor = visit(request.getfixturevalue(corpus))
    visitor.has(bars(visitor), "aria-label", re.compile(f"^Events by {unit};"))


def test_a_click_on_the_bar_of_a_month_shows_that_month(visit: Visit, years: str) -> None:
    visitor = visit(years)
    first = date(2019, 3, 24)
    visitor.wait_for_range(0, (date(2024, 3, 24) - first).days)
    visitor.page.mouse.click(*at_share(visitor, 0.5))  # 22 September 2021
    visitor.wait_for_range((date(2021, 9, 1) - first).days, (date(2021, 9, 30) - first).days)
