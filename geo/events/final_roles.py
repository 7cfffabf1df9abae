"""Say what each place name does, once the events are known."""

from __future__ import annotations

from collections.abc import Sequence

from gazetteer.place import Place
from geo.events.cases import Case
from geo.events.cues import find_cues
from geo.events.drafts import Draft
from geo.events.inflections import word_list
from geo.events.modality import is_only_meant
from geo.events.points import could_hold, rank
from geo.events.reading import Sentence
from geo.events.triggers import REAL
from geo.events.weigh_phrase import EXPERIENCE
from geo.model import Mention, Role

_GOVERNED = frozenset({"country", "admin1", "populated_place"})
_FACILITIES = word_list("facilities")
_PLACING = frozenset({"origin", "locative"})
_ENVOYS = frozenset(
    {"envoy", "envoys", "ambassador", "ambassadors", "diplomats", "delegation", "delegations"}
)
_ADDRESSING = frozenset({"complain", "appeal", "protest", "apologise", "apologize", "write"})
_ADDRESSED = frozenset(
    {"accuse", "ask", "blame", "criticise", "criticize", "sue", "thank", "urge", "warn"}
)
_THERE = frozenset({"in", "of", "at", "near", "for"})
_STRENGTH = {"topic": 0, "unrealized": 1, "planned": 2, "event": 3}


def assign_roles(
    mentions: Sequence[Mention], cases: Sequence[Case], sentences: Sequence[Sentence]
) -> tuple[Mention, ...]:
    """Return the mentions with their final roles: what the events at them make of them."""
    roles: dict[int, Role] = {}
    for case in cases:
        drafts = [case.draft, *case.merged]
        for draft in drafts:
            role = _role_of_event(case, draft)
            indices: set[int] = set()
            if draft is case.draft:
                for located in case.located:
                    if not located.inherited:
                        indices |= {located.mention, *located.others}
            if draft.phrase is not None:
                indices |= {*draft.phrase.members, *draft.phrase.containers}
            for index in indices:
                if _STRENGTH[role] > _STRENGTH.get(roles.get(index, "topic"), 0):
                    roles[index] = role
    _spread_to_containers(roles, cases, sentences, mentions)
    _spread_what_is_only_meant(roles, sentences)
    parts = _parts(sentences, mentions)
    found = (
        _role(mention, roles.get(index), parts.get(index, ""))
        for index, mention in enumerate(mentions)
    )
    return tuple(
        mention if mention.role == role else mention.but(role=role)
        for mention, role in zip(mentions, found, strict=True)
    )


def _role_of_event(case: Case, draft: Draft) -> Role:
    modality = case.draft.status.modality
    if case.total or draft.event_type == "statement":
        return "topic"
    if modality == "planned":
        return "planned"
    return "event" if modality in REAL else "unrealized"


def _spread_to_containers(
    roles: dict[int, Role],
    cases: Sequence[Case],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
) -> None:
    """Give "Kherson" in "In Kherson, fire on the X district killed" the role of what it holds."""
    for case in cases:
        if not case.located:
            continue
        draft = case.draft
        sentence = sentences[draft.sentence]
        inner = mentions[case.located[0].mention].resolution.place
        role = roles.get(case.located[0].mention)
        if role is None:
            continue
        near = sentence.clauses[draft.clause].inside()
        opening = sentence.clauses[0]
        for phrase in sentence.phrases:
            if phrase.kind != "locative" or phrase is draft.phrase:
                continue
            fronted = (
                opening.group is not None and phrase.end <= opening.group.start and phrase.owner < 0
            )
            if phrase.start not in near and not fronted:
                continue
            for index in (*phrase.members, *phrase.containers):
                outer = mentions[index].resolution.place
                if index not in roles and could_hold(outer, inner) and rank(outer) > rank(inner):
                    roles[index] = role


