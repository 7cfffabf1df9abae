"""GeoJSON itself: features are read one by one, and a cut file says where it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sample_sources import collection, osm_feature, text

from gazetteer.errors import Problem
from gazetteer.sources import geojson


@pytest.mark.parametrize("layout", [{}, {"indent": 2}, {"separators": (",", ":")}])
def test_features_are_read_one_by_one_however_the_file_is_laid_out(
    tmp_path: Path, layout: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geojson, "_CHUNK", 7)  # so that every token is cut somewhere
    features = [osm_feature(name=f"غزة {number}") for number in range(5)]
    path = collection(tmp_path / "x.geojson", features, ensure_ascii=False, **layout)
    found = [*geojson.read_features(path)]
    assert [feature for where, feature in found if not isinstance(where, Problem)] == features
    lines = [where[1] for where, _ in found]  # type: ignore[misc]
    assert lines == sorted(lines)


def test_one_feature_a_line_is_read_too(tmp_path: Path) -> None:
    rows = [json.dumps(osm_feature(name=name)) for name in ("Aa", "Bb")]
    path = text(tmp_path / "x.geojsonl", *rows)
    assert [found[0] for found in geojson.read_features(path)] == [  # type: ignore[index]
        ("x.geojsonl", 1), ("x.geojsonl", 2),
    ]  # fmt: skip


def test_a_file_that_is_cut_off_gives_what_it_has_and_says_where_it_ends(tmp_path: Path) -> None:
    path = collection(tmp_path / "x.geojson", [osm_feature(), osm_feature()], indent=0)
    path.write_text(path.read_text()[:-60])
    found = [*geojson.read_features(path)]
    assert len(found) == 2
    assert isinstance(found[1], Problem)
    assert "what follows is not read" in str(found[1])


@pytest.mark.parametrize("content", ["", "[]", "{}", "<xml/>", "\ufeff{}", '{"features": 3}'])
def test_a_file_without_features_has_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(content, "utf-8")
    assert not [row for row in geojson.read_features(path) if "properties" in str(row)]
