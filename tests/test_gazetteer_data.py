"""The data that come with the gazetteer: floors, laws, known places and known non-places."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import gazetteer
from gazetteer import world
from gazetteer.conflate import distance_km
from gazetteer.curated import read_curated
from gazetteer.index import Gazetteer
from gazetteer.load import DATA
from gazetteer.record import Record
from gazetteer.review import country_boxes, review
from geo.geoparse.match import longest_at, lookup_of
from geo.geoparse.tokens import tokenize

WITHIN_COUNTRY = {"populated_place", "neighbourhood", "camp", "hospital", "admin2", "site", "base"}
GAZA = (31.20, 34.15, 31.61, 34.60)
"""South, west, north, east of the Gaza Strip, with the sea in front of it."""

_WORDS = """
    the of and to in is you that it he was for on are as with his they at be this have from or
    one had by word but not what all were we when your can said there use an each which she do
    how their if will up other about out many then them these so some her would make like him
    into time has look two more write go see number no way could people my than first water been
    call who its now find long down day did get come made may part over new sound take only
    little work know place year live me back give most very after thing our just name good man
    think say great where help through much before line right too mean old any same tell boy
    follow came want show also around form three small set put end does another well large must
    big even such because turn here why ask went men read need land different home us move try
    kind hand picture again change off play spell air away animal house point page letter mother
    answer found study still learn should world high every near add food between own below
    country plant last school father keep tree never start city earth eye light thought head
    under story saw left few while along might close seem next hard open example begin life
    always those both paper together got group often run march reading nice mobile battle police
    orange best most bath deal split sale male ross august
"""
COMMON_WORDS = _WORDS.split()


@cache
def places() -> Gazetteer:
    return gazetteer.load()


@cache
def records() -> dict[str, Record]:
    return read_curated(DATA).records


def of_file(name: str) -> list[Record]:
    return [record for record in records().values() if record.where[0] == name]


def classes_of(name: str) -> Counter[str]:
    return Counter(record.feature_class for record in of_file(name))


def test_everything_loads_and_nothing_is_left_out() -> None:
    assert [str(problem) for problem in places().problems] == []


@pytest.mark.parametrize(
    ("file", "feature_class", "floor"),
    [
        ("gaza.csv", "admin2", 5),
        ("gaza.csv", "populated_place", 20),
        ("gaza.csv", "neighbourhood", 100),
        ("gaza.csv", "camp", 8),
        ("gaza.csv", "hospital", 25),
        ("gaza.csv", "crossing", 7),
        ("gaza.csv", "road", 5),
        ("west_bank.csv", "populated_place", 400),
        ("west_bank.csv", "camp", 19),
        ("west_bank.csv", "admin2", 11),
        ("israel.csv", "populated_place", 500),
        ("lebanon.csv", "populated_place", 300),
        ("lebanon.csv", "camp", 10),
        ("countries.csv", "country", 245),
        ("admin1.csv", "admin1", 3500),
        ("admin2.csv", "admin2", 9000),
        ("regions.csv", "region", 150),
        ("regions.csv", "water", 50),
    ],
)
def test_counts_do_not_fall(file: str, feature_class: str, floor: int) -> None:
    assert classes_of(file)[feature_class] >= floor


def test_the_world_is_there() -> None:
    assert len(places()) > 240_000
    assert len(places().demonyms) > 900
    assert len(places().not_places) > 2_000
    assert len(places().common_words) > 3_000


def test_every_row_names_its_source_and_its_licence() -> None:
    bare = [r.id for r in records().values() if not r.source.strip() or not r.licence.strip()]
    assert bare == []


def test_the_page_of_sources_knows_every_licence() -> None:
    page = (DATA / "SOURCES.md").read_text("utf-8")
    for licence in {record.licence for record in records().values()}:
        for part in licence.split(";"):
            words = part.partition("(")[0].strip()
            assert words.lower().split(",")[0] in page.lower(), licence


def test_every_parent_is_known_and_larger_places_hold_smaller_ones() -> None:
    found = places()
    for record in records().values():
        if record.parent_id:
            assert found.row(record.parent_id) == found.parent(found.row(record.id)), record.id
    for row in range(len(found)):
        assert len(found.ancestors(row)) < 12  # and so there is no cycle


def test_every_town_of_the_world_is_in_its_country() -> None:
    found = places()
    lost = [
        found.id_of(row)
        for row in range(len(found))
        if found.class_of(row) == "populated_place"
        and not any(found.class_of(above) == "country" for above in found.ancestors(row))
    ]
    assert len(lost) < 100, lost[:20]


def test_nearly_every_town_has_a_first_order_division() -> None:
    found = places()
    towns = [row for row in range(len(found)) if found.class_of(row) == "populated_place"]
    without = sum(found.admin1_of(row) == -1 for row in towns)
    assert without < len(towns) / 100


def test_each_place_lies_in_its_country() -> None:
    boxes = country_boxes(world.read_cities().values(), records().values())
    doubts = review(records().values(), boxes)
    assert [str(doubt) for doubt in doubts] == []


def test_each_gaza_place_lies_in_the_strip_near_its_governorate() -> None:
    found = places()
    south, west, north, east = GAZA
    for record in of_file("gaza.csv"):
        if record.feature_class in ("region", "water", "admin1") or record.country != "PS":
            continue
        assert south <= record.lat <= north, record.id
        assert west <= record.lon <= east, record.id
        for row in found.ancestors(found.row(record.id)):
            if found.class_of(row) == "admin2":
                apart_km = distance_km(record.lat, record.lon, found.lat[row], found.lon[row])
                reach_km = found.precision_km[row] + record.precision_km + 4
                assert apart_km <= reach_km, (record.id, found.name_of(row), apart_km)
                break


def test_each_place_lies_near_the_place_that_holds_it() -> None:
    """A point far outside its parent's circle is a slip of the pen in one of the two rows."""
    found = places()
    far = []
    for record in records().values():
        row = found.row(record.id)
        above = found.parent(row)
        if above == -1 or record.feature_class not in WITHIN_COUNTRY:
            continue
        if found.class_of(above) in ("country", "continent", "region", "admin1"):
            continue
        apart_km = distance_km(record.lat, record.lon, found.lat[above], found.lon[above])
        if apart_km > 3 * float(found.precision_km[above]) + record.precision_km + 10:
            far.append((record.id, found.id_of(above), round(apart_km, 1)))
    assert far == []


