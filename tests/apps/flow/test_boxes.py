"""The boxes of a desk: what lies where, and that a page costs the same however much lies there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.apps.flow.papers import start, submit, work_at
from zhongshu.apps.flow import actions, queries
from zhongshu.lib.flow.vocabulary import Verdict


def boxes(person) -> dict[str, int]:
    return {box: queries.works_for(person, box).count() for box in queries.BOXES}


def test_a_paper_goes_from_box_to_box(cast):
    flow = start(cast)
    assert boxes(cast.drafter) == {"todo": 0, "to_read": 0, "in_hand": 1, "done": 0, "completed": 0}
    submit(flow)
    assert boxes(cast.drafter)["done"] == 1
    assert boxes(cast.director)["todo"] == 1
    actions.sign_for(actor=cast.director, work=work_at(flow))
    assert boxes(cast.director) == {"todo": 0, "to_read": 0, "in_hand": 1, "done": 0, "completed": 0}
    actions.circulate(actor=cast.director, work=work_at(flow), people=[cast.archivist])
    assert boxes(cast.archivist)["to_read"] == 1
    actions.mark_read(actor=cast.archivist, work=queries.works_for(cast.archivist, "to_read").get())
    assert boxes(cast.archivist) == {"todo": 0, "to_read": 0, "in_hand": 0, "done": 1, "completed": 0}
    while queries.active_works(flow).exists():
        submit(flow)
    for person in (cast.drafter, cast.director, cast.clerk, cast.archivist):
        assert boxes(person) == {"todo": 0, "to_read": 0, "in_hand": 0, "done": 0, "completed": 1}


def test_somebody_who_did_two_steps_has_the_paper_once_among_the_done(cast):
    flow = start(cast)
    submit(submit(submit(flow)))  # the director vets and passes the gates
    assert boxes(cast.director)["done"] == 1
    assert queries.works_for(cast.director, "done").get().step_name == "五关把关"


def test_counts_are_capped(cast, monkeypatch):
    monkeypatch.setattr(queries, "COUNT_LIMIT", 2)
    for _ in range(3):
        submit(start(cast))
    assert queries.box_counts(cast.director) == {"todo": 2, "in_hand": 0, "to_read": 0}


@pytest.mark.parametrize("box", ["todo", "in_hand", "done"])
def test_a_box_costs_one_query_at_one_row_and_at_three(cast, django_assert_num_queries, box):
    for rows in (1, 3):
        while queries.works_for(cast.director, box).count() < rows:
            flow = submit(start(cast))
            if box == "in_hand":
                actions.sign_for(actor=cast.director, work=work_at(flow))
            elif box == "done":
                submit(submit(flow))
        with django_assert_num_queries(1):
            for work in queries.works_for(cast.director, box)[:50]:
                assert str(work.sender) + str(work.on_behalf_of) + work.step_name


def test_what_i_can_do_is_cheap_at_one_signer_and_at_three(cast):
    costs = []
    for signers in ([cast.vetter], [cast.vetter, cast.clerk, cast.deputy_leader]):
        flow = submit(start(cast))
        submit(flow, holders={"countersign": signers})
        for person in (cast.director, cast.vetter):
            with CaptureQueriesContext(connection) as queried:
                assert queries.moves_for(person, flow)
            costs.append(len(queried))
    assert max(costs) <= 8


def test_the_directors_board(cast):
    flow = submit(start(cast))
    standing = queries.standing(cast.office)
    assert [(work.step_name, work.holder) for work in standing] == [("核稿", cast.director)]
    assert queries.count_by_step(cast.office) == [{"step_name": "核稿", "count": 1}]
    assert not queries.unowned_flows(cast.office).exists()
    later = timezone.now() + timezone.timedelta(days=30)
    assert queries.overdue_works(cast.office, later).get().flow == flow
    assert not queries.overdue_works(cast.town, later).exists()


def test_a_disagreement_stands_in_the_record(cast):
    flow = submit(start(cast))
    submit(flow, holders={"countersign": [cast.vetter]})
    work = work_at(flow)
    actions.countersign(actor=cast.vetter, work=work, verdict=Verdict.DISAGREE, text="依据已经废止")
    opinion = queries.opinions_of(flow).last()
    assert (opinion.get_verdict_display(), opinion.text) == ("不同意", "依据已经废止")
