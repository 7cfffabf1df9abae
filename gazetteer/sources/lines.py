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
def open_text(path: Path, *endings: str) -> Iterator[tuple[BinaryIO, str]]:
    """Open a file, or the first member of a zip file that ends so; with the name for messages."""
    try:
        if path.suffix.lower() != ".zip":
            with path.open("rb") as file:
                yield file, path.name
            return
        with zipfile.ZipFile(path) as archive:
            member = _member(archive, path, endings)
            with archive.open(member) as packed:
                yield cast(BinaryIO, packed), f"{path.name}/{member.filename}"
    except zipfile.BadZipFile as error:
        raise GazetteerError(f"{path}: {error}; download the file again") from error
    except OSError as error:
        raise GazetteerError(f"{path}: {error.strerror or error}") from error


def members(path: Path, *endings: str) -> list[str]:
    """Return the names of the members of a zip file that end so, in order."""
    try:
        with zipfile.ZipFile(path) as archive:
            return sorted(name for name in archive.namelist() if name.lower().endswith(endings))
    except (zipfile.BadZipFile, OSError) as error:
        raise GazetteerError(f"{path}: {error}; download the file again") from error


def read_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield number and content of every line that isn't empty, without its end."""
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        while not line.endswith(b"\n") and (rest := file.readline(LONGEST_LINE)):
            line = b"\0" + rest  # too long to be a row: a NUL makes every reader reject it
        if stripped := line.rstrip(b"\r\n"):
            yield number, stripped


def _member(archive: zipfile.ZipFile, path: Path, endings: tuple[str, ...]) -> zipfile.ZipInfo:
    # The read-me that GeoNames packs beside its table is no table.
    found = [
        member
        for member in sorted(
            archive.infolist(), key=lambda m: (m.filename != path.stem + ".txt", m.filename)
        )
        if member.filename.lower().endswith(endings) and "readme" not in member.filename.lower()
    ]
    if not found:
        raise GazetteerError(f"{path}: holds no {' or '.join(endings)} file; unpack it and look")
    if found[0].file_size > LARGEST_RATIO * max(1, found[0].compress_size) + (1 << 20):
        raise GazetteerError(f"{path}: unpacks to {found[0].file_size:,} bytes; that is no text")
    return found[0]
