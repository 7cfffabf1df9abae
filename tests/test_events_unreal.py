"""What did not happen: threats, drills, films, plans of others. One case a construction."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sample_coding import coded, pins, roles


@pytest.mark.parametrize(
    "text",
    [
        "Commanders vowed to bomb Khartoum.",
        "The general vowed that his troops would storm Bukavu.",
        "Ukraine accuses Moscow of preparing an offensive on Sumy.",
        "Officers uncovered a plan to attack the embassy in Bangkok.",
        "We repeat our warning: your ships will be hit off Hodeidah.",
        "Hodeidah was spared the bombing.",
        "Firefighters in Yokohama took part in a drill simulating an earthquake.",
        "A film about the siege of Vienna won two prizes.",
        "The novel opens with a bombing in Belfast.",
        "Shelters were prepared in Taichung in case missiles hit the city.",
        "Reports of a shooting at a mall in Minneapolis turned out to be false.",
        "Pilots were trained to bomb Tehran.",
        "The army has no intention of invading Transnistria.",
        "Police arrested a man who planned to bomb churches in Negombo.",
        "The hospital in Beira took no patients.",
        "Police in Hebron arrested nobody.",
        "Police from the station in Hebron arrived after three hours.",
    ],
)
def test_what_is_only_told_threatened_or_played_has_no_pin(text: str) -> None:
    assert pins(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor vowed to march in Nairobi on Saturday.", [("protest", "Nairobi")]),
        ("The army plans to withdraw from Goma.", [("military_operation", "Goma")]),
        ("The film festival in Belfast was bombed.", [("air_strike", "Belfast")]),
        ("A video shows shells falling in Sumy.", [("shelling", "Sumy")]),
        ("The army plans to shell Goma.", [("shelling", "Goma")]),
        (
            "The army said it had recaptured Omdurman, a claim the rebels denied.",
            [("ground_operation", "Omdurman")],
        ),
        ("Explosions could be heard in Damascus.", [("explosion", "Damascus")]),
        ("Gunmen abducted no fewer than 43 guests in Kaduna.", [("abduction", "Kaduna")]),
        ("A missile aimed at Kyiv was shot down over Poltava.", [("shelling", "Poltava")]),
        ("Gunmen abducted 20 pupils from a school in Kaduna.", [("abduction", "Kaduna")]),
    ],
)
def test_what_looks_like_it_and_is_real_or_planned(
    text: str, expected: Sequence[tuple[str, str]]
) -> None:
    assert pins(text) == list(expected)


def test_a_question_is_no_report_unless_it_takes_it_for_granted() -> None:
    assert pins("Is it true that a bridge in Kherson was shelled?") == []
    assert pins("Why was a bridge in Kherson shelled?") == [("shelling", "Kherson")]


def test_what_was_to_have_happened_did_not() -> None:
    assert pins("The army was to have left Goma by June.") == []
    assert pins("The army had left Goma by June.") == [("military_operation", "Goma")]


def test_a_fronted_phrase_does_not_undo_the_verb_behind_its_comma() -> None:
    assert pins("Unable to reach Goma, aid lorries unloaded in Bukavu.") == [
        ("aid_delivery", "Bukavu")
    ]
    assert pins("Aid lorries were unable to unload in Bukavu.") == []


def test_what_will_be_investigated_did_happen() -> None:
    assert pins("The UN will investigate the killing of nine aid workers near Bentiu.") == [
        ("attack_on_civilians", "Bentiu")
    ]
    assert pins("She was born in Grozny during the siege and lives in Lyon.") == []


def test_what_is_forecast_or_put_off_makes_its_place_unrealized() -> None:
    assert roles("Heavy rain is forecast for Palermo.")["Palermo"] == "unrealized"
    assert roles("A football match in Kano was put off.")["Kano"] == "unrealized"
    assert roles("Flights to Beirut were cancelled.")["Beirut"] == "topic"


def test_a_life_told_in_passing_leaves_the_verb_behind_it() -> None:
    text = "Born in Kano, the teacher was shot dead in Jos."
    assert pins(text) == [("attack_on_civilians", "Jos")]


def test_what_spared_nobody_did_happen() -> None:
    assert pins("Not one house in Derna was spared by the flood.") == [("situation", "Derna")]
    assert pins("Every house in Derna was spared by the flood.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Residents were warned of strikes on Rafah.",
        "Residents have been warned about an attack on Rafah.",
        "The army plans no raid on Rafah.",
    ],
)
def test_what_somebody_was_warned_of_or_plans_not_to_do_is_no_pin(text: str) -> None:
    assert pins(text) == []


def test_what_followed_a_warning_is_one() -> None:
    text = "Residents were warned before strikes hit Rafah on Monday."
    assert pins(text) == [("attack", "Rafah")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The paper said wrongly that a bomb exploded in Lyon.", []),
        ("A post falsely claimed that troops shelled Derna.", []),
        ("Jets mistakenly bombed a convoy in Derna.", [("air_strike", "Derna")]),
        ("An explosion that was first reported in Marib turned out to be thunder.", []),
        ("A blast in Marib turned out to be a gas explosion.", [("explosion", "Marib")]),
        ("A video said to show a bombing in Beirut is from another war.", []),
        ("Old footage of an explosion in Tehran was shared as new.", []),
        ("Footage of an explosion in Tehran was shared.", [("explosion", "Tehran")]),
        ("Had the missile hit Tel Aviv, hundreds would have died.", []),
        ("Rebels had hit Derna, where hundreds died.", [("attack", "Derna")]),
    ],
)
def test_what_is_untrue_or_only_imagined_is_no_pin(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert pins(text) == expected


def test_there_is_the_place_that_was_named_last() -> None:
    assert pins("Medics in Rafah said bodies came from Beit Lahia after a strike there.") != [
        ("attack", "Rafah")
    ]
    assert pins("Residents of Rafah said that shells fell there.") == [("shelling", "Rafah")]


def test_a_march_that_has_been_called_is_planned() -> None:
    _, (march,) = coded("A march has been called in Derna for Saturday.")
    assert (march.event_type, march.modality) == ("protest", "planned")
    _, (fire,) = coded("Firefighters have been called to a blaze in Derna.")
    assert (fire.event_type, fire.modality) == ("situation", "asserted")


def test_an_apposition_names_the_town_whatever_follows_it() -> None:
    text = "Jets hit a depot in Sudan's besieged capital, Port Sudan, on Monday."
    assert pins(text) == [("air_strike", "Port Sudan")]
