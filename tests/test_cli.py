"""The command line keeps its contract: data on stdout, words on stderr, 0, 1 or 2."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from geo.model import Event

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
COMMANDS = ("parse", "explain", "ingest", "export", "check", "bench")
MENTION_KEYS = {
    "start",
    "end",
    "surface",
    "role",
    "demonym",
    "place",
    "confidence",
    "reason",
    "candidates",
}
PLACE_KEYS = {"id", "name", "feature_class", "country", "lat", "lon", "precision_km"}


def run(
    *arguments: str | Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "geo", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **environment},
    )


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


RECORDS = b"""{"id": "one", "published": "2024-03-24", "text": "Shells hit Rafah on Saturday."}
not json
{"id": "two", "text": ""}
{"id": 3, "text": "A protest was held in Tel Aviv on 20 March 2024."}
"""


@pytest.fixture(scope="module")
def parsed() -> subprocess.CompletedProcess[bytes]:
    return run("parse", "-", "--fast", stdin=RECORDS)


def test_parse_prints_one_object_a_record_in_order(
    parsed: subprocess.CompletedProcess[bytes],
) -> None:
    assert parsed.returncode == 0, parsed.stderr
    first, second, third, fourth = lines(parsed)
    assert (first["id"], second["id"], third["id"], fourth["id"]) == ("one", None, "two", "3")
    assert set(first) == {"id", "published", "mentions", "events"}
    assert (second["line"], second["rejected"]) == (2, "not JSON at column 1")
    assert third["rejected"] == "no body"
    assert b"2 reports, 2 rejected" in parsed.stderr


def test_parse_prints_the_fields_of_the_contract(
    parsed: subprocess.CompletedProcess[bytes],
) -> None:
    record = lines(parsed)[0]
    text = json.loads(RECORDS.splitlines()[0])["text"]
    for mention in record["mentions"]:  # type: ignore[attr-defined]
        assert set(mention) >= MENTION_KEYS
        assert text[mention["start"] : mention["end"]] == mention["surface"]
        assert mention["place"] is None or set(mention["place"]) == PLACE_KEYS
        assert len(mention["candidates"]) <= 5
        scores = [candidate["score"] for candidate in mention["candidates"]]
        assert scores == sorted(scores, reverse=True)
    (event,) = record["events"]  # type: ignore[misc]
    assert set(event) == {item.name for item in fields(Event)}
    assert (event["event_type"], event["start"], event["on_map"]) == (
        "shelling",
        "2024-03-23",
        True,
    )


def test_a_folder_gives_what_its_files_give() -> None:
    whole = {line["id"]: line for line in lines(run("parse", SEEDS))}
    path = min(SEEDS.rglob("*.txt"))
    (alone,) = lines(run("parse", path))
    assert whole[path.relative_to(SEEDS).with_suffix("").as_posix()]["events"] == alone["events"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    said = done.stdout.decode().replace("\n", " ")
    assert f"Example: python -m geo {command}" in said
    assert all((ROOT / name).exists() for name in re.findall(r"seeds\S*", said))


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("unknown",),
        ("parse",),
        ("parse", "a", "--home", "Gaza"),
        ("ingest", "a"),
        ("export", "--format", "csv", "-o", "x"),
        ("export", "--reports", "seeds", "--format", "shp", "-o", "x"),
        ("export", "--reports", "seeds", "--since", "soon", "--format", "csv", "-o", "x"),
        ("export", "--reports", "seeds", "--bbox", "1,2,3", "--format", "csv", "-o", "x"),
        ("export", "--reports", "seeds", "--type", "Air Strike", "--format", "csv", "-o", "x"),
        ("export", "--reports", "seeds", "--type", "seige", "--format", "csv", "-o", "x"),
        ("export", "--reports", "seeds", "--since", "2024-02-30", "--format", "csv", "-o", "x"),
        ("export", "--reports", "seeds", "--until", "2024-W01-1", "--format", "csv", "-o", "x"),
        ("export", "--reports", "seeds", "--bbox", "1,2,3,nan", "--format", "csv", "-o", "x"),
        ("export", "--reports", "seeds", "--format", "csv", "-o", "-"),
        ("export", "--store", "x", "--home", "PS", "--format", "csv", "-o", "x.csv"),
        ("export", "--store", "x", "--fast", "--format", "csv", "-o", "x.csv"),
        ("ingest", "seeds", "--store", "x", "--workers", "0"),
    ],
)
def test_wrong_use_is_exit_2(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


def test_a_country_or_place_that_nobody_knows_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" date 2024-03-24\nShells hit Rafah.", encoding="utf-8")
    store, target = tmp_path / "store", tmp_path / "out.csv"
    for command in (("parse",), ("explain",), ("ingest", "--store", store)):
        done = run(*command, tmp_path / "a.txt", "--fast", "--home", "zz")
        assert (done.returncode, done.stdout) == (2, b""), command
        assert b"geo: no country 'ZZ' in the gazetteer; give its two letters" in done.stderr
    assert run("ingest", tmp_path / "a.txt", "--store", store, "--home", "ps").returncode == 0
    for origin in (("--reports", tmp_path / "a.txt", "--fast"), ("--store", store)):
        wanted = ("export", *origin, "--format", "csv", "-o", target, "--place")
        done = run(*wanted, "foo")
        assert done.returncode == 2 and not target.exists()
        assert b"geo: no place 'foo'; python -m gazetteer find NAME says" in done.stderr
        # Munich, of which no report tells, is a place all the same
        for place_id, said in (
            ("geonames:281102", b"1 of 1 event "),
            ("geonames:2867714", b"0 of"),
        ):
            done = run(*wanted, place_id)
            assert done.returncode == 0 and said in done.stderr
        target.unlink()


@pytest.mark.parametrize(
    "arguments",
    [
        ("parse", "/nowhere"),
        ("parse", ""),
        ("ingest", "seeds", "--store", "README.md"),
        ("explain", "/nowhere"),
        ("check", "/nowhere"),
        ("ingest", "/nowhere", "--store", "x"),
        ("export", "--store", "/nowhere", "--format", "csv", "-o", "/tmp/never.csv"),
        ("export", "--reports", "seeds", "--format", "csv", "-o", "/nowhere/x.csv"),
        ("export", "--reports", "seeds", "--format", "csv", "-o", "seeds/x.csv"),
        ("parse", "seeds", "--gazetteer", "/nowhere"),
        ("bench", "/nowhere"),
    ],
)
def test_what_can_not_be_done_is_one_line_and_exit_1(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 1
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_fault_53_a_reader_that_has_enough_is_no_error() -> None:
    process = subprocess.run(
        f"{sys.executable} -m geo parse seeds | head -n 1",
        shell=True,
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert process.stdout.count(b"\n") == 1
    assert b"Error" not in process.stderr


@pytest.mark.parametrize("command", ["explain", "check"])
def test_what_is_printed_is_utf_8_whatever_the_locale(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text(" date 2024-03-24 Clashes in Je\u0144in, R\u0430fah.", "utf-8")
    done = run(command, tmp_path, PYTHONIOENCODING="ascii")
    assert b"Traceback" not in done.stderr
    assert "R\u0430fah" in done.stdout.decode()


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_a_closed_stream_is_one_line_and_exit_1(closed: str) -> None:
    command = f"exec {sys.executable} -m geo parse - --fast {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, cwd=ROOT)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"is closed" in done.stderr


def test_check_lists_every_problem_with_its_cure() -> None:
    done = run("check", ROOT / "tests" / "faults")
    assert done.returncode == 1
    said = done.stdout.decode()
    assert "impossible-date.txt:1: date '2024-02-30' does not exist; write YYYY-MM-DD" in said
    assert "\u202e" not in said and "\x1b" not in said
    assert b"Limits: a report 5 MB" in done.stderr


def test_check_names_the_files_that_it_passes_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" date 2024-03-24\nRain.", encoding="utf-8")
    (tmp_path / "notes.docx").write_bytes(b"PK")
    done = run("check", tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"ignored: notes.docx: not read; reports end in .txt" in done.stderr
    assert b"; 1 file ignored;" in done.stderr and b"; 0 problems" in done.stderr


def test_one_is_not_said_in_the_plural(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" date 2024-03-24\nShells hit Rafah.", encoding="utf-8")
    explained = run("explain", tmp_path / "a.txt", "--fast").stdout.decode()
    assert "\n1 event: 1 on the map, 0 listed beside it\n" in explained
    parsed = run("parse", tmp_path, "--fast").stderr.decode()
    assert parsed.startswith("1 report, 0 rejected, 1 event, 1 of them on the map")
    (tmp_path / "b.txt").write_bytes(b"")
    checked = run("check", tmp_path).stderr.decode()
    assert checked.partition("\n")[0].endswith("; 1 problem")


def test_the_seeds_have_no_problem() -> None:
    done = run("check", SEEDS)
    assert (done.returncode, done.stdout) == (0, b"")


def test_ingest_skips_what_it_holds_and_sums_up(tmp_path: Path) -> None:
    store = tmp_path / "store"
    path = tmp_path / "r.jsonl"
    path.write_bytes(RECORDS)
    first = lines(run("ingest", path, "--store", store, "--fast"))[-1]
    again = lines(run("ingest", path, "--store", store, "--fast"))[-1]
    assert (first["found"], first["added"], first["rejected"]) == (4, 2, 2)
    assert (again["added"], again["already_held"]) == (0, 2)
    assert first["store"] == again["store"]
    sums = first["store"]
    assert sums["events"] == sums["on_map"] + sums["beside"] + sums["hidden"]  # type: ignore[index]


def test_ingest_takes_a_corrected_day_or_field_and_only_that(tmp_path: Path) -> None:
    table = tmp_path / "metadata.csv"
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("Shells hit Rafah.", encoding="utf-8")
    row = "report_id,published,desk\na,{},{}\nb,2024-03-05,South\n"

    def ingested(day: str, desk: str) -> tuple[object, object]:
        table.write_text(row.format(day, desk), encoding="utf-8")
        done = lines(run("ingest", tmp_path, "--store", tmp_path / "s", "--fast"))[-1]
        return done["added"], done["store"]["events"]  # type: ignore[index]

    assert ingested("2024-01-01", "North") == (2, 2)
    assert ingested("2024-01-01", "North") == (0, 2)
    assert ingested("2024-03-01", "North") == (1, 2)
    assert ingested("2024-03-01", "East") == (1, 2)
    target = tmp_path / "out.csv"
    run("export", "--store", tmp_path / "s", "--format", "csv", "-o", target)
    (told,) = [line for line in target.read_text(encoding="utf-8").splitlines() if '"a"' in line]
    assert "2024-03-01" in told and "2024-01-01" not in told and '"East"' in told


def test_an_export_of_nothing_read_leaves_the_older_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff")
    older = tmp_path / "older.csv"
    older.write_bytes(b"kept")
    done = run("export", "--reports", tmp_path / "a.txt", "--format", "csv", "-o", older)
    assert (done.returncode, older.read_bytes()) == (1, b"kept")
    assert b"nothing is written" in done.stderr


def test_an_empty_export_counts_what_a_wider_one_would_write(tmp_path: Path) -> None:
    text = " date 2024-03-24\nShells hit Rafah. Police warned of a raid on Jenin."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    wanted = ("--reports", tmp_path / "a.txt", "--format", "csv", "--fast")
    target = ("-o", tmp_path / "out.csv")
    done = run("export", *wanted, *target, "--until", "2024-01-01")
    assert b"0 of 2 events" in done.stderr
    assert b"without until it would be 1 event\n" in done.stderr
    done = run("export", *wanted, *target, "--until", "2024-01-01", "--all")
    assert b"without until it would be 2 events" in done.stderr


def test_export_of_a_store_and_of_its_reports_are_the_same(tmp_path: Path) -> None:
    run("ingest", SEEDS, "--store", tmp_path / "s")
    for number, origin in enumerate((("--store", tmp_path / "s"), ("--reports", SEEDS))):
        target = tmp_path / f"{number}.geojson"
        done = run(
            "export",
            *origin,
            "--since",
            "2024-01-01",
            "--bbox",
            "-10,20,60,45",
            "--format",
            "geojson",
            "-o",
            target,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout == b""
    one, other = ((tmp_path / f"{n}.geojson").read_bytes() for n in range(2))
    assert one == other
    assert json.loads(one)["features"]
