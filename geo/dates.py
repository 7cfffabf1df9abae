"""Find the dates that a text states, with intervals, relative to its dateline.

A span keeps both of its readings: "on Monday" is last Monday where something happened and next
Monday where something is planned. ``find_dates`` chooses by the words around it; who knows the
clause better calls ``DateSpan.resolve``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from geo.date_grammar import Atom, find_atoms
from geo.date_readings import UNKNOWN, Anchor, Interval, Reading, add_days, last_of_month, read_atom
from geo.date_years import flag_year, second_sign
from geo.model import DatePrecision

__all__ = ["Anchor", "DateSpan", "find_dates", "flag_year", "latest_date", "second_sign"]

Direction = Literal["past", "future", "none"]

FAR_DAYS = 300
NEAR_DAYS = 60
"""A day without its year and without a past verb is one to come, if that is near and the last far."""

RECENT_DAYS = 180
"""A date further back than this is background: later sentences don't count from it."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A stated date: ``text`` is the report's slice from ``start`` to ``end``.

    ``first`` and ``last`` are both inclusive; None means that the words don't say, and ``flags``
    say why. ``direction`` is the reading chosen; ``past`` and ``future`` keep both. ``certain``
    says that the words themselves decide ("last Tuesday"). Flags are:

    - ``vague``, ``impossible_date``, ``year_out_of_range``, ``out_of_calendar``, ``no_dateline``,
      ``dateline_month_only``, ``dateline_year_only``, ``season_without_year``: why there is none
    - ``no_earlier_date``: "two days earlier" was counted from the dateline, for want of a date
    - ``after_dateline``: an explicit date that lies after the report
    - ``day_month_order`` (settled by the dateline), ``day_month_order_unsure``
    - ``weekday_mismatch``, ``weekday_fits_dateline_year``, ``suspected_year_error``, ``year_moved``
    - ``same_occasion`` ("hours later"), ``names_event`` ("the 7 October attack"), ``decade``,
      ``season``, ``until``, ``by``, ``before``, ``after``
    - ``comparison`` ("the worst since 2014"): a date of nothing told here
    - ``dateline``: the date in "GOMA, 28 Feb —"
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    precision: DatePrecision
    direction: Direction
    flags: tuple[str, ...]
    rule: str
    needs_anchor: bool
    past: Interval = UNKNOWN
    future: Interval = UNKNOWN
    certain: bool = False
    ongoing: bool = False

    def resolve(self, *, planned: bool) -> DateSpan:
        """Return this span read for a planned event, or for one that has happened."""
        if self.ongoing or (self.certain and "after_dateline" not in self.flags):
            return self
        if "after_dateline" in self.flags:
            # Nothing can be reported before it happens: a date to come is no past event's.
            return self if planned else _set(self, UNKNOWN, "past")
        return _set(self, self.future if planned else self.past, "future" if planned else "past")


def _set(span: DateSpan, interval: Interval, direction: Direction) -> DateSpan:
    first, last = interval
    return replace(
        span,
        first=first,
        last=last,
        direction=direction,
        precision=measure_precision(first, last, ongoing=span.ongoing),
    )


def measure_precision(
    first: date | None, last: date | None, *, ongoing: bool = False
) -> DatePrecision:
    """Name the precision of an interval by its length in days."""
    if ongoing:
        return "ongoing"
    if first is None or last is None:
        return "none"
    days = (last - first).days + 1
    if days == 1:
        return "day"
    if days <= 6:
        return "days"
    if days <= 8:
        return "week"
    return "month" if days <= 35 else "year"


def find_dates(
    text: str,
    start: int,
    end: int,
    anchor: Anchor,
    *,
    previous: DateSpan | None = None,
    future: bool | None = None,
) -> list[DateSpan]:
    """Return the dates stated in ``text[start:end]``, in order, without overlaps.

    Parameters
    ----------
    text
        The whole report; all offsets count from its start.
    start, end
        The range to search, usually one sentence.
    anchor
        When the report was published.
    previous
        The last date of the text before ``start`` (see ``latest_date``): "two days earlier" and
        "the next day" count from it.
    future
        True or False where the caller knows that the clause speaks of what is planned or of what
        happened; None decides for each date by the words around it.
    """
    start, end = max(0, start), min(len(text), end)
    spans: list[DateSpan] = []
    reference: Interval = (previous.first, previous.last) if previous else UNKNOWN
    units = _join(text, start, end, find_atoms(text, start, end))
    for unit in units:
        span = _make_span(text, start, end, unit, anchor, reference, future)
        spans.append(span)
        if span.precision in ("day", "days"):
            reference = (span.first, span.last)
    return _merge_repeats(text, spans)


