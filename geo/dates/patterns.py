"""Patterns of the words that state a date: every one bounded, so that search is linear."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

EARLIEST_YEAR = 1900

LATEST_YEAR = 2100

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

SHORT_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]

ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]

_ABBREVIATIONS = "|".join([*SHORT_MONTHS, "Sept"])

_LONG = "|".join([*MONTHS, *(m.upper() for m in MONTHS)])

_ANY_MONTH = rf"(?:(?:{_LONG})\b|(?:{_ABBREVIATIONS}|{_ABBREVIATIONS.upper()})\b\.?)"

_WEEKDAY = rf"(?:{'|'.join([*DAYS, *(d.upper() for d in DAYS)])})"

_SHORT_DAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"

_ANY_DAY = (
    rf"(?:(?:(?i:last|next|this|coming)\s+)?(?P<w>{_WEEKDAY}|{_SHORT_DAY})\s*,?\s+(?:the\s+)?)?"
)

_YEAR = r"(?:1[5-9]|2[01])\d\d(?!\d|[,.]\d)"

_ITS_YEAR = (
    rf"(?:\s*,?\s+(?:of\s+)?(?P<y>{_YEAR})\b"
    r"|\s*,?\s+(?:of\s+)?(?P<year_word>this|last|next|the previous|that)\s+year\b)?"
)

_D = r"\d{1,2}(?:\s?(?:st|nd|rd|th))?"

_NUM = (
    r"(?:\d{1,4}|an?|(?:a\s+)?few|(?:a\s+)?couple\s+of|several|some|many|a\s+dozen"
    rf"|{'|'.join(SMALL[1:])}|thirty|forty-eight|forty|fifty|sixty|ninety"
    r"|twenty-four|seventy-two)"
)

_UNIT = r"(?:hour|day|night|week|weekend|fortnight|month|year|decade)s?"

INSTITUTION = (
    r"(?:Alliance|Movement|movement|Brigades?|Coalition|Organi[sz]ation|Front|Martyrs|Street|"
    r"Square|Bridge|City|Group|group|Revolution|Division|Battalion|Forces|Party|Committee|"
    r"University|Hospital|Camp|School|Stadium|Avenue|Road|Airport|Dam|Corps|Regiment|Council|"
    r"Association|Club|Boulevard|Institute|Foundation|College|Highway|Network|Dialogue)"
)

"""A date in front of one of these is part of a name ("March 14 Alliance")."""

_PAPER = (
    r"(?:Times|Mail|Express|Telegraph|World|Mirror|Independent|Tribune|Herald|Post|Star|Sun|"
    r"Nation|Standard|Vanguard|Punch|Night\s+Football)"
)

_PART = (
    r"(?:(?P<part>early|mid|late)(?:\s*[-–]\s*|\s+(?:in\s+|on\s+)?)"
    r"|(?:the\s+)?(?P<edge>very\s+start|start|beginning|middle|end|(?:first|second|latter)\s+half"
    r"|(?:first|second|third|fourth|last|final)\s+quarter)\s+of\s+)?"
)

_WHICH = (
    r"(?P<which>last|next|this\s+past|this\s+coming|this|past|coming|the\s+following|"
    r"the\s+previous|the\s+same|that\s+same|that)"
)


def _i(pattern: str) -> str:
    return f"(?i:{pattern})"


_NOT_NAME = rf"(?!\s+(?:Youth\s+)?{INSTITUTION}\b)"

CUES: Mapping[str, tuple[str, ...]] = {
    "month": tuple(name.lower() for name in SHORT_MONTHS),
    "weekday": tuple(name.lower() for name in DAYS),
    "short_day": ("mon", "tue", "wed", "thu", "fri"),
    "dash": ("-", "/"),
    "the": (" the ",),
    "decade": ("0s", "0’s", "0's"),
    "feast": ("christmas ", "boxing day", "new year", "may day"),
    "season": ("spring", "summer", "autumn", "winter"),
    "relative": (
        "yesterday", "today", "tonight", "tomorrow", "night", "morning", "afternoon", "evening",
    ),
    "previous": (
        " day", " night", " morning", " evening", " afternoon", " week", " month", " year", " then",
    ),
    "unit": (
        "day", "week", "year", "month", "night", "hour", "minute", "moments", "decade",
    ),
    "spaced": tuple(
        before + unit
        for unit in ("day", "week", "month", "year", "hour", "night", "decade")
        for before in " -"
    ),
    "span": ("week", "month", "year", "decade"),
    "units": (" days", " weeks", " months", " years", " hours", " decades"),
    "weekend": (" weekend",),
    "past": ("past day", "past week", "past month", "past year", "past decade"),
    "which": (
        "past ", "last ", "next ", "previous ", "the ", "this ", "current ", "coming ",
        "following ", "recent ", "preceding ",
    ),
    "ago": (" ago",),
    "earlier": (" earlier", " later", " previously", " afterward", " beforehand"),
    "offset": (" after ", " before ", " from "),
    "for": ("for ",),
}  # fmt: skip
"""Words of which a pattern that needs the cue has one, in lower case with single spaces.

