"""Tell what is only referred to, and which of several places "the town" means."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sample_coding import pins


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # not where people fled to, nor one of several
        (
            (
                "Shells hit a market in Kadugli on Monday. People fled to El Obeid and Rabak."
                " Troops were deployed in the town on Tuesday."
            ),
            ["Kadugli", "Kadugli"],
        ),
        # the place that the text has called a town
        (
            (
                "Gunmen shot a judge in Tibú, a town in Colombia, on Sunday. Four days earlier"
                " rebels had signed a truce in Ocaña. Help came from El Tarra and Teorama. Soldiers"
                " were deployed in the town."
            ),
            ["Tibú", "Ocaña", "Tibú"],
        ),
        # hardly a city of millions, where a spokesman sits
        (
            (
                "Russia said its troops had taken Kupiansk. A spokesman in Kyiv said fighting went"
                " on at the edge of the town."
            ),
            ["Kupiansk", "Kupiansk"],
        ),
        # but the last place where something happened
        (
            (
                "Gunmen attacked a school in Goma on Sunday. On Monday rebels entered Bukavu."
                " Shops in the city were looted."
            ),
            ["Goma", "Bukavu", "Bukavu"],
        ),
        (
            (
                "Rebels took Rutshuru, a town in the east, on Sunday. On Monday they attacked"
                " Masisi. Shops in the town were looted."
            ),
            ["Rutshuru", "Masisi", "Masisi"],
        ),
        ("A minister arrived in Kyiv. Protesters marched through the city.", ["Kyiv", "Kyiv"]),
    ],
)
def test_the_town_is_the_one_that_is_spoken_of(text: str, expected: Sequence[str]) -> None:
    assert [name for _, name in pins(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the same storm, named again
        (
            (
                "A cyclone hit Beira on Monday. People were evacuated from Dondo before the storm"
                " came ashore."
            ),
            [("situation", "Beira"), ("situation", "Dondo")],
        ),
        (
            "A flood swept through Derna. In Benghazi, officials said the flood was the worst yet.",
            [("situation", "Derna")],
        ),
        (
            "A cyclone hit Beira on Monday. The storm then struck Chimoio on Tuesday.",
            [("situation", "Beira"), ("situation", "Chimoio")],
        ),
        # one of a series
        (
            (
                "A gunman shot three workers in Macon, Georgia, on Monday. It was the second mass"
                " shooting in the state this year."
            ),
            [("attack_on_civilians", "Macon")],
        ),
        (
            (
                "Floods hit Maiduguri, in Borno state, on Monday. On Tuesday troops were deployed"
                " across the state."
            ),
            [("situation", "Maiduguri"), ("military_operation", "Borno State")],
        ),
        (
            (
                "A train derailed near Douala on Monday. Talks were held in Centre Region on"
                " Tuesday. The crash is the worst in the region this year."
            ),
            [("situation", "Douala"), ("diplomacy", "Centre")],
        ),
        (
            (
                "A bus fell into a gorge near Mandi, in Himachal Pradesh, on Monday. It was the"
                " worst accident in the state this year."
            ),
            [("situation", "Mandi")],
        ),
        # another day's is another
        (
            (
                "Rebels overran Kadugli on Saturday. The army said it had regained control of the"
                " city on Monday."
            ),
            [("ground_operation", "Kadugli"), ("ground_operation", "Kadugli")],
        ),
        (
            "The army entered Kadugli on Saturday. It said it had overrun the city.",
            [("ground_operation", "Kadugli")],
        ),
        # with what it was done
        (
            "In Nantes, youths set fire to bins and police, who used tear gas, detained 16.",
            [("property_destruction", "Nantes"), ("arrest", "Nantes")],
        ),
        (
            "Police, who stormed a hall in Nakuru, detained five students.",
            [("ground_operation", "Nakuru"), ("arrest", "Nakuru")],
        ),
        ("Police used tear gas in Nakuru on Tuesday.", [("protest", "Nakuru")]),
    ],
)
def test_what_is_only_referred_to_is_no_event(
    text: str, expected: Sequence[tuple[str, str]]
) -> None:
    assert pins(text) == expected


def test_a_place_and_a_road_from_it_are_two() -> None:
    text = (
        "Troops were deployed in Tibú on Monday. They set up checkpoints on the road between Tibú"
        " and Cúcuta."
    )
    assert [name for _, name in pins(text)] == ["Tibú", "between Tibú and Cúcuta"]


def test_troops_sent_to_the_town_are_not_on_the_road_beside_it() -> None:
    text = (
        "Gunmen shot a judge in Tibú on Sunday. The army sent 300 soldiers to the town on Monday"
        " and set up checkpoints on the road between Tibú and Cúcuta."
    )
    names = [name for _, name in pins(text)]
    assert names == ["Tibú", "Tibú", "between Tibú and Cúcuta"]
