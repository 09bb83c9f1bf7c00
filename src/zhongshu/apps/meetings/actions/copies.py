"""编号文件: numbered, handed out, recalled, reported lost, destroyed. A copy never vanishes: every step is one more move."""

from collections.abc import Iterable, Sequence

from django.db.models import Max
from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards, guards_after
from zhongshu.apps.meetings.actions.changing import locked
from zhongshu.apps.meetings.actions.telling import tell
from zhongshu.apps.meetings.models import CopyMove, Meeting, MeetingPaper, PaperCopy, Participant
from zhongshu.apps.meetings.queries.meetings import acts_for
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person
from zhongshu.lib.refusal import Refused

State, Kind = PaperCopy.State, CopyMove.Kind
TASK = "recall"
MOST = 5000


def number_copies(*, actor: Person, paper: MeetingPaper, count: int) -> list[PaperCopy]:
    """编号: so many more copies, numbered on from the last; 000001 is the first."""
    with act(actor=actor, verb="meetings.number_copies", about=paper.meeting) as this:
        meeting = _begin(actor, paper.meeting)
        last = paper.copies.aggregate(last=Max("number"))["last"] or 0
        if not count >= 1 or last + count > MOST:
            raise Refused(f"份数应在 1 至 {MOST} 之间，没有编号。")
        rows = PaperCopy.objects.bulk_create(
            PaperCopy(meeting=meeting, paper=paper, number=last + n) for n in range(1, count + 1)
        )
        this.summary = f"《{meeting}》：《{paper}》编号 {rows[0].shown}—{rows[-1].shown}"
        this.data = {"paper": paper.pk, "first": last + 1, "count": count}
    return rows


def hand_out(
    *, actor: Person, copies: Sequence[PaperCopy], participant: Participant | None = None, name: str = ""
) -> list[PaperCopy]:
    """发出: copies into somebody's hands; a participant, or somebody named."""
    with act(actor=actor, verb="meetings.hand_out", about=_meeting(copies)) as this:
        meeting = _begin(actor, _meeting(copies))
        if participant is not None and participant.meeting_id != meeting.pk:
            raise Refused("领取人不在本次会议的名单上，没有发出。")
        who = _named(participant) if participant else name.strip()[:80]
        if not who:
            raise Refused("请写明谁领取，没有发出。")
        rows = _take(copies, (State.STOCK, State.BACK), "现在不能发出")
        _put_out(actor, rows, [participant] * len(rows), [who] * len(rows))
        this.summary = f"《{meeting}》发出{_said(rows)}：{who}领取"
        this.data = {"copies": [row.pk for row in rows], "who": who}
    return rows


def hand_out_to_all(*, actor: Person, paper: MeetingPaper) -> list[PaperCopy]:
    """One copy to everybody who comes and has none yet, by protocol; copies are numbered on where too few are there."""
    with act(actor=actor, verb="meetings.hand_out_all", about=paper.meeting) as this:
        meeting = _begin(actor, paper.meeting)
        have = set(paper.copies.filter(state=State.OUT).values_list("holder", flat=True))
        coming = meeting.participants.exclude(state=Participant.State.LEAVE).exclude(role=Participant.Role.STAFF)
        people = [row for row in coming.order_by("rank", "pk") if row.pk not in have]
        if not people:
            raise Refused("到会人员都已有这份文件，没有再发。")
        stock = list(paper.copies.filter(state=State.STOCK).order_by("number"))
        if len(stock) < len(people):
            stock += number_copies(actor=actor, paper=paper, count=len(people) - len(stock))
        rows = _take(stock[: len(people)], (State.STOCK,), "现在不能发出")
        _put_out(actor, rows, people, [_named(person) for person in people])
        this.summary = f"《{meeting}》：《{paper}》发给 {len(people)} 人"
        this.data = {"paper": paper.pk, "people": [row.pk for row in people]}
    return rows


