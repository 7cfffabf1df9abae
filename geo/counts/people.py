"""Find groups of persons in a text: "at least nine people", "a girl and her father"."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from geo.counts.numbers import SPELT_OUT, NumberSpan, find_numbers
from geo.counts.persons import (
    SINGULAR_SUFFIX,
    TOKEN,
    People,
    guess_plural,
    head_of,
    load_persons,
    load_words,
)
from geo.counts.pieces import Pieces
from geo.counts.single import find_in_headline, find_single
from geo.memo import Memo

_OLDEST = 110
_ONE = re.compile(r"(?:^|\b)(?:one|1)$", re.IGNORECASE)
"""How a number ends behind which a noun stands in the singular."""
_SUFFIX = re.compile(r"[a-z]{3,}(?:ers|ors|ists|ians|ants|ees|men|women)$")
_OF_VICTIMS = re.compile(r"\s+(?:dead|killed|wounded|injured|missing|detained|arrested)\b")
_DEMONYM = re.compile(r"[A-Z][\w’'-]*(?:s|ese|is|men)$")
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
_JOINS = (",", "and")
_AGES = ("of", "age", "aged", "ages", "between")
_DETERMINERS = ("their", "his", "her", "its", "the", "all", "those", "these", "our")
"""How what stands before a number ends in ``_AGED`` and in ``_DETERMINER``."""
_AND_MORE = re.compile(r"\s+and\s+([a-z]+)\b")
_TWIN = re.compile(r"\b[Tt]win\s+(?P<noun>girls|boys|sisters|brothers|daughters|sons)\b")
_SPELT = re.compile(SPELT_OUT, re.IGNORECASE)
_IN_WORDS = re.compile(rf"\s*\((?:{SPELT_OUT})\)", re.IGNORECASE)
_PRONOUN = re.compile(rf"\b(?:[Ss]?[Hh]e)(?=\s+and\s+(?:his|her|an?|one|{SPELT_OUT}|\d+)\s)")
_SELF = re.compile(r"(?<=\bkilled )(?:him|her)self(?=,?\s+(?:and|along|together|as\s+well)\b)")
_COUPLE_ALONE = re.compile(r"\bcouple$", re.IGNORECASE)


def find_people(pieces: Pieces, cues: AbstractSet[str]) -> list[People]:
    """Return the counted groups of persons in a range of a text, in order.

    ``cues`` are those of its pieces, see ``cues.find_cues``.
    """
    text, start, end, _, _ = pieces
    found = []
    for number in find_numbers(pieces):
        group = _read_group(text, start, end, number)
        if group is not None:
            found.append(group)
    found += find_single(pieces, cues)
    found += find_in_headline(text, start, end, cues)
    if "twin" in cues:
        found += [
            People(twin.start(), twin.end(), 2, 2, noun=twin["noun"])
            for twin in _TWIN.finditer(text, start, end)
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


@Memo
def _says_one(number: str) -> bool:
    return _ONE.search(number) is not None


def _read_group(text: str, start: int, end: int, number: NumberSpan) -> People | None:
    first, last = number.start, number.end
    amount = (number.low, number.high, number.qualifier)
    low = max(start, first - 40)
    before = text[low:first].rsplit(None, 1)[-1] if text[low:first].strip() else ""
    joined = before.endswith(_JOINS)
    if _AGE.match(text, last, end):
        return None
    if (joined or before.endswith(_AGES)) and _AGED.search(text, max(start, first - 20), first):
        return None
    plain = text[first:last]
    if (
        joined
        and plain.isdigit()
        and int(plain) <= _OLDEST
        and _AGE_BEFORE.search(text, max(start, first - 12), first)
        and _AGE_BEHIND.match(text, last, end)
    ):
        return None  # "a woman, 62, and her grandson"
    begin = first
    if before.endswith("of"):
        young = int(plain) <= _OLDEST if plain.isdigit() else _SPELT.fullmatch(plain)
        if young and _AGED_OF.search(text, low, first):
            return None  # "a woman of 74", "a boy of nine"
        if family := _FAMILY_OF.search(text, low, first):
            return People(family.start(), last, *amount, noun="people")
    if before.endswith(_DETERMINERS) and (
        determiner := _DETERMINER.search(text, max(start, first - 14), first)
    ):
        begin = determiner.start()
    if spelt := _IN_WORDS.match(text, last, end):
        last = spelt.end()  # "19 (nineteen) people"
    of_them = _OF_THEM.match(text, last, end)
    at = of_them.end() if of_them else last
    one = _says_one[plain]
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
            *amount,
            noun=noun,
            households=noun in _HOUSEHOLDS,
            of_them=of_them is not None,
            guessed=guessed,
        )
    following = TOKEN.match(text, at, end)
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
        return People(begin, part.end(), *amount, of_them=True) if part else None
    return People(begin, at, *amount, of_them=of_them is not None)


def _scan_noun(text: str, at: int, end: int, one: bool) -> tuple[str, int, bool]:
    """Return the head noun behind a number, in the plural, its end, and whether it is a guess."""
    plural_of, plurals = load_persons()
    noun, finish, guessed = "", at, False
    is_plural = one
    offset = at
    for _ in range(7):
        match = TOKEN.match(text, offset, end)
        if match is None:
            break
        word = match[1]
        plain = word.lower()
        if plain[0].isdigit() and not one:
            break
        last_part = head_of(plain)
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
        elif one and SINGULAR_SUFFIX.fullmatch(word) and plain + "s" not in load_words("thing"):
            noun, finish, guessed = guess_plural(plain), match.end(1), True
            break
        offset = match.end(1)
    if not is_plural:
        # "11,743 civilian deaths": the person is no head here.
        return "", at, False
    if noun and (more := _AND_MORE.match(text, finish, end)) and more[1] in plurals:
        # "12 men and women": one number for both
        return "people", more.end(1), guessed
    return noun, finish, guessed


def _is_last(text: str, at: int, end: int) -> bool:
    following = TOKEN.match(text, at, end)
    plural_of, plurals = load_persons()
    return following is None or (
        following[1].lower() not in plurals and following[1].lower() not in plural_of
    )


def _noun_follows(text: str, at: int, end: int) -> bool:
    following = TOKEN.match(text, at, end)
    plural_of, plurals = load_persons()
    return following is not None and (following[1] in plurals or following[1] in plural_of)
