"""Leaders' engagements: who enters them, who may know, what clashes, what follows a meeting."""

from datetime import timedelta

import pytest

from tests.apps.coordination import steps
from zhongshu.apps.access.actions import grant
from zhongshu.apps.access.subjects import person_key
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.coordination import actions
from zhongshu.apps.coordination.actions import Arrangement
from zhongshu.apps.coordination.models import Engagement
from zhongshu.apps.coordination.queries import calendar_of, clashes, clashes_with, leaders_of, visible_to
from zhongshu.apps.coordination.queries.sides import arranges_for
from zhongshu.apps.coordination.week import span_of, week_of
from zhongshu.apps.org.actions import report_absence
from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.models import Notification
from zhongshu.lib.refusal import Refused
from zhongshu.lib.slots import Kind

pytestmark = pytest.mark.django_db


def told(person: Person) -> list[str]:
    return list(Notification.objects.filter(person=person).order_by("pk").values_list("text", flat=True))


def test_only_self_secretary_and_directors_arrange(cast):
    assert [one.name for one in leaders_of(cast.office)] == ["陈志远", "罗文斌", "高建国"]
    actions.set_secretaries(actor=cast.director, leader=cast.deputy_leader, people=[cast.drafter])
    assert [one.name for one in arranges_for(cast.drafter)] == ["罗文斌"]
    steps.engaged(cast, cast.deputy_leader, "9:00", "10:00", actor=cast.drafter)
    steps.engaged(cast, cast.deputy_leader, "9:00", "10:00", actor=cast.deputy_leader)
    for part in ("drafter", "clerk", "outsider", "sysadmin"):
        with pytest.raises(Refused, match="本人、秘书"):
            steps.engaged(cast, cast.principal_leader, "9:00", "10:00", actor=cast.people[part])
    with pytest.raises(Refused, match="秘书由"):
        actions.set_secretaries(actor=cast.drafter, leader=cast.deputy_leader, people=[])
    actions.set_secretaries(actor=cast.director, leader=cast.deputy_leader, people=[])
    assert arranges_for(cast.drafter) == []


def test_those_concerned_are_told_once_and_nobody_else(cast):
    actions.set_secretaries(actor=SYSTEM, leader=cast.principal_leader, people=[cast.clerk])
    row = steps.engaged(
        cast, cast.principal_leader, "9:00", "10:00", accompanying=[cast.deputy_leader], speech_by=cast.drafter
    )
    assert "请起草讲话稿" in told(cast.drafter)[0]
    for part in ("principal_leader", "clerk", "deputy_leader"):
        assert len(told(cast.people[part])) == 1
    assert told(cast.vetter) == told(cast.director) == []
    same = {"starts_at": row.starts_at, "what": row.what}
    actions.change_engagement(actor=cast.director, engagement=row, revision=1, **same)
    assert len(told(cast.drafter)) == 1
    with pytest.raises(Refused, match="刚改过"):
        actions.change_engagement(actor=cast.director, engagement=row, revision=9, place="东沟")
    actions.change_engagement(actor=cast.director, engagement=row, revision=1, place="东沟", accompanying=[cast.vetter])
    assert [len(told(cast.people[part])) for part in ("drafter", "vetter", "deputy_leader")] == [2, 1, 2]
    row.refresh_from_db()
    with pytest.raises(Refused, match="原因"):
        actions.disengage(actor=cast.director, engagement=row, reason=" ")
    actions.disengage(actor=cast.director, engagement=row, reason="改期")
    assert told(cast.vetter)[-1].startswith("取消安排")
    with pytest.raises(Refused, match="已经取消"):
        actions.change_engagement(actor=cast.director, engagement=row, revision=row.revision, place="东沟")


def test_a_private_one_is_busy_time_to_everybody_else(cast):
    actions.set_secretaries(actor=SYSTEM, leader=cast.principal_leader, people=[cast.clerk])
    row = steps.engaged(
        cast, cast.principal_leader, "15:00", "16:00", what="研究干部事项", place="密谈室", private=True,
        actor=cast.principal_leader, accompanying=[cast.archivist],
    )  # fmt: skip
    since, until = span_of(steps.day(), 1)

    def seen(part):
        entries = calendar_of(viewer=cast.people[part], people=[cast.principal_leader], since=since, until=until)
        return entries[0].what, entries[0].place, entries[0].pk

    for part in ("principal_leader", "clerk", "archivist"):
        assert seen(part) == ("研究干部事项", "密谈室", row.pk)
    for part in ("director", "deputy_leader", "drafter", "town_clerk", "sysadmin"):
        assert seen(part) == ("已有安排", "", 0)
        assert not visible_to(cast.people[part]).filter(pk=row.pk).exists()
    other = steps.engaged(cast, cast.principal_leader, "15:30", "17:00", what="会见客人")
    (clash,) = clashes(people=[cast.principal_leader], since=since, until=until, viewer=cast.director)
    assert "已有安排" in clash.words
    assert "干部" not in clash.words
    assert {clash.first.key, clash.second.key} == {row.pk, other.pk}


def test_who_may_know_of_its_subject_may_know_of_the_engagement(cast):
    subject = steps.engaged(cast, cast.deputy_leader, "8:00", "8:30")  # any thing of the house will do
    row = steps.engaged(
        cast, cast.principal_leader, "15:00", "16:00", private=True, subject=subject, actor=cast.principal_leader
    )
    assert not visible_to(cast.vetter).filter(pk=row.pk).exists()
    grant(actor=SYSTEM, obj=subject, subject=person_key(cast.vetter), reason="参会")
    assert visible_to(cast.vetter).filter(pk=row.pk).exists()


