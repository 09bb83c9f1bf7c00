"""The parts of an OFD package (GB/T 33190-2016): XML in the namespace of the standard, fonts, pictures, one ZIP."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from .drawing import Glyph, Picture, Point, Shape, Sheet, Words
from .fontfile import family, font_file
from .pictures import picture_file

NAMESPACE = "http://www.ofdspec.org/2016"
"""GB/T 33190-2016, 6.4: every element of the standard belongs to it; the prefix is ``ofd``."""
CREATOR = "Zhongshu"
_IDENTITY = (1.0, 0.0, 0.0, 1.0)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

register_namespace("ofd", NAMESPACE)


@dataclass(slots=True)
class Face:
    """An embedded font: its id in the package, and which glyph each character is drawn with."""

    id: int
    font: object
    characters: dict[str, int] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)

    def note(self, glyph: Glyph, size: float) -> None:
        """Take in a glyph that is used."""
        if len(glyph.text) == 1 and glyph.text != "�":
            self.characters.setdefault(glyph.text, glyph.code)
        self.widths.setdefault(glyph.code, glyph.advance / size if size else 1.0)

    def draws(self, glyph: Glyph) -> bool:
        """Whether a reader that looks the character up draws this very glyph."""
        return self.characters.get(glyph.text) == glyph.code


class Package:
    """Everything that goes into one file. Ids are given in the order things are met."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self.sheets = list(sheets)
        self._last = 1
        self.colours = 1
        self.faces: dict[int, Face] = {}
        self.pictures: dict[int, tuple[int, str, bytes]] = {}
        for sheet in self.sheets:
            for item in sheet.items:
                if isinstance(item, Words):
                    self._face(item)
                elif isinstance(item, Picture) and id(item.stream) not in self.pictures:
                    self.pictures[id(item.stream)] = (self.next_id(), *picture_file(item.stream))

    def next_id(self) -> int:
        """An id not given yet."""
        self._last += 1
        return self._last

    def _face(self, words: Words) -> None:
        key = id(words.font)
        face = self.faces.get(key)
        if face is None:
            face = self.faces[key] = Face(self.next_id(), words.font)
        for glyph in words.glyphs:
            face.note(glyph, words.size)

    def write(self, title: str, author: str, created: datetime) -> bytes:
        """The file's bytes."""
        parts: dict[str, bytes] = {}
        pages = [self.next_id() for _ in self.sheets]
        for number, sheet in enumerate(self.sheets):
            parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = _bytes(self._page(sheet))
        fonts = {f"font_{face.id}": font_file(face.font, face.characters, face.widths) for face in self.faces.values()}
        parts |= {f"Doc_0/Res/{name}.{ending}": data for name, (ending, data) in fonts.items()}
        parts |= {f"Doc_0/Res/image_{at}.{form.lower()}": data for at, form, data in self.pictures.values()}
        parts["Doc_0/PublicRes.xml"] = _bytes(self._public({name: ending for name, (ending, _) in fonts.items()}))
        parts["Doc_0/DocumentRes.xml"] = _bytes(self._media())
        parts["Doc_0/Document.xml"] = _bytes(self._document(pages))
        parts["OFD.xml"] = _bytes(_root(title, author, created, parts))
        return _zip(parts)

    def _document(self, pages: list[int]) -> Element:
        root = _element("Document")
        common = _add(root, "CommonData")
        _add(common, "MaxUnitID", str(self._last))
        _add(
            _add(common, "PageArea"),
            "PhysicalBox",
            _numbers(0, 0, *(self.sheets[0].size if self.sheets else (210, 297))),
        )
        _add(common, "PublicRes", "PublicRes.xml")
        _add(common, "DocumentRes", "DocumentRes.xml")
        _add(common, "DefaultCS", str(self.colours))
        holder = _add(root, "Pages")
        for number, page in enumerate(pages):
            _add(holder, "Page", ID=str(page), BaseLoc=f"Pages/Page_{number}/Content.xml")
        return root

    def _public(self, endings: dict[str, str]) -> Element:
        root = _element("Res", BaseLoc="Res")
        _add(_add(root, "ColorSpaces"), "ColorSpace", ID=str(self.colours), Type="RGB", BitsPerComponent="8")
        holder = _add(root, "Fonts") if self.faces else root
        for face in self.faces.values():
            name = family(face.font)
            font = _add(holder, "Font", ID=str(face.id), FontName=name, FamilyName=name, Charset="unicode")
            _add(font, "FontFile", f"font_{face.id}.{endings[f'font_{face.id}']}")
        return root

    def _media(self) -> Element:
        root = _element("Res", BaseLoc="Res")
        holder = _add(root, "MultiMedias") if self.pictures else root
        for at, form, _ in self.pictures.values():
            media = _add(holder, "MultiMedia", ID=str(at), Type="Image", Format=form)
            _add(media, "MediaFile", f"image_{at}.{form.lower()}")
        return root

    def _page(self, sheet: Sheet) -> Element:
        root = _element("Page")
        _add(_add(root, "Area"), "PhysicalBox", _numbers(0, 0, *sheet.size))
        layer = _add(_add(root, "Content"), "Layer", ID=str(self.next_id()), Type="Body")
        for item in sheet.items:
            if isinstance(item, Words):
                self._text(layer, item)
            elif isinstance(item, Shape):
                self._path(layer, item)
            else:
                self._image(layer, item)
        return root

    def _text(self, layer: Element, words: Words) -> None:
        """One text object; its origin is the first glyph's. A glyph that its character does not name is named itself."""
        if not words.glyphs:
            return
        face = self.faces[id(words.font)]
        box = _words_box(words)
        a, b, c, d = words.matrix
        first = words.glyphs[0].origin
        # The text's own millimetres: places before the matrix, from the first glyph.
        own = [_undo(words.matrix, (g.origin[0] - first[0], g.origin[1] - first[1])) for g in words.glyphs]
        unit = _unit(layer, "TextObject", self.next_id(), box, words.alpha)
        unit.attrib |= {"Font": str(face.id), "Size": _number(words.size)}
        start = (first[0] - box[0], first[1] - box[1])
        if words.matrix != _IDENTITY:
            unit.set("CTM", _numbers(a, b, c, d, *start))
            start = (0.0, 0.0)
        _colour(unit, "FillColor", words.colour)
        position = 0
        for glyph in words.glyphs:
            if not face.draws(glyph):
                named = _add(
                    unit, "CGTransform", CodePosition=str(position), CodeCount=str(len(glyph.text)), GlyphCount="1"
                )
                _add(named, "Glyphs", str(glyph.code))
            position += len(glyph.text)
        code = _add(unit, "TextCode", "".join(glyph.text for glyph in words.glyphs))
        code.attrib |= {"X": _number(start[0]), "Y": _number(start[1])}
        for name, axis in (("DeltaX", 0), ("DeltaY", 1)):
            steps = _steps([place[axis] for place in own], words.glyphs)
            if any(name == "DeltaX" or abs(step) > 0.0005 for step in steps):
                code.set(name, _numbers(*steps))

    def _path(self, layer: Element, shape: Shape) -> None:
        points = [point for _, places in shape.steps for point in places]
        if not points:
            return
        half = shape.line_width / 2
        left, top = min(x for x, _ in points) - half, min(y for _, y in points) - half
        right, bottom = max(x for x, _ in points) + half, max(y for _, y in points) + half
        unit = _unit(layer, "PathObject", self.next_id(), (left, top, right - left, bottom - top), shape.alpha)
        if shape.line_width:
            unit.set("LineWidth", _number(shape.line_width))
            _colour(unit, "StrokeColor", shape.colour)
        else:
            unit.attrib |= {"Stroke": "false", "Fill": "true"}
            _colour(unit, "FillColor", shape.colour)
        words = (" ".join((kind, *(_numbers(x - left, y - top) for x, y in places))) for kind, places in shape.steps)
        _add(unit, "AbbreviatedData", " ".join(words))

    def _image(self, layer: Element, picture: Picture) -> None:
        unit = _unit(layer, "ImageObject", self.next_id(), picture.box, 255)
        width, height = picture.box[2:]
        unit.attrib |= {
            "CTM": _numbers(width, 0, 0, height, 0, 0),
            "ResourceID": str(self.pictures[id(picture.stream)][0]),
        }


