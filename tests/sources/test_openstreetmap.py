"""OpenStreetMap: exports with ids, tags, names and polygons."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_sources import EVERYWHERE, Feature, collection, one, osm_feature, said
from shapely.geometry import box
from shapely.geometry import mapping as outline_of

from gazetteer.sources import osm


@pytest.mark.parametrize(
    ("properties", "osm_id"),
    [
        ({"@id": "relation/1473938"}, "relation-1473938"),
        ({"@id": None, "osm_id": 12, "osm_type": "ways_poly"}, "way-12"),
        ({"@id": None, "osm_id": "12", "osm_type": "way"}, "way-12"),
        ({"@id": None, "osm_id": -12, "osm_type": "relation"}, "relation-12"),
        ({"@id": 12, "@type": "node"}, "node-12"),
        ({"@id": "w12"}, "way-12"),
    ],
)
def test_ids_of_every_exporter_are_understood(
    tmp_path: Path, properties: Feature, osm_id: str
) -> None:
    feature = osm_feature(**properties)
    feature["id"] = None
    path = collection(tmp_path / "osm.geojson", [feature])
    assert one(osm.read(path, EVERYWHERE)).id == f"osm:{osm_id}"


@pytest.mark.parametrize("nested", [{"name": "Gate", "barrier": "checkpoint"}, '{"name": "Gate"}'])
def test_nested_tags_are_tags(tmp_path: Path, nested: object) -> None:
    feature = osm_feature(name=None, barrier="checkpoint", place=None, tags=nested)
    record = one(osm.read(collection(tmp_path / "osm.geojson", [feature]), EVERYWHERE))
    assert (record.name, record.feature_class) == ("Gate", "crossing")


def test_names_tags_and_polygons_of_openstreetmap_are_read(tmp_path: Path) -> None:
    feature = osm_feature(
        outline_of(box(34.49, 31.49, 34.51, 31.51)),
        **{
            "@id": "way/5", "name": "مستشفى", "name:en": "Alpha Hospital", "name:he": "אלפא",
            "alt_name": "Alfa Hospital;Old Mill", "old_name": "Beta Hospital", "place": None,
            "amenity": "hospital", "population": "about 5", "addr:country": "PS",
        },
    )  # fmt: skip
    record = one(osm.read(collection(tmp_path / "osm.geojson", [feature]), EVERYWHERE))
    assert (record.name, record.feature_class) == ("Alpha Hospital", "hospital")
    assert record.names == (
        ("مستشفى", ""), ("אלפא", "he"), ("Alfa Hospital", ""), ("Old Mill", ""),
        ("Beta Hospital", "historic"),
    )  # fmt: skip
    assert (record.lat, record.lon) == pytest.approx((31.5, 34.5))
    assert record.precision_km > 1
    assert record.licence == "ODbL 1.0 (OpenStreetMap contributors)"
    assert (record.country, record.population) == ("PS", 0)


@pytest.mark.parametrize(
    ("tags", "feature_class"),
    [
        ({"place": "village"}, "populated_place"),
        ({"place": "suburb"}, "neighbourhood"),
        ({"amenity": "refugee_site"}, "camp"),
        ({"barrier": "checkpoint"}, "crossing"),
        ({"boundary": "administrative", "admin_level": "4"}, "admin1"),
        ({"boundary": "administrative", "admin_level": "6"}, "admin2"),
        ({"highway": "primary"}, "road"),
        ({"amenity": "place_of_worship", "building": "yes"}, "site"),
        ({"aeroway": "aerodrome"}, "airport"),
        ({"waterway": "river"}, "water"),
        ({"type": "multipolygon"}, ""),
        ({}, ""),
    ],
)
def test_tags_have_a_class(tags: dict[str, str], feature_class: str) -> None:
    assert osm.class_of_tags(tags) == feature_class


def test_what_has_no_name_is_passed_over_and_what_has_no_point_is_named(tmp_path: Path) -> None:
    nameless, pointless = osm_feature(name=None), osm_feature()
    pointless["geometry"] = {"type": "Polygon", "coordinates": []}
    path = collection(tmp_path / "osm.geojson", [nameless, pointless], indent=1)
    problem = said(osm.read(path, EVERYWHERE))
    line = next(n for n, row in enumerate(path.read_text().splitlines(), 1) if '"Alpha"' in row)
    assert "'Alpha' has no geometry" in problem
    assert int(problem.split(":")[1]) in range(line - 8, line)  # where its feature begins
