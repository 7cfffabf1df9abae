"""Settle drafts into reports: their dates, the user's metadata, what is refused and noted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Literal

from geo.limits import ID_MAX_CHARS, METADATA_MAX_COLUMNS
from geo.model import Rejected, Report
from geo.reports.decode import describe_oddities, one_line
from geo.reports.drafts import (
    SETTABLE,
    Draft,
    Metadata,
    Note,
    keep_extras,
    names_a_day,
    owned_column,
)
from geo.reports.headers import Header, read_header
from geo.reports.ids import clean_path, mark_same_text, name_drafts, refuse_twins
from geo.reports.publication_dates import HeaderDateError, read_whole_date

_DAY_IN_NAME = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)", re.ASCII)
_HEADLINE_MAX_CHARS = 150


def settle(
    drafts: Sequence[Draft | Rejected], tables: Iterable[Metadata] = ()
) -> tuple[list[Report | Rejected], list[Note]]:
    """Return a report or a rejection for every draft, in the same order, and the notes."""
    notes: list[Note] = []
    ids = name_drafts(drafts)
    joined = _join(drafts, ids, tables, notes)
    settled: list[Report | Rejected] = []
    for index, draft in enumerate(drafts):
        if isinstance(draft, Rejected):
            settled.append(draft)
        else:
            settled.append(_settle_one(draft, ids[index], joined.get(index, {}), notes))
    notes += _say_unused(drafts)
    settled = refuse_twins(settled, drafts)
    settled = mark_same_text(settled)
    for draft, outcome in zip(drafts, settled, strict=True):
        if isinstance(outcome, Report):
            notes += [Note(path=draft.path, line=draft.line, reason=f) for f in outcome.flags]
    return settled, notes


def _say_unused(drafts: Iterable[Draft | Rejected]) -> list[Note]:
    """Return a note for each field of records that isn't used as one may think, once a file."""
    said: set[tuple[str, str, str]] = set()
    for draft in drafts:
        if not isinstance(draft, Draft):
            continue
        own = 0
        for name in draft.extras:
            shown = f"field {one_line(name, 60)!r}"
            if owned_column(name):
                reason = f"{shown} is one that Dateline fills; it is not used"
                said.add((draft.path, reason, "rename it"))
                continue
            own += bool(name.strip())
            if not draft.fields.get("published") and names_a_day(name):
                reason = f"{shown} is not read as the day of publication"
                said.add((draft.path, reason, "name it 'published' if it is"))
        if own > METADATA_MAX_COLUMNS:
            reason = f"more than {METADATA_MAX_COLUMNS} fields of your own; the rest is not used"
            said.add((draft.path, reason, "keep fewer"))
    return [
        Note(path=path, reason=reason, cure=cure, kind="metadata")
        for path, reason, cure in sorted(said)
    ]


def _join(
    drafts: Sequence[Draft | Rejected],
    ids: Mapping[int, str],
    tables: Iterable[Metadata],
    notes: list[Note],
) -> dict[int, Mapping[str, str]]:
    by_name: dict[str, set[int]] = defaultdict(set)
    for index, report_id in ids.items():
        draft = drafts[index]
        if isinstance(draft, Draft):
            by_name[report_id].add(index)
            if draft.named:
                by_name[clean_path(draft.path)].add(index)
    rejected = {clean_path(item.path) for item in drafts if isinstance(item, Rejected)}
    rows: dict[int, list[tuple[str, int, Mapping[str, str]]]] = defaultdict(list)
    for table in tables:
        folder = clean_path(table.path).rpartition("/")[0]
        for line, key, values in table.rows:
            found = by_name.get(f"{folder}/{key}" if folder else key) or by_name.get(key, set())
            if not found:
                lost = any(path == key or path.rsplit(".", 1)[0] == key for path in rejected)
                reason = f"report {key!r} was rejected" if lost else f"no report has the id {key!r}"
                cure = "see its own line" if lost else "write the file's path without its ending"
                notes.append(
                    Note(path=table.path, line=line, reason=reason, cure=cure, kind="metadata")
                )
            for index in found:
                rows[index].append((table.path, line, values))
    joined = {}
    for index, found_rows in rows.items():
        if len(found_rows) == 1:
            joined[index] = found_rows[0][2]
            continue
        lines = ", ".join(f"{path}:{line}" for path, line, _ in found_rows)
        for path, line, _ in found_rows:
            reason = f"report {ids[index]!r} has {len(found_rows)} rows ({lines}); none is used"
            notes.append(
                Note(path=path, line=line, reason=reason, cure="keep one", kind="metadata")
            )
    return joined


