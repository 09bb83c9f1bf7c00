"""The pages over HTTP: week sheet, engagements, rooms, free time, feeds."""

from datetime import time, timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdfium2 import PdfDocument

from tests.apps.coordination import steps
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.coordination import actions
from zhongshu.apps.coordination.models import Booking, Engagement, Feed, OfficeHours, Room

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


def engagement(cast, **changes):
    return {
        "leader": cast.principal_leader.pk, "day": steps.day().isoformat(), "start": "09:00", "end": "10:00",
        "what": "调研饮水工程", "place": "青石镇", "settled": "yes", "travel_before": "40", "travel_after": "40",
    } | changes  # fmt: skip


def url(name, *args, **query):
    from urllib.parse import urlencode

    return reverse(f"coordination:{name}", args=args) + (f"?{urlencode(query, doseq=True)}" if query else "")


def test_an_engagement_from_entering_to_cancelling(accounts, sign_in):
    director = sign_in("director")
    response = director.post(url("engage"), engagement(accounts), follow=True)
    assert "调研饮水工程" in text(response)
    row = Engagement.objects.get()
    assert (
        director.post(
            url("engage"), engagement(accounts, what="会见", start="10:15", end="11:00", place="")
        ).status_code
        == 422
    )
    response = director.post(url("engage"), engagement(accounts, what="会见", start="10:15", end="11:00", place=""))
    assert "路上少 65 分钟" in text(response)
    director.post(url("engage"), engagement(accounts, what="会见", start="10:15", end="11:00", place="", despite="on"))
    assert Engagement.objects.count() == 2
    week = url("week", day=steps.day())
    assert text(director.get(week)).count("冲突</span>") == 2
    assert "路上时间不够" in text(director.get(url("clashes"))) or steps.day() > timezone.localdate() + timedelta(28)
    changed = engagement(accounts, place="白河镇", revision=row.revision, despite="on")
    director.post(url("change", row.pk), changed)
    row.refresh_from_db()
    assert row.place == "白河镇"
    assert director.post(url("change", row.pk), changed).status_code == 409
    director.post(url("disengage", row.pk), {"reason": "改期"})
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert "白河镇" not in text(director.get(week))


def test_over_midnight_and_backwards_times(accounts, sign_in):
    director = sign_in("director")
    late = engagement(accounts, start="22:00", end="01:00")
    assert "跨过半夜" in text(director.post(url("engage"), late))
    late["last_day"] = (steps.day() + timedelta(1)).isoformat()
    assert director.post(url("engage"), late).status_code == 302
    page = text(director.get(url("week", day=steps.day())))
    assert "22:00起" in page
    assert "至1:00" in page


def test_the_sheet_is_printed_on_both_sizes_with_what_one_may_see(accounts, sign_in):
    steps.engaged(
        accounts,
        accounts.principal_leader,
        "9:00",
        "10:00",
        what="研究干部事项",
        private=True,
        actor=accounts.principal_leader,
    )
    steps.engaged(accounts, accounts.deputy_leader, "9:00", "10:00", what="检查防汛物资")
    for paper, width in (("a4", 842), ("a3", 1191)):
        response = sign_in("drafter").get(url("print", day=steps.day(), paper=paper))
        document = PdfDocument(response.content)
        assert round(document[0].get_width()) == width
        words = document[0].get_textpage().get_text_range().replace("\r\n", "").replace("\n", "")
        assert "检查防汛物资" in words
        assert "已有安排" in words
        assert "研究干部" not in words


def test_a_room_is_booked_and_a_taken_one_told_at_once(accounts, sign_in):
    room, _ = steps.room(accounts), steps.room(accounts, "小会议室", 12)
    clerk, drafter = sign_in("clerk"), sign_in("drafter")
    given = {"room": room.pk, "day": steps.day().isoformat(), "start": "09:00", "end": "11:00", "purpose": "业务培训"}
    assert "业务培训" in text(drafter.post(url("book"), given, follow=True))
    response = clerk.post(url("book"), given | {"start": "10:00", "end": "12:00"})
    assert response.status_code == 422
    assert "可以改订" in text(response)
    assert "小会议室（12座）" in text(response)
    assert Booking.objects.count() == 1
    page = text(clerk.get(url("rooms", day=steps.day())))
    assert "9:00—11:00" in page
    assert 'colspan="4"' in page
    row = Booking.objects.get()
    assert clerk.get(url("release", row.pk)).status_code == 409
    drafter.post(url("release", row.pk), {"reason": ""})
    row.refresh_from_db()
    assert row.released_at is not None


