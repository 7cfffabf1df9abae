"""Say what each place name does in its sentence: the place, an actor, a modifier, a name's part."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, NamedTuple, get_args

from geo.geoparse.lexicon import words_for
from geo.geoparse.match import Lookup
from geo.geoparse.tagger.features import group_of, word_of
from geo.geoparse.tokens import Token

Function = Literal["literal", "actor", "modifier", "name_part"]
FUNCTIONS: tuple[Function, ...] = get_args(Function)

RoleWeights = Mapping[str, Sequence[float]]
"""For each feature its weight for each of ``FUNCTIONS``, in their order."""

_SKIPPED = words_for("skipped")
_JOINING = words_for("joining") | {"the"}
_GOVERNMENT = words_for("government")
_PASSIVE = words_for("passive")
_DONE_TO_PLACES = words_for("done to places")
_BLOWS_TO_STATES = words_for("blow to states")
_MEETS = words_for("meets")
_BEFALLING = words_for("befalls places")
_AHEAD = 9
"""Tokens behind a name that are read for what befalls it."""

_GOVERNING = frozenset(("in", "on", "to", "from", "with", "by", "of", "against"))
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))


PART_DOUBT = 4.0
"""How much better than the rest "part of a name" must score where the tagger saw a place."""


class Found(NamedTuple):
    """A place name on ``tokens[first:last]``; ``kind`` is LOC, DEM or EMB as the tagger says."""

    first: int
    last: int
    kind: str


def functions_of(
    text: str,
    tokens: Sequence[Token],
    found: Sequence[Found],
    lookup: Lookup,
    weights: RoleWeights | None = None,
) -> list[Function]:
    """Return the function of every name of a sentence, given in order."""
    weights = shipped_weights() if weights is None else weights
    functions: list[Function] = []
    lists = lists_of(tokens, found)
    for index, name in enumerate(found):
        if name.kind == "EMB":
            functions.append("name_part")
        elif name.kind == "DEM":
            functions.append("modifier")
        elif _names_a_government(text, tokens, name, lookup):
            functions.append("actor")
        elif _is_struck(tokens, name):
            functions.append("literal")
        else:
            features = describe(text, tokens, found, lists, index, lookup)
            functions.append(best_function(features, weights))
    if len(functions) > 1 and functions[:2] == ["literal", "actor"] and found[0].first <= 1:
        # "Moscow and Beijing vetoed": what one subject does, the other does too
        between = [token.word for token in tokens[found[0].last : found[1].first]]
        if between == ["and"] and _is_seat(text, tokens, found[0], lookup):
            functions[0] = "actor"
    return functions


def _is_seat(text: str, tokens: Sequence[Token], name: Found, lookup: Lookup) -> bool:
    """Whether a name can stand for a government."""
    surface = text[tokens[name.first].start : tokens[name.last - 1].end]
    return group_of(surface, lookup) in ("capital", "country")


def _names_a_government(text: str, tokens: Sequence[Token], name: Found, lookup: Lookup) -> bool:
    """Whether a city stands for its government by the word behind it: "the Khartoum government"."""
    if name.last >= len(tokens) or tokens[name.last].word not in _GOVERNMENT:
        return False
    surface = text[tokens[name.first].start : tokens[name.last - 1].end]
    return group_of(surface, lookup) in ("capital", "populated")


def _is_struck(tokens: Sequence[Token], name: Found) -> bool:
    """Whether something befalls the name as a place: "Damascus was bombed", "Aden saw clashes".

    A government is criticised, hit by sanctions or comes under pressure; a city is shelled.
    """
    if name.last >= len(tokens):
        return False
    nearest = tokens[name.last].word.lower()
    if nearest not in _MEETS and nearest not in _PASSIVE:
        return False
    behind = [token.word.lower() for token in tokens[name.last : name.last + _AHEAD]]
    if nearest in _MEETS:
        return any(word in _BEFALLING for word in behind[1:4])
    passive = 0
    while passive < len(behind) and behind[passive] in _PASSIVE:
        passive += 1
    if not 0 < passive < len(behind) or behind[passive] not in _DONE_TO_PLACES:
        return False
    return not any(word in _BLOWS_TO_STATES for word in behind[passive + 1 :])


def best_function(
    features: Sequence[str], weights: RoleWeights, *, doubt: float = PART_DOUBT
) -> Function:
    """Return the likeliest function; ``doubt`` is held against "part of a name"."""
    literal = actor = modifier = 0.0
    part = -doubt
    get = weights.get
    for feature in features:
        held = get(feature)
        if held is not None:
            for_literal, for_actor, for_modifier, for_part = held
            literal += for_literal
            actor += for_actor
            modifier += for_modifier
            part += for_part
    totals = (literal, actor, modifier, part)
    return FUNCTIONS[totals.index(max(totals))]  # of equals the first: the literal reading


@cache
def shipped_weights() -> RoleWeights:
    """Return the weights that come with the package."""
    text = (resources.files("geo") / "data" / "roles.json").read_text(encoding="utf-8")
    return {feature: tuple(held) for feature, held in json.loads(text)["weights"].items()}


LONGEST_LIST = 30
"""Names of a list that are looked past; in a page of names further ones say nothing."""


def lists_of(tokens: Sequence[Token], found: Sequence[Found]) -> list[tuple[int, int]]:
    """Return for each name of a sentence which names are the first and the last of its list."""
    lists: list[tuple[int, int]] = []
    begin = 0
    for index, name in enumerate(found):
        end = index + 1
        if end == len(found) or not _joined(tokens, name.last, found[end].first):
            lists += [(begin, index)] * (end - begin)
            begin = end
    return lists


def describe(
    text: str,
    tokens: Sequence[Token],
    found: Sequence[Found],
    lists: Sequence[tuple[int, int]],
    index: int,
    lookup: Lookup,
) -> list[str]:
    """Return what speaks for the function of one name of a sentence; ``lists`` by `lists_of`."""
    first, last, kind = found[index]
    group = group_of(text[tokens[first].start : tokens[last - 1].end], lookup)
    features = ["bias", f"kind={kind}", f"group={group}"]
    _look_left(features, tokens, first, "", group)
    _look_right(features, tokens, last, "", group)
    if tokens[first].kind == "U" and last - first < 3 and len(tokens[first].word) > 3:
        features.append("capitals")
    # in a list, what stands before its first and behind its last name counts for all
    start, end = lists[index]
    if start < index:
        start = max(start, index - LONGEST_LIST)
        _look_left(features, tokens, found[start].first, "list ", group)
    if end > index:
        end = min(end, index + LONGEST_LIST)
        _look_right(features, tokens, found[end].last, "list ", group)
    return features


def _joined(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether only a comma, "and" or the like stands between two names."""
    if not 0 < last - first <= 4:
        return False
    return _JOINING.issuperset([token.word for token in tokens[first:last]])


