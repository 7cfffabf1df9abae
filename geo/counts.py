"""Find how many were killed, injured, missing, displaced, detained or abducted.

A number counts only where a phrase of victims holds it ("killing nine people"): brigades, days,
vehicles and shells have none. Phrases are data: see ``data/victims.csv``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal

from geo.model import Subset
from geo.people import People, find_people

Kind = Literal["killed", "injured", "casualties", "missing", "displaced", "detained", "abducted"]
Scope = Literal["event", "daily_total", "cumulative", "subset"]

KINDS: tuple[Kind, ...] = (
    "killed",
    "injured",
    "casualties",
    "missing",
    "displaced",
    "detained",
    "abducted",
)
LARGE = 1000
"""From this number on, the present perfect states a running total, not one event's toll."""

_VICTIMS_FILE = Path(__file__).with_name("data") / "victims.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSpan:
    """A stated number of victims: ``text`` is the report's slice from ``start`` to ``end``.

    ``low`` and ``high`` are both inclusive, None where that side is open ("at least nine"), and
    both None where the words count no persons (``note`` says why). ``joined`` is the same for
    counts that one phrase adds up ("a girl and her father"). A span with ``subset_of`` is part of
    a toll and never added to it; one that is ``feared`` is no toll yet.
    """

    start: int
    end: int
    text: str
    kind: Kind
    low: int | None
    high: int | None
    qualifier: str = ""
    scope: Scope = "event"
    group: str = ""
    subset_of: bool = False
    rule: str = ""
    feared: bool = False
    joined: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
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
    spans: tuple[CountSpan, ...] = field(default=())


