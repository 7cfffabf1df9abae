"""Train the tagger: the same corpora give the same model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pycrfsuite

from gazetteer import Gazetteer
from geo.geoparse.match import Lookup, match_run
from geo.geoparse.tagger.corpora import Document, label_tokens
from geo.geoparse.tagger.features import DocumentWords, describe_run
from geo.geoparse.tagger.vary import place_names, vary
from geo.geoparse.tokens import find_runs, tokenize
from geo.sentences import split_sentences

PARAMETERS = {
    "c1": 0.1,  # L1: most features end at 0, which keeps the model small
    "c2": 0.6,
    "max_iterations": 100,
    "feature.possible_transitions": True,
}


def labelled_runs(
    document: Document, lookup: Lookup
) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Yield features and labels of every run of a document."""
    sentences = [
        tokenize(document.text, start, end)
        for start, end in split_sentences(document.text, document.body_start)
    ]
    words = DocumentWords(sentences, lookup.places)
    for tokens in sentences:
        runs = find_runs(tokens)
        found = [match_run(document.text, tokens, a, b, lookup) for a, b in runs]
        labels = label_tokens(tokens, [m for ms in found for m in ms], document)
        for (first, last), matches in zip(runs, found, strict=True):
            described = describe_run(tokens, first, last, matches, lookup, words)
            yield described, labels[first:last]


def train_tagger(documents: Iterable[Document], lookup: Lookup, path: Path) -> int:
    """Write a model trained on ``documents`` to ``path``; return the number of runs."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    count = 0
    for document in documents:
        for described, labels in labelled_runs(document, lookup):
            trainer.append(described, labels)
            count += 1
    trainer.train(str(path))
    return count


VARIANTS = (1, 2)
"""Seeds of the variants that each document is trained in besides itself."""


def with_variants(
    documents: Iterable[Document], places: Gazetteer, lookup: Lookup
) -> list[Document]:
    """Return the documents, and each again with other places in it."""
    listed = list(documents)
    pools = place_names(places)
    return listed + [vary(d, pools, lookup, seed) for seed in VARIANTS for d in listed]
