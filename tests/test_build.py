"""Building a gazetteer: every source in its true format, merged, apart, and the same each time."""

from __future__ import annotations

import contextlib
import json
import random
import sqlite3
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box
from shapely.geometry import mapping as outline_of

import gazetteer
from gazetteer import world
from gazetteer.__main__ import main
from gazetteer.build import build, recognise
from gazetteer.curated import PLACE_COLUMNS
from gazetteer.divisions import middle
from gazetteer.errors import GazetteerError, Problem
from gazetteer.index import Gazetteer
from gazetteer.record import Record
from gazetteer.sources import geojson, geonames, ocha, osm, plain, whosonfirst

EVERYWHERE: frozenset[str] = frozenset()
Feature = dict[str, Any]


@pytest.fixture(autouse=True)
def small_world(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setattr(world, "read_countries", dict)
    monkeypatch.setattr("gazetteer.build.DATA", tmp_path_factory.mktemp("own"))


def geonames_row(**cells: object) -> str:
    """Return a row of a GeoNames table: 19 columns parted by tabs."""
    row = {
        "id": 1, "name": "Alpha", "ascii": "Alpha", "alternates": "", "lat": 31.5, "lon": 34.5,
        "class": "P", "code": "PPL", "country": "PS", "cc2": "", "admin1": "GZ", "admin2": "",
        "admin3": "", "admin4": "", "population": 0, "elevation": "", "dem": 10,
        "timezone": "Asia/Gaza", "date": "2024-01-01",
    }  # fmt: skip
    assert set(cells) <= set(row)
    row["ascii"] = cells.get("name", "Alpha")
    return "\t".join(str(cell) for cell in (row | cells).values())


def wof_feature(number: int = 7, **properties: object) -> Feature:
    """Return a Who's On First feature as its repositories hold it."""
    return {
        "id": number,
        "type": "Feature",
        "properties": {
            "wof:id": number, "wof:name": "Alpha", "wof:placetype": "locality",
            "wof:parent_id": 85632315, "wof:country": "PS", "wof:superseded_by": [],
            "wof:supersedes": [], "wof:concordances": {}, "edtf:deprecated": "",
            "edtf:cessation": "uuuu", "edtf:inception": "uuuu", "mz:is_current": 1,
            "geom:latitude": 31.49, "geom:longitude": 34.49,
            "name:eng_x_preferred": ["Alpha"], **properties,
        },
        "bbox": [34.4, 31.4, 34.6, 31.6],
        "geometry": outline_of(box(34.4, 31.4, 34.6, 31.6)),
    }  # fmt: skip


def osm_feature(geometry: object = None, **properties: object) -> Feature:
    """Return an OpenStreetMap feature as overpass turbo exports it."""
    return {
        "type": "Feature",
        "id": properties.get("@id", "node/9"),
        "properties": {"@id": "node/9", "name": "Alpha", "place": "town", **properties},
        "geometry": geometry or {"type": "Point", "coordinates": [34.5, 31.5]},
    }


def collection(path: Path, features: Iterable[Feature], **options: Any) -> Path:
    content = {"type": "FeatureCollection", "features": [*features]}
    path.write_text(json.dumps(content, **options), "utf-8")
    return path


def text(path: Path, *rows: str) -> Path:
    path.write_text("".join(f"{row}\n" for row in rows), "utf-8")
    return path


def zipped(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_txt", ".txt"), content)
    return path


def one(rows: Iterable[Record | Problem]) -> Record:
    (record,) = rows
    assert isinstance(record, Record), record
    return record


def said(rows: Iterable[Record | Problem]) -> str:
    (problem,) = rows
    assert isinstance(problem, Problem), problem
    return str(problem)


def built(tmp_path: Path, *sources: Path, **options: Any) -> Gazetteer:
    output = tmp_path / "out.places"
    build([str(source) for source in sources], output, **options)
    return gazetteer.load(output)


# GeoNames


def test_a_geonames_row_becomes_a_record(tmp_path: Path) -> None:
    row = geonames_row(
        id=281133, name="Ghazzah", ascii="Ghazzah", alternates="Gaza,GZA,ghzt,غزة", lat=31.50161,
        lon=34.46672, admin2="01", population=410000,
    )  # fmt: skip
    record = one(geonames.read(text(tmp_path / "PS.txt", row), EVERYWHERE))
    assert record.id == "geonames:281133"
    assert (record.lat, record.lon, record.population) == (31.50161, 34.46672, 410000)
    assert record.names == (("Gaza", ""), ("غزة", ""))
    assert (record.country, record.admin_code) == ("PS", "PS.GZ.01")
    assert (record.source, record.licence) == ("GeoNames 281133", "CC BY 4.0 (GeoNames)")
    assert record.where == ("PS.txt", 1)


@pytest.mark.parametrize(
    ("code", "feature_class"),
    [
        ("P.PPL", "populated_place"), ("P.PPLX", "neighbourhood"), ("A.PCLI", "country"),
        ("A.ADM1", "admin1"), ("A.ADM2", "admin2"), ("S.HSP", "hospital"), ("S.CMPRF", "camp"),
        ("S.PSTB", "crossing"), ("S.AIRP", "airport"), ("L.MILB", "base"), ("L.CONT", "continent"),
        ("L.RGN", "region"), ("H.SEA", "water"), ("T.MT", "landform"), ("R.RD", "road"),
        ("S.MSQE", "site"), ("S.BRAND_NEW", "site"), ("H.HBR", "port"),
    ],
)  # fmt: skip
def test_feature_codes_have_a_class(tmp_path: Path, code: str, feature_class: str) -> None:
    first, second = code.split(".")
    row = geonames_row(**{"class": first, "code": second})
    path = text(tmp_path / "PS.txt", row)
    assert one(geonames.read(path, EVERYWHERE)).feature_class == feature_class


@pytest.mark.parametrize("code", ["A.ADM1H", "P.PPLH", "S.HTL", "U.RDGU"])
def test_what_is_gone_or_never_reported_on_is_passed_over(tmp_path: Path, code: str) -> None:
    first, second = code.split(".")
    path = text(tmp_path / "PS.txt", geonames_row(**{"class": first, "code": second}))
    assert [*geonames.read(path, EVERYWHERE)] == []


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"lat": 91}, "look swapped"),
        ({"lat": 91, "lon": 181}, "not on Earth"),
        ({"lat": "nan"}, "is not a number"),
        ({"lat": "x"}, "is not a number"),
        ({"lat": 0, "lon": 0}, "unknown point"),
        ({"id": "x"}, "geonameid 'x'"),
        ({"id": ""}, "geonameid ''"),
        ({"name": "a" * 10_000}, "10,000 characters"),
        ({"name": ""}, "name is empty"),
        ({"date": "2024\textra"}, "row has 20 columns, the format has 19"),
        ({"name": "A\0b"}, "NUL"),
    ],
)
def test_a_bad_geonames_row_is_named_by_file_and_line(
    tmp_path: Path, cells: dict[str, object], words: str
) -> None:
    rows = [geonames_row(), geonames_row(**cells), geonames_row(id=3)]
    found = [*geonames.read(text(tmp_path / "PS.txt", *rows), EVERYWHERE)]
    assert [type(row).__name__ for row in found] == ["Record", "Problem", "Record"]
    assert str(found[1]).startswith("PS.txt:2: ")
    assert words in str(found[1])


