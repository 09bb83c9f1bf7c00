"""The text of a PDF → lines with their looks. A PDF knows only characters at places: lines and paragraphs are put together
again from where they stand, as the type area of a paper allows."""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from zhongshu.lib.refusal import Refused

from ..model import Table
from . import patterns as p
from .frames import is_frame
from .guard import PART_LIMIT, UNPACKED_LIMIT, clean, refuse_long
from .note import GUESS, Found, Line

PAGE_LIMIT = 400
STREAM_LIMIT = 20_000
GAP = 1.2
"""Empty space within a line, in characters, from which it is a gap between two columns."""


@dataclass(slots=True)
class Row:
    """One printed line: its characters from left to right, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    font: str
    red: bool


@dataclass(slots=True)
class Sheet:
    """The printed lines of a page from top to bottom, and the edges of its text."""

    rows: list[Row] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    size: float = 16.0


def read_pdf(content: bytes) -> Found:
    """The lines of a PDF in reading order. Raises ``Refused`` for passwords, scans without text, bombs and damage."""
    _refuse_bomb(content)
    try:
        sheets = [_sheet(characters) for characters in _pages(content)]
    except Refused:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise Refused("这个PDF设有打开密码，无法读取。", remedy="请取消密码后再导入。") from error
    except Exception as error:  # the parser meets damage with whatever error comes first
        raise Refused("这个PDF文件已经损坏，无法读取。", remedy="请重新导出PDF，或者改用DOCX文件导入。") from error
    found = Found()
    found.lines = _lines(sheets)
    if not found.lines:
        raise Refused(
            "这个PDF里没有文字，可能是扫描件。", remedy="请用文字识别软件转成文字，或者向来文单位索取DOCX文件。"
        )
    found.say("PDF不保存段落，段落是按文字的位置拼接的，请对照原文核对分段。")
    if any(line.block is not None for line in found.lines):
        found.say("PDF不保存表格，并排的文字已按位置排成表格，请核对。", GUESS)
    return found


def _refuse_bomb(content: bytes) -> None:
    """Unpack every compressed stream as far as it may go, before the parser does so without a limit."""
    total = 0
    view = memoryview(content)
    for count, match in enumerate(re.finditer(rb"stream\r?\n", content)):
        size = _unpacked(view[match.end() :])
        total += size
        if size > PART_LIMIT or total > UNPACKED_LIMIT or count > STREAM_LIMIT:
            raise Refused("这个PDF解开后异常庞大，没有导入。", remedy="请确认文件来源，或者改用DOCX文件导入。")


def _unpacked(view: memoryview, nested: bool = True) -> int:
    try:
        data = zlib.decompressobj().decompress(view, PART_LIMIT + 1)
    except zlib.error:
        return 0
    return max(len(data), _unpacked(memoryview(data), nested=False)) if nested and data[:1] == b"x" else len(data)


class _Collector(PDFLayoutAnalyzer):
    """Keeps the characters of the page that was interpreted last."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager, laparams=None)
        self.characters: list[LTChar] = []

    def receive_layout(self, ltpage: Any) -> None:
        self.characters = list(_characters(ltpage, 0))


def _characters(container: LTContainer[Any], depth: int) -> Iterator[LTChar]:
    for item in container:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer) and depth < 20:
            yield from _characters(item, depth + 1)


def _pages(content: bytes) -> Iterator[list[LTChar]]:
    document = PDFDocument(PDFParser(io.BytesIO(content)))
    manager = PDFResourceManager()
    collector = _Collector(manager)
    interpreter = PDFPageInterpreter(manager, collector)
    count = 0
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= PAGE_LIMIT:
            raise Refused(f"这个PDF超过{PAGE_LIMIT}页，没有导入。", remedy="请拆分后分别导入。")
        interpreter.process_page(page)
        count += len(collector.characters)
        refuse_long(count)
        yield collector.characters


