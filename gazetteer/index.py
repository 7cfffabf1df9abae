"""Look names and ids up in a compiled gazetteer; a place is made when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from gazetteer.columns import restore_number
from gazetteer.errors import Problem
from gazetteer.keys import IS_PREFIX
from gazetteer.names import fold, has_article
from gazetteer.pack import Pack
from gazetteer.place import Place
from gazetteer.words import NotPlace, NotPlacePattern

if TYPE_CHECKING:
    from gazetteer.find import Found

NO_ROW = -1


class Gazetteer:
    """Places by name and by id.

    A row is the number of a place in this gazetteer; it is quick, and it is valid only here.

    Attributes
    ----------
    fingerprint
        Of the data and of the rules that compiled them.
    lat, lon, population, precision_km
        Arrays by row, read-only.
    country_index, class_index
        Arrays by row, into ``countries`` and ``classes``.
    parent_row, admin1_row
        Arrays by row, ``-1`` where there is none.
    demonyms
        Row of the place by folded demonym.
    not_places
        Folded phrases that hold a place's name and are none.
    common_words
        Folded names that are common words, each with the reason.
    not_place_patterns
        Words around a place's name that make it part of another name.
    person_titles
        Titles, as written, behind which a name is a person's; each with the reason.
    given_names
        Given names, as written, each with where they are common.
    problems
        What was left out when the curated files were read.
    """

    def __init__(self, pack: Pack) -> None:
        header = pack.header
        self._pack = pack
        self.fingerprint: str = header["fingerprint"]
        self.classes: tuple[str, ...] = tuple(header["classes"])
        self.kinds: tuple[str, ...] = tuple(header["kinds"])
        self.countries: tuple[str, ...] = tuple(header["countries"])
        self.licences: Mapping[str, int] = MappingProxyType(header.get("licences", {}))
        self._article_countries = frozenset(header["article_countries"])
        self._languages: tuple[str, ...] = tuple(header["languages"])
        self.demonyms: Mapping[str, int] = MappingProxyType(header["demonyms"])
        self.not_places: Mapping[str, NotPlace] = MappingProxyType(
            {folded: NotPlace(*entry) for folded, entry in header["not_places"].items()}
        )
        self.common_words: Mapping[str, str] = MappingProxyType(header["common_words"])
        self.not_place_patterns: tuple[NotPlacePattern, ...] = tuple(
            NotPlacePattern(*entry) for entry in header["not_place_patterns"]
        )
        self.person_titles: Mapping[str, str] = MappingProxyType(header["person_titles"])
        self.given_names: Mapping[str, str] = MappingProxyType(header["given_names"])
        self.problems = tuple(Problem(*entry) for entry in header["problems"])
        self.lat: npt.NDArray[np.float64] = pack.array("lat")
        self.lon: npt.NDArray[np.float64] = pack.array("lon")
        self.population: npt.NDArray[np.int64] = pack.array("population")
        self.precision_km: npt.NDArray[np.float32] = pack.array("precision_km")
        self.country_index: npt.NDArray[np.uint16] = pack.array("country")
        self.class_index: npt.NDArray[np.uint8] = pack.array("class")
        self.parent_row: npt.NDArray[np.int32] = pack.array("parent")
        self.admin1_row: npt.NDArray[np.int32] = pack.array("admin1")
        self._country = pack.view("country")
        self._class = pack.view("class")
        self._parent = pack.view("parent")
        self._admin1 = pack.view("admin1")
        self._children = pack.view("children")
        self._children_start = pack.view("children_start")
        self._keys = _TextTable(pack, "key")
        self._ids = _TextTable(pack, "id")
        self._texts = _TextTable(pack, "text")
        self._id_rows = pack.view("id_rows")
        self._place_ids = pack.view("place_ids")
        self._key_flags = pack.view("key_flags")
        self._rows_start = pack.view("key_rows_start")
        self._rows = pack.view("key_rows")
        self._kinds = pack.view("key_kinds")
        self._names_start = pack.view("row_names_start")
        self._name_starts = pack.view("name_starts")
        self._name_ends = pack.view("name_ends")
        self._name_languages = pack.view("name_language")
        self._names_base = pack.extent("name_blob")[0]
        self._disputed = pack.view("disputed")
        self._text_columns = {name: pack.view(name) for name in ("source", "licence", "note")}

    def __len__(self) -> int:
        return len(self._class)

    def rows(self, folded: str) -> tuple[int, ...]:
        """Return the places that have this folded name: main names first, then by population."""
        key = self._keys.find(folded)
        if key < 0:
            return ()
        first, last = self._rows_start[key], self._rows_start[key + 1]
        if last - first == 1:
            return (self._rows[first],)
        return tuple(self._rows[first:last])

    def postings(self, folded: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Return ``rows(folded)`` and for each of them what kind of name it is there."""
        key = self._keys.find(folded)
        if key < 0:
            return (), ()
        span = slice(self._rows_start[key], self._rows_start[key + 1])
        kinds = self.kinds
        return tuple(self._rows[span]), tuple(kinds[kind] for kind in self._kinds[span])

    def may_bear_article(self, row: int) -> bool:
        """Whether the Arabic article in a text can belong to a name of this place.

        ``fold`` drops it, so that "al-Amal" also leads to Åmål in Sweden, which is never called so.
        """
        return self.country_of(row) in self._article_countries or any(
            has_article(name) for name, _ in self._names(row)
        )

    def name_kind(self, row: int, folded: str) -> str:
        """Return what kind of name ``folded`` is for the place, "" where it is none."""
        rows, kinds = self.postings(folded)
        return kinds[rows.index(row)] if row in rows else ""

    def is_prefix(self, folded_words: str) -> bool:
        """Whether a longer name, demonym or phrase begins with exactly these words."""
        key = self._keys.find(folded_words)
        return key >= 0 and bool(self._key_flags[key] & IS_PREFIX)

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the ids of the places of that name, however it is spelled by rule."""
        # What is a folded name already needs no folding: that is most of the time it takes.
        rows = self.rows(name) or self.rows(fold(name))
        ids, place_ids = self._ids, self._place_ids
        return tuple([ids[place_ids[row]] for row in rows])

    def id_of(self, row: int) -> str:
        """Return the id of the place in that row."""
        return self._ids[self._place_ids[row]]

    def row(self, place_id: str) -> int:
        """Return the row of a place by its id here or in a source; KeyError if it is unknown."""
        key = self._ids.find(place_id)
        if key < 0:
            raise KeyError(place_id)
        return self._id_rows[key]

    def country_of(self, row: int) -> str:
        """Return the ISO code of the country, "" where there is none."""
        return self.countries[self._country[row]]

    def class_of(self, row: int) -> str:
        """Return the feature class."""
        return self.classes[self._class[row]]

    def admin1_of(self, row: int) -> int:
        """Return the row of the first-order division that holds the place, -1 if none."""
        return self._admin1[row]

    def parent(self, row: int) -> int:
        """Return the row of the next larger place, -1 at the top."""
        return self._parent[row]

    def ancestors(self, row: int) -> tuple[int, ...]:
        """Return the larger places from the next one to the top."""
        rows = []
        while (row := self._parent[row]) != NO_ROW:
            rows.append(row)
        return tuple(rows)

    def children(self, row: int) -> tuple[int, ...]:
        """Return the places directly within this one, by row."""
        start = self._children_start
        return tuple(self._children[start[row] : start[row + 1]])

    def name_of(self, row: int) -> str:
        """Return the main name."""
        return self._name(self._names_start[row])

    def name_count(self, row: int) -> int:
        """Return how many names the place has: the more, the more widely it is known."""
        return self._names_start[row + 1] - self._names_start[row]

    def place(self, key: str | int) -> Place:
        """Return the place of an id or a row; KeyError if it is unknown."""
        row = self.row(key) if isinstance(key, str) else int(key)
        if not 0 <= row < len(self):
            raise KeyError(key)
        place_id = self.id_of(row)
        parent = self._parent[row]
        names: dict[str, str] = {}
        for name, language in self._names(row):
            names[name] = names.get(name) or language
        return Place(
            id=place_id,
            name=next(iter(names)),
            names=tuple(names.items()),
            feature_class=self.class_of(row),
            country=self.country_of(row),
            disputed=bool(self._disputed[row]),
            parent_id="" if parent == NO_ROW else self.id_of(parent),
            lat=float(self.lat[row]),
            lon=float(self.lon[row]),
            precision_km=round(float(self.precision_km[row]), 3),
            population=int(self.population[row]),
            source=restore_number(self._text("source", row), place_id),
            licence=sys.intern(self._text("licence", row)),  # few, and in every place
            note=self._text("note", row),
        )

    def find(
        self,
        name: str,
        *,
        near: tuple[float, float] | None = None,
        country: str | None = None,
        limit: int = 10,
    ) -> list[Found]:
        """Return candidates for people to choose from (see ``gazetteer.find.find``)."""
        from gazetteer.find import find

        return find(self, name, near=near, country=country, limit=limit)

    def places(self) -> Iterator[Place]:
        """Yield every place by row."""
        return map(self.place, range(len(self)))

    def folded_names(self) -> Iterator[str]:
        """Yield every folded name that leads to a place."""
        start = self._rows_start
        return (self._keys[key] for key in range(len(start) - 1) if start[key] < start[key + 1])

    def _text(self, column: str, row: int) -> str:
        return self._texts[self._text_columns[column][row]]

    def _names(self, row: int) -> Iterator[tuple[str, str]]:
        for index in range(self._names_start[row], self._names_start[row + 1]):
            yield self._name(index), self._languages[self._name_languages[index]]

    def _name(self, index: int) -> str:
        base = self._names_base
        name: bytes = self._pack.content[
            base + self._name_starts[index] : base + self._name_ends[index]
        ]
        return name.decode()


class _TextTable:
    """Distinct texts of a pack: from text to index and back."""

    def __init__(self, pack: Pack, prefix: str) -> None:
        self._content: Any = pack.content
        self._base = pack.extent(f"{prefix}_blob")[0]
        self._ends = pack.view(f"{prefix}_ends")
        self._slots = pack.view(f"{prefix}_slots")
        self._mask = len(self._slots) - 1

    def __getitem__(self, index: int) -> str:
        base, ends = self._base, self._ends
        text: bytes = self._content[base + ends[index] : base + ends[index + 1]]
        return text.decode("utf-8", "surrogatepass")

    def find(self, text: str) -> int:
        """Return the index of ``text``, -1 if it is not there."""
        wanted = text.encode("utf-8", "surrogatepass")
        base, ends, slots, mask = self._base, self._ends, self._slots, self._mask
        slot = crc32(wanted) & mask
        while found := slots[slot]:
            if self._content[base + ends[found - 1] : base + ends[found]] == wanted:
                return found - 1
            slot = (slot + 1) & mask
        return -1
