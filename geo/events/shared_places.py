"""Let two verbs of one doer share the place that only one of them names."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.clauses import Clause
from geo.events.drafts import Draft
from geo.events.inherit import find_anaphors
from geo.events.place_lists import PlacePhrase
from geo.events.reading import Sentence

_LATER = frozenset({"later", "then", "afterwards", "afterward", "there", "subsequently"})
_POSSESSIVES = frozenset({"its", "their", "his", "her"})
_AT_A_PLACE = frozenset({"in", "at", "near", "on", "outside", "around", "off", "between"})


def share_places(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Give drafts without a place phrase the one of the clause that theirs is joined to.

    Behind it: "killed six villagers and burned huts near X". Before it, where that clause is no
    event: "a bus was stopped on the road from X to Y and its passengers were kidnapped".
    """
    told = {draft.clause for draft in drafts}
    for draft in drafts:
        if draft.phrase is not None or not draft.real:
            continue
        phrase = _behind(sentence, draft)
        if phrase is None and draft.clause - 1 not in told:
            phrase = _before(sentence, draft)
        if phrase is not None:
            draft.phrase, draft.place_rule = phrase, "place phrase of the verb joined to it"


def _behind(sentence: Sentence, draft: Draft) -> PlacePhrase | None:
    """Return the place that ends the next verb's clause, where the same doer does both."""
    index = draft.clause + 1
    if index >= len(sentence.clauses):
        return None
    one, two = sentence.clauses[draft.clause], sentence.clauses[index]
    if two.kind != "coordinate" or two.shared_subject != draft.clause:
        return None
    if one.group is None or two.group is None or one.group.passive or two.group.passive:
        return None  # "shot two men and was arrested in X"
    if _says_when_or_where(sentence, one) or _says_when_or_where(sentence, two):
        return None
    return _place_of(sentence, two)


def _before(sentence: Sentence, draft: Draft) -> PlacePhrase | None:
    """Return the place where what the clause speaks of was, told of it by the verb before."""
    clause = sentence.clauses[draft.clause]
    if clause.kind != "coordinate" or not draft.clause:
        return None
    phrase = _place_of(sentence, sentence.clauses[draft.clause - 1])
    if phrase is None or _says_when_or_where(sentence, clause):
        return None
    if clause.shared_subject == draft.clause - 1:
        return phrase if phrase.between else None
    owned = [sentence.words[i].lower for i in clause.subject()[:2]]
    return phrase if any(word in _POSSESSIVES for word in owned) else None


def _place_of(sentence: Sentence, clause: Clause) -> PlacePhrase | None:
    """Return the one place phrase behind a clause's verb; none where there are several."""
    inside = set(clause.complement())
    found = [phrase for phrase in sentence.phrases if phrase.start in inside]
    found = [phrase for phrase in found if phrase.kind != "joined"]
    if len(found) != 1 or found[0].kind != "locative":
        return None
    preposition = found[0].preposition
    return found[0] if found[0].between or preposition in _AT_A_PLACE else None


def _says_when_or_where(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells of another time, or points to a place of its own."""
    indices = clause.indices()
    return any(sentence.words[i].lower in _LATER for i in indices) or any(
        find_anaphors(sentence, indices)  # "sent soldiers to the town and set up posts near X"
    )
