"""Withhold the place of a name that would lie far from all that a report is about.

A gazetteer lacks most hamlets of the world. Where one of them is named, the only place that it has
of that name may lie on another continent, and looks certain for want of a rival.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from gazetteer.place import Place
from geo.distance import distance_km
from geo.model import Mention, Resolution

_OTHERS, _SHARE = 3, 0.6
"""So many other places, and so much of what a report names, lie in the country it is about."""

_FAR_KM = 800.0
_WELL_KNOWN = 100_000
"""A city of so many people needs no introduction: readers know where it is."""

_SMALL = frozenset({"populated_place", "neighbourhood", "admin2"})


def withhold_strays(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, those without a place whose small place is far from all others.

    The report names nothing else of its country, nor anything else within 800 km, and most of
    what it names lies in one other country. The place stays among the candidates.
    """
    named = {
        mention.resolution.place.id: mention.resolution.place
        for mention in mentions
        if mention.resolution.place is not None and mention.function != "name_part"
    }
    nearest_km = _strays(list(named.values()))
    if not nearest_km:
        return list(mentions)
    return [
        replace(mention, resolution=_withheld(mention.resolution, place, nearest_km[place.id]))
        if (place := mention.resolution.place) is not None and place.id in nearest_km
        else mention
        for mention in mentions
    ]


def _strays(places: Sequence[Place]) -> dict[str, float]:
    """Return the ids of strays, each with the distance in km to the nearest other place."""
    countries = Counter(place.country for place in places if place.country)
    if not countries:
        return {}
    home, at_home = countries.most_common(1)[0]
    if at_home < max(_OTHERS, _SHARE * (len(places) - 1)):
        return {}
    lat = np.array([place.lat for place in places])
    lon = np.array([place.lon for place in places])
    found: dict[str, float] = {}
    for i, place in enumerate(places):
        if place.country == home or countries[place.country] > 1:
            continue
        if place.feature_class not in _SMALL or (place.population or 0) >= _WELL_KNOWN:
            continue
        away_km = distance_km(place.lat, place.lon, lat, lon)
        away_km[i] = np.inf
        if (nearest := float(away_km.min())) > _FAR_KM:
            found[place.id] = nearest
    return found


def _withheld(resolution: Resolution, place: Place, nearest_km: float) -> Resolution:
    return replace(
        resolution,
        place=None,
        confidence=0.0,
        reason=f"{place.name} ({place.country}) is {nearest_km:,.0f} km from all else that the "
        "report names, too far to be meant",
        status="unknown",
    )
