"""Bugs that the random sequences found, each by the shortest way to it."""

import pytest

from tests.lib.flow.office import DEPUTY, DRAFTER, HELPER, LEAVER, PRINCIPAL, SECTION_HEAD, VETTER, Office
from tests.lib.flow.test_moves import Game, later
from zhongshu.lib.flow import moves
from zhongshu.lib.flow.vocabulary import Position, Verdict, WorkKind
from zhongshu.lib.refusal import Refused


def test_the_holder_is_asked_for_signers_even_when_somebody_signs_after_him():
    """The holder submitted without naming voters; only the signer after him met the refusal, who could not name any."""
    game = Game("voting")
    game.play("add_signer", DRAFTER, game.at(), people=[HELPER], position=Position.AFTER)
    assert "还没有指定办理人" in game.refused("submit", DRAFTER, game.at(), text="提交")
    game.submit(holders={"ballot": [VETTER]}).submit()
    assert game.elements() == ["ballot"]


def test_a_signer_before_the_holder_does_not_change_where_the_paper_goes():
    """An added signer's form emptied the list of voters that the holder was about to use."""
    game = Game("voting", voters=[VETTER])
    game.play("add_signer", DRAFTER, game.at(), people=[HELPER])
    assert "加签人只签署意见" in game.refused("submit", HELPER, game.at(), variables={"voters": []})
    assert "加签人只签署意见" in game.refused("submit", HELPER, game.at(), holders={"ballot": [HELPER]})


def test_a_list_naming_somebody_without_the_duty_falls_back_to_the_duty():
    """The last voter could not vote: the list for the next step named somebody who had lost the duty meanwhile."""
    office = Office(duties={**Office().duties, "principal_leader": (PRINCIPAL, DEPUTY)})
    game = Game("voting", office, leaders=[DEPUTY]).submit(holders={"ballot": [VETTER]})
    office.duties["principal_leader"] = (PRINCIPAL,)
    game.play("vote", VETTER, game.at(), verdict=Verdict.AGREE)
    assert game.at("either").holder == PRINCIPAL


def test_a_list_is_checked_when_it_is_filled_in():
    with pytest.raises(Refused, match="已不在岗"):
        Game("outgoing", countersigners=[LEAVER])
    with pytest.raises(Refused, match="没有“主要领导”职责"):
        Game("voting", leaders=[DRAFTER])


def test_a_handover_puts_the_successor_on_lists_still_to_be_used():
    """Somebody who had left stayed on the list of signers, and the paper could not enter the step."""
    game = Game("outgoing", countersigners=[SECTION_HEAD]).submit()
    game.state = moves.reassign(game.state, game.scene, actor=DRAFTER, leaver=SECTION_HEAD, to=HELPER)
    game.office.left.add(SECTION_HEAD)
    game.submit()
    assert game.at("countersign").holder == HELPER


def test_an_escalation_does_not_go_to_a_superior_who_has_left():
    office = Office()
    game = Game("voting", office).submit(holders={"ballot": [VETTER]})
    game.play("vote", VETTER, game.at(), verdict=Verdict.AGREE)
    office.left.add(4)  # the director, superior of all
    later(later(game, 1), 1)
    assert not [work for work in game.state.works if work.kind is WorkKind.READ]


def test_nobody_withdraws_past_signers_added_meanwhile():
    """The next signer added signers of his own; withdrawing then left two holders in one lane."""
    game = Game()
    game.play("add_signer", DRAFTER, game.at(), people=[HELPER, SECTION_HEAD], position=Position.AFTER).submit()
    helpers = game.at()
    game.submit()
    game.play("add_signer", SECTION_HEAD, game.at(), people=[DEPUTY])
    assert "已经继续办理" in game.refused("withdraw", HELPER, helpers)


def test_nobody_withdraws_past_the_holder_who_added_further_signers():
    """The same through the holder himself, whose work had been set aside once before."""
    game = Game()
    game.play("add_signer", DRAFTER, game.at(), people=[HELPER])
    helpers = game.at()
    game.submit()
    game.play("add_signer", DRAFTER, game.at(), people=[SECTION_HEAD])
    assert "已经继续办理" in game.refused("withdraw", HELPER, helpers)


def test_who_has_left_makes_no_move():
    """Somebody who had handed everything over withdrew an old submit and held the paper again."""
    game = Game().submit()
    game.state = moves.reassign(game.state, game.scene, actor=VETTER, leaver=DRAFTER, to=HELPER)
    game.office.left.add(DRAFTER)
    assert "已离岗" in game.refused("withdraw", DRAFTER, game.state.works[0])


def test_withdrawing_does_not_bring_back_work_for_somebody_who_has_left():
    office = Office(duties={**Office().duties, "principal_leader": (PRINCIPAL, DEPUTY)})
    game = Game("voting", office).submit(holders={"ballot": [VETTER]})
    game.play("vote", VETTER, game.at(), verdict=Verdict.AGREE)
    signed = game.at(holder=DEPUTY)
    game.play("countersign", DEPUTY, signed)
    office.left.add(PRINCIPAL)
    assert "陈志远已离岗" in game.refused("withdraw", DEPUTY, signed)
