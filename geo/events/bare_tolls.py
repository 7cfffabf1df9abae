"""Leave out tolls that stand alone where another event's toll is told."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.drafts import NOT_PINNED, Draft
from geo.events.inflections import word_list
from geo.events.reading import Sentence
from geo.events.unknown import names_unknown

_ALL_OVER = frozenset({"nationwide", "countrywide", "across", "throughout"})
_SITING = frozenset({"at", "near", "outside", "in"})
_OCCASIONS = word_list("occasions")


def drop_bare_tolls(drafts: list[Draft], sentences: Sequence[Sentence]) -> list[Draft]:
    """Leave out "two people were killed" where another event's toll is told.

    A toll with a place of its own is an event of its own.
    """
    kept: list[Draft] = []
    for draft in drafts:
        sentence = sentences[draft.sentence]
        placeless = draft.phrase is None and draft.real
        toll = placeless and (draft.casualty_only or _is_struck(sentence, draft, kept))
        # "the floods in <a place that nobody knows> killed 15": not those told before
        if toll and not (_has_own_cause(sentence, draft) or names_unknown(sentence, draft)):
            if any(
                other.sentence == draft.sentence
                and other.real
                and not other.casualty_only
                and other.event_type not in NOT_PINNED
                and other.status.modality != "planned"
                for other in drafts
            ):
                continue
            host = next(
                (
                    other
                    for other in reversed(kept)
                    if other.real
                    and other.status.modality != "planned"
                    and other.event_type not in NOT_PINNED
                    and 0 <= draft.sentence - other.sentence <= 1
                    and sentences[other.sentence].paragraph == sentence.paragraph
                ),
                None,
            )
            if host is not None and not (
                _told_of_another_place(sentence, draft, host)
                or _told_of_another_time(sentence, sentences[host.sentence])
            ):
                continue
        kept.append(draft)
    return kept


def _is_struck(sentence: Sentence, draft: Draft, kept: Sequence[Draft]) -> bool:
    """Whether somebody was struck in an unrest told before: "a man was hit by a stone"."""
    return draft.passive and (
        _points_to_occasion(sentence, draft)
        or (
            draft.lemma in {"hit", "shoot", "beat"}
            and any(
                other.sentence == draft.sentence
                and other.event_type in {"armed_clash", "protest", "riot", "property_destruction"}
                for other in kept
            )
        )
    )


def _told_of_another_time(sentence: Sentence, before: Sentence) -> bool:
    """Whether a toll is of a month or year that lies off: "In May a missile killed five"."""
    spans = [span.resolve(planned=False) for span in sentence.dates]
    days = [span.resolve(planned=False) for span in before.dates]
    return any(
        span.precision in {"month", "year"}
        and span.first is not None
        and span.last is not None
        and all(day.last and day.first and day.first > span.last for day in days)
        for span in spans
    ) and bool(days)


def _has_own_cause(sentence: Sentence, draft: Draft) -> bool:
    """Whether a toll names another happening than the one before: "died in a blast at X"."""
    clause = sentence.clauses[draft.clause]
    inside = clause.inside()
    words = sentence.words
    if not _ALL_OVER.isdisjoint(sentence.present) and any(
        words[i].lower in _ALL_OVER for i in inside
    ):
        return True
    if _told_behind(sentence, draft):
        return True
    for trigger in sentence.triggers:
        k = trigger.start - 1
        if trigger.verbal or trigger.start not in inside or trigger.start < draft.word:
            continue
        while k >= 0 and words[k].tag in {"adj", "N", "num"} and not words[k].mention >= 0:
            k -= 1
        if k < 0 or words[k].lower not in {"a", "an", "another", "in"}:
            continue
        before = words[k - 1].lower if words[k].tag == "det" and k else words[k].lower
        placed = any(words[i].lower in _SITING for i in inside if i >= trigger.end)
        if before in {"in", "by"} and placed:
            return True
    return False


def _told_behind(sentence: Sentence, draft: Draft) -> bool:
    """Whether a clause behind says where: "were killed when a tree fell on a car in X"."""
    if draft.clause + 1 >= len(sentence.clauses):
        return False
    clause = sentence.clauses[draft.clause + 1]
    if clause.kind != "subordinate" or clause.marker != "when":
        return False
    inside = clause.inside()
    return not any(trigger.start in inside for trigger in sentence.triggers) and any(
        phrase.start in inside and phrase.kind == "locative" for phrase in sentence.phrases
    )


def _points_to_occasion(sentence: Sentence, draft: Draft) -> bool:
    """Whether a victim is told of within an occasion named before: "shot dead in the raid"."""
    if draft.event_type not in {"attack", "attack_on_civilians"}:
        return False
    return any(
        one.lower in {"in", "during"} and two.lower in {"the", "that"} and three.lower in _OCCASIONS
        for one, two, three in zip(
            sentence.words, sentence.words[1:], sentence.words[2:], strict=False
        )
    )


def _told_of_another_place(sentence: Sentence, draft: Draft, host: Draft) -> bool:
    """Whether a toll hangs on a place of its own: "X, where 90 people died"."""
    clause = sentence.clauses[draft.clause]
    if clause.kind != "relative" or (host.sentence == draft.sentence and host.phrase is not None):
        return False
    return any(
        phrase.end <= clause.start and phrase.kind in {"locative", "object"}
        for phrase in sentence.phrases
    )
