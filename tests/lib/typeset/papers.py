"""The papers that layout is measured on: every element present, texts chosen so that edges are sharp."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from PIL import Image

from zhongshu.lib.document import (
    Annex,
    Direction,
    Document,
    DocumentNumber,
    Layout,
    Paragraph,
    SecrecyLevel,
    SignatureBlock,
    Table,
    Urgency,
    body_from_text,
)
from zhongshu.lib.typeset import SealImage

OFFICE = "明川县人民政府办公室"
FULL = "国" * 28 * 30

PLAIN = Document(
    kind="notice",
    issuer_marks=(OFFICE,),
    number=DocumentNumber("明政办发", 2026, 12),
    title="关于切实做好春耕备耕工作的通知",
    addressees=("国各镇人民政府", "县政府各部门、各直属机构"),
    body=(Paragraph("国" * 26 + FULL), Paragraph("国国")),
    signature_blocks=(SignatureBlock(OFFICE),),
    document_date=date(2026, 3, 1),
    copy_to=("县委办公室，县人大常委会办公室，县政协办公室，县纪委监委，县法院，县检察院，县人武部",),
    printing_organ=OFFICE,
    printing_date=date(2026, 3, 2),
)
CORNER = replace(
    PLAIN,
    copy_number="000001",
    secrecy_level=SecrecyLevel.CONFIDENTIAL,
    secrecy_period="1年",
    urgency=Urgency.EXTRA_URGENT,
)
UPWARD = replace(
    PLAIN,
    kind="request",
    direction=Direction.UPWARD,
    title="明川县人民政府关于解决水利资金的请示",
    addressees=("安和市人民政府",),
    signatories=("陈志远", "罗文斌", "国"),
    body=body_from_text("国国国国国国。\n妥否，请批示。"),
    remark="国联系人：李强",
)
UNSEALED = replace(
    PLAIN, sealed=False, body=(Paragraph("国国国国国国。"),), copy_to=(), printing_organ="", printing_date=None
)
ANNEXES = replace(
    PLAIN,
    body=(Paragraph("国国国国国国。"),),
    annexes=(Annex("国国国方案", (Paragraph("国国国。"),)), Annex("国国国分工表", (Paragraph("国国。"),))),
)
JOINT = replace(
    PLAIN,
    issuer_marks=("明川县教育局", "明川县财政局", "明川县公安局"),
    signature_blocks=tuple(map(SignatureBlock, ("明川县教育局", "明川县财政局", "明川县公安局"))),
    body=(Paragraph("国" * 26 + "国" * 28 * 9),),
)
LETTER = replace(
    PLAIN,
    kind="letter",
    layout=Layout.LETTER,
    mark_suffix="",
    number=DocumentNumber("明政办函", 2026, 7),
    secrecy_level=SecrecyLevel.INTERNAL,
    body=(Paragraph("国" * 26 + "国" * 28 * 20),),
)
ORDER = Document(
    kind="order",
    layout=Layout.ORDER,
    issuer_marks=("明川县人民政府",),
    mark_suffix="令",
    sealed=False,
    extra=(("令号", "国国号"),),
    body=(Paragraph("国" * 60),),
    signature_blocks=(SignatureBlock("明川县人民政府", "县长", "国志国"),),
    document_date=date(2026, 3, 1),
)
MINUTES = Document(
    kind="minutes",
    layout=Layout.MINUTES,
    issuer_marks=("明川县人民政府常务会议纪要",),
    mark_suffix="",
    sealed=False,
    number=DocumentNumber("明政纪要", 2026, 6),
    body=(Paragraph("国国国国。"),),
    extra=(("出席", "国" * 40),),
    document_date=date(2026, 3, 1),
)
CLOSED_UP = replace(CORNER, copy_number="")
SHORT_ORGAN = replace(UNSEALED, signature_blocks=(SignatureBlock("国办"),))
WRAPPED_NOTE = replace(
    ANNEXES,
    signature_blocks=(),
    document_date=None,
    annexes=(Annex("国" * 40, (Paragraph("国。"),)), Annex("国国", (Paragraph("国。"),))),
)
ONE_NOTE = replace(ANNEXES, annexes=(Annex("国" * 40, (Paragraph("国。"),)),))
REMARKED = replace(PLAIN, body=(Paragraph("国国国国国国。"),), remark="国国国")
BLANK_PAGE = replace(PLAIN, signature_blocks=(), document_date=None, body=(Paragraph("国" * (26 + 28 * 29)),))
ACROSS = replace(
    PLAIN,
    body=(
        Paragraph("国国国。"),
        Table(tuple(("国",) * 6 for _ in range(24)), landscape=True),
        Paragraph("国国国。"),
    ),
)
SAMPLES = {
    "plain": PLAIN,
    "corner": CORNER,
    "upward": UPWARD,
    "unsealed": UNSEALED,
    "annexes": ANNEXES,
    "joint": JOINT,
    "letter": LETTER,
    "order": ORDER,
    "minutes": MINUTES,
    "closed_up": CLOSED_UP,
    "short_organ": SHORT_ORGAN,
    "wrapped_note": WRAPPED_NOTE,
    "one_note": ONE_NOTE,
    "remarked": REMARKED,
    "blank_page": BLANK_PAGE,
    "across": ACROSS,
}


def block_seal(organ: int = 0, width: float = 42.0, height: float = 0) -> SealImage:
    """A plain red square (or oblong) in place of a seal or a signature stamp, so that its edges can be measured."""
    picture = Image.new("RGB", (300, round(300 * (height or width) / width)), (220, 0, 0))
    encoded = io.BytesIO()
    picture.save(encoded, "PNG")
    return SealImage(encoded.getvalue(), organ, width)
