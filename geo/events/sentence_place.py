"""Find the place that a clause shares with the rest of its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gazetteer.place import Place
from geo.events.cases import Case, Located
from geo.events.clauses import Clause
from geo.events.drafts import Draft
from geo.events.inflections import word_list
from geo.events.place_lists import PlacePhrase
from geo.events.points import could_hold, rank
from geo.events.reading import Sentence
from geo.model import Mention, PlaceRelation

OPENING = "place that opens the sentence"
"""The rule by which "In X, residents said shells had fallen" is placed."""
_WAYS = frozenset({"destination", "origin", "road_to", "source"})
_UNITS = frozenset(
    {"minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"}
)
_RESCUERS = word_list("rescuers")
_RESCUING = word_list("rescuing")
_POLICE = frozenset({"police", "officers", "detectives", "agents", "gendarmes", "guards"})


def resolved_places(mentions: Sequence[Mention], indices: Sequence[int]) -> list[tuple[int, Place]]:
    """Return the mentions that mean a known place, with it."""
    found = []
    for index in indices:
        place = mentions[index].resolution.place
        if place is not None:
            found.append((index, place))
    return found


def place_of_sentence(
    draft: Draft,
    sentence: Sentence,
    mentions: Sequence[Mention],
    by_clause: Mapping[tuple[int, int], Case],
) -> list[Located]:
    """Take the place from another clause of the sentence."""
    clause = sentence.clauses[draft.clause]
    relative = clause
    if clause.kind == "coordinate" and clause.shared_subject == draft.clause - 1 >= 0:
        relative = sentence.clauses[draft.clause - 1]  # "in X, where he was seized and shot"
    told = (draft.sentence, draft.clause - 1) in by_clause
    if relative.kind == "relative" and (not told or _leads_to_place(sentence, relative)):
        located = _before_relative(sentence, relative, mentions)
        if located:
            return located
    if clause.kind == "relative" and clause.marker == "which":
        located = _right_before(sentence, clause, mentions)
        if located:
            return located
    before = sentence.clauses[draft.clause - 1] if draft.clause else None
    if (
        clause.kind == "main"
        and clause.marker == ","
        and not (before is not None and before.kind == "subordinate")
    ):
        first = by_clause.get((draft.sentence, 0))
        fronted = draft.clause == 1 and sentence.words[0].tag == "prep"
        # "In X, from where thousands have fled, tanks blew up a bridge"
        return _opening(sentence, 0, mentions) if fronted and (not first or first.total) else []
    if (
        clause.kind == "complement"
        and clause.governor == draft.clause - 1
        and (draft.sentence, draft.clause - 2) in by_clause
    ):
        return []  # "...; the army said that ...": another speaker, another story
    apart = clause.marker == "after" and draft.clause > 0 and _lies_apart(sentence, clause)
    if apart and not _rescues(sentence, draft.clause - 1):
        return []  # "flew to X, a day after a train derailed"
    for other in range(draft.clause - 1, -1, -1):
        case = by_clause.get((draft.sentence, other))
        if case is not None and _is_to_come(case.draft) and not _is_to_come(draft):
            continue  # "a vigil in X on Sunday for a man who died": he need not have died there
        if case is not None and case.located and case.draft.real:
            return [taken_over(case.located[0], "place of the clause before")]
        if case is None or case.total:
            located = []
            if clause.shared_subject == other:
                lived = clause.group is not None and clause.group.passive
                located = _of_shared_subject(sentence, other, mentions, lived=lived)
                if draft.event_type == "arrest":
                    located = located or _of_police(sentence, other, mentions)
            then = clause.marker == "when" and _goes_on_then(sentence, other)
            if not located and (then or apart):
                located = _of_shared_subject(sentence, other, mentions, lived=False)
            located = located or _opening(sentence, other, mentions)
            if located:
                return located
    return _behind(draft, sentence, mentions)


def _is_to_come(draft: Draft) -> bool:
    return draft.status.modality == "planned"


def _goes_on_then(sentence: Sentence, index: int) -> bool:
    """Whether somebody was somewhere when it happened: "were driving near X when"."""
    group = sentence.clauses[index].group
    return group is not None and not group.present and (group.progressive or group.perfect)


def _lies_apart(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause is some time off: "a day after a train derailed"."""
    return clause.start > 0 and sentence.words[clause.start - 1].lower in _UNITS


