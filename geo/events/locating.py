"""Tell whether a place phrase locates what is told, or a speaker, a cause, somebody's home."""

from __future__ import annotations

from geo.events.event_types import Trigger
from geo.events.inflections import word_list
from geo.events.place_lists import PlacePhrase
from geo.events.reading import Sentence
from geo.events.triggers import WAR_TYPES, Found

_LINKS = word_list("links")
_BOUND = word_list("bound")
_ON_SEATS = WAR_TYPES | {"property_destruction"}
_ADDRESSING = frozenset({"tell", "brief", "address", "inform"})
_BEHALF = word_list("behalf")
_COMPASS = frozenset({"north", "south", "east", "west", "centre", "interior", "region", "country"})
_COMPARING = frozenset({"unlike", "as", "than", "like"})
_DROPPING = frozenset({"fall", "land", "crash", "drop", "explode", "miss", "disintegrate"})
_MOVING = frozenset({"fly", "travel", "go", "head", "drive", "proceed", "move", "return", "sail"})
_MASSING = frozenset({"mass", "regroup", "gather"})
_PASSING = frozenset({"shipments", "deliveries", "exports", "imports", "transit", "supplies"})
_SKY = frozenset({"sky", "skies", "airspace"})
_SHORES = word_list("shores")
_CARRYING = word_list("carrying")
_TALKED = word_list("talked")
_BOUND_CLASSES = word_list("bound_classes")


def locates(sentence: Sentence, phrase: PlacePhrase, trigger: Trigger) -> bool:
    """Whether a preposition locates here: "shot down over X" does, "concerns over X" doesn't."""
    owner = phrase.owner
    if owner < 0:
        return phrase.preposition != "against"
    word = sentence.words[owner]
    if phrase.preposition == "between" and word.lower in _LINKS:
        return False  # "flights between A and B"
    if word.tag == "N" and "abstract" in sentence.classes[owner]:
        return False
    if phrase.preposition not in _BOUND or word.lower in _SKY:
        return True
    if trigger.start <= owner < trigger.end or word.tag in {
        "P",
        "V",
        "D",
        "T",
        "G",
        "B",
        "Z",
        "adv",
        "num",
        ",",
    }:
        return True
    if sentence.classes[owner] & (
        _BOUND_CLASSES | {"person", "crowd", "building", "accident_site"}
    ):
        return True
    if any(t.start <= owner < t.end for t in sentence.triggers):
        return True
    if phrase.preposition == "through" and (word.tag == "prep" or word.lower in _PASSING):
        return True  # "took patients out through X", "shipments through X have stopped"
    if any(between.lower in _SHORES for between in sentence.words[owner + 1 : phrase.start]):
        return True  # "on the coast of X"
    if phrase.preposition == "on":
        return word.tag != "N" or bool(
            sentence.classes[owner] & {"settlement", "armed", "facility"}
        )
    return False


def struck_seat(sentence: Sentence, phrase: PlacePhrase, main: Found) -> bool:
    """Whether an office is where violence took place: "a bomb exploded in an office in X"."""
    gathered = main.event_type in {"protest", "riot"} or main.row.phrase in _MASSING
    if not (main.event_type in _ON_SEATS or gathered) or not main.trigger.verbal:
        return False
    words = sentence.words
    k = phrase.owner
    if k < 0:
        return False
    group = sentence.clauses[sentence.clause_at(main.trigger.start)].group
    if group is not None and group.passive and k < group.start:
        return words[k].lower in {
            "office",
            "offices",
            "headquarters",
        }  # "its office in X was raided"
    if words[k].lower not in {"office", "offices", "headquarters"} or k < main.trigger.end:
        return False
    while k >= main.trigger.end and words[k].tag in {"N", "adj", "det", "poss"}:
        k -= 1
    if k < main.trigger.end:
        # "hit a post office in X", but not "closed its office in X"
        return main.event_type != "situation" or main.natural
    return words[k].lower in {"in", "at", "near", "outside", "around", "on", "into", "to"}


def is_beside_the_act(sentence: Sentence, phrase: PlacePhrase, lemma: str, role: str) -> bool:
    """Whether a place is only compared, only aimed at, or where those are who fled elsewhere."""
    owner = sentence.words[phrase.owner]
    if owner.lower in _COMPARING and phrase.preposition:
        return phrase.preposition == "in" or owner.lower == "unlike"
    if owner.lower == "aimed":
        return lemma in _DROPPING  # "a rocket aimed at X fell into the sea"
    # "sits in a bus in X after fleeing the war"
    return (
        role == "participle"
        and lemma == "flee"
        and phrase.kind == "locative"
        and (phrase.start < _word_of(sentence, "fleeing"))
    )


