"""One model, everything derived: for any meeting and any change, sheets equal a fresh derivation and exactly those
affected are told."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.apps.meetings.steps import executive, members, notified, scheduled
from zhongshu.apps.meetings.actions import agenda, people, receipts
from zhongshu.apps.meetings.actions.basics import Basics, change_basics
from zhongshu.apps.meetings.actions.changing import foresee
from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.models import IssuedSheet, Meeting, MeetingChange, Participant
from zhongshu.apps.shell.models import Notification
from zhongshu.lib.meeting.changes import affected
from zhongshu.lib.meeting.sheets import derive, fingerprint
from zhongshu.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)


def in_force(meeting: Meeting) -> dict[str, IssuedSheet]:
    return {row.kind: row for row in IssuedSheet.objects.filter(meeting=meeting).order_by("version")}


def everything_is_derived(meeting: Meeting) -> None:
    issued = in_force(meeting)
    for kind, content in derive(facts_of(fresh(meeting))).items():
        assert issued[kind].content == content, kind
        assert issued[kind].fingerprint == fingerprint(content)


def told_since(start: int) -> set[str]:
    return set(Notification.objects.filter(pk__gt=start).values_list("person__name", flat=True))


def last_notice() -> int:
    row = Notification.objects.order_by("-pk").first()
    return row.pk if row else 0


def test_nothing_is_issued_before_the_notice(cast):
    meeting = executive(cast)
    members(cast, meeting)
    assert not in_force(meeting)


def test_the_notice_issues_everything_and_tells_the_members(cast):
    start = last_notice()
    meeting = notified(cast)
    everything_is_derived(meeting)
    assert {"陈志远", "罗文斌"} <= told_since(start)


def test_a_new_place_is_shown_before_it_is_made(cast):
    meeting = notified(cast)
    wanted = Basics(**{**Basics.of(meeting).__dict__, "place": "县政府第二会议室"})
    changed, names = foresee(
        meeting, lambda: change_basics(actor=cast.section_head, meeting=meeting, basics=wanted, reason="检修")
    )
    assert [str(line) for line in changed.lines] == ["地点：县政府第一会议室 改为 县政府第二会议室"]
    assert set(changed.sheets) == {"notice", "calendar"}
    assert names == ["罗文斌", "陈志远"]
    assert fresh(meeting).place == "县政府第一会议室", "nothing is kept of a change that was only looked at"


def test_a_change_issues_what_depends_on_it_and_nothing_else(cast):
    meeting, start = notified(cast), last_notice()
    before = {kind: row.version for kind, row in in_force(meeting).items()}
    wanted = Basics(**{**Basics.of(meeting).__dict__, "place": "县政府第二会议室"})
    change_basics(
        actor=cast.section_head, meeting=meeting, basics=wanted, reason="第一会议室检修", seen=meeting.revision
    )
    after = {kind: row.version for kind, row in in_force(meeting).items()}
    assert {kind for kind in after if after[kind] != before[kind]} == {"notice", "calendar"}
    assert told_since(start) == {"陈志远", "罗文斌"}
    row = MeetingChange.objects.latest("pk")
    assert (row.reason, row.told) == ("第一会议室检修", ["罗文斌", "陈志远"])
    everything_is_derived(meeting)


def test_only_the_one_who_is_added_is_told(cast):
    meeting, start = notified(cast), last_notice()
    people.add_people(actor=cast.section_head, meeting=meeting, people=[cast.drafter], role=Participant.Role.OBSERVE)
    assert told_since(start) - {"陈志远"} == {"林晓雯"}, "the chair's script names how many come"
    everything_is_derived(meeting)


def test_a_change_decided_on_an_old_difference_is_refused(cast):
    meeting = notified(cast)
    seen = meeting.revision
    people.add_people(actor=cast.section_head, meeting=meeting, people=[cast.drafter])
    wanted = Basics(**{**Basics.of(fresh(meeting)).__dict__, "place": "礼堂"})
    with pytest.raises(Refused, match="有人改了会议"):
        change_basics(actor=cast.section_head, meeting=meeting, basics=wanted, reason="换大会场", seen=seen)


def test_after_the_notice_a_change_needs_a_reason(cast):
    meeting = notified(cast)
    wanted = Basics(**{**Basics.of(meeting).__dict__, "place": "礼堂"})
    with pytest.raises(Refused, match="理由"):
        change_basics(actor=cast.section_head, meeting=meeting, basics=wanted)


@pytest.mark.parametrize("days", [3, -13])
def test_until_when_to_answer_moves_along_and_never_behind_the_start(cast, days):
    meeting = executive(cast, days=14)
    assert meeting.answer_by is not None
    by = timedelta(days=days)
    moved = {"starts_at": meeting.starts_at + by, "ends_at": meeting.ends_at + by}
    change_basics(actor=cast.section_head, meeting=meeting, basics=Basics(**{**Basics.of(meeting).__dict__, **moved}))
    now = Meeting.objects.get(pk=meeting.pk)
    if days > 0:
        assert now.answer_by == meeting.answer_by + by
    else:
        assert timezone.now() - timedelta(minutes=1) < now.answer_by <= now.starts_at, "no time that is past already"


def test_deadlines_follow_the_meeting(cast):
    meeting = executive(cast, days=40)
    before = dict(meeting.tasks.values_list("key", "due_on"))
    moved = Basics(
        **{
            **Basics.of(meeting).__dict__,
            "starts_at": meeting.starts_at + timedelta(days=28),
            "ends_at": meeting.ends_at + timedelta(days=28),
        }
    )
    change_basics(actor=cast.section_head, meeting=meeting, basics=moved)
    after = dict(meeting.tasks.values_list("key", "due_on"))
    assert all(after[key] > before[key] for key in before)


STEPS = st.lists(
    st.sampled_from(
        [
            "place",
            "time",
            "name",
            "chair",
            "add",
            "guest",
            "remove",
            "leave",
            "stand_in",
            "item",
            "entry",
            "move",
            "edit",
            "unit",
        ]
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture
def invited(cast) -> Meeting:
    return notified(cast)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, number=st.integers(0, 5))
@example(steps=["leave", "place", "leave"], number=0)
def test_any_meeting_and_any_change(cast, invited, steps, number):
    meeting = invited
    with transaction.atomic():
        mark = transaction.savepoint()
        for at, step in enumerate(steps):
            was, start = facts_of(fresh(meeting)), last_notice()
            revision = fresh(meeting).revision
            Walk(cast, fresh(meeting), number + at).take(step)
            now = facts_of(fresh(meeting))
            everything_is_derived(meeting)
            wanted = affected(was, now)
            told = set(
                Notification.objects.filter(pk__gt=start, key__startswith=f"meetings:change:{meeting.pk}:").values_list(
                    "person", flat=True
                )
            )
            people_affected = {int(key.partition(":")[2]) for key in wanted if not key.startswith("unit:")}
            # Units outside have nobody on the server; the actor knows already.
            assert told == people_affected - {cast.section_head.pk}, (step, wanted)
            if was != now:
                assert fresh(meeting).revision > revision
        transaction.savepoint_rollback(mark)


class Walk:
    """One change of a kind, by its name; a refusal is as good."""

    def __init__(self, cast, meeting: Meeting, n: int) -> None:
        self.cast, self.meeting, self.n, self.actor = cast, meeting, n, cast.section_head
        self.rows = list(meeting.participants.all())

    def take(self, step: str) -> None:
        with suppress(Refused):
            getattr(self, step)()

    def change(self, **fields) -> None:
        basics = Basics(**{**Basics.of(self.meeting).__dict__, **fields})
        change_basics(actor=self.actor, meeting=self.meeting, basics=basics, reason="有变动")

    def one(self) -> Participant:
        return self.rows[self.n % len(self.rows)]

    def place(self) -> None:
        self.change(place=f"第{self.n}会议室")

    def time(self) -> None:
        self.change(ends_at=self.meeting.ends_at + timedelta(minutes=10 * self.n))

    def name(self) -> None:
        self.change(name=f"第{self.n}次县长办公会议")

    def chair(self) -> None:
        self.change(chair=[self.cast.deputy_leader, self.cast.director][self.n % 2])

    def add(self) -> None:
        cast = self.cast
        someone = [cast.drafter, cast.vetter, cast.clerk, cast.director][self.n % 4]
        people.add_people(actor=self.actor, meeting=self.meeting, people=[someone])

    def guest(self) -> None:
        people.add_guest(actor=self.actor, meeting=self.meeting, name=f"来宾{self.n}", rank=self.n)

    def remove(self) -> None:
        if self.rows:
            people.remove_participant(actor=self.actor, row=self.one(), reason="不需要参加")

    def leave(self) -> None:
        if self.rows:
            row = receipts.ask_leave(actor=self.actor, row=self.one(), reason="出差")
            receipts.decide_leave(actor=self.actor, row=row, grant=self.n % 2 == 0, words="同意", transcribed=True)

    def stand_in(self) -> None:
        if self.rows:
            receipts.name_stand_in(actor=self.actor, row=self.one(), name="代会人", post="副科长", reason="出差")

    def item(self) -> None:
        scheduled(self.cast, self.meeting, f"议题{self.n}")

    def entry(self) -> None:
        rest = self.n % 2 == 0
        agenda.add_entry(actor=self.actor, meeting=self.meeting, title=f"讲话{self.n}", minutes=self.n + 1, rest=rest)

    def move(self) -> None:
        if self.meeting.slots.exists():
            agenda.move_entry(actor=self.actor, slot=self.meeting.slots.last(), to=0)

    def edit(self) -> None:
        if self.meeting.slots.exists():
            agenda.edit_entry(actor=self.actor, slot=self.meeting.slots.first(), minutes=self.n + 5)

    def unit(self) -> None:
        people.invite(actor=self.actor, meeting=self.meeting, external=[f"外单位{self.n}"], wanted="负责人")
