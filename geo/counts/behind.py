"""Read what stands behind a number of persons and makes it one of victims: "were killed"."""

from __future__ import annotations

import re

from geo.counts.before import BODIES_RETURNED
from geo.counts.persons import People
from geo.counts.subsets import Relation
from geo.counts.victims import LABEL_KIND, Lexicon, load_lexicon
from geo.memo import Memo

_BODIES_AFTER = re.compile(r"\s+(?:[\w-]+\s+){0,2}?(?:bodies|corpses)\b")
_BODIES_FOUND = re.compile(
    r"\b(?:held|contain|lay|so\s+far|recover|retriev|found|find|pull|discover|exhum|unearth|count|receiv|arriv|brought|collect|dug|transferred|buried)\w*\b"
)
_OBJECT_FOLLOWS = re.compile(
    r"\s+(?!(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
    r"(?:an?|the|its|his|her|their|himself|herself|themselves|at\s+least|more\s+than|several|dozens|scores|some|about|people|civilians|soldiers|up\s+to|nearly|two|three|four|five|six|seven|eight|nine|ten|another)\b|\s+(?!(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)(?:\d|[A-Z])"
)
_PERSON_FOLLOWS = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:people|persons?|families|civilians|residents|children|women|men|soldiers|troops|patients|Palestinians|persons|workers|fighters|population|protesters|activists|journalists)\b"
)
_FEARED = re.compile(r"\b(?:feared|presumed|believed|thought)\b", re.IGNORECASE)
_TOTAL_FOLLOWS = re.compile(
    r"(?:\s+people)?\s+the\s+(?:\w+\s+){0,2}?(?:toll|total|number|tally)\b(?:\s+of\s+(?:\w+\s+){0,2}?(?P<of>\w+)(?:\s+(?P<of2>\w+))?)?"
)
_RAISED_TO = re.compile(
    r"\b(?:br(?:ing|ings|inging|ought)|rais(?:es|ed|ing))\s+to\s+$", re.IGNORECASE
)
_FOUND_LATER = re.compile(
    r"(?:\s+[^.;:]{1,60}?)?\s+(?:was|were|had\s+been|have\s+been|has\s+been)\s+(?:later\s+)?"
    r"(?:(?P<dead>found\s+dead|killed|confirmed\s+dead)|found|rescued|freed|located)\b"
)
"""What became of the missing: "five of the climbers missing on X were found dead"."""
_ASIDE = re.compile(r"\s*,\s+(?:includ|among|most|many|some|all|nearly|mainly|almost)[^;.]*,")
"""What may stand between a bare number and its verb: "dozens, including women, were killed"."""
_LEFT_PLACE = re.compile(
    r"\s+(?:people\s+)?(?:have|had|has)\s+(?:now\s+|already\s+)?left\s+(?:the\s+)?(?:[A-Z]|town|city|area|village|camp|country|district|region|enclave)"
)
_AT_HOME = frozenset(
    [
        "people",
        "civilians",
        "residents",
        "villagers",
        "refugees",
        "migrants",
        "families",
        "inhabitants",
        "locals",
        "citizens",
        "women",
        "children",
        "men",
        "settlers",
        "herders",
        "farmers",
        "workers",
        "evacuees",
        "returnees",
        "nationals",
        "individuals",
        "students",
        "foreigners",
    ]
)
_IRREAL_BEFORE = re.compile(
    r"\b(?:predict\w*|project(?:s|ed|ion)|forecast\w*|could|would|might|worst[\s-]case|prevent\w*|avoid\w*|"
    r"prepar\w*|potential\w*|risk\w*|handle|expect\w*|fears?|warn\w*|whether|if)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_IRREAL_BEHIND = re.compile(
    r"[^.;]{0,30}\b(?:projected|predicted|forecast|expected|possible|likely)\b"
)
_DOUBTS = ("whether", "unless", "if")
_WHETHER = re.compile(
    r"\b(?:whether|unless|(?:clear|unclear|known|determine|see|asked)\s+if)\b[^.;,]{0,60}$",
    re.IGNORECASE,
)


