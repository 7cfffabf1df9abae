"""Unpack uploads: files by name, archives checked before anything in them is read."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from geo.limits import (
    CSV_MAX_BYTES,
    REPORT_MAX_BYTES,
    UPLOAD_MAX_BYTES,
    ZIP_MAX_BYTES,
    ZIP_MAX_MEMBERS,
    ZIP_MAX_RATIO,
)
from geo.model import Rejected
from geo.reports.decode import UnreadableError, decode, one_line
from geo.reports.drafts import Draft, Metadata, Note
from geo.reports.gather import ENDINGS, JSONL_ENDINGS, METADATA_NAME, about_file
from geo.reports.ids import path_id
from geo.reports.records import read_csv, read_jsonl, read_metadata, sort_out

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    RuntimeError,
    OSError,
    NotImplementedError,
    EOFError,
)


def unpack(
    uploads: Iterable[tuple[str, bytes]],
) -> tuple[list[Draft | Rejected], list[Metadata], list[Note]]:
    """Return what uploaded files hold; nothing is written to disk."""
    drafts: list[Draft | Rejected] = []
    tables: list[Metadata] = []
    notes: list[Note] = []
    total = 0
    for given_name, data in uploads:
        name = one_line(given_name.replace("\\", "/"), 255) or "upload"
        total += len(data)
        if total > UPLOAD_MAX_BYTES:
            reason = f"the upload is over {UPLOAD_MAX_BYTES / 1e6:g} MB"
            drafts.append(Rejected(path=name, reason=reason, cure="upload fewer files"))
            continue
        for member, content in _members(name, data):
            if isinstance(content, Rejected):
                drafts.append(content)
            elif isinstance(content, Note):
                notes.append(content)
            elif PurePosixPath(member).name == METADATA_NAME:
                table, problems = read_metadata(content, member)
                tables.append(table)
                notes += problems
            else:
                sort_out(_read_content(member, content), drafts, notes)
    return drafts, tables, notes


def _read_content(name: str, data: bytes) -> Iterator[Draft | Rejected | Note]:
    ending = PurePosixPath(name).suffix.lower()
    if ending in JSONL_ENDINGS:
        yield from read_jsonl(io.BytesIO(data), name)
    elif ending == ".csv":
        yield from read_csv(data, name)
    else:
        try:
            yield Draft(path=name, text=decode(data), named=True)
        except UnreadableError as error:
            yield Rejected(
                path=name,
                line=error.line,
                id=path_id(name),
                reason=error.reason,
                cure=error.cure,
            )


def _members(name: str, data: bytes) -> Iterator[tuple[str, bytes | Rejected | Note]]:
    if name.lower().endswith(".zip"):
        yield from _unzip(name, data)
        return
    yield name, _sized(name, data)


def _sized(name: str, data: bytes) -> bytes | Rejected | Note:
    ending = PurePosixPath(name).suffix.lower()
    if about_file(PurePosixPath(name).name):
        return Note(path=name, reason="tells of the folder; no report", kind="ignored")
    if ending not in ENDINGS:
        return Rejected(path=name, reason="not read", cure=f"upload {', '.join(ENDINGS)} or .zip")
    if len(data) > _most_bytes(ending):
        limit = _most_bytes(ending) / 1e6
        return Rejected(path=name, reason=f"over the limit of {limit:g} MB", cure="split it")
    return data


def _most_bytes(ending: str) -> int:
    return CSV_MAX_BYTES if ending in (*JSONL_ENDINGS, ".csv") else REPORT_MAX_BYTES


def _unzip(name: str, data: bytes) -> Iterator[tuple[str, bytes | Rejected | Note]]:
    def reject(member: str, reason: str, cure: str) -> tuple[str, Rejected]:
        shown = one_line(f"{name}/{member}" if member else name)
        return shown, Rejected(path=shown, reason=reason, cure=cure)

    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        yield reject("", "no readable .zip", "pack it again")
        return
    members = sorted(archive.infolist(), key=lambda info: info.filename)
    if len(members) > ZIP_MAX_MEMBERS:
        yield reject("", f"more than {ZIP_MAX_MEMBERS:,} files", "pack fewer")
        return
    left = ZIP_MAX_BYTES
    if sum(info.file_size for info in members) > left:
        yield reject("", f"unpacks to more than {left / 1e6:g} MB", "pack fewer")
        return
    for info in members:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        is_folder = info.filename.endswith("/")  # is_dir() breaks where there is no name at all
        if is_folder or path.name.startswith(".") or "__MACOSX" in path.parts:
            continue
        if not path.parts:  # "." or no name
            yield reject(info.filename, "a file without a name", "pack it again")
            continue
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            yield reject(info.filename, "a path out of the archive", "pack it from its own folder")
            continue
        if info.file_size > ZIP_MAX_RATIO * max(info.compress_size, 1_000):
            yield reject(info.filename, "packed too tightly to be prose", "upload it unpacked")
            continue
        checked = _sized(str(path), b"")
        if not isinstance(checked, bytes):
            yield str(path), checked
            continue
        most = min(left, _most_bytes(path.suffix.lower()))
        try:
            with archive.open(info) as stream:
                content = stream.read(most + 1)
        except _DAMAGED:
            yield reject(info.filename, "can't be unpacked", "pack it again without a password")
            continue
        if len(content) > most:
            yield reject(info.filename, f"over the limit of {most / 1e6:g} MB", "split it")
            continue
        left -= len(content)
        yield str(path), content