def _merge_repeats(text: str, spans: Sequence[DateSpan]) -> list[DateSpan]:
    """Merge a date with a more exact one behind it ("two years ago, in April 2022")."""
    merged: list[DateSpan] = []
    for span in spans:
        if merged and _REPEATS.fullmatch(text, merged[-1].end, span.start):
            wider = merged[-1]
            if (
                wider.first
                and wider.last
                and span.first
                and span.last
                and wider.first <= span.first
                and span.last <= wider.last
                and not (wider.ongoing or span.ongoing)
                and wider.rule != "range"
            ):
                merged[-1] = replace(span, start=wider.start, text=text[wider.start : span.end])
                continue
        merged.append(span)
    return merged


def latest_date(
    spans: Iterable[DateSpan], previous: DateSpan | None, anchor: Anchor
) -> DateSpan | None:
    """Return the date from which the next sentence counts ("two days earlier").

    A sentence's first day wins over those in its subordinate clauses, and one of the story's own
    time over background of long ago.
    """
    days = [
        span for span in spans if span.precision in ("day", "days") and "dateline" not in span.flags
    ]
    if not days:
        return previous
    bound = anchor.last
    for span in days:
        if bound is None or (span.first and (bound - span.first).days <= RECENT_DAYS):
            return span
    return days[0]


@dataclass(frozen=True, slots=True)
class _Unit:
    """One or two atoms that together state a date, with what stands before them."""

    start: int
    end: int
    atoms: tuple[Atom, ...]
    shape: Literal["single", "range", "offset"] = "single"


