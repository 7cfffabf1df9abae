"""Find the words that report an event, and say which type it is.

The lexicon is ``data/event_types.csv``: a phrase, its part of speech, the type, and what must
stand before (``subject``) or behind it (``object``). A condition is a class of
``data/word_classes.csv`` or a word; ``+`` asks for it anywhere in the clause, ``++`` in the
sentence, ``!`` forbids it; ``labour`` asks whether a strike is one of workers,
``counted`` whether a number says how many.
A type ``weapon:attack`` is settled by the weapon that the clause names, else it is ``attack``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo.events.inflections import Form, plural, rows
from geo.events.tokens import EVENTS, PHRASES, readings_of
from geo.memo import Memo

if TYPE_CHECKING:
    from geo.events.words import Word

_VERB_TAGS = frozenset({"V", "D", "T", "G", "Z", "B"})
_FINITE_TAGS = frozenset({"V", "Z", "B"})
_NO_NOUN_TAGS = _VERB_TAGS - {"G"}
_FAR = frozenset(
    {"ablaze", "alight", "on", "hostage", "captive", "prisoner", "dead", "alive", "alone"}
)
_CLOSING = frozenset({",", ".", ";", ":", "V", "Z", "be", "have", "modal", "rel", "sub", "that"})
FAR_WORDS = 7
"""How far behind its verb a particle is looked for."""
_OPENS = EVENTS | PHRASES
_GAP = frozenset({"adv", "det", "adj"})
_WEAPON_TYPES = (
    ("air_weapon", "air_strike"),
    ("shell_weapon", "shelling"),
    ("explosive", "explosion"),
)
_CIVILIAN_WEAPONS = frozenset({"gun", "blade"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the lexicon; ``number`` is its line, for the evidence."""

    number: int
    phrase: str
    part: str
    event_type: str
    subject: str
    object: str


@dataclass(slots=True)
class Trigger:
    """A phrase of the lexicon on ``words[start:end]``, with the rows that may apply."""

    start: int
    end: int
    rows: tuple[Row, ...]
    verbal: bool


class Code(NamedTuple):
    """What a type is called by ACLED and by PLOVER."""

    acled_event_type: str
    acled_sub_event_type: str
    plover_event: str
    plover_mode: str


_Phrase = tuple[tuple[str, ...], str, tuple[Row, ...], frozenset[str]]
"""What follows the first word of a phrase, its part, its rows, which words may stand second.

A sentence with none of these hasn't the phrase: nothing need be looked at word by word. It is a
plain tuple, which is taken apart in a fraction of the time that a named one takes.
"""


@cache
def _lexicon() -> tuple[Mapping[str, list[_Phrase]], Mapping[str, list[_Phrase]]]:
    """Return the phrases by first word, and those of verbs by lemma; the longest first."""
    grouped: dict[tuple[str, str], list[Row]] = {}
    for number, row in enumerate(rows("event_types.csv"), start=2):
        entry = Row(
            number, row["phrase"], row["part"], row["event_type"], row["subject"], row["object"]
        )
        grouped.setdefault((row["phrase"], row["part"]), []).append(entry)
    phrases: dict[str, list[_Phrase]] = {}
    verbs: dict[str, list[_Phrase]] = {}
    for (phrase, part), entries in grouped.items():
        surfaces = plural(phrase) if part == "noun" else (phrase,)
        for surface in surfaces:
            first, *rest = surface.split()
            found = verbs if part == "verb" else phrases
            seconds = (
                rest[:1] if len(rest) > 1 else [w for only in rest for w in (only, *plural(only))]
            )
            found.setdefault(first, []).append(
                (tuple(rest), part, tuple(entries), frozenset(seconds))
            )
    for found in (phrases, verbs):
        for listed in found.values():
            listed.sort(key=lambda phrase: -len(phrase[0]))
    return phrases, verbs


