"""Read the place phrases of a sentence: which names hang together, and how they locate.

"in X, Y and Z" is one phrase with three places; "Rafah, in southern Gaza" one place with its
container; "between A and B" and "5 km south-east of A" are points computed from places.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gazetteer.place import Place
from geo.model import Mention, PlaceRelation
from geo.words import Word

KM_PER_MILE = 1.609344
KM_PER_DEGREE = 111.195
BEARINGS_DEG = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0,
    "south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip
RANKS = {
    "hospital": 0, "site": 0, "base": 0, "port": 0, "airport": 0, "crossing": 0, "junction": 0,
    "camp": 1, "neighbourhood": 1, "road": 2, "populated_place": 3, "landform": 4, "admin2": 4,
    "admin1": 5, "region": 6, "water": 6, "country": 7, "continent": 8,
}  # fmt: skip
"""How much a feature class holds: a place of a lower rank can lie in one of a higher."""

AREAS = frozenset({"admin1", "region", "water", "country", "continent"})
COARSE_REGION_KM = 200.0
"""A region wider than this (the Middle East) is like a country: listed, never a pin."""

_LOCATIVE = frozenset(
    """in at inside within across throughout on over above into onto against through upon amid
    along around near outside off beside behind opposite beyond alongside past between by""".split()
)
_NEAR = frozenset("near outside off beside behind opposite beyond alongside past above by".split())
_CLOSE_WORDS = frozenset(
    "outskirts edge vicinity outskirt fringe fringes edges environs approaches".split()
)
_TRANSPARENT = frozenset({"like", "including"})
_PERSON_OF = frozenset(
    """mayor governor bishop people residents resident inhabitants villagers head chief citizens
    natives native students king queen president minister leader leaders council councillor
    ambassador lawmaker candidate survivors survivor children women men refugees protection
    capital ally allies friends territory authorities police spokesman representative envoy
    sheikh emir parishes archbishop patriarch rabbi imam mufti elders commander name situation
    support future fate view memory map side bank state""".split()
)
_ROADS = frozenset("road highway route corridor motorway railway line track street path".split())
_UNITS_KM = {"km": 1.0, "kilometres": 1.0, "kilometers": 1.0, "kilometre": 1.0, "kilometer": 1.0,
             "kms": 1.0, "miles": KM_PER_MILE, "mile": KM_PER_MILE, "metres": 0.001, "meters": 0.001}  # fmt: skip
_CLASS_WORDS = frozenset(
    """city town village district province suburb port region state camp neighbourhood
    neighborhood island area areas capital county department municipality governorate oblast hamlet
    settlement towns villages cities districts community commune kibbutz quarter provinces regions
    states parts part centre center territory enclave strip resort""".split()
)
_BUILDINGS = frozenset(
    """house home school hospital market mosque church camp apartment building station warehouse
    tower cafe hotel factory village suburb neighbourhood street square port bakery clinic
    university prison restaurant airport mall shop bridge""".split()
)
_DISTANCE = re.compile(r"^\d+(?:\.\d+)?$")
_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip


@dataclass(slots=True)
class PlacePhrase:
    """Names that stand together, and how they locate.

    ``kind`` is ``locative``, ``object``, ``subject``, ``of`` (of an event: "the shelling of X"),
    ``origin``, ``destination``, ``source`` ("the mayor of X"), ``modifier`` or ``other``;
    ``owner`` is the word that the phrase hangs on (a verb or noun), ``-1`` where unknown.
    """

    start: int
    end: int
    members: list[int]
    containers: list[int] = field(default_factory=list)
    kind: str = "other"
    relation: PlaceRelation = "in"
    owner: int = -1
    preposition: str = ""
    bearing: str = ""
    distance_km: float | None = None
    between: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A point for an event: a gazetteer's place, or one computed from places by ``rule``."""

    place: Place
    name: str
    lat: float
    lon: float
    precision_km: float
    rule: str


def rank(place: Place | None) -> int:
    """Return how much a place can hold; unknown ones rank as a town."""
    return RANKS.get(place.feature_class, 3) if place else 3


def distance_between_km(a: Place, b: Place) -> float:
    """Return the great-circle distance between two places."""
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 12742.0176 * math.asin(min(1.0, math.sqrt(h)))


