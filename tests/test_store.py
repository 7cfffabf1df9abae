"""The store answers a view, accounts for everything, and gives back the records it was given."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_events import LOSSES, PLACES, Atlas, many, sample_parsed, sample_store

from geo.atomic import Disk
from geo.errors import StoreError
from geo.model import Event, Parsed, Rejected
from geo.store import Store
from geo.store.advice import fit, loosen
from geo.store.keep import MANIFEST, alone, keep, load
from geo.store.merge import merge
from geo.store.search import find_hits, fold_text
from geo.store.tables import lay_out
from geo.view import FILTERS, SORTS, View

STORE = sample_store()
MANY = many(300)
MANY_STORE = sample_store(MANY)


def ids(store: Store, view: View, **more: object) -> set[str]:
    rows = store.rows(view, **more)  # type: ignore[arg-type]
    return {store.event_at(int(row)).id for row in rows}


@st.composite
def views(draw: st.DrawFn) -> View:
    days = st.none() | st.dates(date(2024, 1, 1), date(2024, 1, 28))
    return View(
        since=draw(days),
        until=draw(days),
        types=draw(st.lists(st.sampled_from(["shelling", "siege", "protest"]), max_size=2)),
        places=draw(st.lists(st.sampled_from(sorted(PLACES)), max_size=2)),
        actors=draw(st.sampled_from([(), ("Army",)])),
        sources=draw(st.sampled_from([(), ("S0",), ("S1", "S2")])),
        min_deaths=draw(st.integers(0, 6)),
        bbox=draw(
            st.none() | st.just((10.0, 0.0, 30.0, 40.0)) | st.just((170.0, 0.0, -170.0, 40.0))
        ),
        text=draw(st.sampled_from(["", "event 1", "TOWN"])),
    )


def keeps(view: View, event: Event, source: str, text: str) -> bool:
    """What a view keeps, said once more in the plainest way."""
    inside = {"t:town": ("t:town", "t:province", "t:land"), "t:port": ("t:port", "t:land")}
    lon = event.lon or 0.0
    return all(
        (
            view.since is None or (event.shown_end is not None and event.shown_end >= view.since),
            view.until is None
            or (event.shown_start is not None and event.shown_start <= view.until),
            not view.types or event.event_type in view.types,
            not view.places or set(view.places) & set(inside[event.place_id]),
            not view.actors or {event.actor1, event.actor2} & set(view.actors),
            not view.sources or source in view.sources,
            not view.min_deaths or (event.killed_low or -1) >= view.min_deaths,
            view.bbox is None
            or (event.on_map and ((lon < 30) if view.bbox[0] < view.bbox[2] else (lon > 170))),
            all(word in text.casefold() for word in view.text.casefold().split()),
        )
    )


@given(views())
@settings(max_examples=60, deadline=None)
def test_the_store_keeps_what_the_plainest_reading_keeps(view: View) -> None:
    wanted = {
        item.events[0].id
        for item in MANY
        if keeps(view, item.events[0], item.report.source, item.report.text)
    }
    assert ids(MANY_STORE, view) == wanted
    assert set(view.select(MANY_STORE.frame())["id"]) == wanted


@given(views())
@settings(max_examples=40, deadline=None)
def test_everything_is_accounted_for(view: View) -> None:
    sums = MANY_STORE.sums(view)
    spots = MANY_STORE.counts_by_place(view)
    assert sums.events == sums.on_map + sums.beside + sums.hidden == len(MANY)
    assert sums.found == sums.reports + sums.rejected
    assert int(spots.n.sum()) == sums.on_map == MANY_STORE.count(view, on_map=True)
    assert (spots.planned <= spots.n).all()
    assert (spots.hollow <= spots.n).all()


@given(views())
@settings(max_examples=40, deadline=None)
def test_a_facet_says_what_choosing_it_would_keep(view: View) -> None:
    for name, choices in MANY_STORE.facets(view).items():
        for choice in choices:
            change = {name: (choice.value,)}
            one = View(**{**asdict(view), **change})
            assert choice.n == MANY_STORE.count(one), (name, choice)


@given(views())
@settings(max_examples=20, deadline=None)
def test_a_bar_is_what_a_range_of_just_its_days_shows(view: View) -> None:
    bars = MANY_STORE.histogram(view, "week")
    for start, counts in zip(bars.starts, bars.counts, strict=True):
        end = date.fromordinal(start.toordinal() + 6)
        one = View(**{**asdict(view), "since": start, "until": end})
        assert counts.sum() == MANY_STORE.count(one, on_map=True)


@pytest.mark.parametrize("unit", ["day", "week", "month"])
def test_an_event_of_several_days_is_in_each_bucket_it_touches(unit: str) -> None:
    bars = STORE.histogram(View(), unit)  # type: ignore[arg-type]
    protests = dict(zip(bars.starts, bars.counts[:, bars.types.index("protest")], strict=True))
    assert sum(protests.values()) == {"day": 2, "week": 2, "month": 1}[unit]


def test_records_come_back_as_they_went_in() -> None:
    for parsed in sample_parsed():
        assert STORE.report(parsed.report.id) == parsed.report
        assert STORE.mentions_of(parsed.report.id) == parsed.mentions
        for event in parsed.events:
            assert STORE.event(event.id) == event
    assert STORE.rejected == LOSSES
    assert STORE.place("t:town") == PLACES["t:town"]


def test_what_is_not_there_is_none() -> None:
    assert STORE.event("none") is None
    assert STORE.report("none") is None
    assert STORE.place("none") is None
    assert STORE.rows(View(), spot="none").size == 0


def test_a_computed_point_is_a_spot_of_its_own() -> None:
    spots = STORE.counts_by_place(View())
    assert dict(zip(spots.ids, spots.n.tolist(), strict=True)) == {
        "t:port": 3,
        "t:town@10.51000,20.52000": 1,
        "t:town@10.60000,20.60000": 1,
    }
    assert ids(STORE, View(), spot="t:town@10.60000,20.60000") == {"e04"}
    assert ids(STORE, View(), spot="t:town") == {"e00", "e02", "e04"}


def test_nothing_off_the_map_has_a_spot() -> None:
    assert ids(STORE, View(), on_map=False) == {"e02", "e05", "e06"}
    assert ids(STORE, View(bbox=(-180, -90, 180, 90))) == {"e00", "e01", "e03", "e04", "f00"}


def test_a_box_and_a_drawn_area_cross_the_antimeridian() -> None:
    assert ids(STORE, View(bbox=(179, 0, -179, 20))) == {"e01", "e03", "f00"}
    area = [(0, 179.9), (20, 179.9), (20, -179.9), (0, -179.9)]
    assert ids(STORE, View(area=area)) == {"e01", "e03", "f00"}


def test_an_event_without_any_day_is_hidden_by_a_range_and_said() -> None:
    assert "f00" in ids(STORE, View())
    assert "f00" not in ids(STORE, View(since="1900-01-01"))


@pytest.mark.parametrize("sort", SORTS)
def test_pages_hold_everything_once(sort: str) -> None:
    pages = [STORE.page(View(), on_map=None, sort=sort, offset=n, limit=3) for n in (0, 3, 6)]
    found = [row["id"] for page in pages for row in page]
    assert sorted(found) == sorted(ids(STORE, View()))


def test_the_list_is_sorted() -> None:
    dates = [row["shown_start"] for row in STORE.page(View(), sort="date")]
    assert dates[:-1] == sorted(dates[:-1])
    assert dates[-1] is None
    assert STORE.page(View(), sort="-deaths")[0]["killed_low"] == 4


def test_far_days_do_not_stretch_the_time_shown() -> None:
    parsed = sample_parsed()
    event = parsed[0].events[4]
    for day in (date(1948, 1, 1), date(2099, 1, 1)):
        far = replace(event, id="far", shown_start=day, shown_end=day)
        store = sample_store([replace(parsed[0], events=(*parsed[0].events, far)), parsed[1]])
        first, last = store.span
        assert date(2023, 1, 1) < first <= last < date(2026, 1, 1)
        assert store.count(View()) == STORE.count(View()) + 1
        assert store.histogram(View()).counts.sum() <= STORE.histogram(View(), "week").counts.sum()
    assert STORE.span == (date(2024, 3, 3), date(2024, 3, 20))


def test_places_named_are_counted_by_the_days_and_sources_of_reports() -> None:
    named = STORE.named_places(View())
    assert (named.ids, named.n.tolist(), named.names) == (("t:town",), [1], ("Town",))
    assert len(STORE.named_places(View(sources=["Wire"], until="2024-03-12"))) == 1
    assert len(STORE.named_places(View(sources=["Other"]))) == 0
    assert len(STORE.named_places(View(since="2024-03-13"))) == 0
    assert len(Store.from_parsed([]).named_places(View(until="2024-03-13"))) == 0


@pytest.mark.parametrize("name", ["deaths", "place"])
def test_what_is_not_stated_stands_last_whichever_way_the_list_is_turned(name: str) -> None:
    key = {"deaths": "killed_low", "place": "place_name"}[name]
    turned = []
    for sort in (name, f"-{name}"):
        values = [row[key] for row in STORE.page(View(), on_map=None, sort=sort)]
        stated = [value for value in values if value not in (None, "")]
        assert len(stated) < len(values)
        assert values[: len(stated)] == stated
        turned.append(stated)
    assert turned[0] == sorted(turned[0]) and turned[1] == sorted(turned[1], reverse=True)


def test_why_events_stand_beside_the_map_is_counted() -> None:
    reasons = STORE.reasons_beside(View())
    assert dict(reasons)["no place"] == 1
    assert sum(n for _, n in reasons) == STORE.sums(View()).beside


def test_where_no_filter_alone_helps_all_of_them_are_loosened() -> None:
    view = View(types=["siege"], text="zzzz")
    assert loosen(STORE, view, on_map=True) == [(("types", "text"), STORE.sums(View()).on_map)]
    late = View(since="2030-01-01", until="2030-02-01")
    assert loosen(STORE, late) in (
        [(("until",), STORE.count(late.without("until")))],
        [(("since",), STORE.count(late.without("since")))],
        [(("since", "until"), STORE.count(View()))],
    )


def test_the_filter_to_loosen_is_named() -> None:
    view = View(types=["siege"], actors=["Army"])
    assert STORE.count(view) == 0
    assert loosen(STORE, view) == [(("types",), 2)]


def test_fault_55_a_link_made_on_other_data_says_what_it_drops() -> None:
    view = View(
        types=["siege"],
        actors=["Army", "Nobody"],
        event="gone",
        place="gone",
        since="2030-01-01",
        data="0" * 12,
    )
    fitted, notices = fit(STORE, view)
    assert fitted == View(actors=["Army"], data="0" * 12)
    assert len(notices) == 6
    assert fit(STORE, View(data=STORE.fingerprint)) == (View(data=STORE.fingerprint), ())


def test_others_of_the_same_happening_are_found() -> None:
    event = STORE.event("e00")
    assert event is not None
    assert [other.id for other in STORE.cluster_of(event)] == ["f00"]


def test_order_of_reports_does_not_matter() -> None:
    assert sample_store(MANY[::-1]).fingerprint == MANY_STORE.fingerprint


def test_forty_sessions_at_once_get_their_own_answers() -> None:
    asked = [View(types=[name], min_deaths=n) for name in ("shelling", "siege") for n in range(20)]
    fresh = sample_store(MANY)
    with ThreadPoolExecutor(40) as pool:
        found = list(pool.map(lambda view: ids(fresh, view), asked * 3))
    assert found == [ids(MANY_STORE, view) for view in asked] * 3


def test_masks_kept_are_bounded() -> None:
    store = sample_store(MANY)
    for number in range(200):
        store.count(View(min_deaths=number + 1))
    assert len(store.sieve.masks) <= 48


def test_a_saved_store_is_the_same_store(tmp_path: Path) -> None:
    STORE.save(tmp_path / "s")
    again = Store.open(tmp_path / "s")
    assert again.fingerprint == STORE.fingerprint
    assert again.event("e00") == STORE.event("e00")
    assert again.rejected == STORE.rejected
    assert again.sums(View()) == STORE.sums(View())
    assert again.facets(View()) == STORE.facets(View())


def test_a_store_is_geoparquet(tmp_path: Path) -> None:
    import geopandas as gpd

    STORE.save(tmp_path)
    (path,) = tmp_path.glob("events-*.parquet")
    frame = gpd.read_parquet(path)
    assert frame.crs.equals("EPSG:4326") or frame.crs.to_string() == "OGC:CRS84"
    assert int(frame.geometry.notna().sum()) == 5


def test_fault_46_a_damaged_store_is_said(tmp_path: Path) -> None:
    STORE.save(tmp_path)
    (path,) = tmp_path.glob("events-*.parquet")
    whole = path.read_bytes()
    for damaged in (whole[:-20], whole[:40] + b"\0" * 40 + whole[80:], b""):
        path.write_bytes(damaged)
        with pytest.raises(StoreError, match="damaged"):
            Store.open(tmp_path)
    path.unlink()
    with pytest.raises(StoreError, match="damaged"):
        Store.open(tmp_path)
    (tmp_path / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="damaged"):
        Store.open(tmp_path)


def test_fault_47_a_store_of_another_layout_is_not_read(tmp_path: Path) -> None:
    STORE.save(tmp_path)
    path = tmp_path / MANIFEST
    path.write_text(path.read_text(encoding="utf-8").replace('"layout": 1', '"layout": 0'))
    with pytest.raises(StoreError, match="layout 0"):
        Store.open(tmp_path)


def test_a_folder_without_a_store_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        Store.open(tmp_path)


class Failing(Disk):
    """Fails at the n-th replacement."""

    def __init__(self, at: int) -> None:
        self.left = at

    def replace(self, source: Path, target: Path) -> None:
        self.left -= 1
        if self.left == 0:
            raise OSError(28, "No space left on device")
        super().replace(source, target)


def test_whatever_fails_while_saving_the_old_store_stays(tmp_path: Path) -> None:
    keep(lay_out(many(10)), tmp_path)
    for at in range(1, 20):
        try:
            keep(lay_out(many(20)), tmp_path, disk=Failing(at))
        except StoreError as error:
            assert "No space left" in str(error)
            assert len(load(tmp_path).events) == 10
        else:
            break
    assert at > 2
    assert len(load(tmp_path).events) == 20


def test_two_runs_never_add_to_one_store_at_once(tmp_path: Path) -> None:
    store = tmp_path / "s"
    with alone(store), pytest.raises(StoreError, match="another run"), alone(store):
        pass
    with alone(tmp_path / "s"):
        pass


def test_older_states_are_removed_in_time(tmp_path: Path) -> None:
    for count in (10, 20, 30, 40):
        keep(lay_out(many(count)), tmp_path)
    assert len(list(tmp_path.glob("events-*.parquet"))) == 2
    assert len(load(tmp_path).events) == 40


def test_adding_in_parts_gives_what_one_run_gives() -> None:
    atlas = Atlas()
    whole = lay_out(MANY, atlas)  # type: ignore[arg-type]
    parts = merge(lay_out(MANY[150:], atlas), lay_out(MANY[:150], atlas), atlas)  # type: ignore[arg-type]
    for one, other in zip(whole, parts, strict=True):
        assert one.to_pylist() == other.to_pylist()


def test_a_changed_report_takes_the_place_of_the_old_one() -> None:
    old = lay_out(MANY[:10])
    new = lay_out([Parsed(report=MANY[3].report)])
    assert len(merge(old, new).events) == 9
    assert len(merge(old, new).reports) == 10


def test_a_loss_that_is_mended_is_forgotten() -> None:
    old = lay_out([], rejected=[*LOSSES, Rejected(path="d.txt", reason="no body", cure="write")])
    merged = merge(old, lay_out(MANY[:2]), seen=["c.txt"])
    assert merged.losses["path"].to_pylist() == ["d.txt"]


def test_an_empty_store_answers_everything() -> None:
    store = Store.from_parsed([])
    assert store.span == (date(1970, 1, 1), date(1970, 1, 1))
    assert len(store.counts_by_place(View())) == 0
    assert store.histogram(View()).counts.sum() == 0
    assert all(not choices for choices in store.facets(View()).values())
    assert store.page(View()) == []
    assert store.sums(View()).events == 0
    assert len(store.frame()) == 0
    assert store.attribution == ""


def test_search_ignores_case_accents_and_invisible_signs() -> None:
    text = "Khān Yūnis, Ra\u200dfah; مُسْتَشْفى"
    assert [text[s.start : s.end] for s in find_hits(text, "khan RAFAH")] == ["Khān", "Ra\u200dfah"]
    assert find_hits(text, "مستشفى")[0].end == len(text)
    assert find_hits(text, " ") == []
    assert fold_text("İSTANBUL") == "istanbul"


@given(st.text(max_size=60), st.text(max_size=8))
def test_hits_are_spans_of_the_text(text: str, query: str) -> None:
    last = 0
    for start, end in find_hits(text, query):
        assert last <= start < end <= len(text)
        last = end


def test_filters_are_fields_of_a_view() -> None:
    assert {name for name in FILTERS if hasattr(View(), name)} == set(FILTERS)
