"""Tell what is only feared, or told by a report that somebody rejects."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.inflections import word_list
from geo.events.words import Word

_FEARING = word_list("fearing")
_FEAR_ENDS = word_list("fear_ends")
_TALES = word_list("tales")
_REJECTING = word_list("rejecting")


def is_feared(words: Sequence[Word], start: int) -> bool:
    """Whether a fear governs what begins at word ``start``: "residents of X fear a raid on Y".

    It does across the words of the feared clause, but not past a comma or what gives its cause.
    """
    for k in range(start - 1, -1, -1):
        word = words[k].lower
        if words[k].tag in {",", ";", ":"} or word in _FEAR_ENDS:
            return False
        if word in _FEARING:
            return True
    return False


def is_disowned(words: Sequence[Word], start: int) -> bool:
    """Whether it stands in a report that is rejected: "rejected claims that troops entered X"."""
    for k in range(start - 1, 0, -1):
        word = words[k].lower
        if words[k].tag in {",", ";", ":"} or word in _FEAR_ENDS:
            return False
        if word in _TALES:
            return any(other.lower in _REJECTING for other in words[max(0, k - 4) : k])
    return False