def could_hold(outer: Place | None, inner: Place | None) -> bool:
    """Whether ``inner`` can lie in ``outer``, by rank, country and distance."""
    if outer is None or inner is None or rank(outer) <= rank(inner):
        return False
    if inner.parent_id and inner.parent_id == outer.id:
        return True
    if outer.feature_class == "country":
        return outer.country == inner.country
    return distance_between_km(outer, inner) <= max(2.5 * outer.precision_km, 15.0)


def read_phrases(
    words: Sequence[Word], mentions: Sequence[Mention], event_nouns: Mapping[int, int]
) -> list[PlacePhrase]:
    """Return the place phrases of a sentence in order.

    Parameters
    ----------
    words
        The sentence.
    mentions
        All mentions of the report; a word's ``mention`` is an index into them.
    event_nouns
        For the last word of each noun that names an event, its first.
    """
    phrases: list[PlacePhrase] = []
    i = 0
    while i < len(words):
        if words[i].tag != "P":
            i += 1
            continue
        phrase, i = _gather(words, mentions, i)
        _locate(words, phrase, event_nouns)
        phrases.append(phrase)
    return phrases


def _place(mentions: Sequence[Mention], word: Word) -> Place | None:
    return mentions[word.mention].resolution.place if word.mention >= 0 else None


def _gather(
    words: Sequence[Word], mentions: Sequence[Mention], first: int
) -> tuple[PlacePhrase, int]:
    phrase = PlacePhrase(start=first, end=first + 1, members=[words[first].mention])
    inner = _place(mentions, words[first])
    i = first + 1
    n = len(words)
    while i < n:
        k = i
        while k < n and words[k].lower in _CLASS_WORDS and words[k].tag == "N":
            k += 1
        if k == i and k + 1 < n and words[k].tag == "N" and words[k + 1].lower in _CLASS_WORDS:
            k += 2  # "Mugunga displacement camp west of Goma"
        joint = _joint(words, k, between=first > 0 and words[first - 1].lower == "between")
        if joint is None:
            break
        kind, target = joint
        place = _place(mentions, words[target])
        mention = words[target].mention
        if kind == "container":
            road = words[first].lower.split()[-1] in _ROADS or (
                inner is not None and inner.feature_class == "road"
            )
            if road and words[target - 1].lower in {"near", "at", "in", "outside"}:
                # "on the Pan-American Highway near X": the road holds, the town says where
                phrase.containers.append(phrase.members.pop())
                phrase.members.append(mention)
                phrase.preposition = "near"
                inner = place
            else:
                phrase.containers.append(mention)
        elif kind == "comma":
            if could_hold(place, inner):
                phrase.containers.append(mention)
            elif _list_goes_on(words, target):
                phrase.members.append(mention)
            else:
                break
        else:
            phrase.members.append(mention)
        i = target + 1
        phrase.end = i
        if i < n and words[i].tag == ")":
            i += 1
    return phrase, max(i, first + 1) if phrase.end <= i else phrase.end


def _list_goes_on(words: Sequence[Word], target: int) -> bool:
    k = target + 1
    return k < len(words) and words[k].lower in {",", "and", "or"}


