"""Tell one event's toll from a daily one and from a running total."""

from __future__ import annotations

import re

from geo.counts.victims import CountSpan, Scope

LARGE = 1000

"""From this number on, the present perfect states a running total, not one event's toll."""

_PERFECT_BEFORE = re.compile(r"\b(?:has|have|[’']ve)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)

_HAS_CLAIMED = re.compile(r"\b(?:has|have)\s+(?:\w+\s+)?(?:claimed|cost|taken)\b", re.IGNORECASE)

_CUMULATIVE = re.compile(
    r"\b(?:(?<!year\s)(?<!years\s)(?<!months\s)(?<!month\s)(?<!weeks\s)(?<!days\s)(?<!missing\s)(?<!held\s)(?<!have\s)(?<!has\s)(?<!had\s)since(?!\s+(?:many|most|there|no)\b)|so\s+far|to\s+date|in\s+total|altogether|overall|cumulative(?:ly)?|this\s+year|total\s+number|"
    r"(?:has|have)\s+resulted\s+in|(?:in|over|during)\s+the\s+(?:past|last)\s+(?:(?:\w+|\d+)\s+)?(?:weeks?|months?|years?|decade)|"
    r"over\s+the\s+course\s+of|brings?\s+(?:the|to)\b|bringing\s+(?:the|to)\b|brought\s+the|(?:rais|tak|push|lift)ing\s+(?:the|its)\s+(?:\w+\s+){0,2}(?:toll|total|number|tally)|throughout\s+the\s+war|"
    r"(?:past|last|previous|preceding)\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:weeks|months|years)|"
    r"(?:war|conflict|offensive|campaign|epidemic|outbreak|insurgency|uprising)\s+(?:has|have)\s+(?:now\s+)?(?:killed|left|displaced|claimed|infected|sickened|affected|injured|wounded|uprooted|forced)|"
    r"from\s+the\s+(?:start|beginning)\s+of|year[’']s\s+(?:death\s+)?toll|first\s+(?:\w+\s+)?(?:months|weeks)\s+of)\b",
    re.IGNORECASE,
)

_DAILY = re.compile(
    r"\b(?:(?:past|last|previous|preceding)\s+(?:24|twenty-four|48)[\s-]+hours?|24-hour|(?:past|last|previous)\s+day|daily\s+(?:toll|update|report))\b",
    re.IGNORECASE,
)

_DAYS = ("hour", "daily", "past", "last day", "previous day")
_TALLIES = (
    "since", "far", "date", "total", "altogether", "overall", "cumulative", "result", "week",
    "month", "year", "decade", "course", "bring", "brought", "toll", "war", "conflict", "offensive",
    "campaign", "epidemic", "outbreak", "insurgency", "uprising", "start", "beginning",
)  # fmt: skip
"""Without one of these words a clause states no tally: its patterns needn't be tried."""

_WAR = re.compile(
    r"\b(?:war|conflict|offensive|campaign|pandemic|epidemic|outbreak|genocide|hostilities|insurgency)\b",
    re.IGNORECASE,
)

_WHILE_BREAK = re.compile(
    r"[;.!?]\s|,\s+(?:and|while|but|when|after|before)\s+(?=\w+\s+\w+)|\s+(?:while|but)\s+|,?\s+(?=(?:bring|rais|tak|push)ing\s+(?:the|its|to)\b)"
)


def set_scope(text: str, start: int, end: int, count: CountSpan) -> CountSpan:
    """Return the count with its scope, from the words of its clause."""
    rule = count.rule.removesuffix(":perfect")
    if count.subset_of or count.rule == "none":
        return count._replace(rule=rule)
    low, high = _clause(text, start, end, count)
    clause = text[low:high]
    size = count.low if count.low is not None else count.high or 0
    perfect = count.rule.endswith(":perfect") or (
        count.rule.startswith("active:")
        and _PERFECT_BEFORE.search(
            text[max(start, count.start - 60) : count.start].rsplit(rule[7:], 1)[0]
            if rule[7:]
            else ""
        )
        is not None
    )
    scope: Scope = "event"
    lower = clause.lower()
    if any(word in lower for word in _DAYS) and _DAILY.search(clause):
        scope = "daily_total"
    elif (
        (any(word in lower for word in _TALLIES) and _CUMULATIVE.search(clause))
        or (size >= LARGE and (perfect or _HAS_CLAIMED.search(clause)))
        or (rule.startswith(("toll", "number_of")) and (_WAR.search(clause) or size >= 10 * LARGE))
    ):
        scope = "cumulative"
    if scope == count.scope and rule == count.rule:
        return count
    return count._replace(scope=scope, rule=rule)


def _clause(text: str, start: int, end: int, count: CountSpan) -> tuple[int, int]:
    """Return the clause around a count, within 300 characters of it."""
    low = max(start, count.start - 300)
    high = min(end, count.end + 300)
    for match in _WHILE_BREAK.finditer(text, low, count.start):
        low = match.end()
    after = _WHILE_BREAK.search(text, count.end, high)
    return low, after.start() if after else high
