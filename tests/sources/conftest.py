"""Building from small files alone, without the world's countries and the project's own rows."""

from __future__ import annotations

import pytest

from gazetteer import world


@pytest.fixture(autouse=True)
def small_world(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setattr(world, "read_countries", dict)
    monkeypatch.setattr("gazetteer.build.DATA", tmp_path_factory.mktemp("own"))
