"""A code with the Chinese word that users see."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A stored value with its Chinese label: ``NAME = ("value", "标签")``."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
