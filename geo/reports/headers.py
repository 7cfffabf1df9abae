"""Headers: when a report was published, by whom, and where its body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from geo.limits import EARLIEST_DATE, LATEST_DATE, TITLE_MAX_CHARS

Precision = Literal["day", "month", "year", "none"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=lambda name: (-len(name), name))) + r")\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
_CLOCK = (
    r"(?:[T ,]*(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?"
    r"(?:\s*[ap]\.?m\b\.?)?\s*(?:Z\b|GMT\b|UTC\b|[+-]\d{2}:?\d{2}\b|\(?[A-Z]{2,4}\)?(?=\s|$))?)?"
)
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])" + _CLOCK, re.ASCII)
_WRITTEN = re.compile(
    rf"{_WEEKDAY}(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month1>{_MONTH}),?\s+(?P<year1>\d{{4}})"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})"
    rf"|(?P<month3>{_MONTH}),?\s+(?P<year3>\d{{4}}))(?!\d)" + _CLOCK,
    re.ASCII | re.IGNORECASE,
)
_YEAR = re.compile(r"(\d{4})(?![\d\w/-])", re.ASCII)
_DATE_WORD = re.compile(r"[ \t]*date(?P<colon>[ \t]*:)?[ \t]+(?=\S)", re.IGNORECASE)
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
_LABELS = (
    r"(?:date|published(?: on)?|posted(?: on)?|updated(?: on)?|last (?:updated|modified)(?: on)?"
    r"|first published|photo(?:graph)?|image|picture|file photo)"
)
_LABEL = re.compile(rf"{_LABELS}(?:[ \t]*:[ \t]*|[ \t]+)", re.IGNORECASE)
_LABELLED_DATE = re.compile(rf"{_LABELS}?[ \t]*:?[ \t]*", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:file )?(?:photo(?:graph)?|image|picture)(?: by [^:\n]{1,40})?[ \t]*:.*\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"^[^.!?]{1,40}(?:\s[|•›»·>]\s[^.!?|•›»·>]{1,40}){2,}$")
_MENU_MAX_CHARS = 200
_MENU = re.compile(
    r"skip to (?:main )?content|(?:share|follow us) on |sign (?:in|up)\b|subscribe|log ?in\b"
    r"|cookie|advertisement|read more|print this|^menu$|all rights reserved",
    re.IGNORECASE,
)
_WRITTEN_UNNAMED = re.sub(r"[?]P<[^>]+>", "?:", _WRITTEN.pattern)
_DATELINE = re.compile(
    r"(?P<where>(?:[A-Z][\w'’ʻ\-]*+|[(),/]|al-|of\b|the\b|de\b|da\b|\s)+?)[,\s]\s*\(?"
    rf"(?P<when>(?i:{_WRITTEN_UNNAMED})|\d{{4}}-\d{{2}}-\d{{2}})\)?"
    r"\s*(?:\([A-Z][\w /.\-]{0,40}\)\s*)?(?:[—–]|--|\s-\s|:\s)"
)
_LEFTOVER_LINES = 6


class Dated(NamedTuple):
    """A date of publication as stated, with what its precision allows; ``end`` is behind it."""

    published: date
    precision: Precision
    end: int


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


class HeaderDateError(ValueError):
    """A date that does not exist or is not written as one."""


def read_date(value: str) -> Dated:
    """Read a date of publication at the start of ``value``.

    Accepts ``2024-03-24`` (a time of day behind it is passed over), ``2024-03``, ``2024``,
    ``6 August 2024``, ``August 6, 2024`` and ``August 2024``, a weekday in front allowed.

    Raises
    ------
    HeaderDateError
        If it is none of these, does not exist, or lies outside 1900 to 2100.
    """
    if match := _ISO.match(value):
        year, month, day = match.groups()
    elif match := _WRITTEN.match(value):
        found = match.groupdict()
        year = found["year1"] or found["year2"] or found["year3"]
        name = found["month1"] or found["month2"] or found["month3"]
        month = str(_MONTHS[name.rstrip(".").lower()])
        day = found["day1"] or found["day2"]
    elif match := _YEAR.match(value):
        year, month, day = match.group(1), None, None
    else:
        raise HeaderDateError(_not_understood(value))
    precision: Precision = "day" if day else "month" if month else "year"
    try:
        published = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        quoted = _shorten(match.group())
        raise HeaderDateError(f"date {quoted!r} does not exist; write YYYY-MM-DD") from None
    if not EARLIEST_DATE <= published <= LATEST_DATE:
        raise HeaderDateError(
            f"date {_shorten(match.group())!r} lies outside {EARLIEST_DATE} to {LATEST_DATE}; "
            "write the true year"
        )
    return Dated(published, precision, match.end())


def read_whole_date(value: str) -> Dated:
    """Read a date of publication that fills ``value``, as a column or a field gives it."""
    dated = read_date(value)
    if value[dated.end :].strip():
        raise HeaderDateError(_not_understood(value))
    return dated


def read_header(text: str) -> Header:
    """Return the header of ``text``: front matter, a date line, named fields, or a dateline."""
    start = len(text) - len(text.lstrip(" \t\n"))
    if fenced := _read_front_matter(text, start):
        return _with_leftovers(text, fenced)
    if lined := _read_date_line(text, start):
        return _with_leftovers(text, lined)
    if named := _read_fields(text, start):
        return _with_leftovers(text, named)
    return _read_dateline(text, start)


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
            flags.append(f"front matter: {_shorten(name)!r} is not used")
    return _dated(end.end(), fields, flags)


def _read_date_line(text: str, start: int) -> Header | None:
    word = _DATE_WORD.match(text, start)
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
            problem = str(error) if _ISO.match(rest) else _not_understood(attempt.group())
            return Header(body_start=word.end() + attempt.end(), problem=problem)
        return None
    end = word.end() + dated.end
    if end < len(text) and not text[end].isspace() and text[end] not in ".,;:–—-|":
        return Header(body_start=end, problem=_not_understood(rest.split()[0]))
    while end < len(text) and text[end] in ":|–—-;.,":
        end += 1
    header = Header(
        body_start=_past_space(text, end), published=dated.published, precision=dated.precision
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
            flags.append(f"date {_shorten(stated)!r} is not a date")
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


def _with_leftovers(text: str, header: Header) -> Header:
    """Pass over what a web page left right behind the header, and flag it.

    Passed over are further dates, captions of photos, and menus in front of them: a line of the
    text itself ends the search for them.
    """
    start = position = _past_space(text, header.body_start)
    flags = list(header.flags)
    unbroken = True
    for _ in range(_LEFTOVER_LINES):
        end = text.find("\n", position)
        end = end if end >= 0 else len(text)
        line = text[position:end]
        second = _second_date_at(line) or _labelled_date_at(line)
        menu = len(line) < _MENU_MAX_CHARS and bool(_MENU.search(line) or _SEPARATED.search(line))
        if second and unbroken:
            flags.append(f"a second date {second.published} stands behind the header")
            position = start = _past_mark(text, position + (second.end or len(line)))
        elif unbroken and _CAPTION.match(line) and text[end:].strip():
            flags.append("a photo's caption stands behind the header")
            position = start = _past_space(text, end)
        else:
            if menu:
                flags.append("leftovers of a page's menu stand behind the header")
            unbroken = unbroken and menu
            position = _past_space(text, end)
        if position >= len(text):
            break
    return Header(
        body_start=start,
        published=header.published,
        precision=header.precision,
        fields=header.fields,
        flags=tuple(dict.fromkeys(flags)),
        problem=header.problem,
    )


def _labelled_date_at(line: str) -> Dated | None:
    """Return a date at the beginning of the line that a label such as "Updated:" announces."""
    label = _LABEL.match(line)
    if label is None:
        return None
    try:
        dated = read_date(line[label.end() :])
    except HeaderDateError:
        return None
    return dated._replace(end=label.end() + dated.end) if dated.precision == "day" else None


def _second_date_at(line: str) -> Dated | None:
    """Return a date that fills the line, a label allowed; or a further ``date YYYY-MM-DD``."""
    if again := _DATE_WORD.match(line):
        try:
            dated = read_date(line[again.end() :])
        except HeaderDateError:
            return None
        return dated._replace(end=again.end() + dated.end)
    label = _LABELLED_DATE.match(line)
    behind = label.end() if label else 0
    try:
        dated = read_whole_date(line[behind:].strip())
    except HeaderDateError:
        return None
    return dated._replace(end=0) if dated.precision == "day" else None


def _read_dateline(text: str, start: int) -> Header:
    """Take the date from a line that is one, or from "TOWN, 19 January 2024 —" in the body."""
    position = start
    for _ in range(3):
        end = text.find("\n", position)
        line = text[position : end if end >= 0 else len(text)]
        alone = _second_date_at(line.strip())
        if alone is not None and alone.precision == "day":
            return Header(
                body_start=_past_space(text, position + len(line)) if position == start else start,
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
        position = _past_space(text, end)
    return Header(body_start=start)


def _past_mark(text: str, position: int) -> int:
    """Return the offset behind the marks and the white space that part a date from what follows."""
    while position < len(text) and text[position] in " \t\n|•·;:–—":
        position += 1
    return position


def _past_space(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\n":
        position += 1
    return position


def _not_understood(value: str) -> str:
    return f"date {_shorten(value)!r} is not understood; write YYYY-MM-DD"


def _shorten(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= 40 else value[:39] + "…"
