"""Tell what only says again, or of a party, what was told just before."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.cases import Case
from geo.events.drafts import VIOLENT_ACTS
from geo.events.inflections import word_list
from geo.events.reading import Sentence
from geo.model import Mention

_CONTINUING = word_list("continuing")
_ACCUSING = frozenset({"accuse", "blame", "charge", "condemn", "denounce"})


def tells_again(
    case: Case, sentence: Sentence, previous: Case | None, mentions: Sequence[Mention]
) -> bool:
    """Whether a party is only said to have done what was told before: "accused X of bombing it"."""
    draft = case.draft
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
    perfect = any(sentence.words[i].lower == "had" for i in range(group.start, group.end))
    return accused or (
        perfect and clause.governor >= 0 and draft.event_type == previous.draft.event_type
    )
