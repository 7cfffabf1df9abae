"""Wordings that say less than they seem to: what mends one must not touch another."""

from __future__ import annotations

import pytest
from sample_coding import coded, names, pins, roles


@pytest.mark.parametrize(
    ("text", "event_type", "place"),
    [
        ("Smaller gatherings were held in Sidon on Sunday.", "protest", "Sidon"),
        ("Voting passed off peacefully in Srinagar on Monday.", "situation", "Srinagar"),
        ("Water had been off since Sunday in Hodeidah.", "situation", "Hodeidah"),
        ("Lorries with oxygen were stopped in Hodeidah.", "aid_restriction", "Hodeidah"),
        ("Lorries have been held at a checkpoint in Hodeidah.", "aid_restriction", "Hodeidah"),
        ("The president inspected Tuguegarao on Thursday.", "diplomacy", "Tuguegarao"),
        ("Some 300 people were moved out of Aparri on Sunday.", "situation", "Aparri"),
        ("Troops fired at people in Jenin.", "attack_on_civilians", "Jenin"),
        ("Oil workers intend to strike in Sidon on Monday.", "protest", "Sidon"),
        ("Teachers plan a strike in Sidon on Tuesday.", "protest", "Sidon"),
        ("Villagers stoned a burial team in Luwero.", "riot", "Luwero"),
        ("Survivors held a mass in Tacloban on Friday.", "protest", "Tacloban"),
        ("A house in Jenin was hit from the air.", "air_strike", "Jenin"),
        ("In the other Jenin, a wall collapsed on Friday.", "situation", "Jenin"),
    ],
)
def test_wordings_that_tell_an_event(text: str, event_type: str, place: str) -> None:
    assert (event_type, place) in pins(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gatherings of cousins were held in Sidon on Sunday.",
        "Voting rights in Srinagar were debated.",
        "A lorry driver held a party in Hodeidah.",
        "The engineer inspected pipes in Tuguegarao.",
        "A push into new markets in Lagos paid off.",
        "Bread spread with butter is sold in Juba.",
        "An attack on Juba is feared.",
        "A spread to Juba is feared.",
        "A curfew in Sidon is under discussion.",
        "The governors have not agreed to a proposed airlift to Saada.",
        "Two patients were moved to a hospital in Kampala.",
    ],
)
def test_wordings_that_place_nothing(text: str) -> None:
    assert pins(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Aid groups warned that a push into Jenin would cut off two bakeries.", "Jenin"),
        ("Doctors warned the army against an operation in Jenin.", "Jenin"),
        ("Observers want the vote repeated in Tete.", "Tete"),
        ("A curfew in Sidon is under discussion.", "Sidon"),
    ],
)
def test_what_is_warned_of_or_weighed_is_unrealized(text: str, place: str) -> None:
    assert roles(text)[place] == "unrealized"


def test_an_attack_that_residents_fear_still_happened_where_told() -> None:
    text = "Shells hit Kherson, and more attacks are feared."
    assert names(pins(text)) == {"Kherson"}


def test_a_protest_is_not_where_those_are_whom_it_is_about() -> None:
    text = "In Tripoli, some 5,000 people marched to demand a deal on the hostages in Jenin."
    assert names(pins(text)) == {"Tripoli"}
    assert names(pins("Thousands rallied for the hostages in Haifa.")) == {"Haifa"}


def test_who_is_mourned_need_not_have_died_where_the_vigil_is() -> None:
    text = "Lawyers will hold a vigil in Byblos on Sunday for a colleague who died in custody."
    assert [event_type for event_type, _ in pins(text)] == ["protest"]
    assert pins("Gunmen attacked a house in Jenin, where two men died.")


def test_people_flee_from_the_violence_just_told() -> None:
    text = "Militiamen burned homes in Jenin, and at least 600 people fled."
    assert ("situation", "Jenin") in pins(text)
    raid = "Soldiers raided Jenin, and two gunmen fled."
    assert [event_type for event_type, _ in pins(raid)] == ["ground_operation"]


def test_the_second_source_needs_no_verb() -> None:
    text = "In a clash in Jenin on Monday officials count five dead, medics eight."
    (event,) = (event for event in coded(text)[1] if event.on_map)
    assert (event.killed_low, event.killed_high) == (5, 8)
    plain = "Soldiers killed five men in Jenin, some of them eight hours later."
    assert [e.killed_high for e in coded(plain)[1] if e.on_map] == [5]


