"""Tell whose day a date is: that of an aside, of a comparison, of what another followed."""

from __future__ import annotations

import pytest
from sample_coding import coded


def days(text: str) -> dict[str, str]:
    """Return the day of each pinned event, by place; of a longer stretch its first and last."""
    return {
        event.place_name: ""
        if event.start is None
        else str(event.start)
        if event.start == event.end
        else f"{event.start}/{event.end}"
        for event in coded(text)[1]
        if event.place_name
    }


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        # the date of a noun in passing
        ("In Beira, a port wrecked by a cyclone in 2019, floods closed two schools.", "Beira", ""),
        ("Floods hit Beira, a port wrecked by a cyclone in 2019.", "Beira", ""),
        (
            "In Beira, a port wrecked by a cyclone in 2019, floods cut two roads on Tuesday.",
            "Beira",
            "2024-06-11",
        ),
        ("Police in Leeds, hit by riots in 2011, arrested nine protesters.", "Leeds", ""),
        ("In Mosul, a city held by militants until 2017, a bomb killed three.", "Mosul", ""),
        (
            "Students marched past the palace in Colombo, stormed by crowds in 2022, on Tuesday.",
            "Colombo",
            "2024-06-11",
        ),
        # the act's own
        ("A shell, fired on Tuesday, hit a mill in Sumy.", "Sumy", "2024-06-11"),
        ("Talks held in Muscat on Tuesday ended in a truce.", "Muscat", "2024-06-11"),
        ("Rebels took Gao, the seat of a governor, on Tuesday.", "Gao", "2024-06-11"),
        ("Nine men seized in Gao on Tuesday are still detained.", "Gao", "2024-06-11"),
        (
            "The clinic, the last one in Gao, closed on Tuesday because fuel had run out.",
            "Gao",
            "2024-06-11",
        ),
        # in figures, without a year
        ("3.6. - Drone strike on a depot in Kherson, one killed", "Kherson", "2024-06-03"),
        ("12/06: Shells hit a mill in Sumy.", "Sumy", "2024-06-12"),
        ("Shells hit flat 3.4 of a block in Sumy.", "Sumy", ""),
        # what a comparison reaches back to
        (
            "It was the worst rail disaster since 2016, when a train derailed near Douala.",
            "Douala",
            "2016-01-01/2016-12-31",
        ),
        (
            "The raid was the deadliest since March 2019, when gunmen stormed a market in Gao.",
            "Gao",
            "2019-03-01/2019-03-31",
        ),
        ("Floods in Derna on Monday were the worst since 2011.", "Derna", "2024-06-10"),
        # what another thing followed
        (
            "Crews searched for survivors on Tuesday, two days after a mine collapsed near Lens.",
            "Lens",
            "2024-06-09",
        ),
        ("The president came to see it a day after a bomb exploded in Sake.", "Sake", "2024-06-12"),
        (
            "Gunmen shot a judge in Gao on Sunday. It came two days after a bomb exploded in Sake.",
            "Sake",
            "2024-06-07",
        ),
        (
            "A judge was shot in Gao in May. The king spoke a day after a bomb went off in Sake.",
            "Sake",
            "",
        ),
        ("He will speak a day after a bomb exploded in Sake.", "Sake", ""),
        ("Shops were shut on Tuesday, hours after gunmen stormed a church in Zaria.", "Zaria", ""),
    ],
)
def test_a_date_is_that_of_its_own_happening(text: str, place: str, day: str) -> None:
    assert days(text)[place] == day


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        # a toll of another time is another event's
        (
            (
                "A missile hit a block in Saltivka, Kharkiv, on Monday, killing two. In February a"
                " missile on the same street killed five."
            ),
            [("2024-06-10", 2), ("2024-02-01", 5)],
        ),
        (
            "A missile hit a block in Kharkiv on Monday, killing two. Doctors spoke of three dead.",
            [("2024-06-10", 3)],
        ),
        # some of the victims are no toll beside theirs
        (
            (
                "A man opened fire in Macon, Georgia, on Monday, killing three people. Two of the"
                " victims were pronounced dead at a clinic."
            ),
            [("2024-06-10", 3)],
        ),
        (
            (
                "A man opened fire in Macon, Georgia, on Monday, killing three people. Police put"
                " the toll at four."
            ),
            [("2024-06-10", 4)],
        ),
    ],
)
def test_a_toll_belongs_to_its_own_time(text: str, tolls: list[tuple[str, int]]) -> None:
    found = [(str(e.start), e.killed_high) for e in coded(text)[1] if e.on_map]
    assert found == tolls


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a fight of these days goes on where it is; its toll is a running one
        ("Eleven people have been killed in fighting near Goma since Friday.", ["Goma"]),
        ("Eleven people have been killed in Goma since Friday.", []),
        ("Eleven people have been killed in fighting in Goma since January.", []),
    ],
)
def test_a_fight_goes_on_where_its_dead_are_counted(text: str, expected: list[str]) -> None:
    events = coded(text)[1]
    assert [event.place_name for event in events if event.on_map] == expected
    assert [e.killed_low for e in events if e.event_type == "casualty_total"] == [11]
