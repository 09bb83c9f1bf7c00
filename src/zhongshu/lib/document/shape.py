"""What a field's type annotation may say besides its type; JSON, its schema and the pages' words are all read from these.

``Annotated[int, Label("层次"), Between(1, 4)]``
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """The word users see, and an explanation for the published schema."""

    word: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """Bounds of a number, both included; no upper one when None."""

    least: float
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """The version of the format that brought this field. At its default it is left out of JSON, so that a document without
    it is written, and its fingerprint is, as before."""

    version: int
