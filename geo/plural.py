"""Put a number to its noun, for the page and the command line."""

from __future__ import annotations


def plural(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 event``, ``2 events``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
