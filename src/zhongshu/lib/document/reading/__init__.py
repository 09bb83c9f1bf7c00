"""Reading files into the element model, with a confidence and a reason for each element.

Never crashes and never loses text: what is not understood stays in the body, or aside, and is said; what must not be read
(not what it claims to be, encrypted, with macros, a zip bomb, too long) is refused with a sentence. Files that another
program must open first (DOC, WPS) are converted outside this library and come in as DOCX.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zhongshu.lib.refusal import Refused

from .. import text as plain
from ..model import Kept, PageBreak, Table
from .assembly import assemble
from .decoding import decode
from .docx import read_docx
from .elements import line_text, recognise
from .guard import OLE, clean, refuse_large, refuse_long, refuse_ole
from .markdown import read_markdown
from .note import CERTAIN, Line, Note, Piece, Reading
from .roles import Role

__all__ = [
    "Line",
    "Note",
    "Piece",
    "Reading",
    "Role",
    "assemble",
    "from_docx",
    "from_file",
    "from_lines",
    "from_markdown",
    "from_pdf",
    "from_text",
    "line_text",
    "needs_office",
    "refuse_ole",
]

_CONVERTED = (".doc", ".wps", ".rtf", ".dot", ".wpt", ".odt", ".uot", ".uof")


def from_text(text: str) -> Reading:
    """Read plain text, one paragraph a line. Raises ``Refused`` for texts longer than a paper may be."""
    cleaned, removed = clean(text)
    refuse_long(len(cleaned))
    blocks = plain.body_from_text(cleaned)
    formed = (Table, PageBreak, Kept)
    lines = [Line("", block=block) if isinstance(block, formed) else Line(block.text) for block in blocks]
    return _with_notes(recognise(lines), _removed(removed))


def from_markdown(text: str) -> Reading:
    """Read Markdown: headings, lists, tables and emphasis lose their marks, the words stay."""
    cleaned, removed = clean(text)
    refuse_long(len(cleaned))
    found = read_markdown(cleaned)
    return _with_notes(recognise(found.lines), [*found.notes, *_removed(removed)])


def from_docx(content: bytes) -> Reading:
    """Read a DOCX file. Raises ``Refused`` for what is not one or must not be opened."""
    found = read_docx(content)
    return _with_notes(recognise(found.lines, found.facts), found.notes)


def from_pdf(content: bytes) -> Reading:
    """Read the text of a PDF; lines are put together to paragraphs by their places. Raises ``Refused`` for scans (no
    text), passwords and damage."""
    from .pdf import read_pdf  # the library behind it is large, and most papers are not PDF

    found = read_pdf(content)
    return from_lines(found.lines, found.notes)


def from_lines(lines: Sequence[Line], notes: Sequence[Note] = ()) -> Reading:
    """Recognise lines that were read elsewhere (in a process of its own)."""
    return _with_notes(recognise(lines), notes)


def from_file(name: str, content: bytes) -> Reading:
    """Read a file by what it *is*, not by what it is called; the name only tells Markdown from text and words a refusal."""
    refuse_large(len(content))
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if content.startswith(b"%PDF") or b"%PDF-" in content[:1024]:
        return from_pdf(content)
    if needs_office(name, content):
        refuse_ole(content)
        raise Refused(
            "这是旧版DOC、WPS或者RTF格式，本机没有能打开它的办公软件（LibreOffice），没有导入。",
            remedy="请在文字处理软件中另存为DOCX后再导入，或者请管理员在服务器上安装LibreOffice。",
        )
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")) or suffix in (".docx", ".docm"):
        return from_docx(content)
    if suffix in (".pdf", ".ofd"):
        raise Refused(
            "这个文件不是有效的版式文件，或者是OFD格式，暂不能读取。", remedy="请导入DOCX或者PDF文件，或者粘贴文字。"
        )
    text = decode(content)
    return from_markdown(text) if suffix in (".md", ".markdown") else from_text(text)


def needs_office(name: str, content: bytes) -> bool:
    """Whether another program must turn the file into a DOCX first (DOC, WPS, RTF, ODT)."""
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if content.startswith((OLE, b"{\\rtf")):
        return True
    zipped = content.startswith(b"PK\x03\x04")
    return suffix in _CONVERTED and not (content.startswith(b"%PDF") or (zipped and b"word/document.xml" in content))


def _removed(count: int) -> list[Note]:
    return [Note("", CERTAIN, f"文中有{count}个看不见的控制字符，已经删去。")] if count else []


def _with_notes(reading: Reading, notes: Sequence[Note]) -> Reading:
    return replace(reading, notes=(*reading.notes, *notes))
