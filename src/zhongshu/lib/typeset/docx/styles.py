"""The named styles of the file. A person who goes on writing picks them by these names; the reader knows elements by them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .markup import HEAD, NAMESPACES, quoted
from .measures import CELL_FILE, PITCH, RIGHT_OF_TEXT, SIZE4, even_line, twips

RED = "E60012"
GRID = -5
"""Twentieths of a point between 3号 characters: 16 points on a grid of 15.75."""


@dataclass(frozen=True, slots=True)
class FontNames:
    """Font names written into the file; the fonts themselves are never in it. The defaults are those of the standard as
    offices have them installed."""

    title: str = "方正小标宋简体"
    fangsong: str = "仿宋_GB2312"
    kai: str = "楷体_GB2312"
    hei: str = "黑体"
    song: str = "宋体"
    marks: str = ""
    """The font of “”‘’·… where the others set them at Latin width, as free ones do; empty for the fonts' own."""

    def of(self, role: str) -> str:
        """The name for a role."""
        return str(getattr(self, role))


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its id, the name people see, font role, size in points, exact line height, and its shape."""

    id: str
    name: str
    role: str = "fangsong"
    size: float = 16
    line: float = PITCH
    align: str = "left"
    first: float = 0
    right: float = 0
    colour: str = ""
    spacing: int = 0
    outline: int | None = None
    keep: bool = False
    following: str = ""


def _grid(id: str, name: str, **more: object) -> Style:
    return Style(id, name, spacing=GRID, **more)  # type: ignore[arg-type]


_BODY = {"align": "both", "first": 2 * CELL_FILE, "right": RIGHT_OF_TEXT}

PARAGRAPHS = (
    _grid("ZsCopyNumber", "公文份号"),
    _grid("ZsSecrecy", "公文密级", role="hei"),
    _grid("ZsUrgency", "公文紧急程度", role="hei"),
    Style("ZsMark", "公文发文机关标志", role="title", size=48, line=even_line(48), align="center", colour=RED),
    _grid("ZsNumber", "公文发文字号", align="center"),
    _grid("ZsSignatory", "公文签发人"),
    Style("ZsRule", "公文红色分隔线", size=1, line=4),
    Style("ZsTitle", "公文标题", role="title", size=22, align="center", keep=True, following="ZsAddressees"),
    _grid("ZsSubtitle", "公文副标题", role="kai", align="center", keep=True),
    _grid("ZsTitleNote", "公文题注", role="kai", align="center", keep=True),
    _grid("ZsByline", "公文作者", role="kai", align="center", keep=True),
    _grid("ZsTitleDate", "公文题下日期", role="kai", align="center", keep=True),
    _grid("ZsAddressees", "公文主送机关", right=RIGHT_OF_TEXT, following="ZsBody"),
    _grid("ZsBody", "公文正文", **_BODY),
    _grid("ZsBodyRest", "公文正文接段", align="both", right=RIGHT_OF_TEXT, following="ZsBody"),
    _grid("ZsHeading1", "公文一级标题", role="hei", outline=0, keep=True, following="ZsBody", **_BODY),
    _grid("ZsHeading2", "公文二级标题", role="kai", outline=1, keep=True, following="ZsBody", **_BODY),
    _grid("ZsHeading3", "公文三级标题", outline=2, keep=True, following="ZsBody", **_BODY),
    _grid("ZsHeading4", "公文四级标题", outline=3, keep=True, following="ZsBody", **_BODY),
    _grid("ZsAttendance", "公文参会人员", right=RIGHT_OF_TEXT),
    _grid("ZsAnnexNote", "公文附件说明", right=RIGHT_OF_TEXT),
    _grid("ZsSignature", "公文署名"),
    _grid("ZsStamp", "公文签名章"),
    _grid("ZsDate", "公文成文日期"),
    _grid("ZsRemark", "公文附注", **_BODY),
    _grid("ZsAnnexLabel", "公文附件标识", role="hei", keep=True),
    Style("ZsAnnexTitle", "公文附件标题", role="title", size=22, align="center", keep=True, following="ZsBody"),
    _grid("ZsAnnexSubtitle", "公文附件副标题", role="kai", align="center", keep=True),
    Style("ZsTableHead", "公文表头", role="hei", size=14, line=21, align="center"),
    Style("ZsTableText", "公文表格文字", size=14, line=21),
    _grid("ZsKept", "公文保留内容", **_BODY),
    Style("ZsPicture", "公文图片", line=0, align="center"),
    Style("ZsRecord", "公文版记", size=14, line=24.5),
    Style("ZsPrinted", "公文印发", size=14, line=24.5),
    Style("ZsPageNumber", "公文页码", role="song", size=14, line=even_line(SIZE4)),
    Style("ZsBlank", "公文空行"),
    Style("ZsBreak", "公文分页", size=1, line=0.05),
    _grid("ZsHead", "公文报头"),
    _grid("ZsIssue", "公文期号", align="center"),
)
"""Every paragraph style, in the order the style list shows."""

CHARACTERS = (
    ("ZsMarkSuffix", "公文标志后缀", ""),
    ("ZsMarkFace", "公文标志字符", "title"),
    ("ZsName", "公文姓名", "kai"),
    ("ZsLead1", "公文一级标题字符", "hei"),
    ("ZsLead2", "公文二级标题字符", "kai"),
    ("ZsKai", "公文楷体", "kai"),
    ("ZsHei", "公文黑体", "hei"),
    ("ZsPlain", "公文仿宋", "fangsong"),
    ("ZsBold", "公文加粗", "bold"),
)
"""Character styles: id, name, font role (or bold)."""


@lru_cache(maxsize=8)
def styles_xml(fonts: FontNames) -> str:
    """word/styles.xml."""
    return (
        f"{HEAD}<w:styles {NAMESPACES}>"
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(fonts.fangsong)}"
        '<w:kern w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        '<w:snapToGrid w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        f"{''.join(_paragraph(style, fonts) for style in PARAGRAPHS)}"
        f"{''.join(_character(*item, fonts) for item in CHARACTERS)}{_table()}</w:styles>"
    )


def _fonts(name: str) -> str:
    face = quoted(name)
    return f"<w:rFonts w:ascii={face} w:hAnsi={face} w:eastAsia={face} w:cs={face}/>"


def _paragraph(style: Style, fonts: FontNames) -> str:
    shape = "<w:keepNext/>" if style.keep else ""
    shape += '<w:widowControl w:val="0"/>'
    rule = (
        f'w:line="{max(1, twips(style.line))}" w:lineRule="exact"' if style.line else 'w:line="240" w:lineRule="auto"'
    )
    shape += f'<w:spacing w:before="0" w:after="0" {rule}/>'
    if style.first or style.right:
        shape += f'<w:ind w:right="{twips(style.right)}" w:firstLine="{twips(style.first)}"/>'
    shape += f'<w:jc w:val="{style.align}"/>'
    shape += f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else ""
    size = twips(style.size) // 10
    look = _fonts(fonts.of(style.role))
    look += f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    look += f'<w:spacing w:val="{style.spacing}"/>' if style.spacing else ""
    look += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.id}"><w:name w:val={quoted(style.name)}/>'
        f'<w:basedOn w:val="Normal"/>{following}<w:qFormat/><w:pPr>{shape}</w:pPr><w:rPr>{look}</w:rPr></w:style>'
    )


def _character(id: str, name: str, role: str, fonts: FontNames) -> str:
    look = "<w:b/>" if role == "bold" else _fonts(fonts.of(role)) if role else ""
    look += f'<w:color w:val="{RED}"/>' if id == "ZsMarkFace" else ""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{id}"><w:name w:val={quoted(name)}/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{look}</w:rPr></w:style>'
    )


def _table() -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = (
        '<w:top w:w="45" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
    )
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="ZsTable"><w:name w:val="公文表格"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{edges}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )
