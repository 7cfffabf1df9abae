"""Give each case its place: its clause's, what points back, its sentence's, the same occasion's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from geo.cases import Case, Located
from geo.happenings import SAME_OCCASION, Draft
from geo.inflections import word_list
from geo.inherit import find_anaphors, place_before
from geo.model import Mention, PlaceRelation
from geo.points import midpoint, offset
from geo.reading import Sentence

_CONTINUING = word_list("continuing")


_ELSEWHERE = word_list("elsewhere")


_WIDE = word_list("wide")


def locate(
    cases: Sequence[Case], sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> None:
    last_event: int | None = None
    named_before: dict[str, int] = {}
    by_clause: dict[tuple[int, int], Case] = {}
    previous: Case | None = None
    for case in cases:
        draft = case.draft
        sentence = sentences[draft.sentence]
        planned = draft.status.modality == "planned"
        if draft.phrase is not None:
            case.located = _from_phrase(draft, sentence, mentions)
        elsewhere = _elsewhere(sentence, draft)
        if not case.located and not elsewhere:
            case.located = _from_anaphor(draft, sentence, mentions, last_event, named_before)
        if not case.located and not planned and not elsewhere:
            case.located = _from_sentence(draft, sentence, mentions, by_clause)
        if not case.located and not planned and not elsewhere and previous is not None:
            case.located = _from_occasion(case, previous, sentences)
        if case.located and case.located[0].inherited and _aftermath(case, previous):
            case.located = []
            case.aftermath = True
        by_clause.setdefault((draft.sentence, draft.clause), case)
        if case.located and not case.total:
            last_event = case.located[0].mention
            for i in sentence.clauses[draft.clause].indices():
                if sentence.words[i].tag in {"N", "G"} and sentence.classes[i] & {
                    "building",
                    "facility",
                }:
                    named_before[sentence.words[i].lower] = last_event
        previous = case


def _aftermath(case: Case, previous: Case | None) -> bool:
    """Whether a fire or a rescue only follows from the attack told just before."""
    return (
        previous is not None
        and (
            case.draft.event_type == "situation"
            or (case.draft.event_type == "property_destruction" and previous.draft.natural)
        )
        and case.draft.lemma
        in {
            "fire",
            "blaze",
            "rescue",
            "evacuate",
            "trap",
            "collapse",
            "burn",
            "spread",
            "damage",
            "destroy",
            "fires",
        }
        and previous.draft.event_type
        in {"air_strike", "shelling", "explosion", "attack", "armed_clash", "situation"}
        and case.draft.sentence - previous.draft.sentence <= 1
        and case.draft.real
    )


def _from_phrase(draft: Draft, sentence: Sentence, mentions: Sequence[Mention]) -> list[Located]:
    phrase = draft.phrase
    assert phrase is not None
    words = sentence.words
    start, end = words[phrase.start].start, words[phrase.end - 1].end
    resolved = [i for i in phrase.members if mentions[i].resolution.place is not None]
    if not resolved:
        return []
    first = mentions[resolved[0]].resolution.place
    if phrase.between and len(resolved) == 2:
        second = mentions[resolved[1]].resolution.place
        assert first is not None
        assert second is not None
        return [Located(resolved[0], "near", "midpoint: between A and B", midpoint(first, second),
                         (resolved[1], *phrase.containers), start, end)]  # fmt: skip
    if phrase.bearing and phrase.distance_km and first is not None:
        return [Located(resolved[0], "near", "offset: distance and bearing", offset(first, phrase.distance_km, phrase.bearing),
                         tuple(phrase.containers), start, end)]  # fmt: skip
    found: list[Located] = []
    for index in resolved:
        others = tuple(phrase.containers) if index == resolved[-1] else ()
        found.append(Located(index, phrase.relation, draft.place_rule, None, others, start, end))
    for other in draft.also:
        for index in other.members:
            if mentions[index].resolution.place is not None:
                found.append(
                    Located(
                        index, other.relation, "second place of the same verb", None, tuple(other.containers),
                        words[other.start].start, words[other.end - 1].end,
                    )
                )  # fmt: skip
    return found


def _from_anaphor(
    draft: Draft,
    sentence: Sentence,
    mentions: Sequence[Mention],
    last_event: int | None,
    named_before: Mapping[str, int],
) -> list[Located]:
    clause = sentence.clauses[draft.clause]
    indices = clause.indices()
    if clause.shared_subject >= 0:
        indices = sentence.clauses[clause.shared_subject].subject() + indices
    for other in range(draft.clause + 1, len(sentence.clauses)):
        if sentence.clauses[other].shared_subject == draft.clause:
            indices = indices + sentence.clauses[other].indices()
    for anaphor in find_anaphors(sentence, indices):
        told = _told_by_people_of(sentence, anaphor.word) if anaphor.noun == "there" else None
        index = (
            told
            if told is not None
            else place_before(mentions, anaphor.start, anaphor.noun, last_event, sentence.start)
        )
        if index is None:
            index = named_before.get(sentence.words[anaphor.word].lower)
        if index is not None and mentions[index].resolution.place is not None:
            return [
                Located(
                    index,
                    "inferred",
                    f"points back: {anaphor.noun}",
                    None,
                    (),
                    anaphor.start,
                    anaphor.end,
                    True,
                )
            ]
    return []


def _told_by_people_of(sentence: Sentence, word: int) -> int | None:
    """Return the place in "residents of X said that ... there", which "there" means."""
    for phrase in sentence.phrases:
        if phrase.end < word and phrase.kind in {"source", "locative"} and phrase.start < 6:
            return phrase.members[0]
    return None


def _from_sentence(
    draft: Draft,
    sentence: Sentence,
    mentions: Sequence[Mention],
    by_clause: dict[tuple[int, int], Case],
) -> list[Located]:
    """Take the place from another clause of the sentence."""
    clause = sentence.clauses[draft.clause]
    words = sentence.words
    if clause.kind == "relative":
        best = None
        for phrase in sentence.phrases:
            if phrase.end <= clause.start and phrase.kind in {"locative", "object", "of"}:
                best = phrase
        if best is not None:
            index = best.members[0]
            if mentions[index].resolution.place is not None:
                relation = best.relation
                return [Located(index, relation, "place phrase before the relative clause", None, tuple(best.containers),
                                 words[best.start].start, words[best.end - 1].end)]  # fmt: skip
    if (
        clause.kind == "main"
        and clause.marker == ","
        and (draft.clause == 0 or sentence.clauses[draft.clause - 1].kind != "subordinate")
    ):
        return []
    if clause.kind == "complement" and draft.clause >= 2 and clause.governor == draft.clause - 1:
        if (draft.sentence, draft.clause - 2) in by_clause:
            return []  # "...; the army said that ...": another speaker, another story
    for other in range(draft.clause - 1, -1, -1):
        case = by_clause.get((draft.sentence, other))
        if case is not None and case.located and case.draft.real:
            return [
                take_over(located, "inferred", "place of the clause before")
                for located in case.located[:1]
            ]
        if case is None:
            governing = sentence.clauses[other]
            fronted = [
                p for p in sentence.phrases
                if governing.start <= p.start < governing.end and p.kind == "locative" and p.owner < governing.start
            ]  # fmt: skip
            group = governing.group
            if fronted and group is not None and fronted[0].end <= group.start:
                index = fronted[0].members[0]
                if mentions[index].resolution.place is not None and not _official(
                    sentence, governing.subject()
                ):
                    phrase = fronted[0]
                    return [Located(index, "inferred", "place that opens the sentence", None, tuple(phrase.containers),
                                     words[phrase.start].start, words[phrase.end - 1].end)]  # fmt: skip
    return []


def _elsewhere(sentence: Sentence, draft: Draft) -> bool:
    """Whether a clause says for itself that it is somewhere else, or everywhere."""
    words = sentence.words
    for i in sentence.clauses[draft.clause].indices():
        if words[i].lower in _ELSEWHERE:
            return True
        if words[i].lower in _WIDE and any(
            words[k].lower in {"across", "throughout", "around"} for k in range(max(0, i - 2), i)
        ):
            return True
    return False


def _official(sentence: Sentence, indices: Sequence[int]) -> bool:
    return any("official_source" in sentence.classes[i] for i in indices)


def take_over(located: Located, relation: PlaceRelation, rule: str) -> Located:
    """Return a place taken over from another event."""
    return replace(located, relation=relation, rule=rule, others=(), inherited=True)


def _from_occasion(case: Case, previous: Case, sentences: Sequence[Sentence]) -> list[Located]:
    """Take the place of the sentence before, where the same occasion goes on."""
    draft, earlier = case.draft, previous.draft
    sentence = sentences[draft.sentence]
    if not previous.located or not earlier.real or previous.total:
        return []
    if (
        draft.sentence - earlier.sentence > 1
        or sentences[earlier.sentence].paragraph != sentence.paragraph
    ):
        return []
    clause = sentence.clauses[draft.clause]
    lowers = {sentence.words[i].lower for i in clause.indices()}
    goes_on = (earlier.event_type, draft.event_type) in SAME_OCCASION
    continuing = bool(lowers & _CONTINUING) and draft.event_type == earlier.event_type
    pronoun = any(sentence.words[i].lower in {"they", "it", "them"} for i in clause.subject()[:2])
    if not (goes_on or continuing or (pronoun and draft.event_type == earlier.event_type)):
        return []
    return [take_over(previous.located[0], "inferred", "the same occasion goes on")]
