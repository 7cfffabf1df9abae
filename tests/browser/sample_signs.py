"""A small corpus with one place for each sign that the map draws, far enough from each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from gazetteer.place import Place
from geo.model import Candidate, Event, Evidence, Mention, Parsed, Report, Resolution
from geo.store import Store

FIRST_DAY = date(2024, 3, 1)
ARABIC = "قصفت المدفعية مدينة الصور وقتل ثلاثة أشخاص"

PLACES = {
    "Solid": (31.0, 34.0),
    "Hollow": (31.0, 35.0),
    "Planned": (31.0, 36.0),
    "Claimed": (31.0, 37.0),
    "Area": (32.0, 34.0),
    "Near": (32.0, 35.2),
    "Many": (32.0, 36.2),
    "Arabic": (32.0, 37.2),
    "Twin one": (33.0, 34.0),
    "Twin two": (33.0, 34.02),
}
"""Name, latitude and longitude."""

_SPECIAL: dict[str, dict[str, Any]] = {
    "Hollow": {"start": None, "end": None, "date_source": "dateline", "date_precision": "none"},
    "Planned": {"modality": "planned"},
    "Claimed": {"modality": "claimed", "attribution": "the army"},
    "Area": {"geo_precision": 3, "precision_km": 20.0},
    "Near": {"geo_precision": 2, "precision_km": 8.0, "place_relation": "near"},
}


def one(name: str, number: int, **special: Any) -> Parsed:
    """Return a report of one event at a place; ``number`` tells its day and its dead."""
    lat, lon = PLACES[name]
    day = FIRST_DAY + timedelta(days=number)
    text = f"Here is a line before. Shelling hit {name} and killed {number + 1} people. It ended."
    if name == "Arabic":
        text = ARABIC
    trigger = "Shelling" if "Shelling" in text else "قصفت"
    report = Report(
        id=f"r-{number}",
        text=text,
        title=f"Report {number}",
        source="Test agency",
        url=f"https://example.org/{number}",
        published=day,
    )
    place = Place(
        id=f"t:{name.lower().replace(' ', '-')}",
        name=name,
        feature_class="populated_place",
        lat=lat,
        lon=lon,
        precision_km=3,
        licence="CC0 (Test)",
    )
    surface = name if name in text else "الصور"
    at = text.index(surface)
    rival = Candidate(id="t:other", name="Other place", lat=lat + 1.5, lon=lon, score=0.1)
    mention = Mention(
        report_id=report.id,
        start=at,
        end=at + len(surface),
        surface=surface,
        role="event",
        resolution=Resolution(
            place=place, candidates=(rival,), reason="the only one", confidence=0.9,
            status="resolved",
        ),
    )  # fmt: skip
    first = text.index(trigger)
    last = text.find(" It ended") if "It ended" in text else len(text)
    counted = text.find(f"{number + 1} people")
    event = Event(
        id=f"e-{number}",
        report_id=report.id,
        sentence_start=first,
        sentence_end=last,
        trigger_start=first,
        trigger_end=first + len(trigger),
        trigger=trigger,
        event_type="shelling" if name != "Many" or number % 2 else "siege",
        actor1="Army A" if number % 2 else "Group B",
        start=day,
        end=day,
        date_precision="day",
        date_source="text",
        shown_start=day,
        shown_end=day,
        place_id=place.id,
        place_mention=0,
        place_name=name,
        place_relation="in",
        geo_precision=1,
        lat=lat,
        lon=lon,
        precision_km=1.0,
        killed_low=number + 1,
        killed_high=number + 1,
        count_scope="event",
        confidence="firm" if number % 3 else "weak",
        on_map=True,
        evidence=(
            Evidence(field="place_id", start=at, end=at + len(surface), rule="in"),
            *(
                (Evidence(field="killed_low", start=counted, end=counted + 2, rule="number"),)
                if counted > 0
                else ()
            ),
        ),
    )
    event = replace(event, **(_SPECIAL.get(name, {}) | special))
    return Parsed(report=report, mentions=(mention,), events=(event,))


def signs_store() -> Store:
    """Return the store: a day each, four events at "Many", and one denied that has no point."""
    names = [*PLACES, "Many", "Many", "Many"]
    parsed = [one(name, number) for number, name in enumerate(names)]
    denied = one(
        "Solid",
        len(names),
        modality="denied",
        denied_by="the army",
        on_map=False,
        lat=None,
        lon=None,
        off_map_reason="denied by the army",
    )
    return Store.from_parsed([*parsed, denied])
