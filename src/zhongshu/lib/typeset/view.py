"""What a layout is told: the document as plain data in words, millimetres and font roles. No paper knowledge beyond that."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhongshu.lib.document.model import Annex, Document, Layout, SecrecyLevel

from .blocks import elements
from .titles import break_title, width

LINE_PITCH = 29.6
"""Points from line to line: (225 mm − one 3号 character) / 21, so that 22 lines fill the type area."""
MARK_HEIGHT = 17.0
MARK_WIDTH = 150.0
NARROWEST = 0.62
ATTENDANCE = ("主持", "出席", "参加", "请假", "缺席", "列席", "记录")
"""Elements of minutes that are printed below the body as a label and names."""
RECORD = ("报", "送", "分送", "发")
"""Labels that bulletins and minutes use in the record beside 抄送, each an element of ``extra``."""


def view(document: Document, date: str = "foot") -> dict[str, Any]:
    """All elements as the layouts want them; strings only where people read, numbers in mm or points. ``date`` "head": the
    layout has the date above its rule."""
    day = chinese_date(document.document_date)
    in_head = date == "head"
    return {
        "pitch": LINE_PITCH,
        "plain_title": document.plain_title,
        "author": "、".join(document.issuer_marks) or document.byline,
        "corner": corner(document),
        "mark": mark(document),
        "number": str(document.number or ""),
        "signatories": list(document.signatories),
        "title": list(break_title(document.title)),
        "under_title": under_title(document),
        "addressees": "，".join(document.addressees).rstrip("：:"),
        "body": elements(document.body),
        "annex_note": [annex.name for annex in document.annexes if annex.listed],
        "annexes": annexes(document),
        "signatures": [block.organ for block in document.signature_blocks if block.organ and not block.name],
        "stamps": [{"post": block.post, "name": block.name} for block in document.signature_blocks if block.name],
        "sealed": document.sealed,
        "date": "" if in_head or dated_under_title(document) else day,
        "head_date": day if in_head else "",
        "attendance": [[name, people] for name, people in document.extra if name in ATTENDANCE],
        "remark": document.remark.strip("（）()"),
        "record_to": record_to(document),
        "printing_organ": document.printing_organ,
        "printing_date": chinese_date(document.printing_date),
        "extra": dict(document.extra),
    }


def record_to(document: Document) -> list[list[str]]:
    """Lines of the record that name who gets the paper: [label, organs]."""
    held = dict(document.extra)
    lines = [[label, held[label]] for label in RECORD if held.get(label)]
    if document.copy_to:
        lines.append(["抄送", "，".join(document.copy_to)])
    return [[label, organs.rstrip("。")] for label, organs in lines]


def chinese_date(day: date | None) -> str:
    """2026年3月1日: full year, months and days without padding (7.3.5.4); empty for no date."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def dated_under_title(document: Document) -> bool:
    """Whether the date stands under the title, with the speaker's name."""
    return document.layout is Layout.MANUSCRIPT and bool(document.byline) and not document.signature_blocks


def under_title(document: Document) -> list[str]:
    """What stands centred under the title in 楷体: a subtitle, a note on who passed the paper and when, the speaker and, in
    parentheses, the date of a manuscript."""
    day = chinese_date(document.document_date) if dated_under_title(document) else ""
    note = document.title_note.strip("（）()")
    lines = (document.subtitle, note and f"（{note}）", document.byline, day and f"（{day}）")
    return [line for line in lines if line]


def corner(document: Document) -> list[list[str]]:
    """份号, 密级★期限, 紧急程度 from the top left in this order; absent ones close up (7.2.1–7.2.3)."""
    lines = []
    if document.copy_number:
        lines.append(["fangsong", document.copy_number])
    if document.secrecy_level is not SecrecyLevel.NONE:
        period = f"★{document.secrecy_period}" if document.secrecy_period else ""
        lines.append(["hei", f"{spread(document.secrecy_level.label, period)}{period}"])
    if document.urgency:
        lines.append(["hei", spread(document.urgency.label, "")])
    return lines


def spread(word: str, following: str) -> str:
    """A two-character mark stands with a character's space between when nothing follows it."""
    return word if following else "　".join(word)


def mark(document: Document) -> dict[str, Any]:
    """发文机关标志: names, the word 文件, character height in mm and how much narrower than high."""
    names = list(document.issuer_marks)
    if not names:
        return {"names": [], "suffix": "", "size": MARK_HEIGHT, "stretch": 1}
    if len(names) == 1:
        cell = MARK_WIDTH / max(1.0, width(names[0] + document.mark_suffix))
    else:
        cell = (MARK_WIDTH - 5) / max(1.0, max(map(width, names)) + width(document.mark_suffix))
    height = min(MARK_HEIGHT, cell / NARROWEST)
    if len(names) > 1:  # many names: smaller, so that page one keeps its body text (7.2.4)
        height = min(height, 13.0, 52.0 / len(names))
    return {"names": names, "suffix": document.mark_suffix, "size": height, "stretch": min(1.0, cell / height)}


def annexes(document: Document) -> list[dict[str, Any]]:
    """Annexes with their labels; a single one carries no number, one bound apart carries the paper's number before its own
    (7.3.7), and a text that the paper issues or forwards no label at all."""
    listed = [annex for annex in document.annexes if annex.listed]
    return [annex_view(annex, label(annex, listed, document)) for annex in document.annexes]


def label(annex: Annex, listed: list[Annex], document: Document) -> str:
    """附件, 附件2, 明政办发〔2026〕1号附件2, or nothing."""
    if not annex.listed:
        return ""
    place = next(index for index, item in enumerate(listed, 1) if item is annex)
    return (str(document.number or "") if annex.separate else "") + "附件" + (str(place) if len(listed) > 1 else "")


def annex_view(annex: Annex, label: str) -> dict[str, Any]:
    """One annex as the layouts want it."""
    return {
        "label": label,
        "title": list(break_title(annex.shown_title)),
        "subtitle": annex.subtitle,
        "blocks": elements(annex.blocks, across=annex.landscape),
        "landscape": annex.landscape,
    }
