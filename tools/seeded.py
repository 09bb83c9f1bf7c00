"""How many of the seeded mistakes the rules find, and how often they speak on clean text: ``python -m tools.seeded [corpus]``.

The seeds are in ``tests/lib/proofread/seeded``. With a corpus (one paragraph a line, .xz) the blocks set apart for this
measure are read: every 50th block of 100 lines, from the 25th on; none of them was looked at while rules were written.
"""

import lzma
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from zhongshu.lib.proofread import Base, Entry, EntryKind, Finding, Level, check
from zhongshu.lib.proofread.base import Issued
from zhongshu.lib.proofread.manuscript import Manuscript, Page
from zhongshu.lib.proofread.sample import paper
from zhongshu.lib.proofread.taxonomy import kinds

SEEDS = Path(__file__).parents[1] / "tests" / "lib" / "proofread" / "seeded"
BLOCK, STEP, APART = 100, 50, 25
_MARK = re.compile(r"\{\{([^{}|]*)\|([^{}|]*)\}\}")
_LISTS = {"addressees", "copy_to", "marks", "issuers", "signatories", "annexes"}
_LOST_LINES = {"format.numbering_gaps", "language.unpaired_marks"}
"""Speak of lines that were taken out of the corpus, not of faults of the text."""


@dataclass(frozen=True)
class Seed:
    """One mistake in an otherwise clean text or paper, and the same without it."""

    number: int
    bad: str | Manuscript
    good: str | Manuscript
    source: str


def seeds() -> Iterator[Seed]:
    """All seeds."""
    for line in (SEEDS / "texts.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            number, _, text = line.partition(" ")
            text = text.replace("⏎", "\n")
            yield Seed(int(number), _MARK.sub(r"\1", text), _MARK.sub(r"\2", text), text)
    for row in tomllib.loads((SEEDS / "papers.toml").read_text("utf-8"))["seed"]:
        yield Seed(row["number"], _paper(row, 1), _paper(row, 2), str(row["paper"]))


def _paper(row: dict[str, Any], side: int) -> Manuscript:
    fields: dict[str, Any] = {}
    for name, value in row["paper"].items():
        text = _MARK.sub(rf"\{side}", value)
        fields[name] = tuple(filter(None, text.split("；"))) if name in _LISTS else text
    if "page" in fields:
        *lengths, font, size = fields["page"].split(",")
        fields["page"] = Page(*map(float, lengths), font, float(size))
    people = tuple(Entry(EntryKind.PERSON, *item.split("=")) for item in row.get("people", ()))
    facts = tuple(Entry(EntryKind.FACT, *item.split("=")) for item in row.get("facts", ()))
    papers = tuple(Issued(*item.split("=")) for item in row.get("issued", ()))
    return paper(base=Base(people + facts, papers), **fields)


def found(seed: Seed) -> bool:
    """Whether a rule of the seed's kind speaks on the bad form and no longer on the good one."""
    wanted = {kind.number: set(kind.rules) for kind in kinds()}[seed.number]
    said = Counter(item.rule for item in check(seed.bad) if item.rule in wanted or _spelling(item))
    left = Counter(item.rule for item in check(seed.good) if item.rule in wanted or _spelling(item))
    return bool(said - left)


def _spelling(finding: Finding) -> bool:
    return "spelling" in finding.rule


def alarms(seed: Seed) -> list[Finding]:
    """What is said of the good form at must and should."""
    return [item for item in check(seed.good) if item.level is not Level.CONSIDER]


def clean_blocks(corpus: Path) -> Iterator[str]:
    """The blocks set apart, their half-width marks made full-width: those are real faults of that text."""
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        number = 0
        while block := list(islice(lines, BLOCK)):
            if number % STEP == APART:
                yield _typeset("".join(block))
            number += 1


_FULL = str.maketrans("(),;:?!０１２３４５６７８９", "（），；：？！0123456789")


def _typeset(text: str) -> str:
    near_chinese = re.compile(
        r"(?<=[一-龥”’）》〉】〕%])[(),;:?!]|[(),;:?!](?=[一-龥“《（])|[０-９]|(?<=（[一-龥\d])\)|\((?=[\d一-龥])"
    )
    for _ in range(3):
        text = near_chinese.sub(lambda match: match.group().translate(_FULL), text)
    return re.sub(r"(?m)^(\d{1,2})、", r"\1.", text)


def main(arguments: list[str]) -> int:
    by_kind: dict[int, list[bool]] = defaultdict(list)
    said = 0
    for seed in seeds():
        hit = found(seed)
        by_kind[seed.number].append(hit)
        if not hit:
            print(f"未查出 {seed.number}：{seed.source}")
        for alarm in alarms(seed):
            said += 1
            print(f"误报 {seed.number} {alarm.rule}“{alarm.text}”：{seed.source}")
    every = [hit for hits in by_kind.values() for hit in hits]
    rules = [hit for kind in kinds() for hit in by_kind[kind.number] if not kind.spelling]
    print(f"\n74类，种子差错{len(every)}处，查出{sum(every)}处（{sum(every) / len(every):.1%}）；", end="")
    print(f"不计统计校对六类：{len(rules)}处，查出{sum(rules)}处（{sum(rules) / len(rules):.1%}）；改正后误报{said}处")
    few = {kind.number: len(by_kind[kind.number]) for kind in kinds() if len(by_kind[kind.number]) < 5}
    print(f"不足5处的类：{few or '无'}")
    for name in arguments:
        _alarms_in(Path(name))
    return 0


def _alarms_in(corpus: Path) -> None:
    characters, hits = 0, Counter[str]()
    for block in clean_blocks(corpus):
        characters += len(block)
        for finding in check(block):
            if finding.level is not Level.CONSIDER:
                hits[finding.rule] += 1
                print(
                    f"{finding.rule}\t{finding.context!r}\t{finding.text!r}\t{finding.suggestion!r}\t{finding.reason}"
                )
    own = sum(count for rule, count in hits.items() if rule not in _LOST_LINES)
    print(
        f"{characters:,}字，“必须改”“应当改”{sum(hits.values())}处，除去语料缺行{own}处，每万字{own / characters * 10_000:.2f}处"
    )
    print(dict(hits.most_common()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
