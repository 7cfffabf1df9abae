"""Read the place phrases of a sentence: which names hang together, and how they locate.

"in X, Y and Z" is one phrase with three places; "Rafah, in southern Gaza" one place with its
container; "between A and B" and "5 km south-east of A" are points computed from places.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from geo.events.inflections import word_list
from geo.events.name_joints import CLASS_WORDS, bearing_of, possessed
from geo.events.place_lists import ROADS, PlacePhrase, gather_names
from geo.events.prepositions import CLOSE_WORDS, finish, measure, read_preposition
from geo.events.words import Word
from geo.model import Mention, PlaceRelation

_VERBAL = frozenset({"be", "have", "modal", "V", "D", "Z", "B"})
_SET_OFF = frozenset({",", "-", "–", "—", "|", "("})
_ADJOINING = frozenset({"neighbouring", "neighboring", "surrounding", "adjoining"})
_LANDS = frozenset({"state", "territory", "capital"})
_DIRECTIONS = frozenset({"northern", "southern", "eastern", "western", "central"})
_ARTICLES = frozenset({"al", "el", "an", "ad", "ar", "as", "ash", "at", "az"})
_ASHORE = frozenset({"city", "port", "resort", "town", "village", "island", "nation", "state"})
_ONLY_ARTICLES = frozenset({"al", "el", "ad", "ar", "ash", "az"})
_TRANSPARENT = frozenset({"like", "including", "namely"})


_PERSON_OF = word_list("person_of")
_BODIES = word_list("bodies")


_FACILITIES = word_list("facilities")


def read_phrases(
    words: Sequence[Word], mentions: Sequence[Mention], event_nouns: Mapping[int, int]
) -> list[PlacePhrase]:
    """Return the place phrases of a sentence in order.

    Parameters
    ----------
    words
        The sentence.
    mentions
        All mentions of the report; a word's ``mention`` is an index into them.
    event_nouns
        For the last word of each noun that names an event, its first.
    """
    phrases: list[PlacePhrase] = []
    behind = 0
    for i in [i for i, word in enumerate(words) if word.tag == "P"]:
        if i < behind:
            continue
        first = possessed(words, i)
        if first > i:
            phrases.append(PlacePhrase(start=i, end=i + 1, members=[words[i].mention]))
        phrase, behind = gather_names(words, mentions, first)
        if _names_a_sea_only(words, phrase, mentions):
            phrase.kind = "modifier"  # "police in the Indian Ocean port"
            phrases.append(phrase)
            continue
        if first > i and mentions[phrase.members[0]].resolution.place is None:
            phrase.containers.append(words[i].mention)  # "in Istanbul's Xyz Square"
        # what owns a place stands before it: "in Kenya's port city of X"
        _locate(words, phrase, event_nouns, i if first > i else phrase.start)
        phrases.append(phrase)
    return phrases


def _names_a_sea_only(
    words: Sequence[Word], phrase: PlacePhrase, mentions: Sequence[Mention]
) -> bool:
    """Whether a water only says by which a town lies that is told again without its name."""
    if phrase.end >= len(words) or words[phrase.end].lower not in _ASHORE:
        return False
    place = mentions[phrase.members[-1]].resolution.place
    return place is not None and place.feature_class == "water"


def _locate(
    words: Sequence[Word], phrase: PlacePhrase, event_nouns: Mapping[int, int], first: int
) -> None:
    """Read leftwards from a phrase, which begins at ``first``, to what says how it locates."""
    k = first - 1
    if phrase.end in event_nouns or phrase.end in event_nouns.values():
        # "Gallant's Washington visit", "the Jenin raid"
        phrase.owner = phrase.end
        finish(phrase, "naming", "in", phrase.end)
        return
    ahead = words[phrase.end : phrase.end + 2]
    compound = len(ahead) == 2 and ahead[0].tag == "N" and not ahead[0].capital
    if compound and phrase.end + 1 in event_nouns.values() and _bare(words, k):
        # "as Nairobi tax protest turns deadly"
        phrase.owner = phrase.end + 1
        finish(phrase, "naming", "in", phrase.end + 1)
        return
    relation: PlaceRelation = "in"
    if phrase.preposition == "near":
        relation = "near"
    steps = 0
    while k >= 0 and steps < 24:
        steps += 1
        word = words[k]
        lower = word.lower
        tag = word.tag
        if (
            (word.capital or lower in _ONLY_ARTICLES)
            and lower in _ARTICLES
            and k == phrase.start - 1
            and k
            and words[k - 1].tag in {"det", "prep"}
        ):
            k -= 1  # "in the Ad Darraj neighbourhood"
            continue
        if lower in {"of", "from"} and k and measure(words, k, phrase):
            relation = "near"
            k = phrase.owner
            phrase.owner = -1
            if k < 0 or words[k].tag in {",", "num"}:
                finish(phrase, "locative", relation, k)
                return
            if words[k].tag == "to" or words[k].lower in {"to", "at", "on", "about"}:
                k -= 1
            finish(phrase, "locative", relation, k)
            return
        if lower == "of" and tag == "prep":
            head = k - 1
            if head in event_nouns:
                phrase.owner = head
                finish(phrase, "of", relation, head)
                return
            noun = words[head].lower if head >= 0 else ""
            if _is_person(words, phrase, head):
                finish(phrase, "source", relation, head)
                return
            if bearing_of(noun):
                inside = head and words[head - 1].lower in {"the", "far"}
                if not inside:
                    relation = "near"
                k = head - 1
                if not inside and k >= 0 and words[k].tag not in {"prep", "det", "to"}:
                    finish(phrase, "locative", relation, k)
                    return
                continue
            if noun == "way" and head and words[head - 1].lower == "by":
                phrase.preposition = "through"  # "entered by way of X"
                finish(phrase, "locative", relation, head - 2)
                return
            if noun in CLOSE_WORDS:
                relation = "near"
            elif (
                noun in _PERSON_OF
                and not (noun == "side" and head and bearing_of(words[head - 1].lower))
                and not (noun in _LANDS and _stands_in(words, head))
            ):
                finish(phrase, "source", relation, head)
                return
            k = head - 1
            while k >= 0 and (
                words[k].tag in {"N", "adj", "num", "poss"}
                or (words[k].tag == "G" and words[k - 1].tag in {"N", "adj", "det"})
            ):
                if k in event_nouns:
                    break
                k -= 1
            if k >= 0 and words[k].tag == "P" and noun in CLASS_WORDS and head - k <= 2:
                k = _before_modifiers(words, k)  # "Kenya's Indian Ocean port city of Mombasa"
            continue
        if (tag in {"det", "adj", '"', "“", "‘", "adv"} and lower != "namely") or lower == "“":
            k -= 1
            continue
        if tag == "poss" and k and words[k - 1].mention >= 0:
            k -= 2  # "in Kenya's Mandera county"
            continue
        if tag == "-" and k and words[k + 1].tag == "adj" and words[k - 1].end == word.start:
            k -= 2  # "in the Russian-occupied town of X"
            continue
        if tag == "prep" or tag == "to" or lower == "namely":
            if lower in _TRANSPARENT or (lower == "as" and k and words[k - 1].lower == "such"):
                k -= 1
                while (
                    k >= 0
                    and words[k].tag in {"N", "adj", "det", "num", ","}
                    and words[k].lower != "of"
                ):
                    k -= 1
                continue
            read_preposition(words, phrase, k, relation)
            return
        if lower == "and" and k > 2 and words[k - 3].lower == "both":
            k -= 4  # "in both the capital and X"
            continue
        if lower in {"and", "or"} and k and words[k - 1].tag in {"N", "num"}:
            # "residents of Block 7 and the X quarter"
            k -= 1
            while k >= 0 and words[k].tag in {"N", "num", "adj", "det"}:
                k -= 1
            following = words[phrase.end].tag if phrase.end < len(words) else ""
            if k >= 0 and words[k].lower == "of" and following not in _VERBAL:
                continue
            break
        if lower in {"and", "or"} and k and words[k - 1].lower in _DIRECTIONS:
            k -= 2  # "across southern and eastern X"
            continue
        if tag == "sub" and lower == "as":
            k -= 1
            continue
        if lower in _ADJOINING or (tag in {"D", "T"} and k and words[k - 1].tag in {"prep", "det"}):
            k -= 1  # "in occupied X", "in neighbouring Y"
            continue
        if tag in {"V", "D", "B", "G", "Z", "T"}:
            finish(phrase, "object", relation, k)
            return
        if tag == "N" and lower in CLASS_WORDS | {
            "nearby",
            "neighbouring",
            "other",
            "downtown",
            "city",
            "hai",
        }:
            k -= 1
            continue
        if tag == "N" and lower == "hai":
            k -= 1
            continue
        break
    after = words[phrase.end] if phrase.end < len(words) else None
    if after is not None and after.lower in _FACILITIES:
        finish(phrase, "site", relation, -1)
        return
    if k == phrase.start - 1 and k >= 0 and words[k].tag == "N":
        finish(phrase, "other", relation, k)
        return
    finish(phrase, "subject", relation, -1)


def _before_modifiers(words: Sequence[Word], k: int) -> int:
    """Return the word before the names that only tell what kind of town one is."""
    while k >= 0 and words[k].tag in {"P", "adj", "poss"}:
        k -= 1
    return k


def _is_person(words: Sequence[Word], phrase: PlacePhrase, k: int) -> bool:
    """Whether "of" tells where somebody lives: "Jo Roe of Dover, Ohio, died", "Roe, 41, of Dover".

    Two capitals without "the" are a person's, but where they name a body or a site.
    """
    if phrase.end < len(words) and words[phrase.end].lower in CLASS_WORDS:
        return False
    if k > 1 and words[k].tag == ",":
        k -= 1
        if words[k].tag == "num" and k > 1 and words[k - 1].tag == ",":
            return _is_capital(words[k - 2])  # "Roe, 41, of Dover"
        closed = phrase.end < len(words) and words[phrase.end].tag == ","
        return closed and k > 0 and _is_capital(words[k]) and _is_capital(words[k - 1])
    named = _skip_initial(words, k - 1) if k > 0 else k
    if k < 1 or not (_is_capital(words[k]) and _is_capital(words[named])):
        return False
    while named > 0 and _is_capital(words[named - 1]):
        named -= 1
    bodies = any(
        word.lower in _BODIES or word.lower in _FACILITIES for word in words[named : k + 1]
    )
    return not bodies and not (named and words[named - 1].tag == "det")


def _skip_initial(words: Sequence[Word], k: int) -> int:
    """Return the first name before an initial: "Jo J. Roe"."""
    if k > 1 and words[k].lower == "." and len(words[k - 1].lower) == 1:
        return k - 2
    return k


def _is_capital(word: Word) -> bool:
    return word.tag == "N" and word.capital and word.mention < 0 and word.lower not in CLASS_WORDS


def _bare(words: Sequence[Word], k: int) -> bool:
    """Whether no word before a name ties it to another: "in X tax protest", "as X tax protest"."""
    return k < 0 or words[k].tag in {"sub", ",", "adj", "that"} or words[k].lower in {"in", "after"}


def _stands_in(words: Sequence[Word], k: int) -> bool:
    """Whether "in" stands before the noun at ``k``: "in the Indian state of Punjab"."""
    k -= 1
    while k >= 0 and words[k].tag in {"det", "adj", "N"}:
        k -= 1
    return k >= 0 and words[k].lower in {"in", "across", "into", "through", "throughout"}


def join_road(phrases: list[PlacePhrase], words: Sequence[Word]) -> None:
    """Join the two phrases of "on the road from A to B" into one between both."""
    for left, right in itertools.pairwise(phrases):
        if (
            left.kind == "origin"
            and right.kind in {"destination", "road_to"}
            and right.start - left.end <= 2
        ):
            k = left.owner
            if k >= 0 and words[k].lower in ROADS:
                left.members += right.members
                left.between = True
                left.kind, left.relation = "locative", "near"
                right.kind = "joined"


def locate_last(phrases: Sequence[PlacePhrase], words: Sequence[Word]) -> None:
    """Let a bare name that ends an entry say where: "20 killed in attack on market, X"."""
    if not phrases:
        return
    last = phrases[-1]
    ends = last.end == len(words) or (last.end + 1 == len(words) and words[-1].tag == ".")
    if ends and last.kind == "subject" and last.start and words[last.start - 1].tag in _SET_OFF:
        finish(last, "locative", last.relation, last.start - 1)
