"""Read a sentence once: words, clauses, triggers, place phrases, actors, dates and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from geo.counts import CountSpan, find_counts
from geo.dates import (
    Anchor,
    DateSpan,
    check_year,
    find_dates,
    latest_date,
)
from geo.events.actors import Actor, actor_classes, find_actors
from geo.events.classes import word_classes
from geo.events.clauses import Clause, split_clauses
from geo.events.cues import Cue, find_cues
from geo.events.entries import read_entries
from geo.events.entry_heads import dateline_end, end_of_alert, end_of_day, end_of_place
from geo.events.event_types import Trigger, find_triggers
from geo.events.name_tags import tag_of_name
from geo.events.place_lists import PlacePhrase
from geo.events.signs import Signs, read_signs
from geo.events.tables import read_tables
from geo.events.tagging import tag_words
from geo.events.tokens import DATES, DENIALS, VICTIMS
from geo.events.victim_words import may_count_victims
from geo.events.where import join_road, locate_last, read_phrases
from geo.events.words import Word, is_shouted, read_words
from geo.lines import mark_end
from geo.memo import Memo
from geo.model import Mention, Report
from geo.sentences import split_sentences

_ISSUED = re.compile(r"\b(?:Issued|Published|Updated|Released|Posted|Dated?)(?: on)?:? $")
_BEFORE_HOUR = re.compile(
    r"(?:shortly |just |soon )?(?:before|after) "
    r"(?:dawn|daybreak|sunrise|noon|midday|dusk|sunset|nightfall) on ",
    re.IGNORECASE,
)
_NOTHING: frozenset[str] = frozenset()
TAKING_PLACE = frozenset({"happened", "occurred", "took"})
"""Words of a sentence that only says where what was just told happened: "It happened in X"."""


@Memo
def _plurals_of(noun: str) -> tuple[frozenset[str], bool]:
    """Return the plurals of a noun, "lorries", and whether it is a pair of words."""
    plurals = {f"{noun}s", f"{noun[:-1]}ies"} if noun.endswith("y") else {f"{noun}s"}
    return frozenset(plurals), " " in noun


@dataclass(slots=True)
class Sentence:
    """A sentence with all that the rules look at; word indices count within it.

    ``present`` are its words in lower case: a rule that waits for one looks there first.
    ``names`` are the words that name places; ``denies`` says that a verb may deny something.
    ``entry`` says whether it opens one of a list, ``head`` and ``head_day`` are the mention and the
    day that stand before its text.
    """

    number: int
    start: int
    end: int
    paragraph: int
    heading: bool
    first: bool
    words: list[Word]
    present: set[str]
    clauses: list[Clause]
    classes: list[frozenset[str]]
    triggers: list[Trigger]
    names: list[int]
    denies: bool = False
    cues: list[Cue] = field(default_factory=list)
    phrases: list[PlacePhrase] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    entry: bool = False
    head: int = -1
    head_day: DateSpan | None = None
    dates: list[DateSpan] = field(default_factory=list)
    counts: list[CountSpan] = field(default_factory=list)

    def any_is(self, indices: Iterable[int], name: str) -> bool:
        """Whether one of some words is of a class, or is the word, lemma or pair of words."""
        words, classes = self.words, self.classes
        plurals, pair = _plurals_of[name]
        for i in indices:
            if name in classes[i]:
                return True
            word = words[i]
            lower = word.lower
            if lower == name:
                return True
            for form in word.forms:
                if form.lemma == name:
                    return True
            if lower in plurals and word.tag == "N":
                return True
            before = words[i - 1] if pair and i else None
            if before and before.tag not in {",", "."} and f"{before.lower} {lower}" == name:
                return True
        return False

    def clause_at(self, word: int) -> int:
        """Return the index of the clause that holds a word."""
        for index, clause in enumerate(self.clauses):
            for a, b in clause.spans:
                if a <= word < b:
                    return index
        return 0

    def clause_of_offset(self, offset: int) -> int:
        """Return the index of the clause that holds a text offset."""
        last = len(self.clauses) - 1
        if last < 1:
            return 0
        words = self.words
        for index, clause in enumerate(self.clauses):
            for a, b in clause.spans:
                if a < b and words[a].start <= offset < words[b - 1].end:
                    return index
        return last


@dataclass(slots=True)
class Frame:
    """A sentence before it is read: ``body`` is where it begins behind what opens it."""

    number: int
    start: int
    body: int
    end: int
    paragraph: int
    heading: bool
    entry: bool = False


def _leave_unread(frame: Frame, dates: list[DateSpan]) -> Sentence:
    """Return a sentence that names, reports and counts nothing: nobody asks for its words."""
    return Sentence(
        frame.number, frame.start, frame.end, frame.paragraph, frame.heading, frame.number == 0,
        words=[], present=set(), clauses=[_whole([])], classes=[], triggers=[],
        names=[], dates=dates,
    )  # fmt: skip


def read_sentence(
    text: str,
    frame: Frame,
    signs: Signs,
    mentions: Sequence[Mention],
    inside: range,
    dates: list[DateSpan],
) -> Sentence:
    """Read one sentence; of the report's mentions those in the range ``inside`` are its own."""
    body, end = frame.body, frame.end
    spans = [
        (mentions[index].start, mentions[index].end, index)
        for index in inside
        if mentions[index].function != "name_part" and mentions[index].start >= body
    ]
    if not spans and body == frame.start and signs.tells_nothing():
        return _leave_unread(frame, dates)
    words = read_words(text, body, end, spans, [(span.start, span.end) for span in dates])
    names = [i for i, word in enumerate(words) if word.mention >= 0] if spans else []
    for i in names:
        words[i].tag = tag_of_name(text, mentions[words[i].mention], words, i)
    tag_words(words)
    if is_shouted(text, body, end):
        for word in words:
            word.capital = True  # a noun may still be a title's: "STATE LANDSLIDES | STATUS"
    present = {word.lower for word in words}
    triggers = find_triggers(words, present)
    sentence = Sentence(
        frame.number, frame.start, frame.end, frame.paragraph, frame.heading, frame.number == 0,
        words=words,
        present=present,
        clauses=split_clauses(words)
        if triggers or spans or signs.found & DENIALS
        else [_whole(words)],
        classes=word_classes(words) if triggers or spans else [_NOTHING] * len(words),
        triggers=triggers,
        names=names,
        denies=bool(signs.found & DENIALS),
        dates=[span for span in dates if span.start >= body] if dates else dates,
    )  # fmt: skip
    if triggers or (spans and present & TAKING_PLACE):
        # a sentence that reports nothing is asked only for its names and clauses
        _read_around(sentence, mentions)
        if frame.entry:
            locate_last(sentence.phrases, words)
    for i in names:
        if words[i].tag == "N":
            sentence.classes[i] |= {"government", "official", "force"}
    if (spans or signs.found & VICTIMS) and may_count_victims(present, signs.sentence):
        sentence.counts = find_counts(text, body, end)
    return sentence


