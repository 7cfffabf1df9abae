"""Withhold the place of a name that would lie far from where the report says or is about.

A gazetteer lacks most hamlets of the world. Where one of them is named, the only place that it has
of that name may lie on another continent, and looks certain for want of a rival.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from gazetteer.names import fold
from gazetteer.place import Place
from geo.distance import distance_km
from geo.model import Mention, Resolution

_OTHERS, _SHARE = 3, 0.6
"""So many other places, and so much of what a report names, lie in the country it is about."""

_FAR_KM = 800.0
_WELL_KNOWN = 100_000
"""A city of so many people needs no introduction: readers know where it is."""

_KNOWN_ABROAD = 1_000_000
"""One of so many needs none under another of its names either: "Bombay"; "Keri" isn't Cary."""

_SMALL_DIVISION = 300_000
"""A first-order division of fewer is no better known abroad than a town."""

_SMALL = frozenset({"populated_place", "neighbourhood", "admin2"})
_HELD = re.compile(
    r"(?: (?:district|neighbou?rhood|quarter|area|borough|ward|part)"
    r"|, an? (?:\w+ )?(?:town|village|hamlet|settlement))? (?:of|in)"
    r"(?: the(?: (?:city|town|municipality) of)?)?(?: \w+ern)? "
)
"""What stands between the name of a quarter and that of its town."""

_LONGEST_HELD = 60

_HELD_WITHIN, _SLACK_KM = 3.0, 150.0
"""So many times their radii, and so many km more, a place may lie from what holds it."""


def withhold_strays(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, those without a place whose small place is far from all others.

    The report names nothing else of its country, nor anything else within 800 km, and most of
    what it names lies in one other country. The place stays among the candidates.
    """
    named: dict[str, Place] = {}
    surfaces: dict[str, str] = {}
    for mention in mentions:
        place = mention.resolution.place
        if place is not None and mention.function != "name_part":
            named[place.id] = place
            surfaces.setdefault(place.id, mention.surface)
    nearest_km = _strays(list(named.values()), surfaces)
    if not nearest_km:
        return list(mentions)
    withheld = []
    for mention in mentions:
        place = mention.resolution.place
        if place is not None and place.id in nearest_km:
            reason = (
                f"{place.name} ({place.country}) is {nearest_km[place.id]:,.0f} km from all else "
                "that the report names, too far to be meant"
            )
            mention = mention.resolved(_withheld(mention.resolution, reason))
        withheld.append(mention)
    return withheld


def withhold_outliers(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Return the mentions, without a place those that lie far from what is said to hold them.

    "The Shevchenkivskyi district of Zaporizhzhia" is none of Kyiv or Kharkiv, even if the gazetteer
    has no other.
    """
    found = list(mentions)
    for i in range(len(found) - 1):
        inner, outer = found[i], found[i + 1]
        if outer.start - inner.end > _LONGEST_HELD or inner.resolution.place is None:
            continue
        if not _HELD.fullmatch(text, inner.end, outer.start):
            continue
        place, holder = inner.resolution.place, outer.resolution.place
        if holder is None or place.id == holder.id or place.feature_class not in _SMALL:
            continue
        away_km = float(distance_km(place.lat, place.lon, holder.lat, holder.lon))
        if away_km > _HELD_WITHIN * (holder.precision_km + place.precision_km) + _SLACK_KM:
            reason = (
                f"{place.name} ({place.country}) is {away_km:,.0f} km from {holder.name}, which is "
                "said to hold it"
            )
            found[i] = inner.resolved(_withheld(inner.resolution, reason))
    return found


def _strays(places: Sequence[Place], surfaces: Mapping[str, str]) -> dict[str, float]:
    """Return the ids of strays, each with the distance in km to the nearest other place."""
    if len(places) <= _OTHERS:
        return {}
    countries = Counter([place.country for place in places if place.country])
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
        if not _is_small(place, surfaces[place.id]):
            continue
        away_km = distance_km(place.lat, place.lon, lat, lon)
        away_km[i] = np.inf
        if (nearest := float(away_km.min())) > _FAR_KM:
            found[place.id] = nearest
    return found


def _is_small(place: Place, surface: str) -> bool:
    population = place.population or 0
    if place.feature_class == "admin1":
        return 0 < population < _SMALL_DIVISION
    if place.feature_class not in _SMALL or population >= _KNOWN_ABROAD:
        return False
    return population < _WELL_KNOWN or fold(surface) != fold(place.name)


def _withheld(resolution: Resolution, reason: str) -> Resolution:
    return resolution._replace(place=None, confidence=0.0, reason=reason, status="unknown")
