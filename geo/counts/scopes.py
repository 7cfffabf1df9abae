"""Tell one event's toll from a daily one and from a running total."""

from __future__ import annotations

import re

from geo.caseless import in_small_letters
from geo.counts.victims import CountSpan, Scope

LARGE = 1000

"""From this number on, the present perfect states a running total, not one event's toll."""

_PERFECT_BEFORE = re.compile(r"\b(?:has|have|[’']ve)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)

_HAS_CLAIMED = re.compile(r"\b(?:has|have)\s+(?:\w+\s+)?(?:claimed|cost|taken)\b")

_CUMULATIVE = re.compile(
    r"\b(?:(?<!year\s)(?<!years\s)(?<!months\s)(?<!month\s)(?<!weeks\s)(?<!days\s)(?<!missing\s)(?<!held\s)(?<!have\s)(?<!has\s)(?<!had\s)since(?!\s+(?:many|most|there|no)\b)|so\s+far|to\s+date|in\s+total|altogether|overall|cumulative(?:ly)?|this\s+year|total\s+number|"
    r"(?:has|have)\s+resulted\s+in|(?:in|over|during)\s+the\s+(?:past|last)\s+(?:(?:\w+|\d+)\s+)?(?:weeks?|months?|years?|decade)|"
    r"over\s+the\s+course\s+of|brings?\s+(?:the|to)\b|bringing\s+(?:the|to)\b|brought\s+the|(?:rais|tak|push|lift)ing\s+(?:the|its)\s+(?:\w+\s+){0,2}(?:toll|total|number|tally)|throughout\s+the\s+war|"
    r"(?:past|last|previous|preceding)\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:weeks|months|years)|"
    r"(?:war|conflict|offensive|campaign|epidemic|outbreak|insurgency|uprising)\s+(?:has|have)\s+(?:now\s+)?(?:killed|left|displaced|claimed|infected|sickened|affected|injured|wounded|uprooted|forced)|"
    r"from\s+the\s+(?:start|beginning)\s+of|year[’']s\s+(?:death\s+)?toll|first\s+(?:\w+\s+)?(?:months|weeks)\s+of)\b",
)

_DAILY = re.compile(
    r"\b(?:(?:past|last|previous|preceding)\s+(?:24|twenty-four|48)[\s-]+hours?|24-hour|(?:past|last|previous)\s+day|daily\s+(?:toll|update|report))\b",
)

_DAYS = ("hour", "daily", "past", "last day", "previous day")
_TALLIES = (
    "since", "far", "date", "total", "altogether", "overall", "cumulative", "result", "week",
    "month", "year", "decade", "course", "bring", "brought", "toll", "war", "conflict", "offensive",
    "campaign", "epidemic", "outbreak", "insurgency", "uprising", "start", "beginning",
)  # fmt: skip
"""Without one of these words a clause states no tally: its patterns needn't be tried."""


def may_be_tally(word: str) -> bool:
    """Whether a word, with the signs that stick to it, can belong to what states a tally."""
    lower = word.lower()
    return "day" in lower or any(part in lower for part in (*_DAYS, *_TALLIES))


_WAR = re.compile(
    r"\b(?:war|conflict|offensive|campaign|pandemic|epidemic|outbreak|genocide|hostilities|insurgency)\b",
)

_TOLLS = ("toll", "number_of")
_WHILE_BREAK = re.compile(
    r"[;.!?]\s|,\s+(?:and|while|but|when|after|before)\s+(?=\w+\s+\w+)|\s+(?:while|but)\s+|,?\s+(?=(?:bring|rais|tak|push)ing\s+(?:the|its|to)\b)"
)


def set_scope(text: str, start: int, end: int, count: CountSpan, *, tallied: bool) -> CountSpan:
    """Return the count with its scope, from the words of its clause.

    ``tallied`` says whether ``may_be_tally`` holds for a word of ``text[start:end]``.
    """
    rule = count.rule.removesuffix(":perfect")
    if count.subset_of or count.rule == "none":
        return count if rule == count.rule else count._replace(rule=rule)
    scope: Scope = "event"
    size = count.low if count.low is not None else count.high or 0
    if tallied or size >= LARGE or rule.startswith(_TOLLS):
        scope = _scope_in_clause(text, start, end, count, rule, size)
    if scope == count.scope and rule == count.rule:
        return count
    return count._replace(scope=scope, rule=rule)


def _scope_in_clause(
    text: str, start: int, end: int, count: CountSpan, rule: str, size: int
) -> Scope:
    low, high = _clause(text, start, end, count)
    lower = in_small_letters(text[low:high])
    if any(word in lower for word in _DAYS) and _DAILY.search(lower):
        return "daily_total"
    if any(word in lower for word in _TALLIES) and _CUMULATIVE.search(lower):
        return "cumulative"
    if size >= LARGE and (
        _is_perfect(text, start, count, rule) or _HAS_CLAIMED.search(lower) is not None
    ):
        return "cumulative"
    if rule.startswith(_TOLLS) and (_WAR.search(lower) or size >= 10 * LARGE):
        return "cumulative"
    return "event"


def _is_perfect(text: str, start: int, count: CountSpan, rule: str) -> bool:
    """Whether the verb of a count is in the perfect: "has killed 1,600"."""
    if count.rule.endswith(":perfect"):
        return True
    phrase = rule.removeprefix("active:")
    if phrase == rule or not phrase:
        return False
    before = text[max(start, count.start - 60) : count.start].rsplit(phrase, 1)[0]
    return _PERFECT_BEFORE.search(before) is not None


def _clause(text: str, start: int, end: int, count: CountSpan) -> tuple[int, int]:
    """Return the clause around a count, within 300 characters of it."""
    low = max(start, count.start - 300)
    high = min(end, count.end + 300)
    for match in _WHILE_BREAK.finditer(text, low, count.start):
        low = match.end()
    after = _WHILE_BREAK.search(text, count.end, high)
    return low, after.start() if after else high
