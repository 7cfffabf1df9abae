"""Read how many a text states: digits, words, ranges and vague numbers, with their qualifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from text_to_num import text2num

from geo.caseless import Caseless
from geo.counts.pieces import Pieces
from geo.memo import Memo

LARGEST = 10**10
"""More people than ever lived at once: what states more is no count of persons."""

_ONES = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SCALE = "hundred|thousand|million|billion"
SPELT_OUT = rf"(?:(?:{_TENS})-)?(?:{_ONES}|{_TENS})"
"""A number below a hundred in words, as a pattern without groups."""
_WORD = rf"(?:{_ONES}|{_TENS}|{_SCALE})"
_WORDS = rf"(?:(?:an?\s+)(?={_SCALE})(?:{_SCALE})|{_WORD})(?:(?:\s+and\s+|-|\s+){_WORD}){{0,12}}"
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f\u2009 ]\d{3})+(?!\d)|\d+(?:\.\d+)?"
_FIGURE = rf"(?:{_DIGITS})(?:\s?(?:million|billion|thousand|hundred|mln|mn|bn|[kK]|[mM])\b)?"
_DOZEN = (
    rf"(?:half\s+a\s+dozen|half-a-dozen|(?:(?P<dozens_of>an?|\d{{1,3}}|{_ONES}|several|a\s+few|some)\s+)?dozen(?!s)"
    r"|both(?:\s+of(?=\s))?(?!\s+\w+\s+and\b)|a\s+couple(?:\s+of(?=\s))?|a\s+pair\s+of(?=\s)|a\s+handful(?:\s+of(?=\s))?)"
)
_VAGUE = (
    r"(?:tens\s+of\s+thousands|hundreds\s+of\s+thousands|tens\s+of\s+millions|dozens(?:\s+(?:and|upon)\s+dozens)?|scores|hundreds|thousands|millions"
    r"|(?:several|a\s+few|many|some)\s+(?:hundred|thousand|million)|several|a\s+few)(?:\s+of(?=\s))?"
)
_ATOM = rf"(?:{_DOZEN}|{_VAGUE}|{_WORDS}|{_FIGURE})"
_FLAT_ATOM = _ATOM.replace("?P<dozens_of>", "?:")

_LOW = (
    r"at\s+least|no\s+(?:fewer|less)\s+than|not\s+(?:fewer|less)\s+than|a\s+minimum\s+of|more\s+than|well\s+over|just\s+over|"
    r"over|above|upwards?\s+of|exceeding|in\s+excess\s+of|greater\s+than|a\s+total\s+of\s+(?:over|at\s+least|more\s+than)"
)
_HIGH = (
    r"up\s+to|as\s+many\s+as|no\s+more\s+than|not\s+more\s+than|at\s+most|a\s+maximum\s+of|"
    r"fewer\s+than|less\s+than|under|just\s+under"
)
_BOTH = (
    r"about|around|some|approximately|approx\.?|roughly|an\s+estimated|estimated|exactly|nearly|almost|close\s+to|"
    r"circa|a\s+total\s+of|just|only|a\s+reported|an\s+additional|as\s+few\s+as|near(?:ly)?"
)
_QUALIFIER = rf"(?:(?P<low>{_LOW})|(?P<high>{_HIGH})|(?P<both>{_BOTH}))"

NUMBER = Caseless(
    rf"(?<![\w$€£₪/.#+])(?<![^\s-]-)(?<!\d[,:])(?:{_QUALIFIER}\s+(?:(?:another|a\s+further|about|some|around|an\s+estimated)\s+)?)?"
    rf"(?:(?P<more>another|a\s+further|an\s+additional|a\s+total\s+of)\s+)?"
    rf"(?:between\s+(?P<from>{_FLAT_ATOM})\s+(?:and|to)\s+(?P<to>{_FLAT_ATOM})"
    rf"|(?P<one>{_FLAT_ATOM})(?:\s*[-–]\s*(?P<dash>{_FIGURE})|\s+(?:to|or)\s+(?P<or>{_WORDS}|{_FIGURE}))?)"
    r"(?P<plus>\+|-plus\b|\s+or\s+more\b|-odd\b|\s+plus\b)?(?![\w/:%°+]|[.,]\d|\s?(?:%|percent\b|per\s+cent\b|st\b|nd\b|rd\b|th\b))"
)
_LEANERS = (
    "at|no|not|an?|more|well|just|over|above|upwards?|exceeding|in|greater|up|as|fewer|less|under|about|"
    "around|some|approximately|approx|roughly|estimated|exactly|nearly|almost|close|circa|only|near|"
    "another|between|many"
)
_OPENS = re.compile(
    r"(?<![\w$€£₪/.#+])(?<![^\s-]-)(?<!\d[,:])"
    rf"(?:\d|(?:{_LEANERS}|half|both|tens|hundreds|dozens?|scores|thousands|millions|several|"
    rf"{_ONES}|{_TENS}|{_SCALE})(?!\w))",
    re.IGNORECASE,
)
"""The first words of all that ``NUMBER`` matches."""
_LEANING = re.compile(rf"(?<![\w-])(?:{_LEANERS})$", re.IGNORECASE)
_SECOND = re.compile(
    r"(?:least|most|fewer|less|than|minimum|maximum|total|over|under|of|excess|many|few|estimated|to|"
    r"reported|additional|further|couple|pair|handful)\b",
    re.IGNORECASE,
)
"""The words of ``NUMBER`` behind one that leans, where no number follows at once."""
_CHANGED = re.compile(
    r"\b(?:ris\w+|rose|jump\w*|climb\w*|increas\w*|went|gone|up|revised|grew|grown|fell|fallen|drop\w*|down|lowered)\b[^.;\d]{0,20}\bfrom\s+$"
)
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "k": 1000,
    "million": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
}
_VAGUE_FLOOR = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2 * 10**6,
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "tens of millions": 20 * 10**6,
    "several": 3,
    "a few": 3,
}
_EXACT = {"half a dozen": 6, "half-a-dozen": 6, "a couple": 2, "a pair": 2, "both": 2, "dozen": 12}


class NumberSpan(NamedTuple):
    """A stated number with its qualifier: ``low`` or ``high`` is None where that side is open."""

    start: int
    end: int
    low: int | None
    high: int | None
    qualifier: str = ""


def find_numbers(pieces: Pieces) -> list[NumberSpan]:
    """Return the numbers that could count persons, in order."""
    spans = []
    for match in match_numbers(pieces):
        span = _read(match)
        if (
            span is not None
            and match["or"]
            and _CHANGED.search(pieces.text, pieces.start, match.start())
        ):
            # "rose from 12 to 19" tells what it is now
            span = _read_alone(match, "or")
        if span is not None:
            spans.append(span)
    return spans


def match_numbers(pieces: Pieces) -> Iterator[re.Match[str]]:
    """Yield the matches of ``NUMBER``; it is tried only at the words that can open one."""
    text, start, end, words, starts = pieces
    behind = start
    for position, openings in enumerate(map(_openings.__getitem__, words)):
        if not openings:
            continue
        if _leans[words[position]] and not _goes_on.any_of(words[position + 1 : position + 2]):
            continue
        at = starts[position]
        for offset in openings:
            if at + offset >= behind and (match := NUMBER.match(text, at + offset, end)):
                yield match
                behind = match.end()


@Memo
def _openings(word: str) -> tuple[int, ...]:
    """Return where in a word, with the signs that stick to it, a number may open."""
    return tuple(match.start() for match in _OPENS.finditer(word))


@Memo
def _leans(word: str) -> bool:
    """Whether a word opens a number only before certain others: "at least", "about 20"."""
    return _LEANING.search(word) is not None


@Memo
def _goes_on(word: str) -> bool:
    """Whether the word that follows one that leans can belong to a number."""
    return bool(_openings[word]) or _SECOND.match(word) is not None


def _read_alone(match: re.Match[str], name: str) -> NumberSpan | None:
    low, high = _read_atom[match[name]]
    return None if low is None else NumberSpan(match.start(name), match.end(name), low, high)


def _read(match: re.Match[str]) -> NumberSpan | None:
    groups = match.groupdict()
    second = groups["to"] or groups["dash"] or groups["or"]
    low, high = _read_atom[groups["from"] or groups["one"]]
    if second:
        low2, high2 = _read_atom[second]
        if low2 is None:
            return None
        if low is not None and low2 < low:
            # "7-2" is a score, "from 20 to 3" no range.
            return None
        high = high2
    if low is None and high is None:
        return None
    if max(low or 0, high or 0) > LARGEST:
        return None
    qualifier = " ".join((groups["low"] or groups["high"] or groups["both"] or "").lower().split())
    if groups["low"] or (groups["plus"] and not groups["plus"].endswith("odd")):
        high = None
        qualifier = qualifier or "at least"
    elif groups["high"]:
        high = high if high is not None else low
        low = None
    if qualifier in ("a total of", "just", "only", "an additional", "a reported"):
        qualifier = ""
    return NumberSpan(match.start(), match.end(), low, high, qualifier)


@Memo
def _read_atom(words: str) -> tuple[int | None, int | None]:
    """Return the lowest and highest number that the words allow."""
    plain = " ".join(words.lower().split()).removesuffix(" of")
    if plain in _VAGUE_FLOOR:
        return _VAGUE_FLOOR[plain], None
    if plain.startswith("dozens "):
        return 24, None
    if plain in _EXACT:
        return _EXACT[plain], _EXACT[plain]
    if plain == "a handful":
        return 3, None
    if plain.endswith("dozen"):
        return _dozens(plain.removesuffix("dozen").strip())
    if match := re.fullmatch(r"(several|a few|many|some) (hundred|thousand|million)", plain):
        factor = {"several": 3, "a few": 3, "many": 3, "some": 1}[match[1]]
        return factor * _SCALES[match[2]], None
    value = _figure(plain) if plain[0].isdigit() else read_words(plain)
    return value, value


def _dozens(words: str) -> tuple[int | None, int | None]:
    if words in ("several", "a few"):
        return 36, None
    if words in ("", "a", "some"):
        return 12, 12
    factor = int(words) if words.isdigit() else read_words(words)
    return (None, None) if factor is None else (12 * factor, 12 * factor)


def _figure(plain: str) -> int | None:
    match = re.fullmatch(r"([\d,.\s]+?)\s?([a-z]*)", plain)
    if match is None:
        return None
    digits = re.sub(r"[,\s]", "", match[1])
    scale = _SCALES.get(match[2], 1)
    if len(digits) > 16:
        return None
    if scale == 1 and "." in digits:
        # Persons come whole: "1.200" is a thousand and two hundred, "1.5" no count.
        return (
            int(digits.replace(".", "")) if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits) else None
        )
    return round(float(digits) * scale) if "." in digits else int(digits) * scale


def read_words(words: str) -> int | None:
    """Read English number words ("one hundred and twenty"), or return None."""
    plain = re.sub(r"^an?\s+(?=hundred|thousand|million|billion)", "one ", words.lower())
    plain = re.sub(r"^(?=(?:hundred|thousand|million|billion)\b)", "one ", plain)
    try:
        return int(text2num(plain, "en"))
    except (ValueError, KeyError):
        return None