def test_fire_that_is_exchanged_is_no_blaze() -> None:
    text = "Gunmen and soldiers exchanged fire in Jenin on Monday; two men were killed."
    assert pins(text) == [("armed_clash", "Jenin")]
    assert pins("A fire gutted a market in Jenin.") == [("situation", "Jenin")]


def test_the_dead_whom_a_mass_is_for_are_not_its_toll() -> None:
    _, events = coded("Survivors held a mass in Tacloban on Friday for the victims killed there.")
    assert [event.killed_low for event in events if event.event_type == "protest"] == [None]


@pytest.mark.parametrize(
    ("text", "place", "role"),
    [
        ("A further attack on Rafah would be a catastrophe, the minister said.", "Rafah",
         "unrealized"),
        ("The minister said a march in Hebron would be held on Friday.", "Hebron", "planned"),
        ("The minister said talks in Doha would resume on Friday.", "Doha", "planned"),
        ("Demonstrators were due to gather in Nairobi but stayed at home.", "Nairobi",
         "unrealized"),
        ("Talks are due to resume in Doha on Friday but may be short.", "Doha", "planned"),
        ("Troops are poised to enter Goma.", "Goma", "unrealized"),
        ("The convoy never reached Gaza City.", "Gaza City", "unrealized"),
        ("The army never fully took Bakhmut.", "Bakhmut", "unrealized"),
        ("The army, which never tires, took Bakhmut.", "Bakhmut", "event"),
        ("Talk of an attack on Jenin is premature.", "Jenin", "unrealized"),
        ("After talks of an hour shells hit Jenin.", "Jenin", "event"),
        ("Riyadh warned Israel against an operation.", "Israel", "actor"),
        ("Amman has protested to Israel.", "Israel", "actor"),
        ("The storm hit Israel.", "Israel", "event"),
    ],
)  # fmt: skip
def test_what_would_be_and_what_came_to_nothing(text: str, place: str, role: str) -> None:
    assert roles(text)[place] == role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A shell went off in a schoolyard in Sidon.", [("explosion", "Sidon")]),
        ("The lights went off to applause at a play in Sidon.", []),
        ("Power has been out in Sidon since Monday.", [("situation", "Sidon")]),
        ("A new book has been out in Sidon since Monday.", []),
        ("Captives were handed to the Red Cross in Jenin.", [("agreement", "Jenin")]),
        ("Soldiers fired at people in Jenin and hit a man.", [("attack_on_civilians", "Jenin")]),
    ],
)
def test_words_that_tell_more_than_one_thing(text: str, expected: list[tuple[str, str]]) -> None:
    assert pins(text) == expected


def test_the_town_is_not_where_somebody_had_come_from() -> None:
    text = (
        "Shells hit a house in Beit Lahia on Wednesday. The family had come back from Deir"
        " al-Balah. In the town, 16,000 people have been without water since Monday."
    )
    assert ("situation", "Beit Lahia") in pins(text)
    moved = "Shells hit a house in Beit Lahia. Deir al-Balah was calm. The town was shelled later."
    assert names(pins(moved)) == {"Beit Lahia", "Deir al-Balah"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Firefighters battled a blaze in Derna.", [("situation", "Derna")]),
        ("Rebels battled soldiers in Derna.", [("armed_clash", "Derna")]),
        ("A farm in Derna slaughtered 6,000 pigs.", [("situation", "Derna")]),
        ("Gunmen slaughtered villagers in Derna.", [("attack_on_civilians", "Derna")]),
        ("The inmates were captured in Derna.", [("arrest", "Derna")]),
        ("Nurses are striking in Derna for higher pay.", [("protest", "Derna")]),
        ("Jets struck in Derna on Monday.", [("attack", "Derna")]),
        ("He owns two funeral homes in Derna.", []),
        ("Thousands attended the funeral in Derna.", [("protest", "Derna")]),
        ("The jackpot was hit in Derna.", []),
        ("A shareholder revolt in Derna ended his career.", []),
        ("Supporters in Derna slammed the testimony of a doctor.", []),
        ("A lorry slammed into a bus in Derna.", [("situation", "Derna")]),
        ("A fire rescue unit in Derna was called.", []),
        ("The head of the fire service in Derna told reporters that nobody was hurt.", []),
        ("Residents of Derna were told to head south.", [("displacement_order", "Derna")]),
        ("Rebels shelled Derna with the aim of taking the port.", [("shelling", "Derna")]),
    ],
)
def test_what_is_fought_killed_or_struck_tells_what_happened(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert pins(text) == expected