def _rescues(sentence: Sentence, index: int) -> bool:
    """Whether rescuers work where it happened: "dug near X on Monday, a day after a slide"."""
    group = sentence.clauses[index].group
    words = sentence.words
    return (
        group is not None
        and bool(group.verbs)
        and words[group.verbs[-1]].lemma() in _RESCUING
        and any(words[i].lower in _RESCUERS for i in sentence.clauses[index].subject())
    )


def _of_shared_subject(
    sentence: Sentence, index: int, mentions: Sequence[Mention], *, lived: bool
) -> list[Located]:
    """Return where the same doer was: "stopped a bus near X and shot two teachers"."""
    clause = sentence.clauses[index]
    inside = set(clause.complement())
    phrases = [p for p in sentence.phrases if p.start in inside and p.kind == "locative"]
    if lived:
        # "X received 400 mm of rain and was cut off"
        subject = set(clause.subject())
        phrases += [p for p in sentence.phrases if p.start in subject and p.kind == "subject"]
    if not phrases or sentence.clauses[index].kind == "attribution":
        return []
    phrase = min(reversed(phrases), key=lambda p: rank_of(mentions, p))
    words = sentence.words
    span = words[phrase.start].start, words[phrase.end - 1].end
    rule = "place of the verb before, with the same subject"
    return [
        Located(index, "inferred", rule, None, tuple(phrase.containers), *span)
        for index, _ in resolved_places(mentions, phrase.members[:1])
    ]


def _of_police(sentence: Sentence, index: int, mentions: Sequence[Mention]) -> list[Located]:
    """Return where the police are that arrest: "police in X found a gun and arrested a man"."""
    words = sentence.words
    subject = set(sentence.clauses[index].subject())
    return [
        Located(
            place, "inferred", "where the police are", None, tuple(phrase.containers),
            words[phrase.start].start, words[phrase.end - 1].end,
        )
        for phrase in sentence.phrases
        if phrase.start in subject
        and phrase.kind == "locative"
        and phrase.owner >= 0
        and words[phrase.owner].lower in _POLICE
        for place, _ in resolved_places(mentions, phrase.members[:1])
    ][:1]  # fmt: skip


def _behind(draft: Draft, sentence: Sentence, mentions: Sequence[Mention]) -> list[Located]:
    """Take the place from a clause behind: "looted lorries after they had passed X"."""
    if draft.clause + 1 >= len(sentence.clauses):
        return []
    clause = sentence.clauses[draft.clause + 1]
    told = clause.kind == "subordinate" and (
        clause.marker == "when" or (clause.marker == "as" and draft.casualty_only)
    )
    told = told or (clause.kind == "relative" and clause.marker == "what")
    joined = clause.marker in {"after", "before", "while", "as"}
    if not told and (clause.kind != "subordinate" or not joined):
        return []
    if not told and not any(sentence.words[i].tag == "pro" for i in clause.subject()):
        return []  # another subject, another place
    inside = clause.inside()
    if any(
        trigger.start in inside and any(not (row.subject or row.object) for row in trigger.rows)
        for trigger in sentence.triggers
    ):
        return []
    for phrase in sentence.phrases:
        if phrase.start in inside and phrase.kind in {"locative", "object"}:
            words = sentence.words
            span = words[phrase.start].start, words[phrase.end - 1].end
            rule = "place of the clause behind"
            relation: PlaceRelation = phrase.relation if told else "near"
            return [
                Located(index, relation, rule, None, tuple(phrase.containers), *span)
                for index, _ in resolved_places(mentions, phrase.members[:1])
            ]
    return []


