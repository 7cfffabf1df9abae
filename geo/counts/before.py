"""Read what stands before a number of persons and makes it one of victims: "killing", "toll of"."""

from __future__ import annotations

import re

from geo.counts.persons import People, load_words
from geo.counts.subsets import Relation
from geo.counts.victims import LABEL_KIND, load_lexicon
from geo.memo import Memo

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
_BODIES_BEFORE = re.compile(r"\b(?:body|bodies|corpses?|remains)\s+of\s+$")
BODIES_RETURNED = re.compile(
    r"\b(?:return|hand(?:ed|ing)?\s+over|exchang|repatriat|releas|swap)\w*", re.IGNORECASE
)
_IRREAL = re.compile(
    r"\b(?:could|would|might|may|will|can|must|should|to|not|n[’']t|never|wants?\s+to|threat(?:s|ened)\s+to|if|from|without|against|nearly|almost|of|planned|plots?)\s+(?:be\s+|have\s+)?$"
)
_MAY_HAVE = re.compile(r"\b(?:may|might|could)\s+have\s+$")
_VICTIMS_WERE = re.compile(
    r"(?<!among )(?<!of )\b(?:the\s+|all\s+)(?:\w+\s+)?"
    r"(?P<label>dead|victims|deceased|wounded|injured|missing|detained|arrested|detainees|hostages)"
    r"\s*(?::|(?:were|was|are)(?:\s+identified\s+as)?)\s+$",
    re.IGNORECASE,
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
        frozenset({"hacked", "beat", "clubbed", "stoned", "kicked", "burned", "burnt", "trampled"}),
        re.compile(r"\s+to\s+death\b"),
    ),
    (
        frozenset({"treated", "treating"}),
        re.compile(
            r"\s+for\s+(?:[\w-]+\s+){0,3}?(?:wounds?|injur\w+|burns?|smoke|fractures?|inhalation)"
        ),
    ),
)
"""What must follow the persons for some verbs to make victims of them: "took nine into custody"."""
_TAKEN_HOSTAGES = re.compile(
    r"\b(?:took|taking|taken|seized|abducted|captured|made\s+off\s+with|making\s+off\s+with|hold|holds|holding)\s+$",
    re.IGNORECASE,
)
SURE = re.compile(
    r"(?:active|participle|verb|may_have|bodies).*(?:kill|wound|injur|hurt|dead|murder|execut|died|body|bodies|may|shot|lives|drown|detain|arrest|abduct|kidnap|lynch|custody|hostage|captive|prisoner)"
)

_BEING = re.compile(r"\b(?:was|were|been|being|is|are)\s+(?:\w+ly\s+)?$")


@Memo
def _ends_active(word: str) -> bool:
    """Whether a word ends a phrase behind which victims stand: "killing", "lives of"."""
    return load_lexicon().active_end.search(word) is not None


def read_before(text: str, start: int, end: int, group: People) -> Relation | None:
    """Read the phrase in front: "killing", "toll of", "killed:", "bodies of"."""
    lexicon = load_lexicon()
    low = max(start, group.start - 120)
    window = text[low : group.start]
    lower = window.lower()
    last = lower.rsplit(None, 1)[-1:]
    active = None
    if last and _ends_active[last[0]]:
        active = lexicon.active.search(text, max(start, group.start - 40), group.start)
    if active:
        phrase = " ".join(active["active"].lower().split())
        kind = lexicon.kind_of["active", phrase]
        lead = text[max(start, active.start() - 40) : active.start()]
        small = lead.lower()
        if _MAY_HAVE.search(small):
            return kind, "may_have", True, False
        if (
            _IRREAL.search(small)
            and not lead.rstrip().endswith("to have")
            and not phrase.endswith(" of")
        ):
            return None
        if _BEING.search(lead):
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
        and not BODIES_RETURNED.search(text, max(start, group.start - 90), min(end, group.end + 90))
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
