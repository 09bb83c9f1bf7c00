"""征求第二意见 on the site, against a stand-in on this machine: off by default, never for a secret, never waited for."""

import json
import time
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ

from tests import at_once
from tests.apps.outgoing import asking, steps
from tests.lib.proofread.opinion.test_opinion import said, standin
from zhongshu.apps.audit.models import Entry as AuditEntry
from zhongshu.apps.lexicon.models import Entry
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.actions.opinions import CUT_OFF, NOT_BEGUN, go_on, run_asking
from zhongshu.apps.outgoing.models import FindingDecision, Paper, SecondOpinion
from zhongshu.apps.outgoing.queries import opinions
from zhongshu.apps.outgoing.queries.gates import judged
from zhongshu.apps.outgoing.queries.papers import current_version
from zhongshu.apps.outgoing.queries.proofreading import findings_of
from zhongshu.apps.outgoing.queries.quality import board
from zhongshu.lib.proofread import Level
from zhongshu.lib.refusal import Refused

pytestmark = pytest.mark.django_db

BUTTON = "征求第二意见"
RULE = "language.second_opinion"
BODY = "各单位：\n会议讨论了有关问题。\n各单位要把各项工作落到实处，按时报送情况。"
State = SecondOpinion.State


def answer(told: dict[str, Any]) -> bytes:
    """Says of 讨论 and 报送 what no rule of the house says, and of 截止 what one does."""
    sentences = json.loads(told["messages"][-1]["content"])
    corrected = [one.replace("讨论", "研讨").replace("报送", "呈送").replace("截止", "截至") for one in sentences]
    return said(json.dumps(corrected, ensure_ascii=False))


@pytest.fixture
def advisor(settings):
    """A corrector that is set up; what it was asked."""
    settings.SECOND_OPINION_MODEL, settings.SECOND_OPINION_SECONDS = "替身", 5
    with standin(answer) as (settings.SECOND_OPINION, asked):
        yield asked


@pytest.fixture
def draft(accounts) -> Paper:
    return steps.new_paper(accounts, body=BODY)


def ask(cast, paper, actor=None) -> SecondOpinion:
    paper = steps.reload(paper)
    return actions.ask_opinion(actor=actor or cast.drafter, paper=paper, revision=paper.revision)


def advised(cast, paper) -> SecondOpinion:
    """Asked and answered."""
    opinion = ask(cast, paper)
    assert run_asking(opinion.pk)
    opinion.refresh_from_db()
    return opinion


def texts(paper, person=None) -> list[str]:
    """What the second opinion is heard to doubt in the current version."""
    paper = steps.reload(paper)
    return [item.text for item in findings_of(paper, current_version(paper), person) if item.rule == RULE]


