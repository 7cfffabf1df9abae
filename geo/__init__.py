"""Reported events on a map, with the sentence behind every point.

>>> import gazetteer, geo
>>> places = gazetteer.load()
>>> reports = geo.read_reports("seeds")
>>> events = geo.code_events(reports, places)
>>> geo.write_geojson(geo.View(since="2024-03-01").select(events), "out.geojson")
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from geo._version import __version__

if TYPE_CHECKING:
    from geo.export import write_geojson
    from geo.parse import code_events, parse_report
    from geo.reports import read_reports
    from geo.store import Store
    from geo.view import View

__all__ = [
    "Store",
    "View",
    "__version__",
    "code_events",
    "parse_report",
    "read_reports",
    "write_geojson",
]

_HOMES = {
    "Store": "geo.store",
    "View": "geo.view",
    "code_events": "geo.parse",
    "parse_report": "geo.parse",
    "read_reports": "geo.reports",
    "write_geojson": "geo.export",
}


def __getattr__(name: str) -> object:
    # Each name is imported when it is first used: the tagger and geopandas are slow to import,
    # and most commands need only one of them.
    if name not in _HOMES:
        raise AttributeError(f"module 'geo' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
