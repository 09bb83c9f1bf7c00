"""Typesetting a paper."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import count, islice
from pathlib import Path
from random import Random
from time import perf_counter, process_time

import typst

from tools.bench import neighbours
from tools.bench.county import SEED, body
from tools.bench.figures import Figure, repeated, spread
from zhongshu.lib.document import Document, DocumentNumber, body_from_text, body_to_text
from zhongshu.lib.document.kinds import new_document
from zhongshu.lib.typeset import FontSet, to_pages, to_pdf, to_svg
from zhongshu.lib.typeset.fonts import open_fonts

TITLE = "Typesetting"
HOW = (
    "Notices of three pages, no two alike, to PDF/A and to page images in a process that has set a paper before; beside "
    "it the Typst compiler alone, setting the same characters by the smallest template, and the same papers by other means: "
    "LibreOffice, and two packages that write DOCX, in an environment of their own. Processor time is that of this process "
    "and shows what a machine busy with other work hides."
)
BARE = '#set page(paper: "a4")\n#set text(lang: "zh", size: 16pt, font: sys.inputs.font)\n#sys.inputs.data'


def measure() -> list[Figure]:
    """Milliseconds, and by how much ours is more than Typst alone."""
    papers = _papers()
    pages = to_pdf(next(papers)).pages
    figures = spread(f"PDF/A of {pages} pages", repeated(40, lambda: to_pdf(next(papers))), target=40)
    alone = spread("Typst alone, the same characters", repeated(40, _bare(papers)))
    return [
        *figures,
        *_processor(f"PDF/A of {pages} pages, processor time", papers),
        *alone,
        Figure("ours : Typst alone", figures[0].value / alone[0].value, "×"),
        *spread("page images at 96 ppi", repeated(15, lambda: to_pages(next(papers), ppi=96))),
        *spread("pages as SVG", repeated(15, lambda: to_svg(next(papers)))),
        *_compilation(),
        *neighbours.measure(list(islice(papers, 12))),
    ]


def _processor(what: str, papers: Iterator[Document]) -> list[Figure]:
    times = []
    for _ in range(40):
        begun = process_time()
        to_pdf(next(papers))
        times.append((process_time() - begun) * 1000)
    return spread(what, times)


def _compilation() -> list[Figure]:
    """A compilation of about 200 pages, each time with other words."""
    random = Random(SEED)
    draft = new_document("notice", organ="明川县人民政府办公室", subject="印发制度汇编")
    figures: list[tuple[float, float, int]] = []
    for _ in range(3):
        document = replace(draft, body=body_from_text(body(random, 105_000)), document_date=date(2026, 11, 20))
        begun, spent = perf_counter(), process_time()
        pages = to_pdf(document).pages
        figures.append(((perf_counter() - begun) * 1000, (process_time() - spent) * 1000, pages))
    wall, spent, pages = sorted(figures)[1]
    return [
        Figure(f"compilation of {pages} pages, PDF/A, p50 of 3", wall, target=1000),
        Figure("the same, processor time", spent),
    ]


def _papers() -> Iterator[Document]:
    """Notices of three pages, each with its own number and words: Typst remembers what it has set before."""
    random = Random(SEED)
    draft = new_document("notice", organ="明川县人民政府办公室", subject="做好冬春农田水利建设工作")
    for serial in count(1):
        number = DocumentNumber("明政办发", 2026, serial)
        blocks = body_from_text(body(random, 1_150))
        yield replace(draft, body=blocks, number=number, document_date=date(2026, 11, 20))


def _bare(papers: Iterator[Document]) -> Callable[[], object]:
    book = open_fonts(FontSet())
    template = Path(os.environ["ZHONGSHU_HOME"], "bare.typ")
    template.write_text(BARE, "utf-8")
    compiler = typst.Compiler(template, font_paths=book.handle)
    font = book.families["fangsong"][0]
    texts = (body_to_text(paper.body) for paper in papers)
    return lambda: compiler.compile(sys_inputs={"data": next(texts), "font": font}, format="pdf", pdf_standards="a-2b")
