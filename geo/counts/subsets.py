"""Read parts of a toll ("including three children") and what is stated as none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from geo.caseless import Caseless
from geo.counts.persons import People, load_persons
from geo.counts.victims import LABEL_KIND, CountSpan, Kind, load_lexicon
from geo.memo import Memo

_SUBSET_BEFORE = Caseless(
    r"\b(?:(?P<whole>dead|victims|killed|fatalities|wounded|injured|casualties|detained|arrested)"
    r"\s+(?:also\s+)?includ(?:ing|es|ed|e)|includ(?:ing|es|ed|e)|among\s+(?:them|whom)|comprising|with"
    r"|(?:among|of(?=[^,]{1,40}\b(?:was|were|is|are)\s))\s+(?:the\s+|those\s+)?(?P<among>dead|killed|victims|fatalities|wounded|injured|casualties|missing|detained|arrested)"
    r"(?:\s+(?:people|palestinians))?)\s*,?\s*(?:(?:were|was|are|is)\s+)?(?:also\s+)?$",
)

_PART_END = re.compile(
    r"\b(?:includ(?:ing|es|ed|e)|them|whom|comprising|with|dead|killed|victims|fatalities|wounded|"
    r"injured|casualties|missing|detained|arrested|people|Palestinians),?$",
    re.IGNORECASE,
)
"""How the last word of ``_SUBSET_BEFORE`` ends, but for a comma, "were" and "also" behind it."""

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

_ZERO = re.compile(
    r"\b(?:(?P<none>(?:no|without(?:\s+(?:causing|inflicting))?(?:\s+any)?|zero|caused\s+no|nor|any)\s+(?:(?:immediate|initial|early|further|other|human|civilian|military|new|additional|confirmed)\s+)?(?:reports?\s+of\s+)?(?:(?:any|human|civilian|military)\s+)?"
    r"(?P<what>casualties|deaths|fatalities|injur(?:ies|y)|loss\s+of\s+life|dead|wounded|victims)(?:\s+(?:or|and|nor)\s+(?P<what2>deaths|fatalities|injuries|wounded|dead|damage))?)"
    r"|(?P<nobody>not\s+a\s+single\s+\w+|no\s*one|no-one|nobody|none(?:\s+of\s+(?:them|the\s+\w+))?|no\s+(?:people|person|civilians|soldiers|residents|passengers))\s+(?:(?:was|were|is|had\s+been|has\s+been|have\s+been|had|are|got)\s+)?(?:reported(?:ly)?\s+)?(?:also\s+)?"
    r"(?P<done>killed(?:\s+or\s+(?:injured|wounded|hurt))?|dead|died|injured(?:\s+or\s+killed)?|wounded|hurt(?:\s+or\s+killed)?|harmed|arrested|detained|missing))\b",
    re.IGNORECASE,
)

_NOT_ZERO = re.compile(
    r"\b(?:not\s+(?:immediately\s+)?(?:clear|known)|whether|if|unclear|prevent|avoid|hope|ensure)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


def is_subset(text: str, start: int, group: People) -> bool:
    """Tell whether the words before a group make it part of another."""
    return _part_before(text, start, group) is not None


def _part_before(text: str, start: int, group: People) -> re.Match[str] | None:
    low = max(start, group.start - 60)
    # at most a comma, "were" and "also" stand between the words that make it a part and the group
    if not _ends_part.any_of(text[low : group.start].rsplit(None, 4)[-4:]):
        return None
    return _SUBSET_BEFORE.search(text, low, group.start)


@Memo
def _ends_part(word: str) -> bool:
    return _PART_END.search(word) is not None


Relation = tuple[Kind, str, bool, bool]

"""Kind, rule, whether the phrase is finite, whether it is only feared."""


def make(text: str, group: People, relation: Relation, joined: int) -> CountSpan:
    """Return the count of a group that a phrase makes victims."""
    kind, rule, _, feared = relation
    households = group.households
    more_than = rule.endswith(":over") and group.high is not None
    return CountSpan(
        start=group.start,
        end=group.end,
        text=text[group.start : group.end],
        kind=kind,
        low=None if households else group.low,
        high=None if households or more_than else group.high,
        qualifier=group.qualifier or ("over" if more_than else ""),
        group=group.noun,
        rule=rule,
        feared=feared,
        joined=joined,
        note="households, not persons" if households else "",
    )


def read_subset(
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

    def mark(group: People, name: str, of: Kind, rule: str) -> CountSpan:
        span = make(text, group, (of, rule, False, False), joined)
        return span._replace(subset_of=True, scope="subset", group=name or "people")

    among = _AMONG_AFTER.match(text, last.end, end)
    if among:
        of = LABEL_KIND[among["among"].lower()]
        return [mark(group, group.noun, of, "among_the_dead") for group in members]
    of_dead = None
    if "of" in (opening := text[first.start : first.end + 12]) or "among" in opening:
        of_dead = _OF_THE_DEAD.search(text, first.start, min(end, first.end + 70))
    if of_dead and of_dead.start() <= first.end + 4 and len(members) == 1:
        of = LABEL_KIND[of_dead["among"].lower()]
        group = first._replace(end=of_dead.end())
        return [
            mark(
                group,
                _plural(of_dead["group"]) if of_dead["group"] else "critical",
                of,
                "of_the_dead",
            )
        ]
    part = _part_before(text, start, first)
    if part and part.group().startswith("with"):
        part = None
    if part and (
        tolls
        or (part["among"] or part["whole"])
        or _counted_later(text, last.end, end)
        or text[max(start, part.start() - 90) : part.start()].strip()
    ):
        of = (
            LABEL_KIND[(part["among"] or part["whole"]).lower()]
            if (part["among"] or part["whole"])
            else kind
        )
        if not tolls and not (part["among"] or part["whole"]):
            of = _counted_later(text, last.end, end) or of
        if (
            not tolls
            and not (part["among"] or part["whole"])
            and not _counted_later(text, last.end, end)
        ):
            return []
        return [mark(group, group.noun, of, "including") for group in members]
    alone = len(members) == 1 and (tolls or first.of_them)
    if alone and (condition := _CONDITION.match(text, last.end, end)):
        finite = re.match(
            r"\s+(?:(?:were|was)\s+)?\w+\s+(?:wounded|injured|hurt)",
            text[last.end : min(end, last.end + 60)],
        )
        if finite and not first.of_them:
            return []
        state = (condition["adverb"] or condition["state"] or "").lower()
        of = next((count.kind for count in reversed(tolls) if count.kind == "injured"), "injured")
        return [mark(first, state, of, "condition")]
    if first.of_them and first.noun and len(members) == 1:
        later = None if tolls else _counted_later(text, last.end, end)
        if tolls or later:
            return [mark(first, first.noun, later or kind, "of_them")]
    return []


def _counted_later(text: str, at: int, end: int) -> Kind | None:
    """Return what the words behind a part count of the whole, if anything."""
    lexicon = load_lexicon()
    match = lexicon.behind.match(text, at, min(end, at + 160))
    if match is None or not (match["aux"] or match["verb"]):
        return None
    form = "participle" if match["participle"] else "verb"
    return lexicon.kind_of[form, " ".join(match[form].lower().split())]


def _plural(word: str) -> str:
    plural_of, plurals = load_persons()
    return word if word in plurals else plural_of.get(word, word)


_LABELLED_NONE = re.compile(
    r"\b(?P<label>killed|dead|deaths|fatalities|injured|wounded|injuries|missing|arrests)\s*:\s*(?:none|nil)\b",
    re.IGNORECASE,
)
_NEEDS_NOT = re.compile(r"(?:nor|any)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:no|not|without|n[’']t)\b[^.;]{0,60}$", re.IGNORECASE)


def find_zeros(text: str, start: int, end: int, cues: AbstractSet[str]) -> list[CountSpan]:
    """Read "no casualties" (nobody killed or injured), "nobody died", "no injuries"."""
    if "zero" not in cues and "none" not in cues:
        return []
    counts = [
        CountSpan(
            start=match.start(), end=match.end(), text=match.group(),
            kind=LABEL_KIND[match["label"].lower()], low=0, high=0, rule="none",
        )
        for match in _LABELLED_NONE.finditer(text, start, end)
    ]  # fmt: skip
    for match in _ZERO.finditer(text, start, end):
        if _NOT_ZERO.search(text, max(start, match.start() - 60), match.start()):
            continue
        open_word = match["none"] and _NEEDS_NOT.match(match["none"])
        if open_word and not _NOT.search(text, max(start, match.start() - 70), match.start()):
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
