"""Rank the candidates of every name of a report: one linear score over named features."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate, repeat

import numpy as np
import numpy.typing as npt

from geo.geoparse.candidates import (
    GROUPS,
    STATIC,
    CandidateMemory,
    Floats,
    Ints,
)
from geo.geoparse.context import LARGEST_CONTEXT, Name

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
SET_BY_HAND = {
    "home": 1.5,  # no corpus tells where its readers are
    "main_name": 1.0,  # a corpus full of "New York" teaches that other names are meant as often
    "peer_class": 3.0,  # a list names things of one kind, and is long too seldom to teach it
    "class_of_agrees": 3.5,  # "the state of X" leaves no doubt, and is too rare to be learned
    "class_of_differs": -3.5,
}
"""Weights that are not learned, with the reason."""

FIRST_PASS = (*range(len(STATIC)), *(FEATURES.index(n) for n in (
    "beside_its_holder", "class_word_agrees", "class_word_differs", "class_of_agrees",
    "class_of_differs", "short_form", "home")))  # fmt: skip

_COLUMN = {name: index for index, name in enumerate(FEATURES)}
_DIVISIONS = frozenset({"admin1", "admin2"})
_LANDS = np.array([[GROUPS.index("country")], [GROUPS.index("admin1")]])
_REGION = GROUPS.index("region")
TOGETHER = 100
"""Names of several reports that are ranked at once; more would be slower again, as each of them is
held against each."""

_LEAST_LEAD = 0.1
"""A feature that gives the best less than this before the second is not named as a reason."""

_SEAT_SHARE = 0.95
"""How much of what speaks for a division goes to its town of the same name."""

# columns that are filled together
_SHARE = slice(_COLUMN["country_share"], _COLUMN["division_share"] + 1)
_NAMED = slice(_COLUMN["country_named"], _COLUMN["division_named"] + 1)
_HOLDS = slice(_COLUMN["holds_others"], _COLUMN["holds_others_division"] + 1)
_NEAR = slice(_COLUMN["within_10_km"], _COLUMN["within_200_km"] + 1)
_COS_NEAR = np.cos(np.array([10.0, 50.0, 200.0]) / 6371.0).astype(np.float32)[:, None, None]


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: a weight a feature for either pass, and the calibration of the result."""

    first: Floats
    second: Floats
    confidence: tuple[float, ...] = ()


@cache
def shipped_weights() -> Weights:
    """Return the weights that come with the package."""
    path = resources.files("geo") / "data" / "resolver.json"
    return read_weights(path.read_text(encoding="utf-8"))


def read_weights(text: str) -> Weights:
    """Return the weights that a JSON text holds; a feature without one weighs nothing."""
    held = json.loads(text)
    by_hand = held["set_by_hand"]
    return Weights(
        np.array([{**held["first_pass"], **by_hand}.get(n, 0.0) for n in FEATURES], np.float32),
        np.array([{**held["second_pass"], **by_hand}.get(n, 0.0) for n in FEATURES], np.float32),
        tuple(float(value) for value in held["confidence"].values()),
    )


