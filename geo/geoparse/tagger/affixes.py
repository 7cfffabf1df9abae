"""What the words right before or behind a name make of it: "X Brigade", "Operation X", "Mr X"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

from gazetteer import Gazetteer
from geo.geoparse.tokens import Tokens

_ELEMENT = re.compile(r"(\([^)]*\)|\{\w+\}|[^\s()]+?)(\?)?(?:\s+|$)")
_NAMED = frozenset(("{place}", "{demonym}"))
_LINKS = frozenset(("of", "in", "for", "to", "from"))


class Affixes:
    """The one or two words beside a name in the gazetteer's patterns of what is no place.

    A link is read with the word beyond it: "of" tells nothing, "Ministry of" does.
    """

    def __init__(self, places: Gazetteer) -> None:
        self._before: dict[str, str] = {}
        self._behind: dict[str, str] = {}
        for pattern in places.not_place_patterns:
            elements = [
                ([] if "{" in e else e.strip("()").split("|"), e in _NAMED, bool(optional))
                for e, optional in _ELEMENT.findall(pattern.pattern)
            ]
            for beside in _beside(elements, behind=True):
                self._behind.setdefault(" ".join(beside[:2]), pattern.kind)
            for beside in _beside(elements[::-1], behind=False):
                self._before.setdefault(" ".join(beside[-2:]), pattern.kind)
        for title in places.person_titles:
            self._before.setdefault(" ".join(title.split()[-2:]), "title")
        self._begin_pairs = {key.split(" ")[0] for key in self._behind if " " in key}
        self._end_pairs = {key.split(" ")[-1] for key in self._before if " " in key}

    def behind(self, tokens: Tokens, last: int) -> str:
        """Return what the words from ``tokens[last]`` on make of the name before them, or ""."""
        words = tokens.words
        if last >= len(words):
            return ""
        nearest = words[last]
        if nearest in self._begin_pairs and last + 1 < len(words):
            both = self._behind.get(f"{nearest} {words[last + 1]}")
            if both:
                return both
        return self._behind.get(nearest, "")

    def before(self, tokens: Tokens, first: int) -> str:
        """Return what the words up to ``tokens[first]`` make of the name behind them, or ""."""
        words = tokens.words
        if first > 1 and words[first - 1] == "the":
            first -= 1
        if first < 1:
            return ""
        nearest = words[first - 1]
        if nearest in self._end_pairs and first > 1:
            both = self._before.get(f"{words[first - 2]} {nearest}")
            if both:
                return both
        return self._before.get(nearest, "")


_found: WeakKeyDictionary[Gazetteer, Affixes] = WeakKeyDictionary()


def affixes_of(places: Gazetteer) -> Affixes:
    """Return the affixes of a gazetteer, made once."""
    found = _found.get(places)
    if found is None:
        found = _found[places] = Affixes(places)
    return found


def _beside(
    elements: Sequence[tuple[list[str], bool, bool]], *, behind: bool
) -> Iterator[tuple[str, ...]]:
    """Yield the words of each alternative that stands next to the name, its link with it."""
    for index, (_, named, _) in enumerate(elements):
        link: tuple[str, ...] = ()
        for choices, _, optional in elements[index + 1 :] if named else ():
            if choices == ["the"]:
                continue
            if choices and not link and _LINKS.issuperset(choices):
                link = (choices[0],)
                continue
            for choice in choices:
                words = tuple(choice.split())
                yield (*link, *words) if behind else (*words, *link)
            if not optional:
                break
