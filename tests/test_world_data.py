"""The curated places of the world: floors, links, known pairs, and what is not a place."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import gazetteer
from gazetteer.place import FEATURE_CLASSES

DATA = Path(gazetteer.__file__).parent / "data"
WORLD = ("countries", "admin1", "admin2", "us_counties", "regions", "conflict")
KINDS = {
    "organisation", "armed_group", "unit", "operation", "paper", "broadcaster", "person", "team",
    "brand", "company", "day", "treaty", "ship", "event", "illness", "public_body",
    "street", "other",
}  # fmt: skip
ITEM = re.compile(r"\{(?:place|demonym|given|title|initial|word)\}|\([^(){}]+\)\??|[^\s(){}|]+")
ITEM_OF_SLOTS = re.compile(r"\((?:[^(){}]|\{word\})+\)\??")


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def places() -> dict[str, dict[str, str]]:
    return {row["id"]: row for table in WORLD for row in rows(table)}


@cache
def ids_by_name() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table in WORLD:
        for row in rows(table):
            found.setdefault(gazetteer.fold(row["name"]), set()).add(row["id"])
        for row in rows(f"{table}_names") if (DATA / f"{table}_names.csv").exists() else ():
            found.setdefault(gazetteer.fold(row["name"]), set()).add(row["place_id"])
    return found


def km_between(one: dict[str, str], other: dict[str, str]) -> float:
    lat1, lon1, lat2, lon2 = (
        math.radians(float(row[axis])) for row in (one, other) for axis in ("lat", "lon")
    )
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


@pytest.mark.parametrize(
    ("table", "floor"),
    [
        ("countries", 249),
        ("admin1", 3_700),
        ("admin2", 10_000),
        ("us_counties", 1_700),
        ("regions", 900),
        ("conflict", 1_400),
        ("demonyms", 1_100),
        ("not_places", 3_000),
        ("not_place_patterns", 70),
        ("person_titles", 300),
        ("given_names", 2_500),
        ("common_words", 4_000),
    ],
)
def test_each_table_keeps_its_floor(table: str, floor: int) -> None:
    assert len(rows(table)) >= floor


@pytest.mark.parametrize("table", WORLD)
def test_a_place_has_one_row_a_known_class_a_point_a_radius_a_source_and_a_licence(
    table: str,
) -> None:
    counts = Counter(row["id"] for row in rows(table))
    assert not [place_id for place_id, count in counts.items() if count > 1]
    for row in rows(table):
        assert row["feature_class"] in FEATURE_CLASSES, row
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert 0 < float(row["precision_km"]) <= 8_000, row
        assert row["source"], row
        assert row["licence"], row


def test_no_id_stands_in_two_tables() -> None:
    counts = Counter(row["id"] for table in WORLD for row in rows(table))
    assert not [place_id for place_id, count in counts.items() if count > 1]


def test_every_division_has_its_country_as_an_ancestor() -> None:
    for table in ("admin1", "admin2", "us_counties"):
        for row in rows(table):
            ancestor = row
            while ancestor["feature_class"] != "country":
                ancestor = places()[ancestor["parent_id"]]
            assert ancestor["country"] == row["country"], row


def test_the_codes_of_divisions_start_with_their_country_and_are_unique() -> None:
    for table in ("admin1", "admin2"):
        codes = [row["admin_code"] for row in rows(table) if row["admin_code"]]
        assert len(codes) >= 0.6 * len(rows(table))
    codes = [row["admin_code"] for row in rows("admin1") if row["admin_code"]]
    assert len(codes) == len(set(codes))
    for row in rows("admin1"):
        assert row["admin_code"].startswith((row["country"] + ".", "")), row


def test_every_state_of_the_united_states_has_its_postal_code() -> None:
    codes = {
        row["name"]
        for row in rows("admin1_names")
        if row["language"] == "abbreviation" and row["note"] == "postal code"
    }
    assert {row["admin_code"][3:] for row in rows("admin1") if row["country"] == "US"} <= codes


def test_every_name_belongs_to_a_place_and_says_more_than_the_folding_does() -> None:
    for table in ("countries", "admin1", "admin2", "regions"):
        for row in rows(f"{table}_names"):
            assert row["place_id"] in places(), row
            if row["language"] == "en":
                name = places()[row["place_id"]]["name"]
                assert gazetteer.fold(row["name"]) != gazetteer.fold(name), row


def test_every_country_has_a_capital_or_is_a_territory() -> None:
    without = [row["country"] for row in rows("countries") if not row["capital"]]
    assert len(without) <= 12
    capitals = {row["country"]: row["capital"] for row in rows("countries")}
    assert (capitals["UA"], capitals["SD"], capitals["NA"]) == ("Kyiv", "Khartoum", "Windhoek")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("UK", "geonames:2635167"),
        ("U.K.", "geonames:2635167"),
        ("Britain", "geonames:2635167"),
        ("USA", "geonames:6252001"),
        ("UAE", "geonames:290557"),
        ("DR Congo", "geonames:203312"),
        ("Ivory Coast", "geonames:2287781"),
        ("Burma", "geonames:1327865"),
        ("Türkiye", "geonames:298795"),
        ("Holland", "geonames:2750405"),
        ("State of Palestine", "geonames:6254930"),
        ("occupied Palestinian territory", "geonames:6254930"),
        ("Calif.", "geonames:5332921"),
        ("Bavaria", "geonames:2951839"),
        ("Donetsk region", "geonames:709716"),
        ("Kiev", "geonames:703448"),
        ("Odessa", "geonames:698740"),
        ("Deir Ezzor", "geonames:170794"),
        ("Bab el-Mandeb Strait", "local:bab-al-mandab"),
        ("Donbass", "geonames:709718"),
        ("Zamzam", "local:zamzam-camp"),
        ("al-Tanf", "local:al-tanf"),
    ],
)
def test_known_spellings_reach_their_place(name: str, place: str) -> None:
    assert place in ids_by_name()[gazetteer.fold(name)]


@pytest.mark.parametrize(
    ("name", "lat", "lon", "within_km"),
    [
        ("Bab al-Mandab", 12.58, 43.33, 30),
        ("Strait of Hormuz", 26.57, 56.25, 80),
        ("Zaporizhzhia Nuclear Power Plant", 47.512, 34.586, 2),
        ("Mitiga International Airport", 32.894, 13.276, 3),
        ("Tahrir Square", 30.0444, 31.2357, 1),
        ("Avdiivka", 48.139, 37.742, 5),
        ("Goma", -1.679, 29.222, 8),
    ],
)
def test_known_places_lie_where_they_are(
    name: str, lat: float, lon: float, within_km: float
) -> None:
    there = {"lat": str(lat), "lon": str(lon)}
    ids = ids_by_name()[gazetteer.fold(name)]
    assert min(km_between(places()[place_id], there) for place_id in ids) <= within_km


@pytest.mark.parametrize("name", ["", "Gaza City", "Police", "Monday", "the Gulf", "Hamas"])
def test_known_non_members_are_no_names_of_the_world(name: str) -> None:
    assert gazetteer.fold(name) not in ids_by_name()


def test_a_second_order_division_lies_near_its_first_order_division() -> None:
    far = [
        row["name"]
        for row in rows("admin2")
        if km_between(row, places()[row["parent_id"]])
        > 300 + 3 * float(places()[row["parent_id"]]["precision_km"])
    ]
    assert len(far) <= 0.01 * len(rows("admin2")), far


def test_a_demonym_means_one_place_and_israeli_palestinian_gazan_are_among_them() -> None:
    folded = Counter(gazetteer.fold(row["demonym"]) for row in rows("demonyms"))
    assert not [demonym for demonym, count in folded.items() if count > 1]
    place = {row["demonym"]: row["place_id"] for row in rows("demonyms")}
    assert place["Israeli"] == place["Israelis"] == "geonames:294640"
    assert place["Palestinians"] == "geonames:6254930"
    assert place["Gazans"] == "geonames:281132"
    assert place["Texan"] == "geonames:4736286"


def test_what_is_no_place_has_a_known_kind_and_a_reason() -> None:
    for table in ("not_places", "not_place_patterns"):
        for row in rows(table):
            assert row["kind"] in KINDS, row
            assert row["reason"], row


def test_no_country_and_no_capital_of_a_large_one_is_called_no_place_or_a_common_word() -> None:
    names = {gazetteer.fold(row["name"]) for row in rows("countries")}
    large = [row for row in rows("countries") if int(row["population"]) > 1_000_000]
    names |= {gazetteer.fold(row["capital"]) for row in large if row["capital"]}
    for table in ("not_places", "common_words"):
        found = {gazetteer.fold(row["name"]) for row in rows(table)} & names
        assert not found, (table, found)


def test_every_pattern_follows_its_syntax_and_has_a_slot() -> None:
    for row in rows("not_place_patterns"):
        rest = ITEM.sub("", ITEM_OF_SLOTS.sub("", row["pattern"]))
        assert not rest.strip(), (row["pattern"], rest)
        assert "{place}" in row["pattern"] or "{demonym}" in row["pattern"], row
        assert row["example"], row


@pytest.mark.parametrize("table", ["not_places", "common_words"])
def test_rows_are_sorted_and_folded_names_unique(table: str) -> None:
    folded = [gazetteer.fold(row["name"]) for row in rows(table)]
    assert len(folded) == len(set(folded))
    key = [(row.get("kind", ""), row["name"].casefold()) for row in rows(table)]
    assert key == sorted(key)
