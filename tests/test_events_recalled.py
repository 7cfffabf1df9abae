"""What is recalled, compared, counted or denied, beside the same words told as news."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sample_coding import coded, pins


@pytest.mark.parametrize(
    "text",
    [
        "Perugia has been rebuilt since the earthquake.",
        "The number of protests in Hanoi has grown.",
        "Kidnappings in Kaduna doubled.",
        "Mugging is rare, but burglaries are common in Malaga.",
        "Experts compared the blast with that in Tianjin.",
        "Unlike in Homs, nobody bombed the clinics.",
        "A jury in Leeds heard that a soldier was shot in Basra.",
        "He was shot down over Arnhem as a young man.",
        "Troops have raided Nablus in the past.",
        "She died in Lisbon on Monday aged 94.",
        "Opinion: what the siege of Sarajevo teaches us",
        "The podcast retells the murder of a nurse in Cork.",
        "In the thriller, gunmen seize a hotel in Mumbai.",
        "There was no sign of fighting in Bosaso.",
        "The photograph does not show a strike on Haifa.",
        "Contrary to what was posted, no dam has burst in Mosul.",
        "The rebels almost took Bangui.",
        "A rocket aimed at Eilat fell into the sea.",
        "The Houthis said they would shell Marib.",
        "A child looks out of a bus in Lublin after fleeing the war.",
        "Since the Jenin raid, the streets of Tubas have been empty.",
        "Lisbon was destroyed by a quake in 1755.",
        "One in four flats in Mariupol has been destroyed.",
        "On average two people a day are shot in Memphis.",
        "Insurers in Basel put the cost of the storm at a billion.",
        "Hurricane Ida's survivors live in Houston.",
        "In the simulation, 200 people were hurt in a crash near Utrecht.",
        "Firemen in Perth trained for an explosion.",
        "The agenda includes the fighting in Goma.",
        "He wrote letters about the raid on Tikrit.",
        "Analysts in Canberra believe the ship was sunk by a mine.",
        "The minister will tour the park and then fly to Amman.",
        "Burglars strike most often in Essen.",
        "In Belize City a person is murdered every three hours.",
        "In the 1970s she led protests in Soweto.",
        "He died of a stroke at his home in Accra.",
        "The siege of Vukovar lasted 87 days.",
        "The news of the killing was met with silence in Doha.",
        "The man who bombed a church in Haifa lives alone.",
        "In his last novel the hero robs a bank in Marseille.",
        "Not a single shot was fired in Tiraspol.",
        "The rebels withdrew their claim to have downed a jet over Bhamo.",
        "Far from being attacked, Hodeidah is calm.",
        "Unions in Porto will decide whether to strike.",
        "The union dropped its plan for a march through Lille.",
        "A monument to the miners killed at Soma was restored.",
        "Malaria kills hundreds of children around Gulu each year.",
        "Weather: storms to reach Brest by Friday",
        "A boy tried to blow up a market in Ludwigshafen.",
        "She told a press conference in Cork that the costs were too high.",
        "In a statement he signed in Abuja, he praised the envoy.",
        "The driver fled the scene in Tampa.",
        "The candidate is running for a seat in Des Moines.",
        "The mill has grown at its operations in Montreal.",
        "Salt trucks were deployed in Leeds.",
        "Months after the mayor of Porto was elected, he quit.",
        "On the roads of Perth there were on average three deaths a year.",
        "Police arrested a clerk for a murder in Tampa.",
        "They raised enough money to fund a recount in Madison.",
        "Threats to bomb mosques in Bradford were a prank.",
        "The junta is massing troops for an assault on Kyaukphyu.",
        "She evaded capture despite sightings around Auckland.",
        "People in Malakal are afraid of a battle.",
        "There is a lull in the fighting in Sumy.",
        "The governor signed legislation in Austin.",
        "The number of horses infected in Perth has risen to 47.",
        "The prison in Guayaquil has seen a string of massacres.",
        "He is on trial in The Hague over killings in the war.",
        "Smoke from the fires could be seen in Girona.",
        "The unrest was condemned in Dublin.",
        "Those who land at Lampedusa are sent to camps.",
        "Imagine that a bomb went off in your street in Haifa.",
        "Fighting in the east has cut trade in Lubumbashi.",
        "A video of an attack in Kherson was filmed years ago and is unrelated.",
    ],
)
def test_what_is_only_recalled_or_denied_has_no_pin(text: str) -> None:
    assert pins(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An earthquake shook Perugia on Monday.", [("situation", "Perugia")]),
        ("Protests in Hanoi grew louder on Monday.", [("protest", "Hanoi")]),
        ("Two kidnappings were reported in Kaduna.", [("abduction", "Kaduna")]),
        ("A blast in Tianjin killed nine people.", [("explosion", "Tianjin")]),
        ("Jets bombed a clinic in Homs, as they had in April.", [("air_strike", "Homs")]),
        ("A judge in Graz jailed a clerk for torture in Damascus.", [("arrest", "Graz")]),
        ("The court in Basra was bombed.", [("air_strike", "Basra")]),
        ("A young man was shot in Arnhem.", [("attack_on_civilians", "Arnhem")]),
        ("Troops raided Nablus in the past 24 hours.", [("ground_operation", "Nablus")]),
        ("Two people died in a fire in Lisbon.", [("situation", "Lisbon")]),
        ("The rebels took Bangui with almost 400 men.", [("ground_operation", "Bangui")]),
        ("Shells nearly destroyed a school in Marib.", [("shelling", "Marib")]),
        ("Nobody was hurt when a rocket fell on Eilat.", [("shelling", "Eilat")]),
        ("A video shows shells falling in Sumy.", [("shelling", "Sumy")]),
        ("A quake destroyed 1755 homes in Izmit.", [("situation", "İzmit")]),
        ("Officials in Kyiv say a drone hit Sumy.", [("air_strike", "Sumy")]),
        ("The minister will fly to Amman.", [("diplomacy", "Amman")]),
        ("Two people were hurt when a crane fell in Perth.", [("situation", "Perth")]),
        ("Protesters torched a party office in Najaf.", [("property_destruction", "Najaf")]),
        ("The curfew in Nablus was lifted.", [("situation", "Nablus")]),
        ("Villagers were warned of rain before strikes hit Goma.", [("attack", "Goma")]),
        ("Every house in Izium was damaged by shells.", [("shelling", "Izium")]),
        (
            "Gunmen who bombed a church in Jos were arrested in Abuja.",
            [("air_strike", "Jos"), ("arrest", "Abuja")],
        ),
        ("A jet crashed on take-off from Kathmandu.", [("situation", "Kathmandu")]),
        ("Fighting in the east of Bunia killed nine.", [("armed_clash", "Bunia")]),
        ("The union will march through Lille on Saturday.", [("protest", "Lille")]),
        ("A monument in Sumy was destroyed by shells.", [("shelling", "Sumy")]),
        ("Cholera killed nine children around Gulu.", [("situation", "Gulu")]),
        ("Storms reached Brest on Monday.", [("situation", "Brest")]),
        ("Protesters tried to storm the town hall in Tampa.", [("riot", "Tampa")]),
        ("A truce was signed in Abuja.", [("agreement", "Abuja")]),
        ("Families fled the fighting in Bunia.", [("situation", "Bunia")]),
        ("Residents were running for their lives in Gaza City.", [("situation", "Gaza City")]),
        ("The army went on with its operations in Jenin.", [("military_operation", "Jenin")]),
        ("Troops were deployed in Leeds.", [("military_operation", "Leeds")]),
        ("Crews in Tampa fought two fires.", [("situation", "Tampa")]),
        ("The junta is massing troops near Kyaukphyu.", [("military_operation", "Kyaukphyu")]),
        ("Fighting went on in Sumy.", [("armed_clash", "Sumy")]),
        ("Nine people were infected in Perth.", [("situation", "Perth")]),
        ("Sumy was the scene of heavy fighting on Monday.", [("armed_clash", "Sumy")]),
        ("Goma has seen heavy fighting since Monday.", [("armed_clash", "Goma")]),
        ("The unrest in Derby was condemned in Dublin.", [("riot", "Derby")]),
        ("Fires in Girona could be seen for miles.", [("situation", "Girona")]),
        ("Some 300 migrants landed at Lampedusa.", [("situation", "Lampedusa")]),
        (
            "Police in Guayaquil found explosives and arrested a driver.",
            [("arrest", "Guayaquil")],
        ),
        ("Police used tear gas on a crowd in Ankara.", [("protest", "Ankara")]),
        ("Families fled Lublin.", [("situation", "Lublin")]),
    ],
)
def test_what_uses_the_same_words_and_is_news(
    text: str, expected: Sequence[tuple[str, str]]
) -> None:
    assert pins(text) == list(expected)


def test_the_year_of_a_crime_is_not_that_of_the_arrest() -> None:
    _, (arrest,) = coded("Police in Trieste arrested a man wanted for a murder in Zagreb in 2011.")
    assert (arrest.event_type, arrest.place_name, arrest.start) == ("arrest", "Trieste", None)
    _, (older,) = coded("Police arrested a man in Trieste in 2011.")
    assert older.start is not None and older.start.year == 2011


def test_what_happened_when_another_thing_did_has_its_day() -> None:
    _, found = coded("The town of Halifax was levelled when a ship exploded in 1917.")
    assert {event.start.year for event in found if event.start} == {1917}
    assert all(event.background for event in found)
