"""GB/T 9704-2012, number by number: what the standard says and what the ink on the rendered page measures.

``python -m tests.lib.typeset.conformance`` writes docs/conformance.md; the tests assert the same list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium

from tests.lib.typeset.ink import PT, Box, Page, bearing, runs
from tests.lib.typeset.papers import PLAIN, SAMPLES, block_seal
from zhongshu.lib.typeset import SealImage, to_pdf
from zhongshu.lib.typeset.fonts import open_fonts

TOP, LEFT, BOTTOM = 37.0, 28.0, 262.0
LINE = 29.6 * PT
CELL = 156 / 28
SIZE3, SIZE4, SIZE2 = 15.75, 14.0, 22.0


@dataclass(frozen=True)
class Number:
    """One number of the standard. ``tolerance`` in the unit of the value."""

    clause: str
    what: str
    wanted: float
    measured: float
    unit: str = "mm"
    tolerance: float = 0.5

    @property
    def holds(self) -> bool:
        return self.within(self.tolerance)

    def within(self, tolerance: float) -> bool:
        """Whether it holds with another tolerance, for what another writer makes of the same paper."""
        return abs(self.measured - self.wanted) <= tolerance


Maker = Callable[[str, int], bytes]
"""What makes the PDF of a sample paper (a key of ``papers.SAMPLES``) with so many seals: ``set_by_typst``, or a word
processor that converts what another writer made of the same paper."""


STAMP = (30.0, 12.0)
"""Width and height in mm of the signature stamp that the order is measured with."""


def seals_of(name: str, sealed: int) -> tuple[SealImage, ...]:
    """The seals a sample is measured with: squares of 42 mm, for the order an oblong stamp."""
    size = STAMP if name == "order" else (42.0, 42.0)
    return tuple(block_seal(index, *size) for index in range(sealed))


def set_by_typst(name: str, sealed: int) -> bytes:
    return to_pdf(SAMPLES[name], seals=seals_of(name, sealed)).pdf


class Sheets:
    """The pages that are measured, each made and drawn once."""

    def __init__(self, make: Maker = set_by_typst) -> None:
        self.pdf = cache(make)
        self.page = cache(lambda name, index, sealed=0: Page(self.pdf(name, sealed), index))

    def count(self, name: str) -> int:
        """Pages of a sample."""
        document = pdfium.PdfDocument(self.pdf(name, 0))
        try:
            return len(document)
        finally:
            document.close()


def text_box(ink: Box, character: str = "国", role: str = "fangsong", points: float = SIZE3, last: str = "") -> Box:
    """Character boxes from ink: the first character's bearing at left, the last one's at right."""
    first = bearing(character, role, points)
    end = bearing(last or character, role, points)
    return Box(ink.left - first.left, ink.top - first.top, ink.right + end.right, ink.bottom + first.bottom)


def area(sheets: Sheets) -> Iterator[Number]:
    sheet = sheets.page("plain", 1)
    bands = sheet.bands(30, 264)
    first, last = text_box(bands[0]), text_box(bands[-1])
    yield Number("5.1", "幅面宽", 210, sheet.size[0], tolerance=0.1)
    yield Number("5.1", "幅面高", 297, sheet.size[1], tolerance=0.1)
    yield Number("5.2.1", "天头", 37, first.top)
    yield Number("5.2.1", "订口", 28, first.left)
    yield Number("5.2.2", "版心宽", 156, first.width)
    yield Number("5.2.2", "版心高", 225, last.bottom - first.top)
    yield Number("5.2.3", "每面行数", 22, len(bands), "行", 0)
    yield Number("5.2.3", "每行字数", 28, len(sheet.glyphs(bands[0])), "字", 0)
    yield Number("3.2", "行距（字高加3号字高的7/8，22行撑满版心）", LINE, (last.top - first.top) / 21, tolerance=0.05)
    yield Number("7.3.3", "正文段首左空", 2 * CELL, _indent(sheets) - LEFT)


def _indent(sheets: Sheets) -> float:
    lines = sheets.page("plain", 0).bands(155, 264)
    return text_box(next(line for line in lines if LEFT + 5 < line.left < LEFT + 15)).left


def header(sheets: Sheets) -> Iterator[Number]:
    sheet = sheets.page("plain", 0)
    mark = sheet.bands(60, 110, red=True)[0]
    rule = sheet.bands(mark.bottom + 5, 140, red=True)[0]
    number = sheet.box(mark.bottom + 5, rule.top - 1, red=False)
    foot = max(_ink_bottom(character) for character in "明政办发〔〕号") * PT * SIZE3
    number_top = number.top - min(bearing(c, "fangsong", SIZE3).top for c in "明政办发〔〕号")
    yield Number("7.2.4", "发文机关标志上边缘至版心上边缘", 35, mark.top - TOP)
    yield Number("7.2.4", "发文机关标志居中（中线距版心左边缘）", 78, mark.centre - LEFT)
    yield Number("7.2.5", "发文字号在标志下空二行", 2 * LINE, number_top - mark.bottom)
    yield Number("7.2.5", "发文字号居中（中线距版心左边缘）", 78, number.centre - LEFT)
    yield Number("7.2.7", "红色分隔线在发文字号之下", 4, rule.top - (number.bottom + 0.12 * SIZE3 * PT - foot))
    yield Number("7.2.7", "红色分隔线长", 156, rule.width)
    yield Number("7.2.7", "红色分隔线左端距版心左边缘", 0, rule.left - LEFT)
    title = sheet.bands(rule.bottom + 5, 160)[0]
    top = min(bearing(c, "title", SIZE2).top for c in PLAIN.title)
    yield Number("7.3.1", "标题在红色分隔线下空二行", 2 * LINE, title.top - top - rule.bottom)
    yield Number("7.3.1", "标题居中（中线距版心左边缘）", 78, title.centre - LEFT)
    yield Number("7.3.1", "标题字距（2号）", SIZE2 * PT, title.width / (len(PLAIN.title) - 0.1), tolerance=0.2)
    to = sheet.bands(title.bottom + 3, 190)[0]
    yield Number("7.3.2", "主送机关居左顶格（距版心左边缘）", 0, text_box(to).left - LEFT)
    body = sheet.bands(to.bottom + 2, 200)[0]
    yield Number("7.3.3", "正文在主送机关下一行", LINE, text_box(body).top - text_box(to).top)
    yield Number("7.2.4", "发文机关标志为红色（非红色墨迹的份额，含边缘过渡）", 0, _not_red(sheet, mark), "%", 5)
    title_bottom = title.top - top + SIZE2 * PT
    yield Number("7.3.2", "主送机关在标题下空一行", 2 * LINE - SIZE3 * PT, text_box(to).top - title_bottom)


def _not_red(sheet: Page, band: Box) -> float:
    every = sheet.ink(band.top, band.bottom)
    return 100 * float(sheet.ink(band.top, band.bottom, red=False).sum() / every.sum())


def _ink_bottom(character: str) -> float:
    """Depth of a character's ink below the baseline, in ems."""
    return 0.12 - bearing(character, "fangsong", 72 / 25.4).bottom


