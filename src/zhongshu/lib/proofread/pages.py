"""The rule pages of docs/rules, made from the cards: ``python -m zhongshu.lib.proofread.pages docs/rules``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from zhongshu.lib.document.kinds import KINDS

from . import taxonomy
from .engine import check
from .finding import Gate
from .gates import GateDescription, describe_gates
from .loader import builtin_rules
from .manuscript import Manuscript
from .report import place_name
from .rule import Card, Sample


def pages() -> dict[str, str]:
    """All pages: path below docs/rules → Markdown text."""
    cards = [rule.card for rule in builtin_rules()]
    made = {f"{card.gate.value}/{card.name}.md": page(card) for card in cards}
    made["README.md"] = index(cards)
    made["taxonomy.md"] = taxonomy.page()
    return made


def index(cards: list[Card]) -> str:
    """The table of contents: the gates with their checklists and rules."""
    lines = [
        "# 五关规则",
        "",
        f"共{len(cards)}条。每条规则一页，由规则卡片生成，请勿手改。[74类差错与规则](taxonomy.md)",
        "",
    ]
    for description in describe_gates():
        lines += _gate_section(description, [card for card in cards if card.gate is description.gate])
    return "\n".join(lines)


def _gate_section(description: GateDescription, cards: list[Card]) -> Iterator[str]:
    yield from (f"## {description.name}", "", description.question, "", "把关人逐项查看：", "")
    yield from (f"- {item}" for item in description.checklist)
    yield from ("", "| 规则 | 级别 | 编号 |", "| --- | --- | --- |")
    for card in cards:
        yield f"| [{card.title}]({card.gate.value}/{card.name}.md) | {card.level.label} | `{card.id}` |"
    yield ""


def page(card: Card) -> str:
    """One rule's page."""
    lines = [f"# {card.title}", ""]
    lines += [f"`{card.id}` · {card.gate.label} · {card.level.label} · 自{card.since}版", ""]
    lines += [card.why, "", f"**依据** {card.basis}", ""]
    if card.exceptions:
        lines += ["**不报的情形**", "", *(f"- {item}" for item in card.exceptions), ""]
    for number, pair in enumerate(card.wrong, 1):
        lines += [f"## 错例{number}", "", *_sample(pair.bad), "改为", "", *_sample(pair.fix), *_said(card, pair.bad)]
    for number, good in enumerate(card.good, 1):
        lines += [f"## 正例{number}", "", *_sample(good)]
    return "\n".join(lines)


def _sample(sample: Sample) -> Iterator[str]:
    yield "```text"
    yield from _paper(sample) if isinstance(sample, Manuscript) else (_visible(sample),)
    yield from ("```", "")


def _paper(manuscript: Manuscript) -> Iterator[str]:
    """A sample paper, one element a line."""
    facts = {
        "文种": _kind_name(manuscript.kind),
        "发文字号": manuscript.number,
        "签发人": "、".join(manuscript.signatories),
        "密级": "★".join(part for part in (manuscript.secrecy_level, manuscript.secrecy_period) if part),
        "份号": manuscript.copy_number,
    }
    yield from (f"{name}：{value}" for name, value in facts.items() if value)
    yield from (f"{place_name(passage.element)}：{_visible(passage.text)}" for passage in manuscript.passages)
    if manuscript.document_date:
        date = manuscript.document_date
        yield f"成文日期：{date.year}年{date.month}月{date.day}日"


def _kind_name(code: str) -> str:
    return KINDS[code].name if code in KINDS else code


def _visible(text: str) -> str:
    """Characters nobody can see are written as their code."""
    return "".join(
        char if char.isprintable() or char in "\n　" else f"<U+{ord(char):04X}>" for char in text.strip("\n")
    )


def _said(card: Card, bad: Sample) -> Iterator[str]:
    """What the rule says of the example."""
    rule = next(rule for rule in builtin_rules() if rule.card.id == card.id)
    for finding in check(bad, rules=[rule]):
        matter = f"“{_visible(finding.text)}”" if finding.text else place_name(finding.element)
        advice = {None: "", "": "（建议删去）"}.get(finding.suggestion, f"（建议改为“{finding.suggestion}”）")
        yield f"> {matter}：{finding.reason}{advice}"
        yield ">"
    yield ""


def write(folder: Path) -> int:
    """Bring ``folder`` up to date, pages of rules that are gone included; returns the number of pages."""
    made = pages()
    for stale in {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")} - set(made):
        (folder / stale).unlink()
    for gate in Gate:
        (folder / gate.value).mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return len(made)


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else Path("docs/rules")
    sys.stdout.write(f"{folder}：{write(folder)}页\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
