"""Papers written by this software name their elements by paragraph styles; those are believed before anything is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..model import Table
from ..text import body_to_text
from . import patterns as p
from .body import formed
from .desk import Desk, Slot
from .note import Piece
from .roles import HEADINGS, Role
from .runs import OWN

SUFFIX, NAME = "公文标志后缀", "公文姓名"
_SIMPLE = {
    "公文份号": Role.COPY_NUMBER,
    "公文密级": Role.SECRECY,
    "公文紧急程度": Role.URGENCY,
    "公文标题": Role.TITLE,
    "公文副标题": Role.SUBTITLE,
    "公文题注": Role.TITLE_NOTE,
    "公文作者": Role.BYLINE,
    "公文题下日期": Role.DATE,
    "公文主送机关": Role.ADDRESSEES,
    "公文正文": Role.PARAGRAPH,
    "公文附件说明": Role.ANNEX_NOTE,
    "公文署名": Role.SIGNATURE,
    "公文成文日期": Role.DATE,
    "公文附注": Role.REMARK,
    "公文参会人员": Role.EXTRA,
    "公文附件标识": Role.ANNEX_LABEL,
    "公文附件标题": Role.ANNEX_TITLE,
    "公文附件副标题": Role.ANNEX_SUBTITLE,
    "公文表题": Role.PARAGRAPH,
    "公文表格单位": Role.PARAGRAPH,
    "公文表注": Role.PARAGRAPH,
    "公文保留内容": Role.PARAGRAPH,
    "公文期号": Role.ASIDE,  # what a bulletin's head and foot say stands in the file's properties
    "公文报头": Role.ASIDE,
    "公文页码": Role.ASIDE,
    **{f"公文{word}级标题": HEADINGS[index] for index, word in enumerate("一二三四")},
}
_LINED = (Role.TITLE, Role.ANNEX_TITLE, Role.ANNEX_NOTE)
"""Elements of which each paragraph is a line."""

Told = Iterator[tuple[Role, str]]


def by_style(desk: Desk) -> None:
    """Place the lines whose style says what they are."""
    for slot in list(desk.slots):
        name = slot.line.style
        if slot.is_block or not name.startswith(OWN):
            continue
        reader = _READERS.get(name)
        told = list(reader(slot)) if reader else [(_SIMPLE[name], slot.line.text)] if name in _SIMPLE else []
        for role, text in told:
            desk.put(role, text, [(0.97, f"样式是“{name}”")], [slot], block=formed(slot.line, role))
        if told:
            desk.remove([slot])
    if desk.pieces:
        _own_blocks(desk)
        desk.pieces = list(_lined(desk.ordered()))


def _own_blocks(desk: Desk) -> None:
    """Tables and kept pieces of a paper that is styled throughout."""
    for slot in list(desk.slots):
        if slot.line.block is not None and slot.line.place in ("body", "box", "frame"):
            role = Role.TABLE if isinstance(slot.line.block, Table) else Role.KEPT
            desk.take(role, body_to_text((slot.line.block,)), [(0.95, "原样保留")], [slot], block=slot.line.block)


def _lined(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """Neighbouring paragraphs of a title or an annex note as the lines of one piece."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None and piece.role is held.role and piece.role in _LINED:
            held = Piece(
                held.role, f"{held.text}\n{piece.text}", held.confidence, held.reason, held.lines + piece.lines
            )
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _mark(slot: Slot) -> Told:
    text = slot.line.text
    span = next(((start, end) for start, end, name in slot.line.spans if name == SUFFIX), (len(text), len(text)))
    name = p.bare(text[: span[0]] + text[span[1] :])
    if name:
        yield Role.ISSUER_MARK, name
    if span[1] > span[0]:
        yield Role.MARK_SUFFIX, p.bare(text[span[0] : span[1]])


def _number(slot: Slot) -> Told:
    """The number's line, with what stands on it besides: copy number, secrecy or urgency of a letter, the date of minutes,
    signatories."""
    for index, part in enumerate(slot.line.text.split("\t")):
        text, bare = part.strip(), p.bare(part)
        if not text:
            continue
        if re.fullmatch(p.NUMBER, text):
            yield Role.NUMBER, text
        elif p.COPY_NUMBER.fullmatch(bare):
            yield Role.COPY_NUMBER, bare
        elif p.SECRECY.fullmatch(bare):
            yield Role.SECRECY, text
        elif p.URGENCY.fullmatch(bare):
            yield Role.URGENCY, text
        elif p.read_date(text):
            yield Role.DATE, text
        elif index or p.SIGNATORY.fullmatch(text):
            yield from _signatories(text)
        else:
            yield Role.EXTRA, f"令号：{text}"


def _signatories(text: str) -> Told:
    yield Role.SIGNATORY, re.sub(r"^\s*签\s?发\s?人[：:]", "", text).strip()


def _signatory(slot: Slot) -> Told:
    yield from _signatories(slot.line.text)


def _stamp(slot: Slot) -> Told:
    text = slot.line.text
    start = next((start for start, _, name in slot.line.spans if name == NAME), len(text))
    yield Role.SIGNATURE, f"{p.bare(text[:start])} {p.bare(text[start:])}".strip()


def _record(slot: Slot) -> Told:
    match = p.COPIED.fullmatch(slot.text)
    if match:
        yield (Role.ADDRESSEES if match[1] == "主送" else Role.COPY_TO), match[2].strip().removesuffix("。")
    elif slot.text:
        yield Role.ASIDE, slot.text


def _printed(slot: Slot) -> Told:
    yield (Role.ASIDE if slot.text.startswith("（共印") else Role.PRINTED), slot.text


_READERS: dict[str, Callable[[Slot], Told]] = {
    "公文发文机关标志": _mark,
    "公文发文字号": _number,
    "公文签发人": _signatory,
    "公文签名章": _stamp,
    "公文版记": _record,
    "公文印发": _printed,
}
