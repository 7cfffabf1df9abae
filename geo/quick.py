"""Find place names by the gazetteer alone: quick, for when the tagger is not wanted."""

from __future__ import annotations

from collections.abc import Sequence

from geo.match import Lookup, match_run
from geo.roles import Found
from geo.tokens import Token

_PLACE_CUES = frozenset(
    "in at from near to of into around outside across towards toward between inside throughout "
    "via off leaving entering reached visit visited".split()
)
_TITLES = frozenset(
    "mr mrs ms dr prof president minister premier secretary general gen colonel col captain "
    "senator sen governor mayor king queen prince princess sheikh sheik pope judge justice "
    "detective officer sergeant sir lord lady chancellor ambassador".split()
)


def find_quickly(
    text: str, tokens: Sequence[Token], runs: Sequence[tuple[int, int]], lookup: Lookup
) -> list[Found]:
    """Return the gazetteer names of a sentence that stand as places."""
    found: list[Found] = []
    for begin, end in runs:
        for match in match_run(text, tokens, begin, end, lookup):
            entry = match.entry
            if entry.not_place:
                continue
            if entry.demonym >= 0:
                found.append(Found(match.first, match.last, "DEM"))
            elif entry.rows and _stands_alone(tokens, match.first, match.last, entry.common):
                found.append(Found(match.first, match.last, "LOC"))
    return found


def _stands_alone(tokens: Sequence[Token], first: int, last: int, common: bool) -> bool:
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if before is not None and before.word.lower() in _TITLES:
        return False
    cue = before is not None and before.word.lower() in _PLACE_CUES
    if last - first > 1 or cue:
        return True
    if before is not None and before.kind in "C":
        return False
    if after is not None and after.kind == "C":
        return False
    return not common
