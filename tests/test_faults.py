"""Every fault of the catalogue has a case: a file in tests/faults, or a test named after it."""

from __future__ import annotations

import csv
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo import limits
from geo.export.formats.csv import safe_cell
from geo.model import Rejected
from geo.reports import Reports, read_reports

FAULTS = Path(__file__).parent / "faults"
BODY = " date 2024-03-24 A clash was reported in Jenin.\n"
CATALOGUE = {*range(1, 32), 42, *range(45, 57)}
"""Numbers of the catalogue that reports, storage and views answer for."""


def cases() -> list[dict[str, str]]:
    with (FAULTS / "cases.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def read(folder: Path, **files: str | bytes) -> Reports:
    for name, content in files.items():
        write(folder / name.replace("__", "/"), content)
    return read_reports(folder)


def write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def reasons(reports: Reports) -> str:
    return "\n".join([*map(str, reports.rejected), *map(str, reports.notes)])


def test_every_number_of_the_catalogue_has_a_case() -> None:
    named = {int(case["number"]) for case in cases()}
    for module in Path(__file__).parent.glob("test_*.py"):
        for name in re.findall(r"def test_(\w+)", module.read_text(encoding="utf-8")):
            named |= {int(number) for number in re.findall(r"fault_(\d+)", name)}
    assert named >= CATALOGUE


def test_every_file_is_a_case() -> None:
    files = {path.name for path in FAULTS.iterdir()} - {"cases.csv", ".gitattributes"}
    assert files == {case["file"] for case in cases()}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["file"])
def test_a_file_is_read_or_rejected_with_its_reason(case: dict[str, str]) -> None:
    reports = read_reports(FAULTS / case["file"])
    said = reasons(reports)
    assert case["expect"] in said
    if case["outcome"] == "read":
        assert reports.rejected == ()
        assert len(reports) == 1
    else:
        assert reports.rejected
        assert all(loss.reason and loss.cure for loss in reports.rejected)


def test_one_bad_file_harms_only_itself() -> None:
    reports = read_reports(FAULTS)
    alone = [read_reports(FAULTS / case["file"]) for case in cases()]
    # The list of cases lies in the folder too, and is no table of reports.
    assert [loss.path for loss in reports.rejected].count("cases.csv") == 1
    assert len(reports.outcomes) - 1 == sum(len(one.outcomes) for one in alone)
    assert len(reports) == sum(len(one) for one in alone)
    assert len(reports.outcomes) == len(reports) + len(reports.rejected)


def test_fault_02_a_byte_order_mark_is_no_part_of_the_text() -> None:
    (report,) = read_reports(FAULTS / "byte-order-mark.txt")
    assert report.text.startswith("Date:")


def test_fault_05_no_date_is_never_the_day_of_the_file_or_today() -> None:
    (report,) = read_reports(FAULTS / "no-date.txt")
    assert report.published is None
    assert report.published_from == "none"


def test_fault_10_a_large_report_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000_000)  # a hole: it takes no room, but reading it would
    reports = read_reports(path)
    assert "over the limit of 5 MB" in reasons(reports)


def test_fault_11_two_megabytes_on_one_line_are_read_in_a_second(tmp_path: Path) -> None:
    started = time.monotonic()
    reports = read(tmp_path, **{"a.txt": BODY + "word " * 400_000})
    assert len(reports) == 1
    assert time.monotonic() - started < 10  # well under a second; a machine may be busy


def test_fault_14_line_ends_give_the_same_report() -> None:
    texts = {
        read_reports(FAULTS / name)[0].text
        for name in ("crlf.txt", "carriage-returns.txt", "unicode-line-ends.txt")
    }
    assert texts == {"date 2024-03-24\n\nOne line.\nAnother.\n"}


def test_fault_14_a_record_keeps_its_offsets(tmp_path: Path) -> None:
    reports = read(tmp_path, **{"a.jsonl": b'{"text": "One.\\r\\nIn Jenin."}\n'})
    assert reports[0].text == "One. \nIn Jenin."
    assert reports[0].text.index("Jenin") == "One.\r\nIn Jenin.".index("Jenin")


