"""An explanation names each field's words and rule."""

from __future__ import annotations

from datetime import date

from gazetteer.place import Place
from geo.events import code
from geo.events.explain import explain_report
from geo.model import Candidate, Mention, Parsed, Report, Resolution

TEXT = (
    "A drone hit a bus in Ashfield on Monday, killing two people, residents said. Troops may leave."
)


def explained() -> str:
    start = TEXT.index("Ashfield")
    ashfield = Place(
        id="local:ashfield",
        name="Ashfield",
        feature_class="populated_place",
        country="XA",
        lat=10.0,
        lon=20.0,
        precision_km=3.0,
    )
    rival = Candidate(id="local:other", name="Ashfield", lat=1.0, lon=2.0, score=0.2)
    resolution = Resolution(
        place=ashfield, candidates=(rival,), confidence=0.9, reason="the only large one"
    )
    mention = Mention(
        report_id="r", start=start, end=start + 8, surface="Ashfield", resolution=resolution
    )
    report = Report(id="r", text=TEXT, published=date(2024, 5, 15), published_precision="day")
    mentions, events = code(report, [mention])
    return explain_report(Parsed(report=report, mentions=mentions, events=events))


def test_each_field_names_its_words_and_its_rule() -> None:
    text = explained()
    for words in (
        "air strike",
        "from “hit”",
        "from “Ashfield”",
        "from “Monday”",
        "from “two people”",
        "from “residents”",
        "2024-05-13",
        "killed 2",
        "ACLED Explosions/Remote violence / Air/drone strike",
    ):
        assert words in text


def test_the_places_considered_and_the_reason_are_told() -> None:
    text = explained()
    assert "the only large one" in text
    assert "also possible: Ashfield (local:other) 0.20" in text


def test_a_report_without_events_is_explained_too() -> None:
    report = Report(id="empty", text="Nothing.")
    assert "0 events" in explain_report(Parsed(report=report))
