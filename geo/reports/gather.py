"""Gather the files of a corpus: regular files inside the folder given, read within limits."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from geo.errors import ReportError
from geo.limits import (
    CSV_MAX_BYTES,
    FOLDER_MAX_DEPTH,
    RECORD_MAX_BYTES,
    REPORT_MAX_BYTES,
    REPORTS_MAX,
    TABLE_MAX_BYTES,
)
from geo.model import Rejected
from geo.reports.decode import UnreadableError, decode
from geo.reports.drafts import Draft, Metadata, Note
from geo.reports.ids import clean_path, path_id
from geo.reports.records import read_csv, read_jsonl, read_metadata, sort_out

TEXT_ENDINGS = (".txt", ".md", ".text", ".markdown")
JSONL_ENDINGS = (".jsonl", ".ndjson")
ENDINGS = (*TEXT_ENDINGS, *JSONL_ENDINGS, ".csv")
METADATA_NAME = "metadata.csv"

_ABOUT = frozenset(
    {"readme", "licence", "license", "notice", "changelog", "contributing", "sources"}
)


def gather(root: Path) -> tuple[list[Draft | Rejected], list[Metadata], list[Note]]:
    """Return what a file or folder holds, in the order of its paths.

    Raises
    ------
    ReportError
        If there is no such file or folder.
    """
    try:
        mode = root.stat().st_mode
    except OSError as error:
        raise ReportError(f"{root}: {error.strerror or error}; check the path") from None
    except ValueError:
        raise ReportError("a path with a NUL character; check the path") from None
    if stat.S_ISDIR(mode):
        return _gather_folder(root)
    drafts: list[Draft | Rejected] = []
    notes: list[Note] = []
    sort_out(_read_one(root.resolve(), clean_path(root.name)), drafts, notes)
    return drafts, [], notes


def _read_one(path: Path, shown: str) -> Iterator[Draft | Rejected | Note]:
    """Yield what one file holds: itself, or its records with notes on their columns."""
    ending = path.suffix.lower()
    own_id = path_id(shown) if ending in TEXT_ENDINGS else ""
    try:
        if ending in JSONL_ENDINGS:
            with _open(path, TABLE_MAX_BYTES) as descriptor:
                yield from read_jsonl(_lines(descriptor), shown)
        elif ending == ".csv":
            yield from read_csv(_read(path, CSV_MAX_BYTES), shown)
        else:
            yield Draft(path=shown, text=decode(_read(path, REPORT_MAX_BYTES)), named=True)
    except UnreadableError as error:
        yield Rejected(path=shown, line=error.line, id=own_id, reason=error.reason, cure=error.cure)
    except OSError as error:
        reason = f"{error.strerror or error} (errno {error.errno})"
        cure = "check that it is there and readable"
        yield Rejected(path=shown, id=own_id, reason=reason, cure=cure)


def about_file(name: str) -> bool:
    """Whether a file's name says that it tells of the corpus and is no report."""
    return name.partition(".")[0].casefold() in _ABOUT


def _gather_folder(
    root: Path,
) -> tuple[list[Draft | Rejected], list[Metadata], list[Note]]:
    drafts: list[Draft | Rejected] = []
    tables: list[Metadata] = []
    notes: list[Note] = []
    for entry in _walk(root, "", 0):
        if not isinstance(entry, str):
            sort_out([entry], drafts, notes)
            continue
        path = root / entry
        name = path.name
        shown = clean_path(entry)
        if name == METADATA_NAME:
            try:
                table, problems = read_metadata(_read(path, CSV_MAX_BYTES), shown)
            except (OSError, UnreadableError) as error:
                notes.append(Note(path=shown, reason=str(error), kind="metadata"))
                continue
            tables.append(table)
            notes += problems
        elif about_file(name):
            notes.append(Note(path=shown, reason="tells of the folder; no report", kind="ignored"))
        elif path.suffix.lower() not in ENDINGS:
            cure = f"reports end in {', '.join(ENDINGS)}"
            notes.append(Note(path=shown, reason="not read", cure=cure, kind="ignored"))
        else:
            sort_out(_read_one(path, shown), drafts, notes)
        if len(drafts) > REPORTS_MAX:
            raise ReportError(f"more than {REPORTS_MAX:,} reports; read the corpus in parts")
    return drafts, tables, notes


def _walk(root: Path, inner: str, depth: int) -> Iterator[str | Rejected | Note]:
    """Yield the paths of regular files under ``root``, sorted; no link is followed."""
    if depth > FOLDER_MAX_DEPTH:
        reason = f"more than {FOLDER_MAX_DEPTH} folders deep"
        yield Note(path=clean_path(inner), reason=reason, cure="move it up", kind="ignored")
        return
    try:
        with os.scandir(root / inner) as entries:
            found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        reason = f"folder not read: {error.strerror}"
        yield Note(path=clean_path(inner) or ".", reason=reason, kind="ignored")
        return
    for entry in found:
        path = f"{inner}/{entry.name}" if inner else entry.name
        if entry.name.startswith(".") or entry.name == "__MACOSX":
            continue
        shown = clean_path(path)
        candidate = entry.name.lower().endswith(ENDINGS) and not about_file(entry.name)
        if entry.is_symlink():
            reason, cure = "a symbolic link", "put the file itself here"
            if candidate:
                yield Rejected(path=shown, reason=reason, cure=cure)
            else:
                yield Note(path=shown, reason=reason, cure=cure, kind="ignored")
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(root, path, depth + 1)
        elif entry.is_file(follow_symlinks=False):
            yield path
        elif candidate:
            yield Rejected(path=shown, reason="no regular file", cure="put a text file here")
        else:
            yield Note(path=shown, reason="no regular file", kind="ignored")


class _open:  # noqa: N801 - reads as a verb in a with statement
    """Open a regular file for reading, without following a link or waiting for a pipe."""

    def __init__(self, path: Path, most_bytes: int) -> None:
        self.path = path
        self.most_bytes = most_bytes

    def __enter__(self) -> int:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        self.descriptor = os.open(self.path, flags)
        state = os.fstat(self.descriptor)
        if not stat.S_ISREG(state.st_mode):
            os.close(self.descriptor)
            raise UnreadableError("no regular file", "put a text file here, or pipe into -")
        if state.st_size > self.most_bytes:
            os.close(self.descriptor)
            size, limit = state.st_size / 1e6, self.most_bytes / 1e6
            raise UnreadableError(f"{size:,.1f} MB, over the limit of {limit:,g} MB", "split it")
        return self.descriptor

    def __exit__(self, *exception: object) -> None:
        os.close(self.descriptor)


def _read(path: Path, most_bytes: int) -> bytes:
    with _open(path, most_bytes) as descriptor:
        before = os.fstat(descriptor)
        parts = []
        left = before.st_size + 1  # one more shows that it grew
        while left > 0 and (part := os.read(descriptor, min(left, 1 << 20))):
            parts.append(part)
            left -= len(part)
        after = os.fstat(descriptor)
    data = b"".join(parts)
    changed = (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size)
    if changed or len(data) != before.st_size:
        raise UnreadableError("changed while it was read", "read it again")
    return data


def _lines(descriptor: int) -> Iterator[bytes]:
    """Yield lines; of one over the limit only the beginning, so that memory stays bounded."""
    with os.fdopen(os.dup(descriptor), "rb") as stream:
        while line := stream.readline(RECORD_MAX_BYTES + 1):
            yield line
            while len(line) > RECORD_MAX_BYTES and not line.endswith(b"\n"):
                line = stream.readline(RECORD_MAX_BYTES + 1)
                if not line:
                    return
