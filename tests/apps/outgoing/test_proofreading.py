"""What the proofreader says of a paper to whom, and what a drafter does about it while writing."""

import pytest
from django.urls import reverse

from tests.apps.outgoing import steps
from tests.apps.outgoing.test_stale_form import JSON, sent
from zhongshu.apps.lexicon.models import Entry
from zhongshu.apps.outgoing.models import FindingDecision, Paper
from zhongshu.apps.outgoing.queries.gates import judged
from zhongshu.apps.outgoing.queries.papers import current_version
from zhongshu.apps.outgoing.queries.proofreading import check_live, findings_of

pytestmark = pytest.mark.django_db

BODY = "各单位：\n截止目前，已完成排查。\n请于9月31日前报送。"


@pytest.fixture
def draft(accounts) -> Paper:
    return steps.new_paper(accounts)


def decide(client, paper, text: str, **values):
    """Answer the finding about ``text`` in the body being typed."""
    found = client.post(reverse("outgoing:proofread", args=[paper.pk]), sent(paper, body=BODY), **JSON).json()[
        "findings"
    ]
    fingerprint = next(item["fingerprint"] for item in found if item["text"] == text)
    values = sent(paper, body=BODY) | {"fingerprint": fingerprint} | values
    return client.post(reverse("outgoing:decide_live", args=[paper.pk]), values, **JSON)


def texts(client, paper) -> list[str]:
    answer = client.post(reverse("outgoing:proofread", args=[paper.pk]), sent(paper, body=BODY), **JSON)
    return [item["text"] for item in answer.json()["findings"] if item["field"] == "body"]


def test_what_is_set_aside_while_writing_stays_aside(draft, sign_in):
    client = sign_in("drafter")
    assert {"截止", "9月31日"} <= set(texts(client, draft))
    assert decide(client, draft, "截止", choice="overridden").status_code == 200
    assert "截止" not in texts(client, draft)
    assert decide(client, draft, "9月31日", choice="overridden").status_code == 409
    assert decide(client, draft, "9月31日", choice="overridden", reason="原件如此").status_code == 200
    assert texts(client, draft) == []
    assert list(FindingDecision.objects.values_list("choice", "reason")) == [
        ("overridden", ""),
        ("overridden", "原件如此"),
    ]


def test_what_is_accepted_while_writing_is_counted(draft, sign_in):
    assert decide(sign_in("drafter"), draft, "截止", choice="accepted").status_code == 200
    assert FindingDecision.objects.get().choice == "accepted"


def test_only_a_keeper_silences_a_rule_for_the_office(draft, sign_in, accounts):
    answer = decide(sign_in("drafter"), draft, "截止", choice="always", reason="本县惯例")
    assert answer.status_code == 409
    assert not Entry.objects.exists()
    assert not FindingDecision.objects.exists()
    paper = steps.to_step(accounts, draft, "vet")
    vetter = steps.work(paper).holder
    assert (
        decide(sign_in(part_of(accounts, vetter)), paper, "截止", choice="always", reason="本县惯例").status_code == 200
    )
    assert Entry.objects.get().kind == "ignored"
    other = steps.new_paper(accounts, body=BODY)
    assert "截止" not in texts(sign_in("drafter"), other)


def part_of(cast, person) -> str:
    return next(part for part, member in cast.people.items() if member == person)


def test_strangers_decide_nothing(draft, sign_in):
    values = sent(draft, body=BODY) | {"fingerprint": "x", "choice": "overridden"}
    for part in ("outsider", "town_clerk", "sysadmin"):
        answer = sign_in(part).post(reverse("outgoing:decide_live", args=[draft.pk]), values, **JSON)
        assert answer.status_code in {403, 404}
    assert decide(sign_in("drafter"), draft, "截止", choice="nonsense").status_code == 409


def test_an_earlier_paper_is_held_against_the_words_only_for_those_who_know_it(accounts):
    issued = steps.to_step(accounts, steps.new_paper(accounts), "print")
    body = f"按照《关于召开座谈会的函》（{issued.number_text}）执行。"
    paper = steps.new_paper(accounts, body=body, title="明川县人民政府办公室关于商请支持的函")
    version = current_version(paper)

    def says(person) -> bool:
        return any(item.rule == "facts.earlier_papers" for item in findings_of(paper, version, person))

    assert says(accounts.drafter)
    assert says(accounts.director)
    assert not says(accounts.outsider)
    assert not says(None)
    assert any(item.rule == "facts.earlier_papers" for item in check_live(paper, version.document, accounts.drafter))
    assert any(item.finding.rule == "facts.earlier_papers" for item in judged(paper, version, accounts.drafter))


def test_at_the_gates_too_a_keeper_may_silence_a_rule(accounts, sign_in):
    paper = steps.to_step(accounts, steps.new_paper(accounts, body=BODY), "gates")
    version = current_version(paper)
    found = next(item.finding for item in judged(paper, version) if item.finding.text == "截止")
    where = reverse("outgoing:decide", args=[paper.pk])
    values = {"fingerprint": found.fingerprint, "revision": version.no, "choice": "always"}
    client = sign_in("director")
    assert "本机关不再提示" in client.get(reverse("outgoing:gates", args=[paper.pk])).content.decode()
    assert client.post(where, values | {"reason": ""}).status_code == 409
    assert client.post(where, values | {"reason": "本县惯例"}).status_code == 302
    assert Entry.objects.get().name == "截止"
    assert found.fingerprint not in {item.finding.fingerprint for item in judged(paper, version)}
