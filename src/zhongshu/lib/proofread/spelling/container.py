"""The file of a model: a JSON head, then named arrays; what is stored as it is stays mapped."""

from __future__ import annotations

import json
import lzma
import mmap
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

MAGIC = b"ZSPELL2\n"
ALIGNMENT = 64
PLAIN, PACKED, PRESSED = 0, 1, 2
"""How an array is stored: as it is, by zlib, or by LZMA, which is smaller and slower to read."""
_LZMA = [{"id": lzma.FILTER_LZMA2, "preset": 6 | lzma.PRESET_EXTREME}]
Array = npt.NDArray[Any]


class ModelError(ValueError):
    """A file that is no model of this version; the message says why."""


class Container:
    """Named arrays and a head of plain values (origin, licence, parameters). What is compressed is read when it is asked for."""

    def __init__(self, head: Mapping[str, Any], arrays: Mapping[str, Callable[[], Array]]) -> None:
        self.head = head
        self._arrays = dict(arrays)

    def __getitem__(self, name: str) -> Array:
        """KeyError when the file has no such array, ModelError when it is damaged there."""
        read_it = self._arrays[name]
        try:
            return read_it()
        except (ValueError, zlib.error, lzma.LZMAError) as error:
            raise ModelError(f"{name} is damaged: {error}") from error

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._arrays)

    def __contains__(self, name: str) -> bool:
        return name in self._arrays


def read(path: Path) -> Container:
    """Map the file; OSError when it is not there, ModelError when it is cut short or of another kind."""
    with path.open("rb") as file:
        try:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise ModelError(f"{path.name} is empty") from error
    try:
        return _parse(data)
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path.name} is no model: {error}") from error


def _parse(data: mmap.mmap) -> Container:
    if data[: len(MAGIC)] != MAGIC:
        raise ModelError("it does not begin as one")
    size = int.from_bytes(data[len(MAGIC) : len(MAGIC) + 8], "little")
    start = len(MAGIC) + 8
    head = json.loads(data[start : start + size])
    base = _aligned(start + size)
    view = memoryview(data)
    arrays = {}
    for name, (kind, shape, offset, length, packed) in head.pop("arrays").items():
        part = view[base + offset : base + offset + length]
        if len(part) < length:
            raise ModelError(f"it ends within {name}")
        arrays[name] = partial(_array, part, np.dtype(kind), tuple(shape), packed)
    return Container(head, arrays)


def _array(part: memoryview, kind: np.dtype[Any], shape: tuple[int, ...], how: int) -> Array:
    return np.frombuffer(_unpacked(part, how), dtype=kind).reshape(shape)


def _unpacked(part: memoryview, how: int) -> memoryview | bytes:
    if how == PRESSED:
        return lzma.decompress(part, format=lzma.FORMAT_RAW, filters=_LZMA)
    return zlib.decompress(part) if how == PACKED else part


def _packed(raw: bytes, how: int) -> bytes:
    if how == PRESSED:
        return lzma.compress(raw, format=lzma.FORMAT_RAW, filters=_LZMA)
    return zlib.compress(raw, 9) if how == PACKED else raw


def to_bytes(
    head: Mapping[str, Any], arrays: Mapping[str, Array], packed: Mapping[str, int] = MappingProxyType({})
) -> bytes:
    """The content of a file; ``packed`` tells how arrays are stored that are not as they are."""
    index, parts, offset = {}, [], 0
    for name, array in arrays.items():
        raw = np.ascontiguousarray(array).tobytes()
        how = packed.get(name, PLAIN)
        part = _packed(raw, how)
        index[name] = (array.dtype.str, array.shape, offset, len(part), how)
        padding = _aligned(len(part)) - len(part)
        parts.append(part + b"\0" * padding)
        offset += len(part) + padding
    text = json.dumps({**head, "arrays": index}, ensure_ascii=False).encode()
    start = len(MAGIC) + 8 + len(text)
    return b"".join([MAGIC, len(text).to_bytes(8, "little"), text, b"\0" * (_aligned(start) - start), *parts])


def _aligned(size: int) -> int:
    return (size + ALIGNMENT - 1) // ALIGNMENT * ALIGNMENT
