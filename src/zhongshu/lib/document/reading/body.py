"""正文: headings, paragraphs, tables and what was kept; the attendance of minutes; and what no longer belongs in a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Align, Block, Heading, Kept, Mark, PageBreak, Paragraph, Style, Table
from ..text import body_from_text, body_to_text, label_of, run_in
from . import patterns as p
from .desk import Desk, Sign, Slot
from .note import CERTAIN, LIKELY, Line
from .roles import HEADINGS, Role
from .runs import BOLD, HEI, KAI, OWN

_HEADING_FONTS = ("黑体", "SimHei", "楷体", "KaiTi")
LONG_HEADING = 40
_STYLES = {BOLD: Style.BOLD, KAI: Style.KAI, HEI: Style.HEI}
_ALIGNED = {"center": Align.CENTER, "right": Align.RIGHT, "left": Align.LEFT}
_PLACES = {
    "header": "页眉中的文字",
    "footer": "页脚中的文字",
    "footnote": "脚注或者尾注",
    "comment": "批注",
    "hidden": "隐藏文字",
}


def asides(desk: Desk) -> None:
    """Set aside what stands outside the text, and the elements the standard has abolished; all is said, nothing is lost."""
    for slot in list(desk.slots):
        if slot.line.place in _PLACES:
            text = body_to_text((slot.line.block,)) if slot.line.block is not None else slot.text
            desk.take(Role.ASIDE, text, [(0.9, _PLACES[slot.line.place])], [slot])
        elif slot.is_block:
            continue
        elif p.ABOLISHED.fullmatch(slot.bare):
            desk.say("", CERTAIN, "删去了“（此页无正文）”：现行标准不再使用。")
            desk.take(Role.ASIDE, slot.text, [(0.95, "现行标准不再使用“此页无正文”")], [slot])
        elif p.SUBJECT_WORDS.match(slot.bare):
            desk.say("", CERTAIN, f"删去了“{slot.text[:30]}”：主题词已经取消。")
            desk.take(Role.ASIDE, slot.text, [(0.95, "主题词已经取消")], [slot])
        elif p.SEAL_PROMPT.fullmatch(slot.bare):
            desk.say("", LIKELY, "删去了用印位置的提示文字。")
            desk.take(Role.ASIDE, slot.text, [(0.9, "用印位置的提示文字")], [slot])
        elif p.PAGE_NUMBER.fullmatch(slot.text):
            desk.take(Role.ASIDE, slot.text, [(0.9, "页码，由排版自动生成")], [slot])


def page_breaks(desk: Desk) -> list[Slot]:
    """Take the page breaks off the desk while the elements are told: they stand between any two of them."""
    breaks = [slot for slot in desk.slots if isinstance(slot.line.block, PageBreak)]
    desk.remove(breaks)
    return breaks


def place_breaks(desk: Desk, breaks: list[Slot], *, all_of_them: bool) -> None:
    """Put back the page breaks that stand between two pieces of one running text; the others follow from the layout, but in
    a file of this software, which writes none that is not meant."""
    ordered = [piece for piece in desk.ordered() if piece.role is not Role.ASIDE]
    numbers = [(piece.lines[0], piece.role.is_body) for piece in ordered if piece.lines]
    for slot in breaks:
        before = [body for number, body in numbers if number < slot.number]
        after = [body for number, body in numbers if number > slot.number]
        if all_of_them or (before and after and before[-1] and after[0]):
            desk.put(Role.PAGE_BREAK, body_to_text((PageBreak(),)), [(0.9, "手动分页")], [slot])


def body_piece(desk: Desk, slot: Slot) -> None:
    """Place a line of the running text: heading, paragraph, table or what was kept."""
    role, text, signs = signs_of(slot)
    desk.take(role, text, signs, [slot], block=formed(slot.line, role))


def formed(line: Line, role: Role) -> Block | None:
    """The block that a line is, where its words alone do not say all: marks and position of a paragraph."""
    if line.block is not None or role is not Role.PARAGRAPH:
        return line.block
    own = line.style.startswith(OWN)
    marks = tuple(_marks(line, own))
    align = _ALIGNED.get(line.align, Align.USUAL)
    if align is Align.LEFT and not own:  # most software writes "left" for any paragraph
        align = Align.USUAL
    return Paragraph(line.text, marks, align) if marks or align else None


def _marks(line: Line, own: bool) -> Iterator[Mark]:
    """Stretches in other faces; the run-in heading of a numbered paragraph is set by the typesetting itself."""
    heading = 0 if own else run_in(line.text)
    for start, end, name in line.spans:
        if name in _STYLES and end > heading and end <= len(line.text) and (own or line.text[start:end].strip()):
            yield Mark(max(start, heading), end, _STYLES[name])


def signs_of(slot: Slot) -> tuple[Role, str, list[Sign]]:
    """What a line of the running text is, its words, and why."""
    line = slot.line
    if isinstance(line.block, Table):
        return Role.TABLE, body_to_text((line.block,)), [(0.9, f"{len(line.block.rows)}行的表格")]
    if isinstance(line.block, Kept):
        return Role.KEPT, body_to_text((line.block,)), [(0.6, f"{line.block.what}，原样保留")]
    block = (body_from_text(slot.text) or (None,))[0]
    if isinstance(block, Heading):
        return HEADINGS[block.level - 1], slot.text, _heading_signs(slot)
    if isinstance(block, Table):
        return Role.TABLE, slot.text, [(0.8, "以竖线分隔的表格行")]
    if re.match(r"heading|标题", line.style, re.IGNORECASE) and len(slot.text) <= LONG_HEADING:
        return Role.PARAGRAPH, slot.text, [(0.55, f"样式是“{line.style}”，但没有层次序号，暂按段落处理")]
    if line.place == "box":
        return Role.PARAGRAPH, slot.text, [(0.6, "文本框中的文字，按出现位置排入")]
    if line.place == "frame":
        return Role.PARAGRAPH, slot.text, [(0.6, "版面框架表格中的文字")]
    return Role.PARAGRAPH, slot.text, [(0.9, "其余段落为正文")]


def _heading_signs(slot: Slot) -> list[Sign]:
    long = len(slot.text) > LONG_HEADING
    reason = f"以“{label_of(slot.text)}”起头，没有句末标点" + ("，但较长，请核对" if long else "")
    signs: list[Sign] = [(0.45 if long else 0.85, reason)]
    if any(name in slot.line.font for name in _HEADING_FONTS):
        signs.append((0.5, f"用{slot.line.font}"))
    elif slot.line.bold:
        signs.append((0.3, "加粗"))
    return signs


def attendance(desk: Desk) -> None:
    """出席 列席 请假 and the like of minutes."""
    for slot in list(desk.slots):
        match = None if slot.is_block else p.ATTENDANCE.fullmatch(slot.text)
        if match:
            text = f"{p.bare(match[1])}：{match[2].strip()}"
            desk.take(Role.EXTRA, text, [(0.85, "纪要的人员和情况栏目")], [slot])
