"""Choose which place of the gazetteer each mention means, and say why."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from weakref import WeakKeyDictionary

from gazetteer import Gazetteer
from geo.geoparse.candidates import CandidateMemory
from geo.geoparse.context import LARGEST_CONTEXT, gather_names
from geo.geoparse.rank import Weights, rank_names, shipped_weights
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
    listed = list(mentions)
    memory = memory_of(places)
    weights = weights or shipped_weights()
    names, name_of_mention = gather_names(listed, report.text, memory)
    uses = [
        (number, mention.function == "actor")
        for mention, number in zip(listed, name_of_mention, strict=True)
    ]
    wanted = set(uses)
    made: dict[tuple[int, bool], Resolution] = {}
    # a page of names is ranked and resolved part by part: a ranking takes far more than its result
    rankings = rank_names(names, memory, home=home, weights=weights)
    opening = list(islice(rankings, LARGEST_CONTEXT))
    company = Company.of(opening, memory)
    for number, ranking in enumerate(chain(opening, rankings)):
        for actor in (False, True):
            if (number, actor) in wanted:
                made[number, actor] = resolution_of(
                    names[number], ranking, number, company, memory, weights, actor=actor
                )
    resolved = [
        mention.but(resolution=made[use]) for mention, use in zip(listed, uses, strict=True)
    ]
    return withhold_strays(withhold_outliers(resolved, report.text))
