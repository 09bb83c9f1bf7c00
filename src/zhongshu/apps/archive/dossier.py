"""What goes into a paper's package: gathered from the paper and its flow, as plain values."""

from typing import Any

from django.utils import timezone

from zhongshu.apps.archive import package
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.flow.models import Flow
from zhongshu.apps.outgoing.models import Paper, Printing, SealUse


def parts_of(paper: Paper, flow: Flow | None, metadata: dict[str, Any]) -> dict[str, bytes]:
    """File name → content of everything an item keeps."""
    printing = printing_of(paper)
    sealed = SealUse.objects.filter(paper=paper, printing=printing).order_by("-pk").first()
    issued = sealed.file if sealed else printing.file
    versions = [{"稿次": row.no, "改动": row.get_change_display(), "文稿": row.content} for row in paper.versions.all()]
    return {
        "公文.pdf": issued.read(),
        "元数据.xml": package.to_xml("归档文件元数据", metadata),
        "办理过程.xml": package.to_xml("办理过程", _record(paper, flow)),
        "定稿.json": package.to_json(printing.content),
        "历次文稿.json": package.to_json(versions),
    }


def printing_of(paper: Paper) -> Printing:
    """The print in force. Raises Printing.DoesNotExist for a paper that was never printed."""
    return paper.printings.select_related("file").get(superseded_at__isnull=True)


def metadata_of(paper: Paper, flow: Flow | None, *, reference: str, retention: str, archivist: str) -> dict[str, Any]:
    """Document, agents, business and relations, named in Chinese (after DA/T 46-2009)."""
    printing = printing_of(paper)
    people = flows.acted_on(flow) if flow else []
    return {
        "文件实体": {
            "档号": reference,
            "题名": paper.title,
            "文种": paper.kind_name,
            "文件编号": paper.number_text,
            "责任者": str(paper.issuer_code.issuer if paper.issuer_code else paper.organ),
            "日期": paper.signed_on,
            "密级": paper.get_secrecy_display(),
            "紧急程度": paper.urgency,
            "保管期限": retention,
            "页数": printing.pages,
            "计算机文件名": "公文.pdf",
            "格式信息": "PDF/A-2b",
            "数字摘要": {"算法": "SHA-256", "值": printing.file.sha256},
        },
        "机构人员实体": [{"机构": str(person.organ), "人员": person.name} for person in people],
        "业务实体": {
            "业务": "发文办理",
            "流程": str(flow.procedure.name) if flow else "",
            "拟稿": paper.drafter.name,
            "签发": _sign_off(paper),
            "归档": {"人员": archivist, "时间": _time(timezone.now())},
        },
        "实体关系": [
            {"关系": "分发", "对象": delivery.name, "结果": delivery.get_state_display()}
            for delivery in paper.deliveries.all()
        ],
    }


def _sign_off(paper: Paper) -> dict[str, Any]:
    row = paper.sign_offs.filter(superseded_by__isnull=True).select_related("signatory").last()
    return {"人员": row.signatory.name, "意见": row.opinion, "日期": row.signed_on} if row else {}


def _record(paper: Paper, flow: Flow | None) -> dict[str, Any]:
    """Every opinion, every move, every gate, seal and receipt, in the order they were made."""
    return (handling_of(flow) if flow else {}) | _issue(paper)


def handling_of(flow: Flow) -> dict[str, Any]:
    """Every opinion, move and telephone call of a flow."""
    opinions = [
        {
            "环节": row.step_name,
            "姓名": row.person.name,
            "代": row.on_behalf_of.name if row.on_behalf_of else "",
            "表态": row.get_verdict_display(),
            "内容": row.text,
            "时间": _time(row.at),
        }
        for row in flows.opinions_of(flow)
    ]
    log = [
        {
            "动作": row.get_move_display(),
            "环节": row.step_name,
            "姓名": row.actor.name if row.actor else "系统",
            "说明": row.note,
            "时间": _time(row.at),
        }
        for row in flows.log_of(flow)
    ]
    calls = [
        {
            "领导": row.leader.name,
            "问": row.approval.question,
            "答": row.approval.answer,
            "通话时间": _time(row.approval.called_at),
            "状态": row.get_state_display(),
            "补签时间": _time(row.settled_at),
        }
        for row in flows.phone_approvals_of(flow)
    ]
    return {"意见": opinions, "流转": log, "电话请示": calls}


def _issue(paper: Paper) -> dict[str, Any]:
    gates = [
        {"关": row.get_gate_display(), "签字": row.by.name, "时间": _time(row.at), "说明": row.note}
        for row in paper.gate_signatures.filter(invalid_since__isnull=True).select_related("by")
    ]
    seals = [
        {"印章": str(row.seal), "用印人": row.by.name, "批准人": row.approved_by.name, "时间": _time(row.at)}
        for row in paper.seal_uses.select_related("seal", "by", "approved_by")
    ]
    deliveries = [
        {"单位": row.name, "状态": row.get_state_display(), "签收时间": _time(row.settled_at), "退回理由": row.reason}
        for row in paper.deliveries.all()
    ]
    return {"五关": gates, "用印": seals, "分发": deliveries}


def _time(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S") if at else ""
