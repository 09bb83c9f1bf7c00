"""The body as plain text, one paragraph a line, and back again without loss.

Headings are recognised by their numbers 一、（一）1.（1）(GB/T 9704-2012 §7.3.3). A numbered line that ends a sentence
is a paragraph: its first sentence is a run-in heading (:func:`run_in`), which is a matter of fonts, not of structure.
A table is written as lines ``| cell | cell |``, a page break as 【分页】, a kept piece as 【图片：its words】. What plain text
cannot say (marks, merged cells, a picture's bytes) is given back by :func:`keep_form` to what did not change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .model import Annex, Block, Document, Heading, Kept, PageBreak, Paragraph, Table

HEADING_LENGTH = 60
"""A longer numbered line is a paragraph even when it lacks its full stop."""
PAGE_BREAK = "【分页】"

_CHINESE = "一二三四五六七八九十百零〇"
_LABELS = (
    (1, re.compile(rf"[{_CHINESE}]{{1,5}}、")),
    (2, re.compile(rf"[（(][{_CHINESE}]{{1,5}}[）)]")),
    (3, re.compile(r"\d{1,3}[.．](?!\d)")),
    (4, re.compile(r"[（(]\d{1,3}[）)]")),
)
_SENTENCE_END = re.compile(r"[。！？!?；;：:，,、…]$|[。！？!?；;](?!$)")
_RUN_IN_END = re.compile(r"[。！？：]")


def level_of(line: str) -> int:
    """The level 1–4 that the number at the line's beginning stands for; 0 where there is none."""
    return next((level for level, pattern in _LABELS if pattern.match(line)), 0)


def label_of(line: str) -> str:
    """The number at the line's beginning, e.g. "（一）"; empty where there is none."""
    matches = (pattern.match(line) for _, pattern in _LABELS)
    return next((match.group() for match in matches if match), "")


def run_in(text: str) -> int:
    """Length of the run-in heading of a numbered paragraph (its first sentence); 0 when it has none."""
    if level_of(text) not in (1, 2):
        return 0
    end = _RUN_IN_END.search(text)
    return end.end() if end and end.end() <= HEADING_LENGTH and end.end() < len(text) else 0


def tidy(text: str) -> str:
    """The text with what carries no meaning taken away: indents, trailing blanks, empty lines, foreign line ends."""
    return "\n".join(stripped for line in text.splitlines() if (stripped := line.strip()))


def body_from_text(text: str) -> tuple[Block, ...]:
    """Blocks of a plain text. ``body_to_text(body_from_text(t)) == tidy(t)`` for every t."""
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for line in tidy(text).split("\n"):
        cells = _cells(line)
        if cells and (not rows or len(rows[0]) == len(cells)):
            rows.append(cells)
            continue
        if rows:
            blocks.append(Table(tuple(rows)))
            rows = []
        if cells:
            rows.append(cells)
        elif line:
            blocks.append(_line_block(line))
    if rows:
        blocks.append(Table(tuple(rows)))
    return tuple(blocks)


def body_to_text(blocks: tuple[Block, ...]) -> str:
    """The editor's text of some blocks, one paragraph or table row a line."""
    return "\n".join(_line(block) for block in blocks)


def keep_form(blocks: Sequence[Block], known: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, each with the form of the known block of the same words: what passed through an editor of plain text
    keeps its marks, merged cells and pictures where its words were left alone."""
    held: dict[str, list[Block]] = {}
    for block in known:
        held.setdefault(_line(block), []).append(block)
    found = (held.get(_line(block)) for block in blocks)
    return tuple(same.pop(0) if same else block for block, same in zip(blocks, found, strict=True))


def to_text(document: Document | tuple[Block, ...]) -> str:
    """The editor's text of a document's body (or of blocks); the inverse of :func:`body_from_text`."""
    return body_to_text(document.body if isinstance(document, Document) else document)


def whole_text(document: Document) -> str:
    """Every word a reader of the printed paper reads, in reading order: for search, counting and proofreading."""
    parts = [
        *document.issuer_marks,
        str(document.number or ""),
        *document.signatories,
        document.plain_title,
        document.subtitle,
        document.title_note,
        document.byline,
        "，".join(document.addressees),
        body_to_text(document.body),
        *(annex.name for annex in document.annexes),
        *(block.organ for block in document.signature_blocks),
        document.remark,
        *(annex_text(annex) for annex in document.annexes),
        "，".join(document.copy_to),
        document.printing_organ,
    ]
    return "\n".join(part for part in parts if part)


def annex_text(annex: Annex) -> str:
    """An annex with its title as first line."""
    return "\n".join(part for part in (annex.shown_title, annex.subtitle, body_to_text(annex.blocks)) if part)


def _line_block(line: str) -> Block:
    if line == PAGE_BREAK:
        return PageBreak()
    level = level_of(line)
    if level and len(line) <= HEADING_LENGTH and not _SENTENCE_END.search(line):
        return Heading(level, line)
    return Paragraph(line)


def _line(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join(_row(row) for row in block.rows)
    if isinstance(block, PageBreak):
        return PAGE_BREAK
    if isinstance(block, Kept):
        words = " ".join(block.text.split())
        return f"【{block.what}：{words}】" if words else f"【{block.what}】"
    return " ".join(block.text.split("\n"))


def _row(cells: tuple[str, ...]) -> str:
    escaped = (cell.strip().replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n") for cell in cells)
    return "| " + " | ".join(escaped) + " |"


def _cells(line: str) -> tuple[str, ...]:
    """Cells of a table line; () for any line that would not be written back exactly as it is."""
    if len(line) < 3 or not (line.startswith("| ") and line.endswith(" |")):
        return ()
    parts = re.split(r"(?<!\\)((?:\\\\)*)\|", line[1:-1])
    cells = ["".join(parts[index : index + 2]) for index in range(0, len(parts), 2)]
    unescaped = tuple(_unescape(cell).strip() for cell in cells)
    return unescaped if _row(unescaped) == line else ()


def _unescape(cell: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], cell)
