"""Read command lines: what argparse alone would take for something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SIGNED = re.compile(r"-[\d.]")


def join_signed(arguments: Sequence[str], option: str) -> list[str]:
    """Join an option with numbers that begin with a minus: argparse takes them for an option.

    >>> join_signed(["find", "Paarl", "--near", "-33.7,19"], "--near")
    ['find', 'Paarl', '--near=-33.7,19']
    """
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] == option and _SIGNED.match(argument):
            joined[-1] = f"{option}={argument}"
        else:
            joined.append(argument)
    return joined
