"""合订材料文字页: the title broken as titles are, empty paragraphs left out."""

from __future__ import annotations

from typing import Any

from ..titles import break_title


def view(data: dict[str, Any]) -> dict[str, Any]:
    """The data with the title's lines."""
    paragraphs = [text.strip() for text in data["paragraphs"] if text.strip()]
    lines = list(break_title(data["title"]))
    return {**data, "plain_title": data["title"], "title_lines": lines, "paragraphs": paragraphs}
