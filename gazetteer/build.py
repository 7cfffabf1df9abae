"""Build a gazetteer from dumps: the places of every source, merged or told apart, in one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from gazetteer import compile as compiling
from gazetteer.columns import Columns
from gazetteer.conflate import Twins, keys_of
from gazetteer.curated import Curated, read_curated
from gazetteer.divisions import add_divisions
from gazetteer.errors import GazetteerError, Problem
from gazetteer.link import unlinkable
from gazetteer.load import DATA, without_collecting
from gazetteer.neighbours import place_by_neighbours
from gazetteer.pack import write_atomically
from gazetteer.record import Record
from gazetteer.sources import geonames, ocha, osm, plain, whosonfirst
from gazetteer.sources.geojson import first_properties

WORLD = "world"
"""Names the package's own places as a source."""

KEPT_PROBLEMS = 1_000
"""Problems that the built file carries with it; every one is reported."""

SHARE_ALIKE = ("ODbL", "CC BY-SA")
"""Licences whose rows are kept apart from all others."""

# The order of reading, and so whose point stays: the order of the arguments has no say.
_READERS: dict[str, Callable[[Path, frozenset[str]], Iterator[Record | Problem]]] = {
    "GeoNames": geonames.read,
    "Who's On First": whosonfirst.read,
    "OCHA COD-AB": ocha.read,
    "CSV": plain.read,
    "OpenStreetMap": osm.read,
}
_NAMES, _CODES, _OWN = "GeoNames alternate names", "GeoNames codes", "curated and world"
_ORDER = (*_READERS, _NAMES, _CODES)
_TABLE_OF_COLUMNS = {4: _CODES, **dict.fromkeys(range(8, 11), _NAMES), 19: "GeoNames"}


@dataclass(slots=True)
class Built:
    """What a build did, by source: rows ``read`` are ``added``, ``merged`` or ``rejected``.

    ``apart`` counts those of the added rows that are share-alike; ``licences`` counts all rows.
    """

    places: int = 0
    names: int = 0
    read: Counter[str] = field(default_factory=Counter)
    added: Counter[str] = field(default_factory=Counter)
    merged: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    apart: Counter[str] = field(default_factory=Counter)
    licences: dict[str, int] = field(default_factory=dict)


def build(
    sources: Sequence[str],
    output: Path,
    *,
    countries: frozenset[str] = frozenset(),
    curated: Path | None = None,
    report: Callable[[Problem], object] = lambda _: None,
    progress: Callable[[str, Iterable[object]], Iterable[object]] = lambda _, rows: rows,
) -> Built:
    """Read all ``sources`` and write the gazetteer to ``output``.

    Parameters
    ----------
    sources
        Paths, or ``world`` for the package's own places.
    countries
        ISO codes; places elsewhere are left out, except those of ``world`` and of ``curated``.
    curated
        A directory of curated CSV files, which come before every other source.
    report
        Called with every row that was rejected.
    progress
        Wraps the rows of a source, named by its file, while they are read.
    """
    paths = sorted(
        ((recognise(Path(source)), Path(source)) for source in sources if source != WORLD),
        key=lambda pair: (_ORDER.index(pair[0]), pair[1].name, str(pair[1])),
    )
    check_output(output, [path for _, path in paths])
    with without_collecting():
        builder = _Builder(countries, report)
        builder.add_own(curated, with_world=WORLD in sources)
        for source, path in paths:
            if source in _READERS:
                rows = progress(path.name, _READERS[source](path, countries))
                builder.add_places(source, path.name, rows)
            elif source == _NAMES:
                builder.add_names(progress(path.name, geonames.read_names(path)))
            else:
                builder.add_codes(progress(path.name, geonames.read_codes(path)))
        return builder.write(output)


def recognise(path: Path) -> str:
    """Return which source wrote a file, by its ending and by its first row or feature."""
    suffix = path.suffix.lower()
    if path.is_dir():
        return "Who's On First"
    if not path.is_file():
        raise GazetteerError(f"{path} is not a file or a folder; check the path")
    if suffix == ".txt" or (suffix == ".zip" and geonames.is_table(path)):
        # By its columns, not its name: alternatenames/PS.zip is called like the table of places.
        return _TABLE_OF_COLUMNS.get(geonames.columns_of(path), "GeoNames")
    if suffix in (".db", ".sqlite", ".sqlite3"):
        return "Who's On First"
    if suffix == ".gpkg":
        return "OCHA COD-AB"
    if suffix == ".csv":
        return "CSV"
    if suffix in (".geojson", ".json", ".geojsonl", ".zip"):
        properties = first_properties(path)
        if ocha.is_ocha(properties):
            return "OCHA COD-AB"
        if osm.is_osm(properties):
            return "OpenStreetMap"
        raise GazetteerError(
            f"{path}: no P-codes and no OpenStreetMap ids; turn it into a CSV file"
        )
    if suffix in (".bz2", ".gz", ".xz", ".tar"):
        raise GazetteerError(f"{path} is packed; unpack it first")
    raise GazetteerError(f"{path} is of no known format; see python -m gazetteer build --help")


def check_output(output: Path, inputs: Sequence[Path]) -> None:
    """Refuse, before any work, an output that is a folder, a link or one of the inputs."""
    if output.is_dir() or output.is_symlink():
        raise GazetteerError(f"{output} is a folder or a link; name a file")
    if output.exists() and any(path.exists() and path.samefile(output) for path in inputs):
        raise GazetteerError(f"{output} is one of the sources; name another file")
    if not output.resolve().parent.is_dir():
        raise GazetteerError(f"{output.parent} does not exist; make the folder first")


