"""The pages: lists, procedures, the panel of moves, uploads refused in words."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from tests.apps.flow.papers import start, submit, walk_to, work_at
from zhongshu.apps.flow import actions, queries
from zhongshu.apps.flow.models import Procedure, Work
from zhongshu.lib.flow.vocabulary import Move


def rendered(tag: str, flow, person) -> str:
    request = RequestFactory().get("/paper/1/")
    request.person = person
    return Template("{% load flow %}" + tag).render(Context({"flow": flow, "request": request}))


@pytest.mark.parametrize(
    "tag",
    ["flow_steps flow", "flow_moves flow request.person", "flow_opinions flow", "flow_diagram flow", "flow_log flow"],
)
def test_every_part_renders_at_every_step(cast, tag):
    flow = start(cast)
    while queries.active_works(flow).exists():
        for person in (cast.drafter, work_at(flow).holder, cast.sysadmin):
            assert "{%" not in rendered("{% " + tag + " %}", flow, person)
        submit(flow)
    flow.refresh_from_db()
    assert rendered("{% " + tag + " %}", flow, cast.drafter)


def test_the_panel_offers_the_holder_a_form_and_others_what_they_may_do(cast):
    flow = start(cast)
    submit(flow)
    vetter = work_at(flow).holder
    assert "会签人员" in rendered("{% flow_moves flow request.person %}", flow, vetter)
    seen_by_drafter = rendered("{% flow_moves flow request.person %}", flow, cast.drafter)
    assert "撤回" in seen_by_drafter
    assert "催办" in seen_by_drafter
    assert "提交" not in seen_by_drafter
    assert "没有需要您办理的" in rendered("{% flow_moves flow request.person %}", flow, cast.archivist)


def test_a_move_is_made_by_its_form(sign_in, accounts):
    flow = start(accounts)
    work = work_at(flow)
    client = sign_in("drafter")
    assert client.get(f"/flow/work/{work.pk}/submit/").status_code == 200
    answer = client.post(f"/flow/work/{work.pk}/submit/", {"text": "请核", "var_signatory": "director", "next": "/"})
    assert answer.status_code == 302
    assert work_at(flow).step.element == "vet"
    flow.refresh_from_db()
    assert flow.variables["signatory"] == "director"


def test_a_refused_move_keeps_what_was_typed(sign_in, accounts):
    flow = start(accounts)
    work = work_at(flow)
    actions.submit(actor=accounts.drafter, work=work)
    answer = sign_in("drafter").post(
        f"/flow/work/{work.pk}/submit/", {"text": "写了很久的意见", "var_signatory": "director"}
    )
    assert answer.status_code == 409
    assert "写了很久的意见" in answer.content.decode()
    assert "已办" in answer.content.decode()


def test_works_of_others_are_not_found(sign_in, accounts):
    work = work_at(start(accounts))
    for part in ("outsider", "archivist", "auditadmin", "secadmin"):
        assert sign_in(part).get(f"/flow/work/{work.pk}/submit/").status_code in {403, 404}


def test_the_system_administrator_jumps_without_seeing_the_title(sign_in, accounts):
    flow = start(accounts, title="保密的标题")
    work = work_at(flow)
    client = sign_in("sysadmin")
    assert "保密的标题" not in client.get("/flow/running/").content.decode()
    assert "保密的标题" not in client.get(f"/flow/work/{work.pk}/jump/").content.decode()
    assert client.post(f"/flow/work/{work.pk}/submit/", {"var_signatory": "director"}).status_code == 409
    answer = client.post(f"/flow/work/{work.pk}/jump/", {"target": "number", "text": "拟稿人调离"})
    assert answer.status_code == 302
    assert work_at(flow).step.element == "number"


def test_procedures_are_printed_and_drawn(sign_in, accounts):
    flow = start(accounts)
    client = sign_in("director")
    assert "发文办理" in client.get("/flow/procedures/").content.decode()
    page = client.get(f"/flow/procedures/{flow.procedure_id}/").content.decode()
    assert "data-bpmn" in page
    assert "核稿" in page
    assert client.get(f"/flow/procedures/{flow.procedure_id}/bpmn/")["Content-Type"].startswith("application/xml")
    assert sign_in("outsider").get(f"/flow/procedures/{flow.procedure_id}/").status_code == 404


def test_a_procedure_outside_the_subset_is_refused_by_name(sign_in, accounts, tmp_path):
    procedure = start(accounts).procedure
    bad = procedure.bpmn.replace("bpmn:userTask", "bpmn:scriptTask").encode()
    file = tmp_path / "bad.bpmn"
    file.write_bytes(bad)
    for part, status in (("sysadmin", 409), ("director", 409)):
        with file.open("rb") as upload:
            answer = sign_in(part).post("/flow/procedures/upload/", {"bpmn": upload})
        assert answer.status_code == status
    with file.open("rb") as upload:
        text = sign_in("sysadmin").post("/flow/procedures/upload/", {"bpmn": upload}).content.decode()
    assert "拟稿" in text
    assert "scriptTask" in text
    assert Procedure.objects.filter(key=procedure.key).count() == 1


def test_a_decision_table_comes_with_its_procedure(sign_in, accounts):
    """Uploaded together, printed as a sentence, and it decides where the next paper goes; without it the file is refused."""
    flow = start(accounts)
    bpmn = flow.procedure.bpmn.replace(
        '<zs:variable name="signatory" type="text"',
        '<zs:variable name="county_wide" type="boolean" label="全县性"/>'
        '<zs:variable name="signatory" type="text" table="谁签发"',
    ).replace('zs:asks="signatory"', 'zs:asks="county_wide"')
    rows = [{"when": "county_wide", "then": {"signatory": "principal_leader"}}]
    table = {"谁签发": {"inputs": {"county_wide": "boolean"}, "rows": rows, "otherwise": {"signatory": "director"}}}

    def upload(**files):
        sent = {"bpmn": SimpleUploadedFile("新.bpmn", bpmn.encode()), **files}
        return sign_in("sysadmin").post("/flow/procedures/upload/", sent, follow=True)

    assert "没有提供的决策表" in upload().content.decode()
    assert "不是有效的 JSON" in upload(tables=SimpleUploadedFile("坏.json", b"{")).content.decode()
    page = upload(tables=SimpleUploadedFile("表.json", json.dumps(table).encode())).content.decode()
    assert "全县性时为主要领导；其余情况为办公室主任" in page.replace(" ", "")
    for wide, signatory in ((True, accounts.principal_leader), (False, accounts.director)):
        flow = start(accounts)
        work = work_at(flow)
        actions.submit(actor=work.holder, work=work, text="请核", variables={"county_wide": wide})
        assert walk_to(flow, "sign_off").holder == signatory


def test_a_new_version_leaves_running_flows_on_theirs(sign_in, accounts, tmp_path):
    flow = start(accounts)
    changed = flow.procedure.bpmn.replace("复核", "复审").encode()
    file = tmp_path / "new.bpmn"
    file.write_bytes(changed)
    with file.open("rb") as upload:
        assert sign_in("secadmin").post("/flow/procedures/upload/", {"bpmn": upload}).status_code == 302
    flow.refresh_from_db()
    assert flow.procedure.version == 1
    assert start(accounts).procedure.version == 2


def test_phone_form_and_return_form(sign_in, accounts):
    flow = start(accounts)
    work = walk_to(flow, "sign_off")
    client = sign_in("drafter")
    page = client.get(f"/flow/work/{work.pk}/approve_by_phone/").content.decode()
    assert "陈志远答复的原话" in page
    fields = {"called_at": "2026-01-05T10:00", "question": "可否先发", "answer": "可以", "next": "/"}
    assert client.post(f"/flow/work/{work.pk}/approve_by_phone/", fields).status_code == 302
    debt = queries.unsigned_phone_approvals(accounts.office).get()
    assert debt.leader == accounts.principal_leader
    recheck = work_at(flow)
    page = sign_in("director").get(f"/flow/work/{recheck.pk}/return_to/").content.decode()
    assert "五关把关" in page
    assert Move.RETURN.label in page


def test_the_line_of_steps_says_what_became_of_an_agreement_by_telephone(cast):
    flow = start(cast)
    work = walk_to(flow, "sign_off")
    leader = work.holder
    actions.approve_by_phone(
        actor=cast.drafter, work=work, called_at=timezone.now(), question="可否先行印发？", answer="同意"
    )
    line = rendered("{% flow_steps flow %}", flow, cast.drafter)
    assert f"{leader}（电话同意·待补签）" in line
    debt = Work.objects.select_related("step").get(flow=flow, kind="deferred")
    actions.countersign_later(actor=leader, work=debt, text="同意")
    line = rendered("{% flow_steps flow %}", flow, cast.drafter)
    assert f"{leader}（电话同意，已补签）" in line
    assert line.count(leader.name) == 1


def test_the_panel_says_whose_turn_it_is(cast):
    flow = start(cast)
    assert "轮到您" in rendered("{% flow_moves flow request.person %}", flow, cast.drafter)
    submit(flow)
    seen_by_drafter = rendered("{% flow_moves flow request.person %}", flow, cast.drafter)
    assert "您办过的“拟稿”" in seen_by_drafter
    assert f"本件在{work_at(flow).holder}（核稿）手中" in seen_by_drafter
    assert "轮到您" not in seen_by_drafter
    work = work_at(flow)
    actions.return_to(actor=work.holder, work=work, target="draft", text="请核实数据")
    submit(flow)
    assert rendered("{% flow_moves flow request.person %}", flow, cast.drafter).count("您办过的“拟稿”") == 1
    Work.objects.filter(flow=flow, box="todo").update(due_at=timezone.now() - timedelta(hours=1))
    assert "已超期" in rendered("{% flow_moves flow request.person %}", flow, work_at(flow).holder)
