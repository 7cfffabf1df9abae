"""The compiled gazetteer: look-up by name, linking, and the chain of parents."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_curated import COUNTRY, HEADER, compiled

import gazetteer
from gazetteer.columns import Columns
from gazetteer.compile import add_curated, finish_curated, pack_columns
from gazetteer.curated import read_curated
from gazetteer.index import Gazetteer
from gazetteer.pack import from_bytes


def test_a_folded_name_leads_to_its_rows_the_most_populous_first(places: Gazetteer) -> None:
    assert [places.id_of(row) for row in places.rows("springfield")] == [
        "geonames:79",
        "geonames:78",
    ]
    assert places.rows("nowhere") == ()
    assert places.rows("") == ()


@pytest.mark.parametrize(
    "name", ["Deir al-Balah", "deir el-balah", "DEIR AL BALAH", "Deir El Balah"]
)
def test_every_spelling_by_rule_finds_the_place(places: Gazetteer, name: str) -> None:
    assert places.ids(name) == ("local:town",)


def test_the_spanish_article_is_no_arabic_one(tmp_path: Path) -> None:
    row = "local:paso,El Paso,populated_place,,XA,,10,10,1,0,s,l,,"
    places = compiled(tmp_path / "data", {"area.csv": [HEADER, row]})
    assert places.ids("El Paso") == ("local:paso",)
    assert places.ids("Paso") == ()


def test_an_arabic_name_is_found_with_every_article(tmp_path: Path) -> None:
    row = "local:arish,El Arish,populated_place,,TL,,31.5,34.5,1,0,s,l,,"
    places = compiled(tmp_path / "data", {"area.csv": [HEADER, row]})
    for name in ("El Arish", "al-Arish", "Arish", "el-Arish"):
        assert places.ids(name) == ("local:arish",), name


def test_the_article_belongs_to_names_of_arabic_countries_or_to_names_that_hold_it(
    tmp_path: Path,
) -> None:
    rows = (
        "local:hope,Amal,neighbourhood,geonames:1,TL,,31.5,34.5,1,0,s,l,,",
        "local:swede,Åmål,populated_place,,XA,,10,10,1,0,s,l,,",
        "local:wak,El-Wak,populated_place,,XA,,10,10,1,0,s,l,,",
    )
    places = compiled(tmp_path, {"area.csv": [HEADER, COUNTRY, *rows]})
    assert places.may_bear_article(places.row("local:hope"))
    assert places.may_bear_article(places.row("local:wak"))
    assert not places.may_bear_article(places.row("local:swede"))


def test_a_prefix_is_the_beginning_of_a_longer_name_or_phrase(places: Gazetteer) -> None:
    assert places.is_prefix("deir")
    assert places.is_prefix("deir balah")
    assert not places.is_prefix("deir balah camp")
    assert places.is_prefix("springfield")  # of "Springfield Brigade", which is no place
    assert not places.is_prefix("dei")


def test_kinds_of_names_are_told_apart(places: Gazetteer) -> None:
    country = places.row("geonames:1")
    assert places.name_kind(country, "testland") == "main"
    assert places.name_kind(country, "tl") == "abbreviation"
    assert places.name_kind(country, "old testland") == "historic"
    assert places.name_kind(country, "springfield") == ""
    assert places.postings("tl") == ((country,), ("abbreviation",))


def test_world_names_that_nobody_writes_lead_nowhere(places: Gazetteer) -> None:
    assert places.ids("dyr") == ()  # a machine transliteration
    assert places.ids("SPR") == ()  # an airport
    assert places.ids("NYC") == ("geonames:79",)  # the initials of a name
    assert places.ids("دير البلح") == ("local:town",)


def test_words_that_are_no_places_come_with_their_reason(places: Gazetteer) -> None:
    assert places.demonyms == {"testlander": places.row("geonames:1")}
    assert places.rows("testlander") == ()
    assert places.not_places["springfield brigade"].kind == "brigade"
    assert places.common_words == {"harbour": "a common noun"}
    assert places.person_titles == {"Dr.": "office"}
    assert places.given_names == {"Ann": "english"}
    assert places.not_place_patterns[0].example == "X"


def test_a_curated_row_takes_the_place_of_the_world_row_named_in_same_as(places: Gazetteer) -> None:
    town = places.place("geonames:77")
    assert town == places.place("local:town")
    assert (town.lat, town.population) == (31.55, 5000)
    assert town.source == "s; GeoNames 77"
    assert "CC BY 4.0 (GeoNames)" in town.licence
    assert ("Deir el Balah", "") in town.names


def test_the_same_town_is_recognised_by_name_and_distance(tmp_path: Path) -> None:
    near = "local:s,Springfield,populated_place,,TL,,31.91,34.9,2,0,s,l,,"
    far = "local:t,Springfield,populated_place,,TL,,32.5,34.9,2,0,s,l,,"
    places = compiled(tmp_path / "data", {"area.csv": [HEADER, near, far]})
    assert places.row("geonames:78") == places.row("local:s")
    assert set(places.ids("Springfield")) == {"local:s", "local:t", "geonames:79"}


def test_a_border_parts_two_towns_of_one_name(tmp_path: Path) -> None:
    over = "local:s,Springfield,populated_place,,XA,{},31.91,34.9,2,0,s,l,,"
    places = compiled(tmp_path / "a", {"area.csv": [HEADER, over.format("")]})
    assert places.row("geonames:78") != places.row("local:s")
    places = compiled(tmp_path / "b", {"area.csv": [HEADER, over.format("yes")]})
    assert places.row("geonames:78") == places.row("local:s")


def test_two_points_that_disagree_leave_a_note(tmp_path: Path) -> None:
    row = "local:town,Deir al-Balah,populated_place,,TL,,31.6,34.5,3,0,s,l,geonames:77,first"
    places = compiled(tmp_path / "data", {"area.csv": [HEADER, row]})
    assert places.place("local:town").note == "first; the point of GeoNames 77 is 5.4 km away"


def test_places_hang_in_a_chain_and_children_lead_back(places: Gazetteer) -> None:
    camp = places.row("local:camp")
    chain = [places.id_of(row) for row in places.ancestors(camp)]
    assert chain == ["local:town", "geonames:2", "geonames:1"]
    assert places.admin1_of(camp) == places.row("geonames:2")
    assert places.admin1_of(places.row("geonames:1")) == -1
    assert places.country_of(camp) == "TL"
    assert places.class_of(camp) == "camp"
    for row in range(len(places)):
        assert all(places.parent(child) == row for child in places.children(row))
        if places.parent(row) != -1:
            assert row in places.children(places.parent(row))


def test_a_division_code_leads_to_where_most_of_its_towns_are(places: Gazetteer) -> None:
    # "TL.02" stands in no row, but Deir al-Balah has it and lies in the North Province.
    springfield = places.row("geonames:78")
    assert places.id_of(places.parent(springfield)) == "geonames:2"


def test_a_place_is_made_whole(places: Gazetteer) -> None:
    camp = places.place("local:camp")
    assert camp == places.place(places.row("local:camp"))
    assert (camp.name, camp.parent_id, camp.precision_km) == ("Deir al-Balah camp", "local:town", 1)
    assert camp.names == (("Deir al-Balah camp", ""), ("the camp", "en"))
    assert len(list(places.places())) == len(places)
    for unknown in ("local:nothing", "", -1, len(places)):
        with pytest.raises(KeyError):
            places.place(unknown)


def test_names_wait_for_places_of_the_world(places: Gazetteer) -> None:
    assert places.ids("Haven") == ("geonames:80",)


def test_a_country_without_a_row_stands_at_its_capital_and_says_so(places: Gazetteer) -> None:
    country = places.place("geonames:3")
    assert (country.lat, country.lon) == (10.0, 10.0)
    assert "capital" in country.note


@given(
    st.lists(st.text(st.characters(categories=["L", "Mn", "Zs", "Pd"]), min_size=1, max_size=12))
)
@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40
)
def test_every_name_that_is_taken_is_found(names: list[str]) -> None:
    from gazetteer.record import Record, fault_of_name

    usable = [name.strip() for name in names if not fault_of_name(name)]
    columns = Columns()
    for number, name in enumerate(usable):
        columns.add(
            Record(
                id=f"local:{number}", name=name, feature_class="site", lat=1, lon=1, precision_km=1
            )
        )
    curated = read_curated(Path("nowhere"))
    finish_curated(columns, curated, add_curated(columns, curated, lambda _: True))
    places = Gazetteer(from_bytes(b"".join(pack_columns(columns, curated, {}))))
    for number, name in enumerate(usable):
        if gazetteer.fold(name):
            assert f"local:{number}" in places.ids(name)
        assert places.place(f"local:{number}").name == name
