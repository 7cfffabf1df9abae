"""Leftovers of a web page between a report's header and its text: dates, captions, menus."""

from __future__ import annotations

import re

from geo.reports.publication_dates import Dated, HeaderDateError, read_date, read_whole_date

DATE_WORD = re.compile(r"[ \t]*date(?P<colon>[ \t]*:)?[ \t]+(?=\S)", re.IGNORECASE)
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
_LEFTOVER_LINES = 6


def pass_over(text: str, start: int) -> tuple[int, tuple[str, ...]]:
    """Return where the text begins behind what a web page left there, and what that was.

    Passed over are further dates, captions of photos, and menus in front of them: a line of the
    text itself ends the search for them.
    """
    start = position = past_space(text, start)
    flags: list[str] = []
    unbroken = True
    for _ in range(_LEFTOVER_LINES):
        end = text.find("\n", position)
        end = end if end >= 0 else len(text)
        line = text[position:end]
        second = second_date_at(line) or _labelled_date_at(line)
        menu = len(line) < _MENU_MAX_CHARS and bool(_MENU.search(line) or _SEPARATED.search(line))
        if second and unbroken:
            flags.append(f"a second date {second.published} stands behind the header")
            position = start = _past_mark(text, position + (second.end or len(line)))
        elif unbroken and _CAPTION.match(line) and text[end:].strip():
            flags.append("a photo's caption stands behind the header")
            position = start = past_space(text, end)
        else:
            if menu:
                flags.append("leftovers of a page's menu stand behind the header")
            unbroken = unbroken and menu
            position = past_space(text, end)
        if position >= len(text):
            break
    return start, tuple(flags)


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


def second_date_at(line: str) -> Dated | None:
    """Return a date that fills the line, a label allowed; or a further ``date YYYY-MM-DD``."""
    if again := DATE_WORD.match(line):
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


def _past_mark(text: str, position: int) -> int:
    """Return the offset behind the marks and the white space that part a date from what follows."""
    while position < len(text) and text[position] in " \t\n|•·;:–—":
        position += 1
    return position


def past_space(text: str, position: int) -> int:
    """Return the offset behind the white space at ``position``."""
    while position < len(text) and text[position] in " \t\n":
        position += 1
    return position
