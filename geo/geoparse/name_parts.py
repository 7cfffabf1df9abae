"""Tell names of papers, units, firms and illnesses that a place's name is only a part of.

The patterns are those of ``gazetteer/data/not_place_patterns.csv``: "{place} Symphony", "Battle of
{place}". Only those with a place are read here; an adjective ("Palestinian Red Crescent") stays
one, and offices ("President of {place}") stand for their state.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from weakref import WeakKeyDictionary

from gazetteer import Gazetteer
from gazetteer.words import NotPlacePattern
from geo.geoparse.class_words import class_cues
from geo.geoparse.match import Lookup
from geo.geoparse.roles import Found
from geo.geoparse.tokens import Tokens

_PLACE = "{place}"
_NOT_HERE = ("{demonym}", "{given}", "{title}", "{initial}")
_AHEAD_KINDS = frozenset(
    {"company", "event", "operation", "paper", "broadcaster", "ship", "street", "unit"}
)
_BEHIND_KINDS = frozenset(
    {"armed_group", "broadcaster", "company", "illness", "operation", "organisation", "paper",
     "ship", "team", "unit"}
)  # fmt: skip
"""What is something else than the place. A public body ("Enfield Council") acts for its place, and
so do offices in front of it ("Governor of {place}"); a war or a currency has it as a modifier."""

_CLASS_WORDS = frozenset(class_cues())
_APPOSED = frozenset({"who", "whose", "a", "an"})
"""What opens a clause about a person behind the name."""

_REACH = 60
"""Characters on either side that a pattern may take."""

_WORDS_AHEAD = 9
"""Words in front of a place among which the foremost of a pattern stands."""

_ITEM = re.compile(r"\{word\}|\((?:[^(){}]|\{word\})+\)\??|[^\s(){}|]+")
_WORD = r"[A-Z][\w'’.-]*"


class _Side(NamedTuple):
    """One side of a pattern, and the words of which one stands in it; none where any word may."""

    regex: re.Pattern[str]
    words: frozenset[str]


@dataclass(slots=True)
class _Patterns:
    """Sides of patterns by the word next to the place, behind it or in front of it."""

    behind: dict[str, list[_Side]] = field(default_factory=dict)
    ahead: dict[str, list[_Side]] = field(default_factory=dict)


def part_of_a_name(text: str, tokens: Tokens, name: Found, lookup: Lookup) -> bool:
    """Whether a place's name is only part of the name of something or somebody else."""
    patterns = _patterns_of(lookup.places)
    first, last, _ = name
    words = tokens.words
    # the words beside most names are in no pattern, which is soon said
    if (
        first
        and words[first - 1] in patterns.ahead
        and _stands_behind(text, tokens, first, patterns)
    ):
        return True
    if last < len(words):
        if words[last] in patterns.behind and _stands_ahead(text, tokens, last, patterns):
            return True
        if words[last] == "$" and tokens.starts[last] == tokens.ends[last - 1]:
            return True  # a sign of money is written on to the name: "US$40 million"
        if tokens.kinds[last] == "C" and _is_full_name(tokens, name, lookup):
            return True
    if last - first < 2:
        return False
    start = tokens.starts[first]
    if lookup(text[start : tokens.ends[last - 1]]).rows:
        return False
    # "Haifa Symphony" was taken for a place as a whole
    return any(
        _stands_ahead(text, tokens, inner, patterns)
        and bool(lookup(text[start : tokens.ends[inner - 1]]).rows)
        for inner in range(first + 1, last)
    )


def _stands_ahead(text: str, tokens: Tokens, last: int, patterns: _Patterns) -> bool:
    end = tokens.ends[last - 1]
    known = patterns.behind.get(tokens.words[last], ())
    return any(side.regex.match(text[end : end + _REACH]) for side in known)


def _stands_behind(text: str, tokens: Tokens, first: int, patterns: _Patterns) -> bool:
    start = tokens.starts[first]
    near = tokens.words[max(0, first - _WORDS_AHEAD) : first]
    return any(
        side.regex.search(text[max(0, start - _REACH) : start])
        for side in patterns.ahead[tokens.words[first - 1]]
        if not side.words or not side.words.isdisjoint(near)
    )


def _is_full_name(tokens: Tokens, name: Found, lookup: Lookup) -> bool:
    """Whether a name is somebody's first one: "Sofia Maric, a law student", "Chad Smith, who"."""
    first, last, _ = name
    if last - first > 1 or last + 2 >= len(tokens) or tokens.kinds[last] != "C":
        return False
    surname, comma, opening = tokens.words[last : last + 3]
    if surname.lower() in _CLASS_WORDS or lookup(surname).rows:
        return False
    return comma == "," and (opening in _APPOSED or tokens.kinds[last + 2] == "9")


_known: WeakKeyDictionary[Gazetteer, _Patterns] = WeakKeyDictionary()


def _patterns_of(places: Gazetteer) -> _Patterns:
    """Return the patterns of a gazetteer, compiled once."""
    found = _known.get(places)
    if found is None:
        found = _known[places] = _compiled(places.not_place_patterns)
    return found


def _compiled(patterns: tuple[NotPlacePattern, ...]) -> _Patterns:
    made = _Patterns()
    for row in patterns:
        ahead, slot, behind = row.pattern.partition(_PLACE)
        if not slot or any(other in row.pattern for other in (*_NOT_HERE, _PLACE * 2)):
            continue
        if _PLACE in behind or (ahead.strip() and behind.strip()):
            continue  # two places, or words on both sides
        if ahead.strip():
            if row.kind in _AHEAD_KINDS:
                _add(made.ahead, ahead, at_end=True)
        elif row.kind in _BEHIND_KINDS:
            _add(made.behind, behind, at_end=False)
    return made


def _add(index: dict[str, list[_Side]], side: str, *, at_end: bool) -> None:
    """Add one side of a pattern under every word that it may have next to the place."""
    body = ""
    beside: list[str] = []
    items = [item.group() for item in _ITEM.finditer(side)]
    for item in reversed(items) if at_end else items:
        choices = item.strip("()?").replace("()", "").split("|")
        optional = item.endswith(")?")
        regex = "|".join(
            _WORD if choice == "{word}" else re.escape(choice).replace(r"\ ", r"\s+")
            for choice in choices
        )
        if at_end:
            body = (rf"(?:(?:{regex})\s+)?" if optional else rf"(?:{regex})\s+") + body
        else:
            body += rf"(?:\s+(?:{regex}))?" if optional else rf"\s+(?:{regex})"
        if not beside or beside[-1] == "":
            beside = [word for word in beside if word]
            beside += [choice.split()[-1 if at_end else 0] for choice in choices]
            beside += [""] if optional else []  # then the next item may stand there too
    compiled = re.compile(rf"(?<!\w){body}$" if at_end else rf"{body}(?!\w)")
    held = _Side(compiled, _one_of(items) if at_end else frozenset())
    for word in dict.fromkeys(filter(None, beside)):
        index.setdefault(word, []).append(held)


def _one_of(items: Sequence[str]) -> frozenset[str]:
    """Return the words of the foremost item that a pattern must have; none if it may be any."""
    must = next((item for item in items if not item.endswith(")?")), "")
    words = [choice.split()[-1] for choice in must.strip("()").split("|") if choice]
    # a word that is cut into several tokens would not be seen
    return frozenset(words if all(word.isalpha() for word in words) else ())
