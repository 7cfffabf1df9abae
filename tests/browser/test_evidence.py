"""Evidence can be questioned: its surroundings, its rivals, and what is exported of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from sample_hostile import told
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
    resolution = replace(mention.resolution, candidates=candidates)
    return replace(parsed, mentions=(replace(mention, resolution=resolution),))


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
    mention = replace(
        first.mentions[0], start=first.mentions[0].start + moved, end=first.mentions[0].end + moved
    )
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


def test_every_format_is_exported_with_hostile_text_inside(visit: Visit, two_reports: str) -> None:
    visitor = visit(two_reports)
    page = visitor.page
    page.get_by_role("button", name="Export", exact=True).click()
    starts = {
        "GeoJSON": b"{",
        "CSV": b"",
        "GeoParquet": b"PAR1",
        "GeoPackage": b"SQLite format 3",
        "KML": b"<?xml",
        "HTML map": b"<!",
    }
    for label, start in starts.items():
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Export {label}").click()
        data = download.value.path().read_bytes()
        assert data.lower().startswith(start.lower()), label
        if label == "GeoJSON":
            assert len(json.loads(data)["features"]) == 2
