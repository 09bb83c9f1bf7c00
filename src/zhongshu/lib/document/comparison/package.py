"""A small DOCX package around a body: page, named styles, page number; no author, no times, no history."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SONG, FANG, KAI, HEI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph style looks like: half points, font, alignment, first line in hundredths of a character."""

    size: int = 32
    font: str = FANG
    align: str = "both"
    indent: int = 0
    red: bool = False
    line: int = 592
    left: int = 0


STYLES: dict[str, Shape] = {
    "公文份号": Shape(),
    "公文密级": Shape(font=HEI),
    "公文紧急程度": Shape(font=HEI),
    "公文发文机关标志": Shape(72, SONG, "center", red=True, line=900),
    "公文发文字号": Shape(align="center"),
    "公文标题": Shape(44, SONG, "center", line=680),
    "公文副标题": Shape(32, KAI, "center"),
    "公文题注": Shape(32, KAI, "center"),
    "公文作者": Shape(32, KAI, "center"),
    "公文题下日期": Shape(32, KAI, "center"),
    "公文主送机关": Shape(),
    "公文正文": Shape(indent=200),
    "公文一级标题": Shape(font=HEI, indent=200),
    "公文二级标题": Shape(font=KAI, indent=200),
    "公文三级标题": Shape(indent=200),
    "公文四级标题": Shape(indent=200),
    "公文附件说明": Shape(indent=200),
    "公文署名": Shape(align="right"),
    "公文成文日期": Shape(align="right"),
    "公文附注": Shape(indent=200),
    "公文参会人员": Shape(indent=200),
    "公文附件标识": Shape(font=HEI),
    "公文附件标题": Shape(44, SONG, "center", line=680),
    "公文附件副标题": Shape(32, KAI, "center"),
    "公文表头": Shape(24, HEI, "center", line=360),
    "公文表格文字": Shape(24, FANG, "left", line=360),
    "公文保留内容": Shape(indent=200),
    "公文分页": Shape(2, FANG, line=20),
    "公文版记": Shape(28, line=500),
    "公文印发": Shape(28, line=500),
    "公文页码": Shape(28, "宋体", "center", line=500),
}
_CHARACTER = {"公文标志后缀": "DocumentMarkSuffix"}
_IDS = {name: f"ZsR{index:02d}" for index, name in enumerate(STYLES, 1)} | _CHARACTER | {"公文表格": "ZsRTable"}


def style_id(name: str) -> str:
    """The identifier of a style in the file."""
    return _IDS[name]


def packed(body: str, *, title: str, tracked: bool) -> bytes:
    """The DOCX. The same input gives the same bytes. ``tracked``: further changes are recorded too."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml"), core="docProps/core.xml"),
        "word/document.xml": _document(body),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("settings", "settings.xml"), ("footer", "footer1.xml")
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(tracked),
        "word/footer1.xml": _footer(),
        "docProps/core.xml": _core(title),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, (_HEAD + text).encode())
    return stream.getvalue()


def _document(body: str) -> str:
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1474" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return f'<w:document xmlns:w="{W}" xmlns:r="{_OFFICE}"><w:body>{body}{page}</w:body></w:document>'


def _styles() -> str:
    styles = "".join(_style(name, shape) for name, shape in STYLES.items())
    suffix = f'<w:style w:type="character" w:customStyle="1" w:styleId="{style_id("公文标志后缀")}"><w:name w:val="公文标志后缀"/></w:style>'
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in
                    ("top", "left", "bottom", "right", "insideH", "insideV"))  # fmt: skip
    table = (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id("公文表格")}"><w:name w:val="公文表格"/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr></w:style>"
    )
    default = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    return f'<w:styles xmlns:w="{W}">{default}{styles}{suffix}{table}</w:styles>'


def _style(name: str, shape: Shape) -> str:
    indent = (
        f'<w:ind w:firstLineChars="{shape.indent}" w:firstLine="{shape.indent * shape.size // 20}"/>'
        if shape.indent
        else ""
    )
    colour = '<w:color w:val="FF0000"/>' if shape.red else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:pPr><w:spacing w:line="{shape.line}" w:lineRule="exact"/>{indent}<w:jc w:val="{shape.align}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{shape.font}" w:hAnsi="{shape.font}" w:eastAsia="{shape.font}" w:hint="eastAsia"/>'
        f'{colour}<w:sz w:val="{shape.size}"/><w:szCs w:val="{shape.size}"/></w:rPr></w:style>'
    )


def _settings(tracked: bool) -> str:
    recorded = "<w:trackRevisions/>" if tracked else "<w:removePersonalInformation/>"
    return f'<w:settings xmlns:w="{W}">{recorded}</w:settings>'


def _footer() -> str:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    dash = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    inside = f'<w:p><w:pPr><w:pStyle w:val="{style_id("公文页码")}"/></w:pPr>{dash.format("— ")}{field}{dash.format(" —")}</w:p>'
    return f'<w:ftr xmlns:w="{W}">{inside}</w:ftr>'


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )


def _types() -> str:
    parts = {
        "word/document.xml": f"{_WORD}.document.main+xml",
        "word/styles.xml": f"{_WORD}.styles+xml",
        "word/settings.xml": f"{_WORD}.settings+xml",
        "word/footer1.xml": f"{_WORD}.footer+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{rows}</Types>'


def _relations(*targets: tuple[str, str], core: str = "") -> str:
    rows = [
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    ]
    if core:
        rows.append(
            f'<Relationship Id="rIdC" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="{core}"/>'
        )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'
