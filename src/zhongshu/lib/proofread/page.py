"""The page of a word-processor file, as far as the file says."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from zipfile import BadZipFile

from docx import Document as open_docx
from docx.document import Document as Docx
from docx.oxml.ns import qn

from .manuscript import Page

_LONG = 20
"""Characters from which on a paragraph is one of the body."""


def page_of(content: bytes) -> Page | None:
    """Paper, margins, font of the body and page numbers of a DOCX; None where the file does not say."""
    try:
        docx = open_docx(BytesIO(content))
    except (BadZipFile, KeyError, ValueError):
        return None
    section = docx.sections[0]
    width, height, top = section.page_width, section.page_height, section.top_margin
    left, right, bottom = section.left_margin, section.right_margin, section.bottom_margin
    if not (width and height and top and left and right and bottom):
        return None
    edges = [round(length.mm, 1) for length in (width, height, top, left, right, bottom)]
    font, size = _look(docx)
    return Page(edges[0], edges[1], edges[2], edges[3], edges[4], edges[5], font, size, _numbered(docx))


def _look(docx: Docx) -> tuple[str, float]:
    """The Chinese font and the size most characters of the body are set in; "" and 0 where the styles decide."""
    fonts: Counter[str] = Counter()
    sizes: Counter[float] = Counter()
    for paragraph in docx.paragraphs:
        if len(paragraph.text) < _LONG:
            continue
        for run in paragraph.runs:
            properties = run._r.rPr
            faces = properties.rFonts if properties is not None else None
            name = faces.get(qn("w:eastAsia")) if faces is not None else None
            fonts[name or ""] += len(run.text)
            sizes[run.font.size.pt if run.font.size else 0] += len(run.text)
    return (fonts.most_common(1) or [("", 0)])[0][0], (sizes.most_common(1) or [(0, 0)])[0][0]


def _numbered(docx: Docx) -> bool:
    """Whether a footer holds a page number."""
    footers = [
        footer
        for section in docx.sections
        for footer in (section.footer, section.even_page_footer, section.first_page_footer)
    ]
    return any("PAGE" in footer._element.xml for footer in footers)
