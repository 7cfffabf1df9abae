"""Who's On First: folders and bundles; what is no longer a place is dropped."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from sample_sources import ALPHA, EVERYWHERE, Feature, one, wof_feature, wof_tree

from gazetteer.build import recognise
from gazetteer.errors import GazetteerError, Problem
from gazetteer.sources import whosonfirst


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
