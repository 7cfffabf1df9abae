"""The words that dates are made of, and the parts of patterns built from them."""

from __future__ import annotations

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

ANY_MONTH = rf"(?:(?:{_LONG})\b|(?:{_ABBREVIATIONS}|{_ABBREVIATIONS.upper()})\b\.?)"

WEEKDAY = rf"(?:{'|'.join([*DAYS, *(d.upper() for d in DAYS)])})"

_SHORT_DAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"

ANY_DAY = (
    rf"(?:(?:(?i:last|next|this|coming)\s+)?(?P<w>{WEEKDAY}|{_SHORT_DAY})\s*,?\s+(?:the\s+)?)?"
)

YEAR = r"(?:1[5-9]|2[01])\d\d(?!\d|[,.]\d)"

ITS_YEAR = (
    rf"(?:\s*,?\s+(?:of\s+)?(?P<y>{YEAR})\b"
    r"|\s*,?\s+(?:of\s+)?(?P<year_word>this|last|next|the previous|that)\s+year\b)?"
)

DAY_NUMBER = r"\d{1,2}(?:\s?(?:st|nd|rd|th))?"

NUM = (
    r"(?:\d{1,4}|an?|(?:a\s+)?few|(?:a\s+)?couple\s+of|several|some|many|a\s+dozen"
    rf"|{'|'.join(SMALL[1:])}|thirty|forty-eight|forty|fifty|sixty|ninety"
    r"|twenty-four|seventy-two)"
)

UNIT = r"(?:hour|day|night|week|weekend|fortnight|month|year|decade)s?"

INSTITUTION = (
    r"(?:Alliance|Movement|movement|Brigades?|Coalition|Organi[sz]ation|Front|Martyrs|Street|"
    r"Square|Bridge|City|Group|group|Revolution|Division|Battalion|Forces|Party|Committee|"
    r"University|Hospital|Camp|School|Stadium|Avenue|Road|Airport|Dam|Corps|Regiment|Council|"
    r"Association|Club|Boulevard|Institute|Foundation|College|Highway|Network|Dialogue)"
)

"""A date in front of one of these is part of a name ("March 14 Alliance")."""

PAPER = (
    r"(?:Times|Mail|Express|Telegraph|World|Mirror|Independent|Tribune|Herald|Post|Star|Sun|"
    r"Nation|Standard|Vanguard|Punch|Night\s+Football)"
)

PART = (
    r"(?:(?P<part>early|mid|late)(?:\s*[-–]\s*|\s+(?:in\s+|on\s+)?)"
    r"|(?:the\s+)?(?P<edge>very\s+start|start|beginning|middle|end|(?:first|second|latter)\s+half"
    r"|(?:first|second|third|fourth|last|final)\s+(?:quarter|week))\s+of\s+)?"
)

WHICH = (
    r"(?P<which>last|next|this\s+past|this\s+coming|this|past|coming|the\s+following|"
    r"the\s+previous|the\s+same|that\s+same|that)"
)


def any_case(pattern: str) -> str:
    """Return a pattern that takes capitals and small letters alike."""
    return f"(?i:{pattern})"


NOT_NAME = rf"(?!\s+(?:Youth\s+)?{INSTITUTION}\b)"
