"""Find groups of persons in a text: "at least nine people", "a girl and her father"."""

from __future__ import annotations

import csv
import re
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from geo.counts.cues import WORDS_KEPT
from geo.counts.numbers import SPELT_OUT, find_numbers

_OLDEST = 110
_ONE = re.compile(r"(?:^|\b)(?:one|1)$", re.IGNORECASE)
_PERSONS_FILE = Path(__file__).parents[1] / "data" / "persons.csv"
_WORDS_FILE = Path(__file__).parents[1] / "data" / "count_words.csv"

_SUFFIX = re.compile(r"[a-z]{3,}(?:ers|ors|ists|ians|ants|ees|men|women)$")
_SINGULAR_SUFFIX = re.compile(r"[a-z]{3,}(?:er|or|ist|ian|ee|man|woman)")
_OF_VICTIMS = re.compile(r"\s+(?:dead|killed|wounded|injured|missing|detained|arrested)\b")
_DEMONYM = re.compile(r"[A-Z][\w’'-]*(?:s|ese|is|men)$")
_TOKEN = re.compile(r"\s+((?:[A-Z]\.){2,}|[^\W_][\w’'-]*)")
_HOUSEHOLDS = frozenset({"families", "households", "homes", "family", "household"})
_AGE = re.compile(r"[-\s]?(?:year|month|week|day)s?[-\s]old\b|-\w")
_AGED = re.compile(
    r"\b(?:(?:father|mother|parent|dad|mum|mom|grandfather|grandmother)s?\s+of|aged?|ages|aged\s+between|aged\s+\d{1,2}(?:,|\s+and))\s+$"
)
_AGED_OF = re.compile(
    r"\b(?:man|woman|boy|girl|child|youth|teenager|son|daughter|pensioner)\s+of\s+$"
)
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|these|those|us)\b")
_OF_THE = re.compile(
    r"\s+of\s+(?:the|its|his|her|their|our|those)(?:\s+(?:\d[\d,]*|\w+(?=\s+(?:crew|passengers|people))))?(?=\s)"
)
_THEM_A = re.compile(r"(?:\s+(?:was|were|is|are))?\s+an?(?=\s)")
_AGE_BEFORE = re.compile(r"[^\W\d_],\s+(?:\d{1,3}\s+and\s+)?$")
_AGE_BEHIND = re.compile(r"\s*(?:[,)]|and\s+\d{1,3}[,)])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FAMILY_OF = re.compile(
    r"\b(?:(?:an?|the|another|one|its|his|her|their)\s+(?:\w+\s+)?)?(?:family|crew|group|team|party)\s+of\s+$"
)
_MORE_OF_THEM = re.compile(r"\s+(?:more|other|further|additional|new)(?=\s+[a-z])")
_DETERMINER = re.compile(
    r"\b(?:their|his|her|its|the|all|those|these|our|some\s+of\s+the|other)\s+$"
)
_AND_MORE = re.compile(r"\s+and\s+([a-z]+)\b")
_NOT_HEAD = re.compile(
    r"['’]s\b|-\w|\s+(?:jets?|planes?|bus(?:es)?|trains?|vehicles?|cars?|boats?|drones?|camps?|"
    r"school|unions?|base|post|movement|rights|care|ward|homes?|house|death|deaths|station|"
    r"headquarters|group|groups|aircraft|ship|ferry|convoy|organi[sz]ation|agency|ministry|party|"
    r"minister(?!s)|council|committee|society|association|settlement|outpost|positions?|cell)\b"
)
_SINGULAR_START = re.compile(
    r"\b(?P<det>[Aa]n?|[Aa]nother|[Oo]ne|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|(?<=and\s)|(?=\d{1,3}-year-old\b))"
    r"(?:(?<=\s)|(?=\d)|\s+)(?=[\w’'])"
)
_YEAR_OLD = re.compile(rf"(?:\d{{1,3}}|{SPELT_OUT})-(?:year|month|week|day)-old$", re.IGNORECASE)


