"""The list of the events in view: it mirrors the map, is sorted both ways, and is read by keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]


def open_list(visitor: Visitor) -> None:
    visitor.page.get_by_role("tab", name="List").click()
    visitor.page.locator("tbody tr").first.wait_for()


def column(visitor: Visitor, number: int) -> list[str]:
    """Return a column's words, the small ones beneath left out."""
    return visitor.page.locator("tbody tr").evaluate_all(
        """(rows, number) => rows.map(row => {
            const cell = row.cells[number].cloneNode(true);
            cell.querySelectorAll("small").forEach(small => small.remove());
            return cell.textContent.trim();
        })""",
        number,
    )


def first_day(words: str) -> datetime:
    """Return the first day of an interval such as ``29 Feb – 1 Mar 2024``."""
    day, month, year = re.match(r"(\d+)(?:–\d+)? (\w+)(?: – \d+ \w+)? (\d{4})", words).groups()
    return datetime.strptime(f"{day} {month} {year}", "%d %b %Y")


def least(words: str) -> int:
    return int(re.sub(r"\D", "", words.partition(" to ")[0]) or -1)


COLUMNS = [("When", first_day), ("What", str), ("Where", str), ("Killed", least)]


@pytest.mark.parametrize(("name", "key"), COLUMNS, ids=[name for name, _ in COLUMNS])
def test_each_column_is_sorted_both_ways(visit: Visit, signs: str, name: str, key) -> None:
    visitor = visit(signs)
    open_list(visitor)
    head = visitor.page.locator("th", has=visitor.page.get_by_role("button", name=name))
    number = [name for name, _ in COLUMNS].index(name)
    seen = set()
    for _ in range(2):
        head.get_by_role("button").click()
        way = "ascending" if "ascending" not in seen else "descending"
        if not seen and name in ("When", "Killed"):
            way = "descending"
        visitor.has(head, "aria-sort", way)
        values = [key(words) for words in column(visitor, number)]
        assert len(values) == 13
        assert values == sorted(values, reverse=way == "descending")
        seen.add(way)
    assert seen == {"ascending", "descending"}
    others = visitor.page.locator("th[aria-sort=none]")
    assert others.count() == 3


def test_the_order_is_in_the_link(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?sort=-place")
    open_list(visitor)
    places = column(visitor, 2)
    assert places == sorted(places, reverse=True)


def test_the_list_mirrors_the_map(visit: Visit, signs: str) -> None:
    visitor = visit(signs)
    open_list(visitor)

    def on_map() -> dict[str, int]:
        return visitor.in_map(
            """() => Object.fromEntries(window.map._dateline.scene.marks
                .filter(mark => mark.kind === "place").map(mark => [mark.name, mark.n]))"""
        )

    def listed() -> dict[str, int]:
        names = column(visitor, 2)
        return {name: names.count(name) for name in names}

    assert on_map() == listed()
    visitor.search("Many")
    visitor.page.locator("tbody tr").nth(4).wait_for(state="detached")
    assert on_map() == listed() == {"Many": 4}


def test_the_list_is_paged_and_used_with_the_keyboard_alone(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds)
    page = visitor.page
    open_list(visitor)
    assert page.locator("tbody tr").count() == 25
    first = column(visitor, 0)
    turn = page.get_by_role("navigation", name="Pages of the list").get_by_role(
        "button", name="Next"
    )
    turn.focus()
    page.keyboard.press("Enter")
    page.get_by_text("2 of 4", exact=True).wait_for()
    assert column(visitor, 0) != first
    head = page.get_by_role("columnheader", name="Killed").get_by_role("button")
    head.focus()
    page.keyboard.press("Space")
    page.locator("th[aria-sort=descending]").wait_for()
    page.get_by_text("1 of 4", exact=True).wait_for()
    row = page.locator("tbody tr button").nth(2)
    wanted = page.locator("tbody tr").nth(2).locator("td").nth(2).inner_text().split("\n")[0]
    row.focus()
    page.keyboard.press("Enter")
    page.locator("section.evidence blockquote mark.trigger").first.wait_for()
    assert wanted in page.locator("section.evidence h2").inner_text()
    page.get_by_role("tab", name="List").click()
    chosen = page.locator("tbody tr[data-chosen=true]")
    chosen.wait_for()
    assert chosen.locator("button").get_attribute("aria-current") == "true"


def test_what_stands_beside_the_map_is_listed_with_its_reason(visit: Visit, signs: str) -> None:
    visitor = visit(signs)
    visitor.page.get_by_role("tab", name="Beside the map").click()
    visitor.page.get_by_text("Listed, never pinned:").wait_for()
    visitor.page.get_by_text("1 denied by the army").wait_for()
    row = visitor.page.locator("tbody tr")
    row.wait_for()
    assert "denied" in row.inner_text()
    pages = visitor.page.get_by_role("navigation", name="Pages of the list", include_hidden=True)
    assert pages.is_hidden(), "there is one page only"
    row.get_by_role("button").click()
    card = visitor.page.locator("section.evidence")
    card.locator("blockquote mark.trigger").wait_for()
    assert "Why not on the map" in card.inner_text()


def test_a_click_on_the_map_brings_the_evidence_to_the_front(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?map=32,35.5,8")
    open_list(visitor)
    visitor.page.mouse.click(*visitor.spot("Solid"))
    visitor.page.locator("section.evidence blockquote").wait_for()
    tab = visitor.page.get_by_role("tab", name="Evidence")
    visitor.has(tab, "aria-selected", "true")
