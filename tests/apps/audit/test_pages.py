"""The audit administrator's pages."""

import pytest
from django.urls import reverse

from zhongshu.apps.audit import queries, reading
from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.models import Entry


@pytest.fixture
def auditor(sign_in):
    return sign_in("auditadmin")


def test_filters_stand_in_the_address(auditor, accounts):
    page = auditor.get(reverse("audit:entries"), {"area": "org", "verb": "org.set_portfolio", "actor": "系统"})
    assert {line.entry.verb for line in page.context["lines"]} == {"org.set_portfolio"}
    assert auditor.get(reverse("audit:entries"), {"actor": "没有这个人"}).context["lines"] == []


def test_titles_and_texts_of_papers_are_covered(auditor, accounts):
    with act(
        actor=accounts.drafter,
        verb="outgoing.save",
        about=accounts.office,
        summary="保存《关于防汛工作的通知》",
        data={"opinion": "同意，按此办理", "revision": 3},
    ):
        pass
    seq = Entry.objects.order_by("-seq").first().seq
    for url in (reverse("audit:entries"), reverse("audit:entry", args=[seq])):
        page = auditor.get(url).content.decode()
        assert "防汛" not in page
        assert "按此办理" not in page
    assert "（7 字，不显示）" in auditor.get(reverse("audit:entry", args=[seq])).content.decode()


def test_verification_is_itself_on_record(auditor):
    page = auditor.post(reverse("audit:verify")).content.decode()
    assert "没有改动、缺失或插入" in page
    assert Entry.objects.order_by("-seq").first().verb == "audit.verify"
    assert queries.verify().ok


def test_the_first_broken_entry_is_named(auditor, unprotected):
    Entry.objects.filter(seq=7).update(summary="x")
    page = auditor.post(reverse("audit:verify")).content.decode()
    assert "第 7 条记录不可信" in page


def test_the_export_is_a_workbook_and_on_record(auditor):
    response = auditor.get(reverse("audit:export"), {"verb": "org."})
    assert response["Content-Type"].endswith("sheet")
    assert Entry.objects.order_by("-seq").first().data["filters"] == {"verb": "org."}


def test_covering_leaves_names_and_numbers():
    assert reading.covered("林晓雯 任 综合科科员") == "林晓雯 任 综合科科员"
    assert reading.covered("签发《关于甲的通知》") == "签发《……》"
    assert reading.covered("签发《关于甲的通知》：同意印发（2026-11-20）").startswith("签发《……》：（")
    assert "防汛" not in reading.covered("《关于甲的通知》语言关：“防汛”改为“防讯”")
    assert reading.covered("预留明政办发〔2026〕3号：备用") == "预留明政办发〔2026〕3号：备用"