def _joint(words: Sequence[Word], k: int, *, between: bool = False) -> tuple[str, int] | None:
    """Return how the name ahead of ``k`` hangs on the one before it, and where it stands."""
    n = len(words)
    comma = False
    start = k
    if k < n and words[k].tag == "(":
        target = _name_ahead(words, k + 1)
        return ("container", target) if target >= 0 else None
    if k < n and words[k].tag == ",":
        comma = True
        k += 1
    if k < n and words[k].lower in {"and", "or", "as"} and words[k].tag in {"cc", "sub", "prep"}:
        if words[k].lower == "as":
            if not (k + 2 < n and words[k + 1].lower == "well" and words[k + 2].lower == "as"):
                return None
            k += 2
        k += 1
        if k < n and words[k].lower in {"in", "at", "near", "on"}:
            k += 1
        if k < n and words[k].lower in {"also", "nearby", "neighbouring", "then"}:
            k += 1
        target = _name_ahead(words, k)
        if target < 0 or not (between or _ends_phrase_list(words, target)):
            return None
        return ("coordinate", target)
    if k < n and words[k].lower in {"in", "of", "near", "at", "outside"} and words[k].tag == "prep":
        if words[k].lower == "of" and comma:
            return None
        target = _name_ahead(words, k + 1)
        return ("container", target) if target >= 0 else None
    j = k
    bearing = False
    while j < n and j < k + 8:
        lower = words[j].lower
        if _bearing(lower):
            bearing = True
        elif (
            words[j].tag == "num"
            or lower in _UNITS_KM
            or lower in {"the", "to", "some", "about", "just"}
        ):
            pass
        elif lower in {"of", "from"} and (
            bearing or any(words[m].lower in _UNITS_KM for m in range(k, j))
        ):
            target = _name_ahead(words, j + 1)
            return ("container", target) if target >= 0 else None
        else:
            break
        j += 1
    if comma:
        if k < n and words[k].tag == "P":
            return ("comma", k)
        if (
            k + 1 < n
            and words[k].lower == "the"
            and words[k + 1].lower
            in {"capital", "main", "largest", "seat", "city", "town", "district"}
        ):
            for m in range(k + 2, min(n, k + 9)):
                if words[m].tag in {",", ".", ";"} or words[m].tag in {"V", "D", "be", "have"}:
                    return None
                if words[m].tag == "P":
                    return ("container", m)
        target = _name_ahead(words, k)
        if target >= 0 and target > k and _list_goes_on(words, target):
            return ("comma", target)
    del start
    return None


def _ends_phrase_list(words: Sequence[Word], target: int) -> bool:
    """Whether the name behind "and" ends a list, and is no subject of a clause of its own."""
    k = target + 1
    if k >= len(words):
        return True
    # "in A and B have": a list; "... in A and B was shelled": a clause of its own
    return words[k].tag not in {"V", "Z", "modal"} and words[k].lower not in {"was", "has", "is"}


def _name_ahead(words: Sequence[Word], k: int) -> int:
    """Return the index of the name that the words from ``k`` lead to, or -1."""
    stop = min(len(words), k + 6)
    while k < stop:
        word = words[k]
        if word.tag == "P":
            return k
        if (
            word.tag in {"det", "adj", '"', "“"}
            or word.lower in _CLASS_WORDS
            or word.lower in {"of", "nearby", "neighbouring", "northern", "Hai"}
        ):
            k += 1
            continue
        return -1
    return -1


def _bearing(lower: str) -> str:
    plain = lower.replace("-", "")
    if plain.endswith("wards"):
        plain = plain[:-5]
    return plain if plain in BEARINGS_DEG else ""


