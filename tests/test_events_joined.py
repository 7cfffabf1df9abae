"""Two verbs of one doer, help that is stopped, totals of acts, and what somebody would like."""

from __future__ import annotations

from datetime import date

import pytest
from sample_land import coded, only_pin, pins, roles


def test_verbs_of_one_doer_share_the_place_behind_the_last() -> None:
    found = pins("Soldiers arrested six men and demolished two houses in Ashfield on Monday.")
    assert {(event.event_type, event.place_name) for event in found} == {
        ("arrest", "Ashfield"),
        ("property_destruction", "Ashfield"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Police shot two men and were later attacked in Ashfield.",
        "Police arrested two men in Carrow and seized arms in Ashfield.",
    ],
)
def test_verbs_of_different_times_or_doers_do_not(text: str) -> None:
    first = min(coded(text)[1], key=lambda event: event.trigger_start)
    assert first.place_name != "Ashfield"


def test_a_killing_and_what_was_burned_with_it_are_one_raid() -> None:
    event = only_pin("Gunmen shot dead ten people and burned 20 houses in Ashfield on Monday.")
    assert (event.event_type, event.killed_low) == ("attack_on_civilians", 10)
    text = "Gunmen shot dead two guards in Ashfield and looted a depot in Carrow."
    assert [event.place_name for event in pins(text)] == ["Ashfield", "Carrow"]


def test_an_accident_told_in_two_verbs_is_one() -> None:
    event = only_pin("A ferry caught fire and sank off Ashfield on Monday, killing nine people.")
    assert (event.event_type, event.killed_low) == ("situation", 9)


def test_its_passengers_are_where_the_bus_was_stopped() -> None:
    text = "A bus was stopped on the road from Ashfield to Brookton and its passengers were seized."
    assert only_pin(text).place_name == "between Ashfield and Brookton"
    text = "A minister spoke in Ashfield and the passengers of a bus were seized."
    assert not pins(text) or pins(text)[0].place_name != "Ashfield"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hundreds fled to Ashfield, where a market was shelled on Monday.", "Ashfield"),
        ("The hurt were taken to Ashfield, where troops raided the clinic on Monday.", "Ashfield"),
        ("Rebels left Carrow for Ashfield, where the army arrested two of them.", "Ashfield"),
    ],
)
def test_where_means_the_end_of_the_way_before_it(text: str, name: str) -> None:
    assert pins(text)[-1].place_name == name


@pytest.mark.parametrize(
    "text",
    [
        "The agency halted deliveries in Ashfield on Monday.",
        "The agency has suspended food distribution in Ashfield.",
        "Food distributions in Ashfield were paused on Monday.",
        "The agency cut rations in Ashfield on Monday.",
    ],
)
def test_help_that_is_stopped_is_no_help(text: str) -> None:
    assert only_pin(text).event_type == "aid_restriction"


def test_help_that_comes_is_help() -> None:
    text = "The agency resumed food distribution in Ashfield on Monday."
    assert only_pin(text).event_type == "aid_delivery"


@pytest.mark.parametrize(
    "text",
    [
        "More than 300 people have been kidnapped in Ashfield this year.",
        "At least 40 people have been arrested in Ashfield since January.",
        "More than 40,000 people have been driven from their homes in Ashfield this year.",
    ],
)
def test_a_running_total_of_acts_is_no_pin(text: str) -> None:
    assert [event.event_type for event in coded(text)[1]] == ["casualty_total"]
    assert pins("Gunmen kidnapped 30 people in Ashfield on Monday.") != []


@pytest.mark.parametrize(
    "text",
    [
        "The envoy wants to see troops leave Ashfield.",
        "Diplomats would like to see talks resume, perhaps in Ashfield.",
    ],
)
def test_what_somebody_wants_to_see_has_not_happened(text: str) -> None:
    assert pins(text) == []
    assert roles(text)["Ashfield"] == "unrealized"


def test_what_somebody_came_to_see_has() -> None:
    assert pins("The envoy saw what is left after troops shelled Ashfield on Monday.") != []


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("No aid has entered Ashfield since 2 March.", date(2024, 3, 2)),
        ("Flour has not entered Ashfield for two months.", date(2024, 3, 15)),
    ],
)
def test_help_that_has_not_come_since_a_day_is_withheld(text: str, start: date) -> None:
    event = only_pin(text)
    assert (event.event_type, event.start) == ("aid_restriction", start)
    assert pins("No aid entered Ashfield on Monday.") == []
    assert pins("No aid has reached Ashfield since 2 March.") == []