def test_a_line_that_is_not_utf8_or_has_no_end_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "PS.txt"
    good = geonames_row(id=5).encode()
    path.write_bytes(b"Krak\xf3w\t\n" + b"x" * 9_000_000 + b"\n" + good)
    found = [*geonames.read(path, EVERYWHERE)]
    assert [str(row) for row in found[:2]] == [
        "PS.txt:1: line is not UTF-8 at byte 4; download the file again",
        "PS.txt:2: line holds NUL or is too long; download the file again",
    ]
    assert isinstance(found[2], Record)


def test_a_zip_is_read_like_its_table(tmp_path: Path) -> None:
    rows = geonames_row() + "\n"
    path = zipped(tmp_path / "PS.zip", readme_txt="Read me first\n", PS_txt=rows)
    assert one(geonames.read(path, EVERYWHERE)).where == ("PS.zip/PS.txt", 1)


def test_a_zip_that_is_a_trap_or_none_is_refused(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "XX.zip", XX_txt="0" * 30_000_000)
    with pytest.raises(GazetteerError, match="unpacks to 30,000,000 bytes"):
        list(geonames.read(bomb, EVERYWHERE))
    broken = tmp_path / "YY.zip"
    broken.write_bytes(b"PK nonsense")
    with pytest.raises(GazetteerError, match="download the file again"):
        list(geonames.read(broken, EVERYWHERE))
    with pytest.raises(GazetteerError, match=r"holds no \.txt"):
        list(geonames.read(zipped(tmp_path / "ZZ.zip", other="x"), EVERYWHERE))


