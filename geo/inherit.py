"""Find the place of an event whose clause names none: "there", "the town", "the hospital"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.inflections import word_list
from geo.model import Mention
from geo.reading import Sentence

CLASSES_OF_NOUN = {
    "city": ("populated_place",), "town": ("populated_place",), "village": ("populated_place",),
    "hamlet": ("populated_place",), "settlement": ("populated_place",),
    "hospital": ("hospital",), "clinic": ("hospital", "site"), "camp": ("camp",),
    "airport": ("airport",), "port": ("port", "populated_place"), "crossing": ("crossing",),
    "checkpoint": ("crossing", "site"), "school": ("site",), "university": ("site",),
    "mosque": ("site",), "church": ("site",), "market": ("site",), "plant": ("site",),
    "base": ("base", "site"), "neighbourhood": ("neighbourhood",), "neighborhood": ("neighbourhood",),
    "quarter": ("neighbourhood",), "district": ("neighbourhood", "admin2", "admin1"),
    "suburb": ("neighbourhood", "populated_place"), "province": ("admin1", "admin2"),
    "region": ("admin1", "region", "admin2"), "governorate": ("admin1", "admin2"),
    "state": ("admin1",), "county": ("admin2", "admin1"), "enclave": ("admin1", "region"),
    "strip": ("admin1", "region"), "territory": ("admin1", "region"), "island": ("landform", "admin1"),
    "valley": ("landform",), "mountain": ("landform",), "road": ("road",), "highway": ("road",),
    "street": ("road",), "square": ("junction", "site"), "bridge": ("junction", "site"),
    "bakery": ("site",), "facility": ("hospital", "site"), "prison": ("site",), "terminal": ("port", "site"),
    "capital": (),
}  # fmt: skip
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
        building = bool(sentence.classes[i] & {"building", "facility"})
        if word.tag not in {"N", "G"} or (
            word.lower not in CLASSES_OF_NOUN and word.lower not in _SAME and not building
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


def place_before(
    mentions: Sequence[Mention],
    offset: int,
    noun: str,
    last_event: int | None,
    sentence_start: int = 0,
) -> int | None:
    """Return the index of the mention that an anaphor means: the latest of its class before it."""
    if noun in {"there", "same"}:
        if last_event is not None:
            return last_event
    classes = CLASSES_OF_NOUN.get(noun, ())
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
                return index
            if fallback is None:
                fallback = index
    return fallback
