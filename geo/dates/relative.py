"""Read dates that are counted from the dateline or from an earlier date."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from geo.dates.intervals import (
    UNKNOWN,
    Anchor,
    Frame,
    Interval,
    Reading,
    add_days,
    move,
    part_of,
    unit_interval,
)
from geo.dates.words import Atom


def fixed(first: date | None, last: date | None, *flags: str) -> Reading:
    """Return a reading that is the same for the past and for what is to come."""
    return Reading((first, last), (first, last), flags=flags)


def unknown(
    flag: str, *, lean: Literal["past", "future", "none"] = "none", needs: bool = False
) -> Reading:
    """Return a reading without a date; ``flag`` says why."""
    return Reading(UNKNOWN, UNKNOWN, lean=lean, flags=(flag,), needs_anchor=needs)


def no_day(anchor: Anchor) -> Reading:
    """Return the reading of a relative date in a report of unknown day."""
    reason = "no_dateline" if anchor.published is None else f"dateline_{anchor.precision}_only"
    return unknown(reason, needs=True)


def read_relative(atom: Atom, frame: Frame) -> Reading:
    """Read "yesterday", "overnight", "this morning"."""
    day = frame.anchor.day
    if day is None:
        return no_day(frame.anchor)
    word = atom.which
    if word in ("overnight", "during the night", "last night"):
        return _shift(day, -1, 0)
    step = {
        "last evening": -1,
        "yesterday": -1,
        "the day before yesterday": -2,
        "tomorrow": 1,
        "the day after tomorrow": 2,
    }.get(word, 0)
    return _shift(day, step, step)


def _shift(day: date, first: int, last: int) -> Reading:
    begin, finish = add_days(day, first), add_days(day, last)
    lean: Literal["past", "future", "none"] = (
        "past" if last < 0 else "future" if first > 0 else "none"
    )
    return Reading((begin, finish), (begin, finish), lean=lean, needs_anchor=True)


_BEFORE_WORD = re.compile(r"\b(?:previous|before|earlier)\b")
_SHORT = ("minute", "hour", "moment")


def read_after_previous(atom: Atom, frame: Frame) -> Reading:
    """Read "the next day", "the same night", "since then"."""
    first, last = frame.previous
    flags: tuple[str, ...] = ()
    if first is None or last is None:
        # Nothing tells what "the next day" follows; "the day before" may be the report's.
        first = last = frame.anchor.day
        flags = ("no_earlier_date",)
        if first is None or last is None or not _BEFORE_WORD.search(atom.which):
            return unknown("no_earlier_date")
    words = atom.which
    if words in ("since then", "ever since"):
        return Reading(
            (first, frame.anchor.last),
            (first, frame.anchor.last),
            lean="past",
            ongoing=True,
            flags=flags,
        )
    unit = next((u for u in ("week", "month", "year") if words.endswith(u)), "day")
    step = 1 if "next" in words or "following" in words or words.endswith("after") else -1
    if "same" in words or words.startswith("that"):
        step = 0
    base = move(last if step >= 0 else first, step, unit)
    if base is None:
        return unknown("out_of_calendar")
    if unit == "day" and step == 0:
        return fixed(first, last, *flags)
    return fixed(*unit_interval(base, unit), *flags)


def read_ago(atom: Atom, frame: Frame) -> Reading:
    """Read "three days ago", "two weeks ago": the unit is the precision."""
    day = frame.anchor.day
    if day is None and atom.unit in ("year", "month", "decade") and frame.anchor.published:
        day = (
            frame.anchor.published
            if frame.anchor.precision == "month" or atom.unit == "year"
            else None
        )
    if day is None:
        return no_day(frame.anchor)
    if atom.number < 0 and atom.unit != "hour":
        return unknown("vague", lean="past", needs=True)
    if atom.unit == "hour":
        return _shift(day, -(max(atom.number, 0) // 24), -(max(atom.number, 0) // 24))
    return _counted_from(day, -atom.number, atom.unit)


def _counted_from(day: date, number: int, unit: str) -> Reading:
    base = move(day, number, unit)
    if base is None:
        return unknown("out_of_calendar")
    first, last = unit_interval(base, "week" if unit == "fortnight" else unit)
    return Reading(
        (first, last), (first, last), lean="past" if number < 0 else "future", needs_anchor=True
    )


def read_earlier(atom: Atom, frame: Frame) -> Reading:
    """Read "two days earlier", "hours later": they count from the date before."""
    first, last = frame.previous
    flags: tuple[str, ...] = ()
    if first is None or last is None:
        first = last = frame.anchor.day
        flags = ("no_earlier_date",)
        if atom.which in ("later", "after", "afterwards", "afterward") or atom.unit in _SHORT:
            return unknown("no_earlier_date")
    if first is None or last is None:
        return unknown("no_earlier_date")
    if atom.unit in _SHORT:
        days = max(atom.number, 0) // 24 if atom.unit == "hour" else 0
        if days == 0:
            return fixed(first, last, *flags, "same_occasion")
        step = -days if atom.which in ("earlier", "previously", "beforehand") else days
        return fixed(add_days(first, step), add_days(last, step), *flags)
    if atom.number < 0:
        return unknown("vague")
    back = atom.which in ("earlier", "previously", "beforehand")
    base = move(first if back else last, -atom.number if back else atom.number, atom.unit)
    if base is None:
        return unknown("out_of_calendar")
    return fixed(*unit_interval(base, atom.unit), *flags)


def read_past_span(atom: Atom, frame: Frame) -> Reading:
    """Read "the past 24 hours", "the next three days"."""
    day = frame.anchor.day
    if day is None:
        return no_day(frame.anchor)
    ahead = atom.which in ("next", "coming", "following")
    if atom.number < 0:
        return unknown("vague", lean="future" if ahead else "past", needs=True)
    number, unit = atom.number, atom.unit
    if unit == "hour":
        number, unit = max(1, -(-number // 24)), "day"
    moved = move(day, number if ahead else -number, unit)
    if moved is None:
        return unknown("out_of_calendar")
    interval: Interval = (day, moved) if ahead else (moved, day)
    return Reading(interval, interval, lean="future" if ahead else "past", needs_anchor=True)


def read_vague_span(atom: Atom, _frame: Frame) -> Reading:
    """Read "recent weeks", "the coming days": no date follows from them."""
    ahead = atom.which in ("coming", "next", "")
    return unknown("vague", lean="future" if ahead else "past", needs=True)


def read_ordinal_day(atom: Atom, frame: Frame) -> Reading:
    """Read "for a third day": ongoing from two days before."""
    day = frame.anchor.day
    if day is None:
        return no_day(frame.anchor)
    # "In its fourth year" doesn't say on which day it began.
    begin = move(day, 1 - atom.number, atom.unit) if atom.unit in ("day", "week") else None
    return Reading((begin, day), (begin, day), lean="past", ongoing=True, needs_anchor=True)


def read_duration(atom: Atom, frame: Frame) -> Reading:
    """Read "has been cut for three days": ongoing."""
    day = frame.anchor.day
    if day is None:
        return no_day(frame.anchor)
    begin = move(day, -atom.number, atom.unit) if atom.number > 0 else None
    return Reading((begin, day), (begin, day), lean="past", ongoing=True, needs_anchor=True)


def read_period(atom: Atom, frame: Frame) -> Reading:
    """Read "last week", "later this month", "the end of the year", "the weekend"."""
    day = frame.anchor.day
    if (
        day is None
        and frame.anchor.published
        and frame.anchor.precision == "month"
        and atom.unit in ("month", "year")
    ):
        day = frame.anchor.last
    if day is None and frame.anchor.published and atom.unit == "year":
        day = frame.anchor.last
    if day is None:
        return no_day(frame.anchor)
    which, unit, part = atom.which, atom.unit, atom.part
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "this coming": 1}.get(
        which, 0
    )
    lean: Literal["past", "future", "none"] = (
        "past" if step < 0 else "future" if step > 0 else "none"
    )
    if which in ("the following", "the previous", "previous"):
        step = 1 if which == "the following" else -1
        if frame.previous[0]:
            base = move(frame.previous[0], step, unit)
            return fixed(*unit_interval(base, unit)) if base else unknown("out_of_calendar")
        lean = "future" if step > 0 else "past"
    if unit == "weekend":
        return _read_weekend(day, step, which)
    base = move(day.replace(day=1) if unit in ("month", "year") else day, step, unit)
    if base is None:
        return unknown("out_of_calendar")
    first, last = unit_interval(base, unit)
    if part == "earlier" and step == 0:
        return Reading((first, day), (first, day), lean="past", needs_anchor=True)
    if part == "later" and step == 0:
        return Reading((day, last), (day, last), lean="future", needs_anchor=True)
    if part:
        first, last = part_of(first, last, unit, part)
    if step or not first <= day:
        return Reading((first, last), (first, last), lean=lean, needs_anchor=True)
    return Reading((first, min(last, day)), (first, last), needs_anchor=True)


def _read_weekend(day: date, step: int, which: str) -> Reading:
    saturday = day - timedelta(days=day.weekday() - 5)
    recent = saturday if saturday <= day else saturday - timedelta(days=7)
    ahead = saturday if saturday + timedelta(days=1) >= day else saturday + timedelta(days=7)
    sunday = timedelta(days=1)
    if step < 0:
        begin = recent if recent + sunday < day else recent - timedelta(days=7)
        return Reading(
            (begin, begin + sunday), (begin, begin + sunday), lean="past", needs_anchor=True
        )
    if step > 0:
        begin = ahead if ahead > day else ahead + timedelta(days=7)
        return Reading(
            (begin, begin + sunday), (begin, begin + sunday), lean="future", needs_anchor=True
        )
    flags = ("either_way",) if which == "this" else ()
    past, future = (recent, min(recent + sunday, day)), (ahead, ahead + sunday)
    lean: Literal["future", "none"] = "future" if which == "this" else "none"
    return Reading(past, future, lean=lean, flags=flags, needs_anchor=True)
