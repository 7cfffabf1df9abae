"""How sure the choice of a place is: a logistic regression on a few signs."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from geo.geoparse.candidates import CandidateMemory, Floats
from geo.geoparse.context import Name

SHOWN = ("log_population", "country_share", "division_share", "within_200_km")
"""Features of the best candidate that are signs themselves."""

SIGNS = ("bias", "logit", "single", *SHOWN, "part", "whole_country", "holder", "margin")
"""What the confidence is computed from; the weights are under ``confidence`` in resolver.json."""

SAME_SPOT_KM = 25.0
"""Candidates no further apart than this mean the same spot, as far as confidence goes."""

KM_A_DEGREE = 111.2
_MOST_WEIGHED = 12
_NO_DOUBT = 0.98


def shares_of_spots(
    rows: Sequence[int], scores: Sequence[float], memory: CandidateMemory
) -> tuple[float, float]:
    """Return the share of the best candidate's spot, and of the likeliest place elsewhere.

    A rival some km away says the same of where something is: a town and its district, or one place
    that two sources have.
    """
    if len(scores) < 2 or scores[0] > _NO_DOUBT:
        return scores[0], scores[1] if len(scores) > 1 else 0.0
    _, _, lat, lon = memory.label(rows[0])
    shrink = math.cos(math.radians(lat))
    top, elsewhere = scores[0], 0.0
    for row, score in zip(rows[1:_MOST_WEIGHED], scores[1:_MOST_WEIGHED], strict=True):
        _, _, other_lat, other_lon = memory.label(row)
        if math.hypot(other_lat - lat, (other_lon - lon) * shrink) * KM_A_DEGREE <= SAME_SPOT_KM:
            top += score
        else:
            elsewhere = max(elsewhere, score)
    return top, elsewhere


def signs_of(
    names: Sequence[Name],
    shares: Sequence[tuple[float, float]],
    single: Sequence[bool],
    shown: Floats,
    is_country: Sequence[bool],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return the values of ``SIGNS`` for the best candidate of each name, one row a name.

    ``shares`` are by `shares_of_spots`, ``shown`` has the columns of ``SHOWN``.
    """
    top, second = np.array(shares).T
    clipped = np.clip(top, 1e-4, 1 - 1e-4)
    signs = np.empty((len(names), len(SIGNS)))
    signs[:, 0] = 1.0
    signs[:, 1] = np.log(clipped / (1 - clipped)) / 5
    signs[:, 2] = single
    signs[:, 3:7] = shown
    signs[:, 7] = [bool(name.part) for name in names]
    signs[:, 8] = is_country
    signs[:, 9] = [bool(name.holders) for name in names]
    signs[:, 10] = top - second
    return signs


def probability(
    signs: np.ndarray[tuple[int, int], np.dtype[np.float64]], weights: Sequence[float]
) -> list[float]:
    """Return for each row of signs the calibrated probability that the place is right."""
    raw = signs @ np.array(weights or [0.0] * len(SIGNS))
    return np.round(1 / (1 + np.exp(-raw)), 3).tolist()  # type: ignore[no-any-return]
