"""传阅: in protocol order or to all at once; who is away is passed over and gets the paper when back."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM, Actor
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.flow.models import Work
from zhongshu.apps.incoming import guards
from zhongshu.apps.incoming.models import Circulation, Paper, Stop
from zhongshu.apps.incoming.queries.circulation import away, sending_work
from zhongshu.apps.incoming.queries.papers import reading_work_of
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused

MOST_READERS = 60


def circulate(
    *, actor: Person, paper: Paper, people: Sequence[Person], in_order: bool = True, note: str = ""
) -> Circulation:
    """Begin a round of reading, by protocol rank when in order. Who still has it to read is not sent it twice."""
    with act(actor=actor, verb="incoming.circulate", about=paper) as this:
        paper = guards.locked(paper)
        readers = _readers(actor, paper, people)
        now = timezone.now()
        row = Circulation.objects.create(paper=paper, in_order=in_order, note=note.strip()[:300], by=actor, at=now)
        Stop.objects.bulk_create(
            Stop(circulation=row, person=person, place=place) for place, person in enumerate(readers, 1)
        )
        _advance(actor, row, now)
        names = "、".join(person.name for person in readers)
        this.summary = f"《{paper.title}》{row}：{names}"
        this.data = {"people": [person.pk for person in readers], "in_order": in_order}
    return row


def _readers(actor: Person, paper: Paper, people: Sequence[Person]) -> list[Person]:
    if paper.flow_id is None or paper.state in {Paper.State.RETURNED, Paper.State.TERMINATED}:
        raise Refused(f"本件{paper.get_state_display()}，不能传阅。")
    if sending_work(paper, actor, only=True) is None:
        raise Refused("您没有经办本件，不能发起传阅。", remedy="请由现在的持有人或办理过的人发起。")
    if not people or len(people) > MOST_READERS:
        raise Refused(f"请选择 1 到 {MOST_READERS} 位传阅人。")
    busy = set(
        Stop.objects.filter(
            circulation__paper=paper, state__in=(Stop.State.WAITING, Stop.State.READING, Stop.State.SKIPPED)
        ).values_list("person", flat=True)
    )
    wanted = {person.pk: person for person in people if person.pk not in busy and person.pk != actor.pk}
    if not wanted:
        raise Refused("所选的人都在传阅名单上，没有重复送阅。")
    return sorted(wanted.values(), key=lambda person: (person.rank, person.pk))


def _advance(actor: Actor, row: Circulation, now: datetime) -> None:
    """Send the paper to whoever is next: to everybody, or to the first who is not away."""
    for stop in row.stops.filter(state=Stop.State.WAITING).select_related("person").order_by("place"):
        if row.in_order and row.stops.filter(state=Stop.State.READING).exists():
            break
        if away(stop.person, now):
            _skip(stop, now)
        else:
            _send(row, stop, now)
    if not row.stops.filter(state__in=(Stop.State.WAITING, Stop.State.READING, Stop.State.SKIPPED)).exists():
        Circulation.objects.filter(pk=row.pk, finished_at__isnull=True).update(finished_at=now)


def _skip(stop: Stop, now: datetime) -> None:
    stop.state, stop.skipped_at = Stop.State.SKIPPED, now
    stop.save(update_fields=["state", "skipped_at"])


def _send(row: Circulation, stop: Stop, now: datetime) -> None:
    """Put the paper before one reader; it may lie there already, from an earlier round or before the reader went away."""
    if reading_work_of(row.paper, stop.person) is None:
        work = sending_work(row.paper, row.by)
        if work is None:
            raise Refused("本件现在没有人能送阅。", remedy="请由现在的持有人重新发起传阅。")
        sender = row.by if row.by_id in {work.holder_id, work.on_behalf_of_id} else work.holder
        if sender.pk == stop.person_id:
            stop.state, stop.read_at, stop.note = Stop.State.READ, now, "经办人，已知悉"
            stop.save(update_fields=["state", "read_at", "note"])
            return
        flow_actions.circulate(actor=sender, work=work, people=[stop.person], text=row.note)
    stop.state, stop.sent_at = Stop.State.READING, stop.sent_at or now
    stop.save(update_fields=["state", "sent_at"])


def note_read(*, actor: Actor, work: Work) -> None:
    """A reader has finished: the next one gets it. Called when the flow says so."""
    reader = work.on_behalf_of_id or work.holder_id
    found = Stop.objects.filter(
        circulation__paper__pk=work.subject_id, person__in=(reader, work.holder_id),
        state__in=(Stop.State.READING, Stop.State.SKIPPED),
    )  # fmt: skip
    now = timezone.now()
    for stop in found.select_related("circulation__paper__organ", "circulation__by"):
        stop.state, stop.read_at = Stop.State.READ, now
        stop.save(update_fields=["state", "read_at"])
        _advance(actor, stop.circulation, now)


def catch_up(*, stop: Stop, now: datetime) -> bool:
    """The reader who was away is back: the paper is brought. True when it was."""
    with act(actor=SYSTEM, verb="incoming.catch_up", about=stop.circulation.paper) as this:
        fresh = Stop.objects.select_for_update(of=("self",)).filter(pk=stop.pk, state=Stop.State.SKIPPED)
        row = fresh.select_related("circulation__paper__organ", "circulation__by", "person").first()
        if row is None or away(row.person, now):
            return False
        _send(row.circulation, row, now)
        this.summary = f"{row.person}外出回来，补送传阅《{row.circulation.paper.title}》"
        this.data = {"stop": row.pk}
    return True


def skip_absent(*, stop: Stop, now: datetime) -> bool:
    """A reader in an ordered round went away with the paper unread: the next one gets it meanwhile."""
    with act(actor=SYSTEM, verb="incoming.skip_absent", about=stop.circulation.paper) as this:
        fresh = Stop.objects.select_for_update(of=("self",)).filter(pk=stop.pk, state=Stop.State.READING)
        row = fresh.select_related("circulation__paper__organ", "circulation__by", "person").first()
        if row is None or not away(row.person, now):
            return False
        _skip(row, now)
        _advance(SYSTEM, row.circulation, now)
        this.summary = f"{row.person}外出，先送下一位传阅《{row.circulation.paper.title}》"
        this.data = {"stop": row.pk}
    return True
