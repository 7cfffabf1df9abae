"""Judge what the cues of a clause say of a trigger, and whether they reach it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from geo.events.clauses import Clause
from geo.events.cues import Cue
from geo.events.hearsay import describes
from geo.events.negation import (
    negating_determiner,
)
from geo.events.verb_groups import VerbGroup
from geo.events.words import Word
from geo.model import Modality

_MODALITY: dict[str, Modality] = {
    "planned": "planned",
    "unrealized": "unrealized",
    "denied": "denied",
}
_FORCE = {"planned": 1, "unrealized": 2, "denied": 3}
_SPARING = frozenset({"spare", "spared", "avoid", "avert", "prevent"})
_NONE = frozenset({"not", "no", "nothing", "nobody", "neither"})

CLAIMS = frozenset({"claim", "claims", "assertion", "allegation", "charge", "account"})
"""Nouns that leave it open whether what they stand for is so."""


@dataclass(slots=True)
class Status:
    """Whether a trigger's happening is real, and the cue and rule that say so."""

    modality: Modality
    rule: str
    cue: Cue | None = None


def from_cues(
    words: Sequence[Word],
    clause: Clause,
    inside: AbstractSet[int],
    trigger: tuple[int, int],
    cues: Sequence[Cue],
    *,
    hazard: bool,
    dated_later: bool,
) -> Status | None:
    """Return the strongest status that the cues of a clause give what ``trigger`` reports."""
    ongoing: Status | None = None
    best: Status | None = None
    for cue in cues:
        if cue.start not in inside or cue.effect in {"topic", "reported"}:
            continue
        if cue.effect == "denied" and any(w.lower in CLAIMS for w in words[trigger[1] : cue.start]):
            continue  # "had taken X, a claim the rebels denied": it stays claimed
        if cue.phrase in _SPARING and any(
            words[k].lower in _NONE for k in range(clause.start, cue.start)
        ):
            continue  # "not one house was spared by the flood"
        within = cue.start < trigger[1] and trigger[0] < cue.end
        if within and trigger[1] - trigger[0] > 1 and cue.effect in {"expected", "planned"}:
            return Status("planned", f"cue: {cue.phrase}", cue)  # "is expected in", "is due in"
        named = cue.start < trigger[0] and trigger[1] == cue.end  # "dropped a visit"
        if within and cue.effect == "unrealized" and (named or trigger[1] - trigger[0] > 1):
            return Status("unrealized", f"cue: {cue.phrase}", cue)  # "a bomb plot"
        if cue.phrase in {"fear", "feared"} and describes(words, cue.start, trigger[0]):
            continue  # "fighters of the feared X unit killed"
        if within and (cue.scope != "both" or cue.phrase == "go on"):
            continue  # "went on strike"
        if not reaches(words, clause, cue, trigger):
            continue
        effect: str = cue.effect
        negated = clause.group is not None and clause.group.negated and cue.verbal
        if effect == "expected":
            # "the king is expected to visit" is a plan; "they expect others to leave" is a guess
            passive = cue.start > 0 and words[cue.start - 1].tag in {"be", "adv", "not"}
            others = cue.verbal and not passive
            effect = "unrealized" if hazard or negated or others else "planned"
        if effect == "announced":
            if not dated_later:
                continue
            effect = "planned"
        if effect == "planned" and (hazard or negating_determiner(words, trigger[0])):
            effect = "unrealized"  # "plans no raid"
        if effect == "ongoing":
            ongoing = ongoing or Status("ongoing", f"cue: {cue.phrase}", cue)
        elif effect == "presupposed":
            if trigger[0] < cue.start:
                return Status("ongoing", f"goes on: {cue.phrase}", cue)
        elif best is None or _FORCE[effect] > _FORCE[best.modality]:
            best = Status(_MODALITY[effect], f"cue: {cue.phrase}", cue)
    return best or ongoing


def reaches(words: Sequence[Word], clause: Clause, cue: Cue, trigger: tuple[int, int]) -> bool:
    """Whether a cue's scope holds the trigger."""
    group = clause.group
    behind = trigger[0] >= cue.end
    if cue.phrase == "aimed at" and words[cue.end].tag == "P":
        return False  # "a missile aimed at X was shot down"
    if cue.start <= trigger[0] < cue.end or trigger[0] <= cue.start < trigger[1]:
        return cue.scope == "both" and cue.effect == "ongoing"
    if group is not None and group.start <= cue.start < group.end and group.infinitive:
        # "talks are due to open", "a march is set to begin": the plan is the subject's too
        opens = words[cue.end].tag if cue.end < len(words) else ""
        if trigger[0] < group.start and (opens == "to" or (opens == "B" and not cue.verbal)):
            return True
    if cue.scope == "due":
        # "due to the war" gives a cause, "due to resume" a plan
        return behind and cue.end < len(words) and words[cue.end].tag in {"B", "be", "have"}
    if cue.scope == "infinitive":
        return behind and cue.end < len(words) and words[cue.end].tag == "B"
    in_group = group is not None and group.start <= cue.start < group.end
    if behind:
        if cue.scope == "subject" or _is_set_off(words, group, cue, trigger):
            return False
        if cue.verbal and in_group and group is not None and group.passive:
            if cue.phrase.endswith((" of", " about", " against")):
                return not _barrier(words, cue.end, trigger[0])  # "were warned of strikes"
            # "is feared", "was cancelled" speak of the subject; what follows is how or when
            return words[cue.end].tag == "to" if cue.end < len(words) else False
        return not _barrier(words, cue.end, trigger[0])
    if group is None:
        # "Heavy rain forecast in X": a headline without a verb
        return cue.scope == "both" and cue.effect != "ongoing" and cue.start == trigger[1]
    if cue.scope not in {"both", "subject"}:
        return False
    if trigger[0] >= group.start:
        return False
    if cue.effect == "presupposed":
        return in_group
    if cue.verbal:
        return in_group and (group.passive or cue.effect == "ongoing" or cue.phrase == "drop")
    return cue.start >= group.start


def _is_set_off(
    words: Sequence[Word], group: VerbGroup | None, cue: Cue, trigger: tuple[int, int]
) -> bool:
    """Whether a comma ends a fronted phrase: "unable to reach X, lorries unloaded in Y"."""
    if group is None or cue.verbal or not group.start <= trigger[0] < group.end:
        return False
    comma = next((k for k in range(cue.end, group.start) if words[k].tag == ","), -1)
    return comma > 0 and any(words[k].tag in {"N", "P"} for k in range(comma + 1, group.start))


def _barrier(words: Sequence[Word], start: int, stop: int) -> bool:
    return any(words[k].tag == ";" for k in range(start, stop))
