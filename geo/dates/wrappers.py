"""Read the words in front of a date that change what it means: "since", "until", "by"."""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.caseless import in_small_letters
from geo.dates.intervals import UNKNOWN, Anchor, Interval, Reading, add_days
from geo.dates.joins import TIMED, Unit
from geo.memo import Memo

_OVERNIGHT = re.compile(r"\bovernight\s+(?:on\s+|(?P<into>(?:in)?to\s+))?$")

_WRAPPER = re.compile(
    r"\b(?P<word>since|until|till|through|by|before|ahead\s+of|prior\s+to|after|following|for|starting|beginning)"
    r"\s+(?:at\s+least\s+|about\s+|around\s+|as\s+early\s+as\s+|(?:the|its|their)\s+)?(?:on\s+|in\s+)?$"
)

_WRAPS = re.compile(
    r"\b(?:since|until|till|through|by|before|of|to|after|following|for|starting|beginning)$",
    re.IGNORECASE,
)
_WRAPPER_WORDS = 6
"""How many words ``_WRAPPER`` has at most; one of them ends as ``_WRAPS`` says."""

_SINCE_EVENT = re.compile(r"\bsince\b(?!\s+(?:when|then)\b)[^,;:.!?\n]{1,70}$")

_COUNTS_YEARS = re.compile(r"\b(?:years?|months?|weeks?|days?)\s+$")

_COMPARES = re.compile(
    r"(?:\b(?:the|its|their|a)\s+(?:\w+\s+)?(?:first|second|third|only|most|least|latest)"
    r"|\b(?:deadliest|worst|biggest|largest|highest|lowest|heaviest|longest|fiercest|greatest|"
    r"bloodiest|strongest|sharpest|steepest|fastest|busiest))\b[^;.]{0,110}$"
)

_DEADLINES = frozenset({"until", "till", "through", "by", "before", "ahead of", "prior to"})
_REACH = 200
"""How many characters before a date may belong to it ("since the war began on")."""


class Wrapped(NamedTuple):
    """A date with the words in front: where it starts now, how it reads, which word stood there."""

    start: int
    reading: Reading
    word: str = ""
    since: bool = False
    flags: tuple[str, ...] = ()


@Memo
def _wraps(word: str) -> bool:
    return _WRAPS.search(word) is not None


def wrap_date(text: str, floor: int, unit: Unit, reading: Reading, anchor: Anchor) -> Wrapped:
    """Read what stands in front of a date, from offset ``floor`` on."""
    begin = max(floor, unit.start - _REACH)
    before = in_small_letters(text[begin : unit.start])
    start = unit.start
    atom = unit.atoms[0]
    if unit.shape == "single" and "overnight" in before and (night := _OVERNIGHT.search(before)):
        if night["into"] and atom.rule in TIMED:
            past, future = _from_day_before(reading.past), _from_day_before(reading.future)
            reading = reading._replace(past=past, future=future)
        start = begin + night.start()
        before = before[: night.start()]
    last = before.rsplit(None, _WRAPPER_WORDS)[-_WRAPPER_WORDS:]
    wrapper = _WRAPPER.search(before) if _wraps.any_of(last) else None
    word = " ".join(wrapper["word"].split()) if wrapper else ""
    if word == "through" and atom.rule == "period":
        word = ""  # "held through the weekend"
    since = wrapper if word == "since" else None
    if wrapper is None and "since" in before:
        since = _SINCE_EVENT.search(before)
    if since is not None and _COUNTS_YEARS.search(before, 0, since.start()):
        since = None
    if since is not None and _COMPARES.search(before, 0, since.start()):
        nothing = reading._replace(past=UNKNOWN, future=UNKNOWN, lean="past")
        return Wrapped(start, nothing, word, flags=("comparison",))
    if since is not None and reading.past[0] is not None and not reading.ongoing:
        return Wrapped(begin + since.start(), _read_since(reading, anchor), word, since=True)
    if wrapper is not None and word in _DEADLINES:
        deadline = _read_deadline(word, reading, anchor)
        day = anchor.last
        if atom.rule == "period" and day and deadline.future[1] and deadline.future[1] > day:
            # "By the end of the month" can only be ahead while the month lasts.
            deadline = deadline._replace(lean="future")
        flag = {"till": "until", "through": "until"}.get(word, word).split()[0]
        return Wrapped(begin + wrapper.start(), deadline, word, flags=(flag,))
    return Wrapped(start, reading, word, flags=("after",) if word in ("after", "following") else ())


def _read_since(reading: Reading, anchor: Anchor) -> Reading:
    """Read "since": what went on since a date still went on when it was reported."""
    first, last = reading.past[0], anchor.last
    if first is not None and last is not None and first > last:
        last = None
    return reading._replace(past=(first, last), future=(first, last), ongoing=True, lean="past")


def _from_day_before(interval: Interval) -> Interval:
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
    return reading._replace(past=past, future=future)
