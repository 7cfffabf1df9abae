"""The places a name could mean, with what can be said of each before the text is read."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from importlib import resources

import numpy as np
import numpy.typing as npt

from gazetteer import Gazetteer, Place, fold

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

LARGEST_SET = 40
"""Candidates kept for one name: the most populous, and as many of the countries named."""

LARGEST_MEMORY = 20_000
"""Names and places that are kept at hand; with all that is known of them some 60 MB."""

MOST_NAMES = 30
"""Names that make a place known the world over; of curated places all spellings are kept."""

LARGE_TOWN = 150_000
"""People from which a town is known far from home."""

_COS_SEAT, _COS_FAR_SEAT = (float(np.cos(km / 6371.0)) for km in (200.0, 600.0))
_LEAST_SEAT = 0.04
"""Share of a division's people from which its namesake is its town; Bulakan is not Bulacan's."""

_KNOWN_FOR_ITSELF = 3_000_000
"""A division of so many people whose middle lies further than 200 km from its town (Quebec)."""

CLASS_GROUPS = {
    "continent": "region",
    "region": "region",
    "country": "country",
    "admin1": "admin1",
    "admin2": "admin2",
    "populated_place": "populated",
    "neighbourhood": "neighbourhood",
    "camp": "facility",
    "hospital": "facility",
    "crossing": "facility",
    "road": "facility",
    "junction": "facility",
    "port": "facility",
    "airport": "facility",
    "base": "facility",
    "site": "facility",
    "water": "natural",
    "landform": "natural",
}
"""The classes that the score tells apart; a facility is any single named building or road."""

GROUPS = (
    "country",
    "admin1",
    "admin2",
    "populated",
    "region",
    "neighbourhood",
    "facility",
    "natural",
)

STATIC = (
    "log_population",
    "population_share",
    "most_populous",
    "main_name",
    "abbreviation",
    "historic_name",
    "capital",
    "curated",
    "spelled_so",
    "class_country",
    "class_admin1",
    "class_admin2",
    "class_populated",
    "class_region",
    "class_neighbourhood",
    "class_facility",
    "class_natural",
    "large_and_only_alternate",
    "log_population_division",
    "log_population_country",
    "holds_namesake",
    "division_held_namesake",
    "called_city",
    "large_town",
    "log_names",
    "log_extent",
)
"""Names of the columns of ``CandidateSet.static``."""


FACTS = ("row", "group", "seat", "country", "division", "country_key", "division_key")
"""Names of the columns of ``CandidateSet.facts``.

