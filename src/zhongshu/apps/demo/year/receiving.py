"""Incoming papers of a simulated day: what comes in, and what each of those in whose hands a paper lies does with it."""

from collections.abc import Callable
from typing import Any

from zhongshu.apps.archive import actions as archive
from zhongshu.apps.archive.policy import usual_retention
from zhongshu.apps.demo.year import words
from zhongshu.apps.demo.year.office import Office
from zhongshu.apps.flow import actions as flow
from zhongshu.apps.flow.models import Work
from zhongshu.apps.incoming import actions
from zhongshu.apps.incoming.models import Circulation, Paper
from zhongshu.apps.incoming.policy.tests import TESTS
from zhongshu.apps.incoming.queries.instructions import leaders_of
from zhongshu.apps.org.models import Duty, IssuerCode, Person, Unit
from zhongshu.apps.org.queries import has_duty
from zhongshu.apps.prepared import PreparedObjects
from zhongshu.lib.flow.vocabulary import WorkKind

#: Of a hundred papers that come in to the county, so many come to the office itself.
_TO_OFFICE = 0.6
_CHANNELS = ("exchange", "exchange", "post", "fax", "mail", "hand")
#: How likely a step is dealt with in one of the day's three rounds.
LIKELY = {
    "check": 0.8,
    "propose": 0.6,
    "instruct": 0.45,
    "assign": 0.7,
    "handle": 0.14,
    "support": 0.25,
    "complete": 0.6,
}

_PAPER = PreparedObjects(lambda pk: Paper.objects.select_related("organ", "lead_unit", "reply").filter(pk=pk))


def come_in(office: Office, wanted: int) -> None:
    """Papers arrive until ``wanted`` have come since the year began."""
    for _ in range(wanted - Paper.objects.count()):
        organ = office.county.office
        if not office.chance(_TO_OFFICE) and office.people.receiving:
            organ = office.random.choice(office.people.receiving)
        clerk = office.with_duty(organ, Duty.CLERK)
        if clerk is not None:
            _receive(office, clerk)


def _receive(office: Office, clerk: Person) -> None:
    letter = words.letter(office.random, office.day, office.acts["receive"] + 1000 * office.day.timetuple().tm_yday)
    if office.chance(0.004):
        office.do(
            actions.keep_entry, actor=clerk, sender=letter.sender, secrecy=2, document_number=letter.number,
            copies=[("000017", "机要室保密柜")],
        )  # fmt: skip
        return
    file: dict[str, Any] = {"name": "来文.txt", "content": letter.text.encode()} if office.chance(0.75) else {}
    office.do(
        actions.receive, actor=clerk, sender=letter.sender, title=letter.title, channel=office.random.choice(_CHANNELS),
        copies=office.random.choice((1, 1, 1, 2, 3)), **file,
    )  # fmt: skip


def register_what_came(office: Office) -> None:
    """The clerks register what they have received; a paper that looks like another is registered with the reason."""
    waiting = Paper.objects.filter(state=Paper.State.RECEIVED).select_related("organ", "received_by").order_by("pk")
    for paper in waiting:
        clerk = office.with_duty(paper.organ, Duty.CLERK)
        if clerk is None or not office.chance(0.9):
            continue
        read = paper.read_fields.get("fields", {}) if paper.read_fields else {}
        fields = {
            "title": paper.title, "sender": paper.sender, "document_number": read.get("document_number") or "",
            "kind": read.get("kind") or "notice", "document_date": None, "secrecy": int(office.chance(0.05)),
            "urgency": office.random.choices(("", "urgent", "extra_urgent"), (86, 11, 3))[0],
            "needs_answer": office.chance(0.1), "due_on": office.after(office.random.randrange(4, 22)),
        }  # fmt: skip
        if office.do(actions.register, actor=clerk, paper=paper, fields=fields) is None:
            office.do(
                actions.register,
                actor=clerk,
                paper=paper,
                fields=fields,
                duplicate_note="纸质件与电子件各一份，合并办理",
            )


def deal_with(office: Office, work: Work) -> None:
    """One paper on one desk."""
    if work.kind == WorkKind.READ:
        office.do(flow.mark_read, actor=work.holder, work=work, text="已阅。")
        return
    if work.kind == WorkKind.DEFERRED:
        office.do(flow.countersign_later, actor=work.holder, work=work, text="同意，已补签。")
        return
    act = _STEPS.get(work.step.element)
    if act is None:
        return
    paper = _PAPER.get(work.subject_id)
    act(office, work, paper)


def _check(office: Office, work: Work, paper: Paper) -> None:
    if office.chance(0.015):
        office.do(
            actions.send_back, actor=work.holder, paper=paper, failed=[next(iter(TESTS))],
            reason="事项属部门职权，应直接向主管部门行文。",
        )  # fmt: skip
    else:
        office.do(actions.pass_check, actor=work.holder, paper=paper, passed=TESTS)


def _lead(office: Office, paper: Paper) -> Unit | None:
    """The unit that leads: of the office by what the paper is about, elsewhere any that works."""
    own = [unit for unit in office.people.units if unit.organ_id == paper.organ_id]
    named = [unit for unit in own if any(topic in paper.title for topic in words.TOPICS.get(unit.name, ()))]
    return office.random.choice(named or own) if own else None


