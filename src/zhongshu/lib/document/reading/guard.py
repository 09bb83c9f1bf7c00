"""What may be read at all: sizes, containers and characters. Everything here refuses with a sentence, never crashes."""

from __future__ import annotations

import io
import zipfile

from zhongshu.lib.refusal import Refused

from ..model import BLOCK_TEXT_LIMIT

FILE_LIMIT = 40 * 1024 * 1024
UNPACKED_LIMIT = 160 * 1024 * 1024
PART_LIMIT = 48 * 1024 * 1024
"""Unpacked bytes of one XML part that is going to be parsed."""
ENTRY_LIMIT = 3000
RATIO_LIMIT = 150
RATIO_FROM = 1024 * 1024

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REMOVED = dict.fromkeys((*range(0, 9), 11, 12, *range(14, 32), *range(127, 160), 65279, 65534, 65535))
_REMOVED |= dict.fromkeys((*range(8203, 8208), *range(8234, 8239), *range(8288, 8304)))
_REMOVED |= dict.fromkeys(range(55296, 57344))


def clean(text: str) -> tuple[str, int]:
    """The text without control, invisible and broken characters, and how many there were."""
    cleaned = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\u2028", "\n")
    result = cleaned.replace("\u2029", "\n").translate(_REMOVED)
    return result, len(cleaned) - len(result)


def refuse_long(count: int) -> None:
    """``Refused`` when a text has more characters than a paper may have."""
    if count > BLOCK_TEXT_LIMIT:
        raise Refused(
            f"文稿有{count:,}字，超过{BLOCK_TEXT_LIMIT:,}字的上限，没有导入。",
            remedy="请删去附带的长材料，或者拆成附件分别导入。",
        )


def refuse_large(size: int) -> None:
    """``Refused`` when a file has more bytes than any paper."""
    if size > FILE_LIMIT:
        raise Refused(
            f"文件超过{FILE_LIMIT // 1024 // 1024}兆字节，没有导入。", remedy="请压缩文中的图片或者删去附带材料。"
        )


def open_docx(content: bytes) -> zipfile.ZipFile:
    """The container of a DOCX file, checked before anything in it is unpacked."""
    refuse_large(len(content))
    if content.startswith(OLE):
        refuse_ole(content)
        raise Refused("这个文件是旧版DOC格式，不能直接读取。", remedy="请在文字处理软件中另存为DOCX后再导入。")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, IndexError) as error:
        raise _not_docx() from error
    names = {entry.filename for entry in entries}
    _refuse_bomb(entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("这个文件设有密码，无法读取。", remedy="请取消密码后再导入。")
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise Refused("这个文件带有宏，为防范风险没有导入。", remedy="请另存为不带宏的DOCX文件后再导入。")
    if "word/document.xml" not in names:
        raise _not_docx()
    return archive


def refuse_ole(content: bytes) -> None:
    """``Refused`` for an old binary document that is encrypted or carries macros, told by the names of its streams."""
    if not content.startswith(OLE):
        return
    names = {
        word: word.encode("utf-16-le") in content for word in ("EncryptedPackage", "EncryptionInfo", "_VBA_PROJECT")
    }
    if names["EncryptedPackage"] or names["EncryptionInfo"]:
        raise Refused("这个文件设有打开密码，无法读取。", remedy="请在文字处理软件中取消密码，另存为DOCX后再导入。")
    if names["_VBA_PROJECT"]:
        raise Refused("这个文件带有宏，为防范风险没有导入。", remedy="请另存为不带宏的DOCX文件后再导入。")


def read_part(archive: zipfile.ZipFile, name: str, *, xml: bool = True) -> bytes:
    """One part; refused when it is too large or damaged, or (XML) declares entities of its own."""
    try:
        info = archive.getinfo(name)
        if info.file_size > PART_LIMIT:
            raise Refused("文件中的正文部分过大，没有导入。", remedy="请拆分后分别导入。")
        data = archive.read(info)
    except Refused:
        raise
    except Exception as error:  # zlib, zipfile and codecs each raise their own kinds on damaged data
        raise _not_docx() from error
    head = data[:4096] if xml else b""
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or "<!DOCTYPE".encode("utf-16-le") in head:
        raise Refused("这个文件的内容带有外部定义，为防范风险没有导入。", remedy="请用文字处理软件另存为DOCX后再导入。")
    return data


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > RATIO_FROM and entry.file_size > RATIO_LIMIT * max(1, entry.compress_size)
        for entry in entries
    )
    if len(entries) > ENTRY_LIMIT or total > UNPACKED_LIMIT or swollen:
        raise Refused(
            "这个文件解开后异常庞大，疑似恶意压缩文件，没有导入。",
            remedy="请确认文件来源；确属正常文稿的，用文字处理软件另存后再导入。",
        )


def _not_docx() -> Refused:
    return Refused("这不是有效的DOCX文件，或者文件已经损坏。", remedy="请用文字处理软件打开核对，另存为DOCX后再导入。")