class People(NamedTuple):
    """A group of persons as counted in the text.

    ``noun`` is the plural of its head word, "" for a bare number. ``households`` are no persons:
    their number is not one of people. ``of_them`` marks a part of a group named before.
    ``guessed`` says that the noun is a person's only by its ending ("skier").
    """

    start: int
    end: int
    low: int | None
    high: int | None
    qualifier: str = ""
    noun: str = ""
    households: bool = False
    of_them: bool = False
    singular: bool = False
    guessed: bool = False


@cache
def load_persons() -> tuple[dict[str, str], frozenset[str]]:
    """Return plural by singular, and all plurals."""
    with _PERSONS_FILE.open(encoding="utf-8", newline="") as rows:
        plural_of = {row["singular"]: row["plural"] for row in csv.DictReader(rows)}
    return plural_of, frozenset(plural_of.values())


@cache
def load_words(use: str) -> frozenset[str]:
    """Return the words of ``data/count_words.csv`` with one use: ends, thing or follows."""
    with _WORDS_FILE.open(encoding="utf-8", newline="") as rows:
        return frozenset(row["word"] for row in csv.DictReader(rows) if row["use"] == use)


def find_people(text: str, start: int, end: int, cues: AbstractSet[str]) -> list[People]:
    """Return the counted groups of persons in ``text[start:end]``, in order.

    ``cues`` are those of the range, see ``cues.find_cues``.
    """
    found = []
    for number in find_numbers(text, start, end):
        group = _read_group(text, start, end, number.start, number.end)
        if group is not None:
            found.append(
                group._replace(low=number.low, high=number.high, qualifier=number.qualifier)
            )
    found += _find_single(text, start, end, cues)
    found += _find_in_headline(text, start, end, cues)
    found += [
        People(twin.start(), twin.end(), 2, 2, noun=twin["noun"])
        for twin in (_TWIN.finditer(text, start, end) if "twin" in cues else ())
    ]
    for cue, pattern, noun in (("self", _SELF, "attackers"), ("pronoun", _PRONOUN, "people")):
        if cue in cues:
            found += [
                People(one.start(), one.end(), 1, 1, noun=noun, singular=True)
                for one in pattern.finditer(text, start, end)
            ]
    found.sort(key=lambda group: (group.start, -group.end))
    groups: list[People] = []
    for group in found:
        if not groups or group.start >= groups[-1].end:
            groups.append(group)
    return groups


def _read_group(text: str, start: int, end: int, first: int, last: int) -> People | None:
    if _AGE.match(text, last, end) or _AGED.search(text, max(start, first - 20), first):
        return None
    plain = text[first:last]
    if (
        plain.isdigit()
        and int(plain) <= _OLDEST
        and _AGE_BEFORE.search(text, max(start, first - 12), first)
        and _AGE_BEHIND.match(text, last, end)
    ):
        return None  # "a woman, 62, and her grandson"
    begin = first
    low = max(start, first - 40)
    young = int(plain) <= _OLDEST if plain.isdigit() else _SPELT.fullmatch(plain)
    if young and _AGED_OF.search(text, low, first):
        return None  # "a woman of 74", "a boy of nine"
    of_all = text[low:first].rstrip().endswith("of")
    family = _FAMILY_OF.search(text, low, first) if of_all else None
    if family:
        return People(family.start(), last, None, None, noun="people")
    if determiner := _DETERMINER.search(text, max(start, first - 14), first):
        begin = determiner.start()
    if spelt := _IN_WORDS.match(text, last, end):
        last = spelt.end()  # "19 (nineteen) people"
    of_them = _OF_THEM.match(text, last, end)
    at = of_them.end() if of_them else last
    one = _ONE.search(text, first, last) is not None
    if of_them and one and (them_a := _THEM_A.match(text, at, end)):
        at = them_a.end()
    if not of_them and (of_the := _OF_THE.match(text, last, end)):
        at = of_the.end()
    more = _MORE_OF_THEM.match(text, at, end)
    noun, finish, guessed = _scan_noun(text, more.end() if more else at, end, one)
    if not noun and _COUPLE_ALONE.search(text, first, last):
        noun, finish = "people", last
    if noun in _HOUSEHOLDS and one and text[low:first].lower().endswith((" of ", " from ")):
        return None  # "three members of one family", "five of them from one family"
    if noun:
        return People(
            begin,
            finish,
            None,
            None,
            noun=noun,
            households=noun in _HOUSEHOLDS,
            of_them=of_them is not None,
            guessed=guessed,
        )
    following = _TOKEN.match(text, at, end)
    if text[first:last].lower().startswith("both") or _YEAR.fullmatch(text[first:last]):
        return None
    if (
        following
        and following[1].lower() not in load_words("ends")
        and following[1].lower() not in load_words("follows")
    ):
        return None
    if of_them is None and at != last:
        part = _OF_VICTIMS.match(text, at, end)
        return People(begin, part.end(), None, None, of_them=True) if part else None
    return People(begin, at, None, None, of_them=of_them is not None)


