"""Names that only their layout shows to be places: columns of a table, heads of a list."""

from __future__ import annotations

import pytest
from sample_coding import names, pins, places

from geo.geoparse.mentions import find_mentions
from geo.model import Report

TABLE = """No.\tDate\tPlace\tEvent\tDeaths
1\t24/08\tSana'a\tFlash flood\t2
2\t25/08\tTaiz\tShelling of a market\t1
3\t26/08\tHajjah\tLandslide\t33
"""
LIST = (
    "Bulletin.\n\nKochi: calm.\nKozhikode: rain.\nNilambur: trees fell on a car, driver killed.\n"
)


def surfaces(text: str) -> set[str]:
    report = Report(id="x", text=text, body_start=0, published=None, published_precision="none")
    return {mention.surface for mention in find_mentions(report, places())}


def test_a_column_headed_place_holds_places() -> None:
    assert {"Sana'a", "Taiz", "Hajjah"} <= surfaces(TABLE)
    assert len(names(pins(TABLE))) == 3


def test_a_column_of_something_else_holds_none() -> None:
    text = TABLE.replace("Place", "Boat").replace("Taiz", "Victoria").replace("Hajjah", "Paris")
    assert "Victoria" not in surfaces(text)


def test_a_head_among_heads_that_are_places_is_one() -> None:
    assert "Nilambur" in surfaces(LIST)
    assert len(pins(LIST)) == 1


@pytest.mark.parametrize("heads", [("Chair", "Clerk", "Victoria"), ("QUAKE", "MINE", "Victoria")])
def test_speakers_and_kinds_before_a_colon_are_no_places(heads: tuple[str, ...]) -> None:
    text = "Minutes.\n\n" + "".join(f"{head}: I agree with that.\n" for head in heads)
    assert not {"Chair", "MINE", "Victoria"} & surfaces(text)
