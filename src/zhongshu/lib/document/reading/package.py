"""The parts of a DOCX package, opened with care: no entities, no network, no part larger than it may be."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from lxml import etree

from zhongshu.lib.refusal import Refused

from .guard import open_docx, read_part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

Node = Any
"""An lxml element; the library carries no types."""


class Package:
    """One opened DOCX file. A context manager; raises ``Refused`` for what is not one."""

    def __init__(self, content: bytes) -> None:
        self.archive = open_docx(content)
        self.names = set(self.archive.namelist())
        self.main = self._main_part()
        self.folder = posixpath.dirname(self.main)

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self.archive.close()

    def part(self, name: str) -> Node | None:
        """The root of a part of the word folder ("styles.xml"); None where the file has none or it is damaged."""
        path = posixpath.join(self.folder, name)
        if path not in self.names:
            return None
        try:
            return parse(read_part(self.archive, path))
        except Refused:
            return None

    def body(self) -> Node:
        """The root of the main part; refused when it cannot be parsed."""
        return parse(read_part(self.archive, self.main))

    def matching(self, pattern: str) -> list[str]:
        """Names of parts in the word folder, in order, such as ``header\\d*\\.xml``."""
        found = [name for name in self.names if posixpath.dirname(name) == self.folder]
        return sorted(base for name in found if re.fullmatch(pattern, base := posixpath.basename(name)))

    def bytes_of(self, path: str) -> bytes:
        """A part as it is, by its full path; empty where there is none or it is damaged or too large."""
        if path not in self.names:
            return b""
        try:
            return read_part(self.archive, path, xml=False)
        except Refused:
            return b""

    def targets(self) -> dict[str, str]:
        """Relationship id of the main part → path of the part; external targets are left out, nothing is fetched."""
        base = posixpath.basename(self.main)
        root = self.part(f"_rels/{base}.rels")
        found: dict[str, str] = {}
        for relation in root.iter(_RELATION) if root is not None else ():
            if relation.get("TargetMode", "Internal") == "Internal":
                target = relation.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(self.folder, target)
                found[relation.get("Id", "")] = posixpath.normpath(path)
        return found

    def properties(self) -> dict[str, str]:
        """Custom properties of the document, those with a text value."""
        data = self.bytes_of("docProps/custom.xml")
        try:
            root = parse(data) if data else None
        except Refused:
            root = None
        nodes = root if root is not None else ()
        return {node.get("name", ""): "".join(node.itertext()) for node in nodes if isinstance(node.tag, str)}

    def _main_part(self) -> str:
        """word/document.xml, or what the package says it is; targets outside the package are not followed."""
        if "word/document.xml" in self.names:
            return "word/document.xml"
        try:
            root = parse(read_part(self.archive, "_rels/.rels"))
        except Refused:
            root = None
        for relation in root.iter(_RELATION) if root is not None else ():
            target = relation.get("Target", "").lstrip("/")
            internal = relation.get("TargetMode", "Internal") == "Internal"
            if relation.get("Type", "").endswith("/officeDocument") and internal and target in self.names:
                return str(target)
        self.archive.close()
        raise Refused(
            "这不是有效的DOCX文件，或者文件已经损坏。", remedy="请用文字处理软件打开核对，另存为DOCX后再导入。"
        )


def parse(data: bytes) -> Node:
    """An XML part as a tree: entities are not resolved, nothing outside is loaded, depth and size are limited."""
    if _STRICT in data:  # the strict variant of the same standard, saved by some versions of Word
        data = data.replace(_STRICT, W[1:-1].encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError, AssertionError) as error:
        if "depth" in str(error).lower():
            raise Refused(
                "文件的内容层层嵌套，异常复杂，没有导入。", remedy="请用文字处理软件另存为DOCX后再导入，或者粘贴文字。"
            ) from error
        raise Refused("DOCX文件的内容已经损坏，无法读取。", remedy="请用文字处理软件修复后另存，再行导入。") from error
    if root.getroottree().docinfo.doctype:
        raise Refused("这个文件的内容带有外部定义，为防范风险没有导入。", remedy="请用文字处理软件另存为DOCX后再导入。")
    return root


def value(node: Node | None, name: str = "val", default: str = "") -> str:
    """An attribute of the word-processing namespace."""
    return default if node is None else str(node.get(f"{W}{name}", default))


def flag(node: Node | None) -> bool:
    """Whether an on/off property is there and not switched off."""
    return node is not None and value(node, default="true") not in ("0", "false", "off")


__all__ = ["Node", "Package", "W", "flag", "parse", "value"]
