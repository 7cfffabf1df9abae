"""The polite question to Nominatim: asked only when told to, and its answer rows to paste."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from geopy.exc import GeocoderTimedOut
from sample_curated import HEADER

from gazetteer import online
from gazetteer.curated import read_curated
from gazetteer.errors import GazetteerError


class Nominatim:
    """Stands in for the service: gives what it is told to, and remembers what it was asked."""

    def __init__(self, *answers: dict[str, Any] | Exception) -> None:
        self.answers = answers
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def geocode(self, name: str, **options: Any) -> list[SimpleNamespace] | None:
        self.asked.append((name, options))
        for answer in self.answers:
            if isinstance(answer, Exception):
                raise answer
        return [SimpleNamespace(raw=answer) for answer in self.answers] or None


HOSPITAL = {
    "osm_type": "way", "osm_id": 7, "lat": "31.4", "lon": "34.4", "name": "Al-Amal, Hospital",
    "class": "amenity", "type": "hospital", "display_name": "Al-Amal, Hospital, Town",
    "boundingbox": ["31.399", "31.401", "34.399", "34.401"], "address": {"country_code": "tl"},
}  # fmt: skip


def test_rows_from_nominatim_can_be_pasted_into_a_curated_file(tmp_path: Path) -> None:
    service = Nominatim(HOSPITAL)
    rows = online.paste_rows(online.ask("al-Amal", country="TL", geocoder=service))
    assert service.asked[0][0] == "al-Amal"
    assert service.asked[0][1]["country_codes"] == "tl"
    (tmp_path / "pasted.csv").write_text(f"{HEADER}\n{rows}")
    curated = read_curated(tmp_path)
    assert curated.problems == []
    (record,) = curated.records.values()
    assert record.feature_class == "hospital"
    assert (record.name, record.country, record.precision_km) == ("Al-Amal, Hospital", "TL", 0.1)
    assert record.source == "OpenStreetMap way 7"
    assert record.licence.startswith("ODbL")
    assert record.same_as == ("osm:way-7",)


@pytest.mark.parametrize(
    "harm",
    [
        {"lat": "95"},
        {"lat": None},
        {"lat": "nan"},
        {"osm_id": "../etc/passwd"},
        {"osm_type": "<script>"},
        {"boundingbox": []},
        {"name": "", "display_name": "123"},
        {"name": "a" * 500},
    ],
)
def test_an_answer_that_makes_no_row_is_passed_over(harm: dict[str, Any]) -> None:
    assert online.ask("x town", geocoder=Nominatim({**HOSPITAL, **harm})) == []


def test_no_answer_is_no_error_and_a_failure_has_a_cure() -> None:
    assert online.ask("x town", geocoder=Nominatim()) == []
    with pytest.raises(GazetteerError, match=r"gave no answer .*; try again later"):
        online.ask("x town", geocoder=Nominatim(GeocoderTimedOut("too slow")))


@pytest.mark.parametrize("name", ["", "12", "a" * 200, "a\nb"])
def test_what_is_no_name_is_never_sent(name: str) -> None:
    service = Nominatim(HOSPITAL)
    with pytest.raises(GazetteerError):
        online.ask(name, geocoder=service)
    assert service.asked == []


def test_two_questions_are_a_second_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    online.wait_for_turn()
    assert slept == []
    online.wait_for_turn()
    assert len(slept) == 1
    assert 0 < slept[0] <= online.PAUSE_S


def test_rows_for_pasting_are_one_line_each() -> None:
    rows = online.paste_rows(online.ask("x town", geocoder=Nominatim(HOSPITAL, HOSPITAL)))
    assert len(list(csv.reader(io.StringIO(rows)))) == 2
