"""The exported page in a real Chromium: it draws, it asks no one, and it runs nothing of a text."""

from __future__ import annotations

from pathlib import Path

from sample_events import sample_store

from geo.export import export
from geo.view import View


def test_the_exported_page_is_drawn_and_inert(browser, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    export(sample_store(), View(), "html", path, listed=True)
    problems: list[str] = []
    requests: list[str] = []
    page = browser.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    page.on("dialog", lambda dialog: (problems.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_selector("article")
    assert page.inner_text("#sum") == "8 of 8 events"
    assert page.title() == "Dateline: reported events"
    assert "<img src=x onerror=alert(1)> ${alert(1)} </script>" in page.inner_text("#list")
    assert "not on the map: " in page.inner_text("#list")
    page.select_option("#type", "shelling")
    assert page.inner_text("#sum") == "2 of 8 events"
    page.fill("#since", "2024-03-04")
    assert page.inner_text("#sum") == "0 of 8 events"
    page.close()
    assert problems == []
    assert [url for url in requests if not url.startswith("data:")] == [path.as_uri()]
