"""OCHA boundaries: GeoJSON and GeoPackage, with old and new columns."""

from __future__ import annotations

import json
import sqlite3
import struct
import zipfile
from pathlib import Path

import pytest
from sample_sources import EVERYWHERE, OLD, RAFAH_OUTLINE, Feature, collection, one, said
from shapely.geometry import Polygon
from shapely.geometry import mapping as outline_of

from gazetteer.build import recognise
from gazetteer.errors import GazetteerError
from gazetteer.record import Record
from gazetteer.sources import ocha

OLDER = {
    "admin2Name_en": "Rafah", "admin2Name_ar": "رفح", "admin2Pcod": "PS0215",
    "admin2RefN": "x", "admin1Pcod": "PS02", "admin0Pcod": "PS",
}  # fmt: skip


NEW = {
    "adm2_name": "Rafah", "adm2_name1": "رفح", "adm2_pcode": "PS0215", "adm1_name": "Gaza Strip",
    "adm1_pcode": "PS02", "adm0_name": "Palestine", "adm0_pcode": "PS", "lang": "en",
    "lang1": "ar", "adm2_ref_name": None, "area_sqkm": 60.0, "center_lat": 31.28,
    "center_lon": 34.25, "valid_on": "2025-01-01", "version": "v01", "iso2": "PS",
}  # fmt: skip


def geopackage(path: Path, properties: Feature, *, envelope: int) -> Path:
    """Write a GeoPackage as GDAL does: SQLite with the tables of the standard."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA application_id = 1196444487")
    connection.execute(
        "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT)"
    )
    connection.execute(
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, "
        "geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT)"
    )
    connection.execute("INSERT INTO gpkg_contents VALUES ('pse admin2', 'features', 'x')")
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES ('pse admin2', 'geom', 'POLYGON', 4326, 0, 0)"
    )
    columns = ", ".join(f'"{key}"' for key in properties)
    connection.execute(f'CREATE TABLE "pse admin2" (fid INTEGER PRIMARY KEY, geom BLOB, {columns})')
    extent = struct.pack("<4d", 34.2, 34.3, 31.2, 31.36) if envelope else b""
    blob = b"GP\0" + bytes([1 | envelope << 1]) + struct.pack("<i", 4326) + extent
    blob += RAFAH_OUTLINE.wkb
    marks = ", ".join("?" * (len(properties) + 1))
    connection.execute(
        f'INSERT INTO "pse admin2" (geom, {columns}) VALUES ({marks})',
        (blob, *properties.values()),
    )
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize("properties", [OLD, OLDER, NEW], ids=["old", "older", "new"])
@pytest.mark.parametrize("shape", ["geojson", "gpkg", "gpkg with envelope"])
def test_ocha_boundaries_are_read_with_old_and_new_columns(
    tmp_path: Path, properties: Feature, shape: str
) -> None:
    if shape == "geojson":
        feature = {
            "type": "Feature",
            "properties": properties,
            "geometry": outline_of(RAFAH_OUTLINE),
        }
        path = collection(tmp_path / "pse_admin2.geojson", [feature])
    else:
        path = geopackage(tmp_path / "pse.gpkg", properties, envelope=int(shape != "gpkg"))
    assert recognise(path) == "OCHA COD-AB"
    record = one(ocha.read(path, EVERYWHERE))
    assert (record.id, record.name, record.feature_class) == ("ocha:PS0215", "Rafah", "admin2")
    assert (record.parent_id, record.country) == ("ocha:PS02", "PS")
    assert ("رفح", "ar") in record.names
    assert (record.lat, record.lon) == pytest.approx((31.28, 34.25))
    assert 4 < record.precision_km < 8
    assert record.licence == "CC BY 3.0 IGO (OCHA)"


def test_all_levels_of_a_zip_are_read_and_its_lines_are_not(tmp_path: Path) -> None:
    outline = outline_of(RAFAH_OUTLINE)
    levels = {
        "pse_admin1.geojson": {"adm1_name": "Gaza Strip", "adm1_pcode": "PS02"},
        "pse_admin2.geojson": NEW,
        "pse_adminlines.geojson": {"adm_level": 1, "adm0_pcode": "PS"},
        "pse_adminpoints.geojson": NEW,
    }
    path = tmp_path / "pse_admin_boundaries.geojson.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, properties in levels.items():
            feature = {"type": "Feature", "properties": properties, "geometry": outline}
            archive.writestr(name, json.dumps({"features": [feature]}))
    assert recognise(path) == "OCHA COD-AB"
    found = [record for record in ocha.read(path, EVERYWHERE) if isinstance(record, Record)]
    assert [record.id for record in found] == ["ocha:PS02", "ocha:PS0215"]


def test_the_point_of_a_hollow_division_lies_within_it(tmp_path: Path) -> None:
    hollow = Polygon([(34, 31), (35, 31), (35, 31.1), (34.1, 31.1), (34.1, 32), (34, 32)])
    feature = {"type": "Feature", "properties": OLD, "geometry": outline_of(hollow)}
    record = one(ocha.read(collection(tmp_path / "a.geojson", [feature]), EVERYWHERE))
    from shapely.geometry import Point

    assert hollow.contains(Point(record.lon, record.lat))


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        ({"ADM1_EN": "x"}, "no P-code"),
        ({"ADM1_PCODE": "PS01"}, "PS01 has no name"),
        ({"ADM1_PCODE": "PS 01; x", "ADM1_EN": "Xx"}, "is malformed"),
    ],
)
def test_a_bad_boundary_is_named(tmp_path: Path, properties: Feature, words: str) -> None:
    feature = {"type": "Feature", "properties": properties, "geometry": outline_of(RAFAH_OUTLINE)}
    problem = said(ocha.read(collection(tmp_path / "a.geojson", [feature]), EVERYWHERE))
    assert problem.startswith("a.geojson:1: ")
    assert words in problem


def test_fault_43_a_geopackage_is_read_as_the_database_it_is_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    path.write_text("<OGRVRTDataset><OGRVRTLayer name='x'><SrcDataSource>/etc/passwd")
    with pytest.raises(GazetteerError, match="give a GeoPackage"):
        list(ocha.read(path, EVERYWHERE))
