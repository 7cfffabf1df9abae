"""What is an event, whether, when and how many: cases named after what they hold."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from datetime import date

import pytest
from sample_land import PUBLISHED, coded, only_pin, pins

from geo.model import Event, Mention

# What ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("A drone hit a lorry in Ashfield on Monday.", "air_strike"),
        ("Warplanes bombed a mill in Ashfield on Monday.", "air_strike"),
        ("Two missiles were fired at Ashfield on Monday.", "shelling"),
        ("Mortars landed in Ashfield on Monday.", "shelling"),
        ("Ashfield came under artillery fire on Monday.", "shelling"),
        ("A car bomb went off in Ashfield on Monday.", "explosion"),
        ("Rival militias clashed in Ashfield on Monday.", "armed_clash"),
        ("Troops raided Ashfield on Monday.", "ground_operation"),
        ("Rebels seized Ashfield on Monday.", "ground_operation"),
        ("Soldiers besieged Ashfield on Monday.", "siege"),
        ("A teacher was shot dead in Ashfield on Monday.", "attack_on_civilians"),
        ("Gunmen kidnapped two nurses in Ashfield on Monday.", "abduction"),
        ("Three women were raped in Ashfield on Monday.", "sexual_violence"),
        ("Police arrested nine men in Ashfield on Monday.", "arrest"),
        ("Men looted a depot in Ashfield on Monday.", "property_destruction"),
        ("The army ordered people in Ashfield to leave on Monday.", "displacement_order"),
        ("A charity suspended its work in Ashfield on Monday.", "aid_restriction"),
        ("Lorries with flour reached Ashfield on Monday.", "aid_delivery"),
        ("Nurses marched in Ashfield on Monday.", "protest"),
        ("Prisoners rioted in Ashfield on Monday.", "riot"),
        ("The two sides signed a truce in Ashfield on Monday.", "agreement"),
        ("The foreign minister visited Ashfield on Monday.", "diplomacy"),
        ("Floods cut off Ashfield on Monday.", "situation"),
        ("A ferry capsized off Ashfield on Monday.", "situation"),
        ("Rebels attacked a post in Ashfield on Monday.", "attack"),
        ("Troops were deployed in Ashfield on Monday.", "military_operation"),
    ],
)
def test_each_type_has_a_verb_of_its_own(sentence: str, event_type: str) -> None:
    event = only_pin(sentence)
    assert event.event_type == event_type
    assert event.start == event.end == date(2024, 5, 13)
    assert event.place_name == "Ashfield"


def test_records_made_at_once_are_those_of_their_constructors() -> None:
    mentions, events = coded("Shells hit Ashfield on Monday, killing two people.")
    values = {field.name: getattr(events[0], field.name) for field in fields(Event)}
    assert Event.of(values) == Event(**values) == events[0]
    values = mentions[0]._asdict() | {"role": "topic"}
    assert mentions[0].but(role="topic") == Mention(**values)
    assert mentions[0].resolved(mentions[0].resolution) == mentions[0]
    assert mentions[0].role == "event"
    with pytest.raises(FrozenInstanceError):
        events[0].trigger = ""  # type: ignore[misc]


def test_a_second_strike_has_the_weapon_of_the_first() -> None:
    text = "A jet struck a house in Ashfield on Monday. A second strike hit a car in Carrow."
    assert [event.event_type for event in pins(text)] == ["air_strike", "air_strike"]


def test_a_strike_of_workers_is_a_protest() -> None:
    assert only_pin("A general strike was held in Ashfield.").event_type == "protest"


@pytest.mark.parametrize(
    "text",
    [
        "The bloc hit Ashfield with sanctions on Monday.",
        "A scandal rocked Ashfield on Monday.",
        "Ashfield was struck by new tariffs on Monday.",
    ],
)
def test_a_measure_that_hits_a_town_is_no_attack(text: str) -> None:
    assert pins(text) == []


def test_a_shell_that_hits_a_town_is_one() -> None:
    assert only_pin("Shells hit Ashfield on Monday.").event_type == "shelling"


# Whether ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Residents fear an attack on Ashfield.", "unrealized"),
        ("The minister warned against any operation in Ashfield.", "unrealized"),
        ("The envoy called for a truce in Ashfield.", "unrealized"),
        ("The president ruled out a ceasefire in Ashfield.", "unrealized"),
        ("Rebels could attack Ashfield.", "unrealized"),
        ("A march in Ashfield was called off.", "unrealized"),
        ("Troops did not enter Ashfield.", "unrealized"),
        ("The council would meet after the army takes Ashfield.", "unrealized"),
        ("Talks had been due to open in Ashfield but did not take place.", "unrealized"),
        ("Police foiled a bomb plot in Ashfield.", "unrealized"),
        ("The envoy expects 500 people to leave Ashfield.", "unrealized"),
        ("If troops enter Ashfield, the talks will end.", "unrealized"),
        ("No clashes were reported in Ashfield.", "unrealized"),
        ("Heavy rain is forecast for Ashfield.", "unrealized"),
        ("The army denied that it had shelled Ashfield.", "denied"),
    ],
)
def test_what_did_not_happen_is_listed_and_never_a_pin(sentence: str, modality: str) -> None:
    _, events = coded(sentence)
    assert not [event for event in events if event.on_map]
    assert modality in {event.modality for event in events}
    assert all(event.off_map_reason for event in events)


@pytest.mark.parametrize(
    "sentence",
    [
        "The foreign minister will visit Ashfield on Friday.",
        "Talks are due to resume in Ashfield on Friday.",
        "The union plans a march in Ashfield on Friday.",
        "The union has called a march in Ashfield for Friday.",
    ],
)
def test_what_its_doer_announces_is_a_planned_pin(sentence: str) -> None:
    event = only_pin(sentence)
    assert (event.modality, event.start) == ("planned", date(2024, 5, 17))


def test_a_party_claims_its_own_act_and_others_report_it() -> None:
    claimed = only_pin("Hamas said its fighters had shelled a base in Ashfield.")
    reported = only_pin("Troops shelled a base in Ashfield, residents said.")
    assert (claimed.modality, claimed.attribution) == ("claimed", "Hamas")
    assert (reported.modality, reported.attribution) == ("reported", "residents")


def test_a_denial_in_the_next_clause_is_noted_and_the_claim_stays() -> None:
    event = only_pin("The army said its troops had taken Ashfield; the rebels denied this.")
    assert event.modality == "claimed"
    assert event.denied_by == "the rebels"
    assert event.confidence == "weak"


@pytest.mark.parametrize(
    "text",
    [
        "Residents of Ashfield fear a raid on Brookton.",
        "Villagers in Ashfield fear settlers will attack Brookton.",
        "Fears grow of an attack on Brookton.",
        "Villagers of Ashfield brace for attacks on Brookton.",
    ],
)
def test_what_is_feared_is_no_pin(text: str) -> None:
    assert pins(text) == []


def test_what_happened_after_a_fear_is_still_a_pin() -> None:
    assert pins("Residents feared a raid after troops shelled Brookton on Monday.") != []


def test_what_a_rejected_report_says_is_denied() -> None:
    events = coded("Freeland rejected reports that troops had entered Ashfield.")[1]
    assert [e.modality for e in events if e.trigger == "entered"] == ["denied"]
    assert not any(event.on_map for event in events)


# When ---------------------------------------------------------------------------------------------


def test_an_event_without_a_date_stands_at_the_report_and_says_so() -> None:
    event = only_pin("A drone hit a lorry in Ashfield.")
    assert (event.start, event.date_source) == (None, "dateline")
    assert event.shown_start == event.shown_end == PUBLISHED


def test_each_clause_keeps_its_own_date() -> None:
    text = "Shells hit Ashfield on Monday, and troops entered Carrow on Tuesday."
    assert [event.start for event in pins(text)] == [date(2024, 5, 13), date(2024, 5, 14)]


def test_clauses_of_a_sentence_share_their_date() -> None:
    text = "Shells hit Ashfield on Monday, and a drone struck a car in Carrow."
    second = pins(text)[1]
    assert (second.start, second.date_source) == (date(2024, 5, 13), "inferred")


def test_a_recalled_event_has_its_own_year() -> None:
    event = only_pin("In 1999 a quake in Ashfield killed more than 1,000 people.")
    assert (event.start, event.background) == (date(1999, 1, 1), True)
    assert event.shown_end == date(1999, 12, 31)


def test_a_plan_s_date_is_not_the_arrest_s() -> None:
    text = "Police arrested 40 men in Ashfield ahead of a rally planned for Friday."
    assert next(event for event in pins(text) if event.event_type == "arrest").start is None


# How many -----------------------------------------------------------------------------------------


def test_a_toll_in_the_next_sentence_belongs_to_its_event() -> None:
    event = only_pin("A drone hit a bus in Ashfield on Monday. Two people were killed.")
    assert (event.killed_low, event.killed_high) == (2, 2)


def test_two_sources_that_disagree_give_a_range() -> None:
    text = "A drone hit a bus in Ashfield, killing twelve people. Doctors put the toll at nine."
    event = only_pin(text)
    assert (event.killed_low, event.killed_high) == (9, 12)


def test_a_running_total_is_listed_and_no_event() -> None:
    _, events = coded("Since January 600 people have been killed in Ashfield, the ministry says.")
    assert [(event.event_type, event.on_map) for event in events] == [("casualty_total", False)]


# One happening ------------------------------------------------------------------------------------


def test_headline_and_body_are_one_event() -> None:
    text = (
        "Girl killed as shells land near Ashfield\n\n"
        "Two shells fell in Ashfield on Monday, killing a girl."
    )
    event = only_pin(text)
    assert (event.killed_low, event.start) == (1, date(2024, 5, 13))


def test_a_plan_named_three_times_is_one_event() -> None:
    text = (
        "The minister is to visit Ashfield on Friday. The Ashfield visit follows a quarrel. "
        "His Ashfield visit is watched closely."
    )
    assert only_pin(text).modality == "planned"


def test_participles_belong_to_their_event_and_a_clause_with_an_act_is_its_own() -> None:
    assert len(pins("Troops raided Ashfield on Monday, detaining nine men.")) == 1
    text = "Nurses rallied in Ashfield on Monday, and police arrested nine of them."
    assert [event.event_type for event in pins(text)] == ["protest", "arrest"]
