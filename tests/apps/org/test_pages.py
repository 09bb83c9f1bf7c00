"""The pages of people and bodies, as each part of the cast sees them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.org import actions, queries
from zhongshu.apps.org.events import holding_asked, holdings_moved
from zhongshu.apps.org.models import Absence, Administrator, Organ, Person, StandIn, Unit
from zhongshu.apps.org.policy import Holding

SYSTEM_PAGES = ["org:admin_people", "org:admin_new_person", "org:admin_organs", "org:admin_new_organ"]
SECURITY_PAGES = ["org:clearances", "org:appointments", "access:find"]


def names_on(response) -> list[str]:
    return [person.name for person in response.context["rows"].rows]


@pytest.mark.parametrize("words", ["林晓雯", "lxw", "LX", "综合科 科员", "晓"])
def test_a_colleague_is_found_by_name_initials_or_post(sign_in, words):
    response = sign_in("clerk").get(reverse("org:directory"), {"q": words})
    assert names_on(response) == ["林晓雯"]


def test_the_directory_filters_by_organ_and_duty(sign_in, accounts):
    response = sign_in("clerk").get(reverse("org:directory"), {"organ": accounts.town.pk, "duty": "clerk"})
    assert names_on(response) == ["钱多多"]


def test_telephone_numbers_stay_inside_the_organ(sign_in, accounts):
    Person.objects.filter(name="林晓雯").update(mobile="19900001234")
    for part, shown in (("clerk", True), ("outsider", False)):
        client = sign_in(part)
        page = reverse("org:person", args=[accounts.drafter.pk])
        assert ("19900001234" in client.get(page).content.decode()) is shown
        assert ("19900001234" in client.get(reverse("org:directory")).content.decode()) is shown


@pytest.mark.parametrize("url", ["org:directory", "org:tree", "org:admin_people", "org:clearances"])
def test_query_counts_do_not_grow_with_people(sign_in, accounts, django_assert_num_queries, url):
    client = sign_in({"org:admin_people": "sysadmin", "org:clearances": "secadmin"}.get(url, "clerk"))
    client.get(reverse(url))  # the first visit of a session is noted
    with CaptureQueriesContext(connection) as before:
        assert client.get(reverse(url)).status_code == 200
    for number in range(5):
        person = actions.add_person(actor=SYSTEM, organ=accounts.office, name=f"新人{number}")
        actions.assign_post(
            actor=SYSTEM, person=person, unit=accounts.units["综合科"], title="科员", duties=["drafter"]
        )
    with django_assert_num_queries(len(before)):
        client.get(reverse(url))


def test_the_unit_tree_shows_who_sits_where(sign_in, accounts):
    page = sign_in("outsider").get(reverse("org:tree"), {"organ": accounts.office.pk}).content.decode()
    assert "综合科" in page
    assert "林晓雯" in page
    assert "分管：罗文斌" in page


@pytest.mark.parametrize("url", SYSTEM_PAGES + SECURITY_PAGES + ["audit:entries"])
def test_each_administrator_sees_only_their_own_pages(sign_in, accounts, url):
    owner = "sysadmin" if url in SYSTEM_PAGES else "secadmin" if url in SECURITY_PAGES else "auditadmin"
    for part in accounts.people:
        expected = 200 if part == owner else 403
        assert sign_in(part).get(reverse(url)).status_code == expected, part


def test_a_new_person_gets_a_post_and_an_account(sign_in, accounts):
    client = sign_in("sysadmin")
    client.post(
        reverse("org:admin_new_person"),
        {"organ": accounts.office.pk, "name": "欧阳新", "rank": 50, "employment": "civil", "mobile": ""},
    )
    person = Person.objects.get(name="欧阳新")
    assert person.initials == "oyx"
    client.post(
        reverse("org:add_post", args=[person.pk]),
        {
            "post-unit": accounts.units["综合科"].pk,
            "post-title": "科员",
            "post-is_main": "on",
            "post-duties": ["drafter"],
        },
    )
    assert queries.duties_of(person) == {"drafter"}
    refused = client.post(
        reverse("org:give_account", args=[person.pk]), {"account-username": "ouyang", "account-password": "123"}
    )
    assert refused.status_code == 409
    client.post(
        reverse("org:give_account", args=[person.pk]),
        {"account-username": "ouyang", "account-password": "初次登录-ouyang-2026"},
    )
    person.refresh_from_db()
    assert person.user.get_username() == "ouyang"
    client.post(reverse("org:switch_account", args=[person.pk]), {"active": "0"})
    person.user.refresh_from_db()
    assert not person.user.is_active


def test_bodies_units_and_codes_are_set_up_and_ended(sign_in, accounts):
    client = sign_in("sysadmin")
    client.post(
        reverse("org:admin_new_organ"),
        {
            "name": "明川县统计局",
            "short_name": "县统计局",
            "level": 4,
            "system": "government",
            "superior": accounts.government.pk,
            "may_issue": "on",
        },
    )
    organ = Organ.objects.get(name="明川县统计局")
    client.post(reverse("org:organ_unit", args=[organ.pk]), {"unit-name": "办公室", "unit-is_office": "on"})
    client.post(reverse("org:organ_code", args=[organ.pk]), {"code-code": "明统字", "code-layout": "document"})
    client.post(reverse("org:organ_rename", args=[organ.pk]), {"name": "明川县统计调查局", "short_name": "统计局"})
    organ.refresh_from_db()
    assert organ.name == "明川县统计调查局"
    unit, code = organ.units.get(), organ.issuer_codes.get()
    client.post(reverse("org:change_unit", args=[unit.pk]), {"name": "综合办公室"})
    client.post(reverse("org:retire_code", args=[code.pk]))
    code.refresh_from_db()
    assert code.retired_on is not None
    assert Unit.objects.get(pk=unit.pk).name == "综合办公室"
    client.post(reverse("org:organ_dissolve", args=[organ.pk]))
    organ.refresh_from_db()
    assert organ.dissolved_on is not None
    assert client.post(reverse("org:organ_dissolve", args=[accounts.office.pk])).status_code == 409


def test_a_unit_with_people_is_not_dissolved(sign_in, accounts):
    unit = accounts.units["综合科"]
    response = sign_in("sysadmin").post(reverse("org:change_unit", args=[unit.pk]), {"dissolve": "1"})
    assert response.status_code == 409
    assert "还有 2 个岗位有人" in response.content.decode()


def test_clearance_and_appointments_are_the_security_administrators(sign_in, accounts):
    client = sign_in("secadmin")
    client.post(reverse("org:clearance", args=[accounts.drafter.pk]), {"clearance": "2"})
    accounts.drafter.refresh_from_db()
    assert accounts.drafter.clearance == 2
    fresh = actions.add_person(actor=SYSTEM, organ=accounts.office, name="候补员")
    client.post(reverse("org:appointments"), {"person": fresh.pk, "role": "audit"})
    assert queries.administrator_role(fresh) == "audit"
    row = Administrator.objects.get(person=fresh)
    client.post(reverse("org:dismiss", args=[row.pk]))
    assert queries.administrator_role(fresh) == ""
    last = Administrator.objects.get(person=accounts.auditadmin)
    assert client.post(reverse("org:dismiss", args=[last.pk])).status_code == 409


def test_someone_with_work_duties_is_not_offered_for_appointment(sign_in, accounts):
    offered = sign_in("secadmin").get(reverse("org:appointments")).context["form"].fields["person"].queryset
    assert not offered.filter(pk=accounts.drafter.pk).exists()


def test_a_stand_in_and_an_absence_are_arranged_by_oneself(sign_in, accounts):
    client, now = sign_in("clerk"), timezone.localtime()
    client.post(
        reverse("org:new_stand_in"),
        {
            "kind": "ab",
            "stand_in": accounts.archivist.pk,
            "scope": "",
            "starts_at": f"{now:%Y-%m-%dT%H:%M}",
            "reason": "",
        },
    )
    row = StandIn.objects.get()
    assert (row.principal, row.stand_in) == (accounts.clerk, accounts.archivist)
    later = now + timedelta(days=1)
    page = client.post(
        reverse("org:new_absence"),
        {
            "absence-starts_at": f"{now:%Y-%m-%dT%H:%M}",
            "absence-ends_at": f"{later:%Y-%m-%dT%H:%M}",
            "absence-reason": "培训",
        },
        follow=True,
    )
    assert "由韩梅代办" in page.content.decode()
    assert sign_in("outsider").post(reverse("org:revoke_stand_in", args=[row.pk])).status_code == 404
    client.post(reverse("org:end_absence", args=[Absence.objects.get().pk]))
    assert queries.stand_in_for(accounts.clerk, timezone.now()) is None
    client.post(reverse("org:revoke_stand_in", args=[row.pk]))
    row.refresh_from_db()
    assert row.revoked_at is not None


@pytest.fixture
def held(accounts):
    """A thing held by the drafter that can be made to stick."""
    thing = {"by": accounts.drafter, "stuck": False}

    def ask(sender, person, **_):
        return [Holding("待办", "关于防汛的通知", "outgoing.paper", 7)] if thing["by"] == person else []

    def move(sender, leaver, successor, **_):
        if not thing["stuck"] and thing["by"] == leaver:
            thing["by"] = successor

    holding_asked.connect(ask)
    holdings_moved.connect(move)
    yield thing
    holding_asked.disconnect(ask)
    holdings_moved.disconnect(move)


def test_handover_refuses_while_something_is_left(sign_in, accounts, held):
    url = reverse("org:handover", args=[accounts.drafter.pk])
    form = {"successor": accounts.section_head.pk, "reason": "调离", "leaving": "on"}
    held["stuck"] = True
    refused = sign_in("director").post(url, form)
    assert refused.status_code == 409
    assert "关于防汛的通知" in refused.content.decode()
    held["stuck"] = False
    assert sign_in("director").post(url, form).status_code == 302
    assert held["by"] == accounts.section_head


def test_the_system_administrator_hands_over_without_reading_titles(sign_in, accounts, held):
    url = reverse("org:handover", args=[accounts.drafter.pk])
    page = sign_in("sysadmin").get(url).content.decode()
    assert "关于防汛" not in page
    assert "管理员看不到事项名称" in page
    held["stuck"] = True
    refused = sign_in("sysadmin").post(url, {"successor": accounts.section_head.pk, "reason": "调离"})
    assert refused.status_code == 409
    assert "关于防汛" not in refused.content.decode()


@pytest.mark.parametrize("part", ["clerk", "outsider", "secadmin", "auditadmin", "section_head"])
def test_other_peoples_handover_is_closed(sign_in, accounts, held, part):
    assert sign_in(part).get(reverse("org:handover", args=[accounts.drafter.pk])).status_code == 403
