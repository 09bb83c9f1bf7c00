"""Floor speeches, groups, the visit, bulletins and the record."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from tests.apps.meetings.during import steps
from zhongshu.apps.meetings.actions import during as actions
from zhongshu.apps.meetings.actions.during.recording import digest_of, field_of
from zhongshu.apps.meetings.models import (
    AgendaSlot,
    Bulletin,
    FloorSpeech,
    GroupMember,
    Meeting,
    MeetingRecord,
    Passenger,
    Vehicle,
)
from zhongshu.apps.meetings.policy.sharing import One, ride, spread, together
from zhongshu.apps.meetings.policy.timetable import faults
from zhongshu.apps.outgoing.models import Paper
from zhongshu.apps.shell.models import Notification
from zhongshu.lib.refusal import Refused

db = pytest.mark.django_db
people = st.lists(st.sampled_from("甲乙丙丁戊"), max_size=60).map(
    lambda bodies: [One(key, f"{body}镇", key) for key, body in enumerate(bodies)]
)


# -- sharing out -----------------------------------------------------------------------------------------------------


@given(people, st.integers(1, 9))
def test_everybody_is_in_exactly_one_group(everybody, groups):
    for share in (spread(everybody, groups), together(everybody, groups)):
        assert sorted(key for group in share for key in group) == [one.key for one in everybody]
        assert len(share) == groups
    sizes = [len(group) for group in spread(everybody, groups)]
    assert max(sizes) - min(sizes) <= 1


@given(people, st.integers(1, 9))
def test_a_body_stays_together_or_is_spread_evenly(everybody, groups):
    body_of = {one.key: one.body for one in everybody}
    for body in set(body_of.values()):
        where = [n for n, share in enumerate(together(everybody, groups)) for key in share if body_of[key] == body]
        assert len(set(where)) == 1
        counts = [sum(body_of[key] == body for key in share) for share in spread(everybody, groups)]
        assert max(counts) - min(counts) <= 1


@given(people, st.lists(st.integers(1, 20), max_size=6))
def test_no_vehicle_is_overfull_and_nobody_is_left_while_a_seat_is(everybody, seats):
    shares, left = ride(everybody, seats)
    assert all(len(share) <= room for share, room in zip(shares, seats, strict=True))
    assert sorted([key for share in shares for key in share] + left) == [one.key for one in everybody]
    assert len(left) == max(0, len(everybody) - sum(seats))


# -- speeches --------------------------------------------------------------------------------------------------------


@db
def test_one_speaks_at_a_time_and_over_time_is_seen(cast):
    meeting = steps.meeting(cast)
    first, second, third = (
        actions.keep_speech(actor=cast.section_head, meeting=meeting, name=name, minutes=5) for name in "甲乙丙"
    )
    actions.move_speech(actor=cast.section_head, speech=third, up=True)
    assert [row.name for row in meeting.speeches.all()] == ["甲", "丙", "乙"]
    actions.begin_speech(actor=cast.section_head, speech=first)
    FloorSpeech.objects.filter(pk=first.pk).update(started_at=timezone.now() - timedelta(minutes=8))
    actions.begin_speech(actor=cast.section_head, speech=second)
    first.refresh_from_db()
    assert first.state == "done"
    assert timedelta(minutes=2) < first.over(timezone.now()) < timedelta(minutes=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        FloorSpeech.objects.filter(pk=third.pk).update(state="speaking")
    with pytest.raises(Refused, match="没有重复"):
        actions.begin_speech(actor=cast.section_head, speech=first)
    with pytest.raises(Refused, match="不再调整"):
        actions.move_speech(actor=cast.section_head, speech=second, up=True)
    actions.end_speech(actor=cast.section_head, speech=second)
    actions.withdraw_speech(actor=cast.section_head, speech=third)
    with pytest.raises(Refused, match="承办方"):
        actions.begin_speech(actor=cast.clerk, speech=third)


# -- groups ----------------------------------------------------------------------------------------------------------


@db
def test_groups_are_dealt_moved_and_recorded(cast):
    meeting = steps.meeting(cast, people=9)
    one, two, _ = actions.deal_groups(actor=cast.section_head, meeting=meeting, count=3, keep_bodies=True)
    assert GroupMember.objects.count() == 11
    member = two.members.first().participant
    with pytest.raises(Refused, match="不在本组"):
        actions.keep_group(actor=cast.section_head, group=one, name="第一组", leader=member)
    actions.move_members(actor=cast.section_head, group=one, participants=[member])
    assert GroupMember.objects.filter(participant=member).get().group == one
    actions.keep_group(actor=cast.section_head, group=one, name="第一组", leader=member, recorder=cast.drafter)
    assert Notification.objects.filter(person=cast.drafter, text__startswith="请记录").count() == 1
    kept, saved = actions.save_group_record(actor=cast.drafter, group=one, base=1, text="代表甲：建议修路。")
    assert (saved, kept.revision) == (True, 2)
    kept, saved = actions.save_group_record(actor=cast.section_head, group=one, base=1, text="另一份")
    assert (saved, kept.record) == (False, "代表甲：建议修路。")
    with pytest.raises(Refused, match="记录"):
        actions.save_group_record(actor=cast.clerk, group=one, base=2, text="改掉")
    with pytest.raises(Refused, match="已有讨论记录"):
        two.record = "有"
        two.save()
        actions.deal_groups(actor=cast.section_head, meeting=meeting, count=1, keep_bodies=False)
    assert meeting.groups.count() == 3


# -- visit -----------------------------------------------------------------------------------------------------------


@db
def test_a_visit_with_vehicles_that_are_full(cast):
    meeting = steps.meeting(cast, people=4)
    start = timezone.now()

    def stop(place, after, **more):
        at = start + timedelta(minutes=after)
        return actions.keep_stop(
            actor=cast.section_head,
            meeting=meeting,
            place=place,
            arrives_at=at,
            leaves_at=at + timedelta(minutes=30),
            **more,
        )

    stop("产业园", 0, minutes_on=20)
    stop("新村", 40, minutes_on=10)
    stop("水库", 60)
    assert faults(meeting.stops.all()) == ["“产业园”到“新村”路上少 10 分钟", "“新村”还没有离开，就应到“水库”"]
    with pytest.raises(Refused, match="还没有车辆"):
        actions.share_rides(actor=cast.section_head, meeting=meeting)
    bus = actions.keep_vehicle(actor=cast.section_head, meeting=meeting, position=1, seats=3)
    assert len(actions.share_rides(actor=cast.section_head, meeting=meeting)) == 3
    car = actions.keep_vehicle(actor=cast.section_head, meeting=meeting, position=2, seats=4)
    assert actions.share_rides(actor=cast.section_head, meeting=meeting) == []
    with pytest.raises(Refused, match="坐不下"):
        actions.move_passengers(
            actor=cast.section_head, vehicle=bus, participants=[row.participant for row in car.passengers.all()]
        )
    with pytest.raises(Refused, match="先调出"):
        actions.keep_vehicle(actor=cast.section_head, meeting=meeting, position=1, seats=1, vehicle=bus)
    assert Passenger.objects.count() == 6
    actions.drop_vehicle(actor=cast.section_head, vehicle=Vehicle.objects.get(pk=car.pk))
    assert Passenger.objects.count() == 3


# -- bulletins -------------------------------------------------------------------------------------------------------


@db
def test_bulletins_are_numbered_issued_and_drafted_as_papers(accounts, sign_in):
    cast = accounts
    meeting = steps.meeting(cast)
    row = actions.write_bulletin(
        actor=cast.section_head, meeting=meeting, title="各组热烈讨论", text="一、总体情况\n讨论热烈。"
    )
    assert actions.write_bulletin(actor=cast.section_head, meeting=meeting, title="第二天", text="继续。").number == 2
    _, saved = actions.change_bulletin(actor=cast.drafter, bulletin=row, base=1, title="各组讨论", text="讨论深入。")
    assert saved
    _, saved = actions.change_bulletin(actor=cast.section_head, bulletin=row, base=1, title="别的", text="别的。")
    assert not saved
    actions.issue_bulletin(actor=cast.section_head, bulletin=row)
    with pytest.raises(Refused, match="已经印发"):
        actions.change_bulletin(actor=cast.drafter, bulletin=row, base=2, title="再改", text="再改。")
    paper = actions.draft_bulletin_paper(actor=cast.drafter, bulletin=row)
    assert Paper.objects.get(pk=paper.pk).kind == "briefing"
    with pytest.raises(Refused, match="没有重复"):
        actions.draft_bulletin_paper(actor=cast.drafter, bulletin=row)
    response = sign_in("drafter").get(reverse("meetings:print_bulletin", args=[row.pk]))
    words = PdfDocument(response.content)[0].get_textpage().get_text_range().replace("\r\n", "")
    assert "各组讨论" in words
    assert "第1期" in words.replace(" ", "")
    assert Bulletin.objects.get(number=2).state == "draft"


# -- the record ------------------------------------------------------------------------------------------------------


@db
def test_a_record_follows_the_agenda_and_keeps_what_was_written(cast):
    meeting = steps.meeting(cast)
    steps.slots(meeting, "听取汇报", "研究事项", "主持人讲话")
    record = actions.open_record(actor=cast.section_head, meeting=meeting)
    headings = [part.heading for part in record.parts.all()]
    assert headings == ["听取汇报", "研究事项", "主持人讲话", "其他"]
    second = record.parts.get(heading="研究事项")
    save(cast.section_head, record, {field_of(second): "原则同意。"})
    AgendaSlot.objects.filter(meeting=meeting, title__in=["研究事项", "主持人讲话"]).delete()
    AgendaSlot.objects.create(meeting=meeting, position=9, kind="part", title="临时事项", minutes=5)
    record = actions.open_record(actor=cast.section_head, meeting=meeting)
    assert [part.heading for part in record.parts.all()] == ["听取汇报", "临时事项", "研究事项", "其他"]
    assert record.parts.get(heading="研究事项").text == "原则同意。"


def save(actor, record, fields, *, base=None, begun=None):
    record = MeetingRecord.objects.get(pk=record.pk)
    known = {name: digest_of(text) for name, text in (begun or {}).items()}
    return actions.save_record(
        actor=actor, record=record, base=record.revision if base is None else base, fields=fields, begun=known
    )


@db
def test_two_write_in_different_parts_and_neither_loses_a_word(cast):
    meeting = steps.meeting(cast)
    steps.slots(meeting, "第一项", "第二项")
    record = actions.open_record(actor=cast.section_head, meeting=meeting)
    one, two = (field_of(part) for part in record.parts.all()[:2])
    opened = {one: "", two: ""}
    assert not save(cast.section_head, record, {one: "甲的记录", two: ""}, base=1, begun=opened).clashes
    assert not save(cast.drafter, record, {one: "", two: "乙的记录"}, base=1, begun=opened).clashes
    assert [part.text for part in record.parts.all()[:2]] == ["甲的记录", "乙的记录"]
    # The same part from the same start: both texts come back and nothing is overwritten.
    clash = save(cast.drafter, record, {one: "乙也写第一项", two: "乙的记录"}, base=1, begun=opened).clashes
    assert {name: (part.text, part.by) for name, part in clash.items()} == {one: ("甲的记录", cast.section_head)}
    assert record.parts.all()[0].text == "甲的记录"
    # Having seen it, the person decides.
    assert not save(cast.drafter, record, {one: "甲乙合写"}, begun={one: "甲的记录"}).clashes
    assert record.parts.all()[0].text == "甲乙合写"
    # A page that knows no digests is held to its revision.
    assert save(cast.drafter, record, {one: "旧页面"}, base=1).clashes


@db
def test_a_record_is_confirmed_whole_and_then_stays(cast):
    meeting = steps.meeting(cast)
    steps.slots(meeting, "第一项")
    record = actions.open_record(actor=cast.section_head, meeting=meeting)
    name = field_of(record.parts.all()[0])
    with pytest.raises(Refused, match="没有记录：第一项"):
        actions.confirm_record(actor=cast.principal_leader, record=record, base=1)
    save(cast.section_head, record, {name: "同意。"})
    with pytest.raises(Refused, match="不是最新"):
        actions.confirm_record(actor=cast.principal_leader, record=record, base=1)
    with pytest.raises(Refused, match="审定"):
        actions.confirm_record(actor=cast.clerk, record=record, base=2)
    actions.confirm_record(actor=cast.principal_leader, record=record, base=2)
    with pytest.raises(Refused, match="已经审定"):
        save(cast.section_head, record, {name: "改"})
    with pytest.raises(Refused, match="承办方"):
        actions.open_record(actor=cast.clerk, meeting=meeting)


@db
def test_the_record_saves_itself_and_shows_both_texts(accounts, sign_in):
    meeting = steps.meeting(accounts)
    steps.slots(meeting, "第一项", "第二项")
    head, drafter = sign_in("section_head"), sign_in("drafter")
    head.post(reverse("meetings:begin_record", args=[meeting.pk]))
    record = MeetingRecord.objects.get()
    one, two = (field_of(part) for part in record.parts.all()[:2])
    page = head.get(reverse("meetings:record", args=[record.pk])).content.decode()
    assert "第一项" in page
    empty = digest_of("")
    common = {"revision": 1, f"begun_{one}": empty, f"begun_{two}": empty}
    address = reverse("meetings:autosave_record", args=[record.pk])
    answer = head.post(address, common | {one: "甲", two: ""}).json()
    assert answer["revision"] == 2
    assert answer["begun"][one] == digest_of("甲")
    answer = drafter.post(address, common | {one: "", two: "乙"}).json()
    assert answer["others"] == {one: ["甲", digest_of("甲")]}
    response = drafter.post(address, common | {one: "乙的第一项", two: "乙"})
    assert response.status_code == 409
    assert response.json()["fields"] == {one: "甲"}
    assert response.json()["by"] == "周明远"
    page = drafter.post(reverse("meetings:record", args=[record.pk]), common | {one: "乙的第一项", two: "乙"})
    assert page.status_code == 409
    assert "乙的第一项" in page.content.decode()


# -- pages -----------------------------------------------------------------------------------------------------------


@db
def test_every_page_is_for_those_who_know_the_meeting(accounts, sign_in):
    meeting = steps.meeting(accounts)
    session = steps.session(accounts, meeting)
    actions.deal_groups(actor=accounts.section_head, meeting=meeting, count=2, keep_bodies=True)
    names = (
        "during",
        "speeches",
        "groups",
        "visit",
        "bulletins",
        "new_session",
        "new_speech",
        "new_stop",
        "new_vehicle",
        "new_bulletin",
    )
    pages = [reverse(f"meetings:{name}", args=[meeting.pk]) for name in names]
    pages += [
        reverse(f"meetings:{name}", args=[session.pk])
        for name in ("session", "roll", "poster", "session_qr", "change_session")
    ]
    head, outsider = sign_in("section_head"), sign_in("outsider")
    for page in pages:
        assert head.get(page).status_code == 200, page
        assert outsider.get(page).status_code == 404, page
    svg = head.get(reverse("meetings:session_qr", args=[session.pk]))
    assert svg["Content-Type"] == "image/svg+xml"
    assert b"<svg" in svg.content
    assert Meeting.objects.count() == 1
