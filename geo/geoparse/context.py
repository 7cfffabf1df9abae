"""Gather the different names of a report, and what its words say about each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gazetteer import Gazetteer
from geo.distance import distance_km
from geo.geoparse.candidates import LARGEST_SET, CandidateMemory
from geo.geoparse.class_words import DIVISION_WORDS, GENERIC_WORDS, class_cues
from geo.geoparse.list_cues import list_cues
from geo.geoparse.match import Entry, Lookup, lookup_of
from geo.model import Mention

LARGEST_CONTEXT = 300
"""Different names of one report that are weighed against each other; the rest go by themselves."""

_QUALIFIED = re.compile(r"[ \t]*(?:,[ \t]*(?:in[ \t]+|the[ \t]+)*|\([ \t]*)$")
_WITHIN = re.compile(
    r"[ \t,]*(?:in|of|near|outside|,)[ \t]+(?:[a-z]+[ \t]+){0,2}(?:of[ \t]+)?(?:the[ \t]+)?$"
    r"|['’]s?[ \t]+(?:[a-z-]+[ \t]+){0,3}$"
)
_LISTED = re.compile(
    r"(?:[ \t]*[,;&/])?[ \t]+(?:(?:and|or|as well as)[ \t]+)?(?:the[ \t]+|in[ \t]+)?|[,;/]"
)
_BREAK = re.compile(r"[.!?:;][\s\"”’)]|\n")
_BESIDE = 60
"""Characters within which two names of a sentence stand beside each other."""

_PART_WITHIN_KM = 50.0
"""So near "Cairo" must the only known "University Hospital" lie for "Cairo University Hospital"."""

_WORD_BEFORE = re.compile(r"(\w+)[ \t]+of[ \t]+(?:the[ \t]+)?$")
_BELOW = {"country": "admin1", "admin1": "admin2"}
_PEERS = frozenset(_BELOW)
_WORD_AFTER = re.compile(r"[ \t-]*(\w+)")
_WORD_REACH = 20
"""Characters behind a name within which that word is read."""

_LEADING = re.compile(
    r"^(?:the|city of|town of|village of|state of|province of|greater|downtown|central|upper|lower|"
    r"inner|old|north|south|east|west|northern|southern|eastern|western|north-?east(?:ern)?|"
    r"north-?west(?:ern)?|south-?east(?:ern)?|south-?west(?:ern)?|mid|midtown|hai|tal|county)[\s-]+",
    re.IGNORECASE,
)


@dataclass(slots=True, eq=False)
class Name:
    """A name of a report: all its mentions mean one place.

    Attributes
    ----------
    surface
        As first written.
    rows
        The places that bear it; none where the gazetteer doesn't know it.
    part
        Whether only a part of the surface is known ("Colchester" of "Colchester Hospital").
    holders
        Rows that are named right behind it as holding it ("Springfield, Illinois").
    near_holders
        Rows named beside it in a looser way ("in northern Ruritania").
    short_of
        Rows of a longer name of the report of which it is the beginning.
    called_so
        Those of them that bear the short name too: "Gaza" beside "the Gaza Strip".
    beside
        Numbers of the names that stand right before or behind it in its sentence.
    peers
        Those of them that are listed with it ("Texas, Illinois and Washington").
    """

    surface: str
    folded: str
    rows: tuple[int, ...] = ()
    part: str = ""
    demonym: bool = False
    count: int = 0
    first: int = 0
    cue: str = ""
    cue_certain: bool = False
    holders: frozenset[int] = frozenset()
    near_holders: frozenset[int] = frozenset()
    short_of: frozenset[int] = frozenset()
    called_so: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()
    peers: frozenset[int] = frozenset()


def gather_names(
    mentions: Sequence[Mention], text: str, memory: CandidateMemory
) -> tuple[list[Name], list[int]]:
    """Return the different names, and for each mention the number of its name."""
    lookup = lookup_of(memory.places)
    names: list[Name] = []
    numbers: dict[tuple[str, bool, frozenset[int], str], int] = {}
    of_mention: list[int] = []
    countries: frozenset[int] | None = None
    behind = [_WORD_AFTER.match(text, m.end, m.end + _WORD_REACH) for m in mentions]
    entries = [_entry(m, after, text, lookup) for m, after in zip(mentions, behind, strict=True)]
    listed = list_cues(mentions, text)
    none: frozenset[int] = frozenset()
    for index, mention in enumerate(mentions):
        entry, part = entries[index]
        holders = none
        near: tuple[int, ...] = ()
        if index + 1 < len(mentions) and mentions[index + 1].start - mention.end <= 40:
            following = mentions[index + 1]
            gap = text[mention.end : following.start]
            if gap and not following.demonym and not mention.demonym:
                if ("," in gap or "(" in gap) and _QUALIFIED.fullmatch(gap):
                    holders = _holders(entry, entries[index + 1][0], memory)
                elif _WITHIN.fullmatch(gap):
                    near = entries[index + 1][0].rows
        if index and mention.start - mentions[index - 1].end <= 40:
            end = mentions[index - 1].end
            if text[end : end + 1] in "'’" and _WITHIN.fullmatch(text, end, mention.start):
                near += entries[index - 1][0].rows
        cue, certain = _cue(mention, behind[index], text)
        if index in listed and not certain:
            cue, certain = listed[index]
        key = (entry.folded or mention.surface, mention.demonym, holders, cue if certain else "")
        number = numbers.get(key, -1)
        if number < 0:
            number = numbers[key] = len(names)
            rows = entry.rows
            if len(rows) > LARGEST_SET:
                if countries is None:
                    countries = _countries_named(entries, memory)
                rows = memory.shortlist(rows, countries)
            if mention.demonym or (entry.demonym >= 0 and not rows):
                rows = (entry.demonym,) if entry.demonym >= 0 else ()
            names.append(
                Name(
                    surface=mention.surface,
                    folded=entry.folded,
                    rows=rows,
                    part=part,
                    demonym=mention.demonym,
                    first=index,
                    holders=holders,
                )
            )
        name = names[number]
        name.count += 1
        if near:
            name.near_holders = name.near_holders.union(near)
        if not name.cue or (certain and not name.cue_certain):
            name.cue, name.cue_certain = cue, certain
        of_mention.append(number)
    _join_short_forms(names)
    _join_neighbours(mentions, text, names, of_mention)
    return names, of_mention


def _join_neighbours(
    mentions: Sequence[Mention], text: str, names: Sequence[Name], of_mention: Sequence[int]
) -> None:
    """Tell each name which others stand beside it, and which of them are its peers in a list."""
    if len(names) > LARGEST_CONTEXT:
        return
    for index in range(len(mentions) - 1):
        left, right = of_mention[index], of_mention[index + 1]
        begin, end = mentions[index].end, mentions[index + 1].start
        if left == right or not 0 < end - begin <= _BESIDE:
            continue
        gap = text[begin:end]
        if _BREAK.search(gap):
            continue
        names[left].beside |= {right}
        names[right].beside |= {left}
        if _LISTED.fullmatch(gap) and gap.strip() and not names[left].holders:
            names[left].peers |= {right}
            names[right].peers |= {left}


def _countries_named(
    entries: Sequence[tuple[Entry, str]], memory: CandidateMemory
) -> frozenset[int]:
    """Return the numbers of the countries that a report names, by name or by adjective."""
    places = memory.places
    named = {row for entry, _ in entries for row in (*entry.rows[:2], entry.demonym) if row >= 0}
    return frozenset(
        int(places.country_index[row]) for row in named if places.class_of(row) == "country"
    )


def _holders(entry: Entry, holder: Entry, memory: CandidateMemory) -> frozenset[int]:
    """Return the rows of ``holder`` that hold a candidate of ``entry``, leaving out its peers.

    In "Iraq, Iran and Turkey" the second is no holder, though a town of Iran is called Iraq too.
    """
    wanted = set(holder.rows)
    if not wanted:
        return frozenset()
    found: set[int] = set()
    places = memory.places
    peers = {_peer_of(row, places) for row in entry.rows if row not in wanted}
    for row in entry.rows:
        for held_by in wanted.intersection(memory.ancestors(row)):
            kind = places.class_of(held_by)
            # "Georgia, U.S." is a state; only a town of that name would be a chance likeness. In
            # "Cairo, Illinois" the governorate of Cairo is no peer of the state
            if (
                kind in _PEERS
                and _peer_of(held_by, places) in peers
                and places.class_of(row) != _BELOW[kind]
            ):
                continue
            found.add(held_by)
    return frozenset(found)


def _peer_of(row: int, places: Gazetteer) -> tuple[str, int]:
    """Return what a place is a peer of: countries of each other, divisions within a country."""
    kind = places.class_of(row)
    return kind, -1 if kind == "country" else int(places.country_index[row])


def _entry(
    mention: Mention, after: re.Match[str] | None, text: str, lookup: Lookup
) -> tuple[Entry, str]:
    """Return what the gazetteer knows of a name, and what part of it is all that it knows.

    A division's word behind it belongs to it where the gazetteer has both: "Blue Nile state".
    """
    if after and after[1] in DIVISION_WORDS:
        whole = lookup(text[mention.start : after.end()])
        if whole.rows:
            return whole, ""
    return look_up(mention.surface, lookup)


def look_up(surface: str, lookup: Lookup) -> tuple[Entry, str]:
    """Return what the gazetteer knows of a surface, by a part of it if need be, and that part."""
    entry = lookup(surface)
    if entry.rows or entry.demonym >= 0:
        return entry, ""
    trimmed = surface
    for _ in range(3):
        match = _LEADING.match(trimmed)
        if match is None:
            break
        trimmed = trimmed[match.end() :]
        entry = lookup(trimmed)
        if entry.rows:
            return entry, ""
    words = re.split(r"[\s/]+|(?<=\w)[-–](?=[A-Z])", surface)
    generic = class_cues()
    if not 1 < len(words) <= 8:
        return lookup(surface), ""
    anywhere = any(word.lower().rstrip(".") in generic for word in words)
    for size in range(len(words) - 1, 0, -1):
        for start in (0, len(words) - size, *range(1, len(words) - size)):
            if start and not anywhere and words[start - 1] != "of":
                continue  # "Riverdale Lukoil" is in Riverdale; "Royal Ascot" tells nothing
            part = " ".join(words[start : start + size])
            if len(part) < 4 or all(
                word.lower() in generic or word.lower() in GENERIC_WORDS for word in part.split()
            ):
                continue  # "Puerto Fulano" is no place called Puerto
            entry = lookup(part)
            if entry.rows and not entry.common:
                if start and _is_elsewhere(entry, lookup(" ".join(words[:start])), lookup.places):
                    continue  # the university of Omdurman's name is not the one in Gaza
                return entry, part
    return lookup(surface), ""


def _is_elsewhere(part: Entry, ahead: Entry, places: Gazetteer) -> bool:
    """Whether a part of a name is known only far from the place that the words before it name."""
    if not ahead.rows or ahead.common:
        return False
    here, there = (np.array(entry.rows) for entry in (ahead, part))
    km = distance_km(
        places.lat[here, None], places.lon[here, None], places.lat[there], places.lon[there]
    )
    return bool((km > _PART_WITHIN_KM).all())


@lru_cache(maxsize=50_000)
def _own_cues(surface: str) -> tuple[str, str]:
    """Return the class groups that the last and the first word of a name speak for."""
    words = surface.split()
    if len(words) < 2:
        return "", ""
    last, first = (class_cues().get(words[i].lower().rstrip("."), "") for i in (-1, 0))
    return last, first


def _cue(mention: Mention, after: re.Match[str] | None, text: str) -> tuple[str, bool]:
    """Return the class group that the words speak for, and whether they leave no doubt."""
    own, opening = _own_cues(mention.surface)
    if own:
        return own, True
    cues, start = class_cues(), mention.start
    behind, certain = "", False
    if after is not None:
        word = after[1]
        behind, certain = cues.get(word.lower(), ""), word in DIVISION_WORDS
    if opening:  # what stands behind the whole name knows better: "River Nile state"
        return (behind if behind and certain else opening), True
    before = None
    if text.endswith(("of ", "of the "), max(0, start - 7), start):
        before = _WORD_BEFORE.search(text, max(0, start - 24), start)
    if before and (cue := cues.get(before.group(1).lower(), "")):
        return cue, True
    return (behind, certain) if behind else ("", False)


def _join_short_forms(names: list[Name]) -> None:
    """Let "Santander" mean "Santander de Quilichao" where the report names that too."""
    if len(names) > LARGEST_CONTEXT:
        return
    beginnings: dict[str, list[Name]] = {}
    for name in names:
        first, _, rest = name.folded.partition(" ")
        if rest and name.rows and not name.part:
            last = rest.rsplit(" ", 1)[-1]
            if last not in class_cues():
                beginnings.setdefault(first, []).append(name)
    for name in names:
        longer = beginnings.get(name.folded)
        if not longer or name.demonym:
            continue
        extra = [row for other in longer for row in other.rows]
        name.short_of = frozenset(extra)
        name.called_so = name.short_of.intersection(name.rows)
        name.rows = tuple(dict.fromkeys((*name.rows, *extra)))