def page(client, paper, name="gates") -> str:
    answer = client.get(reverse(f"outgoing:{name}", args=[paper.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def post(client, paper, name="opinion", **values):
    values = {"revision": steps.reload(paper).revision} | values
    return client.post(reverse(f"outgoing:{name}", args=[paper.pk]), values)


def test_where_it_is_not_set_up_nothing_of_it_is_seen(draft, sign_in):
    client = sign_in("drafter")
    assert "第二意见" not in page(client, draft) + page(client, draft, "opinion")
    assert post(client, draft).status_code == 409
    assert not SecondOpinion.objects.exists()


def test_it_is_asked_in_the_background_and_shown(draft, sign_in, accounts, advisor, django_capture_on_commit_callbacks):
    client = sign_in("drafter")
    assert BUTTON in page(client, draft)
    with django_capture_on_commit_callbacks(execute=True):
        assert post(client, draft)["Location"] == reverse("outgoing:gates", args=[draft.pk])
    assert advisor == [], "a request must not wait for the advisor"
    assert OrmQ.objects.get().func() == "zhongshu.apps.outgoing.actions.opinions.run_asking"
    waiting = page(client, draft)
    assert "正在就第 1 稿询问" in waiting
    assert 'hx-trigger="every 3s"' in waiting
    assert BUTTON not in waiting
    assert texts(draft) == []

    opinion = SecondOpinion.objects.get()
    assert run_asking(opinion.pk)
    sent = json.dumps(advisor, ensure_ascii=False)
    assert "讨论了有关问题" in sent
    polled = page(client, draft, "opinion")
    assert "刷新本页查看" in polled
    assert "hx-trigger" not in polled
    shown = page(client, draft)
    assert "第二意见（替身）认为“讨论”应当改为“研讨”" in shown
    assert "（……会议讨论了有关问题。……）" in shown
    assert "刷新本页查看" not in shown
    assert BUTTON not in shown
    for reader in (accounts.drafter, accounts.director, None):
        assert texts(draft, reader) == ["讨论", "报"]
    assert {item.level for item in findings_of(draft, current_version(draft), None) if item.rule == RULE} == {
        Level.CONSIDER
    }
    assert [entry.actor_name for entry in AuditEntry.objects.filter(verb__endswith="_opinion").order_by("seq")] == [
        "林晓雯", "系统",
    ]  # fmt: skip
    assert not run_asking(opinion.pk)
    with pytest.raises(Refused, match="已经有了"):
        ask(accounts, draft)
    assert len(advisor) == 1, "once asked, never again for this version"


def test_its_findings_are_decided_like_any_other(draft, sign_in, accounts, advisor):
    advised(accounts, draft)
    client, version = sign_in("drafter"), current_version(draft)
    found = {item.text: item for item in findings_of(draft, version, accounts.drafter)}
    assert post(client, draft, "decide", fingerprint=found["讨论"].fingerprint, choice="accept").status_code == 302
    paper = steps.reload(draft)
    assert paper.revision == 2
    assert "会议研讨了有关问题" in str(current_version(paper).content)
    # The rest of what was said still stands, though nobody has asked about the second version.
    assert texts(paper) == ["报"]
    shown = page(client, paper)
    assert "第 1 稿问过" in shown
    assert BUTTON in shown
    values = {"fingerprint": found["报"].fingerprint, "choice": "override", "reason": "按惯例"}
    assert post(client, paper, "decide", **values).status_code == 302
    assert [item.open for item in judged(paper, current_version(paper)) if item.finding.rule == RULE] == [False]
    assert list(FindingDecision.objects.values_list("rule", "choice")) == [(RULE, "accepted"), (RULE, "overridden")]
    (line,) = board(accounts.drafter, by="rule", since=timezone.localdate(), until=timezone.localdate()).lines
    assert (line.name, line.corrected, line.overridden) == ("第二意见", 1, 1)


def test_a_keeper_may_silence_it_for_the_office(draft, sign_in, accounts, advisor):
    advised(accounts, draft)
    paper = steps.to_step(accounts, draft, "gates")
    found = next(item for item in findings_of(paper, current_version(paper), None) if item.text == "讨论")
    values = {"fingerprint": found.fingerprint, "choice": "always", "reason": "本县惯例"}
    assert post(sign_in("director"), paper, "decide", **values).status_code == 302
    assert Entry.objects.get().value == RULE
    assert texts(paper) == ["报"]


def test_where_the_engine_doubts_the_same_its_finding_is_raised_and_what_was_decided_stands(accounts, advisor):
    paper = steps.new_paper(accounts, body="截止目前，各单位已完成排查。")
    version = current_version(paper)
    before = next(item for item in findings_of(paper, version, None) if item.text == "截止")
    assert before.suggestion == "截至"
    actions.override_finding(
        actor=accounts.drafter, paper=paper, fingerprint=before.fingerprint, revision=1, reason="原文如此"
    )
    advised(accounts, paper)
    (after,) = [item for item in judged(paper, version) if item.finding.text == "截止"]
    assert "第二意见（替身）相同" in after.finding.basis
    assert not after.open
    assert texts(paper) == []


@pytest.mark.parametrize(
    "secret",
    [{"secrecy": "internal"}, {"body": "内部★一年\n" + BODY}],
)
def test_a_secret_is_never_sent(secret, accounts, sign_in, advisor):
    paper = steps.new_paper(accounts, **({"body": BODY} | secret))
    client = sign_in("drafter")
    assert BUTTON not in page(client, paper)
    refusal = post(client, paper)
    assert refusal.status_code == 409
    assert "只有公开的文稿可以征求第二意见" in refusal.content.decode()
    assert not SecondOpinion.objects.exists()
    assert advisor == []


def test_a_paper_marked_after_it_was_asked_about_is_not_sent(draft, accounts, advisor):
    opinion = ask(accounts, draft)
    fields = steps.fields(
        direction="lateral", title=draft.title, issuer_code="明政办函", body=BODY, secrecy="internal", kind="letter"
    )
    actions.save_draft(actor=accounts.drafter, paper=draft, base=1, fields=fields)
    assert steps.reload(draft).secrecy == Paper.Secrecy.INTERNAL
    assert not run_asking(opinion.pk)
    assert advisor == []
    assert "没有发送" in SecondOpinion.objects.get().silence


def test_silence_is_told_and_one_may_ask_again(draft, accounts, sign_in, settings, advisor):
    def slow(_: dict[str, Any]) -> bytes:
        time.sleep(1)
        return b""

    client, settings.SECOND_OPINION_SECONDS = sign_in("drafter"), 0.2
    before = findings_of(draft, current_version(draft), None)
    with standin(slow) as (address, _):
        settings.SECOND_OPINION, good = address, settings.SECOND_OPINION
        assert not run_asking(ask(accounts, draft).pk)
    shown = page(client, draft)
    assert "没有得到第二意见：替身：0.2秒内没有答复。其余意见不受影响，可以再问。" in shown
    assert BUTTON in shown
    assert findings_of(draft, current_version(draft), None) == before
    settings.SECOND_OPINION, settings.SECOND_OPINION_SECONDS = good, 5
    advised(accounts, draft)
    assert texts(draft) == ["讨论", "报"]


def test_an_advisor_that_fails_in_a_way_of_its_own_is_silent_too(draft, accounts, monkeypatch, advisor):
    def breaks() -> None:
        raise ValueError("坏了")

    monkeypatch.setattr(opinions, "advisor", breaks)
    assert not run_asking(ask(accounts, draft).pk)
    assert "询问时出错" in SecondOpinion.objects.get().silence


def test_a_long_paper_is_not_asked_about_for_ever(draft, accounts, monkeypatch, advisor):
    monkeypatch.setattr("zhongshu.apps.outgoing.actions.opinions.LONGEST", -1)
    assert not run_asking(ask(accounts, draft).pk)
    assert "没有问完" in SecondOpinion.objects.get().silence
    assert advisor == []


def test_a_setting_that_is_no_good_is_told(draft, accounts, settings, tmp_path):
    settings.SECOND_OPINION = str(tmp_path)
    assert not run_asking(ask(accounts, draft).pk)
    assert "model.onnx" in SecondOpinion.objects.get().silence


def test_what_a_restart_cut_off_is_finished_or_told(draft, accounts, advisor):
    now = timezone.now()
    opinion = ask(accounts, draft)
    assert go_on(now=now) == 0, "the worker has just been told"
    # It had been begun when the server went down.
    SecondOpinion.objects.update(begun_at=now - timedelta(minutes=1))
    assert go_on(now=now) == 0, "it may be going on"
    assert go_on(now=now + CUT_OFF) == 1
    opinion.refresh_from_db()
    assert (opinion.state, opinion.silence) == (State.SILENT, "询问中途断了（超过时限或者服务器重新启动）。")
    assert advisor == []
    # Asked again, and the queue was lost before it was begun.
    ask(accounts, draft)
    assert go_on(now=timezone.now() + NOT_BEGUN) == 1
    assert texts(draft) == ["讨论", "报"]
    assert go_on(now=timezone.now() + timedelta(days=1)) == 0


def test_an_answer_that_comes_after_it_was_given_up_is_not_taken(draft, accounts, monkeypatch, advisor):
    opinion, found = ask(accounts, draft), opinions.advisor

    def given_up_meanwhile() -> Any:
        go_on(now=timezone.now() + CUT_OFF * 2)
        return found()

    monkeypatch.setattr(opinions, "advisor", given_up_meanwhile)
    assert not run_asking(opinion.pk)
    assert advisor, "it did answer"
    opinion.refresh_from_db()
    assert opinion.state == State.SILENT
    assert texts(draft) == []


def test_the_opinion_is_on_the_words_the_asker_saw(draft, accounts, advisor, sign_in):
    fields = steps.fields(direction="lateral", title=draft.title, issuer_code="明政办函", body=BODY + "特此函商。")
    actions.save_draft(actor=accounts.drafter, paper=draft, base=1, fields=fields | {"kind": "letter"})
    assert post(sign_in("drafter"), draft, revision=1).status_code == 409
    assert not SecondOpinion.objects.exists()


def test_who_may_neither_edit_nor_sign_does_not_ask(draft, accounts, sign_in, advisor):
    for part in ("outsider", "town_clerk", "clerk", "sysadmin"):
        client = sign_in(part)
        assert client.get(reverse("outgoing:opinion", args=[draft.pk])).status_code in {403, 404}
        assert post(client, draft).status_code in {403, 404}
    paper = steps.to_step(accounts, draft, "gates")
    # Who drafted it reads on, but can no longer change it and may not sign.
    client = sign_in("drafter")
    assert BUTTON not in page(client, paper)
    assert post(client, paper).status_code == 409
    assert not SecondOpinion.objects.exists()
    assert BUTTON in page(sign_in("director"), paper)
    assert run_asking(ask(accounts, paper, accounts.director).pk)
    assert "认为“讨论”" in page(client, paper)
    assert sign_in("outsider").get(reverse("outgoing:gates", args=[paper.pk])).status_code == 404


def test_of_many_clicks_at_once_one_asks(tmp_path, monkeypatch, django_db_setup):
    monkeypatch.setenv("ZHONGSHU_SECOND_OPINION", "http://127.0.0.1:9/v1")
    answers, found = at_once.run("tests.apps.outgoing.asking", asking.ASKERS, tmp_path)
    assert sum(answers) == 1
    assert found == {"rows": 1, "jobs": 1, "entries": 1}
