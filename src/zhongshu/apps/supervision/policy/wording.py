"""The words of 催办函, 督办单, 通报 and 督查专报. Pure: facts in, fields of a draft out."""

from dataclasses import dataclass
from datetime import date
from typing import Any

#: How a paper names a task that is longer than a title can carry.
TITLE_TASK = 24
LISTED = 30


@dataclass(frozen=True)
class MatterFacts:
    number: str
    task: str
    standard: str
    deadline: date
    organ: str
    addressee: str
    unit: str
    source: str
    sentence: str
    supervisor: str
    supervising_unit: str
    progress: str = ""

    @property
    def short(self) -> str:
        """The task as a title can carry it."""
        task = self.task.strip("。；")
        return task if len(task) <= TITLE_TASK else f"{self.number}督办事项"


@dataclass(frozen=True)
class BriefFacts:
    organ: str
    day: date
    done: tuple[MatterFacts, ...]
    going: tuple[MatterFacts, ...]
    late: tuple[MatterFacts, ...]


def cn(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def urging(facts: MatterFacts, rung: str, said: str, *, internal: bool) -> dict[str, Any]:
    """The draft's fields for a rung (LETTER, ORDER, CIRCULAR)."""
    body = {"LETTER": _letter, "ORDER": _order, "CIRCULAR": _circular}[rung](facts, said)
    title = {
        "LETTER": f"{facts.organ}关于催办{facts.short}的函",
        "ORDER": f"关于{facts.short}的督办单",
        "CIRCULAR": f"{facts.organ}关于{facts.short}落实不力情况的通报",
    }[rung]
    if rung == "LETTER" and internal:
        title = f"关于{facts.short}的催办单"
    direction = {"LETTER": "lateral", "ORDER": "downward", "CIRCULAR": "downward"}[rung]
    return {
        "title": title,
        "direction": "downward" if internal else direction,
        "addressees": facts.addressee,
        "body": body,
        "extra": "",
    }


def _matter(facts: MatterFacts) -> str:
    return (
        f"“{facts.task.strip('。；')}”（{facts.number}），来源为{facts.source}，由{facts.unit}负责，"
        f"标准为“{facts.standard.strip('。；')}”，时限为{cn(facts.deadline)}"
    )


def _letter(facts: MatterFacts, said: str) -> str:
    return (
        f"{_matter(facts)}。截至目前，该事项尚未按时限要求落实：{_reason(facts, said)}。\n"
        "请抓紧办理，并就以下情况函告：\n一、目前进展和已完成的部分\n二、未按时办理的原因\n三、下一步措施和完成时间\n"
        f"请于收到本函后3个工作日内函复。（联系人：{facts.supervising_unit}{facts.supervisor}）"
    )


def _order(facts: MatterFacts, said: str) -> str:
    return (
        f"一、督办事项\n{_matter(facts)}。\n二、交办原话\n{facts.sentence.strip()}\n三、存在问题\n{_reason(facts, said)}。\n"
        "四、督办要求\n（一）主要负责人亲自研究，立即组织办理。\n（二）收到本单后2个工作日内书面反馈进展、逾期原因和完成时间，并附佐证材料。\n"
        f"（三）仍不落实的，按规定通报、约谈。\n督办人：{facts.supervising_unit}{facts.supervisor}"
    )


def _circular(facts: MatterFacts, said: str) -> str:
    return (
        f"{_matter(facts)}。经提醒、催办、督办，该事项仍未落实。现将有关情况通报如下：\n一、基本情况\n{facts.progress.strip() or '责任单位没有反馈实质进展。'}\n"
        f"二、存在问题\n{said.strip('。')}。\n三、下一步要求\n（一）{facts.unit}要深刻反思，查明原因，明确责任人员和完成时间。\n"
        "（二）各单位要引以为戒，对承担的督办事项逐项核对时限和标准，按时反馈、按期办结。\n特此通报。"
    )


def _reason(facts: MatterFacts, said: str) -> str:
    """The urging's words without what the sentence before has said already."""
    return said.replace(f"{facts.number}“{facts.task}”", "该事项").strip("。")


def brief(facts: BriefFacts, subject: str) -> dict[str, Any]:
    """督查专报: figures, progress, problems by unit, suggestions."""
    total = len(facts.done) + len(facts.going) + len(facts.late)
    rate = f"{len(facts.done) / total:.0%}" if total else "0%"
    parts = [
        f"现将{subject}落实情况报告如下：",
        "一、总体情况",
        f"截至{cn(facts.day)}，共{total}项任务，已完成{len(facts.done)}项，正在推进{len(facts.going)}项，"
        f"逾期或者逾期未反馈{len(facts.late)}项，办结率{rate}。",
        "二、主要进展",
        *_listed(facts.done, lambda item: f"{item.task.strip('。；')}。已按标准完成，责任单位：{item.unit}。"),
        *_listed(
            facts.going,
            lambda item: (
                f"{item.task.strip('。；')}。{item.progress.strip('。') or '尚未反馈进展'}。责任单位：{item.unit}。"
            ),
            len(facts.done),
        ),
        "三、存在的问题",
        *(
            _listed(
                facts.late,
                lambda item: f"{item.task.strip('。；')}，时限{cn(item.deadline)}，未按时落实。责任单位：{item.unit}。",
            )
            or ["没有逾期事项。"]
        ),
        "四、工作建议",
        *(
            _listed(
                facts.late, lambda item: f"请{item.unit}对“{item.task.strip('。；')}”查明原因，限期办结并书面说明。"
            )
            or ["继续按反馈频次跟踪督办。"]
        ),
    ]
    return {"title": f"关于{subject}落实情况的督查专报", "direction": "upward", "body": "\n".join(parts)}


def _listed(items: tuple[MatterFacts, ...], say: Any, before: int = 0) -> list[str]:
    return [f"（{_numeral(before + number)}）{say(item)}" for number, item in enumerate(items[:LISTED], 1)]


def _numeral(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else digits[tens]) + "十" if tens else ""
    return head + (digits[ones] if ones or not tens else "")
