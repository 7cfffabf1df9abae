"""Say what part of speech a place name is in its sentence: a place, an adjective, a government."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.events.inflections import word_list
from geo.events.words import Word
from geo.model import Mention

_TIED = re.compile(r"[-–‑][a-z]{3,}")
_CARRIER = r"(?:lines?|services?|trains?|express|flights?|ferry|pipeline)\b"
_LINE = re.compile(rf"[-–‑](?:[A-Z][\w’']+ ){{1,2}}{_CARRIER}")
_LINE_BEHIND = re.compile(rf" {_CARRIER}")
_HYPHENS = frozenset("-–‑")
_NOT_MODIFIED = frozenset(
    {"prep", "cc", "sub", "be", "have", "do", "modal", "rel", "that", "to", "adv", "not", "det"}
)
_DIVISIONS = frozenset(
    {"region", "province", "district", "county", "state", "governorate", "oblast", "area"}
)
_DONE_TO_PLACES = word_list("done_to_places")
_SITES = word_list("class_words") | word_list("facilities")
_LEAVING = frozenset({"flee", "leave", "depart", "head", "set", "sail", "abandon", "quit"})
_LOCATING = frozenset(
    {"in", "at", "near", "around", "outside", "inside", "off", "across", "throughout"}
)
_SEATED = frozenset({"administration", "government", "authorities", "office", "cabinet", "rulers"})


def tag_of_name(text: str, mention: Mention, words: Sequence[Word], i: int) -> str:
    """Return ``P`` for a place, ``adj`` for a modifier, ``N`` for a government.

    What the words around it say outweighs the function that was guessed for it.
    """
    if mention.demonym or _TIED.match(text, mention.end):
        return "adj"  # "Israeli", "Tripoli-based"
    tied = text[mention.start - 1 : mention.start] in _HYPHENS if mention.start else False
    if _LINE.match(text, mention.end) or (tied and _LINE_BEHIND.match(text, mention.end)):
        return "adj"  # "services on the Nairobi-Mombasa line"
    if mention.function not in {"modifier", "actor"}:
        return "P"
    before = words[i - 1] if i else None
    after = words[i + 1] if i + 1 < len(words) else None
    done_to = before is not None and any(form.lemma in _DONE_TO_PLACES for form in before.forms)
    if mention.function == "modifier":
        beside = words[i + 2] if i + 2 < len(words) else None
        if after is not None and after.tag == "cc" and beside is not None and beside.mention >= 0:
            return "adj"  # "US and British aircraft"
        if after is not None and after.lower in {"-", "–", "‑"}:
            return "adj"  # "the Nairobi-Mombasa railway"
        if before is not None and before.lower == "of" and after is not None and after.forms:
            return "P"  # "the mayor of X appealed"
        acts = after is not None and any(form.form == "past" for form in after.forms)
        if done_to and after is not None and after.lower in _SITES and not _is_compound(beside):
            return "P"  # "bandits attack X community"
        if acts and before is not None and before.lower == "on":
            return "P"  # "a strike on X wounded five"
        if done_to and acts and beside is not None and beside.tag in {"num", "det", "pro"}:
            return "P"  # "soldiers who had entered X killed six men"
        if after is not None and after.tag == "poss":
            return "N"  # "members of Iran's Guards"
        opens = before is None or before.tag == ","
        if opens and acts and beside is not None and beside.tag in {"num", "det", "pro"}:
            return "P"  # "on 3 May, X reported five cases"
        divides = after is not None and after.lower in _DIVISIONS
        if divides and before is not None and before.tag in {"det", "prep"}:
            return "P"  # "in the Amhara region"
        alone = after is None or (
            after.tag in _NOT_MODIFIED or not (after.lower[0].isalpha() or after.tag == "num")
        )
        return "P" if alone else "adj"
    if done_to:
        return "P"  # "shelled Nikopol"
    held = i > 1 and words[i - 2].lower in _SEATED
    placed = before is not None and before.lower in _LOCATING and not held
    if not placed and before is not None and before.lower == "for":
        placed = any(word.lemma() in _LEAVING for word in words[max(0, i - 6) : i])
    # "in X's Y quarter"
    leads = after is not None and after.tag == "poss" and i + 2 < len(words)
    placed = placed or (leads and words[i + 2].mention >= 0)
    return "P" if placed else "N"


def _is_compound(word: Word | None) -> bool:
    """Whether a noun goes on: "attack X airport officials"."""
    return word is not None and word.tag in {"N", "?"} and word.lower[0].isalpha()
