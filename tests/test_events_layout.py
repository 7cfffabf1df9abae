"""Reports as lists, live pages and briefs: what heads an entry says where and when."""

from __future__ import annotations

from datetime import date

import pytest
from sample_coding import PUBLISHED, coded, names, pins, roles


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Round-up.\n\n- Kharkiv: two dead when a grenade was thrown into a bar.", "Kharkiv"),
        ("Round-up.\n\n2/ Goma: a grenade was thrown into a bar.", "Goma"),
        ("BRUSSELS - Ministers will meet here on Saturday.", "Brussels"),
        ("LIMA - Riot police fired tear gas at a march on Monday night.", "Lima"),
    ],
)  # fmt: skip
def test_what_heads_an_entry_is_its_place(text: str, place: str) -> None:
    assert [name for _, name in pins(text)] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "QUETTA: Security forces killed five men in a raid.",
        "KYIV - Drones set fire to a dairy.",
        "LIMA - The government met. The protests began on Thursday.",
    ],
)
def test_a_dateline_alone_is_no_place_of_an_attack(text: str) -> None:
    assert pins(text) == []


def test_a_colon_closes_a_dateline_too() -> None:
    text = "GOMA: Gunmen killed two guards in Bukavu on Monday."
    assert names(pins(text)) == {"Bukavu"}
    assert roles(text)["GOMA"] == "topic"


def test_an_entry_with_a_time_of_day_is_of_the_day_of_the_report() -> None:
    _, (live,) = coded("Live.\n\n20:05 Two rockets hit Haifa.")
    assert (live.start, live.date_source) == (PUBLISHED, "inferred")
    _, (plain,) = coded("News.\n\nTwo rockets hit Haifa.")
    assert plain.start is None
    _, (dated,) = coded("Live.\n\n20:05 Two rockets hit Haifa on Sunday.")
    assert dated.start == date(2024, 6, 9)


def test_in_exchange_tells_of_the_same_day() -> None:
    text = (
        "Rebels freed two captives in Goma on Saturday. {} thirty prisoners were freed in Bukavu."
    )
    _, events = coded(text.format("In exchange,"))
    assert [event.start for event in events] == [date(2024, 6, 8)] * 2


def test_a_log_is_of_the_day_of_its_heading() -> None:
    text = "LOG, Tuesday 11 June\n06:15 - Mortar rounds land in Sumy.\n09:30 - A drone hit Odesa.\n"
    found = {event.place_name: event.start for event in coded(text)[1] if event.on_map}
    assert found == {"Sumy": date(2024, 6, 11), "Odesa": date(2024, 6, 11)}


def test_a_name_before_anothers_possessive_holds_no_place() -> None:
    assert roles("Shells hit Kherson, Russia's army said.")["Russia"] == "actor"
    assert roles("Shells hit Kherson, Ukraine, an army said.")["Ukraine"] == "event"


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (
            "- Shells hit Sumy\n- A drone struck a mill in Odesa\n- Calm elsewhere",
            {"Sumy", "Odesa"},
        ),
        ("* Kharkiv: shells hit a mill\n* Sumy - drone struck a school", {"Kharkiv", "Sumy"}),
        ("1/ Sumy, ~7am: shells hit a mill\n2/ Goma, North Kivu: bar bombed", {"Sumy", "Goma"}),
        ("10 Jun | Goma | Bar bombed at dawn\n11 Jun | Sumy | Shells hit a mill", {"Goma", "Sumy"}),
        (
            "Shells hit Sumy market\nGunmen attack a church in Jos\nMen talk of bonds\nRain late",
            {"Sumy", "Jos"},
        ),
    ],
)
def test_the_lines_of_a_list_report_without_a_full_stop(lines: str, places: set[str]) -> None:
    assert names(pins(f"Bulletin.\n\n{lines}\n")) == places


def test_a_heading_over_a_text_reports_nothing_of_its_own() -> None:
    text = "Weekly news.\n\nShelling of Kherson\nThe town lies on the right bank of a river."
    assert pins(text) == []
    assert pins("News.\n\nMenu\nGaza war\nSport\nWeather") == []


def test_wrapped_lines_are_one_sentence() -> None:
    text = "Officials said the shells which had struck the market\nof Kherson were fired from afar."
    assert names(pins(text)) == {"Kherson"}


def test_a_day_at_the_head_of_an_entry_dates_it() -> None:
    text = (
        "Log.\n\n* 3 June: shells hit a mill in Sumy\n"
        "* 4 June, Goma: grenade thrown into a bar. Two men shot dead.\n"
    )
    days = {event.start for event in coded(text)[1] if event.on_map}
    assert days == {date(2024, 6, 3), date(2024, 6, 4)}


