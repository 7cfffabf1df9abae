"""Find the words that state a date: atoms of text, before any calendar is consulted.

Every pattern is bounded, so that the search is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

EARLIEST_YEAR = 1900
LATEST_YEAR = 2100

MONTHS = (
    "January February March April May June July August September October November December"
).split()
_SHORT_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()

_MONTH_NUMBER = (
    {name.lower(): n for n, name in enumerate(MONTHS, 1)}
    | {name.lower(): n for n, name in enumerate(_SHORT_MONTHS, 1)}
    | {"sept": 9}
)
_NUMBER = {name: n for n, name in enumerate(_SMALL)} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "couple": 2,
    "dozen": 12,
    "forty-eight": 48,
    "twenty-four": 24,
    "seventy-two": 72,
}
_VAGUE = frozenset({"few", "several", "some", "many", "recent", "", "coming"})
_VAGUE_COUNT = re.compile(r"few|several|some|many|dozens|scores|number", re.IGNORECASE)

_ABBREVIATIONS = "|".join([*_SHORT_MONTHS, "Sept"])
_LONG = "|".join([*MONTHS, *(m.upper() for m in MONTHS)])
_ANY_MONTH = rf"(?:(?:{_LONG})\b|(?:{_ABBREVIATIONS}|{_ABBREVIATIONS.upper()})\b\.?)"
_WEEKDAY = rf"(?:{'|'.join([*_DAYS, *(d.upper() for d in _DAYS)])})"
_SHORT_DAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"
_ANY_DAY = rf"(?:(?P<w>{_WEEKDAY}|{_SHORT_DAY})\s*,?\s+(?:the\s+)?)?"
_YEAR = r"(?:1[5-9]|2[01])\d\d(?!\d|[,.]\d)"
_ITS_YEAR = (
    rf"(?:\s*,?\s+(?:of\s+)?(?P<y>{_YEAR})\b"
    r"|\s*,?\s+(?:of\s+)?(?P<year_word>this|last|next|the previous|that)\s+year\b)?"
)
_D = r"\d{1,2}(?:\s?(?:st|nd|rd|th))?"
_NUM = (
    r"(?:\d{1,4}|an?|(?:a\s+)?few|(?:a\s+)?couple\s+of|several|some|many|a\s+dozen"
    rf"|{'|'.join(_SMALL[1:])}|thirty|forty-eight|forty|fifty|sixty|ninety"
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


@dataclass(frozen=True, slots=True)
class Atom:
    """A stated date as words: ``rule`` names its form, the rest what its words say.

    ``number`` is -1 for a vague count ("several"). ``part`` is early, mid, late, first, second
    or a quarter; ``which`` the determiner ("last", "next", "this").
    """

    start: int
    end: int
    rule: str
    day: int = 0
    last_day: int = 0
    month: int = 0
    year: int = 0
    weekday: int = -1
    number: int = 0
    unit: str = ""
    part: str = ""
    which: str = ""
    year_word: str = ""
    flags: tuple[str, ...] = ()


def _i(pattern: str) -> str:
    return f"(?i:{pattern})"


_NOT_NAME = rf"(?!\s+(?:Youth\s+)?{INSTITUTION}\b)"
_AFTER_MONTH = r"(?!\s?[-–]?\s?(?:km|kg|mm|percent|per\s+cent)\b)"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "day_range",
            rf"(?<![\w.,/:-]){_ANY_DAY}(?P<d>{_D})\s*(?:[-–—/]|(?:to|until|till|through|and)\s)\s*"
            rf"(?P<d2>{_D})(?:\s+of)?\s+(?P<m>{_ANY_MONTH}){_ITS_YEAR}{_NOT_NAME}",
        ),
        (
            "day_range",
            rf"\b(?P<m>{_ANY_MONTH})\s+(?P<d>{_D})\s*(?:[-–—/]|(?:to|until|through)\s)\s*"
            rf"(?P<d2>{_D})\b(?!\s+{_ANY_MONTH}|[:.,]?\d|\s?[-–/]\s?\d){_ITS_YEAR}{_NOT_NAME}",
        ),
        (
            "day_range",
            rf"\b(?P<m>{_ANY_MONTH})\s+(?P<d>{_D})\s+and\s+(?P<d2>{_D})\b"
            rf"(?=\s*[,;.)]|\s*$|\s+{_YEAR}){_ITS_YEAR}{_NOT_NAME}",
        ),
        (
            "day",
            rf"(?<![\w.,/:$€£-]){_ANY_DAY}(?P<d>{_D})(?:\s+of\s+|\s*-\s*|\s+)(?P<m>{_ANY_MONTH})"
            rf"(?:\s*-\s*(?P<y2>{_YEAR})\b)?{_ITS_YEAR}{_NOT_NAME}",
        ),
        (
            "day",
            rf"\b{_ANY_DAY}(?P<m>{_ANY_MONTH})\s+(?:the\s+)?(?P<d>{_D})\b"
            rf"(?![:.,]?\d|\s?%|\s+(?:percent|per\s+cent|km|million|billion)\b)"
            rf"{_ITS_YEAR}{_NOT_NAME}",
        ),
        (
            "iso",
            r"(?<![\w/.-])(?P<y>\d{4})(?P<sep>[-/])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d|[-/]\d)",
        ),
        (
            "numeric",
            rf"(?<![\w/.-])(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)"
            rf"(?P<y>{_YEAR}|(?<=/)\d\d)(?![\w/-]|\.\d)",
        ),
        (
            "ordinal",
            r"\b(?:on|since|until|by|from)\s+the\s+(?P<d>\d{1,2})(?:st|nd|rd|th)(?=\s*[,.;)]|\s*$|\s+of\s+(?:this|the)\s+month)",
        ),
        (
            "month",
            rf"\b(?i:{_PART})(?:(?i:(?P<which>last|next|this(?:\s+past)?|the\s+previous))\s+)?"
            rf"(?P<m>{_ANY_MONTH}){_ITS_YEAR}(?![\w-]*\s+{INSTITUTION}\b)",
        ),
        (
            "decade",
            rf"\b{_i(_PART)}(?:the\s+)?(?P<y>(?:19|20)\d0)[’']?s\b",
        ),
        (
            "year",
            rf"\b(?:(?i:in|since|during|of|until|till|by|before|after|from|between|to|and|back\s+in|"
            rf"through|throughout|around|year)\s+|(?=(?i:early|mid|late|the\s+(?:start|end|beginning|middle)|(?:the\s+)?(?:first|second|third|fourth)\s+(?:half|quarter))\b)|\(|[-–]\s*)"
            rf"{_i(_PART)}(?:the\s+year\s+)?(?P<y>{_YEAR})\b(?!\s?(?:%|percent|people|km|dead|m\b))",
        ),
        (
            "year",
            rf"\b(?i:the|a|an|its|their|his|her|’s|'s)\s+(?:(?P<part>early|mid|late)[-\s]+)?(?P<y>{_YEAR})(?=\s+[a-z]{{3,}}\b)(?!\s+(?:people|dead|civilians|soldiers|killed)\b)",
        ),
        ("year", rf"\b(?P<y>{_YEAR})(?=\s*[-–]\s*{_YEAR}\b)"),
        (
            "season",
            r"\b(?i:(?P<which>last|next|this|the|in|since|of)\s+(?P<part>early\s+|mid-|late\s+)?(?P<unit>spring|summer|autumn|winter)\b(?!\s+(?:camp|school|olympic|offensive|house)))(?:\s+(?:of\s+)?(?P<y>(?:19|20)\d\d)\b)?",
        ),
        (
            "weekday",
            rf"(?<![-\w])(?:{_i(_WHICH)}\s+)?(?P<w>{_WEEKDAY})\b(?!\s+{_PAPER}\b)"
            rf"(?:,?\s+(?:of\s+)?(?P<week>last|this|next|the\s+previous)\s+week\b|\s+week\b)?",
        ),
        (
            "weekday",
            r"\b(?:on|last|next|since|until|from)\s+(?P<w>Mon|Tues?|Wed|Thu|Thurs?|Fri)\b(?!\s+[A-Z])",
        ),
        (
            "relative",
            _i(
                r"\b(?P<word>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|yesterday|"
                r"today|tonight|tomorrow|overnight(?!\s+(?:into|to|on|from|between|\w+day)\b)|last\s+night|last\s+evening|"
                r"this\s+(?:very\s+)?(?:morning|afternoon|evening))\b"
            ),
        ),
        (
            "after_previous",
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
            _i(
                rf"\b(?:(?:about|around|some|nearly|almost|over|more\s+than|just|only|exactly|less\s+than)\s+)?"
                rf"(?:(?P<n>{_NUM})\s+)?(?:(?:and\s+)?a\s+half\s+)?(?:short\s+|long\s+)?(?P<unit>{_UNIT})\s+ago\b"
            ),
        ),
        (
            "earlier",
            _i(
                rf"\b(?:(?:about|around|some|just|only|barely|exactly)\s+)?(?:(?P<n>{_NUM})\s+)?"
                r"(?P<unit>(?:minute|hour|day|week|month|year)s?|moments)\s+(?P<word>earlier|later|previously|afterwards?|beforehand)\b"
            ),
        ),
        (
            "offset",
            _i(
                rf"\b(?P<n>{_NUM})\s+(?P<unit>(?:day|week|month|year)s?)\s+(?P<word>after|before|from)"
                r"(?=\s+(?:the\s+|on\s+)?[\d\w])"
            ),
        ),
        (
            "past_span",
            _i(
                rf"\b(?:the\s+|these\s+)?(?P<which>past|last|previous|preceding|next|coming|following|recent)\s+"
                rf"(?:(?P<n>{_NUM}|\d\d?\s*[-–]\s*\d\d?)(?:\s+|-))(?P<unit>hour|day|night|week|month|year|decade)s?\b"
            ),
        ),
        ("past_span", _i(r"\b(?P<which>past)\s+(?P<unit>day|week|month|year|decade)\b")),
        (
            "vague_span",
            _i(
                r"\b(?:in|over|during|within|for)\s+(?:the\s+)?(?P<which>recent|coming|past|last|next)\s+(?P<unit>hours|days|weeks|months|years|decades)\b"
                r"|\bwithin\s+(?P<unit2>hours|days|weeks|months|years)\b|\brecent(?:ly)?\b(?=\s+(?:days|weeks|months)\b)"
            ),
        ),
        (
            "ordinal_day",
            _i(
                rf"\b(?:for\s+(?:a|the|its|their)|into\s+(?:a|its|their|the)|entered\s+(?:a|its|their|the)|enters\s+(?:a|its|their|the)|entering\s+(?:a|its|their|the)|in\s+(?:a|its|their))\s+"
                rf"(?P<n>{'|'.join(_ORDINALS[1:])}|\d{{1,3}}(?:st|nd|rd|th))\s+(?:(?:consecutive|straight|successive|running|full)\s+)?"
                r"(?P<unit>day|night|week|month|year)\b(?!\s+of\s+(?:its\s+)?(?:pregnancy|school))"
            ),
        ),
        (
            "duration",
            _i(
                rf"\bfor\s+(?:(?:about|around|some|nearly|almost|over|more\s+than|the\s+better\s+part\s+of|at\s+least)\s+)?(?:(?P<n>{_NUM})\s+)?"
                r"(?P<unit>days?|nights?|weeks?|months?|years?|decades?)\b"
            ),
        ),
        (
            "period",
            _i(
                r"\b(?:(?P<part>early|mid|late|earlier|later)(?:\s+in\s+the|\s+on)?[-\s]+)?"
                r"(?:(?P<edge>start|beginning|middle|end|close|first\s+half|second\s+half|first\s+quarter|last\s+quarter)\s+of\s+)?"
                r"(?P<which>this\s+past|this\s+coming|this|last|next|past|coming|the\s+following|the\s+previous|previous|the\s+current|current|the)\s+"
                r"(?P<unit>weekend|week|month|year|decade)\b(?![-’'\w]|\s+(?:of|long|old|before|after|earlier|later|that|when)\b)"
            ),
        ),
        (
            "weekend",
            _i(
                r"\b(?:at|over|on|during|by|before|until|through|throughout)\s+(?P<which>the|last|this|next)\s+(?P<unit>weekend)\b"
            ),
        ),
    )
)

_ANY_HINT = re.compile(
    rf"{_WEEKDAY}|\b(?:Mon|Tues?|Wed|Thu|Thurs?|Fri)\b|\b(?:{_LONG}|{_ABBREVIATIONS}|{_ABBREVIATIONS.upper()})\b"
    r"|\d{4}|\d[/.]\d|\d(?:st|nd|rd|th)\b"
    r"|(?i:\b(?:yesterday|today|tonight|tomorrow|overnight|night|morning|evening|afternoon|ago|"
    r"earlier|later|previously|afterwards?|hours?|days?|weeks?|weekend|months?|years?|decades?|"
    r"spring|summer|autumn|winter|then|ever|nights?)\b)"
)

_HABIT = re.compile(r"\b(?:every|each|weekly|on)\s+(?:other\s+)?$", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:every|each|weekly|most|any)\s+(?:other\s+|single\s+)?$", re.IGNORECASE)
_FEAST = re.compile(
    r"\b(?:Bloody|Black|Good|Palm|Easter|Ash|Holy|Maundy|Shrove|Red|Sheffield|Super|Cyber|Ruby|"
    r"Mr|Mrs|Ms|Miss|Man)\s+$"
)
_MONTH_CUE = re.compile(
    r"\b(?:in|since|until|till|by|during|of|from|to|between|and|through|before|after|for|last|next"
    r"|this|throughout|around|past|on|the|every|both|or|a|an|its|late|early|mid)[-\s]+$",
    re.IGNORECASE,
)
_STRICT_CUE = re.compile(
    r"\b(?:in|since|until|till|by|during|of|from|to|between|and|through|before|after|last|next"
    r"|this|throughout|around)\s+$",
    re.IGNORECASE,
)
_BARE_MONTHS = frozenset("january february july september october november december".split())
_RED = re.compile(r"\b(?:Black|Red|Mr|Mrs|Ms|Miss|Great|Long|Million\s+Man|Women’s|Women's)\s+$")
_ARMED = re.compile(r"\b(?:in|In|IN|during|since|Since|by|By)\s+$")
_PEOPLE_AFTER = re.compile(
    r"\s+(?:people|civilians|were|was|more|men|women|children|soldiers|of\b)"
)


def find_atoms(text: str, start: int, end: int) -> list[Atom]:
    """Return the atoms of ``text[start:end]`` in order, the longest at each place."""
    if not _ANY_HINT.search(text, start, end):
        return []
    found = sorted(
        (
            atom
            for order, (rule, pattern) in enumerate(_PATTERNS)
            for atom in _read_matches(text, rule, pattern, start, end, order)
        ),
        key=lambda atom: (atom.start, -atom.end),
    )
    atoms: list[Atom] = []
    for atom in found:
        if not atoms or atom.start >= atoms[-1].end:
            atoms.append(atom)
    return atoms


def _read_matches(
    text: str, rule: str, pattern: re.Pattern[str], start: int, end: int, _order: int
) -> Iterator[Atom]:
    for match in pattern.finditer(text, start, end):
        atom = _READERS[rule](text, match)
        if atom is not None:
            yield atom


def _month(word: str) -> int:
    return _MONTH_NUMBER[word.rstrip(".").lower()]


def _weekday(word: str | None) -> int:
    if not word:
        return -1
    return [day[:2].lower() for day in _DAYS].index(word[:2].lower())


def _number(words: str | None) -> int:
    """Read a small count; -1 when it is vague or absent."""
    if not words:
        return -1
    plain = " ".join(words.lower().split()).removesuffix(" of")
    if plain.isdigit():
        return int(plain)
    if plain == "a dozen":
        return 12
    if plain.removeprefix("a ") == "couple":
        return 2
    return _NUMBER.get(plain, -1)


def _squeeze(words: str | None) -> str:
    return " ".join((words or "").lower().split())


def _part(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("part"):
        return _squeeze(groups["part"]).rstrip("-")
    edge = _squeeze(groups.get("edge"))
    return {"very start": "early", "start": "early", "beginning": "early", "middle": "mid"}.get(
        edge, {"end": "late", "close": "late"}.get(edge, edge)
    )


def _before(text: str, offset: int, width: int = 24) -> str:
    return text[max(0, offset - width) : offset]


def _read_day(text: str, match: re.Match[str]) -> Atom | None:
    groups = match.groupdict()
    start, end = match.span()
    month, day = _month(groups["m"]), int(re.sub(r"\D", "", groups["d"]))
    month_first = match.start("m") < match.start("d")
    if month_first and not groups.get("y"):
        # "In March 12 people died": a month and a count, not a day.
        counted = _ARMED.search(_before(text, start)) and _PEOPLE_AFTER.match(text, match.end("d"))
        if day > 31 or counted:
            return None
    if not month_first and (day > 31 or day == 0):
        return None
    if not month_first and not groups.get("y") and groups["m"].lower() in ("mar", "jan", "may"):
        following = re.match(r"\s+[A-Z][a-z]|\s+(?:be|have|not)\b", text[end : end + 12])
        if following:  # "18 Jan Egeland", "18 may be"
            return None
    year = groups.get("y") or groups.get("y2")
    return Atom(
        start,
        end,
        "day",
        day=day,
        month=month,
        year=int(year) if year else 0,
        weekday=_weekday(groups.get("w")),
        year_word=_squeeze(groups.get("year_word")),
        flags=_abroad(text, end),
    )


def _abroad(text: str, end: int) -> tuple[str, ...]:
    """Flag a date that only names an event ("the October 7 attack", "Saturday’s strike")."""
    following = re.match(r"(?:[’']s?)?\s+[a-z]*", text[end : end + 40])
    if following and following.group().startswith(("’s", "'s")):
        return ("names_event",)
    if re.match(
        r"\s+(?:attacks?|massacres?|assaults?|wars?|earthquakes?|quake|coup|uprising|elections?|"
        r"strikes?|raids?|bombings?|ceasefire|truce|deadline|killings?|shootings?|blast|explosion)\b",
        text[end : end + 20],
    ):
        return ("names_event",)
    return ()


def _read_day_range(text: str, match: re.Match[str]) -> Atom | None:
    groups = match.groupdict()
    first, last = (int(re.sub(r"\D", "", groups[key])) for key in ("d", "d2"))
    if not 0 < first <= 31 or not 0 < last <= 31 or first >= last:
        return None
    return Atom(
        *match.span(),
        "day_range",
        day=first,
        last_day=last,
        month=_month(groups["m"]),
        year=int(groups["y"] or 0),
        year_word=_squeeze(groups.get("year_word")),
        flags=_abroad(text, match.end()),
    )


def _read_iso(_text: str, match: re.Match[str]) -> Atom | None:
    year, month, day = (int(match[key]) for key in ("y", "m", "d"))
    return Atom(*match.span(), "day", day=day, month=month, year=year)


def _read_numeric(text: str, match: re.Match[str]) -> Atom | None:
    if len(match["y"]) == 2 and match["sep"] != "/":
        return None
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    first, second = int(match["a"]), int(match["b"])
    if first > 12:
        return Atom(*match.span(), "day", day=first, month=second, year=year)
    if second > 12:
        return Atom(*match.span(), "day", day=second, month=first, year=year)
    return Atom(*match.span(), "numeric", day=first, month=second, year=year)


def _read_ordinal(_text: str, match: re.Match[str]) -> Atom | None:
    return Atom(match.start("d"), match.end("d") + 2, "ordinal", day=int(match["d"]))


def _read_month(text: str, match: re.Match[str]) -> Atom | None:
    groups = match.groupdict()
    word = groups["m"]
    before = _before(text, match.start())
    bare = not (groups["y"] or groups["year_word"] or _part(match) or groups["which"])
    if bare:
        plain = word.rstrip(".").lower()
        if len(plain) <= 4 and plain not in ("may", "june", "july"):
            return None
        if _RED.search(before):
            return None
        cue = _MONTH_CUE if plain in _BARE_MONTHS else _STRICT_CUE
        if plain in _BARE_MONTHS:
            if re.match(r"\s+[A-Z][a-z]", text[match.end() : match.end() + 4]) and not cue.search(
                before
            ):
                return None
        elif not cue.search(before):
            return None
        if plain in ("may", "march", "april", "june", "august"):
            # "May Golan", "June Carter", "March of Return": a name or an act.
            if re.match(
                r"\s+(?:[A-Z][a-z]|of\b|on\b|be\b|have\b)", text[match.end() : match.end() + 6]
            ):
                return None
            if plain == "may" and not word[0].isupper():
                return None
    return Atom(
        *match.span(),
        "month",
        month=_month(word),
        year=int(groups["y"] or 0),
        part=_part(match),
        which=_squeeze(groups["which"]),
        year_word=_squeeze(groups["year_word"]),
    )


def _read_year(text: str, match: re.Match[str]) -> Atom | None:
    year = int(match["y"])
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    counted = re.match(r"\s+[a-z]+[^s\W]s\b(?!\s+of\b)", text[match.end() : match.end() + 30])
    if counted and re.match(r"of\b", match.group(), re.IGNORECASE) and not _part(match):
        return None  # "a convoy of 2019 trucks"
    part = match.start("part") if "part" in match.re.groupindex and match["part"] else -1
    edge = match.start("edge") if "edge" in match.re.groupindex and match["edge"] else -1
    begin = min((at for at in (part, edge) if at >= 0), default=match.start("y"))
    return Atom(begin, match.end(), "year", year=year, part=_part(match))


def _read_decade(_text: str, match: re.Match[str]) -> Atom | None:
    return Atom(*match.span(), "decade", year=int(match["y"]), part=_part(match))


def _read_season(_text: str, match: re.Match[str]) -> Atom | None:
    return Atom(
        match.start(),
        match.end(),
        "season",
        year=int(match["y"] or 0),
        unit=match["unit"].lower(),
        which=match["which"].lower(),
    )


def _read_weekday(text: str, match: re.Match[str]) -> Atom | None:
    groups = match.groupdict()
    before = _before(text, match.start("w"))
    if _FEAST.search(before) or _EVERY.search(before):
        return None
    begin = match.start("w") if groups.get("which") is None else match.start()
    return Atom(
        begin,
        match.end(),
        "weekday",
        weekday=_weekday(groups["w"]),
        which=_squeeze(groups.get("which")),
        year_word=_squeeze(groups.get("week")),
        flags=_abroad(text, match.end()),
    )


def _read_word(_text: str, match: re.Match[str]) -> Atom | None:
    rule = "relative" if _RELATIVE_WORD.fullmatch(match["word"]) else "after_previous"
    return Atom(*match.span(), rule, which=_squeeze(match["word"]))


_RELATIVE_WORD = re.compile(
    r"(?i:yesterday|today|tonight|tomorrow|overnight|last\s+(?:night|evening)|this\s.*|.*\s(?:yesterday|tomorrow))"
)


def _unit(word: str) -> str:
    return "day" if word.lower().startswith("night") else word.lower().rstrip("s")


def _read_counted(_text: str, match: re.Match[str]) -> Atom | None:
    groups = match.groupdict()
    rule = next(name for name, pattern in _PATTERNS if pattern is match.re)
    words = groups.get("n")
    if rule == "past_span" and words and re.search(r"[-–]", words) and not words[0].isalpha():
        words = re.split(r"[-–]", words)[-1].strip()
    number = 1 if rule == "past_span" and not words else _number(words)
    return Atom(
        *match.span(),
        rule,
        number=number,
        unit=_unit(groups.get("unit") or groups.get("unit2") or "day"),
        which=_squeeze(groups.get("which") or groups.get("word")),
    )


def _read_ordinal_day(_text: str, match: re.Match[str]) -> Atom | None:
    words = match["n"].lower()
    number = int(words[:-2]) if words[0].isdigit() else _ORDINALS.index(words)
    return Atom(*match.span(), "ordinal_day", number=number, unit=_unit(match["unit"]))


def _read_duration(text: str, match: re.Match[str]) -> Atom | None:
    # Only "has been cut for three days" says when; "fought for three days" doesn't.
    clause = re.split(r"[,;:.!?]", _before(text, match.start(), 90))[-1]
    if not re.search(r"\b(?:has|have|had|hasn’t|haven’t)\b", clause):
        return None
    if re.search(r"\b(?:will|may|might|could|would|should|to)\s+(?:have|last)\b", clause):
        return None
    return Atom(*match.span(), "duration", number=_number(match["n"]), unit=_unit(match["unit"]))


def _read_period(text: str, match: re.Match[str]) -> Atom | None:
    groups = match.groupdict()
    part, which, unit = _part(match), _squeeze(groups["which"]), _squeeze(groups["unit"])
    if which in ("the", "the current", "current") and unit != "weekend" and not part:
        return None
    if which == "the" and unit == "weekend" and match.re.groupindex.get("edge"):
        if not re.search(
            r"\b(?:at|over|on|during|by|before|until)\s+$", _before(text, match.start())
        ):
            return None
    return Atom(*match.span(), "period", unit=unit, part=part, which=which)


def _read_weekend(_text: str, match: re.Match[str]) -> Atom | None:
    return Atom(
        match.start("which"), match.end(), "period", unit="weekend", which=match["which"].lower()
    )


_READERS = {
    "day": _read_day,
    "day_range": _read_day_range,
    "iso": _read_iso,
    "numeric": _read_numeric,
    "ordinal": _read_ordinal,
    "month": _read_month,
    "decade": _read_decade,
    "year": _read_year,
    "season": _read_season,
    "weekday": _read_weekday,
    "relative": _read_word,
    "after_previous": _read_word,
    "ago": _read_counted,
    "earlier": _read_counted,
    "offset": _read_counted,
    "past_span": _read_counted,
    "vague_span": _read_counted,
    "ordinal_day": _read_ordinal_day,
    "duration": _read_duration,
    "period": _read_period,
    "weekend": _read_weekend,
}
