"""Name who acts: known armed groups, forces and governments, else a generic actor by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.events.inflections import rows, word_list
from geo.events.tokens import ACTORS
from geo.memo import Memo

if TYPE_CHECKING:
    from geo.events.words import Word

_KIND_CLASSES = {
    "armed_group": frozenset({"force", "armed"}),
    "state_forces": frozenset({"force", "armed"}),
    "civilians_armed": frozenset({"force"}),
    "peacekeepers": frozenset({"force"}),
    "government": frozenset({"government", "official", "force"}),
    "aid_org": frozenset({"aid_org", "speaker"}),
    "organisation": frozenset({"official", "speaker"}),
    "authority": frozenset({"speaker"}),
    "civil_society": frozenset({"crowd", "speaker"}),
}

_GENERIC = (
    ("gunmen", "gunmen"), ("gunman", "gunmen"), ("militants", "armed group (unnamed)"),
    ("militiamen", "armed group (unnamed)"), ("fighters", "armed group (unnamed)"),
    ("rebels", "armed group (unnamed)"), ("insurgents", "armed group (unnamed)"),
    ("police", "police"), ("officers", "police"), ("troops", "armed forces"),
    ("soldiers", "armed forces"), ("army", "armed forces"), ("military", "armed forces"),
    ("navy", "armed forces"), ("settlers", "Israeli settlers"),
    ("protesters", "protesters"), ("demonstrators", "protesters"), ("students", "students"),
    ("residents", "residents"), ("people", "people"), ("villagers", "residents"),
    ("farmers", "farmers"), ("workers", "workers"), ("gang", "gang"), ("bandits", "bandits"),
    ("journalist", "journalists"), ("journalists", "journalists"), ("charity", "aid organisation"),
    ("ministers", "officials"), ("minister", "officials"), ("president", "officials"),
)  # fmt: skip


_LOWER_CASE = word_list("lower_case")
_GENERIC_WORDS = frozenset(word for word, _ in _GENERIC)


@dataclass(slots=True)
class Actor:
    """An actor as Dateline names it, on ``words[start:end]``."""

    name: str
    kind: str
    country: str
    start: int
    end: int


@cache
def _dictionary() -> Mapping[str, list[tuple[tuple[str, ...], str, str, str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str, str, str]]] = {}
    for row in rows("actors.csv"):
        for alias in {row["actor"], *row["aliases"].split(";")}:
            first, *rest = alias.lower().replace("-", " ").replace("'", "").split()
            found.setdefault(first, []).append(
                (tuple(rest), row["actor"], row["kind"], row["country"])
            )
    for listed in found.values():
        listed.sort(key=lambda item: (-len(item[0]), item[0], item[1]))
    return found


def opens_actor(lower: str, *, capital: bool) -> bool:
    """Whether a word may open the name of an actor."""
    return (capital or lower in _LOWER_CASE) and bool(_openings[lower])


def find_actors(words: Sequence[Word]) -> list[Actor]:
    """Return the actors of the dictionary named in a sentence, longest first."""
    found: list[Actor] = []
    stop = 0
    for index in [index for index, word in enumerate(words) if word.signs & ACTORS]:
        if index < stop:
            continue
        for parts, listed in _openings[words[index].lower]:
            actor = _match(words, index, parts, listed)
            if actor is not None:
                found.append(actor)
                stop = actor.end
                break
    return found


@Memo
def _parts(lower: str) -> tuple[str, ...]:
    """Return a word as the dictionary writes it; a name of several words in its parts."""
    plain = lower.replace("'", "").replace("’", "").replace("ʼ", "")
    return tuple(plain.replace("-", " ").split())


_Listed = list[tuple[tuple[str, ...], str, str, str]]


@Memo
def _openings(lower: str) -> tuple[tuple[tuple[str, ...], _Listed], ...]:
    """Return for each part of a word that opens a name the parts behind it and those names."""
    dictionary, parts = _dictionary(), _parts[lower]
    return tuple(
        (parts[offset + 1 :], dictionary[part])
        for offset, part in enumerate(parts)
        if part in dictionary
    )


def _match(
    words: Sequence[Word],
    index: int,
    parts: tuple[str, ...],
    listed: Sequence[tuple[tuple[str, ...], str, str, str]],
) -> Actor | None:
    following = parts
    if not parts and index + 1 < len(words):
        following = _parts[words[index + 1].lower]
    for rest, name, kind, country in listed:
        if rest and following and rest[0] != following[0]:
            continue
        pieces, last = parts, index
        while len(pieces) < len(rest) and last + 1 < len(words):
            last += 1
            pieces += _parts[words[last].lower]
        if pieces[: len(rest)] == rest:
            return Actor(name, kind, country, index, last + 1)
    return None


def actor_classes(actors: Sequence[Actor]) -> dict[int, frozenset[str]]:
    """Return the classes of words that the named actors give to their last words."""
    return {actor.end - 1: _KIND_CLASSES.get(actor.kind, frozenset()) for actor in actors}


def name_actor(words: Sequence[Word], indices: Sequence[int], actors: Sequence[Actor]) -> str:
    """Return who the words on ``indices`` name: a known actor, else a generic one, else ``""``."""
    if not indices:
        return ""
    inside = set(indices)
    for actor in actors:
        if actor.start in inside:
            return actor.name
    lowers = {words[i].lower for i in indices}
    if _GENERIC_WORDS.isdisjoint(lowers):
        return ""
    for word, name in _GENERIC:
        if word in lowers:
            return name
    return ""