def test_fault_15_to_19_text_is_kept_as_it_is() -> None:
    for name in ("direction-override", "zero-width-joiner-in-name", "decomposed-accents"):
        path = FAULTS / f"{name}.txt"
        assert read_reports(path)[0].text == path.read_text(encoding="utf-8")


def test_fault_21_a_title_is_kept_literally() -> None:
    (report,) = read_reports(FAULTS / "markup-in-title.md")
    assert report.title == r"<img src=x onerror=alert(1)></script>${alert(1)}`\2019"


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t", "\r", "\0"])
def test_fault_23_no_cell_is_a_formula(lead: str) -> None:
    assert safe_cell(f"{lead}cmd") == f"'{lead}cmd"
    assert safe_cell("plain = text") == "plain = text"


def test_fault_24_stems_are_told_apart_by_folder_and_ending(tmp_path: Path) -> None:
    reports = read(tmp_path, **{"a__x.txt": BODY, "b__x.txt": BODY + "1", "b__x.md": BODY + "2"})
    assert [report.id for report in reports] == ["a/x", "b/x.md", "b/x.txt"]


def test_fault_24_twin_ids_are_refused_whatever_their_order(tmp_path: Path) -> None:
    lines = [b'{"id": "a", "text": "A clash."}\n', b'{"id": "a", "text": "A siege."}\n']
    for number, order in enumerate((lines, lines[::-1])):
        reports = read(tmp_path / str(number), **{"r.jsonl": b"".join(order)})
        assert len(reports) == 0
        assert [loss.line for loss in reports.rejected] == [1, 2]
        assert "r.jsonl:2" in reports.rejected[0].reason
        assert "r.jsonl:1" in reports.rejected[1].reason


def test_fault_25_the_same_text_is_kept_twice_and_said(tmp_path: Path) -> None:
    reports = read(tmp_path, **{"a.txt": BODY, "b.txt": " date 2024-03-25 " + BODY[17:]})
    assert [report.same_text_as for report in reports] == ["", "a"]
    assert "same text as 'a'" in reports[1].flags


def test_fault_26_odd_file_names_work(tmp_path: Path) -> None:
    for name in ("-rf.txt", "new\nline.txt", "\U0001f54a.txt", "n" * 251 + ".txt", "..txt.txt"):
        (tmp_path / name).write_text(BODY + name, encoding="utf-8")
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))).write_text(BODY, encoding="utf-8")
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xfe.txt"))).write_bytes(b"\xff")
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xfd.doc"))).write_bytes(b"")
    reports = read_reports(tmp_path)
    assert {report.id for report in reports} >= {"-rf", "new_line", "\U0001f54a", "n" * 251}
    assert all(item.path.encode() for item in (*reports.outcomes, *reports.notes))
    assert all(report.id.encode() for report in reports)


def test_fault_27_links_pipes_and_sockets_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside / "secret.txt", BODY)
    corpus = tmp_path / "corpus"
    write(corpus / "a.txt", BODY)
    (corpus / "link.txt").symlink_to(outside / "secret.txt")
    (corpus / "folder").symlink_to(outside)
    (corpus / "loop").symlink_to(corpus)
    os.mkfifo(corpus / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(corpus / "socket.txt"))
        reports = read_reports(corpus)
    assert [report.id for report in reports] == ["a"]
    assert {loss.path for loss in reports.rejected} == {"link.txt", "pipe.txt", "socket.txt"}
    assert {note.path for note in reports.notes} == {"folder", "loop"}


def test_fault_27_a_pipe_given_by_name_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no regular file" in reasons(read_reports(tmp_path / "pipe.txt"))


def test_fault_28_ids_in_metadata_are_matched_and_never_opened(tmp_path: Path) -> None:
    table = "report_id,outlet\n../../etc/passwd,x\n/etc/passwd,x\na,Wire\n"
    reports = read(tmp_path, **{"a.txt": BODY, "metadata.csv": table})
    assert reports[0].metadata == {"outlet": "Wire"}
    assert [note.line for note in reports.notes] == [2, 3]