def _scan_noun(text: str, at: int, end: int, one: bool) -> tuple[str, int, bool]:
    """Return the head noun behind a number, in the plural, its end, and whether it is a guess."""
    plural_of, plurals = load_persons()
    noun, finish, guessed = "", at, False
    is_plural = one
    offset = at
    for _ in range(7):
        match = _TOKEN.match(text, offset, end)
        if match is None:
            break
        word = match[1]
        plain = word.lower()
        if plain[0].isdigit() and not one:
            break
        last_part = _head(plain)
        known = last_part if last_part in plurals else plural_of.get(last_part, "")
        if word == "IDPs":
            known = "IDPs"
        if known and noun and is_plural and not one and last_part not in plurals:
            break  # "took nine farmers hostage"
        if known:
            noun, finish, guessed = known, match.end(1), False
            is_plural = is_plural or last_part in plurals or word == "IDPs"
            if last_part in plurals and _is_last(text, finish, end):
                break
        elif plain in _HOUSEHOLDS:
            noun, finish, is_plural = plain, match.end(1), True
            break
        elif (noun and is_plural) or plain in load_words("ends"):
            break
        elif _DEMONYM.fullmatch(word) and not _noun_follows(text, match.end(1), end):
            noun, finish, is_plural = "people", match.end(1), True
            break
        elif _SUFFIX.fullmatch(plain) and plain not in load_words("thing") and plain[0] == word[0]:
            noun, finish, guessed, is_plural = plain, match.end(1), True, True
            break
        elif one and _SINGULAR_SUFFIX.fullmatch(word) and plain + "s" not in load_words("thing"):
            noun, finish, guessed = _guess_plural(plain), match.end(1), True
            break
        offset = match.end(1)
    if not is_plural:
        # "11,743 civilian deaths": the person is no head here.
        return "", at, False
    if noun and (more := _AND_MORE.match(text, finish, end)) and more[1] in plurals:
        # "12 men and women": one number for both
        return "people", more.end(1), guessed
    return noun, finish, guessed


def _guess_plural(word: str) -> str:
    return word[:-3] + "men" if word.endswith("man") else word + "s"


def _head(word: str) -> str:
    """Return the head of a hyphenated word ("co-pilot"), unless it is known as it stands."""
    plural_of, plurals = load_persons()
    return word if word in plurals or word in plural_of else word.rsplit("-", 1)[-1]


def _is_last(text: str, at: int, end: int) -> bool:
    following = _TOKEN.match(text, at, end)
    plural_of, plurals = load_persons()
    return following is None or (
        following[1].lower() not in plurals and following[1].lower() not in plural_of
    )


def _noun_follows(text: str, at: int, end: int) -> bool:
    following = _TOKEN.match(text, at, end)
    plural_of, plurals = load_persons()
    return following is not None and (following[1] in plurals or following[1] in plural_of)