def corner(sheets: Sheets) -> Iterator[Number]:
    sheet = sheets.page("corner", 0)
    lines = sheet.bands(30, 70, right=80)
    second = bearing("秘", "hei", SIZE3)
    third = bearing("特", "hei", SIZE3)
    yield Number("7.2.1", "份号在版心第一行（行顶距版心上边缘）", 0, lines[0].top - _digit_top() - TOP)
    yield Number("7.2.2", "密级在第二行", LINE, lines[1].top - min(second.top, bearing("年", "hei", SIZE3).top) - TOP)
    yield Number(
        "7.2.3", "紧急程度在第三行", 2 * LINE, lines[2].top - min(third.top, bearing("急", "hei", SIZE3).top) - TOP
    )
    yield Number("7.2.2", "密级顶格（距版心左边缘）", 0, lines[1].left - second.left - LEFT)


def closed_up(sheets: Sheets) -> Iterator[Number]:
    sheet = sheets.page("closed_up", 0)
    lines = sheet.bands(30, 70, right=80)
    first = min(bearing(character, "hei", SIZE3).top for character in "秘密年")
    second = min(bearing(character, "hei", SIZE3).top for character in "特急")
    yield Number("7.2.2", "没有份号时密级升至第一行", 0, lines[0].top - first - TOP)
    yield Number("7.2.3", "没有份号时紧急程度升至第二行", LINE, lines[1].top - second - TOP)
    yield Number("7.2.2", "保密期限的“1”在“★”之后同行（左上角行数）", 2, len(lines), "行", 0)


