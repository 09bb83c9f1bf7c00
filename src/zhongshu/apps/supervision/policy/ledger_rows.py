"""What the columns of an existing ledger are called, and what a row says. Pure: bodies and people come from outside."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhongshu.apps.supervision.policy.ledger_dates import Unreadable, read_date
from zhongshu.apps.supervision.policy.ledger_sheet import as_date, shown
from zhongshu.apps.supervision.policy.standard import judge

#: Field → its name on the page, and the words that offices put over such a column.
FIELDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "task": ("任务", ("任务", "事项", "工作内容", "督办内容", "交办内容", "议定")),
    "standard": ("标准", ("标准", "目标", "完成要求", "工作要求", "成果", "具体要求")),
    "deadline": ("时限", ("时限", "完成时间", "办结时间", "截止", "期限", "时间节点")),
    "unit": ("责任单位", ("责任单位", "牵头单位", "承办单位", "主办单位", "落实单位")),
    "person": ("责任人", ("责任人", "承办人", "经办人", "负责人", "联系人")),
    "supporting": ("配合单位", ("配合", "协办", "协助", "会办")),
    "leader": ("牵头领导", ("领导", "县领导", "分管")),
    "kind": ("来源类别", ("来源类别", "类别", "类型")),
    "label": ("出处", ("来源", "出处", "依据", "文号", "会议", "批示件")),
    "sentence": ("原话", ("批示内容", "原话", "原文", "批示意见")),
    "opened_on": ("立项日期", ("立项", "交办时间", "交办日期", "批示时间", "批示日期", "下达")),
    "urgency": ("紧急程度", ("紧急", "缓急")),
    "importance": ("重要程度", ("重要", "等级", "级别")),
    "progress": ("进展情况", ("进展", "落实情况", "办理情况", "完成情况")),
    "status": ("状态", ("状态", "是否办结", "是否完成", "销号")),
    "closed_on": ("办结日期", ("办结日期", "实际完成", "销号时间", "销号日期")),
}
NEEDED = ("task", "standard", "deadline", "unit")
DONE_WORDS = ("已完成", "完成", "已办结", "办结", "已销号", "销号", "是", "√")
_URGENCY = {"特急": "extra_urgent", "特提": "extra_urgent", "紧急": "urgent", "加急": "urgent", "急": "urgent"}
_IMPORTANCE = {"重大": "major", "特别重要": "major", "重要": "important"}
_LIST = re.compile(r"[、，,；;/\n和及]+")


def guess(headings: Sequence[str]) -> dict[str, int]:
    """Field → column (from 0), by the words of the headings: a heading that is just the word comes first, then the
    longest word found; each column once."""
    scored = [
        (heading in (label, word), len(word), -column, name, column)
        for column, heading in enumerate(headings)
        for name, (label, words) in FIELDS.items()
        for word in words
        if word in heading.replace(" ", "")
    ]
    found: dict[str, int] = {}
    for _, _, _, name, column in sorted(scored, reverse=True):
        if name not in found and column not in found.values():
            found[name] = column
    return found


def same_task(task: str) -> str:
    """A task as it is compared with others: blanks and punctuation aside."""
    return re.sub(r"[\W_]+", "", task)


@dataclass
class RowWords:
    """A row in words, before bodies and people are looked up. ``faults``: why it cannot be taken over."""

    task: str = ""
    standard: str = ""
    deadline: date | None = None
    unit: str = ""
    person: str = ""
    leader: str = ""
    supporting: list[str] = field(default_factory=list)
    kind: str = ""
    label: str = ""
    sentence: str = ""
    opened_on: date | None = None
    urgency: str = "normal"
    importance: str = "routine"
    progress: str = ""
    closed: bool = False
    closed_on: date | None = None
    faults: list[str] = field(default_factory=list)


def read_row(cells: Sequence[Any], mapping: Mapping[str, int], *, year: int) -> RowWords:
    """What a row says, with every fault it has."""
    values = {name: cells[column] if column < len(cells) else None for name, column in mapping.items()}
    text = {name: shown(value).strip() for name, value in values.items()}
    row = RowWords(task=text.get("task", "")[:500], standard=text.get("standard", "")[:500])
    row.person, row.leader, row.progress = text.get("person", ""), text.get("leader", ""), text.get("progress", "")
    row.label, row.sentence, row.kind = text.get("label", ""), text.get("sentence", ""), text.get("kind", "")
    units = [part for part in _LIST.split(text.get("unit", "")) if part]
    # Of several units in one cell the first leads.
    row.unit, rest = (units[0], units[1:]) if units else ("", [])
    row.supporting = rest + [part for part in _LIST.split(text.get("supporting", "")) if part]
    row.urgency = next((value for word, value in _URGENCY.items() if word in text.get("urgency", "")), "normal")
    row.importance = next(
        (value for word, value in _IMPORTANCE.items() if word in text.get("importance", "")), "routine"
    )
    row.closed = text.get("status", "") in DONE_WORDS
    _check(row)
    for name, needed in (("deadline", True), ("opened_on", False), ("closed_on", False)):
        _read_day(row, name, values.get(name), year, needed=needed)
    if row.opened_on and row.deadline and row.opened_on > row.deadline:
        row.faults.append(f"立项日期 {row.opened_on} 晚于时限 {row.deadline}")
    return row


def _check(row: RowWords) -> None:
    if not row.task:
        row.faults.append("没有任务")
    if not row.standard:
        row.faults.append("没有标准")
    elif not (judgement := judge(row.standard)).measurable:
        row.faults.append(f"标准“{row.standard[:40]}”不可衡量：{judgement.why}")
    if not row.unit:
        row.faults.append("没有责任单位")


def _read_day(row: RowWords, name: str, value: Any, year: int, *, needed: bool) -> None:
    if value in (None, "") and not needed:
        return
    try:
        setattr(row, name, read_date(as_date(value), year=year))
    except Unreadable as error:
        row.faults.append(f"{FIELDS[name][0]}：{error}" if value not in (None, "") else "没有时限")
