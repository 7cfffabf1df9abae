"""Tell a game from a fight: "attacked on the last climb", "beat Y 5-1", "in added time"."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.event_types import Trigger
from geo.events.inflections import word_list
from geo.events.reading import Sentence
from geo.events.words import Word

_ARMED = frozenset({"armed", "gun", "blade", "explosive", "air_weapon", "shell_weapon", "outlaw"})
_CONTESTS = word_list("contests")
_CONTEST_ACTS = word_list("contest_acts")
_HARMED = word_list("harmed_at_contests")
_WINNING = word_list("winning")
_PHRASES = tuple(tuple(phrase.split()) for phrase in sorted(word_list("contest_phrases")))
_OPENERS = frozenset(phrase[0] for phrase in _PHRASES)
_MOST_POINTS = 200


def in_contest(sentence: Sentence, trigger: Trigger, event_type: str) -> bool:
    """Whether a trigger tells of a game, with nobody harmed, no weapon and no police."""
    present = sentence.present
    if not present.isdisjoint(_HARMED):
        return False
    if (
        present.isdisjoint(_CONTESTS)
        and not _is_scored(sentence.words, present)
        and (present.isdisjoint(_OPENERS) or not _is_phrased(sentence.words))
    ):
        return False
    words = sentence.words
    lemma = words[trigger.start].lemma() if trigger.verbal else words[trigger.end - 1].lower
    acts = lemma in _CONTEST_ACTS or event_type == "agreement"  # "signed a deal with the striker"
    return acts and not any(classes & _ARMED for classes in sentence.classes)


def _is_scored(words: Sequence[Word], present: set[str]) -> bool:
    """Whether somebody won by points: "beat Y 5-1 in X"; "5-10 people" is no score."""
    if "-" not in present or present.isdisjoint(_WINNING):
        return False
    for k in range(1, len(words) - 1):
        one, two = words[k - 1].lower, words[k + 1].lower
        if words[k].lower in {"-", "–"} and one.isdecimal() and two.isdecimal():
            behind = words[k + 2].tag if k + 2 < len(words) else "."
            if max(int(one), int(two)) < _MOST_POINTS and behind not in {"N", "adj", "num"}:
                return True
    return False


def _is_phrased(words: Sequence[Word]) -> bool:
    """Whether an expression of games stands there: "in added time", "down the left"."""
    lowers = [word.lower for word in words]
    return any(
        tuple(lowers[k : k + len(phrase)]) == phrase
        for k, lower in enumerate(lowers)
        if lower in _OPENERS
        for phrase in _PHRASES
        if phrase[0] == lower
    )
