"""The seeds give the same GeoJSON as last time, byte by byte.

After a change that is meant to change it: ``python tests/test_golden.py``, then read the diff.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden" / "seeds.geojson"


def seeds_as_geojson() -> bytes:
    import gazetteer
    from geo.export import export_bytes
    from geo.parse import parse_reports
    from geo.reports import read_reports
    from geo.store import Store
    from geo.view import View

    places = gazetteer.load()
    reports = read_reports(ROOT / "seeds")
    store = Store.from_parsed(parse_reports(reports, places), places, reports.rejected)
    return export_bytes(store, View(), "geojson", listed=True)


def test_the_seeds_give_the_same_geojson_as_last_time() -> None:
    assert seeds_as_geojson().splitlines() == GOLDEN.read_bytes().splitlines()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    GOLDEN.write_bytes(seeds_as_geojson())
