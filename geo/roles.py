"""Say what a place name does in its sentence: the place itself, an actor, a modifier, a part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from geo.tokens import Token

Function = Literal["literal", "actor", "modifier", "name_part"]

_SPEECH = frozenset(
    "said says warned warns told announced accused denied rejected urged vowed threatened "
    "insisted demanded condemned agreed refused confirmed claimed called has have had was is "
    "will would continues continued wants".split()
)
_GOVERNMENT = frozenset(
    "regime government administration officials authorities army military forces cabinet".split()
)
_LOCATIVE = frozenset("in at near from to into around outside inside across over of on".split())


def function_of(
    text: str, tokens: Sequence[Token], first: int, last: int, *, demonym: bool = False
) -> Function:
    """Return the grammatical function of the name on ``tokens[first:last]``."""
    if demonym:
        return "modifier"
    before = tokens[first - 1].word.lower() if first else ""
    after = tokens[last] if last < len(tokens) else None
    if after is None or before in _LOCATIVE:
        return "literal"
    following = after.word.lower()
    if following in _GOVERNMENT or following in _SPEECH:
        return "actor"
    return "literal"
