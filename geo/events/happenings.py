"""Draft the events of a sentence: which triggers report a happening of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.events.choose_place import AGENTS, choose_phrase, owners_of
from geo.events.event_types import Trigger
from geo.events.inflections import saying_verbs, word_list
from geo.events.modality import Status
from geo.events.place_lists import PlacePhrase
from geo.events.reading import Sentence
from geo.events.second_places import phrase_of_relative, second_places
from geo.events.triggers import REAL, Found, resolve_trigger, settle_casualties
from geo.model import Mention

NOT_PINNED = frozenset({"casualty_total", "statement"})


SAME_OCCASION = {
    ("protest", "arrest"), ("protest", "riot"), ("protest", "attack_on_civilians"),
    ("ground_operation", "arrest"), ("riot", "arrest"), ("air_strike", "situation"),
    ("attack", "attack_on_civilians"), ("riot", "attack_on_civilians"),
    ("ground_operation", "attack_on_civilians"), ("armed_clash", "attack_on_civilians"),
    ("property_destruction", "attack_on_civilians"), ("attack", "property_destruction"),
}  # fmt: skip


VIOLENT_ACTS = word_list("violent_acts")
_DONE_TO = frozenset({"ground_operation", "air_strike", "shelling", "siege"})
_HARMING = frozenset(
    {"kill", "wound", "injure", "maim", "neutralise", "neutralize", "liquidate", "eliminate"}
)
_SEIZING = frozenset({"abduction", "arrest"})
_UNREST = frozenset({"protest", "riot", "property_destruction"})
_VIOLENT = frozenset({"air_strike", "shelling", "armed_clash", "explosion"})


@dataclass(slots=True)
class Draft:
    """An event in the making; offsets count from the start of the report's text."""

    sentence: int
    clause: int
    start: int
    end: int
    event_type: str
    rule: str
    status: Status
    word: int
    lemma: str
    phrase: PlacePhrase | None = None
    place_rule: str = ""
    natural: bool = False
    casualty_only: bool = False
    fallback_type: str = ""
    heading: bool = False
    verbal: bool = False
    passive: bool = False
    agent: bool = False
    absorbed: list[Trigger] = field(default_factory=list)
    also: list[PlacePhrase] = field(default_factory=list)

    @property
    def real(self) -> bool:
        """Whether it is told as happened, going on or planned."""
        return self.status.modality in REAL


def draft_events(
    sentence: Sentence, mentions: Sequence[Mention], later_dates: set[int]
) -> list[Draft]:
    """Return the drafts of a sentence, in order.

    ``later_dates`` are the clauses whose stated date lies after the report's.
    """
    drafts: list[Draft] = []
    for index, clause in enumerate(sentence.clauses):
        if clause.kind == "attribution":
            continue
        found = _draft_clause(sentence, mentions, index, dated_later=index in later_dates)
        if drafts and found and _completes(sentence, drafts[-1], found[0]):
            # "shot and killed a boy in X": one act in two verbs
            drafts[-1].phrase = drafts[-1].phrase or found[0].phrase
            drafts[-1].place_rule = drafts[-1].place_rule or found[0].place_rule
            drafts[-1].also += found[0].also
            found = found[1:]
        elif drafts and found and _tells_effect(sentence, drafts[-1], found[0]):
            # "rockets hit X, where a house was damaged"
            found = found[1:]
        elif drafts and found and _shares_toll(drafts[-1], found[0]):
            drafts.pop()
        elif drafts and found and _goes_on(sentence, drafts[-1], found[0]):
            # "toppled a statue and burned tyres": one unrest, told in two verbs
            found = found[1:]
        elif drafts and found and _is_cause(sentence, drafts[-1], found[0]):
            # "21 people were killed when a house was bombed": the cause names the type
            drafts[-1].event_type = found[0].event_type
            drafts[-1].rule += f"; {found[0].rule}"
            # what stands before the verb is wider: "in Kursk region, two died when ... near X"
            drafts[-1].phrase = found[0].phrase or drafts[-1].phrase
            drafts[-1].place_rule = found[0].place_rule or drafts[-1].place_rule
            drafts[-1].casualty_only = False
            found = found[1:]
        elif drafts and found and _does_more(sentence, drafts[-1], found[0]):
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
    return drafts