def _right_before(
    sentence: Sentence, relative: Clause, mentions: Sequence[Mention]
) -> list[Located]:
    """Return the place right before "which": "a raid on A led to marches across B, which grew"."""
    words = sentence.words
    k = relative.start - 1
    while k > 0 and words[k].tag in {",", "rel"}:
        k -= 1
    placed = any(p.end == k + 1 and p.kind == "locative" for p in sentence.phrases)
    return _before_relative(sentence, relative, mentions) if placed else []


def _before_relative(
    sentence: Sentence, relative: Clause, mentions: Sequence[Mention]
) -> list[Located]:
    """Return the place that a relative clause hangs on: "a house in X that was bombed"."""
    start = relative.start
    kinds = {"locative", "object", "of"}
    if relative.marker == "where":
        kinds = kinds | {"subject"} | _WAYS  # "the town of X, where shells fell"
    phrases = [
        phrase for phrase in sentence.phrases if phrase.end <= start and phrase.kind in kinds
    ]
    for phrase in phrases[-1:]:
        words = sentence.words
        if _is_of_another(sentence, phrase.end, start):
            return []
        if _is_nearer(sentence, mentions, phrase, start):
            return []  # "people in X come from Y, which was bombed": not X
        span = words[phrase.start].start, words[phrase.end - 1].end
        rule = "place phrase before the relative clause"
        found = [
            Located(index, phrase.relation, rule, None, tuple(phrase.containers), *span)
            for index, _ in resolved_places(mentions, phrase.members[:1])
        ]
        # where people fled to is this event's place, and does nothing else where it stands
        return [taken_over(found[0], rule)] if found and phrase.kind in _WAYS else found
    return []


def _is_nearer(
    sentence: Sentence, mentions: Sequence[Mention], phrase: PlacePhrase, start: int
) -> bool:
    """Whether a relative clause hangs on a later place, which is more than what holds this one."""
    inner = mentions[phrase.members[0]].resolution.place
    return any(
        other.start >= phrase.end
        and 0 <= start - other.end <= 1
        and not could_hold(mentions[other.members[0]].resolution.place, inner)
        for other in sentence.phrases
    )


def _leads_to_place(sentence: Sentence, relative: Clause) -> bool:
    """Whether "where" hangs on the end of a way: "fled to X, where a market was shelled"."""
    return relative.marker == "where" and any(
        phrase.kind in _WAYS and 0 <= relative.start - phrase.end <= 1
        for phrase in sentence.phrases
    )


def _is_of_another(sentence: Sentence, stop: int, start: int) -> bool:
    """Whether a relative clause speaks of persons behind the place: "in X for a man who died"."""
    words = sentence.words
    return words[start].lower == "who" and any(words[k].lower == "for" for k in range(stop, start))


def _opening(sentence: Sentence, index: int, mentions: Sequence[Mention]) -> list[Located]:
    """Return the place that opens a sentence: "In X, residents said shells had fallen"."""
    clause = sentence.clauses[index]
    group = clause.group
    if group is None or any("official_source" in sentence.classes[i] for i in clause.subject()):
        return []
    for phrase in sentence.phrases:
        if (
            phrase.kind == "locative"
            and clause.start <= phrase.start
            and phrase.end <= group.start
            and (phrase.owner < clause.start or sentence.words[phrase.owner].tag == ",")
        ):
            words = sentence.words
            span = words[phrase.start].start, words[phrase.end - 1].end
            return [
                Located(index, "inferred", OPENING, None, tuple(phrase.containers), *span)
                for index, _ in resolved_places(mentions, phrase.members[:1])
            ]
    return []


def taken_over(located: Located, rule: str) -> Located:
    """Return a place as one inferred by ``rule``."""
    return replace(located, relation="inferred", rule=rule, others=(), inherited=True)


def rank_of(mentions: Sequence[Mention], phrase: PlacePhrase) -> int:
    """Return how coarse the place of a phrase is; one without a place comes last."""
    place = mentions[phrase.members[0]].resolution.place
    return rank(place) if place is not None else 99
