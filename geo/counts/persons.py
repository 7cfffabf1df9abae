"""The words for persons: what a group of them is, which nouns name one, and their plurals."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_PERSONS_FILE = Path(__file__).parents[1] / "data" / "persons.csv"
_WORDS_FILE = Path(__file__).parents[1] / "data" / "count_words.csv"
SINGULAR_SUFFIX = re.compile(r"(?!(?:[a-z]+-)?three$)[a-z]{3,}(?:er|or|ist|ian|ee|man|woman)")
TOKEN = re.compile(r"\s+((?:[A-Z]\.){2,}|[^\W_][\w’'-]*)")


class People(NamedTuple):
    """A group of persons as counted in the text.

    ``noun`` is the plural of its head word, "" for a bare number. ``households`` are no persons:
    their number is not one of people. ``of_them`` marks a part of a group named before.
    ``guessed`` says that the noun is a person's only by its ending ("skier").
    """

    start: int
    end: int
    low: int | None
    high: int | None
    qualifier: str = ""
    noun: str = ""
    households: bool = False
    of_them: bool = False
    singular: bool = False
    guessed: bool = False


@cache
def load_persons() -> tuple[dict[str, str], frozenset[str]]:
    """Return plural by singular, and all plurals."""
    with _PERSONS_FILE.open(encoding="utf-8", newline="") as rows:
        plural_of = {row["singular"]: row["plural"] for row in csv.DictReader(rows)}
    return plural_of, frozenset(plural_of.values())


@cache
def load_words(use: str) -> frozenset[str]:
    """Return the words of ``data/count_words.csv`` with one use: ends, thing or follows."""
    with _WORDS_FILE.open(encoding="utf-8", newline="") as rows:
        return frozenset(row["word"] for row in csv.DictReader(rows) if row["use"] == use)


def guess_plural(word: str) -> str:
    """Return the plural of a word for a person that the data don't know."""
    return word[:-3] + "men" if word.endswith("man") else word + "s"


def head_of(word: str) -> str:
    """Return the head of a hyphenated word ("co-pilot"), unless it is known as it stands."""
    plural_of, plurals = load_persons()
    return word if word in plurals or word in plural_of else word.rsplit("-", 1)[-1]
