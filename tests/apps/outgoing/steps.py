"""Taking a paper through its steps by the same acts the pages call."""

from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw

from tests.cast import Cast
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.flow.models import Work
from zhongshu.apps.org.models import IssuerCode, Person
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.models import Paper
from zhongshu.apps.outgoing.queries.gates import judged
from zhongshu.apps.outgoing.queries.papers import current_version, flow_of
from zhongshu.lib.proofread import Gate

BODY = """为做好防汛备汛工作，经县政府同意，现就有关事项通知如下：
一、目标任务
确保全县安全度汛，不发生人员伤亡事故。
二、工作安排
（一）开展隐患排查。各乡镇于2026年12月10日前完成隐患排查。
（二）落实值班值守。实行24小时值班和领导带班制度。
三、有关要求
各乡镇、各部门要加强领导，落实责任，按时报送工作情况。"""

FIELDS = {
    "direction": "downward",
    "title": "明川县人民政府办公室关于做好防汛备汛工作的通知",
    "addressees": "明川县青石镇人民政府",
    "body": BODY,
    "issuer_code": "明政办发",
}
LATERAL = FIELDS | {"direction": "lateral"}


def fields(**changes: Any) -> dict[str, Any]:
    return FIELDS | changes


def new_paper(
    cast: Cast, *, code: str = "明政办函", kind: str = "letter", drafter: Person | None = None, **changes: Any
) -> Paper:
    """A letter of the office to the town: nothing in the routing rules forbids it."""
    given = (
        FIELDS
        | {"direction": "lateral", "title": "明川县人民政府办公室关于商请做好防汛备汛工作的函", "issuer_code": code}
        | changes
    )
    return actions.create_paper(
        actor=drafter or cast.drafter, kind=kind, issuer_code=IssuerCode.objects.get(code=code), fields=given
    )


def reload(paper: Paper) -> Paper:
    return Paper.objects.select_related("organ", "issuer_code__issuer", "drafter", "unit").get(pk=paper.pk)


def work(paper: Paper, person: Person | None = None) -> Work:
    """The work that is being waited for now."""
    works = flows.active_works(flow_of(paper))
    if person is not None:
        works = works.filter(holder=person)
    return works.select_related("flow").get()


def submit(paper: Paper, **more: Any) -> None:
    """提交 by whoever holds the paper."""
    item = work(paper)
    flow_actions.submit(actor=item.holder, work=item, text="同意", **more)


def sign_gates(cast: Cast, paper: Paper) -> None:
    """All five gates by the director; findings that must be settled are set aside with a reason."""
    version = current_version(reload(paper))
    for item in judged(paper, version):
        if item.blocks:
            actions.override_finding(
                actor=cast.director,
                paper=paper,
                fingerprint=item.finding.fingerprint,
                revision=version.no,
                reason="经核对无误",
            )
    for gate in Gate:
        actions.sign_gate(actor=cast.director, paper=paper, gate=gate.value)


def to_step(cast: Cast, paper: Paper, target: str, **more: Any) -> Paper:
    """Carry the paper forward until it lies at ``target``."""
    for _ in range(12):
        paper = reload(paper)
        if paper.state == target:
            return paper
        STEPS[paper.state](cast, paper, **(more if paper.state in {"draft", "distribute"} else {}))
    raise AssertionError(f"{paper.state}, not {target}")


def _draft(cast: Cast, paper: Paper, signatory: str = "principal_leader", countersigners: tuple = (), **_: Any) -> None:
    submit(paper, variables={"signatory": signatory})


def _vet(cast: Cast, paper: Paper) -> None:
    submit(paper)


def _gates(cast: Cast, paper: Paper) -> None:
    sign_gates(cast, paper)
    submit(paper)


def _sign(cast: Cast, paper: Paper) -> None:
    actions.sign_off(actor=work(paper).holder, paper=paper, opinion="同意印发")


def _recheck(cast: Cast, paper: Paper) -> None:
    actions.pass_recheck(actor=work(paper).holder, paper=paper)


def _number(cast: Cast, paper: Paper) -> None:
    actions.assign_number(actor=cast.clerk, paper=paper)


def _print(cast: Cast, paper: Paper) -> None:
    actions.print_paper(actor=cast.clerk, paper=paper, copies=30)


def _seal(cast: Cast, paper: Paper) -> None:
    deposit_seal(cast)
    actions.affix_seal(actor=cast.seal_keeper, paper=paper)


def _distribute(cast: Cast, paper: Paper, **_: Any) -> None:
    from zhongshu.apps.outgoing.actions.distribution import Recipient

    actions.distribute(actor=cast.clerk, paper=paper, recipients=[Recipient(organ=cast.town)])


STEPS = {
    "draft": _draft, "vet": _vet, "gates": _gates, "sign_off": _sign, "recheck": _recheck, "number": _number,
    "print": _print, "seal": _seal, "distribute": _distribute,
}  # fmt: skip


def seal_image() -> BytesIO:
    """A round test seal with a clear ground."""
    picture = Image.new("RGBA", (500, 500), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((10, 10, 490, 490), outline=(200, 20, 20, 255), width=14)
    out = BytesIO()
    picture.save(out, "PNG")
    out.seek(0)
    return out


def deposit_seal(cast: Cast) -> None:
    from zhongshu.apps.outgoing.queries.issue import seal_in_use

    if seal_in_use(cast.office) is None:
        actions.deposit_seal(
            actor=cast.seal_keeper,
            owner=cast.office,
            name="明川县人民政府办公室印章",
            image=seal_image(),
            diameter_mm=42,
        )


def today() -> str:
    return timezone.localdate().isoformat()
