"""Feed readers with broken input until time is up: ``python tests/fuzz.py [SECONDS [SEED]]``.

Only a report, a rejection or a view may come out. What breaks that is written to the working
directory; give it a name and a line in ``tests/faults/cases.csv``, so that it stays a case.
"""

from __future__ import annotations

import io
import random
import sys
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from geo.reports import Reports, read_reports, read_uploads  # noqa: E402 - needs the path
from geo.view import View  # noqa: E402

PIECES = (
    b"date ",
    b"Date: ",
    b"2024-03-24",
    b"\n---\n",
    b"\xef\xbb\xbf",
    b'"',
    b",",
    b";",
    b"{",
    b"}",
    b"\0",
    b"\r\n",
    b"\r",
    b"text",
    b"published",
    b"report_id",
    b"\xe2\x80\xae",
    b"9" * 30,
    b"PK\x03\x04",
    b"March 5, 2024",
    b"\xe2\x80\xa8",
    b"PORT, 3 May 2024 -- ",
    b"\\ud800",
    b"[" * 50,
)
NAMES = ("a.txt", "a.md", "a.jsonl", "a.csv", "metadata.csv", "a.zip")
KEYS = "from to type how in who source sure deaths box area q event at layer map lock speed sort"
SLOWEST_S = 5.0


def break_bytes(data: bytes, rng: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(broken) + 1)
        match rng.randrange(4):
            case 0:
                broken[at:at] = rng.choice(PIECES)
            case 1:
                broken[at : at + rng.randint(1, 9)] = b""
            case 2:
                broken[at : at + 1] = bytes([rng.randrange(256)])
            case _:
                broken[at:at] = broken[: rng.randint(0, 200)]
    return bytes(broken)


def check(reports: Reports) -> None:
    assert len(reports.outcomes) == len(reports) + len(reports.rejected)
    for report in reports:
        assert report.text[report.body_start :].strip()
        for text in (report.text, report.id, report.title, str(dict(report.metadata))):
            text.encode()


def feed(name: str, data: bytes, rng: random.Random) -> None:
    check(read_uploads([(name, data), ("b.txt", b"date 2024-03-24 Shells fell.")]))
    check(read_reports("-", stdin=io.BytesIO(data)))
    words = data.decode("utf-8", "surrogateescape")
    query = {key: words[rng.randrange(50) :][:60] for key in rng.sample(KEYS.split(), 3)}
    view, _ = View.from_query(query)
    assert View.from_query(view.to_query())[0] == view


def main(seconds: float, seed: int) -> int:
    rng = random.Random(seed)
    files = [*(ROOT / "tests" / "faults").iterdir(), *(ROOT / "seeds").glob("*.txt")]
    seeds = [path.read_bytes() for path in sorted(files) if path.stat().st_size < 10_000]
    end = time.monotonic() + seconds
    inputs = 0
    while time.monotonic() < end:
        name, data = rng.choice(NAMES), break_bytes(rng.choice(seeds), rng)
        started = time.monotonic()
        try:
            feed(name, data, rng)
            assert time.monotonic() - started < SLOWEST_S
        except Exception:  # noqa: BLE001 - whatever escapes is a find
            traceback.print_exc()
            Path(f"fuzz-{inputs}-{name}").write_bytes(data)
            return 1
        inputs += 1
    print(f"{inputs} inputs, seed {seed}: nothing escaped")
    return 0


if __name__ == "__main__":
    given = dict(enumerate(sys.argv[1:]))
    sys.exit(main(float(given.get(0, 60)), int(given.get(1, 0))))
