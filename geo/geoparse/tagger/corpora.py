"""Read corpora in the development format, and say which label each token should have."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from geo.geoparse.match import Match
from geo.geoparse.tokens import Tokens

_EMBEDDED_TYPES = frozenset({"Embedded_Non_Lit"})
_NOT_A_PLACE_TYPES = frozenset({"Homonym"})
_JOINING = frozenset(("of", "the", "for", "and"))


_HEADER = re.compile(r"\s*date \d{4}-\d{2}-\d{2} ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name as annotators marked it; ``type`` is what it does, "" where not annotated."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An annotated text. ``names_typed`` tells whether names inside other names are marked."""

    corpus: str
    id: str
    text: str
    toponyms: tuple[Toponym, ...]
    names_typed: bool = False
    body_start: int = 0


FUNCTION_OF_TYPE = {
    "Literal": "literal",
    "Mixed": "literal",
    "Coercion": "literal",
    "Literal_Modifier": "literal",
    "Embedded_Literal": "literal",
    "Metonymic": "actor",
    "Non_Literal_Modifier": "modifier",
    "Demonym": "modifier",
    "Language": "modifier",
    "Embedded_Non_Lit": "name_part",
    "Homonym": "name_part",
}
"""What each annotated type is called here."""


def read_corpus(path: Path) -> list[Document]:
    """Return the documents of a JSONL file with ``toponyms`` or, as reports have, ``mentions``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_document(path.stem, json.loads(line)) for line in lines if line.strip()]


def read_corpora(folder: Path) -> dict[str, list[Document]]:
    """Return the corpora of a folder by name: the JSONL files whose lines have ``toponyms``."""
    found = {}
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            if "toponyms" in json.loads(next(lines, "{}")):
                found[path.stem] = read_corpus(path)
    return found


def _document(corpus: str, held: dict[str, Any]) -> Document:
    if "mentions" in held:
        toponyms = tuple(_from_mention(m) for m in held["mentions"])
        typed = True
    else:
        toponyms = tuple(
            Toponym(
                start=t["start"],
                end=t["end"],
                lat=t.get("lat"),
                lon=t.get("lon"),
                type=t.get("type") or "",
            )
            for t in held["toponyms"]
        )
        typed = any(t.type for t in toponyms)
    ordered = tuple(sorted(toponyms, key=lambda t: (t.start, t.end)))
    header = _HEADER.match(held["text"])
    return Document(
        corpus=corpus,
        id=str(held["id"]),
        text=held["text"],
        toponyms=ordered,
        names_typed=typed,
        body_start=header.end() if header else 0,
    )


def _from_mention(mention: dict[str, Any]) -> Toponym:
    place = mention.get("place") or {}
    kind = {"actor": "Metonymic", "modifier": "Non_Literal_Modifier"}.get(
        mention["role"], "Literal"
    )
    if mention["role"] == "name_part":
        # a name part without a place is a person's name
        kind = "Embedded_Non_Lit" if place else "Homonym"
    return Toponym(
        start=mention["start"],
        end=mention["end"],
        lat=place.get("lat"),
        lon=place.get("lon"),
        type=kind,
    )


@cache
def organisation_words() -> frozenset[str]:
    """Return the words that make a phrase in capitals the name of an organisation or occasion."""
    text = (resources.files("geo") / "data" / "organisation_words.csv").read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(io.StringIO(text)))


def label_tokens(tokens: Tokens, matches: Sequence[Match], document: Document) -> list[str]:
    """Return a BIO label for each token of a sentence.

    Corpora differ in what they mark. Adjectives are labelled from the gazetteer's list in all of
    them; a gazetteer name that is not marked and stands in an organisation's name is a part of it.
    """
    labels = ["O"] * len(tokens)
    for match in matches:
        if match.entry.demonym >= 0:
            _set(labels, match.first, match.last, "DEM")
    if tokens:
        for toponym in document.toponyms:
            if toponym.end <= tokens.starts[0] or toponym.start >= tokens.ends[-1]:
                continue
            if toponym.type in _NOT_A_PLACE_TYPES:
                continue
            held = [
                i
                for i, token in enumerate(tokens)
                if token.start < toponym.end
                and token.end > toponym.start
                and token.start >= toponym.start - 1
            ]
            if not held or all(labels[i].endswith("DEM") for i in held):
                continue
            kind = "EMB" if toponym.type in _EMBEDDED_TYPES else "LOC"
            _set(labels, held[0], held[-1] + 1, kind)
    if not document.names_typed:
        for match in matches:
            if (
                match.entry.rows
                and not match.entry.common
                and all(label == "O" for label in labels[match.first : match.last])
                and _in_organisation(tokens, match)
            ):
                _set(labels, match.first, match.last, "EMB")
    for index, label in enumerate(labels):
        if label[0] == "I" and (index == 0 or labels[index - 1][1:] != label[1:]):
            labels[index] = "B" + label[1:]
    return labels


def _set(labels: list[str], first: int, last: int, kind: str) -> None:
    for index in range(first, last):
        labels[index] = f"B-{kind}" if index == first else f"I-{kind}"


def _in_organisation(tokens: Tokens, match: Match) -> bool:
    first, last = match.first, match.last

    def joins(index: int) -> bool:
        return tokens.is_capital(index) or tokens.words[index] in _JOINING

    while first > 0 and joins(first - 1):
        first -= 1
    while last < len(tokens) and joins(last):
        last += 1
    words = organisation_words()
    return any(
        tokens.words[i].lower() in words
        for i in range(first, last)
        if not match.first <= i < match.last
    )


def spans_of(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the half-open ranges that BIO labels mark, each with its kind."""
    index = 0
    while index < len(labels):
        if labels[index] == "O":
            index += 1
            continue
        kind = labels[index][2:]
        end = index + 1
        while end < len(labels) and labels[end] == f"I-{kind}":
            end += 1
        yield index, end, kind
        index = end
