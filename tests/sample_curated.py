"""A small world and a few curated rows to compile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from gazetteer.compile import compile_curated
from gazetteer.curated import PLACE_COLUMNS
from gazetteer.index import Gazetteer
from gazetteer.pack import from_bytes

HEADER = ",".join(PLACE_COLUMNS)


COUNTRY = "geonames:1,Testland,country,,TL,,31.5,34.5,100,0,s,l,,"


PROVINCE = "geonames:2,North Province,admin1,geonames:1,TL,,31.6,34.5,50,0,s,l,,"


TOWN = "local:town,Deir al-Balah,populated_place,geonames:2,TL,,31.55,34.5,3,5000,s,l,geonames:77,"


CAMP = "local:camp,Deir al-Balah camp,camp,local:town,TL,,31.56,34.5,1,0,s,l,,"


GOOD = (COUNTRY, PROVINCE, TOWN, CAMP)


CITIES: dict[str, dict[str, Any]] = {
    str(number): {
        "geonameid": number,
        "name": name,
        "latitude": lat,
        "longitude": lon,
        "countrycode": country,
        "population": population,
        "admin1code": "02",
        "alternatenames": alternates,
    }
    for number, name, lat, lon, country, population, alternates in (
        (77, "Deir el Balah", 31.551, 34.501, "TL", 9000, ["Deir al Balah", "dyr", "دير البلح"]),
        (78, "Springfield", 31.9, 34.9, "TL", 100, ["SPR", "Great Springfield"]),
        (79, "Springfield", 10.0, 10.0, "XA", 900, ["SF", "New York City", "NYC"]),
        (80, "Harbour", 10.2, 10.1, "XA", 50, []),
    )
}


COUNTRIES = {
    "TL": {"geonameid": 1, "name": "Testland", "iso3": "TST", "capital": "Deir el Balah",
           "areakm2": 100, "population": 1, "languages": "ar-TL"},
    "XA": {"geonameid": 3, "name": "Examplia", "iso3": "XAM", "capital": "Springfield",
           "areakm2": 900, "population": 2, "languages": "en"},
}  # fmt: skip


Write = Callable[..., Path]


def write(directory: Path, files: Mapping[str, object]) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if isinstance(content, bytes):
            (directory / name).write_bytes(content)
        else:
            lines = content if isinstance(content, (list, tuple)) else [content]
            (directory / name).write_text("\n".join((*map(str, lines), "")), "utf-8")
    return directory


def compiled(directory: Path, files: Mapping[str, object]) -> Gazetteer:
    parts = compile_curated(write(directory, files), "test")
    return Gazetteer(from_bytes(b"".join(parts)))
