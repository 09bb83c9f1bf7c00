"""Each move by itself: what it does, what it leaves alone, whom it refuses."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.lib.flow.invariants import check
from tests.lib.flow.office import (
    ADMINISTRATOR,
    ARCHIVIST,
    CLERK,
    DEPUTY,
    DIRECTOR,
    DRAFTER,
    HELPER,
    LEAVER,
    NAMES,
    NOW,
    PRINCIPAL,
    SECOND_VETTER,
    SECTION_HEAD,
    STAND_IN,
    VETTER,
    Office,
    scene_of,
)
from zhongshu.lib.flow import FlowState, PhoneCall, Scene, Work, moves, offers
from zhongshu.lib.flow.vocabulary import (
    FlowStatus,
    Move,
    OpinionKind,
    PhoneStatus,
    Position,
    ReturnMode,
    StepStatus,
    Verdict,
    WorkKind,
    WorkStatus,
)
from zhongshu.lib.refusal import Refused

CALL = PhoneCall(NOW, "可否先发", "可以，回来补签", "高建国")


class Game:
    """One flow played move by move; every state is checked."""

    def __init__(self, procedure: str = "outgoing", office: Office | None = None, **variables) -> None:
        self.office = office or Office()
        self.scene: Scene = scene_of(procedure, office=self.office)
        self.state: FlowState = moves.start(self.scene, actor=DRAFTER, variables=variables)

    def play(self, move: str, actor: int, work: Work | int, **more) -> "Game":
        self.state = getattr(moves, move)(
            self.state, self.scene, actor=actor, work=work if isinstance(work, int) else work.no, **more
        )
        check(self.state, self.scene)
        return self

    def at(self, element: str = "", holder: int = 0) -> Work:
        """The one active responsible work (in ``element``, of ``holder``)."""
        (found,) = (
            work for work in self.state.responsible()
            if (not element or self.state.step(work.step).element == element) and (not holder or work.holder == holder)
        )  # fmt: skip
        return found

    def submit(self, element: str = "", **more) -> "Game":
        work = self.at(element)
        return self.play("submit", work.holder, work, **{"text": "办理", **more})

    def walk(self, element: str) -> "Game":
        while self.state.step(self.at().step).element != element:
            self.submit()
        return self

    def elements(self) -> list[str]:
        return [self.state.step(work.step).element for work in self.state.responsible()]

    def refused(self, move: str, actor: int, work: Work, **more) -> str:
        before = self.state
        with pytest.raises(Refused) as no:
            self.play(move, actor, work, **more)
        assert self.state is before
        return str(no.value)


def with_countersigners(*people: int) -> Game:
    return Game().submit().submit(holders={"countersign": people})


def test_start_puts_the_draft_in_the_starters_hands():
    game = Game()
    assert (game.at().holder, game.at().status, game.elements()) == (DRAFTER, WorkStatus.IN_HAND, ["draft"])
    assert game.state.log[0].move is Move.START


def test_a_whole_walk_skips_the_countersign_and_ends():
    game = Game()
    while game.state.status is FlowStatus.RUNNING:
        game.submit()
    visited = [step.element for step in game.state.steps]
    assert visited == [
        "draft", "vet", "gates", "sign_off", "recheck", "number", "print", "seal", "distribute", "archive", "end",
    ]  # fmt: skip
    assert game.state.status is FlowStatus.COMPLETED


def test_signing_for_stops_the_sender_from_withdrawing():
    game = Game().submit()
    sent, received = game.state.works[0], game.at()
    game.play("sign_for", VETTER, received)
    assert game.at().status is WorkStatus.IN_HAND
    assert "已经签收" in game.refused("withdraw", DRAFTER, sent)


def test_the_mover_chooses_among_the_holders_of_the_duty():
    game = Game().submit(holders={"vet": [SECOND_VETTER]})
    assert game.at().holder == SECOND_VETTER
    assert "没有“核稿人”职责" in Game().refused("submit", DRAFTER, Game().at(), holders={"vet": [CLERK]})
    assert "已不在岗" in Game().refused("submit", DRAFTER, Game().at(), holders={"vet": [LEAVER]})


def test_the_signatory_is_chosen_by_a_variable():
    game = Game().submit(variables={"signatory": "deputy_leader"}).walk("sign_off")
    assert game.at().holder == DEPUTY
    assert "不能是“clerk”" in Game().refused("submit", DRAFTER, Game().at(), variables={"signatory": "clerk"})


def test_nobody_with_the_duty_refuses_the_submit_and_names_duty_and_place():
    game = Game(office=Office(duties={"drafter": (DRAFTER,)}))
    said = game.refused("submit", DRAFTER, game.at(), text="写好了")
    assert "核稿" in said
    assert "办公室没有在岗的“核稿人”" in said


def test_a_needed_opinion_is_asked_for():
    game = Game().walk("sign_off")
    assert "请写明意见" in game.refused("submit", PRINCIPAL, game.at())
    game.play("submit", PRINCIPAL, game.at(), verdict=Verdict.INITIALLED)
    assert game.state.opinions[-1].verdict is Verdict.INITIALLED


def test_return_and_walk_again_goes_to_whoever_did_it_and_keeps_every_opinion():
    game = Game().submit(holders={"vet": [SECOND_VETTER]}).walk("sign_off")
    written = game.state.opinions
    game.play("return_to", PRINCIPAL, game.at(), target="draft", text="事实不清")
    assert (game.elements(), game.at().holder, game.at().status) == (["draft"], DRAFTER, WorkStatus.OPEN)
    assert game.state.opinions[: len(written)] == written
    game.submit()
    assert game.at().holder == SECOND_VETTER  # the same vetter again, though another ranks first
    game.walk("sign_off")
    assert [step.round for step in game.state.steps if step.element == "sign_off"] == [1, 2]


def test_return_direct_comes_straight_back_to_the_returner():
    game = (
        Game()
        .walk("sign_off")
        .play("return_to", PRINCIPAL, Game().walk("sign_off").at(), target="vet", text="改", mode=ReturnMode.DIRECT)
    )
    assert game.elements() == ["vet"]
    game.submit()
    assert (game.elements(), game.at().holder) == (["sign_off"], PRINCIPAL)
    assert [s.element for s in game.state.steps] == ["draft", "vet", "gates", "sign_off", "vet"]


def test_return_goes_only_where_the_paper_has_been():
    game = Game().submit()
    assert "不能退回到“签发”" in game.refused("return_to", VETTER, game.at(), target="sign_off", text="改")
    assert "前面没有可以退回的环节" in Game().refused("return_to", DRAFTER, Game().at(), target="draft", text="改")
    assert "请写明退回理由" in game.refused("return_to", VETTER, game.at(), target="draft", text=" ")


def test_withdraw_restores_what_was_and_leaves_nothing_behind():
    game = Game().submit()
    game.play("withdraw", DRAFTER, game.state.works[0], text="漏了附件")
    assert (game.elements(), game.at().status) == (["draft"], WorkStatus.IN_HAND)
    assert [s.status for s in game.state.steps] == [StepStatus.OPEN, StepStatus.WITHDRAWN]
    assert [o.kind for o in game.state.opinions] == [OpinionKind.OPINION, OpinionKind.WITHDRAWAL]
    assert game.submit().elements() == ["vet"]


def test_adding_signers_before_and_after():
    game = Game().submit()
    game.play("add_signer", VETTER, game.at(), people=[HELPER], position=Position.AFTER)
    game.play("add_signer", VETTER, game.at(), people=[SECTION_HEAD, DEPUTY], position=Position.BEFORE, text="请先把关")
    order = []
    while game.elements() == ["vet"]:
        order.append((game.at().holder, game.at().kind))
        game.submit()
    assert order == [
        (SECTION_HEAD, WorkKind.ADDED), (DEPUTY, WorkKind.ADDED), (VETTER, WorkKind.HANDLE), (HELPER, WorkKind.ADDED),
    ]  # fmt: skip
    assert game.elements() == ["gates"]


def test_an_added_signer_is_removed_and_the_paper_comes_back():
    game = Game().submit()
    game.play("add_signer", VETTER, game.at(), people=[HELPER])
    assert game.at().holder == HELPER
    game.play("remove_signer", VETTER, game.at(), text="他出差了")
    assert (game.at().holder, game.at().status) == (VETTER, WorkStatus.IN_HAND)


def test_an_added_signer_does_not_return_the_paper():
    game = Game().submit()
    game.play("add_signer", VETTER, game.at(), people=[HELPER])
    assert "加签事项" in game.refused("return_to", HELPER, game.at(), target="draft", text="改")


def test_countersign_waits_for_all_and_records_a_disagreement_as_such():
    game = with_countersigners(SECTION_HEAD, DEPUTY)
    game.play("countersign", SECTION_HEAD, game.at(holder=SECTION_HEAD), verdict=Verdict.DISAGREE, text="经费没有着落")
    assert game.elements() == ["countersign"]
    game.play("countersign", DEPUTY, game.at(holder=DEPUTY))
    assert game.elements() == ["gates"]
    assert game.state.variables["countersign_result"] == "disagreed"
    assert game.state.variables["countersign_disagreed"] == 1


def test_anything_but_consent_must_be_put_in_words():
    game = with_countersigners(SECTION_HEAD)
    assert "具体意见" in game.refused("countersign", SECTION_HEAD, game.at(), verdict=Verdict.COMMENTS)
    assert "会签意见应当是" in game.refused("countersign", SECTION_HEAD, game.at(), verdict=Verdict.ABSTAIN)
    assert "不能提交" in game.refused("submit", SECTION_HEAD, game.at())


def test_signers_beside_are_added_and_removed_by_whoever_sent_it():
    game = with_countersigners(SECTION_HEAD, DEPUTY)
    game.play("add_signer", VETTER, game.at(holder=DEPUTY), people=[HELPER], position=Position.PARALLEL)
    assert len(list(game.state.responsible())) == 3
    assert "已在签署名单中" in game.refused(
        "add_signer", VETTER, game.at(holder=DEPUTY), people=[HELPER], position=Position.PARALLEL
    )
    game.play("countersign", HELPER, game.at(holder=HELPER))
    game.play("remove_signer", VETTER, game.at(holder=DEPUTY), text="改为分管副职")
    game.play("countersign", SECTION_HEAD, game.at(holder=SECTION_HEAD))
    assert game.elements() == ["gates"]


def test_a_countersign_keeps_at_least_one_signer():
    game = with_countersigners(SECTION_HEAD)
    assert "至少要留一人" in game.refused("remove_signer", VETTER, game.at(), text="不用了")


def test_a_countersigner_returns_directly_while_the_others_go_on():
    game = with_countersigners(SECTION_HEAD, DEPUTY)
    game.play(
        "return_to", SECTION_HEAD, game.at(holder=SECTION_HEAD), target="draft", text="数字", mode=ReturnMode.DIRECT
    )
    assert sorted(game.elements()) == ["countersign", "draft"]
    game.play("countersign", DEPUTY, game.at(holder=DEPUTY))
    assert game.elements() == ["draft"]
    game.submit()
    assert (game.elements(), game.at().holder) == (["countersign"], SECTION_HEAD)
    game.play("countersign", SECTION_HEAD, game.at())
    assert game.elements() == ["gates"]


def test_a_countersigner_returning_to_walk_again_takes_the_whole_countersign_back():
    game = with_countersigners(SECTION_HEAD, DEPUTY)
    game.play("return_to", SECTION_HEAD, game.at(holder=SECTION_HEAD), target="draft", text="重写")
    assert game.elements() == ["draft"]
    game.submit().submit()
    assert [work.holder for work in game.state.responsible()] == [SECTION_HEAD, DEPUTY]


def vote_game(*voters: int) -> Game:
    return Game("voting").submit(holders={"ballot": voters})


def test_a_vote_ends_as_soon_as_it_is_decided():
    game = vote_game(SECTION_HEAD, DEPUTY, CLERK)
    for voter in (SECTION_HEAD, DEPUTY):
        game.play("vote", voter, game.at(holder=voter), verdict=Verdict.AGREE)
    assert game.elements() == ["either"]
    assert game.state.variables["ballot_result"] == "passed"
    assert [w.status for w in game.state.works if w.holder == CLERK] == [WorkStatus.NOT_NEEDED]


def test_a_vote_that_cannot_pass_any_more_is_rejected():
    game = vote_game(SECTION_HEAD, DEPUTY, CLERK)
    game.play("vote", CLERK, game.at(holder=CLERK), verdict=Verdict.DISAGREE)
    game.play("vote", DEPUTY, game.at(holder=DEPUTY), verdict=Verdict.ABSTAIN)
    assert game.elements() == ["redraft"]
    assert game.state.variables["ballot_result"] == "rejected"


def test_removing_a_voter_may_decide_the_vote():
    game = vote_game(SECTION_HEAD, DEPUTY)
    game.play("vote", SECTION_HEAD, game.at(holder=SECTION_HEAD), verdict=Verdict.AGREE)
    game.play("remove_signer", DRAFTER, game.at(holder=DEPUTY), text="回避")
    assert game.elements() == ["either"]


def test_any_one_signer_is_enough_and_withdrawing_gives_the_others_theirs_back():
    office = Office(duties={**Office().duties, "principal_leader": (PRINCIPAL, DEPUTY)})
    game = Game("voting", office).submit(holders={"ballot": [CLERK]})
    game.play("vote", CLERK, game.at(), verdict=Verdict.AGREE)
    assert len(list(game.state.responsible())) == 2
    signed = game.at(holder=DEPUTY)
    game.play("countersign", DEPUTY, signed)
    assert game.elements() == ["publish"]
    game.play("withdraw", DEPUTY, signed.no)
    assert sorted(work.holder for work in game.state.responsible()) == [PRINCIPAL, DEPUTY]


def test_handing_on_moves_the_responsibility_and_keeps_the_deadline():
    game = Game().submit()
    due = game.at().due_at
    game.play("hand_on", VETTER, game.at(), to=SECOND_VETTER, text="你熟悉")
    assert (game.at().holder, game.at().on_behalf_of, game.at().due_at) == (SECOND_VETTER, None, due)
    assert "已转办，不能再提交" in game.refused("submit", VETTER, game.state.works[1])
    assert "不能转办给自己" in game.refused("hand_on", SECOND_VETTER, game.at(), to=SECOND_VETTER)


def test_a_delegate_acts_in_the_principals_name_who_may_take_it_back():
    game = Game().submit()
    game.play("delegate", VETTER, game.at(), to=HELPER)
    assert (game.at().holder, game.at().on_behalf_of) == (HELPER, VETTER)
    taken = Game().submit()
    taken.play("delegate", VETTER, taken.at(), to=HELPER).play("submit", VETTER, taken.at().no, text="我自己办")
    assert taken.state.opinions[-1].on_behalf_of is None
    game.submit()
    assert (game.state.opinions[-1].person, game.state.opinions[-1].on_behalf_of) == (HELPER, VETTER)


def test_what_comes_for_somebody_absent_goes_to_the_stand_in_marked():
    game = Game(office=Office(away={VETTER: STAND_IN})).submit()
    assert (game.at().holder, game.at().on_behalf_of) == (STAND_IN, VETTER)


def test_a_stand_in_acts_on_what_lay_there_before():
    game = Game().submit()
    game.office.away[VETTER] = STAND_IN
    game.play("submit", STAND_IN, game.at(), text="代核")
    assert (game.state.opinions[-1].person, game.state.opinions[-1].on_behalf_of) == (STAND_IN, VETTER)


def test_circulation_at_once_and_in_order():
    game = Game().submit()
    game.play("circulate", VETTER, game.at(), people=[CLERK, ARCHIVIST], in_order=True)
    first = next(w for w in game.state.works if w.kind is WorkKind.READ and w.active)
    assert first.holder == CLERK
    game.play("mark_read", CLERK, first, text="已阅")
    (second,) = (w for w in game.state.works if w.kind is WorkKind.READ and w.active)
    assert second.holder == ARCHIVIST
    assert "还有这份传阅件" in game.refused("circulate", VETTER, game.at(), people=[ARCHIVIST])
    assert game.elements() == ["vet"]


def test_chasing_reaches_the_actual_holder_and_the_superior_and_repeats():
    game = Game(office=Office(away={VETTER: STAND_IN})).submit()
    for _ in range(3):
        game.play("chase", DRAFTER, game.at(), text="请抓紧")
    assert game.at().chased == 3
    assert set(game.state.log[-1].told) == {STAND_IN, VETTER, DIRECTOR}
    assert "就在您手中" in game.refused("chase", STAND_IN, game.at())


def test_asking_a_colleague_does_not_hand_the_paper_over():
    game = Game().submit()
    game.play("ask", VETTER, game.at(), to=CLERK, text="这个数准不准")
    asked = next(w for w in game.state.works if w.kind is WorkKind.ASKED)
    assert game.at().holder == VETTER
    game.play("answer", CLERK, asked, text="准")
    assert [o.kind for o in game.state.opinions][-2:] == [OpinionKind.QUESTION, OpinionKind.ANSWER]


def test_a_question_still_open_is_closed_with_its_step():
    game = Game().submit()
    game.play("ask", VETTER, game.at(), to=CLERK, text="这个数准不准").submit()
    asked = next(w for w in game.state.works if w.kind is WorkKind.ASKED)
    assert asked.status is WorkStatus.NOT_NEEDED


def test_jumping_needs_the_administrator_and_a_reason():
    game = Game().submit()
    for anyone in sorted(set(NAMES) - {ADMINISTRATOR, LEAVER}):  # the holder, the starter, the director
        assert "不能在这里跳转" in game.refused("jump", anyone, game.at(), target="number", text="急")
    assert "跳转理由" in game.refused("jump", ADMINISTRATOR, game.at(), target="number", text="")
    game.play("jump", ADMINISTRATOR, game.at(), target="number", text="补录旧件")
    assert game.elements() == ["number"]


def test_terminating_takes_everything_back_and_tells_all_who_acted():
    game = with_countersigners(SECTION_HEAD, DEPUTY)
    assert "不能在这里终止" in game.refused("terminate", DEPUTY, game.at(holder=DEPUTY), text="不办了")
    game.play("terminate", DRAFTER, game.at(holder=DEPUTY), text="事情已经取消")
    assert game.state.status is FlowStatus.TERMINATED
    assert set(game.state.log[-1].told) == {VETTER, SECTION_HEAD, DEPUTY}


class TestPhoneApproval:
    def phoned(self) -> Game:
        game = Game().walk("sign_off")
        return game.play("approve_by_phone", DIRECTOR, game.at(), call=CALL)

    def debt(self, game: Game) -> Work:
        return game.state.work(game.state.phones[-1].debt)

    def test_the_paper_goes_on_and_the_leader_owes_a_signature(self):
        game = self.phoned()
        assert game.elements() == ["recheck"]
        phone = game.state.phones[0]
        assert (phone.leader, phone.officer, phone.call, phone.status) == (PRINCIPAL, DIRECTOR, CALL, PhoneStatus.OWED)
        assert phone.due_at == NOW + timedelta(days=3)
        assert (self.debt(game).holder, self.debt(game).kind) == (PRINCIPAL, WorkKind.DEFERRED)
        assert "待补签" in game.state.log[-1].note

    def test_it_is_refused_where_the_procedure_excludes_it(self):
        game = Game().submit()
        assert "不允许先电话请示" in game.refused("approve_by_phone", DRAFTER, game.at(), call=CALL)

    def test_the_leader_needs_no_telephone_to_sign(self):
        game = Game().walk("sign_off")
        assert game.refused("approve_by_phone", PRINCIPAL, game.at(), call=CALL)

    @pytest.mark.parametrize(
        "call", [replace(CALL, question=""), replace(CALL, answer=" "), replace(CALL, at=NOW + timedelta(days=1))]
    )
    def test_question_answer_and_a_time_that_has_been_are_needed(self, call):
        game = Game().walk("sign_off")
        assert game.refused("approve_by_phone", DIRECTOR, game.at(), call=call)

    def test_nothing_is_completed_while_a_signature_is_owed(self):
        game = self.phoned().walk("archive")
        assert "还没有补签" in game.refused("submit", ARCHIVIST, game.at())
        game.play("countersign_later", PRINCIPAL, self.debt(game), text="同意")
        game.submit()
        assert game.state.status is FlowStatus.COMPLETED

    def test_only_the_leader_signs_later(self):
        game = self.phoned()
        assert "欠补签的本人" in game.refused("countersign_later", DIRECTOR, self.debt(game))

    def test_a_refusal_stops_the_paper_where_it_is_and_tells_all_who_acted(self):
        game = self.phoned().walk("print")
        game.play("refuse_later", PRINCIPAL, self.debt(game), text="当时说的是另一件")
        assert game.state.status is FlowStatus.STOPPED
        assert game.elements() == ["print"]
        assert set(game.state.log[-1].told) == {DRAFTER, VETTER, DIRECTOR, CLERK}
        assert "已停办" in game.refused("submit", CLERK, game.at())

    def test_a_stopped_paper_goes_back_to_the_step_approved_by_phone(self):
        game = self.phoned().walk("print")
        game.play("refuse_later", PRINCIPAL, self.debt(game), text="当时说的是另一件")
        game.play("return_to", CLERK, self.debt(game), target="sign_off", text="请领导重新审定")
        assert (game.state.status, game.elements(), game.at().holder) == (FlowStatus.RUNNING, ["sign_off"], PRINCIPAL)
        assert game.state.phones[0].status is PhoneStatus.VOID

    def test_a_leader_may_think_better_of_a_refusal(self):
        game = self.phoned()
        game.play("refuse_later", PRINCIPAL, self.debt(game), text="没说过")
        game.play("countersign_later", PRINCIPAL, self.debt(game), text="想起来了，同意")
        assert game.state.status is FlowStatus.RUNNING
        assert game.state.phones[0].status is PhoneStatus.SIGNED

    def test_returning_before_the_step_makes_the_signature_unnecessary(self):
        game = self.phoned()
        game.play("return_to", VETTER, game.at(), target="draft", text="重写")
        assert game.state.phones[0].status is PhoneStatus.VOID
        assert self.debt(game).status is WorkStatus.NOT_NEEDED


def later(game: Game, days: int) -> Game:
    game.scene = replace(game.scene, now=game.scene.now + timedelta(days=days))
    for step in game.state.steps:
        due = moves.next_timer(game.state, game.scene, step)
        if due:
            game.state = moves.fire_timer(game.state, game.scene, step=step.no, timer=due[1].id)
            check(game.state, game.scene)
    return game


class TestTimers:
    def test_silence_stays_silence(self):
        game = vote_game(SECTION_HEAD, DEPUTY)
        written = len(game.state.opinions)
        later(game, 4)
        assert game.elements() == ["redraft"]
        assert game.state.variables["ballot_silent"] == 2
        assert len(game.state.opinions) == written
        assert {w.status for w in game.state.works if w.kind is WorkKind.BALLOT} == {WorkStatus.SILENT}

    def test_chasing_then_escalating_leaves_the_holder_responsible(self):
        game = vote_game(CLERK)
        game.play("vote", CLERK, game.at(), verdict=Verdict.AGREE)
        later(game, 1)
        assert game.at("either").chased == 1
        later(game, 1)
        assert game.at("either").holder == PRINCIPAL
        assert [w.holder for w in game.state.works if w.kind is WorkKind.READ] == [DIRECTOR]

    def test_a_timer_fires_once(self):
        game = later(vote_game(SECTION_HEAD, DEPUTY), 4)
        step = next(s for s in game.state.steps if s.element == "ballot")
        assert moves.fire_timer(game.state, game.scene, step=step.no, timer="ballot_over") is game.state


class TestParallel:
    def forked(self) -> Game:
        game = Game("parallel", signers=[STAND_IN, HELPER])
        return game.submit()

    def test_every_branch_has_one_holder_and_all_meet_again(self):
        game = self.forked()
        assert sorted(game.elements()) == ["first", "second_left", "second_right", "third"]
        for element in ("first", "second_left", "second_right", "second_end", "third"):
            game.submit(element)
        for signer in (STAND_IN, HELPER):
            game.play("countersign", signer, game.at(holder=signer))
        assert game.elements() == ["review"]

    def test_returning_before_the_fork_takes_all_branches_back(self):
        game = self.forked().submit("second_left")
        game.play("return_to", ARCHIVIST, game.at("third"), target="draft", text="重来")
        assert game.elements() == ["draft"]

    def test_returning_into_a_joined_branch_walks_only_that_branch_again(self):
        game = self.forked()
        for element in ("first", "second_left", "second_right", "second_end", "third"):
            game.submit(element)
        for signer in (STAND_IN, HELPER):
            game.play("countersign", signer, game.at(holder=signer))
        game.play("return_to", DIRECTOR, game.at("review"), target="second_left", text="左支有误")
        assert game.elements() == ["second_left"]
        game.submit().submit()
        assert game.elements() == ["review"]

    def test_withdrawing_the_last_branch_undoes_the_join(self):
        game = self.forked()
        for element in ("first", "second_left", "second_right", "second_end"):
            game.submit(element)
        for signer in (STAND_IN, HELPER):
            game.play("countersign", signer, game.at(holder=signer))
        last = game.at("third")
        game.submit("third")
        assert game.elements() == ["review"]
        game.play("withdraw", ARCHIVIST, last.no)
        assert game.elements() == ["third"]

    def test_nobody_jumps_into_a_branch_from_outside(self):
        game = self.forked()
        assert "并行分支" in game.refused("jump", ADMINISTRATOR, game.at("third"), target="second_left", text="试")
        game.play("jump", ADMINISTRATOR, game.at("third"), target="review", text="其余不办了")
        assert game.elements() == ["review"]


def test_handing_over_leaves_nothing_with_the_leaver():
    game = with_countersigners(VETTER, DEPUTY)
    game.play("circulate", DEPUTY, game.at(holder=DEPUTY), people=[VETTER])
    game.state = moves.reassign(game.state, game.scene, actor=ADMINISTRATOR, leaver=VETTER, to=HELPER)
    check(game.state, game.scene)
    assert not [w for w in game.state.works if w.live and VETTER in {w.holder, w.on_behalf_of}]
    assert game.state.variables["countersigners"] == (HELPER, DEPUTY)


def test_what_is_offered_is_what_is_permitted_and_says_why_not():
    game = Game().walk("seal")
    mine = {offer.move: offer for offer in offers(game.state, game.scene, game.at().holder)}
    assert mine[Move.SUBMIT].allowed
    assert not mine[Move.ADD_SIGNER].allowed
    assert "“用印”环节不能加签" in mine[Move.ADD_SIGNER].reason
    assert not list(offers(game.state, game.scene, SECTION_HEAD))
