"""What a name does in its sentence."""

from __future__ import annotations

from functools import cache

import pytest

import gazetteer
from geo.geoparse.mentions import find_mentions
from geo.model import Report


@cache
def places() -> gazetteer.Gazetteer:
    return gazetteer.load()


def function(text: str, surface: str) -> str:
    """Return the function of the mention that holds ``surface``, "" where nothing is found."""
    begin = text.index(surface)
    end = begin + len(surface)
    for mention in find_mentions(Report(id="r", text=text), places()):
        if mention.start < end and begin < mention.end:
            return mention.function
    return ""


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Three people were killed in Rafah on Monday.", "Rafah"),
        ("Residents fled Khan Younis overnight.", "Khan Younis"),
        ("A drone hit a car east of Jabalia.", "Jabalia"),
        ("RAFAH, March 24 (Agency) — Crews went on digging.", "RAFAH"),
        ("Fighting spread to Goma, Bukavu and Sake.", "Bukavu"),
        ("The wounded were taken to Nasser Hospital.", "Nasser Hospital"),
        ("Damascus was bombed on Monday.", "Damascus"),
        ("Kabul was again badly shaken by a blast on Saturday.", "Kabul"),
        ("Aden saw clashes on Monday.", "Aden"),
        ("Khartoum came under heavy shelling at night.", "Khartoum"),
    ],
)
def test_places_are_literal(text: str, surface: str) -> None:
    assert function(text, surface) == "literal"


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Israel said on Monday that it would answer.", "Israel"),
        ("Moscow rejected the proposal.", "Moscow"),
        ("Ankara has warned against such a step.", "Ankara"),
        ("Talks between Israel and the United States continued.", "Israel"),
        ("Jordan condemned the attack.", "Jordan"),
        ("The Khartoum government refused.", "Khartoum"),
        ("The Tel Aviv regime was blamed.", "Tel Aviv"),
        ("Damascus was criticised on Monday.", "Damascus"),
    ],
)
def test_governments_are_actors(text: str, surface: str) -> None:
    assert function(text, surface) == "actor"


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Egyptian officials met on Friday.", "Egyptian"),
        ("The Gaza health ministry gave no figures.", "Gaza"),
        ("U.S. officials were informed.", "U.S."),
    ],
)
def test_what_stands_before_a_noun_modifies_it(text: str, surface: str) -> None:
    assert function(text, surface) == "modifier"


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The Al-Quds Brigades said they had fired rockets.", "Al-Quds"),
        ("The Kenya Red Cross sent blankets.", "Kenya"),
        ("Lloyd Austin spoke for an hour.", "Austin"),
        ("Mr Jordan Smith did not answer.", "Jordan"),
    ],
)
def test_parts_of_other_names_are_no_places(text: str, surface: str) -> None:
    assert function(text, surface) in ("name_part", "")


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The Qatar Charity plans to hand out tents.", "Qatar"),
        ("The Suez Canal Authority says that transits have halved.", "Suez Canal"),
        ("The Haifa Symphony cancelled a tour of Spain.", "Haifa"),
        ("The strain, Sudan virus, has no licensed vaccine.", "Sudan"),
        ("The Battle of Khartoum began in April 2023.", "Khartoum"),
        ("Israel Quishpe, who speaks for the strikers, left.", "Israel"),
        ("Sofia Maric, a law student, said she had slept there.", "Sofia"),
        ("Chad Adewale, 34, owns the boat.", "Chad"),
    ],
)
def test_a_name_may_be_part_of_another(text: str, surface: str) -> None:
    assert function(text, surface) == "name_part"


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The battle of Khartoum went on.", "Khartoum"),
        ("Rafah Crossing, a lifeline, was shut.", "Rafah Crossing"),
        ("Troops entered Khan Younis, a city in the south.", "Khan Younis"),
        ("Clashes erupted in Goma, 34 people died.", "Goma"),
    ],
)
def test_a_place_beside_such_words_is_one(text: str, surface: str) -> None:
    assert function(text, surface) == "literal"
