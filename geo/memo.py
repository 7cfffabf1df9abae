"""Remember what was found out about single words: most words of a text were met before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Found = TypeVar("Found")

WORDS_KEPT = 20_000
"""How many words are remembered from one sentence to the next."""
LONGEST_WORD = 80
"""How many letters a word has at most that is remembered; a longer one is no word."""


class Memo(dict[str, Found]):
    """What a function finds out about words: ``memo[word]`` calls it once for each.

    It is looked up like a dict, which is quicker than a call. When it is full, it starts anew.

    >>> lengths = Memo(len)
    >>> lengths["town"], "town" in lengths
    (4, True)
    """

    def __init__(self, judge: Callable[[str], Found], kept: int = WORDS_KEPT) -> None:
        super().__init__()
        self._judge = judge
        self._kept = kept

    def __missing__(self, word: str) -> Found:
        found = self._judge(word)
        if len(word) <= LONGEST_WORD:
            if len(self) >= self._kept:
                self.clear()
            self[word] = found
        return found

    def any_of(self, words: Iterable[str]) -> bool:
        """Whether what is found out about one of the words is true."""
        return any(map(self.__getitem__, words))
