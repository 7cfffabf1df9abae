"""Read which place names hang together: lists, and the larger place that holds a smaller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gazetteer.place import Place
from geo.events.inflections import word_list
from geo.events.name_joints import CLASS_WORDS, bearing_of, joint
from geo.events.points import RANKS, could_hold, rank
from geo.events.words import Word
from geo.model import Mention, PlaceRelation

KM_PER_NAUTICAL_MILE = 1.852


ROADS = word_list("roads")


_LONGEST_FIGURES = 9
_HYPHENS = frozenset({"-", "‑", "–"})


SMALL_KM = 10.0
"""Radius up to which an area is as good an answer to "where" as the town beside it."""


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


def _place(mentions: Sequence[Mention], word: Word) -> Place | None:
    return mentions[word.mention].resolution.place if word.mention >= 0 else None


def gather_names(
    words: Sequence[Word], mentions: Sequence[Mention], first: int
) -> tuple[PlacePhrase, int]:
    """Return the phrase that the name at ``first`` opens, and the word behind it."""
    phrase = PlacePhrase(start=first, end=first + 1, members=[words[first].mention])
    inner = _place(mentions, words[first])
    i = first + 1
    n = len(words)
    while i < n:
        k = i
        while k < n and words[k].lower in CLASS_WORDS and words[k].tag == "N":
            k += 1
        if k == i and k + 1 < n and words[k].tag == "N" and words[k + 1].lower in CLASS_WORDS:
            k += 2  # "Mugunga displacement camp west of Goma"
        if inner is None and k + 1 < n and words[k].lower == "‘" and words[k + 1].tag == "P":
            phrase.members = [words[k + 1].mention]  # "Khirbet ‘Atuf": no quotation
            inner = _place(mentions, words[k + 1])
            i = phrase.end = k + 2
            continue
        listed = first > 0 and words[first - 1].lower in {"between", "both"}
        k = _past_figures(words, k)
        found = joint(words, k, first, listed=listed)
        if found is None:
            break
        kind, target = found
        if words[k].lower == "at" and first and words[first - 1].lower == "from":
            break  # "fired from X at Y"
        if target + 1 < n and words[target + 1].tag == "poss" and kind != "coordinate":
            break  # "near X, Y's navy said"
        place = _place(mentions, words[target])
        mention = words[target].mention
        if kind == "container":
            beside = _lies_beside(words, k, target)
            road = words[first].lower.split()[-1] in ROADS or (
                inner is not None and inner.feature_class == "road"
            )
            if road and words[target - 1].lower in {"near", "at", "outside"}:
                # "on the Pan-American Highway near X": the road holds, the town says where
                phrase.containers.append(phrase.members.pop())
                phrase.members.append(mention)
                phrase.preposition = "near"
                inner = place
            elif road and _is_narrower(place, inner):
                # "on Salah al-Din Road in Bureij": not anywhere along the road
                phrase.containers.append(phrase.members.pop())
                phrase.members.append(mention)
                inner = place
            elif could_hold(inner, place) and not (beside and _small(inner)):
                # "into Burundi at Gatumba": the second lies in the first
                phrase.containers.append(phrase.members.pop())
                phrase.members.append(mention)
                if beside:
                    phrase.preposition = "near"  # "in the Negev, south of Beersheba"
                inner = place
            else:
                phrase.containers.append(mention)
        elif kind == "comma":
            listed = len(phrase.members) > 1 or _opens_list(words, target)
            ahead = mentions[phrase.members[-1]].resolution.place
            if could_hold(place, ahead) or (_is_division_of(place, inner) and not listed):
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
    if _ends_of_road(words, phrase):
        return phrase, phrase.end
    return phrase, max(i, first + 1) if phrase.end <= i else phrase.end


def _lies_beside(words: Sequence[Word], low: int, high: int) -> bool:
    """Whether the second name only tells where the first lies: "in X, west of Y", "X, near Y"."""
    between = [word.lower for word in words[low:high]]
    return any(bearing_of(lower) or lower in {"near", "outside", "off"} for lower in between)


def _small(place: Place | None) -> bool:
    """Whether a place says where as exactly as a town beside it does: "al-Mawasi, west of X"."""
    return place is not None and place.precision_km <= SMALL_KM


def _ends_of_road(words: Sequence[Word], phrase: PlacePhrase) -> bool:
    """Join "the A-B road": two names with a hyphen before a road are its ends."""
    k = phrase.end
    if (
        k + 2 < len(words)
        and len(phrase.members) == 1
        and words[k].lower in _HYPHENS
        and words[k + 1].tag == "P"
        and words[k + 2].lower in ROADS
    ):
        phrase.members.append(words[k + 1].mention)
        phrase.end = k + 2
        phrase.between = True
    return phrase.between


def _is_narrower(town: Place | None, road: Place | None) -> bool:
    """Whether a town says more exactly where on a road something happened than the road does."""
    if town is None or road is None or town.feature_class not in {"populated_place", "camp"}:
        return False
    return town.precision_km < road.precision_km


def _opens_list(words: Sequence[Word], target: int) -> bool:
    """Whether a name is one of several: "in A, B and C", "in A, B, C and D"."""
    k = _past_figures(words, target + 1)
    if k < len(words) and words[k].tag == ",":
        k += 1
        return k < len(words) and words[k].tag == "P"
    return k < len(words) and words[k].lower in {"and", "or"}


def _past_figures(words: Sequence[Word], k: int) -> int:
    """Return the word behind figures in brackets: "Garissa (47), Meru (5 cases and 1 death)"."""
    if k + 2 >= len(words) or words[k].tag != "(" or words[k + 1].tag != "num":
        return k
    for j in range(k + 2, min(len(words), k + _LONGEST_FIGURES)):
        if words[j].tag == ")":
            return j + 1
        if words[j].tag not in {"num", "N", "cc", ","}:
            break
    return k


def _list_goes_on(words: Sequence[Word], target: int) -> bool:
    k = _past_figures(words, target + 1)
    if k >= len(words) or words[k].lower not in {",", "and", "or"}:
        return False
    if words[k].lower != ",":
        return True
    k += 1
    stop = min(len(words), k + 4)
    while k < stop and (words[k].tag in {"det", "adj"} or words[k].lower in CLASS_WORDS):
        k += 1
    # "on X Square, Y, on Saturday" is no list, "in X, Y, Z and W" is one
    return k < stop and (words[k].tag == "P" or words[k].lower in {"and", "or"})


def _is_division_of(outer: Place | None, inner: Place | None) -> bool:
    """Whether "Perry, Florida" names a town and its division, whatever the distance."""
    if outer is None or inner is None or outer.feature_class not in {"admin1", "country"}:
        return False
    return outer.country == inner.country and RANKS[outer.feature_class] > rank(inner)
