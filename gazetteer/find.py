"""Find places for people: ordered candidates, or suggestions that are marked as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gazetteer.columns import KINDS
from gazetteer.conflate import distance_km
from gazetteer.names import as_written, fold
from gazetteer.place import Place

if TYPE_CHECKING:
    from gazetteer.index import Gazetteer

ALIKE = 72.0
"""Likeness in per cent from which a spelling is suggested."""

UNKNOWN_POPULATION = 1_000
"""A place of unknown population (a camp, a hospital) ranks like a village, not below all."""

OTHER_NAME_WEIGHT = 0.1
"""Mashhad is no longer called Alexandria: a name that is not the main one counts less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place that a name may mean.

    Attributes
    ----------
    kind
        What kind of name of the place it is; "" for a suggestion.
    within
        Names of the larger places, the next one first.
    distance_km
        From the point asked for, None without one.
    suggestion
        The spelling that is like the name asked for; "" where the name itself is known.
    """

    place: Place
    kind: str
    within: tuple[str, ...]
    distance_km: float | None = None
    suggestion: str = ""


def find(
    gazetteer: Gazetteer,
    name: str,
    *,
    near: tuple[float, float] | None = None,
    country: str | None = None,
    limit: int = 10,
) -> list[Found]:
    """Return the places of that name, the likeliest first; suggestions where there is none.

    Parameters
    ----------
    near
        Latitude and longitude; nearer places come first.
    country
        ISO code; places elsewhere are left out.
    """
    folded = fold(name)
    rows, kinds = gazetteer.postings(folded)
    found = [
        _found(gazetteer, row, near, kind=kind)
        for row, kind in zip(rows, kinds, strict=True)
        if country in (None, gazetteer.country_of(row))
    ]
    if folded in gazetteer.demonyms:
        row = gazetteer.demonyms[folded]
        if country in (None, gazetteer.country_of(row)) and row not in rows:
            found.append(_found(gazetteer, row, near, kind="demonym"))
    if not found and not rows:
        found = _suggest(gazetteer, folded, near=near, country=country, limit=limit)
    elif near is None:
        found.sort(key=lambda candidate: _prominence(candidate, as_written(name)))
    else:
        found.sort(key=lambda f: (f.distance_km, f.place.id))
    return found[:limit]


def describe(found: Found) -> str:
    """Return a candidate in three lines: what, where, and who vouches for it."""
    place = found.place
    words = [f"{place.name} ({place.feature_class}"]
    words[0] += f", {place.country})" if place.country else ")"
    if found.kind not in ("", "main"):
        words.append(f"by its {found.kind} name" if found.kind != "demonym" else "by its demonym")
    if found.suggestion:
        words.append(f"suggestion: like {found.suggestion!r}, never used to place a report")
    point = f"{place.lat:.5f}, {place.lon:.5f}, within {place.precision_km:g} km"
    if place.population:
        point += f"; {place.population:,} people"
    if found.distance_km is not None:
        point += f"; {found.distance_km:,.1f} km away"
    within = " < ".join(found.within) or "nothing larger"
    vouched = ", ".join(filter(None, (place.source, place.licence))) or "no source"
    lines = [
        "; ".join(words),
        f"  in {within}",
        f"  at {point}",
        f"  {place.id}; {vouched}",
    ]
    if place.note:
        lines.append(f"  note: {place.note}")
    return "\n".join(lines)


def longer_names(
    gazetteer: Gazetteer, name: str, *, country: str | None = None, limit: int = 10
) -> list[Place]:
    """Return places whose longer name begins with ``name``: "Rafah crossing" for "Rafah"."""
    folded = fold(name)
    if not gazetteer.is_prefix(folded):
        return []
    rows = dict.fromkeys(
        row
        for longer in gazetteer.folded_names()
        if longer.startswith(f"{folded} ")
        for row, kind in zip(*gazetteer.postings(longer), strict=True)
        if kind == KINDS[0] and country in (None, gazetteer.country_of(row))
    )
    own = {gazetteer.country_of(row) for row in gazetteer.rows(folded)[:1]}
    places = map(gazetteer.place, rows.keys() - set(gazetteer.rows(folded)))
    # Those in the country of the likeliest place first.
    return sorted(places, key=lambda p: (p.country not in own, -p.population, p.name, p.id))[:limit]


def _prominence(found: Found, written: str) -> tuple[bool, bool, float, int, str]:
    """Order countries and regions before towns, names spelled as asked before others."""
    place = found.place
    is_large = place.feature_class in ("continent", "country", "region")
    is_as_written = any(as_written(spelling) == written for spelling, _ in place.names)
    weight = 1.0 if found.kind == KINDS[0] else OTHER_NAME_WEIGHT
    people = weight * (place.population or UNKNOWN_POPULATION)
    return not is_large, not is_as_written, -people, KINDS.index(found.kind), place.id


def _found(
    gazetteer: Gazetteer,
    row: int,
    near: tuple[float, float] | None,
    *,
    kind: str = "",
    suggestion: str = "",
) -> Found:
    place = gazetteer.place(row)
    return Found(
        place=place,
        kind=kind,
        within=tuple(map(gazetteer.name_of, gazetteer.ancestors(row))),
        distance_km=distance_km(*near, place.lat, place.lon) if near else None,
        suggestion=suggestion,
    )


def _suggest(
    gazetteer: Gazetteer,
    folded: str,
    *,
    near: tuple[float, float] | None,
    country: str | None,
    limit: int,
) -> list[Found]:
    """Return places with a name that is spelled much alike; only a person may pick one of them."""
    from rapidfuzz import fuzz, process

    if len(folded) < 3:
        return []
    names: Sequence[str] = list(gazetteer.folded_names())
    alike = process.extract(folded, names, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=20 * limit)
    best: dict[int, tuple[float, str]] = {}
    for spelling, score, _ in alike:
        for row in gazetteer.rows(spelling):
            if country in (None, gazetteer.country_of(row)):
                best.setdefault(row, (score, spelling))
    found = [
        (score, _found(gazetteer, row, near, suggestion=spelling))
        for row, (score, spelling) in best.items()
    ]
    found.sort(
        key=lambda pair: (
            -pair[0] if near is None else pair[1].distance_km,
            -pair[1].place.population,
            pair[1].place.id,
        )
    )
    return [candidate for _, candidate in found[:limit]]