def _find_single(text: str, start: int, end: int, cues: AbstractSet[str]) -> list[People]:
    """Find persons named one by one: "a man", "its rider", "a 61-year-old woman"."""
    found = []
    for match in _SINGULAR_START.finditer(text, start, end):
        determiner = match["det"]
        couple = (
            _COUPLE.match(text, match.end(), end)
            if "couple" in cues and determiner.lower() in ("a", "an", "the")
            else None
        )
        begin = match.start() if determiner else match.end()
        if couple:
            found.append(People(begin, couple.end(), 2, 2, noun="people"))
            continue
        if determiner in ("a", "A") and _NUMBER_NOUN.match(text, match.end(), end):
            continue  # "a dozen people suffered minor injuries"
        if determiner.lower() in ("another", "one") and _ALONE.match(text, match.end() - 1, end):
            found.append(People(begin, match.end() - 1, 1, 1, noun="people", singular=True))
            continue
        if not any(map(_may_be_person, text[match.end() : end].split(None, _FAR)[:_FAR])):
            continue
        noun, finish, guessed = _scan_single(text, match.end(), end, counted=bool(determiner))
        if noun:
            found.append(People(begin, finish, 1, 1, noun=noun, singular=True, guessed=guessed))
    return found


@lru_cache(maxsize=WORDS_KEPT)
def _may_be_person(word: str) -> bool:
    """Whether ``_scan_single`` can take a word, with the signs that stick to it, for a person."""
    token = _FIRST_TOKEN.match(word)
    if token is None:
        return False
    plain = token[1].lower()
    return (
        _YEAR_OLD.fullmatch(plain) is not None
        or _head(plain) in load_persons()[0]
        or _SINGULAR_SUFFIX.fullmatch(token[1]) is not None
    )


def _find_in_headline(text: str, start: int, end: int, cues: AbstractSet[str]) -> list[People]:
    """Find one person named without an article: "Man, 45, stabbed", "Gunmen kill mayor"."""
    plural_of, plurals = load_persons()
    found = []
    opening = None
    words = text[start : min(end, start + 80)].split()
    while words and not _WORD_SIGN.search(words[0]):
        del words[0]  # a bullet
    if any(map(_tells_harm, words[:_HEADLINE_WORDS])):
        opening = _HEADLINE.match(text, start, min(end, start + 80))
    matches = [opening] if opening is not None else []
    if "act" in cues:
        matches += _HEADLINE_OBJECT.finditer(text, start, end)
    for match in matches:
        noun = match["noun"].lower()
        if _YEAR_OLD.fullmatch(noun) or (noun in plural_of and noun not in plurals):
            plural = plural_of.get(noun, "people")
            found.append(
                People(match.start("noun"), match.end("noun"), 1, 1, noun=plural, singular=True)
            )
    return found


@lru_cache(maxsize=WORDS_KEPT)
def _tells_harm(word: str) -> bool:
    return _HARM.search(word) is not None


def _noun_next(text: str, at: int, end: int) -> bool:
    """Tell whether a noun may follow a word that is a person or an adjective ("national")."""
    following = _TOKEN.match(text, at, end)
    return (
        following is not None
        and following[1][0].islower()
        and following[1] not in load_words("ends")
        and following[1] not in load_words("follows")
        and not following[1].endswith(("ed", "ing", "ly"))
    )


