"""Open the corpus that the page was started on: once for all visitors, never changed after."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import streamlit as st

import gazetteer
from geo.errors import GeoError
from geo.parse import parse_reports, refuse_unknown_home
from geo.reports import read_reports
from geo.store import Store

SEEDS = Path(__file__).parents[2] / "seeds"
FILES_STAMPED_MOST = 20_000
"""Files of a corpus whose change is noticed; a larger one is read again at the next start."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Leave it to the page to say so: behind a page that exits there is only a blank one."""
        raise GeoError(f"{message}; {' '.join(self.format_usage().split())}")


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read what stands behind ``--`` on the command line.

    Raises
    ------
    GeoError
        If it is none of the options.
    """
    parser = _Parser(
        prog="streamlit run dashboard.py --", description="Show reported events on a map."
    )
    parser.add_argument("path", nargs="?", default="", help="reports: a folder or a file")
    parser.add_argument("--store", default="", help="a store that geo ingest wrote, instead")
    parser.add_argument("--gazetteer", default="", help="another gazetteer than the built-in one")
    parser.add_argument(
        "--home", default="", type=str.upper, help="ISO code of the country written about most"
    )
    return parser.parse_args(list(arguments))


def open_corpus(options: argparse.Namespace) -> Store:
    """Return the events of the page's reports; read again where a file has changed."""
    if options.home:  # a store asks it too, for a visitor's own reports
        refuse_unknown_home(options.home, open_gazetteer(options.gazetteer))
    if options.store:
        return _open_store(options.store, _stamp(Path(options.store)))
    path = Path(options.path) if options.path else SEEDS
    return _read(str(path), options.gazetteer, options.home, _stamp(path), _stamp_file(options))


def _stamp(path: Path) -> tuple[tuple[str, int, int], ...]:
    """Return name, size and time of every file, which tell a changed corpus from the same one."""
    if path.is_file():
        found = [path]
    else:
        found = sorted(item for item in path.rglob("*") if item.is_file())[:FILES_STAMPED_MOST]
    stamps = []
    for item in found:
        status = item.lstat()
        stamps.append((str(item), status.st_size, status.st_mtime_ns))
    return tuple(stamps)


def _stamp_file(options: argparse.Namespace) -> tuple[tuple[str, int, int], ...]:
    return _stamp(Path(options.gazetteer)) if options.gazetteer else ()


@st.cache_resource(max_entries=2, show_spinner="Opening the store")
def _open_store(folder: str, stamp: object) -> Store:  # noqa: ARG001 - part of the cache's key
    return _settled(Store.open(folder))


@st.cache_resource(max_entries=2, show_spinner="Reading the reports; the first time takes longer")
def _read(path: str, gazetteer_path: str, home: str, stamp: object, other: object) -> Store:  # noqa: ARG001
    places = open_gazetteer(gazetteer_path)
    reports = read_reports(path)
    parsed = parse_reports(reports, places, home=home)
    return _settled(Store.from_parsed(parsed, places, reports.rejected, reports.notes))


@st.cache_resource(max_entries=2, show_spinner="Opening the gazetteer")
def open_gazetteer(path: str) -> gazetteer.Gazetteer:
    """Return the gazetteer of the page, the built-in one for an empty path."""
    return gazetteer.load(Path(path) if path else None)


def _settled(store: Store) -> Store:
    """Take what stays for good out of the collector's sight: it walks all of it at every run."""
    _ = store.span, store.rejected
    gc.collect()
    gc.freeze()
    return store
