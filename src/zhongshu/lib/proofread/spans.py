"""Spans a rule may have to stay out of: quotations and titles of works or papers."""

from __future__ import annotations

import re
from bisect import bisect_right

from .manuscript import Manuscript

Spans = tuple[tuple[int, int], ...]
"""Sorted, non-overlapping (start, end) offsets in ``Manuscript.text``; the marks themselves belong to the span."""

_QUOTED = re.compile(r"“[^“”\n]*”")
_TITLED = re.compile(r"《[^《》\n]*》")


def quoted_spans(manuscript: Manuscript) -> Spans:
    """Innermost “…” within one passage."""
    return tuple((match.start(), match.end()) for match in _QUOTED.finditer(manuscript.text))


def titled_spans(manuscript: Manuscript) -> Spans:
    """Innermost 《…》 within one passage."""
    return tuple((match.start(), match.end()) for match in _TITLED.finditer(manuscript.text))


def inside(spans: Spans, start: int, end: int) -> bool:
    """Whether one of the spans holds start…end entirely (spans may be long: binary search)."""
    at = bisect_right(spans, (start, 1 << 60)) - 1
    return at >= 0 and spans[at][0] <= start and end <= spans[at][1]
