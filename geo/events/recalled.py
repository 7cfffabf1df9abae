"""Tell what is only recalled, counted, compared or judged from what a report tells of today."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.event_types import Trigger
from geo.events.inflections import word_list
from geo.events.reading import Sentence
from geo.events.words import Word

_PHRASE = frozenset({"adj", "det", "N", "num", "poss", "P"})
_AGES = frozenset({"week", "weeks", "month", "months", "year", "years", "decade", "decades"})
_COUNTED = word_list("counted")
_JUDGING = word_list("judging")
_READYING = frozenset({"mass", "prepare", "train", "ready", "regroup", "rearm", "gear"})
_LONG = frozenset({"days", "weeks", "months", "years", "decades"})
_JUDGED = frozenset(
    {"rule", "deem", "compare", "liken", "consider", "regard", "commemorate", "remember"}
)
_HEARINGS = frozenset({"inquest", "trial", "hearing", "lawsuit", "verdict", "retrial"})
_TOLD = frozenset(
    {
        "cost",
        "costs",
        "legacy",
        "history",
        "memory",
        "memories",
        "story",
        "lessons",
        "news",
        "signs",
        "scene",
        "scenes",
        "headquarters",
        "extent",
        "scale",
        "centre",
        "center",
        "cradle",
        "hotbed",
    }
)
_STATISTICS = word_list("statistics")
_USUAL = word_list("usual")
_HELD_AGAINST = frozenset({"despite", "notwithstanding", "since", "under", "violating"})
_DRIFTING = frozenset({"smoke", "ash", "dust", "smell", "glow", "noise"})
_KNOWING = frozenset({"see", "suffer", "endure", "witness", "know", "experience"})
_SPEAKING = frozenset(
    {"condemn", "denounce", "criticise", "criticize", "discuss", "debate", "mourn"}
)
_LINKED = frozenset({"linked", "connected", "tied"})
_SHARES = frozenset({"role", "part", "involvement", "complicity"})
_KEPT = word_list("kept_agreements")
_KEEPING = word_list("keeping_agreements")
TRIAL_REACH_WORDS = 14
"""How far before "over" the trial may stand: "the trial of a warlord opened in X over killings"."""
NOUN_REACH_WORDS = 5
"""How many words may stand between a noun and the preposition that governs it."""


def is_recalled(sentence: Sentence, index: int, trigger: Trigger) -> bool:
    """Whether a noun only dates, counts, compares or names the matter of a trial.

    "Calm since the raid on X", "the number of protests", "stronger than
    the earthquake in X", "jailed for murder", "kidnappings doubled".
    """
    words = sentence.words
    k = trigger.start - 1
    while k >= 0 and trigger.start - k <= NOUN_REACH_WORDS:
        if words[k].tag not in _PHRASE and not _is_coordinate(sentence, k):
            break
        k -= 1
    return (
        (k >= 0 and _governed(sentence, index, trigger, k))
        or _is_statistic(sentence, index, trigger)
        or _lasted(sentence, index, trigger)
        or _is_had(sentence, index, trigger)
        or _is_spoken_of(sentence, index, trigger)
    )


def _is_coordinate(sentence: Sentence, k: int) -> bool:
    """Whether "and" joins two happenings: "a role in the bombardment and destruction of X"."""
    return sentence.words[k].tag == "cc" and any(
        trigger.end == k and not trigger.verbal for trigger in sentence.triggers
    )


def _governed(sentence: Sentence, index: int, trigger: Trigger, k: int) -> bool:
    words = sentence.words
    lower = words[k].lower
    before = words[k - 1].lower if k else ""
    clause = sentence.clauses[index]
    if lower in {"than", "unlike"}:
        return True
    if lower in {"about", "regarding", "concerning"}:
        return words[k + 1].tag == "det"  # "letters about the raid on X"
    if lower == "of" and before in _TOLD:
        # "the cost of the storm", but "X was the scene of fighting on Monday"
        group = clause.group
        dated = bool(sentence.dates) and group is not None and group.end <= k
        return not (before == "scene" and dated)
    if trigger.rows[0].event_type == "agreement" and _refers(words, k):
        return True
    if lower == "since":
        group = clause.group
        fronted = group is not None and any(
            words[i].tag == "," for i in range(trigger.end, group.start)
        )
        return clause.marker != "since" or fronted  # "since the X attack, the streets are calm"
    if lower == "after" and before in _AGES:
        # "killed a man on Monday, a week after a murder in X": the day is not the murder's
        low = words[k - 1].start
        return any(span.end <= low for span in sentence.dates)
    if lower == "in" and before in _SHARES:
        return True  # "angry over X's role in the bombardment of Y"
    if lower == "to" and before in _LINKED and trigger.rows[0].event_type != "situation":
        return k > 1 and bool(sentence.classes[k - 2] & {"person", "armed", "outlaw"})
    if lower in {"of", "in"} and before in _COUNTED:
        return k == trigger.start - 1
    if lower in {"of", "into", "over"} and before in _HEARINGS:
        return True
    if lower == "from" and before in _DRIFTING:
        return True  # "smoke from the fires could be seen in X"
    if lower == "over" and any(
        word.lower == "trial" for word in words[max(0, k - TRIAL_REACH_WORDS) : k]
    ):
        return True  # "is on trial in X over killings"
    if lower in {"for", "over"} and clause.group is not None and clause.group.verbs:
        lemma = words[clause.group.verbs[-1]].lemma()
        if lower == "for" and lemma in _READYING:
            return clause.group.end <= k  # "is massing troops for an assault on X"
        return lemma in _JUDGING and clause.group.end <= k
    return False


def _is_had(sentence: Sentence, index: int, trigger: Trigger) -> bool:
    """Whether a place has known several of a kind: "has seen a string of massacres"."""
    group = sentence.clauses[index].group
    words = sentence.words
    if group is None or not group.verbs or not group.perfect or sentence.dates:
        return False
    return (
        trigger.start >= group.end
        and words[group.start].lower in {"has", "have"}
        and words[group.verbs[-1]].lemma() in _KNOWING
        and words[trigger.end - 1].lower.endswith("s")
    )


def _is_spoken_of(sentence: Sentence, index: int, trigger: Trigger) -> bool:
    """Whether only what was said of it has a place: "the unrest was condemned in X"."""
    group = sentence.clauses[index].group
    if group is None or not group.verbs or not group.passive or trigger.end > group.start:
        return False
    lemma = sentence.words[group.verbs[-1]].lemma()
    following = sentence.words[group.end].lower if group.end < len(sentence.words) else ""
    if lemma in _JUDGED and following != "out" and not sentence.dates:
        return True  # "the massacre in X was ruled a genocide"
    if lemma not in _SPEAKING:
        return False
    return not any(trigger.start <= phrase.owner < trigger.end for phrase in sentence.phrases)


def _refers(words: Sequence[Word], k: int) -> bool:
    """Whether what governs a truce takes it for known: "despite the truce", "a breach of it"."""
    lower = words[k].lower
    if lower in _HELD_AGAINST:
        return True
    if lower in {"of", "to", "in", "with"} and k and words[k - 1].lower in _KEPT:
        return True
    return any(form.lemma in _KEEPING for form in words[k].forms)


def _is_statistic(sentence: Sentence, index: int, trigger: Trigger) -> bool:
    """Whether a bare plural is told to be frequent or more than it was: "murders doubled"."""
    words = sentence.words
    group = sentence.clauses[index].group
    if group is None or trigger.end > group.start:
        return False
    last = words[trigger.end - 1]
    if not last.lower.endswith("s") or (trigger.start and words[trigger.start - 1].tag in _PHRASE):
        return False
    if group.verbs and words[group.verbs[-1]].lemma() in _STATISTICS:
        return True
    if not group.copular and words[group.start].tag != "be":
        return False
    return any(word.lower in _USUAL for word in words[group.end : group.end + 4])


def _lasted(sentence: Sentence, index: int, trigger: Trigger) -> bool:
    """Whether what lasted for weeks is told without a date: "the siege of X lasted 87 days"."""
    words = sentence.words
    group = sentence.clauses[index].group
    if sentence.dates or group is None or trigger.end > group.start:
        return False
    k = group.end
    if "lasted" not in sentence.present or words[k - 1].lower != "lasted":
        return False
    behind = [word.lower for word in words[k : k + 3]]
    return not _LONG.isdisjoint(behind)