def _locate(words: Sequence[Word], phrase: PlacePhrase, event_nouns: Mapping[int, int]) -> None:
    """Read leftwards from a phrase to what says how it locates."""
    k = phrase.start - 1
    if phrase.end in event_nouns or phrase.end in event_nouns.values():
        # "Gallant's Washington visit", "the Jenin raid"
        phrase.owner = phrase.end
        _finish(phrase, "naming", "in", phrase.end, words)
        return
    relation: PlaceRelation = "in"
    if phrase.preposition == "near":
        relation = "near"
    after = words[phrase.end] if phrase.end < len(words) else None
    if (
        after is not None
        and after.tag == "N"
        and after.lower in _BUILDINGS
        and k >= 0
        and words[k].tag == "prep"
    ):
        pass
    steps = 0
    while k >= 0 and steps < 24:
        steps += 1
        word = words[k]
        lower = word.lower
        tag = word.tag
        if lower in {"of", "from"} and k and _measure(words, k, phrase):
            relation = "near"
            k = phrase.owner
            phrase.owner = -1
            if k < 0 or words[k].tag in {",", "num"}:
                _finish(phrase, "locative", relation, k, words)
                return
            if words[k].tag == "to" or words[k].lower in {"to", "at", "on", "about"}:
                k -= 1
            _finish(phrase, "locative", relation, k, words)
            return
        if lower == "of" and tag == "prep":
            head = k - 1
            if head in event_nouns:
                phrase.owner = head
                _finish(phrase, "of", relation, head, words)
                return
            noun = words[head].lower if head >= 0 else ""
            if _bearing(noun):
                inside = head and words[head - 1].lower in {"the", "far"}
                if not inside:
                    relation = "near"
                k = head - 1
                if not inside and k >= 0 and words[k].tag not in {"prep", "det", "to"}:
                    _finish(phrase, "locative", relation, k, words)
                    return
                continue
            if noun in _CLOSE_WORDS:
                relation = "near"
            elif noun in _PERSON_OF and not (
                noun == "side" and head and _bearing(words[head - 1].lower)
            ):
                _finish(phrase, "source", relation, head, words)
                return
            k = head - 1
            while k >= 0 and (
                words[k].tag in {"N", "adj", "num", "poss"}
                or (words[k].tag == "G" and words[k - 1].tag in {"N", "adj", "det"})
            ):
                if k in event_nouns:
                    break
                k -= 1
            continue
        if tag in {"det", "adj", '"', "“", "‘", "adv"} or lower in {"“", '"'}:
            k -= 1
            continue
        if tag == "prep" or tag == "to":
            if lower in _TRANSPARENT or (lower == "as" and k and words[k - 1].lower == "such"):
                k -= 1
                while (
                    k >= 0
                    and words[k].tag in {"N", "adj", "det", "num", ","}
                    and words[k].lower != "of"
                ):
                    k -= 1
                continue
            _by_preposition(words, phrase, k, relation)
            return
        if tag == "sub" and lower in {"as"}:
            k -= 1
            continue
        if tag in {"V", "D", "B", "G", "Z", "T"}:
            _finish(phrase, "object", relation, k, words)
            return
        if tag == "N" and lower in _CLASS_WORDS | {
            "nearby",
            "neighbouring",
            "downtown",
            "city",
            "hai",
        }:
            k -= 1
            continue
        if tag == "N" and lower == "hai":
            k -= 1
            continue
        break
    if k == phrase.start - 1 and k >= 0 and words[k].tag == "N":
        _finish(phrase, "other", relation, k, words)
        return
    _finish(phrase, "subject", relation, -1, words)


def _measure(words: Sequence[Word], k: int, phrase: PlacePhrase) -> bool:
    """Read "5 km south-east of", "25 km from" and "east of" that end at ``k``."""
    j = k - 1
    bearing = _bearing(words[j].lower)
    if bearing:
        if words[j - 1].lower == "the" if j else False:
            j -= 1
            if j and words[j - 1].lower == "to":
                j -= 1
            else:
                return False
        j -= 1
    if j >= 0 and words[j].lower in _UNITS_KM and j >= 1:
        value = words[j - 1].lower.replace(",", "")
        number = float(value) if _DISTANCE.match(value) else _NUMBER_WORDS.get(value)
        if number is not None:
            phrase.distance_km = number * _UNITS_KM[words[j].lower]
            phrase.bearing = bearing
            j -= 2
            while j >= 0 and words[j].lower in {
                "about",
                "some",
                "around",
                "nearly",
                "roughly",
                "just",
                "only",
                "approximately",
                "over",
                "almost",
            }:
                j -= 1
            phrase.owner = j
            return True
    if bearing and words[k].lower == "of":
        if j >= 0 and words[j].lower in {"just", "far", "immediately"}:
            j -= 1
        phrase.owner = j
        phrase.bearing = ""
        return True
    return False


def _by_preposition(
    words: Sequence[Word], phrase: PlacePhrase, k: int, relation: PlaceRelation
) -> None:
    lower = words[k].lower
    phrase.preposition = phrase.preposition or lower
    before = words[k - 1] if k else None
    if lower == "from":
        if before is not None and before.lower in _UNITS_KM:
            relation = "near"
            _finish(phrase, "locative", relation, k - 3, words)
            return
        if before is not None and before.lower in {"away", "far", "metres", "meters"}:
            _finish(phrase, "locative", "near", k - 2, words)
            return
        _finish(phrase, "origin", relation, k - 1, words)
        return
    if lower == "to":
        if before is not None and before.lower in {"close", "next", "adjacent"}:
            _finish(phrase, "locative", "near", k - 2, words)
            return
        if before is not None and before.lower in _ROADS | {"expressway", "motorway", "pass"}:
            _finish(phrase, "road_to", "near", k - 1, words)
            return
        _finish(phrase, "destination", relation, k - 1, words)
        return
    if lower in {"toward", "towards", "for"}:
        _finish(phrase, "destination", relation, k - 1, words)
        return
    if lower == "between":
        phrase.between = len(phrase.members) == 2
        _finish(phrase, "locative", "near", k - 1, words)
        return
    if lower == "around":
        _finish(phrase, "locative", "around", k - 1, words)
        return
    if lower in _NEAR:
        if lower == "by":
            _finish(phrase, "other", relation, k - 1, words)
            return
        _finish(phrase, "locative", "near", k - 1, words)
        return
    if lower in _LOCATIVE:
        if before is not None and lower in {"into"} and before.lower == "in":
            k -= 1
        if lower == "of" or (
            lower in {"on", "in"} and before is not None and before.lower in _CLOSE_WORDS
        ):
            relation = "near"
        _finish(phrase, "locative", relation, k - 1, words)
        return
    _finish(phrase, "other", relation, k - 1, words)


