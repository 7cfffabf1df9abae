"""The command line of the gazetteer: find, check and build."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import gazetteer
from gazetteer import online, world
from gazetteer.__main__ import main
from gazetteer.curated import PLACE_COLUMNS

HEADER = ",".join(PLACE_COLUMNS)
ROWS = (
    "geonames:1,Testland,country,,TL,,31.5,34.5,100,0,GeoNames 1,CC0,,",
    "local:rafah,Rafah,populated_place,geonames:1,TL,,31.28,34.25,3,171899,s,CC0,,both agree",
    "local:crossing,Rafah crossing,crossing,geonames:1,TL,,31.25,34.26,0.5,0,s,CC0,,",
    "local:other,Rafah,neighbourhood,,XA,,10,10,1,0,s,CC0,,",
    "local:hope,al-Amal,neighbourhood,geonames:1,TL,,31.2,34.2,1,0,s,CC0,,",
    "local:amal,Åmål,populated_place,,XA,,10,10,1,9000,s,CC0,,",
    "local:village,Al Amal Village,populated_place,,XA,,10,10,1,300,s,CC0,,",
    "local:once,Great Town,populated_place,,XA,,10,10,1,50000,s,CC0,,",
)
NAMES = (
    "place_id,name,language,note",
    "local:village,Al Amal,,",
    "local:once,Hope,historic,",
    "local:hope,Hope,en,",
    "local:hope,Hope Town,en,",
)
CITIES = {
    "5": {"geonameid": 5, "name": "Capital", "latitude": 31.4, "longitude": 34.4, "population": 9,
          "countrycode": "TL", "admin1code": "", "alternatenames": []},
    "6": {"geonameid": 6, "name": "Other", "latitude": 10, "longitude": 10, "population": 9,
          "countrycode": "XA", "admin1code": "", "alternatenames": []},
}  # fmt: skip
COUNTRIES = {
    "TL": {"geonameid": 1, "name": "Testland", "iso3": "TST", "capital": "Capital",
           "areakm2": 1, "population": 1, "languages": "ar"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def small_world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(world, "read_cities", lambda: CITIES)
    monkeypatch.setattr(world, "read_countries", lambda: COUNTRIES)
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    directory = tmp_path / "data"
    directory.mkdir()
    (directory / "area.csv").write_text("\n".join((HEADER, *ROWS, "")))
    (directory / "area_names.csv").write_text("\n".join((*NAMES, "")))
    (directory / "demonyms.csv").write_text("demonym,place_id,note\nTestlander,geonames:1,\n")
    return directory


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def test_find_prints_candidates_with_chain_point_precision_and_source(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("find", "rafah", "--gazetteer", data) == 0
    assert capsys.readouterr().out == (
        "Rafah (populated_place, TL)\n"
        "  in Testland\n"
        "  at 31.28000, 34.25000, within 3 km; 171,899 people\n"
        "  local:rafah; s, CC0\n"
        "  note: both agree\n"
        "Rafah (neighbourhood, XA)\n"
        "  in nothing larger\n"
        "  at 10.00000, 10.00000, within 1 km\n"
        "  local:other; s, CC0\n"
        "longer names:\n"
        "  Rafah crossing (crossing, TL)\n"
    )


def test_a_name_as_it_is_spelled_comes_before_what_only_folding_makes_equal(data: Path) -> None:
    found = gazetteer.load(data).find("al-Amal")
    assert [candidate.place.id for candidate in found] == [
        "local:hope", "local:village", "local:amal",
    ]  # fmt: skip


def test_a_former_name_of_a_large_town_still_weighs_more_than_a_quarter(data: Path) -> None:
    found = gazetteer.load(data).find("Hope")
    assert [candidate.place.id for candidate in found] == ["local:once", "local:hope"]


def test_longer_names_stand_in_the_country_asked_for(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("find", "rafah", "--country", "xa", "--gazetteer", data) == 0
    assert "longer names" not in capsys.readouterr().out
    assert run("find", "great", "--country", "xa", "--gazetteer", data) == 1
    assert capsys.readouterr().out.endswith("longer names:\n  Great Town (populated_place, XA)\n")


def test_nothing_in_a_country_is_not_said_of_the_world(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("find", "Great Town", "--country", "TL", "--gazetteer", data) == 1
    assert capsys.readouterr().err.endswith("nothing in TL is called 'Great Town'\n")


def test_find_takes_a_name_of_several_words(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("find", "Rafah", "Crossing", "--gazetteer", data) == 0
    assert capsys.readouterr().out.startswith("Rafah crossing (crossing, TL)\n")


def test_near_puts_the_nearest_first_and_says_how_far(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("find", "rafah", "--near", "10,10.1", "--gazetteer", data) == 0
    out = capsys.readouterr().out
    assert out.index("local:other") < out.index("local:rafah")
    assert "11.0 km away" in out
    assert run("find", "rafah", "--near", "-10,10.1", "--gazetteer", data) == 0, "south of it"


def test_country_leaves_others_out(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("find", "rafah", "--country", "xa", "--gazetteer", data) == 0
    out = capsys.readouterr().out
    assert "local:other" in out
    assert "local:rafah" not in out


def test_a_demonym_is_found_as_one(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("find", "Testlander", "--gazetteer", data) == 0
    assert "by its demonym" in capsys.readouterr().out


def test_suggestions_are_marked_and_are_no_success(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("find", "Rafha", "--gazetteer", data) == 1
    said = capsys.readouterr()
    assert "nothing is called 'Rafha'; suggestions:" in said.err
    headings = [line for line in said.out.splitlines() if not line.startswith(" ")]
    assert headings
    assert all("suggestion: like 'rafah'" in heading for heading in headings)


@pytest.mark.parametrize("name", ["qqqqqq", "x", "’", "a" * 10_000])
def test_what_is_like_nothing_is_said_to_be_nothing(
    data: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run("find", name, "--gazetteer", data) == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("find",),
        ("find", "x", "--near", "here"),
        ("find", "x", "--near", "100,10"),
        ("find", "x", "--near", "--online"),
        ("find", "x", "--country", "Israel"),
        ("find", "x", "--limit", "0"),
        ("find", "x", "--limit", "-1"),
        ("check", "a", "b"),
        ("build", "-o", "x"),
        ("build", "x"),
        ("build", "x", "-o", "y", "--curated", "/nowhere"),
        ("fly",),
        (),
    ],
)
def test_a_wrong_command_line_ends_with_2(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m gazetteer")


def test_a_missing_gazetteer_ends_with_1_and_a_cure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("find", "x", "--gazetteer", "/nowhere/x.places") == 1
    assert capsys.readouterr().err.startswith("gazetteer: /nowhere/x.places: No such file")


def test_check_is_silent_on_good_data(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", data) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "3 files, 8 places taken, 0 rows left out, 0 to look at" in said.err


def test_check_lists_every_problem_with_file_line_and_cure(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (data / "area.csv").open("a") as file:
        file.write("local:far,Far town,populated_place,geonames:1,TL,,45,34.25,3,0,s,CC0,,\n")
        file.write("local:zz,Zz town,populated_place,,ZZ,,31,34,3,0,,,,\n")
        file.write("local:bad,Bad town,populated_place,,TL,,99,34,3,0,s,CC0,,\n")
    assert run("check", data) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "area.csv:10: local:far: point is far outside TL; check point and country",
        "area.csv:11: local:zz: country ZZ has no town; check the country",
        "area.csv:11: local:zz: no source vouches for the point; name the source and its record",
        "area.csv:11: local:zz: the licence is not stated; state it as SOURCES.md does",
        "area.csv:12: lat 99 is impossible, lat and lon look swapped; swap the two columns",
    ]
    assert "1 row left out, 4 to look at" in said.err


def test_a_town_beyond_the_listed_ones_lies_in_its_country_where_a_division_reaches(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (data / "area.csv").open("a") as file:
        # 1.4 degrees of circle and 1.5 of margin north of 32.4; the next town is 1 degree too far
        file.write("local:north,North,admin1,geonames:1,TL,,32.4,34.4,156,0,s,CC0,,\n")
        file.write("local:renk,Renk,populated_place,local:north,TL,,35.2,34.4,3,0,s,CC0,,\n")
        file.write("local:far,Far town,populated_place,local:north,TL,,36.3,34.4,3,0,s,CC0,,\n")
        # a division that is itself far from every town moves no border
        file.write("local:slip,Slip,admin1,geonames:1,TL,,45,34.25,156,0,s,CC0,,\n")
        file.write("local:there,There,populated_place,local:slip,TL,,45,34.25,3,0,s,CC0,,\n")
    assert run("check", data) == 1
    assert capsys.readouterr().out.splitlines() == [
        "area.csv:12: local:far: point is far outside TL; check point and country",
        "area.csv:14: local:there: point is far outside TL; check point and country",
    ]


def test_a_reader_that_stops_early_is_no_error(data: Path) -> None:
    root = Path(__file__).parents[1]
    code = (
        f"import sys; sys.path[:0] = [{str(root)!r}, {str(root / 'tests')!r}]\n"
        "import test_gazetteer_cli as t; from gazetteer import world\n"
        "world.read_cities = lambda: t.CITIES; world.read_countries = lambda: t.COUNTRIES\n"
        f"sys.exit(t.main(['find', 'rafah', '--gazetteer', {str(data)!r}]))"
    )
    run_to_closed = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
    )
    assert run_to_closed.stdout is not None
    run_to_closed.stdout.close()
    _, said = run_to_closed.communicate(timeout=60)
    assert run_to_closed.returncode == 0
    assert b"Traceback" not in said


def test_an_interrupt_ends_with_130(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gazetteer.__main__.load", interrupted)
    assert run("find", "rafah", "--gazetteer", data) == 130


def test_check_wants_a_directory(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", data / "area.csv") == 1
    assert "is not a directory" in capsys.readouterr().err


def test_build_says_when_the_rest_of_the_world_is_missing(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("name,lat,lon,country\nAlpha,31.5,34.5,TL\n")
    output = tmp_path / "mine.places"
    assert run("build", table, "--curated", data, "--countries", "tl,XA", "-o", output) == 0
    assert "only the places of these sources; add world" in capsys.readouterr().err
    assert run("find", "Alpha", "--gazetteer", output) == 0


def test_nothing_is_asked_unless_online_is_given(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def ask(name: str, *, country: str | None) -> list[Any]:
        asked.append(name)
        return []

    monkeypatch.setattr(online, "ask", ask)
    run("find", "rafah", "--gazetteer", data)
    assert asked == []
    run("find", "rafah", "--gazetteer", data, "--online")
    assert asked == ["rafah"]
    assert "0 rows to paste" in capsys.readouterr().err
