"""Which kind of paper it is, which way it travels and in which layout, told from its elements."""

from __future__ import annotations

import re

from .. import kinds
from ..model import Direction, Layout, Paragraph
from .fields import Values
from .note import CERTAIN, LIKELY, Note


def kind_of(values: Values, notes: list[Note]) -> Values:
    """Kind, direction and layout, from the title first, from the way of speaking otherwise."""
    title = values.get("title", "").replace("\n", "")
    marks = "".join(values.get("issuer_marks", ())) + values.get("mark_suffix", "")
    kind = kinds.of_title(title) or (kinds.KINDS["order"] if marks.endswith("令") else None)
    kind = kind or (kinds.KINDS["minutes"] if marks.endswith("纪要") else None)
    told = kind is not None
    first = values["body"][0] if values["body"] else None
    opening = "".join(values.get("addressees", ())) + (first.text[:20] if isinstance(first, Paragraph) else "")
    if kind is None or (kind.code == "report" and "述职" in title):
        kind = _manuscript(title, opening)
    if kind is None:
        notes.append(Note("kind", 0.2, "没有认出文种，暂按通知处理，请选择文种。"))
        return {}
    notes.append(Note("kind", CERTAIN if told else LIKELY, f"按标题和行文方式认作“{kind.name}”。"))
    found: Values = {"kind": kind.code, "direction": kind.directions[0], "layout": kind.layout, "sealed": kind.sealed}
    if values.get("signatories") and Direction.UPWARD in kind.directions:
        found["direction"] = Direction.UPWARD
    return found | _layout(kind, values, notes)


def _layout(kind: kinds.DocumentKind, values: Values, notes: list[Note]) -> Values:
    marked, suffix = bool(values.get("issuer_marks")), values.get("mark_suffix", "")
    if kind.layout is Layout.DOCUMENT and marked and not suffix and values.get("number"):
        notes.append(Note("layout", LIKELY, "版头不带“文件”二字，按信函格式。"))
        return {"layout": Layout.LETTER}
    if kind.layout is Layout.LETTER and suffix == "文件":
        return {"layout": Layout.DOCUMENT}
    return {} if "mark_suffix" in values else {"mark_suffix": kind.mark_suffix}


def _manuscript(title: str, opening: str) -> kinds.DocumentKind | None:
    named = [kind for kind in kinds.of_family(kinds.Family.MANUSCRIPT) if kind.name.removesuffix("稿") in title]
    if named:
        return named[0]
    spoken = re.search(r"讲话|发言|报告会|体会|心得", title) or re.match(r"各位|同志们|尊敬的", opening)
    return kinds.KINDS.get("speech") if spoken or not title else None
