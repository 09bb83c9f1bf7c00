"""What the header asks: signatories, secrecy, number, joint issue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..breach import REGULATION, STANDARD, Breach
from ..kinds import DocumentKind
from ..model import Direction, Document, SecrecyLevel

LONGEST_PERIODS = {SecrecyLevel.TOP_SECRET: 30, SecrecyLevel.SECRET: 20, SecrecyLevel.CONFIDENTIAL: 10}
"""Years that a state secret may be kept at most, by level."""
SECRECY_LAW = "《中华人民共和国保守国家秘密法》关于保密期限的规定"
_PERIOD = re.compile(r"(?:(\d{1,2})年)?(?:(\d{1,2})个月)?")


def signatories(document: Document, kind: DocumentKind) -> Iterator[Breach]:
    if document.signatories and document.direction is not Direction.UPWARD:
        yield Breach(
            "form.signatory_not_upward",
            f"{REGULATION}第九条第六项",
            "只有上行文标注签发人。",
            "删去版头的签发人。",
            True,
            "signatories",
        )
    joint = len(document.issuer_marks)
    if document.direction is Direction.UPWARD and joint > 1 and 0 < len(document.signatories) < joint:
        yield Breach(
            "form.signatories_joint",
            f"{STANDARD} 7.2.6",
            f"{joint}个机关联合上行文，只标注了{len(document.signatories)}位签发人。",
            "按发文机关的次序标注各机关的签发人。",
            False,
            "signatories",
        )


def secrecy(document: Document, kind: DocumentKind) -> Iterator[Breach]:
    if document.secrecy_level.is_state_secret and not document.copy_number:
        yield Breach(
            "form.missing",
            f"{REGULATION}第九条第一项",
            "涉密公文缺少份号。",
            "涉密公文应当标注份号，请补上。",
            False,
            "copy_number",
        )
    if document.copy_number and not re.fullmatch(r"\d{6}", document.copy_number):
        yield Breach(
            "form.copy_number", f"{STANDARD} 7.2.1", "份号应是6位阿拉伯数字。", "如“000001”。", False, "copy_number"
        )
    if document.secrecy_period and document.secrecy_level in (SecrecyLevel.NONE, SecrecyLevel.INTERNAL):
        yield Breach(
            "form.period_without_level",
            f"{REGULATION}第九条第二项",
            "没有密级却标注了保密期限。",
            "标注密级，或者删去保密期限。",
            False,
            "secrecy_period",
        )
    if document.secrecy_level.is_state_secret:
        yield from _period(document)


def _period(document: Document) -> Iterator[Breach]:
    """保密期限 is written as years or months and is no longer than its level allows."""
    text = document.secrecy_period
    match = _PERIOD.fullmatch(text)
    if not text:
        yield Breach(
            "form.missing",
            f"{REGULATION}第九条第二项",
            "涉密公文缺少保密期限。",
            "在密级后标注保密期限，如“秘密★1年”；按规定不标的，说明后继续。",
            True,
            "secrecy_period",
        )
    elif text != "长期" and (not match or not (match[1] or match[2])):
        yield Breach(
            "form.period_form",
            f"{STANDARD} 7.2.2",
            f"保密期限“{text[:20]}”写法不规范。",
            "写作“1年”“6个月”，数字用阿拉伯数字。",
            True,
            "secrecy_period",
        )
    elif match and int(match[1] or 0) > LONGEST_PERIODS[document.secrecy_level]:
        yield Breach(
            "form.period_length",
            SECRECY_LAW,
            f"{document.secrecy_level.label}级的保密期限不超过{LONGEST_PERIODS[document.secrecy_level]}年。",
            "改正保密期限；另有规定的，说明后继续。",
            True,
            "secrecy_period",
        )


def number(document: Document, kind: DocumentKind) -> Iterator[Breach]:
    """Art. 9 (5): the number's year is that in which the paper is issued."""
    if document.number and document.document_date and document.number.year != document.document_date.year:
        yield Breach(
            "form.number_year",
            f"{REGULATION}第九条第五项",
            f"发文字号的年份是{document.number.year}年，成文日期在{document.document_date.year}年。",
            "按发文的年份编号；跨年编发的，说明后继续。",
            True,
            "number",
        )


def joint(document: Document, kind: DocumentKind) -> Iterator[Breach]:
    """7.2.4, 7.3.5: every organ of a joint paper signs, in the order of the marks."""
    marks, signed = document.issuer_marks, [block.organ for block in document.signature_blocks]
    if len(marks) < 2 or not signed:
        return
    if len(signed) != len(marks):
        yield Breach(
            "form.joint_signatures",
            f"{STANDARD} 7.3.5",
            f"{len(marks)}个机关联合行文，署名的有{len(signed)}个。",
            "按发文机关标志的次序写全各机关署名。",
            False,
            "signature_blocks",
        )
    elif sorted(signed) == sorted(marks) and signed != list(marks):
        yield Breach(
            "form.joint_order",
            f"{STANDARD} 7.3.5",
            "联合行文各机关署名的次序与发文机关标志不一致。",
            "主办机关在前，其余依次排列。",
            True,
            "signature_blocks",
        )
