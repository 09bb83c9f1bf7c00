"""版头: copy number, secrecy, urgency, mark, document number, signatories; each in the first lines, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhongshu.lib.refusal import Refused

from .. import kinds
from ..number import DocumentNumber, number_faults
from ..text import level_of
from . import patterns as p
from .desk import Desk, Sign, Slot
from .roles import Role

HEAD_LINES = 24
MARK_SIZE = 26.0
"""Points from which characters at the top are a masthead; a title has 22."""
MARK_FROM = 0.75


def head(desk: Desk) -> None:
    """Take the lines of the head off the desk; stops at the first line that is none of them."""
    while desk.slots and not desk.slots[0].is_block:
        if not _place(desk, desk.slots[0], desk.slots[1:3]):
            break
    _scattered(desk)


def _scattered(desk: Desk) -> None:
    """Parts of a head in text boxes, frames or page headers, which may stand anywhere before the body."""
    for index, slot in enumerate(desk.slots[:HEAD_LINES]):
        if slot.line.place in ("box", "frame", "header") and not slot.is_block:
            _place(desk, slot, desk.slots[index + 1 : index + 3], strict=True)


def _place(desk: Desk, slot: Slot, following: list[Slot], *, strict: bool = False) -> bool:
    found = list(_elements(desk, slot))
    if not found and not strict and _names_only(desk, slot):
        found = [(Role.SIGNATORY, slot.text, [(0.8, "签发人下一行的姓名")])]
    if not found:
        mark = _mark(desk, slot, following, strict)
        found = [mark] if mark else []
    if not found and not strict:
        found = list(_head_date(desk, slot))
    for role, text, signs in found:
        desk.put(role, text, signs, [slot])
    desk.remove([slot] if found else [])
    return bool(found)


Found = tuple[Role, str, list[Sign]]


def _elements(desk: Desk, slot: Slot) -> Iterable[Found]:
    """The elements a line consists of: one as a whole, or several set apart by blanks; empty unless all of it is told."""
    single = _element(desk, slot.text, slot.bare)
    if single:
        return [single]
    joined = p.NUMBER_AND_SIGNATORY.fullmatch(slot.text)
    if joined and (desk.has(Role.SIGNATORY) or "签发人" in slot.text):
        number = _element(desk, joined[1], p.bare(joined[1]))
        return [number, (Role.SIGNATORY, joined[2].strip(), [(0.95, "“签发人”之后的姓名")])] if number else []
    parts = [part for part in re.split(r"\s{2,}|\t|　", slot.text) if part]
    told = [_element(desk, part, p.bare(part)) for part in parts] if 1 < len(parts) <= 4 else []
    return [item for item in told if item] if told and all(told) else []


def _element(desk: Desk, text: str, bare: str) -> Found | None:
    copy, secrecy = p.COPY_NUMBER.fullmatch(bare), p.SECRECY.fullmatch(bare)
    urgency, number = p.URGENCY.fullmatch(bare), p.NUMBER_LINE.fullmatch(text)
    signatory = p.SIGNATORY.fullmatch(text)
    if copy and not desk.has(Role.COPY_NUMBER):
        return Role.COPY_NUMBER, copy[1], [(0.95, "版头的六位数字")]
    if secrecy and not desk.has(Role.SECRECY):
        return Role.SECRECY, secrecy[1] + (f"★{secrecy[2]}" if secrecy[2] else ""), [(0.95, "单独成行的密级")]
    if urgency and not desk.has(Role.URGENCY):
        return Role.URGENCY, urgency[1], [(0.95, "单独成行的紧急程度")]
    if number and not desk.has(Role.NUMBER):
        return _number(number[1])
    if signatory:
        return Role.SIGNATORY, signatory[1].strip(), [(0.95, "“签发人”之后的姓名")]
    serial = p.SERIAL.fullmatch(bare)
    if serial and desk.has(Role.ISSUER_MARK) and not desk.has(Role.EXTRA):
        name = "令号" if desk.text_of(Role.ISSUER_MARK).endswith("令") else "期号"
        return Role.EXTRA, f"{name}：{bare.strip('（）()')}", [(0.85, "版头下的顺序号")]
    return None


def _number(text: str) -> Found:
    """The document number as written; a wrongly written one is corrected where it can be read, and that is said."""
    faults = number_faults(text)
    try:
        read = DocumentNumber.read(text)
    except Refused:
        read = None
    if read is None:
        return Role.NUMBER, text, [(0.4, "像发文字号，但年份或者序号不能识别")]
    if faults:
        return Role.NUMBER, str(read), [(0.75, f"写法不合规定（{'；'.join(faults)}），已改正")]
    return Role.NUMBER, str(read), [(0.96, "机关代字、年份、顺序号齐全")]


def _names_only(desk: Desk, slot: Slot) -> bool:
    """A second line of signatories: nothing but one or two names below "签发人"."""
    before = desk.pieces[-1] if desk.pieces else None
    names = p.names_in(slot.text)
    return bool(
        before and before.role is Role.SIGNATORY and len(slot.bare) <= 9 and names and not kinds.of_title(slot.bare)
        and all(re.fullmatch(r"[一-鿿·]{2,4}", name) for name in names)
    )  # fmt: skip


def _mark(desk: Desk, slot: Slot, following: list[Slot], strict: bool) -> Found | None:
    bare, line = slot.bare, slot.line
    if bare == "文件" and (desk.has(Role.ISSUER_MARK) or line.red):
        return Role.ISSUER_MARK, bare, [(0.95, "与发文机关名称并列的“文件”二字")]
    if not 2 <= len(bare) <= 40 or p.FAUX.search(bare) or level_of(bare):
        return None
    signs = list(_mark_signs(slot, following))
    weight = 1.0
    for sign, _ in signs:
        weight *= 1 - sign
    plain = strict and not (line.red or bare.endswith("文件"))
    return (Role.ISSUER_MARK, bare, signs) if 1 - weight >= MARK_FROM and not plain else None


def _mark_signs(slot: Slot, following: list[Slot]) -> Iterable[Sign]:
    bare, line = slot.bare, slot.line
    if bare.endswith("文件"):
        yield 0.9, "以“文件”结尾"
    if line.red:
        yield 0.8, "红色"
    if line.size >= MARK_SIZE:
        yield 0.6, "字号大于标题"
    if p.ORGAN_END.search(bare):
        yield 0.4, "是机关名称"
        if any(p.NUMBER_LINE.match(after.text) or after.bare == "文件" for after in following):
            yield 0.7, "下面是发文字号"


def _head_date(desk: Desk, slot: Slot) -> Iterable[Found]:
    """The line of a briefing or of minutes below the mark: editing organ and date."""
    if not desk.has(Role.ISSUER_MARK) or desk.has(Role.DATE):
        return []
    if p.read_date(slot.text):
        return [(Role.DATE, slot.text, [(0.8, "版头中的日期")])]
    match = re.fullmatch(rf"(\S{{3,30}})\s+({p.DATE})", slot.text)
    if match and p.ORGAN_END.search(match[1]):
        return [
            (Role.EXTRA, f"编印单位：{match[1]}", [(0.75, "版头中的机关名称")]),
            (Role.DATE, match[2], [(0.85, "版头中的日期")]),
        ]
    return []
