"""Write and map a compiled gazetteer: one file of plain arrays behind a JSON header.

A magic line, the length of the header and a checksum of all that follows come first; the arrays
are little-endian and aligned, so that a reader maps them where they lie and copies nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import os
import secrets
import struct
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gazetteer.errors import GazetteerError

MAGIC = b"dateline-places\n"
FORMAT = 3
"""Raise it when the arrays change their meaning: files of another format are not read."""

_FIXED = struct.Struct("<QI4x")  # length of the header, checksum
_ALIGNMENT = 64
_CHUNK = 1 << 20
_LONGEST_HEADER = 1 << 28

Arrays = Mapping[str, npt.NDArray[Any]]


class Pack:
    """A compiled gazetteer in memory or mapped from a file.

    Attributes
    ----------
    header
        The texts that were packed.
    content
        All bytes; ``start`` is where the arrays begin in it.
    """

    def __init__(self, content: bytes | mmap.mmap, header: dict[str, Any], start: int) -> None:
        self.content = content
        self.header = header
        self.start = start
        self._arrays: dict[str, list[Any]] = header.pop("arrays")

    def array(self, name: str) -> npt.NDArray[Any]:
        """Return an array, read-only and not copied."""
        dtype, offset, count = self._arrays[name]
        return np.frombuffer(self.content, dtype=dtype, count=count, offset=self.start + offset)

    def view(self, name: str) -> memoryview[int]:
        """Return an array of integers as a memoryview: single items are faster than numpy's."""
        return memoryview(self.array(name).data)

    def extent(self, name: str) -> tuple[int, int]:
        """Return where the bytes of an array begin and end in ``content``."""
        dtype, offset, count = self._arrays[name]
        begin = self.start + offset
        return begin, begin + count * np.dtype(dtype).itemsize


def to_chunks(header: Mapping[str, Any], arrays: Arrays) -> list[bytes | memoryview]:
    """Return the parts of the file that holds ``header`` and ``arrays``; nothing is copied.

    The same content gives the same bytes. Without a ``fingerprint`` in the header, one is made of
    the arrays.
    """
    layout: dict[str, list[Any]] = {}
    body: list[bytes | memoryview] = []
    offset = 0
    digest = hashlib.sha256()
    for name, array in arrays.items():
        little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
        content = memoryview(little.view(np.uint8).data)
        layout[name] = [little.dtype.newbyteorder("<").str, offset, len(little)]
        padding = bytes(-content.nbytes % _ALIGNMENT)
        body += content, padding
        offset += content.nbytes + len(padding)
        digest.update(content)
    texts = {"fingerprint": digest.hexdigest()[:16], **header, "format": FORMAT, "arrays": layout}
    head = json.dumps(texts, ensure_ascii=False).encode("utf-8", "surrogatepass")
    before = len(MAGIC) + _FIXED.size
    head += b" " * (-(before + len(head)) % _ALIGNMENT)
    checksum = zlib.crc32(head)
    for part in body:
        checksum = zlib.crc32(part, checksum)
    return [MAGIC, _FIXED.pack(len(head), checksum), head, *body]


def from_bytes(content: bytes) -> Pack:
    """Open a packed gazetteer that is already in memory."""
    length = _check_start(content[: len(MAGIC) + _FIXED.size], len(content))[0]
    start = len(MAGIC) + _FIXED.size
    return Pack(content, _header(content[start : start + length]), start + length)


def open_pack(path: Path) -> Pack:
    """Map a packed gazetteer from a file; GazetteerError if it is damaged or of another format."""
    before = len(MAGIC) + _FIXED.size
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            length, expected = _check_start(file.read(before), size)
            head = file.read(length)
            checksum = zlib.crc32(head)
            # Read, not mapped, so that the check takes no memory.
            chunk = bytearray(_CHUNK)
            while count := file.readinto(chunk):
                checksum = zlib.crc32(memoryview(chunk)[:count], checksum)
            if checksum != expected:
                raise GazetteerError("content doesn't match its checksum")
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        raise GazetteerError(error.strerror or str(error)) from error
    return Pack(content, _header(head), before + length)


def write_atomically(path: Path, parts: Iterable[bytes | memoryview]) -> None:
    """Write ``parts`` to ``path``: readers see the old file or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    if hasattr(os, "O_DIRECTORY"):
        directory = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


def _check_start(start: bytes, size: int) -> tuple[int, int]:
    if not start.startswith(MAGIC) or len(start) < len(MAGIC) + _FIXED.size:
        raise GazetteerError("file is not a compiled gazetteer")
    length, checksum = _FIXED.unpack_from(start, len(MAGIC))
    if length > min(_LONGEST_HEADER, size - len(start)):
        raise GazetteerError("file is cut off")
    return length, checksum


def _header(head: bytes) -> dict[str, Any]:
    try:
        header: dict[str, Any] = json.loads(head.decode("utf-8", "surrogatepass"))
    except ValueError as error:
        raise GazetteerError("header is damaged") from error
    if header.get("format") != FORMAT:
        raise GazetteerError(f"format is {header.get('format')}, this version reads {FORMAT}")
    return header
