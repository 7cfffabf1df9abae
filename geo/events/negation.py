"""Tell what is said of none at all: "no clashes", "took no patients", "no food has come"."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.clauses import Clause
from geo.events.inflections import word_list
from geo.events.words import Word

_VERB_TAGS = frozenset({"V", "D", "T", "G", "Z", "B"})
_HARM = word_list("harm")
_HARMED = frozenset({"hurt", "injure", "wound", "harm", "kill", "die"})
_FEWER = frozenset({"fewer", "less", "more"})


def negating_determiner(words: Sequence[Word], start: int) -> bool:
    """Whether the noun phrase that ends at ``start`` is denied: "no clashes were reported"."""
    k = start - 1
    while k >= 0 and words[k].tag in {"adj", "N", "adv"}:
        k -= 1
    if k > 0 and words[k].capital:
        return False  # "Doctors Without Borders"
    return k >= 0 and words[k].lower in {"no", "neither", "without"}


def done_by_none(words: Sequence[Word], clause: Clause) -> bool:
    """Whether the subject of a clause is none at all: "no food has reached the city"."""
    if clause.group is None:
        return False
    subject = [i for i in clause.subject() if words[i].tag not in {"adv", ",", "cc", "that"}]
    if not subject or words[subject[0]].lower not in {"no", "nobody", "none", "neither"}:
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
