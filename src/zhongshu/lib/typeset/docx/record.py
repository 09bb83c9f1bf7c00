"""版记 at the foot of the last page, page numbers, and what lies in headers: a letter's mark and rules, the watermark."""

from __future__ import annotations

from math import ceil
from typing import Any

from .drawing import RULE_HEIGHT, Ids, Place, double_rule, text_box, turned_box, watermark
from .fitting import Widths
from .head import mark_runs
from .markup import HEAD, NAMESPACES, Look, paragraph, run
from .measures import (
    AREA_HEIGHT,
    AREA_WIDTH,
    LEFT,
    MM,
    PAGE_HEIGHT,
    SIZE3,
    SIZE4,
    TOP,
    baseline,
    even_line,
    twips,
)
from .runs import plain

OUTER, INNER = 8, 6
"""Eighths of a point: 0.35 mm and 0.25 mm."""
ROW_LINE = 24.5
PAD = 0.25
TAIL = 1.0
HEADER_FROM_TOP = 20 * MM
RULE_TOP_GAP = 4 * MM
GAP = SIZE3 * 7 / 8
DASH = 7 * MM


def record(view: dict[str, Any], ids: Ids, widths: Widths, *, ruled: bool, moved: bool, bulletin: bool) -> str:
    """A run that anchors the record's box; empty when there is nothing in it. ``moved``: the addressees stand here."""
    rows = []
    groups = [("主送", view["addressees"])] if moved and view["addressees"] else []
    groups += [(label, organs) for label, organs in view["record_to"]]
    if groups:
        rows.append("".join(_hanging(label, organs, widths) for label, organs in groups))
    copies = view["extra"].get("印数", "") if bulletin else ""
    if copies:
        shown = copies if copies.endswith("份") else copies + "份"
        rows.append(
            paragraph("ZsPrinted", plain(f"（共印{shown}）", widths, single=True), Look(right=SIZE4, align="right"))
        )
    if ruled and not bulletin and (view["printing_organ"] or view["printing_date"]):
        printed = f"{view['printing_date']}印发" if view["printing_date"] else ""
        look = Look(left=SIZE4, right=SIZE4, tabs=((AREA_WIDTH - SIZE4, "right"),))
        rows.append(
            paragraph(
                "ZsPrinted",
                plain(view["printing_organ"], widths, single=True)
                + "<w:r><w:tab/></w:r>"
                + plain(printed, widths, single=True),
                look,
            )
        )
    if not rows:
        return ""
    lines = sum(
        ceil(widths.points("fangsong", organs + "。", SIZE4) / (AREA_WIDTH - (len(label) + 3) * SIZE4))
        for label, organs in groups
    )
    height = (lines + len(rows) - (1 if groups else 0)) * ROW_LINE + len(rows) * (2 * PAD + 1) + TAIL
    below = PAGE_HEIGHT - TOP - AREA_HEIGHT - TAIL
    content = _table(rows, ruled=ruled) + paragraph("ZsBreak", "", Look(line=TAIL))
    place = Place(0, across="margin", down="page", bottom=True)
    return text_box(content, ids, "版记", place, AREA_WIDTH, height + below, below)


def _hanging(label: str, organs: str, widths: Widths) -> str:
    wide = (len(label) + 1) * SIZE4
    return paragraph(
        "ZsRecord", plain(f"{label}：{organs}。", widths), Look(left=SIZE4 + wide, right=SIZE4, first=-wide)
    )


def _table(rows: list[str], *, ruled: bool) -> str:
    body = ""
    for index, row in enumerate(rows):
        top = _edge("top", OUTER) if index == 0 else ""
        bottom = _edge("bottom", OUTER if index == len(rows) - 1 else INNER)
        edges = f"<w:tcBorders>{top}{bottom}</w:tcBorders>" if ruled else ""
        body += (
            f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{twips(AREA_WIDTH)}" w:type="dxa"/>{edges}</w:tcPr>{row}</w:tc></w:tr>'
        )
    pad = twips(PAD)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(AREA_WIDTH)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{pad}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="{pad}" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0000"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{twips(AREA_WIDTH)}"/></w:tblGrid>{body}</w:tbl>'
    )


def _edge(side: str, eighths: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>'


def footer_distance(dash_top: float) -> float:
    """From the paper's bottom to the footer's, so that the dash stands 7 mm below the type area (7.5). ``dash_top``: its ink
    above the baseline in ems."""
    line = even_line(SIZE4)
    base = TOP + AREA_HEIGHT + DASH + dash_top * SIZE4
    return PAGE_HEIGHT - (base - baseline(line, SIZE4) + line)


def page_number(*, odd: bool) -> str:
    """A footer with "— 1 —" one character in from the outer edge."""
    return footer(_numbered(Look(right=SIZE4, align="right") if odd else Look(left=SIZE4, align="left")))


def _numbered(look: Look) -> str:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return paragraph("ZsPageNumber", run("— ") + field + run(" —"), look)


def page_number_across(dash_top: float, mark: str, *, odd: bool) -> str:
    """The header of a page across: its number stands where it would stand were the page upright, and is turned with it."""
    line = even_line(SIZE4)
    base = TOP + AREA_HEIGHT + DASH + dash_top * SIZE4
    foot = base - baseline(line, SIZE4) + line
    look = Look(right=SIZE4, align="right") if odd else Look(left=SIZE4, align="left")
    box = turned_box(_numbered(look), PAGE_HEIGHT - foot, LEFT, line, AREA_WIDTH)
    return header(box, mark)


def footer(content: str = "") -> str:
    """word/footerN.xml."""
    return f"{HEAD}<w:ftr {NAMESPACES}>{content or paragraph('ZsPageNumber', '')}</w:ftr>"


def header(content: str = "", marked: str = "") -> str:
    """word/headerN.xml: its paragraphs, the last of which carries the watermark."""
    end = paragraph("ZsBreak", marked, Look(line=TAIL))
    return f"{HEAD}<w:hdr {NAMESPACES}>{content}{end}</w:hdr>"


def marked(text: str, ids: Ids, face: str) -> str:
    """The watermark's run, where there is one."""
    return watermark(text, ids, face) if text else ""


def letter_foot(ids: Ids) -> str:
    """A letter's first footer: the double rule 20 mm from the paper's bottom, thin over thick, and no number (10.1)."""
    rules = double_rule(ids, PAGE_HEIGHT - 20 * MM - RULE_HEIGHT, thick_first=False)
    return footer(paragraph("ZsPageNumber", rules))


def letter_head(view: dict[str, Any], ink: tuple[float, float], ids: Ids) -> tuple[str, float, float]:
    """A letter's first header: paragraphs, their bottom, and where the first line of text begins (its character box)."""
    mark = view["mark"]
    high, low = ink
    size = round(2 * mark["size"] * MM) / 2
    line = even_line(size)
    base = 30 * MM + high * size
    top = base - baseline(line, size)
    foot = base - low * size if mark["names"] else 30 * MM
    rule = foot + RULE_TOP_GAP
    rules = double_rule(ids, rule, thick_first=True)
    content = paragraph("ZsBlank", rules, Look(line=max(1.0, top - HEADER_FROM_TOP)))
    if mark["names"]:
        content += paragraph("ZsMark", mark_runs(mark, size), Look(line=line))
    bottom = max(top, HEADER_FROM_TOP + 1) + (line if mark["names"] else 0) + TAIL
    return content, bottom, rule + RULE_HEIGHT + GAP
