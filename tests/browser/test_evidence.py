"""Evidence can be questioned: its surroundings, its rivals, and what is exported of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from sample_hostile import told
from sample_signs import ARABIC
from visitor import Visitor, serving

from geo.model import Candidate, Mention, Parsed
from geo.store import Store

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]


def with_rival(parsed: Parsed) -> Parsed:
    """Return the report with a second place that its name could have meant."""
    mention: Mention = parsed.mentions[0]
    place = mention.resolution.place
    assert place is not None
    candidates = (
        Candidate(id=place.id, name=place.name, lat=place.lat, lon=place.lon, score=0.8),
        Candidate(id="local:other", name="Another one", lat=31.6, lon=34.6, score=0.1),
    )
    resolution = mention.resolution._replace(candidates=candidates)
    return replace(parsed, mentions=(mention.resolved(resolution),))


@pytest.fixture(scope="module")
def two_reports(browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("two") / "store"
    first, second = told(date(2024, 3, 24)), told(date(2024, 3, 26))
    text = f"A first paragraph.\n\n{first.report.text} A second sentence follows.\n\nThe end."
    moved = len("A first paragraph.\n\n")
    event = first.events[0]
    shifted = replace(
        event,
        **{
            name: getattr(event, name) + moved
            for name in ("sentence_start", "sentence_end", "trigger_start", "trigger_end")
        },
        cluster_id="c",
    )
    mention = first.mentions[0]
    mention = mention.but(start=mention.start + moved, end=mention.end + moved)
    parsed = Parsed(report=replace(first.report, text=text), mentions=(mention,), events=(shifted,))
    other = replace(second, events=(replace(second.events[0], cluster_id="c"),))
    Store.from_parsed([with_rival(parsed), other]).save(folder)
    with serving("--store", str(folder)) as address:
        yield address


def test_context_rivals_and_other_reports_stand_one_click_away(
    visit: Visit, two_reports: str
) -> None:
    visitor = visit(two_reports, "?event=e-2024-03-24")
    page = visitor.page
    card = page.locator("section.evidence")
    card.locator("blockquote mark.trigger").wait_for()
    assert "second sentence" not in card.inner_text()
    page.get_by_text("More of the text").click()
    card.get_by_text("A second sentence follows.").wait_for()
    assert "Another one" in card.inner_text()
    assert "perhaps of the same happening" in card.inner_text()
    before = visitor.stamp()
    page.get_by_role("button", name="Another one").click()
    visitor.wait_for_scene(before)
    rivals = visitor.in_map("() => window.map._dateline.scene.rivals.map(rival => rival.name)")
    assert rivals == ["Another one"]


def test_the_pager_leads_through_the_events_of_a_place(visit: Visit, two_reports: str) -> None:
    visitor = visit(two_reports)
    page = visitor.page
    page.mouse.click(*visitor.spot("Khan Younis"))
    page.get_by_text("1 of 2 events at Khan Younis").wait_for()
    page.get_by_role("button", name="Next").last.click()
    page.get_by_text("2 of 2 events at Khan Younis").wait_for()
    assert "event=e-2024-03-26" in page.url


def test_each_part_of_the_sentence_is_marked_in_a_colour_of_its_own(
    visit: Visit, signs: str
) -> None:
    visitor = visit(signs, "?event=e-0&q=killed")
    card = visitor.page.locator("section.evidence")
    card.locator("blockquote mark.trigger").wait_for()
    said = {
        kind: card.locator(f"blockquote mark.{kind}").first.inner_text()
        for kind in ("trigger", "place", "count", "hit")
    }
    assert said == {"trigger": "Shelling", "place": "Solid", "count": "1 ", "hit": "killed"}
    colours = {
        card.locator(f"blockquote mark.{kind}").first.evaluate(
            "mark => getComputedStyle(mark).backgroundColor"
        )
        for kind in said
    }
    assert len(colours) == 4
    key = card.locator(".key").inner_text().split()
    assert key == ["Marked:", "what", "where", "how", "many", "search"]
    words = card.inner_text()
    for wanted in ("Why here", "the only one", "Why then", "stated in the text", "Also considered"):
        assert wanted in words
    report = card.get_by_role("link", name="Report 0")
    assert report.get_attribute("href") == "https://example.org/0"
    assert report.get_attribute("rel") == "noopener noreferrer"
    assert "Test agency, 1 March 2024" in words


def test_the_sentences_around_are_shown_on_demand_and_hidden_again(
    visit: Visit, signs: str
) -> None:
    visitor = visit(signs, "?event=e-0")
    quote = visitor.page.locator("section.evidence blockquote")
    quote.wait_for()
    around = visitor.page.get_by_text("More of the text")
    for shown in (True, False):
        around.click()
        line = quote.get_by_text("Here is a line before.")
        line.wait_for(state="visible" if shown else "detached")


def test_text_is_read_in_its_own_direction(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?event=e-7")
    quote = visitor.page.locator("section.evidence blockquote")
    quote.locator("mark.trigger").wait_for()
    assert ARABIC in quote.inner_text()
    assert quote.evaluate("quote => getComputedStyle(quote).direction") == "rtl"
    edge = quote.evaluate("quote => getComputedStyle(quote).borderRightWidth")
    assert edge == "3px", "the line stands where the text begins"
    assert quote.locator("mark.trigger").inner_text() == "قصفت"
    other = visit(signs, "?event=e-0").page.locator("section.evidence blockquote")
    other.wait_for()
    assert other.evaluate("quote => getComputedStyle(quote).direction") == "ltr"


@pytest.mark.parametrize(
    ("event", "badges"),
    [
        ("e-1", ["date not stated"]),
        ("e-2", ["planned"]),
        ("e-3", ["claimed"]),
        ("e-13", ["denied"]),
    ],
)
def test_what_is_uncertain_is_said_to_be(
    visit: Visit, signs: str, event: str, badges: list[str]
) -> None:
    visitor = visit(signs, f"?event={event}")
    card = visitor.page.locator("section.evidence")
    card.locator("blockquote").wait_for()
    assert card.locator(".badge").all_inner_texts() == badges


def test_an_event_that_the_filters_hide_says_so(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?event=e-0&q=Many")
    visitor.page.get_by_text("The filters hide this event").wait_for()
    visitor.page.locator("section.evidence blockquote").wait_for()


def test_rivals_are_shown_on_the_map_and_in_its_legend(visit: Visit, signs: str) -> None:
    visitor = visit(signs, "?event=e-0&map=32,35.5,8")
    before = visitor.stamp()
    visitor.page.get_by_role("button", name="Other place").click()
    visitor.wait_for_scene(before)
    visitor.wait_in_map("() => window.map.getBounds().contains([[31, 34], [32.5, 34]])")
    visitor.map.get_by_role("button", name="Legend").click()
    visitor.map.get_by_text("What else the name could mean").wait_for()
    before = visitor.stamp()
    visitor.page.get_by_role("button", name="Other place").click()
    visitor.wait_for_scene(before)
    assert visitor.in_map("() => window.map._dateline.scene.rivals || null") is None
