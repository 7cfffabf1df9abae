"""Tell the lines of a list, a table or a row of headlines from text that is only wrapped."""

from __future__ import annotations

import itertools
import re

_ROOM = 3
"""Letters that must be left on a line behind the next word, had it stood there, to end a line."""

_ROW, _SHORT_ROW = 4, 3
"""Lines in a row that open with a capital or a figure, to be a list; fewer where uneven."""

_EVEN = 0.9
"""Part of the width that every line but the last fills in a text that is wrapped."""

_CELLS = re.compile(r"\t|\s\|\s")
_GOES_ON = re.compile(r"(?:,|\b(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with))$")
HOUR = re.compile(
    r"(?:\d{1,2}[:.h]\d\d|\d{1,2} ?(?=[ap]\.?m))(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:[A-Z]{2,4}|local time|hrs))?\s*"
)
"""A line that only says at what hour what follows was written."""

_LONGEST_GOING_ON = 6
"""Characters at the end of a line in which such a word stands with what is before it."""

_MARK = re.compile(
    r"[ \t]*(?:(?P<bullet>[•▪●◦‣·*#>→►\u2013\u2014\u2600-\u27bf\U0001f300-\U0001faff-])"
    r"|(?P<number>\d{1,3}[.)/](?![\d\w]))"  # "3." "2/"
    r"|(?P<letter>(?:[a-z]|[ivx]{1,4}|[IVX]{1,4})[.)](?![\d\w]))"  # "b)" "IV."
    r"|(?P<clock>\d{1,2}[:.h]\d\d\b))"
)
_RULE = re.compile(r"[|+: \t-]+")


def mark_of(text: str, start: int) -> str:
    """Return what marks the line at ``start`` as an item: bullet, number, letter, clock, or ""."""
    match = _MARK.match(text, start)
    return match.lastgroup or "" if match else ""


def mark_end(text: str, start: int) -> int:
    """Return where the text of an item begins behind its bullet or number."""
    match = _MARK.match(text, start)
    if match is None or match.lastgroup == "clock":
        return start
    stop = match.end()
    while stop < len(text) and text[stop] in " \t\ufe0f":
        stop += 1
    return stop


def has_cells(text: str, start: int, end: int) -> bool:
    """Whether a line is the row of a table."""
    if text.find("\t", start, end) < 0 and text.find("|", start, end) < 0:
        return False  # most lines, and sooner said
    return _CELLS.search(text, start, end) is not None


def is_rule(text: str, start: int, end: int) -> bool:
    """Whether a line only rules off the head of a table: "|---|---|"."""
    return text.find("--", start, end) >= 0 and _RULE.fullmatch(text, start, end) is not None


def line_ends(text: str, start: int) -> list[int]:
    """Return the offsets of the line breaks from ``start`` on that end a line for good.

    A break ends a line where the next word would have fitted on it, where either line has cells,
    where the next one has the mark of an item, and in a row of lines that all open like a
    sentence. Lines that are only wrapped have none; empty lines aren't looked at.
    """
    found: list[int] = []
    begin = start
    while begin < len(text):
        stop = text.find("\n\n", begin)
        stop = len(text) if stop < 0 else stop
        if text.find("\n", begin, stop) >= 0:
            _ends_of_block(text, begin, stop, found)
        begin = stop + 2
    return found


def _ends_of_block(text: str, begin: int, stop: int, found: list[int]) -> None:
    lines = text[begin:stop].rstrip("\n").split("\n")
    if len(lines) == 1:
        return
    width = max(map(len, lines))
    uneven = min(map(len, lines[:-1])) < _EVEN * width
    listed = len(lines) >= (_SHORT_ROW if uneven else _ROW) and all(map(_opens, lines))
    offset = begin
    for line, after in itertools.pairwise(lines):
        offset += len(line) + 1
        ahead = after.strip()
        bare = line.rstrip()
        if not bare or not ahead:
            continue
        cells = has_cells(line, 0, len(line)) or has_cells(after, 0, len(after))
        if cells or HOUR.fullmatch(bare):
            found.append(offset - 1)
        elif _GOES_ON.search(bare[-_LONGEST_GOING_ON:]):
            continue
        elif mark_of(after, 0):
            found.append(offset - 1)
        elif ahead[0].islower():
            continue
        elif listed or len(bare) + 1 + len(ahead.split(None, 1)[0]) + _ROOM <= width:
            found.append(offset - 1)


def _opens(line: str) -> bool:
    """Whether a line could open a sentence; in wrapped text, few lines in a row could."""
    bare = line.lstrip()
    return bool(bare) and not bare[0].islower() and not bare.isupper()
