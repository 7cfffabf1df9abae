"""Place what was told by the next sentence, which only says where: "It happened in X"."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.cases import Case, Located
from geo.events.clauses import Clause
from geo.events.points import could_hold
from geo.events.reading import TAKING_PLACE, Sentence
from geo.events.sentence_place import resolved_places
from geo.model import Mention

_HAPPENINGS = frozenset({"incident", "tragedy", "disaster", "accident", "episode"})
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
        if after.triggers or after.present.isdisjoint(TAKING_PLACE):
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


def _place_told(sentence: Sentence, mentions: Sequence[Mention]) -> Located | None:
    for clause in sentence.clauses:
        if not _tells_where(sentence, clause):
            continue
        inside = set(clause.complement())
        for phrase in sentence.phrases:
            if phrase.start in inside and phrase.kind == "locative":
                words = sentence.words
                span = words[phrase.start].start, words[phrase.end - 1].end
                rule, others = "told next: it happened there", tuple(phrase.containers)
                for index, _ in resolved_places(mentions, phrase.members[:1]):
                    return Located(index, phrase.relation, rule, None, others, *span)
    return None


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