def _alternatives(phrases: Iterable[str]) -> str:
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The phrases of victims as patterns, and what kind each phrase counts."""

    active: re.Pattern[str]
    behind: re.Pattern[str]
    noun: re.Pattern[str]
    kind_of: dict[tuple[str, str], Kind]


_AUX = (
    r"(?:was|were|is|are|be|been|being|has|have|had|got|get|may|might|could|would|will|can|reportedly|"
    r"also|later|then|all|both|either|feared|presumed|believed|thought|reported|confirmed|said|known|"
    r"to|instantly|immediately|critically|seriously|badly|severely|slightly|lightly|moderately|"
    r"mortally|fatally|not|now|still|since|who|others|more|there|left|remained|remain|so\s+far|"
    r"already|listed\s+as|reported\s+as|declared|officially|tragically|apparently|allegedly|newly|forcibly|internally|fatally)"
)
_NO_FILL = (
    r"(?:and(?!\s+[A-Z])|or|but|after|when|while|because|that|as|if|he|she|they|it|said|says|told|"
    r"saying|adding|killed|killing|wounded|wounding|injured|injuring|died|dead|hurt|missing|fled|"
    r"before|than|since|without|opened|fired|attacked|stormed|struck|hit|carried|entered|launched|shelled|bombed|raided)"
)


@cache
def _load_lexicon() -> _Lexicon:
    forms: dict[str, list[str]] = {"active": [], "participle": [], "verb": [], "noun": []}
    kind_of: dict[tuple[str, str], Kind] = {}
    with _VICTIMS_FILE.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            forms[row["form"]].append(row["phrase"])
            kind: Kind = next(kind for kind in KINDS if kind == row["kind"])
            kind_of[row["form"], row["phrase"].lower()] = kind
    word = r"[\w’'-]+"
    behind = (
        rf"(?P<fill>(?:\s+(?!{_AUX}\b|{_NO_FILL}\b){word}){{0,7}}?"
        rf"(?:\s*[,(–—]\s*[^;.!?()]{{1,100}}?[,)–—])?"
        rf"(?:\s+(?!{_AUX}\b|{_NO_FILL}\b){word}){{0,3}}?)"
        rf"(?P<aux>(?:\s+{_AUX}(?=\s)){{0,7}})\s+"
        rf"(?:(?P<participle>{_alternatives(forms['participle'])})|(?P<verb>{_alternatives(forms['verb'])}))\b"
    )
    return _Lexicon(
        active=re.compile(
            rf"(?<![\w-])(?P<active>{_alternatives(forms['active'])})(?:\s+(?:an?\s+)?(?:further|additional))?\s+$",
            re.IGNORECASE,
        ),
        behind=re.compile(behind, re.IGNORECASE),
        noun=re.compile(
            rf"\s+(?:(?:civilian|military|confirmed|reported|further|new|more|additional|police|verified|combat|Palestinian|Israeli|[A-Z]\w+)\s+){{0,2}}"
            rf"(?P<noun>{_alternatives(forms['noun'])})\b(?!-)"
        ),
        kind_of=kind_of,
    )


_SUBSET_BEFORE = re.compile(
    r"\b(?:includ(?:ing|es|ed|e)|among\s+(?:them|whom)|comprising|with"
    r"|(?:among|of)\s+(?:the\s+|those\s+)?(?P<among>dead|killed|victims|fatalities|wounded|injured|casualties|missing|detained|arrested)"
    r"(?:\s+(?:people|Palestinians))?)\s*,?\s*(?:(?:were|was|are|is)\s+)?(?:also\s+)?$",
    re.IGNORECASE,
)
_INCLUDING = re.compile(r"\b(?:includ|among|compris|of\s+the|of\s+those)", re.IGNORECASE)
_AMONG_AFTER = re.compile(
    r"(?:,[^,;.]{1,60},)?\s+(?:(?:were|was|are|is|being)\s+)?(?:also\s+)?(?:reported(?:ly)?\s+)?among\s+(?:the|those)\s+(?:\w+\s+)?"
    r"(?P<among>dead|killed|victims|fatalities|wounded|injured|casualties|missing|detained|arrested)\b",
    re.IGNORECASE,
)
_OF_THE_DEAD = re.compile(
    r"\b(?:of|among)\s+(?:the|those)\s+(?:[\d,]+\s+|\w+\s+)?(?P<among>dead|killed|victims|fatalities|wounded|injured|casualties|missing|detained|arrested)\s+"
    r"(?:(?:was|were|is|are)\s+(?:an?\s+)?(?P<group>[a-z-]+)|in\s+(?:a\s+)?(?:critical|serious))",
)
_CONDITION = re.compile(
    r"\s*,?\s*(?:(?:are|were|was|is|being|remain(?:s|ed)?|reported(?:ly)?|said\s+to\s+be|listed|left)\s+)*"
    r"(?:(?P<adverb>seriously|critically|badly|severely|gravely|slightly|lightly|moderately)(?!\s+(?:wounded|injured|hurt)\s+(?:in|by|when)\b)(?:\s+(?:wounded|injured|hurt|ill))?(?=\s*[,.;)]|\s+and\b|\s*$)"
    r"|in\s+(?:an?\s+)?(?P<state>critical|serious|grave|stable|severe)\s+condition)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?<![\w-])(?P<label>killed|dead|deaths?|fatalities|injured|wounded|injuries|missing|displaced|detained|arrested|arrests|abducted|casualties|IDPs)"
    r"\s*(?:\([^()]{1,30}\)\s*)?[:=]\s*$",
    re.IGNORECASE,
)
_TOLL = re.compile(
    r"\b(?:(?P<of>death|casualty|injury|dead)\s+)?tolls?\b(?P<gap>[^.;:]{0,90}?)\b"
    r"(?:at|of|to|reach(?:es|ed|ing)?|exceed(?:s|ed|ing)?|pass(?:es|ed|ing)|surpass(?:es|ed|ing)|topp?(?:s|ed|ing)|tops|is|was|hits?|stood|crossed|as|above|over|past|from)"
    r"\s+(?:now\s+|already\s+)?$",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"\bnumbers?\s+of\s+(?:\w+\s+){0,2}?(?P<word>dead|deaths|fatalities|killed|wounded|injured|injuries|missing|displaced|arrests|arrested|detained|detainees|casualties|hostages)\b"
    r"[^.;:]{0,80}?\b(?:at|to|is|was|reach(?:es|ed)|exceed(?:s|ed)|stood\s+at|passed)\s+(?:now\s+)?$",
    re.IGNORECASE,
)
_LABEL_KIND: dict[str, Kind] = {
    "killed": "killed",
    "dead": "killed",
    "death": "killed",
    "deaths": "killed",
    "fatalities": "killed",
    "victims": "killed",
    "injured": "injured",
    "injury": "injured",
    "wounded": "injured",
    "injuries": "injured",
    "casualties": "casualties",
    "casualty": "casualties",
    "missing": "missing",
    "displaced": "displaced",
    "idps": "displaced",
    "detained": "detained",
    "detainees": "detained",
    "arrested": "detained",
    "arrests": "detained",
    "abducted": "abducted",
    "hostages": "abducted",
}
_ZERO = re.compile(
    r"\b(?:(?P<none>(?:no|without(?:\s+any)?|zero|caused\s+no|nor|any)\s+(?:(?:immediate|initial|early|further|other|human|civilian|military|new|additional|confirmed)\s+)?(?:reports?\s+of\s+)?(?:(?:any|human|civilian|military)\s+)?"
    r"(?P<what>casualties|deaths|fatalities|injuries|loss\s+of\s+life|dead|wounded|victims)(?:\s+(?:or|and|nor)\s+(?P<what2>deaths|fatalities|injuries|wounded|dead|damage))?)"
    r"|(?P<nobody>no\s*one|no-one|nobody|none(?:\s+of\s+(?:them|the\s+\w+))?|no\s+(?:people|person|civilians|soldiers|residents|passengers))\s+(?:(?:was|were|is|had\s+been|has\s+been|have\s+been|had|are|got)\s+)?(?:reported(?:ly)?\s+)?(?:also\s+)?"
    r"(?P<done>killed(?:\s+or\s+(?:injured|wounded|hurt))?|dead|died|injured(?:\s+or\s+killed)?|wounded|hurt(?:\s+or\s+killed)?|harmed|arrested|detained|missing))\b",
    re.IGNORECASE,
)
_NOT_ZERO = re.compile(
    r"\b(?:not\s+(?:immediately\s+)?(?:clear|known)|whether|if|unclear|prevent|avoid|hope|ensure)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_BODIES_AFTER = re.compile(r"\s+(?:[\w-]+\s+){0,2}?(?:bodies|corpses)\b")
_BODIES_BEFORE = re.compile(r"\b(?:bodies|corpses|remains)\s+of\s+$")
_BODIES_FOUND = re.compile(
    r"\b(?:recover|retriev|found|find|pull|discover|exhum|unearth|count|receiv|arriv|brought|collect|dug|transferred|buried)\w*\b"
)
_BODIES_RETURNED = re.compile(
    r"\b(?:return|hand(?:ed|ing)?\s+over|exchang|repatriat|releas|swap)\w*", re.IGNORECASE
)
_OBJECT_FOLLOWS = re.compile(
    r"\s+(?!(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
    r"(?:an?|the|its|his|her|their|at\s+least|more\s+than|several|dozens|scores|some|about|people|civilians|soldiers|up\s+to|nearly|two|three|four|five|six|seven|eight|nine|ten|another|\d|[A-Z])"
)
_PERSON_FOLLOWS = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:people|persons?|families|civilians|residents|children|women|men|soldiers|troops|patients|Palestinians|persons|workers|fighters|population|protesters|activists|journalists)\b"
)
_IRREAL = re.compile(
    r"\b(?:could|would|might|may|will|can|must|should|to|not|n[’']t|never|wants?\s+to|threat(?:s|ened)\s+to|if|from|without|against|nearly|almost|of|planned|plots?)\s+(?:be\s+|have\s+)?$",
    re.IGNORECASE,
)
_MAY_HAVE = re.compile(r"\b(?:may|might|could)\s+have\s+$", re.IGNORECASE)
_FEARED = re.compile(r"\b(?:feared|presumed|believed|thought)\b", re.IGNORECASE)
_PERFECT_BEFORE = re.compile(r"\b(?:has|have|[’']ve)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_CUMULATIVE = re.compile(
    r"\b(?:(?<!year\s)(?<!years\s)(?<!months\s)(?<!month\s)(?<!weeks\s)(?<!days\s)since|so\s+far|to\s+date|in\s+total|altogether|overall|cumulative(?:ly)?|this\s+year|total\s+number|"
    r"(?:has|have)\s+resulted\s+in|(?:in|over|during)\s+the\s+(?:past|last)\s+(?:(?:\w+|\d+)\s+)?(?:weeks?|months?|years?|decade)|"
    r"over\s+the\s+course\s+of|brings?\s+(?:the|to)\b|bringing\s+(?:the|to)\b|brought\s+the|throughout\s+the\s+war|"
    r"(?:past|last|previous|preceding)\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:weeks|months|years)|"
    r"(?:war|conflict|offensive|campaign|epidemic|outbreak|insurgency|uprising)\s+(?:has|have)\s+(?:now\s+)?(?:killed|left|displaced|claimed|injured|wounded|uprooted|forced)|"
    r"from\s+the\s+(?:start|beginning)\s+of|first\s+(?:\w+\s+)?(?:months|weeks)\s+of)\b",
    re.IGNORECASE,
)
_BECAUSE_SINCE = re.compile(r"^$")
_DAILY = re.compile(
    r"\b(?:(?:past|last|previous|preceding)\s+(?:24|twenty-four|48)[\s-]+hours?|24-hour|past\s+day|daily\s+(?:toll|update|report))\b",
    re.IGNORECASE,
)
_WAR = re.compile(
    r"\b(?:war|conflict|offensive|campaign|pandemic|epidemic|outbreak|genocide|hostilities|insurgency)\b",
    re.IGNORECASE,
)
_FORCED_TO = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:to\s+(?:flee|leave|evacuate|abandon|move|seek)|from\s+(?:their|its|the)|out\s+of|into)\b"
)
_SHARED = re.compile(
    r"(?:\s+(?:of|from|at)\s+(?:(?!and\b)[\w’'-]+\s+){1,3}(?=and\b|as\b))?\s*,?\s*(?:and|as\s+well\s+as|along\s+with|plus|&|together\s+with)\s+(?:also\s+)?|\s*,\s*"
)
_ELLIPSIS = re.compile(
    r"\b(?:and|while|but|against)\s+(?:the\s+)?(?:[\w’'-]+\s+){1,5}$", re.IGNORECASE
)
_SOURCES_DIFFER = re.compile(
    r"\b(?:differ|count(?:ing|ed|s)?|put|said|says|report(?:ed|ing)?|according|figures?|toll|sources?|spoke)\b",
    re.IGNORECASE,
)
_TAKEN_HOSTAGES = re.compile(r"\b(?:took|taking|taken|seized|abducted|captured)\s+$", re.IGNORECASE)
_LEFT_PLACE = re.compile(
    r"\s+(?:people\s+)?(?:have|had|has)\s+(?:now\s+|already\s+)?left\s+(?:the\s+)?(?:[A-Z]|town|city|area|village|camp|country|district|region|enclave)"
)
_WHILE_BREAK = re.compile(
    r"[;.!?]\s|,\s+(?:and|while|but|when|after|before)\s+(?=\w+\s+\w+)|\s+(?:while|but)\s+"
)


def find_counts(text: str, start: int, end: int) -> list[CountSpan]:
    """Return the victims counted in ``text[start:end]``, in order.

    The range is usually one sentence or clause; offsets count from the start of ``text``.
    """
    start, end = max(0, start), min(len(text), end)
    counts = _find_zeros(text, start, end)
    taken = [(count.start, count.end) for count in counts]
    groups = [
        group
        for group in find_people(text, start, end)
        if not any(low < group.end and group.start < high for low, high in taken)
    ]
    lists = _join_lists(text, groups, start)
    for index, members in enumerate(lists):
        if any(count.start < members[0].start < count.end for count in counts[-3:]):
            continue
        following = lists[index + 1][0].start if index + 1 < len(lists) else end
        later = [
            g.start
            for rest in lists[index + 1 : index + 4]
            for g in rest[:1]
            if not _is_subset(text, start, rest[0])
        ]
        stop = later[0] if later else end
        counts += _read_list(text, start, end, members, index + 1, stop, following, counts)
    counts.sort(key=lambda count: (count.start, count.end))
    return [_set_scope(text, start, end, count) for count in counts]


def _join_lists(text: str, groups: Sequence[People], start: int) -> list[list[People]]:
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
    return [part for members in lists for part in _split_at_comma(text, members)]


def _split_at_comma(text: str, members: list[People]) -> list[list[People]]:
    """Split where a comma joins what no "and" closes ("killing three people, the gunman")."""
    if len(members) > 1 and text[members[-2].end : members[-1].start].strip() == ",":
        return [[group] for group in members]
    return [members]


def _is_subset(text: str, start: int, group: People) -> bool:
    return _SUBSET_BEFORE.search(text, max(start, group.start - 60), group.start) is not None


def _read_list(
    text: str,
    start: int,
    end: int,
    members: Sequence[People],
    joined: int,
    stop: int,
    following: int,
    earlier: Sequence[CountSpan],
) -> list[CountSpan]:
    first, last = members[0], members[-1]
    special = _read_subset(text, start, end, members, joined, earlier)
    if special:
        return special
    before = _read_before(text, start, end, first)
    after = _read_after(text, start, end, last, stop)
    if before and after and len(members) > 1 and after[2]:
        return [
            *(_make(text, g, before, joined) for g in members[:-1]),
            _make(text, last, after, joined + 1000),
        ]
    relation = before or after
    if relation is None:
        relation = _read_ellipsis(text, start, end, first, earlier)
    if relation is None or (any(g.guessed for g in members) and not _SURE.match(relation[1])):
        return []
    return [_make(text, group, relation, joined) for group in members]


_AT_HOME = frozenset(
    "people civilians residents villagers refugees migrants families inhabitants locals citizens"
    " women children men settlers herders farmers workers evacuees returnees nationals"
    " individuals students foreigners".split()
)
_SURE = re.compile(
    r"(?:active|participle|verb|may_have|bodies).*(?:kill|wound|injur|dead|died|body|bodies|may|shot|lives|drown)"
)

Relation = tuple[Kind, str, bool, bool]
"""Kind, rule, whether the phrase is finite, whether it is only feared."""


def _make(text: str, group: People, relation: Relation, joined: int) -> CountSpan:
    kind, rule, _, feared = relation
    households = group.households
    return CountSpan(
        start=group.start,
        end=group.end,
        text=text[group.start : group.end],
        kind=kind,
        low=None if households else group.low,
        high=None if households else group.high,
        qualifier=group.qualifier,
        group=group.noun,
        rule=rule,
        feared=feared,
        joined=joined,
        note="households, not persons" if households else "",
    )


def _read_before(text: str, start: int, end: int, group: People) -> Relation | None:
    """Read the phrase in front: "killing", "toll of", "killed:", "bodies of"."""
    lexicon = _load_lexicon()
    low = max(start, group.start - 120)
    active = lexicon.active.search(text, max(start, group.start - 40), group.start)
    if active:
        phrase = " ".join(active["active"].lower().split())
        kind = lexicon.kind_of["active", phrase]
        lead = text[max(start, active.start() - 40) : active.start()]
        if _MAY_HAVE.search(lead):
            return kind, "may_have", True, False
        if _IRREAL.search(lead) and not phrase.endswith(" of"):
            return None
        if re.search(r"\b(?:was|were|been|being|is|are)\s+(?:\w+ly\s+)?$", lead):
            return None
        if phrase in ("forced", "forcing", "drove", "driving") and not _FORCED_TO.match(
            text, group.end, end
        ):
            return None
        if not group.noun and not _stands_alone(text, group.end, end):
            return None
        return kind, f"active:{phrase}", False, False
    window = text[low : group.start]
    if not group.noun or group.noun in ("people", "casualties"):
        if label := _LABEL.search(window):
            return _LABEL_KIND[label["label"].lower()], "label", True, False
        if toll := _TOLL.search(window):
            of = (toll["of"] or "death").lower()
            return _LABEL_KIND[of], "toll", True, False
        if number_of := _NUMBER_OF.search(window):
            return _LABEL_KIND[number_of["word"].lower()], "number_of", True, False
    if _BODIES_BEFORE.search(window) and not _BODIES_RETURNED.search(text[start:end]):
        return "killed", "bodies", False, False
    if group.noun == "hostages" and _TAKEN_HOSTAGES.search(window):
        return "abducted", "active:took hostages", False, False
    return None


def _stands_alone(text: str, at: int, end: int) -> bool:
    """Tell whether a number without a noun is followed by nothing that it could count."""
    return (
        re.match(
            r"\s*(?:[,.;:)!?–—\]]|$)|\s+(?:and|or|in|at|on|near|during|when|after|as|by|with|inside|outside|"
            r"others|more|of\s+them|overnight|since|before|while|so\s+far|yesterday|today|who|from|around|"
            r"across|along|this|last|earlier|there|east|west|north|south|wounded|injured|dead|people|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
            text[at : min(end, at + 20)],
        )
        is not None
    )


def _read_after(text: str, start: int, end: int, group: People, stop: int) -> Relation | None:
    """Read the phrase behind: "were killed", "dead", "bodies were found"."""
    lexicon = _load_lexicon()
    limit = min(end, stop, group.end + 220)
    if group.noun == "casualties":
        return "casualties", "noun:casualties", False, False
    if not group.noun and _BODIES_AFTER.match(text, group.end, end):
        clause = text[max(start, group.start - 80) : min(end, group.end + 80)]
        if _BODIES_FOUND.search(clause) and not _BODIES_RETURNED.search(clause):
            return "killed", "bodies", False, False
        return None
    behind = lexicon.behind.match(text, group.end, limit)
    if behind and not (not group.noun and not group.of_them and behind["fill"].strip(" ,")):
        relation = _judge_behind(text, end, group, behind, lexicon)
        if relation is not None:
            return relation
    if not group.noun or group.of_them:
        noun = lexicon.noun.match(text, group.end, end)
        if (
            noun
            and not _PERSON_FOLLOWS.match(text, noun.end(), end)
            and not _OBJECT_FOLLOWS.match(text, noun.end(), end)
        ):
            return (
                lexicon.kind_of["noun", " ".join(noun["noun"].lower().split())],
                "noun:" + noun["noun"].lower(),
                False,
                False,
            )
    if (
        group.noun
        and _may_be_displaced(group)
        and (group.low or group.high or 0) >= 100
        and _LEFT_PLACE.match(text, group.end, end)
    ):
        return "displaced", "left a place", True, False
    return None


def _may_be_displaced(group: People) -> bool:
    """Tell apart those who leave home from gunmen, prisoners or guards who get away."""
    if group.singular:
        return False
    if group.noun in _AT_HOME or group.households:
        return True
    return not group.noun and (group.low or group.high or 0) >= 100


def _judge_behind(
    text: str, end: int, group: People, behind: re.Match[str], lexicon: _Lexicon
) -> Relation | None:
    aux = behind["aux"].lower()
    form = "participle" if behind["participle"] else "verb"
    phrase = " ".join(behind[form].lower().split())
    kind = lexicon.kind_of[form, phrase]
    words = aux.split()
    finite = bool(
        set(words)
        & {"was", "were", "is", "are", "has", "have", "had", "been", "be", "got", "being"}
    ) or (form == "verb" and phrase not in ("dead", "missing", "homeless"))
    if "not" in words:
        return None
    if {"would", "will", "can"} & set(words) or (
        {"could", "may", "might", "to"} & set(words)
        and "have" not in words
        and not _FEARED.search(aux)
    ):
        return None
    if form == "participle" and not finite and not words:
        # "two gunmen killed five": here the group is who killed.
        if behind["fill"].strip():
            return None
        if _OBJECT_FOLLOWS.match(text, behind.end(), end) or _PERSON_FOLLOWS.match(
            text, behind.end(), end
        ):
            return None
    if (
        form == "verb"
        and phrase in ("dead", "missing", "homeless")
        and not words
        and len(behind["fill"].split()) > 4
    ):
        return None
    if form == "verb" and kind == "displaced" and not _may_be_displaced(group):
        return None
    if (
        form == "verb"
        and phrase == "missing"
        and re.match(r"\s+(?:a|an|the|his|her|its|their)\b", text[behind.end() : end])
    ):
        return None
    feared = bool(_FEARED.search(aux))
    return (
        kind,
        f"{form}:{phrase}"
        + (
            ":perfect"
            if {"has", "have"} & set(words)
            and "may" not in words
            and "might" not in words
            and "could" not in words
            else ""
        ),
        finite,
        feared,
    )


def _read_ellipsis(
    text: str, start: int, end: int, group: People, earlier: Sequence[CountSpan]
) -> Relation | None:
    """Read a second source's figure: "counting 14 dead and the army eight"."""
    if group.noun or group.of_them:
        return None
    tolls = [
        count
        for count in earlier
        if not count.subset_of and count.low != 0 and count.start < group.start
    ]
    if not tolls or not re.match(r"\s*(?:[.,;)]|$)", text[group.end : end][:8]):
        return None
    between = text[tolls[-1].end : group.start]
    if _ELLIPSIS.search(between) and len(between) < 80 and _SOURCES_DIFFER.search(text[start:end]):
        return tolls[-1].kind, "second_source", True, False
    return None


