"""Seats of government that are struck as places, and small areas beside a town."""

from __future__ import annotations

import pytest
from sample_coding import coded, pins


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jets bombed Beirut on Monday.", "Beirut"),
        ("Rebels attacked Bamako on Monday.", "Bamako"),
        ("American jets bombed Sanaa and Hodeidah on Monday.", "Sanaa"),
    ],
)
def test_a_capital_that_is_bombed_is_the_city(text: str, name: str) -> None:
    assert name in {place for _, place in pins(text)}


@pytest.mark.parametrize(
    "text",
    ["The opposition attacked Damascus over its ties.", "The bloc hit Damascus with sanctions."],
)
def test_a_capital_that_is_blamed_is_no_place_of_an_attack(text: str) -> None:
    assert pins(text) == []


def test_a_small_area_is_told_apart_from_the_town_it_lies_beside() -> None:
    assert pins("Seven people were killed in a strike in al-Mawasi, west of Khan Younis.") == [
        ("attack", "al-Mawasi")
    ]


def test_a_town_says_where_in_a_large_area() -> None:
    (event,) = [
        e for e in coded("A bomb went off in the Negev, south of Beersheba.")[1] if e.on_map
    ]
    assert (event.place_name, event.place_relation) == ("Beersheba", "near")


def test_both_ends_of_a_road_are_places() -> None:
    assert pins("Demonstrators blocked the highway between Tbilisi and Rustavi on Monday.") == [
        ("protest", "between Tbilisi and Rustavi")
    ]


def test_the_capital_is_the_capital_named_before() -> None:
    text = (
        "Students blocked a bridge in Belgrade on Monday. Farmers marched in Novi Sad. Thousands "
        "had rallied in the capital on Saturday."
    )
    assert pins(text)[-1] == ("protest", "Belgrade")
    text = "Farmers marched in Novi Sad. Thousands had rallied in the capital on Saturday."
    assert [name for _, name in pins(text)] == ["Novi Sad"]


def test_a_paragraph_that_opens_with_in_names_a_place_not_a_person() -> None:
    text = "Students met.\n\nIn Novi Sad, a crowd of protesters smashed the windows of an office."
    assert pins(text) == [("property_destruction", "Novi Sad")]


def test_a_small_division_far_from_all_that_a_report_names_is_not_meant() -> None:
    text = (
        "A quake struck western Nepal on Tuesday. Two children died in the Salyan district. Roads "
        "to Jumla were cut, and people fled their homes in Nepalgunj and Birendranagar."
    )
    assert "Salyan District" not in {name for _, name in pins(text)}
    near = "A quake struck Baku on Tuesday. Two children died in the Salyan district of Azerbaijan."
    assert "Salyan District" in {name for _, name in pins(near)}
