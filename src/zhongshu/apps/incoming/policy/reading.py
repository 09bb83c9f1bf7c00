"""What can be read out of a file that came in: its text, and the fields of the register with how sure they are."""

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFException

from zhongshu.lib.document import DocumentNumber, body_to_text, whole_text
from zhongshu.lib.document.reading import Reading, from_file, from_text
from zhongshu.lib.refusal import Refused

MOST_PAGES = 60
SURE, FAIRLY = 0.9, 0.7
_SECRECY = {"": 0, "internal": 1, "confidential": 2, "secret": 3, "top_secret": 4}


@dataclass
class Read:
    """The words of a file and what the register needs of them. ``how``: field → 可靠 / 请核对 / 未识别, with the reason."""

    text: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    how: dict[str, tuple[str, str]] = field(default_factory=dict)
    note: str = ""


def read_paper(name: str, content: bytes) -> Read:
    """Read a DOCX, TXT or PDF. Pictures and scans without text give nothing to read, said in ``note``.

    Refused for what is encrypted, damaged or not what it says.
    """
    if content.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        return Read(note="扫描图片里的文字不能识别，请对照原件填写。")
    if content.startswith(b"%PDF"):
        text = pdf_text(content)
        if not text.strip():
            return Read(note="这份 PDF 是扫描件，没有可识别的文字，请对照原件填写。")
        return _read(from_text(_joined(text)), text)
    reading = from_file(name, content)
    return _read(reading, _as_it_stands(reading))


def _as_it_stands(reading: Reading) -> str:
    """Every line of the file in its own order: the red head and the date below the signature with the rest."""
    lines = [body_to_text((line.block,)) if line.block is not None else line.text for line in reading.source]
    text = "\n".join(line for line in lines if line.strip())
    return text or whole_text(reading.document)


def pdf_text(content: bytes) -> str:
    """The text of a PDF's first pages."""
    try:
        return extract_text(BytesIO(content), maxpages=MOST_PAGES, laparams=LAParams())
    except (PDFPasswordIncorrect, PDFEncryptionError) as no:
        raise Refused("这份 PDF 设有打开密码，没有存入。", remedy="请向来文单位索取不设密码的文件。") from no
    except (PDFException, ValueError, TypeError, KeyError, AssertionError, RecursionError, IndexError) as no:
        raise Refused("这份 PDF 已经损坏，没有存入。", remedy="请请来文单位重新发送，或者扫描纸质件。") from no


def _joined(text: str) -> str:
    """Lines that the page broke in the middle of a sentence put together again; the head keeps its lines."""
    lines: list[str] = []
    for line in (part.strip() for part in text.replace("\x0c", "\n").splitlines()):
        if not line:
            continue
        if lines and len(lines[-1]) >= 24 and lines[-1][-1] not in "。：；！？:”）":
            lines[-1] += line
        else:
            lines.append(line)
    return "\n".join(lines)


def _read(reading: Reading, text: str) -> Read:
    document = reading.document
    sender = document.signature_blocks[0].organ if document.signature_blocks else "、".join(document.issuer_marks)
    known = {note.element for note in reading.notes}
    number = str(document.number) if document.number else _loose_number(text)
    values: dict[str, tuple[str, Any]] = {
        "document_number": ("number", number),
        "sender": ("signature_blocks" if document.signature_blocks else "issuer_marks", sender),
        "title": ("title", document.plain_title),
        "document_date": ("document_date", document.document_date),
        "kind": ("kind", document.kind if "kind" in known and reading.confidence("kind") > 0.3 else ""),
        "secrecy": ("secrecy_level", _SECRECY[document.secrecy_level.value]),
        "urgency": ("urgency", document.urgency.value if document.urgency.value in {"urgent", "extra_urgent"} else ""),
    }
    read = Read(text)
    for name, (element, value) in values.items():
        read.fields[name] = value.isoformat() if isinstance(value, date) else value
        read.how[name] = _how(name, element, value, reading)
    return read


def _how(name: str, element: str, value: Any, reading: Reading) -> tuple[str, str]:
    reason = next((note.reason for note in reading.notes if note.element == element), "")
    if name in {"secrecy", "urgency"}:
        return ("可靠", reason) if value else ("请核对", "文中没有标注。")
    if not value:
        return "未识别", "请对照原件填写。"
    sure = reading.confidence(element) if reason else FAIRLY
    return ("可靠" if sure >= SURE else "请核对"), reason


def _loose_number(text: str) -> str:
    found = DocumentNumber.read("\n".join(text.splitlines()[:12]))
    return str(found) if found else ""