_BETWEEN = re.compile(
    r"\s*(?:,\s*)?(?P<word>[-–—]|\bto\b|\buntil\b|\btill\b|\bthrough\b|\binto\b|\band\b)\s*"
    r"(?:(?:the\s+)?(?:early|small|late)\s+hours\s+of\s+|early\s+(?:on\s+)?|late\s+|the\s+)?(?:on\s+)?",
    re.IGNORECASE,
)
_OPENS_RANGE = re.compile(
    r"\b(?P<word>between|from|nights?\s+of|overnight(?:\s+(?:on|from|between))?)\s+(?:late\s+|early\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_RANGED = frozenset({"day", "weekday", "month", "year", "numeric", "relative"})
_AFTER_BEFORE = re.compile(r"\s+(?:the\s+|on\s+)?", re.IGNORECASE)
_REPEATS = re.compile(r"\s*,?\s*\(?\s*(?:on|in)?\s*", re.IGNORECASE)
_APPOSED = re.compile(r"\s*,?\s*\(?\s*(?:on\s+)?", re.IGNORECASE)

_CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\.?)|\d{1,2}[:.]\d\d|\d{4}(?=\s*(?:GMT|UTC|hrs|hours|local))|noon|midday|midnight|dawn|daybreak|dusk|sunrise|sunset|sundown|nightfall)"
_TIME_BEFORE = re.compile(
    rf"(?:\b(?:at|around|about|near|shortly\s+(?:before|after)|just\s+(?:before|after))\s+)?"
    rf"\b{_CLOCK}(?:\s+(?:local\s+time|GMT|UTC|hrs|hours))?(?:\s*\([^()]{{1,30}}\))?,?\s+(?:on\s+|of\s+)?$"
    r"|\b(?:early|late|later|earlier)\s+(?:on\s+|in\s+the\s+(?:day|morning|evening)\s+(?:of|on)\s+)?$"
    r"|\b(?:in\s+)?the\s+(?:early|small|late|pre-dawn|predawn|wee)\s+(?:morning\s+|evening\s+)?hours\s+(?:of|on)\s+$"
    r"|\b(?:on\s+|in\s+|during\s+)?the\s+(?:early\s+|late\s+)?(?:night|morning|evening|afternoon|dawn)\s+(?:of|on)\s+$"
    r"|\b(?:on|dated)\s+$",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(
    r"(?:\s+|-)(?:(?:early|late|mid)[-\s]+)?(?:morning|afternoon|evening|night|lunchtime|midday|noon|dawn)\b"
    rf"|,?\s+(?:at|around|about)\s+(?:about\s+|around\s+)?{_CLOCK}(?:\s+(?:local\s+time|GMT|UTC))?",
    re.IGNORECASE,
)
_OVERNIGHT_INTO = re.compile(r"\bovernight\s+(?:in)?to\s+$", re.IGNORECASE)
_OVERNIGHT = re.compile(r"\bovernight\s+(?:on\s+)?$", re.IGNORECASE)
_TIMED = frozenset({"day", "day_range", "weekday", "numeric", "relative", "ordinal"})
_WRAPPER = re.compile(
    r"\b(?P<word>since|until|till|through|by|before|ahead\s+of|prior\s+to|after|following|for|starting|beginning)"
    r"\s+(?:at\s+least\s+|about\s+|around\s+|as\s+early\s+as\s+|(?:the|its|their)\s+)?(?:on\s+|in\s+)?$",
    re.IGNORECASE,
)
_SINCE_EVENT = re.compile(r"\b(?:since|Since)\b(?!\s+(?:when|then)\b)[^,;:.!?\n]{1,70}$")
_COUNTS_YEARS = re.compile(r"\b(?:years?|months?|weeks?|days?)\s+$", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(?:first|deadliest|worst|biggest|largest|highest|lowest|heaviest|longest|fiercest|only|most|least|greatest|bloodiest|strongest|latest|second)\b[^;.]{0,60}$",
    re.IGNORECASE,
)
_DATELINE_BEFORE = re.compile(r"\s*[A-ZÀ-Þ][^.;!?]{1,60},\s*$|\s*$")
_DATELINE_AFTER = re.compile(r"\s*(?:\([^()]{1,40}\)\s*)?[—–-]{1,2}\s")


def _join(text: str, start: int, end: int, atoms: Sequence[Atom]) -> list[_Unit]:
    """Join atoms that form a range, a count from a date, or say one date twice."""
    units: list[_Unit] = []
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        begin, finish = _absorb_time(text, start, end, atom)
        if following is None or following.start - finish > 40:
            if atom.rule != "offset":
                units.append(_Unit(begin, finish, (atom,)))
            index += 1
            continue
        gap = text[finish : following.start]
        if atom.rule == "offset":
            if _AFTER_BEFORE.fullmatch(gap) and following.rule in ("day", "weekday", "numeric"):
                _, finish = _absorb_time(text, start, end, following)
                units.append(_Unit(atom.start, finish, (atom, following), "offset"))
                index += 2
            else:
                index += 1
            continue
        opening = _range_opening(text, start, begin, atom, following, gap)
        if opening is not None:
            _, finish = _absorb_time(text, start, end, following)
            units.append(_Unit(opening, finish, (atom, following), "range"))
            index += 2
            continue
        if _says_twice(atom, following, gap):
            _, finish = _absorb_time(text, start, end, following)
            if finish < len(text) and "(" in gap and text[finish] == ")":
                finish += 1
            precise = following if following.rule in ("day", "numeric", "month") else atom
            units.append(_Unit(begin, finish, (precise,)))
            index += 2
            continue
        units.append(_Unit(begin, finish, (atom,)))
        index += 1
    return units


def _range_opening(
    text: str, start: int, begin: int, atom: Atom, following: Atom, gap: str
) -> int | None:
    """Return where a range begins, or None when the two dates are none."""
    match = _BETWEEN.fullmatch(gap)
    if match is None or atom.rule not in _RANGED or following.rule not in _RANGED:
        return None
    if "relative" in (atom.rule, following.rule) and atom.rule != following.rule:
        if following.which not in ("today", "yesterday"):
            return None
    elif (atom.rule == "month") != (following.rule == "month") or (atom.rule == "year") != (
        following.rule == "year"
    ):
        return None
    before = text[max(start, begin - 40) : begin]
    opens = _OPENS_RANGE.search(before)
    if match["word"].lower() == "and" and not (opens and opens["word"].lower() != "from"):
        consecutive = (
            atom.rule == following.rule == "weekday"
            and (following.weekday - atom.weekday) % 7 == 1
            and not (atom.which or following.which)
        )
        return begin if consecutive else None
    return begin - len(before) + opens.start() if opens else begin


def _says_twice(atom: Atom, following: Atom, gap: str) -> bool:
    """Tell whether the second date only repeats the first ("Monday (18 March)")."""
    if not _APPOSED.fullmatch(gap):
        return False
    if atom.rule in ("weekday", "relative") and following.rule in ("day", "numeric"):
        return atom.rule == "relative" or not following.day or "(" in gap or "," in gap
    if atom.rule == "ago" and following.rule in ("day", "month", "year"):
        return False
    return atom.rule in ("day",) and following.rule == "weekday" and "(" in gap


def _absorb_time(text: str, start: int, end: int, atom: Atom) -> tuple[int, int]:
    """Widen a day by the time of day around it ("at 9:30 p.m. on", "late", "night")."""
    begin, finish = atom.start, atom.end
    if atom.rule not in _TIMED:
        return begin, finish
    for _ in range(3):
        before = _TIME_BEFORE.search(text, max(start, begin - 60), begin)
        if before is None:
            break
        if before.group().lower().strip() in ("on", "dated"):
            at = before.start()
            widened = _TIME_BEFORE.search(text, max(start, at - 60), at)
            if widened is None:
                break
        begin = before.start()
    for _ in range(2):
        after = _TIME_AFTER.match(text, finish, end)
        if after is None:
            break
        finish = after.end()
    return begin, finish


def _make_span(
    text: str,
    start: int,
    end: int,
    unit: _Unit,
    anchor: Anchor,
    reference: Interval,
    future: bool | None,
) -> DateSpan:
    atom = unit.atoms[0]
    begin = unit.start
    rule = atom.rule if unit.shape == "single" else unit.shape
    if unit.shape == "range":
        reading = _read_range(unit.atoms[0], unit.atoms[1], anchor, reference)
    elif unit.shape == "offset":
        reading = _read_offset(unit.atoms[0], unit.atoms[1], anchor, reference)
    else:
        reading = read_atom(atom, anchor, reference)
    flags = tuple(dict.fromkeys((*reading.flags, *(f for a in unit.atoms for f in a.flags))))
    before_start = max(start, begin - 90)
    before = text[before_start:begin]
    into = _OVERNIGHT_INTO.search(before)
    if into and unit.shape == "single" and atom.rule in _TIMED:
        begin = before_start + into.start()
        reading = replace(
            reading, past=_one_earlier(reading.past), future=_one_earlier(reading.future)
        )
        before = before[: into.start()]
    elif (night := _OVERNIGHT.search(before)) and unit.shape == "single":
        begin = before_start + night.start()
        before = before[: night.start()]
    wrapper = _WRAPPER.search(before)
    since = _SINCE_EVENT.search(before) if not wrapper else None
    word = " ".join(wrapper["word"].lower().split()) if wrapper else ""
    found = wrapper if word == "since" else since
    if found is not None and _COUNTS_YEARS.search(before, 0, found.start()):
        found = None
    if found is not None and _COMPARES.search(before, 0, found.start()):
        reading = replace(reading, past=UNKNOWN, future=UNKNOWN, lean="past")
        flags = (*flags, "comparison")
    elif found is not None and reading.past[0] is not None and not reading.ongoing:
        begin = before_start + found.start()
        # What went on since a date still went on when it was reported.
        interval = (reading.past[0], anchor.last if anchor.precision != "none" else None)
        if interval[1] is not None and reading.past[0] > interval[1]:
            interval = (reading.past[0], None)
        reading = replace(reading, past=interval, future=interval, ongoing=True, lean="past")
        rule = f"since_{rule}"
    elif word in ("until", "till", "through", "by", "before", "ahead of", "prior to"):
        assert wrapper is not None  # noqa: S101
        begin = before_start + wrapper.start()
        reading = _read_deadline(word, reading, anchor)
        day = anchor.last
        if atom.rule == "period" and day and reading.future[1] and reading.future[1] > day:
            # "By the end of the month" can only be ahead while the month lasts.
            reading = replace(reading, lean="future")
        flags = (*flags, {"till": "until", "through": "until"}.get(word, word).split()[0])
    elif word in ("after", "following"):
        flags = (*flags, "after")
    planned = future
    if planned is None:
        planned = (
            reading.lean == "future"
            if reading.lean != "none" and "either_way" not in reading.flags
            else _speaks_of_future(
                text,
                start,
                end,
                begin,
                unit.end,
                word,
                reading,
                _is_far(reading, anchor) and "names_event" not in flags,
            )
        )
    certain = reading.lean != "none" and "either_way" not in reading.flags
    if certain:
        planned = reading.lean == "future"
    if _DATELINE_AFTER.match(text, unit.end) and _DATELINE_BEFORE.fullmatch(text, start, begin):
        flags = (*flags, "dateline")
    flags = tuple(flag for flag in flags if flag != "either_way")
    first, last = reading.future if planned else reading.past
    if planned and first is None and last is None:
        first, last = reading.past
    if first is not None and last is not None and first > last:
        first, last = last, first
    direction: Direction = "future" if planned else "past"
    if reading.past == reading.future and reading.lean == "none":
        direction = "none" if not planned else "future"
    return DateSpan(
        start=begin,
        end=unit.end,
        text=text[begin : unit.end],
        first=first,
        last=last,
        precision=measure_precision(first, last, ongoing=reading.ongoing),
        direction=direction,
        flags=flags,
        rule=rule,
        needs_anchor=reading.needs_anchor,
        past=reading.past,
        future=reading.future,
        certain=certain,
        ongoing=reading.ongoing,
    )


def _one_earlier(interval: Interval) -> Interval:
    first, last = interval
    return (add_days(first, -1) if first else None, last)


def _read_deadline(word: str, reading: Reading, anchor: Anchor) -> Reading:
    """Read "until", "by" and "before": what is to come lies between the report and the date."""
    day = anchor.last
    future: Interval = reading.future
    past: Interval = reading.past
    if word in ("before", "ahead of", "prior to"):
        # "Before the end of the month" ends with it; "before Monday" ends on Sunday.
        first = reading.future[0]
        single = first is not None and first == reading.future[1]
        last = add_days(first, -1) if first is not None and single else reading.future[1]
        future = (day, last) if day and last and last >= day else (last, last)
        past = (None, add_days(past[0], -1) if past[0] else None)
    else:
        last = reading.future[1]
        future = (day, last) if day and last and last >= day else reading.future
        if word != "by":
            past = (None, past[1])
    return replace(reading, past=past, future=future)


def _read_range(first: Atom, second: Atom, anchor: Anchor, reference: Interval) -> Reading:
    """Read "from A to B": the second's year holds for the first, which is the nearest before it."""
    if first.year and not second.year and second.rule in ("day", "month"):
        later = replace(second, year=first.year)
        if (second.month, second.day) < (first.month, first.day):
            later = replace(second, year=first.year + 1)
        second = later
    last = read_atom(second, anchor, reference)
    if "impossible_date" in last.flags:
        return last
    if second.year and not first.year and first.rule in ("day", "month"):
        wraps = (first.month, first.day) > (second.month, second.day)
        first = replace(first, year=second.year - wraps)
    begin = read_atom(first, anchor, reference)
    if "impossible_date" in begin.flags:
        return begin

    def join(from_: Interval, to: Interval, fallback: Interval) -> Interval:
        low, high = from_[0], to[1]
        if low is None or high is None:
            return UNKNOWN
        if low > high:
            low = fallback[0] or low
        while low > high:
            if first.rule == "weekday":
                moved = add_days(low, -7)
            elif first.rule in ("day", "month") and not first.year:
                moved = low.replace(year=low.year - 1, day=min(low.day, 28))
            else:
                moved = high
            low = moved or high
        return low, high

    past = join(begin.past, last.past, begin.past)
    if (
        first.rule in ("day", "month", "weekday")
        and last.past[1]
        and begin.past[0]
        and begin.past[0] > last.past[1]
    ):
        past = join(begin.past, last.past, begin.past)
    future = join(begin.future, last.future, begin.past)
    if first.rule == "weekday" and future[0] and future[1] and (future[1] - future[0]).days > 6:
        future = (add_days(future[0], 7), future[1])
    lean = last.lean if last.lean != "none" else begin.lean
    flags = tuple(dict.fromkeys((*begin.flags, *last.flags)))
    return Reading(past, future, lean=lean, flags=flags, needs_anchor=last.needs_anchor)


def _read_offset(count: Atom, base: Atom, anchor: Anchor, reference: Interval) -> Reading:
    """Read "three days after 7 October"."""
    reading = read_atom(base, anchor, reference)
    if count.number < 0:
        return replace(reading, past=UNKNOWN, future=UNKNOWN, flags=("vague",))
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[count.unit] * min(count.number, 9999)
    sign = -1 if count.which == "before" else 1

    def move(interval: Interval) -> Interval:
        first, last = interval
        if first is None or last is None:
            return UNKNOWN
        return add_days(first, sign * days), add_days(last, sign * days)

    return replace(reading, past=move(reading.past), future=move(reading.future))


_CLAUSE_BREAK = re.compile(
    r"[;:—]|,\s+(?:and|but|while|when|where|which|who|as|after|before|with|though|although)\s|\bwhile\s|[.!?]\s"
    r"|\b(?:after|when|since|because|as)\s+(?=\w+\s+\w+ed\b)"
)
_FUTURE = re.compile(
    r"(?:\b(?:will|shall|won’t|won't|(?:would|may|might|could)(?!\s+have\b)|is\s+to|are\s+to|(?:due|set|expected|scheduled|slated|planned|plans?|planning|intends?|hopes?|expects?|aims?|going|likely|ready|supposed|preparing)\s+to)"
    r"(?:\s+(?:not|also|only|then|again|be|have|remain|stay|\w+ly)\b){0,3}\s+\w+"
    r"|\b(?:is\s+to|are\s+to|(?:is|are|was|were)\s+(?:due|set|expected|scheduled|slated|"
    r"planned|poised|likely)\b(?:\s+to)?|due\s+to|set\s+to|set\s+for|due\s+(?:on|in|next)|scheduled|slated|planned|plans?|planning|"
    r"intends?|hopes?|expects?|expected|aims?|going\s+to|to\s+be\s+held|to\s+take\s+place|upcoming|"
    r"called\s+for|calls?\s+for|called\s+(?:an?|on)\b|urged|announced\s+for|"
    r"postponed\s+(?:to|until)|deadline|rescheduled|supposed\s+to|ready\s+to|"
    r"wants?|seeks?|preparing|prepares?|vowed|threatened|threatens|threatening|ordered\s+\w+\s+to|demand(?:s|ed)|"
    r"opens?(?!\s+fire)|expires?|begins|starts|resumes|takes?\s+effect|comes?\s+into\s+(?:force|effect)|"
    r"convenes?|kicks?\s+off|goe?s?\s+to\s+the\s+polls|head\s+to\s+the\s+polls|votes|passes)\b)",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:said|says|told|announced|reported|warned|added|confirmed|stated|tweeted|posted|according|"
    r"was|were|had|has|have|took|began|came|fell|left|hit|struck|shot|broke|went|met|held|fled|"
    r"led|sent|put|cut|saw|rose|made|fought|sank|died|got|blew|flew|drove|burnt|shut|"
    r"\w{2,}ed|killing|wounding|injuring)\b",
    re.IGNORECASE,
)


def _speaks_of_future(
    text: str,
    start: int,
    end: int,
    begin: int,
    finish: int,
    word: str,
    reading: Reading,
    is_far: bool,
) -> bool:
    """Tell whether the words around a date speak of what is to come."""
    if reading.past == reading.future or reading.ongoing:
        return False
    if word == "for":
        return True
    if "either_way" in reading.flags:
        return not _last_verb_is_past(text, start, begin)
    before = _clause_before(text, start, begin)
    cues = [(m.start(), m.end(), True) for m in _FUTURE.finditer(before)]
    covered = [(low, high) for low, high, _ in cues]
    cues += [
        (m.start(), m.end(), False)
        for m in _REPORTED.finditer(before)
        if not any(low <= m.start() < high for low, high in covered)
    ]
    if cues:
        return max(cues)[2]
    after = _clause_after(text, end, finish)
    ahead = _FUTURE.search(after)
    if ahead is None:
        return _REPORTED.search(after) is None and is_far
    reported = _REPORTED.search(after)
    return reported is None or ahead.start() <= reported.start()


def _is_far(reading: Reading, anchor: Anchor) -> bool:
    """Tell whether only the reading to come is near: what was long ago would have its year."""
    back, ahead, day = reading.past[0], reading.future[0], anchor.last
    if back is None or ahead is None or day is None:
        return False
    return (day - back).days > FAR_DAYS and (ahead - day).days <= NEAR_DAYS


def _last_verb_is_past(text: str, start: int, begin: int) -> bool:
    before = _clause_before(text, start, begin)
    ahead = [m.start() for m in _FUTURE.finditer(before)]
    behind = [m.start() for m in _REPORTED.finditer(before)]
    return bool(behind) and (not ahead or max(behind) > max(ahead))


def _clause_before(text: str, start: int, begin: int) -> str:
    before = text[max(start, begin - 200) : begin]
    breaks = list(_CLAUSE_BREAK.finditer(before))
    return before[breaks[-1].end() :] if breaks else before


def _clause_after(text: str, end: int, finish: int) -> str:
    after = text[finish : min(end, finish + 160)]
    stop = _CLAUSE_BREAK.search(after)
    return after[: stop.start()] if stop else after
