"""The moves on the database: what is kept, who is told, who holds what."""

from contextlib import ExitStack, contextmanager
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.apps.flow.papers import holder_at, start, submit, walk_to, work_at
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.audit.models import Entry
from zhongshu.apps.audit.queries import verify
from zhongshu.apps.flow import actions, events, queries
from zhongshu.apps.flow.models import Opinion, Work
from zhongshu.apps.org.actions import add_person, assign_post, hand_over, set_stand_in
from zhongshu.lib.flow.vocabulary import FlowStatus, Move
from zhongshu.lib.refusal import Refused


@contextmanager
def watching(signal, receiver):
    signal.connect(receiver, weak=False)
    try:
        yield
    finally:
        signal.disconnect(receiver)


def test_a_paper_walks_from_draft_to_the_end(cast):
    flow = start(cast)
    assert holder_at(flow, "draft") == cast.drafter
    submit(flow)
    assert holder_at(flow, "vet") == cast.director  # by rank: the director vets, too
    while queries.active_works(flow).exists():
        submit(flow)
    flow.refresh_from_db()
    assert flow.state == FlowStatus.COMPLETED
    assert flow.ended_at is not None
    assert list(flow.steps.values_list("element", flat=True)) == [
        "draft", "vet", "gates", "sign_off", "recheck", "number", "print", "seal", "distribute", "archive", "end",
    ]  # fmt: skip
    assert Opinion.objects.filter(flow=flow).count() == 10
    assert verify().ok
    assert not queries.unowned_flows(cast.office).exists()
    assert [work.title for work in queries.works_for(cast.drafter, "completed")] == ["关于试验的通知"]


def test_opinions_and_records_are_never_changed(cast):
    flow = submit(start(cast))
    opinion = Opinion.objects.get(flow=flow)
    opinion.text = "改过"
    for change in (opinion.save, opinion.delete, Opinion.objects.all().delete, lambda: Opinion.objects.update(text="")):
        with pytest.raises(Refused, match="不得修改或删除"):
            change()
    assert Opinion.objects.get(flow=flow).text == "同意"


def test_every_holder_may_read_the_paper_from_then_on(cast):
    flow = start(cast)
    assert not queries.visible_to(cast.director).filter(pk=flow.pk).exists()
    submit(flow)
    for person in (cast.director, cast.drafter):
        assert queries.visible_to(person).filter(pk=flow.pk).exists()
    for person in (cast.outsider, cast.archivist, cast.sysadmin):
        assert not queries.visible_to(person).filter(pk=flow.pk).exists()


def test_a_refused_move_changes_nothing_and_is_not_on_record(cast):
    flow = submit(start(cast))
    work, before = work_at(flow), Entry.objects.count()
    with pytest.raises(Refused):
        actions.return_to(actor=work.holder, work=work, target="sign_off", text="无此环节可退")
    with pytest.raises(Refused):
        actions.submit(actor=cast.archivist, work=work, text="不该我办")
    assert work_at(flow) == work
    assert Entry.objects.count() == before


def test_an_app_above_may_object_and_nothing_is_lost(cast):
    flow = start(cast)

    def objects(move, preview, **_):
        if move is Move.SUBMIT:
            raise Refused("还没有正文，不能提交。")

    with watching(events.about_to_move, objects):
        with pytest.raises(Refused, match="还没有正文"):
            submit(flow)
        offered = {offer.move: offer for offer in queries.moves_for(cast.drafter, flow)}
    assert (offered[Move.SUBMIT].allowed, offered[Move.SUBMIT].reason) == (False, "还没有正文，不能提交。")
    assert work_at(flow).step.element == "draft"


def test_what_is_announced_by_a_submit(cast):
    heard: list[str] = []
    flow = start(cast)
    signals = ("work_closed", "step_entered", "work_opened", "moved", "people_told", "flow_completed")
    with ExitStack() as stack:
        for name in signals:
            note = lambda name=name, **more: heard.append(f"{name} {more.get('work') or more.get('step')}")  # noqa: E731
            stack.enter_context(watching(getattr(events, name), note))
        submit(flow)
    assert [line.split()[0] for line in heard] == ["work_closed", "step_entered", "work_opened", "moved"]


