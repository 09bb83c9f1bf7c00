"""How each page of the part stands, in a light and a few words."""

from typing import Any

from django.urls import reverse

from zhongshu.apps.meetings.actions.account import sums_of
from zhongshu.apps.meetings.models import Debrief, Meeting, PaperCopy, Settlement
from zhongshu.apps.meetings.views.after.door import PAGES, pages_for
from zhongshu.apps.org.models import Person
from zhongshu.lib.meeting.money import yuan

#: Colour of the light, its word, and more.
Standing = tuple[str, str, str]


def sections(person: Person, meeting: Meeting) -> list[dict[str, Any]]:
    """Each page with how it stands; only those this person finds."""
    found = []
    for name in pages_for(person, meeting):
        colour, word, note = _STANDINGS[name](meeting)
        url = reverse(f"meetings:{name}", args=[meeting.pk])
        found.append({"url": url, "name": PAGES[name][1], "colour": colour, "word": word, "note": note})
    return found


def _copies(meeting: Meeting) -> Standing:
    rows = list(meeting.copies.select_related("paper"))
    owed = sum(row.owed and row.paper.restricted for row in rows)
    back = sum(row.state == PaperCopy.State.BACK for row in rows)
    note = f"编号 {len(rows)} 份，已清退 {back} 份"
    if owed:
        return "red", f"{owed} 份未清退", note
    return ("green", "没有未清退的", note) if rows else ("grey", "没有编号", "")


def _account(meeting: Meeting) -> Standing:
    lines = list(meeting.account_lines.all())
    sums = sums_of(lines)
    note = f"预算 {yuan(sums.budget)} 元，支出 {yuan(sums.spent)} 元"
    if Settlement.objects.filter(meeting=meeting).exists():
        return "green", "已结算", note
    return ("yellow", "未结算", note) if lines else ("grey", "没有费用", "")


def _equipment(meeting: Meeting) -> Standing:
    rows = list(meeting.equipment.all())
    owed = sum(row.owed for row in rows)
    note = f"{len(rows)} 样，会前检查 {sum(row.checked_at is not None for row in rows)} 样"
    if owed:
        return "red", f"{owed} 样未还清", note
    return ("green", "没有欠的", note) if rows else ("grey", "没有列", "")


def _travel(meeting: Meeting) -> Standing:
    rows = list(meeting.journeys.all())
    left = sum(row.seen_off_at is None for row in rows)
    note = f"{sum(row.people for row in rows)} 人"
    if left:
        return "yellow", f"{left} 批未走", note
    return ("green", "都已送走", note) if rows else ("grey", "没有安排", "")


def _debrief(meeting: Meeting) -> Standing:
    carried = [row.carried_id is not None for row in meeting.lessons.all()]
    note = f"经验 {len(carried)} 条，已带入模板 {sum(carried)} 条"
    written = Debrief.objects.filter(meeting=meeting).exists()
    return ("green", "已写", note) if written else ("yellow", "没有写", note)


def _volume(meeting: Meeting) -> Standing:
    row = meeting.volumes.first()
    return ("green", "已合订", f"第 {row.edition} 版，{row.pages} 页") if row else ("yellow", "没有合订", "")


_STANDINGS = {
    "copies": _copies, "equipment": _equipment, "travel": _travel, "account": _account, "debrief": _debrief,
    "volume": _volume,
}  # fmt: skip