def test_fault_37_a_name_that_is_a_common_word_has_a_reason() -> None:
    found = places()
    bare = [
        word
        for word in COMMON_WORDS
        if found.rows(gazetteer.fold(word)) and gazetteer.fold(word) not in found.common_words
    ]
    assert bare == []


def test_no_demonym_leads_nowhere() -> None:
    found = places()
    assert found.name_of(found.demonyms["palestinian"])
    for demonym, country in (("israeli", "IL"), ("lebanese", "LB"), ("syrian", "SY")):
        assert found.country_of(found.demonyms[demonym]) == country


@pytest.mark.parametrize(
    ("name", "feature_class", "lat", "lon", "within_km"),
    [
        ("Rafah", "populated_place", 31.287, 34.252, 4),
        ("Khan Younis", "populated_place", 31.346, 34.303, 4),
        ("Khan Yunis", "populated_place", 31.346, 34.303, 4),
        ("Deir al-Balah", "populated_place", 31.418, 34.350, 4),
        ("Deir el-Balah", "populated_place", 31.418, 34.350, 4),
        ("Beit Hanoun", "populated_place", 31.539, 34.535, 4),
        ("Beit Lahia", "populated_place", 31.549, 34.501, 5),
        ("Jabalia camp", "camp", 31.535, 34.498, 3),
        ("Nuseirat", "camp", 31.449, 34.392, 3),
        ("al-Shati camp", "camp", 31.533, 34.445, 3),
        ("al-Shifa Hospital", "hospital", 31.524, 34.443, 2),
        ("Nasser Hospital", "hospital", 31.347, 34.293, 2),
        ("European Gaza Hospital", "hospital", 31.325, 34.327, 4),
        ("Kamal Adwan Hospital", "hospital", 31.539, 34.499, 3),
        ("Kerem Shalom crossing", "crossing", 31.228, 34.284, 3),
        ("Erez crossing", "crossing", 31.559, 34.546, 3),
        ("Rafah crossing", "crossing", 31.248, 34.259, 3),
        ("Netzarim corridor", "road", 31.463, 34.424, 8),
        ("Philadelphi corridor", "road", 31.26, 34.25, 10),
        ("Jenin", "populated_place", 32.461, 35.300, 4),
        ("Nablus", "populated_place", 32.221, 35.254, 4),
        ("Hebron", "populated_place", 31.530, 35.095, 4),
        ("Sderot", "populated_place", 31.524, 34.597, 3),
        ("Be'eri", "populated_place", 31.424, 34.491, 3),
        ("Kiryat Shmona", "populated_place", 33.207, 35.570, 4),
        ("Metula", "populated_place", 33.279, 35.578, 3),
        ("Majdal Shams", "populated_place", 33.268, 35.769, 4),
        ("Nabatieh", "populated_place", 33.378, 35.484, 4),
        ("Tyre", "populated_place", 33.273, 35.194, 4),
        ("Bint Jbeil", "populated_place", 33.121, 35.433, 4),
        ("Beirut", "populated_place", 33.889, 35.494, 6),
        ("Damascus", "populated_place", 33.510, 36.291, 8),
        ("Hodeidah", "populated_place", 14.798, 42.954, 8),
        ("Tehran", "populated_place", 35.694, 51.421, 15),
        ("Kyiv", "populated_place", 50.454, 30.524, 12),
        ("Khartoum", "populated_place", 15.552, 32.532, 12),
        ("Red Sea", "water", 20.3, 38.5, 900),
        ("Sinai", "region", 29.5, 33.8, 150),
        ("Golan Heights", "region", 33.0, 35.75, 40),
        ("Illinois", "admin1", 40.0, -89.3, 150),
        ("Namibia", "country", -22.0, 17.0, 200),
        ("USA", "country", 39.8, -98.5, 900),
        ("U.K.", "country", 54.5, -2.5, 350),
    ],
)
def test_a_known_place_is_where_it_is(
    name: str, feature_class: str, lat: float, lon: float, within_km: float
) -> None:
    found = places()
    rows = found.rows(gazetteer.fold(name))
    assert any(
        found.class_of(row) == feature_class
        and distance_km(lat, lon, found.lat[row], found.lon[row]) <= within_km
        for row in rows
    ), [(found.place(row).id, found.class_of(row)) for row in rows[:5]]


