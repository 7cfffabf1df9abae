"""Tell whether the words around a trigger are those that a row of the lexicon asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.counts.persons import load_persons
from geo.events.event_types import Row, Trigger
from geo.events.inflections import word_list
from geo.events.reading import Sentence

_LABOUR = word_list("labour")
_LABOUR_VERBS = word_list("labour_verbs")


@dataclass(slots=True)
class Surroundings:
    """A trigger in one of the clauses, with the words of its subject and of its object."""

    sentence: Sentence
    clause: int
    trigger: Trigger
    subject: Sequence[int]
    object: Sequence[int]

    def choose(self, rows: Sequence[Row]) -> Row | None:
        """Return the first row whose conditions hold."""
        for row in rows:
            if (not row.subject or self._holds(row.subject, object_=False)) and (
                not row.object or self._holds(row.object, object_=True)
            ):
                return row
        return None

    def subject_is(self, name: str) -> bool:
        """Whether a word of the subject is of a class, or is the word itself."""
        return self.sentence.any_is(self.subject, name)

    def object_is(self, name: str) -> bool:
        """Whether a word of the object is; a place only where the trigger itself governs it."""
        if name == "place":
            return self._owns_place()
        return self.sentence.any_is(self.object, name)

    def _holds(self, condition: str, *, object_: bool) -> bool:
        sign = condition[0]
        if sign == "+":
            if condition[1] == "+":
                return condition[2:] in self.sentence.present
            return self.sentence.any_is(self._clause(), condition[1:])
        if condition == "labour":
            return _is_labour(self.sentence, self.clause, self.trigger, self.subject)
        if condition == "counted":
            return _is_counted(self.sentence, self.trigger)
        here = self.object_is if object_ else self.subject_is
        return not here(condition[1:]) if sign == "!" else here(condition)

    def _clause(self) -> list[int]:
        """Return the words of the clause, but for the trigger."""
        clauses, trigger = self.sentence.clauses, self.trigger
        clause = clauses[self.clause]
        indices = clause.indices()
        if clause.shared_subject >= 0:
            indices = indices + clauses[clause.shared_subject].subject()
        return [i for i in indices if not trigger.start <= i < trigger.end]

    def _owns_place(self) -> bool:
        start, end = self.trigger.start, self.trigger.end
        owned = [p for p in self.sentence.phrases if start <= p.owner < end]
        if self.trigger.verbal:
            return any(p.kind == "object" for p in owned)
        return any(p.preposition == "into" for p in owned)  # "a push into X"


def _is_labour(sentence: Sentence, index: int, trigger: Trigger, subject: Sequence[int]) -> bool:
    words = sentence.words
    before = {words[i].lower for i in range(max(0, trigger.start - 3), trigger.start)}
    if before & _LABOUR:
        return True
    if words[trigger.start - 1].lower == "on" if trigger.start else False:
        after = words[trigger.end].lower if trigger.end < len(words) else ""
        return after not in {"on", "against"}
    behind = words[trigger.end : trigger.end + 2]
    if len(behind) == 2 and behind[0].lower in {"by", "of"}:
        doers = sentence.classes[trigger.end + 1]
        _, persons = load_persons()
        if behind[1].lower in persons and not doers & {"force", "armed"}:
            return True  # "the strike by dockers"
    group = sentence.clauses[index].group
    verb = words[group.verbs[-1]].lemma() if group is not None and group.verbs else ""
    aimed = bool(behind) and behind[0].lower in {"on", "against"}
    if verb == "call" and "a" in before and not aimed:
        return True  # "have called a strike in X for Monday"
    return verb in _LABOUR_VERBS and any(
        sentence.any_is(subject, name) for name in ("crowd", "union", "unions")
    )


def _is_counted(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a number stands before a noun or within a verb's phrase.

    "Three deaths", not "in 2023, deaths rose"; "left nine dead", not "left dead flowers".
    """
    words = sentence.words
    if trigger.verbal:
        return any(word.tag == "num" for word in words[trigger.start : trigger.end])
    k = trigger.start - 1
    while k >= 0 and words[k].tag == "adj":
        k -= 1
    return k >= 0 and words[k].tag == "num"
