"""Find the dates that a text states, with intervals, relative to its dateline.

A span keeps both of its readings: "on Monday" is last Monday where something happened and next
Monday where something is planned. ``find_dates`` chooses by the words around it; who knows the
clause better calls ``DateSpan.resolve``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from geo.dates.grammar import find_atoms
from geo.dates.intervals import UNKNOWN, Anchor, Frame, Interval
from geo.dates.joins import Unit, join, read_offset, read_range
from geo.dates.readings import read_atom
from geo.dates.tense import is_far, speaks_of_future
from geo.dates.wrappers import wrap_date
from geo.dates.years import check_year, flag_year, second_sign
from geo.model import DatePrecision

__all__ = [
    "Anchor",
    "DateSpan",
    "check_year",
    "find_dates",
    "flag_year",
    "latest_date",
    "second_sign",
]

Direction = Literal["past", "future", "none"]

RECENT_DAYS = 180

"""A date further back than this is background: later sentences don't count from it."""


class DateSpan(NamedTuple):
    """A stated date: ``text`` is the report's slice from ``start`` to ``end``.

    ``first`` and ``last`` are both inclusive; None means that the words don't say, and ``flags``
    say why. ``direction`` is the reading chosen; ``past`` and ``future`` keep both. ``certain``
    says that the words themselves decide ("last Tuesday"). ``named`` is the date alone, whatever
    stands before it ("since 2016": all of 2016). Flags are:

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
    named: Interval = UNKNOWN

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
    if first == span.first and last == span.last and direction == span.direction:
        return span
    precision = measure_precision(first, last, ongoing=span.ongoing)
    return span._replace(first=first, last=last, direction=direction, precision=precision)


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
    atoms = find_atoms(text, start, end)
    if not atoms:
        return spans
    units = join(text, start, end, atoms)
    for unit in units:
        floor = spans[-1].end if spans else start
        base = reference
        if reference == UNKNOWN and spans and unit.atoms[0].unit in ("month", "year"):
            base = (spans[-1].first, spans[-1].last)
        span = _make_span(text, start, end, unit, anchor, base, future, floor)
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
                merged[-1] = span._replace(start=wider.start, text=text[wider.start : span.end])
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


_REPEATS = re.compile(r"\s*,?\s*\(?\s*(?:on|in)?\s*", re.IGNORECASE)

_DATELINE_BEFORE = re.compile(r"\s*[A-ZÀ-Þ][^.;!?]{1,60},\s*$|\s*$")

_DATELINE_AFTER = re.compile(r"\s*(?:\([^()]{1,40}\)\s*)?[—–-]{1,2}\s")


def _make_span(
    text: str,
    start: int,
    end: int,
    unit: Unit,
    anchor: Anchor,
    reference: Interval,
    future: bool | None,
    floor: int,
) -> DateSpan:
    frame = Frame(anchor, reference)
    rule = unit.atoms[0].rule if unit.shape == "single" else unit.shape
    if unit.shape == "range":
        reading = read_range(unit.atoms[0], unit.atoms[1], frame)
    elif unit.shape == "offset":
        reading = read_offset(unit.atoms[0], unit.atoms[1], frame)
    else:
        reading = read_atom(unit.atoms[0], frame)
    named = reading.past
    wrapped = wrap_date(text, floor, unit, reading, anchor)
    begin, reading, word = wrapped.start, wrapped.reading, wrapped.word
    rule = f"since_{rule}" if wrapped.since else rule
    stated = (*reading.flags, *(flag for atom in unit.atoms for flag in atom.flags), *wrapped.flags)
    flags = tuple(dict.fromkeys(stated))
    planned = future
    if planned is None:
        planned = (
            reading.lean == "future"
            if reading.lean != "none" and "either_way" not in reading.flags
            else speaks_of_future(
                text,
                start,
                end,
                begin,
                unit.end,
                word,
                reading,
                is_far(reading, anchor) and "names_event" not in flags,
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
        named=named,
    )
