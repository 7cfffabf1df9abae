"""Read what opens a text or an entry of a list: a dateline, a place, a day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.events.inflections import word_list
from geo.events.name_joints import CLASS_WORDS
from geo.events.points import could_hold
from geo.model import Mention

_DAYS_AND_MONTHS = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_BEFORE = re.compile(
    rf"(?:[^\w\n]|_|\d+(?:st|nd|rd|th|[:.h]\d\d)?\b|\b[a-z]\b(?=[.)])|\b(?:{_DAYS_AND_MONTHS})\b)*",
    re.IGNORECASE,
)
_CLASS = rf"(?: (?:{'|'.join(sorted(CLASS_WORDS))}|tsp|twp|gov|dist|prov)\b\.?)*"
_AFTER_NAME = re.compile(_CLASS, re.IGNORECASE)
_LARGER = re.compile(r"(?:,| -| /|/)? ?\(?(?:the )?")
_TIME = re.compile(
    r"\)?(?:(?:,| at| around| \()?\s?[~≈]?\d{1,2}(?:[:.h]?\d\d)?"
    r"\s?(?:[ap]\.?m\.?|h|hrs|GMT|UTC)?\)?)?"
)
_SEPARATOR = re.compile(r"\s*(?::(?!\d)|\|)\s*|\t+")
_DASH = re.compile(r"\s*[-–—]{1,2}\s+|\s+[-–—]{1,2}\s*")
_DATE_ALONE = re.compile(r"(?:\s*(?::(?!\d)|\|)|\s+[-–—]|,)\s*|\t+")
_CAPITAL_BEHIND_YEAR = re.compile(r"(?:19|20)\d\d\s+(?=[A-Z])")
_DATELINE = re.compile(
    r"[^\W\d_][^\n—–]{1,70}?\s?(?:—|–|--| -)\s+(?=\S)",
)
_NAMED_DATELINE = re.compile(
    r"(?:[A-Z][\w'’.-]+ ?){1,3}(?:, [A-Z][\w'’.-]+)?\s?[—―]\s?(?=(?:At|The|A|An|[A-Z][a-z]+s?) )"
)  # "Lima — The police", "LIMA CITY—At least"
_PLACED_BEHIND = re.compile(
    r"\b(?:in|at|near|outside|around)\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}[A-Z]"
)
"""What tells of a place of its own, so that the name before a dash is no more than a dateline."""
_COLON_DATELINE = re.compile(
    r"[A-Z][A-Z' ’.\-]{2,40}(?:,\s+[A-Z][a-z]+\.?\s+\d{1,2})?:\s+(?=[A-Z\d\"“])"
)
_DASHES = ("—", "–", "―", "--", " -")
_CAPITALS = re.compile(r"[A-Z][A-Z' ’.\-]{2,}\b")
_ASIDE = re.compile(r"\([^)]*\)")
_PLAIN_WORD = re.compile(r"\b(?!(?:and|of|the|near|local|time|am|pm|de|la|el|al)\b)[a-z]{2,}")
_ALERT = re.compile(
    rf"(?:{'|'.join(sorted(word_list('alerts'), key=len, reverse=True))})\b\W{{0,3}}?\s?[:|–—-]\s*",
    re.IGNORECASE,
)
LONGEST_OPENING = 48
"""Letters before the first name of an entry; more of them are text."""


def end_of_place(
    text: str, start: int, end: int, mentions: Sequence[Mention], *, entry: bool
) -> int:
    """Return where the text begins behind the place that opens a sentence, or -1.

    ``mentions`` are those of the sentence ``text[start:end]``, the first of which is that place;
    an entry of a list may set it off by a dash.
    """
    if not mentions or not start <= mentions[0].start <= start + LONGEST_OPENING:
        return -1
    head = _BEFORE.match(text, start, mentions[0].start)
    if head is None or head.end() < mentions[0].start:
        return -1
    first = mentions[0]
    place = first.resolution.place
    if first.demonym or first.function in {"modifier", "name_part"} or place is None:
        return -1
    position = _after(_AFTER_NAME, text, first.end, end)
    for mention in mentions[1:3]:
        gap = _LARGER.fullmatch(text, position, mention.start)
        if gap is None or not could_hold(mention.resolution.place, place):
            break
        position = _after(_AFTER_NAME, text, mention.end, end)
    position = _after(_TIME, text, position, end)
    mark = _SEPARATOR.match(text, position, end) or (
        _DASH.match(text, position, end) if entry else None
    )
    return mark.end() if mark is not None and mark.end() < end else -1


def _after(pattern: re.Pattern[str], text: str, position: int, end: int) -> int:
    match = pattern.match(text, position, end)
    return match.end() if match is not None else position


def end_of_day(text: str, start: int, stop: int, *, full: bool) -> int:
    """Return where the text begins behind a day that opens an entry: "3 July: ..." , or -1.

    A ``full`` date, down to the day, needs no mark behind its year: "05 Jan 2016 Civil war ...".
    """
    mark = _DATE_ALONE.match(text, stop)
    if mark is None and full:
        mark = _CAPITAL_BEHIND_YEAR.match(text, stop - 4)
    head = _BEFORE.match(text, start, stop)
    return mark.end() if mark is not None and head is not None and head.end() >= stop else -1


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where the text begins behind a dateline ("GOMA, 28 Feb —"), else ``start``."""
    opening = text[start : min(end, start + 90)]
    if (colon := _COLON_DATELINE.match(opening)) is not None:
        return start + colon.end()
    if not any(dash in opening for dash in _DASHES):
        return start
    named = _NAMED_DATELINE.match(text, start, min(end, start + 90))
    if named is not None and _PLACED_BEHIND.search(text, named.end(), end):
        return named.end()
    match = _DATELINE.match(text, start, min(end, start + 90))
    if match is None:
        return start
    head = match.group()
    if _CAPITALS.match(head):
        return match.end()
    if re.search(r"\d|\(", head) and not _PLAIN_WORD.search(_ASIDE.sub("", head)):
        return match.end()
    return start  # "At least 13 people were killed - eight of them children" is no dateline


def end_of_alert(text: str, start: int, end: int) -> int:
    """Return where the text begins behind what a newsroom sets before it: "Urgent | ..."."""
    match = _ALERT.match(text, start, end)
    return match.end() if match is not None and match.end() < end else start