To look for a word is far quicker than to try a pattern at every letter, and most sentences have
the words of few patterns. The cue ``digit`` is any digit, ``year`` four of them.
"""


class Pattern(NamedTuple):
    """A form of dates: its rule, the cues without which it can't match, the expression."""

    rule: str
    needs: frozenset[str]
    regex: re.Pattern[str]


PATTERNS: tuple[Pattern, ...] = tuple(
    Pattern(rule, frozenset(needs.split()), re.compile(pattern))
    for rule, needs, pattern in (
        (
            "day_range",
            "month digit",
            (
                rf"(?<![\w.,/:-]){_ANY_DAY}(?P<d>{_D})\s*(?:[-–—/]|(?:to|until|till|through|and)\s)\s*"
                rf"(?P<d2>{_D})(?:\s+of)?\s+(?P<m>{_ANY_MONTH}){_ITS_YEAR}{_NOT_NAME}"
            ),
        ),
        (
            "day_range",
            "month digit",
            (
                rf"\b(?P<m>{_ANY_MONTH})\s+(?P<d>{_D})\s*(?:[-–—/]|(?:to|until|through)\s)\s*"
                rf"(?P<d2>{_D})\b(?!\s+{_ANY_MONTH}|[:.,]?\d|\s?[-–/]\s?\d){_ITS_YEAR}{_NOT_NAME}"
            ),
        ),
        (
            "day_range",
            "month digit",
            (
                rf"\b(?P<m>{_ANY_MONTH})\s+(?P<d>{_D})\s+and\s+(?P<d2>{_D})\b"
                rf"(?=\s*[,;.)]|\s*$|\s+{_YEAR}|\s+(?:shows?|near|in|at|on|that|by|to|from|for|with|against|when|while|as|and|after|before|during|around|along|over|said|killed|left|hit|struck|said|indicat\w+|report\w*|target\w+)\b){_ITS_YEAR}{_NOT_NAME}"
            ),
        ),
        (
            "day",
            "month digit",
            (
                rf"(?<![\w.,/:$€£-]){_ANY_DAY}(?P<d>{_D})(?:\s+of\s+|\s*-\s*|\s+)(?P<m>{_ANY_MONTH})"
                rf"(?:\s*-\s*(?P<y2>{_YEAR})\b)?{_ITS_YEAR}{_NOT_NAME}"
            ),
        ),
        (
            "day",
            "month digit",
            (
                rf"\b{_ANY_DAY}(?P<m>{_ANY_MONTH})\s+(?:the\s+)?(?P<d>{_D})\b"
                rf"(?![:.,]?\d|\s?%|\s+(?:percent|per\s+cent|km|million|billion)\b)"
                rf"{_ITS_YEAR}{_NOT_NAME}"
            ),
        ),
        (
            "iso",
            "year dash",
            r"(?<![\w/.-])(?P<y>\d{4})(?P<sep>[-/])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d|[-/]\d)",
        ),
        (
            "numeric",
            "digit",
            (
                rf"(?<![\w/.-])(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)"
                rf"(?P<y>{_YEAR}|(?<=/)\d\d)(?![\w/-]|\.\d)"
            ),
        ),
        (
            "ordinal",
            "digit the",
            r"\b(?:on|since|until|by|from)\s+the\s+(?P<d>\d{1,2})(?:st|nd|rd|th)(?=\s*[,.;)]|\s*$|\s+of\s+(?:this|the)\s+month)",
        ),
        (
            "month",
            "month",
            (
                rf"\b(?i:{_PART})(?:(?i:(?P<which>last|next|this(?:\s+past)?|the\s+previous))\s+)?"
                rf"(?P<m>{_ANY_MONTH}){_ITS_YEAR}(?![\w-]*\s+{INSTITUTION}\b)"
            ),
        ),
        (
            "feast",
            "feast",
            (
                r"\b(?P<feast>Christmas\s+(?:Day|Eve)|Boxing\s+Day|New\s+Year[’']?s?\s+(?:Day|Eve)|May\s+Day)\b"
                r"(?:,?\s+(?P<y>(?:19|20)\d\d)\b)?"
            ),
        ),
        (
            "decade",
            "year decade",
            rf"\b{_i(_PART)}(?:the\s+)?(?P<y>(?:19|20)\d0)[’']?s\b",
        ),
        (
            "year",
            "year",
            (
                rf"\b(?:(?i:in|since|during|of|until|till|by|before|after|from|between|to|and|back\s+in|"
                rf"through|throughout|around|year)\s+|(?=(?i:early|mid|late|the\s+(?:start|end|beginning|middle)|(?:the\s+)?(?:first|second|third|fourth)\s+(?:half|quarter))\b)|\(|[-–]\s*)"
                rf"{_i(_PART)}(?:the\s+year\s+)?(?P<y>{_YEAR})\b(?!\s?(?:%|percent|people|km|dead|m\b))"
            ),
        ),
        (
            "year",
            "year",
            rf"\b(?i:the|a|an|its|their|his|her|’s|'s)\s+(?:(?P<part>early|mid|late)[-\s]+)?(?P<y>{_YEAR})(?=\s+[a-z]{{3,}}\b)(?!\s+(?:people|dead|civilians|soldiers|killed)\b)",
        ),
        ("year", "year", rf"\b(?P<y>{_YEAR})(?=\s*[-–]\s*{_YEAR}\b)"),
        (
            "season",
            "season",
            r"\b(?i:(?P<which>last|next|this|the|in|since|of)\s+(?P<part>early\s+|mid-|late\s+)?(?P<unit>spring|summer|autumn|winter)\b(?!\s+(?:camp|school|olympic|offensive|house)))(?:\s+(?:of\s+)?(?P<y>(?:19|20)\d\d)\b)?",
        ),
        (
            "weekday",
            "weekday",
            (
                rf"(?<![-\w])(?:{_i(_WHICH)}\s+)?(?P<w>{_WEEKDAY})\b(?!\s+{_PAPER}\b)"
                rf"(?:,?\s+(?:of\s+)?(?P<week>last|this|next|the\s+previous)\s+week\b|\s+week\b)?"
            ),
        ),
        (
            "weekday",
            "short_day",
            r"\b(?:on|last|next|since|until|from)\s+(?P<w>Mon|Tues?|Wed|Thu|Thurs?|Fri)\b(?!\s+[A-Z])",
        ),
        (
            "relative",
            "relative",
            _i(
                r"\b(?P<word>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|yesterday|"
                r"today|tonight|tomorrow|overnight(?!\s+(?:into|to|on|from|between|\w+day)\b)|last\s+night|last\s+evening|"
                r"this\s+(?:very\s+)?(?:morning|afternoon|evening))\b"
            ),
        ),
        (
            "after_previous",
            "previous",
            _i(
                r"\b(?P<word>(?:the|that)\s+same\s+(?:day|night|morning|evening|afternoon|week|month|year)|"
                r"that\s+(?:day|night|morning|evening|afternoon)|"
                r"the\s+(?:very\s+)?(?:next|following|previous)\s+(?:day|night|morning|evening|afternoon|week|month|year)|"
                r"the\s+(?:day|night)\s+(?:before|after)\b(?!\s+(?:the|a|an|yesterday|tomorrow|he|she|it|they|his|her|its|their)\b)|"
                r"the\s+(?:day|night)\s+earlier|since\s+then|ever\s+since)\b"
            ),
        ),
        (
            "ago",
            "ago unit",
            _i(
                rf"\b(?:(?:about|around|some|nearly|almost|over|more\s+than|just|only|exactly|less\s+than)\s+)?"
                rf"(?:(?P<n>{_NUM})\s+)?(?:(?:and\s+)?a\s+half\s+)?(?:short\s+|long\s+)?(?P<unit>{_UNIT})\s+ago\b"
            ),
        ),
        (
            "earlier",
            "earlier unit",
            _i(
                rf"\b(?:(?:about|around|some|just|only|barely|exactly)\s+)?(?:(?P<n>{_NUM})\s+)?"
                r"(?P<unit>(?:minute|hour|day|week|month|year)s?|moments)\s+(?P<word>earlier|later|previously|afterwards?|beforehand)\b"
            ),
        ),
        (
            "offset",
            "offset spaced",
            _i(
                rf"\b(?P<n>{_NUM})\s+(?P<unit>(?:day|week|month|year)s?)\s+(?P<word>after|before|from)"
                r"(?=\s+(?:the\s+|on\s+)?[\d\w])"
            ),
        ),
        (
            "past_span",
            "which spaced",
            _i(
                rf"\b(?:the\s+|these\s+)?(?P<which>past|last|previous|preceding|next|coming|following|recent)\s+"
                rf"(?:(?P<n>(?!an?\s+(?:hour|day|night|week|month|year|decade)){_NUM}|\d\d?\s*[-–]\s*\d\d?)(?:\s+|-))(?P<unit>hour|day|night|week|month|year|decade)s?\b"
            ),
        ),
        ("past_span", "past", _i(r"\b(?P<which>past)\s+(?P<unit>day|week|month|year|decade)\b")),
        (
            "past_span",
            "which spaced",
            _i(
                r"\b(?:over|during|within|in)\s+the\s+(?P<which>last|previous|preceding|next|coming)\s+"
                r"(?P<unit>day|week|month|year|decade)\b(?!\s+of\b)"
            ),
        ),
        (
            "vague_span",
            "units",
            _i(
                r"\b(?:in|over|during|within|for)\s+(?:the\s+)?(?P<which>recent|coming|past|last|next)\s+(?P<unit>hours|days|weeks|months|years|decades)\b"
                r"|\bwithin\s+(?P<unit2>hours|days|weeks|months|years)\b|\brecent(?:ly)?\b(?=\s+(?:days|weeks|months)\b)"
            ),
        ),
        (
            "ordinal_day",
            "spaced",
            _i(
                rf"\b(?:for\s+(?:an?|the|its|their)|into\s+(?:an?|its|their|the)|entered\s+(?:an?|its|their|the)|enters\s+(?:an?|its|their|the)|entering\s+(?:an?|its|their|the)|in\s+(?:an?|its|their))\s+"
                rf"(?P<n>{'|'.join(ORDINALS[1:])}|\d{{1,3}}(?:st|nd|rd|th))\s+(?:(?:consecutive|straight|successive|running|full)\s+)?"
                r"(?P<unit>day|night|week|month|year)\b(?!\s+of\s+(?:its\s+)?(?:pregnancy|school))"
            ),
        ),
        (
            "duration",
            "for spaced",
            _i(
                rf"\bfor\s+(?:(?:about|around|some|nearly|almost|over|more\s+than|the\s+better\s+part\s+of|at\s+least)\s+)?(?:(?P<n>{_NUM})\s+)?"
                r"(?P<unit>days?|nights?|weeks?|months?|years?|decades?)\b"
            ),
        ),
        (
            "period",
            "which span",
            _i(
                r"\b(?:(?P<part>early|mid|late|earlier|later)(?:\s+in\s+the|\s+on)?[-\s]+)?"
                r"(?:(?P<edge>start|beginning|middle|end|close|first\s+half|second\s+half|first\s+quarter|last\s+quarter)\s+of\s+)?"
                r"(?P<which>this\s+past|this\s+coming|this|last|next|past|coming|the\s+following|the\s+previous|previous|the\s+current|current|the)\s+"
                r"(?P<unit>weekend|week|month|year|decade)\b(?![-’'\w]|\s+(?:of|long|old|before|after|earlier|later|that|when)\b)"
            ),
        ),
        (
            "weekend",
            "weekend",
            _i(
                r"\b(?:at|over|on|during|by|before|until|through|throughout)\s+(?P<which>the|last|this|next)\s+(?P<unit>weekend)\b"
            ),
        ),
    )
)
