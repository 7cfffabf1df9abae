"""Say in plain words why a name means the place chosen, how sure that is, and the rivals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from geo.geoparse.board import FEATURES
from geo.geoparse.candidates import GROUPS, CandidateMemory
from geo.geoparse.confidence import KM_A_DEGREE
from geo.geoparse.context import Name
from geo.geoparse.lexicon import words_for
from geo.geoparse.rank import Ranking
from geo.model import Candidate, Resolution

MOST_CANDIDATES = 5
"""Rivals that are kept with a resolution."""

TOO_CLOSE = 0.05
"""Two best candidates that differ by less, and are both unlikely, leave a name unresolved."""

UNLIKELY = 0.3

_STREETS = words_for("leads to")

_MOST_TRIED = 6
_NEAR_KM = 200.0
_EXTENT_KM = 100.0
_MOST_COMPANY = 100


@dataclass(frozen=True, slots=True)
class Company:
    """The best place of every other name of the report, to say which one speaks for a choice.

    ``points`` are places that are no whole countries: row, number of the name, latitude, longitude.
    """

    points: tuple[tuple[int, int, float, float], ...]

    @classmethod
    def of(cls, rankings: Sequence[Ranking | None], memory: CandidateMemory) -> Company:
        """Return the best places of the names that a report opens with."""
        precision = memory.places.precision_km
        best = [(r.rows[0], i) for i, r in enumerate(rankings) if r is not None]
        return cls(
            tuple(
                (row, number, *memory.label(row)[2:])
                for row, number in best[:_MOST_COMPANY]
                if precision[row] < _EXTENT_KM
            )
        )


def resolution_of(
    name: Name,
    ranking: Ranking | None,
    number: int,
    company: Company,
    memory: CandidateMemory,
    *,
    actor: bool,
) -> Resolution:
    """Return the place of a name with its confidence, its rivals and the reason."""
    if ranking is None:
        what = "nationality" if name.demonym else "name"
        return Resolution(place=None, reason=f"no place of this {what} in the gazetteer")
    best = ranking.rows[0]
    candidates = tuple(
        [
            Candidate(*memory.label(row), round(score, 4))
            for row, score in zip(
                ranking.rows[:MOST_CANDIDATES], ranking.scores[:MOST_CANDIDATES], strict=True
            )
        ]
    )
    if (
        len(ranking.scores) > 1
        and ranking.scores[0] < UNLIKELY
        and ranking.scores[0] - ranking.scores[1] < TOO_CLOSE
    ):
        return Resolution(
            place=None,
            candidates=candidates,
            confidence=ranking.confidence,
            reason=f"{len(ranking.rows)} places of this name, the two likeliest within {TOO_CLOSE}",
            status="ambiguous",
        )
    if name.part and name.surface.rsplit(maxsplit=1)[-1].lower().rstrip(".") in _STREETS:
        return Resolution(
            place=None,
            candidates=candidates,
            reason=f"a street called after {name.part} may lie anywhere",
        )
    reason = _reason(name, ranking, number, company, memory)
    if actor and best in memory.government_of:
        country = memory.government_of[best]
        reason = f"stands for the government of {memory.name_of(country)}; {reason}"
        best = country
    return Resolution(
        place=memory.place(best),
        candidates=candidates,
        confidence=ranking.confidence,
        reason=reason,
        status="resolved",
    )


def _reason(
    name: Name,
    ranking: Ranking,
    number: int,
    company: Company,
    memory: CandidateMemory,
) -> str:
    best = ranking.rows[0]
    label = memory.name_of(best)
    if name.demonym:
        return f"“{name.surface}” is the adjective of {label}"
    said = []
    if name.part:
        said.append(f"the gazetteer knows only “{name.part}” of this name")
    if name.holders:
        holders = sorted(memory.name_of(row) for row in name.holders)
        said.append(f"named with {holders[0]} right behind it")
    if len(ranking.rows) == 1:
        said.append("the only place of this name in the gazetteer")
    else:
        for column in ranking.leads[:_MOST_TRIED]:
            if len(said) >= 2:
                break
            phrase = _phrase(FEATURES[column], name, ranking, number, company, memory)
            if phrase and phrase not in said:
                said.append(phrase)
        if not said:
            said.append(f"the likeliest of {len(ranking.rows)} places of this name")
    if len(said) < 2 and (near := _neighbour(best, number, company, memory)):
        said.append(near)
    return "; ".join(said[:3])


def _phrase(
    feature: str,
    name: Name,
    ranking: Ranking,
    number: int,
    company: Company,
    memory: CandidateMemory,
) -> str:
    best = ranking.rows[0]
    count = len(ranking.rows)
    if feature in ("log_population", "population_share", "most_populous") or feature.startswith(
        "log_population"
    ):
        return f"the best known of {count} places of this name"
    if feature in ("country_share", "country_named", "first_name_country", "home"):
        country = memory.country_rows.get(memory.places.country_of(best), -1)
        where = memory.name_of(country) if country >= 0 else "the same country"
        if feature == "home":
            return f"in {where}, the home country given"
        if feature == "country_named":
            return f"the report names {where}"
        return f"other places of the report lie in {where}"
    if feature in ("division_share", "division_named"):
        row = memory.places.admin1_of(best)
        where = memory.name_of(row) if row >= 0 else memory.name_of(best)
        if feature == "division_named":
            return f"the report names {where}"
        return f"other places of the report lie in {where}"
    if feature.startswith("within_"):
        return _neighbour(best, number, company, memory)
    if feature.startswith("holds_others"):
        return "it holds other places of the report"
    if feature == "beside_its_holder":
        return "named beside a place that holds it"
    if feature.startswith("class_word") and name.cue:
        group = GROUPS[ranking.group]
        return f"the words around it speak of a {_GROUP_WORDS.get(group, group)}"
    if feature == "short_form":
        return "short for a longer name in the report"
    if feature == "capital":
        return "a seat of government"
    if feature == "main_name":
        return "its main name"
    return ""


_GROUP_WORDS = {
    "admin1": "state or province",
    "admin2": "district",
    "populated": "town",
    "facility": "building, camp or road",
    "natural": "river, sea, island or mountain",
}


def _neighbour(best: int, number: int, company: Company, memory: CandidateMemory) -> str:
    """Say which other place of the report lies nearest, if it is near."""
    _, _, lat, lon = memory.label(best)
    shrink = math.cos(math.radians(lat))
    nearest, least = -1, _NEAR_KM
    for row, other, other_lat, other_lon in company.points:
        if other == number or row == best:
            continue
        north = (other_lat - lat) * KM_A_DEGREE
        if abs(north) >= least:
            continue
        away = math.hypot(north, (other_lon - lon) * KM_A_DEGREE * shrink)
        if away < least:
            nearest, least = row, away
    if nearest < 0:
        return ""
    return f"{max(1, round(least))} km from {memory.name_of(nearest)}, also named"
