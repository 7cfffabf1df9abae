"""Rank the candidates of every name of a report: one linear score over named features."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise, repeat

import numpy as np
import numpy.typing as npt

from geo.geoparse.board import (
    COLUMN,
    FEATURES,
    Board,
    add_context,
    lay_out,
    order_of,
    yielding,
)
from geo.geoparse.candidates import GROUPS, STATIC, CandidateMemory, Floats
from geo.geoparse.confidence import SHOWN, probability, shares_of_spots, signs_of
from geo.geoparse.context import LARGEST_CONTEXT, Name

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

_COUNTRY = GROUPS.index("country")
_SHOWN = [COLUMN[name] for name in SHOWN]
TOGETHER = 300
"""Names of several reports that are ranked at once: enough that a call costs less than its work."""

_LEAST_LEAD = 0.1
"""A feature that gives the best less than this before the second is not named as a reason."""

_SEAT_SHARE = 0.95
"""How much of what speaks for a division goes to its town of the same name."""


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
    group
        What the best is: an index of ``GROUPS``.
    leads
        What puts the best before the second: indices of ``FEATURES``, the weightiest first.
    signs
        What the confidence is computed from, as in ``SIGNS``.
    confidence
        The calibrated probability that the best is right.
    """

    rows: list[int]
    scores: list[float]
    group: int
    leads: list[int]
    signs: Sequence[float]
    confidence: float


def score_board(board: Board, features: Floats, weights: Floats) -> Floats:
    """Return the share of each candidate among those of its name."""
    total = features @ weights
    total[~board.allowed] = -60.0
    total -= np.maximum.reduceat(total, board.starts)[board.owner]
    share = np.exp(total)
    share /= np.add.reduceat(share, board.starts)[board.owner]
    return share  # type: ignore[no-any-return]


def _give_to_seats(board: Board, share: Floats) -> None:
    """Let a bare name mean the town rather than the division that is called after it.

    "Idlib" is the city unless the words around it speak of a province.
    """
    for division in yielding(board):
        seat = board.seat[division]
        share[seat] += share[division] * np.float32(_SEAT_SHARE)
        share[division] *= np.float32(1 - _SEAT_SHARE)


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
    order = order_of(board, share)
    rows, scores = board.rows[order].tolist(), share[order].tolist()
    features = board.features[order[board.starts]]
    leads = _leads(board, features, order, weights.second)
    starts = board.starts.tolist()
    spans = [slice(*edges) for edges in pairwise([*starts, len(rows)])]
    groups = board.group[order[board.starts]]
    signs = signs_of(
        board.names,
        [shares_of_spots(rows[span], scores[span], memory) for span in spans],
        [span.stop - span.start == 1 for span in spans],
        features[:, _SHOWN],
        groups == _COUNTRY,
    )
    sure = probability(signs, weights.confidence)
    known = (
        Ranking(rows[span], scores[span], group, lead, sign, likely)
        for span, group, lead, sign, likely in zip(
            spans, groups.tolist(), leads, signs.tolist(), sure, strict=True
        )
    )
    for names in reports:
        for name in names:
            yield next(known) if name.rows else None


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
