"""Lay out the candidates of all names of some reports, with what the names say of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from geo.geoparse.candidates import (
    GROUPS,
    STATIC,
    CandidateMemory,
    Floats,
    Ints,
)
from geo.geoparse.context import Name

CONTEXT = (
    "country_share",
    "division_share",
    "within_10_km",
    "within_50_km",
    "within_200_km",
    "country_named",
    "division_named",
    "holds_others",
    "holds_others_division",
    "beside_its_holder",
    "class_word_agrees",
    "class_word_differs",
    "class_of_agrees",
    "class_of_differs",
    "short_form",
    "first_name_country",
    "beside_country",
    "beside_200_km",
    "peer_class",
    "said_elsewhere",
    "home",
)
"""Names of the features that the rest of the report gives; they follow ``STATIC``."""

FEATURES = STATIC + CONTEXT
COLUMN = {name: index for index, name in enumerate(FEATURES)}
_DIVISIONS = frozenset({"admin1", "admin2"})
_LANDS = np.array([[GROUPS.index("country")], [GROUPS.index("admin1")]])
_REGION = GROUPS.index("region")
_SAME_NAME = 5.0
"""How much more a fuller name speaks for a place that bears the short name as well.

Naming the Gaza Strip speaks for Gaza City, which lies in it; it speaks all the more for the Strip.
"""

# columns that are filled together
_SHARE = slice(COLUMN["country_share"], COLUMN["division_share"] + 1)
_NAMED = slice(COLUMN["country_named"], COLUMN["division_named"] + 1)
_HOLDS = slice(COLUMN["holds_others"], COLUMN["holds_others_division"] + 1)
_NEAR = slice(COLUMN["within_10_km"], COLUMN["within_200_km"] + 1)
_COS_NEAR = np.cos(np.array([10.0, 50.0, 200.0]) / 6371.0).astype(np.float32).tolist()


@dataclass(slots=True, eq=False)
class Board:
    """All candidates of all known names of some reports, side by side.

    Its arrays have a value a candidate, but ``starts``, ``weight`` and ``report`` have one a name
    and ``openings`` have one a report: its first name. ``lands`` are the country and the
    first-order division of each, ``land_keys`` the same numbered anew for each name, ``is_land``
    says which of the two it is itself. ``numbers`` says which name of its report each one is.
    """

    names: list[Name]
    numbers: list[int]
    report: Ints
    openings: Ints
    starts: Ints
    owner: Ints
    rows: Ints
    group: Ints
    features: Floats
    points: Floats
    lands: Ints
    land_keys: Ints
    is_land: npt.NDArray[np.bool_]
    is_extent: npt.NDArray[np.bool_]
    seat: Ints
    weight: Floats
    allowed: npt.NDArray[np.bool_]


def lay_out(
    reports: Sequence[Sequence[Name]], memory: CandidateMemory, *, home: str = ""
) -> Board | None:
    """Return the candidates of ``reports`` with all that doesn't depend on other names."""
    names: list[Name] = []
    numbers: list[int] = []
    openings: list[int] = []
    report: list[int] = []
    siblings: dict[tuple[int, str], list[Name]] = defaultdict(list)
    for held in reports:
        known = [i for i, name in enumerate(held) if name.rows]
        if known:
            for name in held:
                if name.holders or name.cue_certain:
                    siblings[len(openings), name.folded].append(name)
            report += [len(openings)] * len(known)
            openings.append(len(names))
            numbers += known
            names += [held[i] for i in known]
    if not names:
        return None
    # a report has few candidates: calls cost more than what they work on, so reports share them
    sets = [memory.get(name.folded, name.rows) for name in names]
    sizes = [len(s.static) for s in sets]
    ends = list(accumulate(sizes))
    begins = [0, *ends[:-1]]
    total = ends[-1]
    starts = np.array(begins)
    owner = np.repeat(np.arange(len(names)), sizes)
    # joined line by line, then turned: sets joined side by side would be copied number by number
    facts = np.ascontiguousarray(np.concatenate([s.facts for s in sets]).T)
    rows, group, seat = facts[:3]
    lands, land_keys = facts[3:5], facts[5:]
    features = np.zeros((total, len(FEATURES)), np.float32)
    np.concatenate([s.static for s in sets], out=features[:, : len(STATIC)])
    offsets = starts[owner]
    is_land = group == _LANDS
    board = Board(
        names=names,
        numbers=numbers,
        report=np.array(report),
        openings=np.array(openings),
        starts=starts,
        owner=owner,
        rows=rows,
        group=group,
        features=features,
        points=np.concatenate([s.points for s in sets]),
        lands=lands,
        land_keys=land_keys + 2 * offsets,
        is_land=is_land,
        is_extent=is_land[0] | (group == _REGION),
        seat=seat + offsets * (seat >= 0),  # -1 stays
        weight=np.array([min(name.count, 4) ** 0.5 for name in names], np.float32),
        allowed=np.ones(total, np.bool_),
    )
    if home and home in memory.country_rows:
        features[:, COLUMN["home"]] = lands[0] == memory.places.countries.index(home)
    groups = group.tolist()
    for k, (name, begin, end) in enumerate(zip(names, begins, ends, strict=True)):
        if name.holders or name.near_holders:
            for j, row in enumerate(rows[begin:end].tolist(), begin):
                lineage = memory.ancestors(row)
                if name.holders:
                    board.allowed[j] = not name.holders.isdisjoint(lineage)
                if name.near_holders and not name.near_holders.isdisjoint(lineage):
                    features[j, COLUMN["beside_its_holder"]] = 1.0
        if name.cue:
            cued = GROUPS.index(name.cue)
            if cued in groups[begin:end]:
                agrees = group[begin:end] == cued
                kind = "class_of" if name.cue_certain else "class_word"
                features[begin:end, COLUMN[f"{kind}_agrees"]] = agrees
                features[begin:end, COLUMN[f"{kind}_differs"]] = ~agrees
        others = [o for o in siblings.get((report[k], name.folded), ()) if o is not name]
        if others:
            for j, row in enumerate(rows[begin:end].tolist(), begin):
                features[j, COLUMN["said_elsewhere"]] = any(
                    not other.holders.isdisjoint(memory.ancestors(row))
                    if other.holders
                    else groups[j] == GROUPS.index(other.cue)
                    for other in others
                )
        if name.short_of:
            features[begin:end, COLUMN["short_form"]] = [
                (row in name.short_of) * (_SAME_NAME if row in name.called_so else 1.0)
                for row in rows[begin:end].tolist()
            ]
    return board


