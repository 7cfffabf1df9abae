"""Tell a figure of speech from a happening: "a storm of applause", "tariffs hit exporters".

What has no body neither does violence nor suffers it: who bombards a rival *with letters*,
kills off *hopes* or sees *shares* crash reports no happening. Words without a body are the
class ``bodiless`` of ``data/word_classes.csv``; those of ``telling`` (a film, a market) do
none either, but may be where it happens.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from geo.events.classes import classes_by_word
from geo.events.contests import in_contest
from geo.events.event_types import Trigger
from geo.events.inflections import word_list
from geo.events.reading import Sentence

_BODILY = word_list("bodily_acts")
_AT_GAMES = frozenset({"agreement", "casualty"})
_BODILESS = frozenset({"bodiless", "abstract", "measure"})
_SHOWN = frozenset({"work", "trade"})
_ARMED = frozenset({"armed", "gun", "blade", "explosive", "air_weapon", "shell_weapon", "outlaw"})
_BEFORE_HEAD = frozenset({"det", "adj", "num", "poss", "adv", "G"})
_OWN = frozenset({"its", "his", "her", "their", "what", "how", "being", "having", "failing"})
_BLAMING = frozenset({"official", "critic", "media", "official_source"})
_FORCES = _ARMED | {"force", "government"}
_DISPUTES = frozenset({"clash", "battle", "fight", "fire", "hit", "spar", "exchange", "trade"})
_STAFF = word_list("staff")
_PRIZES = word_list("prizes")
_SPEECHES = word_list("speeches")
_SAID = frozenset({"attack", "assail", "assault", "hit", "blast", "fire", "strike", "target"})
_POURING = frozenset({"goods", "person", "crowd", "bodiless"})
BLAME_WORDS = 14
"""How far behind "under fire" the reason may stand."""
_HEAPS = frozenset({"wave", "waves", "series", "string", "spate", "flood", "surge", "lack"})
_STRIFE = frozenset({"war", "wars", "battle", "row", "fight"})
NEAR_WORDS = 6
"""How far behind a trigger "with letters" or "over the budget" may stand."""


@cache
def _waking() -> frozenset[str]:
    """Return the words without which there is no figure."""
    single, longer = classes_by_word()
    kinds = _BODILESS | _SHOWN
    words = {word for word, classes in single.items() if classes & kinds}
    words |= {rest[-1] for listed in longer.values() for rest, name in listed if name in kinds}
    return frozenset(words) | _STAFF | _SPEECHES | _PRIZES | {"like", "flooded", "under"}


def is_figure(
    sentence: Sentence,
    trigger: Trigger,
    event_type: str,
    role: str,
    subject: Sequence[int],
    complement: Sequence[int],
) -> bool:
    """Whether a trigger of a bodily act is only a figure of speech."""
    if event_type == "military_operation":
        return _is_business(sentence, trigger)
    bodily = event_type in _BODILY
    if (bodily or event_type in _AT_GAMES) and in_contest(sentence, trigger, event_type):
        return True
    if not bodily or sentence.present.isdisjoint(_waking()):
        return False
    if _is_blamed(sentence, trigger):
        return True
    if not trigger.verbal:
        return (
            _is_of(sentence, trigger.end, {"of"})
            or _is_kind(sentence, trigger.start - 1)
            or _is_of(sentence, trigger.end, {"on", "against"})
            or _is_prize(sentence, trigger.end)
            or _means(sentence, trigger)
        )
    if _dismisses(sentence, trigger):
        return True
    group = sentence.clauses[sentence.clause_at(trigger.start)].group
    headed = role == "head" and group is not None
    passive = group is not None and headed and group.passive
    if passive and group is not None and sentence.words[group.start].tag == "D":
        # "the comedy bombed": no auxiliary, so the subject may well be the doer
        subject = [i for i in complement if i < trigger.start]
        passive = False
    if headed and _heads(sentence, subject, _BODILESS if passive else _BODILESS | _SHOWN):
        return True
    if not passive and sentence.words[trigger.start].tag != "T" and _does_to(sentence, trigger.end):
        return True
    return _means(sentence, trigger)


def _is_blamed(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether "under fire" means blamed: "for not sending help", "over its budget", "from MPs"."""
    words = sentence.words
    if trigger.end < 2 or words[trigger.end - 2].lower != "under":
        return False
    for k in range(trigger.end, min(len(words) - 1, trigger.end + BLAME_WORDS)):
        lower, following = words[k].lower, words[k + 1]
        if lower == "for" and (following.tag in {"G", "not", "poss"} or following.lower in _OWN):
            return True
        if lower == "over" and following.tag == "det":
            return True
        if lower == "from" and _head_is(sentence, k + 1, _BLAMING):
            return True
    return False


