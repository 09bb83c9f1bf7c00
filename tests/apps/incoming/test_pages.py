"""The pages over HTTP: the walk a clerk and a leader make, constant query counts, and what others do not see."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.apps.incoming import steps
from tests.apps.outgoing import steps as outgoing_steps
from zhongshu.apps.incoming import desk_parts
from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.incoming.policy.tests import TESTS
from zhongshu.apps.incoming.queries import visible_to
from zhongshu.apps.incoming.queries.papers import list_visible_to
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.models import Delivery


def post(client, name, paper, **fields):
    response = client.post(reverse(f"incoming:{name}", args=[paper.pk]), fields)
    assert response.status_code == 302, response.content.decode()[-3000:]
    return response


def test_the_walk_over_http(accounts, sign_in):
    clerk = sign_in("clerk")
    upload = SimpleUploadedFile("来文.txt", steps.TEXT.encode())
    sent = {"upload": upload, "copies": "2", "channel": "exchange", "sender": "", "title": ""}
    response = clerk.post(reverse("incoming:receive"), sent)
    paper = Paper.objects.get()
    assert response["Location"] == reverse("incoming:register", args=[paper.pk])
    page = clerk.get(response["Location"]).content.decode()
    assert "安政发〔2026〕21号" in page
    assert "可靠" in page
    fields = paper.read_fields["fields"] | {"document_date": "2026-11-10"}
    post(clerk, "register", paper, **fields)
    assert "初审" in clerk.get(paper.get_absolute_url()).content.decode()
    post(clerk, "check", paper, passed=list(TESTS))
    holder = steps.work(paper).holder
    part = next(name for name, person in accounts.people.items() if person == holder)
    proposer = sign_in(part)
    response = proposer.post(reverse("incoming:propose", args=[paper.pk]), {"text": "请领导批示。", "way": "instruct"})
    assert response.status_code == 409
    assert "套话" in response.content.decode()
    post(
        proposer, "propose", paper, text=steps.PROPOSAL, lead_unit=accounts.units["综合科"].pk, due_on="2099-11-30",
        way="instruct", signatory="principal_leader",
    )  # fmt: skip
    leader = sign_in("principal_leader")
    assert "签署批示" in leader.get(paper.get_absolute_url()).content.decode()
    post(leader, "instruct", paper, phrase="同意。", text="请综合科牵头，月底前报。")
    assert paper.instructions.get().text == "同意。请综合科牵头，月底前报。"
    post(clerk, "assign", paper, handler=accounts.section_head.pk, due_on="2099-11-30")
    handler = sign_in("section_head")
    handler.post(reverse("flow:move", args=[steps.work(paper).pk, "submit"]), {"text": "已办，底数已摸清。"})
    post(clerk, "complete", paper, result="已办结")
    assert steps.reload(paper).state == "archive"
    for name in ("slip", "file"):
        assert clerk.get(reverse(f"incoming:{name}", args=[paper.pk])).status_code == 200


@pytest.mark.parametrize(
    "name", ["list", "export", "print", "book", "book_export", "book_print", "figures", "duties", "my_instructions"]
)
def test_lists_answer_and_do_not_leak(accounts, sign_in, name):
    paper = steps.to_step(accounts, steps.registered(accounts), "assign")
    assert sign_in("director").get(reverse(f"incoming:{name}")).status_code == 200
    response = sign_in("outsider").get(reverse(f"incoming:{name}"))
    assert paper.title not in getattr(response, "content", b"").decode("utf-8", "replace")


def test_the_list_shows_what_the_door_lets_through(accounts):
    paper = steps.to_step(accounts, steps.registered(accounts), "assign")
    other = steps.received(accounts, text="第二件\n关于另一事项的内容各不相同")
    for secrecy, most in ((0, {paper, other}), (Paper.Secrecy.TOP_SECRET, {paper})):
        Paper.objects.filter(pk=other.pk).update(secrecy=secrecy)
        shown = [set(list_visible_to(person)) for person in Person.objects.all()]
        assert shown == [set(visible_to(person)) for person in Person.objects.all()]
        assert max(shown, key=len) == most
        assert set() in shown


@pytest.mark.parametrize("name", ["paper", "file", "slip", "register", "circulation", "transcribe", "reply", "excuse"])
def test_somebody_elses_paper_is_not_there(accounts, sign_in, name):
    paper = steps.to_step(accounts, steps.registered(accounts), "assign")
    for part in ("outsider", "drafter", "sysadmin"):
        assert sign_in(part).get(reverse(f"incoming:{name}", args=[paper.pk])).status_code == 404


def test_query_counts_do_not_grow(accounts, sign_in, django_assert_max_num_queries, monkeypatch):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = sign_in("clerk")

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(reverse("incoming:list")).status_code == 200
        return len(seen)

    steps.registered(accounts)
    client.get(reverse("incoming:list"))
    one = count()
    for at in range(3):
        text = f"第{at}件\n关于事项{at}的内容各不相同{at * 7919}"
        steps.registered(accounts, steps.received(accounts, text=text), sender=f"单位{at}", title=f"第{at}件")
    assert count() == one


def test_a_delivered_copy_is_one_click(accounts, sign_in):
    sent = outgoing_steps.to_step(accounts, outgoing_steps.new_paper(accounts), "archive")
    copy = Delivery.objects.get(paper=sent)
    clerk = sign_in("town_clerk")
    page = clerk.get(reverse("outgoing:received_paper", args=[copy.pk])).content.decode()
    assert "签收并收文登记" in page
    response = clerk.post(reverse("incoming:from_delivery", args=[copy.pk]))
    paper = Paper.objects.get(delivery=copy)
    assert response["Location"] == reverse("incoming:register", args=[paper.pk])
    assert sign_in("clerk").post(reverse("incoming:from_delivery", args=[copy.pk])).status_code == 404
    assert timezone.localdate(paper.received_at) == timezone.localdate()


def test_the_home_pages_tell_what_waits_and_what_is_late(accounts, sign_in):
    steps.received(accounts)
    paper = steps.to_step(accounts, steps.registered(accounts, steps.received(accounts, text="另一件来文")), "handle")
    now = timezone.now()
    figures = {figure.word: figure for figure in desk_parts.own(accounts.clerk, now)}
    assert figures["来文待登记"].value == 1
    assert sign_in("clerk").get(figures["来文待登记"].url).status_code == 200
    assert [figure.value for figure in desk_parts.board(accounts.director, accounts.office, now)] == [2, 0]
    Paper.objects.filter(pk=paper.pk).update(due_at=now - timedelta(hours=1))
    late = desk_parts.board(accounts.director, accounts.office, now)[1]
    assert (late.value, late.late) == (1, True)
    assert paper.title in sign_in("director").get(late.url).content.decode()
    assert [figure.word for figure in desk_parts.own(accounts.section_head, now)] == ["我手上超期来文"]
    assert desk_parts.own(accounts.drafter, now) == []
    assert desk_parts.board(accounts.drafter, accounts.office, now) == []


@pytest.mark.parametrize(("list_", "none_yet", "none_such"), [
    ("incoming:list", "没有您经办或者获准知悉的来文", "没有符合条件的来文"),
    ("outgoing:list", "还没有公文", "没有符合条件的公文"),
])  # fmt: skip
def test_an_empty_list_tells_whether_the_filters_are_to_blame(accounts, sign_in, list_, none_yet, none_such):
    client = sign_in("outsider")
    bare, asked = (client.get(reverse(list_), query).content.decode() for query in ({}, {"text": "没有的字"}))
    assert none_yet in bare
    assert "清除筛选条件" not in bare
    assert none_such in asked
    assert f'<a href="{reverse(list_)}">清除筛选条件</a>' in asked
