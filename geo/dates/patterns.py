"""Patterns of the words that state a date: every one bounded, so that search is linear."""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.caseless import Caseless
from geo.dates.fragments import (
    ANY_DAY,
    ANY_MONTH,
    DAY_NUMBER,
    INSTITUTION,
    ITS_YEAR,
    NOT_NAME,
    NUM,
    ORDINALS,
    PAPER,
    PART,
    UNIT,
    WEEKDAY,
    WHICH,
    YEAR,
    any_case,
)

_OPENS_DAY = r"(?=[\dCFLMNSTWclnt])"
"""What a pattern's matches begin with: to look for it first lets most words pass at once."""


class Pattern(NamedTuple):
    """A form of dates: its rule, the cues without which it can't match, the expression."""

    rule: str
    needs: frozenset[str]
    regex: re.Pattern[str] | Caseless


def _compile(pattern: str | Caseless) -> re.Pattern[str] | Caseless:
    return re.compile(pattern) if isinstance(pattern, str) else pattern


PATTERNS: tuple[Pattern, ...] = tuple(
    Pattern(rule, frozenset(needs.split()), _compile(pattern))
    for rule, needs, pattern in (
        (
            "day_range",
            "month day_number",
            (
                rf"(?<![\w.,/:-]){_OPENS_DAY}{ANY_DAY}(?P<d>{DAY_NUMBER})\s*(?:[-–—/]|(?:to|until|till|through|and)\s)\s*"
                rf"(?P<d2>{DAY_NUMBER})(?:\s+of)?\s+(?P<m>{ANY_MONTH}){ITS_YEAR}{NOT_NAME}"
            ),
        ),
        (
            "day_range",
            "month day_number",
            (
                rf"\b(?P<m>{ANY_MONTH})\s+(?P<d>{DAY_NUMBER})\s*(?:[-–—/]|(?:to|until|through)\s)\s*"
                rf"(?P<d2>{DAY_NUMBER})\b(?!\s+{ANY_MONTH}|[:.,]?\d|\s?[-–/]\s?\d){ITS_YEAR}{NOT_NAME}"
            ),
        ),
        (
            "day_range",
            "month day_number",
            (
                rf"\b(?P<m>{ANY_MONTH})\s+(?P<d>{DAY_NUMBER})\s+and\s+(?P<d2>{DAY_NUMBER})\b"
                rf"(?=\s*[,;.)]|\s*$|\s+{YEAR}|\s+(?:shows?|near|in|at|on|that|by|to|from|for|with|against|when|while|as|and|after|before|during|around|along|over|said|killed|left|hit|struck|said|indicat\w+|report\w*|target\w+)\b){ITS_YEAR}{NOT_NAME}"
            ),
        ),
        (
            "day",
            "month day_number",
            (
                rf"(?<![\w.,/:$€£-]){_OPENS_DAY}{ANY_DAY}(?P<d>{DAY_NUMBER})(?:\s+of\s+|\s*-\s*|\s+)(?P<m>{ANY_MONTH})"
                rf"(?:\s*-\s*(?P<y2>{YEAR})\b)?{ITS_YEAR}{NOT_NAME}"
            ),
        ),
        (
            "day",
            "month day_number",
            (
                rf"\b(?=[ACDFJLMNOSTWclnt]){ANY_DAY}(?P<m>{ANY_MONTH})\s+(?:the\s+)?(?P<d>{DAY_NUMBER})\b"
                rf"(?![:.,]?\d|\s?%|\s+(?:percent|per\s+cent|km|million|billion)\b)"
                rf"{ITS_YEAR}{NOT_NAME}"
            ),
        ),
        (
            "iso",
            "iso",
            r"(?<![\w/.-])(?P<y>\d{4})(?P<sep>[-/])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d|[-/]\d)",
        ),
        (
            "numeric",
            "numeric",
            (
                rf"(?<![\w/.-])(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)"
                rf"(?P<y>{YEAR}|(?<=/)\d\d)(?![\w/-]|\.\d)"
            ),
        ),
        (
            # without a year: "on 12/06", and what heads a line: "12/06:", "3.6. -"
            "short_numeric",
            "short_numeric",
            (
                r"(?<![\w/.-])(?:(?<=\b[Oo]n )(?P<a>\d{1,2})/(?P<b>\d{1,2})(?=[\s,;:)])"
                r"|(?:^|(?<=\n)|(?<=\n[-•*] )|(?<=^[-•*] ))(?P<a2>\d{1,2})(?:/(?P<b2>\d{1,2})"
                r"|\.(?P<b3>\d{1,2})\.)(?=:\s|\s*[–—]|\s*-\s))"
            ),
        ),
        (
            "ordinal",
            "nth the",
            r"\b(?:on|since|until|by|from)\s+the\s+(?P<d>\d{1,2})(?:st|nd|rd|th)(?=\s*[,.;)]|\s*$|\s+of\s+(?:this|the)\s+month)",
        ),
        (
            "month",
            "month",
            (
                rf"\b(?=[ABDEFJLMNOSTVbeflmnstv])(?i:{PART})(?:(?i:(?P<which>last|next|this(?:\s+past)?|the\s+previous))\s+)?"
                rf"(?P<m>{ANY_MONTH}){ITS_YEAR}(?![\w-]*\s+{INSTITUTION}\b)"
            ),
        ),
        (
            "feast",
            "feast feast_day",
            (
                r"\b(?P<feast>Christmas\s+(?:Day|Eve)|Boxing\s+Day|New\s+Year[’']?s?\s+(?:Day|Eve)|May\s+Day)\b"
                r"(?:,?\s+(?P<y>(?:19|20)\d\d)\b)?"
            ),
        ),
        (
            "decade",
            "decade",
            rf"\b{any_case(PART)}(?:the\s+)?(?P<y>(?:19|20)\d0)[’']?s\b",
        ),
        (
            "year",
            "year",
            (
                rf"\b(?=[(\-–A-Za-z])(?:(?i:in|since|during|of|until|till|by|before|after|from|between|to|and|back\s+in|"
                rf"through|throughout|around|year)\s+|(?=(?i:early|mid|late|the\s+(?:start|end|beginning|middle)|(?:the\s+)?(?:first|second|third|fourth)\s+(?:half|quarter))\b)|\(|[-–]\s*)"
                rf"{any_case(PART)}(?:the\s+year\s+)?(?P<y>{YEAR})\b(?!\s?(?:%|percent|people|km|dead|m\b))"
            ),
        ),
        (
            "year",
            "year",
            rf"\b(?i:the|a|an|its|their|his|her|’s|'s)\s+(?:(?P<part>early|mid|late)[-\s]+)?(?P<y>{YEAR})(?=\s+[a-z]{{3,}}\b)(?!\s+(?:people|dead|civilians|soldiers|killed)\b)",
        ),
        ("year", "year dash", rf"\b(?P<y>{YEAR})(?=\s*[-–]\s*{YEAR}\b)"),
        (
            "season",
            "season",
            r"\b(?i:(?P<which>last|next|this|the|in|since|of)\s+(?P<part>early\s+|mid-|late\s+)?(?P<unit>spring|summer|autumn|winter)\b(?!\s+(?:camp|school|olympic|offensive|house)))(?:\s+(?:of\s+)?(?P<y>(?:19|20)\d\d)\b)?",
        ),
        (
            "weekday",
            "weekday",
            (
                rf"(?<![-\w])(?=[CFLMNPSTWclnpt])(?:{any_case(WHICH)}\s+)?(?P<w>{WEEKDAY})\b(?!\s+{PAPER}\b)"
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
            Caseless(
                r"\b(?=[dloty])(?P<word>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|yesterday|"
                r"today|tonight|tomorrow|overnight(?!\s+(?:into|to|on|from|between|\w+day)\b)|last\s+night|last\s+evening|"
                r"during\s+the\s+night(?!\s+(?:of|on|from|between|to|before)\b)|"
                r"this\s+(?:very\s+)?(?:morning|afternoon|evening))\b"
            ),
        ),
        (
            "after_previous",
            "previous",
            Caseless(
                r"\b(?=[est])(?P<word>(?:the|that)\s+same\s+(?:day|night|morning|evening|afternoon|week|month|year)|"
                r"that\s+(?:day|night|morning|evening|afternoon)|"
                r"the\s+(?:very\s+)?(?:next|following|previous)\s+(?:day|night|morning|evening|afternoon|week|month|year)|"
                r"the\s+(?:day|night)\s+(?:before|after)\b(?!\s+(?:the|a|an|yesterday|tomorrow|he|she|it|they|his|her|its|their)\b)|"
                r"the\s+(?:day|night)\s+earlier|since\s+then|ever\s+since)\b"
            ),
        ),
        (
            "ago",
            "ends_unit+ago",
            Caseless(
                rf"\b(?:(?:about|around|some|nearly|almost|over|more\s+than|just|only|exactly|less\s+than)\s+)?"
                rf"(?:(?P<n>{NUM})\s+)?(?:(?:and\s+)?a\s+half\s+)?(?:short\s+|long\s+)?(?P<unit>{UNIT})\s+ago\b"
            ),
        ),
        (
            "earlier",
            "ends_unit+earlier",
            Caseless(
                rf"\b(?:(?:about|around|some|just|only|barely|exactly)\s+)?(?:(?P<n>{NUM})\s+)?"
                r"(?P<unit>(?:minute|hour|day|week|month|year)s?|moments)\s+(?P<word>earlier|later|previously|afterwards?|beforehand)\b"
            ),
        ),
        (
            "offset",
            "counted+offset",
            Caseless(
                rf"\b(?P<n>{NUM})\s+(?P<unit>(?:day|week|month|year)s?)\s+(?P<word>after|before|from)"
                r"(?=\s+(?:the\s+|on\s+)?[\d\w])"
            ),
        ),
        (
            "past_span",
            "past span",
            Caseless(
                rf"\b(?:the\s+|these\s+)?(?P<which>past|last|previous|preceding|next|coming|following|recent)\s+"
                rf"(?:(?P<n>(?!an?\s+(?:hour|day|night|week|month|year|decade)){NUM}|\d\d?\s*[-–]\s*\d\d?)(?:\s+|-))(?P<unit>hour|day|night|week|month|year|decade)s?\b"
            ),
        ),
        (
            "past_span",
            "past span",
            Caseless(r"\b(?P<which>past)\s+(?P<unit>day|week|month|year|decade)\b"),
        ),
        (
            "past_span",
            "past span",
            Caseless(
                r"\b(?:over|during|within|in)\s+the\s+(?P<which>last|previous|preceding|next|coming)\s+"
                r"(?P<unit>day|week|month|year|decade)\b(?!\s+of\b)"
            ),
        ),
        (
            "vague_span",
            "units",
            Caseless(
                r"\b(?:in|over|during|within|for)\s+(?:the\s+)?(?P<which>recent|coming|past|last|next)\s+(?P<unit>hours|days|weeks|months|years|decades)\b"
                r"|\bwithin\s+(?P<unit2>hours|days|weeks|months|years)\b|\brecent(?:ly)?\b(?=\s+(?:days|weeks|months)\b)"
            ),
        ),
        (
            "ordinal_day",
            "ordinal span",
            Caseless(
                rf"\b(?:for\s+(?:an?|the|its|their)|into\s+(?:an?|its|their|the)|entered\s+(?:an?|its|their|the)|enters\s+(?:an?|its|their|the)|entering\s+(?:an?|its|their|the)|in\s+(?:an?|its|their)|(?:held|holds?|holding|began|begins?|started)\s+an?)\s+"
                rf"(?P<n>{'|'.join(ORDINALS[1:])}|\d{{1,3}}(?:st|nd|rd|th))\s+(?:(?:consecutive|straight|successive|running|full)\s+)?"
                r"(?P<unit>day|night|week|month|year)\b(?!\s+of\s+(?:its\s+)?(?:pregnancy|school))"
            ),
        ),
        (
            "duration",
            "for span",
            Caseless(
                rf"\bfor\s+(?:(?:about|around|some|nearly|almost|over|more\s+than|the\s+better\s+part\s+of|at\s+least)\s+)?(?:(?P<n>{NUM})\s+)?"
                r"(?P<unit>days?|nights?|weeks?|months?|years?|decades?)\b"
            ),
        ),
        (
            "period",
            "which+period",
            Caseless(
                r"\b(?:(?P<part>early|mid|late|earlier|later)(?:\s+in\s+the|\s+on)?[-\s]+)?"
                r"(?:(?P<edge>start|beginning|middle|end|close|first\s+half|second\s+half|first\s+quarter|last\s+quarter)\s+of\s+)?"
                r"(?P<which>this\s+past|this\s+coming|this|last|next|past|coming|the\s+following|the\s+previous|previous|the\s+current|current|the)\s+"
                r"(?P<unit>weekend|week|month|year|decade)\b(?![-\w]|[’'](?!s\b)|\s+(?:of|long|old|before|after|earlier|later|that|when)\b)"
            ),
        ),
        (
            "weekend",
            "which+weekend",
            Caseless(
                r"\b(?:at|over|on|during|by|before|until|through|throughout)\s+(?P<which>the|last|this|next)\s+(?P<unit>weekend)\b"
            ),
        ),
    )
)
