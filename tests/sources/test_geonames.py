"""GeoNames: dumps, their codes and alternate names, plain or zipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_sources import EVERYWHERE, built, geonames_row, one, text, zipped

from gazetteer.divisions import middle
from gazetteer.errors import GazetteerError, Problem
from gazetteer.record import Record
from gazetteer.sources import geonames


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
