from datetime import timedelta

import pytest
from django.utils import timezone

from zhongshu.apps.access import queries, subjects
from zhongshu.apps.access.actions import grant, revoke
from zhongshu.apps.access.policy import Secrecy, refuse_above_ceiling
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.org.models import Duty, IssuerCode
from zhongshu.lib.refusal import Refused


@pytest.fixture
def thing(cast):
    return IssuerCode.objects.get(code="明政办发")


def readers(cast, thing):
    return {part for part, person in cast.people.items() if queries.may_read(person, thing)}


def test_without_a_grant_nobody_reads(cast, thing):
    assert readers(cast, thing) == set()
    assert not queries.may_read(None, thing)


@pytest.mark.parametrize(
    ("subject", "who"),
    [
        (lambda c: subjects.person_key(c.drafter), {"drafter"}),
        (lambda c: subjects.unit_key(c.units["综合科"]), {"drafter", "section_head"}),
        (lambda c: subjects.duty_key(c.office, Duty.CLERK), {"clerk"}),
        (lambda c: subjects.duty_key(c.town, Duty.CLERK), {"town_clerk"}),
        (lambda c: subjects.organ_key(c.town), {"town_clerk", "outsider"}),
    ],
)
def test_a_grant_reaches_exactly_its_subject(cast, thing, subject, who):
    grant(actor=SYSTEM, obj=thing, subject=subject(cast), reason="测试")
    assert readers(cast, thing) == who


def test_a_grant_ends_and_can_be_taken_back(cast, thing):
    key = subjects.person_key(cast.drafter)
    grant(actor=SYSTEM, obj=thing, subject=key, reason="借阅", until=timezone.now() - timedelta(minutes=1))
    assert readers(cast, thing) == set()
    assert grant(actor=SYSTEM, obj=thing, subject=key, reason="拟稿")
    assert not grant(actor=SYSTEM, obj=thing, subject=key, reason="再次", until=timezone.now())
    assert readers(cast, thing) == {"drafter"}
    assert revoke(actor=SYSTEM, obj=thing, subject=key, reason="撤回")
    assert readers(cast, thing) == set()


def test_a_leaver_knows_of_nothing(cast, thing):
    grant(actor=SYSTEM, obj=thing, subject=subjects.person_key(cast.drafter), reason="拟稿")
    cast.drafter.left_on = timezone.localdate()
    cast.drafter.save()
    assert readers(cast, thing) == set()


@pytest.mark.parametrize("level", [Secrecy.CONFIDENTIAL, Secrecy.SECRET, Secrecy.TOP_SECRET])
def test_state_secrets_are_above_every_ceiling(level, settings):
    settings.SECRECY_CEILING = "top_secret"
    with pytest.raises(Refused, match="机要"):
        refuse_above_ceiling(level)
    refuse_above_ceiling(Secrecy.INTERNAL)


def test_a_list_sought_by_grants_holds_the_same_rows(cast):
    codes = list(IssuerCode.objects.order_by("pk"))
    grant(actor=SYSTEM, obj=codes[0], subject=subjects.person_key(cast.drafter), reason="拟稿")
    grant(actor=SYSTEM, obj=codes[0], subject=subjects.unit_key(cast.units["综合科"]), reason="会签")
    grant(actor=SYSTEM, obj=codes[1], subject=subjects.person_key(cast.clerk), reason="编号")
    for person in cast.people.values():
        known = queries.readable(IssuerCode.objects.all(), person)
        assert list(queries.listed(known, person).order_by("pk")) == list(known.order_by("pk"))
    assert queries.listed(IssuerCode.objects.all(), cast.drafter).get() == codes[0]
