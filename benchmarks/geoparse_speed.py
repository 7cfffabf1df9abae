"""Documents a second of this geoparser and of two gazetteer matchers, in one run on one core.

    python benchmarks/geoparse_speed.py [CORPORA_DIR]

Each program reads the same texts, cut or joined to 2,200 characters, one after the other, as
``python -m geo parse`` reads a folder; the best of three rounds of CPU time counts, so that other
programs on the machine matter little. Then the time for one text that grows to a megabyte, and the
peak memory of a process of its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path

import gazetteer
from geo.geoparse.together import name_reports
from geo.model import Report

LENGTH = 2_200
ROUNDS = 3
SEEDS = Path(__file__).parents[1] / "seeds"


def read_texts(folder: Path | None) -> list[str]:
    """Return texts of ``LENGTH`` characters: from corpora, or else from the seeds."""
    if folder is None:
        whole = "\n\n".join(p.read_text(encoding="utf-8") for p in sorted(SEEDS.rglob("*.txt")))
        whole = (whole + "\n\n") * (400_000 // max(len(whole), 1) + 1)
    else:
        whole = "\n\n".join(
            json.loads(line)["text"]
            for path in sorted(folder.glob("*.jsonl"))
            for line in path.read_text(encoding="utf-8").splitlines()
            if '"toponyms"' in line
        )
    return [whole[i : i + LENGTH] for i in range(0, len(whole) - LENGTH, LENGTH)]


def rate(read: Callable[[list[str]], object], texts: list[str]) -> float:
    """Return documents a second: the best of some rounds."""
    best = 0.0
    for _ in range(ROUNDS):
        start = time.process_time()
        read(texts)
        best = max(best, len(texts) / (time.process_time() - start))
    return best


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "corpora", metavar="CORPORA_DIR", nargs="?", type=Path, help="instead of the seeds"
    )
    texts = read_texts(parser.parse_args().corpora)
    start = time.process_time()
    places = gazetteer.load()
    loaded = time.process_time() - start

    def parse(texts: list[str], *, fast: bool = False) -> None:
        reports = (Report(id="text", text=text) for text in texts)
        for _ in name_reports(reports, places, fast=fast):
            pass

    rates = {
        "with the tagger": rate(parse, texts),
        "--fast": rate(lambda texts: parse(texts, fast=True), texts),
    }
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    try:
        from geotext import GeoText

        rates["geotext"] = rate(lambda texts: [GeoText(text) for text in texts], texts)
    except ImportError:
        print("geotext is not installed")
    try:
        from flashgeotext.geotext import GeoText as FlashGeoText
        from loguru import logger

        logger.remove()
        extract = FlashGeoText().extract
        rates["flashgeotext"] = rate(lambda texts: [extract(text) for text in texts], texts)
    except ImportError:
        print("flashgeotext is not installed")
    print(f"{len(texts)} texts of {LENGTH} characters; gazetteer loaded in {loaded:.2f} s")
    for name, value in rates.items():
        ratios = ", ".join(
            f"{value / other:.2f} x {peer}"
            for peer, other in rates.items()
            if peer in ("geotext", "flashgeotext") and peer != name
        )
        print(f"{name:16} {value:8,.0f} docs/s   {ratios}")
    print(f"peak memory of both ways of reading: {memory_mb:.0f} MB")
    joined = "\n\n".join(texts)
    joined *= 1_000_000 // len(joined) + 1
    for kilobytes in (62, 125, 250, 500, 1000):
        start = time.process_time()
        parse([joined[: kilobytes * 1000]])
        seconds = time.process_time() - start
        print(f"{kilobytes:5} kB  {seconds:6.2f} s  {seconds / kilobytes * 1000:.2f} ms a kB")


if __name__ == "__main__":
    main()