@lru_cache(maxsize=20_000)
def _beside(word: str, where: str) -> tuple[str, str, str]:
    known = word_of(word)
    return (
        f"{where}={known.lower}",
        f"{where} cluster={known.clusters[2]}",
        f"{where} middle={known.clusters[1]}",
    )


def _look_left(
    features: list[str], tokens: Sequence[Token], first: int, mark: str, group: str
) -> None:
    if first == 0:
        features.append(f"{mark}opens")
        return
    word = tokens[first - 1].word
    before = governor = word_of(word)
    features += _beside(word, mark + "before")
    if first > 1:
        further = word_of(tokens[first - 2].word)
        features += (
            f"{mark}before2={further.lower} {before.lower}",
            f"{mark}before2 cluster={further.clusters[1]} {before.lower}",
        )
    index = first - 1
    while index > 0 and governor.lower in _SKIPPED and first - index < 5:
        index -= 1
        word = tokens[index].word
        governor = word_of(word)
    features += _beside(word, mark + "governor")
    features.append(f"{mark}governor={governor.lower} {group}")
    if index and governor.lower in _GOVERNING:
        governed = word_of(tokens[index - 1].word)
        features.append(f"{mark}governed={governed.clusters[2]} {governor.lower}")


def _look_right(
    features: list[str], tokens: Sequence[Token], last: int, mark: str, group: str
) -> None:
    if last >= len(tokens):
        features.append(f"{mark}closes")
        return
    word = tokens[last].word
    if word in _POSSESSIVE:
        features.append(f"{mark}possessive {group}")
        for owned in tokens[last + 1 : last + 4]:
            if owned.kind == ".":
                break
            features += _beside(owned.word, mark + "owns")
        return
    if word in "-–‐" and last + 1 < len(tokens):
        tied = word_of(tokens[last + 1].word)
        features += (f"{mark}hyphen={tied.lower}", f"{mark}hyphen cluster={tied.clusters[1]}")
        return
    after = word_of(word)
    coarse, middle, _ = after.clusters
    features += _beside(word, mark + "after")
    features += (
        f"{mark}after shape={tokens[last].kind}",
        f"{mark}after coarse={coarse} {group}",
    )
    if last + 1 < len(tokens):
        further = word_of(tokens[last + 1].word)
        cluster = further.clusters[1]
        features += (
            f"{mark}after2={after.lower} {further.lower}",
            f"{mark}after2 cluster={middle} {cluster}",
            f"{mark}after2 middle={cluster}",
        )