def _digit_top() -> float:
    return bearing("0", "fangsong", SIZE3).top


def upward(sheets: Sheets) -> Iterator[Number]:
    sheet = sheets.page("upward", 0)
    mark = sheet.bands(60, 110, red=True)[0]
    rule = sheet.bands(mark.bottom + 5, 160, red=True)[0]
    names = sheet.bands(mark.bottom + 5, rule.top - 1, left=100, red=False)
    number = sheet.bands(mark.bottom + 5, rule.top - 1, right=100, red=False)[-1]
    yield Number("7.2.6", "上行文发文字号左空一字", CELL, number.left - bearing("明", "fangsong", SIZE3).left - LEFT)
    yield Number("7.2.6", "签发人右空一字", CELL, LEFT + 156 - (names[0].right + bearing("斌", "kai", SIZE3).right))
    yield Number("7.2.6", "签发人每行两名（三名的行数）", 2, len(names), "行", 0)
    yield Number("7.2.6", "发文字号与最后一行签发人同行（行差）", 0, number.bottom - names[-1].bottom)
    second = names[1].left - bearing("国", "kai", SIZE3).left
    label = _label_end(sheet, names[0])
    yield Number("7.2.6", "回行的签发人与上一行第一位对齐", 0, second - label)
    yield Number("7.2.7", "红色分隔线在最后一行签发人之下", 4, rule.top - _line_bottom(names[-1], "国", "kai"))


def _label_end(sheet: Page, band: Box) -> float:
    """Left edge of the first name after 签发人：, four characters from where the label begins."""
    left = min(a for a, _ in sheet.glyphs(band) if a > 100)
    return left - bearing("签", "fangsong", SIZE3).left + 4 * CELL


def _line_bottom(ink: Box, character: str, role: str) -> float:
    """Foot of the character boxes of a line whose lowest ink is that of a character."""
    return ink.bottom + bearing(character, role, SIZE3).bottom


def signature(sheets: Sheets) -> Iterator[Number]:
    sheet = sheets.page("annexes", 0, 1)
    seal = sheet.bands(150, 264, red=True)[0]
    bare = sheets.page("annexes", 0)
    lines = bare.bands(165, 264)
    date_line, organ = lines[-1], lines[-2]
    note = lines[-3]
    right = LEFT + 156 - (date_line.right + bearing("日", "fangsong", SIZE3).right)
    yield Number("7.3.5.1", "成文日期右空四字", 4 * CELL, right)
    date_centre = (date_line.left - bearing("2", "fangsong", SIZE3).left + LEFT + 156 - right) / 2
    yield Number("7.3.5.1", "署名与成文日期居中对齐（中线差）", 0, organ.centre - date_centre)
    yield Number("7.3.5.1", "印章与署名居中（中线差）", 0, seal.centre - organ.centre)
    gap = seal.top - (note.bottom + 0.3)
    yield Number("7.3.5.1", "印章顶端上距正文不超过一行（超出）", 0, max(0.0, gap - LINE))
    yield Number(
        "7.3.5.1",
        "署名和日期居印章中心偏下（偏下不足）",
        0,
        max(0.0, (seal.top + seal.bottom) / 2 - (organ.top + date_line.bottom) / 2),
    )
    plain = sheets.page("unsealed", 0).bands(165, 264)
    organ, date_line = plain[-2], plain[-1]
    organ_right = LEFT + 156 - (organ.right + bearing("室", "fangsong", SIZE3).right)
    shift = (date_line.left - bearing("2", "fangsong", SIZE3).left) - (
        organ.left - bearing("明", "fangsong", SIZE3).left
    )
    yield Number("7.3.5.2", "不加盖印章：署名右空二字", 2 * CELL, organ_right)
    yield Number("7.3.5.2", "不加盖印章：日期首字比署名首字右移二字", 2 * CELL, shift)
    yield Number("7.3.5.2", "不加盖印章：署名在正文下空一行", 2 * LINE, organ.top - plain[-3].top, tolerance=0.6)


