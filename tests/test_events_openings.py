"""Tell what opens and closes, what those did more whom a text has named, and until when."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sample_coding import coded, pins


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a place that opens or closes, not who closes it
        ("The Chaman crossing will reopen on Friday.", [("situation", "Chaman crossing")]),
        ("Bangkok closed all posts and called its envoy home.", []),
        ("Lawyers want the Lockerbie case reopened.", []),
        # what goes through a place
        (
            "Fuel shipments through Hodeidah have been suspended since 2 June.",
            [("aid_restriction", "Hodeidah")],
        ),
        ("Doctors through Hodeidah's long war were brave.", []),
        # who did it did more
        (
            "Bandits stormed a school near Funtua on Monday. The raiders also shot dead a guard.",
            [("ground_operation", "Funtua"), ("attack_on_civilians", "Funtua")],
        ),
        (
            "Bandits stormed a school near Funtua on Monday. The bandits killed a man last week.",
            [("ground_operation", "Funtua")],
        ),
        # what is too full
        ("The hurt were taken to a hospital in Goma, where wards were overflowing.", []),
        ("The river overflowed in Goma on Monday.", [("situation", "Goma")]),
        ("A trader was axed to death in Jos.", [("attack_on_civilians", "Jos")]),
    ],
)
def test_what_is_told_of_a_place(text: str, expected: Sequence[tuple[str, str]]) -> None:
    assert pins(text) == list(expected)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Cairo International Airport is closed until Saturday.", ("2024-06-13", "2024-06-15")),
        ("Cairo International Airport was closed until Tuesday.", ("None", "2024-06-11")),
    ],
)
def test_what_holds_now_ends_on_a_day_to_come(text: str, days: tuple[str, str]) -> None:
    assert [(str(e.start), str(e.end)) for e in coded(text)[1]] == [days]
