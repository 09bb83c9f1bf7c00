"""What a stretch of a file may be: the 18 elements of art. 9, the parts of a body, and what stays outside the document."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Role(StrEnum):
    """The element a piece of a file was recognised as; ``label`` is the word users see."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    COPY_NUMBER = "copy_number", "份号"
    SECRECY = "secrecy_level", "密级和保密期限"
    URGENCY = "urgency", "紧急程度"
    ISSUER_MARK = "issuer_marks", "发文机关标志"
    MARK_SUFFIX = "mark_suffix", "发文机关标志的后缀（文件、令）"
    NUMBER = "number", "发文字号"
    SIGNATORY = "signatories", "签发人"
    TITLE = "title", "标题"
    SUBTITLE = "subtitle", "副标题"
    TITLE_NOTE = "title_note", "题注"
    BYLINE = "byline", "署名（标题下）"
    ADDRESSEES = "addressees", "主送机关"
    HEADING_1 = "heading_1", "正文：一级标题"
    HEADING_2 = "heading_2", "正文：二级标题"
    HEADING_3 = "heading_3", "正文：三级标题"
    HEADING_4 = "heading_4", "正文：四级标题"
    PARAGRAPH = "paragraph", "正文：段落"
    TABLE = "table", "正文：表格"
    KEPT = "kept", "正文：原样保留的内容"
    PAGE_BREAK = "page_break", "正文：分页"
    EXTRA = "extra", "专有要素"
    ANNEX_NOTE = "annex_note", "附件说明"
    SIGNATURE = "signature_blocks", "发文机关署名"
    DATE = "document_date", "成文日期"
    REMARK = "remark", "附注"
    ANNEX_LABEL = "annex_label", "附件：起始行"
    ANNEX_TITLE = "annex_title", "附件：标题"
    ANNEX_SUBTITLE = "annex_subtitle", "附件：副标题"
    COPY_TO = "copy_to", "抄送机关"
    PRINTED = "printing_organ", "印发机关和印发日期"
    ASIDE = "aside", "不带入文稿"

    @property
    def is_body(self) -> bool:
        """Whether it is part of the running text, of the paper or of an annex."""
        return self in BODY

    @property
    def element(self) -> str:
        """The element of :class:`~zhongshu.lib.document.Document` that the piece goes into; empty for none."""
        if self.is_body:
            return "body"
        if self in ANNEX_PARTS:
            return "annexes"
        return "" if self is Role.ASIDE else self.value


HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)
BODY = frozenset((*HEADINGS, Role.PARAGRAPH, Role.TABLE, Role.KEPT, Role.PAGE_BREAK))
ANNEX_PARTS = frozenset({Role.ANNEX_NOTE, Role.ANNEX_LABEL, Role.ANNEX_TITLE, Role.ANNEX_SUBTITLE})
