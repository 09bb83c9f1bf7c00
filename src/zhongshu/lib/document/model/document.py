"""An official document as the 18 elements of art. 9, and nothing about paper or fonts.

Values are frozen and hashable; a change makes a new value (``dataclasses.replace``). Lengths, fonts and places on the
page belong to ``lib.typeset``; whether a document is *right* is asked of ``validation`` and ``routing``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Self

from zhongshu.lib.refusal import Refused

from .. import codec
from ..number import DocumentNumber
from ..shape import Label, Since
from .blocks import KEPT_BYTES_LIMIT, Block, Kept
from .vocabulary import Direction, Layout, SecrecyLevel, Urgency

CURRENT_EDITION = "2012"
FORMAT_VERSION = 2
"""Version of the JSON format: 2 added marks, positions, merged and landscape tables, kept pieces, page breaks, subtitles,
notes under titles, templates by name, and annexes with titles of their own. Version 1 is read as it was."""
BLOCK_TEXT_LIMIT = 200_000
"""Characters one document may hold in all; longer texts are books, not papers."""


@dataclass(frozen=True, slots=True)
class Annex:
    """附件: its name as the annex note lists it (no number, no end mark) and its own body.

    ``title`` is what its first page says when that is not the name. ``listed`` False: no annex but the text that a notice
    issues or forwards, which follows on a new page without the word 附件 and stands in no annex note. ``separate``: not
    bound with the paper, so the document's number goes before the word 附件 (GB/T 9704-2012 7.3.7).
    """

    name: Annotated[str, Label("附件名称", "不编序号，末尾不加标点")]
    blocks: Annotated[tuple[Block, ...], Label("附件正文")] = ()
    title: Annotated[str, Label("附件标题", "首页所印标题；空即附件名称"), Since(2)] = ""
    subtitle: Annotated[str, Label("附件副标题或题注"), Since(2)] = ""
    listed: Annotated[bool, Label("列入附件说明", "否：随文印发的文件，不标“附件”"), Since(2)] = True
    separate: Annotated[bool, Label("与正文分开装订"), Since(2)] = False
    landscape: Annotated[bool, Label("横排"), Since(2)] = False

    @property
    def shown_title(self) -> str:
        """The title its first page carries."""
        return self.title or self.name


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """发文机关署名; for a leader's signature stamp (命令、议案) also the post and the name."""

    organ: Annotated[str, Label("署名机关")] = ""
    post: Annotated[str, Label("职务", "加盖签名章时标注")] = ""
    name: Annotated[str, Label("姓名")] = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One official document or manuscript.

    ``issuer_marks`` are organ names without 文件; ``mark_suffix`` is that word or empty. ``copy_number`` is as printed
    ("000001"). A line break in ``title`` is a break the drafter insists on. ``addressees`` and ``copy_to`` are groups:
    each may itself join organs of one kind with 、. Joint issue: several marks, and a signature block for each, the lead
    organ first. ``sealed`` says whether room is kept for a seal. ``byline`` is the speaker or author of a manuscript.
    ``extra`` holds elements of a single layout: ("令号", "第12号"), ("出席", "…"), ("期号", "第1期").
    """

    kind: Annotated[str, Label("文种", "文种代码，见文种目录")] = "notice"
    edition: Annotated[str, Label("版本", "文种所属条例的年份")] = CURRENT_EDITION
    direction: Annotated[Direction, Label("行文方向")] = Direction.DOWNWARD
    layout: Annotated[Layout, Label("格式")] = Layout.DOCUMENT
    template: Annotated[str, Label("版式", "本机关模板的名称；空即按文种和格式选用"), Since(2)] = ""
    copy_number: Annotated[str, Label("份号", "6位阿拉伯数字")] = ""
    secrecy_level: Annotated[SecrecyLevel, Label("密级")] = SecrecyLevel.NONE
    secrecy_period: Annotated[str, Label("保密期限", "如“1年”")] = ""
    urgency: Annotated[Urgency, Label("紧急程度")] = Urgency.NONE
    issuer_marks: Annotated[tuple[str, ...], Label("发文机关标志", "各机关名称，主办机关在前，不含“文件”二字")] = ()
    mark_suffix: Annotated[str, Label("标志后缀", "“文件”“令”或者空")] = "文件"
    number: Annotated[DocumentNumber | None, Label("发文字号", "也可写作“明政办发〔2026〕1号”")] = None
    signatories: Annotated[tuple[str, ...], Label("签发人", "上行文标注")] = ()
    title: Annotated[str, Label("标题", "其中的换行是起草人指定的分行")] = ""
    subtitle: Annotated[str, Label("副标题"), Since(2)] = ""
    title_note: Annotated[str, Label("题注", "标题下括注的会议名称和通过日期，不含括号"), Since(2)] = ""
    byline: Annotated[str, Label("署名", "讲话人或者作者")] = ""
    addressees: Annotated[tuple[str, ...], Label("主送机关")] = ()
    body: Annotated[tuple[Block, ...], Label("正文")] = ()
    annexes: Annotated[tuple[Annex, ...], Label("附件")] = ()
    signature_blocks: Annotated[tuple[SignatureBlock, ...], Label("发文机关署名")] = ()
    sealed: Annotated[bool, Label("加盖印章")] = True
    document_date: Annotated[date | None, Label("成文日期")] = None
    remark: Annotated[str, Label("附注", "不含括号")] = ""
    copy_to: Annotated[tuple[str, ...], Label("抄送机关")] = ()
    printing_organ: Annotated[str, Label("印发机关")] = ""
    printing_date: Annotated[date | None, Label("印发日期")] = None
    extra: Annotated[tuple[tuple[str, str], ...], Label("其他要素", "名称和内容，如“令号”“出席”“期号”")] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain data for a JSON column; the inverse of :meth:`from_json`."""
        return codec.encode(self)

    @classmethod
    def from_json(cls, data: object) -> Document:
        """Read plain data or a JSON string; raises ``Refused`` naming the element that is wrong."""
        document = codec.decode(cls, data, version=FORMAT_VERSION)
        if document.characters > BLOCK_TEXT_LIMIT:
            raise Refused(
                f"正文和附件共{document.characters}字，超过{BLOCK_TEXT_LIMIT}字的上限。",
                remedy="请把长材料拆成附件或分册，另行印发。",
            )
        if sum(len(block.content) for block in document.blocks if isinstance(block, Kept)) > KEPT_BYTES_LIMIT:
            raise Refused("文稿中的图片等合计超过8兆字节。", remedy="请压缩图片，或者改作附件另行印发。")
        return document

    def set_by(self, template: str) -> Self:
        """The document, to be set by a template of the office."""
        return replace(self, template=template)

    @property
    def plain_title(self) -> str:
        """The title on one line."""
        return self.title.replace("\n", "")

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks of the body and of the annexes, in order."""
        return self.body + tuple(block for annex in self.annexes for block in annex.blocks)

    @property
    def characters(self) -> int:
        """Characters of the body and the annexes, as the length limit counts them."""
        return sum(len(block.text) for block in self.blocks)
