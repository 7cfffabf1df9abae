"""Tell the places that belong to another act of the clause: its cause, its trial, its echo."""

from __future__ import annotations

from geo.events.event_types import Trigger
from geo.events.inflections import word_list
from geo.events.place_lists import PlacePhrase
from geo.events.reading import Sentence
from geo.events.verb_groups import VerbGroup

_AFTER = frozenset({"after", "following", "over", "since", "amid", "despite"})
_LEADING = word_list("leading")
_NOTICING = frozenset({"feel", "hear", "see"})
_SETTLING = frozenset({"resolve", "settle"})
_COMING = frozenset({"after", "amid", "following"})


def of_the_crime(sentence: Sentence, trigger: Trigger, phrase: PlacePhrase) -> bool:
    """Whether a place is that of the deed: "sentenced for setting fire to a train in X"."""
    words = sentence.words
    return any(
        words[k].lower in {"for", "over"} and words[k + 1].tag == "G"
        for k in range(trigger.end, phrase.start - 1)
    )


def leads_back(
    sentence: Sentence, group: VerbGroup | None, trigger: Trigger, phrase: PlacePhrase
) -> bool:
    """Whether the verb leads to another happening: "the unrest followed a killing in X"."""
    verbs = group.verbs if group is not None else []
    if not verbs or not trigger.end <= verbs[0] < phrase.start:
        return False
    words = sentence.words
    if words[verbs[-1]].lemma() in _SETTLING:
        return True  # "the agreement resolved a suit in X"
    comes = words[verbs[-1]].lemma() == "come" and any(
        word.lower in _COMING for word in words[verbs[-1] + 1 : verbs[-1] + 4]
    )  # "the attack came after days of protests over X"
    return (comes or words[verbs[-1]].lemma() in _LEADING) and any(
        verbs[-1] < other.start < phrase.start and not other.verbal for other in sentence.triggers
    )


def reaches(
    sentence: Sentence, group: VerbGroup | None, trigger: Trigger, phrase: PlacePhrase
) -> bool:
    """Whether what is known was only noticed there: "the quake was felt in X", "heard in Y".

    A blast that nobody told of before is where it was heard.
    """
    if group is None or not group.passive or not trigger.end <= group.start < phrase.start:
        return False
    words = sentence.words
    k = trigger.start - 1
    while k >= 0 and words[k].tag in {"adj", "N"}:
        k -= 1
    known = k >= 0 and words[k].lower in {"the", "this", "that"}
    return known and words[group.verbs[-1]].lemma() in _NOTICING


def stands_against(sentence: Sentence, trigger: Trigger, phrase: PlacePhrase) -> bool:
    """Whether something holds in spite of what happens elsewhere: "X is calm despite raids"."""
    words = sentence.words
    k = trigger.start - 1
    while k >= 0 and words[k].tag in {"det", "adj", "N", "num", "poss", "P"}:
        k -= 1
    return k >= phrase.end and words[k].lower == "despite"


def told_after(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a happening is only what another follows: "protested over firing at X"."""
    words = sentence.words
    k = trigger.start - 1
    while k >= 0 and words[k].tag in {"det", "adj", "N", "num"}:
        k -= 1
    return k >= 0 and words[k].lower in _AFTER


def during(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether one happens within another: "shot during a search operation in X"."""
    words = sentence.words
    k = trigger.start - 1
    while k >= 0 and words[k].tag in {"det", "adj", "N"}:
        k -= 1
    return k >= 0 and words[k].lower in {"during", "amid", "in"}
