"""Read a plain CSV file: a column each for name, latitude and longitude; any other is optional."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from gazetteer.errors import GazetteerError, Problem
from gazetteer.names import fold
from gazetteer.record import Record, fault_of_class, fault_of_name, fault_of_point
from gazetteer.sources import as_count, radius_km
from gazetteer.sources.lines import open_text, read_lines

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "name": ("name", "place", "toponym"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "names": ("names", "alternate_names", "alternatenames", "aliases"),
    "feature_class": ("feature_class", "class", "type"),
    "country": ("country", "country_code", "iso2"),
    "parent_id": ("parent_id", "parent"),
    "precision_km": ("precision_km", "radius_km"),
    "population": ("population",),
    "source": ("source",),
    "licence": ("licence", "license"),
    "note": ("note",),
}
"""Our columns, each with the headings under which it is found."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_ID = re.compile(r"[a-z][a-z0-9_]*:[\w.-]+", re.ASCII)


def read(path: Path, countries: frozenset[str]) -> Iterator[Record | Problem]:
    """Yield the places of a CSV file; several names in one cell are parted by ``;`` or ``|``."""
    slug = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "csv"
    with open_text(path, ".csv") as (file, name):
        lines = read_lines(file)
        header = _header(next(lines, (0, b""))[1], name)
        index = _index(header, name)
        for line, content in lines:
            cells = _cells(content, len(header), (name, line))
            if isinstance(cells, Problem):
                yield cells
                continue
            row = {column: cells[position].strip() for column, position in index.items()}
            record = _record(row, slug, path.name, (name, line))
            if isinstance(record, Problem) or not countries or record.country in (*countries, ""):
                yield record


def _header(content: bytes, name: str) -> list[str]:
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode()
        return [heading.strip().lower() for heading in next(csv.reader([text], strict=True), [])]
    except (UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError(f"{name}:1: header can't be read ({error}); save as UTF-8") from error


def _index(headings: list[str], name: str) -> dict[str, int]:
    index = {
        column: headings.index(heading)
        for column, spellings in COLUMNS.items()
        for heading in reversed(spellings)
        if heading in headings
    }
    missing = [column for column in ("name", "lat", "lon") if column not in index]
    if missing:
        raise GazetteerError(
            f"{name}:1: no column {', '.join(missing)}; name them, parted by commas"
        )
    return index


def _cells(content: bytes, width: int, where: tuple[str, int]) -> list[str] | Problem:
    try:
        cells = next(csv.reader([content.decode()], strict=True), [])
    except UnicodeDecodeError as error:
        reason = f"line is not UTF-8 at byte {error.start}"
        return Problem(*where, reason, "save the file as UTF-8")
    except csv.Error as error:
        return Problem(*where, f"quotes don't close ({error})", "close the quote on its line")
    if len(cells) != width:
        reason = f"row has {len(cells)} columns, the header has {width}"
        return Problem(*where, reason, "quote a text that holds a comma")
    return cells


def _record(
    row: Mapping[str, str], slug: str, file_name: str, where: tuple[str, int]
) -> Record | Problem:
    name = row["name"]
    feature_class = row.get("feature_class") or "populated_place"
    if fault := fault_of_name(name) or fault_of_class(feature_class):
        return Problem(*where, *fault)
    for column in ("lat", "lon", "precision_km"):
        text = row.get(column, "")
        if not _NUMBER.fullmatch(text) and (text or column != "precision_km"):
            return Problem(*where, f"{column} {text[:40]!r} is not a number", "write it like 31.5")
    lat, lon = float(row["lat"]), float(row["lon"])
    if fault := fault_of_point(lat, lon, row.get("note", "")):
        return Problem(*where, *fault)
    country = row.get("country", "").upper()
    if country and not re.fullmatch("[A-Z]{2}", country):
        return Problem(*where, f"country {country[:40]!r} is no ISO code", "write two letters")
    population = as_count(row.get("population", ""))
    own = row.get("id") or f"{fold(name)}-{where[1]}"
    parent = row.get("parent_id", "")
    names = re.split(r"[;|]", row.get("names", ""))
    others = dict.fromkeys(other.strip() for other in names)
    return Record(
        id=_as_id(own, slug),
        name=name,
        names=tuple((o, "") for o in others if o != name and len(o) > 2 and not fault_of_name(o)),
        feature_class=feature_class,
        country=country,
        parent_id=_as_id(parent, slug) if parent else "",
        lat=lat,
        lon=lon,
        precision_km=float(row.get("precision_km") or 0) or radius_km(feature_class, population),
        population=population,
        source=row.get("source") or file_name,
        licence=row.get("licence") or "not stated",
        note=row.get("note", "")[:2000],
        where=where,
    )


def _as_id(text: str, slug: str) -> str:
    """Return an id as it stands, or one made of the file's name and what the file calls it."""
    return text if _ID.fullmatch(text) else f"local:{slug}-" + re.sub(r"[^\w.-]+", "-", text)
