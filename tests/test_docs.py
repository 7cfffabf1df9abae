"""The documents can't drift: every command and flag that they name exists."""

from __future__ import annotations

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
