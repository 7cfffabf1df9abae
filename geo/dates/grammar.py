"""Find the words that state a date: atoms of text, before any calendar is consulted."""

from __future__ import annotations

from functools import cache

from geo.dates.cues import find_cues
from geo.dates.patterns import PATTERNS, Pattern
from geo.dates.single_days import DAY_READERS
from geo.dates.stretches import STRETCH_READERS
from geo.dates.words import Atom


def find_atoms(text: str, start: int, end: int) -> list[Atom]:
    """Return the atoms of ``text[start:end]`` in order, the longest at each place."""
    found: list[Atom] = []
    for pattern in _patterns_for(find_cues(text[start:end])):
        read = _READERS[pattern.rule]
        for match in pattern.regex.finditer(text, start, end):
            atom = read(text, match)
            if atom is not None:
                found.append(atom)
    if len(found) < 2:
        return found
    found.sort(key=lambda atom: (atom.start, -atom.end))
    atoms: list[Atom] = []
    for atom in found:
        if not atoms or atom.start >= atoms[-1].end:
            atoms.append(atom)
    return atoms


@cache
def _patterns_for(cues: frozenset[str]) -> tuple[Pattern, ...]:
    """Return the patterns that can match where only these cues are."""
    return tuple(pattern for pattern in PATTERNS if pattern.needs <= cues)


_READERS = {**DAY_READERS, **STRETCH_READERS}
