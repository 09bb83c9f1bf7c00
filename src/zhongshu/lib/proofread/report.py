"""Findings as a person reads them on a terminal, and as JSON for other programs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

from zhongshu.lib.document.validation import ELEMENT_NAMES

from .engine import Checkable, as_manuscript
from .finding import Finding, Level
from .loader import rule_card
from .positions import Positions

OTHERS = {"language.second_opinion": "第二意见"}
"""What is told without a rule of the package behind it."""

WINDOW = 36
"""Characters of the line shown on each side of a finding."""

_NAMES = (
    (re.compile(r"body/(\d+)"), "正文第{}段"),
    (re.compile(r"body/(\d+)/rows/(\d+)/(\d+)"), "正文第{}段表格第{}行第{}列"),
    (re.compile(r"annexes/(\d+)/name"), "附件{}名称"),
    (re.compile(r"annexes/(\d+)/blocks/(\d+)"), "附件{}第{}段"),
    (re.compile(r"annexes/(\d+)/blocks/(\d+)/rows/(\d+)/(\d+)"), "附件{}第{}段表格第{}行第{}列"),
)


def place_name(element: str) -> str:
    """An element path as a clerk says it: "body/3" → 正文第4段; the path itself when it is unknown."""
    for pattern, name in _NAMES:
        match = pattern.fullmatch(element)
        if match:
            return name.format(*(int(number) + 1 for number in match.groups()))
    return ELEMENT_NAMES.get(element.partition("/")[0], element)


def human(document: Checkable, findings: Sequence[Finding], *, name: str = "") -> str:
    """Each finding with its line and a caret below it, then a count by level."""
    manuscript = as_manuscript(document)
    index = Positions(manuscript)
    blocks = [_block(index, finding, name) for finding in findings]
    return "\n\n".join([*blocks, _summary(findings)]) + "\n"


def as_data(document: Checkable, findings: Sequence[Finding], *, name: str = "") -> dict[str, Any]:
    """Plain values: the file, the findings with line and column (from 1), the counts by level."""
    index = Positions(as_manuscript(document))
    return {
        "file": name,
        "findings": [_entry(index, finding) for finding in findings],
        "counts": {level.value: sum(finding.level is level for finding in findings) for level in Level},
    }


def _entry(index: Positions, finding: Finding) -> dict[str, Any]:
    line, column, _ = index.position(finding)
    return finding.to_json() | {
        "title": rule_title(finding),
        "place": place_name(finding.element),
        "line": line,
        "column": column,
    }


def rule_title(finding: Finding) -> str:
    """The title of the finding's rule; its id where the rule is none of the built-in ones."""
    if finding.rule in OTHERS:
        return OTHERS[finding.rule]
    try:
        return rule_card(finding.rule).title
    except KeyError:
        return finding.rule


def _block(index: Positions, finding: Finding, name: str) -> str:
    line, column, text = index.position(finding)
    if finding.element == "text":
        place = f"第{line}行第{column}字"
    else:
        place = place_name(finding.element) + (f"第{column}字" if text else "")
    head = f"{name and name + ' '}{place}　{finding.level.label}·{finding.gate.label}　{rule_title(finding)}（{finding.rule}）"
    parts = [head, *_pointer(text, index.inside(finding), finding)]
    parts.append(f"　　{finding.reason}{_advice(finding)}")
    parts.append(f"　　依据：{finding.basis}")
    return "\n".join(parts)


def _advice(finding: Finding) -> str:
    if finding.suggestion is None:
        return ""
    return f"建议改为“{finding.suggestion}”。" if finding.suggestion else "建议删去。"


def _pointer(text: str, start: int, finding: Finding) -> list[str]:
    """The part of the line around the finding, and carets below its characters."""
    if not text:
        return []
    end = start + min(max(1, finding.end - finding.start), WINDOW)
    first = max(0, start - WINDOW)
    shown = text[first : end + WINDOW]
    carets = "^" * max(1, _width(text[start:end]))
    return [f"    {shown}", f"    {' ' * _width(text[first:start])}{carets}"]


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text
    )


def _summary(findings: Sequence[Finding]) -> str:
    if not findings:
        return "没有发现问题。"
    counts = Counter(finding.level for finding in findings)
    return "共发现" + "、".join(f"{level.label}{counts[level]}处" for level in Level if counts[level]) + "。"
