"""From the foot upwards: record, annexes, remark, date, signature, annex note."""

from __future__ import annotations

import re

from ..text import level_of
from . import patterns as p
from .body import body_piece
from .desk import Desk, Sign, Slot
from .roles import Role
from .title import TITLE_LIMIT

RECORD_LINES = 10
CLOSING_LINES = 8
NOTE_LINES = 24


def annexes(desk: Desk) -> None:
    """附件 pages after the signature: each begins with 附件 or 附件1 on a line of its own, or with 附件1 and its name."""
    closed = _closing_index(desk.slots)
    starts = [index for index, slot in enumerate(desk.slots) if index and _starts_annex(slot, index > closed >= 0)]
    if not starts:
        return
    slots, end = list(desk.slots), len(desk.slots)
    record = next((i for i in range(starts[0] + 1, end) if _is_record(slots[i])), end)
    for start, stop in zip(starts, [*starts[1:], record], strict=True):
        if start < record:
            _annex(desk, slots[start], slots[start + 1 : min(stop, record)])


def _starts_annex(slot: Slot, after_date: bool) -> bool:
    if slot.is_block:
        return False
    return bool(p.ANNEX_START.fullmatch(slot.text) or (after_date and p.ANNEX_NAMED.fullmatch(slot.text)))


def _annex(desk: Desk, start: Slot, inside: list[Slot]) -> None:
    named = p.ANNEX_NAMED.fullmatch(start.text)
    desk.take(Role.ANNEX_LABEL, start.text, [(0.9, "单独成行的“附件”")], [start])
    if named is None and inside and not inside[0].is_block and _is_annex_title(inside[0].text):
        titled = [inside[0]]
        looks = inside[0].line
        for slot in inside[1:3]:  # a long name runs over two or three lines of the same looks
            same = slot.line.centred and looks.centred and slot.line.size == looks.size and looks.size >= 18
            if slot.is_block or not same:
                break
            titled.append(slot)
        name = "".join(slot.text for slot in titled)
        signs = [(0.8, "附件起始行下的一行")] + ([(0.6, "居中")] if looks.centred else [])
        desk.take(Role.ANNEX_TITLE, name, signs, titled)
        inside = inside[len(titled) :]
    for slot in inside:
        body_piece(desk, slot)


def _is_annex_title(text: str) -> bool:
    return 2 <= len(text) <= TITLE_LIMIT and text[-1] not in p.ENDS and not level_of(text)


def _is_record(slot: Slot) -> bool:
    return not slot.is_block and bool(re.match(r"(?:抄送|抄报)[：:]", slot.text) or p.PRINTED.fullmatch(slot.text))


def record(desk: Desk) -> None:
    """抄送 and the printing line, looked for among the last lines and in frames and text boxes."""
    total = len(desk.slots)
    for index, slot in enumerate(list(desk.slots)):
        if slot.is_block or not (index >= total - RECORD_LINES or slot.line.place in ("box", "frame", "footer")):
            continue
        copied, printed = p.COPIED.fullmatch(slot.text), p.PRINTED.fullmatch(slot.text)
        if slot not in desk.slots:
            continue
        if copied:
            _copied(desk, slot, copied[1], copied[2])
        elif printed:
            _printed(desk, slot, printed[1].strip())
        elif p.PRINT_RUN.fullmatch(slot.bare):
            desk.take(Role.ASIDE, slot.text, [(0.9, "印数，由印制登记另记")], [slot])


def _copied(desk: Desk, slot: Slot, label: str, text: str) -> None:
    """A line of the record; it goes on in the next lines until a full stop."""
    taken, index = [slot], desk.slots.index(slot)
    for after in desk.slots[index + 1 : index + 4]:
        going = not text.rstrip().endswith("。") and not after.is_block and not _is_record(after)
        if not going or not text.rstrip().endswith(("，", ",", "、", "；")):
            break
        taken.append(after)
        text += after.text
    role = Role.ADDRESSEES if label == "主送" else Role.COPY_TO
    desk.take(role, text.strip().rstrip("。"), [(0.95, f"以“{label}”起头的一行")], taken)


def _printed(desk: Desk, slot: Slot, organ: str) -> None:
    """Printing organ and date; in a grid they stand in two cells."""
    index = desk.slots.index(slot)
    before = desk.slots[index - 1] if index else None
    day = slot.text[len(organ) :].strip()
    if not organ and before is not None and not before.is_block and p.ORGAN_END.search(before.bare):
        desk.take(Role.PRINTED, f"{before.bare} {day}", [(0.9, "以“印发”结尾的一行和它前面的机关")], [before, slot])
        return
    desk.take(Role.PRINTED, f"{organ} {day}".strip(), [(0.95, "以“印发”结尾的一行")], [slot])


