"""What reports of other wars, disasters and protests say: one case a construction."""

from __future__ import annotations

from datetime import date

import pytest
from sample_coding import coded, names, pins, roles


@pytest.mark.parametrize(
    ("text", "event_type", "place"),
    [
        ("Floodwater submerged half of Mopti on Monday.", "situation", "Mopti"),
        ("A hailstorm battered Cordoba on Tuesday.", "situation", "Córdoba"),
        ("Sappers stepped on a mine near Kupiansk on Monday.", "explosion", "Kupiansk"),
        ("A lorry drove over a mine outside Kupiansk on Monday.", "explosion", "Kupiansk"),
        ("Clashes broke out east of Manbij.", "armed_clash", "Manbij"),
        ("Rebels shot two teachers dead in Mandera.", "attack_on_civilians", "Mandera"),
        ("Armed men set a police station on fire in Jacmel.", "property_destruction", "Jacmel"),
        ("Drones set fire to a fuel depot in Taganrog.", "air_strike", "Taganrog"),
        ("A gang killed nine villagers near Jacmel.", "attack_on_civilians", "Jacmel"),
        ("Traffic stood still in Lagos for hours.", "situation", "Lagos"),
        ("Homes in Sumy lost power on Monday.", "situation", "Sumy"),
        ("Doctors in Kassala are without running water.", "situation", "Kassala"),
        ("A UN aircraft with 20 tonnes of medicine landed in Port Sudan.", "aid_delivery",
         "Port Sudan"),
        ("Aid convoys are still waiting for permits in Adré.", "aid_restriction", "Adré"),
        ("Fishermen in Sidon blocked the harbour to protest.", "protest", "Sidon"),
        ("Residents banged pots in Arequipa to protest.", "protest", "Arequipa"),
        ("Ten people were hurt in clashes with police in Arequipa.", "riot", "Arequipa"),
        ("A magnitude 6 earthquake shook Elbistan on Monday.", "situation", "Elbistan"),
        ("Hezbollah said it had attacked a tank in Metula.", "attack", "Metula"),
    ],
)  # fmt: skip
def test_families_of_verbs_and_nouns(text: str, event_type: str, place: str) -> None:
    assert (event_type, place) in pins(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jets bombed a depot in Hodeidah overnight and another at Salif.", {"Hodeidah", "Salif"}),
        ("Jets struck Khiam and the outskirts of Marjayoun.", {"Khiam", "Marjayoun"}),
        ("Troops fought in the centre of Tyre and around Nabatieh.", {"Tyre", "Nabatieh"}),
        ("Shells hit Kherson and the towns of Nikopol, Bilozerka and Beryslav.",
         {"Kherson", "Nikopol", "Bilozerka", "Beryslav"}),
    ],
)  # fmt: skip
def test_and_joins_a_second_place(text: str, expected: set[str]) -> None:
    assert names(pins(text)) == expected


def test_a_distance_in_nautical_miles_moves_the_point() -> None:
    _, (event,) = coded("A ship was hit by a drone 30 nautical miles west of Mocha, Yemen.")
    assert event.place_relation == "near"
    assert event.lon is not None and 42.5 < event.lon < 43.0


def test_a_distance_from_the_city_moves_the_point() -> None:
    _, events = coded(
        "Gunmen killed a man in Tripoli. A patrol was ambushed 40 km south of the city."
    )
    ambush = next(event for event in events if event.trigger == "ambushed")
    assert ambush.lat is not None and ambush.lat < 32.7


@pytest.mark.parametrize(
    "text",
    [
        "The wounded were taken to hospitals in Haifa and Safed.",
        "Thousands gathered for prayers in Hebron on Friday.",
        "Riot police stood in Nairobi.",
        "Flood victims in Mopti thanked the doctors.",
        "The situation in Hebron remains dire.",
        "Its director warned that a new offensive on Jenin would leave many dead.",
        "The envoy said that an operation in Jenin was needed.",
        "A man was arrested on suspicion of an attack.",
        "The storm moved towards Tarragona.",
    ],
)
def test_what_is_no_event_has_no_pin(text: str) -> None:
    assert pins(text) == []


def test_the_origin_of_marchers_is_no_place_of_their_march() -> None:
    text = "Thousands of protesters from Puno and Ayacucho marched through Arequipa on Monday."
    assert names(pins(text)) == {"Arequipa"}
    assert roles(text)["Puno"] == "topic"


def test_a_killing_that_unrest_follows_is_not_where_the_unrest_is() -> None:
    assert pins("The unrest followed the killing of a teenager in Nanterre last Tuesday.") == []


def test_the_same_doer_was_where_the_verb_before_says() -> None:
    assert pins("Armed men stopped a bus near Mandera and shot two teachers dead.") == [
        ("attack_on_civilians", "Mandera")
    ]