def _scan_single(text: str, at: int, end: int, *, counted: bool) -> tuple[str, int, bool]:
    """Return the head noun of one person, its end, and whether it is a guess.

    ``counted`` says that a determiner stands before it; "12-year-old boys" without one counts
    nobody. An age alone is a person ("a 17-year-old"), unless another noun follows it.
    """
    plural_of, plurals = load_persons()
    stops = load_words("ends")
    noun, finish, guessed, only_age = "", at, False, False
    offset = at
    for step in range(_FAR):
        token = (_FIRST_TOKEN if step == 0 else _TOKEN).match(text, offset, end)
        if token is None:
            break
        word, offset = token[1], token.end(1)
        plain = word.lower()
        head = _head(plain)
        if _YEAR_OLD.fullmatch(plain):
            noun, finish, only_age = "people", offset, True
        elif plain in plurals and not counted:
            return "", at, False
        elif plain in stops:
            break
        elif head in plural_of and plain not in _NEVER_ONE:
            if _NOT_HEAD.match(text, offset, end) or (
                plain in load_words("adjective") and _noun_next(text, offset, end)
            ):
                break
            noun, finish, guessed, only_age = plural_of[head], offset, False, False
        elif only_age:
            if word[0].islower() and not plain.endswith("ly") and plain != "later":
                return "", at, False
        elif noun or (plain[0].isdigit() and "-" not in plain):
            break
        elif (
            _SINGULAR_SUFFIX.fullmatch(word)
            and plain + "s" not in load_words("thing")
            and not _SINGULAR_NEXT.match(text, offset, end)
        ):
            noun, finish, guessed = _guess_plural(plain), offset, True
    return noun, finish, guessed


_HEADLINE = re.compile(
    rf"\W*(?:[A-Z][\w’'-]*\s+){{0,2}}?(?P<noun>[A-Z]?[a-z]+|(?:\d{{1,3}}|{SPELT_OUT})-year-old)(?:,\s+\d{{1,3}},)?\s+"
    r"(?:killed|dies|shot|stabbed|dead|injured|wounded|hurt|found\s+dead|drowns|arrested|detained|abducted|kidnapped|beaten|missing)\b",
    re.IGNORECASE,
)
_WORD_SIGN = re.compile(r"\w")
_HEADLINE_WORDS = 5
_HARM = re.compile(
    r"^(?:killed|dies|shot|stabbed|dead|injured|wounded|hurt|found|drowns|arrested|detained|"
    r"abducted|kidnapped|beaten|missing)\b",
    re.IGNORECASE,
)
"""How the verb of ``_HEADLINE`` begins; it is one of its first words."""
_HEADLINE_OBJECT = re.compile(
    r"\b(?:kill|kills|injures?|wounds?|abducts?|arrests?|detains?|kidnaps?)\s+(?P<noun>[a-z]+)\b(?!\s+[a-z]+(?<!in)(?<!at)(?<!on)(?<!near)(?<!and)\b)"
)
_NUMBER_NOUN = re.compile(r"(?:dozen|hundred|thousand|million|few|handful|pair)\b")
_ALONE = re.compile(
    r"\s+(?:is|was|has|had|died|drowned|remains|went)\b"
    r"|\s+(?:wounded|injured|hurt|missing|dead)(?=\s*(?:[.,;]|$)|\s+(?:in|by|when|after|as|and|on|at)\b)"
)
_TWIN = re.compile(r"\b[Tt]win\s+(?P<noun>girls|boys|sisters|brothers|daughters|sons)\b")
_SPELT = re.compile(SPELT_OUT, re.IGNORECASE)
_IN_WORDS = re.compile(rf"\s*\((?:{SPELT_OUT})\)", re.IGNORECASE)
_PRONOUN = re.compile(rf"\b(?:[Ss]?[Hh]e)(?=\s+and\s+(?:his|her|an?|one|{SPELT_OUT}|\d+)\s)")
_SELF = re.compile(r"(?<=\bkilled )(?:him|her)self(?=,?\s+(?:and|along|together|as\s+well)\b)")
_FAR = 7
"""How many words behind an article a person is looked for."""
_COUPLE_ALONE = re.compile(r"\bcouple$", re.IGNORECASE)
_COUPLE = re.compile(r"(?:\w+\s+){0,2}couple\b(?!\s+of\b)")
_NEVER_ONE = frozenset({"other", "staff", "troop", "casualty", "police", "crew", "personnel"})
_SINGULAR_NEXT = re.compile(
    r"\s+(?!(?:and|or|in|on|at|was|were|who|is|has|had|of|from|near|dead|died|later|killed)\b)[a-z]"
)
_FIRST_TOKEN = re.compile(r"\s*((?:[A-Z]\.){2,}|[^\W_][\w’'-]*)")
