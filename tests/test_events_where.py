"""Where an event is, and what only says something of a place: cases named after what they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sample_land import coded, only_pin, pins, place, roles

from gazetteer.place import Place
from geo.events import code
from geo.events.points import could_hold
from geo.model import Mention, Report, Resolution


def test_a_list_of_places_is_one_event_a_place_and_its_joint_toll_is_on_none() -> None:
    _, events = coded("Shells hit Ashfield, Carrow and Brookton on Monday, killing six people.")
    shown = [event for event in events if event.on_map]
    assert {event.place_name for event in shown} == {"Ashfield", "Carrow", "Brookton"}
    assert all(event.killed_low is None for event in shown)
    totals = [event for event in events if event.event_type == "casualty_total"]
    assert [event.killed_low for event in totals] == [6]


def test_between_two_places_is_the_midpoint() -> None:
    event = only_pin("A bus overturned between Ashfield and Brookton on Monday.")
    assert event.place_name == "between Ashfield and Brookton"
    assert event.lat == pytest.approx(10.25, abs=0.01)
    assert (event.place_relation, event.geo_precision) == ("near", 2)


def test_a_distance_and_a_bearing_are_an_offset_point() -> None:
    event = only_pin("A shell fell 10 km north of Ashfield on Monday.")
    assert event.place_name == "10 km north of Ashfield"
    assert event.lat == pytest.approx(10.09, abs=0.005)
    assert event.lon == pytest.approx(20.0, abs=0.005)


@pytest.mark.parametrize("words", ["near", "outside", "on the outskirts of", "just east of"])
def test_near_a_place_is_less_precise_than_in_it(words: str) -> None:
    event = only_pin(f"A drone hit a lorry {words} Ashfield on Monday.")
    assert (event.place_relation, event.geo_precision) == ("near", 2)
    assert event.precision_km is not None
    assert event.precision_km > place("Ashfield").precision_km


def test_a_container_gets_the_role_and_no_pin() -> None:
    text = "A drone hit a lorry in Ashfield, in Eastmarch, on Monday."
    assert only_pin(text).place_name == "Ashfield"
    assert roles(text) == {"Ashfield": "event", "Eastmarch": "event"}


def test_a_whole_country_or_a_wider_region_is_listed_only() -> None:
    for name in ("Freeland", "Middle Lands"):
        _, events = coded(f"Floods hit {name} on Monday.")
        assert [event.on_map for event in events] == [False]
        assert "country" in events[0].off_map_reason


@pytest.mark.parametrize("words", ["there", "in the town", "in the same area"])
def test_words_that_point_back_inherit_the_place(words: str) -> None:
    text = f"Rebels seized Ashfield on Monday. On Tuesday gunmen looted a depot {words}."
    event = pins(text)[-1]
    assert (event.event_type, event.place_name) == ("property_destruction", "Ashfield")
    assert event.place_relation == "inferred"


def test_the_hospital_is_the_last_hospital_named() -> None:
    text = (
        "Shells hit Galen Hospital in Ashfield. In Carrow it rained. Soldiers stormed the hospital."
    )
    assert pins(text)[-1].place_name == "Galen Hospital"


def test_an_event_without_a_place_stays_without() -> None:
    text = (
        "Rebels seized Ashfield on Monday.\n\nThe bank closed two branches. Gunmen robbed a firm."
    )
    assert [event.place_name for event in pins(text)] == ["Ashfield"]


def test_an_unknown_place_is_not_taken_for_the_one_before() -> None:
    text = "Shells hit Ashfield on Monday, and gunmen looted a depot in Xyzzyburg."
    assert [event.place_name for event in pins(text)] == ["Ashfield"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Doctors at Galen Hospital said that two people had died.", "Galen Hospital"),
        ("The envoy told reporters in Dunmere that the siege went on.", "Dunmere"),
        ("Settlers from Carrow burned cars in Ashfield.", "Carrow"),
        ("Hundreds fled Ashfield for Carrow on Monday.", "Carrow"),
        ("The mayor of Carrow asked for help.", "Carrow"),
        ("The wounded were taken to Galen Hospital.", "Galen Hospital"),
    ],
)
def test_a_place_where_nothing_happened_is_a_topic(sentence: str, name: str) -> None:
    assert roles(sentence)[name] == "topic"
    assert name not in {event.place_name for event in pins(sentence)}


def test_flight_stands_where_people_fled_from() -> None:
    assert only_pin("Hundreds fled Ashfield for Carrow on Monday.").place_name == "Ashfield"


def test_a_government_named_by_its_country_is_never_drawn() -> None:
    text = "Freeland accused Dunmere of an attack on Ashfield."
    assert roles(text, Freeland="actor", Dunmere="actor")["Freeland"] == "actor"
    assert "Dunmere" not in {
        event.place_name for event in pins(text, Freeland="actor", Dunmere="actor")
    }


def test_a_place_that_is_more_likely_wrong_than_right_gives_no_point() -> None:
    report = Report(id="r", text="A bomb went off in Ely.", published=date(2024, 3, 5))
    place = Place(
        id="local:ely", name="Ely", feature_class="populated_place", country="GB",
        lat=52.4, lon=0.26, precision_km=3.0,
    )  # fmt: skip
    for confidence, on_map in ((0.3, False), (0.9, True)):
        resolution = Resolution(place=place, confidence=confidence, status="resolved")
        mention = Mention(report_id="r", start=19, end=22, surface="Ely", resolution=resolution)
        (event,) = code(report, [mention])[1]
        assert event.on_map is on_map
        assert bool(event.off_map_reason) is not on_map


def test_each_place_of_a_list_shows_its_own_words() -> None:
    text = "Shells fell in Ashfield and in Brookton."
    events = pins(text)
    shown = {
        text[proof.start : proof.end]
        for event in events
        for proof in event.evidence
        if proof.field == "place"
    }
    assert shown == {"Ashfield", "Brookton"}


def test_what_happens_near_places_that_nobody_names_is_not_at_the_place_before() -> None:
    text = "Troops shelled Ashfield on Monday, and clashes were reported near health facilities."
    assert [event.event_type for event in pins(text)] == ["shelling"]
    text = "Troops shelled Ashfield on Monday, and clashes were reported there."
    assert [event.event_type for event in pins(text)] == ["shelling", "armed_clash"]


@pytest.mark.parametrize(
    ("inner_km", "outer_km", "holds"), [(20.0, 30.0, True), (40.0, 30.0, False)]
)
def test_a_valley_lies_in_a_district_that_is_larger(
    inner_km: float, outer_km: float, holds: bool
) -> None:
    valley = replace(place("Ashfield"), feature_class="region", precision_km=inner_km)
    district = replace(place("Ashfield"), id="d", feature_class="admin2", precision_km=outer_km)
    assert could_hold(district, valley) is holds


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bomb went off on Long Road in Ashfield on Monday.", "Ashfield"),
        ("A bomb went off on Long Road on Monday.", "Long Road"),
        ("A bomb went off at Galen Hospital in Ashfield on Monday.", "Galen Hospital"),
    ],
)
def test_a_town_says_where_on_a_road(text: str, name: str) -> None:
    assert only_pin(text).place_name == name
