"""Every filter says beforehand how many events it would keep, and keeps so many."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]


def kept(visitor: Visitor, n: int) -> None:
    """Wait until the events on the map and beside it are ``n`` together."""
    visitor.page.wait_for_function(
        """n => {
            const said = [...document.querySelectorAll("ul.figures strong")]
                .map(one => +one.textContent.replaceAll(",", ""));
            return said.length === 3 && said[0] + said[2] === n;
        }""",
        arg=n,
    )


def says(visitor: Visitor, active: int) -> None:
    """Wait until the menu's button says how many filters are active."""
    visitor.page.wait_for_function(
        """active => {
            const label = document.querySelector(".st-key-filters [data-testid=stPopoverButton] p");
            return getComputedStyle(label, "::after").content === `" (${active})"`;
        }""",
        arg=active,
    )


def open_menu(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name=re.compile("^Filters")).click()
    visitor.page.get_by_text("Where, with all inside").wait_for()


def choose(visitor: Visitor, name: str) -> tuple[str, int]:
    """Take the first choice of a filter and return it with the count beside it."""
    visitor.page.get_by_role("combobox", name=name).click()
    option = visitor.page.get_by_role("option", name=re.compile(r"\([\d,]+\)$")).first
    option.wait_for()
    label, count = re.fullmatch(r"(.+) \(([\d,]+)\)", option.inner_text()).groups()
    option.click()
    return label, int(count.replace(",", ""))


FILTERS = [
    ("What", "type"),
    ("Status", "how"),
    ("Where, with all inside", "in"),
    ("Actor", "who"),
    ("Source", "source"),
    ("Confidence", "sure"),
]


@pytest.mark.parametrize(("name", "key"), FILTERS, ids=[key for _, key in FILTERS])
def test_a_choice_keeps_as_many_events_as_it_says(
    visit: Visit, seeds: str, name: str, key: str
) -> None:
    visitor = visit(seeds)
    open_menu(visitor)
    _, count = choose(visitor, name)
    kept(visitor, count)
    visitor.page.wait_for_url(re.compile(f"[?&]{key}="))
    says(visitor, 1)


def test_a_region_holds_what_lies_inside(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds)
    open_menu(visitor)
    choose(visitor, "Where, with all inside")
    visitor.page.wait_for_url(re.compile("[?&]in="))
    places = "() => window.map._dateline.scene.marks.filter(m => m.kind === 'place').length"
    assert visitor.in_map(places) > 3


def test_choices_obey_the_other_filters(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds)
    open_menu(visitor)
    _, before = choose(visitor, "What")
    kept(visitor, before)
    visitor.page.keyboard.press("Escape")  # closes the choices
    _, after = choose(visitor, "Confidence")  # the menu has stayed open
    assert after < before
    kept(visitor, after)
    says(visitor, 2)


def test_the_number_killed_and_the_days_filter(visit: Visit, signs: str) -> None:
    visitor = visit(signs)
    open_menu(visitor)
    visitor.page.get_by_label("Killed, at least").fill("10")
    visitor.page.keyboard.press("Enter")
    visitor.wait_for_events(4)
    visitor.page.wait_for_url(re.compile("deaths=10"))
    says(visitor, 1)
    visitor.page.get_by_text("Days", exact=True).wait_for()
    visitor.page.keyboard.press("Escape")
    days = visit(signs, "?from=2024-03-03&to=2024-03-05")
    days.wait_for_events(3)
    open_menu(days)
    filled = days.page.locator("[data-testid=stDateInput]").inner_text()
    assert re.sub(r"\D", "", filled).startswith("20240303")
