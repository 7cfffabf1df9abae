"""Find how many were killed, injured, missing, displaced, detained or abducted.

A number counts only where a phrase of victims holds it ("killing nine people"): brigades, days,
vehicles and shells have none. Phrases are data: see ``data/victims.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from geo.counts.before import SURE, read_before
from geo.counts.behind import read_after
from geo.counts.carried import read_carried, supersede
from geo.counts.cues import find_cues
from geo.counts.people import find_people
from geo.counts.persons import People
from geo.counts.pieces import cut
from geo.counts.scopes import set_scope
from geo.counts.subsets import find_zeros, is_subset, make, read_subset
from geo.counts.victims import KINDS, CountSpan, Kind, Scope
from geo.model import Subset

__all__ = ["KINDS", "CountSpan", "Counts", "combine", "find_counts"]


class Counts(NamedTuple):
    """The counts of one event: an interval a kind, None where not stated."""

    killed: tuple[int | None, int | None] = (None, None)
    injured: tuple[int | None, int | None] = (None, None)
    casualties: tuple[int | None, int | None] = (None, None)
    missing: tuple[int | None, int | None] = (None, None)
    displaced: tuple[int | None, int | None] = (None, None)
    detained: tuple[int | None, int | None] = (None, None)
    abducted: tuple[int | None, int | None] = (None, None)
    subsets: tuple[Subset, ...] = ()
    qualifier: str = ""
    scope: Scope | None = None
    text: str = ""
    feared: tuple[tuple[Kind, int | None, int | None], ...] = ()
    conflicting: bool = False
    spans: tuple[CountSpan, ...] = ()


_AND_ALSO = re.compile(r"\s*,?\s*(?:and|while)\s+(?:\w+\s+){0,2}")
_SHARED = re.compile(
    r"(?:,\s*(?:aged\s+)?\d{1,3}(?=,))?(?:\s+(?:of|from|at)\s+(?:(?!and\b)[\w’'-]+\s+){1,3}(?=and\b|as\b))?\s*,?\s*(?:and|as\s+well\s+as|along\s+with|plus|&|together\s+with)\s+(?:also\s+)?|\s*,\s*"
)


def find_counts(text: str, start: int, end: int) -> list[CountSpan]:
    """Return the victims counted in ``text[start:end]``, in order.

    The range is usually one sentence or clause; offsets count from the start of ``text``.
    """
    start, end = max(0, start), min(len(text), end)
    pieces = cut(text, start, end)
    cues = find_cues(pieces.words)
    counts = find_zeros(text, start, end, cues)
    taken = {at for count in counts for at in range(count.start, count.end)}
    groups = [
        group
        for group in find_people(pieces, cues)
        if group.start not in taken and group.end - 1 not in taken
    ]
    lists = _join_lists(text, start, groups)
    for index, members in enumerate(lists):
        if any(count.start < members[0].start < count.end for count in counts[-3:]):
            continue
        later = [
            g.start
            for rest in lists[index + 1 : index + 4]
            for g in rest[:1]
            if not (rest[0].of_them or is_subset(text, start, rest[0]))
            and not (rest[0].singular and text[max(0, rest[0].start - 2) : rest[0].start] == ", ")
        ]
        stop = later[0] if later else end
        counts += _read_list(text, start, end, members, index + 1, stop, counts[-12:])
    counts.sort(key=lambda count: (count.start, count.end))
    counts = supersede(text, start, counts)
    tallied = "tally" in cues
    return _share_scope(
        text, [set_scope(text, start, end, count, tallied=tallied) for count in counts]
    )


def _share_scope(text: str, counts: list[CountSpan]) -> list[CountSpan]:
    """Let a running total hold for what "and" joins to it ("has killed 1,600 and wounded 900")."""
    shared: list[CountSpan] = []
    for count in counts:
        tolls = [earlier for earlier in shared[-3:] if not earlier.subset_of]
        if (
            tolls
            and count.scope == "event"
            and tolls[-1].scope in ("cumulative", "daily_total")
            and _AND_ALSO.fullmatch(text, tolls[-1].end, count.start)
        ):
            count = count._replace(scope=tolls[-1].scope)
        shared.append(count)
    return shared


def _join_lists(text: str, start: int, groups: Sequence[People]) -> list[list[People]]:
    lists: list[list[People]] = []
    for group in groups:
        if lists:
            last = lists[-1][-1]
            gap = text[last.end : group.start]
            if (
                last.noun
                and group.noun
                and not group.of_them
                and _SHARED.fullmatch(gap)
                and not (last.households or group.households)
            ):
                lists[-1].append(group)
                continue
        lists.append([group])
    return [part for members in lists for part in _split_at_comma(text, start, members)]


def _split_at_comma(text: str, start: int, members: list[People]) -> list[list[People]]:
    """Split where a comma joins what no "and" closes ("killing three people, the gunman").

    A headline may join by a comma alone: "3 soldiers, 11 rebels killed", "Gunmen kill mayor, two
    guards".
    """
    if len(members) > 1 and _tells_apart(text, members):
        return [members[:1]]
    if len(members) > 1 and text[members[-2].end : members[-1].start].strip() == ",":
        opens = not text[start : members[0].start].strip(" -•*")
        if (opens and _CUT_SHORT.match(text, members[-1].end)) or (
            _PRESENT.search(text, start, members[0].start) and not members[-1].singular
        ):
            return [members]
        return [[group] for group in members]
    return [members]


_WHOLES = frozenset({"people", "persons", "civilians", "residents", "victims", "children", ""})


def _tells_apart(text: str, members: Sequence[People]) -> bool:
    """Whether the others of a list are the first one again: "two people, a man and a woman"."""
    first, rest = members[0], members[1:]
    return (
        first.low is not None
        and first.noun in _WHOLES
        and text[first.end : rest[0].start].strip() in {",", ":", "–", "—"}
        and first.low > 1
        and first.low == sum(group.low or 0 for group in rest)
    )


def _read_list(
    text: str,
    start: int,
    end: int,
    members: Sequence[People],
    joined: int,
    stop: int,
    earlier: Sequence[CountSpan],
) -> list[CountSpan]:
    first, last = members[0], members[-1]
    special = read_subset(text, start, end, members, joined, earlier)
    if special:
        return special
    before = read_before(text, start, end, first)
    # the words behind matter where those before say nothing, or say it of the others of a list
    alone = before is not None and len(members) == 1
    after = None if alone else read_after(text, start, end, last, stop)
    if before and after and len(members) > 1 and after[2]:
        return [
            *(make(text, g, before, joined) for g in members[:-1]),
            make(text, last, after, joined + 1000),
        ]
    relation = before or after
    if relation is not None:
        low = max(start, first.start - 40)
        lead = text[low : first.start].lower()
        if any(stem in lead for stem in _FEARING) and _FEARS.search(text, low, first.start):
            relation = (*relation[:3], True)
        share = _SHARE.search(text, low, first.start) if "of" in lead else None
        if share and relation[2] and not relation[1].startswith("label"):
            part = _take_share(first, share["share"].lower())
            return [make(text, part, relation, joined)] if part else []
    if relation is None:
        relation = read_carried(text, start, end, first, earlier)
    if relation is None or (any(g.guessed for g in members) and not SURE.match(relation[1])):
        return []
    found = [make(text, group, relation, joined) for group in members]
    if relation[0] == "killed" and _OF_VICTIMS.search(text, first.start, first.end):
        # "two of the victims were pronounced dead at a clinic": not another toll
        return [span._replace(subset_of=True, scope="subset") for span in found]
    return found


_OF_VICTIMS = re.compile(r"\bof (?:the|those) (?:victims|dead|killed|fatalities|slain)$")
_CUT_SHORT = re.compile(r"\s+(?:killed|dead|wounded|injured|hurt|arrested|detained|missing)\b")
_PRESENT = re.compile(r"\b(?:kills?|wounds?|injures?|arrests?|detains?|abducts?|kidnaps?)\s+$")
_FEARS = re.compile(
    r"\b(?:fear(?:s|ed|ing)?|worr(?:y|ied)|afraid|concern(?:s|ed))\s+(?:that\s+)?$", re.IGNORECASE
)
_FEARING = ("fear", "worr", "afraid", "concern")
_SHARE = re.compile(
    r"\b(?P<share>half|none|most|(?:a|one)\s+(?:third|quarter|fifth)|(?:two|three)[\s-]+(?:thirds|quarters)|the\s+majority|[\d.]+\s*(?:%|per\s?cent))"
    r"\s+of\s+(?:(?:the|its|their|a)\s+)?(?:[\w’'-]+[’']s\s+)?$",
    re.IGNORECASE,
)


def _take_share(group: People, share: str) -> People | None:
    """Return half of a group or none of it; another share of it isn't counted."""
    if share == "none":
        return group._replace(low=0, high=0)
    if share == "half" and group.low is not None and group.low == group.high:
        return group._replace(low=group.low // 2, high=group.low // 2)
    return None


_MORE = re.compile(r"\b(?:another|others?|more|further|additional|also)\b", re.IGNORECASE)


def combine(spans: Iterable[CountSpan]) -> Counts:
    """Merge the counts of one event's clauses.

    Numbers that one phrase lists add up; so do different groups, and what "another" adds. Two
    figures for the same are a range ("nine" and "twelve" give 9 to 12), and ``conflicting``.
    Subsets and feared victims stand apart. A running total is never mixed with an event's toll:
    where both occur, the event's is taken.
    """
    chosen = sorted(spans, key=lambda span: (span.start, span.end))
    tolls = [span for span in chosen if not span.subset_of and not span.feared]
    scope: Scope | None = None
    for candidate in ("event", "daily_total", "cumulative"):
        if any(span.scope == candidate for span in tolls):
            scope = candidate
            break
    tolls = [span for span in tolls if span.scope == scope]
    subsets = tuple(
        Subset(group=span.group, low=span.low, high=span.high) for span in chosen if span.subset_of
    )
    if scope is None and subsets:
        scope = "subset"
    conflicting = False
    intervals: dict[Kind, tuple[int | None, int | None]] = {}
    for kind in KINDS:
        same = [span for span in tolls if span.kind == kind]
        if same:
            intervals[kind], differ = _merge(same)
            conflicting = conflicting or differ
    qualifiers = dict.fromkeys(span.qualifier for span in tolls if span.qualifier)
    return Counts(
        killed=intervals.get("killed", (None, None)),
        injured=intervals.get("injured", (None, None)),
        casualties=intervals.get("casualties", (None, None)),
        missing=intervals.get("missing", (None, None)),
        displaced=intervals.get("displaced", (None, None)),
        detained=intervals.get("detained", (None, None)),
        abducted=intervals.get("abducted", (None, None)),
        subsets=subsets,
        qualifier=next(iter(qualifiers), ""),
        scope=scope,
        text="; ".join(dict.fromkeys(span.text for span in (tolls or chosen))),
        feared=tuple((span.kind, span.low, span.high) for span in chosen if span.feared),
        conflicting=conflicting,
        spans=tuple(chosen),
    )


def _merge(spans: Sequence[CountSpan]) -> tuple[tuple[int | None, int | None], bool]:
    if len(spans) == 1:
        return (spans[0].low, spans[0].high), False
    phrases: dict[int, list[CountSpan]] = {}
    for span in spans:
        phrases.setdefault(span.joined, []).append(span)
    parts = [
        (
            _add(group),
            {span.group for span in group},
            any(
                _MORE.search(span.text)
                or span.group == "others"
                or span.rule in ("alongside", "gapped")
                for span in group
            ),
            group[0].rule,
        )
        for group in phrases.values()
    ]
    total, groups, _, _ = parts[0]
    conflicting = False
    for interval, names, more, rule in parts[1:]:
        general = {"", "people", "persons", "residents", "civilians", "victims"}
        apart = bool(names - general) and bool(groups - general) and not names & groups
        if more or (apart and rule != "second_source"):
            total = _sum(total, interval)
        elif interval != total:
            total = _span(total, interval)
            conflicting = True
        groups = groups | names
    return total, conflicting


def _sum(
    one: tuple[int | None, int | None], two: tuple[int | None, int | None]
) -> tuple[int | None, int | None]:
    low = None if one[0] is None and two[0] is None else (one[0] or 0) + (two[0] or 0)
    high = None if one[1] is None or two[1] is None else one[1] + two[1]
    return low, high


def _span(
    one: tuple[int | None, int | None], two: tuple[int | None, int | None]
) -> tuple[int | None, int | None]:
    lows = [low for low in (one[0], two[0]) if low is not None]
    highs = [high for high in (one[1], two[1]) if high is not None]
    return (min(lows) if lows else None), (max(highs) if len(highs) == 2 else None)


def _add(spans: Sequence[CountSpan]) -> tuple[int | None, int | None]:
    total: tuple[int | None, int | None] = (spans[0].low, spans[0].high)
    for span in spans[1:]:
        total = _sum(total, (span.low, span.high))
    return total
