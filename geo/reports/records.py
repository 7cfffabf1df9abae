"""Read tables of reports, one record at a time: ``.jsonl``, ``.csv`` and ``metadata.csv``."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import orjson

from geo.limits import CSV_MAX_BYTES, METADATA_MAX_COLUMNS, RECORD_MAX_BYTES
from geo.model import Rejected
from geo.reports.decode import UnreadableError, normalise_record, one_line, refuse_unclean
from geo.reports.drafts import SETTABLE, Draft, Metadata, Note, names_a_day, owned_column

_DELIMITERS = ",;\t"
_LINE_END = re.compile("\r\n|\r|\n")
_ONE_A_LINE = 'write {"text": "…"} on each line'


def read_jsonl(lines: Iterable[bytes], path: str) -> Iterator[Draft | Rejected]:
    """Yield a draft or a rejection for every line of ``lines`` that isn't blank, one for none."""
    found = False
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        found = True
        if len(line) > RECORD_MAX_BYTES:
            reason = f"a line longer than {RECORD_MAX_BYTES / 1e6:g} MB"
            yield Rejected(path=path, line=number, reason=reason, cure="split the report")
            continue
        try:
            record = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            reason, cure = _explain_json(error, line)
            yield Rejected(path=path, line=number, reason=reason, cure=cure)
            continue
        if not isinstance(record, dict):
            reason = "not a JSON object"
            yield Rejected(path=path, line=number, reason=reason, cure=_ONE_A_LINE)
            continue
        extra = record.get("metadata")
        scalars = {**(extra if isinstance(extra, dict) else {}), **record}
        yield _draft(_scalars(scalars), path, number, text_given=record.get("text"))
    if not found:
        yield Rejected(path=path, reason="no line with a report", cure=_ONE_A_LINE)


def read_csv(data: bytes, path: str) -> Iterator[Draft | Rejected | Note]:
    """Yield a draft or a rejection for every row of a table with a column ``text``.

    Before them comes a note for each column that isn't used.
    """
    try:
        columns, rows = _read_rows(data, "text")
    except UnreadableError as error:
        yield Rejected(path=path, line=error.line, reason=error.reason, cure=error.cure)
        return
    used, notes = _used_columns(columns, path)
    yield from notes
    found = False
    for number, row in rows:
        found = True
        if isinstance(row, UnreadableError):
            yield Rejected(path=path, line=number, reason=row.reason, cure=row.cure)
            continue
        values = {name: row[position] for name, position in used.items()}
        yield _draft(values, path, number, text_given=values.get("text"))
    if not found:
        cure = "write a report on each line below"
        yield Rejected(path=path, line=1, reason="no row below the columns' names", cure=cure)


def sort_out(
    found: Iterable[Draft | Rejected | Note],
    drafts: list[Draft | Rejected],
    notes: list[Note],
) -> None:
    """Append what a file holds to ``drafts``, and what is to be said of it to ``notes``."""
    for item in found:
        if isinstance(item, Note):
            notes.append(item)
        else:
            drafts.append(item)


def read_metadata(data: bytes, path: str) -> tuple[Metadata, list[Note]]:
    """Return the rows of a ``metadata.csv`` and a note for each row or column not used."""
    notes: list[Note] = []

    def note(reason: str, cure: str, line: int = 0) -> None:
        notes.append(Note(path=path, line=line, reason=reason, cure=cure, kind="metadata"))

    try:
        columns, rows = _read_rows(data, "report_id")
    except UnreadableError as error:
        note(error.reason, error.cure, error.line)
        return Metadata(path=path), notes
    used, unused = _used_columns(columns, path)
    notes += unused
    key = used.pop("report_id")
    kept: list[int] = []
    for name, position in used.items():
        if names_a_day(name) and "published" not in used:
            reason = f"column {name!r} is not read as the day of publication"
            note(reason, "name it 'published' if it is", 1)
        if owned_column(name):
            note(f"column {name!r} is one that Dateline fills; it is not used", "rename it", 1)
        elif len(kept) >= METADATA_MAX_COLUMNS:
            note(f"column {name!r} is one too many; it is not used", "keep fewer columns", 1)
        else:
            kept.append(position)
    found: list[tuple[int, str, Mapping[str, str]]] = []
    for number, row in rows:
        if isinstance(row, UnreadableError):
            note(row.reason, row.cure, number)
        elif not row[key].strip():
            note("a row without report_id", "name its report", number)
        else:
            values = {columns[position]: row[position].strip() for position in kept}
            found.append((number, row[key].strip(), values))
    return Metadata(path=path, rows=tuple(found)), notes


