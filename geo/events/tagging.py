"""Settle by its neighbours whether a word is a verb, a noun or an adjective."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.inflections import also_nouns, known_verbs, saying_verbs
from geo.events.tokens import BASE, ING, PARTICIPLE, PAST, THIRD, UNSETTLED, Token

if TYPE_CHECKING:
    from geo.events.words import Word

_BEFORE_NOUN = frozenset({"det", "adj", "prep", "poss", "num"})
_WORN = frozenset({"masked", "hooded", "armed", "uniformed", "bearded"})
_BEHIND = frozenset({"prep", "adv", "to", "sub", "det", "", "."})
_NOT_FINITE = frozenset({"having", "being"})
_ROUGHLY = frozenset({"about", "around", "over", "under"})
_UNSETTLED = frozenset({"?", "adj", "poss", "prep", "adv"})
_FINITE = frozenset({"be", "have", "V", "Z"})
_PASSED = frozenset({"adv", '"', "“", "”"})
_ONE = frozenset({"a", "an", "another", "each", "this"})
_NO_OBJECT = frozenset({"prep", ".", ",", "cc", "be", "have", "modal", "V", "D", "rel", "", ")"})
_WHOLE = frozenset({"the", "these", "those"})


FORM_SIGNS = {"past": PAST, "part": PARTICIPLE, "ing": ING, "s": THIRD, "base": BASE}
"""The sign of each form of a verb."""
_FORMS = PAST | PARTICIPLE | ING | THIRD | BASE


def may_be_settled(token: Token) -> bool:
    """Whether the neighbours of a word may give it another tag than its own."""
    return (
        (token.tag in {"?", "adj"} and bool(token.forms))
        or token.tag == "poss"
        or (token.tag in _UNSETTLED and token.lower in _ROUGHLY)
    )


def tag_words(words: list[Word]) -> None:
    """Settle the words that may be verbs by their neighbours, left to right."""
    for i in [i for i, word in enumerate(words) if word.signs & UNSETTLED]:
        word = words[i]
        if word.lower in _ROUGHLY and i + 1 < len(words) and words[i + 1].tag == "num":
            word.tag = "adv"  # "destroyed about 200 houses"
        if word.tag == "poss" and i and words[i - 1].lower in {"it", "he", "she", "there", "that"}:
            word.tag = "be"
        if not word.forms or word.tag not in {"?", "adj"}:
            continue
        # mostly the word beside it
        before = words[i - 1] if i else None
        if before is not None and before.tag in _PASSED:
            before = _neighbour(words, i - 1, -1)
        after = words[i + 1] if i + 1 < len(words) else None
        if after is not None and after.tag in _PASSED:
            after = _neighbour(words, i + 1, 1)
        tag = _verb_tag(word, before, after, words, i)
        opens = tag == "B" and before is not None and before.tag in {"to", "modal"}
        if word.tag == "?" or tag in {"D", "T", "V"} or opens:
            word.tag = tag


def _neighbour(words: list[Word], i: int, step: int) -> Word | None:
    i += step
    last = len(words)
    while 0 <= i < last:
        word = words[i]
        if word.tag not in _PASSED:
            return word
        i += step
    return None


def _verb_tag(
    word: Word, before: Word | None, after: Word | None, words: list[Word], i: int
) -> str:
    forms = word.signs & _FORMS
    prior = before.tag if before else ""
    following = after.tag if after else ""
    if after is not None and after.lower in _NOT_FINITE:
        following = "G"  # "denies having shelled X"
    if word.capital and i and prior in {"N", "P"} and before is not None and before.capital:
        return "N"  # inside a name: "Associated Press", "United Nations"
    if word.lower in _WORN and following in {"N", "?"}:
        return "adj"  # "in X masked men attacked marchers"
    if forms & PARTICIPLE and prior == "-" and _is_compound(words, i):
        return "adj"  # "the Russian-occupied town"
    if forms & (PAST | PARTICIPLE):
        if prior in {"to", "modal", "do"} and forms & BASE:
            return "B"
        if "-" in word.lower and following in {"N", "?"} and word.lemma() not in known_verbs():
            return "adj"  # "rocket-propelled grenades"
        adjective = prior in {"det", "adj", "num", "poss", "G"} or (
            prior in {"prep", ""} and not (word.capital and i)
        )
        adjective = adjective and bool(forms & PARTICIPLE)  # "a quake of magnitude 5 shook X"
        if adjective and following in {"N", "?"} and prior not in {"be", "have"}:
            return "adj"
        if prior in {"cc", ","} and following == "N" and _object_is_subject(words, i):
            return "adj"  # "operations around X and intensified combat reported near Y"
        if before is not None and before.lower in _WHOLE and _ends_noun_phrase(after):
            return "N"  # "the wounded were taken to X"
        if prior in {"det", "poss", "adj"} and word.lemma() in also_nouns() and forms & BASE:
            return "N"
        if forms == PARTICIPLE:
            return "T"
        return "D" if forms & PARTICIPLE else "V"
    if forms == ING:
        return "G"
    noun = word.lemma() in also_nouns()
    only = noun and not _verb_elsewhere(words, i)
    if prior in {"to", "modal", "do", "not"}:
        return "B"
    if prior == "num" and i > 1:
        if words[i - 2].lower == "magnitude":
            prior = "N"  # "a quake of magnitude 5.8 hits X"
        elif not noun and forms & BASE and not _verb_elsewhere(words, i):
            return "B"  # "17 drown"
    if prior in _BEFORE_NOUN or before is None:
        return "N"
    if before.lower in {"we", "they", "i", "you"}:
        return "B" if forms & BASE else "N"
    if word.lower == "forces" and prior in {"N", "adj"} and following in _NO_OBJECT:
        return "N"  # "between militants and security forces in X"
    if forms & THIRD:
        if following in {"be", "have", "modal", "do", "V"}:
            return "N"
        if prior == "that" and noun and after is not None and _may_be_verb(after):
            return "N"  # "said that clashes went on"
        if following == "that" and noun and _verb_behind(words, i + 2):
            return "N"  # "air strikes that covered a rescue"
        if prior in {"rel", "that"} or before.lower in {"it", "he", "she"}:
            return "Z"
        if prior == "G" and not noun and following in _BEHIND and _is_subject(words, i - 1):
            return "Z"  # "heavy fighting continues"
        if prior not in {"N", "P", ")", ",", "cc"}:
            return "N"
        if not noun:
            return "Z"
        if prior == "cc" and following in {"P", "det", "pro"} and _third_person(words, i):
            return "Z"  # "keeps troops there and shells the town"
        if prior in {",", "cc"}:
            return "N"
        if following in {"det", "num", "pro", "P"}:
            return "Z" if only or before.tag == "P" or following in {"det", "pro"} else "N"
        return (
            "Z"
            if only
            and following in {"to", "that", "prep", "N", "adj", "?"}
            and not (after is not None and _may_be_verb(after) and not _is_modifier(words, i + 1))
            and _opens(words, i)
            else "N"
        )
    if prior == "cc" and following == "to" and forms & BASE and not noun and _told(words, i):
        return "B"  # "forces hold the bridge and continue to shell the town"
    if only and following == "to" and forms & BASE and prior in {"N", "P"}:
        return "B"  # "unions in X plan to block"
    if forms & BASE and not noun and prior in {"N", "P"} and not _verb_elsewhere(words, i):
        return "B"  # "Voters in X go to the polls"
    if forms & BASE and not noun and prior in {"N", "P"} and word.lemma() in saying_verbs():
        return "B"  # "officials in X say a drone hit Y"
    if prior == "cc" and i > 1 and words[i - 2].tag == "B" and forms & BASE:
        return "B"  # "gunmen shoot and kill a man"
    if (
        following == "cc"
        and only
        and _is_plural(before)
        and _two_acts(words, i)
        and _opens(words, i)
    ):
        return "B"
    if prior in {"rel", "that"} or (_is_plural(before) and not _is_one(words, i)):
        if following in {"be", "have", "modal", "do", "V"} or (not noun and prior == "that"):
            return "N"
        if prior in {"rel", "that"} or not noun:
            return "B"
        if only and following in {"det", "num", "prep", "adv", "to", "pro", "P", "?", "sub"}:
            return "B"
        if only and following in {"N", "adj"} and _opens(words, i):
            return "B"  # a headline: "Growers block highway"
    return "N"


def _is_compound(words: list[Word], i: int) -> bool:
    """Whether a hyphen ties a participle to the name before it, with no blank between."""
    if i < 2 or words[i - 1].end != words[i].start or words[i - 2].end != words[i - 1].start:
        return False
    return words[i - 2].tag in {"P", "adj", "N"}


def _two_acts(words: list[Word], i: int) -> bool:
    """Whether "and" joins a plural's bare verb to a second one: "gunmen shoot and kill a man"."""
    if i + 3 >= len(words) or words[i + 1].lower != "and":
        return False
    second, behind = words[i + 2], words[i + 3].tag
    return second.tag == "?" and bool(second.signs & BASE) and behind in {"det", "num", "P", "pro"}


