"""Find the words that say whether something happens: "feared", "plans to", "denied"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.events.inflections import Form, rows
from geo.events.tokens import CUES

if TYPE_CHECKING:
    from geo.events.words import Word

_VERB_TAGS = frozenset({"V", "D", "T", "G", "Z", "B"})


@dataclass(slots=True)
class Cue:
    """A word that says whether something happens: its place in the sentence, effect and scope."""

    start: int
    end: int
    effect: str
    scope: str
    verbal: bool
    phrase: str


_Listed = Mapping[str, list[tuple[tuple[str, ...], dict[str, str]]]]


@cache
def _cues() -> tuple[_Listed, _Listed]:
    """Return the cues that are verbs, by lemma, and the others, by first word; longest first."""
    verbs: dict[str, list[tuple[tuple[str, ...], dict[str, str]]]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], dict[str, str]]]] = {}
    for row in rows("modality.csv"):
        first, *rest = row["phrase"].split()
        table = verbs if row["part"] == "verb" else phrases
        table.setdefault(first, []).append((tuple(rest), row))
    for table in (verbs, phrases):
        for listed in table.values():
            listed.sort(key=lambda item: -len(item[0]))
    return verbs, phrases


def opens_cue(lower: str, forms: Sequence[Form]) -> bool:
    """Whether a word, in lower case and with its readings as a verb, may open a cue."""
    verbs, phrases = _cues()
    return lower in phrases or any(form.lemma in verbs for form in forms)


def find_cues(words: Sequence[Word]) -> list[Cue]:
    """Return the cues of a sentence, in order; the longest where several begin at a word."""
    verbs, phrases = _cues()
    found: list[Cue] = []
    for i in [i for i, word in enumerate(words) if word.signs & CUES]:
        word = words[i]
        best: Cue | None = None
        if word.forms and word.tag in _VERB_TAGS:
            for form in word.forms:
                if form.lemma in verbs:
                    best = _longest(words, i, verbs[form.lemma], best, verbal=True)
        listed = phrases.get(word.lower)
        if listed is not None:
            best = _longest(words, i, listed, best, verbal=False)
        if best is not None:
            found.append(best)
    return found


def _longest(
    words: Sequence[Word],
    i: int,
    listed: Sequence[tuple[tuple[str, ...], dict[str, str]]],
    best: Cue | None,
    *,
    verbal: bool,
) -> Cue | None:
    following = words[i + 1].lower if i + 1 < len(words) else ""
    for rest, row in listed:
        if rest and rest[0] != following:
            continue
        stop = i + 1 + len(rest)
        if len(rest) > 1 and tuple([word.lower for word in words[i + 1 : stop]]) != rest:
            continue
        if best is None or stop > best.end:
            return Cue(i, stop, row["effect"], row["scope"], verbal, row["phrase"])
        return best
    return best
