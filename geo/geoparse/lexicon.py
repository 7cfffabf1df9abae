"""Words that matter for finding names, from ``geo/data/name_words.csv``."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib import resources


@cache
def _words() -> dict[str, frozenset[str]]:
    text = (resources.files("geo") / "data" / "name_words.csv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        found.setdefault(row["use"], set()).add(row["word"])
    return {use: frozenset(words) for use, words in found.items()}


def words_for(use: str) -> frozenset[str]:
    """Return the words of a use: ``connector``, ``article``, ``place cue`` and so on."""
    return _words()[use]
