"""Papers as files for others: DOCX to go on writing, OFD to keep."""

import io
from collections.abc import Callable, Iterator

import docx as python_docx
from tests.lib.typeset.office import NAMES, converted, soffice

from tools.bench.figures import Figure, repeated, spread
from tools.bench.typesetting import _papers as papers
from zhongshu.lib.document import Document
from zhongshu.lib.typeset import to_docx, to_ofd, to_pdf
from zhongshu.lib.typeset.ofd import ofd_of

TITLE = "DOCX and OFD"
HOW = (
    "The notices of three pages of the chapter before, no two alike, in a process that has written one before; beside them "
    "python-docx alone, writing the same paragraphs into its own template, and LibreOffice, started once for one file."
)


def measure() -> list[Figure]:
    """Milliseconds; a DOCX includes laying the paper out to know its pages, an OFD making the PDF it is drawn from."""
    supply = papers()
    to_docx(next(supply))
    to_ofd(next(supply))
    figures = [
        *spread("DOCX", repeated(40, lambda: to_docx(next(supply))), target=80),
        *spread("python-docx alone, the same paragraphs", repeated(20, _bare(supply))),
        *spread("OFD", repeated(20, lambda: to_ofd(next(supply))), target=500),
        *spread("OFD of a PDF that is there", repeated(20, _drawn(supply))),
    ]
    if soffice():
        figures += spread("LibreOffice: that DOCX to PDF", repeated(5, _office(supply)))
    return figures


def _bare(supply: Iterator[Document]) -> Callable[[], object]:
    def write() -> bytes:
        document, out = python_docx.Document(), io.BytesIO()
        paper = next(supply)
        for text in (paper.title, *(block.text for block in paper.body)):
            document.add_paragraph(text)
        document.save(out)
        return out.getvalue()

    return write


def _drawn(supply: Iterator[Document]) -> Callable[[], object]:
    made = [to_pdf(next(supply)).pdf for _ in range(20)]
    return lambda: ofd_of(made.pop() if len(made) > 1 else made[0])


def _office(supply: Iterator[Document]) -> Callable[[], object]:
    return lambda: converted({"paper": to_docx(next(supply), names=NAMES)})
