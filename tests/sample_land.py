"""An invented land of ten places, and the events that short texts about it are coded as."""

from __future__ import annotations

from datetime import date

from gazetteer.place import Place
from geo.events import code
from geo.model import Event, Mention, Report, Resolution

PUBLISHED = date(2024, 5, 15)  # a Wednesday

PLACES = {
    "Ashfield": ("populated_place", 10.0, 20.0, "XA"),
    "Brookton": ("populated_place", 10.5, 20.0, "XA"),
    "Carrow": ("populated_place", 11.0, 21.0, "XA"),
    "Dunmere": ("populated_place", 12.0, 22.0, "XB"),
    "Eastmarch": ("admin1", 10.3, 20.3, "XA"),
    "Freeland": ("country", 10.0, 21.0, "XA"),
    "Galen Hospital": ("hospital", 10.01, 20.01, "XA"),
    "Harrow Bridge": ("junction", 10.02, 20.0, "XA"),
    "Long Road": ("road", 10.2, 20.1, "XA"),
    "Middle Lands": ("region", 15.0, 30.0, ""),
}


def place(name: str) -> Place:
    feature_class, lat, lon, country = PLACES[name]
    radius_km = {"admin1": 60.0, "country": 300.0, "region": 900.0, "road": 18.0}.get(
        feature_class, 3.0
    )
    return Place(
        id=f"local:{name.lower().replace(' ', '-')}",
        name=name,
        feature_class=feature_class,
        country=country,
        lat=lat,
        lon=lon,
        precision_km=radius_km,
    )


def names_in(text: str, functions: dict[str, str] | None = None) -> list[Mention]:
    found = []
    for name in PLACES:
        start = text.find(name)
        while start >= 0:
            found.append(
                Mention(
                    report_id="r",
                    start=start,
                    end=start + len(name),
                    surface=name,
                    function=(functions or {}).get(name, "literal"),
                    resolution=Resolution(place=place(name), confidence=0.9),
                )
            )
            start = text.find(name, start + len(name))
    return sorted(found, key=lambda mention: mention.start)


def coded(text: str, **functions: str) -> tuple[tuple[Mention, ...], tuple[Event, ...]]:
    report = Report(id="r", text=text, published=PUBLISHED, published_precision="day")
    return code(report, names_in(text, functions))


def pins(text: str, **functions: str) -> list[Event]:
    return [event for event in coded(text, **functions)[1] if event.on_map]


def only_pin(text: str, **functions: str) -> Event:
    found = pins(text, **functions)
    assert len(found) == 1, [(event.trigger, event.place_name) for event in found]
    return found[0]


def roles(text: str, **functions: str) -> dict[str, str]:
    return {mention.surface: mention.role for mention in coded(text, **functions)[0]}
