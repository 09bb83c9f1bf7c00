"""What may be stored: kinds recognised by their content, names made harmless."""

import re
import unicodedata
import zipfile
from io import BytesIO
from pathlib import PurePosixPath

from zhongshu.lib.refusal import Refused

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF, PNG, JPEG, TEXT, XML, ZIP = (
    "application/pdf",
    "image/png",
    "image/jpeg",
    "text/plain",
    "application/xml",
    "application/zip",
)

DOC, RTF = "application/msword", "application/rtf"

LABELS = {
    DOCX: "DOCX 文档",
    DOC: "旧版 DOC 或 WPS 文档",
    RTF: "RTF 文档",
    XLSX: "XLSX 表格",
    PDF: "PDF",
    PNG: "PNG 图片",
    JPEG: "JPEG 图片",
    TEXT: "纯文本",
    XML: "XML",
    ZIP: "ZIP 包",
}
DOCUMENTS = frozenset({DOCX, PDF, TEXT})
IMAGES = frozenset({PNG, JPEG})
ATTACHMENTS = frozenset({DOCX, XLSX, PDF, TEXT, PNG, JPEG})


def safe_name(name: str) -> str:
    """A name that is only a name: no folders, control characters or reserved marks, at most 120 characters."""
    name = unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name)
    name = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    name = re.sub(r'[<>:"/|?*]', "_", name).strip(" .")
    if len(name) > 120:
        stem, dot, suffix = name.rpartition(".")
        name = f"{stem[: 119 - len(suffix)]}{dot}{suffix}" if dot and len(suffix) <= 10 else name[:120]
    return name or "未命名文件"


def recognise(content: bytes) -> str | None:
    """The media type read from the content itself; None when it is nothing we know."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"PK\x03\x04"):
        return _recognise_zip(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return DOC
    if content.startswith(b"{\\rtf"):
        return RTF
    return TEXT if is_text(content) else None


def _recognise_zip(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else ZIP


def is_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decodes(content, "utf-16")
    if b"\x00" in content[:4096]:
        return False
    return _decodes(content, "utf-8-sig") or _decodes(content, "gb18030")


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def refuse_unfit(name: str, content: bytes, allowed: frozenset[str], max_mb: int) -> str:
    """The media type of an acceptable file, or Refused with what is wrong and what to do."""
    if not content:
        raise Refused(f"文件“{name}”是空的，没有保存。", remedy="请检查文件后重新上传。")
    if len(content) > max_mb * 1024 * 1024:
        raise Refused(f"文件“{name}”超过 {max_mb} MB 的上限，没有保存。", remedy="请压缩或拆分后再上传。")
    media_type = recognise(content)
    wanted = "、".join(LABELS[kind] for kind in sorted(allowed, key=list(LABELS).index))
    if media_type is None:
        raise Refused(f"认不出文件“{name}”是什么格式（可能已损坏），没有保存。", remedy=f"请上传：{wanted}。")
    if media_type not in allowed:
        raise Refused(f"文件“{name}”是 {LABELS[media_type]}，这里不能用，没有保存。", remedy=f"请上传：{wanted}。")
    return media_type
