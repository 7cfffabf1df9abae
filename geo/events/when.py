"""Give events their dates: the clause's own, else the sentence's, else the same occasion's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from geo.dates import DateSpan
from geo.events.clauses import Clause
from geo.events.counted_days import counted_to, day_when, time_before
from geo.events.days import dates_a_crime, dates_an_agreement, dates_an_aside
from geo.events.drafts import SAME_OCCASION
from geo.events.inflections import word_list
from geo.events.labels import Heads, opens_same_occasion
from geo.events.misdated import find_misdated
from geo.events.reading import Sentence

if TYPE_CHECKING:
    from geo.events.cases import Case
    from geo.events.drafts import Draft

_HOUR = re.compile(
    r"\b(?:dawn|daybreak|sunrise|noon|midday|midnight|dusk|sunset|nightfall|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m)\b",
    re.IGNORECASE,
)
_VERBAL = frozenset({"V", "D", "Z", "B", "be", "have", "modal"})
_SCHEDULED = word_list("scheduled")
_DECIDING = word_list("deciding")
_UNITS = frozenset(
    {"minutes", "hours", "days", "weeks", "months", "years", "day", "week", "month", "year"}
)
BACKGROUND_DAYS = 120
"""An event dated further back than this is recalled, not news."""


class When(NamedTuple):
    """An event's date: the span it stands in, where it came from, and the rule.

    ``misdated`` is a date that the text states for it and that gives it no day.
    """

    span: DateSpan | None
    source: Literal["text", "dateline", "inferred"]
    rule: str
    misdated: DateSpan | None = None


NOWHEN = When(None, "dateline", "no date in the text: it stands at the report's date")


def spans_of_clause(sentence: Sentence, index: int) -> list[DateSpan]:
    """Return the dates stated in a clause, in order."""
    return [span for span in sentence.dates if sentence.clause_of_offset(span.start) == index]


def choose_date(sentence: Sentence, index: int, trigger: tuple[int, int], *, planned: bool) -> When:
    """Return the date of the event that the words from ``trigger`` report.

    A clause's own date comes first (the nearest behind the trigger, else the nearest before it),
    then that of the clauses before it in its sentence, which share theirs.
    """
    if not sentence.dates:
        return NOWHEN
    if (day := day_when(sentence, index)) is not None:
        return When(day, "text", "the day told of: since D, when")
    stated = [
        span
        for span in spans_of_clause(sentence, index)
        if not _cut_off(sentence, trigger, span) and not _of_another(sentence, trigger, span)
    ]
    own = [span for span in stated if _usable(span, planned=planned)]
    if own:
        return When(counted_to(own) or _nearest(own, trigger), "text", "date in the clause")
    if (misdated := find_misdated(sentence, trigger, stated, planned=planned)) is not None:
        return NOWHEN._replace(misdated=misdated)
    if _apart(sentence, index):
        return NOWHEN
    start = sentence.clauses[index].start
    in_which = start < len(sentence.words) and sentence.words[start].lower in {"in", "during"}
    for other in (
        _sharing(sentence.clauses, index, in_which=in_which)
        + _embedded(sentence, index)
        + _told_of(sentence, index)
    ):
        stated = spans_of_clause(sentence, other)
        shared = [span for span in stated if _usable(span, planned=planned)]
        if shared:
            return When(_nearest(shared, trigger), "inferred", "date shared within the sentence")
        if (misdated := find_misdated(sentence, trigger, stated, planned=planned)) is not None:
            return NOWHEN._replace(misdated=misdated)
    return NOWHEN


def _told_of(sentence: Sentence, index: int) -> list[int]:
    """Return the relative clause that tells a toll: "firing in which two died on Monday"."""
    if index + 1 >= len(sentence.clauses):
        return []
    clause = sentence.clauses[index + 1]
    inside = set(clause.indices())
    placed = any(phrase.start in inside for phrase in sentence.phrases)
    counted = any(sentence.clause_of_offset(count.start) == index + 1 for count in sentence.counts)
    return [index + 1] if clause.kind == "relative" and counted and not placed else []


def _sharing(clauses: Sequence[Clause], index: int, *, in_which: bool) -> list[int]:
    """Return the clauses whose date may hold for clause ``index``, nearest first."""
    found: list[int] = []
    clause = clauses[index]
    if clause.kind == "attribution":
        return found
    if clause.kind == "relative" and not in_which:
        return found
    for other in range(index - 1, -1, -1):
        kind = clauses[other].kind
        if (
            kind in {"relative", "subordinate", "attribution"}
            and clauses[other + 1].kind != "complement"
        ):
            continue
        found.append(other)
    # "attacked a shepherd and stole his flock on Friday": one subject, one occasion
    found += [
        other
        for other in range(index + 1, len(clauses))
        if clauses[other].shared_subject == index and clauses[other].kind == "coordinate"
    ]
    following = clauses[index + 1] if index + 1 < len(clauses) else None
    # "looted lorries after they had passed X on Saturday"
    if (
        not found
        and following is not None
        and following.kind == "subordinate"
        # "was levelled when a ship exploded in 1917"
        and following.marker in {"after", "before", "when"}
    ):
        found.append(index + 1)
    return found


def _apart(sentence: Sentence, index: int) -> bool:
    """Whether a clause lies some time off: "weeks after the town was evacuated"."""
    clause = sentence.clauses[index]
    if clause.marker not in {"after", "before"} or clause.start < 1:
        return False
    return sentence.words[clause.start - 1].lower in _UNITS


def _embedded(sentence: Sentence, index: int) -> list[int]:
    """Return a relative clause within this one that reports nothing of its own.

    "Strikes that covered a rescue early on Monday killed 60": the Monday is the killing's.
    """
    if index == 0 or len(sentence.clauses[index].spans) < 2:
        return []
    inside = sentence.clauses[index - 1].inside()
    if sentence.clauses[index - 1].kind != "relative":
        return []
    return [] if any(t.start in inside for t in sentence.triggers) else [index - 1]


def _cut_off(sentence: Sentence, trigger: tuple[int, int], span: DateSpan) -> bool:
    """Whether a colon or semicolon stands between a trigger and a date.

    The colon of a label ("Cholera: 31 cases this week") cuts nothing off.
    """
    low, high = min(trigger[1], span.end), max(trigger[0], span.start)
    verbal = False
    for word in sentence.words:
        verbal = verbal or word.tag in _VERBAL
        if low <= word.start < high and (word.tag == ";" or (word.tag == ":" and verbal)):
            return True
    return False


def _of_another(sentence: Sentence, trigger: tuple[int, int], span: DateSpan) -> bool:
    """Whether a date is that of another noun: "arrested 40 ahead of a rally planned for Friday"."""
    words = sentence.words
    if (
        dates_an_agreement(sentence, trigger, span)
        or dates_a_crime(sentence, trigger, span)
        or dates_an_aside(sentence, trigger, span)
    ):
        return True
    k = next((i for i, word in enumerate(words) if word.start >= span.start), len(words)) - 1
    while k > 0 and words[k].lower in {"for", "on", "in", "to", "begin", "start", "take", "place"}:
        k -= 1
    if k < 0 or words[k].lower not in _SCHEDULED:
        return False
    return any(
        other.end == k
        and words[other.start].start != trigger[0]
        and trigger[1] <= words[other.start].start
        for other in sentence.triggers
    )


def _usable(span: DateSpan, *, planned: bool) -> bool:
    resolved = span.resolve(planned=planned)
    if planned and "before" in span.flags:
        return resolved.first is not None or resolved.last is not None
    if resolved.first is None and resolved.last is None:
        return False
    flags = set(span.flags)
    if flags & {"before", "after"} and _HOUR.search(span.text):
        flags -= {"before", "after"}  # "before dawn on Tuesday" is on Tuesday
    return not flags & {"names_event", "decade", "before", "after"}


def _nearest(spans: Sequence[DateSpan], trigger: tuple[int, int]) -> DateSpan:
    def gap(span: DateSpan) -> tuple[int, int]:
        if span.start >= trigger[1]:
            return span.start - trigger[1], 0
        return trigger[0] - span.end, 1

    return min(spans, key=gap)


def is_background(start: date | None, end: date | None, published: date | None) -> bool:
    """Whether an event lies so far back that the report only recalls it."""
    last = end or start
    return bool(published and last and (published - last).days > BACKGROUND_DAYS)


def date_cases(
    cases: Sequence[Case],
    sentences: Sequence[Sentence],
    report_date: date | None,
    text: str,
    heads: Heads,
) -> None:
    """Set each case's date, in the order of the text."""
    previous: Case | None = None
    for case in cases:
        draft = case.draft
        sentence = sentences[draft.sentence]
        planned = draft.status.modality == "planned" or (
            draft.status.modality == "unrealized" and not _past(sentence, draft)
        )
        case.when = choose_date(sentence, draft.clause, (draft.start, draft.end), planned=planned)
        told = previous.when.span if previous and _just_before(previous, draft) else None
        long_before = time_before(text, sentence, draft.clause, report_date, told)
        if long_before is not None:
            case.when = When(long_before, "inferred", "so long before what is told")
        if draft.status.modality == "planned" and _dates_the_decision(case, sentence, report_date):
            case.when = NOWHEN
        undated = case.when.span is None and case.when.misdated is None
        if undated and previous is not None and previous.when.span is not None:
            earlier = previous.draft
            if previous.when.source == "text" and _long_ago(previous, report_date):
                continue
            near = (
                draft.sentence - earlier.sentence <= 1
                and sentences[earlier.sentence].paragraph == sentence.paragraph
            )
            new_hazard = draft.event_type == "situation" and draft.lemma != earlier.lemma
            same = (
                (
                    earlier.event_type == draft.event_type
                    and not (new_hazard and draft.phrase is not None)
                )
                or _points_back(case)
                or _while_they(sentence)
                or opens_same_occasion(text, sentence)
                or (earlier.event_type, draft.event_type) in SAME_OCCASION
            )
            if near and same and draft.real and earlier.real and draft.status.modality != "planned":
                case.when = When(previous.when.span, "inferred", "the same occasion goes on")
        if case.when.span is not None and _goes_on_until(case.when.span, sentence, draft):
            span = case.when.span
            case.when = case.when._replace(span=span._replace(past=span.future))
        clock = heads.days.get(draft.sentence)
        dated = (case.when.span is not None or case.when.misdated is not None) and not (
            # "3 June: shells hit X, after a drone struck Y on 1 June"
            sentence.head_day is not None and case.when.source == "inferred"
        )
        if not dated and clock is not None and draft.real and not planned:
            case.when = When(clock, "inferred", "the time of day that heads the entry")
        if (
            case.when.span is not None and not _long_ago(case, report_date)
        ) or case.when.span is None:
            previous = case