def _finish(
    phrase: PlacePhrase, kind: str, relation: PlaceRelation, owner: int, words: Sequence[Word]
) -> None:
    phrase.kind = kind
    phrase.relation = relation
    if (
        kind in {"locative", "origin", "destination", "other", "object", "source"}
        and phrase.owner < 0
    ):
        phrase.owner = owner
    del words


def join_road(phrases: list[PlacePhrase], words: Sequence[Word]) -> None:
    """Join "on the road from A to B" and "the road linking A and B" into one phrase between both."""
    for left, right in zip(phrases, phrases[1:], strict=False):
        if (
            left.kind == "origin"
            and right.kind in {"destination", "road_to"}
            and right.start - left.end <= 2
        ):
            k = left.owner
            if k >= 0 and words[k].lower in _ROADS:
                left.members += right.members
                left.between = True
                left.kind, left.relation = "locative", "near"
                right.kind = "joined"


def midpoint(a: Place, b: Place) -> Spot:
    """Return the point halfway between two places, with the radius that holds both."""
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    x = math.cos(lat2) * math.cos(lon2 - lon1)
    y = math.cos(lat2) * math.sin(lon2 - lon1)
    lat = math.atan2(math.sin(lat1) + math.sin(lat2), math.hypot(math.cos(lat1) + x, y))
    lon = lon1 + math.atan2(y, math.cos(lat1) + x)
    half_km = distance_between_km(a, b) / 2
    return Spot(
        place=a,
        name=f"between {a.name} and {b.name}",
        lat=round(math.degrees(lat), 6),
        lon=round((math.degrees(lon) + 540) % 360 - 180, 6),
        precision_km=max(half_km, a.precision_km, b.precision_km),
        rule="midpoint between two places",
    )


def offset(place: Place, distance_km_: float, bearing: str) -> Spot:
    """Return the point at a distance and a compass bearing from a place."""
    angle = math.radians(BEARINGS_DEG[bearing])
    delta = distance_km_ / 6371.0088
    lat1, lon1 = math.radians(place.lat), math.radians(place.lon)
    lat = math.asin(
        math.sin(lat1) * math.cos(delta) + math.cos(lat1) * math.sin(delta) * math.cos(angle)
    )
    lon = lon1 + math.atan2(
        math.sin(angle) * math.sin(delta) * math.cos(lat1),
        math.cos(delta) - math.sin(lat1) * math.sin(lat),
    )
    number = f"{distance_km_:g}"
    return Spot(
        place=place,
        name=f"{number} km {bearing.replace('thea', 'th-ea').replace('thwe', 'th-we')} of {place.name}",
        lat=round(math.degrees(lat), 6),
        lon=round((math.degrees(lon) + 540) % 360 - 180, 6),
        precision_km=max(place.precision_km, 0.2 * distance_km_, 1.0),
        rule="offset by distance and bearing",
    )


def geo_precision(place: Place, relation: PlaceRelation) -> int:
    """Return ACLED's precision 1, 2 or 3 for a place and how it is related."""
    if place.feature_class in AREAS:
        return 3
    if relation in {"near", "around"} or place.feature_class in {"admin2", "landform"}:
        return 2
    return 1


def too_coarse(place: Place) -> bool:
    """Whether a place is a whole country or wider: it is listed, never a pin."""
    if place.feature_class in {"country", "continent"}:
        return True
    return place.feature_class == "region" and (
        place.precision_km > COARSE_REGION_KM or not place.country
    )