def _is_business(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a firm's work is meant: "at its operation in X", with no force in the sentence."""
    words = sentence.words
    if trigger.verbal or words[trigger.end - 1].lower not in {"operation", "operations"}:
        return False
    owner = words[trigger.start - 1] if trigger.start else None
    if owner is None or not (
        owner.lower in {"its", "their", "his", "her"} or (owner.tag == "N" and owner.capital)
    ):
        return False
    return not any(classes & _FORCES for classes in sentence.classes)


def _head(sentence: Sentence, start: int) -> int:
    """Return the last noun of the phrase that opens at a word, or -1: "a late tax bill"."""
    words = sentence.words
    k = start
    while k < len(words) and words[k].tag in _BEFORE_HEAD:
        k += 1
    while k + 1 < len(words) and words[k].tag in {"N", "P", "poss", "adj"}:
        if words[k + 1].tag not in {"N", "P", "poss", "adj"}:
            break
        k += 1
    return k if k < len(words) and words[k].tag == "N" else -1


def _is_of(sentence: Sentence, k: int, prepositions: set[str]) -> bool:
    """Whether what a noun is made of or aimed at has no body: "a storm of applause"."""
    if k >= len(sentence.words) or sentence.words[k].lower not in prepositions:
        return False
    head = _head(sentence, k + 1)
    return head >= 0 and bool(sentence.classes[head] & _BODILESS)


def _is_kind(sentence: Sentence, k: int) -> bool:
    """Whether a noun before it tells its kind: "a price war", "a takeover raid"."""
    return k >= 0 and sentence.words[k].tag == "N" and bool(sentence.classes[k] & _BODILESS)


def _is_prize(sentence: Sentence, k: int) -> bool:
    """Whether it is fought over a rank or a favour: "the battle for second place"."""
    words = sentence.words
    return k < len(words) and words[k].lower == "for" and _head_is(sentence, k + 1, _PRIZES)


def _does_to(sentence: Sentence, k: int) -> bool:
    """Whether what an act is done to has no body: "killed off hopes", "hit back at the claim"."""
    words = sentence.words
    if k + 1 < len(words) and words[k].lower in {"back", "out"} and words[k + 1].lower == "at":
        k += 2
    if k < len(sentence.words) and sentence.words[k].tag in {"prep", "to", ","}:
        return False
    head = _head(sentence, k)
    return head >= 0 and bool(sentence.classes[head] & _BODILESS)


def _heads(sentence: Sentence, indices: Sequence[int], kinds: frozenset[str]) -> bool:
    """Whether the doer has no body: "shares in a maker", "a wave of complaints"."""
    words = sentence.words
    inside = found = False
    if indices and words[indices[-1]].tag == "rel":
        indices = indices[:-1]  # "the comedy, which bombed"
    for i in indices:
        tag = words[i].tag
        if tag in {"prep", "to"} and words[i].lower != "by":
            heap = words[i].lower == "of" and (
                words[i - 1].lower in _HEAPS or "hazard" in sentence.classes[i - 1]
            )
            inside = inside or not heap
        elif tag in {",", "cc"}:
            inside = False
        elif tag in {"sub", "rel", "that"}:
            inside = found = False
        elif (
            not inside
            and tag == "N"
            and (
                sentence.classes[i] & kinds
                or (words[i].lower in _STRIFE and sentence.classes[i - 1] & kinds)
            )
            and not sentence.classes[i] & _ARMED
            and (i + 1 >= len(words) or words[i + 1].tag != "N")
        ):
            found = True
    return found


def _means(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether it is done with words, or over what has no body: "clashed over the budget"."""
    words = sentence.words
    disputed = words[trigger.start].lemma() in _DISPUTES
    lemma = words[trigger.start].lemma()
    for k in range(trigger.end, min(len(words) - 1, trigger.end + NEAR_WORDS)):
        if words[k].tag in {",", ";", "cc", "rel"}:
            return False
        if words[k].lower == "like" and words[k + 1].tag == "det":
            return True  # "hit the town like a bomb"
        if words[k].lower == "in" and lemma in _SAID and _head_is(sentence, k + 1, _SPEECHES):
            return True  # "attacked the council in an open letter"
        if words[k].lower == "with" and lemma == "flood" and _head_is(sentence, k + 1, _POURING):
            return True  # "was flooded with visitors"
        if words[k].lower == "with" or (disputed and words[k].lower == "over"):
            head = _head(sentence, k + 1)
            if head >= 0 and sentence.classes[head] & _BODILESS:
                return True
    return False


def _head_is(sentence: Sentence, k: int, wanted: frozenset[str]) -> bool:
    head = _head(sentence, k)
    return head >= 0 and (
        sentence.words[head].lower in wanted or bool(sentence.classes[head] & wanted)
    )


def _dismisses(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether somebody loses a job: "fired 300 workers" hits nobody, "fired at workers" does."""
    words = sentence.words
    if words[trigger.start].lemma() != "fire" or trigger.end != trigger.start + 1:
        return False
    head = _head(sentence, trigger.end)
    return head >= 0 and words[head].lower in _STAFF
