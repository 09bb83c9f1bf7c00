"""Proofreading a long paper."""

from random import Random

from tools.bench.county import SEED, body
from tools.bench.figures import Figure, repeated, spread
from zhongshu.lib.proofread import check

TITLE = "Proofreading"
HOW = "All rules of the five gates over a text of 10,000 characters, with a mistake in every tenth paragraph."
CHARACTERS = 10_000


def measure() -> list[Figure]:
    """Milliseconds of a check of the whole text."""
    text = _text()
    findings = check(text)
    times = repeated(20, lambda: check(text))
    return [
        *spread(f"{CHARACTERS:,} characters", times),
        Figure("findings in it", len(findings), ""),
    ]


def _text() -> str:
    lines = body(Random(SEED), CHARACTERS).split("\n")
    lines[::10] = ["截止目前，全县已有10余家以上单位，，按照要求完成整改。" + line for line in lines[::10]]
    return "\n".join(lines)[:CHARACTERS]
