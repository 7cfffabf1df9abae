"""Figures of speech: what has no body neither does violence nor suffers it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sample_coding import pins


@pytest.mark.parametrize(
    "text",
    [
        "Her lecture in Tampere drew a storm of applause.",
        "A bidding war broke out over a farm near Perugia.",
        "The musical bombed in Toronto.",
        "A wave of complaints hit the council in Cardiff.",
        "Shares in the maker of pumps crashed in Stuttgart.",
        "Investors fled Karachi for safer markets.",
        "Lawmakers clashed in Brussels over the budget.",
        "The mayor bombarded Vilnius with letters.",
        "The airline fired 200 workers at its base in Riga.",
        "Cheap imports flooded the market in Dakar.",
        "The party won a landslide in Ahmedabad.",
        "The two sides clashed in Turin in the semi-final.",
        "The rider attacked on the climb outside Grenoble and won a medal.",
        "Bookmakers in Galway made a killing on the race.",
        "A fire drill emptied a school in Odense.",
        "Polls put them level in Denver.",
        "The board is under siege from auditors in Lisbon.",
        "Rebels vowed to march on Bangui.",
        "The news hit Turin like a bomb.",
        "The museum in Basel was flooded with visitors.",
        "The union attacked the council of Leeds in an open letter.",
        "Jakarta hit back at Canberra's claim.",
        "Rents in Dublin have exploded.",
        "The mayor came under fire in Lyon over the budget.",
        "The board came under fire in Turin for not sending help.",
        "The disorder has been identified in patients in Ohio.",
        "They lost the battle for second place in Leipzig.",
        "Her remarks in Seoul lit a firestorm of protest.",
        "The hotel in Cusco was besieged by photographers.",
        "The champion crashed out of the open in Rome.",
    ],
)
def test_a_figure_of_speech_has_no_pin(text: str) -> None:
    assert pins(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A storm of unusual force struck Tampere.", [("situation", "Tampere")]),
        ("A fire broke out at a farm near Perugia.", [("situation", "Perugia")]),
        ("Jets bombed Toronto.", [("air_strike", "Toronto")]),
        ("A wave of drones hit Kharkiv.", [("air_strike", "Kharkiv")]),
        ("A bus crashed in Stuttgart.", [("situation", "Stuttgart")]),
        ("Families fled Karachi.", [("situation", "Karachi")]),
        ("Soldiers fired at workers in Riga.", [("attack_on_civilians", "Riga")]),
        ("Rain flooded the market in Dakar.", [("situation", "Dakar")]),
        ("A landslide buried a hamlet near Ahmedabad.", [("situation", "Ahmedabad")]),
        (
            "Fans clashed with police in Turin before the semi-final.",
            [("riot", "Turin")],
        ),
        ("Two spectators were killed in Grenoble at the play-off.", [("attack", "Grenoble")]),
        ("The museum in Basel was flooded with water.", [("situation", "Basel")]),
        ("A gas main exploded in Dublin.", [("situation", "Dublin")]),
        ("A letter bomb hurt a clerk in Turin.", [("explosion", "Turin")]),
        ("They lost the battle for the bridge in Leipzig.", [("armed_clash", "Leipzig")]),
        ("Protests were held in Seoul.", [("protest", "Seoul")]),
        ("Troops came under fire in Lyon for two hours.", [("attack", "Lyon")]),
        ("Violent disorder broke out in Lyon.", [("riot", "Lyon")]),
        ("Rebels bombarded Goma with mortars.", [("shelling", "Goma")]),
        ("Polls opened in Denver.", [("situation", "Denver")]),
        ("Militants attacked a cinema in Herat.", [("attack", "Herat")]),
        ("The film festival in Haifa was bombed.", [("air_strike", "Haifa")]),
    ],
)
def test_what_uses_the_same_words_and_did_happen(
    text: str, expected: Sequence[tuple[str, str]]
) -> None:
    assert pins(text) == list(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a game, by its score, its expressions or who plays it
        ("Ajax thrashed Feyenoord 5-1 in Rotterdam after striking early.", []),
        ("Liverpool attacked down the left and struck twice in Porto.", []),
        ("The hosts' defence collapsed in Naples in added time.", []),
        ("Marseille signed a deal with the striker in Paris on Monday.", []),
        ("A midfielder, injured in Madrid, will miss the rest of the season.", []),
        # the same words, and somebody harmed or armed
        ("Rebels beat back troops and killed 5-10 men in Goma.", [("armed_clash", "Goma")]),
        ("Gunmen killed a goalkeeper in Cali on Monday.", [("attack_on_civilians", "Cali")]),
        ("Police arrested 40 fans after a 2-1 win in Leeds.", [("arrest", "Leeds")]),
        ("A stand collapsed in Accra in added time, killing nine.", [("situation", "Accra")]),
        ("Militants hit the post in Jalawla in the first half of May.", [("attack", "Jalawla")]),
        ("The two sides signed a deal in Paris on Monday.", [("agreement", "Paris")]),
    ],
)
def test_a_game_is_no_fight(text: str, expected: Sequence[tuple[str, str]]) -> None:
    assert pins(text) == list(expected)