def _spread_what_is_only_meant(roles: dict[int, Role], sentences: Sequence[Sentence]) -> None:
    """Call places unrealized where what is no event is only forecast, or put off.

    "Rain is forecast for X", "a match in X was put off".
    """
    for sentence in sentences:
        words = sentence.words
        free = [
            i
            for i in sentence.names
            if i
            and words[i].tag == "P"
            and words[i - 1].lower in _THERE
            and words[i].mention not in roles
        ]
        if not free:
            continue
        cues = sentence.cues or find_cues(words)
        for i in free:
            clause = sentence.clauses[sentence.clause_at(i)]
            if is_only_meant(words, clause, cues, i):
                roles[words[i].mention] = "unrealized"


def _parts(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> dict[int, str]:
    """Return, by mention, what its clause makes of it: ``actor``, ``modifier`` or ``place``."""
    found: dict[int, str] = {}
    for sentence in sentences:
        words = sentence.words
        for i in sentence.names:
            word = words[i]
            place = mentions[word.mention].resolution.place
            facility = word.lower.rpartition(" ")[2] in _FACILITIES
            acting = _possesses(sentence, i, place) or _acts(sentence, i, place)
            if acting and not facility:
                found[word.mention] = "actor"
            elif word.tag == "adj":
                found[word.mention] = "modifier"
            elif word.tag == "P":
                found[word.mention] = "place"
    return found


def _possesses(sentence: Sentence, i: int, place: Place | None) -> bool:
    """Whether a possessive stands before a government, army or policy: "Kenya's president"."""
    words = sentence.words
    if place is None:
        return False
    if i > 1 and words[i - 1].lower == "of" and place.feature_class == "country":
        # "the foreign minister of Iran", "the army of Chad"
        return bool(sentence.classes[i - 2] & {"official", "force"})
    if i > 1 and place.feature_class in {"populated_place", "country"}:
        if words[i - 1].lower == "of" and words[i - 2].lower in _ENVOYS:
            return True  # "envoys of Kinshasa": of the government there
        if words[i - 1].tag == "to" and words[i - 2].lemma() in _ADDRESSING:
            return True  # "complained to Washington"
    if i > 0 and place.feature_class == "country" and words[i - 1].lemma() in _ADDRESSED:
        return words[i - 1].tag in {"V", "D", "Z"}  # "warned Israel against it"
    if i + 1 >= len(words) or words[i + 1].tag != "poss":
        return False
    if i + 2 < len(words) and words[i + 2].tag == "P":
        return False  # "Kenya's Mandera county"
    if place.feature_class == "country":
        return True
    following = sentence.classes[i + 2 : i + 5]
    return any(classes & {"official", "force"} for classes in following)


def _acts(sentence: Sentence, i: int, place: Place | None) -> bool:
    """Whether a place does something: "Brussels regretted it" speaks of a government."""
    if place is None or place.feature_class not in _GOVERNED:
        return False
    clause = sentence.clauses[sentence.clause_at(i)]
    group = clause.group
    if group is None or not group.verbs or group.passive or i >= group.start:
        return False
    words = sentence.words
    if i and words[i - 1].tag in {"prep", "to"}:
        return False
    if any(p.start <= i < p.end and p.kind in _PLACING for p in sentence.phrases):
        return False  # "protesters from A and B marched", "readers in A and B tell us"
    between = words[i + 1 : group.start]
    aside = len(between) > 1 and between[0].tag == between[-1].tag == ","
    if not aside and any(word.tag != "adv" for word in between):
        return False
    return words[group.verbs[-1]].lemma() not in EXPERIENCE


def _role(mention: Mention, found: Role | None, part: str) -> Role:
    if mention.function == "name_part":
        return "name_part"
    if mention.demonym:
        return "modifier"
    if found is not None:
        return found
    if part == "actor":
        return "actor"
    if part == "modifier":
        return "modifier"
    if mention.function == "actor" and part != "place":
        return "actor"
    return "topic"
