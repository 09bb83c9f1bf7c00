"""Pictures and other things inside a DOCX that the elements have no word for: kept as they came."""

from __future__ import annotations

import posixpath
import re

from ..model import KEPT_BYTES_LIMIT, Kept
from .guard import clean
from .package import Node, Package, W, value

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VML = "{urn:schemas-microsoft-com:vml}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_MAGIC = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"), (b"BM", "image/bmp"),
          (b"\xd7\xcd\xc6\x9a", "image/wmf"), (b"\x01\x00\x00\x00", "image/emf"), (b"II*\x00", "image/tiff"))  # fmt: skip
SEAL = "印章"
EMU = 36_000
"""English metric units in a millimetre."""
TAG = re.compile(r"zhongshu:kept:(\d{1,4})")
WIDTH = re.compile(r"zhongshu:width=(\d{1,3}(?:\.\d+)?)")


class Pictures:
    """Takes pictures out of one package, as long as they fit into a document."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._targets: dict[str, str] | None = None
        self.left = KEPT_BYTES_LIMIT
        self.met: set[str] = set()

    def of(self, node: Node) -> Kept | None:
        """What a drawing holds; None for seals, lines, shapes without words and what floats over the text."""
        if node.tag == f"{W}object":
            self.met.add("object")
            return Kept("嵌入对象")
        properties = next(node.iter(f"{_PLACE}docPr"), None)
        name = properties.get("name", "") if properties is not None else ""
        if name.startswith(SEAL):
            return None
        if (
            next(node.iter(f"{_CHART}chart"), None) is not None
            or next(node.iter(f"{_DIAGRAM}relIds"), None) is not None
        ):
            self.met.add("object")
            return Kept("图表")
        identity = self._relation(node)
        if not identity:
            return None
        if _floats(node):
            self.met.add("floating")
            return None
        title = properties.get("title", "") if properties is not None else ""
        words = properties.get("descr", "") if properties is not None else ""
        content = self._bytes(identity)
        own = bool(title)
        kind = next(
            (kind for magic, kind in _MAGIC if content.startswith(magic)), "application/octet-stream" if content else ""
        )
        self.met.add("picture" if content else "lost_picture")
        return Kept(title or "图片", clean(words)[0].strip() if own else "", kind, content, self._width(node, name))

    def control(self, node: Node) -> Kept | None:
        """A block content control that this software wrote around something kept; None for any other."""
        tag = TAG.fullmatch(value(node.find(f"{W}sdtPr/{W}tag")))
        if tag is None:
            return None
        what = value(node.find(f"{W}sdtPr/{W}alias")) or "原样保留的内容"
        paragraphs = (
            "".join(part.text or "" for part in p.iter(f"{W}t") if _stands(part))
            for p in node.iter(f"{W}p")
            if _stands(p)
        )
        path = posixpath.join(self.package.folder, "kept", f"{tag[1]}.bin")
        content = self._take(self.package.bytes_of(path))
        media = self._media(f"/{path}") if path in self.package.names else ""
        return Kept(what, clean("\n".join(paragraphs))[0].strip("\n"), media, content)

    def _media(self, path: str) -> str:
        from .package import parse

        root = parse(self.package.bytes_of("[Content_Types].xml"))
        return next((str(n.get("ContentType", "")) for n in root.iter(_TYPES) if n.get("PartName") == path), "")

    def _relation(self, node: Node) -> str:
        blip, data = next(node.iter(f"{_DRAWING}blip"), None), next(node.iter(f"{_VML}imagedata"), None)
        if blip is not None:
            return str(blip.get(f"{_RELATION}embed", "") or blip.get(f"{_RELATION}link", ""))
        return str(data.get(f"{_RELATION}id", "")) if data is not None else ""

    def _bytes(self, identity: str) -> bytes:
        if self._targets is None:
            self._targets = self.package.targets()
        return self._take(self.package.bytes_of(self._targets.get(identity, "")))

    def _take(self, content: bytes) -> bytes:
        if len(content) > self.left:
            self.met.add("lost_picture")
            return b""
        self.left -= len(content)
        return content

    @staticmethod
    def _width(node: Node, name: str) -> float:
        """Millimetres as this software noted them, else as drawn, within what a page can hold; 0 unknown."""
        noted = WIDTH.search(name)
        if noted or name == "公文图片":
            return float(noted[1]) if noted else 0
        extent = next(node.iter(f"{_PLACE}extent"), None)
        across = extent.get("cx", "") if extent is not None else ""
        width = int(across) / EMU if across.isascii() and across.isdigit() and len(across) < 12 else 0
        return round(width, 1) if 0 < width <= 156 else 0


def _stands(node: Node) -> bool:
    """Whether it stands in the text, not in a box that hangs on it."""
    return next(node.iterancestors(f"{W}txbxContent"), None) is None


def _floats(node: Node) -> bool:
    if next(node.iter(f"{_PLACE}anchor"), None) is not None:
        return True
    return any("position:absolute" in shape.get("style", "").replace(" ", "") for shape in node.iter(f"{_VML}shape"))