def short_organ(sheets: Sheets) -> Iterator[Number]:
    organ, date_line = sheets.page("short_organ", 0).bands(165, 264)[-2:]
    right = LEFT + 156 - (date_line.right + bearing("日", "fangsong", SIZE3).right)
    left = (date_line.left - bearing("2", "fangsong", SIZE3).left) - (
        organ.left - bearing("国", "fangsong", SIZE3).left
    )
    yield Number("7.3.5.2", "成文日期长于署名：日期右空二字", 2 * CELL, right)
    yield Number("7.3.5.2", "成文日期长于署名：署名相应增加右空字数（日期首字右移）", 2 * CELL, left)


def stamp(sheets: Sheets) -> Iterator[Number]:
    sheet = sheets.page("order", 0, 1)
    seal = sheet.bands(120, 264, red=True)[0]
    text = [band for band in sheet.bands(100, 264, red=False) if band.bottom < seal.top - 1][-1]
    post = sheet.bands(seal.top - 2, seal.bottom + 2, right=seal.left - 1, red=False)[0]
    day = sheet.bands(seal.bottom + 1, 264, red=False)[0]
    yield Number("7.3.5.3", "签名章右空四字", 4 * CELL, LEFT + 156 - seal.right)
    yield Number(
        "7.3.5.3", "签名章左空二字标注职务", 2 * CELL, seal.left - post.right - bearing("长", "fangsong", SIZE3).right
    )
    yield Number(
        "7.3.5.3", "职务以签名章为准上下居中（中线差）", 0, _middle(text_box(post, "县", last="长")) - _middle(seal)
    )
    above = text_box(text).top + SIZE3 * PT
    yield Number("7.3.5.3", "签名章在正文下空二行", 3 * LINE - SIZE3 * PT, seal.top - above)
    right = LEFT + 156 - (day.right + bearing("日", "fangsong", SIZE3).right)
    yield Number("7.3.5.3", "成文日期右空四字", 4 * CELL, right)
    gap = day.top - min(bearing(character, "fangsong", SIZE3).top for character in "2026年3月1日") - seal.bottom
    yield Number("7.3.5.3", "成文日期在签名章下空一行", 2 * LINE - SIZE3 * PT, gap)


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def joint_mark(sheets: Sheets) -> Iterator[Number]:
    sheet = sheets.page("joint", 0)
    marks = sheet.bands(60, 170, red=True)
    rule = next(band for band in marks if band.width > 150)
    ink = sheet.box(60, rule.top - 5, red=True)
    columns = runs(sheet.ink(ink.top, ink.bottom, red=True).any(axis=0), 4)
    last = columns[-1]
    names = sheet.box(ink.top, ink.bottom, right=last[0] - 1, red=True)
    word = sheet.box(ink.top, ink.bottom, left=last[0] - 1, red=True)
    yield Number("7.2.4", "联合行文：标志上边缘至版心上边缘", 35, names.top - TOP)
    yield Number("7.2.4", "联合行文：“文件”在右侧，以联署机关为准上下居中（中线差）", 0, _middle(word) - _middle(names))
    yield Number("7.2.4", "联合行文：标志居中（中线距版心左边缘）", 78, ink.centre - LEFT)
    number = sheet.box(ink.bottom + 2, rule.top - 1, red=False)
    number_top = number.top - min(bearing(c, "fangsong", SIZE3).top for c in "明政办发〔〕号")
    yield Number("7.2.5", "联合行文：发文字号在标志下空二行", 2 * LINE, number_top - ink.bottom)


