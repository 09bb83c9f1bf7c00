"""What must be true before a paper leaves a step, whichever way it tries to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.apps.outgoing import steps
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.org import actions as org_actions
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.actions.drafting import fields_of
from zhongshu.apps.outgoing.models import Disagreement, SignOff
from zhongshu.apps.outgoing.queries.gates import judged, unsigned_gates
from zhongshu.apps.outgoing.queries.papers import current_version, flow_of, sign_off_of, visible_to
from zhongshu.apps.outgoing.queries.routes import breaches
from zhongshu.lib.flow.vocabulary import Move, ReturnMode, Verdict
from zhongshu.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def edit(paper, who, **changes):
    paper = steps.reload(paper)
    fields = fields_of(current_version(paper), paper)
    return actions.save_draft(actor=who, paper=paper, base=paper.revision, fields=fields | changes).version


def change_substance(paper, who):
    paper = steps.reload(paper)
    body = fields_of(current_version(paper), paper)["body"]
    return edit(paper, who, body=body.replace("24小时", "12小时"))


def test_an_incomplete_draft_is_not_submitted(cast):
    paper = steps.new_paper(cast, addressees="")
    with pytest.raises(Refused, match="主送机关") as no:
        steps.submit(paper, variables={"signatory": "principal_leader"})
    assert "第九条" in no.value.basis


def test_gates_are_signed_before_sign_off(cast):
    paper = steps.to_step(cast, steps.new_paper(cast), "gates")
    with pytest.raises(Refused, match="政治关"):
        steps.submit(paper)
    with pytest.raises(Refused):
        actions.sign_gate(actor=cast.drafter, paper=paper, gate="format")
    with pytest.raises(Refused):
        actions.sign_gate(actor=cast.clerk, paper=paper, gate="format")
    steps.sign_gates(cast, paper)
    assert unsigned_gates(paper) == []
    steps.submit(paper)
    assert steps.reload(paper).state == "sign_off"


def test_a_finding_that_must_be_settled_keeps_its_gate_shut(cast):
    body = steps.BODY + "\n现将工作有关部署如下，截止目前已完成百分之20左右，请于9月31日前报送。"
    paper = steps.to_step(cast, steps.new_paper(cast, body=body), "gates")
    version = current_version(paper)
    blocking = [item for item in judged(paper, version) if item.blocks]
    assert blocking
    first = blocking[0].finding
    with pytest.raises(Refused, match="必须改"):
        actions.sign_gate(actor=cast.director, paper=paper, gate=first.gate.value)
    with pytest.raises(Refused, match="理由"):
        actions.override_finding(
            actor=cast.director, paper=paper, fingerprint=first.fingerprint, revision=version.no, reason=" "
        )
    with pytest.raises(Refused, match="刷新"):
        actions.override_finding(
            actor=cast.director, paper=paper, fingerprint=first.fingerprint, revision=version.no + 1, reason="有理由"
        )
    decision = actions.override_finding(
        actor=cast.director, paper=paper, fingerprint=first.fingerprint, revision=version.no, reason="原件如此"
    )
    assert (decision.by, decision.reason) == (cast.director, "原件如此")


def test_a_suggestion_is_put_in_and_the_finding_is_gone(cast):
    paper = steps.to_step(cast, steps.new_paper(cast, body=steps.BODY + "\n截止目前，已完成排查。"), "gates")
    version = current_version(paper)
    item = next(item for item in judged(paper, version) if item.finding.suggestion is not None and item.finding.text)
    after = actions.accept_finding(
        actor=cast.director, paper=paper, fingerprint=item.finding.fingerprint, revision=version.no
    )
    paper = steps.reload(paper)
    assert after.no == version.no + 1
    assert item.finding.fingerprint not in {other.finding.fingerprint for other in judged(paper, after)}
    assert paper.decisions.get().choice == "accepted"


def test_a_substantive_change_opens_the_gates_again_an_editorial_one_does_not(cast):
    paper = steps.to_step(cast, steps.new_paper(cast), "gates")
    steps.sign_gates(cast, paper)
    edit(
        paper, cast.director, body=fields_of(current_version(paper), paper)["body"].replace("值班值守。", "值班值守；")
    )
    assert unsigned_gates(paper) == []
    change_substance(paper, cast.director)
    assert len(unsigned_gates(paper)) == 5
    assert paper.gate_signatures.filter(invalid_since__isnull=False).count() == 5


def test_plain_submit_is_no_sign_off(cast):
    paper = steps.to_step(cast, steps.new_paper(cast), "sign_off")
    work = steps.work(paper)
    with pytest.raises(Refused, match="没有签发"):
        flow_actions.submit(actor=work.holder, work=work, text="同意", verdict=Verdict.AGREE)
    offered = {offer.move: offer for offer in flows.moves_for(work.holder, flow_of(paper))}
    assert not offered[Move.SUBMIT].allowed


def test_a_second_visit_wants_a_second_signature(cast):
    paper = steps.to_step(cast, steps.new_paper(cast), "recheck")
    actions.return_to_signatory(actor=steps.work(paper).holder, paper=paper, text="请再看一下")
    work = steps.work(paper)
    with pytest.raises(Refused):
        flow_actions.submit(actor=work.holder, work=work, text="同意", verdict=Verdict.AGREE)
    actions.sign_off(actor=work.holder, paper=paper, opinion="同意。")
    assert paper.sign_offs.count() == 2
    assert paper.sign_offs.filter(superseded_by__isnull=True).count() == 1


def test_an_administrator_cannot_jump_over_a_condition(cast):
    paper = steps.to_step(cast, steps.new_paper(cast), "vet")
    for target in ("sign_off", "number", "seal", "archive"):
        with pytest.raises(Refused):
            flow_actions.jump(actor=cast.sysadmin, work=steps.work(paper), target=target, text="赶时间")
    flow_actions.jump(actor=cast.sysadmin, work=steps.work(paper), target="gates", text="核稿人请假")
    assert steps.reload(paper).state == "gates"


def test_a_direct_return_does_not_lead_round_the_gates(cast):
    paper = steps.to_step(cast, steps.new_paper(cast), "sign_off")
    flow_actions.return_to(
        actor=cast.principal_leader, work=steps.work(paper), target="draft", text="改值班时间", mode=ReturnMode.DIRECT
    )
    change_substance(paper, cast.drafter)
    with pytest.raises(Refused, match="政治关"):
        steps.submit(paper)
    steps.sign_gates(cast, paper)
    steps.submit(paper)
    assert steps.reload(paper).state == "sign_off"


def test_who_drafts_does_not_vet_or_seal_and_the_vetter_is_another(cast):
    paper = steps.new_paper(cast, drafter=cast.vetter)
    steps.submit(paper, variables={"signatory": "principal_leader"}, holders={"vet": [cast.vetter]})
    work = steps.work(paper)
    assert work.holder == cast.vetter
    with pytest.raises(Refused, match="拟稿人不能核"):
        steps.submit(paper)


def test_an_upward_paper_is_signed_by_the_principal_leader(cast):
    paper = steps.new_paper(
        cast, code="明政发", kind="request", direction="upward", addressees="安和市人民政府",
        title="明川县人民政府关于增加防汛资金的请示", remark="联系人：林晓雯，电话：0999-1234567",
        body="为做好防汛工作，现将有关情况请示如下：\n恳请同意增加防汛资金。\n妥否，请批示。",
    )  # fmt: skip
    paper = steps.to_step(cast, paper, "gates", signatory="deputy_leader")
    steps.sign_gates(cast, paper)
    with pytest.raises(Refused, match="主要负责人") as no:
        steps.submit(paper)
    assert "二十二条" in no.value.basis


def test_a_broken_routing_rule_stops_the_paper_and_a_reason_leaves_a_mark(cast):
    paper = steps.new_paper(
        cast, code="明政办发", kind="notice", direction="downward",
        title="明川县人民政府办公室关于做好防汛备汛工作的通知",
    )  # fmt: skip
    paper = steps.to_step(cast, paper, "gates")
    steps.sign_gates(cast, paper)
    (item,) = breaches(paper, current_version(paper).document)
    assert item.breach.rule == "routing.not_authorised"
    with pytest.raises(Refused, match="行文规则") as no:
        steps.submit(paper)
    assert "第十六条" in no.value.basis
    with pytest.raises(Refused, match="理由"):
        actions.override_breach(actor=cast.director, paper=paper, rule=item.breach.rule, reason="")
    actions.override_breach(actor=cast.director, paper=paper, rule=item.breach.rule, reason="经县政府常务会议同意")
    steps.submit(paper)
    assert paper.overrides.get().reason == "经县政府常务会议同意"


def test_a_rule_without_exception_has_none(cast):
    paper = steps.new_paper(
        cast, code="明政发", kind="request", direction="upward", addressees="安和市人民政府，安和市财政局",
        title="明川县人民政府关于增加防汛资金的请示",
    )  # fmt: skip
    with pytest.raises(Refused, match="不能例外"):
        actions.override_breach(actor=cast.drafter, paper=paper, rule="routing.many_addressees", reason="急")


def countersigned(cast, verdict, text="不同意第三条"):
    paper = steps.to_step(cast, steps.new_paper(cast), "vet")
    steps.submit(paper, holders={"countersign": [cast.supervision_officer]})
    work = steps.work(paper)
    flow_actions.countersign(actor=cast.supervision_officer, work=work, verdict=verdict, text=text)
    return steps.reload(paper)


def test_an_unsettled_disagreement_blocks_until_the_dissenter_or_a_leader_settles_it(cast):
    paper = countersigned(cast, Verdict.DISAGREE)
    row = Disagreement.objects.get(paper=paper)
    assert (row.person, row.text, row.unit.name) == (cast.supervision_officer, "不同意第三条", "督查室")
    steps.sign_gates(cast, paper)
    with pytest.raises(Refused, match="不同意"):
        steps.submit(paper)
    with pytest.raises(Refused, match="本人确认"):
        actions.settle_disagreement(actor=cast.drafter, paper=paper, disagreement=row, outcome="已经好了")
    with pytest.raises(Refused):
        actions.escalate_disagreement(
            actor=cast.drafter, paper=paper, disagreement=row, leader=cast.clerk, outcome="我看可以"
        )
    actions.escalate_disagreement(
        actor=cast.drafter, paper=paper, disagreement=row, leader=cast.deputy_leader, outcome="按原稿发"
    )
    steps.submit(paper)
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.closed_by) == ("escalated", cast.deputy_leader, cast.drafter)


def test_the_dissenter_settles(cast):
    paper = countersigned(cast, Verdict.DISAGREE)
    row = Disagreement.objects.get(paper=paper)
    actions.settle_disagreement(actor=cast.supervision_officer, paper=paper, disagreement=row, outcome="删去第三条")
    steps.sign_gates(cast, paper)
    steps.submit(paper)
    assert steps.reload(paper).state == "sign_off"


def test_comments_and_consent_open_no_disagreement(cast):
    assert not countersigned(cast, Verdict.COMMENTS, "第二条改一字").disagreements.exists()


def test_a_substantive_change_after_sign_off_goes_back_to_the_same_signatory(cast):
    paper = steps.to_step(cast, steps.new_paper(cast), "recheck")
    vetter = steps.work(paper).holder
    edit(paper, vetter, body=fields_of(current_version(paper), paper)["body"].replace("带班制度。", "带班制度；"))
    assert sign_off_of(paper) is not None
    change_substance(paper, vetter)
    assert sign_off_of(paper) is None
    with pytest.raises(Refused, match="陈志远复审"):
        actions.pass_recheck(actor=vetter, paper=paper)
    with pytest.raises(Refused):
        steps.submit(paper)
    actions.return_to_signatory(actor=vetter, paper=paper, text="值班时间有改动")
    assert steps.work(paper).holder == cast.principal_leader
    steps.sign_gates(cast, paper)
    actions.sign_off(actor=cast.principal_leader, paper=paper, opinion="同意。")
    actions.pass_recheck(actor=steps.work(paper).holder, paper=paper)
    assert steps.reload(paper).state == "number"


def test_sign_off_wants_words_and_a_real_date(cast):
    paper = steps.to_step(cast, steps.new_paper(cast), "sign_off")
    leader = cast.principal_leader
    with pytest.raises(Refused, match="意见"):
        actions.sign_off(actor=leader, paper=paper, opinion=" ")
    with pytest.raises(Refused, match="日期"):
        actions.sign_off(actor=leader, paper=paper, opinion="同意", on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(Refused, match="不在您手中"):
        actions.sign_off(actor=cast.deputy_leader, paper=paper, opinion="同意")
    row = actions.sign_off(actor=leader, paper=paper, opinion="", initialled=True)
    assert (row.form, row.opinion) == (SignOff.Form.INITIALLED, "圈阅")


def phone(cast, paper, answer="同意，先发"):
    flow_actions.approve_by_phone(
        actor=cast.clerk, work=steps.work(paper), called_at=timezone.now() - timedelta(minutes=5), question="可否先发？",
        answer=answer, witness="沈静",
    )  # fmt: skip
    return sign_off_of(paper)


def test_a_phone_approval_stands_for_the_signature_until_it_is_signed(cast):
    paper = steps.to_step(cast, steps.new_paper(cast), "sign_off")
    row = phone(cast, paper)
    assert (row.form, row.owed, row.signatory, row.acted_by) == (
        SignOff.Form.PHONE, True, cast.principal_leader, cast.clerk,
    )  # fmt: skip
    paper = steps.to_step(cast, paper, "print")
    debt = cast.principal_leader.works.get(kind="deferred")
    flow_actions.countersign_later(actor=cast.principal_leader, work=debt, text="同意")
    row.refresh_from_db()
    assert not row.owed
    assert row.settled_at is not None


def test_a_refused_phone_approval_is_no_sign_off(cast):
    paper = steps.to_step(cast, steps.new_paper(cast), "sign_off")
    phone(cast, paper)
    paper = steps.to_step(cast, paper, "print")
    debt = cast.principal_leader.works.get(kind="deferred")
    flow_actions.refuse_later(actor=cast.principal_leader, work=debt, text="我没有同意第二条")
    assert sign_off_of(paper) is None
    with pytest.raises(Refused):
        actions.print_paper(actor=cast.clerk, paper=paper)


def test_the_seal_is_another_persons_act_on_the_print_of_the_signed_words(cast):
    paper = steps.to_step(cast, steps.new_paper(cast), "seal")
    with pytest.raises(Refused, match="印模"):
        actions.affix_seal(actor=cast.seal_keeper, paper=paper)
    steps.deposit_seal(cast)
    for part in ("drafter", "principal_leader", "clerk", "director"):
        with pytest.raises(Refused):
            actions.affix_seal(actor=cast.people[part], paper=paper)
    with pytest.raises(Refused, match="没有用印"):
        steps.submit(paper)
    use = actions.affix_seal(actor=cast.seal_keeper, paper=paper)
    assert (use.by, use.approved_by) == (cast.seal_keeper, cast.principal_leader)


def test_a_void_paper_frees_nothing_and_tells_everybody(cast):
    paper = steps.to_step(cast, steps.new_paper(cast), "archive")
    number = paper.numbers.get()
    with pytest.raises(Refused):
        actions.void_paper(actor=cast.vetter, paper=paper, reason="发错了")
    actions.void_paper(actor=cast.drafter, paper=paper, reason="发错了")
    paper, _ = steps.reload(paper), number.refresh_from_db()
    assert (paper.state, number.state, number.void_reason) == ("void", "void", "公文作废：发错了")
    assert flow_of(paper).state == "terminated"
    assert paper.deliveries.get().state == "recalled"
    from zhongshu.apps.outgoing.queries import received_by

    assert not received_by(cast.town_clerk).exists()


def test_a_paper_comes_before_nobody_below_its_level(cast):
    """An internal paper is not handed to who may know of public ones only; once cleared, it is."""
    paper = steps.new_paper(cast, secrecy="internal")
    steps.submit(paper, variables={"signatory": "principal_leader"})
    work = flows.active_works(flow_of(paper)).get()
    org_actions.set_clearance(actor=cast.secadmin, person=cast.archivist, clearance=0)
    cast.archivist.refresh_from_db()
    with pytest.raises(Refused, match="知悉等级低于本件密级"):
        flow_actions.hand_on(actor=work.holder, work=work, to=cast.archivist, text="请代为核稿")
    assert flows.active_works(flow_of(paper)).get() == work
    assert not visible_to(cast.archivist).filter(pk=paper.pk).exists()
    org_actions.set_clearance(actor=cast.secadmin, person=cast.archivist, clearance=1)
    flow_actions.hand_on(actor=work.holder, work=work, to=Person.objects.get(pk=cast.archivist.pk), text="请代为核稿")
    assert flows.active_works(flow_of(paper)).get().holder == cast.archivist
