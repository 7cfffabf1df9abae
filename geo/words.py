"""Read the words of a sentence: tokens with offsets, word forms and a tag each.

There is no trained model here: closed classes, the forms of known verbs and the neighbours of a
word decide. The tags are few, because the clauses need no more: ``P`` place name, ``N`` noun,
``num``, ``det``, ``pro``, ``prep``, ``to``, ``cc``, ``sub``, ``rel``, ``that``, ``adv``, ``adj``,
``not``, ``be``, ``have``, ``do``, ``modal``, ``poss``; of verbs ``V`` past, ``D`` past or
participle, ``T`` participle, ``G`` -ing, ``Z`` -s, ``B`` base; punctuation is its own tag.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_TOKEN = re.compile(
    r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:\.\d+)?(?:st|nd|rd|th)?\b"  # 14 000 and 1.7 are one
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|['’]s\b"
    r"|[\w\u0300-\u036f\u064b-\u0652]+(?:[-‑'’ʼ][\w\u0300-\u036f]+)*?(?=['’]s\b)"
    r"|[\w\u0300-\u036f\u064b-\u0652]+(?:[-‑'’ʼ][\w\u0300-\u036f]+)*"
    r"|[^\w\s]"
)
_VOWELS = frozenset("aeiou")
_NOMINAL = frozenset({"N", "P", "num", "adj", "pro"})
_BEFORE_NOUN = frozenset({"det", "adj", "prep", "poss", "num"})
_NOUN_PHRASE_START = frozenset({"det", "num", "P", "pro", "N", "adj"})

_MONTH_WORDS = frozenset({"may", "march", "sat", "sun", "wed"})

LONGEST_SENTENCE_WORDS = 400
"""Words of a sentence that are read; a longer one is a table, whose rest names no event."""


class Form(NamedTuple):
    """One reading of a word as a verb: its lemma and ``past``, ``part``, ``ing``, ``s``, ``base``."""

    lemma: str
    form: str


class Word:
    """A token: ``text[start:end]``, its lower case, its tag, the readings as a verb."""

    __slots__ = ("capital", "end", "forms", "lower", "mention", "start", "tag")

    def __init__(self, start: int, end: int, lower: str, tag: str, *, capital: bool) -> None:
        self.start = start
        self.end = end
        self.lower = lower
        self.tag = tag
        self.capital = capital
        self.forms: tuple[Form, ...] = ()
        self.mention = -1

    def __repr__(self) -> str:
        return f"{self.lower}/{self.tag}"

    def lemma(self) -> str:
        """Return the verb's lemma, or the word itself."""
        return self.forms[0].lemma if self.forms else self.lower


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the package's data files."""
    text = (files("geo") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def closed_words() -> Mapping[str, str]:
    """Return the tag of each word of a closed class."""
    return {row["word"]: row["tag"] for row in rows("closed_words.csv")}


@cache
def _verbs() -> Mapping[str, dict[str, str]]:
    known = {row["lemma"]: row for row in rows("verbs.csv")}
    for row in rows("event_types.csv"):
        if row["part"] == "verb":
            lemma = row["phrase"].split()[0]
            known.setdefault(
                lemma, {"lemma": lemma, "past": "", "participle": "", "kind": "", "also_noun": ""}
            )
    return known


@cache
def verb_forms() -> Mapping[str, tuple[Form, ...]]:
    """Return the readings of every known inflected form."""
    found: dict[str, list[Form]] = {}
    for lemma, row in _verbs().items():
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
    return frozenset(lemma for lemma, row in _verbs().items() if row["also_noun"])


@cache
def saying_verbs() -> frozenset[str]:
    """Return the verbs that carry what somebody says or thinks."""
    return frozenset(lemma for lemma, row in _verbs().items() if row["kind"] == "say")


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
    pasts = (past,) if past else (regular,)
    parts = (participle,) if participle else (regular,)
    ings = (ing,)
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


def plural(noun: str) -> tuple[str, ...]:
    """Return a noun phrase and its plural."""
    if noun.endswith(("men", "people", "police", "troops", "s")) and not noun.endswith("ss"):
        return (noun,)
    if noun.endswith("man"):
        return (noun, noun[:-3] + "men")
    if noun.endswith(("s", "sh", "ch", "x")):
        return (noun, noun + "es")
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return (noun, noun[:-1] + "ies")
    return (noun, noun + "s")


def read_words(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[tuple[int, int, int]],
    dates: Sequence[tuple[int, int]] = (),
) -> list[Word]:
    """Return the tagged words of ``text[start:end]``.

    Parameters
    ----------
    text
        The whole report; offsets count from its start.
    start, end
        The sentence.
    mentions
        Start, end and index of the place names that are places in it (not parts of other names);
        each becomes one word.
    dates
        Start and end of the dates stated in it: "may" and "march" in them are no verbs.
    """
    words: list[Word] = []
    position = start
    for begin, finish, index in mentions:
        if begin < position:
            continue
        _tokenise(words, text, position, begin)
        word = Word(begin, finish, text[begin:finish].lower(), "P", capital=True)
        word.mention = index
        words.append(word)
        position = finish
    _tokenise(words, text, position, end)
    del words[LONGEST_SENTENCE_WORDS:]
    for word in words:
        if word.lower in _MONTH_WORDS and any(a <= word.start < b for a, b in dates):
            word.tag, word.forms = "N", ()
    _tag(words)
    return words


def _tokenise(words: list[Word], text: str, start: int, end: int) -> None:
    closed = closed_words()
    verbs = verb_forms()
    for match in _TOKEN.finditer(text, start, end):
        surface = match.group()
        lower = surface.lower().replace("’", "'")
        first = surface[0]
        if first.isalpha():
            tag = closed.get(lower, "")
            word = Word(match.start(), match.end(), lower, tag, capital=first.isupper())
            if tag in {"", "adj"}:
                forms = verbs.get(lower)
                if forms is not None:
                    word.forms = forms
            if not tag:
                if lower.endswith("n't"):
                    word.tag = "do" if lower.startswith("d") else "modal"
                elif lower.endswith("ly") and len(lower) > 4:
                    word.tag = "adv"
                elif word.forms:
                    word.tag = "?"
                elif lower.endswith("ed") and len(lower) > 4 and not word.capital:
                    word.forms = (Form(lower[:-2], "past"), Form(lower[:-2], "part"))
                    word.tag = "?"
                elif lower.endswith("ing") and len(lower) > 5 and not word.capital:
                    word.forms = (Form(lower[:-3], "ing"),)
                    word.tag = "?"
                else:
                    word.tag = "N"
        elif first.isdigit():
            word = Word(match.start(), match.end(), lower, "num", capital=False)
        elif (
            lower in {"'", "‘"}
            and words
            and words[-1].lower.endswith("s")
            and words[-1].end == match.start()
        ):
            word = Word(match.start(), match.end(), lower, "poss", capital=False)
        elif lower == "'s":
            word = Word(match.start(), match.end(), lower, "poss", capital=False)
        else:
            word = Word(match.start(), match.end(), lower, surface, capital=False)
        words.append(word)


def _tag(words: list[Word]) -> None:
    """Settle the words that may be verbs by their neighbours, left to right."""
    for i, word in enumerate(words):
        if word.tag == "poss" and i and words[i - 1].lower in {"it", "he", "she", "there", "that"}:
            word.tag = "be"
        if word.tag not in {"?", "adj"} or not word.forms:
            continue
        before = _neighbour(words, i, -1)
        after = _neighbour(words, i, 1)
        tag = _verb_tag(word, before, after, words, i)
        if word.tag == "?" or tag in {"D", "T", "V"}:
            word.tag = tag


def _neighbour(words: list[Word], i: int, step: int) -> Word | None:
    i += step
    while 0 <= i < len(words) and words[i].tag in {"adv", '"', "“", "”"}:
        i += step
    return words[i] if 0 <= i < len(words) else None


def _verb_tag(
    word: Word, before: Word | None, after: Word | None, words: list[Word], i: int
) -> str:
    names = {form.form for form in word.forms}
    prior = before.tag if before else ""
    following = after.tag if after else ""
    if word.capital and i and prior in {"N", "P"} and before is not None and before.capital:
        return "N"  # inside a name: "Associated Press", "United Nations"
    if names & {"past", "part"}:
        if prior in {"to", "modal", "do"} and "base" in names:
            return "B"
        adjective = prior in {"det", "adj", "num", "poss"} or (
            prior in {"prep", ""} and not (word.capital and i)
        )
        if adjective and following in {"N", "?"} and prior not in {"be", "have"}:
            return "adj"
        if prior == "cc" and following == "N" and _object_is_subject(words, i):
            return "adj"  # "operations around X and intensified combat reported near Y"
        if prior in {"det", "poss", "adj"} and word.lemma() in also_nouns() and "base" in names:
            return "N"
        if names == {"part"}:
            return "T"
        if "part" not in names:
            return "V"
        return "D"
    if names == {"ing"}:
        return "G"
    noun = word.lemma() in also_nouns()
    only = noun and not _verb_elsewhere(words, i)
    if prior in {"to", "modal", "do", "not"}:
        return "B"
    if prior in _BEFORE_NOUN or before is None:
        return "N"
    if before.lower in {"we", "they", "i", "you"}:
        return "B" if "base" in names else "N"
    if "s" in names:
        if following in {"be", "have", "modal", "do", "V"}:
            return "N"
        if prior in {"rel", "that"} or before.lower in {"it", "he", "she"}:
            return "Z"
        if prior not in {"N", "P", ")", ",", "cc"}:
            return "N"
        if not noun:
            return "Z"
        if prior in {",", "cc"}:
            return "N"
        if following in {"det", "num", "pro", "P"}:
            return "Z" if only or before.tag == "P" or following in {"det", "pro"} else "N"
        return (
            "Z"
            if only and following in {"to", "that", "prep", "N", "adj", "?"} and _opens(words, i)
            else "N"
        )
    if only and following == "to" and "base" in names and prior in {"N", "P"}:
        return "B"  # "unions in X plan to block"
    if prior in {"rel", "that"} or _is_plural(before):
        if following in {"be", "have", "modal", "do", "V"} or (not noun and prior == "that"):
            return "N"
        if prior in {"rel", "that"} or not noun:
            return "B"
        if only and following in {"det", "num", "prep", "adv", "to", "pro", "P", "?", "sub"}:
            return "B"
    return "N"


def _object_is_subject(words: list[Word], i: int) -> bool:
    """Whether the nouns behind a participle run straight into another participle."""
    k = i + 1
    nouns = also_nouns()
    while k < len(words) and (
        words[k].tag in {"N", "adj"} or (words[k].tag == "?" and words[k].lemma() in nouns)
    ):
        k += 1
    return (
        k < len(words)
        and words[k].tag in {"?", "be", "have"}
        and (words[k].tag != "?" or any(f.form == "part" for f in words[k].forms))
    )


def _verb_elsewhere(words: list[Word], i: int) -> bool:
    """Whether another word of the same stretch can be its finite verb."""
    for step in (-1, 1):
        k = i + step
        while 0 <= k < len(words):
            word = words[k]
            if word.tag in {"be", "have", "modal", "do", "V", "Z", "B"}:
                return not (word.tag == "B" and k and words[k - 1].tag == "to")
            if word.tag in {"D", "?"} and any(f.form == "past" for f in word.forms):
                return True
            if word.tag in {"sub", "rel", "that", ";", ":", ","} or word.lower in {
                "and",
                "but",
                "as",
            }:
                break
            k += step
    return False


def _opens(words: list[Word], i: int) -> bool:
    """Whether what stands before a word can be the whole subject of a clause: at most five words."""
    k = i - 1
    while k >= 0 and words[k].tag in {"N", "P", "adj", "det", "poss", "num"}:
        k -= 1
    return i - k <= 6 and (
        k < 0
        or words[k].tag in {",", "sub", "that", "cc", ";", ":", "—", '"', "“"}
        or words[k].lower == "as"
    )


def _is_plural(word: Word) -> bool:
    return word.tag == "N" and (
        (word.lower.endswith("s") and not word.lower.endswith("ss"))
        or word.lower in {"people", "police", "men", "women", "children"}
    )
