"""立项: refused without the four; who supervises; who comes to know."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.apps.outgoing import steps as papers
from tests.apps.supervision import steps
from zhongshu.apps.org import actions as org
from zhongshu.apps.shell.models import Notification
from zhongshu.apps.supervision import actions
from zhongshu.apps.supervision.actions import Duties
from zhongshu.apps.supervision.models import SupervisedMatter
from zhongshu.apps.supervision.queries import visible_to
from zhongshu.apps.supervision.sources import Span, find
from zhongshu.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_a_matter_has_everything_and_its_days(cast):
    matter = steps.opened(cast)
    assert matter.number == "督〔2026〕1号"
    assert (matter.unit, matter.person) == (cast.units["党政办公室"], cast.town_clerk)
    assert matter.supervisor == cast.supervision_officer
    assert matter.rhythm == 3
    assert matter.next_report_on == date(2026, 3, 5)
    assert matter.unreported_on == date(2026, 3, 6)
    assert matter.near_on == date(2026, 3, 24)
    assert matter.late_on == date(2026, 3, 30)
    assert matter.next_rung_on == date(2026, 3, 3)
    assert Notification.objects.filter(person=cast.town_clerk, about_id=matter.pk).count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"task": " "}, "缺任务"),
        ({"standard": ""}, "缺标准"),
        ({"deadline": None}, "缺时限"),
        ({"unit": None}, "缺责任单位"),
        ({"person": None}, "缺责任人"),
        ({"task": "", "standard": "", "person": None}, "缺任务、标准、责任人"),
        ({"standard": "高度重视，进一步抓好落实"}, "不可衡量"),
        ({"standard": "好"}, "不可衡量"),
        ({"deadline": date(2026, 3, 1)}, "已经过去"),
    ],
)
def test_refused_without_the_four(cast, change, said):
    with pytest.raises(Refused, match=said):
        steps.opened(cast, **change)
    assert not SupervisedMatter.objects.exists()


def test_a_dissolved_unit_and_a_person_of_another_unit_are_refused(cast):
    with pytest.raises(Refused, match="不在"):
        steps.opened(cast, person=cast.drafter)
    unit = cast.units["党政办公室"]
    unit.dissolved_on = date(2026, 1, 1)
    unit.save()
    with pytest.raises(Refused, match="已撤销"):
        steps.opened(cast)


def test_someone_who_has_left_answers_for_nothing(cast):
    cast.town_clerk.left_on = date(2026, 1, 1)
    cast.town_clerk.save()
    with pytest.raises(Refused, match="已离岗"):
        steps.opened(cast)


def test_only_the_office_and_the_sections_open(cast):
    for part in ("outsider", "clerk", "principal_leader", "sysadmin"):
        with pytest.raises(Refused, match="立项由"):
            actions.open_matter(actor=cast.people[part], source=steps.facts(cast), duties=steps.duties(cast))


def test_a_source_needs_its_words(cast):
    with steps.on(steps.MONDAY), pytest.raises(Refused, match="来源"):
        actions.open_matter(
            actor=cast.supervision_officer, source=steps.facts(cast, sentence=" "), duties=steps.duties(cast)
        )


def test_the_table_says_who_supervises(cast):
    principal = steps.opened(cast, leader=cast.principal_leader)
    assert (principal.track, str(principal.supervising_unit)) == ("office", "督查室")
    deputy = steps.opened(cast, leader=cast.deputy_leader)
    assert (deputy.track, str(deputy.supervising_unit)) == ("section", "综合科")
    assert deputy.supervisor == cast.section_head


def test_the_office_may_change_the_table(cast):
    steps.opened(cast)
    content = {
        "name": "督办归口", "inputs": {"source": "text", "leader": "text"},
        "rows": [{"when": "leader == 'deputy_leader'", "then": {"track": "office"}}], "otherwise": {"track": "section"},
    }  # fmt: skip
    with steps.on(steps.later(1)):
        actions.set_routing(actor=cast.supervision_officer, effective_on=steps.later(2), content=content)
    assert steps.opened(cast, leader=cast.deputy_leader, day=steps.later(1)).track == "section"
    assert steps.opened(cast, leader=cast.deputy_leader, day=steps.later(2)).track == "office"
    with steps.on(steps.later(1)), pytest.raises(Refused, match="不能早于今天"):
        actions.set_routing(actor=cast.supervision_officer, effective_on=steps.MONDAY, content=content)
    with steps.on(steps.later(1)), pytest.raises(Refused, match="由督查人员"):
        actions.set_routing(actor=cast.drafter, effective_on=steps.later(3), content=content)


def test_who_need_not_know_sees_nothing(cast):
    matter = steps.opened(cast, leader=cast.principal_leader, supporting=[cast.units["秘书科"]])
    knows = {part for part, person in cast.people.items() if visible_to(person).filter(pk=matter.pk).exists()}
    assert knows == {
        "town_clerk", "outsider",  # the responsible unit
        "vetter", "clerk", "archivist",  # the supporting unit
        "principal_leader", "director", "deputy_director", "supervision_officer",
    }  # fmt: skip


def test_parts_have_their_own_four_and_end_within_the_whole(cast):
    parent = steps.opened(cast)
    with steps.on(steps.MONDAY):
        with pytest.raises(Refused, match="晚于上级事项"):
            actions.split_matter(
                actor=cast.supervision_officer, parent=parent, duties=steps.duties(cast, deadline=steps.later(26))
            )
        with pytest.raises(Refused, match="不可衡量"):
            actions.split_matter(
                actor=cast.supervision_officer, parent=parent, duties=steps.duties(cast, standard="抓好落实工作")
            )
        part = actions.split_matter(
            actor=cast.town_clerk, parent=parent, duties=steps.duties(cast, deadline=steps.later(10))
        )
        assert (part.parent, part.source) == (parent, parent.source)
        with pytest.raises(Refused, match="不再往下分解"):
            actions.split_matter(
                actor=cast.supervision_officer, parent=part, duties=steps.duties(cast, deadline=steps.later(9))
            )
        with pytest.raises(Refused, match="由督办方"):
            actions.split_matter(actor=cast.drafter, parent=parent, duties=steps.duties(cast, deadline=steps.later(9)))


def test_reassigning_takes_the_knowledge_along(cast):
    matter = steps.opened(cast)
    with steps.on(steps.later(1)):
        with pytest.raises(Refused, match="理由"):
            actions.reassign_matter(
                actor=cast.supervision_officer,
                matter=matter,
                unit=cast.units["综合科"],
                person=cast.drafter,
                reason=" ",
            )
        actions.reassign_matter(
            actor=cast.supervision_officer,
            matter=matter,
            unit=cast.units["综合科"],
            person=cast.drafter,
            reason="职能调整",
        )
    assert visible_to(cast.drafter).exists()
    assert not visible_to(cast.town_clerk).exists()


def test_a_source_in_a_paper_is_the_very_sentence(cast):
    paper = papers.new_paper(cast)
    found = find(cast.drafter, "outgoing.paper", paper.pk)
    assert found is not None
    assert find(cast.outsider, "outgoing.paper", paper.pk) is None
    body = papers.BODY
    start = body.index("各乡镇于2026年12月10日前完成隐患排查")
    span: Span = (start, start + len("各乡镇于2026年12月10日前完成隐患排查。"))
    proposal = find(cast.director, "outgoing.paper", paper.pk, span)
    assert proposal.facts.sentence == "各乡镇于2026年12月10日前完成隐患排查。"
    with steps.on(steps.MONDAY):
        with pytest.raises(Refused, match="知悉范围"):
            actions.open_matter(actor=cast.supervision_officer, source=proposal.facts, duties=steps.duties(cast))
        one = actions.open_matter(actor=cast.director, source=proposal.facts, duties=steps.duties(cast))
        two = actions.open_matter(
            actor=cast.director, source=proposal.facts, duties=steps.duties(cast, task="再排查一次隐患")
        )
    assert one.source == two.source
    assert list(one.source.matters.order_by("pk")) == [one, two]


def test_the_database_itself_refuses_an_open_matter_without_its_next_day(cast):
    matter = steps.opened(cast)
    for change in ({"next_report_on": None}, {"state": "closed"}, {"task": ""}, {"rhythm": 0}, {"person": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SupervisedMatter.objects.filter(pk=matter.pk).update(**change)


def test_numbers_run_through_the_year(cast):
    assert [steps.opened(cast).serial for _ in range(3)] == [1, 2, 3]
    assert steps.opened(cast, day=date(2027, 1, 4), deadline=date(2027, 3, 1)).number == "督〔2027〕1号"


def test_leaving_and_moving_are_refused_while_matters_are_held(cast):
    matter = steps.opened(cast, deadline=date(2030, 1, 1))
    post = cast.town_clerk.posts.get()
    with pytest.raises(Refused):
        org.end_post(actor=cast.sysadmin, post=post)
    with pytest.raises(Refused, match="还有事项没有人接"):
        org.hand_over(actor=cast.sysadmin, leaver=cast.town_clerk, successor=cast.drafter, reason="调动", leaving=True)
    org.hand_over(actor=cast.sysadmin, leaver=cast.town_clerk, successor=cast.outsider, reason="调动", leaving=True)
    assert steps.reload(matter).person == cast.outsider
    assert visible_to(cast.outsider).exists()


def test_the_supervisor_and_the_leader_hand_over_too(cast):
    with steps.on(steps.MONDAY):
        matter = actions.open_matter(
            actor=cast.supervision_officer, source=steps.facts(cast, leader=cast.principal_leader),
            duties=steps.duties(cast, leader=cast.deputy_leader),
        )  # fmt: skip
    org.hand_over(actor=cast.director, leaver=cast.supervision_officer, successor=cast.section_head, reason="轮岗")
    org.hand_over(actor=cast.director, leaver=cast.deputy_leader, successor=cast.principal_leader, reason="分工调整")
    matter = steps.reload(matter)
    assert (matter.supervisor, matter.leader) == (cast.section_head, cast.principal_leader)


def test_duties_need_no_clock():
    assert Duties("任务", "完成1项", None, None, None).urgency == "normal"
    assert timezone.localdate()
