"""Tell which clauses of a sentence tell one act: its toll, its cause, what it led to."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.choose_place import phrase_place
from geo.events.drafts import VIOLENT_ACTS, Draft
from geo.events.points import could_hold
from geo.events.reading import Sentence
from geo.events.triggers import Found
from geo.model import Mention

_UNREST = frozenset({"protest", "riot", "property_destruction"})
_HITTING = frozenset({"hit", "strike"})
_VIOLENT = frozenset({"air_strike", "shelling", "armed_clash", "explosion"})


def tells_effect(sentence: Sentence, one: Draft, two: Draft) -> bool:
    """Whether a clause with "where" tells what an attack did: no second happening."""
    clause = sentence.clauses[two.clause]
    return (
        clause.marker == "where"
        and one.event_type in _VIOLENT | {"attack"}
        and two.event_type == "property_destruction"
        and two.passive
        and two.phrase is None
        and one.real
        and two.real
        and not any(sentence.words[i].lower == "by" for i in clause.complement())
    )


def announces(sentence: Sentence, noun: Found, main: Found) -> bool:
    """Whether a noun before a colon announces the act: "Blast in X: a bomb exploded in Y"."""
    return (
        main.role == "head"
        and noun.event_type == main.event_type
        and any(w.lower == ":" for w in sentence.words[noun.trigger.end : main.trigger.start])
    )


def tells_of_cause(
    sentence: Sentence, mentions: Sequence[Mention], toll: Draft, told: Draft
) -> bool:
    """Whether a relative clause tells of what killed: "died in a strike that hit a market in X"."""
    clause = sentence.clauses[told.clause]
    if (
        clause.kind != "relative"
        or clause.marker not in {"that", "which"}
        or told.clause != toll.clause + 1
        or not (toll.real and told.real)
        or toll.event_type not in VIOLENT_ACTS
        or not (told.event_type in {toll.event_type, "attack"} or told.casualty_only)
    ):
        return False
    words = sentence.words
    nouns = [*toll.absorbed, *(t for t in sentence.triggers if t.start == toll.word)]
    # "a drone attack by the rebels that hit a market" too
    last = max((t.end for t in nouns if not t.verbal and t.end <= clause.start), default=0)
    between = words[last : clause.start]
    if not last or (between and between[0].lower not in {",", "in", "by"}):
        return False
    if any(word.tag == "," for word in between[1:]):
        return False
    if toll.phrase is None or told.phrase is None:
        return toll.phrase is not told.phrase
    return could_hold(phrase_place(mentions, toll.phrase), phrase_place(mentions, told.phrase))


def opens_toll(mentions: Sequence[Mention], one: Draft, two: Draft) -> bool:
    """Whether a toll goes on in the next clause, which alone names the cause and the place."""
    if not (one.casualty_only and two.casualty_only and one.real and two.real):
        return False
    if (one.sentence, one.clause) != (two.sentence, two.clause - 1) or two.phrase is None:
        return False
    if one.phrase is None:
        return True
    return could_hold(phrase_place(mentions, one.phrase), phrase_place(mentions, two.phrase))


def shares_toll(mentions: Sequence[Mention], one: Draft, two: Draft) -> bool:
    """Whether two clauses tell one toll: "two guards died and one was hurt in a blast at X".

    What opens the first may hold the place: "In Y region, two died and one was hurt in X".
    """
    opens = one.phrase is None or one.phrase.end <= one.word
    return (
        opens
        and opens_toll(mentions, one, two)
        and two.phrase is not None
        and two.phrase.start > two.word
    )


def goes_on(sentence: Sentence, one: Draft, two: Draft) -> bool:
    """Whether one unrest or accident is told in two verbs: "overturned and exploded"."""
    clause = sentence.clauses[two.clause]
    accident = one.event_type == two.event_type == "situation"
    if accident and clause.shared_subject == one.clause:
        # "overturned at X and exploded", "caught fire and sank off X"
        return one.real and two.real and (one.phrase is None) != (two.phrase is None)
    return (
        clause.shared_subject == one.clause
        and one.real
        and two.real
        and not one.agent
        and two.phrase is None
        and {one.event_type, two.event_type} <= _UNREST
        and not any(sentence.words[i].tag == "num" for i in clause.indices())
    )


def is_cause(sentence: Sentence, toll: Draft, cause: Draft) -> bool:
    """Whether a clause names what killed: "were killed when a house was bombed"."""
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


def does_more(sentence: Sentence, one: Draft, two: Draft) -> bool:
    """Whether the act matters, not who did it: "protesters set a bus on fire"."""
    return (
        one.agent
        and one.real
        and two.real
        and sentence.clauses[two.clause].shared_subject == one.clause
    )


def _fires(draft: Draft) -> bool:
    return draft.lemma in {"fire", "shoot"}


def completes(sentence: Sentence, one: Draft, two: Draft) -> bool:
    """Whether two verbs tell one attack: "shot and killed a boy"."""
    clause = sentence.clauses[two.clause]
    # "struck the base and caused minor damage" is one too
    effect = two.casualty_only or (two.lemma in {"damage", "destruction"} and two.phrase is None)
    # "shot dead ten people and burned their houses" is one raid
    killed = one.event_type == "attack_on_civilians" or one.casualty_only
    effect = effect or (two.event_type == "property_destruction" and killed and not two.passive)
    # "fired at a crowd and hit a man"
    effect = effect or (two.lemma in _HITTING and two.event_type == "attack" and _fires(one))
    return (
        effect
        and clause.shared_subject == one.clause
        and one.real
        and two.real
        and one.event_type in VIOLENT_ACTS
        and (one.phrase is None or two.phrase is None)
    )
