"""Where findings lie, as lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from .finding import Finding
from .manuscript import Manuscript, Passage


class Positions:
    """Lines of a manuscript by element, for finding the line of a finding among many."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._lines: dict[str, list[tuple[int, int, Passage]]] = defaultdict(list)
        for number, passage in enumerate(manuscript.passages, 1):
            self._lines[passage.element].append((passage.offset, number, passage))

    def position(self, finding: Finding) -> tuple[int, int, str]:
        """Line and column from 1 in the source, and the text of the passage; (0, 0, "") for an element that is missing."""
        lines = self._lines.get(finding.element)
        if not lines:
            return 0, 0, ""
        offset, number, passage = lines[max(0, bisect_right(lines, finding.start, key=lambda line: line[0]) - 1)]
        return number, finding.start - offset + passage.indent + 1, passage.text

    def inside(self, finding: Finding) -> int:
        """Offset of the finding in the text of its passage."""
        lines = self._lines.get(finding.element)
        if not lines:
            return 0
        return finding.start - lines[max(0, bisect_right(lines, finding.start, key=lambda line: line[0]) - 1)][0]
