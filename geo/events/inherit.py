"""Find the place of an event whose clause names none: "there", "the town", "the hospital"."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from gazetteer.names import fold
from gazetteer.place import Place
from geo.events.inflections import rows, word_list
from geo.events.place_lists import PlacePhrase
from geo.events.points import could_hold
from geo.events.reading import Sentence
from geo.model import Mention

if TYPE_CHECKING:
    from gazetteer import Gazetteer


@cache
def classes_of_noun() -> Mapping[str, tuple[str, ...]]:
    """Return the feature classes that a noun points back to: "the town" to populated places."""
    return {
        row["noun"]: tuple(row["feature_classes"].split(";")) if row["feature_classes"] else ()
        for row in rows("place_nouns.csv")
    }


SMALL_TOWN = 100_000
"""People below which "the city" may mean a larger one named before."""
SETTLED = frozenset({"populated_place", "neighbourhood", "camp"})
"""Classes of places that people live in, which "there" and "the city" mean."""
_SAME = word_list("same")
_POINTING = word_list("pointing")


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Words that point back to a place: the noun, and where it stands."""

    word: int
    noun: str
    start: int
    end: int


def find_anaphors(sentence: Sentence, indices: Sequence[int]) -> list[Anaphor]:
    """Return the words of a clause that point back to a place, in order."""
    words = sentence.words
    found: list[Anaphor] = []
    for i in indices:
        word = words[i]
        if word.lower == "there" and not (
            i + 1 < len(words) and words[i + 1].tag in {"be", "have", "modal"}
        ):
            if i and words[i - 1].tag != "prep":
                found.append(Anaphor(i, "there", word.start, word.end))
            continue
        if word.lower == "here":
            found.append(Anaphor(i, "here", word.start, word.end))
            continue
        building = bool(sentence.classes[i] & {"building", "facility"})
        if word.tag not in {"N", "G"} or (
            word.lower not in classes_of_noun() and word.lower not in _SAME and not building
        ):
            continue
        k = i - 1
        same = False
        while k >= 0 and words[k].tag in {"adj", "N"} and i - k < 4 and words[k].lower != "same":
            k -= 1
        if k >= 0 and words[k].lower == "same":
            same = True
        if k < 0 or words[k].lower not in _POINTING:
            continue
        if word.capital and words[k].lower == "that":
            continue  # "so bad that City called for another": a club
        # "the town of X" names its own place; "the hospital in X" is told by it
        after = words[i + 1] if i + 1 < len(words) else None
        if after is not None and after.lower == "of":
            continue
        if after is not None and after.tag == "P":
            continue
        between = words[k + 1 : i]
        if any(w.tag == "N" and w.capital for w in between):
            continue
        noun = "same" if same or word.lower in _SAME else word.lower
        found.append(Anaphor(i, noun, words[k].start, word.end))
    return found


def tells_which(sentence: Sentence, mentions: Sequence[Mention], phrase: PlacePhrase) -> bool:
    """Whether a phrase only says which place before is meant: "the city in Helmand".

    A place of that kind within it must have been named.
    """
    words = sentence.words
    classes = classes_of_noun().get(words[phrase.owner].lower, ()) if phrase.owner >= 0 else ()
    k = phrase.owner - 1
    while k >= 0 and words[k].tag in {"adj", "N"}:
        k -= 1
    if SETTLED.isdisjoint(classes) or k < 0 or words[k].lower not in _POINTING:
        return False
    outer = mentions[phrase.members[0]].resolution.place
    return any(
        inner is not None and inner.feature_class in classes and could_hold(outer, inner)
        for inner in (mention.resolution.place for mention in mentions[: phrase.members[0]])
    )


def city_named(
    mentions: Sequence[Mention], sentence: tuple[int, int], noun: str, places: Gazetteer | None
) -> tuple[int, Place] | None:
    """Return the city that "the city" means where only its region of that name is resolved.

    "The governor of Belgorod said debris had fallen in the city": the region holds a city so named.
    """
    if places is None or noun not in {"city", "town"}:
        return None
    for index, mention in enumerate(mentions):
        region = mention.resolution.place
        if region is None or region.feature_class not in {"admin1", "admin2"} or mention.demonym:
            continue
        if not sentence[0] <= mention.start < sentence[1]:
            continue
        for row in places.rows(fold(mention.surface)):
            city = places.place(row)
            if city.feature_class == "populated_place" and could_hold(region, city):
                return index, city
    return None


@cache
def _capitals() -> frozenset[str]:
    """Return the ids of the capitals of countries."""
    text = (resources.files("gazetteer") / "data/countries.csv").read_text(encoding="utf-8")
    return frozenset(row["capital_id"] for row in csv.DictReader(io.StringIO(text)))


def capital_before(mentions: Sequence[Mention], offset: int) -> int | None:
    """Return the index of the last capital named before an offset: "the capital" means it."""
    for index in range(len(mentions) - 1, -1, -1):
        mention = mentions[index]
        place = mention.resolution.place
        if mention.end <= offset and place is not None and place.id in _capitals():
            return index
    return None


def place_before(
    mentions: Sequence[Mention],
    offset: int,
    noun: str,
    last_event: int | None,
    sentence_start: int = 0,
) -> int | None:
    """Return the index of the mention that an anaphor means: the latest of its class before it."""
    if noun in {"there", "same"} and last_event is not None:
        return last_event
    classes = classes_of_noun().get(noun, ())
    if not classes:
        return None
    fallback: int | None = None
    for index in range(len(mentions) - 1, -1, -1):
        # a seat in the same sentence ("the Hebron Chamber has called a strike in the city")
        mention = mentions[index]
        if mention.end > offset or mention.start < sentence_start or mention.demonym:
            continue
        if (
            mention.resolution.place is not None
            and mention.resolution.place.feature_class in classes
        ):
            if mention.function == "literal":
                fallback = index
                break
            if fallback is None:
                fallback = index
    if fallback is not None:
        return fallback
    for index in range(len(mentions) - 1, -1, -1):
        mention = mentions[index]
        place = mention.resolution.place
        if mention.end > offset or place is None or mention.demonym:
            continue
        if place.feature_class in classes:
            if mention.function == "literal":
                return _city_meant(mentions, index, noun, offset)
            if fallback is None:
                fallback = index
    return fallback


def _city_meant(mentions: Sequence[Mention], latest: int, noun: str, offset: int) -> int:
    """Return the city that "the city" means: hardly the small town named in between."""
    place = mentions[latest].resolution.place
    if noun != "city" or place is None or not 0 < place.population < SMALL_TOWN:
        return latest
    for index in range(latest - 1, -1, -1):
        mention = mentions[index]
        other = mention.resolution.place
        if (
            other is not None
            and mention.end <= offset
            and other.feature_class == "populated_place"
            and other.country == place.country
            and other.population >= 10 * place.population
        ):
            return index
    return latest
