"""Return the places that a clause's own phrase names."""

from __future__ import annotations

from collections.abc import Sequence

from gazetteer.place import Place
from geo.events.cases import Located
from geo.events.drafts import Draft
from geo.events.name_joints import CLASS_WORDS, UNITS_KM, bearing_of
from geo.events.place_lists import PlacePhrase
from geo.events.points import midpoint, offset
from geo.events.reading import Sentence
from geo.events.sentence_place import resolved_places
from geo.model import Mention

_OPENING = frozenset({"in", "on", "across"})

_REGIONS = frozenset({"admin1", "admin2", "landform", "region"})


def from_phrase(
    draft: Draft, phrase: PlacePhrase, sentence: Sentence, mentions: Sequence[Mention]
) -> list[Located]:
    """Return the places of the clause's own phrase; of what holds them, where nobody knows them."""
    words = sentence.words
    start, end = words[phrase.start].start, words[phrase.end - 1].end
    members = resolved_places(mentions, phrase.members)
    holders = tuple(phrase.containers)
    if not members:
        outer = resolved_places(mentions, phrase.containers)[:1]
        outer = outer or _fronted_holder(sentence, phrase, mentions)
        return [
            Located(
                index,
                "near" if _beside(sentence, index) else "in",
                "the place that holds an unknown one",
                None,
                (),
                start,
                end,
            )
            for index, _ in outer
        ]
    (first, one), *rest = members
    if phrase.preposition == "between" and not rest:
        return []  # halfway to a place that nobody knows
    if phrase.between and rest:
        second, two = rest[0]
        spot = midpoint(one, two)
        rule = "midpoint: between A and B"
        return [Located(first, "near", rule, spot, (second, *holders), start, end)]
    if phrase.bearing and phrase.distance_km:
        spot = offset(one, phrase.distance_km, phrase.bearing)
        return [Located(first, "near", "offset: distance and bearing", spot, holders, start, end)]
    found = [
        Located(index, phrase.relation, draft.place_rule, None, (), start, end)
        for index, _ in members
    ]
    found[-1].others = holders
    for other in draft.also:
        start, end = words[other.start].start, words[other.end - 1].end
        rule, others = "second place of one verb", tuple(other.containers)
        found += [
            Located(index, other.relation, rule, None, others, start, end)
            for index, _ in resolved_places(mentions, other.members)
        ]
    return found


def _fronted_holder(
    sentence: Sentence, phrase: PlacePhrase, mentions: Sequence[Mention]
) -> list[tuple[int, Place]]:
    """Return the region that opens a sentence, and so holds a place in it that nobody knows.

    "In Helmand, insurgents attacked a post in Xyz district" was in Helmand.
    """
    group = sentence.clauses[0].group
    for other in sentence.phrases:
        if other.start >= phrase.start or (group is not None and other.start >= group.start):
            break
        fronted = other.kind == "locative" and other.preposition in _OPENING and other.start <= 5
        if fronted and other.relation == "in":
            found = resolved_places(mentions, other.members)[:1]
            island = other.preposition == "on"
            return [one for one in found if island or one[1].feature_class in _REGIONS]
    return []


def _beside(sentence: Sentence, mention: int) -> bool:
    """Whether a name only says what lies near: "in Awkar, north of Beirut"."""
    words = sentence.words
    k = next((i for i, word in enumerate(words) if word.mention == mention), 0)
    if k and words[k - 1].lower in {"near", "outside", "off"}:
        return True
    while k and (words[k - 1].tag in {"adj", "det"} or words[k - 1].lower in CLASS_WORDS | {"of"}):
        if words[k - 1].lower == "of" and bearing_of(words[k - 2].lower):
            return True
        k -= 1
    measured = k > 1 and (bearing_of(words[k - 2].lower) or words[k - 2].lower in UNITS_KM)
    return k > 1 and words[k - 1].lower in {"of", "from"} and bool(measured)