def _words_box(words: Words) -> tuple[float, float, float, float]:
    """Left, top, width, height around the glyphs' boxes, the matrix applied."""
    a, b, c, d = words.matrix
    corners = []
    for glyph in words.glyphs:
        for x, y in (
            (0, -words.size),
            (glyph.advance, -words.size),
            (0, 0.3 * words.size),
            (glyph.advance, 0.3 * words.size),
        ):
            corners.append((glyph.origin[0] + a * x + c * y, glyph.origin[1] + b * x + d * y))
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    return left, top, max(x for x, _ in corners) - left, max(y for _, y in corners) - top


def _undo(matrix: tuple[float, float, float, float], point: Point) -> Point:
    a, b, c, d = matrix
    whole = a * d - b * c
    x, y = point
    return ((d * x - c * y) / whole, (a * y - b * x) / whole) if whole else point


def _steps(places: list[float], glyphs: list[Glyph]) -> list[float]:
    """From character to character; the further characters of one glyph stand where it stands. Rounded so that the sum
    never drifts."""
    steps: list[float] = []
    reached = 0.0
    for index, place in enumerate(places):
        if index:
            step = round(place - reached, 4)
            reached += step
            steps.append(step)
        steps += [0.0] * (len(glyphs[index].text) - 1)
    return steps


def _root(title: str, author: str, created: datetime, parts: dict[str, bytes]) -> Element:
    """OFD.xml. The document's id is the checksum of its parts: the same paper has the same."""
    digest = hashlib.sha256(b"".join(name.encode() + data for name, data in sorted(parts.items()))).hexdigest()[:32]
    root = _element("OFD", Version="1.0", DocType="OFD")
    body = _add(root, "DocBody")
    info = _add(body, "DocInfo")
    _add(info, "DocID", digest)
    if title:
        _add(info, "Title", title)
    if author:
        _add(info, "Author", author)
    _add(info, "CreationDate", created.date().isoformat())
    _add(info, "Creator", CREATOR)
    _add(body, "DocRoot", "Doc_0/Document.xml")
    return root


def _unit(layer: Element, name: str, at: int, box: tuple[float, float, float, float], alpha: int) -> Element:
    unit = _add(layer, name, ID=str(at), Boundary=_numbers(*box))
    if alpha < 255:
        unit.set("Alpha", str(alpha))
    return unit


def _colour(unit: Element, name: str, colour: tuple[int, int, int]) -> None:
    _add(unit, name, Value=" ".join(map(str, colour)))


def _element(name: str, **attributes: str) -> Element:
    return Element(f"{{{NAMESPACE}}}{name}", attributes)


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    child = SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    child.text = text
    return child


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") if abs(value) >= 0.00005 else "0"


def _numbers(*values: float) -> str:
    return " ".join(map(_number, values))


def _bytes(root: Element) -> bytes:
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True))


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("OFD.xml", *(name for name in parts if name != "OFD.xml")):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, parts[name])
    return out.getvalue()
