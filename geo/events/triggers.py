"""Judge each trigger in its clause: its part, its type, whether it is real or only a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.events.conditions import Surroundings
from geo.events.cued import Status
from geo.events.event_types import Row, Trigger, type_by_weapon
from geo.events.figures import is_figure
from geo.events.inflections import word_list
from geo.events.intentions import is_ordered
from geo.events.modality import status_of
from geo.events.reading import Sentence
from geo.events.recalled import is_recalled
from geo.events.words import Word

REAL = word_list("real")


WAR_TYPES = word_list("war_types")


_CONDEMNING = word_list("condemning")
_MODIFIED = word_list("modified")
_HOSTILE = word_list("violent_acts")
_ORDERED = _HOSTILE | {"arrest"}
_LASTING = frozenset({"besiege", "surround", "destroy", "damage", "bomb", "shell", "burn", "flood"})
_ATTACKS = WAR_TYPES - {"situation"}
_ACHIEVED = frozenset(
    {
        "blow",
        "bomb",
        "kill",
        "murder",
        "assassinate",
        "kidnap",
        "abduct",
        "hijack",
        "poison",
        "seize",
    }
)
_NEVER_MEANT = frozenset({"poison", "starve", "drown", "die", "burn", "flood"})
_RECALLING = frozenset({"recall", "remember", "survive"})
_SHOOTING = frozenset({"fire", "launch", "lob", "hurl"})
_HOW_HARD = frozenset({"worst", "hardest"})
_RELATIVE = frozenset({"who", "which", "that"})
_AIMED = frozenset({"weapon:attack", "weapon:property_destruction", "weapon:casualty"})
_WITH = frozenset({"with", "by", "using", "from", "in", "during", "under", "amid", "after"})


OBJECT_REACH_WORDS = 14
"""How far behind a verb its object is looked for."""


@dataclass(slots=True)
class Found:
    """A trigger judged: its row, its type, its part in the clause, whether it is real."""

    trigger: Trigger
    row: Row
    event_type: str
    role: str
    status: Status
    natural: bool
    topic: bool = False


def resolve_trigger(
    sentence: Sentence, index: int, trigger: Trigger, *, dated_later: bool
) -> Found | None:
    """Return what a trigger reports in clause ``index``, or None where no row of it applies."""
    role = _role(sentence, index, trigger)
    if _modifies(sentence, trigger) if role == "noun" else _is_attribute(sentence, trigger):
        return None
    subject, complement = _regions(sentence, index, trigger, role)
    around = Surroundings(sentence, index, trigger, subject, complement[:OBJECT_REACH_WORDS])
    row = around.choose(trigger.rows)
    if row is None or row.event_type == "-":
        return None
    event_type = row.event_type
    if event_type.startswith("weapon:"):
        event_type = _type_by_weapon(sentence, trigger, row, subject, complement)
    if is_figure(sentence, trigger, event_type, role, subject, complement):
        return None
    hazard = event_type in WAR_TYPES and around.subject_is("hazard")
    natural = event_type == "situation" and (
        hazard
        or around.object_is("hazard")
        or sentence.any_is(range(trigger.start, trigger.end), "hazard")
    )
    span = (trigger.start, trigger.end)
    status = status_of(
        sentence.words,
        sentence.clauses,
        index,
        span,
        sentence.cues,
        present=sentence.present,
        hazard=natural or hazard,
        dated_later=dated_later,
        hostile=event_type in _HOSTILE,
    )
    if status.rule == "would" and (event_type in _ATTACKS or row.phrase in _NEVER_MEANT):
        # "said they would shell X again", "a strike would poison the sea"
        status = Status("unrealized", "a threat, or what would follow")
    if dated_later and event_type == "protest" and _is_called(sentence, trigger, status):
        status = Status("planned", "called for a day", status.cue)
    if _is_attempt(sentence, trigger) and status.modality in REAL:
        status = Status("unrealized", "only tried")
    if (
        role == "noun"
        and event_type in _ORDERED
        and status.modality in REAL
        and is_ordered(sentence.words, sentence.clauses[index], trigger.start)
    ):
        status = Status("unrealized", "an order, not its execution")
    announced = status.cue is not None and status.cue.effect == "announced"
    if announced and status.modality == "planned" and event_type in _ORDERED:
        status = Status("asserted", "announced when done")  # "announced the arrest of two men"
    topic = role == "noun" and (
        _is_topic(sentence, index, trigger) or is_recalled(sentence, index, trigger)
    )
    return Found(trigger, row, event_type, role, status, natural, topic)


def _is_called(sentence: Sentence, trigger: Trigger, status: Status) -> bool:
    """Whether a protest's callers name its day: "called on supporters to march on 7 July"."""
    words, cue = sentence.words, status.cue
    return (
        cue is not None
        and cue.phrase == "call on"
        and status.modality == "unrealized"
        and words[trigger.start - 1].tag == "to"
        and words[trigger.start - 2].lower != "not"
    )