def add_context(board: Board, share: Floats, memory: CandidateMemory) -> None:
    """Fill in what the other names of a report say, given how likely each candidate is so far."""
    if len(board.names) == len(board.openings):
        return  # a single name has no company
    features, owner, lands = board.features, board.owner, board.lands
    report = board.report[owner]
    heft = board.weight[owner]
    mass = share * heft
    others = np.maximum(np.add.reduceat(board.weight, board.openings)[report] - heft, 1e-6)

    within = lands != memory.no_division
    # what another report names is no company; numbered anew, for few of all lands are here
    apart = np.unique(lands + report * memory.lands, return_inverse=True)[1].reshape(lands.shape)
    shared = _held_by_others(board, apart, np.concatenate((mass, mass))) / others * within
    named = _held_by_others(board, apart, (mass * board.is_land).ravel())
    features[:, _SHARE] = shared.T
    features[:, _HOLDS] = (shared * board.is_land).T
    features[:, _NAMED] = (np.minimum(named, 1.0) * (within & ~board.is_land)).T

    # company: only the best place of every other name, and only points, not whole countries
    best = order_of(board, share)[board.starts]
    vote = share[best] * board.weight * ~board.is_extent[best]
    votes = np.add.reduceat(vote, board.openings)[report]
    near = _votes_nearby(board, best, vote)
    features[:, _NEAR] = (near / np.maximum(votes - vote[owner], 1.0)).T
    first, country = best[board.openings][report], lands[0]
    of_first = owner == board.openings[report]
    features[:, COLUMN["first_name_country"]] = (
        (country == country[first]) * share[first] * ~of_first
    )
    _add_neighbours(board, share, best, memory)


def _held_by_others(
    board: Board, lands: Ints, mass: npt.NDArray[np.floating]
) -> npt.NDArray[np.float64]:
    """Return how much of ``mass`` the other names put into the lands of each candidate."""
    keys = board.land_keys
    everyone = np.bincount(lands.ravel(), mass)[lands]
    own = np.bincount(keys.ravel(), mass)[keys]
    return everyone - own  # type: ignore[return-value]  # stubs of bincount know no weights


