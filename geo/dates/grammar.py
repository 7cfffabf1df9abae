"""Find the words that state a date: atoms of text, before any calendar is consulted."""

from __future__ import annotations

import re
from functools import cache

from geo.dates.cues import find_cues
from geo.dates.fragments import EARLIEST_YEAR, LATEST_YEAR, ORDINALS
from geo.dates.patterns import PATTERNS, Pattern
from geo.dates.words import (
    Atom,
    read_month_name,
    read_part,
    read_small_number,
    read_unit,
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

_MONTH_CUE = re.compile(
    r"\b(?:in|since|until|till|by|during|of|from|to|between|and|through|before|after|for|last|next"
    r"|this|throughout|around|past|on|the|every|both|or|a|an|its|late|early|mid)[-\s]+$",
    re.IGNORECASE,
)

_STRICT_CUE = re.compile(
    r"\b(?:in|since|until|till|by|during|of|from|to|between|and|through|before|after|last|next"
    r"|this|throughout|around)\s+$",
    re.IGNORECASE,
)

_BARE_MONTHS = frozenset(
    ["january", "february", "july", "september", "october", "november", "december"]
)

_RED = re.compile(r"\b(?:Black|Red|Mr|Mrs|Ms|Miss|Great|Long|Million\s+Man|Women’s|Women's)\s+$")

_ARMED = re.compile(r"\b(?:in|In|IN|during|since|Since|by|By)\s+$")

_PEOPLE_AFTER = re.compile(
    r"\s+(?:people|civilians|were|was|more|men|women|children|soldiers|of\b)"
)


def find_atoms(text: str, start: int, end: int) -> list[Atom]:
    """Return the atoms of ``text[start:end]`` in order, the longest at each place."""
    found: list[Atom] = []
    for pattern in _patterns_for(find_cues(text[start:end])):
        read = _READERS[pattern.rule]
        for match in pattern.regex.finditer(text, start, end):
            atom = read(text, match)
            if atom is not None:
                found.append(atom)
    found.sort(key=lambda atom: (atom.start, -atom.end))
    atoms: list[Atom] = []
    for atom in found:
        if not atoms or atom.start >= atoms[-1].end:
            atoms.append(atom)
    return atoms


@cache
def _patterns_for(cues: frozenset[str]) -> tuple[Pattern, ...]:
    """Return the patterns that can match where only these cues are."""
    return tuple(pattern for pattern in PATTERNS if pattern.needs <= cues)


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
        flags=_abroad(text, end),
    )


def _abroad(text: str, end: int) -> tuple[str, ...]:
    """Flag a date that only names an event ("the October 7 attack", "Saturday’s strike")."""
    if _OWNS.match(text, end) or _NAMED_BY.match(text, end, end + 20):
        return ("names_event",)
    return ()


_OWNS = re.compile(r"[’']s\s")
_NAMED_BY = re.compile(
    r"\s+(?:attacks?|massacres?|assaults?|wars?|earthquakes?|quake|coup|uprising|elections?|"
    r"strikes?|raids?|bombings?|ceasefire|truce|deadline|killings?|shootings?|blast|explosion)\b"
)


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
        flags=_abroad(text, match.end()),
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


def _read_ordinal(_text: str, match: re.Match[str]) -> Atom | None:
    return Atom(match.start("d"), match.end("d") + 2, "ordinal", day=int(match["d"]))


def _read_month(text: str, match: re.Match[str]) -> Atom | None:
    groups = match.groupdict()
    word = groups["m"]
    before = text_before(text, match.start())
    bare = not (groups["y"] or groups["year_word"] or read_part(match) or groups["which"])
    if bare:
        plain = word.rstrip(".").lower()
        if len(plain) <= 4 and plain not in ("may", "june", "july"):
            return None
        if _RED.search(before):
            return None
        cue = _MONTH_CUE if plain in _BARE_MONTHS else _STRICT_CUE
        if plain in _BARE_MONTHS:
            if re.match(r"\s+[A-Z][a-z]", text[match.end() : match.end() + 4]) and not cue.search(
                before
            ):
                return None
        elif not cue.search(before):
            return None
        if plain in ("may", "march", "april", "june", "august"):
            # "May Golan", "June Carter", "March of Return": a name or an act.
            if re.match(
                r"\s+(?:[A-Z][a-z]|of\b|on\b|be\b|have\b)", text[match.end() : match.end() + 6]
            ):
                return None
            if plain == "may" and not word[0].isupper():
                return None
    return Atom(
        *match.span(),
        "month",
        month=read_month_name(word),
        year=int(groups["y"] or 0),
        part=read_part(match),
        which=squeeze(groups["which"]),
        year_word=squeeze(groups["year_word"]),
    )


