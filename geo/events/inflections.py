"""Inflect verbs and nouns: every form of the words that the rules know."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word as a verb: lemma and ``past``, ``part``, ``ing``, ``s`` or ``base``."""

    lemma: str
    form: str


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the package's data files."""
    text = (files("geo") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _word_lists() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("word_lists.csv"):
        found.setdefault(row["list"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}


def word_list(name: str) -> frozenset[str]:
    """Return a list of ``data/word_lists.csv``: the words that a rule goes by."""
    return _word_lists()[name]


@cache
def closed_words() -> Mapping[str, str]:
    """Return the tag of each word of a closed class."""
    return {row["word"]: row["tag"] for row in rows("closed_words.csv")}


@cache
def known_verbs() -> Mapping[str, dict[str, str]]:
    """Return the rows of the verbs that the rules know, by lemma."""
    known = {row["lemma"]: row for row in rows("verbs.csv")}
    lexicon = rows("event_types.csv")
    nouns = {row["phrase"] for row in lexicon if row["part"] == "noun"}
    for row in lexicon:
        if row["part"] == "verb":
            lemma = row["phrase"].split()[0]
            plain = {"lemma": lemma, "past": "", "participle": "", "kind": "", "also_noun": ""}
            known.setdefault(lemma, plain)
    for lemma in nouns & known.keys():
        known[lemma] = {**known[lemma], "also_noun": "yes"}
    return known


@cache
def verb_forms() -> Mapping[str, tuple[Form, ...]]:
    """Return the readings of every known inflected form."""
    found: dict[str, list[Form]] = {}
    for lemma, row in known_verbs().items():
        for form, surface in inflect(lemma, row["past"], row["participle"]).items():
            for one in surface:
                reading = Form(lemma, form)
                listed = found.setdefault(one, [])
                if reading not in listed:
                    listed.append(reading)
    return {surface: tuple(readings) for surface, readings in found.items()}


@cache
def also_nouns() -> frozenset[str]:
    """Return the verbs whose base is a noun too."""
    return frozenset(lemma for lemma, row in known_verbs().items() if row["also_noun"])


@cache
def saying_verbs() -> frozenset[str]:
    """Return the verbs that carry what somebody says or thinks."""
    return frozenset(lemma for lemma, row in known_verbs().items() if row["kind"] == "say")


def inflect(lemma: str, past: str = "", participle: str = "") -> dict[str, tuple[str, ...]]:
    """Return the surfaces of each form of a verb: base, s, ing, past, part.

    >>> inflect("stop")["past"], inflect("carry")["s"]
    (('stopped',), ('carries',))
    """
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        third = lemma + "es"
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        third = lemma[:-1] + "ies"
    else:
        third = lemma + "s"
    if lemma.endswith("ie"):
        ing = lemma[:-2] + "ying"
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        ing = lemma[:-1] + "ing"
    else:
        ing = _doubled(lemma) + "ing"
    if lemma.endswith("e"):
        regular = lemma + "d"
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        regular = lemma[:-1] + "ied"
    else:
        regular = _doubled(lemma) + "ed"
    pasts = tuple(past.split("/")) if past else (regular,)  # "burned/burnt"
    parts = tuple(participle.split("/")) if participle else (regular,)
    ings: tuple[str, ...] = (ing,)
    if not past and lemma.endswith("l") and lemma[-2:-1] in _VOWELS and lemma[-3:-2] not in _VOWELS:
        # British "shelled"-like doubling and the American single letter are both in use
        pasts = parts = tuple(dict.fromkeys((lemma + "led", lemma + "ed")))
        ings = tuple(dict.fromkeys((lemma + "ling", lemma + "ing")))
    return {"base": (lemma,), "s": (third,), "ing": ings, "past": pasts, "part": parts}


def _doubled(lemma: str) -> str:
    """Double the last letter where English does: one short stressed syllable, one consonant."""
    if len(lemma) < 3 or lemma[-1] in "aeiouwxy" or lemma[-2] not in _VOWELS:
        return lemma
    if lemma[-3] in _VOWELS and lemma[-4:-2] != "qu" and lemma[-3:-1] != "ui":
        return lemma
    vowels = len(re.findall("[aeiouy]+", lemma))
    stressed = ("kidnap", "expel", "repel", "compel", "defer", "refer", "occur", "admit", "commit",
                "permit", "submit", "transfer", "regret", "embed", "deter", "rebel", "patrol",
                "control", "propel", "airdrop", "hijack", "overrun", "zigzag", "incur")  # fmt: skip
    if vowels == 1 or lemma in stressed:
        return lemma + lemma[-1]
    return lemma


@cache
def plural(noun: str) -> tuple[str, ...]:
    """Return a noun phrase and its plural."""
    if noun.endswith("us"):
        return (noun, noun + "es")
    if noun.endswith(("men", "people", "police", "troops", "s")) and not noun.endswith("ss"):
        return (noun,)
    if noun.endswith("man"):
        return (noun, noun[:-3] + "men")
    if noun.endswith(("s", "sh", "ch", "x")):
        return (noun, noun + "es")
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return (noun, noun[:-1] + "ies")
    return (noun, noun + "s")
