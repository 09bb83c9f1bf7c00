"""会议简报: written, issued, and drafted as an outgoing paper where it goes out as one."""

from django.db.models import Max
from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.models import Bulletin, Meeting
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.actions import create_paper
from zhongshu.apps.outgoing.models import Paper
from zhongshu.lib.refusal import Refused


def write_bulletin(*, actor: Person, meeting: Meeting, title: str, text: str) -> Bulletin:
    """The next number of the meeting, as a draft."""
    with act(actor=actor, verb="meetings.write_bulletin", about=meeting) as this:
        # Two who begin at once get two numbers.
        Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        guards.host_side(actor, meeting)
        guards.not_over(meeting)
        _whole(title, text)
        last = Bulletin.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"] or 0
        row = Bulletin.objects.create(
            meeting=meeting, number=last + 1, title=title.strip(), text=_plain(text), by=actor, at=timezone.now()
        )
        this.summary, this.data = f"拟会议简报{row}", {"bulletin": row.pk}
    return row


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _whole(title: str, text: str) -> None:
    if not title.strip() or not text.strip():
        raise Refused("简报要有标题和正文，没有保存。")


def change_bulletin(*, actor: Person, bulletin: Bulletin, base: int, title: str, text: str) -> tuple[Bulletin, bool]:
    """Save a draft begun from revision ``base``; False, with nothing saved, when somebody saved something else meanwhile."""
    with act(actor=actor, verb="meetings.change_bulletin", about=bulletin.meeting) as this:
        bulletin = _draft(actor, bulletin)
        _whole(title, text)
        title, text = title.strip(), _plain(text)
        same = (title, text) == (bulletin.title, bulletin.text)
        if base != bulletin.revision and not same:
            return bulletin, False
        if not same:
            bulletin.title, bulletin.text, bulletin.revision = title, text, bulletin.revision + 1
            bulletin.by, bulletin.at = actor, timezone.now()
            bulletin.save()
        this.summary = f"修改会议简报{bulletin}"
    return bulletin, True


def _draft(actor: Person, bulletin: Bulletin) -> Bulletin:
    guards.host_side(actor, bulletin.meeting)
    guards.not_over(bulletin.meeting)
    bulletin = Bulletin.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=bulletin.pk)
    if bulletin.state == Bulletin.State.ISSUED:
        raise Refused(f"简报{bulletin}已经印发，不再改动。", remedy="需要更正的，请另出一期。")
    return bulletin


def issue_bulletin(*, actor: Person, bulletin: Bulletin) -> Bulletin:
    """印发 within the meeting: its words stay as they are from now on."""
    with act(actor=actor, verb="meetings.issue_bulletin", about=bulletin.meeting) as this:
        bulletin = _draft(actor, bulletin)
        bulletin.state, bulletin.issued_by, bulletin.issued_at = Bulletin.State.ISSUED, actor, timezone.now()
        bulletin.save(update_fields=["state", "issued_by", "issued_at"])
        this.summary, this.data = f"印发会议简报{bulletin}", {"bulletin": bulletin.pk}
    return bulletin


def draft_bulletin_paper(*, actor: Person, bulletin: Bulletin) -> Paper:
    """The bulletin as a draft of an outgoing paper, once; from there it goes the way of every paper."""
    with act(actor=actor, verb="meetings.draft_bulletin_paper", about=bulletin.meeting) as this:
        guards.host_side(actor, bulletin.meeting)
        bulletin = Bulletin.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=bulletin.pk)
        if bulletin.object_id is not None:
            raise Refused("这一期已经拟为公文，没有重复拟写。", remedy="请到发文中继续办理。")
        fields = {
            "title": bulletin.title, "body": bulletin.text, "direction": "downward",
            "extra": f"期号：第{bulletin.number}期\n编印单位：{bulletin.meeting.name}会务组",
            "secrecy": "internal" if bulletin.meeting.secrecy else "",
        }  # fmt: skip
        paper = create_paper(actor=actor, kind="briefing", fields=fields)
        bulletin.object_type, bulletin.object_id = Paper._meta.label_lower, paper.pk
        bulletin.save(update_fields=["object_type", "object_id"])
        this.summary, this.data = f"会议简报{bulletin}拟为公文", {"paper": paper.pk}
    return paper