def _settle_one(
    draft: Draft, report_id: str, row: Mapping[str, str], notes: list[Note]
) -> Report | Rejected:
    def reject(reason: str, cure: str) -> Rejected:
        return Rejected(path=draft.path, line=draft.line, id=report_id, reason=reason, cure=cure)

    header = read_header(draft.text)
    flags = list(header.flags)
    if not draft.text[header.body_start :].strip():
        return reject("no body", "write the report's text under its header")
    if len(report_id) > ID_MAX_CHARS:
        return reject(f"its id is longer than {ID_MAX_CHARS} characters", "shorten it")
    given = {**header.fields, **_filled(draft.fields), **_filled(row)}
    stated = draft.fields.get("published", "") or ""
    if row.get("published"):
        try:
            read_whole_date(row["published"])
            stated = row["published"]
        except HeaderDateError as error:
            reason, _, cure = f"report {report_id!r}: {error}".rpartition("; ")
            notes.append(Note(path=draft.path, reason=reason, cure=cure, kind="metadata"))
    try:
        published, precision, origin = _publication(draft, stated, header, flags)
    except HeaderDateError as error:
        reason, _, cure = str(error).rpartition("; ")
        line = draft.line or _line_of_date(draft.text, header.body_start)
        return Rejected(path=draft.path, line=line, id=report_id, reason=reason, cure=cure)
    flags += describe_oddities(draft.text)
    extras = {name: value for name, value in row.items() if name not in SETTABLE}
    return Report(
        id=report_id,
        text=draft.text,
        body_start=header.body_start,
        path=draft.path,
        source=one_line(given.get("source", "")),
        url=one_line(given.get("url", ""), 2_000),
        title=one_line(given.get("title", "")) or _headline(draft.text, header.body_start),
        published=published,
        published_precision=precision,
        published_from=origin,
        language=one_line(given.get("language", ""), 35),
        metadata=keep_extras({**draft.extras, **extras}),
        flags=tuple(dict.fromkeys(flags)),
    )


def _publication(
    draft: Draft, stated: str, header: Header, flags: list[str]
) -> tuple[
    date | None,
    Literal["day", "month", "year", "none"],
    Literal["header", "metadata", "filename", "none"],
]:
    """Choose the date of publication and say where it comes from.

    What is given in a record or in metadata wins; the header is second, the file's name third. A
    dateline inside the body comes last: it is part of the text and only stands in.
    """
    if stated:
        dated = read_whole_date(stated)
        if header.derived:
            flags.clear()
        if header.problem:
            flags.append(f"the header's {header.problem.partition(';')[0]}")
        elif header.published and header.published != dated.published:
            flags.append(f"the header says {header.published}, the metadata {dated.published}")
        return dated.published, dated.precision, "metadata"
    if header.problem:
        raise HeaderDateError(header.problem)
    if header.published and not header.derived:
        return header.published, header.precision, "header"
    days = set(_DAY_IN_NAME.findall(PurePosixPath(draft.path).stem)) if draft.named else set()
    if len(days) == 1:
        try:
            dated = read_whole_date(days.pop())
        except HeaderDateError as error:
            flags.append(f"the file name's {str(error).partition(';')[0]}")
        else:
            return dated.published, dated.precision, "filename"
    if header.published:
        return header.published, header.precision, "header"
    flags.append("no date of publication; relative dates stay open")
    return None, "none", "none"


def _line_of_date(text: str, body_start: int) -> int:
    """Return the line of the header on which the first digit stands, as a date has one."""
    for number, line in enumerate(text[:body_start].split("\n"), start=1):
        if any(character.isdigit() for character in line) and "date" in line.lower():
            return number
    return 1


def _headline(text: str, body_start: int) -> str:
    """Return the first line of the body if it reads as a headline, else nothing."""
    line, newline, _ = text[body_start : body_start + 1_000].partition("\n")
    line = line.strip().lstrip("#").strip()
    if not newline or not 0 < len(line) <= _HEADLINE_MAX_CHARS or line[-1] in ".!?:;,…":
        return ""
    return one_line(line)


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}
