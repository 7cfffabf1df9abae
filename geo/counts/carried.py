"""Read counts that lean on the one before: a second source's, "two in B", "with her son"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.counts.persons import People
from geo.counts.subsets import Relation
from geo.counts.victims import LABEL_KIND, CountSpan

_ELLIPSIS = re.compile(
    r"\b(?:and|while|but|against)\s+(?:the\s+)?(?:[\w’'-]+\s+){1,5}$"
    r"|[;,]\s+(?:(?:while|but|and)\s+)?(?:the\s+)?(?:[\w’'-]+\s+){1,4}(?:says?|said|reported|gave|counted|admits?|admitted|acknowledged|confirmed|claims?|claimed|"
    r"speaks?\s+of|spoke\s+of|puts?\s+(?:it|the\s+(?:figure|number|toll)))\s+(?:(?:at|of)\s+)?$"
    r"|(?<=\w),\s+(?:and\s+)?the\s+(?:[\w’'-]+\s+){1,3}(?:of|as|at)\s+$"
    r"|[;,.]\s+(?:the\s+)?(?:final|latest|official|confirmed|revised)\s+"
    r"(?:count|toll|figure|number)\s+(?:was|is|stands?\s+at|stood\s+at)\s+$",
    re.IGNORECASE,
)
_SOURCES_DIFFER = re.compile(
    r"\b(?:differ|gave|final|revised|admit\w*|claim\w*|acknowledg\w+|count(?:ing|ed|s)?|put|said|says|report(?:ed|ing)?|according|figures?|toll|sources?|spoke)\b",
    re.IGNORECASE,
)
_OTHER_ACT = re.compile(
    r"\b(?!(?:counted|counting|reported|reporting|recorded|claimed|admitted|acknowledged|confirmed|according)\b)\w+(?:ed|ing)\b",
    re.IGNORECASE,
)
_BARE_SOURCE = re.compile(r"(?:\s+[a-z]+)?[;,]\s+(?:the\s+)?(?:[\w’'-]+\s+){1,2}$", re.IGNORECASE)
_SOURCE_VERB = re.compile(
    r"\b(?:counts?|counted|says?|said|gives?|gave|reports?|reported|lists?|listed|puts?"
    r"|sp(?:eaks?|oke)\s+of)\s+$",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"[^.;:]{0,60}?\b(?:killed|wounded|injured|hurt|died|drowned|dead|shot|arrested|detained|abducted|kidnapped|missing)"
    r"(?:\s+dead)?,?\s+(?:(?:along|together)\s+with|alongside|as\s+(?:was|were|did))\s+$",
    re.IGNORECASE,
)
_PREPOSITIONS = r"(?:in|on|at|near|outside|around|during|by|from)"
_GAPPED = re.compile(
    rf"(?P<verb>[^.;:]*?)\b(?P<first>{_PREPOSITIONS})\s+(?P<rest>[^.;:]{{1,60}}?)(?:,|,?\s+and|,?\s+while|,?\s+plus)\s+(?:the\s+other\s+)?$",
    re.IGNORECASE,
)
_GAPPED_BEHIND = re.compile(
    rf"\s+(?:(?:others?|more|people)\s+)?(?P<second>{_PREPOSITIONS})\s+[\w’'-]", re.IGNORECASE
)
_PLACING = frozenset({"in", "at", "near", "outside", "around"})
_RAISED = re.compile(
    r"\b(?:br(?:ing|ings|inging|ought)|rais(?:e|es|ed|ing)|tak(?:e|es|ing)|took|push(?:es|ed|ing)?|lift(?:s|ed|ing)?|carr(?:ies|ied|ying))\s+"
    r"(?:the|its|their)\s+(?:[\w’'-]+\s+){0,3}?(?:toll|total|number|figure|count|tally)\b(?:\s+of\s+(?:\w+\s+){0,2}?(?P<of>\w+))?[^.;:]{0,40}?\bto\s+$",
    re.IGNORECASE,
)
_ADDED = re.compile(r"\b(?:another|others?|more|further|additional|also)\b", re.IGNORECASE)
_REACH = 90
"""How many characters before a total its raising is looked for."""


def read_carried(
    text: str, start: int, end: int, group: People, earlier: Sequence[CountSpan]
) -> Relation | None:
    """Return what a group shares with the toll before it, or None.

    It is a second source's figure ("counting 20 dead and the army six"), a part of the same
    happening elsewhere ("killed four in A and two in B"), or who suffered the same ("along with
    her son"); or the total that a toll is raised to.
    """
    tolls = [
        count
        for count in earlier
        if not count.subset_of and count.low != 0 and count.start < group.start
    ]
    if not tolls:
        return None
    last = tolls[-1]
    if _WITH.match(text[last.end : group.start]) and group.noun:
        return last.kind, "alongside", True, last.feared
    if group.noun or group.of_them:
        return None
    raised = _RAISED.search(text, max(start, group.start - _REACH), group.start)
    if raised is not None:
        return LABEL_KIND.get((raised["of"] or "").lower(), last.kind), "toll", True, False
    if _is_gapped(text, end, group, last):
        return last.kind, "gapped", True, last.feared
    if not re.match(r"\s*(?:[.,;)]|$)", text[group.end : min(end, group.end + 8)]):
        return None
    between = text[max(last.end, group.start - _REACH) : group.start]
    if _BARE_SOURCE.fullmatch(between) and _SOURCE_VERB.search(text, start, last.start):
        return last.kind, "second_source", True, False  # "officials count five dead, medics eight"
    second = _ELLIPSIS.search(between)
    if second is None or _OTHER_ACT.search(second.group()):
        return None
    if _SOURCES_DIFFER.search(text, max(start, group.start - 250), min(end, group.end + 50)):
        return last.kind, "second_source", True, False
    return None


def _is_gapped(text: str, end: int, group: People, last: CountSpan) -> bool:
    """Whether only the place or day changes: "six died in A, three in B and one in C"."""
    before = _GAPPED.fullmatch(text, last.end, group.start)
    behind = _GAPPED_BEHIND.match(text, group.end, end)
    if before is None or behind is None or last.scope == "subset":
        return False
    one, two = before["first"].lower(), behind["second"].lower()
    if one != two and not {one, two} <= _PLACING:
        return False
    verb = before["verb"].split()
    finite = not last.rule.startswith("active") and last.rule != "gapped"
    return len(verb) <= (4 if finite else 0) and not _OTHER_ACT.search(before["rest"])


def supersede(text: str, start: int, counts: Sequence[CountSpan]) -> list[CountSpan]:
    """Leave out what was only added to a total: "four more bodies, bringing the toll to 61"."""
    kept = list(counts)
    for total in counts:
        if not total.rule.startswith(("toll", "number_of")):
            continue
        raised = _RAISED.search(text, max(start, total.start - _REACH), total.start)
        if raised is None:
            continue
        added = [
            count
            for count in kept
            if count.kind == total.kind
            and count.end <= raised.start()
            and _ADDED.search(text, count.start, min(raised.start(), count.end + 6))
        ]
        kept = [count for count in kept if count not in added]
    return kept
