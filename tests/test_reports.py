"""Reports are read as their authors meant them, and every loss is accounted for."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.errors import GeoError, ReportError
from geo.reports import Reports, read_reports, read_text, read_uploads
from geo.reports.decode import UnreadableError, decode, normalise_record
from geo.reports.drafts import OWNED, SETTABLE, owned_column
from geo.reports.headers import read_header
from geo.reports.publication_dates import HeaderDateError, read_date, read_whole_date

DAY = date(2024, 3, 24)
HEADERS = [
    (" date 2024-03-24 Body", DAY, "day", "Body"),
    (" date 2024-03-24\nBody", DAY, "day", "Body"),
    (" date 2024-03-24 \n\nBody", DAY, "day", "Body"),
    ("\n\ndate 2024-03-24\nBody", DAY, "day", "Body"),
    ("DATE: 2024-03-24\nBody", DAY, "day", "Body"),
    ("Date: 24 March 2024\n\nBody", DAY, "day", "Body"),
    ("Date: March 24, 2024\n\nBody", DAY, "day", "Body"),
    ("Date: Sunday, 24 March 2024\nBody", DAY, "day", "Body"),
    ("Date: Sun, 24 Mar 2024 10:00:00 GMT\nBody", DAY, "day", "Body"),
    ("date 2024-03-24T10:00:00Z Body", DAY, "day", "Body"),
    ("date 2024-03-24: Body", DAY, "day", "Body"),
    (" date 2024-03 Body", date(2024, 3, 1), "month", "Body"),
    ("Date: March 2024\nBody", date(2024, 3, 1), "month", "Body"),
    ("Date: 2024\nBody", date(2024, 1, 1), "year", "Body"),
    ("Sunday, 24 March 2024\n\nBody", DAY, "day", "Body"),
    ("---\ndate: 2024-03-24\n---\nBody", DAY, "day", "Body"),
    (
        "---\ntitle: 'A: b'\ndate: \"24 March 2024\"\nurl: https://example.org\n---\n\nBody",
        DAY,
        "day",
        "Body",
    ),
    ("Title: A\nDate: 2024-03-24\nSource: Wire\n\nBody", DAY, "day", "Body"),
    ("date 2024-03-24\nTitle: A\nBody", DAY, "day", "Body"),
    ("date 2024-03-24\nPhoto: 12 January 2024\nBody", DAY, "day", "Body"),
    ("date 2024-03-24 Published: 25 March 2024\nBody", DAY, "day", "Body"),
    ("date 2024-03-24\n12 March 2024, 14:02 GMT\nBody", DAY, "day", "Body"),
    ("date 2024-03-24 Updated: 25 March 2024 14:02 GMT | Body", DAY, "day", "Body"),
    ("date 2024-03-24\nHome | World | Sport\nPublished 24 March 2024\nBody", DAY, "day", "Body"),
    ("date 2024-03-24\nPhoto: A street in Port, 12 January 2024 (Wire)\nBody", DAY, "day", "Body"),
    (
        "date 2024-03-24\nBody.\n\n12 January 2024\nMore",
        DAY,
        "day",
        "Body.\n\n12 January 2024\nMore",
    ),
    ("date 2024-03-24\nHome | World | Sport\nBody", DAY, "day", "Home | World | Sport\nBody"),
    ("PORT TOWN, 24 March 2024 — Body", DAY, "day", "PORT TOWN, 24 March 2024 — Body"),
    (
        "PORT, Land, March 24, 2024 (Agency) -- Body",
        DAY,
        "day",
        "PORT, Land, March 24, 2024 (Agency) -- Body",
    ),
    (
        "A headline\n\nPORT, 24 March 2024 — Body",
        DAY,
        "day",
        "A headline\n\nPORT, 24 March 2024 — Body",
    ),
]
BODIES = [
    "PORT TOWN, 14 February — no year",
    "Date palms were burnt on 24 March 2024.",
    "Date 14 February was set.",
    "On 24 March 2024 in Port — a town — shells fell.",
    "March 2024 saw shelling.",
    "The date 2024-03-24 was set.",
    "Source: the army.\nBody",
]


@pytest.mark.parametrize(("text", "day", "precision", "body"), HEADERS)
def test_a_header_says_when_and_where_the_body_begins(
    text: str, day: date, precision: str, body: str
) -> None:
    header = read_header(text)
    assert (header.published, header.precision) == (day, precision)
    assert text[header.body_start :] == body
    assert not header.problem


@pytest.mark.parametrize("text", BODIES)
def test_a_body_is_no_header(text: str) -> None:
    header = read_header(text)
    assert (header.published, header.body_start, header.problem) == (None, 0, "")


def test_fields_of_a_header_are_read() -> None:
    (report,) = read_text(
        "---\nheadline: A b\npublisher: Wire\nlink: https://e.org\n"
        "date: 2024-03-24\nlang: en\nmood: x\n---\nBody"
    )
    assert (report.title, report.source, report.url) == ("A b", "Wire", "https://e.org")
    assert report.language == "en"
    assert "front matter: 'mood' is not used" in report.flags


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_in_range_is_read_in_each_form(day: date) -> None:
    for text in (day.isoformat(), f"{day:%d %B %Y}", f"{day:%B %d, %Y}", f"{day:%a, %d %b %Y}"):
        assert read_whole_date(text).published == day


@pytest.mark.parametrize(
    "text", ["", "soon", "24.3.2024", "2024-3-24", "2024-13-01", "31 April 2024"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(HeaderDateError):
        read_whole_date(text)


def test_a_date_ends_where_it_ends() -> None:
    assert read_date("2024-03-24 Body").end == len("2024-03-24")


@given(st.text(max_size=200))
@example("date 2024-03-24" + " " * 20)
def test_any_header_leaves_the_text_whole(text: str) -> None:
    header = read_header(text)
    assert 0 <= header.body_start <= len(text)


@given(st.binary(max_size=300))
@example(b" date 2024-03-24 " + b"A" * 160 + b", 1")
@example(b'{"text": "x"}')
def test_any_bytes_are_a_report_or_a_reason(data: bytes) -> None:
    for name in ("a.txt", "a.jsonl", "a.csv", "a.zip", "metadata.csv"):
        reports = read_uploads([(name, data)])
        assert len(reports.outcomes) == len(reports) + len(reports.rejected)
        for report in reports:
            assert report.text[report.body_start :].strip()
    reports = read_reports("-", stdin=io.BytesIO(data))
    assert len(reports.outcomes) == len(reports) + len(reports.rejected)


@given(st.text(max_size=100))
def test_decoding_is_strict_and_normalises_once(text: str) -> None:
    try:
        decoded = decode(text.encode("utf-8", "surrogatepass"))
    except UnreadableError as error:
        assert error.reason and error.cure
        return
    assert decode(decoded.encode()) == decoded
    assert "\r" not in decoded


@given(st.text(max_size=100))
def test_a_record_keeps_its_length(text: str) -> None:
    assert len(normalise_record(text)) == len(text)


def corpus(folder: Path) -> Path:
    (folder / "sub").mkdir()
    (folder / "sub" / "2024-03-25-visit.txt").write_text("A visit.", encoding="utf-8")
    (folder / "a.md").write_text("# Shelling in Port\n\nShells fell.", encoding="utf-8")
    (folder / "t.csv").write_text(
        'text,id,published,region\n"Line one.\nTwo, quoted.",c1,2024-03-24,North\n',
        encoding="utf-8",
    )
    (folder / "r.jsonl").write_text(
        '{"text": " date 2024-03-20 A raid.", "published": "2024-03-21T08:00:00Z", "id": 7}\n\n'
        '{"text": "A raid.", "extra": 5, "list": [1]}\n',
        encoding="utf-8",
    )
    (folder / "metadata.csv").write_text(
        "report_id,desk,published,source\na,North,2024-03-26,Wire\nsub/2024-03-25-visit.txt,South,,\n",
        encoding="utf-8",
    )
    (folder / "README.md").write_text("About", encoding="utf-8")
    (folder / ".hidden.txt").write_text("About", encoding="utf-8")
    (folder / "b.pdf").write_bytes(b"%PDF")
    return folder


def test_a_folder_is_read_with_its_metadata(tmp_path: Path) -> None:
    reports = read_reports(corpus(tmp_path))
    by_id = {report.id: report for report in reports}
    assert len(by_id) == 5
    assert by_id["a"].title == "Shelling in Port"
    assert (by_id["a"].published, by_id["a"].published_from) == (date(2024, 3, 26), "metadata")
    assert (by_id["a"].source, dict(by_id["a"].metadata)) == ("Wire", {"desk": "North"})
    visit = by_id["sub/2024-03-25-visit"]
    assert (visit.published, visit.published_from) == (date(2024, 3, 25), "filename")
    assert visit.metadata == {"desk": "South"}
    assert (by_id["c1"].text, dict(by_id["c1"].metadata)) == (
        "Line one.\nTwo, quoted.",
        {"region": "North"},
    )
    assert (by_id["7"].published, by_id["7"].body_start) == (date(2024, 3, 21), 17)
    assert by_id["7"].flags == ("the header says 2024-03-20, the metadata 2024-03-21",)
    assert reports.rejected == ()
    assert {note.path for note in reports.notes if note.kind == "ignored"} == {"README.md", "b.pdf"}


def test_a_record_without_an_id_has_that_of_its_text(tmp_path: Path) -> None:
    lines = b'{"text": "A raid."}\n{"text": "A raid."}\n{"text": "A siege."}\n'
    first, second, third = read_uploads([("r.jsonl", lines)])
    assert second.id == f"{first.id}-2"
    assert second.same_text_as == first.id
    assert len({first.id, third.id, "x" * 12}) == 3


def test_what_is_given_wins_over_header_over_file_name(tmp_path: Path) -> None:
    path = tmp_path / "2024-01-01-a.txt"
    path.write_text("date 2024-02-02\nBody", encoding="utf-8")
    assert read_reports(path)[0].published == date(2024, 2, 2)
    (tmp_path / "metadata.csv").write_text(
        "report_id,published\n2024-01-01-a,2024-03-03\n", encoding="utf-8"
    )
    assert read_reports(tmp_path)[0].published == date(2024, 3, 3)


def test_a_file_name_wins_over_a_dateline_in_the_text(tmp_path: Path) -> None:
    path = tmp_path / "2024-01-02-a.txt"
    path.write_text("PORT, 1 January 2024 — Body", encoding="utf-8")
    assert read_reports(path)[0].published_from == "filename"
    report = read_text("PORT, 1 January 2024 — Body")[0]
    assert (report.published, report.published_from) == (date(2024, 1, 1), "header")
    assert report.flags == ("the date is that of the dateline in the text",)


def test_a_bad_header_is_forgiven_where_the_date_is_given(tmp_path: Path) -> None:
    reports = read_uploads(
        [("r.jsonl", b'{"text": "date 2024-02-30 A raid.", "published": "2024-03-01"}\n')]
    )
    assert reports[0].published == date(2024, 3, 1)
    assert "the header's date '2024-02-30' does not exist" in reports[0].flags


def test_standard_input_is_a_report_or_records() -> None:
    assert read_reports("-", stdin=io.BytesIO(b"date 2024-03-24\nBody"))[0].published == DAY
    records = read_reports("-", stdin=io.BytesIO(b'\xef\xbb\xbf{"text": "A"}\n{"text": "B"}\n'))
    assert [report.text for report in records] == ["A", "B"]


def test_order_of_files_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uploads = [("b.txt", b"B b"), ("a.txt", b"A a"), ("a.md", b"A a")]
    one, other = read_uploads(uploads), read_uploads(uploads[::-1])
    assert set(map(repr, one)) == set(map(repr, other))


def test_a_path_that_is_not_there_is_said() -> None:
    with pytest.raises(ReportError, match="an empty path"):
        read_reports("")
    with pytest.raises(ReportError, match="check the path"):
        read_reports("/nowhere/at/all")
    with pytest.raises(GeoError):
        read_reports("a\0b")


def test_reports_are_a_sequence() -> None:
    reports = read_uploads([("a.txt", b"A"), ("b.txt", b"\xff"), ("c.txt", b"C")])
    assert isinstance(reports, Reports)
    assert [report.id for report in reports[:2]] == ["a", "c"]
    assert repr(reports) == "<Reports: 2 read, 1 rejected>"


def test_a_rejected_file_has_the_id_that_it_would_have_had(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_bytes(b"\xff")
    (tmp_path / "b.txt").write_bytes(b"")
    assert [loss.id for loss in read_reports(tmp_path).rejected] == ["b", "sub/a"]


def test_a_column_that_dateline_fills_is_owned() -> None:
    assert owned_column(" Lat ")
    assert owned_column("event_type")
    assert owned_column("export_view")
    assert not owned_column("outlet")
    assert not OWNED & set(SETTABLE)


def test_fields_of_records_that_dateline_fills_are_said_once_a_file() -> None:
    records = b'{"text": "A", "lat": 1, "desk": "x"}\n{"text": "B", "lat": 2}\n'
    reports = read_uploads([("r.jsonl", records)])
    assert [dict(report.metadata) for report in reports] == [{"desk": "x"}, {}]
    (note,) = [note for note in reports.notes if note.kind == "metadata"]
    assert str(note) == "r.jsonl: field 'lat' is one that Dateline fills; it is not used; rename it"


def test_a_row_over_the_limit_is_refused_by_itself(tmp_path: Path) -> None:
    long = "word " * 1_000_001
    (tmp_path / "t.csv").write_text(f"text\nA\n{long}\nB\n", encoding="utf-8")
    reports = read_reports(tmp_path)
    assert [report.text for report in reports] == ["A", "B"]
    assert str(reports.rejected[0]).startswith("t.csv:3: longer than 5 MB; ")


def test_semicolons_and_tabs_separate_too() -> None:
    for mark in (";", "\t"):
        (report,) = read_uploads([("t.csv", f"id{mark}text\na{mark}A, b\n".encode())])
        assert (report.id, report.text) == ("a", "A, b")


def test_a_pasted_text_is_a_report() -> None:
    assert read_text("date 2024-03-24\nBody")[0].published == DAY
    assert read_text("  ").rejected[0].reason == "no body"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("m.csv", "text;published\nA;2024-02-30\n", "does not exist"),
        ("r.jsonl", '{"id": "' + "x" * 301 + '", "text": "A"}', "longer than 300 characters"),
        ("r.jsonl", '"' + "x" * 20_000_001 + '"', "a line longer than 20 MB"),
        ("t.csv", b"\xff\xfet\0e\0x\0t\0", "looks like UTF-16"),
        ("t.txt", "Date: unknown\nA", "'unknown' is not a date"),
        ("t.txt", "date 2024-03-24\nDate: 2024-03-25\nA", "a second date 2024-03-25"),
        ("2024-02-30-a.txt", "A", "the file name's date '2024-02-30' does not exist"),
        ("t.txt", "PORT, 31 February 2024 — A", "no date of publication"),
        ("t.txt", "x" * 5_000_001, "over the limit of 5 MB"),
        ("t.doc", "A", "upload .txt"),
        ("t.csv", "text,Text\nA,B\n", "t.csv:1: column 'text' is there twice; the first is used"),
        ("t.csv", "text,\nA,x\n", "t.csv:1: column 2 has no name; it is not used"),
        ("t.csv", "text,published\n", "t.csv:1: no row below the columns' names"),
        ("r.jsonl", "\n \n", "r.jsonl: no line with a report"),
        (
            "t.csv",
            "text,Date\nA,2024-03-05\n",
            "t.csv: field 'Date' is not read as the day of publication; name it 'published'",
        ),
        (
            "metadata.csv",
            "report_id,date\na,2024-03-05\n",
            "metadata.csv:1: column 'date' is not read as the day of publication",
        ),
        (
            "t.csv",
            f"text,{','.join(f'c{n}' for n in range(61))}\nA{',1' * 61}\n",
            "t.csv: more than 60 fields of your own; the rest is not used",
        ),
    ],
)
def test_a_loss_or_an_oddity_is_said(name: str, data: str | bytes, said: str) -> None:
    reports = read_uploads([(name, data.encode() if isinstance(data, str) else data)])
    assert said in "\n".join([*map(str, reports.rejected), *map(str, reports.notes)])


def test_a_field_for_the_day_is_no_matter_where_the_day_of_publication_is_given() -> None:
    reports = read_uploads([("t.csv", b"text,published,date\nA,2024-03-05,2024-03-01\n")])
    assert reports.notes == ()


def test_of_two_columns_of_one_name_the_first_is_used(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("desk,text,desk,text\n1,A,2,B\n", encoding="utf-8")
    for reports in (read_reports(tmp_path), read_reports(tmp_path / "t.csv")):
        assert [(one.text, dict(one.metadata)) for one in reports] == [("A", {"desk": "1"})]
        assert sorted(str(note) for note in reports.notes if note.kind == "metadata") == [
            "t.csv:1: column 'desk' is there twice; the first is used; rename one",
            "t.csv:1: column 'text' is there twice; the first is used; rename one",
        ]


def test_a_file_about_the_corpus_is_no_report_in_an_upload_either() -> None:
    reports = read_uploads([("README.md", b"About"), ("a.txt", b"A")])
    assert [report.id for report in reports] == ["a"]
    assert reports.notes[0].kind == "ignored"


def test_rows_of_metadata_that_say_too_little_or_too_much_are_said() -> None:
    columns = [f"c{number}" for number in range(70)]
    table = "report_id,published," + ",".join(columns) + "\n,," + "," * 69 + "\na\n"
    table += "b,2024-02-30" + "," * 70 + "\n"
    reports = read_uploads([("b.txt", b"date 2024-03-24 B"), ("metadata.csv", table.encode())])
    said = "\n".join(map(str, reports.notes))
    assert "a row without report_id" in said
    assert "1 fields where line 1 names 72" in said
    assert "column 'c69' is one too many" in said
    assert "date '2024-02-30' does not exist" in said
    assert reports[0].published == DAY


def test_metadata_that_is_no_table_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A", encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("id,desk\na,b\n", encoding="utf-8")
    assert "no column named 'report_id'" in str(read_reports(tmp_path).notes[0])
    (tmp_path / "metadata.csv").unlink()
    (tmp_path / "metadata.csv").symlink_to(tmp_path / "a.txt")
    assert "a symbolic link" in "\n".join(map(str, read_reports(tmp_path).rejected))


def test_folders_too_deep_or_closed_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path
    for _ in range(42):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("A", encoding="utf-8")
    reports = read_reports(tmp_path)
    assert len(reports) == 0
    assert "more than 40 folders deep" in reports.notes[0].reason

    def refuse(path: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.scandir", refuse)
    assert "folder not read: Permission denied" in str(read_reports(tmp_path).notes[0])


def test_more_reports_than_the_limit_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.reports.gather.REPORTS_MAX", 2)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("A", encoding="utf-8")
    with pytest.raises(ReportError, match="more than 2 reports"):
        read_reports(tmp_path)


def test_standard_input_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.reports.read.CSV_MAX_BYTES", 10)
    with pytest.raises(ReportError, match="write it to a file"):
        read_reports("-", stdin=io.BytesIO(b"x" * 11))
