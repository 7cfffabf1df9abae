"""Score recognition, resolution, confidence and functions on development corpora."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

import gazetteer
from gazetteer import Gazetteer
from geo.distance import distance_km
from geo.errors import ReportError
from geo.geoparse import trained
from geo.geoparse.learn_resolver import RIGHT_WITHIN_KM, Text, calibration_error, texts_of
from geo.geoparse.match import lookup_of
from geo.geoparse.mentions import find_mentions
from geo.geoparse.rank import Weights
from geo.geoparse.resolve import resolve_mentions
from geo.geoparse.roles import best_function
from geo.geoparse.tagger.corpora import Document, read_corpora
from geo.geoparse.tagger.train_roles import role_examples, train_roles
from geo.model import Mention, Report

FARTHEST_KM = 20_039.0
"""What an unanswered mention counts as, in the literature's mean and median error."""

ROLE_FOLDS = 5


@dataclass(slots=True)
class Tally:
    """Counts of one corpus; percentages come last."""

    corpus: str
    demonyms: bool
    exact: list[int] = field(default_factory=lambda: [0, 0, 0])
    end_to_end: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    errors_km: list[float] = field(default_factory=list)
    answered: int = 0
    sure: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Return the figures of the table."""
        hit, found, gold = self.exact
        right_found, all_found, right_gold, all_gold = self.end_to_end
        precision, recall = _ratio(right_found, all_found), _ratio(right_gold, all_gold)
        errors = np.array(self.errors_km or [FARTHEST_KM])
        return {
            "demonyms counted": self.demonyms,
            "recognition precision": _ratio(hit, found),
            "recognition recall": _ratio(hit, gold),
            "recognition F1": _f1(_ratio(hit, found), _ratio(hit, gold)),
            "end to end precision": precision,
            "end to end recall": recall,
            "end to end F1": _f1(precision, recall),
            "resolution accuracy, all": round(float((errors <= RIGHT_WITHIN_KM).mean()), 4),
            "resolution accuracy, answered": _ratio(
                int((errors <= RIGHT_WITHIN_KM).sum()), self.answered
            ),
            "median error km": round(float(np.median(errors)), 1),
            "calibration error": round(calibration_error(self.sure, self.right), 4),
            "calibration": self.bins(),
        }

    def bins(self, count: int = 10) -> list[list[float]]:
        """Return mean confidence, share that was right and number, by range of confidence."""
        sure, right = np.array(self.sure), np.array(self.right, float)
        index = np.minimum((sure * count).astype(int), count - 1)
        return [
            [
                round(float(sure[index == b].mean()), 4),
                round(float(right[index == b].mean()), 4),
                int((index == b).sum()),
            ]
            for b in range(count)
            if (index == b).any()
        ]


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0


@cache
def policies() -> dict[str, tuple[bool, str]]:
    """Return for each corpus whether its guidelines mark demonyms, and why we say so."""
    text = (resources.files("geo") / "data" / "corpora.csv").read_text(encoding="utf-8")
    return {
        row["corpus"]: (row["demonyms"] == "yes", row["why"])
        for row in csv.DictReader(io.StringIO(text))
    }


def bench_corpora(
    path: Path,
    places: Gazetteer,
    *,
    fast: bool = False,
    home: str = "",
    json_path: Path | None = None,
) -> str:
    """Return a table of scores, each corpus read by what the others taught.

    The same figures are returned by `measure_corpora` and written as JSON.

    Parameters
    ----------
    path
        Folder of JSONL files with ``id``, ``text`` and ``toponyms``.
    places
        A gazetteer.
    fast
        Whether to leave the tagger out.
    home
        ISO code of a country to prefer.
    json_path
        Where the same figures go as JSON.
    """
    figures = measure_corpora(path, places, fast=fast, home=home)
    if json_path is not None:
        json_path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return table_of(figures)


def measure_corpora(
    path: Path, places: Gazetteer, *, fast: bool = False, home: str = ""
) -> dict[str, Any]:
    """Return the figures of every corpus of a folder, and those of the functions."""
    corpora = read_corpora(path)
    if not corpora:
        raise ReportError(f"{path}: no corpus there; name a folder of JSONL files with toponyms")
    lookup = lookup_of(places)
    figures: dict[str, Any] = {}
    for name, documents in corpora.items():
        others = [d for other, held in corpora.items() if other != name for d in held]
        taught = trained.teach(others, places) if others else trained.shipped()
        tally = Tally(name, policies().get(name, (True, ""))[0])
        texts = {text.id: text for text in texts_of(documents, lookup)}
        for document in documents:
            report = Report(id=document.id, text=document.text, body_start=document.body_start)
            found = find_mentions(
                report, places, fast=fast, model=taught.tagger, roles=taught.roles
            )
            resolved = resolve_mentions(found, report, places, home=home, weights=taught.resolver)
            _count_found(tally, document, resolved)
            _count_resolved(tally, texts[document.id], report, places, taught.resolver, home)
        figures[name] = tally.figures()
    typed = [d for held in corpora.values() for d in held if d.names_typed]
    if typed:
        figures["functions"] = {"macro F1, literal or not": _score_roles(typed, places)}
    return figures


def _count_found(tally: Tally, document: Document, mentions: Sequence[Mention]) -> None:
    """Count recognition and end to end as the literature does: a span, then a point near it."""
    counted = [
        m for m in mentions if m.function != "name_part" and (tally.demonyms or not m.demonym)
    ]
    gold = {(t.start, t.end) for t in document.toponyms}
    spans = {(m.start, m.end) for m in counted}
    tally.exact[0] += len(gold & spans)
    tally.exact[1] += len(spans)
    tally.exact[2] += len(gold)
    placed = [t for t in document.toponyms if t.lat is not None]
    pointless = [t for t in document.toponyms if t.lat is None]
    answers = [m for m in counted if m.resolution.place is not None]
    answers = [
        m
        for m in answers
        if any(_overlap(m, t) for t in placed) or not any(_overlap(m, t) for t in pointless)
    ]
    near = [[_overlap(m, t) and _close(m, t) for t in placed] for m in answers]
    tally.end_to_end[0] += sum(any(row) for row in near)
    tally.end_to_end[1] += len(answers)
    tally.end_to_end[2] += sum(any(row[i] for row in near) for i in range(len(placed)))
    tally.end_to_end[3] += len(placed)


def _overlap(mention: Mention, toponym: Any) -> bool:
    return bool(mention.start < toponym.end and toponym.start < mention.end)


def _close(mention: Mention, toponym: Any) -> bool:
    place = mention.resolution.place
    return place is not None and bool(
        distance_km(place.lat, place.lon, toponym.lat, toponym.lon) <= RIGHT_WITHIN_KM
    )


def _count_resolved(
    tally: Tally, text: Text, report: Report, places: Gazetteer, weights: Weights, home: str
) -> None:
    """Count resolution of the annotated names themselves, each read as the place it names."""
    resolved = resolve_mentions(text.mentions, report, places, home=home, weights=weights)
    for mention, point in zip(resolved, text.points, strict=True):
        if point is None:
            continue
        place = mention.resolution.place
        if place is None:
            tally.errors_km.append(FARTHEST_KM)
            continue
        away = float(distance_km(*point, place.lat, place.lon))
        tally.answered += 1
        tally.errors_km.append(away)
        tally.sure.append(mention.resolution.confidence)
        # the point of a large country is a convention: any within its extent will do
        tally.right.append(away <= max(RIGHT_WITHIN_KM, place.precision_km))


def _score_roles(documents: Sequence[Document], places: Gazetteer) -> float:
    """Return macro F1 of literal against not, each document judged by the others of its corpus."""
    lookup = lookup_of(places)
    examples = [list(role_examples(document, lookup)) for document in documents]
    counts = np.zeros((2, 2), int)
    for fold in range(ROLE_FOLDS):
        weights = train_roles(
            e for i, held in enumerate(examples) if i % ROLE_FOLDS != fold for e in held
        )
        for i, held in enumerate(examples):
            if i % ROLE_FOLDS == fold:
                for features, wanted in held:
                    said = best_function(features, weights, doubt=0.0)
                    counts[int(wanted == "literal"), int(said == "literal")] += 1
    scores = [2 * counts[k, k] / (counts[k].sum() + counts[:, k].sum()) for k in (0, 1)]
    return round(float(np.mean(scores)), 4)


def table_of(figures: dict[str, Any]) -> str:
    """Return the figures as a table for people."""
    corpora = [name for name in figures if name != "functions"]
    rows = [row for row in figures[corpora[0]] if row != "calibration"] if corpora else []
    width = max([len(row) for row in rows], default=10)
    lines = [f"{'':{width}}  " + "  ".join(f"{name:>10}" for name in corpora)]
    for row in rows:
        cells = [figures[name][row] for name in corpora]
        shown = ["yes" if c is True else "no" if c is False else f"{c:.4g}" for c in cells]
        lines.append(f"{row:{width}}  " + "  ".join(f"{cell:>10}" for cell in shown))
    lines.append("name_part never counts; each corpus is read by models that didn't see it")
    for name in corpora:
        why = policies().get(name, (True, "not in geo/data/corpora.csv; adjectives count"))[1]
        lines.append(f"{name}: {why}")
    if "functions" in figures:
        for what, value in figures["functions"].items():
            lines.append(f"functions, {what}: {value} (cross-validated)")
    return "\n".join(lines) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table for a folder of corpora."""
    parser = argparse.ArgumentParser(prog="python -m geo bench", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--home", default="")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(argv)
    sys.stdout.write(
        bench_corpora(
            options.corpora,
            gazetteer.load(),
            fast=options.fast,
            home=options.home,
            json_path=options.json,
        )
    )
    return 0
