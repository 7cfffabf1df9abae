"""Find the place that "there", "the town" or "here" in a clause points to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from gazetteer.place import Place
from geo.events.cases import Case, Located
from geo.events.counted_days import day_when
from geo.events.drafts import Draft
from geo.events.inherit import (
    SETTLED,
    Anaphor,
    capital_before,
    city_named,
    classes_of_noun,
    find_anaphors,
    place_before,
)
from geo.events.labels import Heads
from geo.events.place_lists import PlacePhrase
from geo.events.points import Spot, offset
from geo.events.prepositions import measure
from geo.events.reading import Sentence
from geo.events.when import is_background, spans_of_clause
from geo.model import Mention

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_DIRECTIONS = frozenset({"northern", "southern", "eastern", "western", "central"})
_COUNTRIES = frozenset({"countries", "nations", "governments", "capitals", "powers"})
_SCENES = frozenset({"site", "scene", "spot"})
_SPOKESMEN = frozenset({"spokesman", "spokesmen", "spokesperson", "spokeswoman"})
_APPOSED = ([",", "a"], [",", "an"])
_TOWNS = frozenset({"town", "village"})
LARGE_CITY = 500_000
"""People above which nobody speaks of "the town"."""
_DIVISIONS = frozenset({"county", "district", "region", "province", "governorate", "state"})


@dataclass(slots=True)
class Trail:
    """What the text has placed so far, for words that point back."""

    last_event: int | None = None
    last_news: int | None = None
    last_scene: int | None = None
    named: dict[str, int] = field(default_factory=dict)
    by_clause: dict[tuple[int, int], Case] = field(default_factory=dict)
    previous: Case | None = None
    places: Gazetteer | None = None
    last_sentence: int = -1
    first_mention: int = 0
    passing: set[int] = field(default_factory=set)
    called: dict[int, str] = field(default_factory=dict)
    holders: tuple[int, ...] = ()
    heads: Heads = field(default_factory=lambda: Heads({}, {}, {}))


def named_in_passing(cases: Sequence[Case], sentences: Sequence[Sentence]) -> set[int]:
    """Return the names that place no event and that "the town" hardly means.

    They only say where persons come from or a spokesman sits, or are several at once: "fled to A
    and B".
    """
    phrases = [case.draft.phrase for case in cases]
    used = {index for phrase in phrases if phrase is not None for index in phrase.members}
    named = {
        sentence.words[i].mention
        for sentence in sentences
        for i in sentence.names
        if i and sentence.words[i - 1].lower == "from"
    }
    for sentence in sentences:
        words = sentence.words
        for one, two in pairwise(sentence.names):
            if two == one + 2 and words[one + 1].tag == "cc":
                named |= {words[one].mention, words[two].mention}
        for i in sentence.names:
            if i > 1 and words[i - 1].lower == "in" and words[i - 2].lower in _SPOKESMEN:
                named.add(words[i].mention)
    return named - used


def called_by_noun(sentences: Sequence[Sentence]) -> dict[int, str]:
    """Return the nouns by which a text introduces its places: "A, a market town in B"."""
    called: dict[int, str] = {}
    for sentence in sentences:
        words = sentence.words
        for i in sentence.names:
            k = i + 3
            if [word.lower for word in words[i + 1 : k]] not in _APPOSED:
                continue
            while k + 1 < len(words) and words[k + 1].tag == "N":
                k += 1
            if k < len(words):
                called[words[i].mention] = words[k].lower
    return called


def from_anaphor(
    draft: Draft, sentence: Sentence, mentions: Sequence[Mention], trail: Trail
) -> list[Located]:
    """Return what "there", "the town" or "the hospital" in the clause points back to."""
    clause = sentence.clauses[draft.clause]
    indices = clause.indices()
    if clause.shared_subject >= 0:
        indices = sentence.clauses[clause.shared_subject].subject() + indices
    for other in sentence.clauses[draft.clause + 1 :]:
        if other.shared_subject == draft.clause:
            indices = indices + other.indices()
    for anaphor in find_anaphors(sentence, indices):
        if anaphor.noun == "here":
            written = trail.heads.datelines.get(sentence.number)
            if written is None:
                continue
            rule, span = "here: where the report was written", (anaphor.start, anaphor.end)
            return [Located(written, "inferred", rule, None, (), *span, inherited=True)]
        if anaphor.noun == "region" and _is_of_countries(sentence, anaphor):
            continue
        if anaphor.noun in _DIVISIONS and _has_direction(sentence, anaphor):
            continue  # "in the eastern region": another one
        if anaphor.noun == "there" and _was_unplaced(draft, trail):
            continue
        index = _told_by_people_of(sentence, anaphor.word) if anaphor.noun == "there" else None
        sentence_span = (sentence.start, anaphor.start)
        city = city_named(mentions, sentence_span, anaphor.noun, trail.places)
        if city is not None:
            index, place = city
            spot = Spot(
                place=place,
                name=place.name,
                lat=place.lat,
                lon=place.lon,
                precision_km=place.precision_km,
                rule=f"the {anaphor.noun} of that name",
            )
            rule = f"points back: {anaphor.noun}"
            return [
                Located(
                    index, "inferred", rule, spot, (), anaphor.start, anaphor.end, inherited=True
                )
            ]
        if anaphor.noun == "capital":
            index = capital_before(mentions, anaphor.start)
        elif index is None:
            index = place_before(
                mentions,
                anaphor.start,
                anaphor.noun,
                _spoken_of(sentence, anaphor, trail, mentions),
                sentence.start,
            )
            if anaphor.noun in _DIVISIONS and _left_behind(index, trail):
                index = trail.last_event  # the county of the town just named
            if index in trail.holders and _is_of_noun(trail.last_event, anaphor, mentions):
                index = trail.last_event  # "on X in the Y district ... the village": X
            if index in trail.passing or _is_too_large(index, anaphor, mentions):
                # "They had come from B. In the town ...": not in B
                index = _called_so(anaphor, mentions, trail, index)
        if index is None:
            index = trail.named.get(sentence.words[anaphor.word].lower)
        if index is not None and mentions[index].resolution.place is not None:
            rule = f"points back: {anaphor.noun}"
            measured = _measured_from(sentence, anaphor, mentions[index].resolution.place)
            return [
                Located(
                    index,
                    "inferred",
                    rule,
                    measured,
                    (),
                    anaphor.start,
                    anaphor.end,
                    inherited=True,
                )
            ]
    return []


def _has_direction(sentence: Sentence, anaphor: Anaphor) -> bool:
    words = sentence.words
    k = anaphor.word - 1
    while k >= 0 and words[k].start >= anaphor.start:
        if words[k].lower in _DIRECTIONS:
            return True
        k -= 1
    return False


def _is_of_countries(sentence: Sentence, anaphor: Anaphor) -> bool:
    """Whether a region holds whole countries: "one of the first countries in the region"."""
    words = sentence.words
    near = words[max(0, anaphor.word - 5) : anaphor.word]
    return any(word.lower in _COUNTRIES for word in near)


def _was_unplaced(draft: Draft, trail: Trail) -> bool:
    """Whether what "there" means was told without a place that is known."""
    before = trail.previous
    return (
        before is not None
        and before.draft.real
        and not before.located
        and before.draft.phrase is None
        and draft.sentence - before.draft.sentence == 1
        and trail.last_sentence < before.draft.sentence
    )


def _left_behind(index: int | None, trail: Trail) -> bool:
    """Whether a place was named before the paragraph in which the last event is placed."""
    return (
        index is not None
        and trail.last_event is not None
        and index < trail.first_mention <= trail.last_event
    )


def _is_of_noun(index: int | None, anaphor: Anaphor, mentions: Sequence[Mention]) -> bool:
    """Whether a mention's place is of the kind that a noun points to."""
    place = mentions[index].resolution.place if index is not None else None
    return place is not None and place.feature_class in classes_of_noun().get(anaphor.noun, ())


