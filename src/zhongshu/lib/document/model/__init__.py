"""The element model: words (``vocabulary``), what a body is made of (``blocks``), the document itself (``document``)."""

from .blocks import KEPT_BYTES_LIMIT, Block, Column, Heading, Kept, Mark, Merge, PageBreak, Paragraph, Table, text_of
from .document import BLOCK_TEXT_LIMIT, CURRENT_EDITION, FORMAT_VERSION, Annex, Document, SignatureBlock
from .vocabulary import Align, Direction, Layout, SecrecyLevel, Style, Urgency

__all__ = [
    "BLOCK_TEXT_LIMIT",
    "CURRENT_EDITION",
    "FORMAT_VERSION",
    "KEPT_BYTES_LIMIT",
    "Align",
    "Annex",
    "Block",
    "Column",
    "Direction",
    "Document",
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
    "text_of",
]
