"""Copies delivered: opened, signed for, returned, reminded; and nobody sees more than the issued paper."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.apps.outgoing import steps
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.actions.distribution import Recipient
from zhongshu.apps.outgoing.models import Delivery
from zhongshu.apps.outgoing.queries import received_by
from zhongshu.apps.outgoing.sweeps import MOST_REMINDERS, remind_recipients
from zhongshu.apps.search.queries import find
from zhongshu.apps.shell.models import Notification
from zhongshu.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(accounts):
    """A paper sent to the town, a unit, a person, and somebody outside."""
    paper = steps.to_step(accounts, steps.new_paper(accounts), "distribute")
    actions.distribute(
        actor=accounts.clerk, paper=paper,
        recipients=[
            Recipient(organ=accounts.town), Recipient(unit=accounts.units["督查室"]),
            Recipient(person=accounts.deputy_leader), Recipient(name="驻明川县某单位", is_copy=True, copies=2),
        ],
    )  # fmt: skip
    return steps.reload(paper)


def test_each_recipient_sees_its_own_copy_and_no_more(accounts, sent, sign_in):
    expected = {
        "town_clerk": 1,
        "supervision_officer": 1,
        "deputy_leader": 1,
        "outsider": 0,
        "archivist": 0,
        "sysadmin": 0,
    }
    assert {part: received_by(accounts.people[part]).count() for part in expected} == expected
    delivery = sent.deliveries.get(organ=accounts.town)
    client = sign_in("town_clerk")
    page = client.get(reverse("outgoing:received_paper", args=[delivery.pk]))
    assert page.status_code == 200
    assert sent.number_text in page.content.decode()
    assert "同意印发" not in page.content.decode()
    assert client.get(reverse("outgoing:paper", args=[sent.pk])).status_code == 404
    assert sign_in("outsider").get(reverse("outgoing:received_paper", args=[delivery.pk])).status_code == 404
    for name in ("received_page", "received_file"):
        args = [delivery.pk, 1] if name == "received_page" else [delivery.pk]
        assert client.get(reverse(f"outgoing:{name}", args=args)).status_code == 200
        assert sign_in("outsider").get(reverse(f"outgoing:{name}", args=args)).status_code == 404
    assert find(accounts.town_clerk, "防汛备汛").count() == 1
    assert find(accounts.outsider, "防汛备汛").count() == 0


def test_opened_signed_for_and_nothing_twice(accounts, sent):
    delivery = received_by(accounts.town_clerk).get()
    actions.open_delivery(actor=accounts.town_clerk, delivery=delivery)
    actions.acknowledge_receipt(actor=accounts.town_clerk, delivery=delivery)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.settled_by) == (Delivery.State.SIGNED, accounts.town_clerk)
    assert [event.what for event in delivery.events.all()] == ["送达", "打开", "已签收"]
    with pytest.raises(Refused, match="不必重复"):
        actions.return_receipt(actor=accounts.town_clerk, delivery=delivery, reason="退")
    with pytest.raises(Refused, match="不是发给您"):
        actions.acknowledge_receipt(actor=accounts.outsider, delivery=delivery)


def test_a_return_says_why_and_tells_the_drafter(accounts, sent):
    delivery = received_by(accounts.town_clerk).get()
    with pytest.raises(Refused, match="理由"):
        actions.return_receipt(actor=accounts.town_clerk, delivery=delivery, reason=" ")
    actions.return_receipt(actor=accounts.town_clerk, delivery=delivery, reason="附件缺页")
    assert Notification.objects.filter(person=accounts.drafter, text__contains="附件缺页").exists()


def test_a_receipt_on_paper_is_entered_by_the_clerk(accounts, sent):
    outside = sent.deliveries.get(name="驻明川县某单位")
    assert outside.is_external
    with pytest.raises(Refused, match="文书登记"):
        actions.register_receipt(actor=accounts.drafter, delivery=outside, received_by="李某")
    row = actions.register_receipt(actor=accounts.clerk, delivery=outside, received_by="李某")
    assert (row.state, row.settled_name) == (Delivery.State.SIGNED, "李某")


def test_who_has_not_signed_is_reminded_and_not_without_end(accounts, sent):
    now = timezone.now()
    assert remind_recipients(now) == 0
    late = now + timedelta(days=30)
    assert remind_recipients(late) == 3
    assert remind_recipients(timezone.now() + timedelta(hours=1)) == 0
    for day in range(1, 12):
        remind_recipients(late + timedelta(days=2 * day))
    assert sent.deliveries.get(organ=accounts.town).reminders == MOST_REMINDERS


def test_nothing_goes_out_unsealed_or_to_nobody(accounts):
    paper = steps.to_step(accounts, steps.new_paper(accounts), "seal")
    with pytest.raises(Refused, match="分发"):
        actions.distribute(actor=accounts.clerk, paper=paper, recipients=[Recipient(organ=accounts.town)])
    paper = steps.to_step(accounts, paper, "distribute")
    with pytest.raises(Refused, match="没有选择"):
        actions.distribute(actor=accounts.clerk, paper=paper, recipients=[])