def test_a_subject_holds_the_place_of_its_relative_clause() -> None:
    _, events = coded(
        "Air strikes that covered a retreat from Rafah early on Monday killed ten men."
    )
    assert events[0].event_type == "air_strike"
    assert events[0].killed_low == 10


def test_the_toll_of_a_cause_is_not_that_of_the_answer() -> None:
    _, (event,) = coded("The group fired rockets at Metula in answer to the death of two medics.")
    assert event.killed_low is None


def test_a_toll_told_for_one_of_two_places_is_its_own() -> None:
    _, events = coded("Jets bombed Sarmin and Khiam, killing four people in Sarmin.")
    tolls = {event.place_name: event.killed_low for event in events if event.on_map}
    assert sorted(tolls.values(), key=str) == [4, None]


def test_a_man_shot_in_the_raid_belongs_to_the_raid() -> None:
    text = "Soldiers stormed Jenin on Wednesday. A man was shot dead in the raid."
    found = [event for event in coded(text)[1] if event.on_map]
    assert [(event.event_type, event.killed_low) for event in found] == [("ground_operation", 1)]


def test_a_ministrys_daily_count_is_nobodys_toll() -> None:
    text = (
        "Fighting went on in Jenin. The health ministry counted 195 people killed"
        " between the afternoons of 11 and 12 June."
    )
    assert [event.killed_low for event in coded(text)[1] if event.on_map] == [None]


def test_a_disease_that_goes_on_keeps_its_toll_and_place() -> None:
    _, (event,) = coded(
        "Cholera has killed at least 12 people in Omdurman since the start of June."
    )
    assert event.on_map and event.event_type == "situation"
    assert event.killed_low == 12


def test_deaths_after_a_quake_are_the_quakes() -> None:
    text = "An earthquake shook Elbistan on Monday. At least 57 people were killed in Malatya."
    assert {event_type for event_type, _ in pins(text)} == {"situation"}


def test_an_accusation_about_what_was_told_is_no_second_event() -> None:
    text = (
        "An explosion hit a hospital in Hebron on Monday."
        " The ministry accused Israel of bombing the hospital."
    )
    assert [event_type for event_type, _ in pins(text)] == ["explosion"]


def test_the_day_of_a_decision_is_not_the_day_of_the_plan() -> None:
    text = "The minister approved plans for a military operation in Rafah on Wednesday."
    event = next(event for event in coded(text)[1] if event.event_type == "military_operation")
    assert event.modality == "planned"
    assert event.start is None


def test_an_eighth_day_is_read() -> None:
    _, (event,) = coded("Schools in Hebron were closed for an eighth day.")
    assert event.start == date(2024, 6, 6)


@pytest.mark.parametrize(
    ("text", "surface", "role"),
    [
        ("The Kharkiv Human Rights Group counts 2,000 missing.", "Kharkiv", "name_part"),
        ("The Lima Group has not commented.", "Lima", "name_part"),
        ("The foreign minister of Iran arrived in Damascus.", "Iran", "actor"),
        ("In Russia's Rostov region a depot burned down.", "Russia", "topic"),
        ("Thousands fled Aleppo for Raqqa.", "Raqqa", "topic"),
    ],
)
def test_what_a_name_does(text: str, surface: str, role: str) -> None:
    found = roles(text)
    assert next(found[name] for name in found if name.startswith(surface)) == role


def test_raids_told_in_passing_have_their_places() -> None:
    text = "Forces launched an operation overnight, raiding Jenin, Tulkarem and Tubas."
    assert {"Jenin", "Tubas"} <= names(pins(text))


def test_a_dateline_with_a_hyphen_gives_no_date() -> None:
    _, events = coded("BEIRUT, June 12 - Clashes broke out in Tripoli on Monday.")
    assert [event.start for event in events] == [date(2024, 6, 10)]


def test_a_clause_some_time_apart_does_not_share_the_date() -> None:
    text = "Shells hit Kherson on Monday, weeks after Nikopol was evacuated."
    event = next(event for event in coded(text)[1] if event.trigger == "evacuated")
    assert event.start is None


def test_a_toll_in_two_places_is_on_neither() -> None:
    _, events = coded("Two students died in clashes in Jenin and Hebron.")
    assert [event.killed_low for event in events if event.on_map] == [None, None]
    assert [event.killed_low for event in events if not event.on_map] == [2]


def test_deaths_in_a_blast_elsewhere_are_not_the_crashs() -> None:
    text = (
        "A bus collided with a train near Saran in Kazakhstan;"
        " 46 miners had died in a blast at the Xyzzy mine on Saturday."
    )
    assert [event.killed_low for event in coded(text)[1] if event.on_map] == [None]


def test_a_place_that_only_lies_near_is_near() -> None:
    _, (event,) = coded("A gunman was wounded in Xyzzyville, north of Beirut.")
    assert event.place_relation == "near"