def _read_subset(
    text: str,
    start: int,
    end: int,
    members: Sequence[People],
    joined: int,
    earlier: Sequence[CountSpan],
) -> list[CountSpan]:
    """Read parts of a toll: "including three children", "two of them seriously"."""
    first, last = members[0], members[-1]
    tolls = [count for count in earlier if not count.subset_of and count.start < first.start]
    kind: Kind = tolls[-1].kind if tolls else "killed"

    def make(group: People, name: str, of: Kind, rule: str) -> CountSpan:
        span = _make(text, group, (of, rule, False, False), joined)
        return replace(span, subset_of=True, scope="subset", group=name or "people")

    among = _AMONG_AFTER.match(text, last.end, end)
    if among:
        of = _LABEL_KIND[among["among"].lower()]
        return [make(group, group.noun, of, "among_the_dead") for group in members]
    of_dead = _OF_THE_DEAD.search(text, first.start, min(end, first.end + 70))
    if of_dead and of_dead.start() <= first.end + 4 and len(members) == 1:
        of = _LABEL_KIND[of_dead["among"].lower()]
        group = replace(first, end=of_dead.end())
        return [
            make(
                group,
                _plural(of_dead["group"]) if of_dead["group"] else "critical",
                of,
                "of_the_dead",
            )
        ]
    part = _SUBSET_BEFORE.search(text, max(start, first.start - 60), first.start)
    if part and part.group().lower().startswith("with") and not tolls:
        part = None
    if part and part.group().lower().startswith("with"):
        part = None
    if part and (
        tolls
        or part["among"]
        or _counted_later(text, last.end, end)
        or text[max(start, part.start() - 90) : part.start()].strip()
    ):
        of = _LABEL_KIND[part["among"].lower()] if part["among"] else kind
        if not tolls and not part["among"] and not _counted_later(text, last.end, end):
            return []
        return [make(group, group.noun, of, "including") for group in members]
    condition = _CONDITION.match(text, last.end, end)
    if condition and (tolls or first.of_them) and len(members) == 1:
        finite = re.match(
            r"\s+(?:were|was)\s+\w+\s+(?:wounded|injured|hurt)", text[last.end : end][:60]
        )
        if finite and not first.of_them:
            return []
        state = (condition["adverb"] or condition["state"] or "").lower()
        of = next((count.kind for count in reversed(tolls) if count.kind == "injured"), "injured")
        return [make(first, state, of, "condition")]
    if first.of_them and first.noun and len(members) == 1 and tolls:
        return [make(first, first.noun, kind, "of_them")]
    return []


