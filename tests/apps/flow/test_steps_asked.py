"""A step loads a flow as its rows are, and asks few questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.flow.papers import start, walk_to
from zhongshu.apps.flow import actions, store
from zhongshu.apps.flow.models import Flow


def test_a_loaded_flow_is_the_row_of_the_database(cast):
    flow = start(cast)
    walk_to(flow, "gates")
    loaded = store.load(flow.pk)
    row = Flow.objects.select_related("procedure", "organ").get(pk=flow.pk)
    for field in Flow._meta.concrete_fields:
        assert getattr(loaded.flow, field.attname) == getattr(row, field.attname), field.name
    assert (loaded.flow.organ, loaded.flow.procedure) == (row.organ, row.procedure)
    assert loaded.flow.organ.office_of == row.organ.office_of
    assert loaded.flow.procedure.bpmn == row.procedure.bpmn  # left out at first, there when asked for
    with pytest.raises(Flow.DoesNotExist):
        store.load(0)


#: A step of the engine with all its writes; a query more costs every click of every clerk.
MOST = {"sign_for": 12, "submit": 24}


@pytest.mark.parametrize("move", MOST)
def test_a_step_asks_few_questions(cast, move):
    flow = start(cast)
    work = walk_to(flow, "gates")
    make = getattr(actions, move)
    with CaptureQueriesContext(connection) as asked:
        make(actor=work.holder, work=work)
    # On PostgreSQL a transaction within the test's own begins and ends with a savepoint.
    assert len(asked) <= MOST[move]
