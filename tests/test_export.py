"""Exports hold exactly what the view keeps, are valid, inert and the same every time."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path

import geopandas as gpd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_events import many, sample_parsed, sample_store

from geo.errors import ExportError
from geo.export import ENDINGS, FORMATS, MEDIA_TYPES, export, export_bytes, write_geojson
from geo.view import View

STORE = sample_store()
SHOWN = {"e00", "e01", "e03", "e04", "f00"}
KML = {"k": "http://www.opengis.net/kml/2.2"}
ROOT = Path(__file__).parents[1]


def geojson(view: View | None = None, *, listed: bool = False) -> dict[str, object]:
    return json.loads(
        export_bytes(STORE, view or View(), "geojson", listed=listed),
        parse_constant=refuse_constant,
    )


def refuse_constant(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


def found_ids(file_format: str, data: bytes, folder: Path) -> set[str]:
    path = folder / f"again{ENDINGS[file_format]}"
    path.write_bytes(data)
    match file_format:
        case "geojson":
            return {feature["id"] for feature in json.loads(data)["features"]}
        case "csv":
            return {row["id"] for row in csv.DictReader(io.StringIO(data.decode()))}
        case "geoparquet":
            return set(gpd.read_parquet(path)["id"])
        case "gpkg":
            return set(gpd.read_file(path)["event_id"])
        case "kml":
            return {
                mark.get("id", "")[1:]
                for mark in ET.fromstring(data).iterfind(".//k:Placemark", KML)
            }
    match = re.search(rb'id="data">(.*?)</script>', data, re.DOTALL)
    assert match
    known = {row["sentence"] + row["event_type"]: row["id"] for row in STORE.events.to_pylist()}
    return {known[row["sentence"] + row["event_type"]] for row in json.loads(match[1])["events"]}


def test_every_format_has_an_ending_and_a_media_type() -> None:
    assert set(FORMATS) == set(ENDINGS) == set(MEDIA_TYPES)


@pytest.mark.parametrize("file_format", FORMATS)
def test_exactly_what_the_view_keeps_is_written(file_format: str, tmp_path: Path) -> None:
    assert found_ids(file_format, export_bytes(STORE, View(), file_format), tmp_path) == SHOWN
    view = View(types=["shelling"])
    assert found_ids(file_format, export_bytes(STORE, view, file_format), tmp_path) == {
        "e00",
        "f00",
    }
    every = {row["id"] for row in STORE.events.to_pylist()}
    assert (
        found_ids(file_format, export_bytes(STORE, View(), file_format, listed=True), tmp_path)
        == every
    )


@pytest.mark.parametrize("file_format", FORMATS)
def test_nothing_selected_is_a_valid_file(file_format: str, tmp_path: Path) -> None:
    data = export_bytes(STORE, View(types=["siege"]), file_format)
    assert found_ids(file_format, data, tmp_path) == set()


@pytest.mark.parametrize("file_format", FORMATS)
def test_the_same_events_give_the_same_bytes(file_format: str) -> None:
    again = sample_store(sample_parsed()[::-1])
    first = export_bytes(STORE, View(), file_format, listed=True)
    assert export_bytes(again, View(), file_format, listed=True) == first


@pytest.mark.parametrize("file_format", FORMATS)
def test_view_version_and_attribution_are_inside(file_format: str) -> None:
    data = export_bytes(STORE, View(types=["shelling"]), file_format)
    if file_format == "gpkg":
        with sqlite3.connect(":memory:") as database:
            database.deserialize(data)
            data = database.execute("select metadata from gpkg_metadata").fetchone()[0].encode()
    for part in (b"types: shelling", STORE.fingerprint.encode(), b"CC0 (Test)", b"Dateline 0."):
        assert part in data, part


def test_a_view_is_described_with_names() -> None:
    view = View(since="2024-03-01", places=["t:province"], min_deaths=2, text="a b")
    about = geojson(view)["dateline"]
    assert about["view"] == (
        "from 2024-03-01 to the last day; places: Province; at least 2 killed; text: a b"
    )
    assert View.from_query(json.loads(about["query"]))[0] == view


def test_geojson_is_rfc_7946() -> None:
    collection = geojson(listed=True)
    assert set(collection) == {"type", "dateline", "features"}
    assert collection["type"] == "FeatureCollection"
    for feature in collection["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        properties = feature["properties"]
        assert all(not isinstance(value, dict | list) for value in properties.values())
        if properties["on_map"]:
            lon, lat = feature["geometry"]["coordinates"]
            assert feature["geometry"]["type"] == "Point"
            assert -180 <= lon <= 180 and -90 <= lat <= 90
            assert len(str(lon).partition(".")[2]) <= 7
        else:
            assert feature["geometry"] is None


@given(st.integers(0, 2**31))
@settings(max_examples=15, deadline=None)
def test_any_events_give_valid_geojson_that_reads_back(seed: int) -> None:
    store = sample_store(many(20, seed))
    data = json.loads(export_bytes(store, View(), "geojson"), parse_constant=refuse_constant)
    assert len(data["features"]) == store.count(View(), on_map=True)


def test_start_and_end_are_times_for_geopandas(tmp_path: Path) -> None:
    export(STORE, View(), "geojson", tmp_path / "e.geojson")
    frame = gpd.read_file(tmp_path / "e.geojson").set_index("id")
    for name in ("start", "end", "event_date", "published"):
        assert "datetime64" in str(frame[name].dtype), name
    assert str(frame.loc["e01", "start"]) == "2024-03-10 00:00:00+00:00"
    assert str(frame.loc["e01", "end"]) == "2024-03-11 23:59:59+00:00"
    assert frame.loc["e00", "date_stated"] == "3 March"


def test_columns_of_metadata_are_carried() -> None:
    properties = geojson()["features"][0]["properties"]
    assert (properties["outlet"], properties["desk"]) == ("+Wire", "Ä")


def test_null_is_never_zero() -> None:
    features = {feature["id"]: feature["properties"] for feature in geojson()["features"]}
    assert features["e01"]["killed_low"] is None
    assert features["e00"]["killed_low"] == 4
    assert features["e00"]["subsets"] == "children: 1-2"
    assert features["f00"]["start"] is None


def test_no_cell_of_a_csv_is_a_formula() -> None:
    text = export_bytes(STORE, View(), "csv", listed=True).decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")]
    assert "'=Title" in rows[1]


def test_a_header_that_is_a_formula_is_made_safe() -> None:
    parsed = sample_parsed()
    parsed[0].report.metadata["=cmd"] = "x"  # type: ignore[index]
    data = export_bytes(sample_store(parsed), View(), "csv").decode()
    assert "'=cmd" in next(csv.reader(io.StringIO(data)))


@pytest.mark.parametrize("file_format", FORMATS)
def test_any_names_of_columns_can_be_written(file_format: str, tmp_path: Path) -> None:
    parsed = sample_parsed()
    for name in ("outlet_2", "Outlet", "OUTLET", "'=a", "=a", "<b>", "\u202e", "name", "type"):
        parsed[0].report.metadata[name] = "x"  # type: ignore[index]
    store = sample_store(parsed)
    data = export_bytes(store, View(), file_format)
    assert len(found_ids(file_format, data, tmp_path)) == store.count(View(), on_map=True)


def test_each_licence_is_named_once() -> None:
    parts = STORE.attribution.split("; ")
    assert parts == sorted(set(parts))


def test_kml_has_time_spans_and_inert_text(tmp_path: Path) -> None:
    tree = ET.fromstring(export_bytes(STORE, View(), "kml", listed=True))
    marks = {mark.get("id"): mark for mark in tree.iterfind(".//k:Placemark", KML)}
    assert marks["ee01"].findtext("k:TimeSpan/k:end", None, KML) == "2024-03-11"
    assert marks["ee06"].find("k:Point", KML) is None
    words = marks["ee06"].findtext("k:description", "", KML)
    assert "&lt;img" in words and "<img" not in words


def test_the_page_runs_nothing_of_a_report_and_asks_no_one() -> None:
    page = export_bytes(STORE, View(), "html", listed=True).decode()
    assert "<img src=x" not in page
    assert page.count("<script") == page.count("</script>") == 4
    assert "default-src 'none'" in page
    assert not re.search(r"""src=["']?https?:|url\(["']?https?:|@import""", page)


def test_the_page_words_a_status_as_dateline_does() -> None:
    from geo.panels.wording import MODALITIES

    page = export_bytes(STORE, View(), "html").decode()
    worded = {name: words for name, words in MODALITIES.items() if name != words}
    assert worded
    for name, words in worded.items():
        assert f'{name}: "{words}"' in page


def test_the_page_names_where_its_outlines_come_from() -> None:
    assert "Made with Natural Earth" in export_bytes(STORE, View(), "html").decode()


def test_the_page_carries_hashes_of_its_own_scripts() -> None:
    import base64
    import hashlib

    page = export_bytes(STORE, View(), "html").decode()
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page


def test_five_lines_in_a_notebook(tmp_path: Path) -> None:
    events = STORE.frame()
    kept = View(since="2024-03-01", types=["shelling"]).select(events)
    assert write_geojson(kept, tmp_path / "out.geojson") == 1
    assert write_geojson(events, tmp_path / "all.geojson", listed=True) == 8
    first = json.loads((tmp_path / "out.geojson").read_bytes())["features"][0]
    wanted = {f["id"]: f for f in geojson()["features"]}["e00"]
    assert first == wanted


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no format"):
        export(STORE, View(), "shp", tmp_path / "a.shp")