@Memo
def _opens_behind(word: str) -> bool:
    """Whether a word opens a phrase that victims stand before: "killed", "lost their lives"."""
    return load_lexicon().behind_verb.match(word) is not None


def read_after(text: str, start: int, end: int, group: People, stop: int) -> Relation | None:
    """Read the phrase behind: "were killed", "dead", "bodies were found"."""
    lexicon = load_lexicon()
    limit = min(end, stop, group.end + 220)
    low = max(start, group.start - 80)
    before = text[low : group.start].lower()
    if any(word in before for word in _DOUBTS) and _WHETHER.search(text, low, group.start):
        return None
    if group.noun == "casualties":
        return "casualties", "noun:casualties", False, False
    if not group.noun and _BODIES_AFTER.match(text, group.end, end):
        clause = text[max(start, group.start - 80) : min(end, group.end + 80)]
        if _BODIES_FOUND.search(clause) and not BODIES_RETURNED.search(clause):
            return "killed", "bodies", False, False
        return None
    if (
        before.rstrip().endswith("to")
        and _RAISED_TO.search(text, low, group.start)
        and (total := _TOTAL_FOLLOWS.match(text, group.end, end))
    ):
        of = (total["of2"] or "").lower()
        of = of if of in LABEL_KIND else (total["of"] or "dead").lower()
        return LABEL_KIND.get(of, "killed"), "toll", True, False
    at = group.end
    if text[max(start, group.start - 2) : group.start] == ", " and text.startswith(",", at):
        at += 1  # "everyone on board, 62 people, died"
    behind = None
    if _opens_behind.any_of(text[at:limit].split()):
        behind = lexicon.behind.match(text, at, limit)
    bare = not group.noun and not group.of_them
    if behind and not (
        bare and behind["fill"].strip(" ,") and not _ASIDE.fullmatch(behind["fill"])
    ):
        relation = _judge_behind(text, end, group, behind, lexicon)
        if relation is not None:
            return relation
    if not group.noun or group.of_them:
        noun = lexicon.noun.match(text, group.end, end)
        if (
            noun
            and not _is_irreal(text, start, end, group, noun.end())
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


def _is_irreal(text: str, start: int, end: int, group: People, at: int) -> bool:
    """Tell whether a number of deaths is only forecast, feared or imagined."""
    before = _IRREAL_BEFORE.search(text, max(start, group.start - 90), group.start)
    return before is not None or _IRREAL_BEHIND.match(text, at, end) is not None


def _may_be_displaced(group: People) -> bool:
    """Tell apart those who leave home from gunmen, prisoners or guards who get away."""
    if group.singular:
        return False
    if group.noun in _AT_HOME or group.households:
        return True
    return not group.noun and (group.low or group.high or 0) >= 100


def _judge_behind(
    text: str, end: int, group: People, behind: re.Match[str], lexicon: Lexicon
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
    passive = bool(set(words) & {"was", "were", "is", "are", "be", "been", "being", "got", "get"})
    if form == "participle" and {"has", "have", "had", "who"} & set(words) and not passive:
        return None  # "the man who killed", "gunmen have killed"
    if {"would", "will", "can"} & set(words) or (
        {"could", "may", "might", "to"} & set(words)
        and not {"have", "had"} & set(words)
        and not _FEARED.search(aux)
    ):
        return None
    if form == "participle" and not finite and not words:
        # "two gunmen killed five": here the group is who killed.
        if behind["fill"].strip(" ,0123456789"):
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
    if phrase == "missing" and not words and (later := _FOUND_LATER.match(text, behind.end(), end)):
        if not later["dead"]:
            return None
        return "killed", "participle:found dead", True, False
    if (
        form == "verb"
        and phrase == "missing"
        and re.match(
            r"\s+(?:a|an|the|his|her|its|their)\b", text[behind.end() : min(end, behind.end() + 20)]
        )
    ):
        return None
    feared = bool(_FEARED.search(aux))
    return (
        kind,
        f"{form}:{phrase}"
        + (
            ":perfect"
            if ({"has", "have"} & set(words) or {"had", "been"} <= set(words))
            and "may" not in words
            and "might" not in words
            and "could" not in words
            else ""
        ),
        finite,
        feared,
    )
