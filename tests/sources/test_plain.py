"""A plain table: a name and a point are enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_sources import EVERYWHERE, one, text

from gazetteer.errors import GazetteerError
from gazetteer.record import Record
from gazetteer.sources import plain


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