def test_outsiders_and_administrators_see_no_engagement(cast):
    steps.engaged(cast, cast.principal_leader, "9:00", "10:00")
    for part in ("outsider", "town_clerk", "sysadmin", "secadmin", "auditadmin"):
        assert not visible_to(cast.people[part]).exists()
    assert visible_to(cast.vetter).count() == 1


def test_overlap_way_and_absence_clash_and_company_counts(cast):
    leader, on = cast.principal_leader, steps.day()
    steps.engaged(cast, leader, "9:00", "10:00", place="青石镇", travel_before=40, travel_after=40)
    found = clashes_with(
        person=leader,
        starts_at=steps.moment("10:30"),
        ends_at=steps.moment("11:00"),
        place="县政府",
        viewer=cast.director,
    )
    assert [(one.kind, one.missing) for one in found] == [(Kind.TRAVEL, timedelta(minutes=10))]
    same_place = {"starts_at": steps.moment("10:00"), "ends_at": steps.moment("11:00"), "viewer": cast.director}
    assert clashes_with(person=leader, place="青石镇", **same_place) == []
    steps.engaged(cast, cast.deputy_leader, "14:00", "15:00", accompanying=[leader], what="督查重点项目")
    (overlap,) = clashes_with(
        person=leader, starts_at=steps.moment("14:30"), ends_at=steps.moment("16:00"), viewer=cast.director
    )
    assert "陪同罗文斌：督查重点项目" in overlap.words
    report_absence(
        actor=leader, person=leader, starts_at=steps.moment("8:00"), ends_at=steps.moment("12:00"), reason="看病"
    )
    since, until = span_of(on, 1)
    kinds = [one.kind for one in clashes(people=[leader], since=since, until=until, viewer=cast.director)]
    assert kinds == [Kind.ABSENCE]
    week = week_of(viewer=cast.director, organ=cast.office, day=on)
    words = [line.words for row in week.rows for cell in row.cells for line in cell.entries]
    assert "外出" in words
    assert not any("看病" in one for one in words)


def test_engagements_follow_a_meeting_and_only_the_affected_are_told(cast):
    meeting = steps.engaged(cast, cast.director, "8:00", "8:30")  # stands for a meeting
    Notification.objects.all().delete()

    def arrangement(leader, start="9:00", **more):
        return Arrangement(leader, steps.moment(start), steps.moment("11:00"), "县长办公会", "第一会议室", **more)

    def follow(*wanted):
        return actions.replace_engagements(actor=cast.drafter, subject=meeting, wanted=wanted)

    both = [arrangement(cast.principal_leader), arrangement(cast.deputy_leader)]
    assert len(follow(*both).made) == 2
    assert not follow(*both).told
    Notification.objects.all().delete()
    changed = follow(arrangement(cast.principal_leader, "9:30"), both[1])
    assert [row.leader for row in changed.changed] == [cast.principal_leader]
    assert told(cast.deputy_leader) == []
    row = changed.changed[0]
    with pytest.raises(Refused, match="随会议一起改"):
        actions.change_engagement(actor=cast.director, engagement=row, revision=row.revision, place="别处")
    assert len(follow(both[1]).cancelled) == 1
    assert Engagement.objects.filter(object_id=meeting.pk).exclude(state="cancelled").count() == 1
    # A meeting's own parts do not clash with each other.
    follow(both[1], arrangement(cast.deputy_leader, "10:00"))
    since, until = span_of(steps.day(), 1)
    assert clashes(people=[cast.deputy_leader], since=since, until=until, viewer=cast.director) == []
    follow()
    assert not Engagement.objects.filter(object_id=meeting.pk).exclude(state="cancelled").exists()


def test_a_slot_is_held_as_a_whole_or_not_at_all(cast):
    room = steps.room(cast)
    start, end = steps.moment("9:00"), steps.moment("10:00")
    leaders = [cast.principal_leader, cast.deputy_leader]
    common = {"actor": cast.director, "leaders": leaders, "starts_at": start, "ends_at": end, "room": room}
    engagements, bookings = actions.hold(what="专题会", **common)
    assert (len(engagements), len(bookings)) == (2, 1)
    assert {row.state for row in engagements} == {"tentative"}
    before = Engagement.objects.count()
    with pytest.raises(Refused):
        actions.hold(what="又一个会", **common)
    assert Engagement.objects.count() == before


def test_what_is_held_goes_to_the_successor(cast):
    from zhongshu.apps.org.queries import holdings_of

    steps.room(cast, keeper=cast.clerk)
    actions.set_secretaries(actor=SYSTEM, leader=cast.principal_leader, people=[cast.clerk])
    steps.engaged(cast, cast.principal_leader, "9:00", "10:00", speech_by=cast.clerk)
    actions.open_feed(actor=cast.clerk, leader=cast.principal_leader, name="手机")
    assert {item.kind for item in holdings_of(cast.clerk)} >= {"管理的会议室", "领导日程", "讲话稿起草"}
    from zhongshu.apps.org.actions import hand_over

    hand_over(actor=cast.director, leaver=cast.clerk, successor=cast.archivist, reason="调离")
    assert not {item.kind for item in holdings_of(cast.clerk)} & {"管理的会议室", "领导日程", "讲话稿起草"}
    assert [one.name for one in arranges_for(cast.archivist)] == ["陈志远"]
