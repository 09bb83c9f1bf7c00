"""The pages after a meeting over HTTP: from numbered copies to the closed meeting; printed sheets; what others see."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.apps.meetings import steps
from tests.apps.meetings.test_after import ended, held, restricted
from zhongshu.apps.archive.actions import set_fonds
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.meetings.models import Meeting, PaperCopy
from zhongshu.apps.outgoing.models import Paper

pytestmark = pytest.mark.django_db


def post(client: Client, name: str, /, *args, **data):
    return client.post(reverse(f"meetings:{name}", args=args), data, follow=True)


def page(client: Client, name: str, *args) -> str:
    response = client.get(reverse(f"meetings:{name}", args=args))
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def test_from_the_numbered_copies_to_the_closed_meeting(accounts, sign_in):
    host, director = sign_in("section_head"), sign_in("director")
    meeting = ended(accounts)
    paper = restricted(accounts, meeting)
    pk = meeting.pk
    # Copies: numbered, one to each, one more to a guest, back by number.
    assert "已编号 000001—000002" in post(host, "work_copies", pk, "number", paper=paper.pk, count=2).content.decode()
    assert "已发给 3 人" in post(host, "work_copies", pk, "all", paper=paper.pk).content.decode()
    wrong = post(host, "work_copies", pk, "out", paper=paper.pk, numbers="9", name="王某")
    assert (wrong.status_code, "没有编到 000009 号" in wrong.content.decode()) == (422, True)
    assert "陈志远" in page(host, "copies", pk)
    assert "3 份会后收回的文件还在外" in page(host, "after", pk)
    refused = host.post(reverse("meetings:go", args=[pk, "close"]))
    assert refused.status_code == 409
    assert "还在外" in refused.content.decode()
    assert (
        "已收回 3 份" in post(host, "work_copies", pk, "back", paper=paper.pk, numbers="1-3", words="").content.decode()
    )
    # Account.
    post(host, "account", pk, kind="meals", what="工作餐", budget="100.00")
    line = meeting.account_lines.get()
    over = post(host, "account_line", line.pk, budget="100.00", spent="120.50", bills=2, reason="")
    assert (over.status_code, "请写明原因" in over.content.decode()) == (422, True)
    post(host, "account_line", line.pk, budget="100.00", spent="120.50", bills=2, reason="多两人")
    assert "壹佰贰拾元伍角整" in post(host, "settle_account", pk, note="").content.decode()
    # Equipment.
    post(host, "usual_equipment", pk)
    thing = meeting.equipment.get(name="话筒")
    post(host, "equipment_step", thing.pk, "take", count=4, by="小李")
    post(host, "equipment_step", thing.pk, "return", count=3)
    assert "没有还清" in page(host, "after", pk)
    post(host, "equipment_step", thing.pk, "missing", answers="小李", words="照价赔偿")
    # Travel, debrief, lesson into the template.
    at = timezone.localtime(meeting.ends_at + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    post(host, "travel", pk, name="专家", people=1, leaves_at=at, means="car", driver="老赵")
    post(host, "see_off", meeting.journeys.get().pk)
    post(host, "debrief", pk, well="好", badly="话筒")
    post(host, "add_lesson", pk, task="preparation", text="话筒换电池")
    assert "已写进" in post(director, "carry_lesson", meeting.lessons.get().pk).content.decode()
    # Minutes, the volume, the archive, the end.
    post(host, "draft_minutes", pk)
    assert Paper.objects.filter(kind="minutes").count() == 1
    assert "已合订" in post(host, "volume", pk).content.decode()
    set_fonds(actor=SYSTEM, organ=accounts.office, code="Z109")
    volume = meeting.volumes.get()
    archivist = sign_in("archivist")
    filed = post(archivist, "archive_volume", volume.pk, retention="Y", category="ZHK", year=2026)
    assert "已归档，档号 Z109-WS" in filed.content.decode()
    assert host.get(reverse("meetings:volume_file", args=[volume.pk])).status_code == 200
    assert "都已了结" in page(host, "after", pk)
    post(host, "go", pk, "close")
    assert Meeting.objects.get(pk=pk).state == Meeting.State.CLOSED
    closed = page(host, "copies", pk)
    assert "登记销毁" in closed
    assert "接着编号" not in closed


SHEETS = [
    ("print_copies", "out"), ("print_copies", "back"), ("print_copies", "owed"), ("print_account",), ("print_equipment",),
    ("print_travel",), ("own_volume",),
]  # fmt: skip


def test_every_sheet_is_printed(accounts, sign_in):
    host, meeting = sign_in("section_head"), held(accounts)
    post(host, "work_copies", meeting.pk, "all", paper=restricted(accounts, meeting).pk)
    post(host, "account", meeting.pk, kind="venue", budget="1")
    post(host, "usual_equipment", meeting.pk)
    for name, *more in SHEETS:
        response = host.get(reverse(f"meetings:{name}", args=[meeting.pk, *more]))
        assert response["Content-Type"] == "application/pdf", name
        assert response.content.startswith(b"%PDF"), name


def test_others_see_what_is_theirs(accounts, sign_in):
    meeting = held(accounts)
    paper = restricted(accounts, meeting)
    host, member = sign_in("section_head"), sign_in("deputy_leader")
    post(host, "work_copies", meeting.pk, "all", paper=paper.pk)
    own = page(member, "after", meeting.pk)
    assert "000002 号" in own
    assert "000001" not in own
    for name in ("copies", "account", "equipment", "travel", "debrief", "volume"):
        assert member.get(reverse(f"meetings:{name}", args=[meeting.pk])).status_code == 404, name
    copy = PaperCopy.objects.get(number=2)
    assert member.get(reverse("meetings:copy", args=[copy.pk])).status_code == 404
    assert sign_in("outsider").get(reverse("meetings:after", args=[meeting.pk])).status_code == 404
    # Who holds the task of the recall sees the copies and nothing else.
    keeper = sign_in("confidential_officer")
    assert "陈志远" in page(keeper, "copies", meeting.pk)
    assert "财务结算" not in page(keeper, "after", meeting.pk).split("会后各事")[1].split("</table>")[0]
    assert keeper.get(reverse("meetings:account", args=[meeting.pk])).status_code == 404


def test_a_lost_copy_is_settled_by_the_director_on_its_page(accounts, sign_in):
    meeting = held(accounts)
    host, director = sign_in("section_head"), sign_in("director")
    post(host, "work_copies", meeting.pk, "all", paper=restricted(accounts, meeting).pk)
    copy = meeting.copies.get(number=1)
    post(host, "copy_step", copy.pk, "lost", words="会后没有找到")
    assert "保存处理结果" not in page(host, "copy", copy.pk)
    assert "保存处理结果" in page(director, "copy", copy.pk)
    post(director, "copy_step", copy.pk, "settle", words="已查明并处理")
    assert not PaperCopy.objects.get(pk=copy.pk).owed


def test_before_the_start_things_are_checked_in_one_go(accounts, sign_in):
    host, meeting = sign_in("section_head"), steps.notified(accounts)
    post(host, "usual_equipment", meeting.pk)
    assert "用品没有检查" in page(host, "meeting", meeting.pk)
    lines = list(meeting.equipment.values_list("pk", flat=True))
    post(host, "checked_equipment", meeting.pk, line=lines)
    assert "用品没有检查" not in page(host, "meeting", meeting.pk)
