"""Read the prose of news agencies: long leads, what is told twice, what is only referred to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sample_coding import coded, pins


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the apposition names the town, not what owns it
        (
            "A night raid struck a clinic in Kordofan's besieged city, el-Obeid, killing 31.",
            [("ground_operation", "El Obeid")],
        ),
        ("Rockets hit Kordofan's villages, El Obeid stayed calm.", [("shelling", "Kordofan")]),
        (
            "Drones hit a mill in Kordofan's besieged capital, El Obeid, a local volunteer said.",
            [("air_strike", "El Obeid")],
        ),
        ("Amal El Obeid, a volunteer, was hurt when drones hit a mill.", []),
        # names that only tell what kind of town it is
        (
            "Drones attacked Ukraine's Black Sea port city of Odesa on Thursday.",
            [("air_strike", "Odesa")],
        ),
        # the relative clause tells of the strike that killed
        (
            (
                "In Sudan, nine people were killed and six were hurt in a drone strike by rebels"
                " that targeted a market in Kadugli."
            ),
            [("air_strike", "Kadugli")],
        ),
        # the place of the verb's own clause
        (
            (
                "While the army has hailed advances in Sumy, heavy fighting continues across the"
                " Donetsk region."
            ),
            [("armed_clash", "Donetsk")],
        ),
        (
            (
                "Troops remain posted south of the Litani River and continue to carry out"
                " airstrikes across southern and eastern Lebanon."
            ),
            [("air_strike", "eastern Lebanon")],
        ),
        (
            "A garrison keeps troops in a valley of southern Lebanon and strikes Tyre daily.",
            [("attack", "Tyre")],
        ),
        # what holds in spite of something is not where that happens
        (
            "The city of Kadugli remains calm despite the rebels' advance in South Kordofan.",
            [("ground_operation", "South Kordofan")],
        ),
        # people of a town, and where the hurt are brought
        ("John J. Doe of Austin, Texas, died when a bomb exploded.", []),
        ("Jane Roe, 41, of Dover, Ohio, was killed when her car hit a tree.", []),
        ("A passenger was hurt and taken to a hospital in Little Rock.", []),
        ("A bomb went off in a hospital in Little Rock.", [("explosion", "Little Rock")]),
        ("He had left his home of Chongqing in 2014 to look for work.", []),
        ("Hundreds fled their homes in Goma on Monday.", [("situation", "Goma")]),
        # what it came after
        (
            (
                "The assassination came after days of marches by men angry over X's role in the"
                " destruction of Aleppo."
            ),
            [],
        ),
        ("The agreement settled a 2012 suit in Newark, New Jersey.", []),
        ("An agreement was signed in Newark, New Jersey.", [("agreement", "Newark")]),
        ("The town was the centre of protests in the Damascus suburbs.", []),
        ("Protests broke out in the centre of Damascus.", [("protest", "Damascus")]),
        ("Areas worst hit, like the small town of Pangandaran, have opened again.", []),
        ("A van was so badly hit in Leeds that City called for another.", [("attack", "Leeds")]),
        # an hour before a weekday ends no sentence
        (
            "A man was killed around 5 p.m. Wednesday in the Crown Heights area of Brooklyn.",
            [("attack", "Crown Heights")],
        ),
        # "since" that gives a reason counts no total
        (
            "Clashes with police in Bihar have left 20 injured, since many defy the ban.",
            [("riot", "Bihar")],
        ),
        ("Raids have killed 230 people in Bihar since 2 June.", []),
        # where somebody was when it happened
        (
            "They were travelling near Goma when gunmen opened fire.",
            [("attack_on_civilians", "Goma")],
        ),
        ("He lives in Goma and was asleep when gunmen opened fire.", []),
        (
            "A gun battle between the Mexican army and hitmen ended in 18 deaths at Acapulco.",
            [("armed_clash", "Acapulco")],
        ),
        ("The military campaign has brought security to Damascus.", []),
        ("Troops were sent to Damascus.", [("military_operation", "Damascus")]),
        # what a possessive leads to
        (
            "Gunmen abducted 25 pupils in Nigeria's northwestern Kebbi state.",
            [("abduction", "Kebbi")],
        ),
        (
            "Crowds in Tanzania's commercial capital Dar es Salaam burned a bus.",
            [("riot", "Dar es Salaam")],
        ),
        # one toll: what opens the sentence holds the place
        (
            "In Kharkiv region, a woman was killed and two were injured in Izium by a glide bomb.",
            [("air_strike", "Izium")],
        ),
        (
            "A woman was killed in Sumy and two were injured in Izium by a glide bomb.",
            [("attack", "Sumy"), ("air_strike", "Izium")],
        ),
        (
            "Fighting resumed along the border, with jets hitting targets in Poipet.",
            [("armed_clash", "Poipet")],
        ),
        ("Flights resumed in Poipet.", [("situation", "Poipet")]),
        # a crewed aircraft that lands strikes nothing; a drone that fires missiles does
        ("A helicopter landed on the roof of a school in Kalam.", []),
        ("A drone fired two missiles at a van near Sumy.", [("air_strike", "Sumy")]),
        ("They fired two missiles at a van near Sumy.", [("shelling", "Sumy")]),
        ("The head of the fire brigade in Shiraz told state television of a leak.", []),
    ],
)
def test_the_place_is_that_of_the_happening(text: str, expected: Sequence[tuple[str, str]]) -> None:
    assert pins(text) == list(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "A drone hit a van in Sumy on Monday, marking a new violation of the truce agreed"
                " in March."
            ),
            [("air_strike", "Sumy")],
        ),
        ("Despite a December 2023 truce, the army shells Kadugli.", [("shelling", "Kadugli")]),
        (
            "Despite a truce signed on 3 June 2023, forces shelled Kadugli on Monday.",
            [("shelling", "Kadugli")],
        ),
        (
            "A soldier was shot dead in Kadugli under a ceasefire signed last year.",
            [("attack_on_civilians", "Kadugli")],
        ),
        ("A ceasefire was agreed in Kadugli on Monday.", [("agreement", "Kadugli")]),
        ("The two sides signed a truce in Kadugli on Sunday.", [("agreement", "Kadugli")]),
    ],
)
def test_a_truce_only_referred_to_is_no_event(
    text: str, expected: Sequence[tuple[str, str]]
) -> None:
    assert pins(text) == list(expected)


def test_the_date_of_a_truce_is_not_that_of_the_shelling() -> None:
    event = next(e for e in coded("Despite a May 2023 truce, the army shells Kadugli.")[1])
    assert event.start is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the lead is vague, the next sentence says where
        (
            (
                "Two people died and 55 were hurt on Friday in a gas explosion at a restaurant in"
                " eastern China. The blast took place at a noodle bar in Hangzhou."
            ),
            [("explosion", "Hangzhou", 2)],
        ),
        (
            "An attack struck a bus in northern Mali. The attack, in the town of Gao, killed four.",
            [("attack", "Gao", 4)],
        ),
        (
            (
                "A drone hit a van in Bint Jbeil on Monday, wounding seven people. The drone fired"
                " two missiles near Salah Ghandour Hospital in Bint Jbeil."
            ),
            [("air_strike", "Salah Ghandour Hospital", None)],
        ),
        # "a strike" in the lead, its weapon in the next sentence
        (
            (
                "A strike on Yaroun in the Bint Jbeil district killed two people. Witnesses said a"
                " drone fired a missile at a van in the village's square."
            ),
            [("air_strike", "Yaroun", 2)],
        ),
        # "killed after crashing": an accident, told again with its place
        (
            (
                "A man was killed after crashing his car on a ramp in Pope County. Police say the"
                " crash happened on Thursday in Russellville."
            ),
            [("situation", "Russellville", 1)],
        ),
        (
            (
                "Two people were killed in a knife attack in southern China. The attack, made"
                " using a kitchen knife, occurred around 9 p.m. Sunday at a store in Shenzhen."
            ),
            [("attack_on_civilians", "Shenzhen", 2)],
        ),
        # one of several is not all of them, nor is another toll elsewhere the same
        (
            "Air strikes on southern Lebanon killed 12 on Monday. The strike on Tyre killed four.",
            [("air_strike", "southern Lebanon", 12), ("air_strike", "Tyre", 4)],
        ),
        (
            "A strike on southern Lebanon killed 12. The strike on Tyre was the first this month.",
            [("attack", "Tyre", 12)],
        ),
        (
            "Floods in Swat killed 20 people. The floods in Gxyzabad killed 15.",
            [("situation", "Swat", 20)],
        ),
        # the toll of one of two places
        (
            "Missiles hit Kharkiv and Odesa overnight. The attack on Odesa killed two people.",
            [("shelling", "Kharkiv", None), ("shelling", "Odesa", 2)],
        ),
        # what is known was only noticed elsewhere
        (
            "A quake shook Herat on Saturday, killing 30. The quake was felt in Mashhad.",
            [("situation", "Herat", 30)],
        ),
        ("A quake was felt in Mashhad on Saturday.", [("situation", "Mashhad", None)]),
        # an area reaches as far as the villages beside it
        (
            (
                "A drone strike killed a man on Sunday in the Nabatieh area. The raid in the town"
                " of Houmin al-Fawqa targeted a van."
            ),
            [("air_strike", "Houmin al-Fawqa", 1)],
        ),
        # the next sentence only says where
        (
            "A bus fell off a bridge, killing nine. The incident occurred in the Doda district.",
            [("situation", "Doda", 9)],
        ),
        (
            "Police shot a man, officials said. It happened near the Crown Heights quarter.",
            [("attack_on_civilians", "Crown Heights", None)],
        ),
        (
            "Gunmen killed a trader in Goma. A wedding took place in Bukavu.",
            [("attack_on_civilians", "Goma", 1)],
        ),
        ("Police shot a man, officials said. It did not happen in Brooklyn.", []),
        # another one, another place, another day
        (
            (
                "A strike on Yaroun in the Bint Jbeil district killed two people. A second drone"
                " fired a missile at a van in the village's square."
            ),
            [("attack", "Yaroun", 2), ("air_strike", "Yaroun", None)],
        ),
        (
            (
                "Gunmen attacked a market in Sumy on Monday, killing three people. The attack in"
                " Kharkiv on Sunday killed two."
            ),
            [("attack_on_civilians", "Sumy", 3), ("attack", "Kharkiv", 2)],
        ),
        (
            (
                "A blast hit a mosque in Peshawar on Monday, killing nine people. Another blast"
                " hit Quetta."
            ),
            [("explosion", "Peshawar", 9), ("explosion", "Quetta", None)],
        ),
    ],
)
def test_what_is_told_again_is_one_event(
    text: str, expected: Sequence[tuple[str, str, int | None]]
) -> None:
    found = [(e.event_type, e.place_name, e.killed_low) for e in coded(text)[1] if e.on_map]
    assert found == list(expected)


def test_a_figure_told_again_is_not_added() -> None:
    text = (
        "Seven people were hurt on Monday when a drone hit a van in Sumy. The drone fired two"
        " missiles at a van near the station in Sumy. A ministry confirmed seven injured."
    )
    hurt = [event.injured_low for event in coded(text)[1] if event.on_map]
    assert hurt == [7]


def test_a_headline_stands_apart_and_dashes_hold_a_toll() -> None:
    text = (
        "Drone strike on Kadugli kills thirteen\n"
        "At least 13 people have been killed - eight of them children - after a drone strike on a"
        " house in the Sudanese city of Kadugli, medics say, in what they called a black day."
    )
    found = [(e.event_type, e.place_name, e.killed_low) for e in coded(text)[1] if e.on_map]
    assert found == [("air_strike", "Kadugli", 13)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crews in Winnipeg were busy fighting two fires.", [("situation", "Winnipeg")]),
        ("Fighting in Goma went on for days.", [("armed_clash", "Goma")]),
        ("She has gathered enough money for a school in Goma.", []),
        ("Salt trucks have been deployed on main roads in Leeds.", []),
        ("Army trucks and troops were deployed in Goma.", [("military_operation", "Goma")]),
        ("Police are searching for two suspects in Leeds.", []),
        ("Police searched homes in Leeds.", [("ground_operation", "Leeds")]),
        ("A man was hit by a bus in Glasgow.", [("situation", "Glasgow")]),
        ("A drone struck a bus in Sumy.", [("air_strike", "Sumy")]),
        # a siege is where it is, not where it is talked of
        ("A singer in Paris raises money for the besieged city.", []),
        ("Food ran out in besieged Kadugli.", [("siege", "Kadugli")]),
        # a region of countries is none of those named before
        (
            (
                "A bomb exploded in Kef Governorate. It was one of the first countries in the"
                " region to sign the treaty."
            ),
            [("explosion", "Kef Governorate")],
        ),
    ],
)
def test_everyday_work_is_no_violence(text: str, expected: Sequence[tuple[str, str]]) -> None:
    assert pins(text) == list(expected)


def test_police_claim_nothing_that_gunmen_did() -> None:
    told = [e.modality for e in coded("Gunmen shot a man in Kaduna, police said.")[1]]
    own = [e.modality for e in coded("Police shot a man in Kaduna, police said.")[1]]
    assert (told, own) == (["reported"], ["claimed"])
