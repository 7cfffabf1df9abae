"""Small files in the true format of each source, and the gazetteer built from them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shapely.geometry import box
from shapely.geometry import mapping as outline_of

import gazetteer
from gazetteer.build import build
from gazetteer.errors import Problem
from gazetteer.index import Gazetteer
from gazetteer.record import Record

EVERYWHERE: frozenset[str] = frozenset()


Feature = dict[str, Any]


def geonames_row(**cells: object) -> str:
    """Return a row of a GeoNames table: 19 columns parted by tabs."""
    row = {
        "id": 1, "name": "Alpha", "ascii": "Alpha", "alternates": "", "lat": 31.5, "lon": 34.5,
        "class": "P", "code": "PPL", "country": "PS", "cc2": "", "admin1": "GZ", "admin2": "",
        "admin3": "", "admin4": "", "population": 0, "elevation": "", "dem": 10,
        "timezone": "Asia/Gaza", "date": "2024-01-01",
    }  # fmt: skip
    assert set(cells) <= set(row)
    row["ascii"] = cells.get("name", "Alpha")
    return "\t".join(str(cell) for cell in (row | cells).values())


def wof_feature(number: int = 7, **properties: object) -> Feature:
    """Return a Who's On First feature as its repositories hold it."""
    return {
        "id": number,
        "type": "Feature",
        "properties": {
            "wof:id": number, "wof:name": "Alpha", "wof:placetype": "locality",
            "wof:parent_id": 85632315, "wof:country": "PS", "wof:superseded_by": [],
            "wof:supersedes": [], "wof:concordances": {}, "edtf:deprecated": "",
            "edtf:cessation": "uuuu", "edtf:inception": "uuuu", "mz:is_current": 1,
            "geom:latitude": 31.49, "geom:longitude": 34.49,
            "name:eng_x_preferred": ["Alpha"], **properties,
        },
        "bbox": [34.4, 31.4, 34.6, 31.6],
        "geometry": outline_of(box(34.4, 31.4, 34.6, 31.6)),
    }  # fmt: skip


def osm_feature(geometry: object = None, **properties: object) -> Feature:
    """Return an OpenStreetMap feature as overpass turbo exports it."""
    return {
        "type": "Feature",
        "id": properties.get("@id", "node/9"),
        "properties": {"@id": "node/9", "name": "Alpha", "place": "town", **properties},
        "geometry": geometry or {"type": "Point", "coordinates": [34.5, 31.5]},
    }


def collection(path: Path, features: Iterable[Feature], **options: Any) -> Path:
    content = {"type": "FeatureCollection", "features": [*features]}
    path.write_text(json.dumps(content, **options), "utf-8")
    return path


def text(path: Path, *rows: str) -> Path:
    path.write_text("".join(f"{row}\n" for row in rows), "utf-8")
    return path


def zipped(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_txt", ".txt"), content)
    return path


def one(rows: Iterable[Record | Problem]) -> Record:
    (record,) = rows
    assert isinstance(record, Record), record
    return record


def said(rows: Iterable[Record | Problem]) -> str:
    (problem,) = rows
    assert isinstance(problem, Problem), problem
    return str(problem)


def built(tmp_path: Path, *sources: Path, **options: Any) -> Gazetteer:
    output = tmp_path / "out.places"
    build([str(source) for source in sources], output, **options)
    return gazetteer.load(output)


def wof_tree(folder: Path, *features: Feature) -> Path:
    for feature in features:
        digits = str(feature["id"])
        place = folder / "data" / digits[:3] / digits[3:]
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{digits}.geojson").write_text(json.dumps(feature, indent=2), "utf-8")
    return folder


ALPHA = wof_feature(
    421187733,
    **{
        "lbl:latitude": 31.51, "lbl:longitude": 34.51, "wof:population": 1200,
        "wof:concordances": {"gn:id": 12, "wd:id": "Q1"},
        "name:ara_x_preferred": ["ألفا"], "name:eng_x_variant": ["Alpha Town", "Al"],
        "name:eng_x_abbreviation": ["AT"], "name:und_x_variant": ["Alfa"],
    },
)  # fmt: skip


OLD = {
    "ADM2_EN": "Rafah", "ADM2_AR": "رفح", "ADM2_PCODE": "PS0215", "ADM2_REF": "Rafah Gov.",
    "ADM1_EN": "Gaza Strip", "ADM1_PCODE": "PS02", "ADM0_EN": "Palestine", "ADM0_PCODE": "PS",
    "date": "2022-01-01", "Shape_Area": 0.005,
}  # fmt: skip


RAFAH_OUTLINE = box(34.2, 31.2, 34.3, 31.36)
