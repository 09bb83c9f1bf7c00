"""Quotation marks, brackets and title marks come in pairs."""

import re
from collections import Counter
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Passage, Role
from ...rule import Card, Correction

card = Card(
    id="language.unpaired_marks",
    gate=Gate.LANGUAGE,
    level=Level.MUST,
    title="引号、括号、书名号不成对",
    why="引号、括号、书名号成对使用，缺了一半，引文或括注就没有了边界。",
    basis="GB/T 15834—2011《标点符号用法》4.8、4.9、4.15",
    since="0.1",
    confidence=0.93,
    exceptions=("引文不止一段时，可以到最后一段才用后引号，不报。", "序号“1）”的半个括号不报。"),
    wrong=(
        Correction("增强“四个意识、坚定“四个自信”", "增强“四个意识”、坚定“四个自信”"),
        Correction("按照《公文处理办法执行。", "按照《公文处理办法》执行。"),
        Correction("县政府办公室（以下简称县政府办具体承办。", "县政府办公室（以下简称县政府办）具体承办。"),
        Correction("抓好办文办会办事”工作", "抓好“办文办会办事”工作"),
    ),
    good=(
        "他强调：“要抓落实。\n“要抓紧、抓实。”",
        "将第三条修改为：“第三条　分为下列两类：\n（一）甲类；\n（二）乙类。”",
        "1）摸底；2）整改。《关于印发〈办法〉的通知》（明政办发〔2026〕1号）",
    ),
)

_PAIRS = {"”": "“", "’": "‘", "）": "（", "》": "《", "〉": "〈", "】": "【", "〕": "〔", "』": "『", "」": "「"}
_CLOSERS = {opener: closer for closer, opener in _PAIRS.items()}
_MARKS = re.compile(f"[{''.join(_PAIRS)}{''.join(_CLOSERS)}]")
_NUMBERING = re.compile(r"(?:^|[，。；：、\s])(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[a-zA-Z])$")
_LONGEST_QUOTATION = 60
"""Paragraphs a quotation may run over before its end is taken as forgotten."""


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for flow in manuscript.flows:
        yield from _of_flow(flow)
    for passage in manuscript.passages:
        # A title broken into lines may break inside brackets; names and cells stand alone.
        if passage.role in {Role.ANNEX_NAME, Role.REMARK, Role.CELL}:
            yield from (_hit(passage, at) for at in _unpaired(passage.text))


def _of_flow(flow: tuple[Passage, ...]) -> Iterator[Hit]:
    pending: Hit | None = None
    """The opening quotation mark of a quotation that runs over paragraphs."""
    age = 0
    for passage in flow:
        if pending and passage.text.startswith("“"):
            pending = None
        for at in _unpaired(passage.text):
            mark = passage.text[at]
            if mark == "”" and pending:
                pending = None
            elif mark == "“" and _opens_block(passage.text, at):
                if pending:
                    yield pending
                pending, age = _hit(passage, at), 0
            else:
                yield _hit(passage, at)
        age += 1
        if pending and age > _LONGEST_QUOTATION:
            yield pending
            pending = None
    if pending:
        yield pending


def _opens_block(text: str, at: int) -> bool:
    """Whether a quotation of several paragraphs may begin here: at the line's start or after a colon."""
    return not text[:at].strip() or text[:at].rstrip().endswith(("：", ":"))


def _unpaired(text: str) -> list[int]:
    """Offsets of the marks without partner, in order."""
    lonely: list[int] = []
    open_at: list[int] = []
    waiting: Counter[str] = Counter()
    for match in _MARKS.finditer(text):
        at, mark = match.start(), match.group()
        opener = _PAIRS.get(mark)
        if opener is None:
            open_at.append(at)
            waiting[mark] += 1
            continue
        if waiting[opener]:
            # What was opened inside and never closed stays alone.
            while text[open_at[-1]] != opener:
                waiting[text[open_at[-1]]] -= 1
                lonely.append(open_at.pop())
            waiting[opener] -= 1
            open_at.pop()
        elif not _excused(text, at, mark):
            lonely.append(at)
    return sorted(lonely + open_at)


def _excused(text: str, at: int, mark: str) -> bool:
    """1） and the apostrophe are no closing halves."""
    if mark == "）":
        return bool(_NUMBERING.search(text, max(0, at - 4), at))
    return mark == "’" and 0 < at < len(text) - 1 and text[at - 1].isascii() and text[at + 1].isascii()


def _hit(passage: Passage, at: int) -> Hit:
    mark = passage.text[at]
    partner = _CLOSERS.get(mark) or _PAIRS[mark]
    side = "后面没有" if mark in _CLOSERS else "前面没有"
    return passage.hit(at, at + 1, reason=f"这个“{mark}”{side}与它配对的“{partner}”。")
