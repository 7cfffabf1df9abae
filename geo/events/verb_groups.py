"""Find the finite verb groups of a sentence by auxiliaries and inflection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.events.inflections import saying_verbs, word_list
from geo.events.words import Word

_BOUNDARY = frozenset({",", ";", ":", "cc", "sub", "rel", "that", "—", "–"})
_OPENING = frozenset({"modal", "be", "have", "do", "V", "Z", "B", "D"})
"""The tags of words that can open a verb group."""
_SKIPPED = word_list("skipped")


_PHRASE_START = frozenset({"det", "num", "P", "pro", "N", "adj", "poss", "G"})


_NAMING = word_list("naming")


_WHICH = frozenset({"last", "this", "next", "earlier"})
_STRETCHES = frozenset({"week", "month", "year", "night", "spring", "summer", "autumn", "winter"})
_LINKING = frozenset({"stay", "remain", "keep", "get"})


_MEANS = frozenset({"way", "sea", "air", "road", "land", "boat", "night", "day", "dawn", "force"})
_INTRANSITIVE = word_list("intransitive")


CLAUSE_PREPOSITIONS = word_list("clause_prepositions")


_WITHOUT_OBJECT = word_list("without_object")
"""Verbs that read as passive where nothing follows them: "Girl killed as shells land"."""


@dataclass(slots=True)
class VerbGroup:
    """A finite verb group on ``words[start:end]``; ``verbs`` are its lexical verbs, head last."""

    start: int
    end: int
    verbs: list[int] = field(default_factory=list)
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    present: bool = False
    modal: str = ""
    negated: bool = False
    copular: bool = False
    infinitive: bool = False


def find_verb_groups(words: Sequence[Word]) -> list[VerbGroup]:
    """Return the finite verb groups of a sentence, in order."""
    groups: list[VerbGroup] = []
    behind = 0
    for i in [i for i, word in enumerate(words) if word.tag in _OPENING or word.tag == "T"]:
        tag = words[i].tag
        if tag == "T":
            if i >= behind and groups and _shares_have(words, groups[-1], i):
                groups.append(VerbGroup(start=i, end=i + 1, verbs=[i], perfect=True))
                behind = i + 1
            continue
        if (
            i < behind
            or (tag == "B" and i and words[i - 1].tag == "to")
            or (tag == "D" and not _is_finite(words, i))
        ):
            continue
        if (
            tag in {"be", "have"}
            and words[i].lower in {"being", "been", "having", "be"}
            and (not i or words[i - 1].tag != "modal")
        ):
            continue
        if tag == "D" and groups and _hangs_on(words, groups[-1], i):
            continue
        group = _chain(words, i)
        groups.append(group)
        behind = group.end
    return groups or _bare_participle(words) or _bare_infinitive(words)


def _shares_have(words: Sequence[Word], group: VerbGroup, i: int) -> bool:
    """Whether a participle goes on with "had": "had entered X and blown up two houses"."""
    if not group.perfect or group.passive or words[i - 1].tag != "cc":
        return False
    ahead = [word for word in words[i + 1 : i + 3] if word.lower not in _PARTICLES]
    return bool(ahead) and ahead[0].tag in _PHRASE_START


def _bare_infinitive(words: Sequence[Word]) -> list[VerbGroup]:
    """Return the plan of a headline, which has no auxiliary: "EU leaders to meet in Brussels"."""
    for i in range(1, len(words) - 1):
        if words[i].tag == "to" and words[i + 1].tag == "B":
            doer = words[i - 1].tag in {"N", "P"} and not words[i - 1].forms  # no "plans to meet"
            if not doer or any(w.tag in {"T", "G", "prep"} for w in words[:i]):
                return []
            return [VerbGroup(start=i, end=i + 2, verbs=[i + 1], modal="is to", infinitive=True)]
    return []


def _bare_participle(words: Sequence[Word]) -> list[VerbGroup]:
    """Return the passive of a headline, which has no auxiliary: "Grenade thrown into a bar"."""
    for i, word in enumerate(words[1:], start=1):
        if word.tag == "T" and words[i - 1].tag in {"N", "num"} and not _object_follows(words, i):
            return [VerbGroup(start=i, end=i + 1, verbs=[i], passive=True)]
    return []


_PARTICLES = frozenset({"up", "down", "off", "out", "away", "over"})
_QUOTES = frozenset({'"', "“", "‘"})


def _hangs_on(words: Sequence[Word], group: VerbGroup, i: int) -> bool:
    """Whether a participle hangs on a noun: "arrested 40 ahead of a rally planned for Friday"."""
    between = words[group.end : i]
    if between and group.verbs and words[group.verbs[-1]].lemma() == "leave":
        # "left 21 injured": what they were left as
        return all(word.tag in {"num", "N", "adj", "det", "adv", "pro", "prep"} for word in between)
    if not between or between[-1].tag != "N" or _object_follows(words, i):
        return False
    if any(word.tag in _BOUNDARY or word.lower in CLAUSE_PREPOSITIONS for word in between):
        return False
    return bool(group.verbs) and not any(
        form.lemma in saying_verbs() for form in words[group.verbs[-1]].forms
    )


def _chain(words: Sequence[Word], first: int) -> VerbGroup:
    group = VerbGroup(start=first, end=first + 1)
    before = first - 1
    while before > 0 and words[before].tag == "adv":
        before -= 1
    group.negated = before >= 0 and words[before].lower == "never"  # "never fully took the town"
    auxiliary = ""
    i = first
    n = len(words)
    while i < n:
        word = words[i]
        tag = word.tag
        if tag in {"adv", "not"}:
            group.negated |= tag == "not"
            i += 1
            continue
        if tag in _QUOTES and i > first and i + 1 < n and words[i + 1].tag in {"D", "T"}:
            i += 1  # 'had "neutralised" ten men'
            continue
        if tag == "modal":
            group.modal = word.lower
            group.negated |= word.lower.endswith("n't") or word.lower == "cannot"
            auxiliary = "modal"
        elif tag == "do":
            group.negated |= word.lower.endswith("n't")
            auxiliary = "do"
        elif tag == "be":
            if word.lower == "being":
                group.progressive = True
            group.present |= word.lower in {"is", "are", "am", "'s"}
            auxiliary = "be"
        elif tag == "have":
            if auxiliary in {"modal", "to"} or word.lower in {"have", "has", "had"}:
                group.perfect = True
            auxiliary = "have"
        elif tag == "to":
            following = words[i + 1] if i + 1 < n else None
            if following is None or following.tag not in {"B", "be", "have"}:
                break
            if auxiliary == "be" and not group.verbs and words[i - 1].tag in {"be", "not", "adv"}:
                group.modal = "is to"
            group.passive = False
            auxiliary = "to"
            group.infinitive = True
        elif tag in {"V", "D", "T", "Z", "B", "G"}:
            if (
                tag == "G"
                and auxiliary != "be"
                and not (group.verbs and words[group.verbs[-1]].lemma() in _LINKING)
            ):
                break
            if tag == "D" and auxiliary in {"modal", "do", "to"}:
                break
            if tag in {"V", "Z"} and group.verbs:
                break
            if tag in {"D", "T"} and group.verbs and auxiliary not in {"be", "have"}:
                if words[group.verbs[-1]].lemma() not in _LINKING:
                    break
                auxiliary = "be"  # "stayed closed"
            if tag == "G" and group.verbs and words[group.verbs[-1]].lemma() in _LINKING:
                auxiliary = "be"  # "keep rising"
            group.verbs.append(i)
            group.present |= tag in {"Z", "B"} and not auxiliary
            if auxiliary == "be":
                group.passive = tag in {"D", "T"}
                group.progressive |= tag == "G"
            auxiliary = "verb"
            group.end = i + 1
            if not (
                i + 1 < n
                and (
                    words[i + 1].tag in {"to", "adv"}
                    or (words[i].lemma() in _LINKING and words[i + 1].tag in {"D", "T", "G"})
                )
            ):
                break
            i += 1
            continue
        elif tag in {"adj", "?"} and auxiliary == "be" and i + 1 < n and words[i + 1].tag == "to":
            pass  # "is due to resume"
        else:
            break
        group.end = i + 1
        i += 1
    while group.end > group.start + 1 and words[group.end - 1].tag == "to":
        group.end -= 1
    head = words[group.end - 1]
    if not group.verbs:
        group.copular = True
        if head.tag == "have":
            group.perfect = False
    elif group.verbs == [first] and words[first].tag == "D":
        group.passive = _reads_passive(words, first)
    return group


def _reads_passive(words: Sequence[Word], i: int) -> bool:
    if words[i].lemma() not in _WITHOUT_OBJECT:
        return False
    after = _next(words, i)
    return after is None or after.tag not in _PHRASE_START


def _next(words: Sequence[Word], i: int) -> Word | None:
    i += 1
    while i < len(words) and words[i].tag in _SKIPPED:
        i += 1
    return words[i] if i < len(words) else None


def _is_finite(words: Sequence[Word], i: int) -> bool:
    """Tell a past tense from a participle: what stands before it, behind it, and further on."""
    k = i - 1
    while k >= 0 and words[k].tag in _SKIPPED:
        k -= 1
    before = words[k].tag if k >= 0 else ""
    if before in {"be", "have"}:
        return False
    if before in {"rel", "pro"} or (before == "that" and words[k].lower == "that"):
        return True
    if before in {"prep", "det", "poss", "sub", "to", "modal", "", "adj", "(", "—", "–", "-"}:
        return before in {"adj", ""} and _object_follows(words, i) and k >= 0
    if words[i].lemma() in _NAMING:
        return False
    object_follows = _object_follows(words, i)
    if not object_follows and _in_opening_phrase(words, i):
        return False
    if before == "cc":
        return object_follows or not _finite_ahead(words, i)
    if before == ",":
        after = _next(words, i)
        using = after is not None and after.tag == "G"  # "the attack, made using a knife, was"
        return object_follows and not using and not _comma_participle(words, i)
    if object_follows:
        return True
    after = _next(words, i)
    if after is not None and after.lower == "by" and not _is_means(words, i + 2):
        return not _finite_ahead(words, i) and words[i].lemma() in _WITHOUT_OBJECT and i < 12
    return not _finite_ahead(words, i)


def _is_means(words: Sequence[Word], k: int) -> bool:
    """Whether "by" leads to a way or a time, to no doer: "entered by way of X", "by sea"."""
    return k < len(words) and words[k].lower in _MEANS


def _in_opening_phrase(words: Sequence[Word], i: int) -> bool:
    """Whether it tells of the noun that a preposition opens: "Despite a truce signed in May,"."""
    opens = i > 2 and words[0].tag == "prep" and words[1].tag in {"det", "poss"}
    return (
        opens
        and words[i].lemma() not in _INTRANSITIVE
        and all(word.tag in {"det", "adj", "num", "N", "poss", "P"} for word in words[1:i])
    )


def _comma_participle(words: Sequence[Word], i: int) -> bool:
    after = _next(words, i)
    return after is not None and after.tag == "prep"


def _object_follows(words: Sequence[Word], i: int) -> bool:
    after = _next(words, i)
    return after is not None and after.tag in _PHRASE_START and not _is_time(words, i + 1)


def _is_time(words: Sequence[Word], k: int) -> bool:
    """Whether "last year" or "this week" stands there, which is no object."""
    return k + 1 < len(words) and words[k].lower in _WHICH and words[k + 1].lower in _STRETCHES


def _finite_ahead(words: Sequence[Word], i: int) -> bool:
    """Whether a finite verb follows before a new clause can have begun."""
    may_be_participle = words[i].lemma() not in _INTRANSITIVE
    for k in range(i + 1, len(words)):
        word = words[k]
        if word.tag in {"be", "have", "modal", "do", "V", "Z"}:
            return True
        if word.tag == "D" and words[k - 1].tag in {"N", "P"}:
            if _object_follows(words, k):
                return True
            after = _next(words, k)
            if may_be_participle and (after is None or after.lower != "by"):
                return True
        if word.tag in {"sub", "rel", "that", ";", ":", ","} or word.lower in {"and", "but"}:
            return False
        if word.lower in CLAUSE_PREPOSITIONS:
            return False
    return False
