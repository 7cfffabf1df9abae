"""Say what each place name does in its sentence: the place, an actor, a modifier, a name's part."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple, get_args

from geo.geoparse.lexicon import words_for
from geo.geoparse.match import Lookup
from geo.geoparse.tagger.features import group_of, word_of
from geo.geoparse.tokens import Tokens

Function = Literal["literal", "actor", "modifier", "name_part"]
FUNCTIONS: tuple[Function, ...] = get_args(Function)

RoleWeights = Mapping[str, Sequence[float]]
"""For each feature its weight for each of ``FUNCTIONS``, in their order."""

Beside = tuple[str, str]
"""Where a word stands, and the word; or the kind and the group of the name itself."""

_KINDS = frozenset(("LOC", "DEM", "EMB"))

_SKIPPED = words_for("skipped")
_JOINING = words_for("joining") | {"the"}
_GOVERNMENT = words_for("government")
_PASSIVE = words_for("passive")
_DONE_TO_PLACES = words_for("done to places")
_BLOWS_TO_STATES = words_for("blow to states")
_MEETS = words_for("meets")
_BEFALLING = words_for("befalls places")
_BEFALLEN = _MEETS | _PASSIVE
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


_TOWN_NOUNS = frozenset(("capital", "city", "port", "town", "village"))
_ALL_OVER = frozenset(("across", "throughout"))
_WITHIN = frozenset(("in", "at", "near", "outside", "across", "around", "inside"))


def functions_of(
    text: str,
    tokens: Tokens,
    found: Sequence[Found],
    lookup: Lookup,
    weights: RoleWeights | None = None,
) -> list[Function]:
    """Return the function of every name of a sentence, given in order."""
    judge = _judge_of(shipped_weights() if weights is None else weights)
    functions: list[Function] = []
    lists = lists_of(tokens, found)
    for index, name in enumerate(found):
        behind = tokens.words[name.last] if name.last < len(tokens.words) else ""
        if name.kind == "EMB":
            functions.append("name_part")
        elif name.kind == "DEM":
            functions.append("modifier")
        elif behind in _GOVERNMENT and _is_city(text, tokens, name, lookup):
            functions.append("actor")  # "the Khartoum government"
        elif behind.lower() in _BEFALLEN and _is_struck(tokens, name):
            functions.append("literal")
        else:
            features, words = _described(text, tokens, found, lists, index, lookup)
            function = judge.best_function(features, words)
            if function == "actor" and (
                _stands_in_a_place(tokens, name) or _is_assaulted(text, tokens, name, lookup)
            ):
                function = "literal"
            functions.append(function)
    if len(functions) > 1 and functions[:2] == ["literal", "actor"] and found[0].first <= 1:
        # "Moscow and Beijing vetoed": what one subject does, the other does too
        between = tokens.words[found[0].last : found[1].first]
        if between == ["and"] and _is_seat(text, tokens, found[0], lookup):
            functions[0] = "actor"
    for index in range(1, len(found)):
        one, two = found[index - 1], found[index]
        if functions[index - 1 : index + 1] == ["literal", "actor"] and one.first:
            ends = tokens.words[one.first - 1], *tokens.words[one.last : two.first]
            if ends == ("between", "and"):
                functions[index] = "literal"  # "the road between Tbilisi and Rustavi"
    return functions


def _stands_in_a_place(tokens: Tokens, name: Found) -> bool:
    """Whether a town is told to be where something is: "in the capital Lima", "in oil-rich Basra".

    What owns something behind it may act all the same: "in the capital Lima's view".
    """
    if name.last < len(tokens) and tokens.words[name.last][:1] in "'’":
        return False
    first = name.first - 1
    if first >= 0 and tokens.words[first] in _ALL_OVER:
        return True
    if first > 1 and tokens.words[first] in _TOWN_NOUNS:
        first -= 1
    elif first > 2 and tokens.words[first - 1] == "-" and tokens.kinds[first] == "l":
        first -= 3
    else:
        return False
    if tokens.words[first] == "the":
        first -= 1
    return first >= 0 and tokens.words[first].lower() in _WITHIN


def _is_seat(text: str, tokens: Tokens, name: Found, lookup: Lookup) -> bool:
    """Whether a name can stand for a government."""
    return group_of(tokens.surface(text, name.first, name.last), lookup) in ("capital", "country")


def _is_city(text: str, tokens: Tokens, name: Found, lookup: Lookup) -> bool:
    """Whether a name is that of a city, which the word behind it can make its government."""
    group = group_of(tokens.surface(text, name.first, name.last), lookup)
    return group in ("capital", "populated")


def _is_struck(tokens: Tokens, name: Found) -> bool:
    """Whether something befalls the name as a place: "Damascus was bombed", "Aden saw clashes".

    A government is criticised, hit by sanctions or comes under pressure; a city is shelled.
    """
    behind = [word.lower() for word in tokens.words[name.last : name.last + _AHEAD]]
    if behind[0] in _MEETS:
        return any(word in _BEFALLING for word in behind[1:4])
    passive = 0
    while passive < len(behind) and behind[passive] in _PASSIVE:
        passive += 1
    if not 0 < passive < len(behind) or behind[passive] not in _DONE_TO_PLACES:
        return False
    return not any(word in _BLOWS_TO_STATES for word in behind[passive + 1 :])


def _is_assaulted(text: str, tokens: Tokens, name: Found, lookup: Lookup) -> bool:
    """Whether something is done to a city as a place: "jets bombed Beirut".

    A government is attacked over what it did, or hit with sanctions.
    """
    if not name.first or tokens.words[name.first - 1] not in _DONE_TO_PLACES:
        return False
    behind = [word.lower() for word in tokens.words[name.last : name.last + _AHEAD]]
    if behind[:1] == ["over"] or not _BLOWS_TO_STATES.isdisjoint(behind):
        return False
    return _is_city(text, tokens, name, lookup)


def best_function(
    features: Sequence[str], weights: RoleWeights, *, doubt: float = PART_DOUBT
) -> Function:
    """Return the likeliest function; ``doubt`` is held against "part of a name"."""
    return _likeliest(map(weights.get, features), doubt)


def _likeliest(said: Iterable[Sequence[float] | None], doubt: float) -> Function:
    """Return the function for which the weights add up to most."""
    literal = actor = modifier = part = 0.0
    for weights in said:
        if weights:
            for_literal, for_actor, for_modifier, for_part = weights
            literal += for_literal
            actor += for_actor
            modifier += for_modifier
            part += for_part
    totals = (literal, actor, modifier, part - doubt)
    return FUNCTIONS[totals.index(max(totals))]  # of equals the first: the literal reading


class _Judge:
    """Weights, with the sums of what each word beside a name says."""

    def __init__(self, weights: RoleWeights) -> None:
        self.weights = weights
        self._sums: dict[Beside, tuple[float, ...]] = {}

    def best_function(self, features: Sequence[str], words: Sequence[Beside]) -> Function:
        """Return the likeliest function by what `_described` gives."""
        said = list(map(self.weights.get, features))
        for beside in words:
            held = self._sums.get(beside)
            said.append(self._sum(beside) if held is None else held)
        return _likeliest(said, PART_DOUBT)

    def _sum(self, beside: Beside) -> tuple[float, ...]:
        """Return what the features of one word add up to; nothing where all weigh nothing."""
        if len(self._sums) >= LARGEST_MEMORY:
            self._sums.clear()
        held = [held for feature in _beside(*beside) if (held := self.weights.get(feature))]
        said = self._sums[beside] = tuple(map(sum, zip(*held, strict=True)))
        return said


_judges: dict[int, _Judge] = {}


def _judge_of(weights: RoleWeights) -> _Judge:
    """Return the judge of weights, which are not changed once they are used."""
    found = _judges.get(id(weights))
    if found is None:
        if len(_judges) >= _MOST_JUDGES:
            _judges.clear()
        found = _judges[id(weights)] = _Judge(weights)  # holds the weights, so the id stays theirs
    return found


@cache
def shipped_weights() -> RoleWeights:
    """Return the weights that come with the package."""
    text = (resources.files("geo") / "data" / "roles.json").read_text(encoding="utf-8")
    return {feature: tuple(held) for feature, held in json.loads(text)["weights"].items()}


LARGEST_MEMORY = 50_000
"""Words beside names whose sums are kept."""

_MOST_JUDGES = 8

LONGEST_LIST = 30
"""Names of a list that are looked past; in a page of names further ones say nothing."""


def lists_of(tokens: Tokens, found: Sequence[Found]) -> list[tuple[int, int]]:
    """Return for each name of a sentence which names are the first and the last of its list."""
    if len(found) == 1:
        return [(0, 0)]
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
    tokens: Tokens,
    found: Sequence[Found],
    lists: Sequence[tuple[int, int]],
    index: int,
    lookup: Lookup,
) -> list[str]:
    """Return what speaks for the function of one name of a sentence; ``lists`` by `lists_of`."""
    features, words = _described(text, tokens, found, lists, index, lookup)
    return features + [feature for beside in words for feature in _beside(*beside)]


def _described(
    text: str,
    tokens: Tokens,
    found: Sequence[Found],
    lists: Sequence[tuple[int, int]],
    index: int,
    lookup: Lookup,
) -> tuple[list[str], list[Beside]]:
    """Return features, and besides the words that `_beside` has more features of."""
    first, last, kind = found[index]
    group = group_of(tokens.surface(text, first, last), lookup)
    features: list[str] = []
    words: list[Beside] = [(kind, group)]
    _look_left(features, words, tokens, first, "", group)
    _look_right(features, words, tokens, last, "", group)
    if tokens.kinds[first] == "U" and last - first < 3 and len(tokens.words[first]) > 3:
        features.append("capitals")
    # in a list, what stands before its first and behind its last name counts for all
    start, end = lists[index]
    if start < index:
        start = max(start, index - LONGEST_LIST)
        _look_left(features, words, tokens, found[start].first, "list ", group)
    if end > index:
        end = min(end, index + LONGEST_LIST)
        _look_right(features, words, tokens, found[end].last, "list ", group)
    return features, words


def _joined(tokens: Tokens, first: int, last: int) -> bool:
    """Whether only a comma, "and" or the like stands between two names."""
    if not 0 < last - first <= 4:
        return False
    return _JOINING.issuperset(tokens.words[first:last])


def _beside(where: str, word: str) -> tuple[str, ...]:
    """Return the features of a word that stands somewhere near a name, or of the name."""
    if where in _KINDS:
        return "bias", f"kind={where}", f"group={word}"
    known = word_of(word)
    if where.endswith("after2"):
        return (f"{where} middle={known.clusters[1]}",)
    return (
        f"{where}={known.lower}",
        f"{where} cluster={known.clusters[2]}",
        f"{where} middle={known.clusters[1]}",
    )


def _look_left(
    features: list[str], near: list[Beside], tokens: Tokens, first: int, mark: str, group: str
) -> None:
    if first == 0:
        features.append(f"{mark}opens")
        return
    words = tokens.words
    word = words[first - 1]
    before = governor = word_of(word).lower
    near.append((mark + "before", word))
    if first > 1:
        further = word_of(words[first - 2])
        features += (
            f"{mark}before2={further.lower} {before}",
            f"{mark}before2 cluster={further.clusters[1]} {before}",
        )
    index = first - 1
    while index > 0 and governor in _SKIPPED and first - index < 5:
        index -= 1
        word = words[index]
        governor = word_of(word).lower
    near.append((mark + "governor", word))
    features.append(f"{mark}governor={governor} {group}")
    if index and governor in _GOVERNING:
        governed = word_of(words[index - 1])
        features.append(f"{mark}governed={governed.clusters[2]} {governor}")


def _look_right(
    features: list[str], near: list[Beside], tokens: Tokens, last: int, mark: str, group: str
) -> None:
    words = tokens.words
    if last >= len(words):
        features.append(f"{mark}closes")
        return
    word = words[last]
    if word in _POSSESSIVE:
        features.append(f"{mark}possessive {group}")
        for owned in range(last + 1, min(last + 4, len(words))):
            if tokens.kinds[owned] == ".":
                break
            near.append((mark + "owns", words[owned]))
        return
    if word in "-–‐" and last + 1 < len(words):
        tied = word_of(words[last + 1])
        features += (f"{mark}hyphen={tied.lower}", f"{mark}hyphen cluster={tied.clusters[1]}")
        return
    after = word_of(word)
    coarse, middle, _ = after.clusters
    near.append((mark + "after", word))
    features += (
        f"{mark}after shape={tokens.kinds[last]}",
        f"{mark}after coarse={coarse} {group}",
    )
    if last + 1 < len(words):
        further = word_of(words[last + 1])
        near.append((mark + "after2", words[last + 1]))
        features += (
            f"{mark}after2={after.lower} {further.lower}",
            f"{mark}after2 cluster={middle} {further.clusters[1]}",
        )
