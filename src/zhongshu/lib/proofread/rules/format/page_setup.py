"""The page of a word-processor file against the national standard."""

from collections.abc import Iterator
from dataclasses import replace

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Page
from ...rule import Card, Correction
from ...sample import paper

_GOOD = Page(210, 297, 37, 28, 26, 35, "仿宋_GB2312", 16, True)

card = Card(
    id="format.page_setup",
    gate=Gate.FORMAT,
    level=Level.SHOULD,
    title="版面不合国家标准",
    why="公文用A4纸，天头37毫米、订口28毫米，版心156毫米×225毫米；正文用3号仿宋体，每页22行、每行28字；有页码。",
    basis="GB/T 9704—2012《党政机关公文格式》5.1、5.2、7.5",
    since="0.2",
    confidence=0.9,
    exceptions=("只查DOCX文件里写明的页面设置；由系统排版的公文不必查。", "误差1毫米以内不报。"),
    wrong=(
        Correction(paper(kind="notice", page=replace(_GOOD, left=31.8, right=31.8)), paper(kind="notice", page=_GOOD)),
        Correction(paper(kind="notice", page=replace(_GOOD, font="宋体")), paper(kind="notice", page=_GOOD)),
        Correction(paper(kind="notice", page=replace(_GOOD, numbered=False)), paper(kind="notice", page=_GOOD)),
    ),
    good=(paper(kind="notice"), paper(kind="notice", page=replace(_GOOD, top=37.5, font="", size=0, numbered=None))),
)

_PAPER, _TYPE_AREA = (210.0, 297.0), (156.0, 225.0)
_TOP, _LEFT, _SLACK = 37.0, 28.0, 1.0
_SIZE = 16.0
_FONTS = ("仿宋", "FangSong")


def find(manuscript: Manuscript) -> Iterator[Hit]:
    page = manuscript.page
    if page is None:
        return
    for fault in _faults(page):
        yield Hit(missing="page", reason=fault)


def _faults(page: Page) -> Iterator[str]:
    if abs(page.width - _PAPER[0]) > _SLACK or abs(page.height - _PAPER[1]) > _SLACK:
        yield f"纸张是{page.width:g}毫米×{page.height:g}毫米，应为A4（210毫米×297毫米）。"
        return
    if abs(page.top - _TOP) > _SLACK or abs(page.left - _LEFT) > _SLACK:
        yield f"天头{page.top:g}毫米、订口{page.left:g}毫米，应为37毫米、28毫米（误差1毫米）。"
    width, height = page.width - page.left - page.right, page.height - page.top - page.bottom
    if abs(width - _TYPE_AREA[0]) > _SLACK or abs(height - _TYPE_AREA[1]) > _SLACK:
        yield f"版心{width:g}毫米×{height:g}毫米，应为156毫米×225毫米。"
    if page.font and not any(name in page.font for name in _FONTS):
        yield f"正文用的是“{page.font}”，应为仿宋体。"
    if page.size and abs(page.size - _SIZE) > 0.5:
        yield f"正文字号是{page.size:g}磅，应为3号（16磅）。"
    if page.numbered is False:
        yield "没有页码。"
