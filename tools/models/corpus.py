"""The corpus of laws and work reports, cut into papers and split by paper."""

from __future__ import annotations

import lzma
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path("../shared/data/proofread")
CORPUS = DATA / "laws_gwr_decontaminated.txt.xz"

PARTS = 25
HELD, TUNE = (0, 1, 2), (3,)
"""Of 25 parts of the papers, three are never learnt from (false alarms are counted there) and one trains the reranker."""

_TITLE = re.compile(
    r"^(?!第)[^。；：，、]{4,60}(?:法|条例|规定|办法|决定|细则|解释|批复|规则|报告|决议|意见|通知|纲要|方案|规程|标准|准则|制度|章程)"
    r"(?:（[^）]*）)?$"
)


_REPORT = "各位代表"
BLOCK = 150
"""Reports have no titles in the corpus: they are split by blocks of so many paragraphs."""


@dataclass(frozen=True)
class Split:
    """Paragraphs by what they are used for; ``reports`` are the part of ``model`` closest to everyday papers."""

    laws: list[str]
    reports: list[str]
    tune: list[str]
    held: list[str]


def read(path: Path = CORPUS) -> Split:
    """A law begins at its title, and all versions of one title fall into the same part; reports follow the laws."""
    split = Split([], [], [], [])
    part, block = split.laws, 0
    for line in lines(path):
        paragraph = line.strip()
        if not block and _TITLE.match(paragraph):
            part = _part(split, split.laws, paragraph.partition("（")[0])
        if block or paragraph.startswith(_REPORT):
            part = _part(split, split.reports, f"report {block // BLOCK}")
            block += 1
        if paragraph:
            part.append(paragraph)
    return split


def lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        yield from file


def _part(split: Split, learnt: list[str], title: str) -> list[str]:
    number = zlib.crc32(title.encode()) % PARTS
    return split.held if number in HELD else split.tune if number in TUNE else learnt


def unseen(paragraphs: list[str], learnt: list[str], window: int = 13, share: float = 0.5) -> list[str]:
    """Those of the paragraphs of which less than ``share`` of the ``window``-character runs were learnt."""
    seen = {hash(line[at : at + window]) for line in learnt for at in range(0, max(1, len(line) - window + 1))}
    kept = []
    for line in paragraphs:
        runs = [hash(line[at : at + window]) in seen for at in range(max(1, len(line) - window + 1))]
        if sum(runs) < share * len(runs):
            kept.append(line)
    return kept