def _sheet(characters: list[LTChar]) -> Sheet:
    sheet = Sheet()
    row: list[LTChar] = []
    for character in sorted(characters, key=lambda item: (-round(item.y0, 1), item.x0)):
        if row and abs(character.y0 - row[0].y0) > 0.45 * max(character.size, row[0].size, 1.0):
            sheet.rows.append(_row(row))
            row = []
        row.append(character)
    if row:
        sheet.rows.append(_row(row))
    sheet.rows = [item for item in sheet.rows if item.text.strip() and not p.PAGE_NUMBER.fullmatch(item.text.strip())]
    if sheet.rows:
        sizes: Counter[float] = Counter()
        for item in sheet.rows:
            sizes[item.size] += len(item.text)
        sheet.size = sizes.most_common(1)[0][0]
        body = [item for item in sheet.rows if item.size == sheet.size]
        sheet.left, sheet.right = min(item.left for item in body), max(item.right for item in body)
    return sheet


def _row(characters: list[LTChar]) -> Row:
    ordered = sorted(characters, key=lambda item: item.x0)
    text, end = "", ordered[0].x0
    for character in ordered:
        gap = character.x0 - end
        if text and gap > GAP * max(character.size, 4.0):
            text += "\t"
        text += "" if character.get_text().startswith("(cid:") else character.get_text()
        end = max(end, character.x1)
    visible = [item for item in ordered if item.get_text().strip()] or ordered
    size = Counter(round(item.size * 2) / 2 for item in visible).most_common(1)[0][0]
    font = Counter(str(item.fontname).rpartition("+")[2] for item in visible).most_common(1)[0][0]
    red = sum(1 for item in visible if _is_red(item.graphicstate.ncolor)) * 2 > len(visible)
    return Row(clean(text)[0].replace("\n", ""), visible[0].x0, visible[-1].x1, visible[0].y0, size, font, red)


def _is_red(colour: Any) -> bool:
    if not isinstance(colour, tuple | list) or not all(isinstance(part, int | float) for part in colour):
        return False
    if len(colour) == 3:
        return bool(colour[0] > 0.62 and colour[1] < 0.38 and colour[2] < 0.38)
    return len(colour) == 4 and bool(colour[0] < 0.4 and colour[1] > 0.6 and colour[2] > 0.6)


def _lines(sheets: list[Sheet]) -> list[Line]:
    """Paragraphs: a row goes on from the one before when that one is full and this one begins at the edge."""
    lines: list[Line] = []
    before: tuple[Sheet, Row, str] | None = None
    for sheet in sheets:
        for row in sheet.rows:
            align = _align(sheet, row)
            if before is not None and align == "left" and before[2] == "left" and _goes_on(*before[:2], sheet, row):
                last = lines.pop()
                lines.append(
                    Line(_joined(last.text, row.text.strip()), last.align, last.red, last.size, font=last.font)
                )
            else:
                lines.append(Line(row.text.strip(), align, row.red, row.size, font=row.font))
            before = (sheet, row, align)
    return _tabled(lines)


def _tabled(lines: list[Line]) -> list[Line]:
    """Neighbouring rows of the same number of columns as a table; a masthead or record set in columns stays lines."""
    result: list[Line] = []
    for columns, group in groupby(lines, key=lambda line: line.text.count("\t") + 1):
        rows = list(group)
        cells = tuple(tuple(cell.strip() for cell in line.text.split("\t")) for line in rows)
        if columns > 1 and len(rows) > 1 and not is_frame(cells):
            result.append(Line("", block=Table(cells)))
        else:
            result.extend(rows)
    return result


def _align(sheet: Sheet, row: Row) -> str:
    middle, em = (sheet.left + sheet.right) / 2, max(sheet.size, 1.0)
    if row.left > sheet.left + 1.5 * em and abs((row.left + row.right) / 2 - middle) < 0.6 * em:
        return "center"
    if row.left > middle and "\t" not in row.text:
        return "right"
    return "left" if row.size <= sheet.size + 2 else "center"


def _goes_on(sheet: Sheet, before: Row, page: Sheet, row: Row) -> bool:
    em = max(sheet.size, 1.0)
    full = before.right > sheet.right - 1.6 * em
    hanging = bool(re.match(r"(?:抄送|抄报|主送|附件)[：:]", before.text.strip())) and row.left > before.left + em
    begins = row.left < page.left + 0.9 * em
    same = abs(before.size - row.size) < 0.6 and "\t" not in row.text
    return full and same and (begins or hanging)


def _joined(text: str, more: str) -> str:
    latin = text[-1:].isascii() and text[-1:].isalpha() and more[:1].isascii() and more[:1].isalpha()
    return f"{text} {more}" if latin else text + more
