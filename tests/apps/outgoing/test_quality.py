"""零差错: counted only over papers one may know, and a lapse put on record by those who may."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.apps.outgoing import steps
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.models import Lapse
from zhongshu.apps.outgoing.queries import quality
from zhongshu.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def lapse(**changes):
    given = {
        "gate": "facts", "rule": "facts.weekday", "wrong": "星期五", "right": "星期四", "found_by": "青石镇",
        "found_on": timezone.localdate(), "remedy": "corrected", "note": "日期改后星期未改",
    }  # fmt: skip
    return given | changes


@pytest.fixture
def issued(accounts):
    body = steps.BODY + "\n请于9月31日前报送。"
    return steps.to_step(accounts, steps.new_paper(accounts, body=body), "print")


def whole_year(person, by="unit"):
    today = timezone.localdate()
    return quality.board(person, by=by, since=today - timedelta(days=30), until=today)


def test_the_board_counts_before_and_after(issued, accounts):
    actions.register_lapse(actor=accounts.director, paper=issued, **lapse())
    found = whole_year(accounts.director)
    (line,) = found.lines
    assert (line.name, line.corrected, line.later) == ("综合科", 0, 1)
    assert line.overridden >= 1
    assert (found.issued, found.faultless) == (1, 0)
    assert {line.name for line in whole_year(accounts.director, "kind").lines} == {"函"}
    assert "日期与星期不符" in {line.name for line in whole_year(accounts.director, "rule").lines}
    assert "事实关" in {line.name for line in whole_year(accounts.director, "gate").lines}
    (month,) = whole_year(accounts.director, "month").lines
    assert month.name == f"{timezone.localdate():%Y年%m月}"
    assert whole_year(accounts.outsider).lines == ()
    assert whole_year(accounts.outsider).issued == 0


def test_who_may_put_a_lapse_on_record(issued, accounts):
    for part in ("drafter", "outsider", "sysadmin", "town_clerk"):
        with pytest.raises(Refused):
            actions.register_lapse(actor=accounts.people[part], paper=issued, **lapse())
    with pytest.raises(Refused, match="还没有到"):
        actions.register_lapse(
            actor=accounts.director, paper=issued, **lapse(found_on=timezone.localdate() + timedelta(days=2))
        )
    with pytest.raises(Refused, match="还没有编号"):
        actions.register_lapse(
            actor=accounts.director, paper=steps.to_step(accounts, steps.new_paper(accounts), "gates"), **lapse()
        )
    assert not Lapse.objects.exists()


def test_a_void_lapse_stays_on_record_and_off_the_count(issued, accounts):
    row = actions.register_lapse(actor=accounts.clerk, paper=issued, **lapse())
    with pytest.raises(Refused, match="理由"):
        actions.void_lapse(actor=accounts.clerk, lapse=row, reason=" ")
    actions.void_lapse(actor=accounts.director, lapse=row, reason="登记重复")
    assert whole_year(accounts.director).later == 0
    assert Lapse.objects.get().void_reason == "登记重复"
    with pytest.raises(Refused, match="已经作废"):
        actions.void_lapse(actor=accounts.director, lapse=row, reason="再来一次")


def test_pages(issued, accounts, sign_in):
    director = sign_in("director")
    where = reverse("outgoing:lapses", args=[issued.pk])
    assert director.post(where, lapse(found_on=timezone.localdate().isoformat())).status_code == 302
    assert director.post(where, lapse(wrong="", found_on="")).status_code == 422
    board = director.get(reverse("outgoing:quality")).content.decode()
    assert "“星期五”应为“星期四”" in board
    assert "发出后登记差错1处" in board
    assert "星期五" not in sign_in("outsider").get(reverse("outgoing:quality")).content.decode()
    content = director.get(reverse("outgoing:quality_export") + "?by=gate").content
    assert list(load_workbook(BytesIO(content)).active.values)[-1][0] == "合计"
    content = director.get(reverse("outgoing:lapses_export")).content
    assert "星期五" in list(load_workbook(BytesIO(content)).active.values)[1]
    assert director.get(reverse("outgoing:quality") + "?month=2026-13").status_code == 200
    assert sign_in("outsider").get(where).status_code == 404
    row = Lapse.objects.get()
    assert sign_in("outsider").get(reverse("outgoing:void_lapse", args=[row.pk])).status_code == 404
    assert director.post(reverse("outgoing:void_lapse", args=[row.pk]), {"reason": "重复"}).status_code == 302


def test_the_board_asks_as_often_for_many_as_for_one(issued, accounts, django_assert_max_num_queries):
    for _ in range(3):
        actions.register_lapse(actor=accounts.director, paper=issued, **lapse())
    with django_assert_max_num_queries(12):
        whole_year(accounts.director, "rule")