def openings_of(lower: str, forms: Sequence[Form]) -> tuple[bool, frozenset[str]]:
    """Return whether a word is a phrase of the lexicon by itself, and what may stand behind it.

    ``lower`` is the word in lower case, ``forms`` its readings as a verb.
    """
    phrases, verbs = _lexicon()
    listed = list(phrases.get(lower, ()))
    for form in forms:
        listed += verbs.get(form.lemma, ())
    following = frozenset[str]().union(*(seconds for _, _, _, seconds in listed))
    return any(not rest for rest, _, _, _ in listed), following


@Memo
def _seconds_of(lower: str) -> frozenset[str]:
    """Return the words of which one must stand in a sentence for a phrase that a word opens."""
    return openings_of(lower, readings_of(lower))[1]


def find_triggers(words: Sequence[Word], present: AbstractSet[str]) -> list[Trigger]:
    """Return the phrases of the lexicon in a sentence, longest first where they overlap.

    ``present`` are all its words in lower case.
    """
    phrases, verbs = _lexicon()
    found: list[Trigger] = []
    behind = 0
    for i in [i for i, word in enumerate(words) if word.signs & _OPENS]:
        if i < behind:
            continue
        word = words[i]
        if not word.signs & EVENTS and _seconds_of[word.lower].isdisjoint(present):
            continue
        best = None
        if word.tag in _VERB_TAGS and word.forms:
            best = _verb_trigger(words, i, verbs, present)
        listed = phrases.get(word.lower)
        if listed is not None:
            best = _phrase_trigger(words, i, listed, best)
        if best is not None:
            found.append(best)
            # a noun within a phrase of a verb tells nothing of its own: "exchanged fire"
            behind = best.end if not best.verbal or _is_whole(best) else i + 1
    return found


def _is_whole(trigger: Trigger) -> bool:
    """Whether a phrase of a verb stands without words in between."""
    return trigger.end - trigger.start == len(trigger.rows[0].phrase.split())


def _phrase_trigger(
    words: Sequence[Word],
    i: int,
    listed: Sequence[_Phrase],
    best: Trigger | None,
) -> Trigger | None:
    """Return the longest phrase that a word opens, or the verb ``best`` where none is longer."""
    tag = words[i].tag
    following = words[i + 1].lower if i + 1 < len(words) else ""
    for rest, part, entries, seconds in listed:
        if rest and following not in seconds:
            continue
        if part == "noun" and tag in (_FINITE_TAGS if rest else _NO_NOUN_TAGS):
            continue
        stop = _match(words, i, rest, gaps=False) if rest else i + 1
        if stop and (
            best is None
            or stop > best.end
            or (tag == "G" and part == "noun" and stop == best.end and not _in_group(words, i))
        ):
            best = Trigger(i, stop, entries, verbal=False)
    return best


def _verb_trigger(
    words: Sequence[Word], i: int, verbs: Mapping[str, list[_Phrase]], present: AbstractSet[str]
) -> Trigger | None:
    """Return the longest verb phrase at a word; behind its rows stand those of shorter ones.

    "crash into" asks for a building; where there is none, "crash" still holds.
    """
    matches: list[tuple[int, tuple[Row, ...]]] = []
    seen = ""
    for form in words[i].forms:
        lemma = form.lemma
        if lemma == seen or lemma not in verbs:
            continue
        for rest, _, entries, seconds in verbs[lemma]:
            if rest and seconds.isdisjoint(present):
                continue
            stop = _match(words, i, rest, gaps=True) if rest else i + 1
            if stop and not (seen and any(entries is listed for _, listed in matches)):
                matches.append((stop, entries))
        seen = lemma
    if not matches:
        return None
    if len(matches) == 1:
        return Trigger(i, *matches[0], verbal=True)
    matches.sort(key=lambda match: -match[0])
    rows = tuple([row for _, entries in matches for row in entries])
    return Trigger(i, matches[0][0], rows, verbal=True)


