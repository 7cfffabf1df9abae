"""Read what stands at the head of an entry: a place, a dateline, a time of day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from geo.dates import Anchor, DateSpan, find_dates
from geo.events.name_joints import CLASS_WORDS
from geo.events.points import could_hold, distance_between_km
from geo.events.reading import Sentence
from geo.events.words import Word
from geo.lines import HOUR
from geo.model import Mention

_CLOCK = re.compile(
    r"(?:[-•*]\s*)?(?P<clock>[01]?\d[:.h][0-5]\d|2[0-3][:.h][0-5]\d"
    r"|(?:[01]\d|2[0-3])[0-5]\d(?=(?: ?(?:GMT|UTC|[A-Z]{2,3}T|hrs|hours))?(?::| [-–—]) )"
    r"|1?\d ?[ap]\.?m\b)(?:(?<=m)|(?! ?(?:per cent|million|billion|km|%)))"
)
_OPENING_WORDS = 5
_DASHES = frozenset({"-", "–", "—"})
ENTRIES = 3
"""How many entries must be headed alike before their heads are labels, not datelines."""
BESIDE_KM = 25.0
"""How far a place may lie from the town that heads an entry, and still be told of it."""
_SAME_OCCASION = re.compile(
    r"(?:In (?:exchange|return)|Simultaneously|In a simultaneous"
    r"|(?:At|Around) (?:about |around )?the same (?:time|hour|moment))\b"
)
_start = attrgetter("start")


class Heads(NamedTuple):
    """What heads the entries of a report, by the number of a sentence.

    ``places`` and ``datelines`` hold mentions: a label ("Sumy: two killed") says where what
    follows happened, a dateline where it was written. ``days`` are those of entries that open
    with a time of day, as live reports do.
    """

    places: dict[int, int]
    datelines: dict[int, int]
    days: dict[int, DateSpan]


def read_heads(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], anchor: Anchor
) -> Heads:
    """Return the labels, datelines and times that head the entries of a report."""
    heads = Heads({}, {}, {})
    label = clock = dateline = None
    headed: DateSpan | None = None
    standing: DateSpan | None = None
    paragraph = -1
    carried = -1
    dashed = _dash_heads(text, sentences, mentions)
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            label = carried if carried >= 0 else None
            carried = -1
            paragraph = sentence.paragraph
            clock = sentence.head_day or _read_clock(text, sentence, anchor, headed) or standing
            if clock is not None and HOUR.fullmatch(text, sentence.start, sentence.end):
                standing = clock  # a live page: what follows is of that hour, to the next one
            dateline = _dateline(sentence, mentions)
        if sentence.heading:
            days = [span for span in sentence.dates if span.precision == "day"]
            headed = days[0] if len(days) == 1 else headed
            standing = None if days else standing
        named, whole = _label(sentence, mentions) if sentence.head < 0 else (sentence.head, False)
        if named >= 0 and sentence.number and not _tells_of_elsewhere(sentence, mentions, named):
            label = named
            if whole and sentence.heading:
                carried = named
        if label is not None:
            heads.places[sentence.number] = label
        elif sentence.paragraph in dashed:
            heads.places[sentence.number] = dashed[sentence.paragraph]
        if clock is not None:
            heads.days[sentence.number] = clock
        if dateline is not None:
            heads.datelines[sentence.number] = dateline
    return heads


def _dash_heads(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> dict[int, int]:
    """Return, by paragraph, the places in capitals that a dash sets off: "LAJEADO - A shop ...".

    One is a dateline, where the report was written; several head the entries of a bulletin.
    """
    found: dict[int, int] = {}
    for sentence in sentences:
        index = _dateline(sentence, mentions)
        if index is None or sentence.paragraph in found:
            continue
        mention = mentions[index]
        bare = text[mention.end : sentence.words[0].start].strip() in _DASHES
        if bare and mention.start == sentence.start and mention.surface.isupper():
            found[sentence.paragraph] = index
    if len(found) < ENTRIES:
        return {}
    elsewhere = {
        sentence.paragraph
        for sentence in sentences
        if sentence.paragraph in found
        and _names_more(sentence, mentions, found[sentence.paragraph])
    }
    if len(elsewhere) * 2 >= len(found):
        return {}  # where they were written: what they tell is elsewhere
    return {paragraph: index for paragraph, index in found.items() if paragraph not in elsewhere}


def _tells_of_elsewhere(sentence: Sentence, mentions: Sequence[Mention], head: int) -> bool:
    """Whether what opens a sentence is where it was written: "Delhi: Rebels shot a man in Agra"."""
    outer = mentions[head].resolution.place
    inner = [
        place
        for phrase in sentence.phrases
        if phrase.kind == "locative" and head not in phrase.members
        if (place := mentions[phrase.members[0]].resolution.place) is not None
    ]
    return outer is not None and any(
        not could_hold(outer, place)
        and not could_hold(place, outer)
        and distance_between_km(outer, place) > BESIDE_KM
        for place in inner
    )


def _names_more(sentence: Sentence, mentions: Sequence[Mention], head: int) -> bool:
    """Whether an entry tells of a place that lies far from the one that heads it."""
    outer = mentions[head].resolution.place
    for phrase in sentence.phrases:
        if phrase.kind not in {"locative", "object", "of"}:
            continue
        inner = mentions[phrase.members[0]].resolution.place
        if inner is None or outer is None:
            return True
        if not could_hold(outer, inner) and distance_between_km(outer, inner) > BESIDE_KM:
            return True
    return False


def _label(sentence: Sentence, mentions: Sequence[Mention]) -> tuple[int, bool]:
    """Return the place that heads an entry, or -1, and whether it stands alone."""
    words = sentence.words
    k = sentence.names[0] if sentence.names else _OPENING_WORDS
    if k >= _OPENING_WORDS:
        return -1, False
    if any(letter.isalpha() for word in words[:k] for letter in word.lower):
        # "Situation update, X: ..."
        titled = words[k - 1].tag == "," and all(w.tag in {"N", "adj", ","} for w in words[:k])
        colon = k + 1 < len(words) and words[k + 1].lower == ":"
        return (words[k].mention, False) if titled and colon else (-1, False)
    mention = mentions[words[k].mention]
    if mention.demonym or mention.resolution.place is None:
        return -1, False
    k += 1
    while k < len(words) and words[k].lower in CLASS_WORDS:
        k += 1
    if k == len(words) or (words[k].lower == "." and k + 1 == len(words)):
        return _first(words, k), True
    if words[k].lower in {":", "|"} and k + 1 < len(words):
        return _first(words, k), False
    return -1, False


def _first(words: Sequence[Word], stop: int) -> int:
    return next((word.mention for word in words[:stop] if word.mention >= 0), -1)


def _dateline(sentence: Sentence, mentions: Sequence[Mention]) -> int | None:
    if not sentence.words:
        return None
    first = sentence.words[0].start
    if first == sentence.start:
        return None
    for index in range(bisect_left(mentions, sentence.start, key=_start), len(mentions)):
        if mentions[index].start >= first:
            break
        if mentions[index].resolution.place is not None:
            return index
    return None


def _read_clock(
    text: str, sentence: Sentence, anchor: Anchor, headed: DateSpan | None
) -> DateSpan | None:
    """Return the day of an entry that opens with a time of day: its heading's or the report's."""
    match = _CLOCK.match(text, sentence.start, sentence.end)
    if match is None:
        return None
    if headed is not None:
        return headed
    today = find_dates("today", 0, len("today"), anchor)
    start, end = match.span("clock")
    return today[0]._replace(start=start, end=end, text=match["clock"]) if today else None


def opens_same_occasion(text: str, sentence: Sentence) -> bool:
    """Whether a sentence says that it tells of the occasion before: "In exchange, ..."."""
    return _SAME_OCCASION.match(text, sentence.start, sentence.end) is not None
