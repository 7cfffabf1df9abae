"""Names in lists, in situation reports and in far-off hamlets: what they do, and where they lie.

Written for this project; nothing of what they say happened.
"""

from __future__ import annotations

import pytest
from sample_coding import named


def classes(text: str) -> dict[str, str]:
    """Return the class of the place that each name means."""
    return {
        mention.surface: mention.resolution.place.feature_class if mention.resolution.place else ""
        for mention in named(text)
        if mention.function == "literal"
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Floods hit the provinces of Gaza, Inhambane, Manica and Tete in Mozambique.", "admin1"),
        ("Schools were shut in Kaduna, Niger and Katsina states.", "admin1"),
        ("Schools were shut in the cities of Kaduna, Kano and Katsina.", "populated_place"),
        ("Schools were shut in Kaduna, Kano and Katsina. States differ.", "populated_place"),
    ],
)
def test_one_class_word_speaks_for_a_list(text: str, wanted: str) -> None:
    found = classes(text)
    listed = [found[name] for name in found if name != "Mozambique"]
    assert len(listed) >= 3
    assert set(listed) == {wanted}


def test_a_list_with_figures_is_a_list() -> None:
    text = "Cases rose in Nhamatanda (6,125), Dondo (4,484), Beira (4,134) and Buzi (123)."
    assert list(classes(text)) == ["Nhamatanda", "Dondo", "Beira", "Buzi"]


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        # a hamlet that only a far city's other name is spelt like
        (
            (
                "On Zakynthos, fires reached the villages of Agalas and Keri. Fires near Patras"
                " went on. In Preveza a farm burned."
            ),
            "Keri",
            "",
        ),
        # what begins many names is none by itself
        ("Rebels attacked a base near Puerto Qwyzal in Arauca, Colombia.", "Puerto Qwyzal", ""),
        ("Rebels attacked a base near Puerto Asis in Colombia.", "Puerto Asis", "populated_place"),
        # a town that something is in stands for itself
        ("Hundreds met in the capital Bissau to denounce it.", "Bissau", "populated_place"),
        ("Two bombs went off in oil-rich Kirkuk on Monday.", "Kirkuk", "populated_place"),
    ],
)
def test_a_name_means_no_other_place(text: str, name: str, wanted: str) -> None:
    assert classes(text)[name] == wanted


def test_one_of_many_is_no_name() -> None:
    assert "Bank" not in classes("A car blew up near a Bank in southern Baghdad.")
    assert "Baghdad" in classes("A car blew up near a Bank in southern Baghdad.")


def test_a_short_form_means_what_its_fuller_form_means() -> None:
    def place(text: str) -> str:
        meant = next(m for m in named(text) if m.surface == "Gaza").resolution.place
        return meant.name if meant else ""

    assert (
        place("Forces entered Gaza. The Gaza Strip was cut off from Khan Younis.") == "Gaza Strip"
    )
    assert place("Forces entered the city of Gaza. The Gaza Strip was cut off.") == "Gaza City"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Shots were fired in South Kashmir’s Pulwama on Friday.", "Pulwama"),
        ("Shots were fired on Martha's Vineyard on Friday.", "Martha's Vineyard"),
    ],
)
def test_an_owner_and_its_place_are_two_names(text: str, wanted: str) -> None:
    assert wanted in classes(text)


def test_a_village_is_not_far_from_what_is_said_to_hold_it() -> None:
    text = "A bus crashed in Cieneguillas, a town in the Tarija region south of La Paz, Bolivia."
    assert classes(text)["Cieneguillas"] == ""
    assert classes("A bus crashed in Cieneguillas in Mexico.")["Cieneguillas"] != ""


def test_an_adjective_before_region_names_the_region() -> None:
    assert classes("Dozens were killed in the Amhara region on Monday.")["Amhara"] == "admin1"
    assert "Amhara" not in classes("Dozens of Amhara rebels were killed on Monday.")
