"""Attach the counts of a text to its events: each to the event whose toll it is, none twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.counts import CountSpan, Counts, combine
from geo.happenings import Draft
from geo.reading import Sentence

_NO_TOLL = frozenset(
    {"statement", "agreement", "diplomacy", "displacement_order", "aid_restriction"}
)
_PERSONS = frozenset({"killed", "injured", "casualties", "missing"})
REACH_SENTENCES = 1
"""How many sentences behind an event may still tell its toll."""


def assign_counts(
    sentences: Sequence[Sentence], drafts: Sequence[Draft]
) -> dict[int, list[CountSpan]]:
    """Return, by index into ``drafts``, the counts of each event; ``-1`` holds the running totals."""
    found: dict[int, list[CountSpan]] = {}
    by_sentence: dict[int, list[int]] = {}
    for index, draft in enumerate(drafts):
        by_sentence.setdefault(draft.sentence, []).append(index)
    for sentence in sentences:
        for count in sentence.counts:
            if count.feared:
                continue
            if count.scope in {"cumulative", "daily_total"}:
                found.setdefault(-1, []).append(count)
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
    return replace(
        one, **found, subsets=(*one.subsets, *two.subsets), conflicting=True, spans=(*one.spans, *two.spans)
    )


def _owner(
    sentence: Sentence,
    count: CountSpan,
    drafts: Sequence[Draft],
    by_sentence: dict[int, list[int]],
    sentences: Sequence[Sentence],
) -> int | None:
    clause = sentence.clause_of_offset(count.start)
    here = [i for i in by_sentence.get(sentence.number, []) if _takes(drafts[i], count)]
    same = [i for i in here if drafts[i].clause == clause]
    if same:
        return min(same, key=lambda i: (abs(drafts[i].start - count.start), i))
    before = [i for i in here if drafts[i].clause < clause]
    if before:
        return before[-1]
    after = [i for i in here if drafts[i].clause > clause]
    if after:
        return after[0]
    if here:
        return here[0]
    for back in range(1, REACH_SENTENCES + 1):
        number = sentence.number - back
        if number < 0 or sentences[number].paragraph != sentence.paragraph:
            return None
        earlier = [i for i in by_sentence.get(number, []) if _takes(drafts[i], count)]
        if earlier:
            return earlier[-1]
    return None


def _takes(draft: Draft, count: CountSpan) -> bool:
    if not draft.real or draft.status.modality == "planned":
        return False
    if count.kind in _PERSONS:
        return draft.event_type not in _NO_TOLL
    return True
