"""Tell what is reported to have happened from what is denied, planned, feared or asked for."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from geo.events.clauses import Clause
from geo.events.cued import CLAIMS, Status, from_cues, reaches
from geo.events.cues import Cue
from geo.events.hearsay import HEARSAY, is_disowned, is_feared, is_fiction, is_rehearsed, is_threat
from geo.events.inflections import word_list
from geo.events.intentions import PUT_OFF, hangs_on, is_dropped, is_hoped, is_taken_back
from geo.events.negation import (
    NO_ONE,
    done_by_none,
    fell_short,
    is_not_one,
    is_not_shown,
    negating_determiner,
    takes_none,
)
from geo.events.verb_groups import VerbGroup
from geo.events.words import Word
from geo.model import MAPPED_MODALITIES

_CONDITIONAL = word_list("conditional")
_ANNOUNCING = word_list("announcing")
_AWAITED = frozenset({"after", "before", "once", "until", "when", "as"})
_ASKING = frozenset({"why", "who", "how", "when", "where", "what", "which", "whose"})
_DWELLING = word_list("dwelling")
_CEASING = word_list("ceasing")
_TAKING_PLACE = frozenset(
    {
        "begin",
        "continue",
        "end",
        "follow",
        "go",
        "last",
        "open",
        "proceed",
        "resume",
        "start",
        "take",
    }
)
_SUPPOSING = frozenset({"imagine", "suppose", "supposing", "picture"})
_UNTRULY = frozenset({"erroneously", "falsely", "incorrectly", "mistakenly", "wrongly"})
_WOULD = frozenset({"would", "could", "might"})
_FINITE = frozenset({"V", "Z", "D", "be", "have", "modal", "do"})
_DOUBTING = frozenset({"unlikely", "doubtful", "improbable"})
_SENSED = frozenset({"heard", "seen", "felt", "hear"})
_VERB_TAGS = frozenset({"V", "D", "T", "G", "Z", "B"})


def status_of(
    words: Sequence[Word],
    clauses: Sequence[Clause],
    index: int,
    trigger: tuple[int, int],
    cues: Sequence[Cue],
    *,
    present: AbstractSet[str],
    hazard: bool,
    dated_later: bool,
    hostile: bool = False,
) -> Status:
    """Return the modality of what the words ``trigger`` report in clause ``index``.

    Parameters
    ----------
    words, clauses
        The sentence.
    index
        The clause that holds the trigger.
    trigger
        First word and one past the last.
    cues
        All cues of the sentence.
    present
        The words of the sentence, in lower case.
    hazard
        Whether it is a hazard of nature, which nobody plans: "will" is a forecast then.
    dated_later
        Whether the clause's date lies after the report's: an announcement is a plan then.
    hostile
        Whether it is an act of violence: who vows it threatens.
    """
    status = _status_in_clause(
        words, clauses, index, trigger, cues, hazard=hazard, dated_later=dated_later
    )
    if status.modality not in MAPPED_MODALITIES:
        return status
    if "?" in present and _is_question(words):
        return Status("unrealized", "a question, not a report")
    if _is_coming(words, trigger[1]):
        return Status("unrealized" if hazard else "planned", "what is to come, in a headline")
    if words[0].lower in _SUPPOSING or _is_inverted(words, trigger[0]):
        return Status("unrealized", "only imagined")
    if status.modality == "planned" and not present.isdisjoint(_DOUBTING):
        return Status("unrealized", "what is unlikely", status.cue)
    if status.modality == "planned" and hangs_on(words, trigger):
        return Status("unrealized", "a plan that hangs on a condition", status.cue)
    if status.modality == "planned" and is_hoped(words, clauses, index):
        return Status("unrealized", "what people say will be", status.cue)
    if status.modality == "planned" and (
        is_taken_back(cues, trigger, words) or is_dropped(words, status.cue)
    ):
        return Status("unrealized", "planned, but put off", status.cue)
    if hostile and status.modality == "planned" and _is_vowed(words, trigger[0], status.cue):
        return Status("unrealized", "a threat, or a plan that others tell of", status.cue)
    if not HEARSAY.isdisjoint(present):
        if is_feared(words, present, trigger[0]):
            return Status("unrealized", "what somebody fears")
        if is_disowned(words, present, trigger[0]):
            return Status("denied", "what reports say that somebody rejects")
        if is_rehearsed(words, present, trigger[0]):
            return Status("unrealized", "what is only rehearsed")
        if is_fiction(words, present, trigger[0]):
            return Status("unrealized", "what a work of art or history tells")
    if is_not_one(words, clauses[index], trigger[0]):
        return Status("unrealized", "what something is not")
    if takes_none(words, trigger):
        return Status("unrealized", "negated object")
    if fell_short(words, trigger[0]):
        return Status("unrealized", "it only nearly happened")
    if is_not_shown(words, clauses[index], trigger[0]):
        return Status("denied", "what something is said not to show")
    if (
        words[trigger[0]].tag in _VERB_TAGS
        and not NO_ONE.isdisjoint(present)
        and done_by_none(words, clauses[index])
    ):
        return Status("unrealized", "negated subject")
    return status


def _is_question(words: Sequence[Word]) -> bool:
    """Whether a sentence asks if something happened; "why" and "who" take for granted that it did.

    "Is it true that a bridge in X was blown up?"
    """
    closing = next((w.lower for w in reversed(words) if w.tag not in {'"', "”", "’", ")"}), "")
    return closing == "?" and not any(word.lower in _ASKING for word in words[:4])


def _is_inverted(words: Sequence[Word], k: int) -> bool:
    """Whether ``k`` stands in a condition that opens with "had": "Had it hit X, many would ..."."""
    if words[0].lower != "had" or words[1].tag not in {"det", "poss", "pro", "P", "N", "num"}:
        return False
    behind = next((i for i, word in enumerate(words) if word.tag == ","), 0)
    return k < behind and any(word.lower in _WOULD for word in words[behind:])


def _is_coming(words: Sequence[Word], k: int) -> bool:
    """Whether a noun without a finite verb is said to do something: "storms to reach X"."""
    return (
        k + 1 < len(words)
        and words[k].tag == "to"
        and words[k + 1].tag == "B"
        and not any(word.tag in _FINITE for word in words)
    )


def _is_vowed(words: Sequence[Word], start: int, cue: Cue | None) -> bool:
    """Whether a violent plan is no announcement: it is vowed, or told in the past."""
    if cue is not None and cue.phrase == "agenda":
        return True  # "the agenda includes the fighting in X"
    past = cue is not None and cue.verbal and words[cue.start].tag in {"D", "V", "T"}
    return past or is_threat(words, start)  # "planned to bomb churches"


def _status_in_clause(
    words: Sequence[Word],
    clauses: Sequence[Clause],
    index: int,
    trigger: tuple[int, int],
    cues: Sequence[Cue],
    *,
    hazard: bool,
    dated_later: bool,
) -> Status:
    clause = clauses[index]
    inside = clause.inside()
    found = from_cues(words, clause, inside, trigger, cues, hazard=hazard, dated_later=dated_later)
    if (
        found is not None
        and found.modality == "planned"
        and _came_to_nothing(words, clauses, index)
    ):
        return Status("unrealized", "planned, but it did not happen", found.cue)
    if found is not None and (found.modality != "ongoing" or found.rule.startswith("goes on")):
        return found
    group = clause.group
    if dated_later and group is not None and _is_timetable(words, group, trigger):
        rule = "present tense with a date to come"
        return Status("unrealized" if hazard else "planned", rule)
    if group is not None:
        status = _from_group(words, clauses, clause, trigger, hazard=hazard)
        if status is not None:
            return status
    if clause.marker in {"if", "unless", "whether", "lest"}:
        return Status("unrealized", f"conditional clause: {clause.marker}")
    if clause.marker in _AWAITED and group is not None and _is_yet_to_come(clauses, index, group):
        return Status("unrealized", f"still to come: {clause.marker}")
    if negating_determiner(words, trigger[0]):
        return Status("unrealized", "negated noun")
    governing = _from_governor(words, clauses, index, cues)
    if governing is not None:
        return governing
    if found is not None:
        return found
    if group is not None and group.progressive and not group.infinitive:
        return Status("ongoing", "progressive verb")
    return Status("asserted", "stated in the text's own voice")


def _is_timetable(words: Sequence[Word], group: VerbGroup, trigger: tuple[int, int]) -> bool:
    """Whether the present tense speaks of a plan: "the king travels to X on Friday"."""
    plain = group.present and bool(group.verbs) and not group.perfect and not group.negated
    lasting = any(words[k].lower == "still" for k in range(group.start, group.end))
    return plain and not lasting and group.start <= trigger[0] < group.end


def _is_yet_to_come(clauses: Sequence[Clause], index: int, group: VerbGroup) -> bool:
    """Whether a clause waits for what may come: "will decide after the army takes the town"."""
    host = clauses[index].host
    main = clauses[host].group if host >= 0 else None
    plain = group.present and bool(group.verbs) and not group.perfect and not group.progressive
    return plain and main is not None and bool(main.modal)


def _came_to_nothing(words: Sequence[Word], clauses: Sequence[Clause], index: int) -> bool:
    """Whether a plan is taken back at once: "were due to open on Tuesday but did not"."""
    group = clauses[index].group
    if group is not None and group.perfect and words[group.start].lower == "had":
        return True
    following = clauses[index + 1] if index + 1 < len(clauses) else None
    otherwise = group is not None and words[group.start].lower in {"was", "were"}
    return (
        following is not None
        and following.marker == "but"
        and following.shared_subject == index
        and following.group is not None
        and (following.group.negated or otherwise)
    )


def _from_group(
    words: Sequence[Word],
    clauses: Sequence[Clause],
    clause: Clause,
    trigger: tuple[int, int],
    *,
    hazard: bool,
) -> Status | None:
    group = clause.group
    if group is None:
        return None
    headed = group.start <= trigger[0] < group.end
    subject = trigger[0] < group.start
    if group.modal == "is to" and group.perfect:
        return Status("unrealized", "was to have happened")
    dwelt = bool(group.verbs) and words[group.verbs[-1]].lemma() in _DWELLING
    if dwelt and trigger[0] >= group.end:
        return None  # "will investigate the killing of nine men"
    if group.modal and (headed or subject or trigger[0] >= group.end):
        if group.modal in {"will", "shall", "is to"}:
            if group.negated:
                return Status("unrealized", "negated future")
            if headed or subject:
                return Status("unrealized" if hazard else "planned", f"future: {group.modal}")
            return Status("unrealized" if hazard else "planned", f"future: {group.modal}")
        if group.modal == "would" and not group.perfect:
            told = clauses[clause.governor].group if clause.governor >= 0 else None
            lemma = words[told.verbs[-1]].lemma() if told is not None and told.verbs else "warn"
            planned = lemma in _ANNOUNCING and not hazard and not group.negated
            planned = planned and (headed or not subject or _is_put_on(words, group))
            return Status("planned" if planned else "unrealized", "would")
        if group.modal == "could" and group.verbs and words[group.verbs[-1]].lower in _SENSED:
            return None  # "explosions could be heard"
        if group.modal in _CONDITIONAL or group.modal.endswith("n't") or group.modal == "cannot":
            return Status("unrealized", f"conditional: {group.modal}")
    ceasing = bool(group.verbs) and words[group.verbs[-1]].lemma() in _CEASING
    if group.negated and subject and ceasing:
        return Status("ongoing", "has not ceased")
    if group.negated and (headed or subject):
        return Status("unrealized", "negated verb")
    first = words[group.verbs[0]] if group.verbs else None
    if headed and group.infinitive and first is not None and len(group.verbs) > 1:
        lemma = first.lemma()
        if lemma in {"suppose", "mean"}:
            return Status("unrealized", f"was {first.lower} to")
    return None


def _is_put_on(words: Sequence[Word], group: VerbGroup) -> bool:
    """Whether a verb tells that its subject takes place: "an attack would be a mistake" doesn't."""
    return group.passive or (bool(group.verbs) and words[group.verbs[-1]].lemma() in _TAKING_PLACE)


