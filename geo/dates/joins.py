"""Join the words of a date: ranges, times of day, and dates said twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from geo.caseless import Caseless
from geo.dates.intervals import UNKNOWN, Frame, Interval, Reading, add_days
from geo.dates.readings import read_atom
from geo.dates.words import Atom


class Unit(NamedTuple):
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

_RANGED = frozenset({"day", "weekday", "month", "year", "numeric", "short_numeric", "relative"})

_AFTER_BEFORE = re.compile(r"\s+(?:the\s+|on\s+)?", re.IGNORECASE)

_APPOSED = re.compile(r"\s*,?\s*\(?\s*(?:on\s+)?", re.IGNORECASE)

_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\.?)|\d{1,2}[:.]\d\d|\d{4}(?=\s*(?:gmt|utc|hrs|hours|local))"
    r"|noon|midday|midnight|dawn|daybreak|dusk|sunrise|sunset|sundown|nightfall)"
)

_TIME_BEFORE = Caseless(
    rf"(?:\b(?:at|around|about|near|shortly\s+(?:before|after)|just\s+(?:before|after))\s+)?"
    rf"\b{_CLOCK}(?:\s+(?:local\s+time|gmt|utc|hrs|hours))?(?:\s*\([^()]{{1,30}}\))?,?\s+(?:on\s+|of\s+)?$"
    r"|\b(?:early|late|later|earlier)\s+(?:on\s+|in\s+the\s+(?:day|morning|evening)\s+(?:of|on)\s+)?$"
    r"|\b(?:in\s+)?the\s+(?:early|small|late|pre-dawn|predawn|wee)\s+(?:morning\s+|evening\s+)?hours\s+(?:of|on)\s+$"
    r"|\b(?:on\s+|in\s+|during\s+)?the\s+(?:early\s+|late\s+)?(?:night|morning|evening|afternoon|dawn)\s+(?:of|on)\s+$"
    r"|\b(?:on|dated)\s+$",
)

_TIME_AFTER = re.compile(
    r"(?:\s+|-)(?:(?:early|late|mid)[-\s]+)?(?:morning|afternoon|evening|night|lunchtime|midday|noon|dawn)\b"
    rf"|,?\s+(?:at|around|about)\s+(?:about\s+|around\s+)?{_CLOCK}(?:\s+(?:local\s+time|GMT|UTC))?",
    re.IGNORECASE,
)

_TIME_ENDS = (
    *"0123456789", "m", "m.", ")", "noon", "midday", "midnight", "dawn", "daybreak", "dusk",
    "sunrise", "sunset", "sundown", "nightfall", "time", "gmt", "utc", "hrs", "hours", "early",
    "late", "later", "earlier", "night", "morning", "evening", "afternoon", "day", "on", "dated",
)  # fmt: skip
"""How the words of ``_TIME_BEFORE`` end, in lower case, but for a last "on", "of" or comma."""

TIMED = frozenset(
    {"day", "day_range", "weekday", "numeric", "short_numeric", "relative", "ordinal"}
)


def join(text: str, start: int, end: int, atoms: Sequence[Atom]) -> list[Unit]:
    """Join atoms that form a range, a count from a date, or say one date twice."""
    units: list[Unit] = []
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        start = units[-1].end if units else start
        limit = following.start if following else end
        begin, finish = _absorb_time(text, start, limit, atom)
        limit = atoms[index + 2].start if index + 2 < len(atoms) else end
        if following is None or following.start - finish > 40:
            if atom.rule != "offset":
                units.append(Unit(begin, finish, (atom,)))
            index += 1
            continue
        gap = text[finish : following.start]
        if atom.rule == "offset":
            if _AFTER_BEFORE.fullmatch(gap) and following.rule in ("day", "weekday", "numeric"):
                _, finish = _absorb_time(text, start, limit, following)
                units.append(Unit(atom.start, finish, (atom, following), "offset"))
                index += 2
            else:
                index += 1
            continue
        opening = _range_opening(text, start, begin, atom, following, gap)
        if opening is not None:
            _, finish = _absorb_time(text, start, limit, following)
            units.append(Unit(opening, finish, (atom, following), "range"))
            index += 2
            continue
        if _says_twice(atom, following, gap):
            _, finish = _absorb_time(text, start, limit, following)
            if finish < len(text) and "(" in gap and text[finish] == ")":
                finish += 1
            precise = following if following.rule in ("day", "numeric", "month") else atom
            units.append(Unit(begin, finish, (precise,)))
            index += 2
            continue
        units.append(Unit(begin, finish, (atom,)))
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
    return atom.rule == "day" and following.rule == "weekday" and "(" in gap


def _absorb_time(text: str, start: int, end: int, atom: Atom) -> tuple[int, int]:
    """Widen a day by the time of day around it ("at 9:30 p.m. on", "late", "night")."""
    begin, finish = atom.start, atom.end
    if atom.rule not in TIMED:
        return begin, finish
    for _ in range(3):
        if not _time_may_end(text[max(start, begin - 60) : begin]):
            break
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


def _time_may_end(before: str) -> bool:
    """Whether the words before a date can end with a time of day, beyond a mere "on"."""
    words = before.lower().split()
    if words and words[-1] in {"on", "of", "dated"}:
        words.pop()
    return bool(words) and words[-1].removesuffix(",").endswith(_TIME_ENDS)


def read_range(first: Atom, second: Atom, frame: Frame) -> Reading:
    """Read "from A to B": the second's year holds for the first, which is the nearest before it."""
    if first.year and not second.year and second.rule in ("day", "month"):
        later = second._replace(year=first.year)
        if (second.month, second.day) < (first.month, first.day):
            later = second._replace(year=first.year + 1)
        second = later
    last = read_atom(second, frame)
    if "impossible_date" in last.flags:
        return last
    if second.year and not first.year and first.rule in ("day", "month"):
        wraps = (first.month, first.day) > (second.month, second.day)
        first = first._replace(year=second.year - wraps)
    begin = read_atom(first, frame)
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


def read_offset(count: Atom, base: Atom, frame: Frame) -> Reading:
    """Read "three days after 7 October"."""
    reading = read_atom(base, frame)
    if count.number < 0:
        return reading._replace(past=UNKNOWN, future=UNKNOWN, flags=("vague",))
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[count.unit] * min(count.number, 9999)
    sign = -1 if count.which == "before" else 1

    def move(interval: Interval) -> Interval:
        first, last = interval
        if first is None or last is None:
            return UNKNOWN
        return add_days(first, sign * days), add_days(last, sign * days)

    past, future = move(reading.past), move(reading.future)
    flags = reading.flags if past[0] or reading.flags else ("out_of_calendar",)
    return reading._replace(past=past, future=future, flags=flags)