def joint(sheets: Sheets) -> Iterator[Number]:
    sheet = sheets.page("joint", 1, 3)
    band = sheet.bands(30, 264, red=True)[0]
    seals = _columns(sheet, band)
    gaps = [b[0] - a[1] for a, b in pairwise(seals)]
    yield Number("7.3.5.1", "联合行文每排印章数", 3, len(seals), "枚", 0)
    yield Number("7.3.5.1", "印章互不相交或相切（最小间距不足1毫米的部分）", 0, max(0.0, 1 - min(gaps)))
    yield Number(
        "7.3.5.1", "每排印章两端不超出版心（超出）", 0, max(0.0, LEFT - seals[0][0], seals[-1][1] - LEFT - 156)
    )


def _columns(sheet: Page, band: Box) -> list[tuple[float, float]]:
    return runs(sheet.ink(band.top, band.bottom, red=True).any(axis=0), 0.5)


def annexes(sheets: Sheets) -> Iterator[Number]:
    sheet = sheets.page("annexes", 1)
    lines = sheet.bands(30, 264)
    label = bearing("附", "hei", SIZE3)
    yield Number(
        "7.3.7",
        "“附件1”在版心第一行（行顶距版心上边缘）",
        0,
        lines[0].top - min(label.top, bearing("件", "hei", SIZE3).top) - TOP,
    )
    yield Number("7.3.7", "“附件1”顶格（距版心左边缘）", 0, lines[0].left - label.left - LEFT)
    top = min(bearing(character, "title", SIZE2).top for character in "国方案")
    yield Number("7.3.7", "附件标题在版心第三行", 2 * LINE, lines[1].top - top - TOP)
    note = sheets.page("annexes", 0).bands(165, 264)
    first = next(
        band for band in note if band.left > LEFT + 1.5 * CELL and band.left < LEFT + 3 * CELL and band.width > 30
    )
    yield Number("7.3.4", "附件说明左空二字", 2 * CELL, first.left - bearing("附", "fangsong", SIZE3).left - LEFT)


def annex_notes(sheets: Sheets) -> Iterator[Number]:
    sheet = sheets.page("one_note", 0)
    body, first, second = sheet.bands(170, 264)[:3]
    yield Number("7.3.4", "附件说明在正文下空一行", 2 * LINE, text_box(first, "附").top - text_box(body).top)
    yield Number("7.3.4", "附件名称回行与上一行附件名称首字对齐", 5 * CELL, text_box(second).left - LEFT)
    lines = sheets.page("wrapped_note", 0).bands(170, 264)[1:4]
    yield Number("7.3.4", "多个附件：名称回行与上一行附件名称首字对齐", 0, text_box(lines[1]).left - _name_left(sheets))
    yield Number("7.3.4", "多个附件：第二个附件的名称与第一个对齐", 0, _second_left(sheets) - _name_left(sheets))


def _name_left(sheets: Sheets) -> float:
    """Left edge of the first annex's name, after 附件：1."""
    sheet = sheets.page("wrapped_note", 0)
    line = sheet.bands(170, 264)[1]
    starts = [a for a, b in sheet.glyphs(line) if b - a > 3.5]
    return starts[2] - bearing("国", "fangsong", SIZE3).left


def _second_left(sheets: Sheets) -> float:
    sheet = sheets.page("wrapped_note", 0)
    line = sheet.bands(170, 264)[3]
    starts = [a for a, b in sheet.glyphs(line) if b - a > 3.5]
    return starts[0] - bearing("国", "fangsong", SIZE3).left


def remark(sheets: Sheets) -> Iterator[Number]:
    day, note = sheets.page("remarked", 0).bands(165, 264)[-2:]
    yield Number("7.3.6", "附注在成文日期下一行", LINE, _digits_top(note, "（国）") - _digits_top(day, "2026年3月1日"))
    yield Number("7.3.6", "附注居左空二字", 2 * CELL, note.left - bearing("（", "fangsong", SIZE3).left - LEFT)


def _digits_top(ink: Box, characters: str) -> float:
    return ink.top - min(bearing(character, "fangsong", SIZE3).top for character in characters)