def test_rooms_equipment_and_secretaries_are_set_up(accounts, sign_in):
    head = sign_in("section_head")
    head.post(url("new_equipment"), {"name": "投影仪", "count": "2"})
    piece = accounts.office.equipment.get()
    head.post(url("new_room"), {"name": "第一会议室", "seats": "40", "built_in": [piece.pk]})
    room = Room.objects.get()
    assert list(room.built_in.all()) == [piece]
    assert head.post(url("new_room"), {"name": "第一会议室", "seats": "40"}).status_code == 409
    head.post(url("room", room.pk), {"name": "第一会议室", "seats": "60"})
    room.refresh_from_db()
    assert room.seats == 60
    assert head.get(url("secretaries", accounts.principal_leader.pk)).status_code == 409
    director = sign_in("director")
    director.post(url("secretaries", accounts.principal_leader.pk), {"people": [accounts.clerk.pk]})
    assert "孙小芳" in text(director.get(url("setup")))
    assert director.get(url("secretaries", accounts.clerk.pk)).status_code == 404
    assert sign_in("drafter").get(url("setup")).status_code == 409


def free(cast, **changes):
    return {
        "needed": [cast.principal_leader.pk, cast.deputy_leader.pk], "length": "60", "first": steps.day().isoformat(),
        "last": steps.day().isoformat(), "seats": "10",
    } | changes  # fmt: skip


def test_free_time_is_proposed_and_taken(accounts, sign_in):
    room = steps.room(accounts)
    steps.engaged(accounts, accounts.deputy_leader, "8:00", "12:00", what="全县防汛会")
    director = sign_in("director")
    page = text(director.get(url("free", **free(accounts))))
    assert "14:30—15:30" in page
    assert "要参加的人都有空" in page
    start = steps.moment("14:30").isoformat()
    director.post(url("free", **free(accounts)), {"start": start, "room": room.pk, "what": "专题研究"}, follow=True)
    assert Engagement.objects.filter(what="专题研究", state="tentative").count() == 2
    assert Booking.objects.get().room == room
    # With the room gone and the afternoon filled there is nothing left, and it says why.
    steps.engaged(accounts, accounts.principal_leader, "13:00", "18:00", what="接待")
    page = text(director.get(url("free", **free(accounts))))
    assert "没有合适的时间" in page
    assert "罗文斌有安排（全县防汛会）" in page
    assert director.get(url("free", **free(accounts, last="2020-01-01"))).status_code == 422
    drafter = sign_in("drafter")
    assert "您不负责安排" in text(
        drafter.get(url("free", **free(accounts, last=(steps.day() + timedelta(5)).isoformat())))
    )


def test_free_time_lies_within_the_hours_of_the_office(accounts, sign_in):
    director, drafter = sign_in("director"), sign_in("drafter")
    sent = {
        "since": timezone.localdate().isoformat(), "morning_from": "08:00", "morning_to": "11:00",
        "afternoon_from": "15:00", "afternoon_to": "18:00",
    }  # fmt: skip
    assert "8:30—12:00" in text(director.get(url("hours")))
    assert drafter.post(url("hours"), sent).status_code == 409
    wrong = director.post(url("hours"), {**sent, "morning_to": "16:00"})
    assert wrong.status_code == 422
    assert "前后不对" in text(wrong)
    assert "8:00—11:00，15:00—18:00" in text(director.post(url("hours"), sent, follow=True))
    director.post(url("hours"), {**sent, "afternoon_to": "17:30"})
    row = OfficeHours.objects.get()
    assert str(row) == "8:00—11:00，15:00—17:30", "the same day again corrects it"
    found = director.get(url("free", **free(accounts, length="120", seats="0"))).context["found"]
    starts = {timezone.localtime(one.start).time() for one in found.answer.proposals}
    assert starts
    assert all(time(8) <= start <= time(9) or time(15) <= start <= time(15, 30) for start in starts)
    director.post(url("drop_hours", row.pk))
    assert not OfficeHours.objects.exists()


