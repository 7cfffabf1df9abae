"""Clusters suggest; they never merge silently and never add."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.events.clusters import suggest_clusters
from geo.model import Event

DAY = date(2024, 3, 1)


def event(number: int, **changes: object) -> Event:
    fields = {
        "id": f"{number:012x}", "report_id": f"report-{number}", "sentence_start": 0,
        "sentence_end": 9, "trigger_start": 0, "trigger_end": 3, "trigger": "hit",
        "event_type": "air_strike", "on_map": True, "lat": 31.0, "lon": 34.0, "place_id": "local:a",
        "start": DAY, "end": DAY, "shown_start": DAY, "shown_end": DAY, "date_precision": "day",
        "date_source": "text", "precision_km": 3.0,
    }  # fmt: skip
    return Event(**(fields | changes))  # type: ignore[arg-type]


def linked(*events: Event) -> bool:
    found = suggest_clusters(events)
    return bool(found[0].cluster_id) and len({one.cluster_id for one in found}) == 1


def test_the_same_place_day_and_type_may_be_one() -> None:
    found = suggest_clusters([event(1), event(2)])
    assert found[0].cluster_id == found[1].cluster_id != ""
    assert found[0].cluster_reason == "air strike, the same days, the same place; 2 reports"


@pytest.mark.parametrize(
    ("changes", "one"),
    [
        ({"event_type": "shelling"}, True),
        ({"event_type": "protest"}, False),
        ({"shown_start": DAY + timedelta(days=1), "shown_end": DAY + timedelta(days=1)}, True),
        ({"shown_start": DAY + timedelta(days=2), "shown_end": DAY + timedelta(days=2)}, False),
        ({"shown_start": DAY + timedelta(days=3), "shown_end": DAY + timedelta(days=3),
          "date_source": "dateline", "date_precision": "none"}, True),
        ({"lat": 31.04}, True),
        ({"lat": 31.06}, False),
        ({"on_map": False}, False),
        ({"modality": "planned"}, False),
        ({"report_id": "report-1"}, False),
    ],
)  # fmt: skip
def test_kind_days_and_distance_decide(changes: dict[str, object], one: bool) -> None:
    assert linked(event(1), event(2, **changes)) is one


def test_one_place_inside_the_other_is_near_enough() -> None:
    class Places:
        def row(self, place_id: str) -> int:
            return {"local:a": 1, "local:b": 2}[place_id]

        def ancestors(self, row: int) -> tuple[int, ...]:
            return (2,) if row == 1 else ()

    outer = event(2, place_id="local:b", lat=31.08, precision_km=8.0)
    found = suggest_clusters([event(1), outer], Places())  # type: ignore[arg-type]
    assert found[0].cluster_id
    large = replace(outer, precision_km=40.0)
    assert not suggest_clusters([event(1), large], Places())[0].cluster_id  # type: ignore[arg-type]


def test_the_tolls_of_a_cluster_stay_as_each_report_tells_them() -> None:
    told = [event(1, killed_low=9, killed_high=9), event(2, killed_low=12, killed_high=12)]
    found = suggest_clusters(told)
    assert found[0].cluster_id == found[1].cluster_id != ""
    assert [(one.killed_low, one.killed_high) for one in found] == [(9, 9), (12, 12)]


SPOTS = st.builds(
    lambda number, day, lat, lon, kind: event(
        number,
        shown_start=DAY + timedelta(days=day),
        shown_end=DAY + timedelta(days=day),
        lat=31 + lat / 50,
        lon=34 + lon / 50,
        event_type=kind,
    ),
    st.integers(1, 40),
    st.integers(0, 6),
    st.integers(0, 5),
    st.integers(0, 5),
    st.sampled_from(["air_strike", "shelling", "protest"]),
)


@given(st.lists(SPOTS, max_size=20, unique_by=lambda e: e.id), st.randoms())
def test_the_order_of_the_reports_changes_nothing(events: list[Event], random: object) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first = {one.id: one.cluster_id for one in suggest_clusters(events)}
    assert first == {one.id: one.cluster_id for one in suggest_clusters(shuffled)}


@given(st.lists(SPOTS, max_size=20, unique_by=lambda e: e.id))
def test_every_event_stays_as_it_was(events: list[Event]) -> None:
    found = suggest_clusters(events)
    assert [replace(one, cluster_id="", cluster_reason="") for one in found] == events
    sizes = [one.cluster_id for one in found if one.cluster_id]
    assert all(sizes.count(cluster) > 1 for cluster in sizes)
