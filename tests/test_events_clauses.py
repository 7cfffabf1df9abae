"""What hangs on what in a sentence: places, dates, tolls and types. One case a construction."""

from __future__ import annotations

from datetime import date

import pytest
from sample_coding import coded, names, pins


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a fight or raid in which people fell gives the type
        ("Police said 18 gunmen were killed in gun battles at Goma.", {("armed_clash", "Goma")}),
        ("Troops killed five men during an operation in Mosul.", {("ground_operation", "Mosul")}),
        ("Two guards died and a driver was hurt in a shootout at Goma.", {("armed_clash", "Goma")}),
        # what another happening follows keeps its own place and type
        ("Chad and Niger agreed to a truce after shelling at Goma.", {("shelling", "Goma")}),
        ("Unions held a march after the shelling of Goma.", {("shelling", "Goma")}),
        ("Unions held a march in Goma.", {("protest", "Goma")}),
        # participles before a name or a verb
        ("Missiles struck a target in occupied Mariupol.", {("shelling", "Mariupol")}),
        ("Nine sailors seized off Eyl on 5 June were released on Monday.",
         {("abduction", "Eyl"), ("agreement", "Eyl")}),
        ("Hostages were handed to mediators in Deir al-Balah.", {("agreement", "Deir al-Balah")}),
        ("Ten people were taken hostage in Goma.", {("abduction", "Goma")}),
        # warplanes make a raid an air strike, soldiers don't
        ("Warplanes carried out five raids on Hodeidah and two on Salif.",
         {("air_strike", "Hodeidah"), ("air_strike", "Salif")}),
        ("Soldiers carried out five raids in Nablus.", {("ground_operation", "Nablus")}),
        # lists and what only looks like one
        ("Fighting in both Omdurman and Kadugli went on.",
         {("armed_clash", "Omdurman"), ("armed_clash", "Kadugli")}),
        ("The army denies having shelled Goma.", set()),
        ("The army admits having shelled Goma.", {("shelling", "Goma")}),
        ("Officers in Goma fired in the air.", set()),
        ('Drones "neutralised" 15 men near Gao.', {("air_strike", "Gao")}),
        ("Police in Lagos told how a bomb exploded in an office in Goma.", {("explosion", "Goma")}),
        ("Youths set fire to the tax office in Kiambu.", {("property_destruction", "Kiambu")}),
        ("Agents picked up two journalists in Bamako.", {("arrest", "Bamako")}),
        ("The envoy told journalists in Bamako that clashes went on.", set()),
        ("Rallies in Kano were calm, but in Jos masked men attacked marchers.",
         {("protest", "Kano"), ("attack", "Jos")}),
        ("The army struck a car in Tyre, killing a man it called a leader.", {("attack", "Tyre")}),
        ("Rockets hit Haifa, where a house was damaged.", {("shelling", "Haifa")}),
        ("No food has reached Goma since April.", set()),
        ("No fewer than nine trucks with food reached Goma.", {("aid_delivery", "Goma")}),
        ("Rallies were held in Kano and Jos. Police made ten arrests.",
         {("protest", "Kano"), ("protest", "Jos")}),
        ("A rally was held in Kano. Police made ten arrests.",
         {("protest", "Kano"), ("arrest", "Kano")}),
        ("Vigilantes burned a man alive in Owerri.", {("attack_on_civilians", "Owerri")}),
        ("Three mosques have burned in Kano.", {("situation", "Kano")}),
        ("Football fans fought police in Naples.", {("riot", "Naples")}),
        ("Rebels fought police in Goma.", {("armed_clash", "Goma")}),
        ("The strike by dockers in Marseille went on.", {("protest", "Marseille")}),
        ("The strike by drones in Marseille went on.", {("air_strike", "Marseille")}),
        ("A rocket hit Sderot. Two others were intercepted over Ashkelon.",
         {("shelling", "Sderot"), ("shelling", "Ashkelon")}),
        ("Gangs raided Gonaïves. Then they blocked the road from Hinche.",
         {("ground_operation", "Gonaïves")}),
        ("Nine drones were shot down near Kursk; one fell on a house in Klintsy.",
         {("air_strike", "Kursk"), ("air_strike", "Klintsy")}),
        ("Of the nine climbers, one fell on a glacier near Chamonix.", set()),
        ("Rockets were fired from Lebanon towards Safed.", {("shelling", "Safed")}),
        ("Gunmen attacked a prison in Bauchi and freed 300 inmates.",
         {("attack_on_civilians", "Bauchi")}),
        ("Bandits freed 12 hostages in Kano.", {("agreement", "Kano")}),
        ("A gas cylinder blew up at a restaurant in Nowshera.", {("situation", "Nowshera")}),
        ("Troops blew up a restaurant in Nowshera.", {("property_destruction", "Nowshera")}),
        ("Machine-gun fire was heard in Bissau.", {("armed_clash", "Bissau")}),
        ("A fire was seen in Bissau.", {("situation", "Bissau")}),
        ("Protests broke out in Maracaibo.", {("protest", "Maracaibo")}),
        ("A fire broke out in Maracaibo.", {("situation", "Maracaibo")}),
        ("Two suicide bombers struck the port of Odesa.", {("explosion", "Odesa")}),
        ("Two bombers struck the port of Odesa.", {("air_strike", "Odesa")}),
        ("Troops repelled an attack by drones on Podolsk.", {("air_strike", "Podolsk")}),
        ("Troops repelled an attack by rebels on Podolsk.", {("armed_clash", "Podolsk")}),
        ("In Amritsar, 40 trains were cancelled.", {("situation", "Amritsar")}),
        ("In Amritsar, a march was cancelled.", set()),
        ("A court jailed a man for setting fire to a box in Taganrog.", set()),
        ("Police jailed a man in Taganrog.", {("arrest", "Taganrog")}),
        ("Trucks with flour were stopped at Mellit.", {("aid_restriction", "Mellit")}),
        ("Residents stopped a lorry in Mellit.", set()),
    ],
)  # fmt: skip
def test_what_happened_where(text: str, expected: set[tuple[str, str]]) -> None:
    assert set(pins(text)) == expected


