"""Serve a page for a benchmark, and read what its process costs."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A page under measurement."""

    address: str
    pid: int

    def cpu_s(self) -> float:
        """Return the processor time that the server has used (Linux)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def resident_mb(self) -> float:
        """Return the memory that the server holds (Linux)."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("no VmRSS in /proc")


def browser_path() -> str:
    """Return the machine's own Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit(f"no browser: none of {', '.join(names)} is on the PATH")
    return found


@contextmanager
def serve(script: Path, *arguments: str) -> Iterator[Served]:
    """Serve a page; a copy beside a link to ``static/`` where it isn't the dashboard itself."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        page = script
        if script.name != "dashboard.py":
            page = Path(shutil.copy(script, folder))
            (Path(folder) / "static").symlink_to(ROOT / "static")
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        command = [sys.executable, "-m", "streamlit", "run", str(page), f"--server.port={port}"]
        command += ["--server.headless=true", "--server.enableStaticServing=true"]
        command += ["--server.address=127.0.0.1", "--browser.gatherUsageStats=false"]
        command += ["--server.fileWatcherType=none", "--", *arguments]
        path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": path},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address)
            yield Served(address=address, pid=server.pid)
        finally:
            server.terminate()
            server.wait(timeout=15)


def _wait(address: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")
