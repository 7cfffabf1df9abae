"""Measure the geoparser and write the figures into docs/geoparsing.md and docs/calibration.svg.

python benchmarks/geoparse_report.py CORPORA_DIR
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

import gazetteer
from geo.bench import measure_corpora

DOCS = Path(__file__).parents[1] / "docs"
COLOURS = ("#0b6e99", "#b3541e", "#4a7c2c", "#7a3e9d")
SIDE = 320
EDGE = 46


def table(tagger: dict[str, Any], fast: dict[str, Any]) -> str:
    """Return both ways of reading as a Markdown table."""
    corpora = [name for name in tagger if name != "functions"]
    lines = ["| | " + " | ".join(f"{c} | {c} --fast" for c in corpora) + " |"]
    lines.append("|---|" + "---|" * (2 * len(corpora)))
    for row in tagger[corpora[0]]:
        if row == "calibration":
            continue
        cells = [str(held[c][row]) for c in corpora for held in (tagger, fast)]
        cells = ["yes" if c == "True" else "no" if c == "False" else c for c in cells]
        lines.append(f"| {row} | " + " | ".join(cells) + " |")
    lines.append("")
    for what, value in tagger.get("functions", {}).items():
        lines.append(f"Functions, {what}, cross-validated: {value}.")
    return "\n".join(lines)


def picture(figures: dict[str, Any]) -> str:
    """Return an SVG: confidence against the share that was right; the diagonal is perfect."""

    def point(x: float, y: float) -> str:
        return f"{EDGE + x * SIDE:.1f},{EDGE / 2 + (1 - y) * SIDE:.1f}"

    width, height = SIDE + 2 * EDGE + 120, SIDE + 2 * EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"',
        'font-family="sans-serif" font-size="12"',
        'aria-label="Confidence of a resolution against the share that was right">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        f'<polyline points="{point(0, 0)} {point(1, 1)}" stroke="#999" stroke-dasharray="4 4"/>',
        f'<polyline points="{point(0, 1)} {point(0, 0)} {point(1, 0)}" stroke="#333" fill="none"/>',
    ]
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x, y = point(tick, 0).split(",")
        parts.append(f'<text x="{x}" y="{float(y) + 16:.1f}" text-anchor="middle">{tick:g}</text>')
        x, y = point(0, tick).split(",")
        parts.append(
            f'<text x="{float(x) - 6:.1f}" y="{float(y) + 4:.1f}" text-anchor="end">{tick:g}</text>'
        )
    x, y = point(0.5, 0).split(",")
    parts.append(
        f'<text x="{x}" y="{float(y) + 34:.1f}" text-anchor="middle">confidence said</text>'
    )
    parts.append(
        f'<text transform="translate(12 {EDGE / 2 + SIDE / 2}) rotate(-90)" text-anchor="middle">'
        "share that was right</text>"
    )
    corpora = [name for name in figures if name != "functions"]
    for i, corpus in enumerate(corpora):
        colour = COLOURS[i % len(COLOURS)]
        bins = figures[corpus]["calibration"]
        line = " ".join(point(said, right) for said, right, _ in bins)
        parts.append(f'<polyline points="{line}" stroke="{colour}" fill="none"/>')
        for said, right, count in bins:
            cx, cy = point(said, right).split(",")
            radius = 2 + min(count, 1600) ** 0.5 / 6
            parts.append(
                f'<circle cx="{cx}" cy="{cy}" r="{radius:.1f}" fill="{colour}" fill-opacity="0.6">'
                f"<title>{corpus}: {count} names, said {said}, right {right}</title></circle>"
            )
        y_label = EDGE / 2 + 14 + 18 * i
        parts.append(f'<text x="{EDGE + SIDE + 14}" y="{y_label}" fill="{colour}">{corpus}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "corpora", metavar="CORPORA_DIR", type=Path, help="folder of .jsonl corpora"
    )
    corpora = parser.parse_args().corpora
    places = gazetteer.load()
    tagger = measure_corpora(corpora, places)
    fast = measure_corpora(corpora, places, fast=True)
    (DOCS / "calibration.svg").write_text(picture(tagger), encoding="utf-8")
    page = DOCS / "geoparsing.md"
    text = page.read_text(encoding="utf-8")
    written = re.sub(
        r"(<!-- figures -->\n).*?(\n<!-- end of figures -->)",
        lambda match: match.group(1) + table(tagger, fast) + match.group(2),
        text,
        flags=re.DOTALL,
    )
    page.write_text(written, encoding="utf-8")
    print(json.dumps({"tagger": tagger, "fast": fast}, indent=1))


if __name__ == "__main__":
    main()
