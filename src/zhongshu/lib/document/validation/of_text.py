"""What the text asks: levels in order, annexes named."""

from __future__ import annotations

from collections.abc import Iterator

from ..breach import STANDARD, Breach
from ..kinds import DocumentKind
from ..model import Document, Heading
from ..text import level_of


def levels(document: Document, kind: DocumentKind) -> Iterator[Breach]:
    """Numbers go 一、（一）1.（1）; a paper of few levels may go from 一、 straight to 1. (7.3.3)."""
    previous = 0
    for index, block in enumerate(document.body):
        level = block.level if isinstance(block, Heading) else level_of(getattr(block, "text", ""))
        if not level:
            continue
        if level > previous + 1 and previous and not (previous == 1 and level == 3):
            yield Breach(
                "form.level_jump",
                f"{STANDARD} 7.3.3",
                "结构层次序数跳级。",
                "依次用“一、”“（一）”“1.”“（1）”标注；层次少的，第一层“一、”之下可以直接用“1.”。",
                True,
                f"body/{index}",
            )
        previous = level


def annexes(document: Document, kind: DocumentKind) -> Iterator[Breach]:
    for index, annex in enumerate(document.annexes):
        if not annex.name:
            yield Breach(
                "form.annex_name",
                f"{STANDARD} 7.3.4",
                f"附件{index + 1}没有名称。",
                "写明附件名称。",
                False,
                f"annexes/{index}/name",
            )
        elif annex.name[-1] in "。；，、":
            yield Breach(
                "form.annex_mark",
                f"{STANDARD} 7.3.4",
                f"附件名称“{annex.name[:20]}”后有标点。",
                "附件名称后不加标点。",
                True,
                f"annexes/{index}/name",
            )
