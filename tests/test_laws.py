"""The promises of Dateline, each a law over texts that nobody wrote by hand."""

from __future__ import annotations

import contextlib
import json
import math
import os
import shutil
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import gazetteer
import geo
from geo.export import export_bytes
from geo.model import MAPPED_MODALITIES, Parsed, Report
from geo.parse import parse_report, to_record
from geo.reports import read_reports, read_text
from geo.reports.decode import UnreadableError, decode
from geo.store import Store
from geo.view import View

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"

NAMES = (
    "Rafah",
    "Khan Younis",
    "Khān Yūnis",
    "خان يونس",
    "al-Amal Hospital",
    "Gaza",
    "Gaza City",
    "Israel",
    "Tel Aviv",
    "the West Bank",
    "Jenin",
    "Beirut",
    "Washington",
    "Al-Quds Brigades",
    "Reading",
    "Lebanon",
    "between Rafah and Khan Younis",
    "5 km east of Jenin",
    "Ra\u200dfah",
    "İstanbul",
    "Gießen",
    "Jordan",
    "Georgia",
    "Sudan",
    "San Salvador",
    "N'Djamena",
    "רפיח",
)
VERBS = (
    "was shelled",
    "was hit by an air strike",
    "is set to be visited",
    "warned of a raid on",
    "denied that troops had entered",
    "saw clashes",
    "killed 5 and wounded dozens in",
    "has killed over 32,400 people since",
    "will host talks",
    "protested in",
    "besieged",
)
GLUE = (
    " ",
    ", ",
    ". ",
    "\n\n",
    " on Monday ",
    " on 14 February 2024 ",
    " near ",
    " in ",
    "\u202e",
    "\u00a0",
    "; ",
    " — ",
    "(",
    ")",
    "\u2019s ",
    " and ",
    "e\u0301 ",
    "\U0001f54a ",
    "  ",
    "\t",
    " “",
    "” ",
)


def texts() -> st.SearchStrategy[str]:
    noise = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=6)
    parts = st.sampled_from(NAMES) | st.sampled_from(VERBS) | st.sampled_from(GLUE) | noise
    return st.lists(parts, min_size=1, max_size=25).map("".join)


@cache
def places() -> gazetteer.Gazetteer:
    return gazetteer.load()


@cache
def seeds() -> tuple[Parsed, ...]:
    return tuple(parse_report(report, places()) for report in read_reports(SEEDS))


def parse_text(text: str) -> Parsed:
    report = Report(
        id="law",
        text=text,
        published=date(2024, 2, 15),
        published_precision="day",
        published_from="metadata",
    )
    return parse_report(report, places(), fast=True)


def assert_spans_are_honest(parsed: Parsed) -> None:
    text = parsed.report.text
    for mention in parsed.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
    for event in parsed.events:
        assert 0 <= event.sentence_start <= event.trigger_start < event.trigger_end
        assert event.trigger_end <= event.sentence_end <= len(text)
        assert text[event.trigger_start : event.trigger_end] == event.trigger
        for evidence in event.evidence:
            assert 0 <= evidence.start <= evidence.end <= len(text)
        if event.place_mention is not None:
            assert 0 <= event.place_mention < len(parsed.mentions)


def assert_no_place_is_invented(parsed: Parsed) -> None:
    for mention in parsed.mentions:
        place = mention.resolution.place
        assert (place is not None) == (mention.resolution.status == "resolved")
        assert mention.resolution.reason or mention.resolution.status == "unknown"
        if place is not None:
            known = places().place(place.id)
            assert (known.lat, known.lon) == (place.lat, place.lon)
    for event in parsed.events:
        assert (event.lat is None) == (event.lon is None)
        if not event.on_map:
            continue
        assert event.modality in MAPPED_MODALITIES
        assert event.lat is not None and event.lon is not None
        assert math.isfinite(event.lat) and math.isfinite(event.lon)
        assert (event.lat, event.lon) != (0, 0)
        row = places().place(event.place_id)
        assert row.feature_class not in {"country", "continent"}
        if (row.lat, row.lon) != (event.lat, event.lon):
            rules = {item.field for item in event.evidence}
            assert rules & {"lat", "lon", "place_id", "place", "place_relation"}, event


@given(texts())
@example("5 km east of Jenin was shelled on Monday.")
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_spans_are_honest_and_no_place_is_invented(text: str) -> None:
    parsed = parse_text(text)
    assert_spans_are_honest(parsed)
    assert_no_place_is_invented(parsed)


def test_spans_and_places_of_the_seeds_are_honest() -> None:
    for parsed in seeds():
        assert_spans_are_honest(parsed)
        assert_no_place_is_invented(parsed)


@given(texts())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_parsing_is_a_function_of_the_report(text: str) -> None:
    assert to_record(parse_text(text)) == to_record(parse_text(text))


def test_what_stands_before_the_body_is_never_found() -> None:
    for parsed in seeds():
        starts = [mention.start for mention in parsed.mentions]
        assert min(starts, default=parsed.report.body_start) >= parsed.report.body_start


def test_an_event_keeps_its_id_whatever_the_header_and_the_gazetteer_say() -> None:
    ids = [event.id for parsed in seeds() for event in parsed.events]
    assert len(ids) == len(set(ids))


def test_everything_is_accounted_for() -> None:
    reports = read_reports(SEEDS)
    store = Store.from_parsed(seeds(), places(), reports.rejected)
    sums = store.sums(View(since="2024-02-01", types=["air_strike", "shelling"]))
    assert sums.found == sums.reports + sums.rejected == len(reports.outcomes)
    assert sums.mentions == sums.resolved + sums.ambiguous + sums.unknown
    assert sums.mentions == sum(len(parsed.mentions) for parsed in seeds())
    assert sums.events == sums.on_map + sums.beside + sums.hidden
    assert sums.events == sum(len(parsed.events) for parsed in seeds())


