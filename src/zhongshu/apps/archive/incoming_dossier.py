"""What goes into the package of an incoming paper: the file as it came, the slip, the record of its handling."""

import hashlib
from typing import Any

from django.utils import timezone

from zhongshu.apps.archive import package
from zhongshu.apps.archive.dossier import handling_of
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.flow.models import Flow
from zhongshu.apps.incoming.models import Paper, Stop
from zhongshu.apps.incoming.queries.instructions import instructions_on
from zhongshu.apps.incoming.slip import slip_pdf


def parts_of(paper: Paper, flow: Flow | None, metadata: dict[str, Any]) -> dict[str, bytes]:
    """File name → content. A paper that came on paper only has no file; its text, if it was read, is kept as read."""
    parts = {
        "办理单.pdf": slip_pdf(paper),
        "元数据.xml": package.to_xml("归档文件元数据", metadata),
        "办理过程.xml": package.to_xml("办理过程", _record(paper, flow)),
    }
    if paper.file is not None:
        parts[f"来文-{paper.file.name}"] = paper.file.read()
    if paper.text:
        parts["来文文字.txt"] = paper.text.encode()
    return parts


def metadata_of(paper: Paper, flow: Flow | None, *, reference: str, retention: str, archivist: str) -> dict[str, Any]:
    """Document, agents, business and relations, named in Chinese (after DA/T 46-2009)."""
    digest = paper.file.sha256 if paper.file else hashlib.sha256(paper.text.encode()).hexdigest()
    people = flows.acted_on(flow) if flow else []
    return {
        "文件实体": {
            "档号": reference, "题名": paper.title, "文种": paper.kind_name, "文件编号": paper.document_number,
            "收文号": paper.register_text, "责任者": paper.sender, "日期": paper.document_date,
            "密级": paper.get_secrecy_display(), "紧急程度": paper.get_urgency_display(), "保管期限": retention,
            "页数": 1, "计算机文件名": paper.file.name if paper.file else "", "格式信息": paper.file.media_type if paper.file else "纸质",
            "数字摘要": {"算法": "SHA-256", "值": digest},
        },
        "机构人员实体": [{"机构": str(person.organ), "人员": person.name} for person in people],
        "业务实体": {
            "业务": "收文办理", "流程": flow.procedure.name if flow else "", "登记": str(paper.registered_by or ""),
            "主办": str(paper.lead_unit or ""), "结果": paper.result,
            "归档": {"人员": archivist, "时间": _time(timezone.now())},
        },
        "实体关系": [{"关系": "答复", "对象": paper.reply.title, "文号": paper.reply.number_text}] if paper.reply else [],
    }  # fmt: skip


def _record(paper: Paper, flow: Flow | None) -> dict[str, Any]:
    proposals = [
        {"拟办人": row.by.name, "意见": row.text, "时间": _time(row.at)} for row in paper.proposals.select_related("by")
    ]
    instructions = [
        {"领导": row.leader.name, "批示": row.text, "日期": row.given_on, "方式": row.get_form_display(),
         "代录": row.transcribed_by.name if row.transcribed_by else "", "依据": row.source}
        for row in instructions_on(paper)
    ]  # fmt: skip
    stops = Stop.objects.filter(circulation__paper=paper).select_related("person").order_by("circulation", "place")
    reading = [{"姓名": row.person.name, "状态": row.get_state_display(), "阅毕": _time(row.read_at)} for row in stops]
    chases = [{"时间": _time(row.at), "提醒": row.word} for row in paper.chases.all()]
    return (handling_of(flow) if flow else {}) | {
        "拟办": proposals,
        "批示": instructions,
        "传阅": reading,
        "催办": chases,
    }


def _time(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S") if at else ""
