"""Read news as agencies, situation reports and lists of a day's events write it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from sample_coding import coded, pins


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # compounds that describe a place
        ("In oil-rich Basra, two bombs went off in a market.", [("explosion", "Basra")]),
        (
            "A drone struck the Russian-occupied town of Oleshky, killing two people.",
            [("air_strike", "Oleshky")],
        ),
        (
            "A rocket fired from Houthi-controlled land in Saada hit a house in Jizan.",
            [("shelling", "Jizan")],
        ),
        ("Talks on the Israeli-occupied land went on.", []),
        # figures in brackets don't end a list
        (
            "Malaria cases rose in Nampula (6,125), Beira (4,134 cases) and Tete (123).",
            [("situation", "Nampula"), ("situation", "Beira"), ("situation", "Tete")],
        ),
        (
            "New cholera cases were found in three regions, namely Dodoma (7), Iringa and Mbeya.",
            [("situation", "Dodoma"), ("situation", "Iringa"), ("situation", "Mbeya")],
        ),
        ("Cholera spread in Nampula (see annex); Beira won.", [("situation", "Nampula")]),
        # who reports its cases, and where they are reported from
        ("On 3 May, Lilongwe reported five new cases of cholera.", [("situation", "Lilongwe")]),
        ("Two new cases of cholera were reported from Mzuzu.", [("situation", "Mzuzu")]),
        ("A man from Mzuzu reported the theft of a car.", []),
        # plural subjects with two bare verbs
        ("Gunmen shoot and kill 7 people in Maiduguri.", [("attack_on_civilians", "Maiduguri")]),
        ("Police patrol and traffic rules are on show in Maiduguri.", []),
        # a bomber that drives
        (
            "A suicide car bomber drove his van into a gate in Kirkuk, killing six.",
            [("explosion", "Kirkuk")],
        ),
        ("A bomber killed six people in Kirkuk.", [("air_strike", "Kirkuk")]),
        # one patrol is none who patrol
        (
            "A roadside bomb targeting a police patrol in Kirkuk wounded three people.",
            [("explosion", "Kirkuk")],
        ),
        # the region that opens a sentence holds what nobody knows
        (
            "In Helmand, rebels attacked a police post in Qwyzabad district.",
            [("attack", "Helmand")],
        ),
        ("In Kabul, officials said rebels attacked a post in Qwyzabad district.", []),
        # a sea before a town is no place
        ("Police in the Indian Ocean port fired tear gas at marchers.", []),
        ("A tanker sank in the Indian Ocean.", [("situation", "Indian Ocean")]),
        # another part of the land
        (
            "Police killed a man in Mombasa, they said, and one died in a flood in the southwest.",
            [("attack", "Mombasa")],
        ),
        # what is dreaded, and who is
        (
            "Fighters of the feared Red Lion unit killed six farmers in Goma.",
            [("attack", "Goma")],
        ),
        ("Residents spoke of the feared Red Lion attack on Goma.", []),
        # what is unlikely, or what troops only wait for
        ("It is unlikely that there will be a larger earthquake in Lima.", []),
        ("The brigade was kept on standby to carry out an amphibious landing in Odesa.", []),
        ("The brigade began an amphibious landing in Odesa.", [("ground_operation", "Odesa")]),
        # what a person is linked to
        ("A man linked to the Paris attacks is arrested in Rabat.", [("arrest", "Rabat")]),
        # what comes often, or has come again and again
        ("The town of Kangding is frequently struck by earthquakes.", []),
        ("Kunduz has come under attack several times since then.", []),
        ("Kunduz came under attack on Tuesday.", [("attack", "Kunduz")]),
        # captives are released, and so are pictures
        ("The army released ten men in Jos.", [("agreement", "Jos")]),
        ("Video released by the governor of Basilan province showed people in blankets.", []),
        ("The bodies of four men were found in east Baghdad.", [("situation", "Baghdad")]),
        ("The governing body found faults in Baghdad.", []),
        # those whom somebody only wants to free
        (
            "Police are trying to rescue nine students kidnapped by gunmen in Jos on Monday.",
            [("abduction", "Jos")],
        ),
        ("Police plan to rescue hikers trapped in Jos.", []),
        # where those were whom it befell
        (
            "Rebels shot at two officers who were standing at a gate in rural Cauca.",
            [("attack_on_civilians", "Cauca Department")],
        ),
        ("Rebels shot at two officers who grew up in Bogota.", []),
        # the place right before "which"
        (
            "A raid on Jenin led to protests across Hebron, which grew into clashes.",
            [("ground_operation", "Jenin"), ("protest", "Hebron"), ("armed_clash", "Hebron")],
        ),
        # "both" takes two places
        ("Police fired tear gas in both the capital and Mombasa.", [("protest", "Mombasa")]),
        # what holds an unknown place: its owner, its region, what it is measured from
        (
            "A blast occurred in Qwyza village, located a few kilometers from Saravena.",
            [("explosion", "Saravena")],
        ),
        ("On Zakynthos, fires reached the village of Qwyza.", [("situation", "Zakynthos")]),
        # "security forces in X" are no verb
        (
            "A gunfight is underway between militants and security forces in Shopian district.",
            [("armed_clash", "Shopian")],
        ),
        ("Gunfire forces shops to close in Shopian.", [("armed_clash", "Shopian")]),
        (
            "An encounter broke out between rebels and soldiers in Kupwara.",
            [("armed_clash", "Kupwara")],
        ),
        ("An encounter of two writers in Kupwara became a novel.", []),
        # a vehicle that goes down a slope
        ("A bus plummeted into a ravine near Cusco, killing 25.", [("situation", "Cusco")]),
        ("Shares plummeted in Cusco.", []),
        # where the hurt are flown
        ("They said 13 of the wounded were airlifted to Juba for treatment.", []),
        ("Sacks of flour were airlifted to Juba.", [("aid_delivery", "Juba")]),
        # a compound is no town's name
        ("Forces retook the Naso-Hablod hotel in Mogadishu.", [("ground_operation", "Mogadishu")]),
        # adjectives that only the press uses so, numbers with a hyphen, small articles
        (
            "A blast ripped through a mosque in Pakistan’s restive Balochistan province.",
            [("explosion", "Balochistan")],
        ),
        (
            "Police arrested twenty-two suspected militants in Beledweyne on Tuesday.",
            [("arrest", "Beledweyne")],
        ),
        ("Police arrested two men suspected of a raid in Beledweyne.", []),
        ("An airstrike killed several men near al Mahfad.", [("air_strike", "Al Maḩfid")]),
        (
            "Blasts were heard in several districts throughout Mogadishu.",
            [("explosion", "Mogadishu")],
        ),
        # what is fought for; crowds around an office
        ("Clashes between rivals for control of Tripoli went on.", [("armed_clash", "Tripoli")]),
        ("Clashes between rivals for the attention of Tripoli went on.", []),
        ("Crowds clashed with police around the headquarters in Quito.", [("riot", "Quito")]),
        # a share of the displaced
        ("Some 76 per cent of the displaced are from Khartoum.", []),
        ("Some 7,000 people were displaced from Khartoum.", [("situation", "Khartoum")]),
        # what holds a place that somebody names in quotation marks
        (
            '"Rebels attacked the village of Qwyza" in the Centre-Nord region, a source said.',
            [("attack", "Centre-Nord")],
        ),
        # a dateline with a long dash, and a head that alone says where
        (
            "Zamboanga City―Eight soldiers were hurt in a firefight in Patikul, they said.",
            [("armed_clash", "Patikul")],
        ),
        (
            "Maputo — Rebels murdered five people on Tuesday in Macomia.",
            [("attack_on_civilians", "Macomia")],
        ),
        ("Shelling of Rafah — The army said it began on Monday.", [("shelling", "Rafah")]),
        # from where people are moved
        ("Some 700 people were relocated from Beira to Tete.", [("situation", "Beira")]),
        # a headquarters where fighters gather, and one that is moved
        ("Fighters are massing at their headquarters in Gwoza.", [("military_operation", "Gwoza")]),
        ("He moved the headquarters of military operations to Maiduguri.", []),
        # a state of siege is declared, soldiers close a town, a jet comes down
        ("The president declared a state of siege in Ituri.", [("situation", "Ituri")]),
        ("The siege of Ituri went on.", [("siege", "Ituri")]),
        ("The army blocked all access to the city of Conakry.", [("siege", "Conakry")]),
        ("A cargo jet crashed near Bishkek.", [("situation", "Bishkek")]),
        ("A fighter jet bombed Bishkek.", [("air_strike", "Bishkek")]),
    ],
)
def test_it_reads_a_newswire(text: str, expected: Sequence[tuple[str, str]]) -> None:
    assert pins(text) == list(expected)


def test_what_struck_after_a_quake_was_the_quake() -> None:
    _, events = coded(
        "A strong quake shook western China on Saturday.\n\n"
        "It struck 20 miles from the town of Kangding.\n\n"
        "In Chengdu, 12 people were killed."
    )
    kinds = [event.event_type for event in events]
    assert kinds == ["situation"] * 3


def test_deaths_in_a_text_that_tells_of_an_attack_too_are_not_the_quakes() -> None:
    _, events = coded(
        "A quake shook Kabul on Monday.\n\nGunmen attacked a bank in Herat.\n\n"
        "In Kunduz, 12 people were killed."
    )
    assert events[-1].event_type == "attack"


def test_what_happened_is_told_by_what_was_going_on_there() -> None:
    told = "Gunmen shot a man dead in Kano State. The incident happened when people were {} Gezawa."
    assert pins(told.format("praying in")) == [("attack_on_civilians", "Gezawa")]
    assert pins(told.format("bombing")) != [("attack_on_civilians", "Gezawa")]


def test_an_entry_that_opens_with_a_full_date_is_of_that_day() -> None:
    _, events = coded(
        "• 05 May 2024 War in Afghanistan. A soldier was killed in Helmand.\n"
        "• 06 May 2024 Unrest in Libya. Ten guards were killed in Sirte."
    )
    days = {event.place_name: event.start for event in events if event.on_map}
    assert days == {"Helmand": date(2024, 5, 5), "Sirte": date(2024, 5, 6)}


def test_a_colon_behind_where_it_was_written_heads_no_entry() -> None:
    told = "Gunfight in the valley\n\nSrinagar: A gunfight broke out between rebels and soldiers{}."
    assert pins(told.format(" in Kupwara")) == [("armed_clash", "Kupwara")]
    assert pins(told.format("")) == [("armed_clash", "Srinagar")]


def test_where_it_happened_is_told_beside_what_followed() -> None:
    text = "A bus overturned, killing nine.\n\nThe accident occurred in Cusco, and {}."
    assert pins(text.format("the driver fell asleep")) == [("situation", "Cusco")]
