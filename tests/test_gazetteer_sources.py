"""What a row says of its source: a record, an article, a page or a file that can be looked up."""

from __future__ import annotations

import csv
import re
from functools import cache

import pytest

from gazetteer.load import DATA

QUOTED = r'"[^"]+"'
REPOSITORY = r"[A-Za-z0-9][\w-]*/[\w.-]*[A-Za-z_][\w.-]*"
SITE = r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|gov|net|org)"
WAY = rf"(?:, by way of (?:{REPOSITORY}|[a-z][\w-]*))?"
"""The package or repository in which the record was read."""

FORMS = {
    "GeoNames": r"GeoNames \d+(?: \(its largest town\))?",
    "GeoNames, towns": r"GeoNames, median of its \d+ towns?",
    "Who's On First": r"Who's On First \d+(?:, from GeoNames \d+)?",
    "Natural Earth": r"Natural Earth (?:[A-Z]{3}-\+?\w+(?: \([^()]+\))?|(?:10|50|110)m [a-z].*)",
    "GSHHG": r"GSHHG 2\.3, centre of (?:shoreline \d+|lake \d+|the \d+ shorelines of the group)",
    "Global Volcanism Program": r"Global Volcanism Program \d+",
    "CIA World Factbook": r"CIA World Factbook, [A-Z][\w ]+",
    "Wikidata": r"Wikidata Q\d+",
    "OurAirports": r"OurAirports [A-Z][A-Z0-9]+(?:-[A-Z0-9]+)?",
    "Home Front Command": r"Home Front Command locality \d+",
    "Global Power Plant Database": rf"Global Power Plant Database, WRI\d+ {QUOTED}",
    "searoute": r"Port [A-Z]{5} of searoute|Passage [a-z]+ of the sea lanes of searoute, middle",
    "OCHA COD-AB": r"OCHA COD-AB,? (?:PS\d+, centre|middle of the centres of [\w, ]+)",
    "OCHA oPt": rf"OCHA, (?:Gaza Strip neighbourhoods|Palestinian communities): {QUOTED}",
    "B'Tselem": r"B'Tselem map data, (?:checkpoint|settlement) \d+",
    "OpenStreetMap": rf"OpenStreetMap(?: (?:node|way) \d+|, by way of {REPOSITORY}: {QUOTED})",
    "Airwars": r"Airwars incident ISPT\d+: .+",
    "UNESCO": r"UNESCO World Heritage tentative list \d+: .+",
    "UNHCR": rf"UNHCR, (?:displacement locations of January 2020: {QUOTED}|camp profile of \w.+)",
    "numbered places": (
        rf"(?:AroundUs|Mapcarta|SimpleMaps|Tripomatic|Wikimapia), place (?:poi:)?\d+ {QUOTED}"
    ),
    "Waymarking.com": r"Waymarking\.com WM[A-Z]+",
    "article": rf"(?:[A-Z][a-z]+ |Simple English )?(?:Marefa|Wiki[a-z]+) article {QUOTED}.*",
    "site": rf"{SITE}, .+",
    "repository": rf"{REPOSITORY}(?:, .+|: {QUOTED})",
    "derived": r"Middle of \S+(?:, \S+)*|Point of \S+, (?:in|on|beside|around) which it lies",
}
"""What SOURCES.md calls the forms of a source."""
RELATION = r"(?: \([^()]+\)|, (?:after|beside|in|which|the camp|label point)\b[^\"]*)?"
"""How the place lies to the one that the record is of."""

_LOOKED_UP = re.compile("|".join(f"(?:(?:{form}){RELATION}{WAY})" for form in FORMS.values()))
_VAGUE = re.compile(
    r"\(GitHub\)|\bpublic (?:list|map)\b|\b(?:own|general) (?:reading|maps)\b|\bstored copy\b",
    re.IGNORECASE,
)


def is_nameable(source: str) -> bool:
    return bool(_LOOKED_UP.fullmatch(source)) and not _VAGUE.search(source)


@cache
def sources() -> list[tuple[str, str, str]]:
    """File, id and source of every row."""
    found = []
    for path in sorted(DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            if "source" in (rows.fieldnames or ()):
                found += [(path.name, row["id"], row["source"]) for row in rows]
    return found


def test_every_row_names_a_source_that_a_reader_can_look_up() -> None:
    vague = [row for row in sources() if not is_nameable(row[2])]
    assert vague == []
    assert len(sources()) >= 21_000


@pytest.mark.parametrize(
    "source",
    [
        'List of NATO bases (GitHub): "Kürecik Radar Station"',
        'Landmarks of Israel, a public list (GitHub): "Knesset"',
        "Quarters and landmarks of Khan Younis (GitHub): quarter al-Manara",
        'Health points of the vaccination campaign of 2025-26: "Al Sawarha"',
        'Stops of a car-pool app: "Glilot camp"',
        'Hodeidah Shipping, "Ras Isa Terminal"',
        'someone/something, a public list: "Somewhere"',
        "Dateline's own reading of general maps",
        "press reports",
        "Wikipedia",
        "OpenStreetMap",
        "GeoNames",
        "Middle of the towns around it",
        "",
    ],
)
def test_vague_words_are_no_source(source: str) -> None:
    assert not is_nameable(source)


def test_the_page_of_sources_knows_every_site_and_repository() -> None:
    page = (DATA / "SOURCES.md").read_text("utf-8")
    named = {
        word
        for _, _, source in sources()
        for word in re.findall(rf"^(?:{SITE}|{REPOSITORY})|(?<=by way of ){REPOSITORY}", source)
    }
    assert {word for word in named if word not in page} == set()
    assert len(named) >= 25


def test_the_page_of_sources_names_what_it_speaks_of() -> None:
    """No list that a reader couldn't find, not even as a second opinion."""
    page = (DATA / "SOURCES.md").read_text("utf-8")
    assert not re.search(r"\(GitHub\)|public GitHub|stored cop(?:y|ies)|(?:does|do)n't name", page)