def _closing_index(slots: list[Slot]) -> int:
    """Where the signature's date stands: the last date line with an organ's name right above it; -1 where there is none."""
    for index in range(len(slots) - 1, 0, -1):
        above = slots[index - 1]
        if (
            not slots[index].is_block
            and p.read_date(slots[index].text)
            and not above.is_block
            and is_organ(above, True)
        ):
            return index
    return -1


def closing(desk: Desk) -> None:
    """Remark, date and signature at the foot of the main part, then the annex note above them."""
    _remark(desk)
    dated = _date(desk)
    organs = 0
    while len(desk.slots) > 1 and organs < 12 and _signature(desk, desk.slots[-1], dated):
        organs += 1
    _annex_note(desk)


def _remark(desk: Desk) -> None:
    for index in range(len(desk.slots) - 1, max(1, len(desk.slots) - CLOSING_LINES), -1):
        slot, above = desk.slots[index], desk.slots[index - 1]
        if slot.is_block or not p.CONTACT.fullmatch(slot.text):
            return
        if not above.is_block and _ends_with_date(above.text):
            taken = desk.slots[index:]
            text = "；".join(item.text.strip("（）()") for item in taken)
            desk.take(Role.REMARK, text, [(0.95, "成文日期下一行括号内的文字")], taken)
            return


def _ends_with_date(text: str) -> bool:
    return bool(p.read_date(text) or re.fullmatch(rf"\S{{3,30}}\s+{p.DATE}", text))


def _date(desk: Desk) -> bool:
    if len(desk.slots) < 2 or desk.slots[-1].is_block or desk.has(Role.DATE):
        return desk.has(Role.DATE)
    slot = desk.slots[-1]
    if p.read_date(slot.text):
        old = bool(p.CHINESE_DATE.search(slot.bare))
        signs = [(0.95, "落款处的日期" + ("，原为汉字数字，已改为阿拉伯数字" if old else ""))]
        desk.take(Role.DATE, slot.text, signs, [slot])
        return True
    match = re.fullmatch(rf"(.{{3,60}}?)\s+({p.DATE})", slot.text)
    if match and p.ORGAN_END.search(p.bare(match[1])) and not p.FAUX.search(match[1]):
        desk.put(Role.SIGNATURE, match[1].strip(), [(0.9, "日期前的机关名称")], [slot])
        desk.take(Role.DATE, match[2], [(0.9, "落款处的日期")], [slot])
        return True
    return False


def _signature(desk: Desk, slot: Slot, dated: bool) -> bool:
    if slot.is_block:
        return False
    parts = [part for part in re.split(r"\s{2,}|\t|　{2,}", slot.text) if part]
    if len(parts) > 1 and all(p.ORGAN_END.search(p.bare(part)) and len(part) >= 4 for part in parts):
        desk.remove([slot])
        for part in parts:
            desk.put(Role.SIGNATURE, p.bare(part), [(0.85, "文末并列的机关名称")], [slot])
        return True
    post = p.POST.fullmatch(slot.text) or re.fullmatch(rf"(.{{3,30}}?)\s+{p.POST.pattern}", slot.text)
    if post and dated and len(slot.bare) <= 40:
        desk.take(Role.SIGNATURE, re.sub(r"\s+", " ", slot.text), [(0.85, "日期上方的职务和姓名")], [slot])
        return True
    if not is_organ(slot, dated):
        return False
    signs: list[Sign] = [(0.75, "文末单独成行的机关名称")] + ([(0.8, "下面是成文日期")] if dated else [])
    if slot.line.align == "right":
        signs.append((0.5, "靠右"))
    desk.take(Role.SIGNATURE, slot.bare, signs, [slot])
    return True


def is_organ(slot: Slot, dated: bool) -> bool:
    """A line that is an organ's name, as it stands at the end of a paper."""
    text = slot.bare
    if slot.is_block or not 3 <= len(text) <= 30 or re.search(rf"[{p.ENDS}（）《》0-9]", text) or level_of(text):
        return False
    return bool(p.ORGAN_END.search(text)) and (dated or len(text) <= 20)


def _annex_note(desk: Desk) -> None:
    """附件：1.… and the numbered names below it, right above the signature."""
    for index in range(len(desk.slots) - 1, max(-1, len(desk.slots) - NOTE_LINES), -1):
        slot = desk.slots[index]
        if slot.is_block or not p.ANNEX_NOTE.fullmatch(slot.text):
            continue
        after = desk.slots[index + 1 :]
        if any(item.is_block or not p.ANNEX_ITEM.fullmatch(item.text) for item in after):
            return
        taken = [slot, *after]
        desk.take(Role.ANNEX_NOTE, "\n".join(item.text for item in taken), [(0.95, "“附件：”之后列出的名称")], taken)
        return
