"""Sittings of a meeting, and checking in at them: by phone, badge or list, once however often it is sent."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.models import CheckIn, Meeting, MeetingSession, Participant
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused

#: A check-in that was kept on a phone without network counts by the phone's clock for so long.
CATCH_UP = timedelta(hours=12)
EARLY = timedelta(hours=1)


@dataclass(frozen=True)
class Visitor:
    """Somebody who checks in on a phone and has no account here."""

    name: str
    pk: None = None


def keep_session(
    *,
    actor: Person,
    meeting: Meeting,
    kind: str,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    chair: Participant | None = None,
    agenda: str = "",
    outcome: str = "",
    opens_at: datetime | None = None,
    session: MeetingSession | None = None,
) -> MeetingSession:
    """A new sitting, or ``session`` changed. Check-in opens an hour before it starts unless ``opens_at`` says otherwise."""
    with act(actor=actor, verb="meetings.keep_session", about=meeting) as this:
        guards.host_side(actor, meeting)
        guards.not_over(meeting)
        guards.times(starts_at, ends_at)
        title = title.strip()
        if not title:
            raise Refused("请写明场次名称，没有保存。")
        others = MeetingSession.objects.filter(meeting=meeting, title=title)
        if others.exclude(pk=session.pk if session else 0).exists():
            raise Refused(f"本次会议已有“{title}”，没有保存。", remedy="请换一个名称。")
        row = session or MeetingSession(meeting=meeting, nonce=secrets.token_hex(16))
        row.kind, row.title, row.starts_at, row.ends_at = kind, title, starts_at, ends_at
        row.place, row.chair, row.agenda, row.outcome = place.strip(), chair, agenda.strip(), outcome.strip()
        row.opens_at = min(opens_at or starts_at - EARLY, ends_at)
        row.save()
        this.summary, this.data = f"场次：{row}", {"session": row.pk}
    return row


def close_check_in(*, actor: Person, session: MeetingSession) -> MeetingSession:
    """No more check-ins but what phones have kept from before; a second time opens it again."""
    with act(actor=actor, verb="meetings.close_check_in", about=session.meeting) as this:
        session = _locked(session)
        guards.host_side(actor, session.meeting)
        closing = session.closed_at is None
        session.closed_at, session.closed_by = (timezone.now(), actor) if closing else (None, None)
        session.save(update_fields=["closed_at", "closed_by"])
        this.summary = f"{session}{'签到截止' if closing else '重新开放签到'}"
    return session


def renew_code(*, actor: Person, session: MeetingSession) -> MeetingSession:
    """A new QR code; the posters with the old one are worth nothing any more."""
    with act(actor=actor, verb="meetings.renew_code", about=session.meeting) as this:
        session = _locked(session)
        guards.host_side(actor, session.meeting)
        session.nonce = secrets.token_hex(16)
        session.save(update_fields=["nonce"])
        this.summary = f"{session}更换签到码"
    return session


def _read(session: MeetingSession, *, lock: bool = False) -> MeetingSession:
    rows = MeetingSession.objects.select_for_update(of=("self",)) if lock else MeetingSession.objects.all()
    return rows.select_related("meeting__organ", "meeting__host_unit").get(pk=session.pk)


def _locked(session: MeetingSession) -> MeetingSession:
    return _read(session, lock=True)


def check_in(
    *,
    actor: Actor,
    session: MeetingSession,
    participant: Participant,
    how: str,
    at: datetime | None = None,
) -> tuple[CheckIn, bool]:
    """``participant`` is there; returns the check-in and whether it is a new one.

    The same person again is the same check-in, and of two times the earlier one counts: what a phone kept without network
    and sends late, or twice, changes nothing. Of those with an account only the host side checks others in.
    """
    now = timezone.now()
    with act(actor=actor, verb="meetings.check_in", about=session.meeting) as this:
        session = _read(session)  # it may have been closed since the page was opened
        # Two devices that send the same person at once take turns here.
        participant = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
        if participant.meeting_id != session.meeting_id or participant.role == Participant.Role.STAFF:
            raise Refused("名单里没有这位参会人员，没有签到。", remedy="请到会务组核对名单。")
        if isinstance(actor, Person):
            guards.host_side(actor, session.meeting)
        happened = _sensible(at, now)
        row = CheckIn.objects.filter(session=session, participant=participant, undone_at__isnull=True).first()
        if row is not None:
            if happened < row.at:
                row.at = happened
                row.save(update_fields=["at"])
            this.summary = f"{participant.shown_name}重复签到"
            return row, False
        _is_open(session, happened)
        row = CheckIn.objects.create(
            session=session, participant=participant, at=happened, received_at=now, how=how,
            by=actor if isinstance(actor, Person) else None,
        )  # fmt: skip
        this.summary, this.data = f"{participant.shown_name}签到：{session}", {"check_in": row.pk, "how": how}
    return row, True


def _sensible(at: datetime | None, now: datetime) -> datetime:
    """The device's time, where it can be true."""
    return at if at is not None and now - CATCH_UP <= at <= now else now


def _is_open(session: MeetingSession, at: datetime) -> None:
    guards.not_over(session.meeting)
    if at < session.opens_at:
        opens = timezone.localtime(session.opens_at)
        raise Refused(f"{session}{opens:%-m月%-d日 %-H:%M}开始签到，现在还没有到。")
    if at > session.ends_at or (session.closed_at is not None and at > session.closed_at):
        raise Refused(f"{session}的签到已经截止，没有签到。", remedy="请到会务组登记。")


def undo_check_in(*, actor: Person, check_in: CheckIn) -> None:
    """Somebody was checked in by mistake; it stays on record."""
    session = check_in.session
    with act(actor=actor, verb="meetings.undo_check_in", about=session.meeting) as this:
        guards.host_side(actor, session.meeting)
        guards.not_over(session.meeting)
        found = CheckIn.objects.filter(pk=check_in.pk, undone_at__isnull=True)
        found.update(undone_at=timezone.now(), undone_by=actor)
        this.summary = f"撤销{check_in.participant.shown_name}的签到：{session}"
