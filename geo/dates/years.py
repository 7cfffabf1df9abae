"""Suspect a wrong year in a stated date, and move it only with a second sign."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from geo.dates.fragments import MONTHS
from geo.dates.intervals import Anchor

if TYPE_CHECKING:
    from geo.dates.find import DateSpan

SUSPECT_AFTER_DAYS = 180
"""Only a date further back than this can be a slip of the year."""

SUSPECT_WITHIN_DAYS = 14
"""... and only if the same day of the dateline's year lies at most this long before it."""

_ANNIVERSARY = re.compile(
    r"\banniversar|\bcommemorat|\bremember|\brecall|\bmemorial|\bin\s+memory|\bhistor|"
    r"\byears?\s+(?:ago|earlier|before|since|after|on)\b|\ba\s+year\s+(?:to|since|ago|after)\b|"
    r"\b(?:last|previous|past|prior)\s+year\b|\bback\s+in\b|\bat\s+the\s+time\b|\bon\s+this\s+day\b|"
    r"\bmark(?:s|ed|ing)?\s+(?:\w+\s+){0,3}(?:years?|anniversary|day)\b|\bearlier\s+attack|"
    r"\bwhen\b|\bwho\s+(?:was|were|had|died)\b|\bhad\s+(?:been\s+)?\w+ed\b|\btrial\b|\bsentenced\b|\bverdict\b|\bcharged\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\bongoing\b|\bcontinu(?:es?|ing|ed)\b|\bcurrent(?:ly)?\b|\bnow\b|\btoday\b|\bso\s+far\b|"
    r"\bremains?\b|\b(?:has|have)\s+(?:been\s+|not\s+|also\s+|now\s+)?\w+(?:ed|en|ne)\b|"
    r"\bhighlight(?:s|ing)\b|\b(?:is|are)\s+\w+ing\b|\blatest\b|\bescalat",
    re.IGNORECASE,
)


def flag_year(span: DateSpan, anchor: Anchor, second_sign: bool) -> DateSpan:
    """Flag a date whose year looks like a slip, and move it if there is a second sign.

    A date is suspect when it states its year and day, lies more than 180 days before the
    dateline, and the same day and month in the dateline's year (or, around New Year, the year
    before) fall 0 to 14 days before it. The flag is ``suspected_year_error``; with
    ``second_sign`` (see that function) the interval moves and ``year_moved`` is added. ``text``
    keeps what was stated.
    """
    day, first, last = anchor.day, span.first, span.last
    if day is None or first is None or last is None or span.needs_anchor or span.ongoing:
        return span
    if span.rule not in ("day", "day_range", "numeric") or (day - first).days <= SUSPECT_AFTER_DAYS:
        return span
    for year in (day.year, day.year - 1):
        moved = _in_year(first, year)
        if (
            moved is None
            or year == first.year
            or not 0 <= (day - moved).days <= SUSPECT_WITHIN_DAYS
        ):
            continue
        flags = (*span.flags, "suspected_year_error")
        if not second_sign:
            return span._replace(flags=flags)
        interval = (moved, min(moved + (last - first), day))
        return span._replace(
            first=interval[0],
            last=interval[1],
            past=interval,
            future=interval,
            flags=(*flags, "year_moved"),
        )
    return span


def second_sign(
    text: str, sentence_start: int, sentence_end: int, span: DateSpan, anchor: Anchor, *, lead: bool
) -> str:
    """Return the second sign that a suspect year is wrong, in words, or "" for none.

    Parameters
    ----------
    text
        The whole report.
    sentence_start, sentence_end
        The sentence in which the date stands.
    span
        The suspect date.
    anchor
        When the report was published.
    lead
        Whether the sentence is the first of the report's body.

    Notes
    -----
    No sign counts where the sentence speaks of an anniversary, of a past year or of a court case,
    or where the report names the stated year, its neighbour or "a year ago" elsewhere. Otherwise a
    sign is: the weekday stated beside the date fits the dateline's year only; the same day and
    month stands elsewhere in the report with the dateline's year; or the date opens the report,
    in a sentence that speaks of what goes on now.
    """
    sentence = text[sentence_start:sentence_end]
    first = span.first
    if first is None or anchor.published is None:
        return ""
    if _ANNIVERSARY.search(sentence):
        return ""
    elsewhere = text[:sentence_start] + " " + text[sentence_end:]
    if re.search(rf"\b{first.year}\b", elsewhere):
        return ""
    if "weekday_fits_dateline_year" in span.flags:
        return "the weekday stated fits the dateline's year only"
    month = MONTHS[first.month - 1]
    same_day = rf"\b(?:{first.day}\s+{month}|{month}\s+{first.day}),?\s+{anchor.published.year}\b"
    if re.search(same_day, elsewhere):
        return "the same day stands elsewhere in the report with the dateline's year"
    if lead and _PRESENT.search(sentence):
        return "the date opens the report, in a sentence on what goes on now"
    return ""


def check_year(
    text: str, sentence_start: int, sentence_end: int, span: DateSpan, anchor: Anchor, *, lead: bool
) -> DateSpan:
    """Return the date as it should be shown: flagged, moved with a second sign, or believed.

    An anniversary is believed: its flag is ``anniversary``. Parameters are those of
    ``second_sign``.
    """
    flagged = flag_year(span, anchor, second_sign=False)
    if flagged is span:
        return span
    if _ANNIVERSARY.search(text, sentence_start, sentence_end):
        return span._replace(flags=(*span.flags, "anniversary"))
    sign = second_sign(text, sentence_start, sentence_end, span, anchor, lead=lead)
    return flag_year(span, anchor, second_sign=bool(sign))


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None
