"""Find place names by the gazetteer alone: quick, for when the tagger is not wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gazetteer import fold
from geo.geoparse.lexicon import words_for
from geo.geoparse.match import Lookup, name_at
from geo.geoparse.roles import Found
from geo.geoparse.tokens import (
    CAPITAL,
    CONNECTORS,
    PLAIN_OPENERS,
    Tokens,
    find_runs,
    opens_run,
    tokenize,
)
from geo.sentences import Span

_PLACE_CUES = words_for("place cue")
_TITLES = words_for("title")
_CALENDAR = words_for("calendar")
_folded = lru_cache(maxsize=50_000)(fold)

# A set that a search finds fast comes first: a capital, or any sign beyond ASCII that is a letter.
_CAPITALISED = re.compile(r"[A-Z\u0080-\U0010ffff](?<=[^\W\d])(?:\w++|(?<=[A-Z])(?:\.[A-Z])+\.?)")
_NOTHING = Tokens([], [], [], "")
_AROUND = 45
"""Characters before the first and behind the last possible name that are read with them."""


def tokens_near_names(text: str, spans: Sequence[Span], lookup: Lookup) -> list[Tokens]:
    """Return for each sentence the tokens of the part in which the gazetteer could have names."""
    possible = _possible_names(text, spans[0].start if spans else len(text), lookup)
    sentences: list[Tokens] = []
    index = 0
    for start, end in spans:
        opening = index
        while index < len(possible) and possible[index][0] < end:
            index += 1
        if index == opening:
            sentences.append(_NOTHING)
            continue
        first, last = possible[opening][0], possible[index - 1][1]
        if first - start > _AROUND:
            start = text.rfind(" ", start, first - _AROUND) + 1 or start
        if end - last > _AROUND:
            cut = text.find(" ", last + _AROUND, end)
            end = cut if cut > 0 else end
        sentences.append(tokenize(text, start, end))
    return sentences


def _possible_names(text: str, start: int, lookup: Lookup) -> list[tuple[int, int]]:
    """Return where words stand with which a name of the gazetteer could begin."""
    seen = lookup.seen
    possible: list[tuple[int, int]] = []
    for match in _CAPITALISED.finditer(text, start):
        word = match[0]
        entry = seen.get(word) or lookup(word)
        if entry.begins and not entry.opener:
            possible.append(match.span())
    return possible


def find_quickly(text: str, tokens: Tokens, lookup: Lookup) -> list[Found]:
    """Return the gazetteer names of a sentence that stand as places."""
    found: list[Found] = []
    words, kinds, seen = tokens.words, tokens.kinds, lookup.seen
    starts, ends = tokens.starts, tokens.ends
    count = len(words)
    end = 0
    for capital in CAPITAL.finditer(tokens.kinds):
        index = capital.start()
        entry = seen.get(words[index]) or lookup(words[index])
        if index < end or not entry.begins:
            continue
        if entry.opener and not _is_in_run(tokens, index):
            continue
        after = index + 1
        # in front of a plain word no name goes on, as is soon seen of most
        if after < count and not (
            kinds[after] == "l" and words[after] not in CONNECTORS and starts[after] > ends[index]
        ):
            match = name_at(text, tokens, index, entry, lookup)
            if match is None:
                continue
            _, after, entry = match
        elif not entry.known:
            continue
        end = after
        if entry.not_place:
            continue
        if entry.demonym >= 0:
            found.append(Found(index, end, "DEM"))
        elif entry.rows and _stands_alone(tokens, index, end, entry.common, lookup):
            found.append(Found(index, end, "LOC"))
    return found


def _is_in_run(tokens: Tokens, index: int) -> bool:
    """Whether a word that opens sentences stands where a name can: "The Hague", "Gary, IN,"."""
    if opens_run(tokens, index):
        return True
    if not CAPITAL.search(tokens.kinds, 0, index):
        return False  # it opens the sentence
    return any(begin <= index < end for begin, end in find_runs(tokens))


def _stands_alone(tokens: Tokens, first: int, last: int, common: bool, lookup: Lookup) -> bool:
    """Whether a gazetteer name stands by itself and not inside the name of a person or a firm."""
    word = tokens.words[first - 1].lower() if first else ""
    if last - first == 1:
        if tokens.kinds[last : last + 1] == "C":
            return False
        if common and word not in _PLACE_CUES:
            return False
        if first and tokens.kinds[first - 1] == "C" and word not in PLAIN_OPENERS:
            return False
        if tokens.words[first].lower() in _CALENDAR:
            return False
    if word.rstrip(".") in _TITLES:
        return False
    return not word or _folded(word) not in lookup.places.person_titles