def _counted_later(text: str, at: int, end: int) -> bool:
    match = _load_lexicon().behind.match(text, at, min(end, at + 160))
    return match is not None and bool(match["aux"] or match["verb"])


def _plural(word: str) -> str:
    from geo.people import load_persons

    plural_of, plurals = load_persons()
    return word if word in plurals else plural_of.get(word, word)


def _find_zeros(text: str, start: int, end: int) -> list[CountSpan]:
    """Read "no casualties" (nobody killed or injured), "nobody died", "no injuries"."""
    counts = []
    for match in _ZERO.finditer(text, start, end):
        if _NOT_ZERO.search(text, max(start, match.start() - 60), match.start()):
            continue
        if match["none"] and re.match(r"(?:nor|any)\b", match["none"], re.IGNORECASE):
            if not re.search(
                r"\b(?:no|not|without|n[’']t)\b[^.;]{0,60}$",
                text[start : match.start()],
                re.IGNORECASE,
            ):
                continue
        if match["none"] and re.search(r"\b(?:further|other|additional|new)\b", match["none"]):
            continue
        words = " ".join(w.lower() for w in (match["what"], match["what2"], match["done"]) if w)
        kinds: list[Kind] = []
        if re.search(r"casualt|victims", words):
            kinds = ["killed", "injured"]
        if re.search(r"death|fatalit|life|dead|killed|died", words):
            kinds.append("killed")
        if re.search(r"injur|wounded|hurt|harmed", words):
            kinds.append("injured")
        if re.search(r"arrest|detain", words):
            kinds.append("detained")
        if "missing" in words:
            kinds.append("missing")
        counts += [
            CountSpan(
                start=match.start(),
                end=match.end(),
                text=match.group(),
                kind=kind,
                low=0,
                high=0,
                rule="none",
            )
            for kind in dict.fromkeys(kinds)
        ]
    return counts


