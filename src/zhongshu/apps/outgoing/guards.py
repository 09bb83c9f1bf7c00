"""What must be true before a paper leaves a step. One table, read by every move that carries a paper forward.

The flow asks before each move (``receivers``), so a generic 提交, a 跳转 or a direct return cannot go round a condition:
whatever the move, the paper must meet the conditions of every step it leaves behind.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.flow.models import Work
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person
from zhongshu.apps.outgoing.models import Disagreement, Paper, Version
from zhongshu.apps.outgoing.queries.gates import unsigned_gates
from zhongshu.apps.outgoing.queries.issue import printing_of, seal_use_of
from zhongshu.apps.outgoing.queries.numbers import number_of
from zhongshu.apps.outgoing.queries.papers import current_version, sign_off_of, wrote_in
from zhongshu.apps.outgoing.queries.routes import breaches
from zhongshu.lib.document.kinds import KINDS, Family
from zhongshu.lib.document.routing import must_be_signed_by_principal
from zhongshu.lib.document.validation import check as formal_breaches
from zhongshu.lib.refusal import Refused

REGULATION = "《党政机关公文处理工作条例》"
Condition = Callable[[Paper], None]

#: The steps in their order. A jump or a direct return is judged by all that lie between.
ORDER = (
    "draft",
    "vet",
    "countersign",
    "gates",
    "sign_off",
    "recheck",
    "number",
    "print",
    "seal",
    "distribute",
    "archive",
)


def complete_draft(paper: Paper) -> None:
    """Every element a draft of this kind needs is there, and the kind fits the direction."""
    version = current_version(paper)
    missing = [breach for breach in formal_breaches(version.document, draft=True) if not breach.overridable]
    if missing:
        first = missing[0]
        more = f"（另有 {len(missing) - 1} 处）" if len(missing) > 1 else ""
        raise Refused(f"还不能提交：{first.message}{more}", remedy=first.remedy, basis=first.article)
    if needs_number(paper) and paper.issuer_code is None:
        raise Refused("还没有选择发文机关代字。", remedy="请在拟稿页选择以哪个代字发文。")


def gates_signed(paper: Paper) -> None:
    """All five gates are signed on words that have not changed in substance since."""
    missing = unsigned_gates(paper)
    if missing:
        raise Refused(
            f"五关还有{'、'.join(missing)}没有签字（或因文稿修改已失效）。",
            remedy="请办公室负责人或核稿人在“五关把关”页逐关核对签字。",
            basis="五关把关制度",
        )


def routing_kept(paper: Paper) -> None:
    """No routing rule is broken without a person's reason on record."""
    open_ones = [item.breach for item in breaches(paper, current_version(paper).document) if item.override is None]
    if open_ones:
        first = open_ones[0]
        how = "确有必要的，可说明理由后继续。" if first.overridable else ""
        raise Refused(f"行文规则不允许送签：{first.message}", remedy=f"{first.remedy}{how}", basis=first.article)


def agreed(paper: Paper) -> None:
    """No countersigner's disagreement stands open."""
    standing = paper.disagreements.filter(state=Disagreement.State.OPEN).select_related("person").first()
    if standing is not None:
        raise Refused(
            f"{standing.person}会签不同意，尚未协商一致，也没有报请裁定，不能送签、签发。",
            remedy="请与其协商，由其确认一致；协商不成的，报请分管或主要领导裁定并记录。",
            basis=f"{REGULATION}第十六条第四项",
        )


def signed_off(paper: Paper) -> None:
    """Signed off on words that say what they said then."""
    if sign_off_of(paper) is None:
        before = paper.sign_offs.select_related("signatory").order_by("-pk").first()
        if before is not None:
            raise Refused(
                f"签发后作了实质性修改，须由原签发人{before.signatory}复审。",
                remedy="请退回“签发”环节，由原签发人重新签发。",
                basis=f"{REGULATION}第二十五条第一项",
            )
        raise Refused(
            "还没有签发。", remedy="请签发人在本件的“签发”处签署意见、姓名和日期。", basis=f"{REGULATION}第二十二条"
        )


def signed_since(paper: Paper, since: datetime) -> None:
    """Signed on this visit to the step: an earlier signature does not count for a paper that came back."""
    signature = sign_off_of(paper)
    if signature is not None and signature.recorded_at < since:
        raise Refused(
            "本件退回后又送来签发，还没有重新签发。", remedy="请在本件的“签发”处签署。", basis=f"{REGULATION}第二十二条"
        )


