"""Receipts, stand-ins, leave, reminders, the link for bodies outside, the list from Excel."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.apps.meetings.steps import executive, members, notified, workbook_of
from zhongshu.apps.meetings.actions import links, notice, people, receipts, rosters
from zhongshu.apps.meetings.actions.receipts import Comer
from zhongshu.apps.meetings.actions.reminding import remind_holders, remind_units
from zhongshu.apps.meetings.models import Invitation, IssuedSheet, Meeting, Participant
from zhongshu.apps.shell.models import Notification
from zhongshu.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def invited(cast, **more) -> Meeting:
    """A meeting to which a section, a town and a body outside are invited; the notice is out."""
    meeting = executive(cast)
    members(cast, meeting)
    people.invite(
        actor=cast.section_head, meeting=meeting, units=[cast.units["秘书科"]], organs=[cast.town], external=["驻县部队"],
        wanted="主要负责人", quota=more.get("quota", 2),
    )  # fmt: skip
    notice.send_notice(actor=cast.section_head, meeting=meeting)
    return Meeting.objects.get(pk=meeting.pk)


def row_of(meeting: Meeting, name: str) -> Invitation:
    return meeting.invitations.get(name=name)


def test_each_unit_says_who_comes_and_the_sheets_follow(cast):
    meeting = invited(cast)
    receipts.answer(
        actor=cast.town_clerk, invitation=row_of(meeting, "青石镇"), comers=[Comer("郑外明", "科员", "", cast.outsider)]
    )
    assert row_of(meeting, "青石镇").state == Invitation.State.ANSWERED
    signs = IssuedSheet.objects.filter(meeting=meeting, kind="table_signs").order_by("-version")[0]
    assert "郑外明" in [row["name"] for row in signs.content["signs"]]


def test_a_unit_answers_for_itself_only(cast):
    meeting = invited(cast)
    with pytest.raises(Refused, match="由该单位填写"):
        receipts.answer(actor=cast.town_clerk, invitation=row_of(meeting, "秘书科"), comers=[Comer("沈静")])


def test_no_more_people_than_places(cast):
    meeting = invited(cast, quota=1)
    with pytest.raises(Refused, match="名额是 1 人"):
        receipts.answer(actor=cast.town_clerk, invitation=row_of(meeting, "青石镇"), comers=[Comer("甲"), Comer("乙")])


def test_a_stand_in_takes_seat_and_sign(cast):
    meeting = notified(cast)
    row = meeting.participants.get(person=cast.deputy_leader)
    receipts.name_stand_in(actor=cast.deputy_leader, row=row, name="高建国", post="办公室主任", reason="外出招商")
    seats = IssuedSheet.objects.filter(meeting=meeting, kind="seats").order_by("-version")[0].content["people"]
    assert [one["name"] for one in seats] == ["陈志远", "高建国"]
    with pytest.raises(Refused, match="理由"):
        receipts.name_stand_in(actor=cast.deputy_leader, row=row, name="何敏", post="", reason=" ")


def test_leave_is_granted_by_the_chair_and_by_nobody_else(cast):
    meeting = notified(cast)
    row = meeting.participants.get(person=cast.deputy_leader)
    receipts.ask_leave(actor=cast.deputy_leader, row=row, reason="出差")
    assert Notification.objects.filter(person=cast.principal_leader, text__contains="请假").exists()
    row.refresh_from_db()
    for person in (cast.deputy_leader, cast.section_head, cast.director):
        with pytest.raises(Refused):
            receipts.decide_leave(actor=person, row=row, grant=True)
    with pytest.raises(Refused, match="原话"):
        receipts.decide_leave(actor=cast.section_head, row=row, grant=True, transcribed=True)
    receipts.decide_leave(actor=cast.principal_leader, row=row, grant=True)
    row.refresh_from_db()
    assert row.state == Participant.State.LEAVE
    seats = IssuedSheet.objects.filter(meeting=meeting, kind="seats").order_by("-version")[0].content["people"]
    assert [one["name"] for one in seats] == ["陈志远"], "who has leave has no seat"
    with pytest.raises(Refused, match="已经准假"):
        receipts.ask_leave(actor=cast.deputy_leader, row=row, reason="出差")
    row.refresh_from_db()
    assert row.state == Participant.State.LEAVE, "asked twice, leave is not taken back"


def test_reminders_go_out_once_a_day_and_never_twice(cast):
    meeting = invited(cast)
    late = timezone.now() + timedelta(hours=3)
    Meeting.objects.filter(pk=meeting.pk).update(answer_by=late)
    assert remind_units(now=timezone.now()) == 2, "the body outside has nobody on the server"
    told = Notification.objects.filter(text__contains="还没有收到").count()
    assert told >= 2
    assert remind_units(now=timezone.now()) == 0
    assert Notification.objects.filter(text__contains="还没有收到").count() == told
    receipts.answer(actor=cast.town_clerk, invitation=row_of(meeting, "青石镇"), comers=[Comer("钱多多")])
    assert remind_units(now=timezone.now() + timedelta(days=1)) == 1
    assert remind_units(now=timezone.now() + timedelta(days=2)) == 1
    assert remind_units(now=timezone.now() + timedelta(days=3)) == 0, "after three somebody has to telephone"


def test_a_late_task_is_said_once_a_day(cast):
    meeting = executive(cast)
    meeting.tasks.filter(key="plan").update(due_on=timezone.localdate() - timedelta(days=1))
    first = remind_holders(now=timezone.now())
    assert first == 1
    assert remind_holders(now=timezone.now()) == 0
    assert remind_holders(now=timezone.now() + timedelta(days=1)) >= 1


# -- outside ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def outside(cast):
    cache.clear()
    meeting = invited(cast)
    row = row_of(meeting, "驻县部队")
    return meeting, row, links.make_link(actor=cast.section_head, invitation=row)


def address(code: str) -> str:
    return reverse("meetings:outside", args=[code])


def test_a_body_outside_sees_and_gives_nothing_but_its_own_receipt(cast, outside):
    _, row, code = outside
    shown = Client().get(address(code))
    text = shown.content.decode()
    assert shown.status_code == 200
    assert "第23次县长办公会议" in text
    for other in ("青石镇", "罗文斌", "秘书科"):
        assert other not in text
    sent = {
        "by": "张干事",
        "name_0": "李团长",
        "post_0": "团长",
        "mobile_0": "",
        "name_1": "",
        "post_1": "",
        "mobile_1": "",
    }
    assert "回执已收到" in Client().post(address(code), {**sent, "note": ""}).content.decode()
    assert [one.name for one in row.participants.all()] == ["李团长"]
    assert row.participants.get().person is None


def test_the_name_of_staff_typed_outside_means_nobody_on_the_server(cast, outside):
    _, row, code = outside
    links.answer_by_link(code=code, by="张干事", comers=[Comer("陈志远", person=cast.principal_leader)])
    assert row.participants.get().person is None


def test_a_code_is_kept_nowhere_and_ends(cast, outside):
    meeting, row, code = outside
    row.refresh_from_db()
    assert code not in str(row.__dict__)
    fresh = links.make_link(actor=cast.section_head, invitation=row)
    assert Client().get(address(code)).status_code == 404, "a fresh link ends the one before"
    links.revoke_link(actor=cast.section_head, invitation=row)
    assert Client().get(address(fresh)).status_code == 404
    again = links.make_link(actor=cast.section_head, invitation=row)
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.OPEN)
    assert Client().get(address(again)).status_code == 404


def test_trying_codes_is_slowed_down(cast, outside):
    _, _, code = outside
    client = Client()
    found = [client.get(address(f"wrong{number}")).status_code for number in range(12)]
    assert found[0] == 404
    assert found[-1] == 429
    assert client.get(address(code)).status_code == 200, "who has the link is not shut out by who tries"


def test_only_bodies_outside_have_links(cast):
    meeting = invited(cast)
    with pytest.raises(Refused, match="不需要链接"):
        links.make_link(actor=cast.section_head, invitation=row_of(meeting, "青石镇"))


# -- the list from Excel ---------------------------------------------------------------------------------------------

HEAD = ["序号", "单位", "姓名", "职务", "手机"]


def test_a_list_from_excel_is_told_row_by_row(cast):
    meeting = executive(cast)
    content = workbook_of(
        ["参会人员名单"], HEAD,
        [1, "县政府办", "高建国", "主任", "13800000001"],
        [2, None, "何 敏", "副主任", "13800000002"],
        [None, None, None, None, None],
        [3, "县财政局", "张伟", "局长", "13800000003"],
        [4, "县财政局", "张伟", "局长", "13800000003"],
        [5, "县民宗局", "阿卜杜拉•买买提", "局长", "13800000004"],
        [6, "县民宗局", "阿卜杜拉·买买提", "局长", "13800000004"],
        [7, "县水利局", "李小明", "副局长", "13800000005"],
        [8, "县水利局", "李晓明", "副局长", "13800000006"],
        [9, "县教育局", "王芳", "局长", "13800000003"],
        ["合计", "共10人", None, None, None],
        merged=("A1:E1", "B3:B4"),
    )  # fmt: skip
    roster = rosters.upload_roster(actor=cast.section_head, meeting=meeting, name="名单.xlsx", content=content)
    rows = {row["number"]: row for row in roster.rows}
    assert [rows[n]["verdict"] for n in (3, 4, 6, 7, 8, 9, 10, 11, 12, 13)] == [
        "take", "take", "take", "skip", "take", "skip", "take", "look", "look", "skip",
    ]  # fmt: skip
    assert rows[4]["body"] == "县政府办", "the merged cell is filled"
    assert "规范为“何敏”" in rows[4]["notes"][0]
    assert "疑为一人两种写法" in rows[11]["notes"][0]
    assert "手机号与第 6 行相同" in rows[12]["notes"][0]
    assert rows[3]["person"] == cast.director.pk
    rosters.take_roster(actor=cast.section_head, roster=roster, also=[12])
    names = set(meeting.participants.values_list("name", flat=True))
    assert names == {"高建国", "何敏", "张伟", "阿卜杜拉·买买提", "李小明", "王芳"}
    with pytest.raises(Refused, match="没有重复导入"):
        rosters.take_roster(actor=cast.section_head, roster=roster)
    again = rosters.upload_roster(actor=cast.section_head, meeting=meeting, name="名单.xlsx", content=content)
    assert not [row for row in again.rows if row["verdict"] == "take"], "the same list twice adds nobody"


def test_a_list_without_names_or_no_workbook_is_refused(cast):
    meeting = executive(cast)
    for content in (workbook_of(["单位", "职务"], ["县政府", "主任"]), b"PK\x03\x04 not a workbook"):
        with pytest.raises(Refused):
            rosters.upload_roster(actor=cast.section_head, meeting=meeting, name="名单.xlsx", content=content)
    assert not meeting.participants.exists()


def test_the_list_leaves_as_a_workbook_and_on_paper(accounts, sign_in):
    meeting = notified(accounts)
    client = sign_in("section_head")
    sheet = load_workbook(BytesIO(client.get(reverse("meetings:export_people", args=[meeting.pk])).content)).active
    assert [cell.value for cell in sheet["C"]] == ["姓名", "陈志远", "罗文斌"]
    printed = client.get(reverse("meetings:print_people", args=[meeting.pk]))
    assert printed.content.startswith(b"%PDF")


def test_nobody_at_all_is_no_crash(accounts, sign_in):
    meeting = executive(accounts)
    client = sign_in("section_head")
    assert client.get(reverse("meetings:people", args=[meeting.pk])).status_code == 200
    assert client.get(reverse("meetings:print_people", args=[meeting.pk])).status_code == 200
    refused = client.post(reverse("meetings:notice", args=[meeting.pk]))
    assert "缺参会单位或人员" in refused.content.decode()
