"""Tell help that is stopped, or has long not come, from help that comes."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.clauses import Clause
from geo.events.cued import Status
from geo.events.inflections import word_list
from geo.events.reading import Sentence
from geo.events.triggers import Found

_ENTERING = frozenset({"enter", "let", "cross", "pass", "get", "go", "come"})
_STOPPING = word_list("stopping")


def turn_stopped(sentence: Sentence, index: int, found: Sequence[Found]) -> None:
    """Make a delivery that the clause's verb stops a restriction: "halted deliveries in X"."""
    clause = sentence.clauses[index]
    group = clause.group
    if group is None or not group.verbs:
        return
    if group.perfect and (group.negated or _of_none(sentence, clause)):
        _turn_withheld(sentence, index, found)
    if sentence.words[group.verbs[-1]].lemma() not in _STOPPING:
        return
    stopped = set(clause.subject() if group.passive else clause.complement())
    for item in found:
        helps = item.role == "noun" and item.event_type == "aid_delivery"
        if helps and item.trigger.start in stopped:
            item.event_type = "aid_restriction"


def _turn_withheld(sentence: Sentence, index: int, found: Sequence[Found]) -> None:
    """Make what has not come since a day a restriction: "no flour has entered X since May"."""
    if not any(
        span.ongoing and sentence.clause_of_offset(span.start) == index for span in sentence.dates
    ):
        return
    for item in found:
        barred = item.role == "head" and item.event_type == "aid_delivery"
        if barred and item.row.phrase.split()[0] in _ENTERING:
            item.event_type = "aid_restriction"
            item.status = Status("ongoing", "none has come since")


def _of_none(sentence: Sentence, clause: Clause) -> bool:
    return any(sentence.words[i].lower in {"no", "none", "nothing"} for i in clause.subject())
