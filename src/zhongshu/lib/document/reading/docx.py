"""DOCX → lines with their looks. Walks the XML itself: real files carry text boxes, tracked changes, automatic numbers and
nested tables that must neither be lost nor crash the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..model import Kept, PageBreak
from ..text import body_to_text
from .frames import is_frame
from .grid import CELL_STYLE, HEAD_STYLE, read_grid
from .guard import clean, refuse_long
from .looks import Looks, Styles
from .note import Found, Line, Stretch
from .numbering import Numbering
from .package import Node, Package, W, flag, value
from .pictures import Pictures
from .runs import DEPTH_LIMIT, MC, OWN, Chunk, Runs, alternative, stretches, usual

_SKIPPED = frozenset({f"{W}{name}" for name in ("del", "moveFrom", "sectPr", "tblPr", "tblGrid", "sdtPr", "pPr")})
_REMARKS = {
    "picture": "文中有图片，已原样保留在所在位置，请核对。",
    "lost_picture": "有图片不在文件里，或者过大，只保留了位置，请另作附件。",
    "floating": "文中有浮在文字上的图片（印章、签名或者装饰），没有导入。",
    "object": "文中有嵌入的图表或者对象，只保留了位置，需要的请另作附件。",
    "box": "文中有文本框，其文字已按出现位置排入。",
    "frame": "文中有用作版面框架的表格，其文字已按顺序排成段落。",
    "revision": "文中有修订痕迹，已按接受全部修订后的文字导入。",
    "hidden": "文中有隐藏文字，没有带入文稿，列在“不带入”的部分。",
    "math": "文中有公式，已按文字排入，请核对。",
    "ruby": "文中有注音，只保留了正文文字。",
    "nested": "表格中嵌套着表格，已按文字并入单元格，请核对。",
    "merged": "有表格的合并单元格不合规则，已经拆开，请核对。",
    "embedded": "文中插入了另一个文件的内容，没有导入，请把那个文件另行导入。",
    "deep": "有一部分内容嵌套过深，没有读取，请核对。",
}
_ASIDES = (("header", r"header\d*\.xml", "页眉"), ("footer", r"footer\d*\.xml", "页脚"), ("footnote", r"footnotes\.xml", "脚注"),
           ("footnote", r"endnotes\.xml", "尾注"), ("comment", r"comments\.xml", "批注"))  # fmt: skip
_PAGE_NUMBER = re.compile(r"[\s—\-－–·第共页/\d]*")
REST = "公文正文接段"
_UNBROKEN = ("标题", "题注", "主送", "版记")
"""Own styles in which a line break is only the layout's."""


def read_docx(content: bytes) -> Found:
    """The lines of a DOCX file in reading order. Raises ``Refused`` for what is not a readable DOCX."""
    with Package(content) as package:
        root = package.body()
        walker = _Walker(package)
        body = root.find(f"{W}body")
        if body is not None:
            walker.landscape = list(_landscape(body))
            walker.blocks(body, 0)
        if root.find(f".//{W}altChunk") is not None or root.find(f".//{W}subDoc") is not None:
            walker.met.add("embedded")
        _asides(package, walker)
        properties = package.properties()
    found = walker.found
    found.facts = tuple((name, text) for name, text in properties.items() if name.startswith(f"{OWN}."))
    for code, words in _REMARKS.items():
        if code in walker.met | walker.pictures.met:
            found.say(words)
    return found


def _landscape(body: Node) -> Iterator[Node]:
    """The tables in sections printed across."""
    tables: list[Node] = []
    for child in body:
        if child.tag == f"{W}tbl":
            tables.append(child)
        section = child if child.tag == f"{W}sectPr" else child.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            if value(section.find(f"{W}pgSz"), "orient") == "landscape":
                yield from tables
            tables = []


