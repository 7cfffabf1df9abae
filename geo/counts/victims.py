"""The phrases of victims as data, and what a counted number of them is."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from geo.caseless import Caseless

Kind = Literal["killed", "injured", "casualties", "missing", "displaced", "detained", "abducted"]

Scope = Literal["event", "daily_total", "cumulative", "subset"]

KINDS: tuple[Kind, ...] = (
    "killed",
    "injured",
    "casualties",
    "missing",
    "displaced",
    "detained",
    "abducted",
)

_VICTIMS_FILE = Path(__file__).parents[1] / "data" / "victims.csv"


class CountSpan(NamedTuple):
    """A stated number of victims: ``text`` is the report's slice from ``start`` to ``end``.

    ``low`` and ``high`` are both inclusive, None where that side is open ("at least nine"), and
    both None where the words count no persons (``note`` says why). ``joined`` is the same for
    counts that one phrase adds up ("a girl and her father"). A span with ``subset_of`` is part of
    a toll and never added to it; one that is ``feared`` is no toll yet.
    """

    start: int
    end: int
    text: str
    kind: Kind
    low: int | None
    high: int | None
    qualifier: str = ""
    scope: Scope = "event"
    group: str = ""
    subset_of: bool = False
    rule: str = ""
    feared: bool = False
    joined: int = 0
    note: str = ""


def _alternatives(phrases: Iterable[str]) -> str:
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of victims as patterns, and what kind each phrase counts."""

    active: Caseless
    active_end: re.Pattern[str]
    behind: re.Pattern[str]
    behind_verb: re.Pattern[str]
    noun: re.Pattern[str]
    kind_of: dict[tuple[str, str], Kind]


_AUX = (
    r"(?:was|were|is|are|be|been|being|has|have|had|got|get|may|might|could|would|will|can|reportedly|"
    r"also|later|then|all|both|either|feared|presumed|believed|thought|reported|confirmed|said|known|"
    r"to|instantly|immediately|critically|seriously|badly|severely|slightly|lightly|moderately|"
    r"mortally|fatally|not|now|still|since|who|others|more|there|left|remained|remain|so\s+far|"
    r"already|listed\s+as|reported\s+as|declared|officially|tragically|apparently|allegedly|newly|forcibly|internally|fatally)"
)

_NO_FILL = (
    r"(?:and(?!\s+(?-i:[A-Z]))|or|but|after|when|while|because|that|as|if|he|she|they|it|said|says|told|"
    r"saying|adding|killed|killing|wounded|wounding|injured|injuring|died|dead|hurt|missing|fled|"
    r"before|than|since|without|opened|fired|attacked|stormed|struck|hit|carried|entered|launched|shelled|bombed|raided)"
)


@cache
def load_lexicon() -> Lexicon:
    """Return the phrases of ``data/victims.csv`` as patterns."""
    forms: dict[str, list[str]] = {"active": [], "participle": [], "verb": [], "noun": []}
    kind_of: dict[tuple[str, str], Kind] = {}
    with _VICTIMS_FILE.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            forms[row["form"]].append(row["phrase"])
            kind: Kind = next(kind for kind in KINDS if kind == row["kind"])
            kind_of[row["form"], row["phrase"].lower()] = kind
    last_words = _alternatives(phrase.split()[-1] for phrase in forms["active"])
    first_words = _alternatives(
        phrase.split()[0] for phrase in (*forms["participle"], *forms["verb"])
    )
    active = _alternatives(phrase.lower() for phrase in forms["active"])
    word = r"[\w’'-]+"
    behind = (
        rf"(?P<fill>(?:(?:,(?=\s+(?-i:[A-Z])))?\s+(?!{_AUX}\b|{_NO_FILL}\b){word}){{0,7}}?"
        rf"(?:\s*[,(–—]\s*[^;.!?()]{{1,100}}?[,)–—])?"
        rf"(?:\s+(?!{_AUX}\b|{_NO_FILL}\b){word}){{0,3}}?)"
        rf"(?P<aux>(?:,(?=\s+who\s))?(?:\s+{_AUX}(?=\s)){{0,7}})\s+"
        rf"(?:(?P<participle>{_alternatives(forms['participle'])})|(?P<verb>{_alternatives(forms['verb'])}))\b"
    )
    return Lexicon(
        active=Caseless(
            rf"(?<![\w-])(?P<active>{active})[”’\x22]?(?:\s+(?:an?\s+)?(?:further|additional))?\s+$",
        ),
        active_end=re.compile(
            rf"\b(?:{last_words}|further|additional)[”’\x22]?$",  # one of these ends ``active``
            re.IGNORECASE,
        ),
        behind=re.compile(behind, re.IGNORECASE),
        behind_verb=re.compile(rf"(?:{first_words})\b", re.IGNORECASE),
        noun=re.compile(
            rf"\s+(?:(?:civilian|military|confirmed|reported|further|new|more|additional|police|verified|combat|Palestinian|Israeli|[A-Z]\w+)\s+){{0,2}}"
            rf"(?P<noun>{_alternatives(forms['noun'])})\b(?!-)"
        ),
        kind_of=kind_of,
    )


LABEL_KIND: dict[str, Kind] = {
    "killed": "killed",
    "dead": "killed",
    "death": "killed",
    "deaths": "killed",
    "toll": "killed",
    "fatalities": "killed",
    "victims": "killed",
    "deceased": "killed",
    "injured": "injured",
    "injury": "injured",
    "wounded": "injured",
    "injuries": "injured",
    "casualties": "casualties",
    "casualty": "casualties",
    "missing": "missing",
    "displaced": "displaced",
    "idps": "displaced",
    "detained": "detained",
    "detainees": "detained",
    "arrested": "detained",
    "arrests": "detained",
    "abducted": "abducted",
    "hostages": "abducted",
}
