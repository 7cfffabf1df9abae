"""What is no source: unknown formats, tables without a name, any bytes at all."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sample_sources import EVERYWHERE, text, zipped

from gazetteer.build import recognise
from gazetteer.errors import GazetteerError, Problem
from gazetteer.record import Record
from gazetteer.sources import geonames, ocha, osm, plain, whosonfirst


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
