"""Load a gazetteer, compiling it once into the user's cache folder."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from gazetteer.errors import GazetteerError
from gazetteer.index import Gazetteer
from gazetteer.pack import FORMAT, from_bytes, open_pack, write_atomically

DATA = Path(__file__).parent / "data"
"""The curated files that come with the package."""

KEPT_VERSIONS = 3
"""Compiled gazetteers of other data that stay in the cache."""

_RULES = (
    "names",
    "curated",
    "world",
    "columns",
    "conflate",
    "link",
    "keys",
    "compile",
    "record",
    "review",
)
_LEFTOVER_AGE_S = 3600.0
_CLAIM_AGE_S = 20.0
_BEAT_S = 2.0
_PAUSE_S = 0.2
_LONGEST_WAIT_S = 600.0


def load(path: Path | str | None = None) -> Gazetteer:
    """Return a gazetteer.

    Parameters
    ----------
    path
        A file that ``python -m gazetteer build`` wrote, or a directory of curated CSV files that
        takes the place of the package's own. Without it the package's own data are loaded.
    """
    directory = DATA if path is None else Path(path)
    if not directory.is_dir():
        try:
            return Gazetteer(open_pack(directory))
        except GazetteerError as error:
            raise GazetteerError(
                f"{directory}: {error}; write it with python -m gazetteer build"
            ) from error
    fingerprint = fingerprint_of(directory)
    cached = cache_directory() / f"places-{FORMAT}-{fingerprint}.bin"
    if cached.exists():
        try:
            return Gazetteer(open_pack(cached))
        except GazetteerError as error:
            _say(f"{cached} is discarded and built again: {error}")
    with _claimed(cached) as is_ours:
        if not is_ours and cached.exists():
            return Gazetteer(open_pack(cached))
        return _compile(directory, fingerprint, cached)


def cache_directory() -> Path:
    """Return where compiled gazetteers are kept: ``DATELINE_CACHE``, or the user's cache."""
    if chosen := os.environ.get("DATELINE_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("dateline", appauthor=False)


def fingerprint_of(directory: Path) -> str:
    """Return 16 hex digits that change with the curated files, the world base and the rules."""
    from gazetteer.curated import csv_files
    from gazetteer.world import world_files

    digest = hashlib.sha256(str(FORMAT).encode())
    rules = [Path(__file__).with_name(f"{name}.py") for name in _RULES]
    for file in (*csv_files(directory), *rules):
        digest.update(f"\0{file.name}\0".encode())
        digest.update(_digest_of(file))
    for file in world_files():  # 80 MB: their size tells one release from another
        digest.update(f"\0{file.name}\0{file.stat().st_size}".encode())
    return digest.hexdigest()[:16]


def _digest_of(file: Path) -> bytes:
    """Return a digest of the content; a file that can't be read is named when it is compiled."""
    try:
        return hashlib.sha256(file.read_bytes()).digest()
    except OSError as error:
        return f"unread {error.errno}".encode()


@contextlib.contextmanager
def _claimed(cached: Path) -> Iterator[bool]:
    """Whether it is this process that compiles; where another does, wait until it is done.

    Compiling takes all of a core and much memory: a dozen workers that start together must not all
    do it. The holder touches its claim while it lives, so that one that was killed holds up nobody.
    """
    claim = cached.with_suffix(".claim")
    deadline = time.monotonic() + _LONGEST_WAIT_S
    told = False
    while time.monotonic() < deadline:
        try:
            claim.parent.mkdir(parents=True, exist_ok=True)
            claim.open("x").close()
        except FileExistsError:
            with contextlib.suppress(FileNotFoundError):
                if time.time() - claim.stat().st_mtime > _CLAIM_AGE_S:
                    claim.unlink()
                    continue
            if not told:
                _say("another process compiles the gazetteer, waiting ...")
                told = True
            time.sleep(_PAUSE_S)
            continue
        except OSError:
            break  # a machine that can't be written: compile in memory
        try:
            if not (told and cached.exists()):
                with _kept_fresh(claim):
                    yield True
                return
        finally:
            claim.unlink(missing_ok=True)
        break
    yield False


@contextlib.contextmanager
def _kept_fresh(claim: Path) -> Iterator[None]:
    done = threading.Event()

    def touch() -> None:
        while not done.wait(_BEAT_S):
            with contextlib.suppress(OSError):
                os.utime(claim)

    thread = threading.Thread(target=touch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _compile(directory: Path, fingerprint: str, cached: Path) -> Gazetteer:
    from gazetteer.compile import compile_curated

    started = time.monotonic()
    _say("compiling the gazetteer, once for these data (some 10 seconds) ...")
    with without_collecting():
        parts = compile_curated(directory, fingerprint)
    try:
        write_atomically(cached, parts)
    except OSError as error:
        _say(f"{cached.parent} can't be written ({error.strerror}): the gazetteer stays in memory")
        gazetteer = Gazetteer(from_bytes(b"".join(parts)))
    else:
        _sweep(cached)
        gazetteer = Gazetteer(open_pack(cached))
    rejected = sum(problem.rejected for problem in gazetteer.problems)
    words = f"gazetteer: {len(gazetteer):,} places in {time.monotonic() - started:.0f} s"
    if rejected:
        which = "" if directory == DATA else f" {directory}"
        words += f"; {rejected:,} curated rows left out, see python -m gazetteer check{which}"
    _say(words, prefix="")
    return gazetteer


@contextlib.contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the garbage collector from counting a million records again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _sweep(cached: Path) -> None:
    """Delete what crashed writers left, and all but the latest gazetteers of other data."""
    now = time.time()
    with contextlib.suppress(OSError):
        for pattern in (".places-*.tmp", "places-*.claim"):
            for leftover in cached.parent.glob(pattern):
                if now - leftover.stat().st_mtime > _LEFTOVER_AGE_S:
                    leftover.unlink()
        others = [file for file in cached.parent.glob("places-*.bin") if file != cached]
        others.sort(key=lambda file: (-file.stat().st_mtime, file.name))
        for file in others[KEPT_VERSIONS:]:
            file.unlink()


def _say(words: str, *, prefix: str = "gazetteer: ") -> None:
    sys.stderr.write(f"{prefix}{words}\n")