def test_fault_29_an_unreadable_file_is_rejected_with_its_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports_open = os.open

    def refuse(path: str, *rest: int) -> int:
        if str(path).endswith("b.txt"):
            raise PermissionError(13, "Permission denied", path)
        if str(path).endswith("c.txt"):
            raise FileNotFoundError(2, "No such file or directory", path)
        return reports_open(path, *rest)

    monkeypatch.setattr(os, "open", refuse)
    reports = read(tmp_path, **{name: BODY + name for name in ("a.txt", "b.txt", "c.txt", "d.txt")})
    assert [report.id for report in reports] == ["a", "d"]
    assert "errno 13" in reports.rejected[0].reason
    assert "errno 2" in reports.rejected[1].reason


def test_fault_29_a_file_that_changes_while_it_is_read_is_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    write(path, BODY)
    plain_read = os.read

    def grow(descriptor: int, size: int) -> bytes:
        with path.open("ab") as stream:
            stream.write(b"x")
        return plain_read(descriptor, size)

    monkeypatch.setattr(os, "read", grow)
    assert "changed while it was read" in reasons(read_reports(path))


def test_fault_30_many_files_are_read_in_linear_time(tmp_path: Path) -> None:
    for number in range(2_000):
        (tmp_path / f"{number}.txt").write_bytes(BODY.encode())
    started = time.monotonic()
    assert len(read_reports(tmp_path)) == 2_000
    assert time.monotonic() - started < 20  # 100 a second on a busy machine


def test_fault_31_an_archive_in_a_folder_is_noted(tmp_path: Path) -> None:
    reports = read(tmp_path, **{"a.txt": BODY, "b.zip": b"PK", "c.gz": b"\x1f\x8b"})
    assert {note.path: note.kind for note in reports.notes} == {
        "b.zip": "ignored",
        "c.gz": "ignored",
    }
    assert len(reports.outcomes) == 1


def test_fault_45_rows_and_columns_of_metadata_that_are_not_used_are_said(tmp_path: Path) -> None:
    table = "report_id,outlet,lat,outlet,\na,Wire,1,2,3\nb,W,1,2,3\nb,V,1,2,3\nnone,W,1,2,3\n"
    reports = read(tmp_path, **{"a.txt": BODY, "b.txt": BODY + "1", "metadata.csv": table})
    said = reasons(reports)
    assert reports[0].metadata == {"outlet": "Wire"}
    assert reports[1].metadata == {}
    assert "column 'lat' is one that Dateline fills" in said
    assert "column 'outlet' is there twice" in said
    assert "column 5 has no name" in said
    assert "metadata.csv:3: report 'b' has 2 rows" in said
    assert "metadata.csv:5: no report has the id 'none'" in said
    assert len(reports.outcomes) == len(reports) + len(reports.rejected) == 2


def test_fault_45_metadata_of_a_rejected_report_is_said(tmp_path: Path) -> None:
    reports = read(tmp_path, **{"a.txt": b"\xff", "metadata.csv": "report_id,outlet\na,Wire\n"})
    assert "report 'a' was rejected" in reasons(reports)


def test_a_loss_names_file_line_and_cure() -> None:
    loss = Rejected(path="a/b.jsonl", line=3, reason="no text", cure="give it one")
    assert str(loss) == "a/b.jsonl:3: no text; give it one"


def test_limits_are_sane() -> None:
    assert limits.REPORT_MAX_BYTES < limits.RECORD_MAX_BYTES < limits.UPLOAD_MAX_BYTES


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "geo", *arguments],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[1],
        **options,  # type: ignore[call-overload]
    )


def test_fault_26_a_leading_dash_goes_behind_two(tmp_path: Path) -> None:
    (tmp_path / "-a.txt").write_text(BODY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "geo", "check", "--", "-a.txt"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["", "empty", "unreadable"])
def test_nothing_to_read_is_one_clear_line(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    if name == "unreadable":
        write(folder / "a.txt", b"\xff\xfe")
    elif name == "empty":
        folder.mkdir()
    done = run("check", str(folder if name else tmp_path / "absent"))
    assert b"Traceback" not in done.stderr
    assert done.returncode == 1


def test_fault_53_an_interrupt_ends_quietly_with_130() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "geo", "parse", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    )
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=10)
    assert process.returncode == 130
    assert said == b"stopped\n"
