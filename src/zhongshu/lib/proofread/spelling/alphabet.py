"""Characters as small numbers, the same for the models and for the text to be checked."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]

UNKNOWN, EDGE, DIGIT, LETTER = range(4)
"""A character the models never saw, the edge of a line, any figure, any Latin letter."""

RESERVED = 4
BITS = 13
"""An alphabet has fewer than 2 to the power of this many characters."""

_PLANE = 0x10000
_HALF_WIDTH = dict(zip(",;:?!()", "，；：？！（）", strict=True))


class Alphabet:
    """A numbered list of characters; ``characters[0]`` has the number ``RESERVED``."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        self._table = np.zeros(_PLANE, dtype=np.uint16)
        for number, char in enumerate(characters, RESERVED):
            self._table[ord(char)] = number
        for half, full in _HALF_WIDTH.items():
            self._table[ord(half)] = self._table[ord(full)]
        self._spread("0123456789０１２３４５６７８９", DIGIT)
        self._spread("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", LETTER)
        self._table[ord("\n")] = EDGE

    def __len__(self) -> int:
        return RESERVED + len(self.characters)

    def encode(self, text: str) -> Ids:
        """One number a character; what lies outside the basic plane is unknown."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        known = np.where(codes < _PLANE, codes, 0)
        return self._table[known].astype(np.int64)

    def decode(self, ids: Iterable[int]) -> str:
        """The characters of numbers from ``RESERVED`` on; the reserved ones become 〓."""
        return "".join(self.characters[number - RESERVED] if number >= RESERVED else "〓" for number in ids)

    def _spread(self, characters: str, number: int) -> None:
        for char in characters:
            self._table[ord(char)] = number
