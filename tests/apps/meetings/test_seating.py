"""Seats in the office's hands: laid out by protocol, changed by hand, following the people; two hands on one seat."""

import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.apps.meetings.steps import executive, members, notified
from zhongshu.apps.audit.models import Entry
from zhongshu.apps.meetings.actions import people, receipts, seat_telling, seating
from zhongshu.apps.meetings.actions.seating import Seen
from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.models import Invitation, Meeting, Participant, Seat, SeatPlan
from zhongshu.apps.meetings.queries.missing import missing_of
from zhongshu.apps.meetings.queries.seating import people_of, plan_of, rules_of, seating_of
from zhongshu.apps.shell.models import Notification
from zhongshu.lib.refusal import Refused
from zhongshu.lib.seating import Fill, Floor, Room, Rostrum, Seated, Table, lay_out

pytestmark = pytest.mark.django_db

ROW = Room(floor=Floor(1, 8, fill=Fill.LEFT))


def crowd(meeting, count=5):
    rows = [Participant(meeting=meeting, name=f"代表{n}", body=f"单位{n % 2}", rank=n) for n in range(1, count + 1)]
    Participant.objects.bulk_create(rows)
    return [str(pk) for pk in meeting.participants.order_by("rank").values_list("pk", flat=True)]


def laid_out(cast, count=5, room=ROW):
    meeting = executive(cast)
    keys = crowd(meeting, count)
    row = seating.lay_out_seats(actor=cast.section_head, meeting=meeting, room=room)
    return meeting, keys, row


def shown(row):
    """Names by chair, – for an empty one."""
    seats = Seat.objects.filter(plan=row).select_related("participant").order_by("pk")
    return "".join(seat.participant.name[-1] if seat.participant else "–" for seat in seats)


def test_seats_are_laid_out_by_protocol_and_recorded(cast):
    meeting, _, row = laid_out(cast)
    assert shown(row) == "12345–––"
    entry = Entry.objects.filter(verb="meetings.lay_out_seats").latest("pk")
    assert "5 人 8 座" in entry.summary
    plan, pinned, moved = plan_of(row)
    assert plan == lay_out(ROW, people_of(meeting, facts_of(meeting), ROW))
    assert not pinned | moved


def test_helpers_have_no_seat_and_those_on_leave_neither(cast):
    meeting = executive(cast)
    keys = crowd(meeting, 4)
    Participant.objects.filter(pk=keys[0]).update(role="staff")
    Participant.objects.filter(pk=keys[1]).update(state="leave", reason="出差", decided_at=meeting.created_at)
    row = seating.lay_out_seats(actor=cast.section_head, meeting=meeting, room=ROW)
    assert shown(row) == "34––––––"


def test_hosts_and_guests_are_told_apart_by_whose_people_they_are(cast):
    meeting = executive(cast)
    members(cast, meeting, cast.principal_leader, cast.deputy_leader, cast.town_clerk)
    row = seating.lay_out_seats(actor=cast.section_head, meeting=meeting, room=Room(table=Table(seated=Seated.FACING)))
    sides = dict(Seat.objects.filter(plan=row).values_list("participant__name", "section"))
    assert sides == {"陈志远": "host", "罗文斌": "host", "钱多多": "guest"}


def test_the_three_ways_to_move(cast):
    _, keys, row = laid_out(cast)
    one = {"actor": cast.section_head, "row": row}
    assert seating.move_seat(**one, person=keys[4], to="f1-1") == ["代表5：1排5座 → 1排1座", "代表1：1排1座 → 1排5座"]
    assert shown(row) == "52341–––"
    seating.move_seat(**one, person=keys[4], to="f1-8")
    assert shown(row) == "–2341––5"
    seating.move_seat(**one, person=keys[4], to="f1-2", how="insert")
    assert shown(row) == "–52341––"
    assert set(Seat.objects.filter(plan=row, moved=True).values_list("participant__name", flat=True)) >= {"代表5"}