def test_phone_approval_end_to_end(cast):
    flow = start(cast)
    work = walk_to(flow, "sign_off")
    actions.approve_by_phone(
        actor=cast.drafter, work=work, called_at=timezone.now(), question="可否先发", answer="可以", witness="高建国"
    )
    debt = queries.unsigned_phone_approvals(cast.office).get()
    assert (debt.leader, debt.approval.witness) == (cast.principal_leader, "高建国")
    assert [w.kind for w in queries.works_for(cast.principal_leader, "todo")] == ["deferred"]
    walk_to(flow, "print")
    told: list[str] = []
    with watching(events.people_told, lambda people, **_: told.extend(person.name for person in people)):
        actions.refuse_later(actor=cast.principal_leader, work=debt.debt, text="说的不是这件")
    assert set(told) == {cast.drafter.name, cast.director.name, cast.clerk.name}
    flow.refresh_from_db()
    assert flow.state == FlowStatus.STOPPED
    actions.return_to(actor=cast.drafter, work=Work.objects.get(pk=debt.debt_id), target="sign_off", text="重新请示")
    assert holder_at(flow, "sign_off") == cast.principal_leader
    assert not queries.unsigned_phone_approvals(cast.office).exists()
    assert verify().ok


def test_what_comes_for_an_absent_leader_goes_to_the_stand_in(cast):
    now = timezone.now()
    set_stand_in(
        actor=SYSTEM, principal=cast.principal_leader, stand_in=cast.deputy_leader, kind="delegation",
        starts_at=now - timedelta(days=1), ends_at=now + timedelta(days=1), reason="出差",
    )  # fmt: skip
    flow = start(cast)
    work = walk_to(flow, "sign_off")
    assert (work.holder, work.on_behalf_of) == (cast.deputy_leader, cast.principal_leader)
    actions.submit(actor=cast.deputy_leader, work=work, text="同意")
    assert Opinion.objects.filter(flow=flow).latest("no").on_behalf_of == cast.principal_leader
    assert Entry.objects.filter(verb="flow.submit").latest("seq").on_behalf_of == cast.principal_leader.name


def test_a_handover_moves_everything_and_leaves_nothing(cast):
    mine = start(cast)
    theirs = submit(start(cast, by="section_head"))
    work = work_at(theirs)
    actions.circulate(actor=work.holder, work=work, people=[cast.drafter])
    hand_over(actor=cast.director, leaver=cast.drafter, successor=cast.section_head, reason="调离", leaving=True)
    assert holder_at(mine) == cast.section_head
    assert not Work.objects.filter(holder=cast.drafter, box__in=["todo", "in_hand", "to_read"]).exists()
    mine.refresh_from_db()
    assert mine.starter == cast.section_head
    assert not queries.unowned_flows(cast.office).exists()
    assert verify().ok


def test_two_flows_at_once_for_one_paper_are_refused(cast):
    flow = start(cast)
    with pytest.raises(Refused, match="正在流转"):
        actions.start(
            actor=cast.drafter, procedure_key="outgoing", subject=Group.objects.get(pk=flow.subject_id), title="又来"
        )


def test_the_database_lets_a_branch_have_one_responsible_holder(cast):
    flow = start(cast)
    work = work_at(flow)
    work.pk, work.no = None, 999
    with pytest.raises(IntegrityError), transaction.atomic():
        work.save(force_insert=True)


def test_a_new_title_shows_on_every_desk(cast):
    flow = submit(start(cast))
    actions.retitle(actor=cast.drafter, flow=flow, title="新的标题", urgency="urgent")
    assert queries.works_for(cast.director, "todo").get().title == "新的标题"
    assert queries.works_for(cast.drafter, "done").get().urgency == "urgent"


def test_of_several_deputies_the_one_in_charge_of_the_unit_comes_first(cast):
    other = add_person(actor=SYSTEM, organ=cast.office, name="排名在前", rank=1)
    assign_post(actor=SYSTEM, person=other, unit=cast.units["县领导"], title="常务副县长", duties=["deputy_leader"])
    flow = start(cast, variables={"signatory": "deputy_leader"})
    assert walk_to(flow, "sign_off").holder == cast.deputy_leader
