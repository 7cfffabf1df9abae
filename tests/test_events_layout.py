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
