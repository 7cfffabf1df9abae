"""What a place is: one row of a gazetteer, with the source that vouches for its point."""

from __future__ import annotations

from dataclasses import dataclass

FEATURE_CLASSES = {
    "continent": "a continent",
    "region": "an area without a government of its own (Middle East, Sinai, northern Gaza)",
    "country": "a sovereign state or a territory with a country code",
    "admin1": "first-order division: state, province, governorate, or an area like the Gaza Strip",
    "admin2": "second-order division: county, district, governorate of the Gaza Strip",
    "populated_place": "a city, town or village",
    "neighbourhood": "a quarter of a populated place",
    "camp": "a refugee or displacement camp",
    "hospital": "a hospital, clinic or medical complex",
    "crossing": "a border crossing or a checkpoint",
    "road": "a road, corridor, street or route",
    "junction": "a roundabout, junction, square or bridge",
    "port": "a harbour, port or pier",
    "airport": "an airport or airfield",
    "base": "a military base or outpost",
    "site": "any other named site: school, university, mosque, church, plant, market",
    "water": "a sea, gulf, strait, lake or river",
    "landform": "an island, mountain, valley, desert or cape",
}
"""Feature classes and what each holds; the only values of ``Place.feature_class``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the gazetteer.

    Attributes
    ----------
    id
        ``geonames:281102``, ``wof:85633739`` or ``local:al-amal-hospital``.
    name
        Main name, in English where there is one.
    names
        All names, the main one first, each with its language: a BCP 47 code,
        ``transliteration``, ``abbreviation``, or ``""`` where the source says none.
    feature_class
        A key of ``FEATURE_CLASSES``.
    country
        ISO 3166-1 alpha-2 as the source has it; ``""`` for seas and continents.
    disputed
        True where that country is contested.
    parent_id
        The next larger place, ``""`` at the top.
    lat, lon
        Degrees, WGS 84.
    precision_km
        Radius in kilometres within which the true place lies.
    population
        People; 0 where unknown.
    source, licence
        Who vouches for the point, and under which terms.
    note
        What a reader should know, such as where two sources disagree.
    """

    id: str
    name: str
    names: tuple[tuple[str, str], ...] = ()
    feature_class: str
    country: str = ""
    disputed: bool = False
    parent_id: str = ""
    lat: float
    lon: float
    precision_km: float
    population: int = 0
    source: str = ""
    licence: str = ""
    note: str = ""
