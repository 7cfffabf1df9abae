"""A sentence is left unread only where reading it finds nothing; words are remembered rightly."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.bench.sentences import read_lines
from geo.counts import find_counts
from geo.dates import Anchor, find_dates
from geo.events.event_types import find_triggers
from geo.events.signs import read_signs
from geo.events.tagging import tag_words
from geo.events.tokens import DATES, DENIALS
from geo.events.words import read_words
from geo.memo import LONGEST_WORD, Memo
from geo.sentences import split_sentences

TESTS = Path(__file__).parent
TEXTS = [
    line["text"]
    for path in sorted([*TESTS.glob("sentences/*.jsonl"), *TESTS.glob("reports/*.jsonl")])
    for line in read_lines(path)
]


def test_what_is_left_unread_reports_and_counts_nothing() -> None:
    unread = dated = 0
    for text in TEXTS:
        for start, end in split_sentences(text):
            signs = read_signs(text[start:end])
            if not signs.found & DATES:
                assert not find_dates(text, start, end, Anchor(None)), text[start:end]
                dated += 1
            if signs.tells_nothing():
                words = read_words(text, start, end, [])
                tag_words(words)
                assert not find_triggers(words, {word.lower for word in words}), text[start:end]
                assert not find_counts(text, start, end), text[start:end]
                unread += 1
    assert unread > 100
    assert dated > 100


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("It lies on a wide plain.", True),
        ("The regional office denied this.", False),
        ("A drone hit a bus.", False),
        ("Rescuers pulled out four bodies.", False),
    ],
)
def test_only_a_sentence_that_may_tell_something_is_read(text: str, unread: bool) -> None:
    assert read_signs(text).tells_nothing() is unread


def test_a_denial_needs_its_verb() -> None:
    assert read_signs("Officials rejected that.").found & DENIALS
    assert not read_signs("A golden gate.").found & DENIALS


def test_a_number_with_blanks_is_one_word() -> None:
    text = "Some 14 000 people, 1 of 3, left."
    words = read_words(text, 0, len(text), [])
    assert [word.lower for word in words][:6] == ["some", "14 000", "people", ",", "1", "of"]
    assert all(text[word.start : word.end].lower() == word.lower for word in words)


def test_a_quote_behind_a_name_in_the_plural_is_its_possessive() -> None:
    text = "the Houthis' ships"
    words = read_words(text, 0, len(text), [(4, 11, 0)])
    assert [word.tag for word in words][:3] == ["det", "P", "poss"]


def test_a_memo_asks_once_and_forgets_what_is_too_much() -> None:
    asked: list[str] = []

    def measure(word: str) -> int:
        asked.append(word)
        return len(word)

    memo = Memo(measure, kept=2)
    assert [memo[word] for word in ("a", "bb", "a", "ccc", "a")] == [1, 2, 1, 3, 1]
    assert asked == ["a", "bb", "ccc", "a"]
    assert memo["x" * (LONGEST_WORD + 1)] == LONGEST_WORD + 1
    assert len(memo) == 2
    assert memo.any_of(["", "a"])
    assert not memo.any_of([""])
