"""What reaches further: headlines without auxiliaries, tolls as verbs, places told around."""

from __future__ import annotations

import pytest
from sample_coding import coded, names, pins


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Grenade thrown into a bar in Goma.", "Goma"),
        ("Food packs sent to Tuguegarao.", "Tuguegarao"),
        ("A crush at a temple in Puri left 13 dead.", "Puri"),
        ("A blast in Puri claimed eight lives.", "Puri"),
        ("Four deaths in Kano were blamed on a drone strike.", "Kano"),
        ("Coca growers block highway at Cochabamba.", "Cochabamba"),
        ("Bombs landed on a market in Goma.", "Goma"),
        ("Two died after a bomb hit a post office in Kupiansk, prosecutors say.", "Kupiansk"),
        ("Torrential rain that fell on Abidjan on Friday caused landslides.", "Abidjan"),
        ("Guards shot down a drone while it was flying in the sky over Sumy.", "Sumy"),
        ("In Goma, from where thousands have fled since June, tanks blew up a bridge.", "Goma"),
        ("Men entered a clinic in Goma in which a nurse was dragged out and executed.", "Goma"),
    ],
)  # fmt: skip
def test_what_is_told_in_these_wordings_is_pinned(text: str, place: str) -> None:
    assert names(pins(text)) == {place}


@pytest.mark.parametrize(
    "text",
    [
        "Rally cancelled in Pemba.",
        "Heavy rain forecast in Patna for the coming days.",
        "In 2023, deaths in Kano rose.",
        "The chamber of trade closed its office in Hama.",
        "A man left dead flowers in Goma.",
    ],
)
def test_what_only_looks_alike_is_not(text: str) -> None:
    assert pins(text) == []


def test_a_march_that_is_planned_without_an_auxiliary_is_a_plan() -> None:
    _, (event,) = coded("March planned in Pemba for Saturday.")
    assert (event.modality, event.on_map) == ("planned", True)


def test_a_toll_told_by_leaving_is_the_events() -> None:
    _, (event,) = coded("A crush at a temple in Puri left 13 dead.")
    assert (event.event_type, event.killed_low, event.killed_high) == ("situation", 13, 13)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels laid siege to Kano.",
        "Aid workers were denied access to Kano.",
        "Soldiers who had entered Kano killed six men.",
        "The town of Kano, where shells killed four people on Monday, is almost empty.",
        "Power is out in parts of Kano.",
        "A crane fell on houses in Kano.",
        "The collapse of a school in Kano buried 30 pupils.",
    ],
)
def test_kano_is_the_place(text: str) -> None:
    assert names(pins(text)) == {"Kano"}


def test_who_leaves_for_a_place_is_not_there() -> None:
    assert "Raqqa" not in names(pins("Residents of Sheikh Maqsoud were leaving for Raqqa."))


def test_who_is_hurt_by_what_a_clause_behind_tells_is_counted_there() -> None:
    text = "A drone hit a port in Odesa; one person was hurt when debris fell on a flat in Kyiv."
    found = {event.place_name: event.injured_low for event in coded(text)[1] if event.on_map}
    assert found == {"Odesa": None, "Kyiv": 1}


@pytest.mark.parametrize(
    "line",
    [
        "20 killed in attack on market, Kano",
        "Suspected bandits attack Kano community",
        "Drone hits fuel depot in Kano, fire reported",
        "Earthquake of magnitude 5.8 hits Kano",
        "17 drown in Kano boat mishap",
        "Tanks shell eastern Kano",
        "Truckers' strike paralyses Kano port",
        "March for peace in Kano draws thousands",
        "Ballot boxes burnt in Kano",
        "2,000 families assisted with food in Kano",
    ],
)
def test_an_entry_in_the_wording_of_headlines_is_pinned(line: str) -> None:
    assert names(pins(f"Bulletin.\n\n- All quiet in the north\n- {line}\n- No more\n")) == {"Kano"}


@pytest.mark.parametrize(
    "line",
    ["Minister speaks on security, Kano", "Bandits attack Kano airport officials' pay plan"],
)
def test_an_entry_that_tells_of_no_event_is_not(line: str) -> None:
    assert pins(f"Bulletin.\n\n- All quiet in the north\n- {line}\n- No more\n") == []


def test_groups_that_plan_a_march_have_not_marched() -> None:
    _, (event,) = coded("Farmers' groups plan a march in Kano this Saturday.")
    assert event.modality == "planned"


@pytest.mark.parametrize(
    "text",
    [
        "The attack, which took place in Kano on 3 June, killed seven aid workers.",
        "Demonstrators gathered outside the governor's office in Kano.",
        "The opposition says its offices in Kano were raided.",
        "Movement restrictions hamper access to Kano.",
        "Police used live ammunition against protesters in Kano.",
        "Barricades were erected across Kano.",
        "A young man was martyred by bullets in Kano.",
    ],
)
def test_what_reports_of_agencies_and_communiques_tell_is_pinned(text: str) -> None:
    assert names(pins(text)) == {"Kano"}


@pytest.mark.parametrize(
    "text",
    [
        "The head of the office in Kano said that two people had been detained.",
        "The school, which takes place seriously in Kano, won a prize.",
        "Families received guests in Kano.",
    ],
)
def test_offices_that_speak_and_guests_that_are_received_are_no_events(text: str) -> None:
    assert pins(text) == []