def _read_year(text: str, match: re.Match[str]) -> Atom | None:
    year = int(match["y"])
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    counted = re.match(r"\s+[a-z]+[^s\W]s\b(?!\s+of\b)", text[match.end() : match.end() + 30])
    if counted and re.match(r"of\b", match.group(), re.IGNORECASE) and not read_part(match):
        return None  # "a convoy of 2019 trucks"
    part = match.start("part") if "part" in match.re.groupindex and match["part"] else -1
    edge = match.start("edge") if "edge" in match.re.groupindex and match["edge"] else -1
    begin = min((at for at in (part, edge) if at >= 0), default=match.start("y"))
    return Atom(begin, match.end(), "year", year=year, part=read_part(match))


def _read_decade(_text: str, match: re.Match[str]) -> Atom | None:
    return Atom(*match.span(), "decade", year=int(match["y"]), part=read_part(match))


def _read_season(_text: str, match: re.Match[str]) -> Atom | None:
    return Atom(
        match.start(),
        match.end(),
        "season",
        year=int(match["y"] or 0),
        unit=match["unit"].lower(),
        which=match["which"].lower(),
    )


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
        flags=_abroad(text, match.end()),
    )


def _read_word(_text: str, match: re.Match[str]) -> Atom | None:
    rule = "relative" if _RELATIVE_WORD.fullmatch(match["word"]) else "after_previous"
    return Atom(*match.span(), rule, which=squeeze(match["word"]))


_RELATIVE_WORD = re.compile(
    r"(?i:yesterday|today|tonight|tomorrow|overnight|during\s+the\s+night|last\s+(?:night|evening)|this\s.*|.*\s(?:yesterday|tomorrow))"
)


def _read_counted(_text: str, match: re.Match[str]) -> Atom | None:
    groups = match.groupdict()
    rule = next(pattern.rule for pattern in PATTERNS if pattern.regex is match.re)
    words = groups.get("n")
    if rule == "past_span" and words and re.search(r"[-–]", words) and not words[0].isalpha():
        words = re.split(r"[-–]", words)[-1].strip()
    number = 1 if rule == "past_span" and not words else read_small_number(words)
    return Atom(
        *match.span(),
        rule,
        number=number,
        unit=read_unit(groups.get("unit") or groups.get("unit2") or "day"),
        which=squeeze(groups.get("which") or groups.get("word")),
    )


def _read_ordinal_day(_text: str, match: re.Match[str]) -> Atom | None:
    words = match["n"].lower()
    number = int(words[:-2]) if words[0].isdigit() else ORDINALS.index(words)
    return Atom(*match.span(), "ordinal_day", number=number, unit=read_unit(match["unit"]))


def _read_duration(text: str, match: re.Match[str]) -> Atom | None:
    # Only "has been cut for three days" says when; "fought for three days" doesn't.
    clause = re.split(r"[,;:.!?]", text_before(text, match.start(), 90))[-1]
    if not re.search(r"\b(?:has|have|had|hasn’t|haven’t)\b", clause):
        return None
    if re.search(r"\b(?:will|may|might|could|would|should|to)\s+(?:have|last)\b", clause):
        return None
    return Atom(
        *match.span(),
        "duration",
        number=read_small_number(match["n"]),
        unit=read_unit(match["unit"]),
    )


_WEEKEND_CUE = re.compile(r"\b(?:at|over|on|during|by|before|until)\s+$", re.IGNORECASE)


def _read_period(text: str, match: re.Match[str]) -> Atom | None:
    groups = match.groupdict()
    part, which, unit = read_part(match), squeeze(groups["which"]), squeeze(groups["unit"])
    if which in ("the", "the current", "current") and unit != "weekend" and not part:
        return None
    if (
        which == "the"
        and unit == "weekend"
        and not _WEEKEND_CUE.search(text_before(text, match.start()))
    ):
        return None
    flags = _abroad(text, match.end())
    return Atom(*match.span(), "period", unit=unit, part=part, which=which, flags=flags)


def _read_weekend(_text: str, match: re.Match[str]) -> Atom | None:
    return Atom(
        match.start("which"), match.end(), "period", unit="weekend", which=match["which"].lower()
    )


_FEASTS = {
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year day": (1, 1),
    "new year eve": (12, 31),
    "may day": (5, 1),
}


def _read_feast(_text: str, match: re.Match[str]) -> Atom | None:
    name = (
        re.sub(r"[’']?s?(?=\s)", "", squeeze(match["feast"]))
        if "year" in match["feast"].lower()
        else squeeze(match["feast"])
    )
    month, day = _FEASTS[name]
    return Atom(*match.span(), "day", day=day, month=month, year=int(match["y"] or 0))


_READERS = {
    "day": _read_day,
    "day_range": _read_day_range,
    "iso": _read_iso,
    "numeric": _read_numeric,
    "ordinal": _read_ordinal,
    "month": _read_month,
    "decade": _read_decade,
    "feast": _read_feast,
    "year": _read_year,
    "season": _read_season,
    "weekday": _read_weekday,
    "relative": _read_word,
    "after_previous": _read_word,
    "ago": _read_counted,
    "earlier": _read_counted,
    "offset": _read_counted,
    "past_span": _read_counted,
    "vague_span": _read_counted,
    "ordinal_day": _read_ordinal_day,
    "duration": _read_duration,
    "period": _read_period,
    "weekend": _read_weekend,
}