def test_the_city_in_a_province_is_the_one_named_before() -> None:
    text = "A bomb went off in Ashfield. The city in Eastmarch has been under siege since March."
    assert [event.place_name for event in pins(text)] == ["Ashfield", "Ashfield"]
    text = "A bomb went off in Dunmere. The city in Eastmarch has been under siege since March."
    assert pins(text)[-1].place_name == "Eastmarch"


def test_fighting_that_drives_people_out_is_fighting() -> None:
    event = only_pin("Clashes in Ashfield drove 500 people from their homes on Monday.")
    assert event.event_type == "armed_clash"
    assert only_pin("Floods in Ashfield drove 500 people out.").event_type == "situation"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Organisers called on people to march in Ashfield on 7 July.", "planned"),
        ("The mayor called for a march in Ashfield on Saturday.", "unrealized"),
        ("The mayor called on people not to march in Ashfield on 7 July.", "unrealized"),
        ("The mayor called for an end to the protests in Ashfield.", "unrealized"),
    ],
)
def test_a_protest_that_is_called_for_a_day_is_planned(text: str, modality: str) -> None:
    assert [e.modality for e in coded(text)[1] if e.event_type == "protest"] == [modality]


def test_a_day_of_talks_that_is_counted_says_when_they_began() -> None:
    event = only_pin("Mediators held a third day of talks in Ashfield.")
    assert (event.start, event.end) == (date(2024, 5, 13), date(2024, 5, 15))


def test_the_end_of_a_way_stays_where_people_went() -> None:
    text = "Hundreds fled to Ashfield, where a market was shelled on Monday."
    assert roles(text)["Ashfield"] == "topic"
    assert pins(text)[-1].place_relation == "inferred"


@pytest.mark.parametrize(
    "text",
    [
        "Rockets were fired from Carrow at Ashfield on Monday.",
        "The militia fired rockets from Carrow at Ashfield on Monday.",
    ],
)
def test_what_is_fired_from_one_place_at_another_is_at_the_other(text: str) -> None:
    assert only_pin(text).place_name == "Ashfield"
    assert roles(text)["Carrow"] == "topic"


@pytest.mark.parametrize(
    "text",
    [
        "A shortage of fuel has hit Ashfield.",
        "The crisis hit Ashfield hard.",
        "Unemployment has battered Ashfield.",
    ],
)
def test_want_and_crisis_attack_nobody(text: str) -> None:
    assert pins(text) == []


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Rules were tightened after March 1987, when a ferry sank off Ashfield.", 1987),
        ("It was calm until 3 May 2020, when shells hit a market in Ashfield.", 2020),
    ],
)
def test_what_happened_when_stands_at_the_date_named(text: str, start: int) -> None:
    event = only_pin(text)
    assert event.start is not None
    assert event.start.year == start


def test_a_denial_is_listed_whatever_is_denied() -> None:
    _, (event,) = coded("The governor denied reports that the dam near Ashfield had cracked.")
    assert (event.event_type, event.on_map) == ("statement", False)


def test_the_dead_of_a_funeral_died_before() -> None:
    event = only_pin("Funerals were held in Ashfield on Sunday for 12 children killed by a rocket.")
    assert (event.event_type, event.killed_low) == ("protest", None)
    assert only_pin("Police fired on a march in Ashfield, killing 12 people.").killed_low == 12


def test_what_a_trial_is_over_is_no_news() -> None:
    text = "The trial of a warlord opened in Carrow on Monday over killings in Ashfield in 1990."
    assert "Ashfield" not in {event.place_name for event in pins(text)}


def test_where_nobody_was_killed_nothing_happened() -> None:
    assert pins("Nobody was killed in Ashfield on Monday.") == []
    assert only_pin("Nobody was killed in the attack on Ashfield on Monday.").killed_high == 0
    assert only_pin("A drone hit a depot in Ashfield. Nobody was killed.").killed_high == 0


def test_what_somebody_lived_through_once_is_no_news() -> None:
    assert pins("He survived the bombing of Ashfield.") == []
    assert pins("Three people survived a plane crash near Ashfield on Monday.") != []


@pytest.mark.parametrize(
    "text",
    [
        "A bomb went off in Ashfield on Monday and another in Brookton on Tuesday.",
        "Police arrested two men in Ashfield on Monday and three in Brookton on Tuesday.",
    ],
)
def test_each_of_two_places_has_the_day_told_of_it(text: str) -> None:
    found = {event.place_name: event.start for event in pins(text)}
    assert found == {"Ashfield": date(2024, 5, 13), "Brookton": date(2024, 5, 14)}


