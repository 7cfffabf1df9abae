"""The whole: sources merged or kept apart, and the same bytes each time."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from sample_sources import (
    ALPHA,
    OLD,
    RAFAH_OUTLINE,
    built,
    collection,
    geonames_row,
    osm_feature,
    text,
    wof_feature,
    wof_tree,
)
from shapely.geometry import mapping as outline_of

import gazetteer
from gazetteer.__main__ import main
from gazetteer.build import build
from gazetteer.curated import PLACE_COLUMNS
from gazetteer.errors import GazetteerError, Problem


def test_one_place_of_four_sources_is_one_row_with_all_of_them_named(tmp_path: Path) -> None:
    dump = text(tmp_path / "PS.txt", geonames_row(id=12, alternates="Alef", population=900))
    tree = wof_tree(tmp_path / "wof", ALPHA)
    table = text(tmp_path / "mine.csv", "name,lat,lon,names", "Alpha,31.505,34.495,Alphabet")
    found = built(tmp_path, dump, tree, table)
    (row,) = found.rows("alpha")
    place = found.place(row)
    assert (place.id, place.lat, place.population) == ("geonames:12", 31.5, 900)
    assert place.source == "GeoNames 12; Who's On First 421187733; mine.csv"
    assert place.licence == "CC BY 4.0 (GeoNames); Who's On First, attribution required; not stated"
    assert found.row("wof:421187733") == row
    for name in ("Alef", "ألفا", "Alphabet", "Alpha Town"):
        assert found.ids(name) == ("geonames:12",)


def test_places_of_one_name_but_far_apart_or_of_other_kinds_stay_apart(tmp_path: Path) -> None:
    dump = text(
        tmp_path / "PS.txt",
        geonames_row(id=1, lat=31.5),
        geonames_row(id=2, lat=31.6),
        geonames_row(id=3, **{"class": "S"}, code="HSP"),
    )
    table = text(
        tmp_path / "mine.csv",
        "id,name,lat,lon,class",
        "far,Alpha,32.5,34.5,",
        "gate,Alpha,31.5,34.5,crossing",
    )
    found = built(tmp_path, dump, table)
    assert set(found.ids("Alpha")) == {
        "geonames:1", "geonames:2", "geonames:3", "local:mine-far", "local:mine-gate",
    }  # fmt: skip


def test_divisions_are_one_whatever_word_says_what_they_are(tmp_path: Path) -> None:
    dump = text(
        tmp_path / "PS.txt",
        geonames_row(id=5, name="Rafah Governorate", lat=31.3, lon=34.25, admin2="15",
                     **{"class": "A"}, code="ADM2"),
    )  # fmt: skip
    feature = {"type": "Feature", "properties": OLD, "geometry": outline_of(RAFAH_OUTLINE)}
    found = built(tmp_path, dump, collection(tmp_path / "adm2.geojson", [feature]))
    assert found.row("ocha:PS0215") == found.row("geonames:5")
    assert len(found) == 1


def test_share_alike_rows_are_kept_apart_and_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dump = text(tmp_path / "PS.txt", geonames_row(id=12, alternates="Alef"))
    extract = collection(
        tmp_path / "osm.geojson",
        [
            osm_feature(**{"name:ar": "ألفا"}),
            osm_feature(**{"@id": "node/10", "name": "Beta"}),
        ],
    )
    output = tmp_path / "out.places"
    assert main(["build", str(extract), str(dump), "-o", str(output)]) == 0
    told = capsys.readouterr()
    assert "share-alike: 2 of these places, a layer of their own" in told.err
    sums = json.loads(told.out)
    assert sums["apart"] == {"OpenStreetMap": 2}
    assert sums["licences"] == {
        "CC BY 4.0 (GeoNames)": 1, "ODbL 1.0 (OpenStreetMap contributors)": 2,
    }  # fmt: skip
    found = gazetteer.load(output)
    assert found.licences == sums["licences"]
    assert found.place("geonames:12").licence == "CC BY 4.0 (GeoNames)"
    assert found.place("geonames:12").names == (("Alpha", ""), ("Alef", ""))
    assert found.ids("Alpha") == ("geonames:12",)  # known without OpenStreetMap: no second pin
    assert found.ids("ألفا") == ("osm:node-9",)
    assert found.place("osm:node-9").name == "Alpha"
    assert found.ids("Beta") == ("osm:node-10",)


def test_terms_are_told_once_and_those_of_a_row_of_several_sources_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = text(
        tmp_path / "mine.csv",
        "name,lat,lon,licence\n"
        "Alpha,1,2,CC BY 4.0 (GeoNames); CC BY-SA 4.0 (Wikipedia)\n"
        "Beta,3,4,CC BY 4.0 (GeoNames)\n"
        "Gamma,5,6,CC BY 4.0 (OCHA)\n",
    )
    assert main(["build", str(table), "-o", str(tmp_path / "out.places")]) == 0
    told = capsys.readouterr().err
    assert "licence CC BY 4.0: 3 places\nlicence CC BY-SA 4.0: 1 places\n" in told
    assert "share-alike: 1 of these places" in told


def test_a_place_without_a_country_is_in_that_of_the_nearest_town(tmp_path: Path) -> None:
    dump = text(
        tmp_path / "PS.txt",
        geonames_row(id=10, name="Palestine", **{"class": "A"}, code="PCLI", admin1=""),
        geonames_row(id=12),
    )
    table = text(tmp_path / "m.csv", "id,name,lat,lon", "a,Near,31.55,34.5", "b,Far,20,20")
    found = built(tmp_path, dump, table)
    near, far = found.row("local:m-a"), found.row("local:m-b")
    assert (found.country_of(near), found.country_of(far)) == ("PS", "")
    assert found.id_of(found.parent(near)) == "geonames:10"


def test_curated_rows_come_first(tmp_path: Path) -> None:
    curated = tmp_path / "curated"
    curated.mkdir()
    text(
        curated / "area.csv",
        ",".join(PLACE_COLUMNS),
        "local:alpha,Alpha,populated_place,geonames:10,PS,,31.51,34.5,2,0,me,CC0,,",
        "local:lost,Lost,populated_place,local:gone,PS,,31.51,34.5,2,0,me,CC0,,",
    )
    dump = text(
        tmp_path / "PS.txt",
        geonames_row(id=12),
        geonames_row(id=10, name="Palestine", **{"class": "A"}, code="PCLI", admin1=""),
    )
    problems: list[Problem] = []
    found = built(tmp_path, dump, curated=curated, report=problems.append)
    assert found.ids("Alpha") == ("local:alpha",)
    assert found.place("geonames:12").lat == 31.51
    assert found.place("local:alpha").parent_id == "geonames:10"
    assert found.place("local:lost").parent_id == "geonames:10"  # its country
    assert "parent local:gone" in str(problems[0])


def test_rows_read_are_added_merged_or_rejected(tmp_path: Path) -> None:
    dump = text(
        tmp_path / "PS.txt", geonames_row(id=12), geonames_row(id=13, lat=99), geonames_row(id=12)
    )
    tree = wof_tree(tmp_path / "wof", ALPHA)
    problems: list[Problem] = []
    sums = build([str(tree), str(dump)], tmp_path / "o.places", report=problems.append)
    assert [str(problem).partition(";")[0] for problem in problems] == [
        "PS.txt:2: lat 99 is impossible, lat and lon look swapped",
        "PS.txt:3: id geonames:12 stands twice in PS.txt",
    ]
    for source in sums.read:
        assert sums.read[source] == sums.added[source] + sums.merged[source] + sums.rejected[source]
    assert sums.read["GeoNames"] == 3
    assert sums.merged["Who's On First"] == 1
    assert gazetteer.load(tmp_path / "o.places").problems == tuple(sorted(problems))


def test_the_order_of_the_sources_changes_no_byte(tmp_path: Path) -> None:
    dump = text(tmp_path / "PS.txt", *(geonames_row(id=n, lat=31 + n / 100) for n in range(1, 30)))
    sources = [
        str(dump),
        str(wof_tree(tmp_path / "wof", ALPHA, wof_feature(85632315, **{"wof:name": "Gamma"}))),
        str(text(tmp_path / "mine.csv", "name,lat,lon", "Alpha,31.05,34.5", "Delta,31,34")),
        str(collection(tmp_path / "osm.geojson", [osm_feature(name="Eps")])),
    ]
    contents = set()
    for number in range(4):
        random.Random(number).shuffle(sources)
        output = tmp_path / f"{number}.places"
        build(sources, output)
        contents.add(output.read_bytes())
    assert len(contents) == 1


def test_fault_52_nothing_is_written_where_nothing_should_be(tmp_path: Path) -> None:
    dump = text(tmp_path / "PS.txt", geonames_row())
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for output, words in (
        (dump, "is one of the sources"),
        (tmp_path, "is a folder"),
        (tmp_path / "link", "a link"),
        (tmp_path / "no" / "x.places", "does not exist"),
    ):
        with pytest.raises(GazetteerError, match=words):
            build([str(dump)], output)
    assert dump.read_text() == geonames_row() + "\n"


def test_no_place_is_an_error_and_leaves_no_file(tmp_path: Path) -> None:
    dump = text(tmp_path / "PS.txt", geonames_row(lat=99))
    with pytest.raises(GazetteerError, match="no source has a place"):
        build([str(dump)], tmp_path / "o.places")
    assert not (tmp_path / "o.places").exists()
