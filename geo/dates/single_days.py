"""Read the words that name a day: "12 March", "2024-03-12", "last Tuesday", "Christmas Day"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from geo.dates.words import (
    Atom,
    AtomReader,
    read_month_name,
    read_weekday_name,
    squeeze,
    text_before,
)

_EVERY = re.compile(r"\b(?:every|each|weekly|most|any)\s+(?:other\s+|single\s+)?$", re.IGNORECASE)
_SOME_DAY = re.compile(r"\b(?:a|one)\s+$", re.IGNORECASE)
_FEAST = re.compile(
    r"\b(?:Bloody|Black|Good|Palm|Easter|Ash|Holy|Maundy|Shrove|Red|Sheffield|Super|Cyber|Ruby|"
    r"Mr|Mrs|Ms|Miss|Man)\s+$"
)
_ENDS_OTHERWISE = (
    "every", "each", "weekly", "most", "any", "other", "single", "a", "one", "bloody", "black",
    "good", "palm", "easter", "ash", "holy", "maundy", "shrove", "red", "sheffield", "super",
    "cyber", "ruby", "mr", "mrs", "ms", "miss", "man",
)  # fmt: skip
"""How words end behind which a weekday may be no day: where none stands, one looks no further."""
_ARMED = re.compile(r"\b(?:in|In|IN|during|since|Since|by|By)\s+$")
_PEOPLE_AFTER = re.compile(
    r"\s+(?:people|civilians|were|was|more|men|women|children|soldiers|of\b)"
)
_OWNS = re.compile(r"[’']s\s")
_NAMED_BY = re.compile(
    r"\s+(?:attacks?|massacres?|assaults?|wars?|earthquakes?|quake|coup|uprising|elections?|"
    r"strikes?|raids?|bombings?|ceasefire|truce|deadline|killings?|shootings?|blast|explosion)\b"
)
_FEASTS = {
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year day": (1, 1),
    "new year eve": (12, 31),
    "may day": (5, 1),
}


def _read_day(text: str, match: re.Match[str]) -> Atom | None:
    groups = match.groupdict()
    start, end = match.span()
    month, day = read_month_name(groups["m"]), int(re.sub(r"\D", "", groups["d"]))
    month_first = match.start("m") < match.start("d")
    if month_first and not groups.get("y"):
        # "In March 12 people died": a month and a count, not a day.
        counted = _ARMED.search(text_before(text, start)) and _PEOPLE_AFTER.match(
            text, match.end("d")
        )
        if day > 31 or counted:
            return None
    if not month_first and (day > 31 or day == 0):
        return None
    if not month_first and not groups.get("y") and groups["m"].lower() in ("mar", "jan", "may"):
        following = re.match(r"\s+[A-Z][a-z]|\s+(?:be|have|not)\b", text[end : end + 12])
        if following:  # "18 Jan Egeland", "18 may be"
            return None
    year = groups.get("y") or groups.get("y2")
    return Atom(
        start,
        end,
        "day",
        day=day,
        month=month,
        year=int(year) if year else 0,
        weekday=read_weekday_name(groups.get("w")),
        year_word=squeeze(groups.get("year_word")),
        flags=names_event(text, end),
    )


def names_event(text: str, end: int) -> tuple[str, ...]:
    """Flag a date that only names an event ("the October 7 attack", "Saturday’s strike")."""
    if _OWNS.match(text, end) or _NAMED_BY.match(text, end, end + 20):
        return ("names_event",)
    return ()


def _read_day_range(text: str, match: re.Match[str]) -> Atom | None:
    groups = match.groupdict()
    first, last = (int(re.sub(r"\D", "", groups[key])) for key in ("d", "d2"))
    if not 0 < first <= 31 or not 0 < last <= 31 or first >= last:
        return None
    return Atom(
        *match.span(),
        "day_range",
        day=first,
        last_day=last,
        month=read_month_name(groups["m"]),
        year=int(groups["y"] or 0),
        year_word=squeeze(groups.get("year_word")),
        flags=names_event(text, match.end()),
    )


def _read_iso(_text: str, match: re.Match[str]) -> Atom | None:
    year, month, day = (int(match[key]) for key in ("y", "m", "d"))
    return Atom(*match.span(), "day", day=day, month=month, year=year)


def _read_numeric(_text: str, match: re.Match[str]) -> Atom | None:
    if len(match["y"]) == 2 and match["sep"] != "/":
        return None
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    first, second = int(match["a"]), int(match["b"])
    if first > 12:
        return Atom(*match.span(), "day", day=first, month=second, year=year)
    if second > 12:
        return Atom(*match.span(), "day", day=second, month=first, year=year)
    return Atom(*match.span(), "numeric", day=first, month=second, year=year)


def _read_short_numeric(_text: str, match: re.Match[str]) -> Atom | None:
    first = int(match["a"] or match["a2"])
    second = int(match["b"] or match["b2"] or match["b3"])
    if (first, second) in _NO_DAYS or not (0 < first <= 31 and 0 < second <= 31):
        return None
    if first > 12 or match["b3"]:
        return Atom(*match.span(), "day", day=first, month=second) if second <= 12 else None
    if second > 12:
        return Atom(*match.span(), "day", day=second, month=first)
    return Atom(*match.span(), "short_numeric", day=first, month=second)


def _read_ordinal(_text: str, match: re.Match[str]) -> Atom | None:
    return Atom(match.start("d"), match.end("d") + 2, "ordinal", day=int(match["d"]))


def _read_weekday(text: str, match: re.Match[str]) -> Atom | None:
    groups = match.groupdict()
    before = text_before(text, match.start("w"))
    if before.rstrip().lower().endswith(_ENDS_OTHERWISE) and (
        _FEAST.search(before) or _EVERY.search(before) or _SOME_DAY.search(before)
    ):
        return None
    begin = match.start("w") if groups.get("which") is None else match.start()
    return Atom(
        begin,
        match.end(),
        "weekday",
        weekday=read_weekday_name(groups["w"]),
        which=squeeze(groups.get("which")),
        year_word=squeeze(groups.get("week")),
        flags=names_event(text, match.end()),
    )


def _read_feast(_text: str, match: re.Match[str]) -> Atom | None:
    name = (
        re.sub(r"[’']?s?(?=\s)", "", squeeze(match["feast"]))
        if "year" in match["feast"].lower()
        else squeeze(match["feast"])
    )
    month, day = _FEASTS[name]
    return Atom(*match.span(), "day", day=day, month=month, year=int(match["y"] or 0))


_NO_DAYS = frozenset({(24, 7), (9, 11)})
"""Numbers that name a service or an attack."""

DAY_READERS: Mapping[str, AtomReader] = {
    "day": _read_day,
    "day_range": _read_day_range,
    "iso": _read_iso,
    "numeric": _read_numeric,
    "short_numeric": _read_short_numeric,
    "ordinal": _read_ordinal,
    "feast": _read_feast,
    "weekday": _read_weekday,
}
"""What reads the matches of a rule that names a day."""