def _is_subject(words: list[Word], k: int) -> bool:
    """Whether an -ing word is a noun that a clause opens with: no "is massing barges"."""
    before = words[k - 1] if k else None
    return before is None or before.tag in {"det", "adj", "N", "sub"}


def _third_person(words: list[Word], i: int) -> bool:
    """Whether a verb of the same form stands before, without a boundary between."""
    for word in reversed(words[:i]):
        if word.tag == "Z":
            return True
        if word.tag in {",", ";", "sub", "rel", "that", "be", "have", "modal", "V"}:
            return False
    return False


def _told(words: list[Word], i: int) -> bool:
    """Whether the verb before "and" is finite: no "will", no "to" that both verbs hang on."""
    tags = [word.tag for word in words[:i]]
    finite = bool(_FINITE & set(tags)) or any(tag == "B" for tag in tags)
    return finite and "modal" not in tags and "to" not in tags


def _verb_behind(words: list[Word], k: int) -> bool:
    """Whether "that" at ``k - 1`` opens a relative clause: a verb stands right behind it."""
    return k < len(words) and (
        words[k].tag in {"be", "have", "modal", "do", "V", "Z", "B"} or _may_be_verb(words[k])
    )


def _ends_noun_phrase(after: Word | None) -> bool:
    """Whether a participle behind "the" stands alone: "the wounded were", "the displaced in"."""
    return after is None or after.tag in {
        "be", "have", "modal", "do", "prep", "to", "cc", ",", ".", ";", "poss", "rel", "V",
    }  # fmt: skip