def _read_around(sentence: Sentence, mentions: Sequence[Mention]) -> None:
    """Read who acts, where, and the words that say whether it happened."""
    words = sentence.words
    sentence.cues = find_cues(words)
    sentence.actors = find_actors(words)
    for index, extra in actor_classes(sentence.actors).items():
        sentence.classes[index] |= extra
    nouns = {
        trigger.end - 1: trigger.start
        for trigger in sentence.triggers
        if not trigger.verbal and trigger.rows[0].part == "noun"
    }
    sentence.phrases = read_phrases(words, mentions, nouns)
    join_road(sentence.phrases, words)


def _whole(words: Sequence[Word]) -> Clause:
    return Clause(spans=[(0, len(words))], group=None)


_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


def _on_the_day(text: str, spans: Sequence[DateSpan], anchor: Anchor) -> list[DateSpan]:
    """Read "before dawn on Tuesday" as Tuesday: the hour is before, not the day."""
    found: list[DateSpan] = []
    for span in spans:
        if _ISSUED.search(text, max(0, span.start - 24), span.start):
            continue  # "Issued 8 September": when the report was, not what it tells
        hour = _BEFORE_HOUR.match(text, span.start, span.end)
        inner = find_dates(text, hour.end(), span.end, anchor) if hour else []
        found.append(inner[0]._replace(start=span.start, text=span.text) if inner else span)
    return found


def read_sentences(report: Report, mentions: Sequence[Mention], anchor: Anchor) -> list[Sentence]:
    """Return the sentences of a report, read in order."""
    text = report.text
    sentences: list[Sentence] = []
    paragraph = 0
    previous_end = report.body_start
    cursor = 0
    last_date: DateSpan | None = None
    spans = split_sentences(text, report.body_start)
    entries = read_entries(text, spans)
    table = read_tables(text, spans, entries)
    for number, span in enumerate(spans):
        new_paragraph = number == 0 or "\n" in text[previous_end : span.start]
        if new_paragraph:
            paragraph += 1
        while cursor < len(mentions) and mentions[cursor].end <= span.start:
            cursor += 1
        stop = cursor
        while stop < len(mentions) and mentions[stop].start < span.end:
            stop += 1
        heading = (
            new_paragraph
            and number not in entries
            and span.end - span.start < 160
            and _LINE_END.match(text, span.end) is not None
            and not _ENDS.search(text, span.start, span.end)
        ) or number in table.headings
        entry = number in entries
        told_from = body = (
            mark_end(text, span.start)
            if entry
            else dateline_end(text, span.start, span.end)
            if new_paragraph
            else span.start
        )
        if new_paragraph:
            told_from = body = end_of_alert(text, body, span.end)
        opening = (
            end_of_place(text, body, span.end, mentions[cursor:stop], entry=entry)
            if new_paragraph and number
            else -1
        )
        if opening >= 0:
            body = opening
            told_from = told_from if entry else body
        signs = read_signs(text[told_from : span.end])
        dates: list[DateSpan] = []
        if signs.found & DATES:
            dates = [
                check_year(text, told_from, span.end, found, anchor, lead=number == 0)
                for found in _on_the_day(
                    text, find_dates(text, told_from, span.end, anchor, previous=last_date), anchor
                )
            ]
            last_date = latest_date(dates, last_date, anchor)
        if entry and dates and opening < 0:
            body = max(
                body,
                end_of_day(text, span.start, dates[0].end, full=dates[0].precision == "day"),
            )
        frame = Frame(number, span.start, body, span.end, paragraph, heading, entry)
        sentence = read_sentence(text, frame, signs, mentions, range(cursor, stop), dates)
        if number in table.counts:
            sentence.counts = table.counts[number]
        sentence.entry, sentence.head = entry, cursor if opening >= 0 else -1
        if entry and dates and dates[0].end <= body and dates[0].precision in {"day", "days"}:
            sentence.head_day = dates[0]
        sentences.append(sentence)
        previous_end = span.end
    return sentences