def test_a_day_behind_a_list_is_that_of_all() -> None:
    text = "Shells hit Ashfield and Brookton on Monday, a day after talks on Sunday."
    assert {event.start for event in pins(text)} == {date(2024, 5, 13)}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Nine men died in a gold mine in Ashfield on Monday.", "situation"),
        ("A fire at a mine in Ashfield killed nine men on Monday.", "situation"),
        ("Two men were killed by a mine near Ashfield on Monday.", "explosion"),
    ],
)
def test_a_mine_is_a_pit_or_a_weapon(text: str, event_type: str) -> None:
    assert only_pin(text).event_type == event_type


def test_an_attack_that_follows_a_raid_is_no_raid() -> None:
    found = pins("The attack in Ashfield came two days after a raid in Brookton.")
    assert [event.event_type for event in found] == ["attack", "ground_operation"]


@pytest.mark.parametrize(
    "text",
    [
        "The people of Ashfield come from Carrow and Brookton, which were bombed for years.",
        "The massacre in Ashfield was ruled a genocide.",
        "Nobody knows how many died in Ashfield.",
    ],
)
def test_what_is_judged_asked_or_told_of_elsewhere_is_not_here(text: str) -> None:
    assert "Ashfield" not in {event.place_name for event in pins(text)}


def test_what_is_told_with_its_day_is() -> None:
    assert pins("The massacre in Ashfield on Monday was condemned by all.") != []
    assert pins("Shells hit a market in Ashfield, which was bombed on Sunday.") != []


def test_nobody_hurt_in_two_places_is_nobody_hurt_in_either() -> None:
    found = pins("Shells fell in Ashfield and Brookton on Monday; no casualties were reported.")
    assert [(event.killed_high, event.injured_high) for event in found] == [(0, 0), (0, 0)]


def test_the_dead_of_a_vigil_are_not_those_of_the_arrest_before() -> None:
    text = (
        "Soldiers arrested five men in Ashfield on Monday. Some 300 people held a vigil in "
        "Brookton on Tuesday for a fisherman who drowned."
    )
    assert [event.killed_low for event in pins(text)] == [None, None]


def test_there_is_the_last_place_of_its_own_paragraph() -> None:
    text = (
        "Floods cut off Ashfield on Monday.\n\nThe agency runs two clinics in Brookton. Gunmen "
        "looted a depot there on Monday."
    )
    assert pins(text)[-1].place_name == "Brookton"


def test_officers_who_fire_on_a_march_are_at_the_march() -> None:
    text = (
        "Students marched in Ashfield on Monday. Officers fired rubber bullets, wounding four of "
        "them, and later arrested 16."
    )
    assert {(e.event_type, e.place_name) for e in pins(text)} == {
        ("protest", "Ashfield"), ("arrest", "Ashfield"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "event_type", "modality"),
    [
        ("Firemen have called a strike in Ashfield for Friday.", "protest", "planned"),
        ("Lorries of food entered by way of Ashfield on Monday.", "aid_delivery", "asserted"),
    ],
)
def test_a_strike_that_is_called_and_what_comes_by_way_of(
    text: str, event_type: str, modality: str
) -> None:
    event = only_pin(text)
    assert (event.event_type, event.modality) == (event_type, modality)


@pytest.mark.parametrize(
    "text",
    [
        "The danger in Ashfield is no longer an invasion but slow pressure.",
        "It was not an attack on Ashfield.",
        "The premier has dropped a visit to Ashfield that was planned for Friday.",
    ],
)
def test_what_something_is_not_and_what_is_dropped_is_no_pin(text: str) -> None:
    assert pins(text) == []


def test_a_march_is_where_people_march_not_where_what_they_ask_for_is() -> None:
    text = "In Ashfield, 200 people marched on Monday to demand the release of men held in Carrow."
    assert only_pin(text).place_name == "Ashfield"


def test_a_second_participle_shares_had() -> None:
    text = "A patrol had entered Ashfield on Monday and blown up two houses there."
    assert [event.event_type for event in pins(text)] == [
        "ground_operation",
        "property_destruction",
    ]
    text = "A patrol had entered Ashfield on Monday with arms taken from a depot."
    assert [event.event_type for event in pins(text)] == ["ground_operation"]
