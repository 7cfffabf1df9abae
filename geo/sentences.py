"""Split a text into sentences: spans in code points, in linear time."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from geo.lines import line_ends

TEXTS_KEPT = 40
"""How many texts' sentences are remembered: names and events are read from the same ones, the names
of some reports before the events of the first."""
LONGEST_SENTENCE = 20_000
"""A longer sentence is cut at white space: what is longer is a table or noise."""

# The set of all openings comes first: the search for it skips all other characters at once.
_BREAK = re.compile(
    r"""[.!?…\n](?:"""
    # most are a full stop behind a plain word and in front of a capital
    r"""(?P<plain>(?<=\.)(?:(?<=[a-z]{7}\.)|(?<= [a-z]{6}\.)(?<!approx\.)|(?<= [a-z]{5}\.)"""
    r"""|(?<= [a-z]{4}\.)|(?<= [a-z]{3}\.)(?<!nos\.))(?=\s+[A-Z]))"""
    # any other, and what follows
    r"""|(?<!\n)[.!?…]*["'”’»)\]]*(?=(?P<gap>\s+)(?:["'“‘«(\[]*(?P<opener>\S))?)"""
    r"""|(?<=\n)[ \t]*\n"""  # an empty line
    r"""|(?<=\n)(?=[ \t]*(?:[-*•–—]|\d{1,2}[.)/]|\d{1,2}[:.]\d\d)[ \t]))"""  # bullets, times
)
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|Gov|Sen|Rep|Rev|Hon|St|Mt|Ft|vs|approx|No|nos)$"
)
_MONTH_OR_FIRM = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Jr|Sr|a\.m|p\.m)$"
)
_DAY = re.compile(
    r"\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
_LIST_NUMBER = re.compile(
    r"(?:^|\n)[ \t]*(?:\d{1,2}|[a-zA-Z]|[IVX]{2,4}|[-•*]?[ \t]*\d{1,2}\.\d{1,2})$"
)
_LONGEST_SHORT_FORM = len("approx")
"""Letters of the longest of these; behind more letters than that a full stop ends the sentence."""

_PLAIN_WORD = re.compile(r"(?<= )(?!(?:vs|approx|nos)$)[a-z]{2,}$")
"""A word in small letters that is none of the short forms: most full stops stand behind one."""

_INITIALS = re.compile(r"(?:\b[A-Za-z]\.)+[A-Za-z]$|\b[A-Z]$")
_SENTENCE_OPENER = re.compile(
    r"\s+[\"'“‘«(\[]*(?:The|A|An|In|On|At|It|He|She|They|We|But|And|This|That|These|Those|Earlier|Later|Meanwhile|There)\b"
)


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


@lru_cache(maxsize=TEXTS_KEPT)
def split_sentences(text: str, start: int = 0) -> tuple[Span, ...]:
    """Return the sentences of ``text`` from offset ``start``, trimmed, in order.

    Headlines, paragraphs and bullets are sentences of their own. Abbreviations ("U.S.", "Gen.")
    end a sentence only where what follows opens one.
    """
    spans: list[Span] = []
    begin = start
    ends = iter(line_ends(text, start))
    line_end = next(ends, len(text))
    for match in _BREAK.finditer(text, start):
        stop = match.end()
        while line_end < stop:
            _append(spans, text, begin, line_end)
            begin = line_end
            line_end = next(ends, len(text))
        if (
            match.lastgroup != "plain"
            and not match.group().isspace()
            and not _ends_sentence(text, match)
        ):
            continue
        _append(spans, text, begin, stop)
        begin = stop
    while begin < len(text):
        _append(spans, text, begin, max(begin, line_end))
        begin = max(begin, line_end)  # a line that a full stop has ended already adds nothing
        line_end = next(ends, len(text))
    return tuple(spans)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    gap, opener = match.group("gap", "opener")
    if opener is None:
        return True
    if gap.count("\n") > 1:
        return True
    if opener.islower():
        return False
    if match.group() != ".":
        return True
    before = text[max(0, match.start() - 12) : match.start()]
    if before[-_LONGEST_SHORT_FORM - 1 :].isalpha() and len(before) > _LONGEST_SHORT_FORM:
        return True
    if _PLAIN_WORD.search(before):
        return True
    if _LIST_NUMBER.search(before):
        return False  # "2. Casualties: six dead", "3.6. - drone strike on a depot"
    if _TITLE.search(before):
        return False
    if before.endswith(".m") and _DAY.match(text, match.end()):
        return False  # "around 5 p.m. Wednesday"
    if _MONTH_OR_FIRM.search(before):
        return not opener.isdigit() and opener.isupper()
    if _INITIALS.search(before):
        return bool(_SENTENCE_OPENER.match(text, match.end()))
    return True


def _append(spans: list[Span], text: str, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():  # mostly one blank in front, none behind
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    while end - begin > LONGEST_SENTENCE:
        cut = text.rfind(" ", begin + 1, begin + LONGEST_SENTENCE)
        cut = cut if cut > begin else begin + LONGEST_SENTENCE
        spans.append(Span(begin, cut))
        begin = cut
        while begin < end and text[begin].isspace():
            begin += 1
    if end > begin:
        spans.append(Span(begin, end))
