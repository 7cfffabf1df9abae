"""Tell place names that are part of another name: "the Lima Group", "Jordan Haddad, a nurse"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.events.classes import classes_by_word
from geo.events.inflections import word_list
from geo.model import Mention

_NAME_REST = re.compile(r"(?:[ -](?:[A-Z][\w'’-]*|of|and|for|&)){1,5}")
_APPOSED = re.compile(r",\s+(?:(?:an?)\s+((?:[\w'’-]+\s+){0,3}[\w'’-]+)|who\b)")
_OF_A_REGION = re.compile(r"['’]s (?:[\w-]+ ){0,3}(?:capital|city|town|village|port), $")
_NAMED = frozenset({"cyclone", "hurricane", "typhoon", "operation", "superstorm"})
_PERSONS = frozenset({"person", "official", "speaker", "official_source"})
_BODIES = word_list("bodies")
_BODIES_OF_PEOPLES = word_list("bodies_of_peoples")
_LOCATING = word_list("locative") | {"from", "of", "to", "for", "and", "or", "the"}


def mark_names(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, those that lie inside another name marked so."""
    return [
        mention.but(function="name_part")
        if mention.function != "name_part"
        and (_in_body(text, mention) or _is_person(text, mention) or _is_storm(text, mention))
        else mention
        for mention in mentions
    ]


def _in_body(text: str, mention: Mention) -> bool:
    """Whether capitals behind a name make it a body's: "the Kharkiv Human Rights Group"."""
    if " " in mention.surface:
        last = mention.surface.rsplit(" ", 1)[-1].lower()
        if last in _BODIES:
            # "Aden Gulf Company", but not "West Bank"
            place = mention.resolution.place
            return place is None or not place.name.lower().endswith(last)
    rest = _NAME_REST.match(text, mention.end)
    if rest is None or mention.surface.isupper():
        return False
    bodies = _BODIES_OF_PEOPLES if mention.demonym else _BODIES
    for word in rest.group().replace("-", " ").split():
        if not word[0].isupper():
            continue
        if word.lower().removesuffix("'s").removesuffix("’s") in bodies:
            return True
    return False


def _is_storm(text: str, mention: Mention) -> bool:
    """Whether a storm or an operation bears the name: "Cyclone Remal"."""
    return _word_before(text, mention.start) in _NAMED


def _is_person(text: str, mention: Mention) -> bool:
    """Whether what follows a name tells who it is: "Amal Aleppo, a lawyer from Homs"."""
    if " " not in mention.surface or mention.demonym:
        return False
    if _word_before(text, mention.start) in _LOCATING:
        return False
    after = _APPOSED.match(text, mention.end)
    if after is None or _OF_A_REGION.search(text, max(0, mention.start - 60), mention.start):
        return False  # "Kordofan's besieged capital, El Obeid, a local group said"
    if after.group(1) is None:
        return True
    single, _ = classes_by_word()
    nouns = [single.get(word.lower(), frozenset()) for word in after.group(1).split()]
    sited = frozenset({"settlement", "facility", "building", "route"})
    for classes in nouns:
        if classes & _PERSONS:
            return True
        if classes & sited:
            return False
    return False


def _word_before(text: str, start: int) -> str:
    """Return the word before an offset in lower case, "" where other than a blank is between."""
    window = text[max(0, start - 20) : start]
    if not window.endswith(" "):
        return ""
    words = window.split()  # a paragraph may begin with the word
    return words[-1].strip("([\"'“‘").lower() if words else ""