def test_a_feed_is_read_without_signing_in_and_ends_when_revoked(accounts, sign_in):
    leader = accounts.principal_leader
    actions.set_secretaries(actor=SYSTEM, leader=leader, people=[accounts.clerk])
    steps.engaged(accounts, leader, "9:00", "10:00", what="会见客人", place="小会议室", settled=False)
    clerk = sign_in("clerk")
    page = text(clerk.post(url("feeds"), {"leader": leader.pk, "name": "手机日历"}))
    address = page.split("<code>")[1].split("</code>")[0].removeprefix("http://testserver")
    secret = address.split("/")[-1].removesuffix(".ics")
    assert secret not in text(clerk.get(url("feeds")))
    row = Feed.objects.get()
    assert secret not in row.digest
    response = Client().get(address)
    book = icalendar.Calendar.from_ical(response.content)
    (event,) = book.walk("VEVENT")
    assert (event["summary"], event["location"], event["status"]) == ("会见客人", "小会议室", "TENTATIVE")
    assert event.decoded("dtstart") == steps.moment("9:00")
    assert Client().post(address).status_code == 405
    assert Client().get(address.replace(secret, "x" * 43)).status_code == 404
    # Who is no longer the secretary follows the calendar no longer.
    actions.set_secretaries(actor=SYSTEM, leader=leader, people=[])
    assert Client().get(address).status_code == 404
    actions.set_secretaries(actor=SYSTEM, leader=leader, people=[accounts.clerk])
    assert Client().get(address).status_code == 200
    assert sign_in("drafter").post(url("revoke_feed", row.pk)).status_code == 404
    clerk.post(url("revoke_feed", row.pk))
    assert Client().get(address).status_code == 404


def test_a_feed_shows_only_what_its_owner_may_know(accounts, sign_in):
    director = sign_in("director")
    steps.engaged(
        accounts,
        accounts.principal_leader,
        "9:00",
        "10:00",
        what="研究干部事项",
        private=True,
        actor=accounts.principal_leader,
    )
    page = text(director.post(url("feeds"), {"leader": accounts.principal_leader.pk, "name": "电脑"}))
    address = page.split("<code>")[1].split("</code>")[0].removeprefix("http://testserver")
    content = Client().get(address).content.decode()
    assert "已有安排" in content
    assert "干部" not in content


def test_the_desk_shows_today(accounts, sign_in):
    actions.set_secretaries(actor=SYSTEM, leader=accounts.principal_leader, people=[accounts.clerk])
    today = timezone.localdate()
    steps.engaged(accounts, accounts.principal_leader, "9:00", "10:00", on=today, what="主持常务会议")
    steps.engaged(accounts, accounts.principal_leader, "9:30", "10:00", on=today, what="会见客人")
    page = text(sign_in("principal_leader").get("/"))
    assert "今天的安排（2）" in page
    assert "9:00—10:00 主持常务会议" in page
    assert "有冲突" in page
    desk = text(sign_in("clerk").get("/"))
    assert "领导今日安排" in desk
    assert "一周内冲突" in desk


def test_administrators_and_towns_have_nothing_here(accounts, sign_in):
    steps.engaged(accounts, accounts.principal_leader, "9:00", "10:00", what="会见客人")
    steps.room(accounts)
    for name in ("week", "clashes", "free", "rooms", "book", "feeds", "engage"):
        assert sign_in("sysadmin").get(url(name)).status_code == 403
        assert sign_in("outsider").get(url(name)).status_code == 200
    page = text(sign_in("outsider").get(url("week", day=steps.day())))
    assert "会见客人" not in page
    assert "陈志远" not in page


@pytest.mark.parametrize("day", ["", "2026-99-99", "abc", "0001-01-01", "9999-12-31"])
def test_days_that_are_none_show_today(accounts, sign_in, day):
    for name in ("week", "rooms", "print"):
        assert sign_in("drafter").get(url(name, day=day)).status_code == 200
