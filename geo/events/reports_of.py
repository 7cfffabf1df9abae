"""Find who tells of what a noun names: "police reported clashes", "reports of gunfire"."""

from __future__ import annotations

from typing import NamedTuple

from geo.events.reading import Sentence

_TELLING = frozenset({"report", "claim", "confirm", "announce", "speak", "tell"})
_OF = frozenset({"speak", "tell"})
_TALES = frozenset({"report", "reports", "account", "accounts"})
_MODIFIERS = frozenset({"det", "adj", "num", "N", "adv", "poss", "P"})
_PARTIES = frozenset({"armed", "force", "outlaw", "government"})


class Teller(NamedTuple):
    """The words of who tells, whether it is the doer who claims the act, and the rule."""

    indices: list[int]
    own: bool
    rule: str


def find_teller(sentence: Sentence, index: int, word: int) -> Teller | None:
    """Return who tells of what the noun at ``word``, in clause ``index``, names."""
    words = sentence.words
    if words[word].tag not in {"N", "G"}:
        return None
    k = word - 1
    while k >= 0 and words[k].tag in _MODIFIERS and words[k].lower not in _TALES:
        k -= 1
    if k > 0 and words[k].lower in {"of", "for"} and words[k - 1].lower == "responsibility":
        k -= 2  # "claimed responsibility for a bombing"
    elif k > 0 and words[k].lower in {"of", "about"}:
        if words[k - 1].lower in _TALES:
            return Teller([k - 1], own=False, rule="reports of it")
        k -= 1
        if words[k].lemma() not in _OF:
            return None
    return _subject_of(sentence, index, k)


def _subject_of(sentence: Sentence, index: int, verb: int) -> Teller | None:
    """Return the subject of the verb of telling at ``verb``."""
    clause = sentence.clauses[index]
    group = clause.group
    if group is None or not group.verbs or group.verbs[-1] != verb or group.passive:
        return None
    lemma = sentence.words[verb].lemma()
    if lemma not in _TELLING or group.negated or group.modal:
        return None
    subject = subject_words(sentence, index)
    classes = {name for i in subject for name in sentence.classes[i]}
    own = lemma in {"claim", "announce"} and not classes.isdisjoint(_PARTIES)
    return Teller(subject, own, f"subject of: {lemma}") if subject else None


def subject_words(sentence: Sentence, index: int) -> list[int]:
    """Return the words of a clause's subject, which another clause may name."""
    clause = sentence.clauses[index]
    subject = clause.subject()
    if clause.shared_subject >= 0:
        shared = sentence.clauses[clause.shared_subject].subject()
        subject = shared if all(sentence.words[i].tag in {"cc", ","} for i in subject) else subject
    return [i for i in subject if sentence.words[i].tag not in {",", "cc", "adv"}]
