"""Command line: ``python -m gazetteer find|check|build``."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from gazetteer.arguments import join_signed
from gazetteer.errors import GazetteerError, Problem
from gazetteer.load import DATA, load


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 if it did what was asked, 1 if not, 2 for a wrong command line."""
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser().parse_args(join_signed(given, "--near"))
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except GazetteerError as error:
        print(f"gazetteer: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader has seen enough (a pager, head): what is left must not be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def find(options: argparse.Namespace) -> int:
    """Print the candidates for a name."""
    from gazetteer.find import describe, longer_names

    name = " ".join(options.name)
    places = load(options.gazetteer)
    found = places.find(name, near=options.near, country=options.country, limit=options.limit)
    where = f" in {options.country}" if options.country else ""
    if found and found[0].suggestion:
        print(f"nothing{where} is called {name!r}; suggestions:", file=sys.stderr)
    elif not found:
        print(f"nothing{where} is called {name!r}", file=sys.stderr)
    for candidate in found:
        print(describe(candidate))
    longer = longer_names(places, name, country=options.country, limit=options.limit)
    if longer:
        print("longer names:")
    for place in longer:
        print(f"  {place.name} ({', '.join(filter(None, (place.feature_class, place.country)))})")
    if options.online:
        from gazetteer.online import ask, paste_rows

        print("asking nominatim.openstreetmap.org ...", file=sys.stderr)
        records = ask(name, country=options.country)
        print(f"{len(records)} rows to paste into a curated file (ODbL):", file=sys.stderr)
        print(paste_rows(records), end="")
        return 0 if records or found else 1
    return 0 if found and not found[0].suggestion else 1


def check(options: argparse.Namespace) -> int:
    """Print every problem of curated files."""
    from gazetteer.compile import collect
    from gazetteer.curated import csv_files

    directory = Path(options.directory)
    if not directory.is_dir():
        raise GazetteerError(f"{directory} is not a directory; name one with curated CSV files")
    columns, curated = collect(directory, reviewed=True)
    for problem in curated.problems:
        print(problem)
    rejected = sum(problem.rejected for problem in curated.problems)
    print(
        f"{len(csv_files(directory))} files, {len(curated.records):,} places taken, "
        f"{rejected:,} {'row' if rejected == 1 else 'rows'} left out, "
        f"{len(curated.problems) - rejected:,} to look at; "
        f"{len(columns):,} places with the world base",
        file=sys.stderr,
    )
    return 1 if curated.problems else 0


def build(options: argparse.Namespace) -> int:
    """Build a gazetteer from dumps."""
    from gazetteer.build import WORLD, is_share_alike
    from gazetteer.build import build as build_file

    def report(problem: Problem) -> None:
        print(problem, file=sys.stderr)

    if WORLD not in options.source:
        print(f"only the places of these sources; add {WORLD} for all others", file=sys.stderr)
    built = build_file(
        options.source,
        options.output,
        countries=options.countries,
        curated=options.curated,
        report=report,
        progress=_progress,
    )
    for source in sorted(+built.read):
        print(
            f"{source}: {built.read[source]:,} rows = {built.added[source]:,} added + "
            f"{built.merged[source]:,} merged + {built.rejected[source]:,} rejected",
            file=sys.stderr,
        )
    terms: Counter[str] = Counter()
    for licence, count in built.licences.items():
        # "CC BY 4.0 (GeoNames); CC BY (OCHA)": here the terms are enough, who gave them is below.
        named = {part.partition(" (")[0] for part in licence.split("; ")}
        terms.update(dict.fromkeys(named, count))
    for licence, count in sorted(terms.items()):
        print(f"licence {licence or 'not stated'}: {count:,} places", file=sys.stderr)
    apart = sum(count for licence, count in built.licences.items() if is_share_alike(licence))
    if apart:
        print(
            f"share-alike: {apart:,} of these places, a layer of their own; nothing of theirs was "
            "mixed into other rows. Who passes them on owes attribution and the same licence.",
            file=sys.stderr,
        )
    sums = {"output": str(options.output), "places": built.places, "names": built.names}
    sums |= {
        key: dict(sorted((+getattr(built, key)).items()))
        for key in ("read", "added", "merged", "rejected", "apart")
    }
    print(json.dumps({**sums, "licences": built.licences}, ensure_ascii=False))
    return 0


def _progress(name: str, rows: Iterable[object]) -> Iterable[object]:
    from tqdm import tqdm

    print(f"reading {name}", file=sys.stderr)
    bar: Iterable[object] = tqdm(
        rows, desc=name, unit=" rows", unit_scale=True, disable=None, file=sys.stderr
    )
    return bar


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m gazetteer", description="Look places up, and build gazetteers."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("find", help="print the places of a name")
    command.add_argument("name", nargs="+", metavar="NAME", help="one name, of any words")
    command.add_argument("--near", type=_point, metavar="LAT,LON", help="nearest first")
    command.add_argument("--country", type=_country, metavar="CC", help="ISO code")
    command.add_argument("--limit", type=_limit, default=10, metavar="N")
    command.add_argument("--gazetteer", type=Path, metavar="FILE", help="another gazetteer")
    command.add_argument("--online", action="store_true", help="ask Nominatim, too")
    command.set_defaults(run=find)
    command = commands.add_parser("check", help="list every problem of curated files")
    command.add_argument("directory", nargs="?", default=str(DATA), metavar="DIR")
    command.set_defaults(run=check)
    command = commands.add_parser(
        "build",
        help="build a gazetteer from dumps",
        description="GeoNames tables (XX.txt, allCountries.txt, alternateNamesV2.txt, "
        "admin1CodesASCII.txt, admin2Codes.txt; plain or zipped), Who's On First folders and "
        "SQLite bundles, OCHA COD-AB (GeoJSON, GeoPackage), OpenStreetMap GeoJSON, CSV files "
        "with name, lat and lon; 'world' adds the package's own places.",
    )
    command.add_argument("source", nargs="+", metavar="SOURCE")
    command.add_argument(
        "--countries", type=_countries, default=frozenset(), metavar="CC,CC", help="only these"
    )
    command.add_argument("--curated", type=_directory, metavar="DIR", help="curated CSV files")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    command.set_defaults(run=build)
    return parser


def _countries(text: str) -> frozenset[str]:
    return frozenset(_country(part.strip()) for part in text.split(",") if part.strip())


def _directory(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} is not a directory")
    return Path(text)


def _point(text: str) -> tuple[float, float]:
    numbers = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*", text)
    if numbers is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not LAT,LON like 31.5,34.45")
    lat, lon = float(numbers[1]), float(numbers[2])
    if abs(lat) > 90 or abs(lon) > 180:
        raise argparse.ArgumentTypeError(f"{text!r} is not on Earth; latitude comes first")
    return lat, lon


def _limit(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,4}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def _country(text: str) -> str:
    if not re.fullmatch("[A-Za-z]{2}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO code of two letters")
    return text.upper()


if __name__ == "__main__":
    sys.exit(main())
