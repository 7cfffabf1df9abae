"""Archives that are uploaded: read within limits, or refused with the reason."""

from __future__ import annotations

import io
import os
import zipfile

import pytest

from geo.reports import Reports, read_uploads

BODY = " date 2024-03-24 A clash was reported in Jenin.\n"


def reasons(reports: Reports) -> str:
    return "\n".join([*map(str, reports.rejected), *map(str, reports.notes)])


def packed(**members: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return sink.getvalue()


def test_fault_31_an_uploaded_archive_is_read() -> None:
    archive = packed(**{"r/a.txt": BODY.encode(), "r/metadata.csv": b"report_id,outlet\na,Wire\n"})
    reports = read_uploads([("mine.zip", archive)])
    assert [(report.id, dict(report.metadata)) for report in reports] == [
        ("r/a", {"outlet": "Wire"})
    ]


def test_fault_31_a_bomb_is_refused_before_it_is_unpacked() -> None:
    archive = packed(**{"bomb.txt": b"a " * 40_000_000, "a.txt": BODY.encode()})
    reports = read_uploads([("b.zip", archive)])
    assert [report.id for report in reports] == ["a"]
    assert "packed too tightly" in reasons(reports)


def test_fault_31_a_member_larger_than_declared_is_refused() -> None:
    archive = bytearray(packed(**{"a.txt": os.urandom(100).hex().encode() * 60_000}))
    size = (len(os.urandom(100).hex()) * 60_000).to_bytes(4, "little")
    assert size in archive
    lied = bytes(archive).replace(size, (1_000).to_bytes(4, "little"))
    assert len(read_uploads([("l.zip", lied)])) == 0


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "C:/a.txt", "x/../../a.txt"])
def test_fault_31_a_path_out_of_the_archive_is_refused(name: str) -> None:
    reports = read_uploads([("u.zip", packed(**{name: BODY.encode()}))])
    assert len(reports) == 0
    assert "a path out of the archive" in reasons(reports)


@pytest.mark.parametrize("name", ["", "."])
def test_fault_31_a_member_without_a_name_harms_only_itself(name: str) -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for member in (name, "a.txt"):
            info = zipfile.ZipInfo("b.txt")
            info.filename = member
            with archive.open(info, "w") as stream:
                stream.write(BODY.encode())
    reports = read_uploads([("u.zip", sink.getvalue())])
    assert [report.id for report in reports] == ["a"]
    assert "a file without a name" in reasons(reports)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rest", b"no archive", packed()[:-4]])
def test_fault_31_a_damaged_archive_is_refused(content: bytes) -> None:
    assert "no readable .zip" in reasons(read_uploads([("d.zip", content)]))


def test_fault_31_a_damaged_member_is_refused_whatever_packed_it() -> None:
    for packing in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        sink = io.BytesIO()
        with zipfile.ZipFile(sink, "w", packing) as archive:
            archive.writestr("a.txt", BODY * 100)
        data = bytearray(sink.getvalue())
        data[45:60] = bytes(255 - byte for byte in data[45:60])
        reports = read_uploads([("u.zip", bytes(data))])
        assert "can't be unpacked" in reasons(reports)


def test_fault_31_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.reports.uploads.ZIP_MAX_MEMBERS", 3)
    archive = packed(**{f"{n}.txt": BODY.encode() for n in range(4)})
    assert "more than 3 files" in reasons(read_uploads([("m.zip", archive)]))


def test_fault_31_uploads_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.reports.uploads.UPLOAD_MAX_BYTES", 100)
    reports = read_uploads([("a.txt", BODY.encode()), ("b.txt", b"x " * 100)])
    assert [report.id for report in reports] == ["a"]
    assert len(reports.rejected) == 1