def test_countries_choose_what_is_read(tmp_path: Path) -> None:
    rows = [geonames_row(id=1), geonames_row(id=2, country="IL"), geonames_row(id=3, country="NA")]
    path = text(tmp_path / "allCountries.txt", *rows)
    kept = geonames.read(path, frozenset({"IL", "NA"}))
    assert [row.id for row in kept if isinstance(row, Record)] == ["geonames:2", "geonames:3"]


def test_alternate_names_and_codes_complete_the_places(tmp_path: Path) -> None:
    places = text(
        tmp_path / "PS.txt",
        geonames_row(id=10, name="Palestine", **{"class": "A"}, code="PCLI", admin1=""),
        geonames_row(id=12, name="Alpha", admin1="GZ", lat=31.5),
        geonames_row(id=13, name="Beta", admin1="GZ", lat=31.7),
    )
    names = text(
        tmp_path / "alternateNamesV2.txt",
        "1\t12\ten\tAlphaville\t1\t\t\t\t\t",
        "2\t12\tar\tألفا\t\t\t\t\t\t",
        "3\t12\t\tOld Alpha\t\t\t\t1\t\t",
        "4\t12\tlink\thttps://example.org/Alpha\t\t\t\t\t\t",
        "5\t12\tabbr\tALP\t\t\t\t\t\t",
        "6\t12\tiata\tXYZ\t\t\t\t\t\t",
        "7\t99\ten\tElsewhere\t\t\t\t\t\t",
        "8\tx\ten\tBroken\t\t\t\t\t\t",
        "9\t12",
    )
    codes = text(tmp_path / "admin1CodesASCII.txt", "PS.GZ\tGaza Strip\tGaza Strip\t281132", "bad")
    problems: list[Problem] = []
    found = built(tmp_path, codes, names, places, report=problems.append)
    alpha = found.row("geonames:12")
    assert found.name_kind(alpha, "alphavile") == "alternate"
    assert found.name_kind(alpha, "old alpha") == "historic"
    assert found.name_kind(alpha, "alp") == "abbreviation"
    assert ("ألفا", "ar") in found.place(alpha).names
    assert found.ids("XYZ") == found.ids("Elsewhere") == ()
    strip = found.place("geonames:281132")
    assert (strip.name, strip.feature_class, strip.lat, strip.lon) == (
        "Gaza Strip",
        "admin1",
        31.6,
        34.5,
    )
    assert strip.note == "the point is the middle of its 2 towns"
    assert [found.id_of(row) for row in found.ancestors(alpha)] == [
        "geonames:281132",
        "geonames:10",
    ]
    assert sorted(str(problem).partition(";")[0] for problem in problems) == [
        "admin1CodesASCII.txt:2: row has 1 columns, the format has 4",
        "alternateNamesV2.txt:8: geonameid 'x' is not a number",
        "alternateNamesV2.txt:9: row has 2 columns, the format has 8",
    ]


def test_the_middle_of_towns_lies_between_them_across_the_180th_meridian() -> None:
    assert middle([(-17.0, 179.0), (-17.0, -179.0)])[1] == pytest.approx(180, abs=0.01)


# Who's On First


def wof_tree(folder: Path, *features: Feature) -> Path:
    for feature in features:
        digits = str(feature["id"])
        place = folder / "data" / digits[:3] / digits[3:]
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{digits}.geojson").write_text(json.dumps(feature, indent=2), "utf-8")
    return folder


def wof_bundle(path: Path, *features: Feature, with_alternates: bool) -> Path:
    connection = sqlite3.connect(path)
    more = ", source TEXT, is_alt BOOLEAN, alt_label TEXT" if with_alternates else ""
    connection.execute(
        f"CREATE TABLE geojson (id INTEGER NOT NULL, body TEXT{more}, lastmodified INTEGER)"
    )
    connection.execute("CREATE TABLE spr (id TEXT)")
    for feature in features:
        body = json.dumps(feature)
        if with_alternates:
            row = (feature["id"], body, "sfomuseum", 0, "", 1)
            connection.execute("INSERT INTO geojson VALUES (?, ?, ?, ?, ?, ?)", row)
            connection.execute(
                "INSERT INTO geojson VALUES (?, ?, ?, ?, ?, ?)",
                (feature["id"], '{"properties": {}}', "quattroshapes", 1, "quattroshapes", 1),
            )
        else:
            connection.execute("INSERT INTO geojson VALUES (?, ?, ?)", (feature["id"], body, 1))
    connection.commit()
    connection.close()
    return path


