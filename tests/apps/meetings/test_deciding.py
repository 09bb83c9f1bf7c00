"""What a meeting decides: excerpts, carrying over, and agreed items none of which is lost."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.apps.meetings.steps import PDF, agreed, approved, begun, executive, notified, proposed, scheduled
from zhongshu.apps.coordination import actions as coordination
from zhongshu.apps.coordination.models import Booking, Engagement
from zhongshu.apps.meetings.actions import agenda, deciding, items, people, planning, running
from zhongshu.apps.meetings.actions.basics import Basics, change_basics
from zhongshu.apps.meetings.models import AgendaItem, Meeting, MeetingTask
from zhongshu.apps.meetings.queries import items_visible_to
from zhongshu.apps.meetings.queries.missing import missing_of
from zhongshu.apps.shell.models import Notification
from zhongshu.apps.supervision.models import SupervisedMatter
from zhongshu.lib.refusal import Refused

pytestmark = pytest.mark.django_db


# -- items on their way ----------------------------------------------------------------------------------------------


def test_vetting_says_everything_that_is_missing(cast):
    item = proposed(
        cast, papers=False, reporter=None, major="funds", needs_legal=True, countersign=[cast.units["综合科"]]
    )
    with pytest.raises(Refused) as no:
        items.vet_item(actor=cast.director, item=item, passing=True)
    for said in ("没有汇报材料", "没有汇报人", "没有审查意见", "综合科还没有会签"):
        assert said in str(no.value)


def test_a_unit_that_disagrees_needs_an_answer_in_the_papers(cast):
    item = proposed(cast, countersign=[cast.units["综合科"]])
    row = item.countersigns.get()
    with pytest.raises(Refused, match="由综合科办理"):
        items.answer_countersign(actor=cast.vetter, row=row, agree=True)
    items.answer_countersign(actor=cast.drafter, row=row, agree=False, words="资金渠道不符合规定")
    with pytest.raises(Refused, match="有不同意见"):
        items.vet_item(actor=cast.director, item=item, passing=True)
    items.add_item_papers(actor=cast.town_clerk, item=item, papers=[("opinion", "采纳情况.pdf", PDF)])
    assert items.vet_item(actor=cast.director, item=item, passing=True).state == AgendaItem.State.VETTED


def test_returned_with_what_is_missing_and_handed_in_again(cast):
    item = proposed(cast, papers=False)
    with pytest.raises(Refused, match="写明缺什么"):
        items.vet_item(actor=cast.director, item=item, passing=False)
    items.vet_item(actor=cast.director, item=item, passing=False, words="请补汇报材料")
    assert Notification.objects.filter(person=cast.town_clerk, text__contains="退回补正").exists()
    facts = items.ItemFacts(title=item.title, forum=item.forum, reporter=cast.town_clerk)
    again = items.edit_item(actor=cast.town_clerk, item=item, facts=facts, papers=[("report", "汇报.pdf", PDF)])
    assert again.state == AgendaItem.State.PROPOSED


def test_only_the_chair_approves_or_the_office_writes_down_the_words(cast):
    item = proposed(cast)
    items.vet_item(actor=cast.director, item=item, passing=True)
    with pytest.raises(Refused, match="主持人审定"):
        items.approve_item(actor=cast.director, item=item, agree=True)
    with pytest.raises(Refused, match="原话"):
        items.approve_item(actor=cast.director, item=item, agree=True, transcribed=True)
    found = items.approve_item(actor=cast.director, item=item, agree=True, words="可以上会", transcribed=True)
    assert (found.approved_by, found.transcribed_by) == (cast.principal_leader, cast.director)


def test_no_step_is_taken_twice_or_out_of_order(cast):
    item = proposed(cast)
    with pytest.raises(Refused, match="现在不能办这一步"):
        items.approve_item(actor=cast.principal_leader, item=item, agree=True)
    with pytest.raises(Refused, match="现在不能办这一步"):
        agenda.schedule_item(actor=cast.section_head, meeting=executive(cast), item=item)


def test_an_item_approved_is_seen_by_whoever_prepares_such_a_meeting(cast):
    item = approved(cast)
    assert not items_visible_to(cast.section_head).filter(pk=item.pk).exists()
    executive(cast)
    assert items_visible_to(cast.section_head).filter(pk=item.pk).exists()


def test_what_was_not_finished_goes_on_with_its_papers(cast):
    meeting = begun(notified(cast))
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=timezone.now() + timedelta(days=3), ends_at=timezone.now() + timedelta(days=4)
    )
    item = scheduled(cast, Meeting.objects.get(pk=meeting.pk))
    meeting = begun(meeting)
    fresh = deciding.carry_over(actor=cast.section_head, item=item, reason="时间不够")
    item.refresh_from_db()
    assert (item.state, fresh.state, fresh.carried_from) == ("carried", "approved", item)
    assert fresh.papers.count() == 1
    later = executive(cast, days=30)
    agenda.schedule_item(actor=cast.section_head, meeting=later, item=fresh)
    assert later.slots.get().item == fresh


def test_a_meeting_does_not_end_with_an_item_left_open(cast):
    meeting = notified(cast)
    item = scheduled(cast, meeting)
    with pytest.raises(Refused, match="还不能宣布开会"):
        running.open_meeting(actor=cast.section_head, meeting=meeting)
    running.open_meeting(actor=cast.section_head, meeting=begun(meeting))
    with pytest.raises(Refused, match="没有结论"):
        running.end_meeting(actor=cast.section_head, meeting=meeting)
    deciding.record_decision(actor=cast.section_head, item=item, outcome="agreed", decision="同意")
    assert running.end_meeting(actor=cast.section_head, meeting=meeting).state == Meeting.State.ENDED


def test_a_cancelled_meeting_gives_its_items_back(cast):
    meeting = notified(cast)
    item = scheduled(cast, meeting)
    planning.cancel_meeting(actor=cast.section_head, meeting=meeting, reason="另有安排")
    item.refresh_from_db()
    assert item.state == AgendaItem.State.APPROVED
    assert Notification.objects.filter(person=cast.deputy_leader, text__contains="已取消").exists()


# -- agreed items ----------------------------------------------------------------------------------------------------


@pytest.fixture
def held(cast) -> Meeting:
    meeting = notified(cast)
    MeetingTask.objects.filter(meeting=meeting).update(state=MeetingTask.State.DONE, done_at=timezone.now())
    running.open_meeting(actor=cast.section_head, meeting=begun(meeting))
    return Meeting.objects.get(pk=meeting.pk)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["agree", "vague", "enter", "excuse", "all", "mend"]), st.integers(0, 5)), max_size=8
    )
)
def test_every_agreed_item_is_in_the_ledger_or_says_why_not(cast, held, steps):
    with transaction.atomic():
        mark = transaction.savepoint()
        host, before = cast.section_head, SupervisedMatter.objects.count()
        for step, n in steps:
            rows = list(held.agreed_items.all())
            row = rows[n % len(rows)] if rows else None
            with suppress(Refused):
                if step in ("agree", "vague"):
                    agreed(cast, held, f"事项{n}", standard="抓好落实" if step == "vague" else "完成3处整治")
                elif step == "all":
                    deciding.enter_all(actor=host, meeting=held)
                elif row is not None and step == "enter":
                    deciding.enter_ledger(actor=host, row=row)
                elif row is not None and step == "excuse":
                    deciding.excuse_agreed(actor=host, row=row, reason="日常工作")
                elif row is not None:
                    deciding.edit_agreed(actor=host, row=row, standard="完成3处整治")
        running.end_meeting(actor=host, meeting=held)
        rows = list(held.agreed_items.all())
        try:
            running.close_meeting(actor=host, meeting=held)
            assert all(row.settled for row in rows)
        except Refused:
            assert not all(row.settled for row in rows)
        matters = {row.matter_id for row in rows if row.matter_id}
        assert len(matters) == SupervisedMatter.objects.count() - before, "each is one matter, none is two"
        assert all(bool(row.matter_id) + bool(row.excuse) <= 1 for row in rows)
        transaction.savepoint_rollback(mark)


# -- rooms and calendars ---------------------------------------------------------------------------------------------


def room_in(cast, name: str = "第一会议室"):
    return coordination.keep_room(actor=cast.director, organ=cast.office, name=name, seats=30)


def test_the_room_is_booked_with_the_meeting_and_moves_with_it(cast):
    room_in(cast)
    room_in(cast, "第二会议室")
    meeting = executive(cast, place="第一会议室")
    assert Booking.objects.get(released_at__isnull=True).room.name == "第一会议室"
    basics = Basics(**{**Basics.of(meeting).__dict__, "place": "第二会议室"})
    change_basics(actor=cast.section_head, meeting=meeting, basics=basics)
    assert Booking.objects.get(released_at__isnull=True).room.name == "第二会议室"
    planning.cancel_meeting(actor=cast.section_head, meeting=meeting, reason="改期")
    assert not Booking.objects.filter(released_at__isnull=True).exists()


def test_a_room_that_is_taken_is_refused_with_what_is_free(cast):
    room_in(cast)
    room_in(cast, "第二会议室")
    executive(cast, place="第一会议室")
    with pytest.raises(Refused, match="没有重复预订") as no:
        executive(cast, place="第一会议室")
    assert "第二会议室" in no.value.remedy
    assert Meeting.objects.count() == 1, "the meeting was not planned half"


def test_leaders_calendars_follow_the_notice_and_every_change(cast):
    meeting = notified(cast)
    standing = Engagement.objects.exclude(state=Engagement.State.CANCELLED)
    assert {row.leader for row in standing} == {cast.principal_leader, cast.deputy_leader}
    basics = Basics(**{**Basics.of(meeting).__dict__, "ends_at": meeting.ends_at + timedelta(hours=1)})
    change_basics(actor=cast.section_head, meeting=meeting, basics=basics, reason="议题增加")
    assert {row.ends_at for row in standing.all()} == {meeting.ends_at + timedelta(hours=1)}
    row = meeting.participants.get(person=cast.deputy_leader)
    people.remove_participant(actor=cast.section_head, row=row, reason="不需要参加")
    assert [row.leader for row in standing.all()] == [cast.principal_leader]


def test_a_leader_who_has_something_else_is_pointed_out(cast):
    meeting = notified(cast)
    coordination.engage(
        actor=cast.director, leader=cast.deputy_leader, starts_at=meeting.starts_at + timedelta(hours=1),
        ends_at=meeting.ends_at, what="调研水库",
    )  # fmt: skip
    texts = [row.text for row in missing_of(meeting, cast.director)]
    assert any("罗文斌" in text and "调研水库" in text and "时间重叠" in text for text in texts)


def test_one_person_in_two_meetings_is_pointed_out_without_naming_what_is_not_theirs(cast):
    first = notified(cast)
    second = executive(cast, place="礼堂", name="另一个秘密会议")
    people.add_people(actor=cast.section_head, meeting=second, people=[cast.deputy_leader])
    shown = [row.text for row in missing_of(first, cast.section_head)]
    assert any("罗文斌同时要参加“另一个秘密会议”" in text for text in shown)
    hidden = [row.text for row in missing_of(first, cast.deputy_leader)]
    assert any("罗文斌同时要参加另一个会议" in text for text in hidden)


def test_the_order_of_people_is_the_order_of_protocol(cast):
    order = [cast.principal_leader, cast.deputy_leader, cast.director, cast.section_head, cast.town_clerk]
    ranks = [people.protocol_rank(person, cast.office) for person in order]
    assert ranks[:3] == sorted(ranks[:3])
    assert max(ranks[:3]) < min(ranks[3:])
