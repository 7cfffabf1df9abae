"""Export writes exactly what is filtered, in every format, and says what it is."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet
import pytest
from sample_signs import signs_store
from visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]

VERSION = signs_store().fingerprint


def geojson(path: Path) -> tuple[int, str]:
    held = json.loads(path.read_text(encoding="utf-8"))
    return len(held["features"]), json.dumps(held["dateline"])


def table(path: Path) -> tuple[int, str]:
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    return len(rows), json.dumps({k: v for k, v in rows[0].items() if k.startswith("export_")})


def parquet(path: Path) -> tuple[int, str]:
    held = pyarrow.parquet.read_table(path)
    return held.num_rows, str(held.schema.metadata)


def geopackage(path: Path) -> tuple[int, str]:
    with sqlite3.connect(path) as held:
        (count,) = held.execute("SELECT count(*) FROM events").fetchone()
        said = held.execute("SELECT metadata FROM gpkg_metadata").fetchall()
    held.close()
    return count, str(said)


def kml(path: Path) -> tuple[int, str]:
    text = path.read_text(encoding="utf-8")
    return text.count("<Placemark"), text.partition("<Placemark")[0]


def page(path: Path) -> tuple[int, str]:
    text = path.read_text(encoding="utf-8")
    held = json.loads(re.search(r'id="data">(.*?)</script>', text, re.DOTALL).group(1))
    return len(held["events"]), json.dumps(held["about"])


FORMATS = {
    "GeoJSON": (geojson, ".geojson"),
    "CSV": (table, ".csv"),
    "GeoParquet": (parquet, ".parquet"),
    "GeoPackage": (geopackage, ".gpkg"),
    "KML": (kml, ".kml"),
    "HTML map": (page, ".html"),
}


def save(visitor: Visitor, label: str, folder: Path) -> Path:
    """Export by a click and return the file."""
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name=f"Export {label}").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def open_menu(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Export", exact=True).click()
    visitor.page.get_by_role("button", name="Export GeoJSON").wait_for()


def test_each_format_holds_what_is_filtered_and_says_what_it_is(
    visit: Visit, signs: str, tmp_path: Path
) -> None:
    visitor = visit(signs, "?q=Many&deaths=2&from=2024-03-02")
    visitor.wait_for_events(4)
    open_menu(visitor)
    visitor.page.get_by_text("4 events: from 2024-03-02").wait_for()
    for label, (read, ending) in FORMATS.items():
        path = save(visitor, label, tmp_path)
        assert path.name == f"dateline{ending}"
        count, about = read(path)
        assert count == 4, label
        for words in ("2024-03-02", "at least 2 killed", "text: Many", VERSION, "CC0 (Test)"):
            assert words in about, f"{label} does not say {words!r}: {about[:600]}"


def test_what_stands_beside_the_map_is_written_if_asked_for(
    visit: Visit, signs: str, tmp_path: Path
) -> None:
    visitor = visit(signs)
    open_menu(visitor)
    assert geojson(save(visitor, "GeoJSON", tmp_path))[0] == 13
    visitor.page.get_by_text("Also what stands beside the map").click()
    visitor.page.get_by_text("14 events: all events").wait_for()
    path = save(visitor, "GeoJSON", tmp_path)
    held = json.loads(path.read_text(encoding="utf-8"))
    assert len(held["features"]) == 14
    assert [one["geometry"] for one in held["features"]].count(None) == 1


def test_no_cell_of_the_table_is_a_formula(visit: Visit, single_day: str, tmp_path: Path) -> None:
    visitor = visit(single_day)
    open_menu(visitor)
    path = save(visitor, "CSV", tmp_path)
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 2
    assert not [cell for cell in rows[1] if cell[:1] in ("=", "+", "@", "\t", "\r")]


def test_the_exported_map_shows_claims_in_two_halves(
    visit: Visit, signs: str, tmp_path: Path, browser
) -> None:
    visitor = visit(signs, "?how=claimed")
    visitor.wait_for_events(1)
    open_menu(visitor)
    path = save(visitor, "HTML map", tmp_path)
    faults: list[str] = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        shown = context.new_page()
        shown.on("pageerror", lambda error: faults.append(str(error)))
        shown.on("request", lambda one: faults.append(one.url) if "file:" not in one.url and
                 not one.url.startswith("data:") else None)  # fmt: skip
        shown.goto(path.as_uri())
        shown.get_by_text("In two halves: claimed by a party.").wait_for()
        shown.get_by_text("claimed by a party ·").wait_for()
        halves = shown.evaluate(
            """() => {
                const canvas = document.querySelector(".leaflet-overlay-pane canvas");
                const size = canvas.getBoundingClientRect(), map = document.getElementById("map");
                const box = map.getBoundingClientRect(), ratio = canvas.width / size.width;
                const x = (box.left + box.width / 2 - size.left) * ratio;
                const y = (box.top + box.height / 2 - size.top) * ratio;
                const at = dx => [...canvas.getContext("2d")
                    .getImageData(Math.round(x + dx * ratio), Math.round(y), 1, 1).data];
                return [at(-2), at(2)];
            }"""
        )
        left, right = halves
        assert abs(left[0] - right[0]) + abs(left[1] - right[1]) > 60, halves
        context.close()
    assert faults == []
