"""Draft the events of a sentence: which triggers report a happening of their own."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.beside_main import (
    SEIZING,
    amid,
    is_name,
    modifies_speaker,
    only_meant,
    raided,
    told_of_subject,
    whom_it_befell,
)
from geo.events.casualties import settle_casualties, settle_flight
from geo.events.choose_place import AGENTS, choose_phrase, owners_of
from geo.events.cued import Status
from geo.events.drafts import Draft
from geo.events.no_news import asks_how_many, is_opinion, tells_no_news
from geo.events.one_act import (
    announces,
    completes,
    does_more,
    goes_on,
    is_cause,
    opens_toll,
    shares_toll,
    tells_effect,
    tells_of_cause,
)
from geo.events.place_lists import PlacePhrase
from geo.events.reading import Sentence
from geo.events.second_places import (
    phrase_of_relative,
    place_of_occurrence,
    place_of_victims,
    second_places,
)
from geo.events.shared_places import share_places
from geo.events.stopped import turn_stopped
from geo.events.triggers import REAL, Found, resolve_trigger
from geo.model import Mention

_HARMING = frozenset(
    {"kill", "wound", "injure", "maim", "neutralise", "neutralize", "liquidate", "eliminate"}
)
_TOLLS = frozenset({"casualty", "weapon:casualty", "weapon:situation"})
_VIOLENT = frozenset({"air_strike", "shelling", "armed_clash", "explosion"})


def draft_events(
    sentence: Sentence, mentions: Sequence[Mention], later_dates: set[int]
) -> list[Draft]:
    """Return the drafts of a sentence, in order.

    ``later_dates`` are the clauses whose stated date lies after the report's.
    """
    drafts: list[Draft] = []
    if sentence.triggers and is_opinion(sentence.words):
        return drafts
    for index, clause in enumerate(sentence.clauses):
        if clause.kind == "attribution":
            continue
        found = _draft_clause(sentence, mentions, index, dated_later=index in later_dates)
        if drafts and found and completes(sentence, drafts[-1], found[0]):
            # "shot and killed a boy in X": one act in two verbs
            drafts[-1].phrase = drafts[-1].phrase or found[0].phrase
            drafts[-1].place_rule = drafts[-1].place_rule or found[0].place_rule
            drafts[-1].also += found[0].also
            found = found[1:]
        elif drafts and found and tells_effect(sentence, drafts[-1], found[0]):
            # "rockets hit X, where a house was damaged"
            found = found[1:]
        elif drafts and found and tells_of_cause(sentence, mentions, drafts[-1], found[0]):
            drafts[-1].phrase = found[0].phrase or drafts[-1].phrase
            drafts[-1].place_rule = found[0].place_rule or drafts[-1].place_rule
            if len(drafts) > 1 and opens_toll(mentions, drafts[-2], drafts[-1]):
                del drafts[-2]  # "In X, two were killed and six were hurt in a strike that ..."
            drafts[-1].casualty_only = False
            found = found[1:]
        elif drafts and found and shares_toll(mentions, drafts[-1], found[0]):
            drafts.pop()
        elif drafts and found and goes_on(sentence, drafts[-1], found[0]):
            # "toppled a statue and burned tyres": one unrest, told in two verbs
            drafts[-1].phrase = drafts[-1].phrase or found[0].phrase
            drafts[-1].place_rule = drafts[-1].place_rule or found[0].place_rule
            found = found[1:]
        elif drafts and found and is_cause(sentence, drafts[-1], found[0]):
            # "21 people were killed when a house was bombed": the cause names the type
            drafts[-1].event_type = found[0].event_type
            drafts[-1].rule += f"; {found[0].rule}"
            # what stands before the verb is wider: "in Kursk region, two died when ... near X"
            drafts[-1].phrase = found[0].phrase or drafts[-1].phrase
            drafts[-1].place_rule = found[0].place_rule or drafts[-1].place_rule
            drafts[-1].casualty_only = False
            found = found[1:]
        elif drafts and found and does_more(sentence, drafts[-1], found[0]):
            # "protesters broke through and set a bus on fire": the act, not who did it
            agent = drafts.pop()
            found[0].phrase = found[0].phrase or agent.phrase
            found[0].place_rule = found[0].place_rule or agent.place_rule
        for draft in found:
            if (
                draft.casualty_only
                and draft.event_type == "attack"
                and any(d.natural for d in drafts)
            ):
                draft.event_type = "situation"  # "floods hit X, and two people were killed"
        drafts += found
    share_places(sentence, drafts)
    return drafts


def _draft_clause(
    sentence: Sentence, mentions: Sequence[Mention], index: int, *, dated_later: bool
) -> list[Draft]:
    clause = sentence.clauses[index]
    inside = clause.inside()
    triggers = [
        trigger
        for trigger in sentence.triggers
        if trigger.start in inside and not is_name(sentence, trigger)
    ]
    if not triggers:
        return []
    if tells_no_news(sentence, index):
        return []
    found = [
        item
        for trigger in triggers
        if (item := resolve_trigger(sentence, index, trigger, dated_later=dated_later)) is not None
    ]
    if "how" in sentence.present:
        found = [
            item
            for item in found
            if item.row.event_type not in _TOLLS
            or not asks_how_many(sentence.words, item.trigger.start)
        ]
    if not found:
        return []
    settle_casualties(sentence.words, found)
    settle_flight(sentence.words, found)
    turn_stopped(sentence, index, found)
    owners = owners_of(sentence, found, inside)
    heads = [item for item in found if item.role == "head"]
    heads_of_compounds = {item.trigger.start for item in found}
    nouns = [
        item
        for item in found
        if item.role == "noun"
        and not item.topic
        # "polio vaccinations": the last noun of a compound is what happens
        and not (item.trigger.end in heads_of_compounds and not item.trigger.verbal)
    ]
    main = next((item for item in heads if item.event_type != "statement"), None)
    if main is None:
        main = next((item for item in nouns if item.event_type != "statement"), None)
        if main is None:
            main = next(
                (
                    item
                    for item in found
                    if item.role == "participle"
                    and not modifies_speaker(sentence, index, item.trigger)
                    and item.event_type != "statement"
                    and not item.topic
                ),
                None,
            )
    drafts: list[Draft] = []
    if main is None:
        # "proposed to deploy troops": what is only meant to be done
        main = next(
            (
                item
                for item in found
                if item.role == "purpose"
                and (
                    item.status.modality in {"unrealized", "denied", "planned"}
                    # "residents banged pots to protest"
                    or item.event_type == "protest"
                )
                and item.event_type != "statement"
            ),
            None,
        )
    if main is None:
        statement = next(
            (item for item in found if item.event_type == "statement" and not item.topic), None
        )
        return [_make(sentence, index, statement, None, "")] if statement else []
    main = whom_it_befell(sentence, found, main)
    phrase, rule = choose_phrase(sentence, mentions, clause, main, owners)
    if phrase is None and main.role != "head":
        phrase, rule = phrase_of_relative(sentence, index, main)
    if phrase is None and main.role == "head" and main.status.modality in REAL:
        # "the attack, which took place in X, killed two"
        for item in nouns:
            if item.trigger.end <= main.trigger.start and phrase is None:
                phrase, rule = place_of_occurrence(sentence, index, item)
        if phrase is None:
            phrase, rule = place_of_victims(sentence, index, main)
    draft = _make(sentence, index, main, phrase, rule)
    draft.also = second_places(sentence, mentions, inside, main, phrase, owners)
    drafts.append(draft)
    for item in found:
        if item.role == "participle" and item is not main and draft.real:
            taken = raided(sentence, item)
            if taken is not None and taken is not draft.phrase:
                # "launched an operation, raiding A and B"
                drafts.append(_make(sentence, index, item, taken, "object of the participle"))
                continue
            held = told_of_subject(sentence, index, item)
            if held is not None and main.event_type in SEIZING:
                continue  # "men seized in X in May are still held": one act
            if held is not None:
                # "a dhow seized off X on Sunday was released"
                drafts.append(_make(sentence, index, item, held, "place phrase of the participle"))
                continue
        if (
            item is main
            or item.topic
            or item.event_type == "statement"
            or item.role in {"participle", "purpose"}
        ):
            continue
        own = next(
            (
                p
                for p in sentence.phrases
                if owners.get(id(p)) is item and p.kind in {"of", "locative", "naming"}
            ),
            None,
        )
        if own is None and item.role == "noun" and item.event_type != "casualty":
            own, _ = phrase_of_relative(sentence, index, item)
            if own is not None and only_meant(sentence, index + 1):
                item.status = Status("unrealized", "planned, but it did not happen")
        same_status = (item.status.modality in REAL) == draft.real
        if item.role == "head":
            continue
        if item.event_type == "casualty":
            continue
        if (
            same_status
            and own is None
            and amid(sentence, item.trigger)
            and item.event_type in _VIOLENT
        ):
            # "the siege of X amid shelling": both are there
            beside = _make(
                sentence, index, item, draft.phrase, "amid: the place of the event beside it"
            )
            drafts.append(beside)
            continue
        if same_status and (own is None or own is draft.phrase or announces(sentence, item, main)):
            draft.absorbed.append(item.trigger)
            continue
        if (
            own is not None
            and same_status
            and draft.phrase is not None
            and own.start == draft.phrase.start
        ):
            draft.absorbed.append(item.trigger)
            continue
        if own is None and item.status.modality in REAL:
            draft.absorbed.append(item.trigger)
            continue
        drafts.append(_make(sentence, index, item, own, "place phrase of the noun" if own else ""))
    return drafts


def _type_of_toll(item: Found) -> str:
    """Return the type of deaths whose cause the clause doesn't name: who is killed was attacked."""
    return "attack" if item.row.phrase in _HARMING else "situation"


def _make(
    sentence: Sentence, index: int, item: Found, phrase: PlacePhrase | None, rule: str
) -> Draft:
    words = sentence.words
    first, last = words[item.trigger.start], words[item.trigger.end - 1]
    lemma = first.lemma() if item.trigger.verbal else last.lower
    casualty = item.event_type == "casualty"
    return Draft(
        sentence=sentence.number,
        clause=index,
        start=first.start,
        end=last.end,
        event_type=_type_of_toll(item) if casualty else item.event_type,
        rule=f"event_types.csv:{item.row.number} ({item.row.phrase})",
        status=item.status,
        word=item.trigger.start,
        lemma=lemma,
        phrase=phrase,
        place_rule=rule,
        natural=item.natural,
        casualty_only=casualty
        or item.row.event_type == "weapon:casualty"
        or item.row.phrase == "lose"
        or item.row.phrase.endswith((" to death", " alive")),
        heading=sentence.heading,
        verbal=item.trigger.verbal,
        agent=item.row.phrase in AGENTS,
        passive=(group := sentence.clauses[index].group) is not None and group.passive,
    )
