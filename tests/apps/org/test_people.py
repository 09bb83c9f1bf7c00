import pytest
from django.db import IntegrityError, transaction

from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.org import actions, queries
from zhongshu.apps.org.events import holding_asked
from zhongshu.apps.org.models import Administrator, Duty, Person
from zhongshu.apps.org.policy import Holding
from zhongshu.lib.refusal import Refused


def test_duty_is_found_through_the_current_post(cast):
    assert list(queries.people_with_duty(cast.office, Duty.DIRECTOR)) == [cast.director]
    assert queries.duties_of(cast.drafter) == {"drafter"}
    assert list(queries.people_with_duty(cast.town, Duty.DIRECTOR)) == []


def test_several_holders_come_in_protocol_order(cast):
    assert list(queries.people_with_duty(cast.office, Duty.DRAFTER)) == [cast.section_head, cast.drafter]


@pytest.mark.parametrize("role", list(Administrator.Role))
def test_nobody_holds_two_administrator_roles(cast, role):
    with pytest.raises(Refused, match="不能兼任"):
        actions.appoint_administrator(actor=SYSTEM, person=cast.sysadmin, role=role)


def test_the_database_itself_refuses_a_second_role(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Administrator.objects.create(person=cast.sysadmin, role=Administrator.Role.AUDIT)


def test_an_administrator_gets_no_work_duty_and_a_worker_no_administration(cast):
    with pytest.raises(Refused, match="管理员"):
        actions.assign_post(
            actor=SYSTEM, person=cast.auditadmin, unit=cast.units["秘书科"], title="文书", duties=[Duty.CLERK]
        )
    with pytest.raises(Refused, match="办文职责"):
        actions.appoint_administrator(actor=SYSTEM, person=cast.clerk, role=Administrator.Role.AUDIT)


def test_only_the_system_administrator_adds_people(cast):
    actions.add_person(actor=cast.sysadmin, organ=cast.office, name="新人")
    for part in ("secadmin", "auditadmin", "director", "outsider"):
        with pytest.raises(Refused, match="系统管理员"):
            actions.add_person(actor=cast.people[part], organ=cast.office, name="不该有的人")
    assert not Person.objects.filter(name="不该有的人").exists()


def test_nobody_is_cut_off_from_what_they_hold(cast):
    def told(**_):
        return [Holding("待办公文", "关于试验的通知", "outgoing.paper", 1)]

    holding_asked.connect(told, weak=False)
    try:
        with pytest.raises(Refused, match="手上还有 1 件事") as refused:
            actions.set_clearance(actor=cast.secadmin, person=cast.drafter, clearance=0)
        assert "试验" not in str(refused.value), "the security administrator learns no title"
    finally:
        holding_asked.disconnect(told)
    cast.drafter.refresh_from_db()
    assert cast.drafter.clearance == 1
    actions.set_clearance(actor=cast.secadmin, person=cast.drafter, clearance=0)


def test_clearance_is_the_security_administrators_and_never_ones_own(cast):
    actions.set_clearance(actor=cast.secadmin, person=cast.confidential_officer, clearance=2)
    with pytest.raises(Refused):
        actions.set_clearance(actor=cast.secadmin, person=cast.secadmin, clearance=4)
    with pytest.raises(Refused):
        actions.set_clearance(actor=cast.sysadmin, person=cast.drafter, clearance=2)


def test_signing_and_sealing_stay_apart(cast):
    with pytest.raises(Refused, match="不能同时"):
        actions.assign_post(
            actor=SYSTEM,
            person=cast.director,
            unit=cast.units["机要保密科"],
            title="兼职",
            duties=[Duty.SEAL_KEEPER],
            is_main=False,
        )
