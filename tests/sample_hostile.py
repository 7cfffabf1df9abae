"""An event whose report holds signs that could do harm."""

from __future__ import annotations

from datetime import date

from gazetteer.place import Place
from geo.model import Event, Mention, Parsed, Report, Resolution

HOSTILE = "<img src=x onerror=alert(1)> ${window.x=1} `C:\\path` \u202e"


def told(day: date, *, lat: float = 31.34, name: str = "Khan Younis") -> Parsed:
    """Return a report of one event, with signs in it that could do harm."""
    text = f"{HOSTILE} An air strike hit {name}, killing three people."
    start = text.index("strike")
    report = Report(id=f"r-{day}", text=text, title=HOSTILE, source=HOSTILE, published=day)
    at = text.index(name)
    place = Place(
        id="local:khan-younis",
        name=name,
        feature_class="populated_place",
        lat=lat,
        lon=34.3,
        precision_km=3,
    )
    mention = Mention(
        report_id=report.id,
        start=at,
        end=at + len(name),
        surface=name,
        role="event",
        resolution=Resolution(place=place, reason=HOSTILE, confidence=0.9, status="resolved"),
    )
    event = Event(
        id=f"e-{day}",
        report_id=report.id,
        sentence_start=0,
        sentence_end=len(text),
        trigger_start=start,
        trigger_end=start + 6,
        trigger="strike",
        event_type="air_strike",
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
        lon=34.3,
        precision_km=3,
        killed_low=3,
        killed_high=3,
        on_map=True,
    )
    return Parsed(report=report, mentions=(mention,), events=(event,))
