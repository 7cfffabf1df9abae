"""Link places to the larger places that hold them, and find what can't be linked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping

from gazetteer.columns import CLASSES, Columns
from gazetteer.errors import Problem
from gazetteer.record import Record

_COUNTRY, _ADMIN1, _ADMIN2 = (CLASSES.index(name) for name in ("country", "admin1", "admin2"))


def unlinkable(records: Mapping[str, Record], is_known: Callable[[str], bool]) -> list[Problem]:
    """Return a problem for every record whose parent is unknown or that is its own ancestor."""
    problems = []
    parents = {record.id: record.parent_id for record in records.values()}
    parents |= {o: r.id for r in records.values() for o in r.same_as if o not in parents}
    free: set[str] = set()  # known to reach the top
    for record in records.values():
        if record.parent_id and record.parent_id not in parents and not is_known(record.parent_id):
            reason = f"parent {record.parent_id} is not in the gazetteer"
            cure = "add the parent, or name one that is there"
            problems.append(Problem(*record.where, reason, cure))
            continue
        path: list[str] = []
        here = record.id
        while here in parents and here not in free and here not in path:
            path.append(here)
            here = parents[here]
        if here not in path:
            free.update(path)
        elif record.id in path[path.index(here) :]:
            cycle = " -> ".join((*path, here))
            problems.append(Problem(*record.where, f"cycle {cycle}", "correct one parent_id"))
    return problems


def link(columns: Columns) -> None:
    """Set the parent row of every place: by parent id, by code of the division, by country."""
    texts = columns.texts.texts
    country_codes = columns.country_codes.texts
    for row in range(len(columns)):
        parent = columns.row_of.get(texts[columns.parent_ids[row]], -1)
        columns.parents[row] = -1 if parent == row else parent
    _cut_cycles(columns)
    division_rows = _division_rows(columns, texts)
    country_rows: dict[str, int] = {}
    for row, feature_class in enumerate(columns.classes):
        if feature_class == _COUNTRY:
            country_rows.setdefault(country_codes[columns.countries[row]], row)
    for row, feature_class in enumerate(columns.classes):
        if columns.parents[row] != -1 or feature_class <= _COUNTRY:
            continue
        code = texts[columns.admin_codes[row]]
        if division_rows.get(code) == row:
            code = code.rpartition(".")[0]
        parent = -1
        while code and parent == -1:
            parent = division_rows.get(code, -1)
            code = code.rpartition(".")[0]
        if parent == -1:
            parent = country_rows.get(country_codes[columns.countries[row]], -1)
        columns.parents[row] = -1 if parent == row else parent
    _cut_cycles(columns)


def admin1_rows(columns: Columns) -> list[int]:
    """Return by row the first-order division that holds it or that it is, -1 where none does."""
    rows = [-1] * len(columns)
    is_known = bytearray(len(columns))
    for row in range(len(columns)):
        path = []
        here = row
        while here != -1 and not is_known[here] and columns.classes[here] != _ADMIN1:
            path.append(here)
            here = columns.parents[here]
        if here != -1:
            if not is_known[here]:
                rows[here] = here
                is_known[here] = 1
            here = rows[here]
        for step in path:
            rows[step] = here
            is_known[step] = 1
    return rows


def _division_rows(columns: Columns, texts: list[str]) -> dict[str, int]:
    """Return the rows of divisions by code.

    A code that no division states goes to the division that holds most of the places with it.
    """
    rows: dict[str, int] = {}
    votes: defaultdict[str, Counter[int]] = defaultdict(Counter)
    admin1 = admin1_rows(columns)
    for row, feature_class in enumerate(columns.classes):
        code = texts[columns.admin_codes[row]]
        if not code:
            continue
        if feature_class in (_ADMIN1, _ADMIN2):
            rows.setdefault(code, row)
        elif admin1[row] != -1:
            votes[code][admin1[row]] += 1
    for code, counted in votes.items():
        rows.setdefault(code, min(counted, key=lambda row: (-counted[row], row)))
    return rows


def _cut_cycles(columns: Columns) -> None:
    """Cut what would lead back to itself, as sources may: the last link of the lowest row."""
    state = bytearray(len(columns))  # 0 new, 1 on the path, 2 done
    for row in range(len(columns)):
        path = []
        here = row
        while here != -1 and state[here] == 0:
            state[here] = 1
            path.append(here)
            here = columns.parents[here]
        if here != -1 and state[here] == 1:
            columns.parents[path[-1]] = -1
        for step in path:
            state[step] = 2
