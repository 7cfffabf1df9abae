"""Share out the counts of an event among its places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from gazetteer.place import Place
from geo.counts import CountSpan
from geo.events.cases import Case
from geo.model import Mention

PLACE_REACH_CHARS = 40
"""How far behind a count its place is looked for."""

OPENER_REACH_CHARS = 60

_ENDS = re.compile(r"[.;:]")

_OPENS = re.compile(r"\b(?:In|At|Near|Outside) $")

_STOPS = re.compile(r"[,;.]| and ")

_LONGEST_NAME = 120
"""Characters that a name may have, to look far enough back for its beginning."""


def share_counts(
    case: Case, text: str, mentions: Sequence[Mention]
) -> tuple[dict[int, list[CountSpan]], list[CountSpan]]:
    """Return the counts told for one of several places, by its number, and the joint ones.

    "bombed A and B, killing four people in A": the four are A's.
    """
    own = {number: list(counts) for number, counts in case.own.items()}
    joint: list[CountSpan] = []
    if len(case.located) < 2:
        return own, list(case.counts)
    places = [mentions[located.mention].resolution.place for located in case.located]
    for count in case.counts:
        behind = next(
            (
                k
                for k in starting(mentions, count.end, count.end + PLACE_REACH_CHARS)
                if not _STOPS.search(text, count.end, mentions[k].start)
            ),
            None,
        )
        listed = behind is not None and _is_listed(text, mentions, behind)
        named = (
            _opener(text, mentions, count) if behind is None else mentions[behind].resolution.place
        )
        number = next(
            (k for k, place in enumerate(places) if place and named and place.id == named.id), -1
        )
        if number < 0 or listed:
            joint.append(count)
        else:
            own.setdefault(number, []).append(count)
    return own, joint


def starting(mentions: Sequence[Mention], first: int, last: int) -> range:
    """Return the numbers of the mentions that start at offsets ``first`` to ``last``."""
    return range(
        bisect_left(mentions, first, key=attrgetter("start")),
        bisect_right(mentions, last, key=attrgetter("start")),
    )


def _is_listed(text: str, mentions: Sequence[Mention], k: int) -> bool:
    """Whether "and" leads from a name to the next: "two died in A and B"."""
    if k + 1 >= len(mentions):
        return False
    return text[mentions[k].end : mentions[k + 1].start].strip() in {"and", ","}


def _opener(text: str, mentions: Sequence[Mention], count: CountSpan) -> Place | None:
    """Return the place that opens the sentence of a count: "In X, ten people were killed"."""
    for k in starting(mentions, count.start - OPENER_REACH_CHARS - _LONGEST_NAME, count.start):
        mention = mentions[k]
        gap = text[mention.end : count.start]
        if (
            0 < len(gap) <= OPENER_REACH_CHARS
            and gap[0] == ","
            and not _ENDS.search(gap)
            and _OPENS.search(text, max(0, mention.start - 9), mention.start)
        ):
            return mention.resolution.place
    return None
