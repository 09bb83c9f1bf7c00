"""Document numbers: without gap and without double, whatever is done and however many do it at once."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import at_once
from tests.apps.outgoing import drawing, steps
from tests.cast import make_cast
from zhongshu.apps.org.models import IssuerCode
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.models import Number, NumberSeries
from zhongshu.apps.outgoing.queries.numbers import proofs, reserved_for, series_of
from zhongshu.lib.refusal import Refused

db = pytest.mark.django_db


def reserve(cast, code="明政办发"):
    return actions.reserve_number(actor=cast.clerk, code=IssuerCode.objects.get(code=code), purpose="备用")


@db
def test_numbers_run_on_a_void_one_is_never_given_again(cast):
    first, second = reserve(cast), reserve(cast)
    actions.void_number(actor=cast.clerk, number=second, reason="不发了")
    third = reserve(cast)
    assert [first.serial, second.serial, third.serial] == [1, 2, 3]
    assert reserve(cast, "明政办函").serial == 1
    with pytest.raises(Refused, match="已经作废"):
        actions.void_number(actor=cast.clerk, number=second, reason="再作废")
    with pytest.raises(Refused, match="理由"):
        actions.void_number(actor=cast.clerk, number=first, reason=" ")
    with pytest.raises(Refused, match="用途"):
        actions.reserve_number(actor=cast.clerk, code=first.series.code, purpose="")
    for part in ("drafter", "outsider", "town_clerk", "sysadmin"):
        with pytest.raises(Refused, match="文书"):
            actions.reserve_number(actor=cast.people[part], code=first.series.code, purpose="备用")


@db
def test_a_reserved_number_is_taken_and_a_void_one_of_a_paper_is_replaced(cast):
    kept = reserve(cast, "明政办函")
    paper = steps.to_step(cast, steps.new_paper(cast), "number")
    assert list(reserved_for(paper.issuer_code, kept.series.year)) == [kept]
    with pytest.raises(Refused, match="预留"):
        actions.assign_number(actor=cast.clerk, paper=paper, reserved=reserve(cast))
    actions.assign_number(actor=cast.clerk, paper=paper, reserved=kept)
    paper = steps.reload(paper)
    assert paper.number_text.endswith("〕1号")
    kept.refresh_from_db()
    actions.void_number(actor=cast.clerk, number=kept, reason="用错代字")
    assert steps.reload(paper).number_text == ""
    with pytest.raises(Refused, match="编发文字号"):
        actions.print_paper(actor=cast.clerk, paper=paper)


@db
def test_the_database_itself_refuses_doubles(cast):
    number = reserve(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Number.objects.create(series=number.series, serial=number.serial, state="reserved", drawn_by=cast.clerk)
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        Number.objects.filter(pk=number.pk).update(state="void")


@db
def test_a_gap_shows_in_the_proof(cast):
    for _ in range(3):
        number = reserve(cast)
    assert all(proof.whole for proof in proofs(series_of(cast.clerk)))
    Number.objects.filter(serial=2).delete()
    (proof,) = proofs(series_of(cast.clerk))
    assert not proof.whole
    NumberSeries.objects.filter(pk=number.series_id).update(last=9)
    assert not proofs(series_of(cast.clerk))[0].whole


class Ledger(TestCase):
    """Any run of reserving, voiding and failing acts leaves every series whole."""

    @given(st.lists(st.tuples(st.sampled_from(["reserve", "void", "fail"]), st.integers(0, 20)), max_size=25))
    @settings(max_examples=12, deadline=None)
    def test_any_run_of_acts_leaves_the_series_whole(self, acts):
        cast = make_cast()
        drawn = []
        for what, pick in acts:
            if what == "reserve":
                drawn.append(reserve(cast))
            elif what == "void" and drawn:
                number = drawn[pick % len(drawn)]
                number.refresh_from_db()
                if number.state != Number.State.VOID:
                    actions.void_number(actor=cast.clerk, number=number, reason="作废")
            elif what == "fail":
                with pytest.raises(RuntimeError), transaction.atomic():
                    reserve(cast)
                    raise RuntimeError
        assert [number.serial for number in drawn] == list(range(1, len(drawn) + 1))
        assert all(proof.whole for proof in proofs(series_of(cast.clerk)))


def test_many_processes_draw_at_once(tmp_path, django_db_setup):
    total = drawing.PROCESSES * drawing.THREADS * drawing.DRAWS
    _, found = at_once.run("tests.apps.outgoing.drawing", ["clerk"] * drawing.PROCESSES, tmp_path)
    assert found["series"] == [[total, True]]
    assert found["chain"]
    assert found["serials"] == list(range(1, total + 1))