def _propose(office: Office, work: Work, paper: Paper) -> None:
    unit = _lead(office, paper)
    way = office.random.choices(("instruct", "assign", "read"), (60, 27, 13))[0]
    leader = "principal_leader" if office.chance(0.4) or paper.organ_id != office.county.office.pk else "deputy_leader"
    arguments: dict[str, Any] = {
        "actor": work.holder, "paper": paper, "lead_unit": unit, "way": way, "signatory": leader,
        "text": words.proposal(office.random, unit.name if unit else "办公室", paper.title),
        "due_on": paper.due_on if paper.due_on and paper.due_on > office.day else office.after(8),
    }  # fmt: skip
    if office.do(actions.propose, **arguments) is None:
        office.do(actions.propose, **arguments, flags_answer="与前件同类，办理要求相同。")


def _instruct(office: Office, work: Work, paper: Paper) -> None:
    text = words.instruction(office.random, paper.lead_unit.name if paper.lead_unit else "办公室")
    if office.chance(0.1):
        leader = work.on_behalf_of or work.holder
        clerk = office.with_duty(paper.organ, Duty.CLERK)
        if clerk is not None and leaders_of(paper).filter(pk=leader.pk).exists():
            office.do(
                actions.transcribe, actor=clerk, paper=paper, leader=leader, text="同意拟办意见，抓紧办理。",
                given_on=office.day, source="纸质批件原件", original=office.chance(0.7),
            )  # fmt: skip
            return
    circled = text == "圈阅"
    office.do(actions.instruct, actor=work.holder, paper=paper, text="" if circled else text, initialled=circled)


def _assign(office: Office, work: Work, paper: Paper) -> None:
    unit = paper.lead_unit or _lead(office, paper)
    people = office.people.staff.get(unit.pk, []) if unit else []
    present = [person for person in people if person.pk not in office.away] or people
    if not present:
        present = [work.holder]
    handler = office.random.choice(present)
    office.do(
        actions.assign, actor=work.holder, paper=paper, handler=handler, supporters=_supporters(office, paper, handler),
        needs_answer=paper.needs_answer,
    )  # fmt: skip


def _supporters(office: Office, paper: Paper, handler: Person) -> list[Person]:
    """One paper in seven is supported by another unit, where the way of the organ has that step."""
    others = [unit for unit in office.people.units if unit.organ_id == paper.organ_id and unit != paper.lead_unit]
    if not others or not office.chance(0.15):
        return []
    person = office.answering(office.random.choice(others))
    return [person] if person.pk != handler.pk else []


def _handle(office: Office, work: Work, paper: Paper) -> None:
    if office.chance(0.08) and not paper.circulations.exists():
        _circulate(office, work, paper)
    if paper.needs_answer and paper.reply is None and not paper.no_reply_reason:
        _answer(office, work, paper)
    office.do(flow.submit, actor=work.holder, work=work, text=words.result(office.random))


def _support(office: Office, work: Work, paper: Paper) -> None:
    office.do(flow.countersign, actor=work.holder, work=work, text=f"协办情况：{words.progress(office.random)}")


def _circulate(office: Office, work: Work, paper: Paper) -> Circulation | None:
    """Passed round the leaders, in order of protocol."""
    people = list(leaders_of(paper)[:4])
    return office.do(
        actions.circulate, actor=work.holder, paper=paper, people=people, in_order=office.chance(0.7), note="请阅。"
    )


def _answer(office: Office, work: Work, paper: Paper) -> None:
    code = IssuerCode.objects.filter(organ=paper.organ, code="明政办函").first()
    if code is not None and office.chance(0.5) and has_duty(work.holder, Duty.SECTION_HEAD, paper.organ):
        office.do(actions.start_reply, actor=work.holder, paper=paper, kind="letter", issuer_code=code)
    else:
        office.do(actions.excuse_reply, actor=work.holder, paper=paper, reason=f"已电话答复，{office.day:%-m月%-d日}")


def _complete(office: Office, work: Work, paper: Paper) -> None:
    if paper.needs_answer and not paper.no_reply_reason and (paper.reply is None or paper.reply.distributed_at is None):
        if paper.reply is None:
            office.do(actions.excuse_reply, actor=work.holder, paper=paper, reason="来文单位来电说明不必复文")
        elif paper.reply.state not in {"void", "terminated"}:
            return
    result = paper.result or words.result(office.random)
    office.do(actions.complete, actor=work.holder, paper=paper, result=result)


def _file(office: Office, work: Work, paper: Paper) -> None:
    if work.signed_at is None:
        office.do(flow.sign_for, actor=work.holder, work=work)
    office.do(archive.file_paper, actor=work.holder, paper=paper, retention=usual_retention(paper.kind))


_STEPS: dict[str, Callable[[Office, Work, Paper], None]] = {
    "check": _check, "propose": _propose, "instruct": _instruct, "assign": _assign, "handle": _handle,
    "support": _support, "complete": _complete, "archive": _file,
}  # fmt: skip
