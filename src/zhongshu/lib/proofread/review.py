"""Findings as Word comments and tracked changes on the paper itself: the original's formatting stays as it is."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from docx import Document as open_docx
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from .engine import Checkable, as_manuscript
from .finding import Finding
from .positions import Positions
from .report import place_name, rule_title

AUTHOR = "中枢校对"
_WHEN = "2000-01-01T00:00:00Z"
"""Word wants a time of change; the engine has no clock, and the same input always gives the same file."""

_NUMBER = re.compile(r"^[（(]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})[.．、）)]\s*")
_TELLING = 5
"""Characters from which on the end of a line tells which paragraph it is."""


def reviewed(document: Checkable, findings: Sequence[Finding], original: bytes | None = None) -> bytes:
    """A DOCX with each finding as a comment and each suggestion as a tracked change.

    ``original`` is the DOCX that ``document`` was read from; without it a plain one is made from the text.
    """
    docx = open_docx(BytesIO(original)) if original else _plain(document)
    found = _placed(docx, document, findings)
    # From the end backwards, so that splitting a run never moves a place still to come.
    for number, item in enumerate(sorted(found, key=lambda item: (item[1], item[2]), reverse=True), 1):
        _mark(docx, *item, number)
    out = BytesIO()
    docx.save(out)
    return out.getvalue()


def _plain(document: Checkable) -> Docx:
    docx = open_docx()
    for passage in as_manuscript(document).passages:
        docx.add_paragraph(passage.text)
    return docx


def _placed(docx: Docx, document: Checkable, findings: Sequence[Finding]) -> list[tuple[Paragraph, int, int, Finding]]:
    """Each finding with the paragraph that holds its line and the span in it; what has no line goes to the first one."""
    paragraphs = list(_paragraphs(docx)) or [docx.add_paragraph("")]
    positions = Positions(as_manuscript(document))
    homes = _homes(document, paragraphs, {positions.position(finding)[0] for finding in findings})
    placed = []
    for finding in findings:
        line, _, text = positions.position(finding)
        paragraph = homes.get(line)
        if paragraph is None or not text:
            placed.append((paragraphs[0], 0, 0, finding))
            continue
        # A number that Word itself writes is part of the line, not of the paragraph's text.
        words, at = _text(paragraph), positions.inside(finding)
        shift = len(words) - len(text) if words in text else words.find(text.strip()) - (len(text) - len(text.lstrip()))
        start = at + shift
        placed.append((paragraph, max(0, start), max(0, start + finding.end - finding.start), finding))
    return placed


def _homes(document: Checkable, paragraphs: Sequence[Paragraph], wanted: set[int]) -> dict[int, Paragraph]:
    """Line number → paragraph, for the lines ``wanted``: both are walked in reading order, so that twins find their own."""
    texts = [_text(paragraph).strip() for paragraph in paragraphs]
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for at, text in enumerate(texts):
        waiting[text].append(at)
    homes: dict[int, Paragraph] = {}
    for number, passage in enumerate(as_manuscript(document).passages, 1):
        line = passage.text.strip()
        # A paragraph whose number Word itself writes holds the line without it.
        own = waiting[line] or waiting[_NUMBER.sub("", line)]
        if own:
            homes[number] = paragraphs[own.popleft()]
        elif line and number in wanted:
            home = next((place for place, text in enumerate(texts) if _holds(text, line)), None)
            if home is not None:
                homes[number] = paragraphs[home]
    return homes


def _holds(text: str, line: str) -> bool:
    """A line may be a part of a paragraph, or a paragraph whose number Word itself writes."""
    return bool(text) and (line in text or (len(text) >= _TELLING and line.endswith(text)))


def _paragraphs(docx: Docx) -> Iterator[Paragraph]:
    for block in docx.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield block


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)


def _mark(docx: Docx, paragraph: Paragraph, start: int, end: int, finding: Finding, number: int) -> None:
    runs = _isolated(paragraph, start, end) or paragraph.runs or [paragraph.add_run("")]
    comment = docx.add_comment(runs, text=_words(finding), author=AUTHOR, initials="校")
    comment._comment_elm.set(qn("w:date"), _WHEN)
    exact = "".join(run.text for run in runs) == finding.text and finding.text
    if finding.suggestion is not None and exact:
        _track(runs, finding.suggestion, number)


def _words(finding: Finding) -> str:
    advice = {None: "", "": "建议删去。"}.get(finding.suggestion, f"建议改为“{finding.suggestion}”。")
    where = "" if finding.text else f"（{place_name(finding.element)}）"
    head = f"{finding.level.label}·{finding.gate.label}　{rule_title(finding)}{where}"
    return f"{head}\n{finding.reason}{advice}\n依据：{finding.basis}"


def _isolated(paragraph: Paragraph, start: int, end: int) -> list[Run]:
    """The runs that hold exactly start…end, split where they hold more."""
    if end <= start:
        return []
    _split(paragraph, start)
    _split(paragraph, end)
    inside, at = [], 0
    for run in paragraph.runs:
        if start <= at and at + len(run.text) <= end and run.text:
            inside.append(run)
        at += len(run.text)
    return inside


def _split(paragraph: Paragraph, offset: int) -> None:
    """Make ``offset`` a border between two runs of the same look."""
    at = 0
    for run in paragraph.runs:
        length = len(run.text)
        if at < offset < at + length:
            rest = deepcopy(run._r)
            run._r.addnext(rest)
            words = run.text
            run.text, Run(rest, paragraph).text = words[: offset - at], words[offset - at :]
            return
        at += length


def _track(runs: Sequence[Run], words: str, number: int) -> None:
    """The runs struck out, and ``words`` in the look of the first of them put in after."""
    deleted = _change("w:del", number * 2)
    runs[0]._r.addprevious(deleted)
    look = runs[0]._r.find(qn("w:rPr"))
    for run in runs:
        for text in run._r.findall(qn("w:t")):
            text.tag = qn("w:delText")
            text.set(qn("xml:space"), "preserve")
        deleted.append(run._r)
    if words:
        inserted = _change("w:ins", number * 2 + 1)
        added = OxmlElement("w:r")
        if look is not None:
            added.append(deepcopy(look))
        text = OxmlElement("w:t")
        text.text = words
        text.set(qn("xml:space"), "preserve")
        added.append(text)
        inserted.append(added)
        deleted.addnext(inserted)


def _change(tag: str, number: int) -> Any:
    change = OxmlElement(tag)
    change.set(qn("w:id"), str(100_000 + number))
    change.set(qn("w:author"), AUTHOR)
    change.set(qn("w:date"), _WHEN)
    return change
