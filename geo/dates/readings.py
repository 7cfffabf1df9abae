"""Read a date's words against the calendar: what they mean if past, and what if planned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from geo.dates.fragments import EARLIEST_YEAR, LATEST_YEAR
from geo.dates.intervals import (
    UNKNOWN,
    Anchor,
    Frame,
    Interval,
    Reading,
    add_days,
    add_months,
    make,
    month_interval,
    year_interval,
)
from geo.dates.relative import (
    fixed,
    no_day,
    read_after_previous,
    read_ago,
    read_duration,
    read_earlier,
    read_ordinal_day,
    read_past_span,
    read_period,
    read_relative,
    read_vague_span,
    unknown,
)
from geo.dates.words import Atom


def read_atom(atom: Atom, frame: Frame) -> Reading:
    """Read one atom; ``frame.previous`` is the last day named in the text before it."""
    return _READ[atom.rule](atom, frame)


def _year_of(atom: Atom, frame: Frame) -> int:
    """Return the year that the words state ("last year"), or 0."""
    if atom.year:
        return atom.year
    if not atom.year_word or frame.anchor.published is None:
        return 0
    if atom.year_word == "that":
        return frame.previous[0].year if frame.previous[0] else 0
    step = {"this": 0, "last": -1, "the previous": -1, "next": 1}[atom.year_word]
    return frame.anchor.published.year + step


def _read_day(atom: Atom, frame: Frame) -> Reading:
    return _read_days(atom, frame, atom.day, atom.last_day or atom.day)


def _read_days(atom: Atom, frame: Frame, first: int, last: int) -> Reading:
    # 2000 is a leap year: a day that doesn't exist in it exists in no year.
    if not make(2000, atom.month, first) or not make(2000, atom.month, last):
        return unknown("impossible_date")
    stated = _year_of(atom, frame)
    if stated:
        if not EARLIEST_YEAR <= stated <= LATEST_YEAR:
            return unknown("year_out_of_range")
        begin, finish = make(stated, atom.month, first), make(stated, atom.month, last)
        if begin is None or finish is None:
            return unknown("impossible_date")
        return _stated(begin, finish, frame.anchor, _weekday_flags(atom, begin, frame.anchor))
    bound = frame.anchor.last
    if bound is None:
        return unknown("no_dateline", needs=True)
    past = future = UNKNOWN
    for year in range(bound.year, bound.year - 9, -1):
        begin, finish = make(year, atom.month, first), make(year, atom.month, last)
        # Only the first day decides: "3-4 April" in a report of 3 April is of this year.
        if begin and finish and begin <= bound:
            past = (begin, min(finish, bound))
            break
    for year in range(bound.year, bound.year + 9):
        begin, finish = make(year, atom.month, first), make(year, atom.month, last)
        if begin and finish and finish >= (frame.anchor.published or bound):
            future = (begin, finish)
            break
    flags: tuple[str, ...] = ()
    if (
        past[0]
        and future[0]
        and (future[0] - bound).days in (1, 2)
        and (bound - past[0]).days > 300
    ):
        # Next day's date is another time zone's or a slip; it is surely not last year's.
        past, flags = UNKNOWN, ("just_after_dateline",)
    return Reading(past, future, flags=flags, needs_anchor=True)


def _weekday_flags(atom: Atom, day: date, anchor: Anchor) -> tuple[str, ...]:
    if atom.weekday < 0 or day.weekday() == atom.weekday:
        return ()
    shifted = make(anchor.published.year, day.month, day.day) if anchor.published else None
    if shifted and shifted.weekday() == atom.weekday:
        return ("weekday_mismatch", "weekday_fits_dateline_year")
    return ("weekday_mismatch",)


def _stated(first: date, last: date, anchor: Anchor, flags: tuple[str, ...] = ()) -> Reading:
    """Read a date with its year: it says itself whether it is still to come."""
    bound = anchor.last
    if bound is None or last <= bound:
        return Reading((first, last), (first, last), flags=flags)
    if first > bound:
        late = (*flags, "after_dateline")
        return Reading((first, last), (first, last), lean="future", flags=late)
    return Reading((first, bound), (first, last), flags=flags)


def _read_numeric(atom: Atom, frame: Frame) -> Reading:
    day_first = make(atom.year, atom.month, atom.day)
    month_first = make(atom.year, atom.day, atom.month)
    both = [day for day in (day_first, month_first) if day]
    if not both:
        return unknown("impossible_date")
    bound = frame.anchor.last
    fitting = [day for day in both if bound is None or day <= bound] or both
    if len(set(fitting)) == 1:
        flags = () if len(set(both)) == 1 else ("day_month_order",)
        return _stated(fitting[0], fitting[0], frame.anchor, flags)
    return _stated(fitting[0], fitting[0], frame.anchor, ("day_month_order_unsure",))


def _read_short_numeric(atom: Atom, frame: Frame) -> Reading:
    """Read "6/12" as the day or month nearest to the report: the one just past, or just ahead."""
    bound = frame.anchor.last
    if bound is None:
        return unknown("no_dateline", needs=True)
    orders = ((atom.month, atom.day), (atom.day, atom.month))
    days = [
        day
        for year in (bound.year - 1, bound.year, bound.year + 1)
        for month, number in orders
        if (day := make(year, month, number))
    ]
    past = max((day for day in days if day <= bound), default=None)
    ahead = min((day for day in days if day >= bound), default=None)
    flags = ("day_month_order",) if atom.day != atom.month else ()
    return Reading((past, past), (ahead, ahead), flags=flags, needs_anchor=True)


def _read_ordinal(atom: Atom, frame: Frame) -> Reading:
    bound = frame.anchor.last
    if bound is None:
        return unknown("no_dateline", needs=True)
    here = make(bound.year, bound.month, atom.day)
    before = add_months(bound.replace(day=1), -1)
    after = add_months(bound.replace(day=1), 1)
    last = make(before.year, before.month, atom.day) if before else None
    following = make(after.year, after.month, atom.day) if after else None
    past = here if here and here <= bound else last
    future = here if here and here >= bound else following
    if past is None and future is None:
        return unknown("impossible_date")
    return Reading((past, past), (future, future), needs_anchor=True)


def _read_month(atom: Atom, frame: Frame) -> Reading:
    stated = _year_of(atom, frame)
    if stated:
        if not EARLIEST_YEAR <= stated <= LATEST_YEAR:
            return unknown("year_out_of_range")
        return _stated(*month_interval(stated, atom.month, atom.part), frame.anchor)
    bound = frame.anchor.last
    if bound is None or frame.anchor.published is None:
        return unknown("no_dateline", needs=True)
    year = bound.year
    begin, finish = month_interval(year, atom.month, atom.part)
    if begin > bound:
        begin, finish = month_interval(year - 1, atom.month, atom.part)
    if atom.which == "last" and (begin.year, begin.month) == (bound.year, bound.month):
        begin, finish = month_interval(begin.year - 1, atom.month, atom.part)
    past: Interval = (begin, min(finish, bound))
    ahead = month_interval(year, atom.month, atom.part)
    if ahead[1] < frame.anchor.published or (atom.which == "next" and ahead[0] <= bound):
        ahead = month_interval(year + 1, atom.month, atom.part)
    leans: dict[str, Literal["past", "future"]] = {
        "last": "past",
        "this past": "past",
        "next": "future",
    }
    return Reading(past, ahead, lean=leans.get(atom.which, "none"), needs_anchor=True)


def _read_year(atom: Atom, frame: Frame) -> Reading:
    return _stated(*year_interval(atom.year, atom.part), frame.anchor)


def _read_decade(atom: Atom, frame: Frame) -> Reading:
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(atom.part, (0, 9))
    return _stated(
        date(atom.year + low, 1, 1), date(atom.year + high, 12, 31), frame.anchor, ("decade",)
    )


def _read_season(atom: Atom, frame: Frame) -> Reading:
    # Which months a season has depends on the hemisphere: only its year is certain.
    if not atom.year:
        return unknown("season_without_year", needs=True)
    return _stated(date(atom.year, 1, 1), date(atom.year, 12, 31), frame.anchor, ("season",))


def _read_weekday(atom: Atom, frame: Frame) -> Reading:
    day = frame.anchor.day
    if day is None:
        return no_day(frame.anchor)
    monday = day - timedelta(days=day.weekday())
    if atom.year_word:
        week = {"last": -7, "the previous": -7, "this": 0, "next": 7}[atom.year_word]
        meant = monday + timedelta(days=week + atom.weekday)
        lean: Literal["past", "future", "none"] = (
            "past" if meant < day else "none" if meant == day else "future"
        )
        return Reading((meant, meant), (meant, meant), lean=lean, needs_anchor=True)
    back = (day.weekday() - atom.weekday) % 7
    ahead = (atom.weekday - day.weekday()) % 7
    which = atom.which
    if (
        which in ("the following", "the previous", "the same", "that same", "that")
        and frame.previous[0]
    ):
        base = frame.previous[1] or frame.previous[0]
        step = (atom.weekday - base.weekday()) % 7
        if which == "the following":
            moved = add_days(base, step or 7)
        elif which == "the previous":
            moved = add_days(base, -((base.weekday() - atom.weekday) % 7 or 7))
        else:
            moved = add_days(base, -((base.weekday() - atom.weekday) % 7))
        return fixed(moved, moved)
    if which == "last":
        back = back or 7
    if which == "next":
        ahead = ahead or 7
    past, future = day - timedelta(days=back), day + timedelta(days=ahead)
    leans: dict[str, Literal["past", "future"]] = {
        "last": "past",
        "past": "past",
        "this past": "past",
        "next": "future",
        "coming": "future",
        "this coming": "future",
        "this": "future",
    }
    # "This Friday" leans to the future, yet a caller who knows better may say so.
    flags = ("either_way",) if which == "this" else ()
    return Reading(
        (past, past),
        (future, future),
        lean=leans.get(which, "none"),
        flags=flags,
        needs_anchor=True,
    )


_READ: dict[str, Callable[[Atom, Frame], Reading]] = {
    "day": _read_day,
    "day_range": _read_day,
    "numeric": _read_numeric,
    "short_numeric": _read_short_numeric,
    "ordinal": _read_ordinal,
    "month": _read_month,
    "year": _read_year,
    "decade": _read_decade,
    "season": _read_season,
    "weekday": _read_weekday,
    "relative": read_relative,
    "after_previous": read_after_previous,
    "ago": read_ago,
    "earlier": read_earlier,
    "past_span": read_past_span,
    "vague_span": read_vague_span,
    "ordinal_day": read_ordinal_day,
    "duration": read_duration,
    "period": read_period,
}
