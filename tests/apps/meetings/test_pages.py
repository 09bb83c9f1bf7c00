"""The pages: a county executive meeting from the items to the ledger over HTTP; need-to-know; the office's templates."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.apps.meetings.steps import PDF, agreed, begun, executive, notified, scheduled, soon
from zhongshu.apps.meetings.actions import deciding, during, running
from zhongshu.apps.meetings.catalogue import built_in, template_of
from zhongshu.apps.meetings.models import AgendaItem, AgreedItem, Meeting, MeetingTask, Participant, TemplateEdition
from zhongshu.apps.supervision.models import SupervisedMatter

pytestmark = pytest.mark.django_db


def post(client: Client, name: str, data: dict, *args, follow: bool = True):
    return client.post(reverse(f"meetings:{name}", args=args), data, follow=follow)


def page(client: Client, name: str, *args, query: str = "") -> str:
    response = client.get(reverse(f"meetings:{name}", args=args) + query)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def at(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def planned(client: Client, cast, **changes) -> Meeting:
    starts = soon()
    data = {
        "name": "第23次县长办公会议", "session": "第23次", "starts_at": at(starts), "ends_at": at(starts + timedelta(hours=3)),
        "place": "县政府第一会议室", "chair": cast.principal_leader.pk, "officer": cast.section_head.pk, "secrecy": 1,
        "purpose": "研究供水和教育", "skip": ["groups", "visit"], "why_groups": "不分组", "why_visit": "不参观", **changes,
    }  # fmt: skip
    response = client.post(reverse("meetings:plan", args=["county_executive"]), data)
    assert response.status_code == 302, response.content.decode()[-3000:]
    return Meeting.objects.latest("pk")


def test_a_county_executive_meeting_from_the_items_to_the_ledger(accounts, sign_in):
    host, town, director, leader = (
        sign_in(part) for part in ("section_head", "town_clerk", "director", "principal_leader")
    )
    # The town proposes; nothing passes without its papers.
    form = {
        "title": "关于青石镇供水工程追加投资的请示", "forum": "county_executive", "reporter": "钱多多", "minutes": 20,
        "summary": "追加80万元，解决12个村饮水。", "major": "",
    }  # fmt: skip
    assert "等待审核" in post(town, "propose", form).content.decode()
    item = AgendaItem.objects.get()
    assert (item.organ, item.reporter_post) == (accounts.office, "青石镇党政办公室文书")
    refused = director.post(reverse("meetings:item_step", args=[item.pk, "vet"]), {"passing": "yes", "words": ""})
    assert refused.status_code == 409
    assert "没有汇报材料" in refused.content.decode()
    paper = {"kind": "report", "attached": [SimpleUploadedFile("汇报.pdf", PDF)]}
    post(town, "item_step", paper, item.pk, "papers")
    post(director, "item_step", {"passing": "yes", "words": ""}, item.pk, "vet")
    assert "审定议题" in leader.get("/").content.decode()
    post(leader, "item_step", {"agree": "yes", "words": "同意"}, item.pk, "approve")

    # The section plans the meeting, schedules the item, invites, sends the notice.
    meeting = planned(host, accounts)
    assert meeting.tasks.count() == 19
    assert meeting.tasks.filter(state=MeetingTask.State.DROPPED).count() == 2
    assert "没有参会单位和人员" in page(host, "meeting", meeting.pk)
    post(host, "schedule", {}, meeting.pk, item.pk)
    post(host, "add_people", {"people": "陈志远、罗文斌", "role": "attend", "on_rostrum": "on"}, meeting.pk)
    assert "关于青石镇供水工程追加投资的请示" in page(host, "notice", meeting.pk)
    post(host, "notice", {}, meeting.pk)
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.NOTIFIED
    shown = page(town, "meeting", meeting.pk)
    assert "确认参会" in shown
    assert "罗文斌" not in shown, "who else was invited is not for the reporter of one item"
    row = Participant.objects.get(meeting=meeting, person=accounts.town_clerk)
    post(town, "coming", {}, row.pk)

    # It moves: first the difference, then the change.
    later = meeting.starts_at + timedelta(hours=2)
    moved = {
        "name": meeting.name, "session": "", "starts_at": at(later), "ends_at": at(later + timedelta(hours=3)), "secrecy": 1,
        "place": meeting.place, "chair": accounts.principal_leader.pk, "officer": accounts.section_head.pk,
        "purpose": meeting.purpose, "answer_by": "", "reason": "县长上午有外事活动",
    }  # fmt: skip
    looked = host.post(reverse("meetings:change", args=[meeting.pk]), moved).content.decode()
    assert "还没有改动" in looked
    assert "罗文斌、钱多多、陈志远" in looked
    assert Meeting.objects.get(pk=meeting.pk).starts_at == meeting.starts_at
    post(host, "change", {**moved, "confirmed": Meeting.objects.get(pk=meeting.pk).revision}, meeting.pk)
    assert Meeting.objects.get(pk=meeting.pk).starts_at == later

    # It is held: the decision goes back as an excerpt, the agreed items into the ledger.
    meeting = begun(meeting)
    post(host, "go", {}, meeting.pk, "open")
    refused = host.post(reverse("meetings:go", args=[meeting.pk, "end"]))
    assert "还有 1 个议题没有结论" in refused.content.decode()
    decided = {"outcome": "agreed", "decision": "同意追加投资80万元，由青石镇6月底前完成。"}
    post(host, "item_step", decided, item.pk, "decide")
    assert "同意追加投资80万元" in page(town, "item", item.pk)
    unit = accounts.units["党政办公室"]
    due = (timezone.localdate() + timedelta(days=40)).isoformat()
    for text, standard in (
        ("青石镇6月底前完成供水工程。", "12个村通水，水质检测合格"),
        ("县财政局抓好资金保障。", "抓好落实"),
    ):
        data = {"text": text, "item": item.pk, "standard": standard, "unit": unit.pk, "person": accounts.town_clerk.pk}
        post(host, "agreed", {**data, "task": "", "deadline": due}, meeting.pk)
    response = post(host, "enter_all", {}, meeting.pk).content.decode()
    assert "已列入督办 1 项" in response
    assert "不可衡量" in response, "supervision's own rules hold; what cannot go says why"
    matter = SupervisedMatter.objects.get()
    assert (matter.source.kind, matter.source.sentence) == ("meeting", "青石镇6月底前完成供水工程。")
    assert meeting.name in matter.source.label
    post(host, "go", {}, meeting.pk, "end")
    left = AgreedItem.objects.get(matter__isnull=True)
    for task in meeting.tasks.filter(state=MeetingTask.State.OPEN):
        post(host, "work", {"note": "已办"}, task.pk, "finish")
    assert "没有列入督办" in host.post(reverse("meetings:go", args=[meeting.pk, "close"])).content.decode()
    post(host, "excuse", {"reason": "日常工作，随预算执行"}, left.pk)
    post(host, "go", {}, meeting.pk, "close")
    assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.CLOSED
    assert all(row.settled for row in meeting.agreed_items.all())


def test_a_small_meeting_is_three_fields_and_one_click(accounts, sign_in):
    client = sign_in("section_head")
    response = post(client, "small", {"purpose": "核对数据", "starts_at": at(soon(1)), "people": "林晓雯、沈静"})
    meeting = Meeting.objects.get()
    assert (meeting.small, meeting.tasks.count(), meeting.state) == (True, 0, Meeting.State.NOTIFIED)
    assert "核对数据" in response.content.decode()
    assert "碰头会：核对数据" in sign_in("drafter").get(reverse("meetings:list")).content.decode()


def test_names_that_are_not_found_are_said_one_by_one(accounts, sign_in):
    response = post(
        sign_in("section_head"), "small", {"purpose": "核对", "starts_at": at(soon(1)), "people": "林晓雯、查无人"}
    )
    assert response.status_code == 422
    assert "系统里没有“查无人”" in response.content.decode()
    assert not Meeting.objects.exists()


def test_who_is_not_concerned_finds_nothing(accounts, sign_in):
    meeting = notified(accounts)
    item = scheduled(accounts, meeting, "干部任免事项")
    for part in ("outsider", "clerk", "sysadmin"):
        client = sign_in(part)
        # The outsider serves in the proposing unit and so knows of its item, but of nothing else.
        assert client.get(meeting.get_absolute_url()).status_code == 404, part
        if part != "outsider":
            assert client.get(item.get_absolute_url()).status_code == 404, part
        for name in ("people", "agenda", "change", "agreed", "notice", "export_people"):
            assert client.get(reverse(f"meetings:{name}", args=[meeting.pk])).status_code == 404


def test_a_unit_concerned_by_one_item_learns_of_no_other(accounts, sign_in):
    meeting = executive(accounts)
    own = scheduled(accounts, meeting, "供水工程", attending=[accounts.units["秘书科"]])
    other = scheduled(accounts, meeting, "干部任免")
    from zhongshu.apps.meetings.actions.notice import send_notice

    send_notice(actor=accounts.section_head, meeting=meeting)
    shown = page(sign_in("vetter"), "meeting", meeting.pk)
    assert "供水工程" in shown
    assert "干部任免" not in shown
    assert sign_in("vetter").get(own.get_absolute_url()).status_code == 200
    assert sign_in("vetter").get(other.get_absolute_url()).status_code == 404


def test_the_holder_of_a_task_does_it_and_nobody_else(accounts, sign_in):
    meeting = executive(accounts)
    task = meeting.tasks.get(key="volume")
    assert task.holder == accounts.archivist
    archivist = sign_in("archivist")
    assert "材料合订存留" in page(archivist, "mine")
    check = task.checks.first()
    post(archivist, "tick", {"done": "on"}, task.pk, check.pk)
    refused = archivist.post(reverse("meetings:work", args=[task.pk, "finish"]), {"note": ""})
    assert "没有核对" in refused.content.decode()
    post(archivist, "work", {"note": "其余随会务归档一并办理"}, task.pk, "finish")
    task.refresh_from_db()
    assert task.state == MeetingTask.State.DONE
    assert sign_in("clerk").get(reverse("meetings:task", args=[task.pk])).status_code == 404


def test_dropping_a_task_needs_a_reason(accounts, sign_in):
    task = executive(accounts).tasks.get(key="visit")
    host = sign_in("section_head")
    post(host, "work", {"reason": ""}, task.pk, "drop")
    task.refresh_from_db()
    assert task.state == MeetingTask.State.OPEN
    post(host, "work", {"reason": "不安排参观"}, task.pk, "drop")
    task.refresh_from_db()
    assert (task.state, task.dropped_reason, task.dropped_by) == ("dropped", "不安排参观", accounts.section_head)


def test_every_page_of_a_meeting_opens(accounts, sign_in):
    meeting = notified(accounts)
    scheduled(accounts, meeting)
    host = sign_in("section_head")
    for name in (
        "meeting",
        "people",
        "agenda",
        "change",
        "cancel",
        "agreed",
        "notice",
        "invite",
        "add_people",
        "add_guest",
    ):
        page(host, name, meeting.pk)
    for name in ("upload_roster", "print_people", "export_people", "add_paper"):
        assert host.get(reverse(f"meetings:{name}", args=[meeting.pk])).status_code == 200
    for kind in ("notice", "seats", "table_signs", "chair_script", "badges", "calendar"):
        page(host, "sheet", meeting.pk, kind)
    for name in ("list", "new", "items", "propose", "templates", "mine", "export"):
        assert host.get(reverse(f"meetings:{name}")).status_code == 200
    for key in built_in():
        page(host, "template", key)
        page(host, "plan", key)
    page(host, "entry", meeting.slots.first().pk)
    page(host, "participant", meeting.participants.first().pk)
    page(sign_in("principal_leader"), "meeting", meeting.pk)
    page(sign_in("principal_leader"), "sheet", meeting.pk, "chair_script")


def test_the_office_edits_a_template_and_meetings_keep_theirs(accounts, sign_in):
    before, director = executive(accounts), sign_in("director")
    shown = director.get(reverse("meetings:edit_template", args=["county_executive"]))
    data = {name: value for name, value in shown.context["form"].initial.items() if value not in (None, False)}
    data |= {name: field.initial for name, field in shown.context["form"].fields.items() if field.initial is not None}
    data |= {"notice": "请到【地点】开【会议名称】。", "days_plan": -9}
    response = post(director, "edit_template", data, "county_executive")
    assert response.status_code == 200, response.context["form"].errors
    row = TemplateEdition.objects.get()
    assert row.content["notice"] == "请到【地点】开【会议名称】。"
    assert "请到【地点】" not in template_of(Meeting.objects.get(pk=before.pk)).notice
    after = planned(sign_in("section_head"), accounts)
    assert template_of(after).notice == "请到【地点】开【会议名称】。"
    wrong = post(director, "edit_template", {**data, "notice": "【电话号码】"}, "county_executive")
    assert wrong.status_code == 422
    assert "不是可用的填空" in wrong.content.decode()
    assert sign_in("section_head").get(reverse("meetings:edit_template", args=["county_executive"])).status_code == 404


def test_the_list_asks_as_often_for_many_meetings_as_for_few(accounts, sign_in):
    client = sign_in("section_head")
    executive(accounts)
    client.get(reverse("meetings:list"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(reverse("meetings:list"))
    for number in range(4):
        executive(accounts, days=15 + number)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("meetings:list"))
    assert len(many) <= len(few) + 1


def test_what_was_agreed_is_corrected_before_it_is_settled(accounts, sign_in):
    meeting = begun(notified(accounts))
    row = agreed(accounts, meeting, standard="抓好落实")
    host = sign_in("section_head")
    refused = host.post(reverse("meetings:enter", args=[row.pk]))
    assert refused.status_code == 409
    data = {
        "text": row.text, "item": "", "task": "", "standard": "12个村通水", "unit": row.unit_id, "person": row.person_id,
        "deadline": row.deadline.isoformat(),
    }  # fmt: skip
    post(host, "edit_agreed", data, row.pk)
    post(host, "enter", {}, row.pk)
    row.refresh_from_db()
    assert row.matter is not None
    again = host.post(reverse("meetings:enter", args=[row.pk]))
    assert again.status_code == 409, "an agreed item is one matter, never two"


def test_what_is_to_be_seen_to_is_said_for_where_the_meeting_stands(accounts, sign_in):
    meeting, host = notified(accounts), sign_in("section_head")
    titles = ("开会前还缺什么", "会议期间待办", "会后还差什么")

    def panel() -> tuple[str, str]:
        text = page(host, "meeting", meeting.pk)
        found = [title for title in titles if title in text]
        assert len(found) <= 1
        return (found[0] if found else ""), text

    item = scheduled(accounts, meeting)
    assert panel()[0] == titles[0]
    begun(meeting)
    running.open_meeting(actor=accounts.section_head, meeting=meeting)
    now = timezone.now()
    session = during.keep_session(
        actor=accounts.section_head, meeting=meeting, kind="plenary", title="全体会议",
        starts_at=now - timedelta(minutes=5), ends_at=now + timedelta(hours=1),
    )  # fmt: skip
    title, text = panel()
    assert title == titles[1]
    count = meeting.participants.exclude(role="staff").count()
    for words in (f"应到 {count} 人，还有 {count} 人没有到", "还没有结论", "会议记录还没有开始", "主持词"):
        assert words in text
    for words in ("回执", "可改到"):
        assert words not in text.partition('id="missing"')[2].partition("</section>")[0]
    for row in meeting.participants.all():
        during.check_in(actor=accounts.section_head, session=session, participant=row, how="list")
    assert "没有到" not in panel()[1]
    deciding.record_decision(actor=accounts.section_head, item=item, outcome="agreed", decision="同意。")
    running.end_meeting(actor=accounts.section_head, meeting=meeting)
    title, text = panel()
    assert title == titles[2]
    assert "项任务没有办完" in text
    Meeting.objects.filter(pk=meeting.pk).update(state="closed")
    assert panel()[0] == ""
