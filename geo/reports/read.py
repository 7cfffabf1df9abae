"""Read reports: from a folder, a file, standard input or an upload, each loss with its reason."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import BinaryIO, overload

from geo.errors import ReportError
from geo.limits import CSV_MAX_BYTES
from geo.model import Rejected, Report
from geo.reports.decode import UnreadableError, decode
from geo.reports.drafts import Draft, Metadata, Note
from geo.reports.gather import gather
from geo.reports.records import read_jsonl
from geo.reports.settle import settle
from geo.reports.uploads import unpack

__all__ = ["Note", "Reports", "read_reports", "read_text", "read_uploads"]


class Reports(Sequence[Report]):
    """Reports in a fixed order, with everything that could not be read.

    Attributes
    ----------
    outcomes
        A report or a rejection for every file or record found, in the order of the input.
    rejected
        The rejections alone: ``len(outcomes) == len(self) + len(rejected)``.
    notes
        What a reader should know besides: files that are no reports, columns and rows of
        ``metadata.csv`` that are not used, oddities of single reports.
    """

    def __init__(self, outcomes: Iterable[Report | Rejected], notes: Iterable[Note] = ()) -> None:
        self.outcomes = tuple(outcomes)
        self.notes = tuple(notes)
        self.rejected = tuple(item for item in self.outcomes if isinstance(item, Rejected))
        self._reports = tuple(item for item in self.outcomes if isinstance(item, Report))

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Report]: ...
    def __getitem__(self, index: int | slice) -> Report | Sequence[Report]:
        return self._reports[index]

    def __len__(self) -> int:
        return len(self._reports)

    def __repr__(self) -> str:
        return f"<Reports: {len(self)} read, {len(self.rejected)} rejected>"


def read_reports(
    path: str | PathLike[str] | Iterable[str | PathLike[str]], *, stdin: BinaryIO | None = None
) -> Reports:
    """Read the reports of a folder (subfolders too), a file, or several of these.

    Parameters
    ----------
    path
        A folder, a ``.txt``, ``.md``, ``.jsonl`` or ``.csv`` file, or ``-`` for standard input,
        which holds one report or, if it begins with ``{``, one JSON object a line.
    stdin
        Read instead of the process's standard input.

    Raises
    ------
    ReportError
        If a path doesn't exist. Anything wrong inside is listed in ``Reports.rejected``.
    """
    paths = [path] if isinstance(path, str | PathLike) else list(path)
    if "" in paths:  # pathlib would take it for the folder one stands in
        raise ReportError("an empty path; name a folder or a file")
    drafts: list[Draft | Rejected] = []
    tables: list[Metadata] = []
    notes: list[Note] = []
    for one in paths:
        if one == "-":
            drafts += _read_stream(stdin)
            continue
        found, metadata, remarks = gather(Path(one))
        drafts += found
        tables += metadata
        notes += remarks
    return _settled(drafts, tables, notes)


def read_uploads(uploads: Iterable[tuple[str, bytes]]) -> Reports:
    """Read uploaded files, each a name and its bytes; a ``.zip`` is unpacked in memory."""
    return _settled(*unpack(uploads))


def read_text(text: str) -> Reports:
    """Read one pasted report."""
    return _settled(_read_text(text.encode("utf-8", "surrogatepass"), "pasted text"), [], [])


def _settled(drafts: list[Draft | Rejected], tables: list[Metadata], notes: list[Note]) -> Reports:
    outcomes, remarks = settle(drafts, tables)
    return Reports(outcomes, [*notes, *remarks])


def _read_stream(given: BinaryIO | None) -> list[Draft | Rejected]:
    if given is None and sys.stdin is None:
        raise ReportError("standard input is closed; pipe a report into it or name a file")
    stream = given or sys.stdin.buffer
    data = stream.read(CSV_MAX_BYTES + 1)
    if len(data) > CSV_MAX_BYTES:
        raise ReportError(f"standard input is over {CSV_MAX_BYTES / 1e6:g} MB; write it to a file")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        return list(read_jsonl(data.splitlines(keepends=True), "-"))
    return _read_text(data, "-")


def _read_text(data: bytes, path: str) -> list[Draft | Rejected]:
    try:
        return [Draft(path=path, text=decode(data))]
    except UnreadableError as error:
        return [Rejected(path=path, line=error.line, reason=error.reason, cure=error.cure)]
