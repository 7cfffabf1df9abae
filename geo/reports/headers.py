"""Headers: when a report was published, by whom, and where its body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from geo.limits import TITLE_MAX_CHARS
from geo.reports.leftovers import DATE_WORD, pass_over, past_space, second_date_at
from geo.reports.publication_dates import (
    ISO_DATE,
    WRITTEN_DATE,
    HeaderDateError,
    Precision,
    not_understood,
    read_date,
    read_whole_date,
    shorten,
)

_ATTEMPT = re.compile(r"\d[\d/.\-]*(?:-?W\d+(?:-\d)?)?")
_FIELD = re.compile(
    r"[ \t]*(title|headline|date|published|pubdate|publication date|source|publisher|outlet"
    r"|url|link|language|lang|id)[ \t]*:[ \t]*([^\n]*)(?:\n|$)",
    re.IGNORECASE,
)
_FIELD_NAMES = {
    "headline": "title",
    "published": "date",
    "pubdate": "date",
    "publication date": "date",
    "publisher": "source",
    "outlet": "source",
    "link": "url",
    "lang": "language",
}
_FENCE = re.compile(r"---[ \t]*\n")
_FENCE_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|$)", re.MULTILINE)
_FENCE_LINE = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*)|$)")
_FENCE_LONGEST_CHARS = 20_000
_DATELINE = re.compile(
    r"(?P<where>(?:[A-Z][\w'’ʻ\-]*+|[(),/]|al-|of\b|the\b|de\b|da\b|\s)+?)[,\s]\s*\(?"
    rf"(?P<when>(?i:{WRITTEN_DATE})|\d{{4}}-\d{{2}}-\d{{2}})\)?"
    r"\s*(?:\([A-Z][\w /.\-]{0,40}\)\s*)?(?:[—–]|--|\s-\s|:\s)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands above a report's body.

    ``problem`` quotes a date line that can't be read (the report is rejected unless its date is
    given elsewhere). ``derived`` is True where the date comes from a dateline inside the body.
    """

    body_start: int = 0
    published: date | None = None
    precision: Precision = "none"
    derived: bool = False
    fields: dict[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    problem: str = ""


def read_header(text: str) -> Header:
    """Return the header of ``text``: front matter, a date line, named fields, or a dateline."""
    start = len(text) - len(text.lstrip(" \t\n"))
    header = (
        _read_front_matter(text, start) or _read_date_line(text, start) or _read_fields(text, start)
    )
    if header is None:
        return _read_dateline(text, start)
    body_start, left = pass_over(text, header.body_start)
    flags = tuple(dict.fromkeys(header.flags + left))
    return replace(header, body_start=body_start, flags=flags)


def _read_front_matter(text: str, start: int) -> Header | None:
    fence = _FENCE.match(text, start)
    if fence is None:
        return None
    end = _FENCE_END.search(text, fence.end(), fence.end() + _FENCE_LONGEST_CHARS)
    if end is None:
        return None
    fields: dict[str, str] = {}
    flags: list[str] = []
    for line in text[fence.end() : end.start()].splitlines():
        match = _FENCE_LINE.fullmatch(line.strip())
        if match is None:
            continue
        name = match.group(1).lower()
        value = (match.group(2) or "").strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        name = _FIELD_NAMES.get(name, name)
        if name in {"title", "date", "source", "url", "language", "id"}:
            fields.setdefault(name, value)
        else:
            flags.append(f"front matter: {shorten(name)!r} is not used")
    return _dated(end.end(), fields, flags)


def _read_date_line(text: str, start: int) -> Header | None:
    word = DATE_WORD.match(text, start)
    if word is None:
        return None
    line_end = text.find("\n", word.end())
    rest = text[word.end() : line_end if line_end >= 0 else len(text)]
    try:
        dated = read_date(rest)
    except HeaderDateError as error:
        attempt = _ATTEMPT.match(rest)
        if word.group("colon") and any(character.isdigit() for character in rest[:40]):
            return Header(body_start=word.end() + len(rest), problem=str(error))
        if attempt and not re.match(r"\d{1,3}(?:st|nd|rd|th)?\s", rest):
            problem = str(error) if ISO_DATE.match(rest) else not_understood(attempt.group())
            return Header(body_start=word.end() + attempt.end(), problem=problem)
        return None
    end = word.end() + dated.end
    if end < len(text) and not text[end].isspace() and text[end] not in ".,;:–—-|":
        return Header(body_start=end, problem=not_understood(rest.split()[0]))
    while end < len(text) and text[end] in ":|–—-;.,":
        end += 1
    header = Header(
        body_start=past_space(text, end), published=dated.published, precision=dated.precision
    )
    if "\n" in text[end : header.body_start]:
        more = _read_fields(text, header.body_start, dated_above=True)
        if more is not None:
            return _joined(header, more)
    return header


def _read_fields(text: str, start: int, *, dated_above: bool = False) -> Header | None:
    """Read a block of ``Name: value`` lines; it must name a date unless one stands above."""
    fields: dict[str, str] = {}
    position = start
    while match := _FIELD.match(text, position):
        name = match.group(1).lower()
        fields.setdefault(_FIELD_NAMES.get(name, name), match.group(2).strip())
        position = match.end()
    if not fields or ("date" not in fields and not dated_above):
        return None
    return _dated(position, fields, [])


def _dated(body_start: int, fields: dict[str, str], flags: list[str]) -> Header:
    stated = fields.pop("date", "")
    fields = {name: value[:TITLE_MAX_CHARS] for name, value in fields.items() if value}
    if not stated:
        return Header(body_start=body_start, fields=fields, flags=tuple(flags))
    try:
        dated = read_whole_date(stated)
    except HeaderDateError as error:
        if not any(character.isdigit() for character in stated):
            flags.append(f"date {shorten(stated)!r} is not a date")
            return Header(body_start=body_start, fields=fields, flags=tuple(flags))
        return Header(body_start=body_start, fields=fields, flags=tuple(flags), problem=str(error))
    return Header(
        body_start=body_start,
        published=dated.published,
        precision=dated.precision,
        fields=fields,
        flags=tuple(flags),
    )


def _joined(first: Header, second: Header) -> Header:
    flags = first.flags + second.flags
    if second.published and second.published != first.published:
        flags += (f"a second date {second.published} stands behind the header",)
    return Header(
        body_start=second.body_start,
        published=first.published,
        precision=first.precision,
        fields=second.fields,
        flags=flags,
    )


def _read_dateline(text: str, start: int) -> Header:
    """Take the date from a line that is one, or from "TOWN, 19 January 2024 —" in the body."""
    position = start
    for _ in range(3):
        end = text.find("\n", position)
        line = text[position : end if end >= 0 else len(text)]
        alone = second_date_at(line.strip())
        if alone is not None and alone.precision == "day":
            return Header(
                body_start=past_space(text, position + len(line)) if position == start else start,
                published=alone.published,
                precision="day",
                derived=position != start,
                flags=("the date is a line of its own above the text",),
            )
        if match := _DATELINE.match(line[:160]):
            try:
                dated = read_whole_date(match.group("when"))
            except HeaderDateError:
                break
            if dated.precision != "day":
                break
            return Header(
                body_start=start,
                published=dated.published,
                precision=dated.precision,
                derived=True,
                flags=("the date is that of the dateline in the text",),
            )
        if end < 0 or len(line) > 200:
            break
        position = past_space(text, end)
    return Header(body_start=start)
