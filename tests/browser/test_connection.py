"""The server is gone, or the wire is cut: the page stays, says so, and takes up where it was."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_signs import signs_store
from visitor import Visitor, free_port, start

pytestmark = pytest.mark.browser

LOST = re.compile(
    r"ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED|ERR_EMPTY_RESPONSE"
    r"|not responding|reaching server endpoint|disconnected from server|WebSocket"
)
"""What Chromium and Streamlit write into the console of a page whose server doesn't answer."""


BACK_WITHIN_MS = 120_000
"""Streamlit asks a lost server again at ever longer intervals."""


class Machine:
    """A server that is killed and started again at the same address."""

    def __init__(self, store: Path) -> None:
        self.port, self.store = free_port(), store
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.server = start(self.port, "--store", str(self.store))

    def kill(self) -> None:
        self.server.send_signal(signal.SIGKILL)
        self.server.wait(timeout=10)


@pytest.fixture
def machine(browser, tmp_path: Path) -> Iterator[Machine]:
    signs_store().save(tmp_path / "store")
    running = Machine(tmp_path / "store")
    yield running
    running.kill()


def end(visitor: Visitor) -> None:
    """Close, and forgive what the lost connection wrote into the console, and nothing else."""
    visitor.faults = [fault for fault in visitor.faults if not LOST.search(fault)]
    visitor.close()


def test_after_a_restart_of_the_server_the_page_goes_on_where_it_was(
    browser, machine: Machine
) -> None:
    visitor = Visitor(browser, machine.address)
    page = visitor.page
    visitor.open("?map=32,35.5,8")
    visitor.search("Many")
    visitor.wait_for_events(4)
    page.mouse.click(*visitor.spot("Many"))
    page.get_by_text("1 of 4 events at Many").wait_for()
    page.wait_for_url(re.compile("at="))
    visitor.in_map("() => { window.marked = window.map; }")
    quote = page.locator("section.evidence blockquote").inner_text()

    machine.kill()
    page.get_by_text("Connection error").wait_for()
    assert page.locator("section.evidence blockquote").inner_text() == quote, "it can be read on"
    assert visitor.in_map("() => window.map._dateline.hits.length") >= 1, "the map stays"
    visitor.in_map("() => window.map.panBy([30, 0], { animate: false })")

    machine.start()
    page.get_by_text("Connection error").wait_for(state="detached", timeout=BACK_WITHIN_MS)
    page.get_by_text("1 of 4 events at Many").wait_for()
    assert page.get_by_label("Search the sentences").input_value() == "Many"
    visitor.wait_for_events(4)
    before = visitor.stamp()
    visitor.handle("First").focus()
    visitor.handle("First").press("PageUp")
    visitor.wait_for_scene(before)
    visitor.search("killed")
    page.wait_for_url(re.compile("q=killed"))
    assert visitor.in_map("() => window.marked === window.map"), "the map was not built anew"
    end(visitor)


def test_a_reload_says_that_own_reports_were_lost_with_the_server(
    browser, machine: Machine
) -> None:
    visitor = Visitor(browser, machine.address)
    page = visitor.page
    visitor.open()
    page.get_by_role("button", name="Own reports", exact=True).click()
    page.get_by_label("Or paste one report").fill(
        " date 2024-05-01 \nA flood in Nairobi killed nine people.\n"
    )
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        """() => [...document.querySelectorAll("button")]
            .some(button => button.textContent === "Read" && !button.disabled)"""
    )
    page.get_by_role("button", name="Read", exact=True).click()
    page.get_by_role("button", name="Close own reports").wait_for(timeout=90_000)
    visitor.wait_for_events(1)
    page.wait_for_url(re.compile(f"data=(?!{signs_store().fingerprint})"))

    machine.kill()
    page.get_by_text("Connection error").wait_for()
    machine.start()
    page.get_by_text("Connection error").wait_for(state="detached", timeout=BACK_WITHIN_MS)
    page.reload()  # what a visitor does whose page stands still; often it is asked anew by itself
    page.get_by_text("Own reports are not kept after a visit").wait_for()
    page.get_by_role("button", name="Own reports", exact=True).wait_for()
    visitor.wait_for_events(13)
    end(visitor)


def test_a_cut_wire_is_taken_up_again(browser, machine: Machine) -> None:
    visitor = Visitor(browser, machine.address)
    visitor.context.add_init_script(
        """(() => {
            const Real = window.WebSocket;
            window.sockets = [];
            window.WebSocket = class extends Real {
                constructor(...args) { super(...args); window.sockets.push(this); }
            };
        })();"""
    )
    visitor.open("?q=Many")
    visitor.wait_for_events(4)
    for _ in range(2):
        visitor.page.evaluate("() => window.sockets.at(-1).close()")
        visitor.page.wait_for_function(
            "count => window.sockets.length > count && window.sockets.at(-1).readyState === 1",
            arg=visitor.page.evaluate("() => window.sockets.length"),
        )
    visitor.search("killed")
    visitor.wait_for_events(12)
    visitor.page.wait_for_url(re.compile("q=killed"))
    end(visitor)
