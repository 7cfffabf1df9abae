"""Readers of the sources that a gazetteer is built from, one a module.

Every reader has ``read(path, countries)``, which yields a ``Record`` for each place, or a
``Problem`` that names file and line for each row it can't take. ``countries`` keeps the places of
some countries; an empty set keeps all.
"""

from __future__ import annotations

import csv
import json
from functools import cache
from importlib.resources import files

RADIUS_KM = {
    "continent": 4000.0,
    "region": 100.0,
    "country": 300.0,
    "admin1": 60.0,
    "admin2": 20.0,
    "populated_place": 1.5,
    "neighbourhood": 1.0,
    "camp": 1.0,
    "hospital": 0.3,
    "crossing": 0.5,
    "road": 5.0,
    "junction": 0.3,
    "port": 1.0,
    "airport": 2.0,
    "base": 1.0,
    "site": 0.3,
    "water": 50.0,
    "landform": 20.0,
}
"""Radius of a place by its class, where a source gives a point and nothing on its extent."""

LANGUAGES = {
    "ara": "ar", "aze": "az", "ben": "bn", "bul": "bg", "ces": "cs", "dan": "da", "deu": "de",
    "ell": "el", "eng": "en", "est": "et", "fas": "fa", "fin": "fi", "fra": "fr", "heb": "he",
    "hin": "hi", "hrv": "hr", "hun": "hu", "hye": "hy", "ind": "id", "ita": "it", "jpn": "ja",
    "kat": "ka", "kor": "ko", "kur": "ku", "lit": "lt", "nld": "nl", "nor": "no", "pol": "pl",
    "por": "pt", "ron": "ro", "rus": "ru", "slk": "sk", "som": "so", "spa": "es", "srp": "sr",
    "swe": "sv", "tur": "tr", "ukr": "uk", "urd": "ur", "vie": "vi", "zho": "zh",
}  # fmt: skip
"""Codes of two letters, which BCP 47 prefers, for ISO 639-3 codes."""


@cache
def code_table(name: str) -> dict[tuple[str, str], str]:
    """Return the feature class by the first two columns of a CSV file of this package."""
    text = (files(__name__) / name).read_text("utf-8")
    rows = csv.reader(text.splitlines()[1:])
    return {(first, second): feature_class for first, second, feature_class, *_ in rows}


def radius_km(feature_class: str, population: int = 0) -> float:
    """Return the radius of a place of that class, larger for a large town."""
    from gazetteer.world import town_radius_km

    if feature_class == "populated_place":
        return town_radius_km(population)
    return RADIUS_KM[feature_class]


def as_text(value: object) -> str:
    """Return a property as text: numbers as they are written, lists and missing values as ""."""
    if isinstance(value, str):
        return value.strip()
    return json.dumps(value) if isinstance(value, (int, float)) else ""


def as_count(value: object) -> int:
    """Return a number of people, 0 where a source gives none or nonsense."""
    try:
        count = int(float(as_text(value) or 0))
    except (ValueError, OverflowError):
        return 0
    return count if 0 < count < 10_000_000_000 else 0