def test_two_people_moving_one_seat_get_a_clear_answer_and_lose_nothing(cast):
    _, keys, row = laid_out(cast)
    seen = Seen(0, "f1-1", keys[1])  # both saw 代表1 on the first chair and 代表2 on the second
    seating.move_seat(actor=cast.section_head, row=row, person=keys[0], to="f1-2", seen=seen)
    with pytest.raises(Refused, match=r"周明远在.*现在代表1在1排2座.*没有执行，谁的座位都没有丢"):
        seating.move_seat(actor=cast.director, row=row, person=keys[0], to="f1-2", seen=seen)
    assert shown(row) == "21345–––"
    elsewhere = Seen(1, "f1-4", keys[4])  # an old screen, but nothing there has changed
    seating.move_seat(actor=cast.director, row=row, person=keys[3], to="f1-5", seen=elsewhere)
    assert shown(row) == "21354–––"
    with pytest.raises(Refused, match="刚调整过座位"):
        seating.move_seat(actor=cast.director, row=row, person=keys[3], to="f1-4", how="insert", seen=elsewhere)


def test_the_version_alone_is_enough_for_words_typed_in(cast):
    _, keys, row = laid_out(cast)
    old = SeatPlan.objects.get(pk=row.pk).version
    seating.move_seat(actor=cast.section_head, row=row, person=keys[0], to="f1-2", seen=Seen(old))
    with pytest.raises(Refused, match="刚调整过座位"):
        seating.move_seat(actor=cast.section_head, row=row, person=keys[0], to="f1-3", seen=Seen(old))


def test_pinned_people_stay_and_reserved_chairs_are_kept_free(cast):
    _, keys, row = laid_out(cast)
    act = {"actor": cast.section_head, "row": row}
    seating.pin_seat(**act, person=keys[2])
    seating.reserve_seat(**act, place="f1-6", words="记者")
    with pytest.raises(Refused, match="1排3座上的人已经固定"):
        seating.move_seat(**act, person=keys[0], to="f1-3")
    with pytest.raises(Refused, match="已保留给记者"):
        seating.move_seat(**act, person=keys[0], to="f1-6")
    with pytest.raises(Refused, match="坐着代表1"):
        seating.reserve_seat(**act, place="f1-1", words="记者")
    seating.mark_absent(**act, person=keys[0])
    assert shown(row) == "2435––––"
    seating.mark_absent(**act, person=keys[0], absent=False)
    assert shown(row) == "12345–––"
    seating.reserve_seat(**act, place="f1-6", words="")
    seating.pin_seat(**act, person=keys[2], pinned=False)
    assert not Seat.objects.filter(plan=row, pinned=True).exists()
    assert not Seat.objects.filter(plan=row).exclude(reserved="").exists()


def test_everything_again_by_protocol_keeps_only_what_is_pinned(cast):
    _, keys, row = laid_out(cast)
    act = {"actor": cast.section_head, "row": row}
    seating.move_seat(**act, person=keys[0], to="f1-8")
    seating.move_seat(**act, person=keys[4], to="f1-7")
    seating.pin_seat(**act, person=keys[4])
    seating.lay_out_again(**act)
    assert shown(row) == "1234––5–"


def test_seats_follow_the_people(cast):
    meeting, keys, row = laid_out(cast)
    act = {"actor": cast.section_head, "row": row}
    seating.move_seat(**act, person=keys[4], to="f1-8")
    people.remove_participant(actor=cast.section_head, row=Participant.objects.get(pk=keys[0]), reason="另有任务")
    assert shown(row) == "234––––5", "closed up, the one moved by hand stays"
    people.add_guest(actor=cast.section_head, meeting=meeting, name="代表9", body="单位", rank=0)
    assert shown(row) == "9234–––5"