def _tells_effect(sentence: Sentence, one: Draft, two: Draft) -> bool:
    """Whether a clause with "where" tells what an attack did: no second happening."""
    clause = sentence.clauses[two.clause]
    doer = any(sentence.words[i].lower == "by" for i in clause.complement())
    return (
        clause.marker == "where"
        and one.event_type in _VIOLENT | {"attack"}
        and two.event_type == "property_destruction"
        and two.passive
        and two.phrase is None
        and one.real
        and two.real
        and not doer
    )


def _shares_toll(one: Draft, two: Draft) -> bool:
    """Whether two clauses tell one toll: "two guards died and one was hurt in a blast at X"."""
    return (
        one.casualty_only
        and two.casualty_only
        and two.clause == one.clause + 1
        and one.real
        and two.real
        and one.phrase is None
        and two.phrase is not None
        and two.phrase.start > two.word
    )


def _goes_on(sentence: Sentence, one: Draft, two: Draft) -> bool:
    clause = sentence.clauses[two.clause]
    accident = one.event_type == two.event_type == "situation" and one.phrase is not None
    if accident and clause.shared_subject == one.clause:
        return one.real and two.real and two.phrase is None  # "overturned at X and exploded"
    return (
        clause.shared_subject == one.clause
        and one.real
        and two.real
        and not one.agent
        and two.phrase is None
        and {one.event_type, two.event_type} <= _UNREST
        and not any(sentence.words[i].tag == "num" for i in clause.indices())
    )


def _is_cause(sentence: Sentence, toll: Draft, cause: Draft) -> bool:
    clause = sentence.clauses[cause.clause]
    return (
        toll.casualty_only
        and toll.phrase is not None
        and (cause.phrase is None or toll.phrase.end <= toll.word)
        and toll.real
        and cause.real
        and cause.event_type in VIOLENT_ACTS
        and clause.kind == "subordinate"
        and clause.marker in {"when", "as", "after"}
        and cause.clause == toll.clause + 1
    )


def _does_more(sentence: Sentence, one: Draft, two: Draft) -> bool:
    return (
        one.agent
        and one.real
        and two.real
        and sentence.clauses[two.clause].shared_subject == one.clause
    )


def _completes(sentence: Sentence, one: Draft, two: Draft) -> bool:
    clause = sentence.clauses[two.clause]
    # "struck the base and caused minor damage" is one too
    effect = two.casualty_only or (two.lemma in {"damage", "destruction"} and two.phrase is None)
    return (
        effect
        and clause.shared_subject == one.clause
        and one.real
        and two.real
        and one.event_type in VIOLENT_ACTS
        and (one.phrase is None or two.phrase is None)
    )


