"""Learn the weights of the resolver, listwise: the right place must beat its rivals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from geo.distance import distance_km
from geo.geoparse.board import FEATURES, Board, add_context, lay_out, yielding
from geo.geoparse.candidates import CandidateMemory, Floats
from geo.geoparse.confidence import SIGNS
from geo.geoparse.context import gather_names
from geo.geoparse.match import Lookup
from geo.geoparse.rank import FIRST_PASS, SET_BY_HAND, Weights, rank_names, score_board
from geo.geoparse.tagger.corpora import Document
from geo.model import Mention

RIGHT_WITHIN_KM = 161.0
"""The distance at which the literature counts a resolution as right."""

_SOFT_KM = 8.0
NEVER_AGAINST = frozenset({"spelled_so", "most_populous", "population_share"})
"""What never speaks against a place, whatever a corpus teaches."""

FOLDS = 5
"""Parts in which the texts are held out in turn to calibrate the confidence."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its mentions, and the point of each as the annotators gave it."""

    id: str
    text: str
    mentions: tuple[Mention, ...]
    points: tuple[tuple[float, float] | None, ...]


@dataclass(slots=True, eq=False)
class Lesson:
    """A board with the share that each candidate should have; ``heft`` weighs the names."""

    board: Board
    target: Floats
    heft: Floats


def lessons_of(texts: Iterable[Text], memory: CandidateMemory) -> list[Lesson | None]:
    """Return the boards of ``texts`` with what they should say; None without a known name."""
    lessons: list[Lesson | None] = []
    for text in texts:
        names, numbers = gather_names(text.mentions, text.text, memory)
        board = lay_out([names], memory)
        if board is None:
            lessons.append(None)
            continue
        wanted: dict[int, list[tuple[float, float]]] = {}
        for number, point in zip(numbers, text.points, strict=True):
            if point is not None:
                wanted.setdefault(number, []).append(point)
        target = np.zeros(len(board.owner), np.float32)
        heft = np.zeros(len(board.names), np.float32)
        latitude = memory.places.lat[board.rows]
        longitude = memory.places.lon[board.rows]
        for k, number in enumerate(board.numbers):
            own = np.flatnonzero(board.owner == k)
            for lat, lon in wanted.get(number, ()):
                away = distance_km(lat, lon, latitude[own], longitude[own])
                near = np.where(away <= RIGHT_WITHIN_KM, np.exp(-away / _SOFT_KM), 0.0)
                if near.sum() > 0 and len(own) > 1:
                    target[own] += (near / near.sum()).astype(np.float32)
                    heft[k] += 1.0
            if heft[k]:
                target[own] /= heft[k]
                heft[k] **= 0.5
        yields = yielding(board)
        np.add.at(target, board.seat[yields], target[yields])
        target[yields] = 0.0
        board.allowed[yields] = False
        lessons.append(Lesson(board, target, heft))
    return lessons


def learn(
    taught: Sequence[Lesson | None], memory: CandidateMemory, *, decay: float = 0.01
) -> Weights:
    """Return weights for both passes; the confidence is left empty."""
    lessons = [lesson for lesson in taught if lesson is not None]
    first = _fit([(s, s.board.features) for s in lessons], FIRST_PASS, decay)
    for lesson in lessons:
        share = score_board(lesson.board, lesson.board.features, first)
        add_context(lesson.board, share, memory)
    second = _fit([(s, s.board.features) for s in lessons], tuple(range(len(FEATURES))), decay)
    _forget_context(lessons)
    return Weights(first, second)


def _forget_context(lessons: Sequence[Lesson]) -> None:
    """Leave the boards as they were laid out."""
    for lesson in lessons:
        for column in set(range(len(FEATURES))) - set(FIRST_PASS):
            lesson.board.features[:, column] = 0.0


def confidence_examples(
    texts: Iterable[Text], memory: CandidateMemory, weights: Weights
) -> tuple[list[list[float]], list[bool]]:
    """Return the signs of every resolved mention of ``texts``, and whether it was right."""
    signs: list[list[float]] = []
    right: list[bool] = []
    places = memory.places
    for text in texts:
        names, numbers = gather_names(text.mentions, text.text, memory)
        rankings = list(rank_names([names], memory, weights=weights))
        for number, point in zip(numbers, text.points, strict=True):
            ranking = rankings[number]
            if point is None or ranking is None:
                continue
            row = int(ranking.rows[0])
            away = float(distance_km(*point, places.lat[row], places.lon[row]))
            signs.append(list(ranking.signs))
            # the point of a large country is a convention: any within its extent will do
            right.append(away <= max(RIGHT_WITHIN_KM, float(places.precision_km[row])))
    return signs, right


