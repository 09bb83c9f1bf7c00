"""合订本封面和目录: the title broken as titles are."""

from __future__ import annotations

from typing import Any

from ..titles import break_title


def view(data: dict[str, Any]) -> dict[str, Any]:
    """The data with the title's lines."""
    return {**data, "plain_title": data["title"], "title_lines": list(break_title(data["title"]))}
