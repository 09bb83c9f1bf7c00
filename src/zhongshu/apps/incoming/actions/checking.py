"""初审 and 退文."""

from collections.abc import Iterable, Mapping

from zhongshu.apps.audit.actions import act
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.incoming import guards
from zhongshu.apps.incoming.models import InitialCheck, Paper, SendBack
from zhongshu.apps.incoming.policy.tests import BASIS, TESTS
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing import actions as outgoing
from zhongshu.apps.outgoing.models import Paper as OutgoingPaper
from zhongshu.apps.outgoing.queries.numbers import codes_of
from zhongshu.apps.shell.actions import notify
from zhongshu.lib.refusal import Refused


def pass_check(*, actor: Person, paper: Paper, passed: Iterable[str], note: str = "") -> InitialCheck:
    """初审通过: all five tests are answered with yes. A paper that fails one is sent back."""
    with act(actor=actor, verb="incoming.pass_check", about=paper, summary=f"初审通过《{paper.title}》") as this:
        paper = guards.locked(paper)
        work = guards.work_at(paper, actor, "check")
        given = set(passed)
        failed = [words for key, words in TESTS.items() if key not in given]
        if failed:
            raise Refused(
                f"这几项没有勾选，没有转拟办：{'；'.join(failed)}。",
                remedy="核对后符合的请勾选；不符合规定的，请退回来文机关并说明理由。",
                basis=BASIS,
            )
        row = _record(actor, paper, dict.fromkeys(TESTS, True), note)
        flow_actions.submit(actor=actor, work=work, text=note.strip() or "初审通过。")
        this.data = {"tests": list(TESTS)}
    return row


def _record(actor: Person, paper: Paper, answers: Mapping[str, bool], note: str) -> InitialCheck:
    kept = {key: {"passed": passed, "note": note.strip()[:300]} for key, passed in answers.items()}
    return InitialCheck.objects.create(paper=paper, answers=kept, passed=all(answers.values()), by=actor)


def send_back(*, actor: Person, paper: Paper, failed: Iterable[str], reason: str, letter: bool = False) -> SendBack:
    """退文 with the tests that failed and the reason; with ``letter`` a covering letter is drafted as an outgoing paper."""
    reason = reason.strip()
    with act(actor=actor, verb="incoming.send_back", about=paper) as this:
        paper = guards.locked(paper)
        work = guards.work_at(paper, actor, "check")
        names = [key for key in TESTS if key in set(failed)]
        if not names or not reason:
            raise Refused("请选出没有通过的审核，并写明退文理由，没有退文。", basis=BASIS)
        _record(actor, paper, {key: key not in names for key in TESTS}, reason)
        draft = _letter(actor, paper, names, reason) if letter else None
        row = SendBack.objects.create(paper=paper, reason=reason, tests=names, letter=draft, by=actor)
        flow_actions.terminate(actor=actor, work=work, text=f"退文：{reason}")
        _tell_sender(actor, paper, reason)
        this.summary = f"退回{paper.sender}来文《{paper.title}》：{reason}"
        this.data = {"tests": names, "letter": draft.pk if draft else None}
    return row


def _letter(actor: Person, paper: Paper, failed: list[str], reason: str) -> OutgoingPaper:
    code = codes_of(paper.organ).order_by("-layout", "pk").first()
    number = f"（{paper.document_number}）" if paper.document_number else ""
    faults = "\n".join(f"（{'一二三四五'[at]}）{TESTS[key]}：不符合" for at, key in enumerate(failed))
    fields = {
        "direction": "lateral", "issuer_code": code.code if code else "",
        "title": f"{paper.organ.name}关于退回《{paper.title}》的函", "addressees": paper.sender,
        "body": f"贵单位《{paper.title}》{number}收悉。经初审，不符合公文处理规定，现予退回。\n一、初审情况\n{faults}\n二、退回理由\n{reason}\n请按规定办理后重新行文。\n特此函告。",
    }  # fmt: skip
    return outgoing.create_paper(actor=actor, kind="letter", issuer_code=code, fields=fields)


def _tell_sender(actor: Person, paper: Paper, reason: str) -> None:
    """Whoever sent it from this server learns why it came back."""
    if paper.delivery is None:
        return
    sent = paper.delivery.paper
    notify(
        actor=actor, to=sent.drafter, text=f"{paper.organ.short_name}退回《{sent.title}》：{reason}",
        url=sent.get_absolute_url(), about=sent, key=f"incoming:sent_back:{paper.pk}",
    )  # fmt: skip
