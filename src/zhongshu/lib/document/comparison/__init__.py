"""Comparing two versions of a document: what changed, element by element and word by word, and whether it matters."""

from .diff import Change, ElementDiff, RowDiff
from .edits import Span, is_editorial, opcodes, spans
from .elements import compare, is_substantive
from .revisions import clean_docx, revision_docx

__all__ = [
    "Change",
    "ElementDiff",
    "RowDiff",
    "Span",
    "clean_docx",
    "compare",
    "is_editorial",
    "is_substantive",
    "opcodes",
    "revision_docx",
    "spans",
]
