"""Proposals that say nothing are flagged with why, suggestions rest on something, their fate is counted."""

import pytest

from tests.apps.incoming import steps
from zhongshu.apps.incoming import actions
from zhongshu.apps.incoming.models import Proposal
from zhongshu.apps.incoming.policy.proposals import flags
from zhongshu.apps.incoming.queries.proposals import fates, suggestion_for
from zhongshu.lib.refusal import Refused

OTHERS = [("关于开展食品安全检查的通知", "拟请综合科牵头，督查室配合，全面排查食品经营单位，月底前报送检查报告。")]


@pytest.mark.parametrize(
    "text", ["请阅示", "请领导批示。", "拟请县领导阅示", "请有关部门按规定认真研究办理", "呈领导审示。"]
)
def test_boilerplate_is_flagged(text):
    assert "套话" in flags(text, title="x", lead=False, due=False, others=[])[0]


def test_what_is_missing_is_named():
    assert flags(steps.PROPOSAL, title="x", lead=True, due=False, others=[]) == ["没有写明办理时限。"]
    assert flags(steps.PROPOSAL, title="x", lead=True, due=True, others=[]) == []


def test_a_copy_from_another_matter_is_flagged_and_from_the_like_is_not():
    said = flags(OTHERS[0][1], title="关于农田水利建设的通知", lead=True, due=True, others=OTHERS)
    assert "食品安全" in said[0]
    assert flags(OTHERS[0][1], title="关于开展食品安全检查的补充通知", lead=True, due=True, others=OTHERS) == []


def test_the_duty_map_suggests_and_the_fate_is_kept(cast):
    actions.set_unit_field(actor=cast.director, unit=cast.units["督查室"], words="农田水利、水利，防汛")
    paper = steps.to_step(cast, steps.registered(cast), "propose")
    found = suggestion_for(paper, cast.director)
    assert found.lead == cast.units["督查室"].pk
    assert "农田水利" in found.reasons[0]
    assert found.due_on == paper.due_on
    holder = steps.work(paper).holder
    actions.propose(actor=holder, paper=paper, text=found.text, lead_unit=cast.units["督查室"], due_on=found.due_on)
    assert Proposal.objects.get().fate == "taken"
    assert fates([cast.office.pk]) == {"taken": 1}


def test_a_flagged_proposal_goes_on_only_with_a_reason(cast):
    paper = steps.to_step(cast, steps.registered(cast), "propose")
    holder = steps.work(paper).holder
    with pytest.raises(Refused, match="套话"):
        actions.propose(actor=holder, paper=paper, text="请领导批示。")
    row = actions.propose(actor=holder, paper=paper, text="请领导批示。", flags_answer="领导已电话交代，另有专题会研究")
    assert row.flags
    assert steps.reload(paper).state == "instruct"


@pytest.mark.parametrize("part", ["drafter", "outsider", "sysadmin"])
def test_only_the_office_keeps_the_duty_map(cast, part):
    with pytest.raises(Refused):
        actions.set_unit_field(actor=cast.people[part], unit=cast.units["督查室"], words="水利")