def numbered(paper: Paper) -> None:
    if needs_number(paper) and number_of(paper) is None:
        raise Refused("还没有编发文字号。", remedy="请文书先编号登记。", basis=f"{REGULATION}第二十五条第二项")


def printed(paper: Paper) -> None:
    """The print in force is of the words as they stand."""
    printing = printing_of(paper)
    if printing is None or printing.version.no != paper.revision:
        raise Refused("还没有按定稿印制。", remedy="请文书生成正式版式文件。", basis=f"{REGULATION}第二十五条第三项")


def sealed(paper: Paper) -> None:
    if current_version(paper).document.sealed and seal_use_of(printing_of(paper)) is None:
        raise Refused("还没有用印。", remedy="请印章管理员用印登记。", basis=f"{REGULATION}第九条第十三项")


def distributed(paper: Paper) -> None:
    if paper.distributed_at is None:
        raise Refused("还没有分发。", remedy="请先确定分发范围并发出。", basis=f"{REGULATION}第二十五条第四项")


#: What must be true when a paper leaves the step. ``archive`` has its own guard in the archive app.
LEAVING: Mapping[str, tuple[Condition, ...]] = {
    "draft": (complete_draft,),
    "gates": (complete_draft, routing_kept, agreed, gates_signed),
    "sign_off": (agreed, gates_signed, signed_off),
    "recheck": (signed_off,),
    "number": (numbered,),
    "print": (printed,),
    "seal": (sealed,),
    "distribute": (distributed,),
}


def refuse_leaving(paper: Paper, left_behind: tuple[str, ...]) -> None:
    """Refused when a condition of one of these steps is not met."""
    done: set[Condition] = set()
    for element in left_behind:
        for condition in LEAVING.get(element, ()):
            if condition not in done:
                condition(paper)
                done.add(condition)


def steps_between(here: str, target: str) -> tuple[str, ...]:
    """The steps left behind on the way forward from ``here`` to ``target``; none when the way leads back."""
    if here not in ORDER or target not in ORDER:
        return (here,)
    return ORDER[ORDER.index(here) : ORDER.index(target)]


def refuse_own_paper(paper: Paper, actor: Actor) -> None:
    """Who drafts does not vet."""
    if isinstance(actor, Person) and wrote_in(paper, actor):
        raise Refused("拟稿人不能核本人起草的文稿。", remedy="请转给另一位核稿人办理。", basis="不相容岗位相互分离")


def refuse_wrong_signatory(paper: Paper, version: Version, signatory: Person) -> None:
    """Art. 22: important and upward papers by the principal leader; after a change, by the same signatory as before."""
    important = bool(paper.routing.get("is_important"))
    duties = org.duties_of(signatory)
    if must_be_signed_by_principal(version.document, is_important=important) and Duty.PRINCIPAL_LEADER not in duties:
        raise Refused(
            f"本件是{'重要公文' if important else '上行文或须主要负责人签发的公文'}，应由主要负责人签发，{signatory}不能签发。",
            remedy="请退回拟稿环节，把签发人改为主要领导。",
            basis=f"{REGULATION}第二十二条",
        )
    before = paper.sign_offs.filter(superseded_by__isnull=False).select_related("signatory").order_by("-pk").first()
    if before is not None and before.signatory_id != signatory.pk and before.signatory.left_on is None:
        raise Refused(
            f"本件由{before.signatory}签发后作了实质性修改，应由原签发人复审。",
            remedy=f"请转{before.signatory}签发。",
            basis=f"{REGULATION}第二十五条第一项",
        )


def needs_number(paper: Paper) -> bool:
    """Statutory papers carry a number; manuscripts and internal papers only when drafted under a code."""
    kind = KINDS.get(paper.kind)
    return paper.issuer_code_id is not None or bool(
        kind and kind.family is Family.STATUTORY and "number" in kind.required
    )


def refuse_over(paper: Paper) -> None:
    if paper.over:
        raise Refused(f"本件{paper.get_state_display()}，不能再办理。")


def work_at(work: Work | None, paper: Paper, *elements: str) -> Work:
    """The work the actor needs, or Refused saying at which step the paper is."""
    if work is None:
        names = "、".join(Paper.State(element).label for element in elements)
        raise Refused(
            f"这件事在“{names}”环节、由持有人办理；本件现在{paper.get_state_display()}环节，不在您手中。",
            remedy="请刷新页面看本件办到了哪里。",
        )
    return work
