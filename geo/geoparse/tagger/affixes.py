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

    def behind(self, tokens: Tokens, last: int) -> str:
        """Return what the words from ``tokens[last]`` on make of the name before them, or ""."""
        return _either(self._behind, tokens.words[last : last + 2], 0)

    def before(self, tokens: Tokens, first: int) -> str:
        """Return what the words up to ``tokens[first]`` make of the name behind them, or ""."""
        if first > 1 and tokens.words[first - 1] == "the":
            first -= 1
        return _either(self._before, tokens.words[max(0, first - 2) : first], -1)


_found: WeakKeyDictionary[Gazetteer, Affixes] = WeakKeyDictionary()


def affixes_of(places: Gazetteer) -> Affixes:
    """Return the affixes of a gazetteer, made once."""
    found = _found.get(places)
    if found is None:
        found = _found[places] = Affixes(places)
    return found


def _either(kinds: dict[str, str], words: Sequence[str], nearest: int) -> str:
    """Return the kind of two words together, else of the one that is nearer to the name."""
    if not words:
        return ""
    return kinds.get(" ".join(words)) or kinds.get(words[nearest], "")


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
