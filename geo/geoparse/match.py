"""Find which stretches of a sentence are names of the gazetteer, longest first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple
from weakref import WeakKeyDictionary

from gazetteer import Gazetteer, fold
from gazetteer.names import APOSTROPHES, HYPHENS, has_article
from geo.geoparse.candidates import seats_of_government
from geo.geoparse.tokens import ARTICLES, CONNECTORS, PLAIN_OPENERS, Tokens, run_end

LONGEST_NAME_TOKENS = 9
_DROPPED_SIGNS = frozenset(APOSTROPHES + HYPHENS + ".")
"""Signs that `fold` may drop, so that a name goes on behind them though none begins with them."""

LARGEST_MEMORY = 100_000
"""Surfaces remembered for one gazetteer; the memory is emptied when it is full."""


@dataclass(slots=True)
class Entry:
    """What the gazetteer knows of one surface.

    ``known`` says whether it has it at all, ``longer`` whether it has a name that begins so,
    ``begins`` whether a name may begin with this word, which is an ``opener`` if it names no place
    by itself.
    ``tags`` and ``group`` are filled in when they are first asked for.
    """

    folded: str
    rows: tuple[int, ...] = ()
    demonym: int = -1
    not_place: str = ""
    common: bool = False
    longer: bool = False
    begins: bool = False
    opener: bool = False
    tags: tuple[str, ...] | None = None
    group: str = ""
    known: bool = field(init=False)

    def __post_init__(self) -> None:
        self.known = bool(self.rows) or self.demonym >= 0 or bool(self.not_place)


def _is_abbreviated(surface: str) -> bool:
    """Whether a surface is written as an abbreviation: "US" is not the word "us"."""
    letters = sum(c.isalpha() for c in surface)
    return 1 < letters <= 4 and surface.isupper()


class Match(NamedTuple):
    """A gazetteer name on tokens ``first`` to ``last`` (one past the last)."""

    first: int
    last: int
    entry: Entry


@dataclass(slots=True)
class Lookup:
    """The gazetteer with a memory of the surfaces asked for."""

    places: Gazetteer
    seen: dict[str, Entry] = field(default_factory=dict)
    seats: frozenset[int] = frozenset()

    def __call__(self, surface: str) -> Entry:
        """Return what the gazetteer knows of a surface."""
        entry = self.seen.get(surface)
        if entry is None:
            if len(self.seen) >= LARGEST_MEMORY:
                self.seen.clear()
            entry = self.seen[surface] = self._ask(surface)
        return entry

    def _ask(self, surface: str) -> Entry:
        folded = fold(surface)
        if not folded:
            return Entry("")
        places = self.places
        rows = tuple(places.rows(folded))
        if len(rows) > 1 and has_article(surface):
            rows = tuple(filter(places.may_bear_article, rows)) or rows
        if rows and len(folded) <= 4:
            rows = tuple(r for r in rows if self._case_fits(r, folded, surface))
        not_place = places.not_places.get(folded)
        lower = surface.lower()
        entry = Entry(
            folded,
            rows,
            places.demonyms.get(folded, -1),
            str(getattr(not_place, "kind", "name")) if not_place is not None else "",
            folded in places.common_words and not _is_abbreviated(surface),
            places.is_prefix(folded),
            opener=lower in PLAIN_OPENERS,
        )
        entry.begins = entry.known or entry.longer or lower in ARTICLES
        return entry

    def _case_fits(self, row: int, folded: str, surface: str) -> bool:
        # "us", "in" and "or" are words; "US", "IN" and "OR" are not
        kind = self.places.name_kind(row, folded)
        letters = [c for c in surface if c.isalpha()]
        capitals = all(c.isupper() for c in letters)
        if kind == "abbreviation":
            return capitals or "." in surface
        return not (capitals and 1 < len(letters) <= 3) or not surface.isascii()


_lookups: WeakKeyDictionary[Gazetteer, Lookup] = WeakKeyDictionary()


def lookup_of(places: Gazetteer) -> Lookup:
    """Return the one `Lookup` of a gazetteer."""
    found = _lookups.get(places)
    if found is None:
        found = _lookups[places] = Lookup(places, seats=frozenset(seats_of_government(places)))
    return found


def match_run(text: str, tokens: Tokens, first: int, last: int, lookup: Lookup) -> list[Match]:
    """Return the longest gazetteer names that begin at each capitalised token of a run, in order.

    Names never overlap: the scan goes on behind each one found.
    """
    matches: list[Match] = []
    index = first
    words, kinds, seen = tokens.words, tokens.kinds, lookup.seen
    while index < last:
        if kinds[index] in ".9l" or not (seen.get(words[index]) or lookup(words[index])).begins:
            index += 1  # begins no name: most capitalised words
            continue
        found = longest_at(text, tokens, index, last, lookup)
        if found is None:
            index += 1
        else:
            matches.append(found)
            index = found.last
    return matches


def name_at(text: str, tokens: Tokens, index: int, entry: Entry, lookup: Lookup) -> Match | None:
    """Return the longest name of the gazetteer that begins at a capitalised token, or None.

    ``entry`` is what the gazetteer knows of that token alone.
    """
    after = index + 1
    if after == len(tokens.words) or _stops(text, tokens, index, after, lookup):
        return Match(index, after, entry) if entry.known else None
    return longest_at(text, tokens, index, run_end(tokens, index), lookup)


def _stops(text: str, tokens: Tokens, index: int, after: int, lookup: Lookup) -> bool:
    """Whether no name goes on from one token to the next, as is soon seen of most."""
    word, kind = tokens.words[after], tokens.kinds[after]
    if kind == "l":
        return word not in CONNECTORS and tokens.starts[after] > tokens.ends[index]
    if kind == "." and after + 1 == len(tokens.words):
        return True
    if kind == "9" or word in _DROPPED_SIGNS or word.lower() in ARTICLES:
        return False
    surface = text[tokens.starts[index] : tokens.ends[after]]
    both = lookup.seen.get(surface) or lookup(surface)
    return not both.begins


def longest_at(text: str, tokens: Tokens, first: int, last: int, lookup: Lookup) -> Match | None:
    """Return the longest name of the gazetteer that begins at a token, or None."""
    kinds, ends, seen = tokens.kinds, tokens.ends, lookup.seen
    if kinds[first] in ".9l":
        return None
    best: Match | None = None
    begin = tokens.starts[first]
    for final in range(first, min(last, first + LONGEST_NAME_TOKENS)):
        surface = text[begin : ends[final]]
        entry = seen.get(surface) or lookup(surface)
        kind = kinds[final]
        if entry.known and kind in "CUsl9" and (kind != "l" or final - first > 1):
            best = Match(first, final + 1, entry)
        if not entry.longer and kind != "l":
            word = tokens.words[final]
            if word not in _DROPPED_SIGNS and word.lower() not in ARTICLES:
                break
    return best