def test_in_support_of_a_place_is_not_there() -> None:
    assert names(pins("In support of people in Gaza City, jets struck Haifa.")) == {"Haifa"}


def test_a_clause_behind_a_semicolon_has_the_place_that_opens_it() -> None:
    text = "In Tulkarm, troops raided homes; in neighbouring Jenin, protesters burned tyres."
    assert set(pins(text)) == {("ground_operation", "Tulkarm"), ("riot", "Jenin")}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The airport has been closed since 3 June, when a jet was shelled in Goma.", 3),
        ("Since 3 June, when jets bombed a mill in Goma, he has not slept.", 3),
        ("Shells hit Goma, in which two people were killed on 3 June.", 3),
    ],
)
def test_the_day_that_a_clause_tells_of(text: str, day: int) -> None:
    event = next(event for event in coded(text)[1] if event.place_name == "Goma")
    assert (event.start, event.end) == (date(2024, 6, day), date(2024, 6, day))


def test_the_day_of_issue_dates_no_event() -> None:
    _, events = coded("EARTHQUAKE IN IZMIR\nIssued 12 June 2024\n\nHomes collapsed in Izmir.")
    assert all(event.start is None for event in events)


def test_a_line_of_a_list_tells_the_toll_of_the_line_before() -> None:
    text = "Report.\n\n1. An earthquake struck Palu.\n2. Casualties: 6 dead, 112 injured.\n"
    (quake,) = (event for event in coded(text)[1] if event.on_map)
    assert (quake.killed_low, quake.injured_low) == (6, 112)


def test_damage_without_a_doer_is_the_hazards_of_the_text() -> None:
    quake = "An earthquake struck Palu. In Donggala, a hospital was damaged."
    assert ("situation", "Donggala") in pins(quake)
    attack = "Shells hit Palu. In Donggala, a hospital was damaged."
    assert ("property_destruction", "Donggala") in pins(attack)


def test_there_is_nowhere_after_what_has_no_known_place() -> None:
    text = "Men tore down tents near Yatta. Soldiers closed the Xyqua checkpoint. {}"
    assert names(pins(text.format("A student was arrested there."))) == {"Yatta"}
    near = "Men tore down tents near Yatta. A student was arrested there."
    assert [name for _, name in pins(near)] == ["Yatta", "Yatta"]


def test_halfway_to_an_unknown_place_is_no_point() -> None:
    assert pins("Troops shelled the road between Goma and Xyquaville.") == []
    assert len(pins("Troops shelled the road between Goma and Bukavu.")) == 1


def test_a_year_after_is_the_year_before_the_report() -> None:
    _, (burst,) = coded("A year after a dam burst in Derna, survivors wait for homes.")
    assert burst.start is not None and burst.start.year == 2023
    _, (today,) = coded("After a dam burst in Derna, survivors wait for homes.")
    assert today.start is None


def test_bodies_found_elsewhere_are_no_toll_of_the_event_before() -> None:
    text = "Gunmen attacked a village near Jos. Soldiers found nine bodies{}."
    there, bodies = (e for e in coded(text.format(" near Bokkos"))[1] if e.on_map)
    assert there.killed_low is None
    assert (bodies.place_name, bodies.killed_low) == ("Bokkos", 9)
    (here,) = (e for e in coded(text.format(""))[1] if e.on_map)
    assert here.killed_low == 9


def test_a_third_night_is_counted_to_the_day_that_is_named() -> None:
    _, (event,) = coded("Crowds marched in Tbilisi for a third night on Saturday.")
    assert (event.start, event.end) == (date(2024, 6, 6), date(2024, 6, 8))
    _, (event,) = coded("Crowds marched in Tbilisi for a third night.")
    assert (event.start, event.end) == (date(2024, 6, 11), date(2024, 6, 13))


def test_what_follows_unrest_goes_on_where_it_was() -> None:
    text = "Crowds pelted police in Accra. Officers answered with tear gas. Ten were arrested."
    assert {name for _, name in pins(text)} == {"Accra"}
    aside = "Tanks rolled into Sumy. Snipers fired at people who went home in Kano."
    assert ("attack_on_civilians", "Sumy") not in pins(aside)


def test_where_the_wounded_were_taken_is_no_second_place_of_the_attack() -> None:
    assert pins("Two people were wounded in Sirte and taken to a hospital in Derna.") == [
        ("attack", "Sirte")
    ]
    assert pins("Jets bombed a market in Sirte and a depot in Derna.") == [
        ("air_strike", "Sirte"),
        ("air_strike", "Derna"),
    ]


def test_an_hour_opens_no_clause_and_a_number_of_people_does() -> None:
    text = "A man was arrested just before 11 p.m. in Derna on charges linked to his work."
    assert pins(text) == [("arrest", "Derna")]
    text = "Rockets hit Derna after 11 people were killed in Sirte."
    assert sorted(pins(text)) == [("attack", "Sirte"), ("shelling", "Derna")]
