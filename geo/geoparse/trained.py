"""Teach the tagger, the functions and the resolver together, and remember what was learned."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from gazetteer import Gazetteer
from geo.geoparse.learn_resolver import learn_resolver, texts_of, write_weights
from geo.geoparse.match import lookup_of
from geo.geoparse.rank import Weights, read_weights, shipped_weights
from geo.geoparse.resolve import memory_of
from geo.geoparse.roles import RoleWeights
from geo.geoparse.roles import shipped_weights as role_weights
from geo.geoparse.tagger.corpora import Document
from geo.geoparse.tagger.model import TaggerModel, shipped_model
from geo.geoparse.tagger.train import train_tagger, with_variants
from geo.geoparse.tagger.train_roles import role_examples, train_roles

_SOURCES = ("tokens.py", "match.py", "candidates.py", "confidence.py", "context.py", "board.py",
            "rank.py", "reasons.py", "roles.py", "learn_resolver.py", "../sentences.py",
            "tagger/features.py", "tagger/affixes.py", "tagger/corpora.py", "tagger/train.py",
            "tagger/train_roles.py", "tagger/vary.py")  # fmt: skip
"""Files whose rules decide what is learned."""


@dataclass(frozen=True, slots=True)
class Taught:
    """What a set of documents taught."""

    tagger: TaggerModel
    roles: RoleWeights
    resolver: Weights


def teach(documents: Sequence[Document], places: Gazetteer) -> Taught:
    """Return what ``documents`` teach; the same documents are learned from once."""
    folder = _cache() / f"taught-{_key(documents, places)}"
    tagger, roles, resolver = (
        folder / "tagger.crfsuite",
        folder / "roles.json",
        folder / "resolver.json",
    )
    if not resolver.exists():
        folder.mkdir(parents=True, exist_ok=True)
        lookup = lookup_of(places)
        draft = folder / f"{os.getpid()}.draft"
        train_tagger(with_variants(documents, places, lookup), lookup, draft)
        draft.replace(tagger)
        typed = [d for d in documents if d.names_typed]
        weights = train_roles(e for d in typed for e in role_examples(d, lookup)) if typed else {}
        draft.write_text(json.dumps(weights), encoding="utf-8")
        draft.replace(roles)
        write_weights(
            learn_resolver(texts_of(documents, lookup), memory_of(places)),
            draft,
            "geo.geoparse.trained",
        )
        draft.replace(resolver)
    return Taught(
        TaggerModel.read(tagger),
        json.loads(roles.read_text(encoding="utf-8")),
        read_weights(resolver.read_text(encoding="utf-8")),
    )


def shipped() -> Taught:
    """Return what comes with the package."""
    return Taught(shipped_model(), role_weights(), shipped_weights())


def _cache() -> Path:
    chosen = os.environ.get("DATELINE_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("dateline")


def _key(documents: Sequence[Document], places: Gazetteer) -> str:
    digest = hashlib.sha256(places.fingerprint.encode())
    package = Path(__file__).parent
    for source in _SOURCES:
        digest.update((package / source).read_bytes())
    for document in documents:
        digest.update(repr(document).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]
