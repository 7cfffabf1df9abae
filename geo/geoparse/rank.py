"""Rank the candidates of every name of a report: one linear score over named features."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from geo.geoparse.candidates import GROUPS, STATIC, CandidateMemory, Floats, Ints
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
    "home",
)
"""Names of the features that the rest of the report gives; they follow ``STATIC``."""

FEATURES = STATIC + CONTEXT
SET_BY_HAND = {
    "home": 1.5,  # no corpus tells where its readers are
    "class_of_agrees": 2.5,  # "the state of X" leaves no doubt, and is too rare to be learned
    "class_of_differs": -2.5,
}
"""Weights that are not learned, with the reason."""

FIRST_PASS = (*range(len(STATIC)), *(FEATURES.index(n) for n in (
    "beside_its_holder", "class_word_agrees", "class_word_differs", "class_of_agrees",
    "class_of_differs", "short_form", "home")))  # fmt: skip

_DIVISIONS = frozenset({"admin1", "admin2"})
_SEAT_SHARE = 0.95
"""How much of what speaks for a division goes to its town of the same name."""

_FIRST = np.ones(1, np.bool_)
_COS_10_KM = np.float32(np.cos(10 / 6371.0))
_COS_50_KM = np.float32(np.cos(50 / 6371.0))
_COS_200_KM = np.float32(np.cos(200 / 6371.0))


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

    ``rows`` are rows of the gazetteer, ``scores`` add up to 1, ``features`` are as in
    ``FEATURES``, in the same order.
    """

    rows: npt.NDArray[np.int64]
    scores: npt.NDArray[np.float64]
    features: Floats


@dataclass(slots=True, eq=False)
class Board:
    """All candidates of all names of a report, side by side."""

    names: Sequence[Name]
    known: list[int]
    starts: Ints
    owner: Ints
    rows: Ints
    features: Floats
    points: Floats
    country: Ints
    admin1: Ints
    group: Ints
    country_key: Ints
    admin1_key: Ints
    division: Ints
    divisions: int
    is_country: npt.NDArray[np.bool_]
    is_division: npt.NDArray[np.bool_]
    is_extent: npt.NDArray[np.bool_]
    seat: Ints
    weight: Floats
    allowed: npt.NDArray[np.bool_]


def lay_out(names: Sequence[Name], memory: CandidateMemory, *, home: str = "") -> Board | None:
    """Return the candidates of ``names`` with all that doesn't depend on other names."""
    known = [i for i, name in enumerate(names) if name.candidates is not None]
    if not known:
        return None
    sets = [names[i].candidates for i in known]
    sizes = np.array([len(s.rows) for s in sets], np.int32)  # type: ignore[union-attr]
    starts = np.concatenate([np.zeros(1, np.int32), np.cumsum(sizes, dtype=np.int32)[:-1]])
    owner = np.repeat(np.arange(len(known), dtype=np.int32), sizes)

    def join(field: str) -> npt.NDArray[np.generic]:
        return np.concatenate([getattr(s, field) for s in sets])

    total = int(sizes.sum())
    features = np.zeros((total, len(FEATURES)), np.float32)
    features[:, : len(STATIC)] = join("static")
    rows = join("rows")
    country = join("country")
    group = join("group")
    offsets = starts[owner]
    divisions, division = _dense(join("admin1") + 1)  # 0 stands for no division
    board = Board(
        names=names,
        known=known,
        starts=starts,
        owner=owner,
        rows=rows,  # type: ignore[arg-type]
        features=features,
        points=join("points"),  # type: ignore[arg-type]
        country=country,  # type: ignore[arg-type]
        admin1=join("admin1"),  # type: ignore[arg-type]
        group=group,  # type: ignore[arg-type]
        country_key=join("country_key") + offsets,
        admin1_key=join("admin1_key") + offsets,
        division=division,
        divisions=divisions,
        is_country=group == GROUPS.index("country"),
        is_division=group == GROUPS.index("admin1"),
        is_extent=(group == GROUPS.index("country")) | (group == GROUPS.index("region")),
        seat=_absolute(join("seat"), offsets),
        weight=np.array([min(names[i].count, 4) ** 0.5 for i in known], np.float32),
        allowed=np.ones(total, np.bool_),
    )
    column = FEATURES.index
    if home and home in memory.country_rows:
        code = memory.places.countries.index(home)
        features[:, column("home")] = country == code
    for k, i in enumerate(known):
        name = names[i]
        begin = int(starts[k])
        end = begin + int(sizes[k])
        if name.holders or name.near_holders:
            for j in range(begin, end):
                lineage = memory.ancestors(int(board.rows[j]))
                if name.holders:
                    board.allowed[j] = not name.holders.isdisjoint(lineage)
                if name.near_holders and not name.near_holders.isdisjoint(lineage):
                    features[j, column("beside_its_holder")] = 1.0
        if name.cue:
            wanted = GROUPS.index(name.cue)
            agrees = group[begin:end] == wanted
            if agrees.any():
                kind = "class_of" if name.cue_certain else "class_word"
                features[begin:end, column(f"{kind}_agrees")] = agrees
                features[begin:end, column(f"{kind}_differs")] = ~agrees
        if name.short_of:
            features[begin:end, column("short_form")] = [
                int(r) in name.short_of for r in rows[begin:end]
            ]
    return board


def _absolute(index: npt.NDArray[np.generic], offsets: Ints) -> Ints:
    """Return indices into one name's candidates as indices into the board; -1 stays."""
    return np.where(index >= 0, index + offsets, -1).astype(np.int32)  # type: ignore[operator]