def _votes_nearby(board: Board, best: Ints, vote: Floats) -> Floats:
    """Return the votes of the other names of its report that lie near each candidate.

    Each report has a block of its own, candidates by names, all blocks in one row: so they are
    compared at once, and a candidate isn't held against the names of other reports.
    """
    openings = board.openings
    width = np.diff(openings, append=len(vote))[board.report[board.owner]]
    begin = np.cumsum(width) - width
    total = int(begin[-1] + width[-1])
    cosines, votes = np.empty(total, np.float32), np.empty(total, np.float32)
    places = board.points[best].T
    names = [*openings.tolist(), len(vote)]
    rows = [*board.starts[openings].tolist(), len(width)]
    done = 0
    for (first, last), (top, bottom) in zip(pairwise(names), pairwise(rows), strict=True):
        shape = (bottom - top, last - first)
        block = slice(done, done := done + shape[0] * shape[1])
        np.matmul(
            board.points[top:bottom], places[:, first:last], out=cosines[block].reshape(shape)
        )
        votes[block].reshape(shape)[:] = vote[first:last]
    cosines[begin + board.owner - openings[board.report[board.owner]]] = -1.0  # not its own
    return np.stack(
        [np.add.reduceat(np.where(cosines > near, votes, 0), begin) for near in _COS_NEAR]
    )


def _add_neighbours(board: Board, share: Floats, best: Ints, memory: CandidateMemory) -> None:
    """Fill in what the names say that stand right beside a name in its sentence."""
    reports = board.report.tolist()
    place = {key: k for k, key in enumerate(zip(reports, board.numbers, strict=True))}
    left: list[int] = []
    right: list[int] = []
    listed: list[bool] = []
    for k, (number, name) in enumerate(zip(reports, board.names, strict=True)):
        for other in name.beside:
            beside = place.get((number, other))
            if beside is not None:
                left.append(k)
                right.append(beside)
                listed.append(other in name.peers)
    if not left:
        return
    features, owner, country = board.features, board.owner, board.lands[0]
    sizes = np.diff(board.starts, append=len(owner))
    # each candidate of the left name against the best place of the right one
    lefts, rights = np.array(left), np.array(right)
    counts = sizes[lefts]
    link = np.repeat(np.arange(len(lefts)), counts)
    candidate = np.arange(len(link)) - np.repeat(np.cumsum(counts) - counts, counts)
    candidate += board.starts[lefts][link]
    beside_best = best[rights][link]
    said = share[beside_best]
    scale = np.maximum(np.bincount(lefts, minlength=len(best)), 1)[owner]
    same = country[candidate] == country[beside_best]
    features[:, COLUMN["beside_country"]] = np.bincount(candidate, same * said, len(owner)) / scale
    # "near the border with Chad": a country is as near as its extent goes
    reach_km = 200 + board.is_extent[best] * memory.places.precision_km[board.rows[best]]
    reach = np.cos(np.minimum(reach_km, 3000) / 6371.0)[rights][link]
    cosines = np.einsum("ij,ij->i", board.points[candidate], board.points[beside_best])
    close = cosines > reach
    features[:, COLUMN["beside_200_km"]] = np.bincount(candidate, close * said, len(owner)) / scale
    if any(listed):
        peers = np.flatnonzero(listed)
        by_group = np.bincount(
            owner * len(GROUPS) + board.group, share, len(best) * len(GROUPS)
        ).reshape(-1, len(GROUPS))
        likely = np.zeros_like(by_group)
        np.add.at(likely, lefts[peers], by_group[rights[peers]])
        count = np.maximum(np.bincount(lefts[peers], minlength=len(best)), 1)
        features[:, COLUMN["peer_class"]] = (likely / count[:, None])[owner, board.group]


def yielding(board: Board) -> list[int]:
    """Return the divisions that yield to their town of the same name, as nothing speaks of them."""
    return [
        division
        for division in (board.seat >= 0).nonzero()[0].tolist()
        if board.allowed[division]
        and board.allowed[board.seat[division]]
        and board.names[board.owner[division]].cue not in _DIVISIONS
    ]


def order_of(board: Board, share: Floats) -> Ints:
    """Return the candidates of each name from best to worst, the names in order.

    Of equals the first in the gazetteer's order is better.
    """
    return np.lexsort((-share, board.owner))
