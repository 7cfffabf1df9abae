"""Tell what is said of none at all: "no clashes", "took no patients", "no food has come"."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.clauses import Clause
from geo.events.inflections import word_list
from geo.events.words import Word

_VERB_TAGS = frozenset({"V", "D", "T", "G", "Z", "B"})
_HARM = word_list("harm")
_HARMED = frozenset({"hurt", "injure", "wound", "harm", "kill", "die"})
_NO_ONE = frozenset({"no", "nobody", "none", "neither"})
NO_ONE = _NO_ONE | {"not"}
"""The words without one of which no subject is none at all."""
_ONE = frozenset({"a", "one"})
_SIGNS = frozenset({"sign", "signs", "evidence", "trace", "traces", "indication", "hint", "word"})
_NEARLY = frozenset({"almost", "nearly"})
_RUINING = frozenset({"destroy", "flatten", "level", "raze", "wipe", "empty", "demolish"})
_SHOWING = frozenset({"show", "depict", "contain", "involve", "constitute", "portray"})
_FEWER = frozenset({"fewer", "less", "more"})


def negating_determiner(words: Sequence[Word], start: int) -> bool:
    """Whether the noun phrase that ends at ``start`` is denied: "no clashes were reported"."""
    k = start - 1
    while k >= 0 and words[k].tag in {"adj", "N", "adv"}:
        k -= 1
    if k > 1 and words[k].lower == "of" and words[k - 1].lower in _SIGNS:
        k -= 2  # "no sign of fighting"
    if k > 0 and words[k].capital:
        return False  # "Doctors Without Borders"
    return k >= 0 and words[k].lower in {"no", "neither", "without"}


def done_by_none(words: Sequence[Word], clause: Clause) -> bool:
    """Whether the subject of a clause is none at all: "no food has reached the city"."""
    if clause.group is None:
        return False
    subject = clause.subject()
    commas = [position for position, i in enumerate(subject) if words[i].tag == ","]
    if commas and words[subject[0]].lower not in _NO_ONE:
        subject = subject[commas[-1] :]  # "contrary to what was said, no dam has burst"
    subject = [i for i in subject if words[i].tag not in {"adv", ",", "cc", "that"}]
    if len(subject) > 1 and words[subject[0]].lower == "not" and words[subject[1]].lower in _ONE:
        return True  # "not a single shot was fired"
    if not subject or words[subject[0]].lower not in _NO_ONE:
        return False
    harmed = clause.group.verbs and words[clause.group.verbs[-1]].lemma() in _HARMED
    # "nobody was hurt" is a toll of none
    return not harmed and (len(subject) == 1 or words[subject[1]].lower not in _FEWER)


def takes_none(words: Sequence[Word], trigger: tuple[int, int]) -> bool:
    """Whether the object of a verb is none at all: "the hospital took no patients"."""
    start, end = trigger
    if words[start].tag not in _VERB_TAGS or end >= len(words):
        return False
    if words[end].lower in {"nobody", "nothing", "none"}:
        return True
    if words[end].lower != "no" or end + 1 >= len(words) or words[end + 1].lower in _FEWER:
        return False
    return not any(word.lower in _HARM for word in words[end + 1 : end + 4])


def fell_short(words: Sequence[Word], start: int) -> bool:
    """Whether it only nearly happened: "almost took X"; what is nearly destroyed was hit."""
    return (
        start > 0
        and words[start - 1].lower in _NEARLY
        and words[start].tag in _VERB_TAGS
        and words[start].lemma() not in _RUINING
    )


def is_not_one(words: Sequence[Word], clause: Clause, start: int) -> bool:
    """Whether a noun is what something is not: "the danger is no longer an invasion of X"."""
    group = clause.group
    if group is None or group.verbs or start < group.end:
        return False
    between = words[group.end : start]
    opening = [word.lower for word in between[:2]]
    if opening == ["no", "longer"]:
        between = between[2:]
    elif not group.negated and opening[:1] != ["not"]:
        return False
    return all(word.tag in {"not", "det", "adj", "adv", "num"} for word in between)


def is_not_shown(words: Sequence[Word], clause: Clause, start: int) -> bool:
    """Whether it is what something doesn't show: "the picture does not show a strike on X"."""
    group = clause.group
    return (
        group is not None
        and group.negated
        and bool(group.verbs)
        and start >= group.end
        and words[group.verbs[-1]].lemma() in _SHOWING
    )