def test_order_of_reports_does_not_change_a_byte() -> None:
    forwards = Store.from_parsed(seeds(), places())
    backwards = Store.from_parsed(seeds()[::-1], places())
    for file_format in ("geojson", "csv", "kml"):
        one = export_bytes(forwards, View(), file_format, listed=True)
        assert export_bytes(backwards, View(), file_format, listed=True) == one


ENVIRONMENTS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Apia", "LC_ALL": "C"},
)


def test_machine_settings_do_not_change_a_byte(tmp_path: Path) -> None:
    found = set()
    for number, environment in enumerate(ENVIRONMENTS):
        corpus = tmp_path / str(number)
        corpus.mkdir()
        files = sorted(path for path in SEEDS.iterdir() if path.is_file())
        for path in files if number else reversed(files):
            shutil.copy(path, corpus / path.name)
        target = tmp_path / f"{number}.geojson"
        done = subprocess.run(
            [
                sys.executable,
                "-X",
                "warn_default_encoding",
                "-W",
                "error::EncodingWarning:geo",
                "-m",
                "geo",
                "export",
                "--reports",
                str(corpus),
                "--all",
                "--format",
                "geojson",
                "-o",
                str(target),
            ],
            cwd=ROOT,
            capture_output=True,
            check=False,
            env={**os.environ, **environment},
        )
        assert done.returncode == 0, done.stderr.decode()
        found.add(target.read_bytes())
    assert len(found) == 1


def test_number_of_workers_does_not_change_a_byte(tmp_path: Path) -> None:
    found = set()
    for workers in ("1", "2"):
        store = tmp_path / workers
        # a process of its own: workers import the main module, here it would be pytest's
        subprocess.run(
            [sys.executable, "-m", "geo", "ingest", SEEDS, "--store", store, "--workers", workers],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        found.add(frozenset(path.name for path in store.iterdir()))
    assert len(found) == 1  # files are named by their content


def test_exports_of_the_seeds_are_rfc_7946() -> None:
    store = Store.from_parsed(seeds(), places())
    collection = json.loads(export_bytes(store, View(), "geojson", listed=True))
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    for feature in collection["features"]:
        geometry = feature["geometry"]
        assert (geometry is not None) == feature["properties"]["on_map"]
        if geometry:
            lon, lat = geometry["coordinates"]
            assert -180 <= lon <= 180 and -90 <= lat <= 90


def test_nothing_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*arguments: object) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    parse_text("Shells hit Rafah on Monday.")


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_only_named_errors_escape_from_decoding(data: bytes) -> None:
    with contextlib.suppress(UnreadableError):
        decode(data)


@pytest.mark.parametrize(
    "unit", ["Rafah ", "(", "5 km east of ", "between ", "killed 5, ", "al-", "A", "."]
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    import time

    def seconds(count: int) -> float:
        started = time.process_time()
        parse_text((unit * count)[:60_000] + ".")
        return time.process_time() - started

    seconds(50)
    few, many = seconds(500), seconds(4_000)
    assert many < 8 * 6 * max(few, 0.02)


def test_pasted_text_goes_the_same_way_as_a_file(tmp_path: Path) -> None:
    text = " date 2024-03-24 Shells hit Rafah on Saturday."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (pasted,), (filed,) = read_text(text), geo.read_reports(tmp_path)
    one, other = (parse_report(report, places()) for report in (pasted, filed))
    assert [event.id for event in one.events] == [event.id for event in other.events]


def test_a_notebook_gets_a_table_with_points() -> None:
    events = geo.code_events(geo.read_reports(SEEDS), places())
    assert len(events) == sum(len(parsed.events) for parsed in seeds())
    assert int(events.geometry.notna().sum()) == int(events["on_map"].sum())
    kept = geo.View(types=["air_strike"]).select(events)
    assert set(kept["event_type"]) <= {"air_strike"}
    lebanon = geo.View(places=[places().ids("Lebanon")[0]])
    assert set(lebanon.select(events)["country"]) == {"LB"}


def test_a_notebook_writes_the_file_that_the_command_line_writes(tmp_path: Path) -> None:
    view = geo.View(since="2024-03-01", types=["siege", "air_strike"])
    events = geo.code_events(geo.read_reports(SEEDS), places())
    geo.write_geojson(view.select(events), tmp_path / "a.geojson", view=view)
    store = Store.from_parsed(seeds(), places())
    written, exported = (
        json.loads(data)
        for data in ((tmp_path / "a.geojson").read_bytes(), export_bytes(store, view, "geojson"))
    )
    assert written["features"] == exported["features"]
    assert written["dateline"]["data"] == exported["dateline"]["data"]
    assert set(exported["dateline"]["attribution"].split("; ")) <= set(
        written["dateline"]["attribution"].split("; ")
    )


def test_a_notebook_shows_the_events_on_a_map() -> None:
    pytest.importorskip("mapclassify")
    pytest.importorskip("matplotlib")
    events = geo.code_events(read_text("date 2024-03-24 A clash was reported in Jenin."), places())
    assert "A clash was reported in Jenin." in events.explore().get_root().render()


def test_what_geo_offers_is_named() -> None:
    assert set(dir(geo)) >= {"read_reports", "View", "write_geojson", "__version__"}
    with pytest.raises(AttributeError, match="no attribute"):
        _ = geo.nothing