def _draft_clause(
    sentence: Sentence, mentions: Sequence[Mention], index: int, *, dated_later: bool
) -> list[Draft]:
    clause = sentence.clauses[index]
    inside = clause.inside()
    triggers = [
        trigger
        for trigger in sentence.triggers
        if trigger.start in inside and not _is_name(sentence, trigger)
    ]
    if not triggers:
        return []
    found = [
        item
        for trigger in triggers
        if (item := resolve_trigger(sentence, index, trigger, dated_later=dated_later)) is not None
    ]
    if not found:
        return []
    settle_casualties(sentence.words, found)
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
                    and not _modifies_speaker(sentence, index, item.trigger)
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
    phrase, rule = choose_phrase(sentence, mentions, clause, main, owners, found)
    if phrase is None and main.role != "head":
        phrase, rule = phrase_of_relative(sentence, index, main)
    draft = _make(sentence, index, main, phrase, rule)
    draft.also = second_places(sentence, mentions, inside, main, phrase, owners)
    drafts.append(draft)
    for item in found:
        if item.role == "participle" and item is not main and draft.real:
            taken = _raided(sentence, item)
            if taken is not None and taken is not draft.phrase:
                # "launched an operation, raiding A and B"
                drafts.append(_make(sentence, index, item, taken, "object of the participle"))
                continue
            held = _told_of_subject(sentence, index, item)
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
            if own is not None and _only_meant(sentence, index + 1):
                item.status = Status("unrealized", "planned, but it did not happen")
        same_status = (item.status.modality in REAL) == draft.real
        if item.role == "head":
            continue
        if item.event_type == "casualty":
            continue
        if (
            same_status
            and own is None
            and _amid(sentence, item.trigger)
            and item.event_type in _VIOLENT
        ):
            # "the siege of X amid shelling": both are there
            beside = _make(
                sentence, index, item, draft.phrase, "amid: the place of the event beside it"
            )
            drafts.append(beside)
            continue
        if same_status and (own is None or own is draft.phrase):
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


def _only_meant(sentence: Sentence, index: int) -> bool:
    """Whether a relative clause tells of what was only planned: "a meeting they had planned"."""
    if index >= len(sentence.clauses):
        return False
    inside = sentence.clauses[index].inside()
    return any(
        cue.start in inside and cue.effect in {"planned", "unrealized"} for cue in sentence.cues
    )


def _raided(sentence: Sentence, item: Found) -> PlacePhrase | None:
    """Return the places that an act told in passing is done to."""
    if item.event_type not in _DONE_TO or item.status.modality not in REAL:
        return None
    if sentence.words[item.trigger.start].tag != "G":
        return None
    return next(
        (p for p in sentence.phrases if p.kind == "object" and p.owner == item.trigger.start), None
    )


def _told_of_subject(sentence: Sentence, index: int, item: Found) -> PlacePhrase | None:
    """Return the place where a subject was seized or held, told in passing with its date."""
    group = sentence.clauses[index].group
    trigger = item.trigger
    if group is None or trigger.end > group.start or item.event_type not in _SEIZING:
        return None
    words = sentence.words
    if words[trigger.start].tag not in {"D", "T"} or item.status.modality not in REAL:
        return None
    low, high = words[trigger.end - 1].end, words[group.start].start
    dated = any(low <= span.start and span.end <= high for span in sentence.dates)
    return next(
        (
            phrase
            for phrase in sentence.phrases
            if dated
            and phrase.kind == "locative"
            and trigger.end <= phrase.start
            and phrase.end <= group.start
        ),
        None,
    )


def _modifies_speaker(sentence: Sentence, index: int, trigger: Trigger) -> bool:
    """Whether a participle only tells who speaks: "women displaced from X said"."""
    group = sentence.clauses[index].group
    if group is None or not group.verbs or trigger.start >= group.start:
        return False
    return any(form.lemma in saying_verbs() for form in sentence.words[group.verbs[-1]].forms)


def _amid(sentence: Sentence, trigger: Trigger) -> bool:
    words = sentence.words
    k = trigger.start - 1
    while k >= 0 and words[k].tag in {"adj", "det", "N"} and trigger.start - k < 4:
        k -= 1
    return k >= 0 and words[k].lower in {"amid", "amidst"}


def _is_name(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a capital inside a sentence makes the noun a name: "in March", "Operation X"."""
    word = sentence.words[trigger.start]
    return (
        not trigger.verbal
        and word.capital
        and any(letter.isalpha() for w in sentence.words[: trigger.start] for letter in w.lower)
        and not sentence.heading
        and sentence.words[trigger.start - 1].tag not in {'"', "“", ":", "—", "–"}
    ) or (word.lower == "march" and word.capital and trigger.start > 0)


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
