"""Compile curated rows and the world base into one file that is mapped, not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, replace
from pathlib import Path

import numpy as np

from gazetteer import world
from gazetteer.columns import CLASSES, KINDS, Columns
from gazetteer.conflate import Twins, distance_km
from gazetteer.curated import Curated, read_curated
from gazetteer.errors import Problem
from gazetteer.keys import Array, key_arrays, text_table
from gazetteer.link import admin1_rows, link, unlinkable
from gazetteer.pack import to_chunks
from gazetteer.record import Record
from gazetteer.review import country_boxes, review, swapped

Names = Mapping[str, list[tuple[str, str, tuple[str, int]]]]
"""Names that wait for a place, by its id: name, language, where it stands."""


def compile_curated(directory: Path, fingerprint: str) -> list[bytes | memoryview]:
    """Return the compiled gazetteer of the curated files in ``directory`` over the world base."""
    columns, curated = collect(directory)
    return pack_columns(columns, curated, {"fingerprint": fingerprint})


def collect(directory: Path, *, reviewed: bool = False) -> tuple[Columns, Curated]:
    """Return all places of the curated files and of the world base, linked and told apart.

    With ``reviewed`` the problems also name what was taken but looks wrong.
    """
    curated = read_curated(directory)
    columns = Columns()
    names = add_with_world(columns, curated, reviewed=reviewed)
    finish_curated(columns, curated, names)
    return columns, curated


def add_with_world(columns: Columns, curated: Curated, *, reviewed: bool = False) -> Names:
    """Add the curated places and the world base; return the names that wait for other places."""
    cities, countries = world.read_cities(), world.read_countries()
    boxes = country_boxes(cities.values(), curated.records.values())
    curated.leave_out(swapped(curated.records.values(), boxes))
    if reviewed:
        curated.problems += review(curated.records.values(), boxes)
    world_ids = {f"geonames:{country['geonameid']}" for country in countries.values()}
    names = add_curated(
        columns,
        curated,
        lambda place_id: place_id in world_ids or place_id.removeprefix("geonames:") in cities,
    )
    twins = Twins(columns)
    known_countries = {
        record.country for record in curated.records.values() if record.feature_class == "country"
    }
    for record in world.country_records(countries, cities):
        if record.country not in known_countries:
            columns.add(record)
    for record in world.city_records(cities):
        row = columns.row_of.get(record.id, -1)
        if row == -1:
            row = twins.row_of(record)
        if row == -1:
            columns.add(record)
        else:
            merge(columns, row, record)
    return names


def add_curated(columns: Columns, curated: Curated, is_known: Callable[[str], bool]) -> Names:
    """Add the curated places that can be linked; return the names that wait for other places."""
    for place_id, record in curated.records.items():
        if record.parent_id in curated.left_out:
            parent_id = nearest_kept(record.parent_id, curated)
            curated.records[place_id] = replace(record, parent_id=parent_id)
    curated.leave_out(unlinkable(curated.records, is_known))
    names: defaultdict[str, list[tuple[str, str, tuple[str, int]]]] = defaultdict(list)
    for place_id, name, language, where in curated.names:
        names[place_id].append((name, language, where))
    for record in curated.records.values():
        own = tuple((name, language) for name, language, _ in names.pop(record.id, ()))
        columns.add(replace(record, names=own + short_airport_names(record, own)))
    return names


def short_airport_names(
    record: Record, names: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Return the names of an airport without "International".

    Reports of "X International Airport" go on with "X airport". "X International" alone is no name
    of it: fairs, banks and festivals begin so.
    """
    if record.feature_class != "airport":
        return ()
    known = [record.name, *(name for name, _ in names)]
    return tuple(
        (short, "en")
        for short in dict.fromkeys(
            name.replace(" International Airport", " Airport") for name in known
        )
        if short not in known
    )


def nearest_kept(place_id: str, curated: Curated) -> str:
    """Return ``place_id`` or, where it was left out, the next larger place that was not."""
    seen = set()
    while place_id in curated.left_out and place_id not in curated.records:
        if place_id in seen:
            return ""
        seen.add(place_id)
        place_id = curated.left_out[place_id]
    return place_id


