"""Names in sentences from wars and disasters all over the world: what they do, and where they lie.

Written for this project; nothing of what they say happened.
"""

from __future__ import annotations

import pytest
from sample_coding import named


def literal(text: str) -> list[str]:
    """Return the names that stand for the place itself."""
    return [m.surface for m in named(text) if m.function == "literal" and not m.demonym]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # units, movements, operations, flotillas, ships
        ("The Kherson Brigade lost a third of its men in a day.", []),
        ("Fighters of the Marib Battalion shot at a checkpoint near Taiz.", ["Taiz"]),
        ("Operation Lake Chad Shield ended without a battle.", []),
        ("The Darfur Freedom Flotilla was turned back off Suez.", ["Suez"]),
        ("The Gaza Division of the army moved two battalions to Sderot.", ["Sderot"]),
        ("The Golan Brigade drilled near Katzrin.", ["Katzrin"]),
        ("The Kashmir Liberation Front denied the attack in Srinagar.", ["Srinagar"]),
        ("The Popular Front for the Recovery of the Niger claimed the raid on Agadez.", ["Agadez"]),
        ("The Wagner Group left Bangui for Bria.", ["Bangui", "Bria"]),
        ("The USS Nevada docked in Busan.", ["Busan"]),
        ("The MV Tripoli ran aground off Benghazi.", ["Benghazi"]),
        # papers, treaties, days, teams, illnesses, money, streets
        ("The Dhaka Courier wrote that ferries were cancelled.", []),
        ("The Manila Gazette and the Lagos Herald carried the story.", []),
        ("The Jakarta Declaration was signed in Bandung.", ["Bandung"]),
        ("The Oslo Accords were discussed in Ramallah.", ["Ramallah"]),
        ("The Battle of Stalingrad was remembered in Volgograd.", ["Volgograd"]),
        ("Texas Rangers fans filled the bars of Arlington.", ["Arlington"]),
        ("Real Madrid cancelled a match in Malmö.", ["Malmö"]),
        ("The West Nile virus was found in a crow in Houston.", ["Houston"]),
        ("The Marburg virus killed eight people in Kagera.", ["Kagera"]),
        ("The clean-up will cost US$40 million, the mayor of Tacloban said.", ["Tacloban"]),
        ("Aid of A$12 million was sent to Tonga.", ["Tonga"]),
        ("Police in Santiago fired tear gas near Plaza Italia.", ["Santiago"]),
        ("Lebanon Valley College closed its doors after the storm.", []),
        # persons
        ("Colonel Jordan Mbeki told reporters that the road was open.", []),
        ("Sydney Okafor, a nurse from Jos, was hurt.", ["Jos"]),
        ("Dr. Florence Akinyi treated the wounded in Eldoret.", ["Eldoret"]),
        ("Mrs Paris Johnson lost her house in Baton Rouge.", ["Baton Rouge"]),
        ("In Nancy, masked youths set fire to a depot.", ["Nancy"]),
        ("Nancy Cuenca, a baker, was not at home.", []),
        ("Chilean President Gabriel Boric flew to Valparaíso.", ["Valparaíso"]),
        # governments
        ("The Khartoum government dismissed the report.", []),
        ("The Addis Ababa administration would not comment.", []),
        ("Bamako said on Tuesday that it would recall its ambassador.", []),
        ("Canberra warned its citizens to leave Port Moresby.", ["Port Moresby"]),
        ("Tehran rejects talks, state television said in Tehran.", ["Tehran"]),
        ("Moscow and Beijing vetoed the text.", []),
        # facilities
        ("The Kuwaiti Hospital in Rafah was evacuated.", ["Kuwaiti Hospital in Rafah"]),
        ("Men were beaten at the Indonesian Hospital.", ["Indonesian Hospital"]),
        ("The wounded went to the Jordanian field hospital in Khan Younis.", ["Khan Younis"]),
        ("The Beirut Port blast shattered windows in Achrafieh.", ["Beirut Port", "Achrafieh"]),
        # directions and lists
        ("Mortar rounds fell in northern Idlib and west of Aleppo.", ["Idlib", "Aleppo"]),
        ("Flames spread east of Paradise toward Chico.", ["Paradise", "Chico"]),
        ("The quake was felt in Cusco, Puno, Arequipa and Tacna.",
         ["Cusco", "Puno", "Arequipa", "Tacna"]),
        ("Strikes hit Sanaa, Hodeidah and Dhamar, the Houthis said.",
         ["Sanaa", "Hodeidah", "Dhamar"]),
        ("An earthquake shook Jérémie and Les Cayes in Haiti.", ["Jérémie", "Les Cayes", "Haiti"]),
        # other scripts
        ("Villagers near غزة said the road to رفح was closed.", ["غزة", "رفح"]),
        ("He wrote שדרות on a card and drove to Ashkelon.", ["שדרות", "Ashkelon"]),
        # headlines and datelines
        ("Floods Cut Off Villages In Sindh As Rivers Rise", ["Sindh"]),
        ("Gunmen Kill Dozens In Attack On Market In Plateau State", ["Plateau State"]),
        ("GOMA, Jan 27 (Agency) - Rebels entered the city before dawn.", ["GOMA"]),
        ("PORT-AU-PRINCE, March 3 (AP) — Gangs attacked two prisons.", ["PORT-AU-PRINCE"]),
        ("KHARKIV, Ukraine — A missile hit a supermarket on Saturday.", ["KHARKIV", "Ukraine"]),
        ("KABUL: At least nine people died in a blast near a mosque.", ["KABUL"]),
    ],
)  # fmt: skip
def test_only_places_stand_for_themselves(text: str, wanted: list[str]) -> None:
    assert literal(text) == wanted


