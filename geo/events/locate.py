"""Give each case its place: its clause's own, what points back, its sentence's, the occasion's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from geo.events.cases import Case, Located
from geo.events.drafts import SAME_OCCASION, VIOLENT_ACTS, Draft
from geo.events.inflections import word_list
from geo.events.labels import Heads
from geo.events.other_ground import on_other_ground
from geo.events.phrase_places import from_phrase
from geo.events.pointing_back import (
    Trail,
    called_by_noun,
    from_anaphor,
    named_in_passing,
    tells_of_long_ago,
)
from geo.events.points import could_hold
from geo.events.reading import Sentence
from geo.events.referring import only_refers
from geo.events.retelling import dated_apart, tells_again
from geo.events.sentence_place import place_of_sentence, taken_over
from geo.events.unknown import names_unknown
from geo.model import Mention

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_CONTINUING = word_list("continuing")
_ELSEWHERE = word_list("elsewhere")
_WIDE = word_list("wide")
_MOVING = word_list("moving")
_AFTERMATH = word_list("aftermath")
_FINDING = frozenset({"find", "discover"})
_DISPERSING = frozenset({"fire", "use", "disperse"})
_UNREST = frozenset({"protest", "riot"})
_FACILITY = frozenset({"building", "facility"})


def locate(
    cases: Sequence[Case],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    places: Gazetteer | None,
    heads: Heads,
    latest: date | None,
) -> None:
    """Set the places of each case of a report of the day ``latest``, in the order of the text."""
    trail = Trail(places=places, heads=heads)
    trail.passing = named_in_passing(cases, sentences)
    trail.called = called_by_noun(sentences)
    paragraph = -1
    starts = [mention.start for mention in mentions]
    openings: dict[int, int] = {}
    for sentence in sentences:
        openings.setdefault(sentence.paragraph, sentence.start)
    for case in cases:
        draft = case.draft
        sentence = sentences[draft.sentence]
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            trail.first_mention = bisect_left(starts, openings[paragraph])
        if draft.phrase is not None:
            case.located = from_phrase(draft, draft.phrase, sentence, mentions)
        elif not _elsewhere(sentence, draft):
            case.located = _inherit(case, sentences, mentions, trail)
        if (
            _finds_the_dead(case, trail.previous)
            or (
                case.located
                and case.located[0].inherited
                and (
                    _aftermath(case, trail.previous)
                    or tells_again(case, sentences, trail.previous, mentions)
                )
            )
            or only_refers(case, sentence, sentences)
        ):
            case.located = []
            case.aftermath = True
        _add_head(case, mentions, heads)
        trail.by_clause.setdefault((draft.sentence, draft.clause), case)
        if case.located and not case.total:
            trail.last_event = case.located[0].mention
            trail.holders = tuple(k for located in case.located for k in located.others)
            trail.last_sentence = draft.sentence
            if not tells_of_long_ago(sentence, draft.clause, latest):
                trail.last_news = trail.last_event
                if draft.event_type in VIOLENT_ACTS:
                    trail.last_scene = trail.last_event
            _remember_facilities(sentence, draft, trail)
        trail.previous = case


def _inherit(
    case: Case, sentences: Sequence[Sentence], mentions: Sequence[Mention], trail: Trail
) -> list[Located]:
    draft = case.draft
    sentence = sentences[draft.sentence]
    located = from_anaphor(draft, sentence, mentions, trail)
    if sentence.head >= 0 and draft.status.modality == "planned" and not located:
        return _from_head(draft, sentence, mentions, trail.heads)
    # what is planned is mostly planned for somewhere else
    if located or draft.status.modality == "planned" or names_unknown(sentence, draft):
        return located
    if on_other_ground(sentence, draft):
        return []
    if draft.lemma in _MOVING and not _flee_at_once(sentence, draft, trail.previous):
        return []  # who fled or flew need not have done so from the place before
    located = place_of_sentence(draft, sentence, mentions, trail.by_clause)
    located = located or _from_head(draft, sentence, mentions, trail.heads)
    if located or trail.previous is None:
        return located
    return _from_occasion(case, trail.previous, sentences)


def _flee_at_once(sentence: Sentence, draft: Draft, previous: Case | None) -> bool:
    """Whether people flee from the violence just told: "burned homes in X, and 600 people fled"."""
    clause = sentence.clauses[draft.clause]
    fleeing = [sentence.classes[i] for i in clause.subject()]
    return (
        draft.lemma == "flee"
        and previous is not None
        and previous.draft.real
        and previous.draft.event_type in VIOLENT_ACTS
        and (previous.draft.sentence, previous.draft.clause) == (draft.sentence, draft.clause - 1)
        and any("person" in classes for classes in fleeing)
        and not any(classes & {"armed", "force", "outlaw"} for classes in fleeing)
    )


def _of_none(sentence: Sentence, draft: Draft) -> bool:
    """Whether a toll is of none: "none of its advisers was hurt" tells nothing that happened."""
    subject = sentence.clauses[draft.clause].subject()
    return any(sentence.words[i].lower in {"none", "nobody", "no"} for i in subject)


def _from_head(
    draft: Draft, sentence: Sentence, mentions: Sequence[Mention], heads: Heads
) -> list[Located]:
    """Return the place that heads the entry; of unrest, that of its dateline."""
    if not draft.real or (draft.casualty_only and _of_none(sentence, draft)):
        return []
    index, rule = heads.places.get(sentence.number), "place that heads the entry"
    inherited = False
    written = heads.datelines.get(sentence.number)
    if draft.event_type in _UNREST and (index is None or index == written):
        index, rule = written, "place of the dateline"
        inherited = True
        opens = index is not None and mentions[index].start >= sentence.start
        if not opens or any(word.tag == "P" for word in sentence.words):
            return []
    if index is None:
        return []
    span = mentions[index].start, mentions[index].end
    return [Located(index, "inferred", rule, None, (), *span, inherited=inherited)]


def _add_head(case: Case, mentions: Sequence[Mention], heads: Heads) -> None:
    """Let the place that heads the entry hold a smaller one that is named in it."""
    index = heads.places.get(case.draft.sentence)
    if index is None or not case.located or case.located[0].inherited:
        return
    last = case.located[-1]
    outer = mentions[index].resolution.place
    if index != last.mention and could_hold(outer, mentions[last.mention].resolution.place):
        last.others = (*last.others, index)


def _remember_facilities(sentence: Sentence, draft: Draft, trail: Trail) -> None:
    """Keep where "a school" stood, for "the school" later."""
    if trail.last_event is None:
        return
    for i in sentence.clauses[draft.clause].indices():
        word = sentence.words[i]
        if word.tag in {"N", "G"} and sentence.classes[i] & _FACILITY:
            trail.named[word.lower] = trail.last_event


def _elsewhere(sentence: Sentence, draft: Draft) -> bool:
    """Whether a clause says for itself that it is somewhere else, or everywhere."""
    words = sentence.words
    if _ELSEWHERE.isdisjoint(sentence.present) and _WIDE.isdisjoint(sentence.present):
        return False
    return any(
        words[i].lower in _ELSEWHERE
        or (
            words[i].lower in _WIDE
            and any(
                word.lower in {"across", "throughout", "around"}
                for word in words[max(0, i - 2) : i]
            )
        )
        for i in sentence.clauses[draft.clause].indices()
    )


def _aftermath(case: Case, previous: Case | None) -> bool:
    """Whether a fire or a rescue only follows from the attack told just before."""
    return (
        previous is not None
        and (
            case.draft.event_type == "situation"
            or (case.draft.event_type == "property_destruction" and previous.draft.natural)
        )
        and case.draft.lemma in _AFTERMATH
        and previous.draft.event_type
        in {"air_strike", "shelling", "explosion", "attack", "armed_clash", "situation"}
        and case.draft.sentence - previous.draft.sentence <= 1
        and case.draft.real
    )


def _finds_the_dead(case: Case, previous: Case | None) -> bool:
    """Whether the dead of what was told just before are found: "soldiers found nine bodies"."""
    draft = case.draft
    return (
        draft.lemma in _FINDING
        and draft.phrase is None
        and previous is not None
        and draft.sentence - previous.draft.sentence <= 1
        and previous.draft.real
        and previous.draft.event_type in VIOLENT_ACTS | {"situation"}
    )


def _placed_behind(sentence: Sentence, draft: Draft) -> bool:
    """Whether a relative clause names a place: "fired at people who went home in X"."""
    if draft.clause + 1 >= len(sentence.clauses):
        return False
    clause = sentence.clauses[draft.clause + 1]
    inside = set(clause.indices())
    return clause.kind == "relative" and any(
        phrase.kind == "locative" and phrase.start in inside for phrase in sentence.phrases
    )


def _by_the_same(sentence: Sentence, draft: Draft, earlier: Draft) -> bool:
    """Whether those who did what was told did more: "The raiders also shot a guard"."""
    clause = sentence.clauses[draft.clause]
    subject = clause.subject()
    return (
        len(subject) > 1
        and sentence.words[subject[0]].lower == "the"
        and "outlaw" in sentence.classes[subject[1]]
        and not sentence.dates
        and clause.governor < 0
        and {draft.event_type, earlier.event_type} <= VIOLENT_ACTS - {"situation"}
    )


def _from_occasion(case: Case, previous: Case, sentences: Sequence[Sentence]) -> list[Located]:
    """Take the place of the sentence before, where the same occasion goes on."""
    draft, earlier = case.draft, previous.draft
    sentence = sentences[draft.sentence]
    if not previous.located or not earlier.real or previous.total:
        return []
    if dated_apart(sentences, draft, earlier):
        return []
    if len(previous.located) > 1 or _placed_behind(sentences[draft.sentence], draft):
        return []  # "rallies in A and B. Police made arrests": in which?
    if (
        draft.sentence - earlier.sentence > 1
        or sentences[earlier.sentence].paragraph != sentence.paragraph
    ):
        return []
    clause = sentence.clauses[draft.clause]
    lowers = {sentence.words[i].lower for i in clause.indices()}
    goes_on = (earlier.event_type, draft.event_type) in SAME_OCCASION
    continuing = bool(lowers & _CONTINUING) and draft.event_type == earlier.event_type
    # "Officers fired rubber bullets": at the march told just before
    goes_on = goes_on or (
        earlier.event_type == draft.event_type == "protest" and draft.lemma in _DISPERSING
    )
    pronoun = any(sentence.words[i].lower in {"they", "it", "them"} for i in clause.subject()[:2])
    if not (
        goes_on
        or continuing
        or _by_the_same(sentence, draft, earlier)
        or (pronoun and draft.event_type == earlier.event_type)
    ):
        return []
    return [taken_over(previous.located[0], "the same occasion goes on")]
