"""Tell from the words around a date whether they speak of what is to come."""

from __future__ import annotations

import re

from geo.dates.intervals import Anchor, Reading
from geo.memo import Memo

FAR_DAYS = 300

NEAR_DAYS = 60

"""A day without year and past verb is one to come, if that is near and the last one far."""

_CLAUSE_BREAK = re.compile(
    r"[;:—]|,\s+(?:and|but|while|when|where|which|who|as|after|before|with|though|although)\s|\b(?:while|but)\s|[.!?]\s"
    r"|\b(?:after|when|since|because|as)\s+(?=\w+\s+\w+ed\b)"
)

_FUTURE = re.compile(
    r"(?:\b(?:will|shall|won’t|won't|(?:would|may|might|could)(?!\s+have\b)|is\s+to|are\s+to|(?:due|set|expected|scheduled|slated|planned|plans?|planning|intends?|hopes?|expects?|aims?|going|likely|ready|supposed|preparing)\s+to)"
    r"(?:\s+(?:not|also|only|then|again|be|have|remain|stay|\w+ly)\b){0,3}\s+\w+"
    r"|\b(?:is\s+to|are\s+to|(?:is|are|was|were)\s+(?:due|set|expected|scheduled|slated|"
    r"planned|poised|likely)\b(?:\s+to)?|due\s+to|set\s+to|set\s+for|due\s+(?:on|in|next)|scheduled|slated|planned|plans?|planning|"
    r"intends?|hopes?|expects?|expected|aims?|going\s+to|to\s+be\s+held|to\s+take\s+place|upcoming|"
    r"called\s+for|calls?\s+for|called\s+(?:an?|on)\b|urged|announced\s+for|"
    r"postponed\s+(?:to|until)|deadline\s+(?:is|of|for|to)|rescheduled|supposed\s+to|ready\s+to|"
    r"wants?|seeks?|preparing|prepares?|vowed|threatened|threatens|threatening|demand(?:s|ed)|"
    r"(?:re)?opens?(?!\s+fire)|expires?|begins|starts|resumes|takes?\s+(?:effect|office|place|over)\b|comes?\s+into\s+(?:force|effect)|"
    r"convenes?|kicks?\s+off|goe?s?\s+to\s+the\s+polls|head\s+to\s+the\s+polls|votes|(?<!\bthe\s)passes)\b|\bcomes?\s+(?:on\s+)?$)",
)

_REPORTED = re.compile(
    r"\b(?:said|says|told|announced|reported|warned|added|confirmed|stated|tweeted|posted|according|"
    r"was|were|had|has|have|took|began|came|fell|left|hit|struck|shot|broke|went|met|held|fled|"
    r"led|sent|put|cut|saw|rose|made|fought|sank|died|got|blew|flew|drove|burnt|shut|"
    r"\w{2,}ed|killing|wounding|injuring)\b",
)


_OPENS_FUTURE = re.compile(
    r"\b(?:will|shall|won|would|may|might|could|is|are|due|set|expect|schedul|slat|plan|inten|hope|"
    r"aim|going|likely|ready|suppos|prepar|poised|held|place|upcoming|call|urged|announced|postponed|"
    r"deadline|rescheduled|want|seek|vowed|threat|demand|open|reopen|expire|begins|starts|resumes|take|come|"
    r"convene|kick|goe?s?\b|head\b|votes|passes)",
    re.IGNORECASE,
)
"""Every match of ``_FUTURE`` holds one of these: where there is none, it needn't be tried."""


@Memo
def _opens_future(word: str) -> bool:
    return _OPENS_FUTURE.search(word) is not None


@Memo
def _reports(word: str) -> bool:
    return _REPORTED.search(word) is not None


def speaks_of_future(
    text: str,
    start: int,
    end: int,
    begin: int,
    finish: int,
    word: str,
    reading: Reading,
    is_far: bool,
) -> bool:
    """Tell whether the words around a date speak of what is to come."""
    if reading.past == reading.future or reading.ongoing:
        return False
    if word == "for":
        return True
    if "either_way" in reading.flags:
        return not _last_verb_is_past(text, start, begin)
    before = _clause_before(text, start, begin)
    words = before.split()
    if _opens_future.any_of(words):
        cues = [(m.start(), m.end(), True) for m in _FUTURE.finditer(before)]
        covered = [(low, high) for low, high, _ in cues]
        cues += [
            (m.start(), m.end(), False)
            for m in _REPORTED.finditer(before)
            if not any(low <= m.start() < high for low, high in covered)
        ]
        if cues:
            return max(cues)[2]
    elif _reports.any_of(words):
        return False
    after = _clause_after(text, end, finish)
    words = after.split()
    ahead = _FUTURE.search(after) if _opens_future.any_of(words) else None
    if ahead is None:
        return is_far and not _reports.any_of(words)
    reported = _REPORTED.search(after)
    return reported is None or ahead.start() <= reported.start()


def is_far(reading: Reading, anchor: Anchor) -> bool:
    """Tell whether only the reading to come is near: what was long ago would have its year."""
    back, ahead, day = reading.past[0], reading.future[0], anchor.last
    if back is None or ahead is None or day is None:
        return False
    return (day - back).days > FAR_DAYS and (ahead - day).days <= NEAR_DAYS


def _last_verb_is_past(text: str, start: int, begin: int) -> bool:
    before = _clause_before(text, start, begin)
    ahead = [m.start() for m in _FUTURE.finditer(before)]
    behind = [m.start() for m in _REPORTED.finditer(before)]
    return bool(behind) and (not ahead or max(behind) > max(ahead))


def _clause_before(text: str, start: int, begin: int) -> str:
    """Return the words of the clause before a date, in small letters."""
    before = text[max(start, begin - 200) : begin]
    breaks = list(_CLAUSE_BREAK.finditer(before))
    return (before[breaks[-1].end() :] if breaks else before).lower()


def _clause_after(text: str, end: int, finish: int) -> str:
    """Return the words of the clause behind a date, in small letters."""
    after = text[finish : min(end, finish + 160)]
    stop = _CLAUSE_BREAK.search(after)
    return (after[: stop.start()] if stop else after).lower()
