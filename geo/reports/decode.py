"""Decode bytes into text, strictly; what is no clean text is refused with its reason."""

from __future__ import annotations

import re
import unicodedata

from geo.errors import ReportError
from geo.limits import REPORT_MAX_BYTES, TITLE_MAX_CHARS, WORD_MAX_CHARS

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_NEWLINE = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONG_WORD = re.compile(rf"\S{{{WORD_MAX_CHARS + 1}}}")
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_MIXABLE_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
_WORD = re.compile(r"[^\W\d_]{2,}")


class UnreadableError(ReportError):
    """Why something is no readable report, with its cure and the line it is on (0: the whole)."""

    def __init__(self, reason: str, cure: str, line: int = 0) -> None:
        super().__init__(f"{reason}; {cure}")
        self.reason = reason
        self.cure = cure
        self.line = line


def decode(data: bytes) -> str:
    """Return ``data`` as text with newlines as line feeds and no byte order mark.

    Raises
    ------
    UnreadableError
        If it is not UTF-8 or holds what no prose does.
    """
    if data.startswith(_UTF16_MARKS):
        raise UnreadableError("looks like UTF-16", "save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mark = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        line = data.count(b"\n", 0, error.start + mark) + 1
        reason = f"not UTF-8 at byte {error.start + mark}"
        raise UnreadableError(reason, "save it as UTF-8", line) from None
    text = _NEWLINE.sub("\n", text)
    refuse_unclean(text)
    return text


def normalise_record(text: str) -> str:
    """Return the text of a record with newlines as line feeds, its length unchanged.

    Others count offsets in such a text as it stands in the record, so that the carriage return of
    a pair becomes a space.
    """
    return _NEWLINE.sub(lambda match: " \n" if len(match.group()) == 2 else "\n", text)


def refuse_unclean(text: str) -> None:
    """Raise ``UnreadableError`` for control characters, half surrogates, sizes out of bounds."""
    if match := _CONTROL.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise UnreadableError(
            f"control character U+{ord(match.group()):04X} at line {line}",
            "it is not a text file, or remove the character",
            line,
        )
    if match := _SURROGATE.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise UnreadableError(f"not UTF-8 at line {line}", "save it as UTF-8", line)
    if len(text) > REPORT_MAX_BYTES or len(text.encode()) > REPORT_MAX_BYTES:
        raise UnreadableError(
            f"longer than {REPORT_MAX_BYTES / 1e6:g} MB", "split it into single reports"
        )
    if match := _LONG_WORD.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise UnreadableError(
            f"more than {WORD_MAX_CHARS:,} characters without a space at line {line}",
            "it is data, not prose; remove it",
            line,
        )


def one_line(value: str, longest: int = TITLE_MAX_CHARS) -> str:
    """Return a short field as one clean line, cut to ``longest`` characters."""
    return " ".join(_SURROGATE.sub("\ufffd", _INVISIBLE.sub(" ", value)).split())[:longest]


def describe_oddities(text: str) -> list[str]:
    """Return what a reader of the text can't see: direction overrides, look-alike letters."""
    found = []
    if match := _OVERRIDES.search(text):
        found.append(f"holds a direction control, U+{ord(match.group()):04X}")
    if not text.isascii():
        words = {word for word in _WORD.findall(text) if not word.isascii() and _mixes(word)}
        found += [
            f"letters of two scripts in one word: {word[:40]!r}" for word in sorted(words)[:3]
        ]
    return found


def _mixes(word: str) -> bool:
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return len(scripts.intersection(_MIXABLE_SCRIPTS)) > 1