def _used_columns(columns: Sequence[str], path: str) -> tuple[dict[str, int], list[Note]]:
    """Return the position of each name, and a note for a column without one or with a taken one."""
    used: dict[str, int] = {}
    notes: list[Note] = []
    for position, name in enumerate(columns):
        if name and name not in used:
            used[name] = position
            continue
        reason = f"column {name!r} is there twice; the first is used"
        cure = "rename one"
        if not name:
            reason, cure = f"column {position + 1} has no name; it is not used", "name it"
        notes.append(Note(path=path, line=1, reason=reason, cure=cure, kind="metadata"))
    return used, notes


def _draft(
    values: Mapping[str, str], path: str, line: int, *, text_given: object
) -> Draft | Rejected:
    given_id = values.get("id", "").strip()

    def reject(reason: str, cure: str) -> Rejected:
        return Rejected(path=path, line=line, id=one_line(given_id), reason=reason, cure=cure)

    if text_given is None:
        return reject("no text", "give each record a field named text")
    if not isinstance(text_given, str):
        return reject("text is not a string", 'write "text": "…"')
    text = normalise_record(text_given)
    try:
        refuse_unclean(text)
    except UnreadableError as error:
        return reject(error.reason, error.cure)
    if given_id != one_line(given_id, len(given_id)):
        return reject("its id holds line breaks or control characters", "write it on one line")
    extras = {
        name: value
        for name, value in values.items()
        if name not in SETTABLE and name not in {"id", "text"}
    }
    return Draft(
        path=path,
        line=line,
        text=text,
        given_id=given_id,
        fields={name: values[name].strip() for name in SETTABLE if values.get(name)},
        extras=extras,
    )


def _scalars(record: Mapping[str, object]) -> dict[str, str]:
    """Return what of a JSON object fits in a cell; the rest (lists, objects) is not ours."""
    return {
        name: value if isinstance(value, str) else str(value)
        for name, value in record.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }


def _explain_json(error: orjson.JSONDecodeError, line: bytes) -> tuple[str, str]:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as undecodable:
        return f"not UTF-8 at byte {undecodable.start} of the line", "save it as UTF-8"
    return f"not JSON at column {error.colno}", _ONE_A_LINE


def _read_rows(
    data: bytes, needed: str
) -> tuple[list[str], Iterator[tuple[int, list[str] | UnreadableError]]]:
    """Return the columns of a table and its rows, each with the line on which it begins."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("looks like UTF-16", "save it as UTF-8")
    # What is not UTF-8 becomes half surrogates, so that a bad row is refused by itself.
    text = data.decode("utf-8-sig", "surrogateescape")
    head = _LINE_END.split(text, maxsplit=1)[0]
    for delimiter in _DELIMITERS:
        try:
            names = next(csv.reader([head], delimiter=delimiter, strict=True), [])
        except csv.Error:
            continue
        columns = [name.strip() for name in names]
        lowered = [name.casefold() for name in columns]
        if needed in lowered:
            known = {needed, "id", *SETTABLE}
            columns = [
                low if low in known else one_line(name, 60)
                for name, low in zip(columns, lowered, strict=True)
            ]
            return columns, _iterate_rows(text, delimiter, len(columns))
    raise UnreadableError(f"no column named {needed!r}", f"name it {needed!r} on line 1", 1)


def _iterate_rows(
    text: str, delimiter: str, width: int
) -> Iterator[tuple[int, list[str] | UnreadableError]]:
    previous = csv.field_size_limit(CSV_MAX_BYTES)  # a long text is refused by itself
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        next(reader)
        while True:
            line = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                cure = "close the quotation mark, or double those inside a field"
                yield line, UnreadableError(f"not CSV from here on ({error})", cure)
                return
            if not row:
                continue
            if len(row) != width:
                reason = f"{len(row)} fields where line 1 names {width}"
                yield line, UnreadableError(reason, "quote fields that hold the separator")
                continue
            yield line, row
    finally:
        csv.field_size_limit(previous)
