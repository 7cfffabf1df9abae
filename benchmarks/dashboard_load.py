"""Measure how many visitors one process holds: real websockets, each moving the slider.

    python -m benchmarks.dashboard_load [--visitors 40] [--events 100000] [--seconds 40]

Each visitor speaks Streamlit's own protocol, as a browser does: it opens the page, then sends a new
range every two seconds and waits until the page's run has ended.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

import gazetteer
from benchmarks.served import ROOT, serve
from benchmarks.synthetic import FIRST, SPAN_DAYS, make_store

EVERY_S = 2.0
COMPONENT = "dateline_timeline"


class Visitor:
    """One session: where its timeline is in the page, and how long each of its moves took."""

    def __init__(self, address: str, number: int) -> None:
        self.address = f"ws://{urlsplit(address).netloc}/_stcore/stream"
        self.number = number
        self.fragment = self.widget = ""
        self.times_ms: list[float] = []
        self.bytes: list[int] = []

    async def visit(self, moves: int, *, wait_s: float) -> None:
        """Open the page and move the slider some times."""
        async with websockets.connect(
            self.address,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            origin=self.address.replace("ws://", "http://").removesuffix("/_stcore/stream"),  # type: ignore[arg-type]
        ) as socket:
            opening = BackMsg()
            opening.rerun_script.query_string = ""
            await socket.send(opening.SerializeToString())
            await self._read_run(socket)
            await asyncio.sleep(wait_s)
            for move in range(moves):
                began = time.perf_counter()
                await socket.send(self._move(move).SerializeToString())
                size = await self._read_run(socket)
                self.times_ms.append((time.perf_counter() - began) * 1000)
                self.bytes.append(size)
                await asyncio.sleep(max(0.0, EVERY_S - (time.perf_counter() - began)))

    async def _read_run(self, socket: websockets.ClientConnection) -> int:
        """Read until the run has ended; return the bytes that it brought."""
        size = 0
        while True:
            raw = await asyncio.wait_for(socket.recv(), 60)
            size += len(raw)
            message = ForwardMsg()
            message.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                element = message.delta.new_element
                component = element.bidi_component
                if element.WhichOneof("type") == "bidi_component" and (
                    component.component_name == COMPONENT
                ):
                    self.fragment, self.widget = message.delta.fragment_id, component.id
            elif kind == "script_finished":
                return size

    def _move(self, move: int) -> BackMsg:
        day = (self.number * 37 + move * 11) % (SPAN_DAYS - 60)
        since = FIRST.fromordinal(FIRST.toordinal() + day)
        until = FIRST.fromordinal(FIRST.toordinal() + day + 45)
        message = BackMsg()
        message.rerun_script.fragment_id = self.fragment
        state = message.rerun_script.widget_states.widgets.add()
        state.id = f"$$STREAMLIT_INTERNAL_KEY_{self.widget}__events"
        said = {"since": since.isoformat(), "until": until.isoformat(), "speed": 2}
        state.json_trigger_value = json.dumps([{"event": "range", "value": said}])
        return message


async def measure(address: str, visitors: int, moves: int) -> list[Visitor]:
    """Let visitors move the slider at once, their starts spread over the interval."""
    crowd = [Visitor(address, number) for number in range(visitors)]
    await asyncio.gather(
        *(one.visit(moves, wait_s=EVERY_S * n / visitors) for n, one in enumerate(crowd))
    )
    return crowd


def p95(values: list[float]) -> float:
    """Return the value that 95 of 100 stay below."""
    return quantiles(values, n=20)[-1]


def main() -> None:
    """Measure one visitor, then many, and print what the targets ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=40)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=40)
    options = parser.parse_args()
    moves = int(options.seconds / EVERY_S)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        make_store(options.events, places=gazetteer.load()).save(store)
        with serve(ROOT / "dashboard.py", "--store", str(store)) as served:
            asyncio.run(measure(served.address, 2, 3))  # the data is loaded, the caches are warm
            alone = asyncio.run(measure(served.address, 1, moves))[0].times_ms
            before_mb = served.resident_mb()
            crowd = asyncio.run(measure(served.address, options.visitors, moves))
            after_mb = served.resident_mb()
    times = [value for one in crowd for value in one.times_ms]
    sizes = [size for one in crowd for size in one.bytes]
    print("| visitors | p50, ms | p95, ms | kB a move |")
    print("|---|---|---|---|")
    print(f"| 1 | {median(alone):.0f} | {p95(alone):.0f} | - |")
    print(
        f"| {options.visitors} | {median(times):.0f} | {p95(times):.0f} "
        f"| {median(sizes) / 1000:.0f} |"
    )
    print()
    print(f"- p95 of all against p50 of one: {p95(times) / median(alone):.1f} times")
    print(f"- a further visitor: {(after_mb - before_mb) / options.visitors:.2f} MB")


if __name__ == "__main__":
    main()
