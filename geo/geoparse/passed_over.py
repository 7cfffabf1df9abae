"""Names that the tagger passed over, though the text leaves no doubt what they are."""

from __future__ import annotations

from collections.abc import Sequence

from gazetteer import Gazetteer
from geo.distance import distance_km
from geo.geoparse.candidates import CLASS_GROUPS
from geo.geoparse.lexicon import words_for
from geo.geoparse.match import Lookup, Match
from geo.geoparse.name_parts import part_of_a_name
from geo.geoparse.roles import Found
from geo.geoparse.tokens import Tokens

CLASS_WORDS = words_for("site")
"""Lower-case words that belong to the name in front of them where the gazetteer has both."""

ALWAYS_PART = words_for("quarter")
"""Those that belong to it in any case; words for divisions only help to choose the place."""

_SITE_WORDS = CLASS_WORDS | ALWAYS_PART
_LONGEST_SITE = 4
"""Words in front of the class word of a site."""

_PLACE_CUES = words_for("place cue")
_AIMED = _PLACE_CUES | {"on", "against"}
_NAMES_OF_PERSONS = frozenset(("given name", "surname"))
_HOLDER_OPENERS = ([",", "in"], [",", "near"], [",", "outside"])
_KNOWN_POPULATION = 5_000
_BESIDE_KM, _MOST_BESIDE = 100.0, 10
_BEFORE_PLACES = frozenset(("in", "at", "near", "hit", "struck", "shook", "rocked", "bombed"))
_PHRASE_ENDS = frozenset((".", ";", "on", "overnight", "when", "where", "after", "before", "early"))
_TOWNS = frozenset(("populated_place", "camp", "admin1", "port"))
_PROPER = frozenset(("main", "alternate"))
_FIGURE = 8
"""Tokens that a figure in brackets and the joint behind it may take: "(6,125), and"."""

_GOES_ON = ([","], ["and"], ["or"], [",", "and"], ["/"])
"""What stands between two names of a list."""


def passed_over(
    text: str,
    tokens: Tokens,
    kept: Sequence[Found],
    sure: Sequence[Match],
    lookup: Lookup,
) -> list[Found]:
    """Return the names that the tagger didn't see and that can only be places."""
    taken = sorted(kept)
    added: list[Found] = []
    index = 0
    for match in sure:
        while index < len(taken) and taken[index].last <= match.first:
            index += 1
        free = index == len(taken) or taken[index].first >= match.last
        listed = index and _is_listed(tokens, taken[index - 1], match, lookup)
        if free and (
            _surely_meant(tokens, match, lookup)
            or (listed and is_known(match, lookup))
            or _heads_entry(text, tokens, match, lookup)
            or _stands_where_places_do(tokens, match, lookup)
        ):
            added.append(Found(match.first, match.last, "LOC"))
        elif free and not match.entry.common and is_known(match, lookup):
            name = Found(match.first, match.last, "EMB")
            if part_of_a_name(text, tokens, name, lookup):
                added.append(name)  # "the Lima Group"
    return added


def sites_passed_over(
    text: str, tokens: Tokens, found: Sequence[Found], lookup: Lookup
) -> list[Found]:
    """Return the known sites of a sentence that were not seen: "the Far'a camp"."""
    added: list[Found] = []
    taken: set[int] | None = None
    for i, word in enumerate(tokens.words):
        if word not in _SITE_WORDS or not tokens.is_capital(i - 1):
            continue
        if taken is None:
            taken = {k for name in found for k in range(name.first, name.last)}
        for first in range(max(0, i - _LONGEST_SITE), i):
            if not tokens.is_capital(first) or not taken.isdisjoint(range(first, i + 1)):
                continue
            rows = lookup(tokens.surface(text, first, i + 1)).rows
            if any(CLASS_GROUPS.get(lookup.places.class_of(row)) == "facility" for row in rows):
                added.append(Found(first, i + 1, "LOC"))
                break
    return added


def _surely_meant(tokens: Tokens, match: Match, lookup: Lookup) -> bool:
    """Whether a name that the tagger passed over stands as a place all the same."""
    if match.entry.demonym >= 0:
        return False
    if match.entry.common:
        return _is_placed_by_its_holder(tokens, match, lookup)
    if tokens.is_capital(match.last):
        return False
    long = match.last - match.first > 1
    if not match.first or tokens.is_capital(match.first - 1):
        return long and not match.first
    if long and is_single_site(match.entry.rows, lookup):
        return True
    before = tokens.words[match.first - 1]
    return long and before in _PLACE_CUES and is_known(match, lookup)


def _stands_where_places_do(tokens: Tokens, match: Match, lookup: Lookup) -> bool:
    """Whether a single word follows "in", "at" or "hit" and ends its phrase: "shells hit Farah"."""
    if match.entry.demonym >= 0 or match.last - match.first > 1:
        return False
    if match.entry.common and not (
        lookup.places.common_words[match.entry.folded] in _NAMES_OF_PERSONS
        and is_known(match, lookup)
    ):
        return False
    before = tokens.words[match.first - 1].lower() if match.first else ""
    if tokens.kinds[match.first] != "C" or before not in _BEFORE_PLACES:
        return False
    after = tokens.words[match.last] if match.last < len(tokens) else "."
    # "In Nancy, youths set fire to a car"
    ends = after in _PHRASE_ENDS or (match.first == 1 and after == ",")
    return ends and any(
        lookup.places.class_of(row) in _TOWNS
        and lookup.places.name_kind(row, match.entry.folded) in _PROPER
        for row in match.entry.rows
    )