``country`` and ``division`` are numbers of lands, see `CandidateMemory`; the keys number the lands
of this set only. ``seat`` gives for a division the candidate that is its town of the same name,
else -1.
"""


@dataclass(frozen=True, slots=True, eq=False)
class CandidateSet:
    """The candidates of one folded name, in the gazetteer's order.

    Whole numbers are together in ``facts``, one column a fact, so that the sets of a report are
    joined at once.
    """

    facts: Ints
    static: Floats
    points: Floats


class CandidateMemory:
    """Candidate sets of one gazetteer, each made once.

    Countries and first-order divisions are numbered together as lands: first the countries as in
    the gazetteer, then ``no_division``, then the divisions. ``lands`` is the number of all.
    """

    def __init__(self, places: Gazetteer) -> None:
        self.places = places
        self.government_of = seats_of_government(places)
        self.group_of_class = np.array(
            [GROUPS.index(CLASS_GROUPS.get(name, "natural")) for name in places.classes]
        )
        self.country_rows = country_rows(places)
        self._divisions = _division_rows(places)
        self.no_division = len(places.countries)
        self.lands = self.no_division + 1 + len(self._divisions)
        self._lineages: dict[int, tuple[int, ...]] = {}
        self._places: dict[int, Place] = {}
        self._labels: dict[int, tuple[str, str, float, float]] = {}
        self._sets: dict[tuple[str, tuple[int, ...]], CandidateSet] = {}

    def get(self, folded: str, rows: tuple[int, ...]) -> CandidateSet:
        """Return the candidates of a name; ``rows`` are the places that bear it."""
        key = (folded, rows)
        found = self._sets.get(key)
        if found is None:
            if len(self._sets) >= LARGEST_MEMORY:
                self._sets.clear()
            found = self._sets[key] = self._make(folded, rows)
        return found

    def shortlist(self, rows: tuple[int, ...], countries: Collection[int]) -> tuple[int, ...]:
        """Return the most populous of many places, and besides those of the countries named."""
        if len(rows) <= LARGEST_SET:
            return rows
        places = self.places
        order = sorted(range(len(rows)), key=lambda i: (-int(places.population[rows[i]]), i))
        near = [i for i in order[LARGEST_SET:] if int(places.country_index[rows[i]]) in countries]
        return tuple(rows[i] for i in sorted(order[:LARGEST_SET] + near[:LARGEST_SET]))

    def place(self, row: int) -> Place:
        """Return the place of a row, made once."""
        found = self._places.get(row)
        if found is None:
            if len(self._places) >= LARGEST_MEMORY:
                self._places.clear()
            found = self._places[row] = self.places.place(row)
        return found

    def label(self, row: int) -> tuple[str, str, float, float]:
        """Return id, main name, latitude and longitude of a row."""
        found = self._labels.get(row)
        if found is None:
            if len(self._labels) >= LARGEST_MEMORY:
                self._labels.clear()
            places = self.places
            found = self._labels[row] = (
                places.id_of(row),
                places.name_of(row),
                float(places.lat[row]),
                float(places.lon[row]),
            )
        return found

    def name_of(self, row: int) -> str:
        """Return the main name of a row."""
        return self.label(row)[1]

    def ancestors(self, row: int) -> tuple[int, ...]:
        """Return the larger places that hold a place, from the next one to the top."""
        found = self._lineages.get(row)
        if found is None:
            if len(self._lineages) >= LARGEST_MEMORY:
                self._lineages.clear()
            found = self._lineages[row] = self.places.ancestors(row)
        return found

    def _make(self, folded: str, rows: tuple[int, ...]) -> CandidateSet:
        places = self.places
        kinds = dict(zip(*places.postings(folded), strict=True))
        count = len(rows)
        index = np.array(rows, np.int64)
        population = places.population[index].astype(np.float64)
        group = self.group_of_class[places.class_index[index]]
        # a country or a continent is better known than its number of people says
        fame = np.maximum(population, 10.0)
        static = np.zeros((count, len(STATIC)), np.float32)
        static[:, 0] = np.log10(fame) / 7.0
        static[:, 1] = fame / fame.sum()
        static[int(np.argmax(fame)), 2] = 1.0
        for i, row in enumerate(rows):
            kind = kinds.get(row, "alternate")
            static[i, 3] = kind == "main"
            static[i, 4] = kind == "abbreviation"
            static[i, 5] = kind == "historic"
            static[i, 6] = row in self.government_of
            static[i, 7] = not places.id_of(row).startswith("geonames:")
            # Gaza City, Mexico City: the bare name is rather that of the land around
            static[i, 22] = fold(main_name := places.name_of(row)) == f"{folded} city"
            static[i, 8] = main_name.casefold().replace("-", " ") == folded
        static[np.arange(count), 9 + group] = 1.0
        static[:, 17] = (static[:, 0] > 5 / 7) & (static[:, 3] == 0)
        # a state is less often meant than a city of as many people
        division = (group == GROUPS.index("admin1")) | (group == GROUPS.index("admin2"))
        static[:, 18] = static[:, 0] * division
        static[:, 19] = static[:, 0] * (group == GROUPS.index("country"))
        static[:, 23] = (group == GROUPS.index("populated")) & (fame >= LARGE_TOWN)
        static[:, 24] = np.log10([min(places.name_count(row), MOST_NAMES) + 1 for row in rows])
        # a sea or a region has no people to be known by, but a size
        extended = (group == GROUPS.index("natural")) | (group == GROUPS.index("region"))
        static[:, 25] = np.log10(np.maximum(places.precision_km[index], 1.0)) / 3.0 * extended
        latitude, longitude = np.radians(places.lat[index]), np.radians(places.lon[index])
        points = np.stack(
            [
                np.cos(latitude) * np.cos(longitude),
                np.cos(latitude) * np.sin(longitude),
                np.sin(latitude),
            ],
            axis=1,
        ).astype(np.float32)
        country = places.country_index[index].astype(np.int64)
        admin1 = places.admin1_row[index].astype(np.int64)
        admin1 = np.where(group == GROUPS.index("admin1"), index, admin1)
        number = np.where(admin1 >= 0, np.searchsorted(self._divisions, admin1) + 1, 0)
        lands = np.concatenate((country, self.no_division + number))
        keys = np.unique(lands, return_inverse=True)[1]
        seats = self._seats(folded, rows, group, points)
        for around, town in enumerate(seats.tolist()):
            # Kassala in Kassala: the town, or the state around it
            if town >= 0 and group[around] == GROUPS.index("admin1"):
                static[around, 20] = static[town, 21] = 1.0
        facts = np.concatenate((index, group, seats, lands, keys)).reshape(len(FACTS), count)
        return CandidateSet(np.ascontiguousarray(facts.T), static, points)

    def _seats(self, folded: str, rows: tuple[int, ...], group: Ints, points: Floats) -> Ints:
        """Return the town of the same name within each division, near its middle."""
        places = self.places
        seat = np.full(len(rows), -1)
        proper = [fold(places.name_of(row)) for row in rows]
        towns = [i for i in range(len(rows)) if group[i] == GROUPS.index("populated")]
        towns.sort(key=lambda i: -int(places.population[rows[i]]))
        for i, row in enumerate(rows):
            if group[i] not in (GROUPS.index("admin1"), GROUPS.index("admin2")):
                continue
            for town in towns:
                held = row in self.ancestors(rows[town]) or (
                    int(places.admin1_row[row]) == int(places.admin1_row[rows[town]]) >= 0
                )
                few = int(places.population[row]) < _KNOWN_FOR_ITSELF
                near = _COS_FAR_SEAT if few else _COS_SEAT
                # "Sweida" is another spelling of both; Gaza City and Gaza Strip differ
                held = held and proper[town] in (folded, proper[i])
                large = places.population[rows[town]] >= _LEAST_SEAT * places.population[row]
                if held and large and float(points[i] @ points[town]) >= near:
                    seat[i] = town
                    break
        return seat


def _division_rows(places: Gazetteer) -> Ints:
    """Return the rows of all first-order divisions in order."""
    own = np.flatnonzero(places.class_index == places.classes.index("admin1"))
    named = np.unique(places.admin1_row)
    return np.union1d(own, named[named >= 0]).astype(np.int64)


def country_rows(places: Gazetteer) -> dict[str, int]:
    """Return the row of each country by its code."""
    rows = np.flatnonzero(places.class_index == places.classes.index("country"))
    return {places.country_of(int(row)): int(row) for row in rows}


def seats_of_government(places: Gazetteer) -> dict[int, int]:
    """Return the row of each country by the row of its capital or seat of government."""
    seats: dict[int, int] = {}
    for package, path in (("gazetteer", "data/countries.csv"), ("geo", "data/seats.csv")):
        text = (resources.files(package) / path).read_text(encoding="utf-8")
        for line in csv.DictReader(io.StringIO(text)):
            with contextlib.suppress(KeyError):  # a gazetteer of the user's own may lack both
                country = places.row(line["country_id" if package == "geo" else "id"])
                seats.setdefault(places.row(line["capital_id"]), country)
    return seats
