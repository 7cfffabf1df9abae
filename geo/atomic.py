"""Write files so that a reader sees the old one or the new one, never half of either."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from geo.errors import ExportError

STALE_AFTER_S = 3_600
"""A temporary file of ours that is older was left by a process that was killed."""

_PREFIX = ".dateline-"
_SUFFIX = ".part"


class Disk:
    """The four calls that can fail; tests replace them one by one."""

    def open(self, path: Path) -> BinaryIO:
        """Create a new file for writing."""
        return path.open("xb")

    def write(self, stream: BinaryIO, data: bytes) -> None:
        """Write all of ``data``."""
        stream.write(data)

    def sync(self, stream: BinaryIO) -> None:
        """Bring a file's bytes to the disk."""
        stream.flush()
        os.fsync(stream.fileno())

    def replace(self, source: Path, target: Path) -> None:
        """Put ``source`` in the place of ``target`` in one step."""
        source.replace(target)


DISK = Disk()


class Writer:
    """Where the bytes of one file go until it is complete."""

    def __init__(self, stream: BinaryIO, disk: Disk) -> None:
        self._stream = stream
        self._disk = disk

    def write(self, data: bytes) -> int:
        """Write all of ``data``."""
        self._disk.write(self._stream, data)
        return len(data)


@contextmanager
def new_file(target: Path, disk: Disk = DISK) -> Iterator[Writer]:
    """Give a writer whose bytes become ``target`` at the end, or nothing if anything fails."""
    with new_path(target, disk) as part:
        stream = disk.open(part)
        with contextlib.closing(stream):
            yield Writer(stream, disk)
            disk.sync(stream)


@contextmanager
def new_path(target: Path, disk: Disk = DISK, *, ending: str = "") -> Iterator[Path]:
    """Give a path beside ``target`` that takes its place at the end.

    For libraries that open their files themselves; ``ending`` is what they expect of a name.
    """
    sweep(target.parent)
    mark = f"{os.getpid()}-{secrets.token_hex(4)}"
    part = target.with_name(f"{_PREFIX}{mark}{_SUFFIX}{ending}")
    try:
        yield part
        disk.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(target.parent)


def refuse_target(target: Path, inputs: tuple[Path, ...] = ()) -> None:
    """Raise ``ExportError`` if ``target`` can't be written to without harm."""
    if target.is_dir():
        raise ExportError(f"{target} is a folder; name a file in it")
    if target.is_symlink():
        raise ExportError(f"{target} is a symbolic link; name the file itself")
    if target.exists() and not target.is_file():
        raise ExportError(f"{target} is no regular file; name another")
    if not target.parent.is_dir():
        raise ExportError(f"{target.parent} is no folder; make it first")
    for path in inputs:
        if path.exists() and target.exists() and path.samefile(target):
            raise ExportError(f"{target} is also read from; name another file")
        if path.is_dir() and target.resolve().is_relative_to(path.resolve()):
            raise ExportError(f"{target} lies in the folder that is read; write it elsewhere")


def sweep(folder: Path) -> None:
    """Remove temporary files of ours that a killed process left long ago."""
    now = time.time()
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{_PREFIX}*{_SUFFIX}*"):
            with contextlib.suppress(OSError):
                if path.is_file() and now - path.lstat().st_mtime > STALE_AFTER_S:
                    path.unlink()


def _sync_folder(folder: Path) -> None:
    # The new name is on the disk only when its folder is; Windows can't open folders.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
