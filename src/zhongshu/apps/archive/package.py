"""The archive package: what was issued and how it came about, in forms that need no software of ours to read.

A ZIP with the PDF/A, the metadata (entities after DA/T 46-2009: document, agents, business, relations) and the record
of handling as XML, every version of the text as JSON, and the SHA-256 of each in ``SHA256SUMS``.
"""

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

SUMS = "SHA256SUMS"
#: One time for every part, so that the same content always makes the same bytes.
TIMESTAMP = (1980, 1, 1, 0, 0, 0)


def build(parts: Mapping[str, bytes]) -> bytes:
    """One ZIP of named parts with their checksums."""
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(parts.items()))
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in [*sorted(parts.items()), (SUMS, sums.encode())]:
            entry = zipfile.ZipInfo(name, TIMESTAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return buffer.getvalue()


def faults(package: bytes) -> list[str]:
    """What is wrong with a package, in Chinese; empty when every part is there and unaltered."""
    try:
        with zipfile.ZipFile(BytesIO(package)) as opened:
            parts = {name: opened.read(name) for name in opened.namelist()}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError):
        return ["归档包打不开"]
    lines = [line.partition("  ") for line in parts.pop(SUMS, b"").decode("utf-8", "replace").splitlines()]
    listed = {name: digest for digest, _, name in lines}
    found = [f"缺少“{name}”" for name in sorted(listed.keys() - parts.keys())]
    found += [f"多出“{name}”" for name in sorted(parts.keys() - listed.keys())]
    found += [
        f"“{name}”与校验值不符"
        for name, content in sorted(parts.items())
        if name in listed and hashlib.sha256(content).hexdigest() != listed[name]
    ]
    return found or ([] if listed else ["归档包没有校验清单"])


def to_xml(root: str, content: Mapping[str, Any]) -> bytes:
    """Nested values as elements named in Chinese, as archives read them. Lists repeat their element."""
    element = ET.Element(root)
    _fill(element, content)
    ET.indent(element)
    return ET.tostring(element, encoding="utf-8", xml_declaration=True)


def _fill(parent: ET.Element, content: Mapping[str, Any]) -> None:
    for name, value in content.items():
        for item in value if isinstance(value, Sequence) and not isinstance(value, str) else [value]:
            child = ET.SubElement(parent, name)
            if isinstance(item, Mapping):
                _fill(child, item)
            else:
                child.text = _printable("" if item is None else str(item))


def _printable(text: str) -> str:
    return "".join(char for char in text if char in "\t\n" or char >= " ")


def to_json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8")
