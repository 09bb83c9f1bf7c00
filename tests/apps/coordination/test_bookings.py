"""Rooms and equipment: never twice, told at once, with what is free instead."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import at_once
from tests.apps.coordination import race, steps
from tests.cast import make_cast
from zhongshu.apps.coordination import actions
from zhongshu.apps.coordination.actions import Wanted
from zhongshu.apps.coordination.models import Booking
from zhongshu.apps.coordination.queries import bookings as doors
from zhongshu.apps.shell.models import Notification
from zhongshu.lib.refusal import Refused
from zhongshu.lib.slots.diary import overlap

db = pytest.mark.django_db


def booked(cast, room, start, end, *, by=None, **more):
    return actions.book(
        actor=by or cast.drafter, room=room, starts_at=steps.moment(start), ends_at=steps.moment(end),
        **({"purpose": "业务培训"} | more),
    )  # fmt: skip


@db
def test_a_taken_room_is_refused_with_what_is_free_instead(cast):
    large, small = steps.room(cast), steps.room(cast, "小会议室", 45)
    booked(cast, large, "9:00", "11:00")
    with pytest.raises(Refused) as refusal:
        booked(cast, large, "10:30", "11:30", by=cast.clerk)
    assert "已由林晓雯预订" in refusal.value.message
    assert "小会议室" in refusal.value.remedy
    assert "第一会议室" in refusal.value.remedy
    booked(cast, large, "11:00", "12:00", by=cast.clerk)  # back to back is no double booking
    booked(cast, small, "10:30", "11:30")
    assert Booking.objects.count() == 3


@db
def test_the_nearest_free_time_is_really_free(cast):
    only = steps.room(cast)
    booked(cast, only, "9:00", "11:00")
    for one in doors.alternatives(room=only, start=steps.moment("9:30"), end=steps.moment("10:30")):
        assert doors.room_is_free(one.room, one.start, one.end)
        assert one.start >= steps.moment("9:30")


@db
def test_equipment_runs_out_at_the_moment_it_does(cast):
    piece = steps.equipment(cast, count=3)

    def take(start, end, quantity):
        return actions.book(
            actor=cast.drafter, equipment=piece, quantity=quantity, starts_at=steps.moment(start),
            ends_at=steps.moment(end), purpose="培训",
        )  # fmt: skip

    take("9:00", "10:00", 2)
    take("10:00", "11:00", 2)
    take("9:00", "11:00", 1)
    with pytest.raises(Refused, match="全部借出"):
        take("9:30", "10:30", 1)
    take("11:00", "12:00", 3)
    with pytest.raises(Refused, match="数量"):
        take("13:00", "14:00", 0)


@db
def test_who_may_book_and_give_back(cast):
    room = steps.room(cast, keeper=cast.clerk)
    for part in ("outsider", "town_clerk", "sysadmin"):
        with pytest.raises(Refused, match="本机关人员"):
            booked(cast, room, "9:00", "10:00", by=cast.people[part])
    row = booked(cast, room, "9:00", "10:00")
    with pytest.raises(Refused, match="预订人"):
        actions.release(actor=cast.archivist, booking=row, reason="要用")
    with pytest.raises(Refused, match="写明原因"):
        actions.release(actor=cast.clerk, booking=row)
    actions.release(actor=cast.clerk, booking=row, reason="会议室检修")
    assert "会议室检修" in Notification.objects.get(person=cast.drafter).text
    with pytest.raises(Refused, match="已经退订"):
        actions.release(actor=cast.drafter, booking=row)
    booked(cast, room, "9:00", "10:00", by=cast.archivist)


@db
def test_bad_times_are_refused(cast):
    room = steps.room(cast)
    with pytest.raises(Refused, match="不晚于"):
        booked(cast, room, "10:00", "10:00")
    with pytest.raises(Refused, match="已经过去"):
        actions.book(
            actor=cast.drafter, room=room, starts_at=timezone.now() - timedelta(hours=2),
            ends_at=timezone.now() - timedelta(hours=1), purpose="培训",
        )  # fmt: skip
    with pytest.raises(Refused, match="31 天"):
        actions.book(
            actor=cast.drafter, room=room, starts_at=steps.moment("9:00"),
            ends_at=steps.moment("9:00") + timedelta(days=40), purpose="培训",
        )  # fmt: skip
    actions.keep_room(
        actor=cast.director, organ=cast.office, name=room.name, seats=1, room=room, retired_on=timezone.localdate()
    )
    with pytest.raises(Refused, match="停用"):
        booked(cast, room, "9:00", "10:00")


@db
def test_over_midnight_is_one_booking(cast):
    room = steps.room(cast)
    actions.book(
        actor=cast.drafter, room=room, purpose="防汛值守", starts_at=steps.moment("20:00"),
        ends_at=steps.moment("2:00") + timedelta(days=1),
    )  # fmt: skip
    with pytest.raises(Refused):
        actions.book(
            actor=cast.drafter, room=room, purpose="培训", starts_at=steps.moment("1:00") + timedelta(days=1),
            ends_at=steps.moment("3:00") + timedelta(days=1),
        )  # fmt: skip


@db
def test_what_a_thing_has_booked_is_replaced_as_a_whole(cast):
    room, other = steps.room(cast), steps.room(cast, "小会议室", 10)
    piece = steps.equipment(cast, count=1)
    subject = steps.engaged(cast, cast.principal_leader, "9:00", "11:00")

    def want(*wanted):
        return actions.replace_bookings(actor=cast.drafter, subject=subject, wanted=wanted, purpose="常务会议")

    at_nine = [Wanted(steps.moment("9:00"), steps.moment("11:00"), room=room)]
    tools = [Wanted(steps.moment("9:00"), steps.moment("11:00"), equipment=piece)]
    assert want(*at_nine, *tools) == (2, 0)
    assert want(*at_nine, *tools) == (0, 0)
    later = Wanted(steps.moment("9:30"), steps.moment("11:30"), room=room)
    assert want(later, *tools) == (1, 1)
    booked(cast, other, "9:00", "12:00", by=cast.clerk)
    with pytest.raises(Refused):
        want(Wanted(steps.moment("9:00"), steps.moment("11:00"), room=other))
    assert [row.room or row.equipment for row in doors.bookings_of(subject)] == [piece, room]
    assert actions.release_all(actor=cast.drafter, subject=subject) == 2
    assert not doors.bookings_of(subject).exists()


@db
def test_a_private_purpose_is_for_its_booker_and_the_readers_of_its_subject(cast):
    room = steps.room(cast)
    row = booked(cast, room, "9:00", "10:00", purpose="研究干部事项", private=True)
    for part, known in {"drafter": True, "director": False, "clerk": False}.items():
        (shown,) = doors.shown(cast.people[part], [row])[room.pk]
        assert (shown.purpose == "研究干部事项") is known, part
    assert doors.visible_to(cast.outsider).count() == 0
    assert doors.visible_to(cast.sysadmin).count() == 0


class AnyRun(TestCase):
    """Whatever is booked and given back, in any order, no room is taken twice and no more pieces are out than there are."""

    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(
            st.tuples(st.sampled_from("ab"), st.integers(0, 30), st.integers(1, 8), st.integers(0, 9)), max_size=25
        )
    )
    def test_never_twice(self, tries):
        cast = make_cast()
        rooms = {"a": steps.room(cast), "b": steps.room(cast, "小会议室", 9)}
        for which, start, length, dice in tries:
            starts_at = steps.moment("8:00") + timedelta(minutes=15 * start)
            ends_at = starts_at + timedelta(minutes=15 * length)
            free = not any(
                overlap(starts_at, ends_at, row.starts_at, row.ends_at)
                for row in Booking.objects.filter(room=rooms[which], released_at__isnull=True)
            )
            try:
                actions.book(actor=cast.drafter, room=rooms[which], starts_at=starts_at, ends_at=ends_at, purpose="会")
                assert free
            except Refused:
                assert not free
            row = Booking.objects.filter(released_at__isnull=True).first()
            if dice == 0 and row is not None:
                actions.release(actor=cast.drafter, booking=row)


def test_processes_that_book_at_once_never_share_a_room(tmp_path, django_db_setup):
    """Four processes try for the same hours."""
    answers, found = at_once.run("tests.apps.coordination.race", race.RACERS, tmp_path)
    won = sum(answers)
    assert found == {"bookings": won, "overlaps": 0, "most_out": 1}
    assert won >= 4
