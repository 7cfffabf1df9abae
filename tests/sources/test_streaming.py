"""What every reader keeps to: a stream, the words that are no places, the countries asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_sources import (
    ALPHA,
    EVERYWHERE,
    OLD,
    RAFAH_OUTLINE,
    built,
    collection,
    geonames_row,
    one,
    osm_feature,
    text,
    wof_tree,
)
from shapely.geometry import mapping as outline_of

from gazetteer.curated import PLACE_COLUMNS
from gazetteer.record import Record
from gazetteer.sources import geonames, ocha, osm, plain, whosonfirst


def test_the_words_that_are_no_places_come_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    text(own / "not_places.csv", "name,kind,reason", "Alpha Post,paper,a paper")
    text(own / "demonyms.csv", "demonym,place_id,note", "Alphan,geonames:1,", "Betan,geonames:2,")
    text(own / "area.csv", ",".join(PLACE_COLUMNS), "local:x,Own,site,,PS,,31,34,1,0,s,l,,")
    monkeypatch.setattr("gazetteer.build.DATA", own)
    found = built(tmp_path, text(tmp_path / "PS.txt", geonames_row()))
    assert len(found) == 1  # our own places only come with `world`
    assert set(found.demonyms) == {"alphan"}
    assert set(found.not_places) == {"alpha post"}


def test_a_dump_is_streamed(tmp_path: Path) -> None:
    import tracemalloc

    rows = (geonames_row(id=n, name=f"Town {n}", lat=n / 1e4) for n in range(1, 20_001))
    path = text(tmp_path / "PS.txt", *rows)
    tracemalloc.start()
    try:
        count = sum(isinstance(row, Record) for row in geonames.read(path, EVERYWHERE))
        peak_mb = tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()
    assert count == 20_000
    assert peak_mb < 5


@pytest.mark.parametrize("source", ["wof", "ocha", "osm", "csv"])
def test_every_reader_keeps_to_the_countries_asked_for(tmp_path: Path, source: str) -> None:
    paths = {
        "wof": lambda: wof_tree(tmp_path / "wof", ALPHA),
        "ocha": lambda: collection(
            tmp_path / "a.geojson",
            [{"type": "Feature", "properties": OLD, "geometry": outline_of(RAFAH_OUTLINE)}],
        ),
        "osm": lambda: collection(tmp_path / "o.geojson", [osm_feature(**{"addr:country": "PS"})]),
        "csv": lambda: text(tmp_path / "m.csv", "name,lat,lon,country", "Alpha,31,34,PS"),
    }
    readers = {"wof": whosonfirst, "ocha": ocha, "osm": osm, "csv": plain}
    path = paths[source]()
    assert len([*readers[source].read(path, frozenset({"PS", "IL"}))]) == 1  # type: ignore[attr-defined]
    assert [*readers[source].read(path, frozenset({"LB"}))] == []  # type: ignore[attr-defined]


def test_what_has_no_country_is_in_the_only_one_asked_for(tmp_path: Path) -> None:
    path = collection(tmp_path / "o.geojson", [osm_feature()])
    assert one(osm.read(path, frozenset({"PS"}))).country == "PS"
    assert one(osm.read(path, frozenset({"PS", "IL"}))).country == ""
