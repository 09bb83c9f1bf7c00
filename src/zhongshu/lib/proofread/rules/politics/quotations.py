"""What stands between quotation marks and is nearly, but not exactly, a sentence of the quote base."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from ...base import EntryKind
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...spans import quoted_spans

card = Card(
    id="politics.quotations",
    gate=Gate.POLITICS,
    level=Level.SHOULD,
    title="引文与原文有出入",
    why="引号里的话应当与原文一字不差；意引的不加引号。",
    basis="《党政机关公文处理工作条例》第十九条；引文库中的原文",
    since="0.2",
    confidence=0.9,
    exceptions=("引文库里没有的话不查。", "只引原文中的一段、一字不差的，不报。"),
    wrong=(
        Correction("践行“绿水青山就是金山和银山”的理念。", "践行“绿水青山就是金山银山”的理念。"),
        Correction("“空谈误国，实干兴帮”。", "“空谈误国，实干兴邦”。"),
    ),
    good=(
        "“绿水青山就是金山银山”，“人民对美好生活的向往”就是目标，“要像保护眼睛一样”。",
        "“发展为了人民、发展依靠人民”",
    ),
)

_SHORTEST = 7
_NEAR = 0.8
"""Likeness from which on two sentences are meant to be the same."""


def find(manuscript: Manuscript) -> Iterator[Hit]:
    quotes = [(quote.value, quote.name, _pairs(quote.value)) for quote in manuscript.base.of(EntryKind.QUOTE)]
    for start, end in quoted_spans(manuscript):
        said = manuscript.text[start + 1 : end - 1]
        if len(said) < _SHORTEST:
            continue
        pairs = _pairs(said)
        for original, source, known in quotes:
            if len(pairs & known) * 2 < min(len(pairs), len(known)) or said in original or original in said:
                continue
            meant = _meant(said, original)
            if meant and meant not in said and said not in meant and _words(meant) != _words(said):
                yield Hit(start + 1, end - 1, meant, f"原文是“{meant}”（{source}）。")
                break


def _words(text: str) -> str:
    """Without the marks: how a quotation is punctuated follows its new sentence."""
    return "".join(char for char in text if char.isalnum())


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _meant(said: str, original: str) -> str | None:
    """The part of ``original`` that ``said`` stands for, when it is near enough."""
    matcher = SequenceMatcher(None, original, said, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    first, last = blocks[0], blocks[-1]
    begin = max(0, first.a - first.b)
    end = min(len(original), last.a + last.size + len(said) - last.b - last.size)
    meant = original[begin:end]
    alike = sum(block.size for block in blocks) * 2 / (len(meant) + len(said))
    return meant if alike >= _NEAR else None