def test_an_approved_leave_closes_up_and_a_stand_in_sits_there(cast):
    meeting = notified(cast)
    crowd(meeting, 2)
    row = seating.lay_out_seats(actor=cast.section_head, meeting=meeting, room=ROW)
    deputy = meeting.participants.get(person=cast.deputy_leader)
    receipts.name_stand_in(actor=cast.section_head, row=deputy, name="马代会", post="副主任", reason="下乡调研")
    assert "马代会" in seating_of(meeting).names.values()
    assert seating_of(meeting).unseated == ()
    chief = meeting.participants.get(person=cast.principal_leader)
    taken = Seat.objects.filter(plan=row, participant__isnull=False).count()
    receipts.ask_leave(actor=cast.section_head, row=chief, reason="赴市里开会")
    receipts.decide_leave(actor=cast.principal_leader, row=Participant.objects.get(pk=chief.pk), grant=True)
    assert Seat.objects.filter(plan=row, participant__isnull=False).count() == taken - 1
    assert Seat.objects.get(plan=row, place="f1-1").participant is not None, "closed up"


def test_a_hall_that_has_become_too_small_says_so_and_stops_nobody(cast):
    meeting, _, row = laid_out(cast, 8)
    people.add_guest(actor=cast.section_head, meeting=meeting, name="代表9", body="单位", rank=99)
    row = SeatPlan.objects.get(pk=row.pk)
    assert "还差1个座位" in row.trouble
    assert shown(row) == "12345678"
    assert seating_of(meeting).unseated == (str(meeting.participants.get(name="代表9").pk),)
    assert any("座次没有跟上" in one.text for one in missing_of(meeting, cast.section_head))
    seating.lay_out_seats(actor=cast.section_head, meeting=meeting, room=Room(floor=Floor(2, 8, fill=Fill.LEFT)))
    assert SeatPlan.objects.get(pk=row.pk).trouble == ""
    assert seating_of(meeting).unseated == ()


def test_another_room_keeps_what_it_still_has(cast):
    meeting, keys, row = laid_out(cast)
    act = {"actor": cast.section_head, "row": row}
    seating.move_seat(**act, person=keys[0], to="f1-4")
    seating.pin_seat(**act, person=keys[0])
    seating.reserve_seat(**act, place="f1-8", words="记者")
    seating.lay_out_seats(actor=cast.section_head, meeting=meeting, room=Room(floor=Floor(2, 6, fill=Fill.LEFT)))
    assert shown(row) == "42315–––––––"
    assert Seat.objects.get(plan=row, participant=keys[0]).pinned
    assert not Seat.objects.filter(plan=row).exclude(reserved="").exists()


def test_who_sits_together_and_apart(cast):
    _, keys, row = laid_out(cast)
    seating.bind_people(actor=cast.section_head, row=row, together=[[keys[0], keys[4]]], apart=[[keys[1], keys[2]]])
    order = shown(row)
    assert abs(order.index("1") - order.index("5")) == 1
    assert abs(order.index("2") - order.index("3")) > 1
    with pytest.raises(Refused, match="既要求坐在一起，又要求分开"):
        seating.bind_people(actor=cast.section_head, row=row, together=[keys[:2]], apart=[keys[:2]])


def test_only_the_host_side_changes_seats_and_only_until_the_end(cast):
    meeting, keys, row = laid_out(cast)
    with pytest.raises(Refused, match="由会议承办方"):
        seating.move_seat(actor=cast.town_clerk, row=row, person=keys[0], to="f1-2")
    Meeting.objects.filter(pk=meeting.pk).update(state="ended")
    row.refresh_from_db()
    row.meeting.refresh_from_db()
    with pytest.raises(Refused, match="座次不再改动"):
        seating.move_seat(actor=cast.section_head, row=row, person=keys[0], to="f1-2")
    assert shown(row) == "12345–––"


def test_a_refused_change_leaves_everything_as_it_was(cast):
    meeting, keys, row = laid_out(cast)
    before = list(Seat.objects.filter(plan=row).values())
    with pytest.raises(Refused):
        seating.lay_out_seats(actor=cast.section_head, meeting=meeting, room=Room(floor=Floor(1, 3)))
    with pytest.raises(Refused):
        seating.move_seat(actor=cast.section_head, row=row, person=keys[0], to="f9-9")
    assert list(Seat.objects.filter(plan=row).values()) == before
    assert SeatPlan.objects.get(pk=row.pk).version == row.version


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["swap", "insert", "row", "pin", "unpin", "absent", "present", "add", "remove", "reserve", "again"]
        ),
        st.integers(0, 7),
        st.integers(0, 12),
    ),
    max_size=8,
)