def _in_group(words: Sequence[Word], i: int) -> bool:
    k = i - 1
    while k >= 0 and words[k].tag in {"adv", "not"}:
        k -= 1
    if k >= 0 and words[k].tag == ",":
        return not _is_subject(words, i)
    if k > 1 and words[k].tag == "cc":
        # "of burning A and beheading nine": as the one before, so this
        return any(word.tag == "G" for word in words[max(0, k - 6) : k])
    return k >= 0 and words[k].tag == "be"


def _is_subject(words: Sequence[Word], i: int) -> bool:
    """Whether an -ing word is what a following verb speaks of: "In 2011, fighting left 18 dead"."""
    for word in words[i + 1 : i + 14]:
        if word.tag in {"V", "Z", "be", "have", "modal"} or (
            word.tag == "D" and word.forms and word.forms[0].form == "past"
        ):
            return word.tag != "D" or not any(w.tag == "num" for w in words[i + 1 : i + 4])
        if word.tag in {",", ";", "sub", "rel", "that", "pro"}:
            return False
    return False


def _match(words: Sequence[Word], i: int, rest: tuple[str, ...], *, gaps: bool) -> int:
    position = i + 1
    for index, part in enumerate(rest):
        allowed = 2 if gaps else 0
        if gaps and part in _FAR:
            position = _far(words, position, part)
        while (
            position < len(words)
            and words[position].lower != part
            and allowed
            and words[position].tag in _GAP
        ):
            position += 1
            allowed -= 1
        if position >= len(words):
            return 0
        lower = words[position].lower
        if lower != part and not (index == len(rest) - 1 and lower in plural(part)):
            return 0
        position += 1
    return position


def _far(words: Sequence[Word], position: int, part: str) -> int:
    """Return where a particle stands behind an object: "set part of parliament ablaze"."""
    for k in range(position, min(len(words), position + FAR_WORDS)):
        word = words[k]
        if word.tag in _CLOSING:
            break
        if word.lower == part and (
            part != "on" or (k + 1 < len(words) and words[k + 1].lower == "fire")
        ):
            return k
    return position


def type_by_weapon(nearest_first: Iterable[frozenset[str]], fallback: str) -> str:
    """Return the type that the nearest weapon gives, else the fallback."""
    for classes in nearest_first:
        for name, event_type in _WEAPON_TYPES:
            if name in classes:
                return event_type
        if classes & _CIVILIAN_WEAPONS:
            return "attack_on_civilians"
        if "hazard" in classes:
            return "situation"
    return fallback


@cache
def _codes() -> tuple[Mapping[str, Code], Mapping[str, list[tuple[tuple[str, ...], Code]]]]:
    """Return the codes of each type, and the finer ones that words of the clause give it."""
    plain: dict[str, Code] = {}
    special: dict[str, list[tuple[tuple[str, ...], Code]]] = {}
    for row in rows("event_codes.csv"):
        code = Code(
            row["acled_event_type"],
            row["acled_sub_event_type"],
            row["plover_event"],
            row["plover_mode"],
        )
        if row["words"]:
            words = tuple(f" {word}" for word in row["words"].split("|"))
            special.setdefault(row["event_type"], []).append((words, code))
        else:
            plain[row["event_type"]] = code
    return plain, special


def codes_of(event_type: str, sentence: str) -> Code:
    """Return ACLED's and PLOVER's codes for a type, made finer by words of the clause."""
    plain, special = _codes()
    code = plain[event_type]
    if event_type not in special:
        return code
    lower = f" {sentence.lower()} "
    for words, finer in special[event_type]:
        if any(map(lower.__contains__, words)):
            return Code(*(new or old for new, old in zip(finer, code, strict=True)))
    return code


@cache
def event_types() -> tuple[str, ...]:
    """Return all event types, in the order of ``data/event_codes.csv``."""
    return tuple(_codes()[0])
