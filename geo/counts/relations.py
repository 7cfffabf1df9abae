"""Read what makes a number of persons one of victims: the phrases before and behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from geo.counts.cues import WORDS_KEPT
from geo.counts.people import People, load_words
from geo.counts.subsets import Relation
from geo.counts.victims import LABEL_KIND, Lexicon, load_lexicon

_SUPERSEDED = re.compile(
    r"\b(?:earlier|previous|prior|initial|original|preliminary|provisional)\s+$", re.IGNORECASE
)
_PASSED = re.compile(
    r"\b(?:exceed|pass|surpass|topp?|cross|above|over|past)(?:e?s|ed|ing)?\s+(?:now\s+|already\s+)?$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?<![\w-])(?P<label>killed|dead|(?:death\s+)?toll|deaths?|fatalities|injured|wounded|injuries|missing|displaced|detained|arrested|arrests|abducted|casualties|IDPs)"
    r"\s*(?:\([^()]{1,30}\)\s*)?[:=]\s*$",
    re.IGNORECASE,
)

_TOLL = re.compile(
    r"\b(?:(?P<of>death|casualty|injury|dead)\s+)?tolls?\b(?P<gap>[^.;:]{0,90}?)\b"
    r"(?:at|of|to|reach(?:es|ed|ing)?|exceed(?:s|ed|ing)?|pass(?:es|ed|ing)|surpass(?:es|ed|ing)|topp?(?:s|ed|ing)|tops|is|was|hits?|stood|crossed|as|above|over|past)"
    r"\s+(?:now\s+|already\s+)?$",
    re.IGNORECASE,
)

_COUNTING = ("number", "count", "tally", "figure")
_NUMBER_OF = re.compile(
    r"\b(?:numbers?|counts?|tally|figures?)\s+(?:(?:of|for)\s+(?:\w+\s+){0,2}?)?(?P<word>dead|deaths|fatalities|killed|wounded|injured|injuries|missing|displaced|arrests|arrested|detained|detainees|casualties|hostages)\b"
    r"[^.;:]{0,80}?\b(?:at|to|as|is|was|reach(?:es|ed)|exceed(?:s|ed)|stood\s+at|passed)\s+(?:now\s+)?$",
    re.IGNORECASE,
)

_BODIES_AFTER = re.compile(r"\s+(?:[\w-]+\s+){0,2}?(?:bodies|corpses)\b")

_BODIES_BEFORE = re.compile(r"\b(?:body|bodies|corpses?|remains)\s+of\s+$")

_BODIES_FOUND = re.compile(
    r"\b(?:held|contain|lay|so\s+far|recover|retriev|found|find|pull|discover|exhum|unearth|count|receiv|arriv|brought|collect|dug|transferred|buried)\w*\b"
)

_BODIES_RETURNED = re.compile(
    r"\b(?:return|hand(?:ed|ing)?\s+over|exchang|repatriat|releas|swap)\w*", re.IGNORECASE
)

_OBJECT_FOLLOWS = re.compile(
    r"\s+(?!(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
    r"(?:an?|the|its|his|her|their|himself|herself|themselves|at\s+least|more\s+than|several|dozens|scores|some|about|people|civilians|soldiers|up\s+to|nearly|two|three|four|five|six|seven|eight|nine|ten|another)\b|\s+(?!(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)(?:\d|[A-Z])"
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

_VICTIMS_WERE = re.compile(
    r"(?<!among )(?<!of )\b(?:the\s+|all\s+)(?:\w+\s+)?"
    r"(?P<label>dead|victims|deceased|wounded|injured|missing|detained|arrested|detainees|hostages)"
    r"\s*(?::|(?:were|was|are)(?:\s+identified\s+as)?)\s+$",
    re.IGNORECASE,
)

_TOTAL_FOLLOWS = re.compile(
    r"(?:\s+people)?\s+the\s+(?:\w+\s+){0,2}?(?:toll|total|number|tally)\b(?:\s+of\s+(?:\w+\s+){0,2}?(?P<of>\w+)(?:\s+(?P<of2>\w+))?)?"
)
_RAISED_TO = re.compile(
    r"\b(?:br(?:ing|ings|inging|ought)|rais(?:es|ed|ing))\s+to\s+$", re.IGNORECASE
)

_FORCED_TO = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:to\s+(?:flee|leave|evacuate|abandon|move|seek)|from\s+(?:their|its|the)|out\s+of|into)\b"
)

_NEEDED = (
    (frozenset({"forced", "forcing", "drove", "driving", "driven"}), _FORCED_TO),
    (
        frozenset({"took", "taken", "taking", "takes"}),
        re.compile(r"\s+(?:\w+\s+){0,2}?(?:into\s+custody|prisoner|(?P<held>hostage|captive))\b"),
    ),
    (
        frozenset({"treated", "treating"}),
        re.compile(
            r"\s+for\s+(?:[\w-]+\s+){0,3}?(?:wounds?|injur\w+|burns?|smoke|fractures?|inhalation)"
        ),
    ),
)
"""What must follow the persons for some verbs to make victims of them: "took nine into custody"."""

_FOUND_LATER = re.compile(
    r"(?:\s+[^.;:]{1,60}?)?\s+(?:was|were|had\s+been|have\s+been|has\s+been)\s+(?:later\s+)?"
    r"(?:(?P<dead>found\s+dead|killed|confirmed\s+dead)|found|rescued|freed|located)\b"
)
"""What became of the missing: "five of the climbers missing on X were found dead"."""

_ASIDE = re.compile(r"\s*,\s+(?:includ|among|most|many|some|all|nearly|mainly|almost)[^;.]*,")
"""What may stand between a bare number and its verb: "dozens, including women, were killed"."""

_TAKEN_HOSTAGES = re.compile(
    r"\b(?:took|taking|taken|seized|abducted|captured|made\s+off\s+with|making\s+off\s+with|hold|holds|holding)\s+$",
    re.IGNORECASE,
)

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

SURE = re.compile(
    r"(?:active|participle|verb|may_have|bodies).*(?:kill|wound|injur|hurt|dead|murder|execut|died|body|bodies|may|shot|lives|drown|detain|arrest|abduct|kidnap|lynch|custody|hostage|captive|prisoner)"
)


@lru_cache(maxsize=WORDS_KEPT)
def _ends_active(word: str) -> bool:
    """Whether a word ends a phrase behind which victims stand: "killing", "lives of"."""
    return load_lexicon().active_end.search(word) is not None


@lru_cache(maxsize=WORDS_KEPT)
def _opens_behind(word: str) -> bool:
    """Whether a word opens a phrase that victims stand before: "killed", "lost their lives"."""
    return load_lexicon().behind_verb.match(word) is not None


def read_before(text: str, start: int, end: int, group: People) -> Relation | None:
    """Read the phrase in front: "killing", "toll of", "killed:", "bodies of"."""
    lexicon = load_lexicon()
    low = max(start, group.start - 120)
    window = text[low : group.start]
    lower = window.lower()
    last = lower.split()[-1:]
    active = None
    if last and _ends_active(last[0]):
        active = lexicon.active.search(text, max(start, group.start - 40), group.start)
    if active:
        phrase = " ".join(active["active"].lower().split())
        kind = lexicon.kind_of["active", phrase]
        lead = text[max(start, active.start() - 40) : active.start()]
        if _MAY_HAVE.search(lead):
            return kind, "may_have", True, False
        if (
            _IRREAL.search(lead)
            and not lead.rstrip().endswith("to have")
            and not phrase.endswith(" of")
        ):
            return None
        if re.search(r"\b(?:was|were|been|being|is|are)\s+(?:\w+ly\s+)?$", lead):
            return None
        needed = next((found for phrases, found in _NEEDED if phrase in phrases), None)
        completed = needed.match(text, group.end, end) if needed else None
        if needed and completed is None:
            return None
        if phrase in ("lost", "losing") and group.noun not in load_words("lost"):
            return None
        if completed and completed.groupdict().get("held"):
            kind = "abducted"
        if completed:
            phrase += " " + completed.group().split()[-1].lower()
        if not group.noun and not _stands_alone(text, group.end, end):
            return None
        return kind, f"active:{phrase}", False, False
    if not last:
        return None
    if not group.noun or group.noun in ("people", "casualties"):
        label = _LABEL.search(window) if last[0].endswith((":", "=")) else None
        if label and not (
            label["label"].lower() == "casualties"
            and group.noun != "casualties"
            and lexicon.noun.match(text, group.end, end)
        ):
            return LABEL_KIND[label["label"].lower().split()[0]], "label", True, False
        if "toll" in lower and (toll := _TOLL.search(window)):
            if _SUPERSEDED.search(window, 0, toll.start()):
                return None
            of = (toll["of"] or "death").lower()
            more = ":over" if _PASSED.search(toll.group()) else ""
            return LABEL_KIND[of], f"toll{more}", True, False
        if any(word in lower for word in _COUNTING) and (number_of := _NUMBER_OF.search(window)):
            more = ":over" if _PASSED.search(number_of.group()) else ""
            return LABEL_KIND[number_of["word"].lower()], f"number_of{more}", True, False
    ends = last[0].endswith
    if (
        ends("of")
        and _BODIES_BEFORE.search(window)
        and not _BODIES_RETURNED.search(
            text, max(start, group.start - 90), min(end, group.end + 90)
        )
    ):
        return "killed", "bodies", False, False
    if (
        group.noun
        and ends((":", "were", "was", "are", "as"))
        and (were := _VICTIMS_WERE.search(window))
    ):
        return LABEL_KIND[were["label"].lower()], "victims were", True, False
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
        if _BODIES_FOUND.search(clause) and not _BODIES_RETURNED.search(clause):
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
    if any(map(_opens_behind, text[at:limit].split())):
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
