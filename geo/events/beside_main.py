"""Read what a clause tells beside its main act: raids, seizures, whom it befell, bare names."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.cued import Status
from geo.events.event_types import Trigger
from geo.events.inflections import saying_verbs
from geo.events.place_lists import PlacePhrase
from geo.events.reading import Sentence
from geo.events.triggers import REAL, Found

_DONE_TO = frozenset({"ground_operation", "air_strike", "shelling", "siege"})

_TO_COME = frozenset({"planned", "unrealized"})

_FREEING = frozenset({"rescue", "free", "release", "find", "recover"})

SEIZING = frozenset({"abduction", "arrest"})


def whom_it_befell(sentence: Sentence, found: Sequence[Found], main: Found) -> Found:
    """Return the abduction of those whom somebody only wants to free, else ``main``.

    "Police are trying to rescue 73 students kidnapped in X on Monday" tells that they were.
    """
    if main.row.phrase not in _FREEING or main.status.modality not in _TO_COME:
        return main
    words = sentence.words
    for item in found:
        k = item.trigger.start
        if (
            item.role == "participle"
            and item.event_type in SEIZING
            and k > main.trigger.end
            and words[k].tag in {"D", "T"}
            and words[k - 1].tag == "N"
        ):
            item.status = Status("asserted", "what those suffered who are to be freed")
            return item
    return main


def only_meant(sentence: Sentence, index: int) -> bool:
    """Whether a relative clause tells of what was only planned: "a meeting they had planned"."""
    if index >= len(sentence.clauses):
        return False
    inside = sentence.clauses[index].inside()
    return any(
        cue.start in inside and cue.effect in {"planned", "unrealized"} for cue in sentence.cues
    )


def raided(sentence: Sentence, item: Found) -> PlacePhrase | None:
    """Return the places that an act told in passing is done to."""
    if item.event_type not in _DONE_TO or item.status.modality not in REAL:
        return None
    if sentence.words[item.trigger.start].tag != "G":
        return None
    return next(
        (p for p in sentence.phrases if p.kind == "object" and p.owner == item.trigger.start), None
    )


def told_of_subject(sentence: Sentence, index: int, item: Found) -> PlacePhrase | None:
    """Return the place where a subject was seized or held, told in passing with its date."""
    group = sentence.clauses[index].group
    trigger = item.trigger
    if group is None or trigger.end > group.start or item.event_type not in SEIZING:
        return None
    words = sentence.words
    if words[trigger.start].tag not in {"D", "T"} or item.status.modality not in REAL:
        return None
    low, high = words[trigger.end - 1].end, words[group.start].start
    dated = any(low <= span.start and span.end <= high for span in sentence.dates)
    return next(
        (
            phrase
            for phrase in sentence.phrases
            if dated
            and phrase.kind == "locative"
            and trigger.end <= phrase.start
            and phrase.end <= group.start
        ),
        None,
    )


def modifies_speaker(sentence: Sentence, index: int, trigger: Trigger) -> bool:
    """Whether a participle only tells who speaks: "women displaced from X said"."""
    group = sentence.clauses[index].group
    if group is None or not group.verbs or trigger.start >= group.start:
        return False
    return any(form.lemma in saying_verbs() for form in sentence.words[group.verbs[-1]].forms)


def amid(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a happening is told beside another: "the siege of X amid shelling"."""
    words = sentence.words
    k = trigger.start - 1
    while k >= 0 and words[k].tag in {"adj", "det", "N"} and trigger.start - k < 4:
        k -= 1
    return k >= 0 and words[k].lower in {"amid", "amidst"}


def is_name(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a capital inside a sentence makes the noun a name: "in March", "Operation X"."""
    word = sentence.words[trigger.start]
    return (
        not trigger.verbal
        and word.capital
        and any(letter.isalpha() for w in sentence.words[: trigger.start] for letter in w.lower)
        and not sentence.heading
        and sentence.words[trigger.start - 1].tag not in {'"', "“", ":", "—", "–"}
    ) or (word.lower == "march" and word.capital and trigger.start > 0)
