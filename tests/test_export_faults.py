"""Exports that fail, are killed or have rivals leave the old file, and nothing else."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import BinaryIO

import pytest
from sample_events import sample_store

from geo.atomic import Disk, new_file, sweep
from geo.errors import ExportError
from geo.export import ENDINGS, FORMATS, export, export_bytes
from geo.view import View

STORE = sample_store()
ROOT = Path(__file__).parents[1]


def test_fault_52_a_target_that_would_do_harm_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "x")
    os.mkfifo(tmp_path / "pipe")
    for name in (".", "link", "pipe", "absent/x.csv"):
        with pytest.raises(ExportError):
            export(STORE, View(), "csv", tmp_path / name)


class Failing(Disk):
    """Fails at the n-th call that can fail."""

    def __init__(self, at: int) -> None:
        self.left = at

    def _count(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise OSError(errno.ENOSPC, "No space left on device")

    def open(self, path: Path) -> BinaryIO:
        self._count()
        return super().open(path)

    def write(self, stream: BinaryIO, data: bytes) -> None:
        self._count()
        stream.write(data[: len(data) // 2])
        super().write(stream, data[len(data) // 2 :])

    def sync(self, stream: BinaryIO) -> None:
        self._count()
        super().sync(stream)

    def replace(self, source: Path, target: Path) -> None:
        self._count()
        super().replace(source, target)


@pytest.mark.parametrize("file_format", FORMATS)
def test_fault_49_whatever_fails_the_old_file_stays(file_format: str, tmp_path: Path) -> None:
    target = tmp_path / f"e{ENDINGS[file_format]}"
    for at in range(1, 100):
        target.write_bytes(b"old")
        try:
            export(STORE, View(), file_format, target, disk=Failing(at))
        except ExportError as error:
            assert "No space left" in str(error)
            assert target.read_bytes() == b"old"
            assert [path.name for path in tmp_path.iterdir()] == [target.name]
        else:
            break
    assert at > (1 if file_format == "gpkg" else 3)
    assert target.read_bytes() == export_bytes(STORE, View(), file_format)


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_download_is_made_without_a_disk(
    file_format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert export_bytes(STORE, View(), file_format)


def test_fault_49_a_full_disk_is_one_line_and_exit_1(tmp_path: Path) -> None:
    STORE.save(tmp_path / "s")
    target = tmp_path / "e.geojson"
    target.write_bytes(b"old")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, 4_096))

    done = subprocess.run(
        [
            sys.executable,
            "-B",
            "-m",
            "geo",
            "export",
            "--store",
            str(tmp_path / "s"),
            "--format",
            "geojson",
            "-o",
            str(target),
        ],
        capture_output=True,
        check=False,
        cwd=ROOT,
        preexec_fn=limit,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert target.read_bytes() == b"old"


WRITER = """
import sys
from pathlib import Path
from geo.atomic import new_file
target, mark = Path(sys.argv[1]), sys.argv[2].encode()
print("ready", flush=True)
while True:
    with new_file(target) as writer:
        for _ in range(200):
            writer.write(mark * 1000)
"""


def test_fault_50_fault_51_killed_and_rival_writers_leave_whole_files(tmp_path: Path) -> None:
    target = tmp_path / "out.bin"
    for number in range(12):
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(target), mark], cwd=ROOT, stdout=subprocess.PIPE
            )
            for mark in "ab"
        ]
        for writer in writers:
            assert writer.stdout and writer.stdout.readline() == b"ready\n"
        time.sleep(0.002 * number)
        for writer in writers:
            writer.kill()
            writer.communicate()
        if target.exists():
            content = target.read_bytes()
            assert len(content) == 200_000 and len(set(content)) == 1


def test_fault_50_what_a_killed_writer_left_is_swept_later(tmp_path: Path) -> None:
    old, young, other = (
        tmp_path / n for n in (".dateline-1-a.part.csv", ".dateline-2-b.part", "x")
    )
    for path in (old, young, other):
        path.write_bytes(b"")
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {young.name, "x"}


def test_a_writer_that_raises_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), new_file(tmp_path / "a") as writer:
        writer.write(b"half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root ignores modes")
def test_fault_48_a_read_only_folder_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ExportError, match="Permission"):
        export(STORE, View(), "csv", tmp_path / "a.csv")


def test_fault_48_a_read_only_disk_is_said(tmp_path: Path) -> None:
    class ReadOnly(Disk):
        def open(self, path: Path) -> BinaryIO:
            raise OSError(errno.EROFS, "Read-only file system", str(path))

    with pytest.raises(ExportError, match="Read-only"):
        export(STORE, View(), "csv", tmp_path / "a.csv", disk=ReadOnly())
