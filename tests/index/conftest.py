"""A world of four towns and two countries, and a gazetteer of a few curated rows over it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_curated import CITIES, COUNTRIES, GOOD, HEADER, compiled

from gazetteer import world
from gazetteer.index import Gazetteer


@pytest.fixture(autouse=True)
def small_world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(world, "read_cities", lambda: CITIES)
    monkeypatch.setattr(world, "read_countries", lambda: COUNTRIES)
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def places(tmp_path: Path) -> Gazetteer:
    return compiled(
        tmp_path / "data",
        {
            "area.csv": [HEADER, *GOOD],
            "area_names.csv": [
                "place_id,name,language,note",
                "geonames:1,TL,abbreviation,",
                "geonames:1,Old Testland,historic,",
                "local:camp,the camp,en,",
                "geonames:80,Haven,transliteration,",
            ],
            "demonyms.csv": ["demonym,place_id,note", "Testlander,geonames:1,"],
            "not_places.csv": ["name,kind,reason", "Springfield Brigade,brigade,a unit"],
            "common_words.csv": ["name,reason", "Harbour,a common noun"],
            "person_titles.csv": ["title,reason", "Dr.,office"],
            "given_names.csv": ["given_name,origin", "Ann,english"],
            "not_place_patterns.csv": ["pattern,kind,reason,example", "{place} Post,paper,why,X"],
        },
    )
