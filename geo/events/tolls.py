"""Attach the counts of a text to its events: each to the event whose toll it is, none twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geo.counts import Counts, CountSpan, combine
from geo.events.drafts import Draft
from geo.events.inflections import word_list
from geo.events.no_toll import is_disease, is_running
from geo.events.reading import Sentence

if TYPE_CHECKING:
    pass

_NO_TOLL = word_list("no_toll")
_CAUSES = word_list("causes")
_CAUSE_OPENERS = frozenset(phrase.split()[0] for phrase in _CAUSES)
_TALLYING = word_list("tallying")
_TALLIERS = frozenset({"ministry", "authorities"})
_PERSONS = frozenset({"killed", "injured", "casualties", "missing"})
_LEAVING = frozenset({"leave", "flee"})
_TOLL_LABELS = frozenset({"casualties", "casualty", "victims", "toll", "dead", "killed", "injured"})
REACH_SENTENCES = 1
"""How many sentences behind an event may still tell its toll."""


def assign_counts(
    sentences: Sequence[Sentence], drafts: Sequence[Draft]
) -> dict[int, list[CountSpan]]:
    """Return the counts of each event by its index; ``-1`` holds the running totals."""
    found: dict[int, list[CountSpan]] = {}
    by_sentence: dict[int, list[int]] = {}
    for index, draft in enumerate(drafts):
        by_sentence.setdefault(draft.sentence, []).append(index)
    for sentence in sentences:
        causes = _find_causes(sentence)
        tallied = not _TALLIERS.isdisjoint(sentence.present)
        for count in sentence.counts:
            if count.feared or _of_a_cause(sentence, count, drafts, by_sentence, causes):
                continue
            if tallied and _is_ministrys(sentence, count):
                found.setdefault(-1, []).append(count)
                continue
            if count.scope in {"cumulative", "daily_total"} and is_running(sentence, count):
                hazard = _hazard_of(sentence, count, drafts, by_sentence)
                found.setdefault(hazard, []).append(count)
                continue
            owner = _owner(sentence, count, drafts, by_sentence, sentences)
            if owner is not None:
                found.setdefault(owner, []).append(count)
    return found


def combine_sources(counts: Sequence[CountSpan], sentence: Sentence) -> Counts:
    """Combine the counts of one event: added within a sentence, a range between two sentences.

    "Twelve bodies were found. Doctors put the toll at nine." gives 9 to 12, never 21.
    """
    own = [count for count in counts if sentence.start <= count.start < sentence.end]
    other = [count for count in counts if not sentence.start <= count.start < sentence.end]
    if not own or not other:
        return combine(counts)
    one, two = combine(own), combine(other)
    found = {}
    for name in ("killed", "injured", "casualties", "missing", "displaced", "detained", "abducted"):
        first, second = getattr(one, name), getattr(two, name)
        if first == (None, None) or second == (None, None):
            found[name] = second if first == (None, None) else first
            continue
        lows = [low for low in (first[0], second[0]) if low is not None]
        highs = [high for high in (first[1], second[1]) if high is not None]
        found[name] = (min(lows) if lows else None, max(highs) if len(highs) == 2 else None)
    return one._replace(
        **found,
        subsets=(*one.subsets, *two.subsets),
        conflicting=True,
        spans=(*one.spans, *two.spans),
    )


def _hazard_of(
    sentence: Sentence,
    count: CountSpan,
    drafts: Sequence[Draft],
    by_sentence: dict[int, list[int]],
) -> int:
    """Return the hazard that goes on and whose toll it is ("cholera has killed 12"), or -1."""
    index = sentence.clause_of_offset(count.start)
    return next(
        (
            i
            for i in by_sentence.get(sentence.number, ())
            if drafts[i].clause == index and is_disease(sentence, drafts[i])
        ),
        -1,
    )


def _of_a_cause(
    sentence: Sentence,
    count: CountSpan,
    drafts: Sequence[Draft],
    by_sentence: dict[int, list[int]],
    causes: Sequence[int],
) -> bool:
    """Whether a toll is that of a cause: "fired rockets in answer to the death of two men".

    ``causes`` are the words at which such phrases begin.
    """
    if not causes:
        return False
    inside = sentence.clauses[sentence.clause_of_offset(count.start)].inside()
    near = [k for k in causes if k in inside or k + 1 in inside]  # "for | those killed by a storm"
    before = [k for k in near if sentence.words[k].start < count.start]
    if not before:
        return False
    start = sentence.words[before[-1]].start
    own = [drafts[i] for i in by_sentence.get(sentence.number, ())]
    return any(draft.start < start for draft in own) and not any(
        draft.start >= start and _takes(draft, count) for draft in own
    )


def _find_causes(sentence: Sentence) -> list[int]:
    """Return the words at which a phrase of cause begins: "in retaliation for"."""
    if not sentence.counts or _CAUSE_OPENERS.isdisjoint(sentence.present):
        return []
    lowers = [word.lower for word in sentence.words]
    return [
        k
        for k in range(len(lowers))
        if lowers[k] in _CAUSE_OPENERS
        and (" ".join(lowers[k : k + 2]) in _CAUSES or " ".join(lowers[k : k + 3]) in _CAUSES)
    ]


def _is_ministrys(sentence: Sentence, count: CountSpan) -> bool:
    """Whether a ministry tallies all of a time: "the health ministry counted 195 killed"."""
    index = sentence.clause_of_offset(count.start)
    own = set(sentence.clauses[index].complement())
    seen: set[int] = set()
    while index not in seen and index >= 0:
        seen.add(index)
        clause = sentence.clauses[index]
        group = clause.group
        if group is not None and group.verbs:
            lemma = sentence.words[group.verbs[-1]].lemma()
            subject = {sentence.words[i].lower for i in clause.subject()}
            if lemma in _TALLYING and subject & _TALLIERS:
                return not any(phrase.start in own for phrase in sentence.phrases)
        index = clause.governor if clause.governor >= 0 else clause.host
    return False


def _owner(
    sentence: Sentence,
    count: CountSpan,
    drafts: Sequence[Draft],
    by_sentence: dict[int, list[int]],
    sentences: Sequence[Sentence],
) -> int | None:
    clause = sentence.clause_of_offset(count.start)
    here = [i for i in by_sentence.get(sentence.number, []) if _takes(drafts[i], count)]
    here = [i for i in here if _hurts(drafts[i], count)] or here
    same = [i for i in here if drafts[i].clause == clause]
    if same:
        return min(same, key=lambda i: (abs(drafts[i].start - count.start), i))
    caused = [i for i in here if drafts[i].clause == clause + 1]
    if caused and _tells_cause(sentence, clause + 1):
        return caused[0]
    before = [i for i in here if drafts[i].clause < clause]
    if before:
        return before[-1]
    after = [i for i in here if drafts[i].clause > clause]
    if after:
        return after[0]
    if here:
        return here[0]
    if any(drafts[i].lemma in _MOURNING for i in by_sentence.get(sentence.number, [])):
        return None  # "held a vigil for a fisherman who drowned": not in what was told before
    hanging = sentence.clauses[clause].kind == "relative" and any(
        phrase.end <= sentence.clauses[clause].start for phrase in sentence.phrases
    )
    if hanging:
        return None
    if _opens_elsewhere(sentence, clause):
        return None
    if count.rule == "bodies" and _found_elsewhere(sentence, clause):
        return None
    for back in range(1, REACH_SENTENCES + 1):
        number = sentence.number - back
        if number < 0 or (
            sentences[number].paragraph != sentence.paragraph and not is_toll_line(sentence)
        ):
            return None
        earlier = [i for i in by_sentence.get(number, []) if _takes(drafts[i], count)]
        earlier = [i for i in earlier if _hurts(drafts[i], count)] or earlier
        if earlier:
            return earlier[-1]
    return None


def _tells_cause(sentence: Sentence, index: int) -> bool:
    """Whether a clause says what hurt those told of before it: "were hurt when debris fell"."""
    clause = sentence.clauses[index]
    return clause.kind == "subordinate" and clause.marker in {"when", "as", "after"}


def _found_elsewhere(sentence: Sentence, index: int) -> bool:
    """Whether bodies were found at a place of their own: "found nine more bodies near X"."""
    words = sentence.words
    return any(
        words[i].tag == "P" and words[i - 1].tag == "prep"
        for i in sentence.clauses[index].indices()[1:]
    )


def is_toll_line(sentence: Sentence) -> bool:
    """Whether a line of a list only tells the toll: "Casualties: 6 dead, 112 injured"."""
    if ":" not in sentence.present:
        return False
    lowers = [word.lower for word in sentence.words[:6]]
    if ":" not in lowers:
        return False
    return bool(_TOLL_LABELS.intersection(lowers[: lowers.index(":")]))


def _opens_elsewhere(sentence: Sentence, index: int) -> bool:
    """Whether a sentence opens with a place of its own: "In Lyon, three were hurt"."""
    group = sentence.clauses[0].group
    told = sentence.clauses[index].governor >= 0
    return not told and any(
        phrase.kind == "locative"
        and phrase.owner < 0
        and (group is None or phrase.end <= group.start)
        for phrase in sentence.phrases
    )


def _hurts(draft: Draft, count: CountSpan) -> bool:
    """Whether an event is of a kind in which people come to harm: not an arrest beside a riot."""
    return count.kind not in _PERSONS or draft.event_type not in {
        "arrest",
        "aid_delivery",
        "abduction",
    }


def _takes(draft: Draft, count: CountSpan) -> bool:
    if not draft.real or draft.status.modality == "planned":
        return False
    if count.kind in _PERSONS:
        bloodless = _LEAVING | {"curfew"}
        if draft.event_type == "protest":
            bloodless |= _MOURNING
        if draft.casualty_only:
            bloodless = frozenset()  # "left nine dead"
        return draft.event_type not in _NO_TOLL and draft.lemma not in bloodless
    return True


_MOURNING = frozenset(
    {"funeral", "funerals", "burial", "burials", "vigil", "memorial", "bury", "mourn"}
)
"""Lemmas of gatherings whose dead died before."""
