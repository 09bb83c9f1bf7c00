"""The compiled kernel, where the package was built with a compiler at hand; None elsewhere and numpy does the same."""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

VERSION = 1
LIBRARY = Path(__file__).with_name("kernel.so")
Numbers = npt.NDArray[np.int64]


class _Table(ctypes.Structure):
    _fields_ = (
        ("marks", ctypes.c_void_p),
        ("logp", ctypes.c_void_p),
        ("backoff", ctypes.c_void_p),
        ("size", ctypes.c_int64),
    )


class Kernel:
    """Callers of kernel.c; arrays must be whole (contiguous) and of the widths named there."""

    def __init__(self, path: Path) -> None:
        self._library = ctypes.CDLL(str(path))
        if self._library.kernel_version() != VERSION:
            raise OSError(f"{path.name} is of another version")

    def find(self, marks: npt.NDArray[np.uint16], size: int, hashes: npt.NDArray[np.uint64]) -> Numbers:
        places = np.empty(len(hashes), dtype=np.int64)
        hashes = np.ascontiguousarray(hashes)
        self._library.find_all(_at(marks), _whole(size), _at(hashes), _whole(len(hashes)), _at(places))
        return places

    def profile(
        self, single: tuple[Numbers, Numbers], tables: ctypes.Array[_Table], rows: Numbers
    ) -> tuple[Numbers, Numbers]:
        rows = np.ascontiguousarray(rows)
        scores, orders = np.empty_like(rows), np.empty_like(rows)
        height, width = (_whole(size) for size in rows.shape)
        self._library.profile(
            _at(single[0]), _at(single[1]), tables, _at(rows), height, width, _at(scores), _at(orders)
        )
        return scores, orders

    def grow(
        self,
        roots: Numbers,
        feature: Numbers,
        threshold: npt.NDArray[np.float64],
        left: Numbers,
        value: Numbers,
        features: npt.NDArray[np.float64],
    ) -> Numbers:
        features = np.ascontiguousarray(features, dtype=np.float64)
        sums = np.empty(len(features), dtype=np.int64)
        nodes = (_at(array) for array in (feature, threshold, left, value))
        rows, columns = (_whole(size) for size in features.shape)
        self._library.grow(_at(roots), _whole(len(roots)), *nodes, _at(features), rows, columns, _at(sums))
        return sums


def tables(parts: list[tuple[npt.NDArray[np.uint16], tuple[npt.NDArray[np.uint8], ...], int]]) -> ctypes.Array[_Table]:
    """Marks, values and size of each table as the kernel reads them; the arrays must outlive the answer."""
    return (_Table * len(parts))(
        *(
            _Table(marks.ctypes.data, values[0].ctypes.data, values[1].ctypes.data if len(values) > 1 else None, size)
            for marks, values, size in parts
        )
    )


@cache
def kernel(path: Path = LIBRARY) -> Kernel | None:
    """None where there is no library that can be loaded here."""
    try:
        return Kernel(path)
    except (OSError, AttributeError):
        return None


def _at(array: npt.NDArray[np.generic]) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)


def _whole(number: int) -> ctypes.c_int64:
    return ctypes.c_int64(number)
