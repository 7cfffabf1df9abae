"""Judge each trigger in its clause: its part, its type, whether it is real or only a topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.event_types import Row, Trigger, choose_row, type_by_weapon
from geo.inflections import word_list
from geo.modality import Status, status_of
from geo.reading import Sentence

REAL = word_list("real")


WAR_TYPES = word_list("war_types")


_LABOUR = word_list("labour")


_LABOUR_VERBS = word_list("labour_verbs")


_HAZARD_WORDS = frozenset({"hazard"})


@dataclass(slots=True)
class Found:
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
    words, clause = sentence.words, sentence.clauses[index]
    group = clause.group
    role = _role(sentence, index, trigger)
    subject, complement = _regions(sentence, index, trigger, role)
    everywhere = list(clause.indices())
    if clause.shared_subject >= 0:
        everywhere += sentence.clauses[clause.shared_subject].subject()
    subject_set = _bag(sentence, subject)
    object_set = _bag(sentence, complement[:14])
    anywhere = _bag(sentence, [i for i in everywhere if not trigger.start <= i < trigger.end])
    row = choose_row(
        trigger,
        subject_set,
        object_set - {"place"} | _owned_place(sentence, trigger),
        anywhere,
        frozenset(word.lower for word in words),
    )
    if row is None or row.event_type == "-":
        return None
    if (
        row.phrase == "strike"
        and row.part == "noun"
        and row.event_type == "protest"
        and not _is_labour(sentence, index, trigger, subject_set)
    ):
        row = trigger.rows[1] if len(trigger.rows) > 1 else row
    event_type = row.event_type
    if event_type.startswith("weapon:"):
        fallback = event_type[7:]
        near: list[frozenset[str]] = []
        if not trigger.verbal:
            near += [
                sentence.classes[i]
                for i in range(trigger.start - 1, max(-1, trigger.start - 4), -1)
            ]
        near += [sentence.classes[i] for i in reversed(subject)]
        near += [sentence.classes[i] for i in complement]
        near = [classes for classes in near if "person" not in classes or "gun" in classes]
        event_type = type_by_weapon(near, fallback)
        if fallback == "casualty" and event_type == "attack_on_civilians" and "both" in anywhere:
            event_type = "armed_clash"
    natural = event_type == "situation" and bool(
        (subject_set | object_set | _bag(sentence, range(trigger.start, trigger.end)))
        & _HAZARD_WORDS
    )
    status = status_of(
        words, sentence.clauses, index, (trigger.start, trigger.end), sentence.cues,
        hazard=natural or (event_type in WAR_TYPES - {"military_operation"} and "hazard" in subject_set),
        dated_later=dated_later,
    )  # fmt: skip
    topic = role == "noun" and _is_topic(sentence, index, trigger)
    del group
    return Found(trigger, row, event_type, role, status, natural, topic)


def _owned_place(sentence: Sentence, trigger: Trigger) -> frozenset[str]:
    if any(p.kind == "object" and trigger.start <= p.owner < trigger.end for p in sentence.phrases):
        return frozenset({"place"})
    return frozenset()


def _bag(sentence: Sentence, indices: Iterable[int]) -> frozenset[str]:
    """Return the classes, words and lemmas of some words together."""
    found: set[str] = set()
    for i in indices:
        word = sentence.words[i]
        found.add(word.lower)
        for form in word.forms:
            found.add(form.lemma)
        found |= sentence.classes[i]
        if word.tag == "N" and word.lower.endswith("s"):
            found.add(word.lower[:-1])
        if i and sentence.words[i - 1].tag not in {",", "."}:
            found.add(f"{sentence.words[i - 1].lower} {word.lower}")
    return frozenset(found)


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
    """Return the words of the doer and those of what it is done to, nearest first for the latter."""
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
        elif (
            clause.kind == "relative"
            and clause.host >= 0
            and clause.marker in {"who", "which", "that"}
        ):
            host = sentence.clauses[clause.host]
            tail = [i for i in host.indices() if i < clause.start][-6:]
            subject = tail + subject
        after = [i for i in indices if i >= trigger.end]
        if group.passive:
            agent = _agent(words, after)
            return agent, subject + [i for i in after if i not in set(agent)]
        return subject, after
    before = [i for i in indices if i < trigger.start]
    after = [i for i in indices if i >= trigger.end]
    if role == "participle" and words[trigger.start].tag in {"D", "T"}:
        agent = _agent(words, after)
        return agent, before[-5:] + [i for i in after if i not in set(agent)]
    if role == "noun":
        return before, after
    return before, after


def _agent(words: Sequence[object], after: list[int]) -> list[int]:
    for position, i in enumerate(after):
        word = words[i]
        if word.lower == "by":  # type: ignore[attr-defined]
            return after[position : position + 7]
        if word.tag in {",", ";"}:  # type: ignore[attr-defined]
            break
    return []


def _is_labour(sentence: Sentence, index: int, trigger: Trigger, subject: frozenset[str]) -> bool:
    words = sentence.words
    before = {words[i].lower for i in range(max(0, trigger.start - 3), trigger.start)}
    if before & _LABOUR:
        return True
    if words[trigger.start - 1].lower == "on" if trigger.start else False:
        after = words[trigger.end].lower if trigger.end < len(words) else ""
        return after not in {"on", "against"}
    group = sentence.clauses[index].group
    verb = words[group.verbs[-1]].lemma() if group is not None and group.verbs else ""
    return verb in _LABOUR_VERBS and bool({"crowd", "union", "unions"} & subject)


def _is_topic(sentence: Sentence, index: int, trigger: Trigger) -> bool:
    """Whether a noun only names what is talked about, marched against or remembered."""
    clause = sentence.clauses[index]
    inside = set(clause.indices())
    for cue in sentence.cues:
        if cue.effect == "topic" and cue.start in inside and cue.end <= trigger.start:
            if trigger.start - cue.end <= 6:
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


def settle_casualties(sentence: Sentence, found: list[Found]) -> None:
    """Give "killed" the type of what did it: "killed in clashes", "a strike killed"."""
    others = [
        item for item in found
        if item.row.event_type != "weapon:casualty" and item.event_type in WAR_TYPES and not item.topic
    ]  # fmt: skip
    for item in found:
        if (
            item.event_type in {"casualty", "attack", "property_destruction"}
            and item.row.event_type.startswith("weapon:")
            and others
        ):
            nearest = min(
                others,
                key=lambda other: (
                    other.event_type == "attack",
                    abs(other.trigger.start - item.trigger.start),
                ),
            )
            if nearest is not item and (nearest.status.modality in REAL) == (
                item.status.modality in REAL
            ):
                item.event_type = nearest.event_type
                item.natural = item.natural or nearest.natural