def across(sheets: Sheets) -> Iterator[Number]:
    odd = next(page for page in (sheets.page("across", index) for index in (2, 4)) if page.size[0] > 290)
    even = sheets.page("across", 1)
    edge = bearing("—", "song", SIZE4)
    for name, sheet in (("双页", even), ("单页", odd)):
        yield Number("8", f"A4横排表格（{name}）：幅面宽", 297, sheet.size[0], tolerance=0.1)
        grid = sheet.box(20, 195, left=30)
        yield Number("8", f"A4横排表格（{name}）：表头在订口（切口）一边，距纸边", 28, grid.top)
        number = sheet.box(left=15, right=33)
        dash = sheet.box(number.top, number.top + 3, left=15, right=33).right
        yield Number(
            "8", f"A4横排表格（{name}）：页码在版心下边缘之下（版心左边缘至一字线）", 7, 35 - dash, tolerance=0.6
        )
        gap = number.top - edge.left - 28 if name == "双页" else 210 - 26 - number.bottom - edge.right
        yield Number("8", f"A4横排表格（{name}）：页码位置不变，空一字", SIZE4 * PT, gap)


def record(sheets: Sheets) -> Iterator[Number]:
    count = sheets.count("plain")
    sheet = sheets.page("plain", count - 1)
    rules = [band for band in sheet.bands(200, 263, gap=0.3) if band.width > 150]
    yield Number("7.4.1", "版记所在面是偶数面（页数除以2的余数）", 0, count % 2, "", 0)
    yield Number("7.4.2", "版记分隔线长", 156, rules[0].width)
    yield Number("7.4.2", "首条分隔线粗", 0.35, rules[0].height, tolerance=0.06)
    yield Number("7.4.2", "中间分隔线粗", 0.25, rules[1].height, tolerance=0.06)
    yield Number("7.4.2", "末条分隔线粗", 0.35, rules[-1].height, tolerance=0.06)
    yield Number("7.4.2", "末条分隔线与版心下边缘重合（距版心下边缘）", 0, BOTTOM - rules[-1].bottom)
    copies = sheet.box(rules[0].bottom + 0.3, rules[1].top - 0.3)
    printed = sheet.box(rules[1].bottom + 0.3, rules[2].top - 0.3)
    yield Number("7.4.3", "抄送机关左空一字", SIZE4 * PT, copies.left - bearing("抄", "fangsong", SIZE4).left - LEFT)
    yield Number("7.4.4", "印发机关左空一字", SIZE4 * PT, printed.left - bearing("明", "fangsong", SIZE4).left - LEFT)
    yield Number(
        "7.4.4", "印发日期右空一字", SIZE4 * PT, LEFT + 156 - printed.right - bearing("发", "fangsong", SIZE4).right
    )


def record_details(sheets: Sheets) -> Iterator[Number]:
    sheet = sheets.page("plain", sheets.count("plain") - 1)
    rules = [band for band in sheet.bands(200, 263, gap=0.3) if band.width > 150]
    lines = sheet.bands(rules[0].bottom + 0.3, rules[1].top - 0.3)
    hanging = lines[1].left - min(bearing("监", "fangsong", SIZE4).left, bearing("县", "fangsong", SIZE4).left)
    yield Number("7.4.3", "抄送机关回行与冒号后首字对齐", 4 * SIZE4 * PT, hanging - LEFT, tolerance=0.6)
    yield Number("7.4.3", "抄送机关右空一字（不足）", 0, max(0.0, lines[0].right - LEFT - 156 + SIZE4 * PT))
    pitch = (lines[0].right - lines[0].left + bearing("抄", "fangsong", SIZE4).left) / len(COPIES)
    yield Number("7.4.3", "抄送机关用4号字（字距）", SIZE4 * PT, pitch, tolerance=0.1)


COPIES = "抄送：县委办公室，县人大常委会办公室，县政协办公室，县纪委"
"""The first line of the sample's record."""


def blank_page(sheets: Sheets) -> Iterator[Number]:
    count = sheets.count("blank_page")
    yield Number("7.4.1", "正文止于偶数面而容不下版记：版记另起，仍在偶数面（页数）", 4, count, "页", 0)
    for index, name in ((2, "空白页"), (3, "版记页")):
        found = len(sheets.page("blank_page", index).bands(264, 290))
        yield Number("7.5", f"版记页前有空白页：{name}不编页码（页码数）", 0, found, "个", 0)


