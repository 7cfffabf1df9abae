"""Learn the weights of the functions from corpora that say what each name does."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycrfsuite

from geo.geoparse.match import Lookup
from geo.geoparse.roles import FUNCTIONS, Found, describe, lists_of
from geo.geoparse.tagger.corpora import FUNCTION_OF_TYPE, Document
from geo.geoparse.tokens import tokenize
from geo.sentences import split_sentences

Weights = dict[str, list[float]]

_PARAMETERS = {"c1": 0.15, "c2": 0.15, "max_iterations": 150}


def role_examples(document: Document, lookup: Lookup) -> Iterator[tuple[list[str], str]]:
    """Yield the features of every typed name of a document, and its function."""
    for start, end in split_sentences(document.text, document.body_start):
        tokens = tokenize(document.text, start, end)
        found, wanted = [], []
        for toponym in document.toponyms:
            held = [
                i for i, t in enumerate(tokens) if t.start < toponym.end and t.end > toponym.start
            ]
            if not held or toponym.type not in FUNCTION_OF_TYPE:
                continue
            demonym = lookup(document.text[toponym.start : toponym.end]).demonym >= 0
            found.append(Found(held[0], held[-1] + 1, "DEM" if demonym else "LOC"))
            wanted.append(FUNCTION_OF_TYPE[toponym.type])
        lists = lists_of(tokens, found)
        for index, function in enumerate(wanted):
            yield describe(document.text, tokens, found, lists, index, lookup), function


def train_roles(examples: Iterable[tuple[list[str], str]]) -> Weights:
    """Return the weights of a maximum-entropy classifier: a feature's weight for each function."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(_PARAMETERS)
    for features, function in examples:
        trainer.append([features], [function])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "roles")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        learned = tagger.info().state_features
        tagger.close()
    weights: Weights = {}
    for (feature, function), weight in sorted(learned.items()):
        if abs(weight) >= 0.02:
            held = weights.setdefault(feature, [0.0] * len(FUNCTIONS))
            held[FUNCTIONS.index(function)] = round(weight, 3)
    return weights


def write_roles(weights: Weights, path: Path, command: str) -> None:
    """Write weights as JSON that a person can read."""
    lines = ",\n".join(
        f"{json.dumps(feature, ensure_ascii=False)}: {json.dumps(held)}"
        for feature, held in sorted(weights.items())
    )
    path.write_text(
        f'{{"command": {json.dumps(command)}, "functions": {json.dumps(FUNCTIONS)}, '
        f'"weights": {{\n{lines}\n}}}}\n',
        encoding="utf-8",
    )
