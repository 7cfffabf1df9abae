"""Tell where something happened that rescuers came to, and a line between two towns from a town."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sample_coding import pins


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Rescuers cut through carriages near Jharsuguda on Monday, a day after a train ran"
                " into a goods train. The prime minister will visit the site on Tuesday."
            ),
            [("situation", "Jharsuguda"), ("diplomacy", "Jharsuguda")],
        ),
        # nor is the site where something was recalled in between
        (
            (
                "A train derailed near Douala on Monday. In 2016 a train derailed near Limbe."
                " Trains were stopped. The president will visit the site on Friday."
            ),
            [("situation", "Douala"), ("situation", "Limbe"), ("diplomacy", "Douala")],
        ),
        (
            (
                "A train derailed near Douala on Monday. In 2016 a train hit a bus near Limbe."
                " Nine people were arrested there."
            ),
            [("situation", "Douala"), ("situation", "Limbe"), ("arrest", "Limbe")],
        ),
        # who only travels is somewhere else
        (
            "The minister flew to Paris on Monday, a day after a train derailed.",
            [("diplomacy", "Paris")],
        ),
        (
            "Police searched homes in Leeds, a day after a bomb killed two men in Belfast.",
            [("ground_operation", "Leeds"), ("explosion", "Belfast")],
        ),
        ("Services on the Nairobi-Mombasa line remained suspended.", []),
        ("Services in Nairobi remained suspended.", [("situation", "Nairobi")]),
    ],
)
def test_rescuers_work_where_it_happened(text: str, expected: Sequence[tuple[str, str]]) -> None:
    assert pins(text) == list(expected)
