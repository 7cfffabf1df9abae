"""Tell plans that hang on a condition, are only talked of, ordered or put off."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.clauses import Clause
from geo.events.cues import Cue
from geo.events.words import Word

_ANYBODY = frozenset({"people", "everybody", "everyone", "many", "some"})
PUT_OFF = frozenset(
    {"forecast", "cancel", "call off", "postpone", "put off", "delay", "scrap", "shelve", "adjourn"}
)
_ORDERING = frozenset({"order", "authorise", "authorize", "approve"})
_WARRANTS = frozenset({"warrant", "warrants", "order", "orders"})
_DROPPING = PUT_OFF | {
    "drop",
    "abandon",
    "ditch",
    "bury",
    "freeze",
    "withdraw",
    "suspend",
    "reject",
}


def hangs_on(words: Sequence[Word], trigger: tuple[int, int]) -> bool:
    """Whether a plan holds only on a condition: "will be held in X, if the other side agrees"."""
    return any(
        words[k].lower in {"if", "unless"} and words[k - 1].lower in {",", "only", "but"}
        for k in range(trigger[1] + 1, len(words))
    )


def is_hoped(words: Sequence[Word], clauses: Sequence[Clause], index: int) -> bool:
    """Whether it is only common talk that it will be: "people say that a truce will be signed"."""
    governor = clauses[index].governor
    if governor < 0:
        return False
    subject = [words[i].lower for i in clauses[governor].subject() if words[i].tag != "sub"]
    return bool(subject) and subject[-1] in _ANYBODY


def is_taken_back(cues: Sequence[Cue], trigger: tuple[int, int], words: Sequence[Word]) -> bool:
    """Whether what was expected is put off: "the envoy, expected in X today, put off his trip"."""
    return any(
        cue.start >= trigger[1]
        and cue.verbal
        and cue.phrase in PUT_OFF
        and cue.start > 0
        and words[cue.start - 1].tag == ","
        for cue in cues
    )


def is_dropped(words: Sequence[Word], cue: Cue | None) -> bool:
    """Whether a plan is given up in the same breath: "dropped its plan for a march in X"."""
    return cue is not None and any(
        form.lemma in _DROPPING
        for word in words[max(0, cue.start - 3) : cue.start]
        for form in word.forms
    )


def is_ordered(words: Sequence[Word], clause: Clause, start: int) -> bool:
    """Whether an act is only ordered: "a court ordered the arrest of two men", "a warrant for"."""
    k = start - 1
    while k > 0 and words[k].tag in {"det", "adj", "num", "N", "adv"}:
        k -= 1
    if k > 0 and words[k].lower == "for" and words[k - 1].lower in _WARRANTS:
        return True
    group = clause.group
    ordered = group is not None and bool(group.verbs) and group.verbs[-1] == k
    return ordered and words[k].lemma() in _ORDERING