@pytest.mark.parametrize(
    ("text", "surface", "name", "feature_class", "country"),
    [
        ("Shelling hit Sweida on Friday.", "Sweida", "Suwayda", "populated_place", "SY"),
        ("Gunmen killed six people in the Mexican state of Durango.", "Durango", "Durango",
         "admin1", "MX"),
        ("A bomb exploded in Cotabato City, in the southern Philippines.", "Cotabato City",
         "Cotabato City", "populated_place", "PH"),
        ("Jihadists attacked an army base at Tessit in northern Mali.", "Tessit", "Tessit",
         "populated_place", "ML"),
        ("Attackers opened fire in Saravan in Sistan and Baluchestan province.", "Saravan",
         "Saravan", "populated_place", "IR"),
        ("Police arrested 20 protesters in Santiago on Monday.", "Santiago", "Santiago",
         "populated_place", "CL"),
        ("The Sri Lankan town of Galle was flooded.", "Galle", "Galle", "populated_place", "LK"),
        ("Clashes were reported in Tripoli and Sidon.", "Tripoli", "Tripoli", "populated_place",
         "LB"),
        ("Clashes were reported in Tripoli and Misrata.", "Tripoli", "Tripoli",
         "populated_place", "LY"),
        ("A tornado tore through Greenfield, Iowa, on Tuesday.", "Greenfield", "Greenfield",
         "populated_place", "US"),
        ("Bombs fell on El Geneina, near the border with Chad.", "El Geneina", "Geneina",
         "populated_place", "SD"),
        ("Rebels drove out of Agadez.", "Agadez", "Agadez", "populated_place", "NE"),
        ("Shells landed in Bakhmut, Chasiv Yar and Toretsk overnight.", "Toretsk", "Toretsk",
         "populated_place", "UA"),
        ("Wildfires reached Lahaina on the island of Maui.", "Lahaina", "Lahaina",
         "populated_place", "US"),
        ("Drones hit a camp in River Nile state.", "River Nile", "River Nile State", "admin1",
         "SD"),
        ("Floods in Red Sea state cut a road.", "Red Sea", "Red Sea State", "admin1", "SD"),
        ("Boats sank in the Red Sea.", "Red Sea", "Red Sea", "water", ""),
        ("Villages along the River Nile were flooded.", "River Nile", "Nile", "water", ""),
        ("A dormitory of Omdurman Islamic University burned.", "Omdurman Islamic University",
         "Omdurman", "populated_place", "SD"),
        ("A dormitory of Gaza Islamic University burned.", "Gaza Islamic University",
         "Islamic University of Gaza", "site", "PS"),
        ("Heavy rain lashed Derna and Susa on the coast of Libya.", "Susa", "Susa",
         "populated_place", "LY"),
    ],
)  # fmt: skip
def test_names_mean_the_place_that_a_reader_takes_them_for(
    text: str, surface: str, name: str, feature_class: str, country: str
) -> None:
    place = next(m for m in named(text) if m.surface == surface).resolution.place
    assert place is not None
    assert (place.name, place.feature_class, place.country) == (name, feature_class, country)


def test_a_street_is_not_in_the_town_that_it_is_called_after() -> None:
    street, town = named("Tripoli Street in Misrata was shelled for hours.")
    assert street.resolution.place is None
    assert town.resolution.place is not None
    assert town.resolution.place.country == "LY"
