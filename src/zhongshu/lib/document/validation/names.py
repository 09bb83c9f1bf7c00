"""The words users see for elements."""

from __future__ import annotations

from .. import codec
from ..model import Document

ELEMENT_NAMES = {element.name: element.label.word for element in codec.elements(Document)}
"""Element path → the word users see."""
