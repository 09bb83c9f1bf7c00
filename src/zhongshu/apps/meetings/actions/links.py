"""A link with a code for a body outside: it shows and takes nothing but that body's own receipt."""

import hashlib
import secrets
from collections.abc import Iterable

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import System
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions.changing import locked
from zhongshu.apps.meetings.actions.receipts import Comer, take_answer
from zhongshu.apps.meetings.models import Invitation
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused

#: 160 bits: not to be guessed, whatever the rate.
CODE_BYTES = 20


def digest_of(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def make_link(*, actor: Person, invitation: Invitation) -> str:
    """A fresh code for a body outside; the one before stops working. The code itself is kept nowhere."""
    with act(actor=actor, verb="meetings.make_link", about=invitation.meeting) as this:
        meeting = locked(invitation.meeting)
        guards.may_prepare(actor, meeting)
        if not invitation.external:
            raise Refused(f"{invitation}在系统里，由其人员登录回执，不需要链接。")
        if meeting.notified_at is None:
            raise Refused("会议通知还没有发出，先发通知再给链接。")
        code = secrets.token_urlsafe(CODE_BYTES)
        Invitation.objects.filter(pk=invitation.pk).update(
            code_digest=digest_of(code), code_until=meeting.starts_at, code_by=actor, opened_at=None
        )
        this.summary, this.data = f"给出回执链接《{meeting}》：{invitation}", {"invitation": invitation.pk}
    return code


def revoke_link(*, actor: Person, invitation: Invitation) -> None:
    """The link stops working."""
    with act(actor=actor, verb="meetings.revoke_link", about=invitation.meeting) as this:
        guards.host_side(actor, locked(invitation.meeting))
        Invitation.objects.filter(pk=invitation.pk).update(code_digest="", code_until=None)
        this.summary, this.data = f"收回回执链接《{invitation.meeting}》：{invitation}", {"invitation": invitation.pk}


def by_code(code: str) -> Invitation | None:
    """The invitation a code opens now."""
    if not code or len(code) > 64:
        return None
    found = Invitation.objects.select_related("meeting__officer", "meeting__organ", "meeting__host_unit__organ").filter(
        code_digest=digest_of(code), external=True, code_until__gt=timezone.now()
    )
    invitation = found.first()
    return invitation if invitation is not None and invitation.meeting.coming else None


def note_opened(*, invitation: Invitation) -> None:
    """The body has seen its notice; it is what says that the present version was received."""
    newest = (
        invitation.meeting.sheets.filter(kind="notice").order_by("-version").values_list("version", flat=True).first()
    )
    Invitation.objects.filter(pk=invitation.pk, opened_at__isnull=True).update(opened_at=timezone.now())
    Invitation.objects.filter(pk=invitation.pk).exclude(told_version=newest or 0).update(told_version=newest or 0)


def answer_by_link(*, code: str, by: str, comers: Iterable[Comer], note: str = "") -> Invitation:
    """The receipt of a body outside. Names only: nobody outside is matched with the staff of the server."""
    invitation = by_code(code)
    if invitation is None:
        raise Refused("链接无效或已过期，没有保存。", remedy="请联系会务人员重新发送。")
    if not by.strip():
        raise Refused("请写明填报人。")
    outside = System(name=f"{invitation.name}（外单位链接）")
    with act(actor=outside, verb="meetings.answer_by_link", about=invitation.meeting) as this:
        meeting = locked(invitation.meeting)
        lines = [Comer(comer.name, comer.post, comer.mobile) for comer in comers]
        row = take_answer(outside, meeting, invitation, lines, note=note, by=by.strip())
        this.summary, this.data = (
            f"外单位回执《{meeting}》：{row}报 {len(lines)} 人",
            {"invitation": row.pk, "by": by.strip()[:40]},
        )
    return row
