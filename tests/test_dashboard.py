"""The page runs on any corpus and any link, without a browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sample_hostile import told
from streamlit.testing.v1 import AppTest

import gazetteer
from geo.model import Rejected
from geo.panels import corpus, wording
from geo.reports import read_text
from geo.store import Store

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "dashboard.py"


def open_page(monkeypatch: pytest.MonkeyPatch, *arguments: str, **query: Any) -> AppTest:
    monkeypatch.setattr("sys.argv", ["dashboard.py", *arguments])
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def words_of(page: AppTest) -> str:
    found = [*page.get("html"), *page.info, *page.error, *page.caption, *page.markdown]
    return "\n".join(str(getattr(item.proto, "body", "")) for item in found)


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    gazetteer.load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_the_seeds_make_a_page_without_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(monkeypatch)
    assert not page.exception
    assert "on the map" in words_of(page)


def test_a_single_day_is_a_page(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    Store.from_parsed([told(date(2024, 3, 24))]).save(folder / "store")
    page = open_page(monkeypatch, "--store", str(folder / "store"))
    assert not page.exception
    assert "<strong>1</strong> event on the map" in words_of(page)


def test_an_empty_folder_says_so(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    page = open_page(monkeypatch, str(folder))
    assert not page.exception
    assert "No report was found" in words_of(page)


def test_a_folder_of_unreadable_files_says_so_and_names_them(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    (folder / "a.txt").write_bytes(b"\xff\xfe\x00x")
    page = open_page(monkeypatch, str(folder))
    assert not page.exception
    assert "None of 1 file" in words_of(page)


def test_of_very_many_losses_the_rest_is_counted(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    write(folder, "a.jsonl", "no record\n" * 203)
    page = open_page(monkeypatch, str(folder))
    page.session_state["tab"] = "Sums"
    assert "<li>3 more</li>" in words_of(page.run())


def test_a_corpus_without_events_says_so(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    write(folder, "a.txt", " date 2024-03-24 \nThe weather was fine and nobody complained.\n")
    page = open_page(monkeypatch, str(folder))
    assert not page.exception
    assert "none tells of an event" in words_of(page)


def test_a_path_that_is_not_there_says_so(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    page = open_page(monkeypatch, str(folder / "nowhere"))
    assert not page.exception
    assert "could not be opened" in words_of(page)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--gazetteer", "nowhere.gazetteer"), "nowhere.gazetteer: No such file"),
        (("--gazetteer", str(ROOT / "README.md")), "is not a compiled gazetteer"),
        (("--home", "ZZ"), "no country 'ZZ' in the gazetteer"),
        (("--fast",), "unrecognized arguments: --fast; usage: streamlit run dashboard.py --"),
    ],
)
def test_what_the_page_can_not_be_started_with_is_said(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    page = open_page(monkeypatch, *arguments)
    assert not page.exception
    assert "could not be opened" in words_of(page) and said in words_of(page)


def test_the_home_country_may_be_written_small() -> None:
    assert corpus.read_arguments(["--home", "sd"]).home == "SD"


def test_a_damaged_store_says_so(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    Store.from_parsed([told(date(2024, 3, 24))]).save(folder / "store")
    for path in (folder / "store").rglob("*.parquet"):
        path.write_bytes(path.read_bytes()[:40])
    page = open_page(monkeypatch, "--store", str(folder / "store"))
    assert not page.exception
    assert "could not be opened" in words_of(page)


def test_hostile_text_is_shown_as_text(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    Store.from_parsed([told(date(2024, 3, 24))]).save(folder / "store")
    page = open_page(monkeypatch, "--store", str(folder / "store"), event="e-2024-03-24")
    assert not page.exception
    card = next(item.proto.body for item in page.get("html") if "blockquote" in item.proto.body)
    assert "<img" not in card and "${" not in card
    assert "&lt;img" in card and "U+202E" in card
    assert '<mark class="trigger">strike</mark>' in card


HOSTILE_QUERIES = [
    {"from": "2999-01-01", "to": "1800-01-01"},
    {"from": "2024-04-01", "to": "2024-03-01"},
    {"from": ["2024-04-01", "2024-03-01"]},
    {"from": "<script>alert(1)</script>", "type": "' OR 1=1"},
    {"q": "x" * 5000},
    {"map": "nan,inf,1e9"},
    {"area": "1,2,3"},
    {"event": "nothing", "at": "nowhere", "unknown": "1"},
    {"deaths": "-5", "layer": "all", "sort": "random", "sure": "yes"},
]


@pytest.mark.parametrize("query", HOSTILE_QUERIES, ids=lambda query: "-".join(query))
def test_any_link_gives_a_valid_page(
    monkeypatch: pytest.MonkeyPatch, query: dict[str, Any]
) -> None:
    page = open_page(monkeypatch, **query)
    assert not page.exception
    assert "script" not in "".join(item.body for item in page.info)


def test_a_link_sets_the_filters_and_a_widget_sets_the_link(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_page(monkeypatch, q="hospital")
    assert page.text_input(key="search").value == "hospital"
    page.text_input(key="search").set_value("aid").run()
    assert not page.exception
    assert page.query_params["q"] == "aid"
    page.button(key="reset").click().run()
    assert "q" not in page.query_params
    assert page.text_input(key="search").value == ""


def test_a_link_carries_the_version_of_its_data(monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(monkeypatch)
    page.text_input(key="search").set_value("aid").run()
    made_on = page.query_params["data"]
    same = open_page(monkeypatch, q="aid", data=made_on)
    assert "other data" not in words_of(same)
    other = open_page(monkeypatch, q="aid", data="0123456789ab")
    assert "other data" in words_of(other)


def test_nothing_found_says_which_filter_to_loosen(monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(monkeypatch, q="zzzzzz", deaths="0")
    assert "Nothing is left on the map" in words_of(page)
    page.button(key="loosen_text").click().run()
    assert not page.exception
    assert "q" not in page.query_params


def test_two_visitors_do_not_see_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = open_page(monkeypatch, q="hospital"), open_page(monkeypatch)
    second.text_input(key="search").set_value("aid").run()
    first.run()
    assert first.text_input(key="search").value == "hospital"


def test_the_page_is_bound_to_this_machine_and_tells_nobody() -> None:
    import tomllib

    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["enableXsrfProtection"] is True
    assert config["server"]["enableCORS"] is True
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "type"


@pytest.mark.parametrize(
    ("header", "words"),
    [("2024-03-01", "1 March 2024"), ("2024-03", "March 2024"), ("2024", "2024")],
)
def test_a_day_of_publication_is_no_finer_than_the_report_says(header: str, words: str) -> None:
    assert wording.published(read_text(f"Date: {header}\n\nRain.")[0]) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2024, 3, 24), date(2024, 3, 24), "24 March 2024"),
        (date(2024, 3, 3), date(2024, 3, 4), "3\u20134 March 2024"),
        (date(2024, 3, 31), date(2024, 4, 1), "31 March \u2013 1 April 2024"),
        (date(2023, 12, 31), date(2024, 1, 1), "31 December 2023 \u2013 1 January 2024"),
        (None, None, "no date"),
    ],
)
def test_days_are_worded_the_same_everywhere(
    start: date | None, end: date | None, words: str
) -> None:
    assert wording.days(start, end) == words


def test_amounts_say_what_is_known() -> None:
    assert wording.amount(3, 3) == "3"
    assert wording.amount(3, 5) == "3 to 5"
    assert wording.amount(1200, None) == "at least 1,200"
    assert wording.amount(None, 5) == "up to 5"
    assert wording.amount(None, None) == ""


def test_a_store_of_nothing_has_a_span() -> None:
    first, last = Store.from_parsed([], None, [Rejected(path="a", reason="b", cure="c")]).span
    assert first <= last
