"""What bulletins, communiqués and situation reports say: what a rule mends, what it must leave."""

from __future__ import annotations

import pytest
from sample_coding import coded, pins, roles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Warplanes raided the town of Khiam.", {("air_strike", "Khiam")}),
        ("Soldiers raided the town of Khiam.", {("ground_operation", "Khiam")}),
        ("Soldiers set up roadblocks around Hebron.", {("military_operation", "Hebron")}),
        ("Soldiers set up tents around Hebron.", set()),
        ("A boat intruded into waters near Sidon.", {("military_operation", "Sidon")}),
        ("Smoke drifted into waters near Sidon.", set()),
        ("The troops conducted joint patrols off Sidon.", {("military_operation", "Sidon")}),
        ("The boats conducted joint surveys off Sidon.", set()),
        ("Relatives stood in silence in Hebron.", {("protest", "Hebron")}),
        ("Relatives stood in a queue in Hebron.", set()),
        ("Three new cases were confirmed in Goma.", {("situation", "Goma")}),
        ("Three new rules were confirmed in Goma.", set()),
        ("Two cases were detected in Goma.", {("situation", "Goma")}),
        ("Two errors were detected in Goma.", set()),
        ("The delegations exchanged memoranda in Cairo.", {("diplomacy", "Cairo")}),
        ("The delegations exchanged glances in Cairo.", set()),
        ("The minister will head to Tripoli on Sunday.", {("diplomacy", "Tripoli")}),
        ("The trawler will head to Tripoli on Sunday.", set()),
        ("Captured soldiers were handed over at Sidon.", {("agreement", "Sidon")}),
        ("Soldiers handed over a base at Sidon.", {("military_operation", "Sidon")}),
        ("Water is two metres deep in the streets of Mopti.", {("situation", "Mopti")}),
        ("A shaft is two metres deep in the streets of Mopti.", set()),
        ("Settlers cut down forty vines in Sa'ir.", {("property_destruction", "Sa'ir")}),
        ("Partners provided tarpaulins in Goma.", {("aid_delivery", "Goma")}),
        ("Partners provided answers in Goma.", set()),
        ("A flight brought protective suits to Goma.", {("aid_delivery", "Goma")}),
        ("A flight brought tourists to Goma.", set()),
        ("The ombudswoman will visit Hebron on Friday.", {("diplomacy", "Hebron")}),
        ("In Goma, the group published this round-up.", set()),
        ("Police began a round-up in Goma.", {("arrest", "Goma")}),
        ("Workers downed tools in Haifa on Monday.", {("protest", "Haifa")}),
        ("The union asked workers in Haifa to down tools.", set()),
        ("Nurses walked off the job in Haifa on Monday.", {("protest", "Haifa")}),
    ],
)
def test_what_happened_where(text: str, expected: set[tuple[str, str]]) -> None:
    assert set(pins(text)) == expected


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Shelling of the outskirts of Khiam has not ceased since morning.", "ongoing"),
        ("Shelling of Khiam has not resumed since morning.", "unrealized"),
        ("More flooding is feared in Mopti from Friday.", "unrealized"),
        ("Residents feared reprisals after shells hit Mopti on Monday.", "asserted"),
        ("Allegations that troops entered Jenin are a fabrication.", "denied"),
        ("The army denies that armoured vehicles entered Jenin.", "denied"),
        ("Talks will be held in Cairo in July, if the other side agrees.", "unrealized"),
        ("Talks will be held in Cairo in July, the envoy said.", "planned"),
        ("People say that a truce will be signed in Cairo.", "unrealized"),
        ("The envoy said that a truce will be signed in Cairo.", "planned"),
        ("The king, expected in Tripoli today, put off his trip.", "unrealized"),
        ("The king, expected in Tripoli today, packed his bags.", "planned"),
        ("Rumours of a case in Goma were denied by the ministry.", "unrealized"),
        ("Examinations at Birzeit University have been postponed.", "unrealized"),
        ("The coordinator repeats his call for their immediate release.", "unrealized"),
    ],
)
def test_whether_it_happened(text: str, modality: str) -> None:
    told = [event for event in coded(text)[1] if event.event_type != "statement"]
    assert told[0].modality == modality


def test_a_hyphen_before_a_road_joins_its_ends() -> None:
    _, (event,) = coded("Two people were injured in a collision on the Zahle-Baalbek road.")
    assert event.place_relation == "near"
    assert event.place_name == "between Zahle and Baalbek"
    assert pins("Two people were injured in a collision on the Zahle road.") == [
        ("situation", "Zahle")
    ]


def test_words_before_a_colon_announce_the_act() -> None:
    text = "Blast in Herat: a bomb exploded outside a mosque in Kabul on Wednesday."
    assert pins(text) == [("explosion", "Kabul")]
    assert pins("Blast in Herat: police blamed a gas leak.") == [("explosion", "Herat")]


def test_who_was_seized_and_is_still_held_was_seized_once() -> None:
    _, (event,) = coded("Nine men seized in Sidon in the first week of June are still detained.")
    assert event.modality == "asserted"
    text = "A dhow seized off Sidon on 5 June was released on Monday."
    assert pins(text) == [("military_operation", "Sidon")]


def test_a_bar_sets_off_the_place_of_an_entry() -> None:
    assert pins("Round-up.\n\nManbij | A shell killed two men.") == [("shelling", "Manbij")]
    assert roles("Manbij | Bread is available.")["Manbij"] == "topic"
    assert pins("Round-up.\n\nManbij | Bread is available. None of the guards was hurt.") == []


def test_several_names_before_a_dash_head_the_entries_of_a_bulletin() -> None:
    entries = ["HAIFA - A shop was looted.", "SIDON - Bread is available.", "TRIPOLI - It rained."]
    assert pins("\n\n".join(entries)) == [("property_destruction", "Haifa")]
    assert pins(entries[0]) == []
