"""The command ``zhongshu simulate``."""

import argparse
from datetime import date

from zhongshu.lib.refusal import Refused


def run(options: argparse.Namespace) -> int:
    """Live a simulated year; 0 when nothing is without a holder, no number is missing and the chain holds."""
    from zhongshu.apps.demo.year.plan import Plan
    from zhongshu.apps.demo.year.run import simulate, usual_start

    plan = Plan.at_scale(
        _positive(options.scale, "规模"), start=_start(options.start) or usual_start(options.days),
        days=int(_positive(options.days, "天数")), people=int(_positive(options.people, "人数")), seed=options.seed,
    )  # fmt: skip
    found = simulate(plan, say=lambda line: print(line, flush=True))
    print("　".join(f"{name} {count}" for name, count in found.counts.items()))
    print("无人承办：" + "　".join(f"{name} {count}" for name, count in found.ownerless.items()))
    print("收文号：" + ("连续、没有重号。" if not found.gaps else f"{'、'.join(found.gaps)}不连续。"))
    chain = found.chain
    print(f"审计记录：{chain.count} 条，" + ("首尾相接，未被改动。" if chain.ok else f"不完整：{chain.reason}。"))
    return 0 if found.good else 1


def _positive(value: float, name: str) -> float:
    if value <= 0:
        raise Refused(f"{name}应大于 0。")
    return value


def _start(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise Refused(f"“{text}”不是日期。", remedy="请写成 2025-11-27 这样。") from wrong
