"""A meeting template: what a kind of meeting needs, as data. Read from a folder or from the office's own edition."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhongshu.lib.meeting.kinds import KINDS
from zhongshu.lib.meeting.tasks import TASKS, phase_of
from zhongshu.lib.numerals import to_chinese
from zhongshu.lib.refusal import Refused

#: How people sit; what each is called.
SEATINGS: Mapping[str, str] = {
    "table": "会议桌", "rostrum": "主席台加课桌", "classroom": "课桌式", "blocks": "按单位分区", "standing": "站立",
}  # fmt: skip
#: Who holds a task when the meeting is planned.
HOLDERS: Mapping[str, str] = {
    "officer": "会务负责人", "host_head": "承办单位负责人", "clerk": "文书", "confidential_officer": "机要员",
    "information_officer": "信息员", "archivist": "档案员", "director": "办公室主任",
}  # fmt: skip
#: Words in 【】 that a text may hold, and what stands there in the end.
PLACEHOLDERS: Mapping[str, str] = {
    "会议名称": "会议的名称", "届次": "第几次", "机关": "召开机关", "时间": "开始时间", "结束时间": "结束时间", "地点": "地点",
    "主持人": "主持人职务和姓名", "会议内容": "会议内容", "议程": "议程各项", "参会人员": "参会范围", "主席台": "主席台就座人员",
    "人数": "到会人数", "请假人员": "请假人员", "回执截止": "回执截止时间", "联系人": "联系人和电话", "承办单位": "承办单位", "列席": "列席单位",
    "序号": "第几项（议题）", "议题": "议题名称", "汇报人": "汇报人单位职务姓名", "时长": "分钟数",
}  # fmt: skip
#: The script is four texts: one begins, one stands for every item, one for every break, one ends.
SCRIPT_PARTS: Mapping[str, str] = {"opening": "开场", "item": "每个议题", "break": "休息", "closing": "结束"}
_PLACE = re.compile(r"【([^【】]{1,12})】")
_CLAUSE = re.compile(r"[^，；。！？]*[，；。！？]|[^，；。！？]+")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
_KEY = re.compile(r"[a-z][a-z_]{1,39}")
MOST_DAYS = 250


@dataclass(frozen=True)
class TaskRule:
    """``days``: workdays before the first day (negative), after the last (positive), 0 the meeting itself.
    ``drop``: why this kind of meeting usually does without it."""

    key: str
    days: int
    holder: str = "officer"
    checks: tuple[str, ...] = ()
    drop: str = ""


@dataclass(frozen=True)
class PaperRule:
    """A paper to write. ``restricted``: numbered copies, taken back afterwards."""

    title: str
    days: int = -2
    restricted: bool = False


@dataclass(frozen=True)
class PartRule:
    """An entry of the usual agenda that is no agenda item."""

    title: str
    minutes: int
    speaker: str = ""
    rest: bool = False


@dataclass(frozen=True)
class Template:
    """``name`` proposes the meeting's name. ``takes_items``: units put agenda items before it."""

    key: str
    title: str
    kind: str
    name: str
    minutes: int
    seating: str
    takes_items: bool
    answer_days: int
    tasks: tuple[TaskRule, ...]
    papers: tuple[PaperRule, ...]
    parts: tuple[PartRule, ...]
    notice: str
    script: Mapping[str, str] = field(hash=False)
    record: str = ""

    def task(self, key: str) -> TaskRule:
        return next(rule for rule in self.tasks if rule.key == key)


def parse_template(key: str, data: Mapping[str, Any]) -> Template:
    """The template that ``data`` describes; Refused with what is wrong in it."""
    title = _text(data, "title", 60)
    if not title:
        raise Refused("模板没有会议种类的名称。", remedy="请填写。")
    kind, seating = str(data.get("kind", "")), str(data.get("seating", "table"))
    if kind not in KINDS:
        raise Refused(f"模板《{title}》的类别“{kind}”不认识。", remedy=f"请从{'、'.join(KINDS.values())}中选择。")
    if seating not in SEATINGS:
        raise Refused(
            f"模板《{title}》的座位形式“{seating}”不认识。", remedy=f"请从{'、'.join(SEATINGS.values())}中选择。"
        )
    script = {part: str(dict(data.get("script", {})).get(part, "")).strip() for part in SCRIPT_PARTS}
    texts = [str(data.get("name", "")), str(data.get("notice", "")), str(data.get("record", "")), *script.values()]
    for text in texts:
        refuse_unknown_places(text)
    return Template(
        key=key,
        title=title,
        kind=kind,
        name=_text(data, "name", 200) or title,
        minutes=_number(data, "minutes", 120, 5, 60 * 24 * 15, title),
        seating=seating,
        takes_items=bool(data.get("takes_items", False)),
        answer_days=_number(data, "answer_days", -2, -MOST_DAYS, 0, title),
        tasks=_tasks(dict(data.get("tasks", {})), title),
        papers=tuple(_paper(row, title) for row in data.get("papers", ())),
        parts=tuple(_part(row, title) for row in data.get("parts", ())),
        notice=str(data.get("notice", "")).strip(),
        script=script,
        record=str(data.get("record", "")).strip(),
    )


def to_data(template: Template) -> dict[str, Any]:
    """The data that ``parse_template`` makes the same template of."""
    return {
        "title": template.title, "kind": template.kind, "name": template.name, "minutes": template.minutes,
        "seating": template.seating, "takes_items": template.takes_items, "answer_days": template.answer_days,
        "tasks": {
            rule.key: {"days": rule.days, "holder": rule.holder, "checks": list(rule.checks), "drop": rule.drop}
            for rule in template.tasks
        },
        "papers": [{"title": row.title, "days": row.days, "restricted": row.restricted} for row in template.papers],
        "parts": [
            {"title": row.title, "minutes": row.minutes, "speaker": row.speaker, "rest": row.rest}
            for row in template.parts
        ],
        "notice": template.notice, "script": dict(template.script), "record": template.record,
    }  # fmt: skip


def merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """``own`` over ``base``: tables are merged key by key, everything else replaces."""
    found = dict(base)
    for name, value in own.items():
        present = found.get(name)
        both = isinstance(value, Mapping) and isinstance(present, Mapping)
        found[name] = merged(present, value) if both else value  # type: ignore[arg-type]
    return found


def refuse_unknown_places(text: str) -> None:
    """Refused when a text asks for something nobody can put there."""
    for found in _PLACE.finditer(text):
        if found[1] not in PLACEHOLDERS:
            raise Refused(
                f"文字中的【{found[1]}】不是可用的填空，没有保存。", remedy=f"可用的有：{'、'.join(PLACEHOLDERS)}。"
            )


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with every 【…】 filled. What would have said nothing is left out: a clause all of whose fillings are
    empty, a line left without any, a numbered heading left without its lines; headings are numbered anew."""
    found: list[str] = []
    number = 0
    for heading, lines in _sections(text.split("\n")):
        kept = [line for line in (_line(line, values) for line in lines) if line is not None]
        if heading is not None and lines and not kept:
            continue
        if heading is not None:
            number += 1
            found.append(f"{to_chinese(number)}、{_line(_HEADING.sub('', heading, count=1), values) or ''}")
        found += kept
    return "\n".join(found).strip("\n")


def _sections(lines: Sequence[str]) -> list[tuple[str | None, list[str]]]:
    """Numbered headings, each with the lines below it."""
    found: list[tuple[str | None, list[str]]] = [(None, [])]
    for line in lines:
        if _HEADING.match(line):
            found.append((line, []))
        else:
            found[-1][1].append(line)
    return found


def _line(line: str, values: Mapping[str, str]) -> str | None:
    """The line filled, or None when nothing is left to say."""
    asked = _PLACE.findall(line)
    if asked and not any(values.get(name, "") for name in asked):
        return None
    said: list[str] = []
    for clause in _CLAUSE.findall(line):
        names = _PLACE.findall(clause)
        if names and not any(values.get(name, "") for name in names):
            # The sentence ends where its last clause would have.
            if said and clause[-1] in "。！？" and said[-1][-1:] in "，、；":
                said[-1] = said[-1][:-1] + clause[-1]
            continue
        said.append(_PLACE.sub(lambda match: values.get(match[1], ""), clause))
    return "".join(said)


def _tasks(data: Mapping[str, Any], title: str) -> tuple[TaskRule, ...]:
    unknown = set(data) - set(TASKS)
    if unknown:
        raise Refused(f"模板《{title}》里有不认识的任务：{'、'.join(sorted(unknown))}。")
    return tuple(_task(key, dict(data.get(key, {})), title) for key in TASKS)


def _task(key: str, data: Mapping[str, Any], title: str) -> TaskRule:
    usual = {"before": -2, "during": 0, "after": 5}[phase_of(key)]
    holder = str(data.get("holder", "officer"))
    if holder not in HOLDERS:
        raise Refused(f"模板《{title}》的“{TASKS[key]}”负责人“{holder}”不认识。")
    days = _number(data, "days", usual, -MOST_DAYS, MOST_DAYS, f"{title}》的《{TASKS[key]}")
    if phase_of(key) == "after" and days < 0:
        raise Refused(f"模板《{title}》的“{TASKS[key]}”是会后的任务，时限不能在会前。")
    checks = tuple(text[:200] for text in map(str.strip, map(str, data.get("checks", ()))) if text)
    return TaskRule(key, days, holder, checks, str(data.get("drop", "")).strip())


def _paper(data: Mapping[str, Any], title: str) -> PaperRule:
    name = _text(data, "title", 200)
    if not name:
        raise Refused(f"模板《{title}》有一份会议文件没有名称。")
    return PaperRule(name, _number(data, "days", -2, -MOST_DAYS, MOST_DAYS, title), bool(data.get("restricted", False)))


def _part(data: Mapping[str, Any], title: str) -> PartRule:
    name = _text(data, "title", 200)
    if not name:
        raise Refused(f"模板《{title}》有一项议程没有名称。")
    minutes = _number(data, "minutes", 15, 1, 60 * 24, title)
    return PartRule(name, minutes, _text(data, "speaker", 60), bool(data.get("rest", False)))


def _text(data: Mapping[str, Any], name: str, most: int) -> str:
    return str(data.get(name, "")).strip()[:most]


def _number(data: Mapping[str, Any], name: str, usual: int, least: int, most: int, title: str) -> int:
    value = data.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Refused(f"模板《{title}》里有一个数“{value}”不对。", remedy=f"应是 {least} 到 {most} 之间的整数。")
    return value


def valid_key(key: str) -> bool:
    return _KEY.fullmatch(key) is not None


def read_script(text: str) -> dict[str, str]:
    """A script file in its four parts, each below a line ``# 开场``, ``# 每个议题``, ``# 休息``, ``# 结束``."""
    names = {name: part for part, name in SCRIPT_PARTS.items()}
    found: dict[str, list[str]] = {}
    part = "opening"
    for line in text.split("\n"):
        heading = line.removeprefix("#").strip() if line.startswith("#") else ""
        if heading in names:
            part = names[heading]
            continue
        found.setdefault(part, []).append(line)
    return {part: "\n".join(lines).strip("\n") for part, lines in found.items()}
