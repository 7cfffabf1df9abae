"""Choose the place phrase in which a clause's event happened; see ``docs/events.md``."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from gazetteer.place import Place
from geo.events.clauses import Clause
from geo.events.inflections import word_list
from geo.events.inherit import tells_which
from geo.events.other_acts import (
    during,
    leads_back,
    of_the_crime,
    reaches,
    stands_against,
    told_after,
)
from geo.events.place_lists import PlacePhrase
from geo.events.points import could_hold, rank
from geo.events.reading import Sentence
from geo.events.triggers import REAL, WAR_TYPES, Found
from geo.events.weigh_phrase import TALKS, VIA, weigh
from geo.model import Mention

TIMES = word_list("times")
AGENTS = frozenset({"protester", "demonstrator", "rioter"})


def owners_of(
    sentence: Sentence, found: Sequence[Found], inside: AbstractSet[int]
) -> dict[int, Found]:
    """Return, by phrase, the noun that it hangs on: "operations around X", "the siege of X"."""
    owners: dict[int, Found] = {}
    words = sentence.words
    nouns = [item for item in found if item.role == "noun"]
    for phrase in sentence.phrases:
        if phrase.start not in inside or phrase.owner < 0:
            continue
        k = phrase.owner
        while (
            k > 0
            and k in inside
            and (
                words[k].tag in {"adv", "num"}
                or words[k].lower in TIMES
                or (words[k].lower in {"last", "this"} and words[k + 1].lower in TIMES)
            )
        ):
            k -= 1
            if (
                words[k].lower in {"on", "at", "in", "late", "early"}
                and words[k + 1].lower in TIMES
            ):
                k -= 1
        for item in nouns:
            if (
                item.trigger.start <= k < item.trigger.end
                or item.trigger.start <= phrase.owner < item.trigger.end
            ):
                owners[id(phrase)] = item
    return owners


def choose_phrase(
    sentence: Sentence,
    mentions: Sequence[Mention],
    clause: Clause,
    main: Found,
    owners: dict[int, Found],
) -> tuple[PlacePhrase | None, str]:
    """Choose the place phrase of a clause's main event; see ``docs/events.md``."""
    inside = clause.inside()
    group = clause.group
    words = sentence.words
    trigger = main.trigger
    lemma = words[trigger.start].lemma() if trigger.verbal else words[trigger.end - 1].lower
    ranked: list[tuple[int, int, PlacePhrase, str]] = []
    for phrase in sentence.phrases:
        if phrase.start not in inside:
            continue
        if phrase.kind == "locative" and tells_which(sentence, mentions, phrase):
            continue
        owner = owners.get(id(phrase))
        if owner is not None and owner.row.phrase in AGENTS:
            owner = None  # "water cannon against demonstrators in X"
        if main.event_type == "arrest" and of_the_crime(sentence, trigger, phrase):
            continue
        if main.role == "noun" and reaches(sentence, group, trigger, phrase):
            continue
        if main.role == "noun" and (
            leads_back(sentence, group, trigger, phrase)
            or (phrase.kind == "subject" and stands_against(sentence, trigger, phrase))
        ):
            continue
        if owner is not None and owner is not main:
            if main.event_type in TALKS and told_after(sentence, owner.trigger):
                continue  # "agreed to a truce after shelling at X"
            cured = owner.topic and main.event_type == "aid_delivery"  # "vaccinated against polio"
            if (owner.topic and not cured) or (owner.status.modality in REAL) != (
                main.status.modality in REAL
            ):
                continue
            if (
                owner.event_type not in WAR_TYPES
                and owner.event_type != main.event_type
                and main.role == "head"
                and trigger.start < owner.trigger.start
                and owner.event_type not in {"protest", "diplomacy"}
                and not during(sentence, owner.trigger)
            ):
                continue
        weight, rule = weigh(sentence, phrase, main, lemma, group, owner is main)
        if weight is None:
            continue
        if owner is not None and owner is not main and owner.event_type != main.event_type:
            weight += 3
        gap = (
            phrase.start - trigger.end
            if phrase.start >= trigger.end
            else 100 + trigger.start - phrase.end
        )
        ranked.append((weight, gap, phrase, rule))
    if not ranked:
        return None, ""
    ranked.sort(key=lambda item: (item[0], item[1]))
    best = ranked[0]
    place = phrase_place(mentions, best[2])
    for other in ranked[1:]:
        inner = phrase_place(mentions, other[2])
        if (
            other[0] <= 4
            and other[2].preposition not in VIA
            and could_hold(place, inner)
            and rank(inner) < rank(place)
            and not _is_joined(sentence, best[2], other[2])
        ):
            best = other
            place = inner
    if main.event_type == "protest":
        _add_end_of_march(sentence, best[2])
    return best[2], best[3]


def _is_joined(sentence: Sentence, one: PlacePhrase, two: PlacePhrase) -> bool:
    """Whether "and" makes two phrases two places: "in the centre of A and around B"."""
    low, high = min(one.end, two.end), max(one.start, two.start)
    between = sentence.words[low:high]
    return len(between) <= 4 and bool(between) and between[0].lower == "and"


def _add_end_of_march(sentence: Sentence, phrase: PlacePhrase) -> None:
    """Let "a march from A to B" hold both ends: the place is A's, B's name does the same."""
    if phrase.kind != "origin":
        return
    for other in sentence.phrases:
        if other.kind == "destination" and 0 < other.start - phrase.end <= 2:
            phrase.containers += other.members


def phrase_place(mentions: Sequence[Mention], phrase: PlacePhrase) -> Place | None:
    """Return the place of a phrase's first name."""
    return mentions[phrase.members[0]].resolution.place