ALPHA = wof_feature(
    421187733,
    **{
        "lbl:latitude": 31.51, "lbl:longitude": 34.51, "wof:population": 1200,
        "wof:concordances": {"gn:id": 12, "wd:id": "Q1"},
        "name:ara_x_preferred": ["ألفا"], "name:eng_x_variant": ["Alpha Town", "Al"],
        "name:eng_x_abbreviation": ["AT"], "name:und_x_variant": ["Alfa"],
    },
)  # fmt: skip


@pytest.mark.parametrize("shape", ["folder", "bundle", "old bundle"])
def test_a_whosonfirst_record_is_read_from_folder_and_bundle(tmp_path: Path, shape: str) -> None:
    if shape == "folder":
        path = wof_tree(tmp_path / "whosonfirst-data-admin-ps", ALPHA)
        (path / "data" / "421" / "187733" / "421187733-alt-quattroshapes.geojson").write_text("{")
        (path / "README.md").write_text("no record")
    else:
        path = wof_bundle(tmp_path / "ps.db", ALPHA, with_alternates=shape == "bundle")
    assert recognise(path) == "Who's On First"
    record = one(whosonfirst.read(path, EVERYWHERE))
    assert record.id == "wof:421187733"
    assert (record.lat, record.lon) == (31.51, 34.51)  # the label point, not the middle
    assert record.same_as == ("geonames:12",)
    assert record.parent_id == "wof:85632315"
    assert set(record.names) == {
        ("ألفا", "ar"), ("Alpha Town", "en"), ("AT", "abbreviation"), ("Alfa", ""),
    }  # fmt: skip
    assert 10 < record.precision_km < 13  # a circle as large as the outline
    assert record.licence == "Who's On First, attribution required"


@pytest.mark.parametrize(
    "properties",
    [
        {"edtf:deprecated": "2019-01-01"},
        {"wof:superseded_by": [9]},
        {"mz:is_current": 0},
        {"edtf:cessation": "2005"},
        {"wof:placetype": "timezone"},
    ],
)
def test_a_record_that_is_no_longer_a_place_is_dropped(
    tmp_path: Path, properties: dict[str, object]
) -> None:
    path = wof_tree(tmp_path / "wof", wof_feature(85632315, **properties))
    assert [*whosonfirst.read(path, EVERYWHERE)] == []


@pytest.mark.parametrize("date", ["", "uuuu", ".."])
def test_an_unknown_end_is_no_end(tmp_path: Path, date: str) -> None:
    feature = wof_feature(85632315, **{"edtf:deprecated": date, "mz:is_current": -1})
    assert one(whosonfirst.read(wof_tree(tmp_path / "wof", feature), EVERYWHERE))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "not a Who's On First feature"),
        ("[]", "not a Who's On First feature"),
        ('{"properties": {}}', "not a Who's On First feature"),
        ("[" * 100_000, "not a Who's On First feature"),
    ],
)
def test_a_broken_record_is_named_and_the_others_are_read(
    tmp_path: Path, content: str, words: str
) -> None:
    path = wof_tree(tmp_path / "wof", ALPHA)
    (path / "data" / "bad.geojson").write_text(content)
    found = [*whosonfirst.read(path, EVERYWHERE)]
    problem = next(row for row in found if isinstance(row, Problem))
    assert str(problem).startswith("data/bad.geojson:1: ")
    assert words in str(problem)
    assert len(found) == 2


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    sqlite3.connect(path).execute("CREATE TABLE t (x)").connection.close()
    with pytest.raises(GazetteerError, match="no table of GeoJSON"):
        list(whosonfirst.read(path, EVERYWHERE))
    path.write_bytes(b"no database at all, but long enough to look at" * 10)
    with pytest.raises(GazetteerError, match="not a database"):
        list(whosonfirst.read(path, EVERYWHERE))


# OCHA


OLD = {
    "ADM2_EN": "Rafah", "ADM2_AR": "رفح", "ADM2_PCODE": "PS0215", "ADM2_REF": "Rafah Gov.",
    "ADM1_EN": "Gaza Strip", "ADM1_PCODE": "PS02", "ADM0_EN": "Palestine", "ADM0_PCODE": "PS",
    "date": "2022-01-01", "Shape_Area": 0.005,
}  # fmt: skip
OLDER = {
    "admin2Name_en": "Rafah", "admin2Name_ar": "رفح", "admin2Pcod": "PS0215",
    "admin2RefN": "x", "admin1Pcod": "PS02", "admin0Pcod": "PS",
}  # fmt: skip
NEW = {
    "adm2_name": "Rafah", "adm2_name1": "رفح", "adm2_pcode": "PS0215", "adm1_name": "Gaza Strip",
    "adm1_pcode": "PS02", "adm0_name": "Palestine", "adm0_pcode": "PS", "lang": "en",
    "lang1": "ar", "adm2_ref_name": None, "area_sqkm": 60.0, "center_lat": 31.28,
    "center_lon": 34.25, "valid_on": "2025-01-01", "version": "v01", "iso2": "PS",
}  # fmt: skip
RAFAH_OUTLINE = box(34.2, 31.2, 34.3, 31.36)


