"""Read the words that name a stretch of time or count one: "in March", "three weeks ago"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from geo.dates.fragments import EARLIEST_YEAR, LATEST_YEAR, ORDINALS
from geo.dates.single_days import names_event
from geo.dates.words import (
    Atom,
    AtomReader,
    read_month_name,
    read_part,
    read_small_number,
    read_unit,
    squeeze,
    text_before,
)

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
_RELATIVE_WORD = re.compile(
    r"(?i:yesterday|today|tonight|tomorrow|overnight|during\s+the\s+night|last\s+(?:night|evening)|this\s.*|.*\s(?:yesterday|tomorrow))"
)
_WEEKEND_CUE = re.compile(r"\b(?:at|over|on|during|by|before|until)\s+$", re.IGNORECASE)


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


def _read_word(_text: str, match: re.Match[str]) -> Atom | None:
    rule = "relative" if _RELATIVE_WORD.fullmatch(match["word"]) else "after_previous"
    return Atom(*match.span(), rule, which=squeeze(match["word"]))


def _read_counted(rule: str, match: re.Match[str]) -> Atom:
    groups = match.groupdict()
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
    flags = names_event(text, match.end())
    return Atom(*match.span(), "period", unit=unit, part=part, which=which, flags=flags)


def _read_weekend(_text: str, match: re.Match[str]) -> Atom | None:
    return Atom(
        match.start("which"), match.end(), "period", unit="weekend", which=match["which"].lower()
    )


def _reader_of(rule: str) -> AtomReader:
    """Return what reads a count of days, weeks or years."""
    return lambda _text, match: _read_counted(rule, match)


_COUNTED = ("ago", "earlier", "offset", "past_span", "vague_span")
STRETCH_READERS: Mapping[str, AtomReader] = {
    "month": _read_month,
    "decade": _read_decade,
    "year": _read_year,
    "season": _read_season,
    "relative": _read_word,
    "after_previous": _read_word,
    **{rule: _reader_of(rule) for rule in _COUNTED},
    "ordinal_day": _read_ordinal_day,
    "duration": _read_duration,
    "period": _read_period,
    "weekend": _read_weekend,
}
"""What reads the matches of a rule that names or counts a stretch of time."""