def tells_of_long_ago(sentence: Sentence, index: int, latest: date | None) -> bool:
    """Whether a clause is dated so far back that it is only recalled: "in 2016 a dam burst"."""
    told = day_when(sentence, index)
    spans = [told] if told is not None else spans_of_clause(sentence, index)
    return bool(spans) and all(is_background(*span.named, latest) for span in spans)


def _spoken_of(
    sentence: Sentence, anaphor: Anaphor, trail: Trail, mentions: Sequence[Mention]
) -> int | None:
    """Return where "there" and "the site" are.

    Not where something long ago was told in between; "the scene" is that of a deed or a disaster.
    Where the last event lies in an earlier paragraph, "there" is the last place of this one.
    """
    if anaphor.noun == "there" and (trail.last_event or 0) < trail.first_mention:
        for index in range(len(mentions) - 1, trail.first_mention - 1, -1):
            mention, place = mentions[index], mentions[index].resolution.place
            settled = place is not None and place.feature_class in SETTLED
            if mention.end <= sentence.start and mention.function == "literal" and settled:
                return index
    if sentence.number - trail.last_sentence <= 1 or trail.last_news is None:
        return trail.last_event
    scene = sentence.words[anaphor.word].lower in _SCENES and trail.last_scene is not None
    return trail.last_scene if scene else trail.last_news


def _called_so(
    anaphor: Anaphor, mentions: Sequence[Mention], trail: Trail, index: int | None
) -> int | None:
    """Return the place that was introduced as "a town", else the last event's where it is one."""
    for earlier in sorted(trail.called, reverse=True):
        if mentions[earlier].end <= anaphor.start and trail.called[earlier] == anaphor.noun:
            return earlier
    return trail.last_event if _is_of_noun(trail.last_event, anaphor, mentions) else index


def _is_too_large(index: int | None, anaphor: Anaphor, mentions: Sequence[Mention]) -> bool:
    """Whether a city is larger than what "the town" means."""
    place = mentions[index].resolution.place if index is not None else None
    return place is not None and anaphor.noun in _TOWNS and place.population > LARGE_CITY


def _measured_from(sentence: Sentence, anaphor: Anaphor, place: Place | None) -> Spot | None:
    """Return the point of "12 km north of the city"."""
    words = sentence.words
    k = anaphor.word
    while k > 0 and words[k].start > anaphor.start:
        k -= 1
    if place is None or k < 2 or words[k - 1].lower not in {"of", "from"}:
        return None
    phrase = PlacePhrase(start=k, end=k + 1, members=[])
    if not measure(words, k - 1, phrase) or not phrase.bearing or not phrase.distance_km:
        return None
    return offset(place, phrase.distance_km, phrase.bearing)


def _told_by_people_of(sentence: Sentence, word: int) -> int | None:
    """Return the place in "residents of X said that ... there", which "there" means.

    Where what they say names another place before it, "there" is that one.
    """
    before = [phrase for phrase in sentence.phrases if phrase.end < word]
    if not before or before[0].kind not in {"source", "locative"} or before[0].start >= 6:
        return None
    said = before[-1] is not before[0] and all(
        other.lower != "that" for other in sentence.words[before[-1].end : word]
    )
    return None if said else before[0].members[0]
