"""The 74 kinds of mistakes an editor looks for, and which rules look for each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .finding import Gate
from .loader import rule_card


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mistake. ``spelling``: the statistical engine looks for it, too."""

    number: int
    gate: Gate
    title: str
    rules: tuple[str, ...]
    spelling: bool = False


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds in their order."""
    data = tomllib.loads(files(__package__).joinpath("taxonomy.toml").read_text(encoding="utf-8"))
    return tuple(
        Kind(row["number"], Gate(row["gate"]), row["title"], tuple(row["rules"]), row.get("engine") == "spelling")
        for row in data["kind"]
    )


def page() -> str:
    """docs/rules/taxonomy.md: each kind with its rules."""
    lines = ["# 74类差错与规则", "", "由分类表生成，请勿手改。标“统计”的另由统计校对引擎查。", ""]
    lines += ["| 类 | 关 | 差错 | 规则 |", "| --- | --- | --- | --- |"]
    for kind in kinds():
        rules = "、".join(f"[{rule_card(rule).title}]({rule.replace('.', '/', 1)}.md)" for rule in kind.rules)
        lines.append(
            f"| {kind.number} | {kind.gate.label} | {kind.title} | {rules}{'、统计' if kind.spelling else ''} |"
        )
    return "\n".join([*lines, ""])