def do(cast, meeting, row, what, who, where):
    keys = [str(pk) for pk in meeting.participants.order_by("pk").values_list("pk", flat=True)]
    places = list(Seat.objects.filter(plan=row).values_list("place", flat=True))
    act = {"actor": cast.section_head, "row": row}
    if what == "add":
        people.add_guest(actor=cast.section_head, meeting=meeting, name=f"代表{where}", body="单位", rank=who)
        return
    if not keys:
        return
    person, place = keys[who % len(keys)], places[where % len(places)]
    if what in ("swap", "insert", "row"):
        seating.move_seat(**act, person=person, to=place, how=what)
    elif what in ("pin", "unpin"):
        seating.pin_seat(**act, person=person, pinned=what == "pin")
    elif what in ("absent", "present"):
        seating.mark_absent(**act, person=person, absent=what == "absent")
    elif what == "reserve":
        seating.reserve_seat(**act, place=place, words="记者")
    elif what == "again":
        seating.lay_out_again(**act)
    else:
        people.remove_participant(actor=cast.section_head, row=Participant.objects.get(pk=person), reason="不来")


class _Undone(Exception):
    pass


@given(acts=ACTS, rostrum=st.booleans())
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_after_any_changes_nobody_sits_twice_and_nobody_stands(cast, acts, rostrum):
    try:
        with transaction.atomic():
            room = Room(rostrum=Rostrum() if rostrum else None, floor=Floor(3, 5))
            meeting, _, row = laid_out(cast, 6, room)
            for what, who, where in acts:
                pins = set(Seat.objects.filter(plan=row, pinned=True).values_list("participant", "place"))
                try:
                    with transaction.atomic():
                        do(cast, meeting, row, what, who, where)
                except Refused:
                    continue
                now = seating_of(meeting)
                assert now.unseated == () or now.row.trouble
                assert len(set(now.plan.seats.values())) == len(now.plan.seats)
                assert not set(now.plan.seats) & set(now.plan.reserved)
                for participant, place in pins:
                    gone = what in ("unpin", "absent", "remove")
                    assert gone or now.plan.seats.get(place) == str(participant)
                if not now.moved and not now.row.trouble and what in ("add", "remove", "again"):
                    everybody = people_of(meeting, facts_of(meeting), now.room)
                    fresh = lay_out(now.room, everybody, rules_of(now.row, now.plan, now.pinned, everybody), now.plan)
                    assert fresh.seats == now.plan.seats, "what is kept equals a fresh derivation"
            raise _Undone
    except _Undone:
        pass


def test_a_shape_is_plain_data(cast):
    _, _, row = laid_out(cast)
    assert json.loads(json.dumps(row.shape)) == row.shape
    assert Room.from_data(row.shape) == ROW


# -- issued and told -------------------------------------------------------------------------------------------------


def issued(cast):
    """Two members of staff, a guest whom a section sends and two of nobody's; seats issued."""
    meeting = notified(cast)
    section = Invitation.objects.create(
        meeting=meeting, unit=cast.units["机要保密科"], organ=cast.office, name="机要保密科", quota=2
    )
    Participant.objects.create(meeting=meeting, name="借调的", invitation=section, rank=7000)
    crowd(meeting, 2)
    row = seating.lay_out_seats(actor=cast.section_head, meeting=meeting, room=ROW)
    Notification.objects.all().delete()
    return meeting, row


def told_of_seats():
    return {(row.person.name, row.text) for row in Notification.objects.select_related("person")}


