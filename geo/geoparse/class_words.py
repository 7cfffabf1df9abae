"""Words that say of what class a place is: "state", "district", "town", "hospital"."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib import resources

DIVISION_WORDS = frozenset(
    (
        "state",
        "province",
        "governorate",
        "oblast",
        "prefecture",
        "emirate",
        "canton",
        "region",
        "county",
        "district",
        "raion",
        "division",
        "department",
    )
)
"""Words that behind a name leave no doubt that a division is meant; "governor" leaves some."""

GENERIC_WORDS = frozenset(
    (
        "abou", "beit", "bahr", "cerro", "ciudad", "colonia", "dara", "deir", "isla", "jabal",
        "jebel", "kafar", "kafr", "kampong", "kampung", "khan", "khirbet", "kota", "laguna",
        "monte", "nueva", "nuevo", "port", "porto", "pueblo", "puerto", "pulau", "qasr", "saint",
        "sainte", "santa", "santo", "shahr", "sidi", "tell", "villa", "vila", "wadi",
    )
)  # fmt: skip
"""Words with which names of many places begin in other languages; none of them names a place."""


@cache
def class_cues() -> dict[str, str]:
    """Return the class group that a word beside a name speaks for."""
    text = (resources.files("geo") / "data" / "class_words.csv").read_text(encoding="utf-8")
    return {row["word"]: row["group"] for row in csv.DictReader(io.StringIO(text))}
