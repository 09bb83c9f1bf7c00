"""The document library: what an official document is, which kinds there are, and which rules it must keep.

Pure: values in, values out; no Django, no clock, no network. Everyday names are gathered here.
"""

from .breach import Breach
from .comparison import compare, is_substantive
from .model import (
    CURRENT_EDITION,
    Align,
    Annex,
    Block,
    Column,
    Direction,
    Document,
    Heading,
    Kept,
    Layout,
    Mark,
    Merge,
    PageBreak,
    Paragraph,
    SecrecyLevel,
    SignatureBlock,
    Style,
    Table,
    Urgency,
)
from .number import DocumentNumber
from .text import body_from_text, body_to_text, keep_form, to_text, whole_text

__all__ = [
    "CURRENT_EDITION",
    "Align",
    "Annex",
    "Block",
    "Breach",
    "Column",
    "Direction",
    "Document",
    "DocumentNumber",
    "Heading",
    "Kept",
    "Layout",
    "Mark",
    "Merge",
    "PageBreak",
    "Paragraph",
    "SecrecyLevel",
    "SignatureBlock",
    "Style",
    "Table",
    "Urgency",
    "body_from_text",
    "body_to_text",
    "compare",
    "is_substantive",
    "keep_form",
    "to_text",
    "whole_text",
]
