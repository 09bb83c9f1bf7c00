"""What a file of this software says about itself besides its text: custom properties of the document."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from zhongshu.lib.refusal import Refused

from ..model import Document
from .note import Facts

OTHER = "公文.其他"
_NAMES = {
    "公文.文种": "kind",
    "公文.版本": "edition",
    "公文.行文方向": "direction",
    "公文.格式": "layout",
    "公文.版式": "template",
    "公文.加盖印章": "sealed",
    "公文.保密期限": "secrecy_period",
}


_SIGNED = {"signature_organs": "organ", "signature_posts": "post"}


def with_properties(document: Document, facts: Facts) -> Document:
    """The document with what its file says; a property that makes no sense is passed over."""
    said = dict(facts)
    for name, element in _NAMES.items():
        if name in said:
            value: Any = said[name] == "true" if element == "sealed" else said[name]
            document = _with(document, element, value)
    try:
        other = json.loads(said.get(OTHER, "{}"))
    except (ValueError, RecursionError):
        other = {}
    for element, value in other.items() if isinstance(other, dict) else ():
        document = _other(document, element, value)
    return document


def _with(document: Document, element: str, value: Any) -> Document:
    try:
        return (
            Document.from_json(document.to_json() | {element: value})
            if element != "sealed"
            else replace(document, sealed=value)
        )
    except Refused:
        return document


def _other(document: Document, element: str, value: Any) -> Document:
    """An element the layout does not print; what is visible goes before it."""
    data = document.to_json()
    held = data.get(element)
    if element == "annexes" and isinstance(value, list) and isinstance(held, list):
        held += [{"name": ""} for _ in value[len(held) :]]
        merged = [_annex(row, more) if isinstance(more, dict) else row for row, more in zip(held, value, strict=False)]
        return _with(document, element, merged + held[len(value) :])
    if element in _SIGNED and isinstance(value, list):
        blocks = data.get("signature_blocks", [])
        for item in value:
            if isinstance(item, list) and len(item) == 2 and isinstance(item[0], int) and 0 <= item[0] < len(blocks):
                blocks[item[0]] = {**blocks[item[0]], _SIGNED[element]: item[1]}
        return _with(document, "signature_blocks", blocks)
    if element == "extra" and isinstance(value, list) and isinstance(held, list):
        return _with(document, element, held + value)
    return document if held else _with(document, element, value)


def _annex(row: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """An annex with what it does not show; where that is its name, what it shows is its title."""
    if row.get("listed") is False and more.get("name") and not row.get("title"):
        row = {**row, "title": row["name"]}
    return {**row, **more}