def page_number(sheets: Sheets) -> Iterator[Number]:
    odd, even = sheets.page("plain", 0), sheets.page("plain", 1)
    first, second = odd.box(264, 290), even.box(264, 290)
    dash = odd.box(264, 290, left=first.left, right=first.left + 3)
    edge = bearing("—", "song", SIZE4)
    yield Number("7.5", "一字线上距版心下边缘", 7, dash.top - BOTTOM)
    yield Number("7.5", "单页码居右空一字", SIZE4 * PT, LEFT + 156 - first.right - edge.right)
    yield Number("7.5", "双页码居左空一字", SIZE4 * PT, second.left - edge.left - LEFT)


def letter(sheets: Sheets) -> Iterator[Number]:
    sheet = sheets.page("letter", 0)
    mark, *_ = sheet.bands(25, 70, red=True)
    upper = sheet.bands(mark.bottom + 2, 80, gap=0.15, red=True)
    lower = sheet.bands(265, 290, gap=0.15, red=True)
    number = sheet.bands(upper[1].bottom + 1, 90, left=120)[0]
    yield Number("10.1", "发文机关标志上边缘至上页边", 30, mark.top)
    yield Number("10.1", "标志下红色双线与标志的距离", 4, upper[0].top - mark.bottom)
    yield Number("10.1", "红色双线长", 170, upper[0].width)
    yield Number("10.1", "红色双线居中（距左页边）", 20, upper[0].left)
    yield Number(
        "10.1",
        "第一条双线上粗下细（粗线与细线之差不足）",
        0,
        max(0.0, 0.3 - upper[0].height + upper[1].height),
        tolerance=0.05,
    )
    yield Number(
        "10.1",
        "第二条双线上细下粗（粗线与细线之差不足）",
        0,
        max(0.0, 0.3 - lower[1].height + lower[0].height),
        tolerance=0.05,
    )
    yield Number("10.1", "第二条红色双线距下页边", 20, 297 - lower[1].bottom)
    yield Number(
        "10.1",
        "发文字号顶格居版心右边缘（距版心右边缘）",
        0,
        LEFT + 156 - number.right - bearing("号", "fangsong", SIZE3).right,
    )
    gap = number.top - min(bearing(c, "fangsong", SIZE3).top for c in "明政办函〔〕号") - upper[1].bottom
    yield Number("10.1", "发文字号与第一条红色双线的距离（3号字高的7/8）", SIZE3 * PT * 7 / 8, gap)
    corner = sheet.bands(upper[1].bottom + 1, 90, right=90)[0]
    label = bearing("内", "hei", SIZE3)
    yield Number("10.1", "密级顶格居版心左边缘第一条红色双线下", 0, corner.left - label.left - LEFT)
    title = sheet.bands(corner.bottom + 5, 120)[0]
    above = number.top - min(bearing(c, "fangsong", SIZE3).top for c in "明政办函〔〕号") + SIZE3 * PT
    title_top = title.top - min(bearing(c, "title", SIZE2).top for c in PLAIN.title)
    yield Number("10.1", "标题与其上最后一个要素相距二行", 2 * LINE, title_top - above)
    yield Number("10.1", "首页不显示页码（页码数）", 0, len(sheet.bands(264, 275, red=False)), "个", 0)
    yield Number("10.1", "第二页显示页码（页码数）", 1, len(sheets.page("letter", 1).bands(264, 275)), "个", 0)


