"""Say who an event is told by, and whether a party speaks of its own act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from geo.events.inflections import saying_verbs, word_list
from geo.events.reading import Sentence
from geo.events.reports_of import find_teller, subject_words

if TYPE_CHECKING:
    from geo.events.cases import Case

_OWN = word_list("own")
_UNNAMED = frozenset({"gunman", "gunmen", "bomber", "bombers", "militant", "militants"})
_PARTY_WORDS = frozenset({"force", "armed"})
_LONGEST = 90


class Source(NamedTuple):
    """Who says so: the words, their span, whether it speaks of its own act, and the rule."""

    text: str
    start: int
    end: int
    own: bool
    rule: str


def find_source(text: str, sentence: Sentence, index: int, word: int = -1) -> Source | None:
    """Return who tells what clause ``index`` reports at ``word``, None for the text itself."""
    seen: set[int] = set()
    current = index
    while sentence.clauses[current].governor >= 0 and current not in seen:
        seen.add(current)
        current = sentence.clauses[current].governor
        clause = sentence.clauses[current]
        if clause.group is None or not clause.group.verbs:
            continue
        head = sentence.words[clause.group.verbs[-1]]
        if not any(form.lemma in saying_verbs() for form in head.forms):
            continue
        subject = [i for i in clause.subject() if sentence.words[i].tag not in {",", "cc", "adv"}]
        if not subject:
            continue
        source = _span(text, sentence, subject)
        return Source(
            *source, _speaks_of_itself(sentence, index, subject), "subject of a verb of saying"
        )
    return (
        _accuser(text, sentence, index)
        or _teller(text, sentence, index, word)
        or _according_to(text, sentence, index)
    )


def _teller(text: str, sentence: Sentence, index: int, word: int) -> Source | None:
    """Return who says so in "police reported clashes", "there were reports of gunfire"."""
    teller = find_teller(sentence, index, word) if word >= 0 else None
    if teller is None:
        return None
    return Source(*_span(text, sentence, teller.indices), own=teller.own, rule=teller.rule)


def _accuser(text: str, sentence: Sentence, index: int) -> Source | None:
    """Return who says so in "Kinshasa accused Kigali of shelling a camp"."""
    clause = sentence.clauses[index]
    if clause.group is None or not clause.group.verbs:
        return None
    if sentence.words[clause.group.verbs[-1]].lemma() not in {"accuse", "blame"}:
        return None
    subject = subject_words(sentence, index)
    if not subject:
        return None
    return Source(*_span(text, sentence, subject), own=False, rule="subject of an accusation")


def _span(text: str, sentence: Sentence, indices: list[int]) -> tuple[str, int, int]:
    words = sentence.words
    last_comma = -1
    for position, i in enumerate(indices[:-1]):
        # "In Tyre, the mayor said": the place opens the sentence, it doesn't speak
        cut = indices[position + 1] != i + 1 and words[i + 1].tag == ","
        if cut and words[indices[0]].tag == "prep" and last_comma < 0:
            last_comma = position
    chosen = indices[last_comma + 1 :]
    start, end = words[chosen[0]].start, words[chosen[-1]].end
    return text[start : min(end, start + _LONGEST)], start, min(end, start + _LONGEST)


def _speaks_of_itself(sentence: Sentence, index: int, source: list[int]) -> bool:
    classes: set[str] = set()
    for i in source:
        classes |= sentence.classes[i]
    if not classes & (_PARTY_WORDS | {"government"}):
        return False
    subject = sentence.clauses[index].subject()
    words = {sentence.words[i].lower for i in subject}
    if words & _OWN:
        return True
    doers: set[str] = set()
    for i in subject:
        doers |= sentence.classes[i]
    told_by = {sentence.words[i].lower for i in source}
    unnamed = "outlaw" in doers or words & _UNNAMED
    if unnamed and "outlaw" not in classes and not told_by & _UNNAMED:
        return False  # "gunmen shot a man, police said"
    named = {actor.name for actor in sentence.actors if actor.start in subject}
    saying = {actor.name for actor in sentence.actors if actor.start in source}
    foreign = any(sentence.words[i].mention >= 0 for i in subject)
    if (named or foreign) and not named & saying:
        return False  # "Russian troops detained a farmer, the security service said"
    return bool(doers & _PARTY_WORDS) and bool(classes & _PARTY_WORDS)


def _according_to(text: str, sentence: Sentence, index: int) -> Source | None:
    words = sentence.words
    for i in range(len(words) - 2 if "according" in sentence.present else 0):
        if words[i].lower == "according" and words[i + 1].tag == "to":
            end = i + 2
            while (
                end < len(words)
                and words[end].tag not in {",", ".", ";", "be", "have"}
                and end - i < 12
            ):
                end += 1
            if end > i + 2:
                start, stop = words[i + 2].start, words[end - 1].end
                return Source(text[start:stop], start, stop, own=False, rule="according to")
    last = words[-4:]
    if len(last) == 4 and last[0].tag == "(" and last[2].tag == ")":
        return Source(
            text[last[1].start : last[1].end],
            last[1].start,
            last[1].end,
            own=False,
            rule="source in brackets",
        )
    if (
        len(words) > 3
        and words[-1].tag == ")"
        and words[-3].tag == "("
        and words[-2].tag in {"N", "P"}
    ):
        return Source(
            words[-2].lower.upper(),
            words[-2].start,
            words[-2].end,
            own=False,
            rule="source in brackets",
        )
    del index
    return None


def note_denials(cases: Sequence[Case], sentences: Sequence[Sentence], text: str) -> None:
    """Note who denies the event told just before: "Kyiv denied this"."""
    for sentence in sentences:
        for index, clause in enumerate(sentence.clauses if sentence.denies else ()):
            group = clause.group
            if group is None or not group.verbs or group.negated:
                continue
            head = sentence.words[group.verbs[-1]]
            if head.lemma() not in {"deny", "reject", "dispute", "dismiss"}:
                continue
            rest = [sentence.words[i].lower for i in clause.complement()]
            if not rest or rest[0] not in {"this", "it", "that", "the"} or len(rest) > 4:
                continue
            candidates = [
                case for case in cases
                if case.draft.real
                and (case.draft.sentence, case.draft.clause) < (sentence.number, index)
                and sentence.number - case.draft.sentence <= 1
            ]  # fmt: skip
            subject = clause.subject()
            if candidates and subject:
                words = [i for i in subject if sentence.words[i].tag not in {"cc", ",", ";"}]
                if words:
                    candidates[-1].denied_by = text[
                        sentence.words[words[0]].start : sentence.words[words[-1]].end
                    ]
