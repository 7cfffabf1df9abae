"""Read GeoNames dumps: places, alternate names, codes of divisions; plain or zipped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gazetteer.errors import Problem
from gazetteer.record import Record, fault_of_name, fault_of_point
from gazetteer.sources import as_count, code_table, radius_km
from gazetteer.sources.lines import members, open_text, read_lines
from gazetteer.world import LICENCE, spelled_names

PLACE_COLUMNS = 19
_COUNTRY_CODE = 8

# Columns of alternateNamesV2 that hold a link or a code instead of a name.
_NOT_LANGUAGES = frozenset(
    {"link", "wkdt", "post", "iata", "icao", "faac", "unlc", "tcid", "fr_1793", "phon", "piny"}
)


def is_table(path: Path) -> bool:
    """Whether a zip file holds a table and no GeoJSON."""
    return bool(members(path, ".txt")) and not members(path, ".geojson", ".json")


def columns_of(path: Path) -> int:
    """Return how many columns the first row of a table has."""
    with open_text(path, ".txt") as (file, _):
        return next(read_lines(file), (0, b""))[1].count(b"\t") + 1


def read(path: Path, countries: frozenset[str]) -> Iterator[Record | Problem]:
    """Yield the places of ``allCountries.txt``, ``XX.txt``, ``cities500.txt`` or their zips."""
    codes = code_table("geonames_codes.csv")
    with open_text(path, ".txt") as (file, name):
        for line, content in read_lines(file):
            cells = _cells(content, PLACE_COLUMNS, (name, line))
            if isinstance(cells, Problem):
                yield cells
                continue
            if countries and cells[_COUNTRY_CODE] not in countries:
                continue
            feature_class = codes.get((cells[6], cells[7]), codes.get((cells[6], ""), "site"))
            if feature_class:
                yield _record(cells, feature_class, (name, line))


def read_names(path: Path) -> Iterator[tuple[str, str, str] | Problem]:
    """Yield place id, name and language of every row of ``alternateNamesV2.txt``."""
    with open_text(path, ".txt") as (file, name):
        for line, content in read_lines(file):
            cells = _cells(content, 8, (name, line), at_most=10)
            if isinstance(cells, Problem):
                yield cells
                continue
            _, number, language, alternate, _, _, is_colloquial, is_historic = cells[:8]
            if language in _NOT_LANGUAGES or fault_of_name(alternate):
                continue
            if not number.isdecimal():
                reason = f"geonameid {number[:40]!r} is not a number"
                yield Problem(name, line, reason, "download the file again")
                continue
            if language == "abbr":
                language = "abbreviation"
            elif is_historic == "1":
                language = "historic"
            is_short = len(alternate) < 3 and alternate.isascii() and language != "abbreviation"
            if not is_short and not (is_colloquial == "1" and alternate.islower()):
                yield f"geonames:{number}", alternate, language


def read_codes(path: Path) -> Iterator[tuple[str, str, str] | Problem]:
    """Yield code, name and place id of every row of ``admin1CodesASCII`` or ``admin2Codes``."""
    with open_text(path, ".txt") as (file, name):
        for line, content in read_lines(file):
            cells = _cells(content, 4, (name, line))
            if isinstance(cells, Problem):
                yield cells
            elif not cells[3].isdecimal() or fault_of_name(cells[1]):
                reason = f"geonameid {cells[3][:40]!r} or name {cells[1][:40]!r} is wrong"
                yield Problem(name, line, reason, "download the file again")
            else:
                yield cells[0], cells[1], f"geonames:{cells[3]}"


def _cells(
    content: bytes, count: int, where: tuple[str, int], *, at_most: int = 0
) -> list[str] | Problem:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        reason = f"line is not UTF-8 at byte {error.start}"
        return Problem(*where, reason, "download the file again")
    if "\0" in text:
        return Problem(*where, "line holds NUL or is too long", "download the file again")
    cells = text.split("\t")
    if not count <= len(cells) <= max(count, at_most):
        reason = f"row has {len(cells)} columns, the format has {count}"
        return Problem(*where, reason, "give the file as GeoNames publishes it")
    return cells


def _record(cells: list[str], feature_class: str, where: tuple[str, int]) -> Record | Problem:
    number, name, ascii_name, alternates = cells[:4]
    country = cells[_COUNTRY_CODE]
    cure = "download the file again"
    if not number.isdecimal() or number.startswith("0"):
        return Problem(*where, f"geonameid {number[:40]!r} is not a number", cure)
    if fault := fault_of_name(name):
        return Problem(*where, *fault)
    try:
        lat, lon = float(cells[4]), float(cells[5])
    except ValueError:
        point = f"{cells[4][:20]!r}, {cells[5][:20]!r}"
        return Problem(*where, f"point {point} is not a number", cure)
    if fault := fault_of_point(lat, lon):
        return Problem(*where, *fault)
    population = as_count(cells[14])
    code = _admin_code(number, cells)
    names = [ascii_name, *alternates.split(",")] if alternates else [ascii_name]
    return Record(
        id=f"geonames:{number}",
        name=name,
        names=tuple(spelled_names(name, [n for n in names if n])),
        feature_class=feature_class,
        country=country,
        admin_code=code,
        lat=lat,
        lon=lon,
        precision_km=radius_km(feature_class, population),
        population=population,
        source=f"GeoNames {number}",
        licence=LICENCE,
        where=where,
    )


def _admin_code(number: str, cells: list[str]) -> str:
    """Return the code of the division: its own for a division, the smallest around for a place."""
    kept = {"ADM1": 1, "ADM2": 2}.get(cells[7], 3)
    parts = [cells[_COUNTRY_CODE]]
    for part in cells[10 : 10 + kept]:
        if part in ("", "00"):
            break
        parts.append(part)
    if cells[6] == "A" and cells[7] not in ("ADM1", "ADM2", "ADM3"):
        parts.append(f"#{number}")  # GeoNames has no code for it: one of its own
    return ".".join(parts) if len(parts) > 1 else ""