def _word_of(sentence: Sentence, lower: str) -> int:
    return next((i for i, word in enumerate(sentence.words) if word.lower == lower), -1)


def is_placed_vaguely(sentence: Sentence, phrase: PlacePhrase, trigger: Trigger) -> bool:
    """Whether a noun has a place of its own: "fighting in the east has cut trade in X"."""
    words = sentence.words[trigger.end : trigger.end + 4]
    return (
        len(words) == 4
        and words[0].lower == "in"
        and words[1].lower == "the"
        and words[2].lower in _COMPASS
        and words[3].lower != "of"
        and any(
            word.tag in {"have", "be", "V", "Z", "D", "modal"}
            for word in sentence.words[trigger.end : phrase.start]
        )
    )


def on_behalf(sentence: Sentence, phrase: PlacePhrase) -> bool:
    """Whether it only tells for whom: "in support of our people in X"."""
    words = sentence.words
    for k in range(phrase.start - 1, max(1, phrase.start - 10), -1):
        if words[k].tag in {",", ";"}:
            return False
        if words[k].lower in {"of", "with", "for"} and words[k - 1].lower in _BEHALF:
            return k > 1 and words[k - 2].lower == "in"
    return False


def home_of_persons(sentence: Sentence, phrase: PlacePhrase) -> bool:
    """Whether it only tells where persons come from: "police from the station in X arrived"."""
    words = sentence.words
    k = phrase.owner
    while k > 0 and words[k].tag in {"N", "adj", "det", "num"}:
        k -= 1
    if k < 1 or k == phrase.owner or words[k].lower != "from":
        return False
    return bool(sentence.classes[k - 1] & {"person", "force", "crowd"})


def is_aim(sentence: Sentence, phrase: PlacePhrase) -> bool:
    """Whether it tells where somebody is brought: "moved to a hospital in X"."""
    words = sentence.words
    k = phrase.owner
    while k > 0 and words[k].tag in {"N", "adj", "det", "num"}:
        k -= 1
    return 0 <= k < phrase.owner and words[k].tag == "to"


def is_brought(sentence: Sentence, phrase: PlacePhrase) -> bool:
    """Whether the hurt were brought there: "was injured and taken to a hospital in X"."""
    words = sentence.words
    k = phrase.owner
    if k < 1 or not sentence.classes[k] & {"building", "facility"}:
        return False
    while k > 0 and words[k].tag in {"N", "adj", "det", "num"}:
        k -= 1
    if words[k].tag != "to":
        return False
    carried = words[max(0, k - 5) : k]
    return any(form.lemma in _CARRYING for word in carried for form in word.forms)


def is_the_matter(sentence: Sentence, phrase: PlacePhrase) -> bool:
    """Whether it tells where those are that something is about: "a deal on hostages in X"."""
    words = sentence.words
    k = phrase.owner
    if k < 1 or not sentence.classes[k] & {"person", "building", "facility"}:
        return False
    while k > 0 and words[k].tag in {"N", "adj", "det", "num"}:
        k -= 1
    return words[k].lower in _TALKED


def source_phrase(sentence: Sentence, phrase: PlacePhrase) -> bool:
    """Whether the phrase says where a speaker sits ("doctors at X said", "told reporters in Y")."""
    owner = phrase.owner
    for k in range(phrase.start - 1, max(1, phrase.start - 8), -1):
        if sentence.words[k].tag in {",", ";"}:
            break
        if sentence.words[k].tag == "to" and sentence.words[k - 1].lower == "according":
            return True  # "..., according to doctors at X"
    if owner < 0:
        return False
    word = sentence.words[owner]
    if word.lower in {"reporters", "journalists"}:
        return any(
            form.lemma in _ADDRESSING
            for before in sentence.words[max(0, owner - 4) : owner]
            for form in before.forms
        )
    if "seat" in sentence.classes[owner]:
        return True
    if word.lower in {"headquarters", "based", "office"}:
        return True
    return word.lower in {"headquartered", "stationed", "speaking"}


def goes_on_to(sentence: Sentence, phrase: PlacePhrase, trigger: Trigger) -> bool:
    """Whether another verb leads there: "will tour the park and then fly to X"."""
    owner = phrase.owner
    if owner < trigger.end:
        return False
    words = sentence.words
    moving = any(form.lemma in _MOVING for form in words[owner].forms)
    return moving and any(words[k].tag == "cc" for k in range(trigger.end, owner))