def neighbours_passed_over(
    text: str,
    tokens: Tokens,
    found: Sequence[Found],
    matches: Sequence[Match],
    lookup: Lookup,
) -> list[Found]:
    """Return the names of a sentence that were not seen and lie near a place that was."""
    if not found or len(matches) <= len(found):
        return []
    taken = {k for name in found for k in range(name.first, name.last)}
    return [
        Found(match.first, match.last, "LOC")
        for match in matches
        if match.entry.rows
        and not match.entry.not_place
        and taken.isdisjoint(range(match.first, match.last))
        and (
            _lies_near(text, tokens, match, found, lookup)
            or _is_counted(tokens, match, found, lookup)
        )
    ]


def _is_counted(tokens: Tokens, match: Match, found: Sequence[Found], lookup: Lookup) -> bool:
    """Whether a name goes on with a list of places and figures: "in Nyala (14), Zalingei (3)"."""
    if ")" not in tokens.words[max(0, match.first - 2) : match.first] or not is_known(
        match, lookup
    ):
        return False
    return any(
        name.last < match.first <= name.last + _FIGURE and _is_listed(tokens, name, match, lookup)
        for name in found
    )


def _lies_near(
    text: str, tokens: Tokens, match: Match, found: Sequence[Found], lookup: Lookup
) -> bool:
    """Whether a name behind a preposition of place lies near a place of the sentence.

    Salif is a given name too; in "raids on Hodeidah and two on Salif" it is the port nearby.
    """
    if match.entry.common or match.entry.demonym >= 0 or not match.first:
        return False
    if tokens.words[match.first - 1] not in _AIMED or tokens.is_capital(match.last):
        return False
    places = lookup.places
    for name in found[:_MOST_BESIDE]:
        if name.kind != "LOC":
            continue
        surface = tokens.surface(text, name.first, name.last)
        for row in lookup(surface).rows[:1]:
            for other in match.entry.rows:
                if other != row and _is_beside(row, other, places):
                    return True
    return False


def _is_beside(row: int, other: int, places: Gazetteer) -> bool:
    away_km = distance_km(places.lat[row], places.lon[row], places.lat[other], places.lon[other])
    return bool(away_km <= _BESIDE_KM)


def _is_listed(tokens: Tokens, place: Found, match: Match, lookup: Lookup) -> bool:
    """Whether a name goes on with a list that a place begins: "Nyala 14, Zalingei 3"."""
    if place.kind != "LOC" or match.entry.common or match.entry.demonym >= 0:
        return False
    word = tokens.words[match.first]
    if tokens.kinds[match.first] != "C" or word in lookup.places.given_names:
        return False  # "Moscow, SANA": an agency; "in Nyala, Victoria said": a person
    if tokens.is_capital(match.last):
        return False
    between = tokens.words[place.last : match.first]
    if between[:1] == ["("] and ")" in between:
        close = between.index(")")
        if all(word[0].isdigit() or word in {",", "."} for word in between[1:close]):
            between = between[close + 1 :]  # "Nyala (14), Zalingei (1,203)"
    if between and between[0].isdigit():
        between.pop(0)
    return between in _GOES_ON


def _heads_entry(text: str, tokens: Tokens, match: Match, lookup: Lookup) -> bool:
    """Whether a name and a colon open a line, as in a list of reports by place: "Minova: ..."."""
    if match.entry.common or tokens.words[match.first] in lookup.places.given_names:
        return False
    if tokens.words[match.last : match.last + 1] != [":"] or tokens.kinds[match.first] != "C":
        return False
    line = text.rfind("\n", 0, tokens.starts[match.first]) + 1
    return not any(character.isalpha() for character in text[line : tokens.starts[match.first]])


def _is_placed_by_its_holder(tokens: Tokens, match: Match, lookup: Lookup) -> bool:
    """Whether a person's name stands where only a place can: "in Eli, in the West Bank"."""
    folded = match.entry.folded
    if lookup.places.common_words[folded] not in _NAMES_OF_PERSONS or not match.first:
        return False
    behind = tokens.words[match.last : match.last + 2]
    return tokens.words[match.first - 1] in _PLACE_CUES and behind in _HOLDER_OPENERS


def is_single_site(rows: Sequence[int], lookup: Lookup) -> bool:
    """Whether a name is that of one building, camp, road or quarter, not of a town."""
    classes = {CLASS_GROUPS.get(lookup.places.class_of(row), "") for row in rows}
    return bool(classes & {"facility", "neighbourhood"})


def is_known(match: Match, lookup: Lookup) -> bool:
    """Whether a place of that name is at least a small town."""
    population = lookup.places.population
    return any(int(population[row]) >= _KNOWN_POPULATION for row in match.entry.rows)