def recall(*, actor: Person, copies: Sequence[PaperCopy], words: str = "") -> list[PaperCopy]:
    """清退: copies are back; a lost one may turn up, be it after the meeting was closed."""
    with act(actor=actor, verb="meetings.recall", about=_meeting(copies)) as this:
        meeting = _begin(actor, _meeting(copies), closed_too=True)
        rows = _take(copies, (State.OUT, State.LOST), "不在外，没有再登记收回")
        now = timezone.now()
        for row in rows:
            row.state, row.back_at = State.BACK, now
        PaperCopy.objects.bulk_update(rows, ["state", "back_at"])
        _moved(actor, rows, Kind.BACK, words=words)
        this.summary, this.data = f"《{meeting}》：收回{_said(rows)}", {"copies": [row.pk for row in rows]}
    return rows


def report_lost(*, actor: Person, copy: PaperCopy, words: str) -> PaperCopy:
    """报失: it cannot be found. The director is told at once, and the meeting stays open until the director settles it."""
    with act(actor=actor, verb="meetings.report_lost", about=copy.meeting) as this:
        meeting = _begin(actor, copy.meeting)
        if not words.strip():
            raise Refused("请写明怎样遗失、已经怎样查找，没有登记。")
        (row,) = _take([copy], (State.OUT,), "不在外，不能报失")
        row.state, row.settled_by, row.settled_words = State.LOST, None, ""
        row.save(update_fields=["state", "settled_by", "settled_words"])
        _moved(actor, [row], Kind.LOST, words=words)
        this.summary, this.data = f"《{meeting}》：{row}遗失", {"copy": row.pk, "words": words}
        text = f"{meeting}《{row.paper}》{row.shown}号（{row.holder_name}）遗失：{words.strip()}。请查明并作出处理"
        directors = org.people_with_duty(meeting.organ_id, Duty.DIRECTOR)
        tell(actor, meeting, dict.fromkeys(directors, text), f"meetings:lost:{row.pk}:{row.moves.count()}")
    return row


def settle_lost(*, actor: Person, copy: PaperCopy, words: str) -> PaperCopy:
    """遗失处理: what the director found and ordered. Nobody else may say that a lost copy is settled."""
    with act(actor=actor, verb="meetings.settle_lost", about=copy.meeting) as this:
        meeting = locked(copy.meeting)
        directors = org.people_with_duty(meeting.organ_id, Duty.DIRECTOR)
        if not any(acts_for(actor, director.pk) for director in directors):
            raise Refused("文件遗失由办公室主任查明处理，没有改动。")
        guards.not_over(meeting)
        if not words.strip():
            raise Refused("请写明查明的情况和处理结果。")
        (row,) = _take([copy], (State.LOST,), "没有报失")
        row.settled_by, row.settled_words = actor, words.strip()
        row.save(update_fields=["settled_by", "settled_words"])
        _moved(actor, [row], Kind.SETTLED, words=words)
        this.summary, this.data = f"《{meeting}》：{row}遗失处理", {"copy": row.pk}
    return row


def destroy(*, actor: Person, copies: Sequence[PaperCopy], witness: Person, words: str = "") -> list[PaperCopy]:
    """销毁 of copies that are in the office's hands, by two people."""
    with act(actor=actor, verb="meetings.destroy_copies", about=_meeting(copies)) as this:
        meeting = _begin(actor, _meeting(copies), closed_too=True)
        if witness.pk == actor.pk or witness.left_on is not None:
            raise Refused("销毁须两人在场，监销人不能是经手人本人，没有登记。")
        rows = _take(copies, (State.STOCK, State.BACK), "不在手中，不能销毁")
        for row in rows:
            row.state = State.DESTROYED
        PaperCopy.objects.bulk_update(rows, ["state"])
        _moved(actor, rows, Kind.DESTROYED, words=words, witness=witness)
        this.summary = f"《{meeting}》销毁{_said(rows)}：{witness}监销"
        this.data = {"copies": [row.pk for row in rows], "witness": witness.pk}
    return rows


