"""A visitor's own reports: every form of them, with progress, for that visit and that visitor."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sample_signs import signs_store
from visitor import ROOT, Visitor, serving

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]

SENTENCE = "A flood in Nairobi killed {n} people."


def told(n: int) -> str:
    return f" date 2024-05-0{n} \n{SENTENCE.format(n=n + 1)}\n"


def lines(count: int) -> bytes:
    """Return records, a report a line."""
    rows = [
        {"id": f"r{n}", "date": f"2024-05-{n % 28 + 1:02}", "text": SENTENCE.format(n=n + 2)}
        for n in range(count)
    ]
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def packed(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


TABLE = "date,title,text\n" + "".join(
    f'2024-05-0{n},Row {n},"{SENTENCE.format(n=n)}"\n' for n in (1, 2)
)

FILES: dict[str, tuple[bytes, int]] = {
    "one.txt": (told(1).encode(), 1),
    "one.md": (f"---\ndate: 2024-05-02\n---\n{SENTENCE.format(n=4)}\n".encode(), 1),
    "three.jsonl": (lines(3), 3),
    "two.csv": (TABLE.encode(), 2),
    "all.zip": (
        packed({"a/one.txt": told(1).encode(), "b.jsonl": lines(2), "c.csv": TABLE.encode()}),
        5,
    ),
}


def open_dialog(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Own reports", exact=True).click()
    visitor.page.get_by_role("dialog").get_by_text("never written to disk").wait_for()


def give(visitor: Visitor, files: dict[str, bytes]) -> None:
    page = visitor.page
    page.locator("input[type=file]").set_input_files(
        [
            {"name": name, "mimeType": "application/octet-stream", "buffer": data}
            for name, data in files.items()
        ]
    )
    for name in files:
        page.get_by_role("dialog").get_by_text(name).first.wait_for()
    read(visitor)


def read(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Read", exact=True).click()


def reports_read(visitor: Visitor) -> int:
    visitor.page.get_by_role("button", name="Close own reports").wait_for(timeout=90_000)
    visitor.page.get_by_role("tab", name="Sums").click()
    row = visitor.page.locator("table[aria-label=Sums] tr").nth(1)
    row.wait_for()
    assert row.locator("th").inner_text() == "read"
    return int(row.locator("td").inner_text().replace(",", ""))


@pytest.mark.parametrize("name", FILES)
def test_each_form_is_read(visit: Visit, seeds: str, name: str) -> None:
    data, count = FILES[name]
    visitor = visit(seeds)
    open_dialog(visitor)
    give(visitor, {name: data})
    assert reports_read(visitor) == count
    visitor.wait_for_events(count)
    visitor.page.mouse.click(*visitor.spot("Nairobi"))
    visitor.page.locator("section.evidence blockquote mark.place").wait_for()


def test_several_files_and_a_pasted_text_are_read_together(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds)
    open_dialog(visitor)
    visitor.page.get_by_label("Or paste one report").fill(told(3))
    visitor.page.keyboard.press("Control+Enter")
    give(visitor, {"one.txt": FILES["one.txt"][0], "two.csv": FILES["two.csv"][0]})
    assert reports_read(visitor) == 4


def test_a_pasted_text_alone_is_read(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds)
    open_dialog(visitor)
    visitor.page.get_by_label("Or paste one report").fill(told(3))
    visitor.page.keyboard.press("Control+Enter")
    button = visitor.page.get_by_role("button", name="Read", exact=True)
    visitor.page.wait_for_function(
        """() => [...document.querySelectorAll("button")]
            .some(button => button.textContent === "Read" && !button.disabled)"""
    )
    button.click()
    assert reports_read(visitor) == 1
    visitor.page.get_by_text("1 May – 3 May").or_(
        visitor.page.get_by_text("3 May 2024")
    ).first.wait_for()


def test_the_progress_says_the_rate_and_the_time_left(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds)
    open_dialog(visitor)
    give(visitor, {"many.jsonl": lines(900)})
    said = visitor.page.get_by_text(
        re.compile(r"^\d+ of 900 reports, [\d,]+ a second, \d+ (s|min) left$")
    )
    said.first.wait_for()
    assert visitor.page.get_by_role("progressbar").count() == 1
    assert reports_read(visitor) == 900


def test_what_cannot_be_read_is_named_with_its_cure(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds)
    open_dialog(visitor)
    give(visitor, {"bad.jsonl": b"{not json}\n"})
    visitor.page.get_by_text("None of it could be read.").wait_for()
    visitor.page.get_by_text("bad.jsonl").last.wait_for()
    give(visitor, {"good.txt": told(1).encode()})
    assert reports_read(visitor) == 1
    visitor.page.get_by_role("heading", name="Could not be read").wait_for()
    visitor.page.locator(".evidence li", has_text="bad.jsonl").wait_for()


def test_what_is_passed_over_is_named_too(visit: Visit, seeds: str) -> None:
    visitor = visit(seeds)
    table = b"report_id,date,mood\na,2024-05-01,grey\nnobody,2024-05-02,blue\n"
    files = {"a.txt": told(1).encode(), "metadata.csv": table, "README.md": b"Of us."}
    open_dialog(visitor)
    give(visitor, {"all.zip": packed(files)})
    assert reports_read(visitor) == 1
    visitor.page.get_by_role("heading", name="Passed over, or odd").wait_for()
    for said in ("no report has the id 'nobody'", "README.md: tells of the folder"):
        visitor.page.locator(".evidence li", has_text=said).wait_for()
    assert visitor.page.get_by_role("heading", name="Could not be read").count() == 0


def test_they_stay_with_their_visitor_and_go_when_closed(visit: Visit, seeds: str) -> None:
    visitor, other = visit(seeds), visit(seeds)
    everything = visitor.events_shown()
    open_dialog(visitor)
    give(visitor, {"one.txt": FILES["one.txt"][0]})
    assert reports_read(visitor) == 1
    visitor.wait_for_events(1)
    page = visitor.page
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("not your own reports").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    other.page.goto(link)
    other.wait_for_map()
    other.page.get_by_text("no link carries them").wait_for()
    assert other.page.get_by_role("button", name="Close own reports").count() == 0
    assert other.events_shown() == everything
    page.get_by_role("button", name="Close own reports").click()
    page.get_by_role("button", name="Own reports", exact=True).wait_for()
    visitor.wait_for_events(everything)


@pytest.fixture
def watched(browser, tmp_path: Path) -> Iterator[tuple[str, list[Path]]]:
    """A server whose home and temporary folders are its own, and all folders it could write to."""
    folders = [tmp_path / "home", tmp_path / "temporary"]
    for folder in folders:
        folder.mkdir()
    store = tmp_path / "store"
    signs_store().save(store)
    home, temporary = map(str, folders)
    with serving("--store", str(store), HOME=home, TMPDIR=temporary) as address:
        yield address, [*folders, store, ROOT]


def test_they_are_never_written_to_disk(browser, watched: tuple[str, list[Path]]) -> None:
    address, folders = watched
    secret = "Quahogville"
    began = time.time() - 2
    visitor = Visitor(browser, address)
    visitor.open()
    open_dialog(visitor)
    text = f" date 2024-05-01 \nA flood in Nairobi killed 9 people of {secret}.\n"
    give(visitor, {"secret.txt": text.encode(), "secret.zip": packed({"a.txt": text.encode()})})
    assert reports_read(visitor) == 2
    visitor.close()
    written = [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts and path.stat().st_mtime >= began
    ]
    holding = [path for path in written if secret.encode() in path.read_bytes()]
    assert [path for path in holding if path.name != Path(__file__).name] == []