@dataclass(slots=True, eq=False)
class Ranking:
    """The candidates of one name, best first.

    Attributes
    ----------
    rows
        Rows of the gazetteer.
    scores
        They add up to 1.
    features
        Of the best, as in ``FEATURES``.
    leads
        What puts the best before the second: indices of ``FEATURES``, the weightiest first.
    """

    rows: list[int]
    scores: list[float]
    features: list[float]
    leads: list[int]


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
    starts = np.array(begins, np.int32)
    owner = np.repeat(np.arange(len(names), dtype=np.int32), sizes)
    facts = np.concatenate([s.facts for s in sets], axis=1)
    rows, group, seat = facts[:3]
    lands, land_keys = facts[3:5], facts[5:]
    features = np.zeros((total, len(FEATURES)), np.float32)
    np.concatenate([s.static for s in sets], out=features[:, : len(STATIC)])
    offsets = starts[owner]
    is_land = group == _LANDS
    board = Board(
        names=names,
        numbers=numbers,
        report=np.array(report, np.int32),
        openings=np.array(openings, np.int32),
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
        features[:, _COLUMN["home"]] = lands[0] == memory.places.countries.index(home)
    groups = group.tolist()
    for k, (name, begin, end) in enumerate(zip(names, begins, ends, strict=True)):
        if name.holders or name.near_holders:
            for j, row in enumerate(rows[begin:end].tolist(), begin):
                lineage = memory.ancestors(row)
                if name.holders:
                    board.allowed[j] = not name.holders.isdisjoint(lineage)
                if name.near_holders and not name.near_holders.isdisjoint(lineage):
                    features[j, _COLUMN["beside_its_holder"]] = 1.0
        if name.cue:
            cued = GROUPS.index(name.cue)
            if cued in groups[begin:end]:
                agrees = group[begin:end] == cued
                kind = "class_of" if name.cue_certain else "class_word"
                features[begin:end, _COLUMN[f"{kind}_agrees"]] = agrees
                features[begin:end, _COLUMN[f"{kind}_differs"]] = ~agrees
        others = [o for o in siblings.get((report[k], name.folded), ()) if o is not name]
        if others:
            for j, row in enumerate(rows[begin:end].tolist(), begin):
                features[j, _COLUMN["said_elsewhere"]] = any(
                    not other.holders.isdisjoint(memory.ancestors(row))
                    if other.holders
                    else groups[j] == GROUPS.index(other.cue)
                    for other in others
                )
        if name.short_of:
            features[begin:end, _COLUMN["short_form"]] = [
                row in name.short_of for row in rows[begin:end].tolist()
            ]
    return board


def score_board(board: Board, features: Floats, weights: Floats) -> Floats:
    """Return the share of each candidate among those of its name."""
    total = features @ weights
    total[~board.allowed] = -60.0
    total -= np.maximum.reduceat(total, board.starts)[board.owner]
    share = np.exp(total)
    share /= np.add.reduceat(share, board.starts)[board.owner]
    return share  # type: ignore[no-any-return]


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
    apart = lands + report * memory.lands  # what another report names is no company
    shared = _held_by_others(board, apart, np.concatenate((mass, mass))) / others * within
    named = _held_by_others(board, apart, (mass * board.is_land).ravel())
    features[:, _SHARE] = shared.T
    features[:, _HOLDS] = (shared * board.is_land).T
    features[:, _NAMED] = (np.minimum(named, 1.0) * (within & ~board.is_land)).T

    # company: only the best place of every other name, and only points, not whole countries
    best = _order(board, share)[board.starts]
    vote = share[best] * board.weight * ~board.is_extent[best]
    cosines = board.points @ board.points[best].T
    cosines[report[:, None] != board.report] = -1.0
    cosines[np.arange(len(owner)), owner] = -1.0
    near = (cosines > _COS_NEAR) @ vote
    votes = np.add.reduceat(vote, board.openings)[report]
    features[:, _NEAR] = (near / np.maximum(votes - vote[owner], 1.0)).T
    first, country = best[board.openings][report], lands[0]
    of_first = owner == board.openings[report]
    features[:, _COLUMN["first_name_country"]] = (
        (country == country[first]) * share[first] * ~of_first
    )
    _add_neighbours(board, share, best, cosines, memory)


def _held_by_others(
    board: Board, lands: Ints, mass: npt.NDArray[np.floating]
) -> npt.NDArray[np.float64]:
    """Return how much of ``mass`` the other names put into the lands of each candidate."""
    keys = board.land_keys
    everyone = np.bincount(lands.ravel(), mass)[lands]
    own = np.bincount(keys.ravel(), mass)[keys]
    return everyone - own  # type: ignore[return-value]  # stubs of bincount know no weights


def _add_neighbours(
    board: Board,
    share: Floats,
    best: npt.NDArray[np.int64],
    cosines: Floats,
    memory: CandidateMemory,
) -> None:
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
    beside_share = np.zeros((len(best), len(best)), np.float32)
    beside_share[left, right] = share[best][right]
    linked = beside_share[owner]
    scale = np.maximum(np.bincount(left, minlength=len(best)), 1)[owner]
    same = country[:, None] == country[best]
    features[:, _COLUMN["beside_country"]] = np.add.reduce(same * linked, 1) / scale
    # "near the border with Chad": a country is as near as its extent goes
    reach_km = 200 + board.is_extent[best] * memory.places.precision_km[board.rows[best]]
    close = cosines > np.cos(np.minimum(reach_km, 3000) / 6371.0)
    features[:, _COLUMN["beside_200_km"]] = np.add.reduce(close * linked, 1) / scale
    if any(listed):
        peers = np.zeros_like(beside_share)
        peers[left, right] = listed
        by_group = np.zeros((len(best), len(GROUPS)), np.float32)
        np.add.at(by_group.reshape(-1), owner * len(GROUPS) + board.group, share)
        likely = peers @ by_group / np.maximum(peers.sum(1), 1.0)[:, None]
        features[:, _COLUMN["peer_class"]] = likely[owner, board.group]


def _give_to_seats(board: Board, share: Floats) -> None:
    """Let a bare name mean the town rather than the division that is called after it.

    "Idlib" is the city unless the words around it speak of a province.
    """
    for division in yielding(board):
        seat = board.seat[division]
        share[seat] += share[division] * np.float32(_SEAT_SHARE)
        share[division] *= np.float32(1 - _SEAT_SHARE)


def yielding(board: Board) -> list[int]:
    """Return the divisions that yield to their town of the same name, as nothing speaks of them."""
    return [
        division
        for division in (board.seat >= 0).nonzero()[0].tolist()
        if board.allowed[division]
        and board.allowed[board.seat[division]]
        and board.names[board.owner[division]].cue not in _DIVISIONS
    ]


def _order(board: Board, share: Floats) -> npt.NDArray[np.int64]:
    """Return the candidates of each name from best to worst, the names in order.

    Of equals the first in the gazetteer's order is better.
    """
    return np.lexsort((-share, board.owner))


def rank_names(
    reports: Iterable[Sequence[Name]],
    memory: CandidateMemory,
    *,
    home: str = "",
    weights: Weights | None = None,
) -> Iterator[Ranking | None]:
    """Yield the ranking of each name of the reports, None for one without candidates.

    Names are weighed against those of their own report alone.
    """
    weights = weights or shipped_weights()
    parts = [
        names[begin : begin + LARGEST_CONTEXT]
        for names in reports
        for begin in range(0, len(names), LARGEST_CONTEXT)
    ]
    together: list[Sequence[Name]] = []
    count = 0
    for part in parts:
        if together and count + len(part) > TOGETHER:
            yield from _rank_together(together, memory, home, weights)
            together, count = [], 0
        together.append(part)
        count += len(part)
    yield from _rank_together(together, memory, home, weights)


def _rank_together(
    reports: Sequence[Sequence[Name]], memory: CandidateMemory, home: str, weights: Weights
) -> Iterator[Ranking | None]:
    """Yield the rankings of reports that are laid out on one board.

    The first pass goes by each name alone, the second sees which places the others mean.
    """
    board = lay_out(reports, memory, home=home)
    if board is None:
        yield from repeat(None, sum(map(len, reports)))
        return
    share = score_board(board, board.features, weights.first)
    add_context(board, share, memory)
    share = score_board(board, board.features, weights.second)
    _give_to_seats(board, share)
    order = _order(board, share)
    rows, scores = board.rows[order].tolist(), share[order].tolist()
    features = board.features[order[board.starts]]
    leads = _leads(board, features, order, weights.second)
    best = features.tolist()
    starts = board.starts.tolist()
    ends = [*starts[1:], None]
    k = 0
    for names in reports:
        for name in names:
            if name.rows:
                span = slice(starts[k], ends[k])
                yield Ranking(rows[span], scores[span], best[k], leads[k])
                k += 1
            else:
                yield None


def _leads(
    board: Board, best: Floats, order: npt.NDArray[np.int64], weights: Floats
) -> list[list[int]]:
    """Return for each name the columns that put its best candidate before the second, if any."""
    leads: list[list[int]] = [[] for _ in board.names]
    sizes = np.diff(board.starts, append=len(order))
    rivalled = np.flatnonzero(sizes > 1)
    second = board.features[order[board.starts[rivalled] + 1]]
    gains = (best[rivalled] - second) * weights
    name, column = np.nonzero(gains >= _LEAST_LEAD)
    by_weight = np.lexsort((column, -gains[name, column], name))
    names = rivalled[name[by_weight]].tolist()
    for k, i in zip(names, column[by_weight].tolist(), strict=True):
        leads[k].append(i)
    return leads
