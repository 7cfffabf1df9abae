"""How the tagger is described, trained and varied."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

import gazetteer
from geo.geoparse.match import lookup_of
from geo.geoparse.tagger.corpora import Document, Toponym, label_tokens, read_corpora, spans_of
from geo.geoparse.tagger.features import shape_of
from geo.geoparse.tagger.model import MODEL, TaggerModel
from geo.geoparse.tagger.train import train_tagger
from geo.geoparse.tagger.vary import vary
from geo.geoparse.tokens import find_runs, tokenize

LARGEST_MODEL = 3_000_000


@cache
def places() -> gazetteer.Gazetteer:
    return gazetteer.load()


def document(text: str, *surfaces: str, name: str = "d1") -> Document:
    toponyms = tuple(
        Toponym(start=text.index(s), end=text.index(s) + len(s), lat=0.5, lon=0.5, type="Literal")
        for s in surfaces
    )
    return Document(corpus="made", id=name, text=text, toponyms=toponyms, names_typed=True)


def test_words_keep_their_offsets() -> None:
    text = "In al-Mawāṣī and Deir al-Balah, Israel’s U.S. envoy saw Zar’it and St. Louis."
    tokens = tokenize(text, 0, len(text))
    assert all(text[t.start : t.end] == t.word for t in tokens)
    words = [t.word for t in tokens]
    for word in ("al-Mawāṣī", "al-Balah", "Israel", "’s", "U.S.", "Zar’it", "St."):
        assert word in words


def test_runs_hold_names_and_not_openers() -> None:
    text = "The army left. The Hague and Rio de Janeiro answered."
    tokens = tokenize(text, 0, len(text))
    runs = [" ".join(tokens.words[a:b]) for a, b in find_runs(tokens)]
    assert runs == ["The Hague and Rio de Janeiro"]


@pytest.mark.parametrize(
    ("word", "shape"),
    [("Gaza", "Xx"), ("US", "XX"), ("said", "x"), ("2024", "9999"), ("U.S.", "X.X")],
)
def test_shapes(word: str, shape: str) -> None:
    assert shape_of(word) in (shape, shape[:2])


def test_labels_mark_the_names_and_only_them() -> None:
    made = document("Crews went to Port Sudan.", "Port Sudan")
    tokens = tokenize(made.text, 0, len(made.text))
    labels = label_tokens(tokens, [], made)
    assert [(tokens.words[a], tokens.words[b - 1], k) for a, b, k in spans_of(labels)] == [
        ("Port", "Sudan", "LOC")
    ]


def test_variant_keeps_the_text_around_its_names() -> None:
    made = document("Crews went to Rafah and then left Rafah.", "Rafah")
    varied = vary(made, [["Larnaca"]], lookup_of(places()), 1)
    toponym = varied.toponyms[0]
    assert varied.text[toponym.start : toponym.end] == "Larnaca"
    assert varied.text == "Crews went to Larnaca and then left Rafah."
    assert vary(made, [["Larnaca"]], lookup_of(places()), 1) == varied


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    documents = [
        document(f"Crews went to {name} on Monday. Nobody stayed.", name, name=name)
        for name in ("Rafah", "Haifa", "Goma", "Kherson", "Larnaca")
    ]
    lookup = lookup_of(places())
    first, second = tmp_path / "a", tmp_path / "b"
    assert train_tagger(documents, lookup, first) == train_tagger(documents, lookup, second)
    assert first.read_bytes() == second.read_bytes()
    assert TaggerModel.read(first).label([]) == []


def test_model_is_small_and_carries_a_card() -> None:
    package = resources.files("geo.geoparse.tagger")
    model = (package / MODEL).read_bytes()
    assert model.startswith(b"lCRF")  # the format of crfsuite, not a pickle
    words = (package / "clusters.txt").read_bytes()
    assert len(model) + len(words) < LARGEST_MODEL
    card = (package / "CARD.md").read_text(encoding="utf-8")
    for said in ("licence", "Limits", "python -m geo.geoparse.tagger train"):
        assert said in card


def test_corpora_are_told_from_other_files(tmp_path: Path) -> None:
    line = {
        "id": 1,
        "text": "In Rafah.",
        "toponyms": [{"start": 3, "end": 8, "lat": 31.3, "lon": 34.2}],
    }
    (tmp_path / "news.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    (tmp_path / "other.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    corpora = read_corpora(tmp_path)
    assert list(corpora) == ["news"]
    assert corpora["news"][0].toponyms[0].lat == 31.3