def ask_back(*, actor: Person, meeting: Meeting) -> list[Person]:
    """催还: everybody on the server who still holds a copy to be returned is told, once a day."""
    with act(actor=actor, verb="meetings.ask_back", about=meeting) as this:
        meeting = _begin(actor, meeting)
        today = timezone.localdate()
        rows = meeting.copies.filter(state=State.OUT, paper__restricted=True).exclude(asked_on=today)
        texts: dict[Person, str] = {}
        for row in rows.select_related("holder__person", "paper"):
            person = row.holder.person if row.holder else None
            if person is not None:
                said = f"《{row.paper}》{row.shown}号"
                texts[person] = f"{texts[person]}、{said}" if person in texts else f"{meeting}：请交还{said}"
        if not texts:
            raise Refused("没有可以催还的人：在外的文件今天已催过，或持有人不在系统里。", remedy="请电话联系。")
        told = tell(actor, meeting, texts, f"meetings:ask_back:{meeting.pk}:{today}")
        rows.filter(holder__person__in=texts).update(asked_on=today)
        this.summary, this.data = f"《{meeting}》：催还文件", {"told": [person.pk for person in told]}
    return told


def _begin(actor: Person, meeting: Meeting, *, closed_too: bool = False) -> Meeting:
    meeting = locked(meeting)
    guards_after.may_see_to(actor, meeting, TASK, closed_too=closed_too)
    return meeting


def _meeting(copies: Sequence[PaperCopy]) -> Meeting:
    if not copies:
        raise Refused("没有选文件，没有改动。", remedy="请先勾选份号。")
    if len({row.meeting_id for row in copies}) > 1:
        raise Refused("不是同一次会议的文件，没有改动。")
    return copies[0].meeting


def _take(copies: Sequence[PaperCopy], states: Iterable[str], why: str) -> list[PaperCopy]:
    """The copies as they are now, locked; Refused when one is not in any of ``states``."""
    rows = PaperCopy.objects.select_for_update(of=("self",)).select_related("paper", "meeting")
    found = list(rows.filter(pk__in=[row.pk for row in copies]).order_by("paper", "number"))
    wrong = [row for row in found if row.state not in states]
    if wrong:
        said = "、".join(f"{row.shown}号{row.get_state_display()}" for row in wrong[:5])
        raise Refused(f"{said}，{why}。", remedy="请刷新页面，看过现在的状态再办。")
    return found


def _put_out(actor: Person, rows: list[PaperCopy], holders: Sequence[Participant | None], names: Sequence[str]) -> None:
    """Each copy into the hands of the one at the same place in ``holders`` and ``names``."""
    now = timezone.now()
    for row, holder, name in zip(rows, holders, names, strict=True):
        row.state, row.holder, row.holder_name, row.out_at, row.back_at = State.OUT, holder, name, now, None
    PaperCopy.objects.bulk_update(rows, ["state", "holder", "holder_name", "out_at", "back_at"])
    _moved(actor, rows, Kind.OUT)


def _moved(actor: Person, rows: list[PaperCopy], kind: str, *, words: str = "", witness: Person | None = None) -> None:
    CopyMove.objects.bulk_create(
        CopyMove(
            copy=row, kind=kind, who=row.holder_name, words=words.strip()[:300], by=actor, witness=witness,
            at=timezone.now(),
        )
        for row in rows
    )  # fmt: skip


def _named(row: Participant) -> str:
    return f"{row.body}{row.shown_name}"[:80]


def _said(rows: list[PaperCopy]) -> str:
    numbers = "、".join(row.shown for row in rows[:3])
    return f"《{rows[0].paper}》{numbers}{f'等 {len(rows)} 份' if len(rows) > 3 else '号'}"