def test_issuing_tells_each_their_own_seat_and_again_nobody(cast):
    meeting, row = issued(cast)
    names = seat_telling.issue_seats(actor=cast.section_head, row=row)
    assert len(names) == 5
    told = told_of_seats()
    where = dict(Seat.objects.filter(plan=row).values_list("participant__name", "label"))
    assert {text for name, text in told if name == "陈志远"} == {f"{meeting.name}：您的座位在{where['陈志远']}"}
    contact = {text for name, text in told if "借调的" in text}
    assert contact == {f"{meeting.name}：贵单位参会人员座位已排定：借调的{where['借调的']}"}
    assert not any("代表" in text for _, text in told), "who has no account and no unit here is told by the host"
    assert seat_telling.issue_seats(actor=cast.section_head, row=row) == []
    assert told_of_seats() == told


def test_only_those_whose_seat_changed_are_told_and_once(cast):
    meeting, row = issued(cast)
    seat_telling.issue_seats(actor=cast.section_head, row=row)
    Notification.objects.all().delete()
    keys = dict(meeting.participants.values_list("name", "pk"))
    # Moved twice and back: that one is where they were told.
    for _ in range(2):
        seating.move_seat(actor=cast.section_head, row=row, person=str(keys["代表1"]), to="f1-8")
        seating.move_seat(actor=cast.section_head, row=row, person=str(keys["代表1"]), to="f1-1")
    row.refresh_from_db()
    before = row.told
    seating.move_seat(actor=cast.section_head, row=row, person=str(keys["罗文斌"]), to="f1-8")
    later = timezone.now() + timedelta(minutes=31)
    assert seat_telling.tell_moved(now=timezone.now() + timedelta(minutes=10)) == 0, (
        "somebody may still be moving seats"
    )
    assert seat_telling.tell_moved(now=later) == 1
    row.refresh_from_db()
    changed = {key for key, seat in row.told.items() if before.get(key) != seat}
    told = told_of_seats()
    assert {name for name, text in told if "您的座位" in text} == {
        name for name, key in keys.items() if str(key) in changed and name in ("陈志远", "罗文斌")
    }
    assert ("罗文斌", f"{meeting.name}：您的座位改为1排8座") in told
    assert seat_telling.tell_moved(now=later) == 0
    assert seat_telling.issue_seats(actor=cast.section_head, row=row) == []
    assert told_of_seats() == told


def test_seats_that_follow_the_people_are_told_too(cast):
    meeting, row = issued(cast)
    seat_telling.issue_seats(actor=cast.section_head, row=row)
    Notification.objects.all().delete()
    first = meeting.participants.get(name="代表1")
    people.remove_participant(actor=cast.section_head, row=first, reason="不来")
    Notification.objects.all().delete()
    assert seat_telling.tell_moved(now=timezone.now() + timedelta(hours=1)) == 1
    row.refresh_from_db()
    assert str(first.pk) not in row.told
    moved = {name for name, text in told_of_seats() if "改为" in text}
    assert moved >= {"陈志远"}, "the row has closed up"


def test_near_the_start_settled_changes_are_told_sooner(cast):
    meeting, row = issued(cast)
    seat_telling.issue_seats(actor=cast.section_head, row=row)
    key = str(meeting.participants.get(name="罗文斌").pk)
    seating.move_seat(actor=cast.section_head, row=row, person=key, to="f1-8")
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=2))
    assert seat_telling.tell_moved(now=now + timedelta(minutes=4)) == 1


def test_no_issue_before_the_notice_or_while_somebody_stands(cast):
    meeting, _, row = laid_out(cast)
    with pytest.raises(Refused, match="通知还没有发出"):
        seat_telling.issue_seats(actor=cast.section_head, row=row)
    Meeting.objects.filter(pk=meeting.pk).update(notified_at=meeting.created_at, state="notified")
    with pytest.raises(Refused, match="承办方"):
        seat_telling.issue_seats(actor=cast.clerk, row=row)
    Seat.objects.filter(plan=row, place="f1-1").update(participant=None)
    with pytest.raises(Refused, match="还有人没有座位"):
        seat_telling.issue_seats(actor=cast.section_head, row=row)
    row.refresh_from_db()
    assert row.issued_at is None