def fit_confidence(signs: Sequence[Sequence[float]], right: Sequence[bool]) -> tuple[float, ...]:
    """Return the weights of a logistic regression of ``right`` on ``signs``."""
    x, y = np.array(signs), np.array(right, float)
    w = np.zeros(x.shape[1])
    for _ in range(50):  # Newton's method
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + 0.1 * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(len(w))
        w -= np.linalg.solve(hessian, gradient)
    return tuple(w.tolist())


def calibration_error(sure: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Return the expected calibration error over ``bins`` equal ranges of confidence."""
    p, y = np.array(sure), np.array(right, float)
    index = np.minimum((p * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(p[index == b].mean() - y[index == b].mean()) * (index == b).sum()
            for b in range(bins)
            if (index == b).any()
        )
        / max(len(p), 1)
    )


def _fit(
    data: Sequence[tuple[Lesson, Floats]], columns: Sequence[int], decay: float, steps: int = 400
) -> Floats:
    """Return the weights that minimise the cross-entropy, by Adam from zero over all names."""
    kept = [c for c in columns if FEATURES[c] not in SET_BY_HAND]
    given = np.array([SET_BY_HAND.get(name, 0.0) for name in FEATURES])
    offset = np.concatenate([f @ given for _, f in data])
    features = np.concatenate([f[:, kept] for _, f in data]).astype(np.float64)
    target = np.concatenate([s.target for s, _ in data]).astype(np.float64)
    starts, owners, heft, barred = [], [], [], []
    rows = names = 0
    for lesson, _ in data:
        board = lesson.board
        starts.append(board.starts + rows)
        owners.append(board.owner + names)
        heft.append(lesson.heft)
        barred.append(~board.allowed)
        rows += len(board.owner)
        names += len(board.names)
    start, owner = np.concatenate(starts), np.concatenate(owners)
    weight = np.concatenate(heft).astype(np.float64)
    closed = np.concatenate(barred)
    share_of_row = weight[owner] / weight.sum()
    w = np.zeros(len(kept))
    floored = [i for i, c in enumerate(kept) if FEATURES[c] in NEVER_AGAINST]
    momentum, spread = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, steps + 1):
        score = features @ w + offset
        score[closed] = -60.0
        score -= np.maximum.reduceat(score, start)[owner]
        share = np.exp(score)
        share /= np.add.reduceat(share, start)[owner]
        gradient = features.T @ ((share - target) * share_of_row) + decay * 0.1 * w
        momentum = 0.9 * momentum + 0.1 * gradient
        spread = 0.99 * spread + 0.01 * gradient**2
        rate = 0.1 * min(1.0, 2 * (1 - step / (steps + 1)))
        w -= rate * (momentum / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        w[floored] = np.maximum(w[floored], 0.0)
    full: npt.NDArray[np.float32] = np.zeros(len(FEATURES), np.float32)
    full[:] = given
    full[kept] = w
    return full


def write_weights(weights: Weights, path: Path, command: str) -> None:
    """Write weights as JSON that a person can read, with the command that learned them."""
    held = {
        "command": command,
        "set_by_hand": SET_BY_HAND,
        "first_pass": {
            FEATURES[i]: round(float(weights.first[i]), 3)
            for i in FIRST_PASS
            if FEATURES[i] not in SET_BY_HAND
        },
        "second_pass": {
            name: round(float(weight), 3)
            for name, weight in zip(FEATURES, weights.second, strict=True)
            if name not in SET_BY_HAND
        },
        "confidence": {n: round(w, 3) for n, w in zip(SIGNS, weights.confidence, strict=True)},
    }
    path.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


def texts_of(documents: Iterable[Document], lookup: Lookup) -> list[Text]:
    """Return annotated documents with their names as mentions, parts of other names left out."""
    texts = []
    for document in documents:
        mentions, points = [], []
        for toponym in document.toponyms:
            if toponym.type == "Homonym":
                continue
            surface = document.text[toponym.start : toponym.end]
            mentions.append(
                Mention(
                    report_id=document.id,
                    start=toponym.start,
                    end=toponym.end,
                    surface=surface,
                    demonym=lookup(surface).demonym >= 0,
                )
            )
            known = toponym.lat is not None and toponym.lon is not None
            points.append((toponym.lat, toponym.lon) if known else None)
        texts.append(Text(document.id, document.text, tuple(mentions), tuple(points)))  # type: ignore[arg-type]
    return texts


def learn_resolver(texts: Sequence[Text], memory: CandidateMemory) -> Weights:
    """Return weights and their confidence; the latter from texts that the former didn't see."""
    lessons = lessons_of(texts, memory)
    signs: list[list[float]] = []
    right: list[bool] = []
    for fold in range(FOLDS):
        held_out = [t for i, t in enumerate(texts) if i % FOLDS == fold]
        weights = learn([s for i, s in enumerate(lessons) if i % FOLDS != fold], memory)
        more, outcome = confidence_examples(held_out, memory, weights)
        signs += more
        right += outcome
    weights = learn(lessons, memory)
    return Weights(weights.first, weights.second, fit_confidence(signs, right))
