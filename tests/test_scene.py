"""A scene accounts for every event on the map, in few bytes, whatever the zoom."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from sample_hostile import told

from benchmarks.synthetic import make_store
from geo.draw import CLAIMED, HOLLOW, PLANNED, Scene, script_json
from geo.scene import FINE, SPOTS_MOST, Window, bounds_of, compose, join
from geo.store import Store
from geo.view import View

WORLD = Window(zoom=2, bbox=(-180.0, -85.0, 180.0, 85.0))


@pytest.fixture(scope="module")
def many() -> Store:
    return make_store(20_000, places_used=4_000)


def column(steps: list[int], scale: int) -> np.ndarray:
    return np.cumsum(steps) / scale


def test_every_event_on_the_map_is_in_the_scene(many: Store) -> None:
    spots = many.counts_by_place(View())
    scene = compose(many, View(), spots, window=WORLD)
    assert sum(scene["places"]["n"]) == scene["total"] == many.count(View(), on_map=True)
    assert len(scene["places"]["n"]) <= SPOTS_MOST < len(spots)


def test_joined_spots_say_how_many_they_stand_for(many: Store) -> None:
    spots = many.counts_by_place(View())
    joined, more = join(spots, WORLD)
    assert len(joined) + more.sum() == len(spots)
    assert (joined.hollow <= joined.n).all() and (joined.planned <= joined.n).all()


def test_few_spots_stay_as_they_are(many: Store) -> None:
    view = View(since="2022-10-01", until="2022-10-02")
    spots = many.counts_by_place(view)
    joined, more = join(spots, WORLD)
    assert joined is spots and not more.any()


def test_a_close_map_gets_its_own_spots_and_none_far_away(many: Store) -> None:
    spots = many.counts_by_place(View())
    at = int(spots.n.argmax())
    lat, lon = float(spots.lat[at]), float(spots.lon[at])
    window = Window(zoom=12, bbox=(lon - 0.2, lat - 0.2, lon + 0.2, lat + 0.2))
    scene = compose(many, View(), spots, window=window)
    places = scene["places"]
    assert places["scale"] == FINE and len(places["n"]) < 100
    drawn = column(places["lat"], FINE)
    assert (abs(drawn - lat) <= 0.6 + 1e-3).all()


def test_a_thousand_places_fit_into_the_bytes_promised(many: Store) -> None:
    spots = many.counts_by_place(View())
    scene = compose(many, View(), spots, window=WORLD)
    assert len(scene["places"]["n"]) > SPOTS_MOST / 4
    per_place = len(json.dumps(Scene(scene).scene)) / len(scene["places"]["n"])
    assert per_place <= 45


def test_close_by_the_events_of_a_spot_are_drawn_one_by_one(many: Store) -> None:
    view = View(since="2022-10-01", until="2022-12-01")
    spots = many.counts_by_place(view)
    at = int(np.flatnonzero((spots.n > 1) & (spots.n < 20))[0])
    lat, lon = float(spots.lat[at]), float(spots.lon[at])
    window = Window(zoom=13, bbox=(lon - 0.05, lat - 0.05, lon + 0.05, lat + 0.05))
    scene = compose(many, view, spots, window=window)
    events = scene["events"]
    assert len(events["id"]) == len(events["family"]) == len(events["flags"])
    kept = set(many.rows(view, on_map=True).tolist())
    assert set(events["id"]) <= kept
    place = int(np.flatnonzero(np.cumsum(scene["places"]["row"]) == spots.index[at])[0])
    assert events["place"].count(place) == spots.n[at]
    for row, flag in zip(events["id"], events["flags"], strict=True):
        wanted = HOLLOW * many.columns.hollow[row] + PLANNED * many.columns.planned[row]
        wanted += CLAIMED * many.columns.claimed[row]
        assert int(flag, 36) == wanted


def test_the_selected_event_marks_its_spot(many: Store) -> None:
    row = int(many.rows(View(), on_map=True)[5])
    view = View(event=many.event_at(row).id)
    scene = compose(many, view, many.counts_by_place(view), window=WORLD)
    assert scene["selected"] == many.columns.spot[row]


def test_layers_are_in_the_scene_only_if_asked_for(many: Store) -> None:
    spots = many.counts_by_place(View())
    assert not {"tiles", "heat", "mentions"} & set(compose(many, View(), spots))
    view = View(layers=("heat", "mentions", "tiles"))
    assert {"tiles", "heat", "mentions"} <= set(compose(many, view, spots))


def claimed_and(*modalities: str) -> Store:
    parsed = [told(date(2024, 3, 1 + n)) for n in range(len(modalities))]
    return Store.from_parsed(
        replace(one, events=(replace(one.events[0], modality=modality),))
        for one, modality in zip(parsed, modalities, strict=True)
    )


def test_a_place_is_a_claim_only_if_all_its_events_are() -> None:
    for modalities, wanted in (
        (("claimed", "claimed"), CLAIMED),
        (("claimed", "asserted"), 0),
        (("asserted",), 0),
    ):
        store = claimed_and(*modalities)
        scene = compose(store, View(), store.counts_by_place(View()), window=WORLD)
        assert int(scene["places"]["flags"], 36) & CLAIMED == wanted


def test_an_empty_view_shows_what_hides_it_and_where_the_rest_is() -> None:
    store = claimed_and("claimed")
    view = View(text="zzzz")
    hidden = store.counts_by_place(View())
    notice = {"words": "Nothing", "act": "Leave out the search"}
    scene = compose(store, view, store.counts_by_place(view), notice=notice, hidden=hidden)
    assert scene["places"]["n"] == [] and scene["total"] == 0
    assert scene["hidden"]["n"] == [1] and scene["notice"] == notice
    assert not {"hidden", "notice", "read"} & set(compose(store, View(), hidden))


def test_the_picture_holds_the_drawn_area_too() -> None:
    store = claimed_and("claimed")
    spots = store.counts_by_place(View())
    west, south, east, north = bounds_of(View(bbox=(10, 20, 11, 21)), spots)
    assert (west, south) == (10, 20)
    assert east == pytest.approx(34.3, abs=0.1) and north == pytest.approx(31.34, abs=0.1)
    assert bounds_of(View(area=[(20, 10), (21, 10), (21, 11)]), spots)[:2] == [10, 20]


def test_an_empty_store_has_a_scene() -> None:
    store = Store.from_parsed([])
    spots = store.counts_by_place(View())
    scene = compose(store, View(), spots, window=WORLD)
    assert scene["places"]["n"] == [] and scene["total"] == 0
    assert len(bounds_of(View(), spots)) == 4
    json.loads(script_json(scene))


def test_a_window_is_widened_on_all_sides() -> None:
    window = replace(WORLD, bbox=(10.0, 20.0, 30.0, 30.0)).widened()
    assert window.bbox == (-10.0, 10.0, 50.0, 40.0)
