"""Say what each place name does, once the events are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.cases import Case
from geo.model import Mention
from geo.points import could_hold, rank
from geo.reading import Sentence
from geo.triggers import REAL

_STRENGTH = {"topic": 0, "unrealized": 1, "planned": 2, "event": 3}


def assign_roles(
    mentions: Sequence[Mention], cases: Sequence[Case], sentences: Sequence[Sentence]
) -> tuple[Mention, ...]:
    """Return the mentions with their final roles: what the events at them make of them."""
    roles: dict[int, str] = {}
    for case in cases:
        drafts = [case.draft, *case.merged]
        for draft in drafts:
            modality = case.draft.status.modality
            role = (
                "planned"
                if modality == "planned"
                else "event"
                if modality in REAL
                else "unrealized"
            )
            if case.total or draft.event_type == "statement":
                role = "topic"
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
    return tuple(
        replace(mention, role=_role(mention, roles.get(index)))  # type: ignore[arg-type]
        for index, mention in enumerate(mentions)
    )


def _spread_to_containers(
    roles: dict[int, str],
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
        near = set(sentence.clauses[draft.clause].indices())
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


def _role(mention: Mention, found: str | None) -> str:
    if mention.function == "name_part":
        return "name_part"
    if mention.demonym:
        return "modifier"
    if found is not None:
        return found
    if mention.function in {"actor", "modifier"}:
        return mention.function
    return "topic"
