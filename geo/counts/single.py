"""Find persons named one by one: "a man", "its rider", "Man, 45, stabbed"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from geo.counts.numbers import SPELT_OUT
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
from geo.memo import Memo

_NOT_HEAD = re.compile(
    r"['’]s\b|-\w|\s+(?:jets?|planes?|bus(?:es)?|trains?|vehicles?|cars?|boats?|drones?|camps?|"
    r"school|unions?|base|post|movement|rights|care|ward|homes?|house|death|deaths|station|"
    r"headquarters|group|groups|aircraft|ship|ferry|convoy|organi[sz]ation|agency|ministry|party|"
    r"minister(?!s)|council|committee|society|association|settlement|outpost|positions?|cell)\b"
)
SINGULAR_START = re.compile(
    r"\b(?P<det>[Aa]n?|[Aa]nother|[Oo]ne|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|(?<=and\s)|(?=\d{1,3}-year-old\b))"
    r"(?:(?<=\s)|(?=\d)|\s+)(?=[\w’'])"
)
_DETERMINER = re.compile(
    r"\b(?:(?:[Aa]n?|[Aa]nother|[Oo]ne|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)(?=\d|$)"
    r"|(?=\d{1,3}-year-old\b))"
)
"""How ``SINGULAR_START`` begins in a piece between two blanks, but for a noun behind "and"."""
_YEAR_OLD = re.compile(rf"(?:\d{{1,3}}|{SPELT_OUT})-(?:year|month|week|day)-old$", re.IGNORECASE)
_HEADLINE = re.compile(
    rf"\W*(?:[A-Z][\w’'-]*\s+){{0,2}}?(?P<noun>[A-Z]?[a-z]+|(?:\d{{1,3}}|{SPELT_OUT})-year-old)(?:,\s+\d{{1,3}},)?\s+"
    r"(?:killed|dies|shot|stabbed|dead|injured|wounded|hurt|found\s+dead|drowns|arrested|detained|abducted|kidnapped|beaten|missing)\b",
    re.IGNORECASE,
)
_SET_OFF = re.compile(
    r"(?<=[,;:–-] )(?P<noun>[a-z]+) (?:killed|dead|injured|wounded|hurt|missing|abducted|kidnapped)"
    r"(?=\s*(?:[.,;)]|$)|\s(?:in|at|near|on|by|when|as)\b)"
)
"""One person told of behind a comma: "Drone hits bus, driver killed"."""
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
_ONE_PERSON = frozenset({"person", "couple", "one"})
_HEADLINE_CUES = frozenset({"harm", "act"})
"""Cues of a sentence without one of which nobody is named one by one, or in a headline."""
_FAR = 7
"""How many words behind an article a person is looked for."""
_COUPLE = re.compile(r"(?:\w+\s+){0,2}couple\b(?!\s+of\b)")
_NEVER_ONE = frozenset({"other", "staff", "troop", "casualty", "police", "crew", "personnel"})
_SINGULAR_NEXT = re.compile(
    r"\s+(?!(?:and|or|in|on|at|was|were|who|is|has|had|of|from|near|dead|died|later|killed)\b)[a-z]"
)
_FIRST_TOKEN = re.compile(r"\s*((?:[A-Z]\.){2,}|[^\W_][\w’'-]*)")


def find_single(pieces: Pieces, cues: AbstractSet[str]) -> list[People]:
    """Find persons named one by one: "a man", "its rider", "a 61-year-old woman"."""
    found: list[People] = []
    if cues.isdisjoint(_ONE_PERSON):
        return found
    text, _, end, _, _ = pieces
    for match in match_single(pieces):
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
        if not may_be_person.any_of(text[match.end() : end].split(None, _FAR)[:_FAR]):
            continue
        noun, finish, guessed = _scan_single(text, match.end(), end, counted=bool(determiner))
        if noun:
            found.append(People(begin, finish, 1, 1, noun=noun, singular=True, guessed=guessed))
    return found


def match_single(pieces: Pieces) -> Iterator[re.Match[str]]:
    """Yield the matches of ``SINGULAR_START``, tried only at the words that can open one."""
    text, behind, end, words, starts = pieces
    before = ""
    for position, word in enumerate(words):
        openings = _determiners[word]
        if before.endswith("and") and 0 not in openings:
            openings = (0, *openings)
        before = word
        for offset in openings:
            at = starts[position] + offset
            if at >= behind and (match := SINGULAR_START.match(text, at, end)):
                yield match
                behind = match.end()


@Memo
def _determiners(word: str) -> tuple[int, ...]:
    """Return where in a word, with the signs that stick to it, one person may be opened."""
    return tuple(match.start() for match in _DETERMINER.finditer(word))


def may_hold_person(word: str) -> bool:
    """Whether a word is one person from its beginning or from where one may be opened in it."""
    ends = [match.end() for match in _DETERMINER.finditer(word)]
    return any(may_be_person[word[at:]] for at in (0, *_determiners[word], *ends))


@Memo
def may_be_person(word: str) -> bool:
    """Whether ``_scan_single`` can take a word, with the signs that stick to it, for a person."""
    token = _FIRST_TOKEN.match(word)
    if token is None:
        return False
    plain = token[1].lower()
    return (
        _YEAR_OLD.fullmatch(plain) is not None
        or head_of(plain) in load_persons()[0]
        or SINGULAR_SUFFIX.fullmatch(token[1]) is not None
    )


def find_in_headline(text: str, start: int, end: int, cues: AbstractSet[str]) -> list[People]:
    """Find one person named without an article: "Man, 45, stabbed", "Gunmen kill mayor"."""
    found: list[People] = []
    if cues.isdisjoint(_HEADLINE_CUES):
        return found
    plural_of, plurals = load_persons()
    opening = None
    words = text[start : min(end, start + 80)].split()
    while words and not _WORD_SIGN.search(words[0]):
        del words[0]  # a bullet
    if tells_harm.any_of(words[:_HEADLINE_WORDS]):
        opening = _HEADLINE.match(text, start, min(end, start + 80))
    matches = [opening] if opening is not None else []
    if "harm" in cues:
        matches += _SET_OFF.finditer(text, start, end)
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


@Memo
def tells_harm(word: str) -> bool:
    """Whether a word can be the verb of a headline: "Man stabbed"."""
    return _HARM.search(word) is not None


def _noun_next(text: str, at: int, end: int) -> bool:
    """Tell whether a noun may follow a word that is a person or an adjective ("national")."""
    following = TOKEN.match(text, at, end)
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
        token = (_FIRST_TOKEN if step == 0 else TOKEN).match(text, offset, end)
        if token is None:
            break
        word, offset = token[1], token.end(1)
        plain = word.lower()
        head = head_of(plain)
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
            SINGULAR_SUFFIX.fullmatch(word)
            and plain + "s" not in load_words("thing")
            and not _SINGULAR_NEXT.match(text, offset, end)
        ):
            noun, finish, guessed = guess_plural(plain), offset, True
    return noun, finish, guessed
