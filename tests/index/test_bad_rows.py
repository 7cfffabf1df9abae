"""Bad rows: each is named by file and line with its cure, and the rest loads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_curated import GOOD, HEADER, compiled, write

import gazetteer
from gazetteer.curated import read_curated


def rejected(directory: Path, *rows: str, name: str = "area.csv") -> list[str]:
    """Return what is said of ``rows`` that follow good ones; the good ones must be there."""
    places = compiled(directory, {name: [HEADER, *GOOD, *rows]})
    assert {"geonames:1", "geonames:2", "local:town", "local:camp"} <= {
        places.id_of(row) for row in range(len(places))
    }
    return [str(problem) for problem in places.problems]


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
