"""Reports, verification, lights, the ladder, extensions, closing and what comes after."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.apps.supervision import steps
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.audit.queries import verify as verify_chain
from zhongshu.apps.flow.actions import set_calendar_day
from zhongshu.apps.flow.models import Work
from zhongshu.apps.jobs.actions import run_due
from zhongshu.apps.org import actions as org
from zhongshu.apps.org.models import PostDuty
from zhongshu.apps.outgoing.models import Paper
from zhongshu.apps.outgoing.queries.papers import current_version
from zhongshu.apps.shell.models import Notification
from zhongshu.apps.supervision import actions
from zhongshu.apps.supervision.lamps import Lamps
from zhongshu.apps.supervision.models import Closing, SupervisedMatter, Urging
from zhongshu.apps.supervision.queries import visible_to
from zhongshu.apps.supervision.queries.figures import statistics
from zhongshu.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def lamp(matter, day):
    with steps.on(day):
        shown = Lamps().of(steps.reload(matter))
    return shown.colour, shown.word


# -- reports ---------------------------------------------------------------------------------------------------------


def test_a_report_starts_the_rhythm_anew(cast):
    matter = steps.opened(cast)
    report = steps.reported(cast, matter, steps.later(2))
    assert report.in_time
    assert not report.flags
    matter = steps.reload(matter)
    assert matter.next_report_on == date(2026, 3, 9)
    assert matter.report_round == 2
    late = steps.reported(cast, matter, date(2026, 3, 11))
    assert not late.in_time


def test_copied_reports_and_reports_without_evidence_are_flagged_with_the_reason(cast):
    matter = steps.opened(cast)
    text = "我镇高度重视饮水管网改造，召开专题会议部署，施工队伍已经进场，材料陆续到位，各村正在组织群众投工。"
    steps.reported(cast, matter, steps.later(1), text=text)
    flagged = steps.reported(cast, matter, steps.later(3), text=text.replace("专题", "专门"), files=())
    why = [flag["why"] for flag in flagged.flags]
    assert any("没有附佐证" in line for line in why)
    assert any("与第 1 次反馈有" in line for line in why)
    bare = steps.reported(cast, matter, steps.later(4), text="正在推进中")
    assert [flag["code"] for flag in bare.flags] == ["bare"]


def test_copied_from_another_matter_of_the_unit_is_noticed(cast):
    text = "已完成东沟村、西沟村主管道铺设，入户改造正在组织，预计下周开始第二段施工并同步检测水质。"
    one, two = steps.opened(cast), steps.opened(cast, task="整治青石镇河道")
    steps.reported(cast, one, steps.later(1), text=text)
    assert "督〔2026〕1号" in steps.reported(cast, two, steps.later(1), text=text).flags[0]["why"]


def test_who_may_report(cast):
    matter = steps.opened(cast)
    with steps.on(steps.later(1)):
        for person in (cast.outsider, cast.supervision_officer, cast.director):
            with pytest.raises(Refused, match="责任人"):
                actions.file_report(actor=person, matter=matter, progress="已完成一半。", next_step="继续。")
        with pytest.raises(Refused, match="下一步"):
            actions.file_report(actor=cast.town_clerk, matter=matter, progress="已完成一半。", next_step=" ")
        org.set_stand_in(
            actor=cast.town_clerk, principal=cast.town_clerk, stand_in=cast.outsider, starts_at=timezone.now(),
            ends_at=timezone.now() + timezone.timedelta(days=5),
        )  # fmt: skip
        report = actions.file_report(actor=cast.outsider, matter=matter, progress="已完成一半。", next_step="继续。")
    assert (report.by, report.on_behalf_of) == (cast.outsider, cast.town_clerk)


def test_a_report_sent_back_is_due_again(cast):
    matter = steps.opened(cast)
    report = steps.reported(cast, matter, steps.later(1))
    with pytest.raises(Refused, match="依据和要求"):
        steps.verified(cast, report, steps.later(1), "sent_back", again_by=steps.later(3))
    with pytest.raises(Refused, match="补报时限"):
        steps.verified(cast, report, steps.later(1), "sent_back", reason="没有数字")
    steps.verified(cast, report, steps.later(1), "sent_back", reason="没有数字", again_by=steps.later(2))
    assert steps.reload(matter).next_report_on == steps.later(2)
    with pytest.raises(Refused, match="已经核实过"):
        steps.verified(cast, report, steps.later(1))
    steps.reported(cast, matter, steps.later(2))
    assert steps.reload(matter).next_report_on == date(2026, 3, 9)


# -- lights ----------------------------------------------------------------------------------------------------------


def test_the_light_has_a_word_and_turns_with_the_days(cast):
    matter = steps.opened(cast, urgency="normal", importance="routine")
    assert lamp(matter, steps.MONDAY) == ("green", "正常，剩 19 个工作日")
    assert lamp(matter, date(2026, 3, 24)) == ("yellow", "临近，剩 3 个工作日")
    assert lamp(matter, date(2026, 3, 27)) == ("yellow", "今天到期")
    assert lamp(matter, date(2026, 3, 28)) == ("yellow", "已到期")  # Saturday: not a workday late yet
    assert lamp(matter, date(2026, 4, 1)) == ("red", "逾期 3 个工作日")


def test_silence_turns_yellow_then_red(cast):
    matter = steps.opened(cast)
    assert lamp(matter, date(2026, 3, 6)) == ("yellow", "反馈逾期 1 个工作日")
    assert lamp(matter, date(2026, 3, 10)) == ("red", "反馈逾期 3 个工作日")


# -- the ladder ------------------------------------------------------------------------------------------------------


def test_the_ladder_climbs_by_itself_to_the_order_and_no_further(cast):
    matter = steps.opened(cast, urgency="normal", importance="routine", deadline=date(2026, 3, 13))
    taken = []
    for day in range(7, 19):
        steps.swept(steps.later(day))
        taken += [
            (row.rung, steps.later(day)) for row in Urging.objects.filter(matter=matter, clock="deadline")[len(taken) :]
        ]
    rows = list(matter.urgings.filter(clock="deadline", folded=False).order_by("pk"))
    assert [row.get_rung_display() for row in rows] == ["提醒", "催办函", "督办单"]
    assert [timezone.localdate(row.at) for row in rows] == [date(2026, 3, 11), date(2026, 3, 16), date(2026, 3, 19)]
    assert rows[0].told == ["钱多多"]
    assert "吴刚" in rows[1].told  # whoever supervises hears of a 催办函


def test_nothing_is_sent_twice_and_nothing_is_missed_after_a_pause(cast):
    matter = steps.opened(cast, deadline=date(2026, 3, 13))
    assert steps.swept(date(2026, 3, 25)) > 0  # a server that stood still for three weeks
    rows = list(matter.urgings.all())
    assert {(row.clock, row.rung) for row in rows} == {(c, r) for c in ("deadline", "report") for r in (1, 2, 3)}
    assert [row.rung for row in rows if not row.folded] == [3]
    before = Notification.objects.count()
    for day in (date(2026, 3, 25), date(2026, 3, 26), date(2026, 3, 2), date(2026, 3, 27)):  # and a clock that jumps
        assert steps.swept(day) == 0
    assert Notification.objects.count() == before


def test_the_database_refuses_the_same_rung_twice(cast):
    matter = steps.opened(cast, deadline=date(2026, 3, 13))
    steps.swept(date(2026, 3, 25))
    row = matter.urgings.first()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_clock_set_back_sends_nothing_early_and_nothing_again(cast):
    matter = steps.opened(cast, deadline=date(2026, 3, 13))
    steps.swept(date(2026, 3, 11))
    count = matter.urgings.count()
    assert steps.swept(date(2026, 2, 1)) == 0
    assert matter.urgings.count() == count
    assert steps.swept(date(2026, 3, 16)) > 0


def test_a_new_holiday_moves_the_days_of_every_open_matter(cast):
    matter = steps.opened(cast, deadline=date(2026, 3, 13))
    assert matter.late_on == date(2026, 3, 16)
    with steps.on(steps.later(1)):
        set_calendar_day(actor=cast.sysadmin, day=date(2026, 3, 16), is_workday=False, note="地方假日")
    steps.swept(steps.later(1))
    matter = steps.reload(matter)
    assert matter.late_on == date(2026, 3, 17)
    steps.swept(date(2026, 3, 16))
    assert not matter.urgings.filter(clock="deadline", rung=2).exists()
    steps.swept(date(2026, 3, 17))
    assert matter.urgings.filter(clock="deadline", rung=2).count() == 1
    with steps.on(date(2026, 3, 17)):
        set_calendar_day(actor=cast.sysadmin, day=date(2026, 3, 17), is_workday=False)
    steps.swept(date(2026, 3, 18))
    assert matter.urgings.filter(clock="deadline", rung=2).count() == 1


def test_a_new_table_moves_the_rhythm_from_its_day_on(cast):
    matter = steps.opened(cast)
    days = dict.fromkeys([f"{u}:{i}" for u in SupervisedMatter.Urgency for i in SupervisedMatter.Importance], 5)
    with steps.on(steps.later(1)):
        actions.set_rhythm(actor=cast.director, effective_on=steps.later(2), days=days)
        with pytest.raises(Refused, match="九种情况"):
            actions.set_rhythm(actor=cast.director, effective_on=steps.later(2), days={})
    steps.swept(steps.later(1))
    assert steps.reload(matter).rhythm == 3
    steps.swept(steps.later(2))
    assert (steps.reload(matter).rhythm, steps.reload(matter).next_report_on) == (5, date(2026, 3, 9))


def test_the_superior_hears_at_the_agreed_rung(cast):
    matter = steps.opened(
        cast,
        unit=cast.units["综合科"],
        person=cast.drafter,
        deadline=date(2026, 3, 13),
        urgency="normal",
        importance="routine",
    )
    steps.swept(date(2026, 3, 11))
    assert not Notification.objects.filter(person=cast.section_head, about_id=matter.pk).exists()
    steps.swept(date(2026, 3, 16))
    assert Notification.objects.filter(person=cast.section_head, about_id=matter.pk).exists()
    assert visible_to(cast.section_head).filter(pk=matter.pk).exists()


def test_a_stand_in_is_reminded_too(cast):
    matter = steps.opened(cast, deadline=date(2026, 3, 13))
    with steps.on(steps.later(1)):
        org.set_stand_in(
            actor=cast.town_clerk, principal=cast.town_clerk, stand_in=cast.outsider, starts_at=timezone.now(),
            ends_at=timezone.now() + timezone.timedelta(days=30),
        )  # fmt: skip
    steps.swept(date(2026, 3, 11))
    assert Notification.objects.filter(person=cast.outsider, about_id=matter.pk).exists()


def test_the_worker_runs_the_sweep(cast):
    matter = steps.opened(cast, deadline=date(2026, 3, 13))
    with steps.on(date(2026, 3, 16)):
        assert run_due()["supervision.urge_matters"] > 0
    assert matter.urgings.exists()


def test_circular_and_talk_are_decided_above_an_order(cast):
    matter = steps.opened(cast, deadline=date(2026, 3, 13))
    with steps.on(date(2026, 3, 16)), pytest.raises(Refused, match="督办单之后"):
        actions.decide_rung(actor=cast.supervision_officer, matter=matter, reason="多次催办未果")
    steps.swept(date(2026, 3, 25))
    with steps.on(date(2026, 3, 25)):
        with pytest.raises(Refused, match="督办方"):
            actions.decide_rung(actor=cast.town_clerk, matter=matter, reason="多次催办未果")
        rows = [
            actions.decide_rung(actor=cast.supervision_officer, matter=matter, reason="经高建国同意") for _ in range(2)
        ]
        with pytest.raises(Refused, match="到此为止"):
            actions.decide_rung(actor=cast.supervision_officer, matter=matter, reason="再来")
    assert [row.get_rung_display() for row in rows] == ["通报", "约谈"]


# -- papers ----------------------------------------------------------------------------------------------------------


def issue(paper):
    """As if it had gone out."""
    Paper.objects.filter(pk=paper.pk).update(distributed_at=timezone.now())


def test_the_papers_of_the_ladder_are_drafts_of_outgoing(cast):
    """催办函 and 督办单 write themselves on their day, 通报 is drafted by whoever decided it."""
    matter = steps.opened(cast, deadline=date(2026, 3, 13), urgency="normal", importance="routine")
    found = []
    steps.swept(date(2026, 3, 16))
    found.append(Paper.objects.get(pk=matter.urgings.get(rung=Urging.Rung.LETTER, clock="deadline").paper_id))
    issue(found[0])
    steps.swept(date(2026, 3, 25))
    order = matter.urgings.get(rung=Urging.Rung.ORDER, clock="deadline")
    found.append(Paper.objects.get(pk=order.paper_id))
    with steps.on(date(2026, 3, 25)):
        circular = actions.decide_rung(actor=cast.supervision_officer, matter=matter, reason="经高建国同意，通报批评")
        found.append(actions.draft_for_urging(actor=cast.supervision_officer, urging=circular))
        with pytest.raises(Refused, match="已经拟稿"):
            actions.draft_for_urging(actor=cast.supervision_officer, urging=order)
    for paper, kind, words in zip(
        found, ("letter", "supervision_order", "circular"), ("函复", "交办原话", "特此通报"), strict=True
    ):
        document = current_version(paper).document
        assert (paper.kind, paper.state, paper.drafter) == (kind, Paper.State.DRAFT, cast.supervision_officer)
        text = "".join(block.text for block in document.body)
        assert words in text
        assert "青石镇农村饮水管网改造" in text
    assert Work.objects.filter(holder=cast.supervision_officer, box__in=("todo", "in_hand")).count() == 3


def test_no_second_draft_while_one_is_under_way(cast):
    matter = steps.opened(cast, deadline=date(2026, 3, 13), urgency="normal", importance="routine")
    steps.swept(date(2026, 3, 16))
    steps.swept(date(2026, 3, 25))
    assert Paper.objects.count() == 1
    order = matter.urgings.get(rung=Urging.Rung.ORDER, clock="deadline")
    assert order.paper_id is None
    with steps.on(date(2026, 3, 25)):
        assert actions.draft_for_urging(actor=cast.supervision_officer, urging=order).kind == "supervision_order"


def test_a_supervisor_who_drafts_no_papers_is_only_told(cast):
    matter = steps.opened(cast, deadline=date(2026, 3, 13), urgency="normal", importance="routine")
    PostDuty.objects.filter(post__person=cast.supervision_officer).delete()
    assert steps.swept(date(2026, 3, 16))
    assert not Paper.objects.exists()
    assert matter.urgings.filter(rung=Urging.Rung.LETTER).exists()


def test_a_brief_reports_figures_and_problems_of_the_ledger(cast):
    late = steps.opened(cast, task="完成河道清淤3公里", deadline=date(2026, 3, 6))
    done = steps.closed(cast, steps.opened(cast), steps.later(1))
    going = steps.opened(cast, task="印发防汛预案")
    with steps.on(date(2026, 3, 10)):
        every = list(visible_to(cast.supervision_officer))
        paper = actions.draft_brief(actor=cast.supervision_officer, matters=every, subject="农村饮水安全")
    text = "".join(block.text for block in current_version(paper).document.body)
    assert "共3项任务，已完成1项" in text
    assert late.task in text
    assert done.task in text
    assert going.task in text
    with pytest.raises(Refused, match="知悉范围"):
        actions.draft_brief(actor=cast.section_head, matters=every, subject="农村饮水安全")


# -- extensions ------------------------------------------------------------------------------------------------------


def test_an_extension_is_asked_before_the_deadline_and_granted_by_the_leader_concerned(cast):
    matter = steps.opened(cast, leader=cast.principal_leader)
    asked = {"actor": cast.town_clerk, "matter": matter, "reason": "连续降雨停工8天"}
    with steps.on(date(2026, 3, 28)), pytest.raises(Refused, match="已过"):
        actions.ask_extension(**asked, wanted=date(2026, 4, 10))
    with steps.on(date(2026, 3, 20)):
        with pytest.raises(Refused, match="理由"):
            actions.ask_extension(**{**asked, "reason": " "}, wanted=date(2026, 4, 10))
        with pytest.raises(Refused, match="不晚于"):
            actions.ask_extension(**asked, wanted=date(2026, 3, 27))
        row = actions.ask_extension(**asked, wanted=date(2026, 4, 10))
        with pytest.raises(Refused, match="等领导审批"):
            actions.ask_extension(**asked, wanted=date(2026, 4, 11))
        for person in (cast.town_clerk, cast.director, cast.deputy_leader, cast.supervision_officer):
            with pytest.raises(Refused, match="陈志远审批"):
                actions.decide_extension(actor=person, extension=row, granted=True)
        with pytest.raises(Refused, match="写明意见"):
            actions.decide_extension(actor=cast.principal_leader, extension=row, granted=False)
        actions.decide_extension(actor=cast.principal_leader, extension=row, granted=True, words="同意，不得再延")
    matter = steps.reload(matter)
    assert (matter.deadline, matter.first_deadline, matter.deadline_round) == (date(2026, 4, 10), date(2026, 3, 27), 2)


def test_a_granted_extension_gives_the_ladder_a_new_clock(cast):
    matter = steps.opened(cast, leader=cast.principal_leader, deadline=date(2026, 3, 13))
    with steps.on(date(2026, 3, 13)):
        row = actions.ask_extension(actor=cast.town_clerk, matter=matter, wanted=date(2026, 3, 20), reason="停工")
        actions.decide_extension(actor=cast.principal_leader, extension=row, granted=True)
    for day in range(11, 25):
        steps.swept(steps.later(day))
    rounds = matter.urgings.filter(clock="deadline", rung=2)
    assert [(row.round, row.due_on) for row in rounds] == [(2, date(2026, 3, 20))]


# -- closing ---------------------------------------------------------------------------------------------------------


def propose(cast, matter, day):
    with steps.on(day):
        return actions.propose_closing(actor=cast.supervision_officer, matter=matter, result="12个村通水。")


def test_closing_needs_a_true_report_of_completion_with_evidence(cast):
    matter, day = steps.opened(cast), steps.later(2)
    with pytest.raises(Refused, match="还没有反馈已完成"):
        propose(cast, matter, day)
    report = steps.reported(cast, matter, day, done=True, files=())
    with pytest.raises(Refused, match="还没有核实"):
        propose(cast, matter, day)
    steps.verified(cast, report, day)
    with pytest.raises(Refused, match="没有任何佐证"):
        propose(cast, matter, day)
    with steps.on(day):
        with pytest.raises(Refused, match="督办方"):
            actions.propose_closing(actor=cast.town_clerk, matter=matter, result="完成了")
        actions.record_field_check(
            actor=cast.supervision_officer, matter=matter, checked_on=day, place="东沟村", findings="12个村均已通水",
            confirmed=True, files=[steps.FILE],
        )  # fmt: skip
    closing = propose(cast, matter, day)
    assert closing.state == Closing.State.CLOSED  # nobody's instruction: no consent to wait for
    matter = steps.reload(matter)
    assert (matter.state, matter.in_time, matter.closed_on) == ("closed", True, day)
    assert lamp(matter, day) == ("grey", "已销号，按时")


def test_a_leaders_instruction_is_closed_with_the_leaders_consent_only(cast):
    matter, day = steps.opened(cast, leader=cast.principal_leader), steps.later(2)
    steps.verified(cast, steps.reported(cast, matter, day, done=True), day)
    closing = propose(cast, matter, day)
    assert closing.state == Closing.State.PROPOSED
    with steps.on(day):
        with pytest.raises(Refused, match="还没有表态"):
            actions.close_matter(actor=cast.supervision_officer, matter=matter)
        with pytest.raises(Refused, match="须由陈志远表态"):
            actions.answer_closing(actor=cast.director, closing=closing, agree=True)
        with pytest.raises(Refused, match="写明意见"):
            actions.answer_closing(actor=cast.principal_leader, closing=closing, agree=False)
        actions.answer_closing(actor=cast.principal_leader, closing=closing, agree=False, words="水质报告再核一次")
    again = propose(cast, matter, day)
    with steps.on(day):
        with pytest.raises(Refused, match="原话"):
            actions.answer_closing(actor=cast.supervision_officer, closing=again, agree=True, transcribed=True)
        answered = actions.answer_closing(
            actor=cast.supervision_officer, closing=again, agree=True, words="电话：同意销号", transcribed=True
        )
        assert (answered.consented_by, answered.transcribed_by) == (cast.principal_leader, cast.supervision_officer)
        actions.close_matter(actor=cast.supervision_officer, matter=matter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.filter(pk=again.pk).update(consented_at=None)


def test_a_parent_is_not_closed_before_its_parts(cast):
    parent = steps.opened(cast)
    with steps.on(steps.MONDAY):
        part = actions.split_matter(
            actor=cast.supervision_officer, parent=parent, duties=steps.duties(cast, deadline=steps.later(10))
        )
    with pytest.raises(Refused, match="子事项没有销号"):
        steps.reported(cast, parent, steps.later(1), done=True)
    steps.closed(cast, part, steps.later(2))
    steps.closed(cast, parent, steps.later(3))
    with steps.on(steps.later(4)), pytest.raises(Refused, match="先重新立项上级事项"):
        actions.reopen_matter(actor=cast.supervision_officer, matter=part, reason="又停水", deadline=steps.later(8))


def test_what_relapses_is_opened_again_with_its_history(cast):
    matter = steps.closed(cast, steps.opened(cast), steps.later(2))
    assert steps.swept(steps.later(30)) == 0
    with steps.on(steps.later(30)):
        with pytest.raises(Refused, match="已经过去"):
            actions.reopen_matter(
                actor=cast.supervision_officer, matter=matter, reason="又停水", deadline=steps.later(3)
            )
        actions.reopen_matter(actor=cast.supervision_officer, matter=matter, reason="又停水", deadline=steps.later(40))
    matter = steps.reload(matter)
    assert (matter.state, matter.deadline, matter.closed_on) == ("open", steps.later(40), None)
    assert [row.state for row in matter.closings.all()] == ["undone"]
    steps.closed(cast, matter, steps.later(33))
    assert [row.state for row in matter.closings.all()] == ["closed", "undone"]


def test_nothing_is_done_with_a_closed_matter(cast):
    matter = steps.closed(cast, steps.opened(cast), steps.later(2))
    with steps.on(steps.later(3)):
        for refused in (
            lambda: steps.reported(cast, matter, steps.later(3)),
            lambda: actions.ask_extension(actor=cast.town_clerk, matter=matter, wanted=steps.later(60), reason="因故"),
            lambda: actions.reassign_matter(
                actor=cast.supervision_officer, matter=matter, unit=matter.unit, person=cast.outsider, reason="因故"
            ),
        ):
            with pytest.raises(Refused, match="已经销号"):
                refused()


def test_what_is_reported_done_waits_for_the_supervising_side_not_for_the_unit(cast):
    matter = steps.opened(cast, leader=cast.principal_leader, deadline=date(2026, 3, 13))
    report = steps.reported(cast, matter, date(2026, 3, 12), done=True)
    assert lamp(matter, date(2026, 3, 16)) == ("green", "已报完成，待核实销号")
    assert steps.swept(date(2026, 3, 25)) == 0
    assert lamp(matter, date(2026, 3, 25)) == ("yellow", "已报完成，待核实销号过久")
    steps.verified(cast, report, date(2026, 3, 25), "false", reason="只通了8个村", again_by=date(2026, 3, 26))
    assert lamp(matter, date(2026, 3, 25))[0] == "red"
    assert steps.swept(date(2026, 3, 25)) > 0


# -- explanations ----------------------------------------------------------------------------------------------------


def test_a_unit_explains_itself_in_writing(cast):
    matter = steps.opened(cast)
    with steps.on(steps.later(5)):
        row = actions.demand_explanation(
            actor=cast.supervision_officer,
            matter=matter,
            kind="self_criticism",
            reason="三次逾期",
            due_on=steps.later(8),
        )
        with pytest.raises(Refused, match="没有了结"):
            actions.demand_explanation(
                actor=cast.supervision_officer, matter=matter, kind="explanation", reason="再来", due_on=steps.later(8)
            )
        with pytest.raises(Refused, match="责任人"):
            actions.give_explanation(actor=cast.drafter, explanation=row, text="检讨")
        actions.give_explanation(actor=cast.town_clerk, explanation=row, text="主要是重视不够。", file=steps.FILE)
        actions.review_explanation(
            actor=cast.supervision_officer, explanation=row, accepted=False, words="没有整改措施"
        )
        row.refresh_from_db()
        actions.give_explanation(actor=cast.town_clerk, explanation=row, text="原因、责任和措施如下。")
        row.refresh_from_db()
        actions.review_explanation(actor=cast.supervision_officer, explanation=row, accepted=True)
    assert row.get_state_display() == "已认可"


def test_repeated_orders_ask_for_an_explanation(cast):
    for task in ("整治河道3公里", "拆除危房12处", "印发防火预案"):
        steps.opened(cast, task=task, deadline=date(2026, 3, 6))
    steps.swept(date(2026, 3, 25))
    told = Notification.objects.filter(person=cast.supervision_officer, text__contains="书面检查或说明")
    assert told.count() == 1


def test_the_record_is_whole(cast):
    steps.closed(cast, steps.opened(cast), steps.later(2))
    assert verify_chain().ok
    assert SYSTEM.pk is None


# -- withdrawal ------------------------------------------------------------------------------------------------------


def withdrawn(cast, matter, day, *, agree=True, leader=None):
    with steps.on(day):
        closing = actions.propose_withdrawal(
            actor=cast.supervision_officer, matter=matter, reason="上级调整部署，本项工作取消。"
        )
        actions.answer_closing(actor=leader or closing.leader, closing=closing, agree=agree, words="情况属实。")
        return closing


def test_a_matter_is_withdrawn_with_reason_and_the_leaders_consent(cast):
    matter = steps.opened(cast, leader=cast.principal_leader)
    with steps.on(steps.later(2)):
        with pytest.raises(Refused, match="理由"):
            actions.propose_withdrawal(actor=cast.supervision_officer, matter=matter, reason=" ")
        with pytest.raises(Refused, match="督办方"):
            actions.propose_withdrawal(actor=cast.town_clerk, matter=matter, reason="不必再办")
    closing = withdrawn(cast, matter, steps.later(2))
    assert closing.leader == cast.principal_leader
    with steps.on(steps.later(2)):
        actions.close_matter(actor=cast.supervision_officer, matter=matter)
    matter = steps.reload(matter)
    assert (matter.state, matter.in_time, matter.over) == ("dropped", None, True)
    assert lamp(matter, steps.later(3)) == ("grey", "已撤项")
    assert not steps.swept(steps.later(60))
    with steps.on(steps.later(3)):
        assert statistics(cast.supervision_officer, steps.later(3)).units == []


def test_a_leader_who_says_no_keeps_it_open(cast):
    matter = steps.opened(cast)
    closing = withdrawn(cast, matter, steps.later(2), agree=False)
    assert closing.leader == cast.director  # no leader's order: the director answers
    assert steps.reload(matter).state == "open"
    with steps.on(steps.later(2)), pytest.raises(Refused, match="还没有反馈已完成"):
        actions.close_matter(actor=cast.supervision_officer, matter=matter)
    reported = steps.reported(cast, matter, steps.later(3))
    assert reported.no == 1


def test_nothing_is_withdrawn_over_open_parts_or_a_closing_under_way(cast):
    matter = steps.opened(cast)
    with steps.on(steps.later(1)):
        part = actions.split_matter(
            actor=cast.supervision_officer, parent=matter, duties=steps.duties(cast, task="铺设管道6公里")
        )
        with pytest.raises(Refused, match="1 个子事项"):
            actions.propose_withdrawal(actor=cast.supervision_officer, matter=matter, reason="取消")
    withdrawn(cast, part, steps.later(1))
    with steps.on(steps.later(1)):
        actions.close_matter(actor=cast.supervision_officer, matter=part)
        actions.propose_withdrawal(actor=cast.supervision_officer, matter=matter, reason="取消")
        with pytest.raises(Refused, match="没有重复提出"):
            actions.propose_withdrawal(actor=cast.supervision_officer, matter=matter, reason="取消")


def test_what_was_withdrawn_may_be_opened_again(cast):
    matter = steps.opened(cast)
    withdrawn(cast, matter, steps.later(1))
    with steps.on(steps.later(1)):
        actions.close_matter(actor=cast.supervision_officer, matter=matter)
        actions.reopen_matter(
            actor=cast.supervision_officer, matter=matter, reason="部署恢复", deadline=steps.later(30)
        )
    assert steps.reload(matter).state == "open"
