"""标题 and what stands below it: byline and date of a speech, then whom the text addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .. import kinds
from ..text import level_of
from . import patterns as p
from .desk import Desk, Sign, Slot
from .roles import Role

TITLE_LIMIT = 80
TITLE_LINES = 6
TITLE_SIZE = 18.0
_TITLE_FONTS = ("小标宋", "大标宋", "黑体", "SimHei", "STZhongsong")


def title(desk: Desk) -> None:
    """The first short unpunctuated line(s) before the salutation; may run over several lines."""
    taken: list[Slot] = []
    for slot in desk.slots[:TITLE_LINES]:
        if not _may_be_title(slot, bool(taken)) or (taken and not _goes_on(taken, slot, desk)):
            break
        taken.append(slot)
    if not taken:
        desk.say("title", 0.2, "没有找到标题，请补写。")
        return
    desk.take(Role.TITLE, "\n".join(slot.text for slot in taken), _signs(taken), taken)


def _signs(taken: list[Slot]) -> Iterable[Sign]:
    joined, line = "".join(slot.text for slot in taken), taken[0].line
    known = kinds.of_title(joined)
    if known:
        yield 0.9, f"以“{known.word}”结尾，是公文标题"
    yield 0.5, "开头单独成行，没有句末标点"
    if line.centred:
        yield 0.4, "居中"
    if line.size >= TITLE_SIZE:
        yield 0.5, "字号大于正文"
    if any(name in line.font for name in _TITLE_FONTS):
        yield 0.3, f"用{line.font}"
    if re.fullmatch(r"Title|标题|公文标题|文档标题", line.style):
        yield 0.8, f"样式是“{line.style}”"


def _may_be_title(slot: Slot, started: bool) -> bool:
    text = slot.text
    if slot.is_block or not 2 <= len(text) <= TITLE_LIMIT or text[-1] in p.ENDS or level_of(text):
        return False
    if p.GREETING.match(text) or p.read_date(text) or re.search(r"[。；]", text) or p.COPIED.match(text):
        return False
    return not started or slot.line.centred or len(text) <= 30


def _goes_on(taken: list[Slot], slot: Slot, desk: Desk) -> bool:
    """Whether a title goes on in the next line: it looks the same, or the words so far do not end a title and the next do."""
    joined = "".join(item.text for item in taken)
    first, line = taken[0].line, slot.line
    index = desk.slots.index(slot)
    following = desk.slots[index + 1].text if index + 1 < len(desk.slots) else ""
    if re.fullmatch(r"[（(].{1,12}[）)]", slot.text) and not re.search(r"年|第", slot.text):
        return True
    if is_byline(slot.text, following) or not following:
        return False
    looks_known = bool(first.size or first.align)
    if looks_known and first.centred and first.size >= TITLE_SIZE:
        return line.centred and abs(line.size - first.size) < 1.1
    if looks_known and (line.size, line.align) != (first.size, first.align):
        return False
    if kinds.of_title(joined):
        return False
    return bool(kinds.of_title(joined + slot.text)) or bool(p.SPEECH.search(slot.text) and not p.SPEECH.search(joined))


def opening(desk: Desk) -> None:
    """Byline and date under a title, then whom the text addresses."""
    for _ in range(3):
        if len(desk.slots) < 2 or desk.slots[0].is_block:
            break
        slot = desk.slots[0]
        if p.read_date(slot.text) and not desk.has(Role.DATE):
            desk.take(Role.DATE, slot.text, [(0.85, "标题下的日期")], [slot])
        elif desk.has(Role.TITLE) and is_byline(slot.text, desk.slots[1].text):
            desk.take(Role.BYLINE, re.sub(r"\s+", " ", slot.text), [(0.8, "标题下单独成行的姓名职务")], [slot])
        else:
            break
    if desk.slots and not desk.slots[0].is_block and _addresses(desk.slots[0].text):
        slot = desk.slots[0]
        desk.take(Role.ADDRESSEES, slot.text.rstrip("：:"), [(0.95, "正文前以冒号结尾的一行")], [slot])


def _addresses(text: str) -> bool:
    short = len(text) <= 200 and text[-1:] in ("：", ":") and not level_of(text) and not re.search(r"[。；]", text)
    return short and not re.search(r"(?:如下|通知|要求|事项|情况|以下)[：:]$", text)


def is_byline(text: str, following: str) -> bool:
    """A short line without marks, with a date, a greeting or addressees below it."""
    near = p.read_date(following) or p.GREETING.match(following) or following.strip().endswith(("：", ":"))
    plain = 2 <= len(text) <= 24 and not re.search(rf"[{p.ENDS}]", text) and not level_of(text)
    return plain and bool(near) and not kinds.of_title(text) and not text.startswith(("（", "("))
