"""Tell what only says again, or of a party, what was told just before."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from geo.counts import CountSpan
from geo.events.cases import Case
from geo.events.days import same_days
from geo.events.drafts import VIOLENT_ACTS, Draft
from geo.events.inflections import word_list
from geo.events.points import could_hold, distance_between_km
from geo.events.reading import Sentence
from geo.events.unknown import names_unknown
from geo.model import Mention

_CONTINUING = word_list("continuing")
_NOT_THE_SAME = (_CONTINUING - {"same"}) | word_list("not_the_same")
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "same"})
_DAYS = word_list("days")
_HITTING = frozenset(
    {
        "air_strike", "shelling", "explosion", "attack", "attack_on_civilians", "armed_clash",
        "ground_operation",
    }
)  # fmt: skip
_WEAPONS = frozenset({"air_weapon", "shell_weapon", "explosive"})
_ARMED = frozenset({"air_strike", "shelling"})
_UNARMED = frozenset({"attack", "ground_operation", "situation"})
_ANY_VIOLENCE = frozenset({"attack", "attacks", "assault", "incident", "violence", "raid"})
_ACCUSING = frozenset({"accuse", "blame", "charge", "condemn", "denounce"})


def tells_again(
    case: Case,
    sentences: Sequence[Sentence],
    previous: Case | None,
    mentions: Sequence[Mention],
) -> bool:
    """Whether a party is only said to have done what was told before: "accused X of bombing it"."""
    draft = case.draft
    sentence = sentences[draft.sentence]
    if previous is None or not previous.located or draft.sentence - previous.draft.sentence > 1:
        return False
    if not {draft.event_type, previous.draft.event_type} <= VIOLENT_ACTS or case.counts:
        return False
    one = mentions[previous.located[0].mention].resolution.place
    two = mentions[case.located[0].mention].resolution.place
    if one is None or two is None or one.id != two.id or not previous.draft.real:
        return False
    clause = sentence.clauses[draft.clause]
    group = clause.group
    if group is None or not group.verbs:
        return False
    if any(sentence.words[i].lower in _CONTINUING for i in clause.indices()):
        return False
    head = sentence.words[group.verbs[-1]].lemma()
    accused = head in _ACCUSING and draft.word >= group.end
    if dated_apart(sentences, draft, previous.draft):
        return False
    perfect = any(sentence.words[i].lower == "had" for i in range(group.start, group.end))
    return accused or (
        perfect and clause.governor >= 0 and draft.event_type == previous.draft.event_type
    )


def dated_apart(sentences: Sequence[Sentence], draft: Draft, before: Draft) -> bool:
    """Whether a clause states another day than that of what was told before it."""
    own, told = (
        {
            (span.first, span.last)
            for span in sentences[one.sentence].dates
            if sentences[one.sentence].clause_of_offset(span.start) == one.clause
        }
        for one in (draft, before)
    )
    return bool(own and told) and own.isdisjoint(told)


def told_before(
    case: Case, sentences: Sequence[Sentence], kept: Sequence[Case], mentions: Sequence[Mention]
) -> Case | None:
    """Return the happening that a case tells again: "The attack, on Friday night, left 21 hurt".

    Its noun, or the doer's, points back ("the blast", "Sunday's killings", "the drone"); kind,
    place and day of what was told before must agree with its own.
    """
    draft = case.draft
    sentence = sentences[draft.sentence]
    if case.total or not draft.real or draft.status.modality == "planned" or draft.heading:
        return None
    noun = _pointing_noun(sentence, draft)
    weapon = "" if noun else _pointing_weapon(sentence, draft)
    if not noun and not weapon:
        return _unarmed_before(case, sentences, kept, mentions)
    for other in reversed(kept):
        earlier = other.draft
        if draft.sentence - earlier.sentence > RETOLD_SENTENCES:
            return None
        if other.total or not earlier.real or earlier.status.modality == "planned":
            continue
        if weapon and not any(w.lower == weapon for w in sentences[earlier.sentence].words):
            continue
        if not _same_kind(noun, earlier, draft, sentences):
            continue
        agrees = (
            same_days(other, case)
            and _same_spot(other, case, sentences, mentions)
            and not _is_one_of(noun, other, case, sentences, mentions)
        )
        several = noun.endswith("s") and any(
            o is not other and _same_kind(noun, o.draft, draft, sentences)
            for o in kept[-RETOLD_CASES:]
        )  # "in all the shootings": more than the one told last
        if agrees and not several:
            return other
        if draft.event_type in _UNARMED and earlier.event_type in _ARMED:
            draft.event_type = earlier.event_type  # "the assault", by drones as told before
            draft.rule += "; weapon of the attack before"
        return None
    return None


def _is_one_of(
    noun: str,
    one: Case,
    two: Case,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
) -> bool:
    """Whether several were told, and this is one of them: "Strikes on X ... The strike on A".

    So is what has another place and another toll.
    """
    if not one.located or not two.located or two.located[0].inherited:
        return False
    first = mentions[one.located[0].mention].resolution.place
    second = mentions[two.located[0].mention].resolution.place
    if first == second:
        return False
    words = sentences[one.draft.sentence].words
    several = noun + "s" in {word.lower for word in words} and not noun.endswith("s")
    return several or _tolls_differ(one.counts, two.counts)


AREA_KM = 20.0
"""How far from a town "its area" reaches."""
RETOLD_CASES = 12
"""How many happenings back "the strikes" may mean."""
RETOLD_SENTENCES = 5
"""How far back what "the attack" means may have been told."""


def _pointing_noun(sentence: Sentence, draft: Draft) -> str:
    """Return the noun that points back in the clause of a draft, "" where none does."""
    words = sentence.words
    if not draft.verbal:
        return words[draft.word].lower if _is_definite(sentence, draft.word) else ""
    clause = sentence.clauses[draft.clause]
    doer = set(clause.subject())
    for trigger in sentence.triggers:
        if trigger.verbal or not _is_definite(sentence, trigger.start):
            continue
        within = draft.casualty_only and _stands_within(sentence, trigger.start, draft)
        if trigger.start in doer or within:
            return words[trigger.end - 1].lower
    return ""


def _pointing_weapon(sentence: Sentence, draft: Draft) -> str:
    """Return the weapon or doer that points back: "The drone fired two missiles at a car"."""
    if not draft.verbal or draft.event_type not in _HITTING:
        return ""
    clause = sentence.clauses[draft.clause]
    if clause.group is None or clause.group.passive:
        return ""
    words = sentence.words
    doer = [i for i in clause.subject() if words[i].tag == "N"]
    known = [i for i in doer if sentence.classes[i] & _WEAPONS and _is_definite(sentence, i)]
    return words[known[0]].lower if known and known[0] == doer[0] else ""


def _unarmed_before(
    case: Case, sentences: Sequence[Sentence], kept: Sequence[Case], mentions: Sequence[Mention]
) -> Case | None:
    """Return the attack just told whose weapon is named now: "A strike on X ... in the town"."""
    other = kept[-1] if kept else None
    draft = case.draft
    if other is None or other.total or other.draft.heading or not other.draft.real:
        return None
    armed = draft.event_type in {"air_strike", "shelling"} and other.draft.event_type == "attack"
    back = case.located and case.located[0].rule.startswith("points back")
    if not (armed and back) or draft.sentence - other.draft.sentence != 1:
        return None
    words = sentences[draft.sentence].words
    if any(word.lower in _CONTINUING for word in words) or not other.located:
        return None
    one = mentions[other.located[0].mention].resolution.place
    two = mentions[case.located[0].mention].resolution.place
    differ = _tolls_differ(other.counts, case.counts)
    return other if one is not None and one == two and not differ else None


def _tolls_differ(one: Sequence[CountSpan], two: Sequence[CountSpan]) -> bool:
    """Whether two tolls of one kind share no figure."""
    for kind in {count.kind for count in one}:
        first = {count.low for count in one if count.kind == kind and not count.subset_of}
        second = {count.low for count in two if count.kind == kind and not count.subset_of}
        if first and second and not first & second:
            return True
    return False


def _is_definite(sentence: Sentence, k: int) -> bool:
    """Whether the noun at ``k`` is known: "the deadly attack", "Sunday's killings"."""
    words = sentence.words
    j = k - 1
    while j >= 0 and k - j < 6 and words[j].tag in {"adj", "N", "D", "T", "G", "num"}:
        if words[j].lower in _NOT_THE_SAME:
            return False
        j -= 1
    if j < 0 or words[k].lower in _NOT_THE_SAME:
        return False
    if words[j].tag == "poss":
        return j > 0 and words[j - 1].lower in _DAYS
    return words[j].lower in _DEFINITE


def _stands_within(sentence: Sentence, k: int, draft: Draft) -> bool:
    """Whether somebody was hurt in what the noun at ``k`` names: "killed in the blast"."""
    words = sentence.words
    j = k - 1
    while j > draft.word and words[j].tag in {"adj", "N", "det", "D", "T"}:
        j -= 1
    return draft.word < j and words[j].lower in {"in", "by", "during"}


def _same_kind(noun: str, one: Draft, two: Draft, sentences: Sequence[Sentence]) -> bool:
    """Whether a noun can mean what was told before: any violence is an attack."""
    types = {one.event_type, two.event_type}
    if not types <= _HITTING | {"situation"}:
        return False
    if types == {"situation"}:
        # "killed after crashing his car ... the crash"
        stem = noun.removesuffix("s")
        told = any(word.lower.startswith(stem) for word in sentences[one.sentence].words)
        return one.lemma == two.lemma or told
    if "situation" in types:
        # "the attack caused a fire"
        return two.event_type == "situation" and not two.natural and noun in _ANY_VIOLENCE
    return len(types) == 1 or "attack" in types or noun in _ANY_VIOLENCE


def _same_spot(
    one: Case, two: Case, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> bool:
    """Whether the place told again is that of before, or one that holds the other."""
    if not two.located:
        unknown = names_unknown(sentences[two.draft.sentence], two.draft)
        return two.draft.phrase is None and not unknown
    if len(one.located) > 1 or len(two.located) > 1:
        return False
    if not one.located:
        return one.draft.phrase is None
    first = mentions[one.located[0].mention].resolution.place
    second = mentions[two.located[0].mention].resolution.place
    if first is None or second is None:
        return False
    if first.id == second.id or could_hold(first, second) or could_hold(second, first):
        return True
    around = one.located[0].relation != "in" or is_area(one, sentences)
    return around and distance_between_km(first, second) <= AREA_KM


def is_area(case: Case, sentences: Sequence[Sentence]) -> bool:
    """Whether a place is told as an area: "in the X area" may be in a village beside it."""
    words = sentences[case.draft.sentence].words
    return any(
        one.mention == case.located[0].mention and two.lower in {"area", "region", "district"}
        for one, two in itertools.pairwise(words)
    )