def _may_be_verb(word: Word) -> bool:
    return word.tag == "?" and any(form.form in {"base", "past"} for form in word.forms)


def _is_modifier(words: list[Word], i: int) -> bool:
    """Whether what may be a verb belongs to the noun behind it: "a drone hits fuel depot"."""
    ahead = words[i + 1] if i + 1 < len(words) else None
    return words[i].lemma() in also_nouns() and ahead is not None and ahead.tag == "N"


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
            if word.lower in _NOT_FINITE:
                k += 2 * step if step > 0 else step
                continue
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
    """Whether what stands before a word can be a clause's whole subject: at most five words."""
    k = i - 1
    while k >= 0 and words[k].tag in {"N", "P", "adj", "det", "poss", "num"}:
        k -= 1
    return i - k <= 6 and (
        k < 0
        or words[k].tag in {",", "sub", "that", "cc", ";", ":", "—", '"', "“"}
        or words[k].lower == "as"
    )


def _is_one(words: list[Word], i: int) -> bool:
    """Whether an article makes one thing of the noun at ``i``: "a police patrol"."""
    return words[i - 1].lower == "police" and i > 1 and words[i - 2].lower in _ONE


def _is_plural(word: Word) -> bool:
    return word.tag == "N" and (
        (word.lower.endswith("s") and not word.lower.endswith("ss"))
        or word.lower.endswith("men")
        or word.lower in {"people", "police", "children"}
    )
