"""Tell who says so, what is only ordered, compared or a life, and where what was fired fell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sample_coding import coded, pins


@pytest.mark.parametrize(
    ("text", "modality", "told_by"),
    [
        ("Kinshasa denied it and accused Kigali of shelling Goma.", "reported", "Kinshasa"),
        ("Local media reported clashes in Gao on Tuesday.", "reported", "Local media"),
        ("Unconfirmed reports spoke of shelling in Gao.", "reported", "Unconfirmed reports"),
        ("There were reports of gunfire in Gao on Tuesday.", "reported", "reports"),
        ("The Al-Quds Brigades claimed an attack in Jenin.", "claimed", "The Al-Quds Brigades"),
        ("A spokesman claimed an attack in Jenin.", "reported", "A spokesman"),
        ("Police announced the arrest of two men in Leeds on Monday.", "claimed", "Police"),
        ("The union announced a march in Leeds for Saturday.", "planned", "The union"),
        # the text's own voice
        ("Troops shelled a camp in Gao on Monday.", "asserted", ""),
        ("Reports were burned in a raid on Gao.", "asserted", ""),
        ("The mayor spoke of peace before clashes in Gao.", "asserted", ""),
    ],
)
def test_who_tells_of_what_a_noun_names(text: str, modality: str, told_by: str) -> None:
    found = [(e.modality, e.attribution) for e in coded(text)[1] if e.on_map]
    assert found == [(modality, told_by)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an order is not its execution
        ("A court in Nairobi ordered the arrest of three bankers.", []),
        ("The general ordered an attack on Gao on Monday.", []),
        ("A judge in Leeds issued a warrant for the arrest of a banker.", []),
        ("Troops attacked Kadugli on Monday, on the orders of a general.", [("attack", "Kadugli")]),
        ("The mayor ordered a curfew in Gao on Tuesday.", [("siege", "Gao")]),
        ("Police in Leeds made an arrest on Tuesday.", [("arrest", "Leeds")]),
        # what is compared
        ("The king compared it with Beirut, where a blast destroyed the port.", []),
        (
            "She lives with him in Beirut, where a blast destroyed a house.",
            [("explosion", "Beirut")],
        ),
        # a life
        ("Born in Cork, she fought in Mosul and was wounded in Raqqa.", []),
        ("The general, who led troops in Grozny and besieged Aleppo, died at 81.", []),
        ("The writer, who has died aged 88, was arrested in Prague as a student.", []),
        ("Born in Brest, he was arrested in Minsk on Monday.", [("arrest", "Minsk")]),
        (
            "A woman aged 81 died when a shell hit her house in Sumy.",
            [("shelling", "Sumy")],
        ),
        # where what was fired came down
        ("A rocket was fired at Sderot; it fell near Netivot.", [("shelling", "Netivot")]),
        (
            "Gunmen fired a rocket at Sderot on Monday. The rocket landed in Netivot.",
            [("shelling", "Netivot")],
        ),
        ("Rockets were fired at Sderot; two people were hurt there.", [("shelling", "Sderot")]),
        ("A rocket was fired at Sderot; it did not land in Netivot.", [("shelling", "Sderot")]),
    ],
)
def test_what_is_told_beside_an_act(text: str, expected: Sequence[tuple[str, str]]) -> None:
    assert pins(text) == list(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # capitals throughout say nothing of a word
        ("TWO KILLED AS DRONE HITS BUS IN KHERSON", [("air_strike", "Kherson")]),
        ("POLICE ARREST NINE AFTER CLASHES IN NAKURU", [("arrest", "Nakuru")]),
        # but initials stay initials
        ("NINE HELD IN OPERATION STRIKE, SAYS REPORT FROM NAKURU", []),
        ("US AND IRAN TO HOLD TALKS IN MUSCAT", [("diplomacy", "Muscat")]),
    ],
)
def test_a_headline_in_capitals_is_read_as_one_in_small_letters(
    text: str, expected: Sequence[tuple[str, str]]
) -> None:
    assert pins(text) == list(expected)
