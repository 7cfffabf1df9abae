"""Place what was told by what follows and says where: "It happened in X", "it fell in X"."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from geo.events.cases import Case, Located
from geo.events.clauses import Clause
from geo.events.points import could_hold
from geo.events.reading import TAKING_PLACE, Sentence
from geo.events.sentence_place import resolved_places
from geo.model import Mention

_HAPPENINGS = frozenset({"incident", "tragedy", "disaster", "accident", "episode"})
_FIRING = frozenset({"fire", "launch"})
_FALLEN = frozenset({"fell", "landed", "crashed", "exploded", "struck", "hit"})
_FIRED = (["it"], ["they"])
_MISSILES = frozenset({"rocket", "rockets", "missile", "missiles", "drone", "drones", "projectile",
                       "projectiles", "shell", "shells"})  # fmt: skip
_IT = frozenset({"it", "this", "that", "all"})


def place_from_next(
    cases: Sequence[Case], sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> None:
    """Set the place of each case that the sentence behind it locates, and nothing finer does."""
    for case in cases:
        number = case.draft.sentence + 1
        if number >= len(sentences) or case.total or not case.draft.real or case.draft.heading:
            continue
        after = sentences[number]
        if after.present.isdisjoint(TAKING_PLACE) or _tells_more(after):
            continue
        if any(c is not case and c.draft.sentence == case.draft.sentence for c in cases):
            continue  # which of two happened there?
        found = _place_told(after, mentions)
        if found is None or len(case.located) > 1:
            continue
        if case.located:
            outer = mentions[case.located[0].mention].resolution.place
            if not could_hold(outer, mentions[found.mention].resolution.place):
                continue
        case.located = [found]


def place_where_it_fell(
    cases: Sequence[Case], sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> None:
    """Place what was fired at one place where it came down: "fired at A; it fell in B"."""
    by_clause = {(case.draft.sentence, case.draft.clause): case for case in cases}
    for case in cases:
        draft = case.draft
        if draft.lemma not in _FIRING or case.total or not (draft.real and draft.verbal):
            continue
        number, index = draft.sentence, draft.clause + 1
        if index >= len(sentences[number].clauses):
            number, index = number + 1, 0
        if number >= len(sentences):
            continue
        after = sentences[number]
        if after.present.isdisjoint(_FALLEN) or not _comes_down(after, after.clauses[index]):
            continue
        landing = by_clause.get((number, index))
        found = _place_behind(after, after.clauses[index], mentions, "told next: it fell there")
        if found is None or (landing is not None and not landing.draft.real):
            continue
        case.located = [found]
        if landing is not None:
            landing.aftermath = True


def _comes_down(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause says where what was fired fell: "it fell", "the rocket landed"."""
    group = clause.group
    if group is None or group.negated or group.modal or group.passive or not group.verbs:
        return False
    words = sentence.words
    if words[group.verbs[-1]].lower not in _FALLEN:
        return False
    doers = [words[i].lower for i in clause.subject() if words[i].tag not in {"adv", ",", "cc"}]
    return doers in _FIRED or (len(doers) == 2 and doers[0] == "the" and doers[1] in _MISSILES)


def _place_told(sentence: Sentence, mentions: Sequence[Mention]) -> Located | None:
    for clause in sentence.clauses:
        if not _tells_where(sentence, clause):
            continue
        found = _place_behind(sentence, clause, mentions, "told next: it happened there")
        if found is not None:
            return found
    return None


def _place_behind(
    sentence: Sentence, clause: Clause, mentions: Sequence[Mention], rule: str
) -> Located | None:
    """Return the first place behind the verb of a clause."""
    inside = set(clause.complement()) | _meanwhile(sentence, clause)
    for phrase in sentence.phrases:
        if phrase.start in inside and phrase.kind == "locative":
            words = sentence.words
            span = words[phrase.start].start, words[phrase.end - 1].end
            for index, _ in resolved_places(mentions, phrase.members[:1]):
                return Located(index, phrase.relation, rule, None, tuple(phrase.containers), *span)
    return None


def _tells_more(sentence: Sentence) -> bool:
    """Whether something else is told than what was going on when it happened."""
    if not sentence.triggers:
        return False
    told = next((clause for clause in sentence.clauses if _tells_where(sentence, clause)), None)
    if told is None:
        return True
    own = told.inside() - _meanwhile(sentence, told)
    return any(trigger.start in own for trigger in sentence.triggers)


def _meanwhile(sentence: Sentence, clause: Clause) -> AbstractSet[int]:
    """Return the clause of what was going on then: "it happened when people were fishing at X"."""
    index = sentence.clauses.index(clause) + 1
    if index >= len(sentence.clauses):
        return frozenset()
    behind = sentence.clauses[index]
    group = behind.group
    if behind.marker not in {"when", "while", "as"} or group is None or not group.progressive:
        return frozenset()
    return behind.inside()


def _tells_where(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause only says that what was told before took place."""
    group = clause.group
    if group is None or group.negated or group.modal or not group.verbs:
        return False
    words = sentence.words
    lowers = [words[i].lower for i in clause.subject() if words[i].tag not in {"adv", ","}]
    if not lowers or not (lowers[-1] in _IT or lowers[-1] in _HAPPENINGS):
        return False
    head = words[group.verbs[-1]].lower
    return head in TAKING_PLACE and (
        head != "took" or (group.end < len(words) and words[group.end].lower == "place")
    )