def _is_attempt(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether harm was only tried: "tried to blow up a market"; who tried to storm it was there."""
    words, k = sentence.words, trigger.start
    return (
        k > 1
        and words[k - 1].tag == "to"
        and words[k - 2].lemma() in {"try", "attempt"}
        and words[k].lemma() in _ACHIEVED
    )


def _type_by_weapon(
    sentence: Sentence,
    trigger: Trigger,
    row: Row,
    subject: Sequence[int],
    complement: Sequence[int],
) -> str:
    """Return the type that the nearest weapon gives: modifiers first, then subject and object."""
    fallback = row.event_type.removeprefix("weapon:")
    order = [] if trigger.verbal else _modifiers(sentence, trigger)
    if row.event_type in _AIMED and row.phrase.split()[0] not in _SHOOTING:
        complement = _instruments(sentence, complement, trigger)
    doers = [*order, *reversed(subject)]
    near = [sentence.classes[i] for i in doers]
    near = [classes for classes in near if "person" not in classes or "gun" in classes]
    # who is shot may be a gunman too: that is no weapon
    behind = [sentence.classes[i] for i in complement]
    near += [classes for classes in behind if "person" not in classes]
    return type_by_weapon(near, fallback)


def _modifiers(sentence: Sentence, trigger: Trigger) -> list[int]:
    """Return the words before a noun that may tell its weapon, none of another clause."""
    found: list[int] = []
    for k in range(trigger.start - 1, max(-1, trigger.start - 4), -1):
        if sentence.words[k].tag in {"sub", "rel", "that", ";"}:
            break  # "were warned of floods before strikes hit X"
        found.append(k)
    return found


def _instruments(sentence: Sentence, complement: Sequence[int], trigger: Trigger) -> Sequence[int]:
    """Return what an act is done with, not what it is done to: no tank in "attacked a tank"."""
    kept: list[int] = []
    instrumental = False
    for i in complement:
        word = sentence.words[i]
        if i < trigger.start:
            continue
        if word.tag in {"prep", "to", ",", "cc", "sub"}:
            instrumental = word.lower in _WITH
        elif word.tag == "G":
            instrumental = True
        elif instrumental:
            kept.append(i)
    return kept


def _modifies(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a noun only tells what kind the next one is: "riot police", "flood victims"."""
    words = sentence.words
    if trigger.verbal or trigger.end >= len(words):
        return False
    k = trigger.end
    while k + 2 < len(words) and words[k].capital and words[k].tag in {"N", "P"}:
        k += 1
    if k + 1 < len(words) and words[k].tag == "poss":
        # "Hurricane Ana's survivors"
        return words[k + 1].tag == "N" and words[k + 1].lower in _MODIFIED
    word = words[trigger.end]
    if words[trigger.start].lower == "besieged" and word.tag == "N" and word.mention < 0:
        # "aid to the besieged city": no siege where the clause is placed
        return trigger.end + 1 >= len(words) or words[trigger.end + 1].lower != "of"
    return word.tag == "N" and not word.capital and word.lower in _MODIFIED


def _is_attribute(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a verb only describes a noun: "a devastating attack", "the areas worst hit"."""
    k = trigger.start
    words = sentence.words
    if k and words[k].lower == "hit" and words[k - 1].lower in _HOW_HARD:
        return True
    if trigger.end > k + 1 or not 0 < k < len(words) - 1:
        return False
    if words[k].tag == "D":
        # "the besieged city"
        lemma = words[k].lemma()
        nouns = words[k + 1].tag == "N" and not words[k + 1].capital
        return lemma in _LASTING and nouns and words[k - 1].tag in {"det", "poss"}
    if words[k].tag != "G":
        return False
    return words[k - 1].tag in {"det", "adj", "poss"} and words[k + 1].tag in {"N", "adj"}


def _role(sentence: Sentence, index: int, trigger: Trigger) -> str:
    """Return what a trigger is in its clause: head, noun, participle or purpose."""
    if not trigger.verbal:
        return "noun" if sentence.words[trigger.start].tag != "V" else "head"
    group = sentence.clauses[index].group
    if group is not None and group.start <= trigger.start < group.end:
        return "head"
    word = sentence.words[trigger.start]
    before = sentence.words[trigger.start - 1] if trigger.start else None
    if word.tag == "B" and before is not None and before.tag == "to":
        return "purpose"
    if group is None:
        return "head"
    return "participle"


def _regions(
    sentence: Sentence, index: int, trigger: Trigger, role: str
) -> tuple[list[int], list[int]]:
    """Return the words of the doer, and those of what it is done to."""
    clause = sentence.clauses[index]
    words = sentence.words
    group = clause.group
    indices = clause.indices()
    if role == "head" and group is not None:
        subject = clause.subject()
        if clause.shared_subject >= 0 and not any(
            words[i].tag in {"N", "P", "pro"} for i in subject
        ):
            subject = sentence.clauses[clause.shared_subject].subject() + subject
        elif clause.governor >= 0 and _only_pronoun(words, subject):
            # "the army said it had taken over X": "it" is the army
            subject = sentence.clauses[clause.governor].subject() + subject
        elif (
            clause.kind == "relative"
            and clause.host < 0
            and clause.marker in _RELATIVE
            and not trigger.rows[0].phrase.startswith(("hold", "host"))
        ):
            # "an earthquake that struck X destroyed Y": the relative clause comes first
            subject = [*range(max(0, clause.start - 6), clause.start), *subject]
        elif clause.kind == "relative" and clause.host >= 0 and clause.marker in _RELATIVE:
            host = sentence.clauses[clause.host]
            tail = [i for i in host.indices() if i < clause.start][-6:]
            subject = tail + subject
        after = [i for i in indices if i >= trigger.end]
        if group.passive:
            agent = _agent(words, after)
            return agent, subject + [i for i in after if i not in agent]
        return subject, after
    before = [i for i in indices if i < trigger.start]
    after = [i for i in indices if i >= trigger.end]
    if role == "participle" and words[trigger.start].tag in {"D", "T"}:
        agent = _agent(words, after)
        return agent, before[-5:] + [i for i in after if i not in agent]
    return before, after


def _only_pronoun(words: Sequence[Word], subject: Sequence[int]) -> bool:
    tags = {words[i].tag for i in subject} - {"adv", "that", ","}
    return tags == {"pro"}


def _agent(words: Sequence[object], after: list[int]) -> list[int]:
    for position, i in enumerate(after):
        word = words[i]
        if word.lower == "by":  # type: ignore[attr-defined]
            return after[position : position + 7]
        if word.tag in {",", ";"}:  # type: ignore[attr-defined]
            break
    return []


def _is_topic(sentence: Sentence, index: int, trigger: Trigger) -> bool:
    """Whether a noun only names what is talked about, marched against or remembered."""
    clause = sentence.clauses[index]
    inside = clause.inside()
    for cue in sentence.cues:
        near = 0 <= trigger.start - cue.end <= 6
        if cue.effect == "topic" and cue.start in inside and near:
            if cue.phrase in _RECALLING and sentence.dates:
                continue  # "recalled the fire of June 2017 in X": it has a day of its own
            # "condemned the arrest of two bloggers in X": it did happen, and there
            placed = any(
                p.kind in {"locative", "of"} and p.start >= trigger.end and p.start in inside
                for p in sentence.phrases
            )
            if not (placed and cue.phrase in _CONDEMNING):
                return True
    k = trigger.start - 1
    words = sentence.words
    while k >= 0 and words[k].tag in {"adj", "det", "N", "num", "poss"} and trigger.start - k < 5:
        k -= 1
    return (
        k >= 1
        and words[k].lower in {"against", "over", "about", "on", "regarding", "concerning"}
        and any(
            t.end - 1 == k - 1
            for t in sentence.triggers
            if t.start != trigger.start
            and not t.verbal
            and t.rows[0].event_type in {"protest", "diplomacy", "statement", "agreement"}
        )
    )