def finish_curated(columns: Columns, curated: Curated, names: Names) -> None:
    """Add the names that waited, check that every id is known, and link all places."""
    for place_id, entries in names.items():
        row = columns.row_of.get(place_id)
        if row is not None:
            columns.add_names(row, tuple((name, language) for name, language, _ in entries))
            continue
        if place_id in curated.left_out:
            continue  # the place's own row is named already
        reason, cure = f"place {place_id[:60]} is not in the gazetteer", "add it or delete the row"
        curated.problems += [Problem(*where, reason, cure) for _, _, where in entries]
    for folded, (place_id, where) in [*curated.demonyms.items()]:
        if place_id not in columns.row_of:
            del curated.demonyms[folded]
            reason = f"place {place_id[:60]} is not in the gazetteer"
            curated.problems.append(Problem(*where, reason, "add it or delete the row"))
    curated.problems.sort()
    link(columns)


def merge(columns: Columns, row: int, record: Record) -> None:
    """Give a place what another source tells of it; where their points disagree, note it."""
    apart_km = distance_km(columns.lat[row], columns.lon[row], record.lat, record.lon)
    if apart_km > max(columns.precision_km[row], record.precision_km):
        columns.add_note(row, f"the point of {record.source} is {apart_km:.1f} km away")
    columns.merge(row, record)


def pack_columns(
    columns: Columns,
    curated: Curated,
    header: Mapping[str, object],
) -> list[bytes | memoryview]:
    """Return the parts of the file of all ``columns``: the same bytes for the same places."""
    arabic = arabic_countries()
    uses_article = [code in arabic for code in columns.country_codes.index]
    phrases = (*curated.demonyms, *curated.words.not_places)
    name_order = np.argsort(np.array(columns.name_rows, dtype=np.int32), kind="stable")
    name_ends = np.array(columns.name_ends, dtype=np.uint32)
    name_starts = np.concatenate(([0], name_ends[:-1])).astype(np.uint32)
    names_per_row = np.bincount(np.array(columns.name_rows), minlength=len(columns))
    parents = np.array(columns.parents, dtype=np.int32)
    arrays: dict[str, Array] = {
        "lat": np.array(columns.lat),
        "lon": np.array(columns.lon),
        "precision_km": np.array(columns.precision_km),
        "population": np.array(columns.population, dtype=np.int64),
        "class": np.array(columns.classes),
        "disputed": np.array(columns.disputed),
        "country": np.array(columns.countries),
        "parent": parents,
        "admin1": np.array(admin1_rows(columns), dtype=np.int32),
        "source": np.array(columns.sources, dtype=np.int32),
        "licence": np.array(columns.licences, dtype=np.int32),
        "note": np.array(columns.notes, dtype=np.int32),
        "children": np.argsort(parents, kind="stable").astype(np.int32),
        "children_start": np.searchsorted(
            np.sort(parents), np.arange(len(columns) + 1, dtype=np.int32)
        ).astype(np.uint32),
        **text_table("id", columns.row_of),
        "id_rows": np.fromiter(columns.row_of.values(), np.int32, len(columns.row_of)),
        "place_ids": _main_ids(columns),
        **text_table("text", columns.texts.texts),
        "name_blob": np.frombuffer(columns.names, dtype=np.uint8),
        "name_starts": name_starts[name_order],
        "name_ends": name_ends[name_order],
        "name_language": np.array(columns.name_languages)[name_order],
        "row_names_start": np.concatenate(([0], np.cumsum(names_per_row))).astype(np.uint32),
        **key_arrays(columns, uses_article=uses_article, phrases=phrases),
    }
    texts = {
        "classes": CLASSES,
        "kinds": KINDS,
        "countries": list(columns.country_codes.index),
        "article_countries": [code for code in columns.country_codes.index if code in arabic],
        "languages": list(columns.languages.index),
        "demonyms": {
            folded: columns.row_of[place_id]
            for folded, (place_id, _) in sorted(curated.demonyms.items())
        },
        "not_places": {
            folded: [entry.kind, entry.reason]
            for folded, entry in sorted(curated.words.not_places.items())
        },
        "common_words": dict(sorted(curated.words.common_words.items())),
        "not_place_patterns": [astuple(pattern) for pattern in curated.words.patterns.values()],
        "person_titles": curated.words.titles,
        "given_names": curated.words.given_names,
        "problems": [astuple(problem) for problem in curated.problems],
        **header,
    }
    return to_chunks(texts, arrays)


def arabic_countries() -> set[str]:
    """Return the countries where Arabic is spoken: names there may hold the Arabic article."""
    return {
        code
        for code, country in world.read_countries().items()
        if any(tag.partition("-")[0] == "ar" for tag in country["languages"].split(","))
    }


def _main_ids(columns: Columns) -> Array:
    """Return by row the index of the place's own id among all ids."""
    indexes = np.zeros(len(columns), dtype=np.uint32)
    for index, (place_id, row) in enumerate(columns.row_of.items()):
        if columns.ids[row] == place_id:
            indexes[row] = index
    return indexes