def test_the_hour_over_an_entry_of_a_live_page_dates_it() -> None:
    text = "Live.\n\n14:52\nTwo rockets hit Haifa.\n\n2.10pm ET\nA drone struck Sumy.\n"
    assert [event.start for event in coded(text)[1]] == [PUBLISHED, PUBLISHED]


def test_a_day_within_an_entry_counts_before_that_of_its_head() -> None:
    text = (
        "Log.\n\n* 3 June: shells hit Sumy, after a drone struck Odesa on 1 June\n* 4 June: none\n"
    )
    found = {event.place_name: event.start for event in coded(text)[1] if event.on_map}
    assert found == {"Sumy": date(2024, 6, 3), "Odesa": date(2024, 6, 1)}


BRIEFS = (
    "QUITO - Inmates took eight guards hostage in Guayaquil. Soldiers regained control at dawn.\n\n"
    "LIMA - A bus plunged into a ravine near Ayacucho, killing nine.\n\n"
    "BOGOTA - Congress voted to extend a state of emergency.\n"
)


def test_datelines_of_briefs_that_tell_of_elsewhere_place_nothing() -> None:
    assert names(pins(BRIEFS)) == {"Guayaquil", "Ayacucho"}


def test_a_part_without_a_verb_before_a_semicolon_is_a_clause() -> None:
    text = "Fighting around the bridge in Myawaddy; hundreds of people crossed to Mae Sot."
    assert ("armed_clash", "Myawaddy") in pins(text)
    assert names(pins("Calm in Myawaddy; fighting went on in Goma.")) == {"Goma"}


TABLE = """Incidents.

Date | Location | Incident | Killed | Injured
10 Jun | Maiduguri | Suicide bombing at fish market | 6 | 14
11 Jun | Kaduna | Kidnapping of 23 passengers | - | -
12 Jun | Enugu | Tanker explosion on 3 lanes | 11+ | 0
"""


def test_the_columns_of_a_table_say_what_their_numbers_count() -> None:
    found = {
        event.place_name: (event.killed_low, event.killed_high, event.injured_low)
        for event in coded(TABLE)[1]
    }
    assert found["Maiduguri"] == (6, 6, 14)
    assert found["Enugu"] == (11, None, 0)
    assert found["Kaduna"] == (None, None, None)


def test_columns_without_such_headings_count_nobody() -> None:
    plain = TABLE.replace("Killed", "Page").replace("Injured", "Line")
    assert {event.killed_low for event in coded(plain)[1]} == {None}


def test_a_row_that_ends_in_such_a_word_is_no_heading() -> None:
    text = "News.\n\nSumy | Shells hit a market at noon and eleven people were hurt\nGoma | Calm"
    assert names(pins(text)) == {"Sumy"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Flash.\n\nUrgent | Warplanes raid outskirts of Baalbek\nUrgent | Talks go on", "Baalbek"),
        ("Live.\n\n15:30\nIN PICTURES: Protesters block the road at Goma\n\n14:12\nRain.", "Goma"),
        ("Live.\n\n15:30\nGunmen attack a church in Jos\n\n14:12\nRain is expected.", "Jos"),
    ],
)
def test_what_a_newsroom_sets_before_an_entry_is_passed_over(text: str, place: str) -> None:
    assert names(pins(text)) == {place}


def test_an_infinitive_in_a_headline_is_a_plan() -> None:
    _, (event,) = coded("EU leaders to meet in Brussels.")
    assert (event.modality, event.on_map) == ("planned", True)
    assert pins("A bid to meet in Brussels.") == []


def test_the_place_before_a_kind_of_protest_names_it() -> None:
    assert pins("Five shot dead as Nairobi tax protest turns deadly.") == [("protest", "Nairobi")]
    assert names(pins("A Gaza war protest was held in London.")) == {"London"}


def test_the_line_under_the_head_of_a_table_cuts_nothing_off() -> None:
    text = (
        "| Date | Place | What | Dead |\n|---|:---|---|---:|\n"
        "| 10 June | Sumy | shelling of a mill | 3 |\n| 11 June | Kherson | drone strike | 1 |\n"
    )
    found = [(e.place_name, e.killed_low) for e in coded(text)[1] if e.on_map]
    assert found == [("Sumy", 3), ("Kherson", 1)]


def test_a_line_of_hyphens_under_a_heading_is_no_table() -> None:
    text = "Night in Sumy\n-----\nA drone hit a mill in Sumy on Monday, killing three people."
    assert [(e.place_name, e.killed_low) for e in coded(text)[1] if e.on_map] == [("Sumy", 3)]
