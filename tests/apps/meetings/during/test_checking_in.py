"""Checking in: once however often it is sent, by the time it happened, by those who may."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.apps.meetings.during import steps
from tests.cast import make_cast
from zhongshu.apps.meetings.actions import during as actions
from zhongshu.apps.meetings.actions.during.checking_in import Visitor
from zhongshu.apps.meetings.models import CheckIn, Participant
from zhongshu.apps.meetings.queries.attendance import attendance
from zhongshu.apps.meetings.queries.codes import participant_code, read, session_code
from zhongshu.lib.refusal import Refused

db = pytest.mark.django_db


def one(meeting, number=0) -> Participant:
    return Participant.objects.filter(meeting=meeting, person__isnull=True).order_by("rank")[number]


def arrive(cast, session, participant, *, minutes_ago=0, how="list"):
    at = timezone.now() - timedelta(minutes=minutes_ago)
    actor = cast.section_head if how == "list" else Visitor(participant.name)
    return actions.check_in(actor=actor, session=session, participant=participant, how=how, at=at)


@db
def test_the_same_person_again_is_the_same_check_in_and_the_earlier_time_counts(cast):
    meeting = steps.meeting(cast)
    session = steps.session(cast, meeting)
    first, fresh = arrive(cast, session, one(meeting), minutes_ago=2)
    again, second = arrive(cast, session, one(meeting), minutes_ago=20, how="phone")
    assert (fresh, second, first.pk == again.pk) == (True, False, True)
    assert not again.late
    assert CheckIn.objects.count() == 1
    counted = attendance(session)
    assert (counted.expected, len(counted.present), len(counted.late)) == (8, 1, 0)


@db
def test_late_missing_and_on_leave_are_told_apart(cast):
    meeting = steps.meeting(cast)
    session = steps.session(cast, meeting)
    arrive(cast, session, one(meeting), minutes_ago=30)
    arrive(cast, session, one(meeting, 1))
    Participant.objects.filter(pk=one(meeting, 2).pk).update(state="leave", reason="病假", decided_at=timezone.now())
    counted = attendance(session)
    assert [len(counted.of(state)) for state in ("present", "late", "missing", "leave")] == [1, 1, 5, 1]
    assert counted.expected == 7
    # Who has leave and comes all the same is there.
    arrive(cast, session, one(meeting, 2))
    assert attendance(session).expected == 8


@db
def test_nobody_is_late_for_registration_before_it_ends(cast):
    meeting = steps.meeting(cast)
    session = steps.session(cast, meeting, kind="registration", title="报到")
    row, _ = arrive(cast, session, one(meeting))
    assert not row.late
    assert not attendance(session).begun


@db
def test_only_within_its_time_and_by_those_who_may(cast):
    meeting = steps.meeting(cast)
    soon = timezone.now() + timedelta(hours=5)
    later = steps.session(cast, meeting, title="下午", starts_at=soon, ends_at=soon + timedelta(hours=1))
    with pytest.raises(Refused, match="开始签到"):
        arrive(cast, later, one(meeting))
    session = steps.session(cast, meeting)
    with pytest.raises(Refused, match="承办方"):
        actions.check_in(actor=cast.clerk, session=session, participant=one(meeting), how="list")
    other = steps.meeting(cast, name="另一个会")
    with pytest.raises(Refused, match="名单里没有"):
        arrive(cast, session, one(other))
    actions.close_check_in(actor=cast.section_head, session=session)
    with pytest.raises(Refused, match="截止"):
        arrive(cast, session, one(meeting))
    # What a phone has kept from before the closing still counts.
    assert arrive(cast, session, one(meeting), minutes_ago=3, how="phone")[1]
    actions.undo_check_in(actor=cast.section_head, check_in=CheckIn.objects.get())
    assert attendance(session).present == []


@db
def test_a_clock_that_cannot_be_true_is_not_believed(cast):
    meeting = steps.meeting(cast)
    session = steps.session(cast, meeting)
    for at in (timezone.now() + timedelta(days=1), timezone.now() - timedelta(days=3)):
        person = one(meeting, CheckIn.objects.count())
        row, _ = actions.check_in(actor=Visitor("甲"), session=session, participant=person, how="phone", at=at)
        assert abs(row.at - timezone.now()) < timedelta(minutes=1)


@db
def test_codes_cannot_be_made_up_and_end_when_renewed(cast):
    meeting = steps.meeting(cast)
    session = steps.session(cast, meeting)
    code, badge = session_code(session), participant_code(one(meeting))
    assert read(code) == session
    assert read(badge) == one(meeting)
    for wrong in ("", "s1", code[:-1] + ("0" if code[-1] != "0" else "1"), badge.replace("p", "s", 1), "x" * 30):
        assert read(wrong) is None
    actions.renew_code(actor=cast.section_head, session=session)
    assert read(code) is None
    assert read(badge) == one(meeting)


def scan(code, **fields):
    return Client().post(reverse("meetings:scan", args=[code]), fields)


@db
def test_a_phone_without_an_account_checks_in_and_sees_nothing_else(cast):
    meeting = steps.meeting(cast)
    session = steps.session(cast, meeting)
    Participant.objects.filter(pk=one(meeting).pk).update(mobile="13900001234")
    code = session_code(session)
    page = Client().get(reverse("meetings:scan", args=[code])).content.decode()
    assert meeting.name in page
    assert "代表0" not in page
    assert "名单里没有这个姓名" in scan(code, name="代表00").content.decode()  # the number on the list is not known
    assert "名单里没有这个姓名" in scan(code, name="代表00", tail="9999").content.decode()
    assert "已签到" in (text := scan(code, name=" 代表 00 ", tail="1234").content.decode()) or "迟到" in text
    assert "代表00" in text
    assert CheckIn.objects.get().how == "phone"
    assert Client().get(reverse("meetings:scan", args=["s1-" + "0" * 24])).status_code == 404


@db
def test_two_of_one_name_choose_their_body_and_a_badge_asks_nothing(cast):
    meeting = steps.meeting(cast)
    session = steps.session(cast, meeting)
    Participant.objects.filter(pk__in=[one(meeting).pk, one(meeting, 1).pk]).update(name="王伟")
    code = session_code(session)
    text = scan(code, name="王伟").content.decode()
    assert "请选择您的单位" in text
    assert CheckIn.objects.count() == 0
    scan(code, name="王伟", body="乙镇")
    assert CheckIn.objects.get().participant.body == "乙镇"
    badge = participant_code(one(meeting, 3))
    scan(badge)
    assert CheckIn.objects.count() == 2
    assert CheckIn.objects.order_by("pk").last().how == "badge"


@db
def test_what_was_kept_without_network_is_sent_together_and_twice(accounts, sign_in):
    meeting = steps.meeting(accounts)
    session = steps.session(accounts, meeting)
    client = sign_in("section_head")
    people = [one(meeting, n) for n in range(3)]
    kept = (timezone.now() - timedelta(minutes=20)).isoformat()
    entries = [{"key": f"k{person.pk}", "participant": str(person.pk), "at": kept} for person in people]
    entries += [{"key": "bad", "participant": "99999999"}, {"key": "worse", "participant": "x"}]
    address = reverse("meetings:check_in", args=[session.pk])

    def send(data):
        return client.post(address, json.dumps(data), content_type="application/json").json()["results"]

    assert [result["state"] for result in send({"entries": entries})] == ["done"] * 3 + ["refused"] * 2
    assert [result["state"] for result in send({"entries": entries})] == ["again"] * 3 + ["refused"] * 2
    assert CheckIn.objects.count() == 3
    assert not any(row.late for row in CheckIn.objects.all())
    for nonsense in ([], {}, {"entries": 3}, {"entries": [3, None]}):
        assert send(nonsense) == []
    page = client.get(reverse("meetings:session", args=[session.pk]) + "?part=state").content.decode()
    assert "未到（5）" in page
    assert "<html" not in page


class AnyOrder(TestCase):
    """Whatever is sent, in whatever order, however often: one check-in a person, at the earliest sensible time."""

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 600), st.sampled_from(["list", "phone"])), max_size=14))
    def test_one_each_and_the_earliest(self, sent):
        cast = make_cast()
        meeting = steps.meeting(cast)
        session = steps.session(cast, meeting, opens_at=timezone.now() - timedelta(hours=11))
        earliest: dict[int, int] = {}
        for number, minutes, how in sent:
            arrive(cast, session, one(meeting, number), minutes_ago=minutes, how=how)
            earliest[number] = max(earliest.get(number, 0), minutes)
        assert CheckIn.objects.count() == len(earliest)
        for number, minutes in earliest.items():
            row = CheckIn.objects.get(participant=one(meeting, number))
            assert abs(timezone.now() - timedelta(minutes=minutes) - row.at) < timedelta(minutes=1)


# -- badges and guessing ---------------------------------------------------------------------------------------------


@db
def test_the_desk_scans_badges_of_its_own_meeting_only(accounts, sign_in):
    meeting = steps.meeting(accounts)
    session = steps.session(accounts, meeting)
    other = steps.meeting(accounts, name="另一个会")
    Participant.objects.filter(pk=one(other).pk).update(name="别人的代表")
    desk, address = sign_in("section_head"), reverse("meetings:check_in", args=[session.pk])
    badge = participant_code(one(meeting))
    whole = f"http://office.example{reverse('meetings:scan', args=[badge])}"
    entries = [
        {"key": "1", "code": whole},
        {"key": "2", "code": badge},
        {"key": "3", "code": participant_code(one(other))},
        {"key": "4", "code": badge[:-1] + "x"},
        {"key": "5", "code": session_code(session)},
    ]
    found = desk.post(address, json.dumps({"entries": entries}), content_type="application/json").json()["results"]
    assert [row["state"] for row in found] == ["done", "again", "refused", "refused", "refused"]
    assert found[0]["name"] == "代表00"
    assert "别人的代表" not in json.dumps(found, ensure_ascii=False)
    made = CheckIn.objects.get()
    assert (made.how, made.by) == ("badge", accounts.section_head)
    page = desk.post(address, {"code": participant_code(one(meeting, 1))}, follow=True).content.decode()
    assert "代表01" in page
    assert CheckIn.objects.count() == 2


@db
def test_a_badge_opened_on_a_stewards_phone_is_checked_in_by_the_steward(accounts, sign_in):
    meeting = steps.meeting(accounts)
    steps.session(accounts, meeting)
    path = reverse("meetings:scan", args=[participant_code(one(meeting))])
    steward = sign_in("section_head")
    assert "代为签到" in steward.get(path).content.decode()
    assert CheckIn.objects.count() == 0, "opening the page checks nobody in"
    steward.post(path)
    assert CheckIn.objects.get().by == accounts.section_head
    assert "不用再签" in steward.get(path).content.decode()
    stranger = sign_in("clerk")
    other = reverse("meetings:scan", args=[participant_code(one(meeting, 1))])
    assert "代为签到" not in stranger.get(other).content.decode()
    stranger.post(other)
    assert CheckIn.objects.order_by("pk").last().by is None


@db
def test_the_badge_of_somebody_who_sends_another_is_worth_nothing(cast):
    meeting = steps.meeting(cast)
    row = one(meeting)
    badge = participant_code(row)
    Participant.objects.filter(pk=row.pk).update(state="stand_in", stand_in_name="替会人", reason="出差")
    assert read(badge) is None
    assert read(participant_code(one(meeting))) == row


@db
def test_guessing_names_at_the_door_ends_and_badges_still_work(cast):
    meeting = steps.meeting(cast)
    code = session_code(steps.session(cast, meeting))
    Participant.objects.filter(pk=one(meeting).pk).update(mobile="13900001234")
    tails = [scan(code, name="代表00", tail=f"{n:04}") for n in range(7)]
    assert [answer.status_code for answer in tails] == [200] * 6 + [429]
    stopped = scan(code, name="代表00", tail="1234")
    assert "试的次数太多" in stopped.content.decode(), "nor does the right number help whoever tried six"
    assert "没有签到" in stopped.content.decode()
    assert CheckIn.objects.count() == 0
    scan(code, name="代表01")
    assert CheckIn.objects.get().participant.name == "代表01", "others are not shut out by it"
    kept = {"entries": [{"key": str(n), "name": f"猜{n}"} for n in range(80)]}
    address = reverse("meetings:scan", args=[code])
    found = Client().post(address, json.dumps(kept), content_type="application/json").json()["results"]
    assert sum("试的次数太多" in row["message"] for row in found) >= 20
    assert "试的次数太多" in scan(code, name="代表02").content.decode()
    scan(participant_code(one(meeting, 2)))
    assert CheckIn.objects.count() == 2
