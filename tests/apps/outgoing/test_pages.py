"""Pages over HTTP: from the kind picker to the distributed paper, by the people whose job it is."""

import pytest
from django.urls import reverse

from tests.apps.outgoing import steps
from zhongshu.apps.outgoing.models import Paper

pytestmark = pytest.mark.django_db


def page(client, name, *args, status=200, **query):
    answer = client.get(reverse(f"outgoing:{name}", args=args), query)
    assert answer.status_code == status, (name, answer.status_code, answer.content.decode()[:2000])
    return answer.content.decode()


def form_of(**changes):
    """What the drafting form sends."""
    kept = (
        steps.fields(**{"byline": "", "remark": "", "copy_to": "", "extra": "", "secrecy": "", "urgency": ""}) | changes
    )
    return kept | {"kind": changes.get("kind", "letter"), "annex_name": ["", ""], "annex_text": ["", ""]}


@pytest.fixture
def drafted(accounts, sign_in):
    """A paper begun through the pages; (client of the drafter, paper)."""
    client = sign_in("drafter")
    answer = client.post(
        reverse("outgoing:create", args=["letter"]), {"subject": "商请做好防汛备汛工作", "issuer_code": "明政办函"}
    )
    paper = Paper.objects.get()
    assert answer["Location"] == reverse("outgoing:edit", args=[paper.pk])
    fields = form_of(
        direction="lateral", title="明川县人民政府办公室关于商请做好防汛备汛工作的函", issuer_code="明政办函"
    )
    answer = client.post(reverse("outgoing:edit", args=[paper.pk]), {**fields, "revision": 1})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return client, steps.reload(paper)


def test_every_kind_has_its_card(sign_in):
    text = page(sign_in("drafter"), "new")
    for name in ("决议", "请示", "纪要", "讲话稿", "签报", "核对要点"):
        assert name in text


def test_drafting_pages_open(drafted):
    client, paper = drafted
    for name in ("paper", "edit", "import", "versions", "compare", "gates", "routing", "share", "void"):
        page(client, name, paper.pk)
    page(client, "version", paper.pk, 1)
    assert paper.title in page(client, "list")
    picture = client.get(reverse("outgoing:page", args=[paper.pk, 1]))
    assert picture.content.startswith(b"\x89PNG")
    assert client.get(reverse("outgoing:page", args=[paper.pk, 99])).status_code == 404


def test_a_paper_is_signed_off_through_the_pages(drafted, accounts, sign_in):
    _, paper = drafted
    steps.to_step(accounts, paper, "gates")
    director = sign_in("director")
    assert "五关把关" in page(director, "paper", paper.pk)
    text = page(director, "gates", paper.pk)
    assert "政治关签字" in text
    steps.to_step(accounts, paper, "sign_off")
    leader = sign_in("principal_leader")
    assert "签发意见" in page(leader, "paper", paper.pk)
    answer = leader.post(
        reverse("outgoing:sign_off", args=[paper.pk]), {"opinion": "同意印发。", "on": steps.today()}, follow=True
    )
    assert "已签发" in answer.content.decode()
    vetter = sign_in("vetter")
    paper = steps.reload(paper)
    holder = steps.work(paper).holder
    client = vetter if holder == accounts.vetter else sign_in("director")
    assert "没有差别" in page(client, "recheck", paper.pk)
    client.post(reverse("outgoing:recheck", args=[paper.pk]), {"result": "pass", "note": ""})
    assert steps.reload(paper).state == "number"


def test_an_archived_paper_still_opens(drafted, accounts, sign_in):
    client, paper = drafted
    paper = steps.to_step(accounts, paper, "archive")
    text = page(client, "paper", paper.pk)
    assert paper.number_text in text
    assert "同意印发" in text
    assert client.get(reverse("outgoing:file", args=[paper.pk])).getvalue().startswith(b"%PDF")


def test_what_is_not_mine_looks_like_what_is_not_there(drafted, sign_in):
    _, paper = drafted
    for part in ("outsider", "town_clerk", "archivist", "sysadmin", "secadmin", "auditadmin"):
        client = sign_in(part)
        for name in ("paper", "edit", "versions", "gates", "routing", "compare", "import", "recheck", "void", "share"):
            hidden = client.get(reverse(f"outgoing:{name}", args=[paper.pk]))
            missing = client.get(reverse(f"outgoing:{name}", args=[999_999]))
            assert hidden.status_code == missing.status_code == 404, (part, name)
            assert paper.title not in hidden.content.decode()
        assert paper.title not in page(client, "list")


def test_the_list_filters_by_its_address(drafted):
    client, paper = drafted
    assert paper.title in page(client, "list", text="防汛", state="draft", kind="letter")
    assert paper.title not in page(client, "list", state="done")
    assert paper.title not in page(client, "list", text="没有这样的标题")
    page(client, "list", year="abc", unit="x", state="nonsense")
    book = client.get(reverse("outgoing:export"))
    assert book["Content-Type"].endswith("sheet")
