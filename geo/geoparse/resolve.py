"""Choose which place of the gazetteer each mention means, and say why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain, islice
from weakref import WeakKeyDictionary

from gazetteer import Gazetteer
from geo.geoparse.candidates import CandidateMemory
from geo.geoparse.context import LARGEST_CONTEXT, Name, gather_names
from geo.geoparse.rank import Ranking, Weights, rank_names, shipped_weights
from geo.geoparse.reasons import Company, resolution_of
from geo.geoparse.stray import withhold_outliers, withhold_strays
from geo.model import Mention, Report, Resolution

_memories: WeakKeyDictionary[Gazetteer, CandidateMemory] = WeakKeyDictionary()


def memory_of(places: Gazetteer) -> CandidateMemory:
    """Return the candidate memory of a gazetteer."""
    found = _memories.get(places)
    if found is None:
        found = _memories[places] = CandidateMemory(places)
    return found


def resolve_mentions(
    mentions: Iterable[Mention],
    report: Report,
    places: Gazetteer,
    *,
    home: str = "",
    weights: Weights | None = None,
) -> list[Mention]:
    """Return the mentions with their places, in the same order; none is left out.

    Parameters
    ----------
    mentions
        What `geo.geoparse.mentions.find_mentions` found in ``report``.
    report
        The report that holds them.
    places
        A gazetteer.
    home
        ISO code of a country that is more likely than others: a prior, never a wall.
    weights
        What to score with; the weights that come with the package by default.
    """
    return resolve_reports([(report, list(mentions))], places, home=home, weights=weights)[0]


def resolve_reports(
    found: Sequence[tuple[Report, Sequence[Mention]]],
    places: Gazetteer,
    *,
    home: str = "",
    weights: Weights | None = None,
) -> list[list[Mention]]:
    """Return the mentions of several reports with their places.

    It is the same as `resolve_mentions` of each and takes less time, as they are ranked together.
    """
    memory = memory_of(places)
    weights = weights or shipped_weights()
    gathered = [gather_names(mentions, report.text, memory) for report, mentions in found]
    rankings = rank_names([names for names, _ in gathered], memory, home=home, weights=weights)
    resolved: list[list[Mention]] = []
    for (report, mentions), (names, numbers) in zip(found, gathered, strict=True):
        uses = [
            (number, mention.function == "actor")
            for mention, number in zip(mentions, numbers, strict=True)
        ]
        made = _resolutions(names, islice(rankings, len(names)), set(uses), memory)
        placed = [mention.resolved(made[use]) for mention, use in zip(mentions, uses, strict=True)]
        resolved.append(withhold_strays(withhold_outliers(placed, report.text)))
    return resolved


def _resolutions(
    names: Sequence[Name],
    rankings: Iterator[Ranking | None],
    wanted: Set[tuple[int, bool]],
    memory: CandidateMemory,
) -> dict[tuple[int, bool], Resolution]:
    """Return the resolutions of a report's names by number and by whether the name acts."""
    made: dict[tuple[int, bool], Resolution] = {}
    # a page of names is ranked and resolved part by part: a ranking takes far more than its result
    opening = list(islice(rankings, LARGEST_CONTEXT))
    company = Company.of(opening, memory)
    for number, ranking in enumerate(chain(opening, rankings)):
        for actor in (False, True):
            if (number, actor) in wanted:
                made[number, actor] = resolution_of(
                    names[number], ranking, number, company, memory, actor=actor
                )
    return made
