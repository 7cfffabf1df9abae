"""A small corpus of invented events over a few places, for tests of store, view and export."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from gazetteer.place import Place
from geo.model import (
    Candidate,
    Event,
    Evidence,
    Mention,
    Parsed,
    Rejected,
    Report,
    Resolution,
    Subset,
)
from geo.store import Store

LAND = Place(
    id="t:land", name="Land", feature_class="country", lat=10.0, lon=20.0, precision_km=300
)
PROVINCE = Place(
    id="t:province",
    name="Province",
    feature_class="admin1",
    parent_id="t:land",
    lat=10.5,
    lon=20.5,
    precision_km=50,
    licence="CC BY 4.0 (Test)",
)
TOWN = Place(
    id="t:town",
    name="Town",
    feature_class="populated_place",
    parent_id="t:province",
    lat=10.51,
    lon=20.52,
    precision_km=3,
    licence="CC0 (Test)",
    names=(("Town", "en"), ("بلدة", "ar")),
)
PORT = Place(
    id="t:port",
    name="Port",
    feature_class="port",
    parent_id="t:land",
    lat=9.9,
    lon=179.95,
    precision_km=1,
)
PLACES = {place.id: place for place in (LAND, PROVINCE, TOWN, PORT)}


class Atlas:
    """As much of a gazetteer as a store asks for."""

    def __init__(self) -> None:
        self.known = list(PLACES.values())

    def row(self, place_id: str) -> int:
        for row, place in enumerate(self.known):
            if place.id == place_id:
                return row
        raise KeyError(place_id)

    def place(self, key: str | int) -> Place:
        return self.known[key if isinstance(key, int) else self.row(key)]

    def ancestors(self, row: int) -> tuple[int, ...]:
        above = []
        while parent := self.known[row].parent_id:
            row = self.row(parent)
            above.append(row)
        return tuple(above)


SENTENCES = (
    "Shells hit Town on 3 March, killing 4.",
    "A protest was held at Port on 10 March.",
    "The army denied a raid in Town.",
    "A visit to Port is planned for 20 March.",
    "Fighting went on near Town.",
    "Talks were held in Land.",
    '=HYPERLINK("http://127.0.0.1") <img src=x onerror=alert(1)> ${alert(1)} </script> هجوم',
)


def sample_parsed() -> list[Parsed]:
    text = " date 2024-03-12 " + " ".join(SENTENCES)
    starts = [text.index(sentence) for sentence in SENTENCES]

    def event(number: int, place: Place | None, event_type: str, **more: object) -> Event:
        start = starts[number]
        drawn = bool(more.pop("on_map", place is not None))
        values: dict[str, object] = {
            "id": f"e{number:02d}",
            "report_id": "a/one",
            "sentence_start": start,
            "sentence_end": start + len(SENTENCES[number]),
            "trigger_start": start,
            "trigger_end": start + 5,
            "trigger": text[start : start + 5],
            "event_type": event_type,
            "on_map": drawn,
            "shown_start": date(2024, 3, 12),
            "shown_end": date(2024, 3, 12),
        }
        if place is not None:
            values |= {
                "place_id": place.id,
                "place_name": place.name,
                "place_relation": "in",
                "lat": place.lat,
                "lon": place.lon,
                "precision_km": place.precision_km,
                "geo_precision": 1,
            }
        return Event(**(values | more))  # type: ignore[arg-type]

    events = (
        event(
            0,
            TOWN,
            "shelling",
            start=date(2024, 3, 3),
            end=date(2024, 3, 3),
            shown_start=date(2024, 3, 3),
            shown_end=date(2024, 3, 3),
            date_source="text",
            date_precision="day",
            date_stated="3 March",
            killed_low=4,
            killed_high=4,
            actor1="Army",
            actor2="Rebels, the",
            confidence="firm",
            subsets=(Subset(group="children", low=1, high=2),),
            cluster_id="c1",
            evidence=(Evidence(field="start", start=starts[0], end=starts[0] + 3, rule="day"),),
        ),
        event(
            1,
            PORT,
            "protest",
            start=date(2024, 3, 10),
            end=date(2024, 3, 11),
            shown_start=date(2024, 3, 10),
            shown_end=date(2024, 3, 11),
            date_source="text",
            date_precision="days",
        ),
        event(
            2,
            TOWN,
            "ground_operation",
            modality="denied",
            on_map=False,
            denied_by="Army",
            off_map_reason="denied",
            actor1="Army",
        ),
        event(
            3,
            PORT,
            "diplomacy",
            modality="planned",
            start=date(2024, 3, 20),
            end=date(2024, 3, 20),
            shown_start=date(2024, 3, 20),
            shown_end=date(2024, 3, 20),
            date_source="text",
            date_precision="day",
        ),
        event(
            4,
            TOWN,
            "armed_clash",
            place_relation="near",
            geo_precision=2,
            lat=10.6,
            lon=20.6,
            modality="ongoing",
            confidence="weak",
            date_flags=("odd", "old"),
        ),
        event(5, LAND, "diplomacy", on_map=False, geo_precision=3, off_map_reason="a country"),
        event(6, None, "attack", on_map=False, off_map_reason="no place"),
    )
    mentions = (
        Mention(
            report_id="a/one",
            start=text.index("Town"),
            end=text.index("Town") + 4,
            surface="Town",
            role="event",
            resolution=Resolution(
                place=TOWN,
                confidence=0.9,
                reason="the only one",
                status="resolved",
                candidates=(Candidate(id=TOWN.id, name="Town", lat=10.51, lon=20.52, score=0.9),),
            ),
        ),
        Mention(report_id="a/one", start=0, end=1, surface=" ", resolution=Resolution(place=None)),
    )
    report = Report(
        id="a/one",
        text=text,
        body_start=17,
        path="a/one.txt",
        source="Wire",
        title="=Title",
        published=date(2024, 3, 12),
        published_precision="day",
        published_from="header",
        url="https://example.org/1",
        metadata={"outlet": "+Wire", "desk": "Ä"},
    )
    undated = Report(id="b", text="Shells hit Port.", path="b.txt", source="Other")
    late = Event(
        id="f00",
        report_id="b",
        sentence_start=0,
        sentence_end=16,
        trigger_start=0,
        trigger_end=6,
        trigger="Shells",
        event_type="shelling",
        on_map=True,
        place_id=PORT.id,
        place_name="Port",
        lat=PORT.lat,
        lon=PORT.lon,
        precision_km=1.0,
        geo_precision=1,
        place_relation="in",
        cluster_id="c1",
    )
    return [
        Parsed(report=report, mentions=mentions, events=events),
        Parsed(report=undated, events=(late,)),
    ]


LOSSES = (Rejected(path="c.txt", reason="no body", cure="write one"),)


def sample_store(parsed: Iterable[Parsed] | None = None) -> Store:
    items = sample_parsed() if parsed is None else parsed
    return Store.from_parsed(items, Atlas(), LOSSES)  # type: ignore[arg-type]


def many(count: int, seed: int = 0) -> list[Parsed]:
    """Reports of one event each, spread over the sample's places, days and types."""
    rng = np.random.default_rng(seed)
    made = []
    for number in range(count):
        place = (TOWN, PORT)[int(rng.integers(2))]
        day = date(2024, 1, 1 + int(rng.integers(28)))
        dated = rng.random() < 0.7
        text = f"Event {number} in {place.name}."
        report = Report(id=f"r{number:03d}", text=text, published=day, source=f"S{number % 3}")
        event = Event(
            id=f"m{number:03d}",
            report_id=report.id,
            sentence_start=0,
            sentence_end=len(text),
            trigger_start=0,
            trigger_end=5,
            trigger="Event",
            event_type=("shelling", "siege", "protest")[int(rng.integers(3))],
            start=day if dated else None,
            end=day if dated else None,
            shown_start=day,
            shown_end=day,
            place_id=place.id,
            place_name=place.name,
            lat=place.lat,
            lon=place.lon,
            geo_precision=1,
            precision_km=1.0,
            on_map=bool(rng.random() < 0.9),
            killed_low=int(rng.integers(9)) if rng.random() < 0.5 else None,
            actor1=("", "Army")[int(rng.integers(2))],
        )
        made.append(Parsed(report=report, events=(event,)))
    return made