def _goes_on_until(span: DateSpan, sentence: Sentence, draft: Draft) -> bool:
    """Whether what holds now ends on a day to come: "the airport is closed until Friday"."""
    group = sentence.clauses[draft.clause].group
    return "until" in span.flags and group is not None and group.present and not group.perfect


def _dates_the_decision(case: Case, sentence: Sentence, report_date: date | None) -> bool:
    """Whether a date is that of the plan, not of what is planned: "approved plans on Friday"."""
    span = case.when.span
    clause = sentence.clauses[case.draft.clause]
    group = clause.group
    if span is None or report_date is None or group is None or not group.verbs:
        return False
    last = span.resolve(planned=False).last
    headed = group.start <= case.draft.word < group.end
    decided = not (group.modal or group.present or group.passive or group.progressive)
    return (
        last is not None
        and last <= report_date
        and not headed
        and decided
        and sentence.words[group.verbs[-1]].lemma() in _DECIDING
    )


def _long_ago(case: Case, report_date: date | None) -> bool:
    span = case.when.span
    return span is not None and is_background(span.first, span.last, report_date)


def _just_before(previous: Case, draft: Draft) -> bool:
    return previous.draft.sentence == draft.sentence - 1


def _while_they(sentence: Sentence) -> bool:
    """Whether a sentence opens with "While they were there": the occasion before goes on."""
    clause = sentence.clauses[0]
    return clause.marker in {"while", "as", "when"} and any(
        sentence.words[i].lower in {"they", "it", "he", "she", "this"} for i in clause.subject()
    )


def _points_back(case: Case) -> bool:
    return any(
        located.rule.startswith(("points back", "the same occasion")) for located in case.located
    )


def _past(sentence: Sentence, draft: Draft) -> bool:
    group = sentence.clauses[draft.clause].group
    return group is not None and group.negated and not group.modal