def geopackage(path: Path, properties: Feature, *, envelope: int) -> Path:
    """Write a GeoPackage as GDAL does: SQLite with the tables of the standard."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA application_id = 1196444487")
    connection.execute(
        "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT)"
    )
    connection.execute(
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, "
        "geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT)"
    )
    connection.execute("INSERT INTO gpkg_contents VALUES ('pse admin2', 'features', 'x')")
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES ('pse admin2', 'geom', 'POLYGON', 4326, 0, 0)"
    )
    columns = ", ".join(f'"{key}"' for key in properties)
    connection.execute(f'CREATE TABLE "pse admin2" (fid INTEGER PRIMARY KEY, geom BLOB, {columns})')
    extent = struct.pack("<4d", 34.2, 34.3, 31.2, 31.36) if envelope else b""
    blob = b"GP\0" + bytes([1 | envelope << 1]) + struct.pack("<i", 4326) + extent
    blob += RAFAH_OUTLINE.wkb
    marks = ", ".join("?" * (len(properties) + 1))
    connection.execute(
        f'INSERT INTO "pse admin2" (geom, {columns}) VALUES ({marks})',
        (blob, *properties.values()),
    )
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize("properties", [OLD, OLDER, NEW], ids=["old", "older", "new"])
@pytest.mark.parametrize("shape", ["geojson", "gpkg", "gpkg with envelope"])
def test_ocha_boundaries_are_read_with_old_and_new_columns(
    tmp_path: Path, properties: Feature, shape: str
) -> None:
    if shape == "geojson":
        feature = {
            "type": "Feature",
            "properties": properties,
            "geometry": outline_of(RAFAH_OUTLINE),
        }
        path = collection(tmp_path / "pse_admin2.geojson", [feature])
    else:
        path = geopackage(tmp_path / "pse.gpkg", properties, envelope=int(shape != "gpkg"))
    assert recognise(path) == "OCHA COD-AB"
    record = one(ocha.read(path, EVERYWHERE))
    assert (record.id, record.name, record.feature_class) == ("ocha:PS0215", "Rafah", "admin2")
    assert (record.parent_id, record.country) == ("ocha:PS02", "PS")
    assert ("رفح", "ar") in record.names
    assert (record.lat, record.lon) == pytest.approx((31.28, 34.25))
    assert 4 < record.precision_km < 8
    assert record.licence == "CC BY 3.0 IGO (OCHA)"


def test_all_levels_of_a_zip_are_read_and_its_lines_are_not(tmp_path: Path) -> None:
    outline = outline_of(RAFAH_OUTLINE)
    levels = {
        "pse_admin1.geojson": {"adm1_name": "Gaza Strip", "adm1_pcode": "PS02"},
        "pse_admin2.geojson": NEW,
        "pse_adminlines.geojson": {"adm_level": 1, "adm0_pcode": "PS"},
        "pse_adminpoints.geojson": NEW,
    }
    path = tmp_path / "pse_admin_boundaries.geojson.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, properties in levels.items():
            feature = {"type": "Feature", "properties": properties, "geometry": outline}
            archive.writestr(name, json.dumps({"features": [feature]}))
    assert recognise(path) == "OCHA COD-AB"
    found = [record for record in ocha.read(path, EVERYWHERE) if isinstance(record, Record)]
    assert [record.id for record in found] == ["ocha:PS02", "ocha:PS0215"]


def test_the_point_of_a_hollow_division_lies_within_it(tmp_path: Path) -> None:
    hollow = Polygon([(34, 31), (35, 31), (35, 31.1), (34.1, 31.1), (34.1, 32), (34, 32)])
    feature = {"type": "Feature", "properties": OLD, "geometry": outline_of(hollow)}
    record = one(ocha.read(collection(tmp_path / "a.geojson", [feature]), EVERYWHERE))
    from shapely.geometry import Point

    assert hollow.contains(Point(record.lon, record.lat))


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        ({"ADM1_EN": "x"}, "no P-code"),
        ({"ADM1_PCODE": "PS01"}, "PS01 has no name"),
        ({"ADM1_PCODE": "PS 01; x", "ADM1_EN": "Xx"}, "is malformed"),
    ],
)
def test_a_bad_boundary_is_named(tmp_path: Path, properties: Feature, words: str) -> None:
    feature = {"type": "Feature", "properties": properties, "geometry": outline_of(RAFAH_OUTLINE)}
    problem = said(ocha.read(collection(tmp_path / "a.geojson", [feature]), EVERYWHERE))
    assert problem.startswith("a.geojson:1: ")
    assert words in problem


def test_fault_43_a_geopackage_is_read_as_the_database_it_is_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    path.write_text("<OGRVRTDataset><OGRVRTLayer name='x'><SrcDataSource>/etc/passwd")
    with pytest.raises(GazetteerError, match="give a GeoPackage"):
        list(ocha.read(path, EVERYWHERE))


# OpenStreetMap


@pytest.mark.parametrize(
    ("properties", "osm_id"),
    [
        ({"@id": "relation/1473938"}, "relation-1473938"),
        ({"@id": None, "osm_id": 12, "osm_type": "ways_poly"}, "way-12"),
        ({"@id": None, "osm_id": "12", "osm_type": "way"}, "way-12"),
        ({"@id": None, "osm_id": -12, "osm_type": "relation"}, "relation-12"),
        ({"@id": 12, "@type": "node"}, "node-12"),
        ({"@id": "w12"}, "way-12"),
    ],
)
def test_ids_of_every_exporter_are_understood(
    tmp_path: Path, properties: Feature, osm_id: str
) -> None:
    feature = osm_feature(**properties)
    feature["id"] = None
    path = collection(tmp_path / "osm.geojson", [feature])
    assert one(osm.read(path, EVERYWHERE)).id == f"osm:{osm_id}"


@pytest.mark.parametrize("nested", [{"name": "Gate", "barrier": "checkpoint"}, '{"name": "Gate"}'])
def test_nested_tags_are_tags(tmp_path: Path, nested: object) -> None:
    feature = osm_feature(name=None, barrier="checkpoint", place=None, tags=nested)
    record = one(osm.read(collection(tmp_path / "osm.geojson", [feature]), EVERYWHERE))
    assert (record.name, record.feature_class) == ("Gate", "crossing")


def test_names_tags_and_polygons_of_openstreetmap_are_read(tmp_path: Path) -> None:
    feature = osm_feature(
        outline_of(box(34.49, 31.49, 34.51, 31.51)),
        **{
            "@id": "way/5", "name": "مستشفى", "name:en": "Alpha Hospital", "name:he": "אלפא",
            "alt_name": "Alfa Hospital;Old Mill", "old_name": "Beta Hospital", "place": None,
            "amenity": "hospital", "population": "about 5", "addr:country": "PS",
        },
    )  # fmt: skip
    record = one(osm.read(collection(tmp_path / "osm.geojson", [feature]), EVERYWHERE))
    assert (record.name, record.feature_class) == ("Alpha Hospital", "hospital")
    assert record.names == (
        ("مستشفى", ""), ("אלפא", "he"), ("Alfa Hospital", ""), ("Old Mill", ""),
        ("Beta Hospital", "historic"),
    )  # fmt: skip
    assert (record.lat, record.lon) == pytest.approx((31.5, 34.5))
    assert record.precision_km > 1
    assert record.licence == "ODbL 1.0 (OpenStreetMap contributors)"
    assert (record.country, record.population) == ("PS", 0)


@pytest.mark.parametrize(
    ("tags", "feature_class"),
    [
        ({"place": "village"}, "populated_place"),
        ({"place": "suburb"}, "neighbourhood"),
        ({"amenity": "refugee_site"}, "camp"),
        ({"barrier": "checkpoint"}, "crossing"),
        ({"boundary": "administrative", "admin_level": "4"}, "admin1"),
        ({"boundary": "administrative", "admin_level": "6"}, "admin2"),
        ({"highway": "primary"}, "road"),
        ({"amenity": "place_of_worship", "building": "yes"}, "site"),
        ({"aeroway": "aerodrome"}, "airport"),
        ({"waterway": "river"}, "water"),
        ({"type": "multipolygon"}, ""),
        ({}, ""),
    ],
)
def test_tags_have_a_class(tags: dict[str, str], feature_class: str) -> None:
    assert osm.class_of_tags(tags) == feature_class


def test_what_has_no_name_is_passed_over_and_what_has_no_point_is_named(tmp_path: Path) -> None:
    nameless, pointless = osm_feature(name=None), osm_feature()
    pointless["geometry"] = {"type": "Polygon", "coordinates": []}
    path = collection(tmp_path / "osm.geojson", [nameless, pointless], indent=1)
    problem = said(osm.read(path, EVERYWHERE))
    line = next(n for n, row in enumerate(path.read_text().splitlines(), 1) if '"Alpha"' in row)
    assert "'Alpha' has no geometry" in problem
    assert int(problem.split(":")[1]) in range(line - 8, line)  # where its feature begins


# GeoJSON itself


@pytest.mark.parametrize("layout", [{}, {"indent": 2}, {"separators": (",", ":")}])
def test_features_are_read_one_by_one_however_the_file_is_laid_out(
    tmp_path: Path, layout: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geojson, "_CHUNK", 7)  # so that every token is cut somewhere
    features = [osm_feature(name=f"غزة {number}") for number in range(5)]
    path = collection(tmp_path / "x.geojson", features, ensure_ascii=False, **layout)
    found = [*geojson.read_features(path)]
    assert [feature for where, feature in found if not isinstance(where, Problem)] == features
    lines = [where[1] for where, _ in found]  # type: ignore[misc]
    assert lines == sorted(lines)


def test_one_feature_a_line_is_read_too(tmp_path: Path) -> None:
    rows = [json.dumps(osm_feature(name=name)) for name in ("Aa", "Bb")]
    path = text(tmp_path / "x.geojsonl", *rows)
    assert [found[0] for found in geojson.read_features(path)] == [  # type: ignore[index]
        ("x.geojsonl", 1), ("x.geojsonl", 2),
    ]  # fmt: skip


def test_a_file_that_is_cut_off_gives_what_it_has_and_says_where_it_ends(tmp_path: Path) -> None:
    path = collection(tmp_path / "x.geojson", [osm_feature(), osm_feature()], indent=0)
    path.write_text(path.read_text()[:-60])
    found = [*geojson.read_features(path)]
    assert len(found) == 2
    assert isinstance(found[1], Problem)
    assert "what follows is not read" in str(found[1])


@pytest.mark.parametrize("content", ["", "[]", "{}", "<xml/>", "\ufeff{}", '{"features": 3}'])
def test_a_file_without_features_has_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(content, "utf-8")
    assert not [row for row in geojson.read_features(path) if "properties" in str(row)]


# Plain CSV


def test_a_plain_csv_needs_name_and_point_only(tmp_path: Path) -> None:
    path = text(tmp_path / "My places.csv", "Place,Latitude,LNG", "Alpha,31.5,34.5")
    record = one(plain.read(path, EVERYWHERE))
    assert (record.id, record.name) == ("local:my-places-alpha-2", "Alpha")
    assert (record.source, record.licence) == ("My places.csv", "not stated")


def test_a_plain_csv_may_say_everything(tmp_path: Path) -> None:
    header = "id,name,lat,lon,aliases,class,country,parent,radius_km,population,source,license,note"
    path = text(
        tmp_path / "x.csv",
        header,
        'a1,"Alpha, Upper",31.5,34.5,Alfa|Alef; A,camp,na,geonames:1,2.5,70,survey,CC0,"so, so"',
    )
    record = one(plain.read(path, EVERYWHERE))
    assert record == Record(
        id="local:x-a1", name="Alpha, Upper", lat=31.5, lon=34.5, feature_class="camp",
        names=(("Alfa", ""), ("Alef", "")), country="NA", parent_id="geonames:1",
        precision_km=2.5, population=70, source="survey", licence="CC0", note="so, so",
        where=("x.csv", 2),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Alpha,95,34", "look swapped"),
        ("Alpha,nan,34", "lat 'nan' is not a number"),
        ("Alpha,,34", "lat '' is not a number"),
        ("Alpha,0,0", "unknown point"),
        ('"Alpha,31,34', "quotes don't close"),
        ("Alpha,31", "row has 2 columns"),
        (f"{'a' * 10_000},31,34", "10,000 characters"),
    ],
)
def test_a_bad_plain_row_is_named(tmp_path: Path, row: str, words: str) -> None:
    path = text(tmp_path / "x.csv", "name,lat,lon", row, "Beta,31,34")
    found = [*plain.read(path, EVERYWHERE)]
    assert str(found[0]).startswith("x.csv:2: ")
    assert words in str(found[0])
    assert isinstance(found[1], Record)


def test_a_plain_csv_without_a_point_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"x\.csv:1: no column lat, lon"):
        list(plain.read(text(tmp_path / "x.csv", "name,where", "Alpha,here"), EVERYWHERE))


# The whole


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
    assert "share-alike: these 2 rows are a layer of their own" in told.err
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


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing.txt", "not a file"),
        ("x.db.bz2", "unpack it first"),
        ("x.pdf", "no known format"),
        ("x.geojson", "no P-codes and no OpenStreetMap ids"),
    ],
)
def test_a_source_of_no_known_format_is_refused(tmp_path: Path, name: str, words: str) -> None:
    if name != "missing.txt":
        (tmp_path / name).write_text("{}")
    with pytest.raises(GazetteerError, match=words):
        recognise(tmp_path / name)


@pytest.mark.parametrize(
    ("columns", "source"),
    [(19, "GeoNames"), (8, "GeoNames alternate names"), (10, "GeoNames alternate names"),
     (4, "GeoNames codes"), (1, "GeoNames")],
)  # fmt: skip
def test_a_table_is_known_by_its_columns_whatever_its_name(
    tmp_path: Path, columns: int, source: str
) -> None:
    row = "\t".join("x" * columns)
    assert recognise(text(tmp_path / "PS.txt", row)) == source
    assert recognise(zipped(tmp_path / "PS.zip", PS_txt=row, readme_txt="x")) == source


@given(st.binary(max_size=400))
@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100
)
@example(b'{"features": [{"a": 1}, {')
@example(b'{"features": [' + b"[" * 5000)
@example(b"\xef\xbb\xbf{}")
@example(b"\xff\xfe{")
def test_no_bytes_break_a_reader(tmp_path: Path, content: bytes) -> None:
    for name, read in (
        ("PS.txt", geonames.read),
        ("x.geojson", ocha.read),
        ("y.geojson", osm.read),
        ("x.csv", plain.read),
        ("x.db", whosonfirst.read),
        ("x.gpkg", ocha.read),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        with contextlib.suppress(GazetteerError):
            for row in read(path, EVERYWHERE):
                assert isinstance(row, (Record, Problem))
    with contextlib.suppress(GazetteerError):
        recognise(path)


def test_the_words_that_are_no_places_come_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    text(own / "not_places.csv", "name,kind,reason", "Alpha Post,paper,a paper")
    text(own / "demonyms.csv", "demonym,place_id,note", "Alphan,geonames:1,", "Betan,geonames:2,")
    text(own / "area.csv", ",".join(PLACE_COLUMNS), "local:x,Own,site,,PS,,31,34,1,0,s,l,,")
    monkeypatch.setattr("gazetteer.build.DATA", own)
    found = built(tmp_path, text(tmp_path / "PS.txt", geonames_row()))
    assert len(found) == 1  # our own places only come with `world`
    assert set(found.demonyms) == {"alphan"}
    assert set(found.not_places) == {"alpha post"}


def test_a_dump_is_streamed(tmp_path: Path) -> None:
    import tracemalloc

    rows = (geonames_row(id=n, name=f"Town {n}", lat=n / 1e4) for n in range(1, 20_001))
    path = text(tmp_path / "PS.txt", *rows)
    tracemalloc.start()
    try:
        count = sum(isinstance(row, Record) for row in geonames.read(path, EVERYWHERE))
        peak_mb = tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()
    assert count == 20_000
    assert peak_mb < 5


@pytest.mark.parametrize("source", ["wof", "ocha", "osm", "csv"])
def test_every_reader_keeps_to_the_countries_asked_for(tmp_path: Path, source: str) -> None:
    paths = {
        "wof": lambda: wof_tree(tmp_path / "wof", ALPHA),
        "ocha": lambda: collection(
            tmp_path / "a.geojson",
            [{"type": "Feature", "properties": OLD, "geometry": outline_of(RAFAH_OUTLINE)}],
        ),
        "osm": lambda: collection(tmp_path / "o.geojson", [osm_feature(**{"addr:country": "PS"})]),
        "csv": lambda: text(tmp_path / "m.csv", "name,lat,lon,country", "Alpha,31,34,PS"),
    }
    readers = {"wof": whosonfirst, "ocha": ocha, "osm": osm, "csv": plain}
    path = paths[source]()
    assert len([*readers[source].read(path, frozenset({"PS", "IL"}))]) == 1  # type: ignore[attr-defined]
    assert [*readers[source].read(path, frozenset({"LB"}))] == []  # type: ignore[attr-defined]


def test_what_has_no_country_is_in_the_only_one_asked_for(tmp_path: Path) -> None:
    path = collection(tmp_path / "o.geojson", [osm_feature()])
    assert one(osm.read(path, frozenset({"PS"}))).country == "PS"
    assert one(osm.read(path, frozenset({"PS", "IL"}))).country == ""


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
