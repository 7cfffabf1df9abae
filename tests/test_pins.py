"""Sentences that name places with words of events: only where something happened is a pin.

They were written before the coder was run on them, to find false pins; ``docs/events.md`` has the
first figures. The bounds are those reached: a change that loses more than a pin shows.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import gazetteer
from geo.bench.pins import main, score_pins
from geo.bench.sentences import read_lines

SENTENCES = Path(__file__).parent / "sentences"


@pytest.mark.parametrize(
    ("name", "false", "missing"),
    [
        ("pins.jsonl", 20, 12),
        ("pins_second.jsonl", 19, 1),
        ("pins_third.jsonl", 4, 5),
        ("pins_fourth.jsonl", 4, 5),
        ("pins_fifth.jsonl", 2, 3),
        ("pins_sixth.jsonl", 1, 2),
    ],
)
def test_few_pins_are_false_or_missing(name: str, false: int, missing: int) -> None:
    score, wrong = score_pins(list(read_lines(SENTENCES / name)), gazetteer.load())
    assert score.false <= false, [(record["text"], record["false"]) for record in wrong]
    assert score.missing <= missing, [(record["text"], record["missing"]) for record in wrong]


def test_a_pin_that_is_right_false_or_missing_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "few.jsonl"
    path.write_text(
        '{"text": "Shells hit Sumy on Monday.", "published": "2025-06-10", "pins": ["Sumy"]}\n'
        '{"text": "Shells hit Goma on Monday.", "published": "2025-06-10", "pins": []}\n'
        '{"text": "Aleppo is old.", "published": "2025-06-10", "pins": ["Aleppo"]}\n'
        '{"text": "Dresden was bombed in 1945.", "published": "2025-06-10", "pins": []}\n',
        encoding="utf-8",
    )
    assert main([str(path), "--show"]) == 0
    printed = capsys.readouterr().out
    assert "4 sentences, 1 pins right, 1 false, 1 missing; precision 0.500" in printed
    assert '"false": ["Goma"]' in printed
