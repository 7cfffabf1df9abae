"""Vary a corpus: other places in the same sentences, so that the words around a name count."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from gazetteer import Gazetteer
from geo.geoparse.match import Lookup
from geo.geoparse.tagger.corpora import Document, Toponym
from geo.geoparse.tagger.features import group_of

_REPLACED = frozenset(("populated", "capital", "neighbourhood", "facility", "admin2", "unknown"))


def place_names(places: Gazetteer) -> tuple[list[str], list[str]]:
    """Return names of towns and villages of the world, and those of places curated by hand."""
    towns = places.classes.index("populated_place")
    world, curated = [], []
    for row in range(len(places)):
        place_class = int(places.class_index[row])
        if not places.id_of(row).startswith("geonames:") or places.country_of(row) in _CURATED:
            if places.classes[place_class] not in ("country", "admin1"):
                curated.append(row)
        elif (
            place_class == towns and 2_000 < int(places.population[row]) < 400_000 and row % 7 == 0
        ):
            world.append(row)
    return [places.name_of(r) for r in world], [places.name_of(r) for r in curated]


_CURATED = frozenset(("PS", "IL", "LB", "SY", "JO", "EG"))


def vary(document: Document, pools: Sequence[Sequence[str]], lookup: Lookup, seed: int) -> Document:
    """Return a document with other towns in place of its own, each replaced by one all through."""
    # names are drawn, not secrets
    generator = random.Random(f"{seed} {document.corpus} {document.id}")  # noqa: S311
    chosen: dict[str, str] = {}
    text: list[str] = []
    toponyms: list[Toponym] = []
    position = length = 0
    for toponym in document.toponyms:
        if toponym.start < position:
            continue  # nested: the outer one stays
        surface = document.text[toponym.start : toponym.end]
        before = document.text[position : toponym.start]
        text.append(before)
        length += len(before)
        position = toponym.end
        if group_of(surface, lookup) in _REPLACED and toponym.type not in _KEPT:
            if surface not in chosen:
                chosen[surface] = generator.choice(generator.choice(pools))
            new = chosen[surface].upper() if surface.isupper() else chosen[surface]
        else:
            new = surface
        text.append(new)
        toponyms.append(replace(toponym, start=length, end=length + len(new)))
        length += len(new)
    text.append(document.text[position:])
    return replace(
        document, id=f"{document.id}~{seed}", text="".join(text), toponyms=tuple(toponyms)
    )


_KEPT = frozenset(("Embedded_Non_Lit", "Homonym", "Demonym", "Language"))