def is_share_alike(licence: str) -> bool:
    """Whether whoever passes on a work made of such rows must pass it on under the same terms.

    A row of several sources names the terms of each; one that is share-alike holds for the row.
    """
    return any(part.startswith(SHARE_ALIKE) for part in licence.split("; "))


class _Builder:
    def __init__(self, countries: frozenset[str], report: Callable[[Problem], object]) -> None:
        self.columns = Columns()
        self.built = Built()
        self.tables = Curated()
        self._waiting: compiling.Names = {}
        self._countries = countries
        self._report = report
        self._problems: list[Problem] = []
        self._codes: list[tuple[str, str, str]] = []
        self._own_rows = 0
        self._linked: dict[str, Record] = {}

    def reject(self, source: str, problem: Problem) -> None:
        """Count and report a row that is left out."""
        self.built.read[source] += 1
        self.built.rejected[source] += 1
        self._report(problem)
        if len(self._problems) < KEPT_PROBLEMS:
            self._problems.append(problem)

    def add_own(self, curated: Path | None, *, with_world: bool) -> None:
        """Add the curated places and, if asked for, the package's own; its words always."""
        tables = read_curated(DATA)
        if not with_world:
            tables.records.clear()
            tables.names.clear()
            tables.problems.clear()
        if curated is not None:
            tables = read_curated(curated).over(tables)
        self.tables = tables
        if with_world:
            self._waiting = compiling.add_with_world(self.columns, tables)
        else:
            # Whether a parent is known shows only when every source has been read.
            self._waiting = compiling.add_curated(self.columns, tables, lambda _: True)
        self._own_rows = len(self.columns)
        self.built.added[_OWN] = len(self.columns)
        self.built.read[_OWN] = len(self.columns)
        for problem in tables.problems:
            self.reject(_OWN, problem)

    def add_places(self, source: str, name: str, rows: Iterable[object]) -> None:
        """Add the places of one file, merging those that another source has."""
        records = self._records(source, rows)
        if source == "GeoNames":
            # A million rows: only what was there before is compared, by main names.
            twins = Twins(self.columns, rows=self._own_rows)
        else:
            kept = list(records)
            if source == "CSV":  # a table of one's own, where a wrong parent is a slip
                self._linked |= {record.id: record for record in kept if record.parent_id}
            wanted = {key for record in kept for key in keys_of(record, all_names=True)}
            twins = Twins(self.columns, wanted=wanted, all_names=True)
            records = iter(kept)
        start = len(self.columns)
        merged: set[str] = set()
        for record in records:
            if record.id in merged or self.columns.row_of.get(record.id, -1) >= start:
                cure = "delete one of the rows"
                reason = f"id {record.id} stands twice in {name}"
                self.reject(source, Problem(*record.where, reason, cure))
                continue
            self.built.read[source] += 1
            self._add(source, record, twins, merged)

    def _add(self, source: str, record: Record, twins: Twins, merged: set[str]) -> None:
        columns = self.columns
        row = columns.row_of.get(record.id, -1)
        if row == -1:
            row = twins.row_of(record)
        if row != -1:
            licence = columns.texts.texts[columns.licences[row]]
            if is_share_alike(licence) == is_share_alike(record.licence):
                compiling.merge(columns, row, record)
                self.built.merged[source] += 1
                merged.add(record.id)
                return
        unlisted = set() if row == -1 else twins.shared_names(record, row)
        columns.add(record, unlisted=unlisted)
        self.built.added[source] += 1
        self.built.apart[source] += is_share_alike(record.licence)

    def add_names(self, rows: Iterable[object]) -> None:
        """Add alternate names to the places that are there."""
        for row in rows:
            if isinstance(row, Problem):
                self.reject(_NAMES, row)
            elif isinstance(row, tuple):
                place_id, name, language = row
                known = self.columns.row_of.get(place_id)
                if known is not None:
                    self.columns.add_names(known, ((name, language),))

    def add_codes(self, rows: Iterable[object]) -> None:
        """Remember the names of divisions by code until all towns are there."""
        for row in rows:
            if isinstance(row, Problem):
                self.reject(_CODES, row)
            elif isinstance(row, tuple):
                self._codes.append(row)

    def write(self, output: Path) -> Built:
        """Link all places, write the file and return the sums."""
        columns, built = self.columns, self.built
        self.built.added[_CODES] += add_divisions(columns, self._codes)
        self.built.read[_CODES] += self.built.added[_CODES]
        if not len(columns):
            raise GazetteerError("no source has a place; see the rows named above")
        self.tables.problems = []
        for folded, (place_id, _) in [*self.tables.demonyms.items()]:
            if place_id not in columns.row_of:
                del self.tables.demonyms[folded]
        compiling.finish_curated(columns, self.tables, self._waiting)
        for problem in self.tables.problems:
            self.reject(_OWN, problem)
        for fault in unlinkable(self._linked | self.tables.records, columns.row_of.__contains__):
            # The place itself is good: it stays, in its country.
            self._report(replace(fault, rejected=False))
        place_by_neighbours(columns)
        self.tables.problems = sorted(self._problems)
        licences = Counter(columns.licences)
        texts = columns.texts.texts
        built.licences = {texts[index]: licences[index] for index in licences}
        built.licences = dict(sorted(built.licences.items()))
        built.places, built.names = len(columns), len(columns.name_rows)
        parts = compiling.pack_columns(columns, self.tables, {"licences": built.licences})
        try:
            write_atomically(output, parts)
        except OSError as error:
            reason = error.strerror or str(error)
            raise GazetteerError(f"{output} can't be written ({reason}); name another") from error
        return built

    def _records(self, source: str, rows: Iterable[object]) -> Iterator[Record]:
        for row in rows:
            if isinstance(row, Problem):
                self.reject(source, row)
            elif isinstance(row, Record):
                yield row
