"""What is wrong with a gazetteer: an error, or a row that was left out, each with its cure."""

from __future__ import annotations

from dataclasses import dataclass


class GazetteerError(ValueError):
    """A gazetteer that can't be read, built or written."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault of the data: where (``line`` counts from 1, 0 for the whole file), what, cure.

    ``rejected`` is False for what a curator should look at although the row was taken.
    """

    path: str
    line: int
    reason: str
    cure: str
    rejected: bool = True

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.reason}; {self.cure}"
