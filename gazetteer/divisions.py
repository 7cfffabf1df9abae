"""Add the divisions that a source names by code only, each in the middle of its towns."""

from __future__ import annotations

import math
from collections.abc import Sequence

from gazetteer.columns import CLASSES, Columns
from gazetteer.conflate import distance_km
from gazetteer.record import Record
from gazetteer.world import LICENCE

SMALLEST_RADIUS_KM = 5.0
_TOWN = CLASSES.index("populated_place")


def add_divisions(columns: Columns, codes: Sequence[tuple[str, str, str]]) -> int:
    """Name or add the divisions of ``codes`` (code, name, place id); return how many were added.

    A division without a town has no point that anything vouches for, and is left out.
    """
    unknown = {}
    for code, name, place_id in codes:
        row = columns.row_of.get(place_id)
        if row is None:
            unknown[code] = (name, place_id)
            continue
        columns.add_names(row, ((name, ""),))
        if not columns.admin_codes[row]:
            columns.admin_codes[row] = columns.texts.add(code)
    towns: dict[str, list[int]] = {code: [] for code in unknown}
    for row in range(len(columns)) if unknown else ():
        code = (
            columns.texts.texts[columns.admin_codes[row]] if columns.classes[row] == _TOWN else ""
        )
        while code:
            if code in towns:
                towns[code].append(row)
            code = code.rpartition(".")[0]
    added = 0
    for code, rows in towns.items():
        if rows:
            columns.add(_division(columns, code, *unknown[code], rows))
            added += 1
    return added


def _division(columns: Columns, code: str, name: str, place_id: str, rows: list[int]) -> Record:
    lat, lon = middle([(columns.lat[row], columns.lon[row]) for row in rows])
    radius_km = max(distance_km(lat, lon, columns.lat[row], columns.lon[row]) for row in rows)
    return Record(
        id=place_id,
        name=name,
        feature_class="admin1" if code.count(".") == 1 else "admin2",
        country=code.partition(".")[0],
        admin_code=code,
        lat=lat,
        lon=lon,
        precision_km=round(max(SMALLEST_RADIUS_KM, radius_km), 1),
        source=f"GeoNames {place_id.partition(':')[2]}",
        licence=LICENCE,
        note=f"the point is the middle of its {len(rows):,} towns",
    )


def middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the middle of points on the sphere: right across the 180th meridian, too."""
    x = y = z = 0.0
    for lat, lon in points:
        phi, lam = math.radians(lat), math.radians(lon)
        x += math.cos(phi) * math.cos(lam)
        y += math.cos(phi) * math.sin(lam)
        z += math.sin(phi)
    lat, lon = math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
    return round(lat, 5), round(lon, 5)
