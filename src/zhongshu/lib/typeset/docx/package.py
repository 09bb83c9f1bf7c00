"""The file itself: parts, relations and content types in one ZIP, the same bytes for the same input."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

from .markup import HEAD

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {
    "/word/document.xml": f"{_WORD}.document.main+xml",
    "/word/styles.xml": f"{_WORD}.styles+xml",
    "/word/settings.xml": f"{_WORD}.settings+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
NOT_FIRST = "!%),.:;?]}°·’”…‰℃、。〃〉》」』】〕〗〞！％），．：；？］｝～￠"
NOT_LAST = "$([{£¥‘“〈《「『【〔〖〝＄（．［｛￡￥"


@lru_cache(maxsize=1)
def settings_xml() -> str:
    """word/settings.xml: odd and even pages differ; no mark is squeezed but those the file narrows itself."""
    from .markup import NAMESPACES, quoted

    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", "15"), ("enableOpenTypeFeatures", "1"))
    )
    return (
        f'{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:noLineBreaksAfter w:lang="zh-CN" w:val={quoted(NOT_LAST)}/>'
        f'<w:noLineBreaksBefore w:lang="zh-CN" w:val={quoted(NOT_FIRST)}/>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def relations(found: dict[str, tuple[str, str]]) -> str:
    """A .rels part: id → (type, target)."""
    entries = "".join(
        f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"/>' for identity, (kind, target) in found.items()
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'


def zipped(parts: dict[str, str | bytes], types: dict[str, str]) -> bytes:
    """The package of some parts (name → text or bytes); ``types`` are content types beyond the usual ones."""
    overrides = {f"/{name}": _type(f"/{name}") for name in parts if _type(f"/{name}")} | types
    entries = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in sorted(overrides.items()))
    content_types = (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="jpeg" ContentType="image/jpeg"/>{entries}</Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"[Content_Types].xml": content_types, **parts}.items():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def _type(name: str) -> str:
    if name.startswith("/word/header"):
        return f"{_WORD}.header+xml"
    if name.startswith("/word/footer"):
        return f"{_WORD}.footer+xml"
    return _TYPES.get(name, "")
