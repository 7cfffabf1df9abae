"""Read the lines of a text file, plain or zipped, as a stream."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from gazetteer.errors import GazetteerError

LONGEST_LINE = 4_000_000
"""Bytes; GeoNames rows have 10,000 characters at most, a GeoJSON feature on one line some MB."""
LARGEST_RATIO = 100
"""A member that unpacks to more than this is a trap, not a text."""


@contextmanager
def open_text(path: Path, *endings: str, member: str = "") -> Iterator[tuple[BinaryIO, str]]:
    """Open a file, or a member of a zip file, with its name for messages.

    Without ``member`` it is the one that is called like the zip file, or else the first that ends
    in one of ``endings``.
    """
    try:
        if path.suffix.lower() != ".zip":
            with path.open("rb") as file:
                yield file, path.name
            return
        with zipfile.ZipFile(path) as archive:
            names = [member] if member else members(path, *endings)
            if not names:
                reason = f"{path}: holds no {' or '.join(endings)} file; unpack it and look"
                raise GazetteerError(reason)
            info = archive.getinfo(names[0])
            if info.file_size > LARGEST_RATIO * max(1, info.compress_size) + (1 << 20):
                reason = f"{path}: unpacks to {info.file_size:,} bytes; that is no text"
                raise GazetteerError(reason)
            with archive.open(info) as packed:
                yield cast(BinaryIO, packed), f"{path.name}/{info.filename}"
    except zipfile.BadZipFile as error:
        raise GazetteerError(f"{path}: {error}; download the file again") from error
    except OSError as error:
        raise GazetteerError(f"{path}: {error.strerror or error}; check the path") from error


def members(path: Path, *endings: str) -> list[str]:
    """Return the names of the texts in a zip file, the one that is called like it first."""
    try:
        with zipfile.ZipFile(path) as archive:
            # The read-me that GeoNames packs beside its table is no table.
            names = [
                name
                for name in archive.namelist()
                if name.lower().endswith(endings) and "readme" not in name.lower()
            ]
    except (zipfile.BadZipFile, OSError) as error:
        raise GazetteerError(f"{path}: {error}; download the file again") from error
    return sorted(names, key=lambda name: (Path(name).stem != path.stem, name))


def read_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield number and content of every line that isn't empty, without its end."""
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        while not line.endswith(b"\n") and (rest := file.readline(LONGEST_LINE)):
            line = b"\0" + rest  # too long to be a row: a NUL makes every reader reject it
        if stripped := line.rstrip(b"\r\n"):
            yield number, stripped
