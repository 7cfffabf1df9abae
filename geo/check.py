"""Check a corpus: list every problem with file, line and cure."""

from __future__ import annotations

from collections import Counter
from os import PathLike
from typing import NamedTuple

from geo import limits
from geo.plural import plural
from geo.reports import read_reports

NOTHING_TO_READ = "no reports; they end in .txt, .md, .jsonl or .csv"
"""What is said of a folder without any."""


class Checked(NamedTuple):
    """What a check found, a line each: problems, files that are no reports, and a summary."""

    problems: list[str]
    ignored: list[str]
    summary: str


def check_corpus(path: str | PathLike[str]) -> Checked:
    """Return every problem of a corpus.

    A problem is a report that is lost, a row or column that is not used, or an oddity of a report
    that its author should look at. Files that are no reports are named, but are no problem.
    """
    reports = read_reports(path)
    problems = [str(loss) for loss in reports.rejected]
    if not reports.outcomes:
        problems.append(f"{path}: {NOTHING_TO_READ}")
    problems += [str(note) for note in reports.notes if note.kind != "ignored"]
    ignored = [str(note) for note in reports.notes if note.kind == "ignored"]
    dated = Counter(report.published_from for report in reports)
    summary = (
        f"{len(reports.outcomes)} found = {len(reports)} read + {len(reports.rejected)} rejected; "
        f"{plural(len(ignored), 'file')} ignored; dates from header {dated['header']}, "
        f"metadata {dated['metadata']}, file name {dated['filename']}, none {dated['none']}; "
        f"{plural(len(problems), 'problem')}"
    )
    return Checked(problems, ignored, summary)


def describe_limits() -> str:
    """Return the limits in one sentence."""
    return (
        f"a report {limits.REPORT_MAX_BYTES / 1e6:g} MB, "
        f"a .csv {limits.CSV_MAX_BYTES / 1e6:g} MB, a .jsonl {limits.TABLE_MAX_BYTES / 1e6:g} MB, "
        f"{limits.REPORTS_MAX:,} reports, a word {limits.WORD_MAX_CHARS:,} characters, "
        f"a title {limits.TITLE_MAX_CHARS} characters, an id {limits.ID_MAX_CHARS} characters, "
        f"{limits.METADATA_MAX_COLUMNS} columns of your own, "
        f"dates {limits.EARLIEST_DATE} to {limits.LATEST_DATE}"
    )
