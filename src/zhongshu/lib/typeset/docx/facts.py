"""What only the laid-out page knows, asked of Typst: where the record goes, and what had to give way on page one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import typst

from zhongshu.lib.refusal import Refused

from ..catalogue import PIECES
from ..render import Job

LABELS = {
    "record-turns": "turns",
    "crowded": "tight",
    "addressees-fit": "addressees_fit",
    "tail-begins": "tail",
    "closing-begins": "closing",
}
"""Label in the Typst layouts → fact."""


@dataclass(frozen=True, slots=True)
class Facts:
    """``turns``: pages turned between the text's end and the record (0 same page, 1 the next, 2 the next but one).
    ``tail`` and ``closing``: page and height, in points, of the last paragraph and of the signature that hangs on it.
    ``tight``: the head is closed up. ``ink``: highest and lowest ink of the mark in ems from the baseline."""

    turns: int = 0
    tight: bool = False
    addressees_fit: bool = True
    tail: tuple[int, float] = (0, 0)
    closing: tuple[int, float] = (0, 0)
    ink: tuple[float, float] = (0.88, -0.12)


def facts(job: Job) -> Facts:
    """Lay the paper out and ask; raises ``Refused`` where it cannot be laid out."""
    selector = "selector(" + ").or(".join(f"<{label}>" for label in LABELS) + ")"
    try:
        found = typst.query(
            job.template.main,
            selector,
            root=job.template.folder,
            font_paths=job.book.handle,
            package_path=PIECES,
            package_cache_path=PIECES,
            sys_inputs={"data": job.data},
        )
    except typst.TypstError as error:
        raise Refused("排版没有成功，文稿内容没有受影响。", remedy="请把这篇文稿交系统管理员检查。") from error
    told: dict[str, Any] = {LABELS[item["label"].strip("<>")]: item["value"] for item in json.loads(found)}
    high, low = json.loads(job.data).get("mark", {}).get("ink", (0.88, -0.12))
    return Facts(**told, ink=(high, low))
