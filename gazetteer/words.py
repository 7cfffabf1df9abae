"""Know the words that look like places and are none: data with a reason, read row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gazetteer.names import fold

TABLES = {
    ("name", "kind", "reason"): "not_places",
    ("name", "reason"): "common_words",
    ("pattern", "kind", "reason", "example"): "patterns",
    ("title", "reason"): "titles",
    ("given_name", "origin"): "given_names",
}
"""Name of a table by the columns that it must have."""


@dataclass(frozen=True, slots=True)
class NotPlace:
    """A phrase that holds a place's name and is none: its kind, and why."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotPlacePattern:
    """Words around ``{place}`` or ``{demonym}`` that make it part of another name."""

    pattern: str
    kind: str
    reason: str
    example: str


@dataclass(slots=True)
class Words:
    """Words that are no places, by table.

    ``not_places`` and ``common_words`` are found by the folded phrase, the others as written.
    """

    not_places: dict[str, NotPlace] = field(default_factory=dict)
    common_words: dict[str, str] = field(default_factory=dict)
    patterns: dict[str, NotPlacePattern] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    given_names: dict[str, str] = field(default_factory=dict)

    def take(self, table: str, row: Mapping[str, str]) -> tuple[str, str] | None:
        """Take a row of a table, the first of its phrase; return what is wrong with it, or None."""
        columns = next(columns for columns, name in TABLES.items() if name == table)
        for column in (columns[0], "origin" if table == "given_names" else "reason"):
            if not row[column]:
                return f"{column} is empty", "fill it in or delete the row"
        phrase = row[columns[0]]
        match table:
            case "not_places":
                self.not_places.setdefault(fold(phrase), NotPlace(row["kind"], row["reason"]))
            case "common_words":
                self.common_words.setdefault(fold(phrase), row["reason"])
            case "patterns":
                pattern = NotPlacePattern(*(row[column] for column in columns))
                self.patterns.setdefault(phrase, pattern)
            case "titles":
                self.titles.setdefault(phrase, row["reason"])
            case _:
                self.given_names.setdefault(phrase, row["origin"])
        return None

    def over(self, other: Words) -> Words:
        """Return both, where a phrase is in both as it is here."""
        return Words(
            not_places=other.not_places | self.not_places,
            common_words=other.common_words | self.common_words,
            patterns=other.patterns | self.patterns,
            titles=other.titles | self.titles,
            given_names=other.given_names | self.given_names,
        )
