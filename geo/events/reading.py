"""Read a sentence once: words, clauses, triggers, place phrases, actors, dates and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

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
from geo.events.entry_heads import end_of_day, end_of_place
from geo.events.event_types import Trigger, find_triggers
from geo.events.inflections import word_list
from geo.events.place_lists import PlacePhrase
from geo.events.signs import Signs, read_signs
from geo.events.tables import read_tables
from geo.events.tagging import tag_words
from geo.events.tokens import DATES, DENIALS
from geo.events.victim_words import may_count_victims
from geo.events.where import join_road, locate_last, read_phrases
from geo.events.words import Word, read_words
from geo.lines import mark_end
from geo.memo import Memo
from geo.model import Mention, Report
from geo.sentences import split_sentences

_DATELINE = re.compile(
    r"[^\W\d_][^\n—–]{1,70}?\s?(?:—|–|--| -)\s+(?=\S)",
)
_COLON_DATELINE = re.compile(
    r"[A-Z][A-Z' ’.\-]{2,40}(?:,\s+[A-Z][a-z]+\.?\s+\d{1,2})?:\s+(?=[A-Z\d\"“])"
)
_DASHES = ("—", "–", "--", " -")
_ISSUED = re.compile(r"\b(?:Issued|Published|Updated|Released|Posted|Dated?)(?: on)?:? $")
_BEFORE_HOUR = re.compile(
    r"(?:shortly |just |soon )?(?:before|after) "
    r"(?:dawn|daybreak|sunrise|noon|midday|dusk|sunset|nightfall) on ",
    re.IGNORECASE,
)
_NOTHING: frozenset[str] = frozenset()
_TIED = re.compile(r"[-–‑][a-z]{3,}")
_NOT_MODIFIED = frozenset(
    {"prep", "cc", "sub", "be", "have", "do", "modal", "rel", "that", "to", "adv", "not", "det"}
)
_DIVISIONS = frozenset(
    {"region", "province", "district", "county", "state", "governorate", "oblast", "area"}
)
_DONE_TO_PLACES = word_list("done_to_places")
_SITES = word_list("class_words") | word_list("facilities")
_LEAVING = frozenset({"flee", "leave", "depart", "head", "set", "sail", "abandon", "quit"})
_LOCATING = frozenset({"in", "at", "near", "around", "outside", "inside", "off"})
_SEATED = frozenset({"administration", "government", "authorities", "office", "cabinet", "rulers"})
_CAPITALS = re.compile(r"[A-Z][A-Z' ’.\-]{2,}\b")


@Memo
def _plurals_of(noun: str) -> frozenset[str]:
    """Return the plurals of a noun: "lorries"."""
    return frozenset({f"{noun}s", f"{noun[:-1]}ies"} if noun.endswith("y") else {f"{noun}s"})


@dataclass(slots=True)
class Sentence:
    """A sentence with all that the rules look at; word indices count within it.

    ``present`` are its words in lower case: a rule that waits for one looks there first.
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
        plurals = _plurals_of[name]
        pair = " " in name
        for i in indices:
            word = words[i]
            lower = word.lower
            if name in classes[i] or lower == name:
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


class Frame(NamedTuple):
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
        words=[], present=set(), clauses=[_whole([])], classes=[], triggers=[], dates=dates,
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
        words[i].tag = _tag_of_name(text, mentions[words[i].mention], words, i)
    tag_words(words)
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
        dates=[span for span in dates if span.start >= body] if dates else dates,
    )  # fmt: skip
    if triggers:
        # a sentence that reports nothing is asked only for its names and clauses
        _read_around(sentence, mentions)
        if frame.entry:
            locate_last(sentence.phrases, words)
    for i in names:
        if words[i].tag == "N":
            sentence.classes[i] |= {"government", "official", "force"}
    if may_count_victims(present, signs.sentence):
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


def _tag_of_name(text: str, mention: Mention, words: Sequence[Word], i: int) -> str:
    """Return ``P`` for a place, ``adj`` for a modifier, ``N`` for a government.

    What the words around it say outweighs the function that was guessed for it.
    """
    if mention.demonym or _TIED.match(text, mention.end):
        return "adj"  # "Israeli", "Tripoli-based"
    before = words[i - 1] if i else None
    after = words[i + 1] if i + 1 < len(words) else None
    done_to = before is not None and any(form.lemma in _DONE_TO_PLACES for form in before.forms)
    if mention.function == "modifier":
        beside = words[i + 2] if i + 2 < len(words) else None
        if after is not None and after.tag == "cc" and beside is not None and beside.mention >= 0:
            return "adj"  # "US and British aircraft"
        if after is not None and after.lower in {"-", "–", "‑"}:
            return "adj"  # "the Nairobi-Mombasa railway"
        if before is not None and before.lower == "of" and after is not None and after.forms:
            return "P"  # "the mayor of X appealed"
        acts = after is not None and any(form.form == "past" for form in after.forms)
        if done_to and after is not None and after.lower in _SITES and not _is_compound(beside):
            return "P"  # "bandits attack X community"
        if acts and before is not None and before.lower == "on":
            return "P"  # "a strike on X wounded five"
        if done_to and acts and beside is not None and beside.tag in {"num", "det", "pro"}:
            return "P"  # "soldiers who had entered X killed six men"
        if after is not None and after.tag == "poss":
            return "N"  # "members of Iran's Guards"
        divides = after is not None and after.lower in _DIVISIONS
        if divides and before is not None and before.tag in {"det", "prep"}:
            return "P"  # "in the Amhara region"
        alone = after is None or (
            after.tag in _NOT_MODIFIED or not (after.lower[0].isalpha() or after.tag == "num")
        )
        return "P" if alone else "adj"
    if mention.function == "actor" and done_to:
        return "P"  # "shelled Nikopol"
    if mention.function == "actor":
        held = i > 1 and words[i - 2].lower in _SEATED
        placed = before is not None and before.lower in _LOCATING and not held
        fled = any(word.lemma() in _LEAVING for word in words[max(0, i - 6) : i])
        placed = placed or (before is not None and before.lower == "for" and fled)
        # "in X's Y quarter"
        leads = after is not None and after.tag == "poss" and i + 2 < len(words)
        placed = placed or (leads and words[i + 2].mention >= 0)
        return "P" if placed else "N"
    return "P"


def _is_compound(word: Word | None) -> bool:
    """Whether a noun goes on: "attack X airport officials"."""
    return word is not None and word.tag in {"N", "?"} and word.lower[0].isalpha()


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where the text begins behind a dateline ("GOMA, 28 Feb —"), else ``start``."""
    opening = text[start : min(end, start + 90)]
    if (colon := _COLON_DATELINE.match(opening)) is not None:
        return start + colon.end()
    if not any(dash in opening for dash in _DASHES):
        return start
    match = _DATELINE.match(text, start, min(end, start + 90))
    if match is None:
        return start
    if _CAPITALS.match(match.group()) or re.search(r"\d|\(", match.group()):
        return match.end()
    return start


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
        opening = (
            end_of_place(text, span.start, span.end, mentions[cursor:stop], entry=entry)
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
            body = max(body, end_of_day(text, span.start, dates[0].end))
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
