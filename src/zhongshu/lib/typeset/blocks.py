"""Body blocks as layouts are told them: each run of text with its font role, tables cell by cell, pictures as bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from zhongshu.lib.document.model import Align, Block, Column, Heading, Kept, PageBreak, Paragraph, Style, Table
from zhongshu.lib.document.text import run_in

from .titles import width

BODY_FACE = "fangsong"
LEVEL_FACES = {1: "hei", 2: "kai", 3: BODY_FACE, 4: BODY_FACE}
LEFT_FROM = 12
"""A column whose longest cell is that many characters long stands left, others centred."""
_CHAPTER = re.compile(r"第[一二三四五六七八九十百零〇]{1,5}[编章节](?:\s|　|$)")


def elements(blocks: Sequence[Block], *, across: bool = False) -> list[dict[str, Any]]:
    """All blocks; what stands centred or at the right just before a table (its caption and unit) stays with it, and goes
    across with a table that does, unless the whole sheet is ``across`` already."""
    result: list[dict[str, Any]] = []
    for block in blocks:
        item = element(block)
        if item["type"] == "table":
            above = _caption(result)
            if item["landscape"] and not across:
                item = {"type": "across", "items": [*above, item]}
            else:
                result += above
        result.append(item)
    return result


def _caption(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Takes a table's caption and unit off the end of what came before it."""
    start = len(items)
    while start and items[start - 1]["type"] == "aligned" and len(items) - start < 2:
        start -= 1
    above = [item | {"sticky": True} for item in items[start:]]
    del items[start:]
    return above


def element(block: Block) -> dict[str, Any]:
    """A body block with the font role of each run of its text."""
    if isinstance(block, Table):
        return table(block)
    if isinstance(block, PageBreak):
        return {"type": "page_break"}
    if isinstance(block, Kept):
        return kept(block)
    text = one_line(block.text)
    if isinstance(block, Heading):
        return {"type": "heading", "runs": [[LEVEL_FACES[block.level], text]]}
    if not block.marks and not block.align and len(text) < 40 and _CHAPTER.match(text):
        return {"type": "aligned", "align": "center", "sticky": True, "runs": [["hei", text]]}
    kind = {"type": "aligned", "align": block.align.value, "sticky": False} if block.align else {"type": "paragraph"}
    return kind | {"runs": runs(block, text)}


def runs(block: Paragraph, text: str) -> list[list[str]]:
    """Stretches of a paragraph as [role, words] or, emboldened, [role, words, "bold"]."""
    end = 0 if block.align else run_in(text)
    lead = "hei" if "、" in text[:6] and text[:1] not in ("（", "(") else "kai"
    looks: list[tuple[str, ...]] = [(lead if place < end else BODY_FACE,) for place in range(len(text))]
    for mark in block.marks:
        style = (BODY_FACE, "bold") if mark.style is Style.BOLD else (mark.style.value,)
        looks[mark.start : mark.end] = [style] * (min(mark.end, len(text)) - mark.start)
    result: list[list[str]] = []
    for look, places in groupby(range(len(text)), key=lambda place: looks[place]):
        result.append([look[0], "".join(text[place] for place in places), *look[1:]])
    return result or [[BODY_FACE, ""]]


def one_line(text: str) -> str:
    """A block's text on one line; places of characters do not move."""
    return re.sub(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", " ", text)


def table(block: Table) -> dict[str, Any]:
    """Cells from left to right and top to bottom, those that a merge covers left out."""
    covered: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for merge in block.merges:
        covered |= Table.merged(merge) - {(merge.row, merge.column)}
        spans[merge.row, merge.column] = (merge.down, merge.across)
    cells: list[dict[str, Any]] = [
        {"text": text, "down": spans.get((y, x), (1, 1))[0], "across": spans.get((y, x), (1, 1))[1], "row": y}
        for y, row in enumerate(block.rows)
        for x, text in enumerate(row)
        if (y, x) not in covered
    ]
    return {
        "type": "table",
        "head": [cell for cell in cells if cell["row"] < block.head_rows],
        "cells": [cell for cell in cells if cell["row"] >= block.head_rows],
        "widths": column_shares(block),
        "aligns": column_aligns(block),
        "landscape": block.landscape,
    }


def column_shares(block: Table) -> list[float]:
    """Relative widths of the columns: those the table asks for, else by their longest cells, kept within 1 : 6."""
    wanted = [column.width for column in block.columns]
    if wanted and all(wanted):
        return wanted
    found = [min(max(item + 1.5, 3.0), 18.0) for item in _longest(block)]
    return [ask or own for ask, own in zip(wanted or [0] * len(found), found, strict=True)]


def column_aligns(block: Table) -> list[str]:
    """Where each column's cells stand: as asked, else left where they are long and in the middle where short."""
    columns = block.columns or (Column(),) * len(block.rows[0])
    return [
        column.align.value or (Align.LEFT.value if longest > LEFT_FROM else Align.CENTER.value)
        for column, longest in zip(columns, _longest(block), strict=True)
    ]


def _longest(block: Table) -> list[float]:
    """The longest line of each column, in characters, cells that span several left out."""
    spanning = {(merge.row, merge.column) for merge in block.merges if merge.across > 1}
    lines = [
        [
            max((width(line) for line in row[x].split("\n")), default=0.0)
            for y, row in enumerate(block.rows)
            if (y, x) not in spanning
        ]
        for x in range(len(block.rows[0]))
    ]
    return [max([2.0, *column]) for column in lines]


def kept(block: Kept) -> dict[str, Any]:
    """A picture to print, or the words found in what cannot be printed."""
    if block.is_picture:
        form = "png" if block.media_type == "image/png" else "jpg"
        return {"type": "picture", "bytes": list(block.content), "format": form, "width": block.width}
    words = one_line(block.text)
    return {"type": "paragraph", "runs": [[BODY_FACE, words or f"〔{block.what}，见原件〕"]]}
