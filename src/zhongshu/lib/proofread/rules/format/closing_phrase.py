"""The closing phrase belongs to the kind."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="format.closing_phrase",
    gate=Gate.FORMAT,
    level=Level.SHOULD,
    title="结束语与文种",
    why="结束语随文种而定：请示用“妥否，请批示”，报告用“特此报告”，函用“请函复”“特此函复”，批复用“此复”，通知用“特此通知”。",
    basis="《党政机关公文处理工作条例》第八条、第十五条；公文写作通例",
    since="0.1",
    confidence=0.9,
    wrong=(
        Correction(
            paper(kind="letter", body="拟请贵局协办。\n妥否，请批示。"),
            paper(kind="letter", body="拟请贵局协办。\n妥否，请函复。"),
        ),
        Correction(
            paper(kind="request", body="需经费10万元。\n特此报告。"),
            paper(kind="request", body="需经费10万元。\n妥否，请批示。"),
        ),
        Correction(
            paper(kind="notice", body="请遵照执行。\n特此通报。"), paper(kind="notice", body="请遵照执行。\n特此通知。")
        ),
    ),
    good=(
        paper(kind="report", body="情况报告如下。\n特此报告。"),
        paper(kind="notice", body="请遵照执行，执行情况请报告县政府。"),
        paper(kind="letter", body="请予支持并函复。"),
    ),
)

_TAIL = 3
"""How many last paragraphs may hold the closing phrase."""

_FOREIGN = {
    "request": r"特此(?:报告|通知|通报|函告|函达|请示报告)|请函复|此复|以上报告",
    "letter": r"[妥当可]否[，,]?请(?:批示|批复|指示|批准)|特此(?:报告|请示|通知|批复)|请(?:批示|批复)",
    "notice": r"特此(?:报告|请示|通报|函告|函达|公告|通告|批复)|[妥当]否[，,]?请(?:批示|批复|函复)",
    "circular": r"特此(?:报告|请示|通知|函告|公告|通告|批复)|[妥当]否[，,]?请(?:批示|批复|函复)",
    "reply": r"特此(?:报告|请示|通知|通报|函复)|[妥当]否[，,]?请(?:批示|批复|函复)",
    "report": r"特此(?:请示|通知|通报|函告|批复)|请函复",
}
_PATTERNS = {kind: re.compile(rf"(?:{pattern})(?=[。！]?$)") for kind, pattern in _FOREIGN.items()}
_NAMES = {"request": "请示", "letter": "函", "notice": "通知", "circular": "通报", "reply": "批复", "report": "报告"}
_CLOSINGS = {
    "request": "妥否，请批示",
    "letter": "妥否，请函复",
    "notice": "特此通知",
    "circular": "特此通报",
    "reply": "此复",
    "report": "特此报告",
}


def find(manuscript: Manuscript) -> Iterator[Hit]:
    pattern = _PATTERNS.get(manuscript.kind)
    if pattern is None:
        return
    for passage in manuscript.body[-_TAIL:]:
        match = pattern.search(passage.text)
        if match:
            reason = f"“{match.group()}”不是{_NAMES[manuscript.kind]}的结束语。"
            yield passage.hit(match.start(), match.end(), _CLOSINGS[manuscript.kind], reason)