def _from_governor(
    words: Sequence[Word], clauses: Sequence[Clause], index: int, cues: Sequence[Cue]
) -> Status | None:
    seen = set()
    while clauses[index].governor >= 0 and index not in seen:
        seen.add(index)
        governed = clauses[index]
        index = governed.governor
        for cue in cues:
            if cue.effect == "unrealized" and cue.end == governed.start and not cue.verbal:
                return Status("unrealized", f"governed by: {cue.phrase}", cue)
        group = clauses[index].group
        if group is None or not group.verbs:
            continue
        head = group.verbs[-1]
        if not _UNTRULY.isdisjoint(
            words[i].lower for i in (head - 1, min(head + 1, len(words) - 1))
        ):
            return Status("denied", "said to be untrue")
        for cue in cues:
            if cue.start == head and cue.verbal:
                answered = any(words[i].lower in CLAIMS for i in clauses[index].subject())
                if cue.effect == "denied" and not group.negated and not answered:
                    return Status("denied", f"governed by: {cue.phrase}", cue)
                if cue.effect == "unrealized" and cue.phrase in {
                    "fear", "hope", "demand", "propose", "suggest", "suspect", "ask", "request",
                    "urge", "predict", "forecast", "imagine",
                }:  # fmt: skip
                    return Status("unrealized", f"governed by: {cue.phrase}", cue)
                if cue.effect == "expected":
                    return Status("unrealized", f"governed by: {cue.phrase}", cue)
        if group.negated and words[head].lemma() not in {"say", "confirm", "comment"}:
            return Status("unrealized", "governed by a negated verb")
    return None


def is_only_meant(words: Sequence[Word], clause: Clause, cues: Sequence[Cue], i: int) -> bool:
    """Whether a clause only forecasts or puts off what it tells of the place at word ``i``."""
    group = clause.group
    if group is None:
        return False
    inside = set(clause.indices())
    return any(
        cue.phrase in PUT_OFF and cue.start in inside and reaches(words, clause, cue, (i, i + 1))
        for cue in cues
    )
