"""Taking an incoming paper through its steps by the same acts the pages call."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.flow.models import Work
from zhongshu.apps.incoming import actions
from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.incoming.policy.tests import TESTS
from zhongshu.apps.incoming.queries.papers import flow_of
from zhongshu.apps.org.models import Person

TEXT = """安和市人民政府文件
安政发〔2026〕21号
安和市人民政府关于开展冬春农田水利建设的通知
各县人民政府：
为做好今冬明春农田水利建设，现将有关事项通知如下：
一、各县要落实项目资金，抓紧开工。
二、请各县于2099年12月10日前将进展情况书面报送市水利局。
安和市人民政府
2026年11月10日"""
PROPOSAL = "拟请综合科牵头，督查室配合，摸清在建水利项目底数，提出进展情况报告。"


def received(cast: Cast, *, text: str = TEXT, **changes: Any) -> Paper:
    """A text file from outside, received by the clerk."""
    given = {"sender": "", "copies": 2, "name": "来文.txt", "content": text.encode()} | changes
    return actions.receive(actor=cast.clerk, **given)


def registered(cast: Cast, paper: Paper | None = None, note: str = "", **changes: Any) -> Paper:
    """Registered with what was read."""
    paper = paper or received(cast)
    read = paper.read_fields.get("fields", {})
    given = {
        "title": read.get("title") or "来文", "sender": read.get("sender") or "安和市水利局",
        "document_number": read.get("document_number", ""), "document_date": None, "kind": "notice", "secrecy": 0,
        "urgency": "", "needs_answer": False, "due_on": timezone.localdate() + timedelta(days=20),
    } | changes  # fmt: skip
    return actions.register(actor=cast.clerk, paper=paper, fields=given, duplicate_note=note)


def reload(paper: Paper) -> Paper:
    return Paper.objects.select_related("organ", "lead_unit", "reply").get(pk=paper.pk)


def work(paper: Paper, person: Person | None = None) -> Work:
    """The work that is being waited for now."""
    works = flows.active_works(flow_of(paper))
    if person is not None:
        works = works.filter(holder=person)
    return works.select_related("flow").first()


def to_step(cast: Cast, paper: Paper, target: str, **more: Any) -> Paper:
    """Carry the paper forward until it lies at ``target``."""
    for _ in range(12):
        paper = reload(paper)
        if paper.state == target:
            return paper
        _STEPS[paper.state](cast, paper, **more)
    raise AssertionError(f"{paper.state}, not {target}")


def _check(cast: Cast, paper: Paper, **_: Any) -> None:
    actions.pass_check(actor=cast.clerk, paper=paper, passed=TESTS)


def _propose(cast: Cast, paper: Paper, **_: Any) -> None:
    actions.propose(
        actor=work(paper).holder, paper=paper, text=PROPOSAL, lead_unit=cast.units["综合科"],
        supporting=[cast.units["督查室"]], due_on=timezone.localdate() + timedelta(days=15),
    )  # fmt: skip


def _instruct(cast: Cast, paper: Paper, text: str = "同意。请综合科牵头，本周五前报方案。", **_: Any) -> None:
    actions.instruct(actor=cast.principal_leader, paper=paper, text=text)


def _assign(cast: Cast, paper: Paper, supporters: tuple = (), needs_answer: bool = False, **_: Any) -> None:
    actions.assign(
        actor=cast.clerk, paper=paper, handler=cast.section_head, supporters=list(supporters),
        needs_answer=needs_answer,
    )  # fmt: skip


def _handle(cast: Cast, paper: Paper, **_: Any) -> None:
    for item in flows.active_works(flow_of(paper)).select_related("flow"):
        if item.step.element == "support":
            flow_actions.countersign(actor=item.holder, work=item, text="已提供情况")
        else:
            flow_actions.submit(actor=item.holder, work=item, text="已摸清底数，报告已报领导。")


def _complete(cast: Cast, paper: Paper, **_: Any) -> None:
    actions.complete(actor=cast.clerk, paper=paper, result="已按批示办结。")


_STEPS = {
    "received": lambda cast, paper, **_: registered(cast, paper), "check": _check, "propose": _propose,
    "instruct": _instruct, "assign": _assign, "handle": _handle, "complete": _complete,
}  # fmt: skip