def _set_scope(text: str, start: int, end: int, count: CountSpan) -> CountSpan:
    rule = count.rule.removesuffix(":perfect")
    if count.subset_of or count.rule == "none":
        return replace(count, rule=rule)
    low, high = _clause(text, start, end, count)
    clause = text[low:high]
    size = count.low if count.low is not None else count.high or 0
    perfect = count.rule.endswith(":perfect") or (
        count.rule.startswith("active:")
        and _PERFECT_BEFORE.search(
            text[max(start, count.start - 60) : count.start].rsplit(rule[7:], 1)[0]
            if rule[7:]
            else ""
        )
        is not None
    )
    scope: Scope = "event"
    if _DAILY.search(clause):
        scope = "daily_total"
    elif (
        _CUMULATIVE.search(clause)
        or (perfect and size >= LARGE)
        or (rule in ("toll", "number_of") and (_WAR.search(clause) or size >= 10 * LARGE))
    ):
        scope = "cumulative"
    return replace(count, scope=scope, rule=rule)


def _clause(text: str, start: int, end: int, count: CountSpan) -> tuple[int, int]:
    """Return the clause around a count, within 300 characters of it."""
    low = max(start, count.start - 300)
    high = min(end, count.end + 300)
    for match in _WHILE_BREAK.finditer(text, low, count.start):
        low = match.end()
    after = _WHILE_BREAK.search(text, count.end, high)
    return low, after.start() if after else high


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
    phrases: dict[int, list[CountSpan]] = {}
    for span in spans:
        phrases.setdefault(span.joined, []).append(span)
    parts = [
        (
            _add(group),
            {span.group for span in group},
            any(_MORE.search(span.text) or span.group == "others" for span in group),
            group[0].rule,
        )
        for group in phrases.values()
    ]
    total, groups, _, _ = parts[0]
    conflicting = False
    for interval, names, more, rule in parts[1:]:
        general = {"", "people", "residents", "civilians", "victims"}
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
