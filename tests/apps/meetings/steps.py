"""Short ways to a meeting at some stage."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook

from tests.cast import Cast
from zhongshu.apps.meetings.actions import deciding, items, notice, people, planning
from zhongshu.apps.meetings.actions.agenda import schedule_item
from zhongshu.apps.meetings.actions.items import ItemFacts
from zhongshu.apps.meetings.actions.planning import Plan
from zhongshu.apps.meetings.models import AgendaItem, Meeting
from zhongshu.apps.org.models import Person

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def soon(days: int = 14, hour: int = 9) -> datetime:
    """An hour of the morning some days from now."""
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def executive(cast: Cast, *, days: int = 14, dropped: dict[str, str] | None = None, **more: Any) -> Meeting:
    """A 县长办公会, planned by the section that prepares it."""
    starts = soon(days)
    fields: dict[str, Any] = {
        "template": "county_executive", "name": "第23次县长办公会议", "starts_at": starts,
        "ends_at": starts + timedelta(hours=3), "place": "县政府第一会议室", "chair": cast.principal_leader,
    }  # fmt: skip
    return planning.plan_meeting(actor=cast.section_head, plan=Plan(**{**fields, **more}), dropped=dropped)


def members(cast: Cast, meeting: Meeting, *who: Person) -> None:
    people.add_people(
        actor=cast.section_head, meeting=meeting, people=who or (cast.principal_leader, cast.deputy_leader)
    )


def notified(cast: Cast, **more: Any) -> Meeting:
    """The same, with two members and the notice out."""
    meeting = executive(cast, **more)
    members(cast, meeting)
    notice.send_notice(actor=cast.section_head, meeting=meeting)
    return Meeting.objects.get(pk=meeting.pk)


def proposed(cast: Cast, title: str = "青石镇供水工程追加投资", *, papers: bool = True, **more: Any) -> AgendaItem:
    """An item the town put before the county's meeting."""
    facts: dict[str, Any] = {"title": title, "forum": "county_executive", "reporter": cast.town_clerk, **more}
    files = [("report", "汇报材料.pdf", PDF)] if papers else []
    return items.propose_item(actor=cast.town_clerk, organ=cast.office, facts=ItemFacts(**facts), papers=files)


def approved(cast: Cast, title: str = "青石镇供水工程追加投资", **more: Any) -> AgendaItem:
    item = proposed(cast, title, **more)
    items.vet_item(actor=cast.director, item=item, passing=True)
    return items.approve_item(actor=cast.principal_leader, item=item, agree=True)


def scheduled(cast: Cast, meeting: Meeting, title: str = "青石镇供水工程追加投资", **more: Any) -> AgendaItem:
    item = approved(cast, title, **more)
    schedule_item(actor=cast.section_head, meeting=meeting, item=item)
    return AgendaItem.objects.get(pk=item.pk)


def begun(meeting: Meeting) -> Meeting:
    """Its time has come."""
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=2))
    return Meeting.objects.get(pk=meeting.pk)


def agreed(cast: Cast, meeting: Meeting, text: str = "同意追加投资，由综合科牵头落实", **more: Any) -> Any:
    fields: dict[str, Any] = {
        "standard": "6月底前12个村通水，水质检测合格", "unit": cast.units["综合科"], "person": cast.drafter,
        "deadline": timezone.localdate() + timedelta(days=30), **more,
    }  # fmt: skip
    return deciding.agree(actor=cast.section_head, meeting=meeting, text=text, **fields)


def workbook_of(*rows: list[Any], merged: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for span in merged:
        sheet.merge_cells(span)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
