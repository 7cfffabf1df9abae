"""Read the class word that stands once for all names of a list: "the provinces of A, B and C"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from geo.geoparse.class_words import DIVISION_WORDS, class_cues
from geo.model import Mention

_LONGEST_GAP = 40
_JOINT = re.compile(
    r"\s*(?:\([^()]{1,30}\)\s*)?(?:[,;]\s*)?(?:(?:and|or|as well as)\s+)?(?:the\s+)?"
)
_AHEAD = re.compile(r"(\w+)(?:\s+of\s+|,?\s+(?:namely|including|such as)\s+|:\s+)(?:the\s+)?$")
_BEHIND = re.compile(r"\s+(?:\([^()]{1,30}\)\s+)?(\w+)")
_REACH = 40
_BEFORE_LISTS = ("of", "namely", "including", "as", ":")
"""What a text may end with in front of a list, but for an article; a look at it spares a search."""

_OPENING = frozenset(" ,;(\n")


@cache
def _plurals() -> dict[str, tuple[str, bool]]:
    """Return the class group of each plural, and whether it leaves no doubt behind a name."""
    return {
        (word[:-1] + "ies" if word.endswith("ty") else word + "s"): (group, word in DIVISION_WORDS)
        for word, group in class_cues().items()
        if not word.endswith("s")
    }


def list_cues(mentions: Sequence[Mention], text: str) -> dict[int, tuple[str, bool]]:
    """Return what a plural says of the names of its list: their class group, whether for certain.

    The keys are indices into ``mentions``, which are in the order of ``text``.
    """
    found: dict[int, tuple[str, bool]] = {}
    first = 0
    last = len(mentions) - 1
    while first < last:
        stop = first
        while stop < last and _are_joined(text, mentions[stop].end, mentions[stop + 1].start):
            stop += 1
        if stop > first:
            cue = _cue_of_list(text, mentions[first].start, mentions[stop].end)
            if cue is not None:
                found.update(dict.fromkeys(range(first, stop + 1), cue))
        first = stop + 1
    return found


def _are_joined(text: str, end: int, start: int) -> bool:
    if not 1 < start - end <= _LONGEST_GAP or text[end] not in _OPENING:
        return False
    gap = text[end:start]
    return bool(gap.strip()) and gap.strip() != "the" and _JOINT.fullmatch(gap) is not None


def _cue_of_list(text: str, start: int, end: int) -> tuple[str, bool] | None:
    ahead = None
    if (
        text[max(0, start - _REACH) : start]
        .rstrip()
        .removesuffix("the")
        .rstrip()
        .endswith(_BEFORE_LISTS)
    ):
        ahead = _AHEAD.search(text, max(0, start - _REACH), start)
    cue = _plurals().get(ahead.group(1).lower()) if ahead else None
    if cue is not None:
        return cue[0], True
    behind = _BEHIND.match(text, end, end + _REACH)
    return _plurals().get(behind.group(1)) if behind else None
