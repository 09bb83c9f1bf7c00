"""收文办理单: the paper's particulars and every opinion, as a typeset slip."""

from collections.abc import Iterable

from django.utils import timezone

from zhongshu.apps.flow import queries as flows
from zhongshu.apps.flow.models import Opinion as Written
from zhongshu.apps.incoming.models import Instruction, Paper, Stop
from zhongshu.apps.incoming.queries.papers import flow_of
from zhongshu.apps.outgoing.rendering import fonts
from zhongshu.lib.typeset import Fields, Opinion, Opinions, to_slip_pdf

#: Whose opinions stand in which box: step name → box. Proposals and instructions come from their own records.
_HANDLING = ("承办", "协办", "分办", "办结审核")


def slip_pdf(paper: Paper) -> bytes:
    """The slip as PDF/A."""
    flow = flow_of(paper)
    written = list(flows.opinions_of(flow)) if flow else []
    rendered = to_slip_pdf(
        f"{paper.organ.name}收文办理单", _rows(paper, written), corner_left=f"收文号：{paper.register_text or '待登记'}",
        corner_right=f"{paper.get_secrecy_display() if paper.secrecy else ''}　{paper.get_urgency_display() if paper.urgency else ''}".strip("　"),
        closing=f"打印时间：{timezone.localtime():%Y年%-m月%-d日 %H:%M}", fonts=fonts(),
        timestamp=timezone.now().replace(microsecond=0),
    )  # fmt: skip
    return rendered.pdf


def _rows(paper: Paper, written: list[Written]) -> list[Fields | Opinions]:
    supporting = "、".join(unit.name for unit in paper.supporting_units.all())
    return [
        Fields((("来文机关", paper.sender), ("来文字号", paper.document_number or "—"))),
        Fields((("标题", paper.title),)),
        Fields((("成文日期", _day(paper.document_date)), ("签收时间", f"{timezone.localtime(paper.received_at):%Y年%-m月%-d日 %H:%M}"), ("份数", str(paper.copies)))),
        Fields((("主办", str(paper.lead_unit or "—")), ("协办", supporting or "—"), ("时限", _day(paper.due_on)))),
        Opinions("拟办意见", tuple(Opinion(row.text, row.by.name, timezone.localdate(row.at)) for row in paper.proposals.select_related("by"))),
        Opinions("领导批示", tuple(map(_instruction, paper.instructions.select_related("leader", "transcribed_by"))), height=40.0),
        Opinions("承办情况", tuple(_handled(written)), height=30.0),
        Opinions("传阅", tuple(_read(paper)), height=18.0),
        Opinions("办理结果", (Opinion(paper.result),) if paper.result else (), height=18.0),
    ]  # fmt: skip


def _day(day: object) -> str:
    return f"{day:%Y年%-m月%-d日}" if day else "—"


def _instruction(row: Instruction) -> Opinion:
    marks = {
        Instruction.Form.TRANSCRIBED: f"{row.transcribed_by}代录，据{row.source}",
        Instruction.Form.PHONE: f"电话批示，{row.transcribed_by}记录",
    }
    return Opinion(row.text, row.leader.name, row.given_on, marks.get(Instruction.Form(row.form), ""))


def _handled(written: list[Written]) -> Iterable[Opinion]:
    for row in written:
        if row.step_name in _HANDLING and row.text and row.kind in {"opinion", "note"}:
            yield Opinion(row.text, row.person.name, timezone.localdate(row.at), row.step_name)


def _read(paper: Paper) -> Iterable[Opinion]:
    stops = Stop.objects.filter(circulation__paper=paper).exclude(state=Stop.State.DROPPED).select_related("person")
    for stop in stops.order_by("circulation", "place"):
        day = timezone.localdate(stop.read_at) if stop.read_at else None
        yield Opinion("已阅" if stop.read_at else stop.get_state_display(), stop.person.name, day)
