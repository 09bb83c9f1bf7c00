"""Tables that are no tables: mastheads, records and signatures which people align with a grid of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEAD = re.compile(
    r"[〔\[［（(【]\s*\d{4}\s*[〕\]］)）】]\s*第?\s*\d+\s*号|签发人[：:]|[一-鿿]{4,}文件$|^文件$|^(?:绝密|机密|秘密)\s*★"
)
_FOOT = re.compile(r"^(?:抄送|抄报|主送)[：:]|年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发$|^主题词[：:]")
FRAME_CELLS = 24
"""A larger grid is data even where one of its cells quotes a document number."""


def is_frame(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table (cell texts) only frames the layout: one row or column, or a small one with the words of a masthead
    or of a record in it."""
    columns = max((len(row) for row in rows), default=0)
    if columns <= 1 or len(rows) <= 1:
        return True
    if len(rows) * columns > FRAME_CELLS:
        return False
    cells = [re.sub(r"[^\S\n]", "", line) for row in rows for cell in row for line in cell.split("\n")]
    return any(_HEAD.search(cell) or _FOOT.search(cell) for cell in cells)
