"""Records without a name or a point, sources that lead astray, and what is then built."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_sources import (
    ALPHA,
    EVERYWHERE,
    built,
    geonames_row,
    one,
    said,
    text,
    wof_feature,
    wof_tree,
)

import gazetteer
from gazetteer import world
from gazetteer.__main__ import main
from gazetteer.build import build, recognise
from gazetteer.errors import GazetteerError, Problem
from gazetteer.sources import geojson, whosonfirst


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"wof:name": "", "name:eng_x_preferred": []}, "name is empty"),
        ({"geom:latitude": 0, "geom:longitude": 0, "no geometry": 1}, "has no point"),
        ({"geom:latitude": 99, "no geometry": 1}, "has no point"),
        ({"geom:latitude": "north", "no geometry": 1}, "has no point"),
        ({"geom:latitude": None, "on null island": 1}, "unknown point"),
    ],
)
def test_a_record_without_name_or_point_is_named(
    tmp_path: Path, change: dict[str, object], words: str
) -> None:
    feature = wof_feature(85632315, **change)
    if "no geometry" in change:
        feature["geometry"] = None
    if "on null island" in change:
        feature["geometry"] = {"type": "Point", "coordinates": [0, 0]}
    assert words in said(whosonfirst.read(wof_tree(tmp_path / "wof", feature), EVERYWHERE))


def test_the_english_name_leads_and_the_local_one_stays(tmp_path: Path) -> None:
    change = {
        "wof:name": "ألفا",
        "wof:country": "XX1",
        "iso:country": "ps",
        "wof:placetype": "campus",
    }
    feature = wof_feature(85632315, **change, **{"name:eng_x_preferred": ["Alpha Airport"]})
    record = one(whosonfirst.read(wof_tree(tmp_path / "wof", feature), EVERYWHERE))
    assert (record.name, record.names) == ("Alpha Airport", (("ألفا", ""),))
    assert (record.country, record.feature_class) == ("PS", "airport")


def test_links_and_giants_in_a_folder_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whosonfirst, "LARGEST_FILE", 100)
    path = wof_tree(tmp_path / "wof", ALPHA)
    (path / "z.geojson").symlink_to("/etc/passwd")
    told = sorted(str(row) for row in whosonfirst.read(path, EVERYWHERE))
    assert ["file is too large" in told[0], "not a regular file" in told[1]] == [True, True]


@pytest.mark.parametrize(
    ("geometry", "is_point"),
    [
        ({"type": "Point", "coordinates": [34.5, 31.5, 20]}, True),
        ({"type": "LineString", "coordinates": [[34, 31], [35, 31]]}, True),
        ({"type": "MultiPoint", "coordinates": [[34, 31], [35, 31]]}, True),
        ({"type": "Point", "coordinates": ["x", "y"]}, False),
        ({"type": "Point", "coordinates": []}, False),
        ({"type": "Polygon", "coordinates": [[[34, 31], [35]]]}, False),
        ({"type": "Circle"}, False),
        ("POINT (34 31)", False),
        (None, False),
    ],
)
def test_a_geometry_has_a_point_or_says_that_it_has_none(geometry: object, is_point: bool) -> None:
    point = geojson.point_of(geometry)
    assert (point is not None) == is_point
    if point is not None:
        assert 31 <= point[0] <= 32
        assert 34 <= point[1] <= 35


def test_countries_are_one_by_their_code(tmp_path: Path) -> None:
    dump = text(
        tmp_path / "PS.txt",
        geonames_row(id=10, name="Palestine", **{"class": "A"}, code="PCLI", admin1=""),
    )
    feature = wof_feature(
        85632315, **{"wof:placetype": "country", "wof:name": "State of Palestine"}
    )
    feature["properties"]["name:eng_x_preferred"] = ["Palestinian Territories"]
    found = built(tmp_path, dump, wof_tree(tmp_path / "wof", feature))
    assert found.row("wof:85632315") == found.row("geonames:10")
    assert found.ids("State of Palestine") == ("geonames:10",)


def test_codes_of_known_and_of_empty_divisions(tmp_path: Path) -> None:
    dump = text(
        tmp_path / "PS.txt",
        geonames_row(id=5, name="Strip", **{"class": "A"}, code="ADM1"),
        geonames_row(id=12),
    )
    codes = text(
        tmp_path / "admin1CodesASCII.txt",
        "PS.GZ\tGaza Strip\tGaza Strip\t5",
        "PS.WE\tWest Bank\tWest Bank\t6",
        "PS.XX\t123\t123\t7",
    )
    problems: list[Problem] = []
    found = built(tmp_path, dump, codes, report=problems.append)
    assert found.ids("Gaza Strip") == ("geonames:5",)
    assert found.ids("West Bank") == ()  # no town vouches for a point
    assert len(problems) == 1
    assert found.parent(found.row("geonames:12")) == found.row("geonames:5")


def test_sources_that_lead_back_to_themselves_are_cut(tmp_path: Path) -> None:
    tree = wof_tree(
        tmp_path / "wof",
        wof_feature(85632315, **{"wof:parent_id": 85632317, "wof:name": "One"}),
        wof_feature(85632316, **{"wof:parent_id": 85632315, "wof:placetype": "county"}),
        wof_feature(85632317, **{"wof:parent_id": 85632316, "wof:placetype": "region"}),
    )
    found = built(tmp_path, tree)
    assert len(found) == 3
    assert max(len(found.ancestors(row)) for row in range(3)) == 2


def test_the_world_is_a_source_and_countries_leave_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cities = {
        str(number): {
            "geonameid": number, "name": name, "latitude": 50.0 + number, "longitude": 30.0,
            "countrycode": country, "population": 5, "admin1code": "", "alternatenames": [],
        }
        for number, name, country in ((1, "Northtown", "UA"), (2, "Southtown", "RU"))
    }  # fmt: skip
    monkeypatch.setattr(world, "read_cities", lambda: cities)
    dump = text(
        tmp_path / "UA.txt",
        geonames_row(id=1, name="Northtown", country="UA", lat=51, lon=30, alternates="Pivnich"),
        geonames_row(id=3, name="Newtown", country="UA", lat=52, lon=30),
        geonames_row(id=4, name="Elsewhere", country="PL", lat=52, lon=20),
    )
    output = tmp_path / "out.places"
    sums = build(["world", str(dump)], output, countries=frozenset({"UA"}))
    found = gazetteer.load(output)
    assert {found.id_of(row) for row in range(len(found))} == {
        "geonames:1", "geonames:2", "geonames:3",
    }  # fmt: skip
    assert found.ids("Pivnich") == ("geonames:1",)
    assert (sums.added["GeoNames"], sums.merged["GeoNames"]) == (1, 1)


def test_a_full_disk_ends_with_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    output = tmp_path / "out.places"
    output.write_text("old")
    monkeypatch.setattr("gazetteer.build.write_atomically", full)
    dump = text(tmp_path / "PS.txt", geonames_row())
    assert main(["build", str(dump), "-o", str(output)]) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert output.read_text() == "old"


def test_wrong_parents_of_ones_own_table_are_named_and_the_places_stay(tmp_path: Path) -> None:
    table = text(
        tmp_path / "own.csv",
        "id,name,lat,lon,parent_id",
        "a,Alpha,1,2,b",
        "b,Beta,1,2,a",
        "c,Gamma,1,2,gone",
        "d,Delta,1,2,c",
    )
    problems: list[Problem] = []
    found = built(tmp_path, table, report=problems.append)
    assert [(problem.line, problem.reason.split()[0]) for problem in problems] == [
        (2, "cycle"),
        (3, "cycle"),
        (4, "parent"),
    ]
    assert not any(problem.rejected for problem in problems)
    assert len(found) == 4


def test_a_damaged_geojson_file_says_where(tmp_path: Path) -> None:
    path = text(tmp_path / "x.geojson", '{"type": "FeatureCollection", "features": [{"prop')
    with pytest.raises(GazetteerError, match=r"x\.geojson:1: feature is not JSON"):
        recognise(path)
