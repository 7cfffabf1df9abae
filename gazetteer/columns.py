"""Collect places as columns: a few dozen bytes a row, so that millions fit."""

from __future__ import annotations

from array import array
from collections.abc import Collection

from gazetteer.place import FEATURE_CLASSES
from gazetteer.record import Record

UNLISTED = 255
"""Kind of a name that its place shows but that doesn't lead to it."""

KINDS = ("main", "alternate", "historic", "abbreviation", "demonym")
"""Kinds of a name; where one spelling has several, the first in this order counts."""

CLASSES = tuple(FEATURE_CLASSES)
_CLASS_INDEX = {name: index for index, name in enumerate(CLASSES)}
_MAIN, _ALTERNATE, _HISTORIC, _ABBREVIATION = range(4)


class Pool:
    """Texts that repeat, by index.

    ``index`` leads from a text to its index, ``texts`` back.
    """

    def __init__(self, *texts: str) -> None:
        self.index: dict[str, int] = {}
        self.texts: list[str] = []
        for text in texts:
            self.add(text)

    def add(self, text: str) -> int:
        """Return the index of ``text``, a new one where it is new."""
        index = self.index.setdefault(text, len(self.texts))
        if index == len(self.texts):
            self.texts.append(text)
        return index


class Columns:
    """Places as columns; the row of a place is the order in which it was added.

    Attributes
    ----------
    row_of
        Rows by id; the ids of the same place in other sources lead to the same row.
    parents
        Parent row by row, -1 where there is none yet.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.row_of: dict[str, int] = {}
        self.lat = array("d")
        self.lon = array("d")
        self.precision_km = array("f")
        self.population = array("q")
        self.classes = array("B")
        self.disputed = array("B")
        self.countries = array("H")
        self.parents = array("i")
        self.parent_ids = array("i")
        self.admin_codes = array("i")
        self.sources = array("i")
        self.licences = array("i")
        self.notes = array("i")
        self.texts = Pool("")
        self.country_codes = Pool("")
        self.names = bytearray()
        self.name_ends = array("I")
        self.name_rows = array("i")
        self.name_languages = array("H")
        self.name_kinds = array("B")
        self.languages = Pool("")

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, record: Record, *, unlisted: Collection[str] = ()) -> int:
        """Append a place with all its names and return its row.

        Names in ``unlisted`` are shown with the place but don't lead to it.
        """
        row = len(self.ids)
        self.ids.append(record.id)
        self.row_of[record.id] = row
        for other in record.same_as:
            self.row_of.setdefault(other, row)
        self.lat.append(record.lat)
        self.lon.append(record.lon)
        self.precision_km.append(record.precision_km)
        self.population.append(record.population)
        self.classes.append(_CLASS_INDEX[record.feature_class])
        self.disputed.append(record.disputed)
        self.countries.append(self.country_codes.add(record.country))
        self.parents.append(-1)
        self.parent_ids.append(self.texts.add(record.parent_id))
        self.admin_codes.append(self.texts.add(record.admin_code))
        self.sources.append(self.texts.add(strip_number(record.source, record.id)))
        self.licences.append(self.texts.add(record.licence))
        self.notes.append(self.texts.add(record.note))
        self._append_name(row, record.name, "", UNLISTED if record.name in unlisted else _MAIN)
        listed = tuple(entry for entry in record.names if entry[0] not in unlisted)
        self.add_names(row, listed)
        return row

    def merge(self, row: int, record: Record) -> None:
        """Give a place what another source tells of it; its point stays."""
        for other in (record.id, *record.same_as):
            self.row_of.setdefault(other, row)
        self.add_names(row, ((record.name, ""), *record.names))
        if not self.population[row]:
            self.population[row] = record.population
        if not self.admin_codes[row]:
            self.admin_codes[row] = self.texts.add(record.admin_code)
        texts = self.texts.texts
        source = restore_number(texts[self.sources[row]], self.ids[row])
        if record.source not in source.split("; "):
            self.sources[row] = self.texts.add("; ".join(filter(None, (source, record.source))))
        licence = texts[self.licences[row]]
        if record.licence not in licence.split("; "):
            self.licences[row] = self.texts.add("; ".join(filter(None, (licence, record.licence))))

    def add_note(self, row: int, note: str) -> None:
        """Append to the note of a place."""
        texts = self.texts.texts
        self.notes[row] = self.texts.add("; ".join(filter(None, (texts[self.notes[row]], note))))

    def add_names(self, row: int, names: tuple[tuple[str, str], ...]) -> None:
        """Append further names to a place."""
        for name, language in names:
            kind = _HISTORIC if language == "historic" else _ALTERNATE
            self._append_name(
                row, name, language, _ABBREVIATION if language == "abbreviation" else kind
            )

    def _append_name(self, row: int, name: str, language: str, kind: int) -> None:
        self.names += name.encode()
        self.name_ends.append(len(self.names))
        self.name_rows.append(row)
        self.name_languages.append(self.languages.add(language))
        self.name_kinds.append(kind)

    def name_at(self, index: int) -> str:
        """Return a name by its index in the order of adding."""
        start = self.name_ends[index - 1] if index else 0
        return self.names[start : self.name_ends[index]].decode()


def strip_number(source: str, place_id: str) -> str:
    """Return ``source`` with the number of its record cut out, so that sources repeat."""
    number = place_id.partition(":")[2]
    return source.replace(number, "\0") if number.isdigit() else source


def restore_number(source: str, place_id: str) -> str:
    """Undo ``strip_number``."""
    return source.replace("\0", place_id.partition(":")[2])