def score_board(board: Board, features: Floats, weights: Floats) -> Floats:
    """Return the share of each candidate among those of its name."""
    total = features @ weights
    total[~board.allowed] = -60.0
    total -= np.maximum.reduceat(total, board.starts)[board.owner]
    share = np.exp(total)
    share /= np.add.reduceat(share, board.starts)[board.owner]
    return share  # type: ignore[no-any-return]


def add_context(board: Board, share: Floats, memory: CandidateMemory) -> None:
    """Fill in what the other names say, given how likely each candidate is so far."""
    features = board.features
    column = FEATURES.index
    owner, country = board.owner, board.country
    mass = share * board.weight[owner]
    total = float(board.weight.sum())
    others = np.maximum(total - board.weight[owner], 1e-6)
    if total - float(board.weight.min()) < 1e-6:
        return  # a single name has no company
    countries = len(memory.places.countries)

    by_country = np.bincount(country, mass, countries)
    own_country = np.bincount(board.country_key, mass)[board.country_key]
    features[:, column("country_share")] = (by_country[country] - own_country) / others

    is_country = board.is_country
    named = np.bincount(country, mass * is_country, countries)
    own_named = np.bincount(board.country_key, mass * is_country)[board.country_key]
    features[:, column("country_named")] = np.minimum(named[country] - own_named, 1.0) * ~is_country
    features[:, column("holds_others")] = (by_country[country] - own_country) / others * is_country

    in_division = board.admin1 >= 0
    dense, key = board.divisions, board.division
    by_division = np.bincount(key, mass, dense)
    own_division = np.bincount(board.admin1_key, mass)[board.admin1_key]
    divided = (by_division[key] - own_division) / others * in_division
    features[:, column("division_share")] = divided
    is_division = board.is_division
    named = np.bincount(key, mass * is_division, dense)
    own_named = np.bincount(board.admin1_key, mass * is_division)[board.admin1_key]
    features[:, column("division_named")] = (
        np.minimum(named[key] - own_named, 1.0) * in_division * ~is_division
    )
    features[:, column("holds_others_division")] = divided * is_division

    # company: only the best place of every other name, and only points, not whole countries
    best = _best(board, share)
    vote = share[best] * board.weight * ~board.is_extent[best]
    cosines = board.points @ board.points[best].T
    cosines[np.arange(len(owner)), owner] = -1.0
    scale = np.maximum(vote.sum() - vote[owner], 1.0)
    near_10 = (cosines > _COS_10_KM) @ vote
    near_50 = (cosines > _COS_50_KM) @ vote
    near_200 = (cosines > _COS_200_KM) @ vote
    features[:, column("within_10_km")] = near_10 / scale
    features[:, column("within_50_km")] = near_50 / scale
    features[:, column("within_200_km")] = near_200 / scale
    first = best[0]
    features[:, column("first_name_country")] = (country == country[first]) * share[first]
    features[owner == 0, column("first_name_country")] = 0.0


def _give_to_seats(board: Board, share: Floats) -> None:
    """Let a bare name mean the town rather than the division that is called after it.

    "Idlib" is the city unless the words around it speak of a province.
    """
    spoken_of = np.array([board.names[i].cue in _DIVISIONS for i in board.known], np.bool_)
    yields = np.flatnonzero((board.seat >= 0) & board.allowed & ~spoken_of[board.owner])
    seats = board.seat[yields]
    yields, seats = yields[board.allowed[seats]], seats[board.allowed[seats]]
    np.add.at(share, seats, share[yields] * np.float32(_SEAT_SHARE))
    share[yields] *= np.float32(1 - _SEAT_SHARE)


def _dense(values: npt.NDArray[np.generic]) -> tuple[int, Ints]:
    distinct, key = np.unique(values, return_inverse=True)
    return len(distinct), key.astype(np.int32)


def _best(board: Board, share: Floats) -> npt.NDArray[np.int64]:
    """Return the best candidate of each name; of equals the first in the gazetteer's order."""
    top = np.maximum.reduceat(share, board.starts)[board.owner]
    winners = np.flatnonzero(share >= top)
    owners = board.owner[winners]
    firsts: npt.NDArray[np.int64] = winners[np.concatenate([_FIRST, owners[1:] != owners[:-1]])]
    return firsts


def rank_names(
    names: Sequence[Name],
    memory: CandidateMemory,
    *,
    home: str = "",
    weights: Weights | None = None,
) -> list[Ranking | None]:
    """Return the ranking of each name, None for one without candidates.

    The first pass goes by each name alone, the second sees which places the others mean.
    """
    weights = weights or shipped_weights()
    ranked: list[Ranking | None] = [None] * len(names)
    for begin in range(0, len(names), LARGEST_CONTEXT):
        chunk = names[begin : begin + LARGEST_CONTEXT]
        board = lay_out(chunk, memory, home=home)
        if board is None:
            continue
        share = score_board(board, board.features, weights.first)
        add_context(board, share, memory)
        share = score_board(board, board.features, weights.second)
        _give_to_seats(board, share)
        ends = [*board.starts[1:].tolist(), len(board.owner)]
        for k, start in enumerate(board.starts.tolist()):
            part = share[start : ends[k]].astype(np.float64)
            order = np.lexsort((np.arange(len(part)), -part))
            ranked[begin + board.known[k]] = Ranking(
                board.rows[start : ends[k]][order].astype(np.int64),
                part[order],
                board.features[start : ends[k]][order],
            )
    return ranked
