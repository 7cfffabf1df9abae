"""Keep a store on disk: Parquet files named by their content, and a manifest that names them."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from geo._version import __version__
from geo.atomic import DISK, Disk, new_file
from geo.errors import StoreError
from geo.store.geoparquet import as_geoparquet
from geo.store.tables import Tables, encode

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows: the last writer wins, whole
    fcntl = None

LAYOUT = 1
"""Version of the layout; a store of another one is not read."""

MANIFEST = "dateline.json"
LOCK = ".dateline-lock"

_ANEW = "remove the folder and ingest again"


def keep(tables: Tables, folder: Path, disk: Disk = DISK) -> None:
    """Write the tables, then put a manifest that names them in the place of the old one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = set(_names(folder).values())
        files = {}
        for name, table in zip(Tables._fields, tables, strict=True):
            data = _serialise(as_geoparquet(table) if name == "events" else table)
            file_name = f"{name}-{hashlib.sha256(data).hexdigest()[:12]}.parquet"
            if not (folder / file_name).exists():
                with new_file(folder / file_name, disk) as writer:
                    writer.write(data)
            files[name] = file_name
        manifest = {"layout": LAYOUT, "version": __version__, "files": files}
        with new_file(folder / MANIFEST, disk) as writer:
            writer.write(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror or error}; check space and rights") from None
    # One older state stays for whoever is just reading it.
    for path in sorted(folder.glob("*-*.parquet")):
        if path.name not in files.values() and path.name not in before:
            with contextlib.suppress(OSError):
                path.unlink()


def load(folder: Path) -> Tables:
    """Read the tables of a store."""
    names = _names(folder)
    if not names:
        raise StoreError(f"{folder}: no store here; make one with python -m geo ingest")
    tables = []
    for name in Tables._fields:
        path = folder / names.get(name, "")
        try:
            table = pq.ParquetFile(io.BytesIO(path.read_bytes())).read()
        except (OSError, pa.ArrowException) as error:
            raise StoreError(f"{path}: damaged ({error.__class__.__name__}); {_ANEW}") from None
        if "geometry" in table.column_names:
            table = table.drop_columns(["geometry"])
        tables.append(encode(table.replace_schema_metadata(None)))
    return Tables(*tables)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a store for writing, so that no two runs add to it at once and one is lost.

    The hold ends with the process, also with one that is killed.
    """
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder} is no folder; name another for the store")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror or error}; check space and rights") from None
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise StoreError(f"{folder}: another run is adding to it; wait until it is done") from None
    finally:
        os.close(descriptor)


def holds_store(folder: Path) -> bool:
    """Whether a folder holds a store."""
    return (folder / MANIFEST).is_file()


def _names(folder: Path) -> dict[str, str]:
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    try:
        manifest = orjson.loads(path.read_bytes())
        layout, files = manifest["layout"], manifest["files"]
        names = {str(name): Path(str(file)).name for name, file in files.items()}
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}: damaged ({error.__class__.__name__}); {_ANEW}") from None
    if layout != LAYOUT:
        raise StoreError(f"{path}: layout {layout}, this version reads {LAYOUT}; {_ANEW}")
    return names


def _serialise(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()
