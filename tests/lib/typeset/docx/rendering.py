"""The sample papers as DOCX in LibreOffice's rendering, made once for all tests; and lines of text with their places."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from tests.lib.typeset.conformance import seals_of
from tests.lib.typeset.office import NAMES, converted
from tests.lib.typeset.papers import SAMPLES
from zhongshu.lib.document import Document
from zhongshu.lib.typeset import to_docx

PT = 25.4 / 72
FOLDER = Path(__file__).parent / "papers"
PAPERS = {path.stem: Document.from_json(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
"""Fifteen papers of one to twelve pages, of every format, with tables and annexes."""
SEALED = {"annexes": 1, "order": 1, "joint": 3}
"""Seals that the measured samples are also made with."""
Line = tuple[str, float, float, float]
"""Text, baseline, left and right origin in mm from the paper's top left."""


@cache
def rendered() -> dict[str, bytes]:
    """PDF of every paper: ``paper:NAME``, and of the measured samples: ``NAME:SEALS``."""
    papers = {f"paper-{name}": to_docx(paper, names=NAMES) for name, paper in PAPERS.items()}
    samples = {f"{name}-0": to_docx(paper, names=NAMES) for name, paper in SAMPLES.items()}
    sealed = {
        f"{name}-{count}": to_docx(SAMPLES[name], names=NAMES, seals=seals_of(name, count))
        for name, count in SEALED.items()
    }
    return converted(papers | samples | sealed)


def set_by_office(name: str, sealed: int) -> bytes:
    """What the conformance list measures: a sample's DOCX as LibreOffice prints it."""
    return rendered()[f"{name}-{sealed}"]


def lines(pdf: bytes) -> list[list[Line]]:
    """Page by page the lines of text from the top."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [_lines(page) for page in document]
    finally:
        document.close()


def _lines(page: pdfium.PdfPage) -> list[Line]:
    text, height = page.get_textpage(), page.get_size()[1]
    letters = []
    for index in range(text.count_chars()):
        character = chr(pdfium_c.FPDFText_GetUnicode(text, index))
        x, y = pdfium_c.c_double(), pdfium_c.c_double()
        pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
        if not character.isspace() and character not in "\u00ad\x02":
            letters.append(((height - y.value) * PT, x.value * PT, character))
    rows: list[list[tuple[float, float, str]]] = []
    for letter in sorted(letters):
        if rows and letter[0] - rows[-1][0][0] < 1.5:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    found = []
    for row in rows:
        ordered = sorted(row, key=lambda letter: letter[1])
        text_of = "".join(letter[2] for letter in ordered)
        found.append((text_of, row[0][0], ordered[0][1], ordered[-1][1]))
    return found


def dump() -> None:
    """Print where the two differ, line by line."""
    from zhongshu.lib.typeset import to_pdf

    for name, paper in PAPERS.items():
        theirs, ours = lines(rendered()[f"paper-{name}"]), lines(to_pdf(paper).pdf)
        print(json.dumps([name, len(ours), len(theirs)]))
        for number, (a, b) in enumerate(zip(ours, theirs, strict=False), 1):
            for one, two in zip(a, b, strict=False):
                if one[0] != two[0]:
                    print(number, one, two)


if __name__ == "__main__":
    dump()
