"""The file's properties: who and what it is, and the facts of the model that have no place on paper.

No word that is printed is said here again: a passage somebody deletes must be gone from the file.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from zhongshu.lib.document.model import Document

from ..view import ATTENDANCE
from .head import BULLETINS
from .markup import HEAD, quoted, words

FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
ALWAYS = {
    "公文.文种": "kind",
    "公文.版本": "edition",
    "公文.行文方向": "direction",
    "公文.格式": "layout",
    "公文.版式": "template",
    "公文.加盖印章": "sealed",
}
"""Property → element of the document."""
OTHER = "公文.其他"


def core(document: Document, moment: datetime) -> str:
    """docProps/core.xml; ``moment`` is aware."""
    when = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    author = "、".join(document.issuer_marks) or document.byline
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{words(document.plain_title)}</dc:title><dc:creator>{words(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{words(author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{when}</dcterms:modified>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def application() -> str:
    """docProps/app.xml."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{HEAD}<Properties xmlns="{space}"><Application>Zhongshu</Application></Properties>'


def custom(document: Document, kind: str) -> str:
    """docProps/custom.xml: kind, edition, direction, layout, template, seal, and the elements this layout does not print."""
    data = document.to_json()
    values = {name: _plain(data.get(element, "")) for name, element in ALWAYS.items()}
    others = unprinted(document, data, kind)
    if others:
        values[OTHER] = json.dumps(others, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    entries = "".join(
        f'<property fmtid="{FMTID}" pid="{number}" name={quoted(name)}><vt:lpwstr>{words(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(values.items(), 2)
    )
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{entries}</Properties>'
    )


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def unprinted(document: Document, data: dict[str, Any], kind: str) -> dict[str, Any]:
    """The elements that the layout (``kind``: a template of ``head.HEADS``) has no place for, or says in a form of its own
    as a bulletin does, in the words of the document's JSON."""
    hidden: dict[str, Any] = {
        element: data[element]
        for element in _NOT_PRINTED.get(kind, _HEADLESS)
        if element in data and data[element] not in (None, "", [])
    }
    if document.secrecy_period and not document.secrecy_level:
        hidden["secrecy_period"] = document.secrecy_period
    if not document.issuer_marks or kind in ("manuscript", *BULLETINS):
        hidden["mark_suffix"] = document.mark_suffix
    extra = [[name, text] for name, text in document.extra if name not in _shown_extra(kind)]
    if extra:
        hidden["extra"] = extra
    organs = [
        [index, block.organ] for index, block in enumerate(document.signature_blocks) if block.name and block.organ
    ]
    posts = [
        [index, block.post] for index, block in enumerate(document.signature_blocks) if not block.name and block.post
    ]
    hidden |= {name: found for name, found in (("signature_organs", organs), ("signature_posts", posts)) if found}
    annexes = [_annex(annex) for annex in document.annexes]
    if any(annexes):
        hidden["annexes"] = annexes
    return hidden


def _annex(annex: Any) -> dict[str, Any]:
    """What an annex does not show: its name where that stands in no annex note, and how it is bound."""
    found: dict[str, Any] = {}
    if not annex.listed and annex.title:
        found["name"] = annex.name
    if annex.separate:
        found["separate"] = True
    if annex.landscape:
        found["landscape"] = True
    return found


_UNDER_TITLE = ("subtitle", "title_note", "byline")
_HEADLESS = ("issuer_marks", "number", "signatories")
_BULLETIN = ("issuer_marks", "number", "signatories", "document_date", "printing_organ", "printing_date")
_NOT_PRINTED: dict[str, tuple[str, ...]] = {
    "document": _UNDER_TITLE,
    "letter": (*_UNDER_TITLE, "signatories", "printing_organ", "printing_date"),
    "order": (*_UNDER_TITLE, "signatories", "title", "addressees"),
    "minutes": (*_UNDER_TITLE, "signatories", "addressees"),
    "manuscript": _HEADLESS,
    **dict.fromkeys(BULLETINS, _BULLETIN),
}


def _shown_extra(kind: str) -> tuple[str, ...]:
    return ("令号",) if kind == "order" else ATTENDANCE if kind == "minutes" else ()
