"""The rooms are a one-way street: dashboard -> geo -> gazetteer; Streamlit stays in its panels."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    [*ROOT.glob("geo/**/*.py"), *ROOT.glob("gazetteer/**/*.py"), ROOT / "dashboard.py"]
)


def imports(path: Path) -> set[str]:
    """Return the dotted names that a file imports, relative ones made absolute."""
    package = path.relative_to(ROOT).parent.parts
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            found.add(module)
            found.update(f"{module}.{alias.name}" for alias in node.names)
    return found


def roots(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_room_imports_from_its_right(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    if room == "gazetteer":
        assert not roots(path) & {"geo", "dashboard", "streamlit", "folium"}
    elif room == "geo":
        assert "dashboard" not in roots(path)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_streamlit_is_known_only_to_the_page_and_its_panels(path: Path) -> None:
    room = path.relative_to(ROOT).parts
    if room[0] == "dashboard.py" or room[:2] == ("geo", "panels"):
        return
    assert not roots(path) & {"streamlit", "streamlit_folium"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_that_executes_what_it_reads_is_imported(path: Path) -> None:
    assert not roots(path) & {"pickle", "marshal", "shelve", "dill", "cloudpickle"}


def test_the_page_is_short() -> None:
    lines = (ROOT / "dashboard.py").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.strip()]) <= 150


STAGES = ["reports", "geoparse", "dates", "counts", "events", "store", "export", "panels"]


@pytest.mark.parametrize("stage", STAGES)
def test_no_stage_knows_what_comes_after_it(stage: str) -> None:
    later = {f"geo.{name}" for name in STAGES[STAGES.index(stage) + 1 :]}
    for path in (ROOT / "geo" / stage).rglob("*.py"):
        found = {".".join(name.split(".")[:2]) for name in imports(path)}
        assert not found & later, f"{path.relative_to(ROOT)} looks to its right"
