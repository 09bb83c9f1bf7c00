"""Files that are not what they say."""

import io
import zipfile

from docx import Document as Docx


def _packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def not_a_docx() -> bytes:
    return "这只是一段文字，改了扩展名。".encode() * 50


def a_program() -> bytes:
    return b"MZ\x90\x00\x03\x00\x00\x00\x04" + bytes(range(256)) * 20


def a_workbook_called_docx() -> bytes:
    return _packed(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def zip_bomb() -> bytes:
    """Sixty megabytes of one letter in sixty kilobytes."""
    return _packed(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"0" * 60_000_000})


def with_macro() -> bytes:
    """A real document with a macro part."""
    out = io.BytesIO()
    document = Docx()
    document.add_paragraph("关于带有宏的文稿的通知")
    document.save(out)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/vbaProject.bin", b"\x00macro")
    return out.getvalue()


def with_entities() -> bytes:
    """A document whose text would be written by an entity."""
    body = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>'
    return _packed(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": body})


_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>{doctype}'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'
    '<bpmn:process id="outgoing" name="{name}" isExecutable="true">{inside}</bpmn:process></bpmn:definitions>'
)


def bpmn_with_unknown_element() -> bytes:
    inside = '<bpmn:startEvent id="start"/><bpmn:scriptTask id="run" name="跑脚本"><bpmn:script>1</bpmn:script></bpmn:scriptTask>'
    return _HEAD.format(doctype="", name="坏流程", inside=inside).encode()


def bpmn_entity_bomb() -> bytes:
    lines = ['<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">']
    lines += [f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10)]
    doctype = f"<!DOCTYPE bomb [{''.join(lines)}]>"
    return _HEAD.format(doctype=doctype, name="&a9;", inside='<bpmn:startEvent id="start"/>').encode()


def not_xml() -> bytes:
    return b"\xff\xfe\x00 no procedure at all"