def order_and_minutes(sheets: Sheets) -> Iterator[Number]:
    sheet = sheets.page("order", 0)
    mark = sheet.bands(50, 100, red=True)[0]
    number, first = sheet.bands(mark.bottom + 5, 180)[:2]
    number_top = text_box(number).top
    yield Number("10.2", "命令（令）标志上边缘至版心上边缘", 20, mark.top - TOP)
    yield Number("10.2", "令号在标志下空二行", 2 * LINE, number_top - mark.bottom)
    yield Number("10.2", "正文在令号下空二行", 2 * LINE, text_box(first).top - number_top - SIZE3 * PT)
    sheet = sheets.page("minutes", 0)
    mark, rule = sheet.bands(50, 140, red=True)[:2]
    body, _, wrapped = (text_box(line) for line in sheet.bands(rule.bottom + 5, 250)[:3])
    yield Number("10.3", "纪要标志上边缘至版心上边缘", 35, mark.top - TOP)
    yield Number("10.3", "出席人员名单在正文下空一行", 2 * LINE, wrapped.top - LINE - body.top)
    yield Number(
        "10.3",
        "“出席”左空二字",
        2 * CELL,
        sheet.bands(rule.bottom + 5, 250)[1].left - bearing("出", "hei", SIZE3).left - LEFT,
    )
    yield Number("10.3", "名单回行与冒号后首字对齐", 5 * CELL, wrapped.left - LEFT)


GROUPS: dict[str, Callable[[Sheets], Iterator[Number]]] = {
    "版面": area,
    "版头": header,
    "版头左上角": corner,
    "版头左上角缺项": closed_up,
    "联合行文的标志": joint_mark,
    "上行文": upward,
    "署名、日期、印章": signature,
    "署名短于日期": short_organ,
    "签名章": stamp,
    "联合行文的印章": joint,
    "附件说明": annex_notes,
    "附注": remark,
    "附件": annexes,
    "横排表格": across,
    "版记": record,
    "版记各行": record_details,
    "版记前的空白页": blank_page,
    "页码": page_number,
    "信函格式": letter,
    "命令（令）格式和纪要格式": order_and_minutes,
}


def measures(make: Maker = set_by_typst) -> dict[str, list[Number]]:
    """Every number of every group, measured on the papers that ``make`` makes."""
    sheets = Sheets(make)
    return {name: list(group(sheets)) for name, group in GROUPS.items()}


OFFICE_TOLERANCE = 1.0
"""Millimetres, for a DOCX as LibreOffice prints it."""


def office_holds(number: Number) -> bool:
    """Whether a number measured on LibreOffice's page holds."""
    return number.within(max(number.tolerance, OFFICE_TOLERANCE) if number.unit == "mm" else number.tolerance)


def table() -> str:
    """The report as Markdown; the DOCX column wants LibreOffice."""
    from tests.lib.typeset.docx.rendering import set_by_office
    from tests.lib.typeset.office import soffice

    fonts = "、".join(f"{role}用{family}" for role, family in open_fonts().used().items())
    office = measures(set_by_office) if soffice() else {}
    lines = [
        "# 版式符合性",
        "",
        "GB/T 9704-2012《党政机关公文格式》的数字与成品的实测值：PDF一列是成品PDF，DOCX一列是同一篇的DOCX由LibreOffice排出的页面。",
        "测量对象是600 dpi渲染后的墨迹（字框按字体的侧边距还原），由 `make conformance` 生成；同一份清单由测试逐项断言。",
        f"DOCX的允许偏差：以毫米计的为±{OFFICE_TOLERANCE:g}（自身更宽的从宽），其余与PDF相同。",
        "",
        f"本次所用字体：{fonts}。",
        "",
        "| 条款 | 内容 | 标准 | PDF实测 | 允许偏差 | DOCX实测 |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for name, numbers in measures().items():
        lines.append(f"| | **{name}** | | | | |")
        others = office.get(name, [None] * len(numbers))
        for number, other in zip(numbers, others, strict=True):
            unit = f" {number.unit}" if number.unit else ""
            mark = "" if number.holds else " ✗"
            beside = "" if other is None else f"{other.measured:.2f}{unit}{'' if office_holds(other) else ' ✗'}"
            lines.append(
                f"| {number.clause} | {number.what} | {number.wanted:.2f}{unit} | {number.measured:.2f}{unit}{mark} "
                f"| ±{number.tolerance:g} | {beside} |"
            )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write docs/conformance.md and say where."""
    target = Path(__file__).parents[3] / "docs" / "conformance.md"
    target.write_text(table(), encoding="utf-8")
    print(target.relative_to(Path.cwd()) if target.is_relative_to(Path.cwd()) else target)


if __name__ == "__main__":
    main()
