"""Choose which place of the gazetteer each mention means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gazetteer import Gazetteer
from geo.match import lookup_of
from geo.model import Candidate, Mention, Report, Resolution

_RANK = {"country": 7.0, "continent": 7.0, "admin1": 5.9, "region": 5.5}


def resolve_mentions(
    mentions: Iterable[Mention], report: Report, places: Gazetteer, *, home: str = ""
) -> list[Mention]:
    """Return the mentions with their places, in the same order."""
    lookup = lookup_of(places)
    resolved = []
    for mention in mentions:
        entry = lookup(mention.surface)
        rows = (entry.demonym,) if entry.demonym >= 0 and not entry.rows else entry.rows
        if not rows:
            resolved.append(replace(mention, resolution=Resolution(place=None, reason="not known")))
            continue
        scored = sorted(
            (-_RANK.get(places.class_of(r), 0.0) - float(places.population[r]) / 1e8, r)
            for r in rows
        )
        best = places.place(scored[0][1])
        candidates = tuple(
            Candidate(id=p.id, name=p.name, lat=p.lat, lon=p.lon, score=1.0 / len(scored))
            for p in (places.place(r) for _, r in scored[:5])
        )
        resolved.append(
            replace(
                mention,
                resolution=Resolution(
                    place=best,
                    candidates=candidates,
                    confidence=0.5,
                    reason="the most populous place of that name",
                    status="resolved",
                ),
            )
        )
    return resolved
