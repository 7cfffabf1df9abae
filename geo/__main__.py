"""Command line: ``python -m geo parse|explain|ingest|export|check|bench``."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from gazetteer.arguments import join_signed
from gazetteer.errors import GazetteerError
from geo import __version__
from geo.errors import GeoError, OptionError

_EXAMPLES = {
    "parse": "python -m geo parse seeds > events.jsonl",
    "explain": "python -m geo explain seeds/2024-03-18-al-shifa.txt",
    "ingest": "python -m geo ingest seeds --store store",
    "export": "python -m geo export --store store --since 2024-03-01 --format csv -o out.csv",
    "check": "python -m geo check seeds",
    "bench": "python -m geo bench corpora",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 not done, 2 used wrongly."""
    if sys.stdout is None:  # Python's word for a stream that whoever calls has closed
        return _say("standard output is closed; open it")
    try:
        given = sys.argv[1:] if arguments is None else arguments
        options = _parser().parse_args(join_signed(given, "--bbox"))
        from geo import commands

        code = int(getattr(commands, options.command)(options))
        sys.stdout.flush()
    except OptionError as error:
        _say(error)
        return 2
    except (GeoError, GazetteerError) as error:
        return _say(error)
    except BrokenPipeError:
        # Whoever read has had enough; what Python would still flush goes nowhere.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except OSError as error:
        return _say(f"{error.filename or 'output'}: {error.strerror or error}")
    except MemoryError:
        return _say("not enough memory; read the corpus in parts")
    return code


def _say(problem: object) -> int:
    print(f"geo: {problem}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m geo",
        description="Read dated reports, find what they say happened, where and when.",
        epilog="Data go to stdout, words and progress to stderr.",
    )
    parser.add_argument("--version", action="version", version=f"dateline {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_parse(commands)
    _add_explain(commands)
    _add_ingest(commands)
    _add_export(commands)
    _add_check(commands)
    _add_bench(commands)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, words: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=words,
        description=f"{words[0].upper()}{words[1:]}.",
        epilog=f"Example: {_EXAMPLES[name]}",
    )


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fast", action="store_true", help="skip the trained tagger")
    parser.add_argument(
        "--home",
        default="",
        metavar="CC",
        type=_country,
        help="country that most reports are about",
    )
    parser.add_argument(
        "--gazetteer", metavar="FILE", type=Path, help="another gazetteer than the package's own"
    )


def _add_parse(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "parse", "print what each report says, one JSON object a line")
    parser.add_argument("path", metavar="PATH", help="folder, file, or - for standard input")
    _add_reading(parser)


def _add_explain(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "explain", "print a report with its events and why they are so")
    parser.add_argument("path", metavar="REPORT", help="file, or - for standard input")
    _add_reading(parser)


def _add_ingest(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "ingest", "add reports to a store, skipping those it holds")
    parser.add_argument("path", metavar="PATH", nargs="+", help="folders or files")
    parser.add_argument("--store", metavar="DIR", required=True, type=Path, help="the store")
    parser.add_argument("--workers", metavar="N", type=_workers, default=1, help="local processes")
    _add_reading(parser)


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from geo.view import CONFIDENCES, MODALITIES

    parser = _command(commands, "export", "write the events of a store or of reports to a file")
    origin = parser.add_mutually_exclusive_group(required=True)
    origin.add_argument("--store", metavar="DIR", type=Path, help="a store")
    origin.add_argument("--reports", metavar="PATH", help="a folder or file of reports")
    parser.add_argument("--since", metavar="DATE", type=_day, help="first day, YYYY-MM-DD")
    parser.add_argument("--until", metavar="DATE", type=_day, help="last day, YYYY-MM-DD")
    parser.add_argument("--type", metavar="TYPE", action="append", help="event type; repeatable")
    parser.add_argument("--modality", action="append", choices=MODALITIES, help="repeatable")
    parser.add_argument("--place", metavar="ID", action="append", help="place id; repeatable")
    parser.add_argument("--confidence", action="append", choices=CONFIDENCES, help="repeatable")
    parser.add_argument("--bbox", metavar="W,S,E,N", type=_bbox, help="degrees")
    parser.add_argument("--query", metavar="TEXT", help="words that the sentence holds")
    parser.add_argument("--all", action="store_true", help="also what is not on the map, unpinned")
    parser.add_argument(
        "--format",
        required=True,
        choices=("geojson", "csv", "geoparquet", "gpkg", "kml", "html"),
        help="what is written",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True, type=_file, help="the file"
    )
    _add_reading(parser)


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "check", "list every problem of a corpus with file, line and cure")
    parser.add_argument("path", metavar="PATH", help="folder or file")


def _add_bench(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "bench", "score finding and resolving on development corpora")
    parser.add_argument("path", metavar="CORPORA_DIR", type=Path, help="folder of .jsonl corpora")
    _add_reading(parser)


def _country(value: str) -> str:
    # argparse passes the empty default through here too
    if value and (len(value) != 2 or not value.isascii() or not value.isalpha()):
        raise argparse.ArgumentTypeError("two letters, like PS")
    return value.upper()


def _day(value: str) -> date:
    # date.fromisoformat alone takes 20240324 and 2024-W12-7 too
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(value)
    raise argparse.ArgumentTypeError(f"{value!r} is no day; write YYYY-MM-DD")


def _bbox(value: str) -> tuple[float, ...]:
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError("four numbers: west,south,east,north") from None
    return west, south, east, north


def _file(value: str) -> Path:
    if value in ("", "-"):
        raise argparse.ArgumentTypeError("name a file; an export is written whole or not at all")
    return Path(value)


def _workers(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 64:
        raise argparse.ArgumentTypeError("a number from 1 to 64")
    return int(value)


if __name__ == "__main__":
    sys.exit(main())