def _asides(package: Package, walker: _Walker) -> None:
    """Headers, footers, footnotes and comments: their words are kept, apart from the text."""
    seen: set[str] = set()
    for place, pattern, word in _ASIDES:
        before = len(walker.found.lines)
        for name in package.matching(pattern):
            root = package.part(name)
            if root is not None:
                walker.place = place
                walker.blocks(root, 0)
        lines = [line for line in walker.found.lines[before:] if not isinstance(line.block, PageBreak)]
        kept = [line for line in lines if not _PAGE_NUMBER.fullmatch(line.text) and line.text not in seen]
        seen.update(line.text for line in kept)
        walker.found.lines[before:] = list(dict.fromkeys(kept))
        if any(not line.style.startswith(OWN) for line in kept):
            walker.found.say(f"{word}中的文字没有带入正文，请核对是否需要。")
    walker.place = "body"


class _Walker:
    """Walks the story of a document; text boxes follow the paragraph they hang on."""

    def __init__(self, package: Package) -> None:
        self.styles = Styles(package.part("styles.xml"))
        self.numbering = Numbering.read(package.part("numbering.xml"))
        self.pictures = Pictures(package)
        self.found = Found()
        self.met: set[str] = set()
        self.place = "body"
        self.count = 0
        self.landscape: list[Node] = []

    def blocks(self, parent: Node, depth: int) -> None:
        """Paragraphs and tables of a story, looking into content controls and the like."""
        if depth > DEPTH_LIMIT:
            self.met.add("deep")
            return
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                self.paragraph(child, depth)
            elif tag == f"{W}tbl":
                self.table(child, depth)
            elif tag == f"{W}sdt" and (kept := self.pictures.control(child)) is not None:
                if flag(child.find(f"{W}sdtContent/{W}p/{W}pPr/{W}pageBreakBefore")):
                    self.found.lines.append(Line("", block=PageBreak(), place=self.place))
                self._kept(kept)
                self._hanging(child, depth)
            elif tag == f"{MC}AlternateContent":
                self.blocks(alternative(child), depth + 1)
            elif isinstance(tag, str) and tag not in _SKIPPED:
                self.blocks(child, depth + 1)

    def paragraph(self, element: Node, depth: int) -> None:
        looks = self.styles.of(element)
        runs = Runs(self.styles)
        runs.read(element, looks)
        own = looks.name.startswith(OWN)
        chunks = runs.visible(all_of_it=own)
        label = self.numbering.label(looks.list_id, looks.level) if looks.list_id and chunks else ""
        if self._breaks(element, looks, runs):
            self.found.lines.append(Line("", block=PageBreak(), place=self.place))
        self._lines(chunks, looks, label, own)
        if "hidden" in runs.met:
            self._line(runs.hidden().strip(), Line("", place="hidden"))
        self.met |= runs.met
        for picture in runs.pictures:
            if (kept := self.pictures.of(picture)) is not None:
                self._kept(kept)
        for box in runs.boxes:
            self._inside("box", box, depth + 1)

    def _rest(self, text: str, spans: tuple[Stretch, ...]) -> None:
        """The end of the last paragraph, which its writer took to the next page with the signature."""
        line = self.found.lines[-1]
        moved = tuple((start + len(line.text), end + len(line.text), name) for start, end, name in spans)
        self.found.lines[-1] = replace(line, text=line.text + text, spans=line.spans + moved)

    def _breaks(self, element: Node, looks: Looks, runs: Runs) -> bool:
        """Whether a page break stands before the paragraph, or is all there is in it."""
        if self.place != "body" or looks.name.startswith(("公文附件", "公文发文机关标志", REST)):
            return False
        properties = element.find(f"{W}pPr")
        if looks.name == "公文分页":  # the same style closes sections and carries what hangs on a page
            return properties.find(f"{W}sectPr") is None and not runs.pictures and not runs.boxes
        if flag(element.find(f"{W}pPr/{W}pageBreakBefore")):
            return True
        pages = any(value(node, "type") == "page" for node in element.iter(f"{W}br"))
        return pages and not any(chunk.text.strip() for chunk in runs.chunks)

    def _lines(self, chunks: list[Chunk], looks: Looks, label: str, own: bool) -> None:
        """A paragraph as one line, or one for each line break a person made in it."""
        most = usual(chunks)
        model = Line("", looks.align, most.red, most.size, None, most.bold, most.font, looks.name, self.place)
        if own:
            joined = any(word in looks.name for word in _UNBROKEN)
            chunks = [
                replace(chunk, text=_cleaned(chunk.text).replace("\n", "" if joined else "\n")) for chunk in chunks
            ]
            if looks.name == REST and self.found.lines and self.found.lines[-1].style == "公文正文":
                self._rest("".join(chunk.text for chunk in chunks), tuple(stretches(chunks, most, own=True)))
                return
            self._line("".join(chunk.text for chunk in chunks), model, tuple(stretches(chunks, most, own=True)))
            return
        parts: list[list[Chunk]] = [[Chunk(label, most)] if label else []]
        for chunk in chunks:
            first, *more = _cleaned(chunk.text).split("\n")
            parts[-1].append(replace(chunk, text=first))
            parts.extend([replace(chunk, text=text)] for text in more)
        for part in parts:
            self._line("".join(chunk.text for chunk in part), model, tuple(stretches(part, most, own=False)))

    def _line(self, text: str, model: Line, spans: tuple[Stretch, ...] = ()) -> None:
        lead = len(text) - len(text.lstrip())
        stripped = text.strip()
        if not stripped:
            if model.style in (HEAD_STYLE, CELL_STYLE):  # an empty cell still tells that its table is one of data
                self.found.lines.append(replace(model, text=""))
            return
        self.count += len(stripped)
        refuse_long(self.count)
        moved = ((max(0, start - lead), min(len(stripped), end - lead), name) for start, end, name in spans)
        kept = tuple(span for span in moved if span[1] > span[0])
        self.found.lines.append(replace(model, text=stripped, spans=kept))

    def _kept(self, kept: Kept) -> None:
        self.count += len(kept.text)
        refuse_long(self.count)
        self.found.lines.append(Line(body_to_text((kept,)), block=kept, place=self.place))

    def _hanging(self, element: Node, depth: int) -> None:
        """The text boxes that hang on paragraphs of something kept."""
        for paragraph in element.iterdescendants(f"{W}p"):
            if next(paragraph.iterancestors(f"{W}txbxContent"), None) is None:
                runs = Runs(self.styles)
                runs.read(paragraph, Looks())
                for box in runs.boxes:
                    self._inside("box", box, depth + 1)

    def _inside(self, place: str, element: Node, depth: int) -> None:
        outer = self.place
        self.place = place if outer in ("body", "frame") else outer
        self.blocks(element, depth)
        self.place = outer

    def table(self, element: Node, depth: int) -> None:
        """A table of data becomes one line; one that only frames the layout becomes the lines in its cells."""
        grid = read_grid(element, lambda cell: self._cell(cell, depth), self.met)
        lines = grid.lines
        own = grid.is_own()
        if not own and not any(line.text or line.block for line in lines):
            return
        if not own and (is_frame(grid.texts) or any(line.style.startswith(OWN) for line in lines)):
            if not any(line.style.startswith(OWN) for line in lines):
                self.met.add("frame")
            place = "frame" if self.place == "body" else self.place
            self.found.lines.extend(replace(line, place=place) if line.place == "body" else line for line in lines)
            return
        table, whole = grid.table(landscape=element in self.landscape)
        if not whole:
            self.met.add("merged")
        if table is not None:
            self.found.lines.append(Line("", block=table, place=self.place))

    def _cell(self, cell: Node, depth: int) -> list[Line]:
        """The lines of a cell, taken out of the story again."""
        outer, self.found.lines = self.found.lines, []
        try:
            self.blocks(cell, depth + 1)
            return [line for line in self.found.lines if not isinstance(line.block, PageBreak)]
        finally:
            self.found.lines = outer


def _cleaned(text: str) -> str:
    return clean(text)[0]
