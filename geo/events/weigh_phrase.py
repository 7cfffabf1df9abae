"""Weigh one phrase as the place of an event."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.event_types import Trigger
from geo.events.inflections import word_list
from geo.events.locating import (
    goes_on_to,
    home_of_persons,
    is_aim,
    is_beside_the_act,
    is_brought,
    is_placed_vaguely,
    is_the_matter,
    locates,
    on_behalf,
    source_phrase,
    struck_seat,
)
from geo.events.place_lists import PlacePhrase
from geo.events.reading import Sentence
from geo.events.triggers import WAR_TYPES, Found
from geo.events.verb_groups import VerbGroup
from geo.events.words import Word

_FLIGHT = word_list("flight")
_TOWARDS = frozenset({"diplomacy", "aid_delivery", "military_operation", "ground_operation"})
_OPENING = frozenset({"open", "reopen", "close"})
EXPERIENCE = word_list("experience")
_TALKED = word_list("talked")
TALKS = frozenset({"diplomacy", "agreement", "statement", "protest"})
_TAKEOFF = frozenset({"take-off", "takeoff", "departure"})
_GIVING = frozenset({"bring", "give", "restore", "lend"})
_CONTESTS = frozenset({"armed_clash", "ground_operation"})
_COUNTING = frozenset({"report", "record", "confirm", "register", "notify"})
_HOMES = frozenset({"home", "hometown", "birthplace"})
_BARRING = frozenset({"block", "deny", "hamper", "hinder", "impede", "restrict"})
_ASKING = frozenset({"demand", "call", "protest", "oppose", "support", "back", "urge", "denounce"})
VIA = frozenset({"through", "via"})

_OBJECT_VERBS = word_list("object_verbs")


def weigh(
    sentence: Sentence,
    phrase: PlacePhrase,
    main: Found,
    lemma: str,
    group: VerbGroup | None,
    owned: bool,
) -> tuple[int | None, str]:
    """Return how near to the act a phrase stands, 0 the nearest, and by which rule.

    None where it doesn't tell where ``main`` happened. ``lemma`` is the verb of the act or of the
    clause, ``group`` that clause's verb group; ``owned`` says whether the phrase hangs on the act.
    """
    words = sentence.words
    trigger = main.trigger
    behind = phrase.start >= trigger.end
    kind = phrase.kind
    if phrase.owner >= 0 and is_beside_the_act(sentence, phrase, lemma, main.role):
        return None, ""
    if owned and kind in {"of", "locative"}:
        if phrase.preposition in _TALKED and main.event_type in TALKS:
            return None, ""
        return 0, "place phrase of the trigger"
    if kind == "naming":
        return (
            (2, "place that names the event")
            if phrase.owner == trigger.start or behind is False
            else (None, "")
        )
    if kind == "of":
        return 1, "place of the event named"
    if kind == "object":
        verb = words[phrase.owner] if phrase.owner >= 0 else None
        if phrase.owner == trigger.start or (trigger.start <= phrase.owner < trigger.end):
            return 0, "direct object of the trigger"
        if (
            verb is not None
            and verb.tag in {"G", "D", "T", "B", "V"}
            and (behind or main.role == "noun")
        ):
            return (
                (3, "object of a verb in the clause")
                if verb.lemma() in _OBJECT_VERBS
                else (None, "")
            )
        return None, ""
    if kind == "locative":
        if (
            (source_phrase(sentence, phrase) and not struck_seat(sentence, phrase, main))
            or on_behalf(sentence, phrase)
            or (
                group is not None
                and phrase.end <= group.start
                and home_of_persons(sentence, phrase)
            )
            or not locates(sentence, phrase, trigger)
            or (behind and main.row.object == "patient" and is_aim(sentence, phrase))
            or (behind and main.event_type != "aid_delivery" and is_brought(sentence, phrase))
        ):
            return None, ""
        if behind and main.role == "noun" and is_placed_vaguely(sentence, phrase, trigger):
            return None, ""
        if behind and main.role == "noun" and _other_noun_between(sentence, trigger, phrase):
            return None, ""
        if phrase.preposition in VIA:
            return 4, "the way through a place"
        if (
            behind
            and main.event_type == "protest"
            and (is_the_matter(sentence, phrase) or _in_purpose(words, trigger.end, phrase.start))
        ):
            return 4, "place of what the protest is about"
        return (
            (2, "nearest place phrase behind the trigger")
            if behind
            else (3, "place phrase before the trigger")
        )
    if kind == "subject":
        if group is None:
            return (4, "place named without a verb") if not behind else (None, "")
        if phrase.start >= group.start:
            return None, ""
        verbs = group.verbs
        head = words[verbs[-1]].lemma() if verbs else ""
        if group.passive or head in EXPERIENCE or not verbs or _opens(sentence, phrase, group):
            return 2, "place as the subject"
        if head in _COUNTING and main.event_type == "situation" and main.role == "noun":
            return 2, "place that reports its cases"  # "X reported five new cases of cholera"
        return None, ""
    if kind == "road_to":
        return 5, "the road to a place"
    if kind == "source" and lemma == "leave" and words[phrase.owner].lower in _HOMES:
        return None, ""  # "left her home of X to study"
    if kind == "source" and (main.event_type == "displacement_order" or lemma in _FLIGHT):
        return 3, "whose people it is about"
    driven = group is not None and any(words[k].lemma() in _FLIGHT for k in group.verbs)
    if kind == "origin" and phrase.owner >= 0 and words[phrase.owner].tag == "be":
        return None, ""  # "most of the displaced are from X"
    if kind == "origin" and phrase.owner >= 0 and _is_reported_from(sentence, phrase, main):
        return 2, "where cases are reported from"
    if kind == "origin" and words[phrase.owner].lower in _TAKEOFF:
        return 2, "where it took off"
    if kind == "origin" and (
        lemma in _FLIGHT or main.row.phrase.split()[0] in _FLIGHT or (main.natural and driven)
    ):
        if main.event_type == "protest" and (not behind or _is_of_people(sentence, phrase)):
            return None, ""  # "protesters from A marched through B"
        return 2, "origin of a flight or withdrawal"
    if kind == "destination" and main.row.phrase == "damage":
        return 2, "what was damaged"
    governed = phrase.start == trigger.end and words[trigger.end - 1].tag == "to"
    if kind == "destination" and (governed or (behind and main.row.phrase in _BARRING)):
        return 2, "what the trigger is done to"  # "laid siege to X", "denied access to X"
    held = phrase.start > 1 and words[phrase.start - 2].lower == "control"
    if kind == "destination" and held and main.event_type in _CONTESTS:
        return 3, "what is fought for"  # "clashes for control of X"
    heading = phrase.preposition in {"toward", "towards", "for"}
    supplies = main.row.phrase == "restore" or main.row.object == "utility"
    crowds = main.row.phrase.endswith("streets")  # "took to the streets of X"
    spreads = main.natural or supplies or crowds or _spreads(sentence, group)
    spreads = spreads or main.row.phrase == "spread"
    if kind == "destination" and behind and spreads and not heading:
        return 3, "where it spreads to"
    fired = main.row.phrase.split()[0] in {"fire", "launch"} and main.event_type in WAR_TYPES
    if kind == "destination" and behind and fired:
        return 3, "what was fired at"
    if kind == "site":
        return 2, "a facility named by its place"
    if kind == "destination" and goes_on_to(sentence, phrase, trigger):
        return None, ""
    carried = main.row.object == "patient"  # "moved two patients to X": that is where they end up
    brought = main.role == "noun" and words[phrase.owner].tag == "N" and phrase.owner > trigger.end
    gave = group is not None and any(words[k].lemma() in _GIVING for k in group.verbs)
    if kind == "destination" and brought and gave and not sentence.classes[phrase.owner]:
        return None, ""  # "the campaign brought security to X"
    if kind == "destination" and main.event_type == "aid_delivery" and _is_of_the_hurt(sentence):
        return None, ""  # "the wounded were airlifted to X"
    if kind == "destination" and behind and main.event_type in _TOWARDS and not carried:
        return 3, "destination of a visit, a delivery or a deployment"
    if (
        kind == "destination"
        and behind
        and main.row.phrase in {"march", "rally", "cross", "cross into", "fall to"}
    ):
        return 3, "destination of a march"
    return None, ""


def _is_of_the_hurt(sentence: Sentence) -> bool:
    """Whether it is the hurt that are carried: "airlifted 13 of the wounded for treatment"."""
    return not sentence.present.isdisjoint({"wounded", "injured"}) and "treatment" in (
        sentence.present
    )


def _is_reported_from(sentence: Sentence, phrase: PlacePhrase, main: Found) -> bool:
    """Whether "from" tells where illness or harm was: "five cases were reported from X"."""
    verb = sentence.words[phrase.owner]
    return (
        main.event_type == "situation"
        and main.role == "noun"
        and verb.tag in {"D", "T", "V"}
        and verb.lemma() in _COUNTING | {"come", "emerge"}
    )


def _opens(sentence: Sentence, phrase: PlacePhrase, group: VerbGroup) -> bool:
    """Whether a place itself opens or closes: "X crossing will reopen", not "X closed a post"."""
    words = sentence.words
    if words[group.verbs[-1]].lemma() not in _OPENING or words[phrase.end].tag == "N":
        return False
    return group.end >= len(words) or words[group.end].tag in {"prep", "adv", ",", "."}


def _other_noun_between(sentence: Sentence, trigger: Trigger, phrase: PlacePhrase) -> bool:
    """Whether the place hangs on another noun of a list: "a truce and relief in X"."""
    owner = phrase.owner
    if owner < trigger.end or sentence.words[owner].tag != "N":
        return False
    group = sentence.clauses[sentence.clause_at(trigger.start)].group
    if group is not None and trigger.end <= group.start <= phrase.start:
        return False
    return any(sentence.words[k].lower in {"and", "or"} for k in range(trigger.end, owner))


def _in_purpose(words: Sequence[Word], low: int, high: int) -> bool:
    """Whether a place stands in what is asked for: "marched to demand the return of men in X"."""
    return any(words[k].tag == "to" and words[k + 1].lower in _ASKING for k in range(low, high - 1))


def _spreads(sentence: Sentence, group: object) -> bool:
    """Whether the clause's verb carries what happens on: "attacks might spread to X"."""
    verbs = group.verbs if group is not None else []  # type: ignore[attr-defined]
    return bool(verbs) and sentence.words[verbs[-1]].lemma() in {"spread", "extend", "expand"}


def _is_of_people(sentence: Sentence, phrase: PlacePhrase) -> bool:
    owner = phrase.owner
    return owner >= 0 and bool(sentence.classes[owner] & {"person", "force"})