@pytest.mark.parametrize(
    "name",
    [
        "al-Shifa",
        "Nasser",
        "al-Amal",
        "al-Aqsa Martyrs",
        "European Gaza",
        "Kamal Adwan",
        "Indonesian",
        "al-Awda",
        "al-Quds",
        "al-Ahli",
        "al-Helou",
        "al-Najjar",
        "Kuwaiti",
        "Emirati",
        "al-Rantisi",
        "Patient's Friends",
        "Turkish-Palestinian Friendship",
        "Yaffa",
    ],
)
def test_every_hospital_that_reports_name_is_there(name: str) -> None:
    found = places()
    rows = found.rows(gazetteer.fold(f"{name} Hospital"))
    assert any(found.class_of(r) == "hospital" and found.country_of(r) == "PS" for r in rows)


def test_places_that_share_a_word_are_told_apart() -> None:
    names = ["Rafah", "Rafah governorate", "Rafah crossing", "Rafah camp", "Egyptian Rafah"]
    first = [places().ids(name)[0] for name in names]
    assert len(set(first)) == len(names)
    names = ["Gaza Strip", "Gaza City", "Gaza governorate", "North Gaza", "northern Gaza"]
    first = [places().ids(name)[0] for name in names]
    assert len(set(first)) == len(names)


def test_an_international_airport_is_also_called_airport_but_not_international() -> None:
    for name in ("Toussaint Louverture airport", "Kuwait airport", "Queen Alia Airport"):
        rows = places().rows(gazetteer.fold(name))
        assert any(places().class_of(row) == "airport" for row in rows), name
    assert not places().rows(gazetteer.fold("Kuwait International"))


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon", "within_km"),
    [
        ("Zubair Group", "YE", 15.05, 42.17, 3),
        ("Jibbayn", "LB", 33.12, 35.24, 3),
        ("Muhammad al-Durrah Children's Hospital", "PS", 31.51, 34.48, 2),
        ("Ketziot", "IL", 30.88, 34.46, 5),
        ("Nitzana", "IL", 30.88, 34.42, 6),
        ("Kawéni", "YT", -12.77, 45.22, 3),
        ("Sheikh Maqsoud", "SY", 36.24, 37.15, 2),
        ("Jubata al-Khashab", "SY", 33.23, 35.83, 2),
        ("Tadamon", "SY", 33.48, 36.31, 2),
        ("Tuti Island", "SD", 15.62, 32.52, 3),
        ("Abu Hamed", "SD", 19.54, 33.34, 3),
        ("Speicher", "IQ", 34.68, 43.55, 4),
    ],
)
def test_a_quarter_or_village_that_reports_name_is_where_it_is(
    name: str, country: str, lat: float, lon: float, within_km: float
) -> None:
    found = places()
    rows = found.rows(gazetteer.fold(name))
    assert any(
        found.country_of(row) == country
        and distance_km(lat, lon, found.lat[row], found.lon[row]) <= within_km
        for row in rows
    ), [(found.place(row).id, found.class_of(row)) for row in rows[:5]]


def test_the_longest_name_wins() -> None:
    text = "al-Amal Hospital in Khan Younis"
    tokens = tokenize(text, 0, len(text))
    match = longest_at(text, tokens, 0, len(tokens), lookup_of(places()))
    assert match is not None
    assert text[: tokens.ends[match.last - 1]] == "al-Amal Hospital"
    assert {places().class_of(row) for row in match.entry.rows} == {"hospital"}


@pytest.mark.parametrize(
    "name",
    ["Hamas", "Hezbollah", "IDF", "Reuters", "United Nations", "UNRWA", "Netanyahu", "Iron Dome",
     "Al Jazeera", "Qassam Brigades", "Fatah", "Houthi", "Houthis", "October", "Monday"],
)  # fmt: skip
def test_a_known_non_place_is_none(name: str) -> None:
    found = places()
    folded = gazetteer.fold(name)
    country_rows = [row for row in found.rows(folded) if row < len(records())]
    assert country_rows == [] or folded in found.not_places
    assert not found.rows(folded) or folded in found.not_places or folded in found.common_words


def test_ids_are_of_known_kinds() -> None:
    kinds = Counter(place_id.partition(":")[0] for place_id in records())
    assert set(kinds) <= {"geonames", "wof", "local"}


def test_no_file_holds_a_path_of_a_machine() -> None:
    for path in sorted(Path(DATA).glob("*.csv")):
        data = path.read_bytes()
        assert str(Path(DATA).parents[1]).encode() not in data
