"""Two people at one form, over HTTP: autosave, merging, both sides shown."""

import pytest
from django.urls import reverse

from tests.apps.outgoing import steps
from tests.apps.outgoing.test_pages import form_of
from zhongshu.apps.outgoing import actions

pytestmark = pytest.mark.django_db

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def two(accounts, sign_in):
    paper = steps.new_paper(accounts)
    actions.share_draft(actor=accounts.drafter, paper=paper, person=accounts.section_head)
    return paper, sign_in("drafter"), sign_in("section_head")


def sent(paper, revision=1, **changes):
    kept = {"direction": "lateral", "title": paper.title, "issuer_code": "明政办函", "revision": revision}
    return form_of(**kept) | changes


def test_what_both_changed_is_shown_side_by_side_and_can_be_settled(two):
    paper, one, other = two
    where = reverse("outgoing:edit", args=[paper.pk])
    assert one.post(where, sent(paper, title="明川县人民政府办公室关于甲事的函")).status_code == 302
    answer = other.post(where, sent(paper, title="明川县人民政府办公室关于乙事的函", remark="电话：0999-1234567"))
    text = answer.content.decode()
    assert answer.status_code == 409
    for words in ("关于甲事的函", "关于乙事的函", "林晓雯", "一字未丢", "0999-1234567"):
        assert words in text
    assert steps.reload(paper).revision == 2
    settled = other.post(where, sent(paper, 2, title="明川县人民政府办公室关于甲乙两事的函"))
    assert settled.status_code == 302
    assert steps.reload(paper).title == "明川县人民政府办公室关于甲乙两事的函"


def test_typing_is_kept_and_a_clash_is_answered_with_the_other_text(two):
    paper, one, other = two
    where = reverse("outgoing:autosave", args=[paper.pk])
    answer = other.post(where, sent(paper, title="明川县人民政府办公室关于乙事的函"), **JSON)
    assert answer.json()["revision"] == 1
    assert "乙事" in other.get(reverse("outgoing:edit", args=[paper.pk])).content.decode()
    one.post(reverse("outgoing:edit", args=[paper.pk]), sent(paper, title="明川县人民政府办公室关于甲事的函"))
    answer = other.post(where, sent(paper, title="明川县人民政府办公室关于乙事的函"), **JSON)
    assert answer.status_code == 409
    told = answer.json()
    assert (told["by"], told["revision"], told["fields"]["title"]) == ("林晓雯", 2, "明川县人民政府办公室关于甲事的函")
    assert "标题" in told["message"]
    answer = other.post(where, sent(paper, 2, title="明川县人民政府办公室关于乙事的函"), **JSON)
    assert answer.status_code == 200


def test_half_a_million_characters_get_a_sentence(two):
    paper, one, _ = two
    long = sent(paper, body="防汛\r\n" * 125_000)
    assert one.post(reverse("outgoing:autosave", args=[paper.pk]), long, **JSON).status_code == 200
    answer = one.post(reverse("outgoing:edit", args=[paper.pk]), long)
    assert answer.status_code == 409
    assert "超过" in answer.content.decode()
    assert len(one.get(reverse("outgoing:edit", args=[paper.pk])).context["body"]) > 370_000


def test_findings_point_into_the_fields(two):
    paper, one, _ = two
    body = "　　各单位：\r\n\r\n　　截止目前，已完成。"
    answer = one.post(reverse("outgoing:proofread", args=[paper.pk]), sent(paper, body=body), **JSON)
    found = [item for item in answer.json()["findings"] if item["field"] == "body" and item["text"]]
    assert found
    text = body.replace("\r\n", "\n")
    for item in found:
        assert text[item["start"] : item["end"]] == item["text"]


def test_nonsense_in_the_form_is_no_fault_of_ours(two):
    paper, one, _ = two
    where = reverse("outgoing:edit", args=[paper.pk])
    for changes in (
        {"kind": "没有"}, {"direction": "sideways"}, {"issuer_code": "青政发"}, {"revision": "九"}, {"title": ""},
        {"secrecy": "top_secret"}, {"title": "\x00\x01"},
    ):  # fmt: skip
        answer = one.post(where, sent(paper) | changes)
        assert answer.status_code in {302, 409}, changes
    for data in ({}, {"choice": "accept"}, {"choice": "override", "fingerprint": "x", "revision": "1"}):
        assert one.post(reverse("outgoing:decide", args=[paper.pk]), data).status_code == 409
    assert one.post(reverse("outgoing:sign_gate", args=[paper.pk]), {"gate": "none"}).status_code == 409
    assert one.get(reverse("outgoing:compare", args=[paper.pk]), {"old": "x", "new": "99999999999"}).status_code == 200


def test_pages_cost_the_same_queries_however_much_there_is(two, accounts, django_assert_max_num_queries):
    paper, one, _ = two
    for no in range(1, 4):
        fields = sent(paper, no, title=f"明川县人民政府办公室关于第{no}事的函")
        assert one.post(reverse("outgoing:edit", args=[paper.pk]), fields).status_code == 302
    counts = []
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            one.get(reverse("outgoing:list"))
        counts.append(len(queries))
        steps.new_paper(accounts)
        steps.new_paper(accounts)
    assert counts[0] == counts[1]
    with CaptureQueriesContext(connection) as queries:
        one.get(reverse("outgoing:paper", args=[paper.pk]))
    assert len(queries) < 110
