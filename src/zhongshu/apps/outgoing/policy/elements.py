"""Changing the words at one place of a document, named by an element path and a span."""

from dataclasses import replace
from typing import Any

from zhongshu.lib.document import Document
from zhongshu.lib.proofread import Finding
from zhongshu.lib.refusal import Refused


def replaced(document: Document, finding: Finding, words: str) -> Document:
    """The document with ``words`` in the place of the finding. Refused when the place no longer reads as it did."""
    data = document.to_json()
    holder, key = _holder(data, finding.element)
    text = holder[key]
    if not isinstance(text, str) or text[finding.start : finding.end] != finding.text:
        raise Refused("这条意见所指的地方已经改动，不能自动替换。", remedy="请在拟稿页修改。")
    holder[key] = text[: finding.start] + words + text[finding.end :]
    changed = Document.from_json(data)
    return replace(
        changed, addressees=tuple(filter(None, changed.addressees)), copy_to=tuple(filter(None, changed.copy_to))
    )


def _holder(data: dict[str, Any], path: str) -> tuple[Any, Any]:
    """The list or dict that holds the text of an element, and the key in it: "body/3" → (blocks[3], "text")."""
    parts: list[Any] = [int(part) if part.isdigit() else part for part in path.split("/")]
    current: Any = data
    try:
        for part in parts[:-1]:
            current = current[part]
        last = current[parts[-1]]
    except (KeyError, IndexError, TypeError) as error:
        raise Refused("这条意见所指的要素现在没有了。", remedy="请刷新页面。") from error
    return (last, "text") if isinstance(last, dict) else (current, parts[-1])
