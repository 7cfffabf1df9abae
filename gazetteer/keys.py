"""Compile look-up tables: folded names and ids to rows, by open addressing over their CRC-32."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from gazetteer.columns import UNLISTED, Columns
from gazetteer.names import article_spellings, fold

IS_PREFIX = 1
"""Flag of a key: a longer key begins with these words."""

Array = npt.NDArray[np.generic]


def slots_of(checksums: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Return the hash table of keys by their CRC-32: index plus one, 0 where it is empty.

    It is at most half full; where a slot is taken, the next one is tried.
    """
    size = 1 << max(4, (2 * len(checksums)).bit_length())
    slots = np.zeros(size, dtype=np.uint32)
    position = checksums & np.uint32(size - 1)
    pending = np.arange(len(checksums), dtype=np.uint32)
    while pending.size:
        wanted = position[pending]
        is_free = slots[wanted] == 0
        takers = pending[is_free]
        _, first = np.unique(wanted[is_free], return_index=True)
        slots[position[takers[first]]] = takers[first] + 1
        pending = pending[slots[wanted] != pending + 1]
        position[pending] = (position[pending] + 1) & np.uint32(size - 1)
    return slots


def text_table(prefix: str, texts: Iterable[str]) -> dict[str, Array]:
    """Return the arrays of a table of distinct texts."""
    blob = bytearray()
    ends, checksums = array("I", [0]), array("I")
    for text in texts:
        key = text.encode("utf-8", "surrogatepass")
        blob += key
        ends.append(len(blob))
        checksums.append(zlib.crc32(key))
    return {
        f"{prefix}_blob": np.frombuffer(blob, dtype=np.uint8),
        f"{prefix}_ends": np.frombuffer(ends, dtype=np.uint32),
        f"{prefix}_slots": slots_of(np.frombuffer(checksums, dtype=np.uint32)),
    }


def key_arrays(
    columns: Columns,
    *,
    uses_article: Sequence[bool],
    phrases: Iterable[str] = (),
) -> dict[str, Array]:
    """Return the arrays that lead from a folded name to rows.

    Parameters
    ----------
    uses_article
        By index of country: whether names there may hold the Arabic article.
    phrases
        Folded names besides those of places, so that ``is_prefix`` knows how they begin.
    """
    key_of: dict[str, int] = {}
    keys, rows, kinds = array("I"), array("i"), array("B")
    for index, row in enumerate(columns.name_rows):
        name, kind = columns.name_at(index), columns.name_kinds[index]
        if kind == UNLISTED:
            continue
        folded = fold(name)
        spellings: tuple[str, ...] = (folded,) if folded else ()
        if uses_article[columns.countries[row]] and len(name) > 4:
            spellings += article_spellings(name)
        for spelling in dict.fromkeys(spellings):
            keys.append(key_of.setdefault(spelling, len(key_of)))
            rows.append(row)
            kinds.append(kind)
    flags = _add_prefixes(key_of, phrases)
    count = len(key_of)
    tables = text_table("key", key_of)
    del key_of  # the largest thing in memory, before sorting needs as much
    key_array, row_array, kind_array = _sorted_postings(columns, keys, rows, kinds)
    counts = np.bincount(key_array, minlength=count)
    return {
        **tables,
        "key_flags": np.frombuffer(flags, dtype=np.uint8),
        "key_rows_start": np.concatenate(([0], np.cumsum(counts))).astype(np.uint32),
        "key_rows": row_array,
        "key_kinds": kind_array,
    }


def _sorted_postings(
    columns: Columns, keys: array[int], rows: array[int], kinds: array[int]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """Order what a name means: by kind of name, then the most populous first, then by row."""
    key_array = np.array(keys, dtype=np.uint32)
    row_array = np.array(rows, dtype=np.int32)
    kind_array = np.array(kinds, dtype=np.uint8)
    # One place has a spelling once, with the best kind.
    order = np.lexsort((kind_array, row_array, key_array))
    key_array, row_array, kind_array = key_array[order], row_array[order], kind_array[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = (key_array[1:] != key_array[:-1]) | (row_array[1:] != row_array[:-1])
    key_array, row_array, kind_array = (
        key_array[is_first],
        row_array[is_first],
        kind_array[is_first],
    )
    population = np.array(columns.population, dtype=np.int64)[row_array]
    order = np.lexsort((row_array, -population, kind_array, key_array))
    return key_array[order], row_array[order], kind_array[order]


def _add_prefixes(key_of: dict[str, int], phrases: Iterable[str]) -> bytearray:
    """Add the beginnings of all keys and phrases as keys, and return every key's flags."""
    flags = bytearray(len(key_of))
    for key in [*key_of, *phrases]:
        end = key.find(" ")
        while end != -1:
            index = key_of.setdefault(key[:end], len(key_of))
            if index == len(flags):
                flags.append(0)
            flags[index] = IS_PREFIX
            end = key.find(" ", end + 1)
    return flags
