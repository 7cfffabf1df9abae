"""The trained tagger: labels for the tokens of a run."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import pycrfsuite

MODEL = "tagger.crfsuite"


class TaggerModel:
    """A linear-chain CRF as python-crfsuite stores it: no code, only features and weights."""

    def __init__(self, content: bytes) -> None:
        self._content = content  # crfsuite reads from these bytes as long as it lives
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(content)

    @classmethod
    def read(cls, path: Path) -> TaggerModel:
        """Return the model of a file."""
        return cls(path.read_bytes())

    def label(self, described: list[list[str]]) -> list[str]:
        """Return a BIO label for each token of a run."""
        return self._tagger.tag(described)  # type: ignore[no-any-return]


@cache
def shipped_model() -> TaggerModel:
    """Return the model that comes with the package."""
    return TaggerModel((resources.files("geo.geoparse.tagger") / MODEL).read_bytes())
