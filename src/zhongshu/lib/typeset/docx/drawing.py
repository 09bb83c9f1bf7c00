"""What does not flow with the text: seals, the record's box, a letter's rules, the watermark of a preview."""

from __future__ import annotations

from dataclasses import dataclass

from .markup import quoted, words
from .measures import MM, emu, twips
from .styles import RED

WATERMARK_SIZE = 40.0


@dataclass(slots=True)
class Ids:
    """Numbers of the drawings of one file."""

    last: int = 0

    def next(self) -> int:
        """A number not given yet."""
        self.last += 1
        return self.last


@dataclass(frozen=True, slots=True)
class Place:
    """Where a drawing stands: offsets in points from ``across`` and ``down`` (margin, page, paragraph …). ``bottom``: at
    the foot of ``down`` instead of at an offset."""

    x: float
    y: float = 0
    across: str = "margin"
    down: str = "paragraph"
    bottom: bool = False


def _anchored(inside: str, ids: Ids, name: str, place: Place, width: float, height: float, *, behind: bool) -> str:
    vertical = "<wp:align>bottom</wp:align>" if place.bottom else f"<wp:posOffset>{emu(place.y)}</wp:posOffset>"
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="251659264" '
        f'behindDoc="{int(behind)}" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{place.across}"><wp:posOffset>{emu(place.x)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{place.down}">{vertical}</wp:positionV>'
        f'<wp:extent cx="{emu(width)}" cy="{emu(height)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{ids.next()}" name={quoted(name)}/><wp:cNvGraphicFramePr/>{inside}</wp:anchor></w:drawing></w:r>'
    )


def _picture(relation: str, number: int, width: float, height: float) -> str:
    return (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{relation}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{emu(width)}" cy="{emu(height)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )


def seal(relation: str, ids: Ids, number: int, place: Place, width: float, height: float) -> str:
    """A seal's picture in front of the text."""
    return _anchored(
        _picture(relation, number, width, height), ids, f"印章{number}", place, width, height, behind=False
    )


def inline_picture(relation: str, ids: Ids, width: float, height: float, title: str, text: str, name: str) -> str:
    """A picture of the text, as large as a character of its own line."""
    number = ids.next()
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{emu(width)}" cy="{emu(height)}"/>'
        f'<wp:docPr id="{number}" name={quoted(name)} descr={quoted(text)} title={quoted(title)}/><wp:cNvGraphicFramePr/>'
        f"{_picture(relation, number, width, height)}</wp:inline></w:drawing></w:r>"
    )


def text_box(content: str, ids: Ids, name: str, place: Place, width: float, height: float, below: float) -> str:
    """A borderless box of paragraphs and tables, its bottom inset ``below``; it grows with what is written in it."""
    shape = (
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu(width)}" cy="{emu(height)}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        f'<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="{emu(below)}" anchor="b"><a:spAutoFit/></wps:bodyPr>'
        "</wps:wsp></a:graphicData></a:graphic>"
    )
    return _anchored(shape, ids, name, place, width, height, behind=False)


def turned_box(content: str, left: float, top: float, width: float, height: float) -> str:
    """A floating borderless cell at a place on the page whose text is turned a quarter to the right."""
    return (
        f'<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page" '
        f'w:tblpX="{twips(left)}" w:tblpY="{twips(top)}"/><w:tblW w:w="{twips(width)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{twips(width)}"/></w:tblGrid><w:tr><w:trPr>'
        f'<w:trHeight w:val="{twips(height)}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{twips(width)}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>{content}</w:tc></w:tr></w:tbl>'
    )


def red_bar(ids: Ids, name: str, left: float, top: float, width: float, height: float) -> str:
    """A red rule as a filled bar at a place on the page."""
    shape = (
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu(width)}" cy="{emu(height)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{RED}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    )
    place = Place(left, top, across="page", down="page")
    return _anchored(shape, ids, name, place, width, height, behind=True)


def watermark(text: str, ids: Ids, face: str) -> str:
    """The words of a preview, grey, across the middle of the page: drawn letters, as word processors make them."""
    number = ids.next()
    width = (len(text) * 1.15) * WATERMARK_SIZE
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width:.0f}pt;height:{WATERMARK_SIZE:.0f}pt;rotation:325;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    face_style = quoted(f"font-family:'{face}';font-size:1pt")
    return (
        '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="Watermark{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" style="{style}" '
        f'fillcolor="#d0d0d0" stroked="f"><v:fill opacity=".5"/><v:textpath style={face_style} '
        f"string={quoted(words(text) and text)}/></v:shape></w:pict></w:r>"
    )


RULE_LENGTH = 170 * MM
THICK, THIN, BETWEEN = 0.9 * MM, 0.35 * MM, 0.5 * MM
RULE_HEIGHT = THICK + BETWEEN + THIN


def double_rule(ids: Ids, top: float, *, thick_first: bool) -> str:
    """A letter's red double rule, 170 mm in the middle of the paper (10.1)."""
    upper, lower = (THICK, THIN) if thick_first else (THIN, THICK)
    return red_bar(ids, "红色双线上", 20 * MM, top, RULE_LENGTH, upper) + red_bar(
        ids, "红色双线下", 20 * MM, top + RULE_HEIGHT - lower, RULE_LENGTH, lower
    )
