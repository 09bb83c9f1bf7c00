"""Paragraphs that break off: no end mark, or a comma at the end."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Passage, Role
from ...markers import heading_of
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="language.unfinished_paragraph",
    gate=Gate.LANGUAGE,
    level=Level.SHOULD,
    title="段落没有写完",
    why="段落以逗号、顿号结尾，或者长段末尾没有标点，多半是漏了半句或者误按了回车。",
    basis="GB/T 15834—2011《标点符号用法》4.1.3、5.1.1",
    since="0.1",
    confidence=0.85,
    wrong=(
        Correction(
            "各乡镇要立即组织排查，\n发现隐患当场整改。",
            "各乡镇要立即组织排查，发现隐患当场整改。",
        ),
        Correction(
            paper(body="各乡镇要立即组织排查。要建立台账，逐项销号，确保整改到位不留死角"),
            paper(body="各乡镇要立即组织排查。要建立台账，逐项销号，确保整改到位不留死角。"),
        ),
    ),
    good=("一、加强组织领导\n各乡镇要立即组织排查。\n出席：陈志远　罗文斌\n抄送：县委办公室，县人大常委会办公室",),
)

_OPEN_END = re.compile(r"[，、][ 　]*$")
_HAN_END = re.compile(r"[一-龥][ 　]*$")
_SENTENCE_INSIDE = re.compile(r"[。；]")
_SHORTEST, _CLAUSES, _LONG = 20, 2, 36


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for passage in manuscript.of_role(Role.PARAGRAPH):
        text = passage.text
        broken = _OPEN_END.search(text)
        if broken:
            yield passage.hit(broken.start(), broken.start() + 1, reason="段落以逗号、顿号结尾，没有写完。")
        elif _is_sentence(text) and not heading_of(text):
            end = _HAN_END.search(text)
            if end:
                yield passage.hit(end.start(), end.start() + 1, reason="段末没有标点。", level=Level.CONSIDER)
    yield from _last(list(manuscript.body))


def _is_sentence(text: str) -> bool:
    """Long enough to be one, not a line of a list or a signature."""
    return len(text) >= _SHORTEST and bool(
        _SENTENCE_INSIDE.search(text) or (len(text) >= _LONG and text.count("，") >= _CLAUSES)
    )


def _last(body: list[Passage]) -> Iterator[Hit]:
    """The last paragraph ends a sentence; a lone semicolon there waits for something that is missing."""
    lines = [passage for passage in body if passage.text.strip()]
    if lines and lines[-1].text.endswith("；") and not (len(lines) > 1 and lines[-2].text.endswith(("；", "："))):
        end = len(lines[-1].text)
        yield lines[-1].hit(end - 1, end, reason="最后一段以分号结尾，没有写完。", level=Level.CONSIDER)
