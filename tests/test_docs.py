"""The documents can't drift: every command and flag that they name exists."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMAND = re.compile(r"python3? -m (geo|gazetteer) ([a-z]+)([^`\n|]*)")
LINK = re.compile(r"\]\(([^)#\s]+)\)")


@cache
def help_text(module: str, command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, command, "--help"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, f"python -m {module} {command} --help: {done.stderr}"
    return done.stdout


@pytest.mark.parametrize(
    "script",
    [
        path
        for path in sorted([*ROOT.glob("scripts/*.py"), *ROOT.glob("benchmarks/*.py")])
        if "__main__" in path.read_text(encoding="utf-8")
    ],
    ids=lambda path: path.stem,
)
def test_every_script_says_what_it_does_and_then_does_nothing(script: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(script), "--help"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )
    said = ast.get_docstring(ast.parse(script.read_text(encoding="utf-8"))) or ""
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("usage: ")
    assert " ".join(said.split("\n\n")[0].split()) in " ".join(done.stdout.split())
    assert [*tmp_path.iterdir()] == []


def commands() -> list[tuple[str, str, str, str]]:
    found = []
    for document in DOCUMENTS:
        for module, command, rest in COMMAND.findall(document.read_text(encoding="utf-8")):
            found.append((document.name, module, command, rest))
    return found


@pytest.mark.parametrize(("document", "module", "command", "rest"), commands())
def test_every_documented_command_and_flag_exists(
    document: str, module: str, command: str, rest: str
) -> None:
    text = help_text(module, command)
    for flag in re.findall(r"(?<!\S)\[?(--[a-z-]+)", rest):
        assert flag in text, f"{document}: python -m {module} {command} has no {flag}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.name)
def test_every_link_within_the_project_leads_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_the_readme_has_two_set_up_commands_of_one_line_each() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("python3 -m venv")]
    assert len(lines) == 2
    assert lines[0].endswith("streamlit run dashboard.py")
    assert lines[1].endswith("pytest")
