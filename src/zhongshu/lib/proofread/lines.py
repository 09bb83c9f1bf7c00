"""Many short texts at once: each line of a file is a text of its own, one JSON object a line comes out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from string import ascii_letters, digits
from typing import Any

from .engine import check, corrected
from .finding import Finding, Level
from .loader import builtin_rules
from .rule import Rule
from .spelling.doubts import for_messages, settle_many

MADE = (Level.MUST, Level.SHOULD)
"""Suggestions of these levels are made in ``corrected``."""
FULL_WIDTH = frozenset("，。；：？！（）“”")
"""Marks that a half-width one could stand for."""
OTHER_FORM = {
    "language.halfwidth_marks": FULL_WIDTH,
    "language.halfwidth_brackets": FULL_WIDTH,
    "language.fullwidth_alphanumerics": frozenset(ascii_letters + digits),
    "language.ellipsis_form": frozenset("…"),
}
"""Rules of what a keyboard or an export does to a whole text, and what stands in a text of which that is not so."""
TOGETHER = 500
"""Lines whose spelling is looked at in one go."""


def check_lines(lines: Iterable[str], *, rules: Sequence[Rule] | None = None) -> Iterator[str]:
    """One JSON object a line: ``line`` (from 1), ``text``, ``corrected`` and ``findings`` with character offsets.

    The lines are messages typed in haste: what only words of everyday language say is put right too, once it is likelier than
    not; in a paper it has to be sure. Nothing of one line is known to another: the answer is the same whatever stands above or below.
    """
    batch: list[str] = []
    number = 1
    for line in lines:
        batch.append(line.rstrip("\r\n"))
        if len(batch) == TOGETHER:
            yield from _batch(batch, number, rules)
            number += len(batch)
            batch = []
    yield from _batch(batch, number, rules)


def _batch(batch: Sequence[str], first: int, rules: Sequence[Rule] | None) -> Iterator[str]:
    if rules is None:
        settle_many(batch)
        rules = _rules()
    for number, text in enumerate(batch, first):
        yield json.dumps(entry(number, text, _settled(text, check(text, rules=rules))), ensure_ascii=False)


@cache
def _rules() -> tuple[Rule, ...]:
    return for_messages(builtin_rules())


def _settled(text: str, findings: Sequence[Finding]) -> Sequence[Finding]:
    """A line whose marks of one kind are all half-width, or its figures and letters all full-width, was typed or exported so as a
    whole: that is worth a thought, and is told, but ``corrected`` leaves it, as it would alter every line of such a file. One
    among others is a slip."""
    return [replace(one, level=Level.CONSIDER) if _throughout(text, one) else one for one in findings]


def _throughout(text: str, finding: Finding) -> bool:
    """Whether nothing in the text is written the other way."""
    if (other := OTHER_FORM.get(finding.rule)) is FULL_WIDTH:  # of the marks, those of the same kind
        other &= set(finding.suggestion or "")
    return other is not None and not other & set(text)


def entry(number: int, text: str, findings: Sequence[Finding]) -> dict[str, Any]:
    """What is said of one text."""
    return {
        "line": number,
        "text": text,
        "corrected": corrected(text, findings, MADE),
        "findings": [
            {
                "rule": finding.rule,
                "gate": finding.gate.value,
                "level": finding.level.value,
                "start": finding.start,
                "end": finding.end,
                "text": finding.text,
                "suggestion": finding.suggestion,
                "confidence": finding.confidence,
            }
            for finding in findings
        ],
    }
