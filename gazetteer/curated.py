"""Read curated CSV files: places, names, demonyms, names that are not places, common words.

Every physical line is one row, so that an open quote or a wrong encoding harms its own line only.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer.errors import GazetteerError, Problem
from gazetteer.names import fold
from gazetteer.record import (
    LONGEST_NAME,
    LONGEST_NOTE,
    Record,
    fault_of_class,
    fault_of_name,
    fault_of_point,
)
from gazetteer.words import TABLES as WORD_TABLES
from gazetteer.words import Words

PLACE_COLUMNS = (
    "id", "name", "feature_class", "parent_id", "country", "disputed", "lat", "lon",
    "precision_km", "population", "source", "licence", "same_as", "note",
)  # fmt: skip
_TABLES = {
    PLACE_COLUMNS: "places",
    ("place_id", "name", "language", "note"): "names",
    ("demonym", "place_id", "note"): "demonyms",
    **WORD_TABLES,
}
_ID = re.compile(
    r"(?:geonames:[1-9]\d*|wof:[1-9]\d*|(?!geonames:|wof:)[a-z][a-z0-9_]*:[\w.-]+)", re.ASCII
)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_LANGUAGE = re.compile(
    r"(?:transliteration|abbreviation|historic|[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)?", re.ASCII
)
LARGEST_PRECISION_KM = 20_000
"""Half the way around the Earth."""
LARGEST_POPULATION = 10_000_000_000


@dataclass(slots=True)
class Curated:
    """What the CSV files of one directory hold.

    ``names`` are further names by place id, each with its line; ``demonyms`` map to a place id and
    a line; ``words`` are what is no place. ``problems`` are the rows left out; ``left_out`` has the
    parents of their places by id.
    """

    records: dict[str, Record] = field(default_factory=dict)
    names: list[tuple[str, str, str, tuple[str, int]]] = field(default_factory=list)
    demonyms: dict[str, tuple[str, tuple[str, int]]] = field(default_factory=dict)
    words: Words = field(default_factory=Words)
    problems: list[Problem] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)

    def over(self, other: Curated) -> Curated:
        """Return both, where the same thing is in both as it is here."""
        return Curated(
            records=self.records
            | {i: r for i, r in other.records.items() if i not in self.records},
            names=[*self.names, *other.names],
            demonyms=other.demonyms | self.demonyms,
            words=self.words.over(other.words),
            problems=[*self.problems, *other.problems],
            left_out=other.left_out | self.left_out,
        )

    def leave_out(self, faults: list[Problem]) -> None:
        """Drop the records that ``faults`` name; the rows below them keep the next larger place."""
        self.problems += faults
        rejected = {(fault.path, fault.line) for fault in faults}
        for place_id, record in [*self.records.items()]:
            if record.where in rejected:
                self.left_out[place_id] = record.parent_id
                del self.records[place_id]


def csv_files(directory: Path) -> list[Path]:
    """Return the curated files of ``directory`` in the order in which they are read."""
    return sorted(directory.glob("*.csv"), key=lambda path: path.name)


def read_curated(directory: Path) -> Curated:
    """Read every CSV file of ``directory``; what is wrong is left out and named in ``problems``."""
    curated = Curated()
    for path in csv_files(directory):
        try:
            rows = _rows(path, curated)
            columns = next(rows)[1]
        except OSError as error:
            reason = f"file can't be read ({error.strerror or error})"
            curated.problems.append(Problem(path.name, 0, reason, "make it a readable file"))
            continue
        except GazetteerError as error:
            curated.problems.append(Problem(path.name, 0, str(error), "save the file as UTF-8"))
            continue
        except StopIteration:
            cure = "write the header and the rows"
            curated.problems.append(Problem(path.name, 0, "file is empty", cure))
            continue
        table = _table_of(columns)
        if not table:
            cure = "separate by commas" if ";" in columns[0] else "see the header of another file"
            reason = f"header {','.join(columns)[:80]!r} is none of ours"
            curated.problems.append(Problem(path.name, 1, reason, cure))
            continue
        for line, cells in rows:
            if len(cells) != len(columns):
                curated.left_out.setdefault(cells[0], "")
                reason = f"row has {len(cells)} columns, the header has {len(columns)}"
                cure = "quote a text that holds a comma"
                curated.problems.append(Problem(path.name, line, reason, cure))
                continue
            row = {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}
            fault = fault_of_texts(row)
            if fault is None and table in _READERS:
                fault = _READERS[table](curated, row, (path.name, line))
            elif fault is None:
                fault = curated.words.take(table, row)
            if fault is not None:
                curated.left_out.setdefault(row.get("id", ""), row.get("parent_id", ""))
                curated.problems.append(Problem(path.name, line, *fault))
    return curated


def _table_of(columns: list[str]) -> str:
    """Return which table has these columns; more columns than needed are fine."""
    for needed, table in _TABLES.items():
        if set(needed) <= set(columns) and columns[0] == needed[0]:
            return table
    return ""


def _rows(path: Path, curated: Curated) -> Iterator[tuple[int, list[str]]]:
    content = path.read_bytes()
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise GazetteerError("file looks like UTF-16")
    content = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    for line, raw in enumerate(content.split(b"\n"), start=1):
        if not raw.strip():
            continue
        try:
            text = raw.decode("utf-8")
            cells = next(csv.reader([text], strict=True)) if '"' in text else text.split(",")
        except UnicodeDecodeError as error:
            reason = f"line is not UTF-8 at byte {error.start}"
            curated.problems.append(Problem(path.name, line, reason, "save the file as UTF-8"))
            curated.left_out.setdefault(raw.partition(b",")[0].decode("ascii", "ignore"), "")
            continue
        except csv.Error as error:
            reason = f"quotes don't close ({error})"
            cure = "close the quote; a text stays on one line"
            curated.problems.append(Problem(path.name, line, reason, cure))
            curated.left_out.setdefault(text.partition(",")[0], "")
            continue
        yield line, cells


Fault = tuple[str, str] | None


def _read_place(curated: Curated, row: dict[str, str], where: tuple[str, int]) -> Fault:
    fault = fault_of_name(row["name"]) or fault_of_class(row["feature_class"])
    if fault:
        return fault
    if not _ID.fullmatch(row["id"]):
        return f"id {row['id'][:60]!r} is malformed", "write geonames:N, wof:N or local:slug"
    for column in ("lat", "lon", "precision_km", "population"):
        if not _NUMBER.fullmatch(row[column]) and not (column == "population" and not row[column]):
            return f"{column} {row[column][:40]!r} is not a number", "write it like 31.5"
    lat, lon, precision_km = (float(row[column]) for column in ("lat", "lon", "precision_km"))
    population = int(float(row["population"] or 0))
    fault = fault_of_point(lat, lon, row["note"])
    if fault:
        return fault
    if not 0 < precision_km <= LARGEST_PRECISION_KM:
        return f"precision_km {precision_km:g} can't be", "give the radius of the place in km"
    if not 0 <= population <= LARGEST_POPULATION:
        return f"population {population} can't be", "give the number of people or leave it empty"
    if row["country"] and not _COUNTRY.fullmatch(row["country"]):
        return f"country {row['country'][:40]!r} is no ISO code", "write two capital letters"
    if row["disputed"] not in ("", "yes"):
        return f"disputed {row['disputed'][:40]!r} is unclear", "write yes or nothing"
    if row["parent_id"] == row["id"]:
        return "the place is its own parent", "name the next larger place"
    same_as = tuple(part.strip() for part in row["same_as"].split(";") if part.strip())
    for other in same_as:
        if not _ID.fullmatch(other):
            return f"same_as {other[:60]!r} is malformed", "write ids separated by ;"
    if row["id"] in curated.records:
        path, line = curated.records[row["id"]].where
        return f"id {row['id']} is taken by {path}:{line}", "delete one of the rows"
    curated.records[row["id"]] = Record(
        id=row["id"],
        name=row["name"],
        feature_class=row["feature_class"],
        lat=lat,
        lon=lon,
        precision_km=precision_km,
        country=row["country"],
        disputed=row["disputed"] == "yes",
        parent_id=row["parent_id"],
        admin_code=row.get("admin_code", ""),
        population=population,
        source=row["source"],
        licence=row["licence"],
        note=row["note"],
        same_as=same_as,
        where=where,
    )
    return None


def fault_of_texts(row: Mapping[str, str]) -> Fault:
    """Return what is wrong with a row whatever its table is: texts too long, control characters."""
    for column, text in row.items():
        longest = LONGEST_NAME if column == "name" else LONGEST_NOTE
        if len(text) > longest:
            return f"{column} has {len(text):,} characters", f"shorten it to {longest:,} at most"
        if "\x00" in text:
            return f"{column} holds control character U+0000", "delete the character"
    return None


def _read_name(curated: Curated, row: dict[str, str], where: tuple[str, int]) -> Fault:
    fault = fault_of_name(row["name"])
    if fault:
        return fault
    if not _LANGUAGE.fullmatch(row["language"]):
        cure = "write a BCP 47 code, transliteration, abbreviation, historic or nothing"
        return f"language {row['language'][:40]!r} is unknown", cure
    if len(row["name"]) < 3 and row["language"] != "abbreviation" and row["name"].isascii():
        return f"name {row['name']!r} is too short", "mark it as abbreviation or delete it"
    curated.names.append((row["place_id"], row["name"], row["language"], where))
    return None


def _read_demonym(curated: Curated, row: dict[str, str], where: tuple[str, int]) -> Fault:
    fault = fault_of_name(row["demonym"])
    if fault:
        return fault
    folded = fold(row["demonym"])
    if folded in curated.demonyms and curated.demonyms[folded][0] != row["place_id"]:
        path, line = curated.demonyms[folded][1]
        return f"demonym {row['demonym']!r} is taken by {path}:{line}", "delete one of the rows"
    curated.demonyms.setdefault(folded, (row["place_id"], where))
    return None


_READERS = {"places": _read_place, "names": _read_name, "demonyms": _read_demonym}
