"""Findings as one HTML page that stands on its own: the text with marks, and the list beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from .engine import Checkable, as_manuscript
from .finding import Finding, Level
from .manuscript import Passage
from .positions import Positions
from .report import place_name, rule_title

_STYLE = """
body{margin:0 auto;max-width:78rem;padding:1.5rem;font:15px/1.8 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#222}
h1{font-size:1.4rem}h2{font-size:1.1rem;border-bottom:1px solid #ccc;padding-bottom:.3rem}
.sheet{display:grid;grid-template-columns:minmax(0,3fr) minmax(16rem,2fr);gap:2rem}
@media(max-width:60rem){.sheet{grid-template-columns:1fr}}
.text p{margin:0;min-height:1.8em;text-indent:2em;overflow-wrap:anywhere}
mark{padding:0 .1em;background:#fdf3d0;border-bottom:2px solid #b8860b}
mark.must{background:#fde0dc;border-color:#b3261e}mark.consider{background:#e8eef7;border-color:#5b7aa8}
ol{padding-left:1.5rem}li{margin-bottom:.8rem}.level{font-weight:600}.must .level{color:#b3261e}
.basis{color:#666;font-size:.87em}a{color:#264a7a}
"""


def as_html(checked: Iterable[tuple[str, Checkable, Sequence[Finding]]]) -> str:
    """One page for all files."""
    sections = "\n".join(_section(number, *item) for number, item in enumerate(checked, 1))
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>校对意见</title><style>{_STYLE}</style></head>\n<body><h1>校对意见</h1>\n{sections}\n</body></html>\n"
    )


def _section(number: int, name: str, document: Checkable, findings: Sequence[Finding]) -> str:
    manuscript = as_manuscript(document)
    numbered = list(enumerate(findings, 1))
    positions = Positions(manuscript)
    by_line: dict[int, list[tuple[int, Finding]]] = {}
    for place, finding in numbered:
        by_line.setdefault(positions.position(finding)[0], []).append((place, finding))
    text = "\n".join(_line(number, passage, by_line.get(row, [])) for row, passage in enumerate(manuscript.passages, 1))
    items = "\n".join(_item(number, place, finding) for place, finding in numbered)
    return (
        f'<section><h2>{escape(name)}　{_counts(findings)}</h2><div class="sheet"><div class="text">{text}</div>'
        f"<ol>{items}</ol></div></section>"
    )


def _counts(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.level for finding in findings)
    return "、".join(f"{level.label}{counts[level]}处" for level in Level if counts[level]) or "没有发现问题"


def _line(number: int, passage: Passage, findings: Sequence[tuple[int, Finding]]) -> str:
    parts: list[str] = []
    done = 0
    for place, finding in sorted(findings, key=lambda item: (item[1].start, item[1].level.rank)):
        start, end = finding.start - passage.offset, finding.end - passage.offset
        if start < done or end <= start:
            continue
        words = escape(passage.text[start:end])
        mark = f'<a href="#f{number}-{place}"><mark class="{finding.level.value}">{words}</mark></a>'
        parts += [escape(passage.text[done:start]), mark]
        done = end
    return f"<p>{''.join(parts)}{escape(passage.text[done:])}</p>"


def _item(number: int, place: int, finding: Finding) -> str:
    where = f"“{escape(finding.text)}”" if finding.text else escape(place_name(finding.element))
    advice = {None: "", "": "　建议删去。"}.get(finding.suggestion, f"　建议改为“{escape(finding.suggestion or '')}”。")
    return (
        f'<li id="f{number}-{place}" class="{finding.level.value}"><span class="level">{finding.level.label}·'
        f"{finding.gate.label}</span>　{where}　{escape(rule_title(finding))}<br>{escape(finding.reason)}{advice}"
        f'<br><span class="basis">依据：{escape(finding.basis)}（{escape(finding.rule)}）</span></li>'
    )
