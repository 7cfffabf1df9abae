"""Ask Nominatim for a place that the gazetteer lacks: only on demand, one polite request.

Nothing else in the project imports this module; a report is never sent anywhere.
"""

from __future__ import annotations

import csv
import io
import math
import re
import time
from collections.abc import Iterable, Mapping
from typing import Any

from gazetteer.conflate import distance_km
from gazetteer.curated import PLACE_COLUMNS
from gazetteer.errors import GazetteerError
from gazetteer.load import cache_directory
from gazetteer.names import fold
from gazetteer.record import LONGEST_NAME, Record, fault_of_name, fault_of_point
from gazetteer.sources.osm import LICENCE, class_of_tags

HOST = "nominatim.openstreetmap.org"
USER_AGENT = "dateline-gazetteer/1 (curating places by hand)"
TIMEOUT_S = 5.0
PAUSE_S = 1.0
"""Nominatim's usage policy allows one request a second."""
LIMIT = 5


def ask(name: str, *, country: str | None = None, geocoder: Any = None) -> list[Record]:
    """Return what Nominatim knows of that name, at most ``LIMIT`` places.

    Parameters
    ----------
    geocoder
        Stands in for Nominatim in tests.
    """
    from geopy.exc import GeopyError
    from geopy.geocoders import Nominatim

    if fault := fault_of_name(name):
        raise GazetteerError("; ".join(fault))
    if geocoder is None:
        geocoder = Nominatim(user_agent=USER_AGENT, timeout=TIMEOUT_S, domain=HOST, scheme="https")
        wait_for_turn()
    try:
        answers = geocoder.geocode(
            name[:LONGEST_NAME],
            exactly_one=False,
            limit=LIMIT,
            addressdetails=True,
            language="en",
            country_codes=country.lower() if country else None,
        )
    except GeopyError as error:
        raise GazetteerError(f"{HOST} gave no answer ({error}); try again later") from error
    records = (_record(answer.raw) for answer in (answers or ())[:LIMIT])
    return [record for record in records if record is not None]


def paste_rows(records: Iterable[Record]) -> str:
    """Return ``records`` as rows of a curated CSV file, without a header."""
    text = io.StringIO()
    rows = csv.DictWriter(text, PLACE_COLUMNS, lineterminator="\n")
    for record in records:
        rows.writerow(
            {
                "id": record.id,
                "name": record.name,
                "feature_class": record.feature_class,
                "country": record.country,
                "lat": f"{record.lat:.5f}",
                "lon": f"{record.lon:.5f}",
                "precision_km": f"{record.precision_km:g}",
                "source": record.source,
                "licence": record.licence,
                "same_as": ";".join(record.same_as),
                "note": record.note,
            }
        )
    return text.getvalue()


def _record(raw: Mapping[str, Any]) -> Record | None:
    """Return the record of one answer, None where it lacks what a row needs."""
    try:
        lat, lon = float(raw["lat"]), float(raw["lon"])
        osm_type, osm_id = str(raw["osm_type"]), int(raw["osm_id"])
        name = str(raw.get("name") or str(raw["display_name"]).partition(",")[0])
        south, north, west, east = map(float, raw["boundingbox"])
    except (KeyError, TypeError, ValueError):
        return None
    if fault_of_name(name) or fault_of_point(lat, lon) or osm_type not in _OSM_TYPES:
        return None
    address = raw.get("address")
    country = str(address.get("country_code", "")).upper() if isinstance(address, Mapping) else ""
    radius_km = distance_km(south, west, north, east) / 2
    slug = re.sub(r"[^\w]+", "-", fold(name)).strip("-")
    return Record(
        id=f"local:{slug}",
        name=name,
        feature_class=class_of_tags({str(raw.get("class")): raw.get("type")}) or "site",
        lat=lat,
        lon=lon,
        precision_km=max(0.1, round(radius_km, 1)) if math.isfinite(radius_km) else 1.0,
        country=country if re.fullmatch("[A-Z]{2}", country) else "",
        source=f"OpenStreetMap {osm_type} {osm_id}",
        licence=LICENCE,
        note="found by Nominatim; parent_id is yours to fill in",
        same_as=(f"osm:{osm_type}-{osm_id}",),
    )


_OSM_TYPES = ("node", "way", "relation")


def wait_for_turn() -> None:
    """Wait until a second has passed since the last request of any process of this user."""
    stamp = cache_directory() / "nominatim.stamp"
    try:
        waited_s = time.time() - stamp.stat().st_mtime
        if 0 <= waited_s < PAUSE_S:
            time.sleep(PAUSE_S - waited_s)
    except FileNotFoundError:
        pass
    try:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()
    except OSError:
        time.sleep(PAUSE_S)  # no place for a stamp: be slow rather than rude
