from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.audit.models import ChainHead, Entry
from zhongshu.apps.audit.queries import verify
from zhongshu.lib.chain import link


@pytest.fixture
def entries(db):
    for number in range(1, 6):
        with act(actor=SYSTEM, verb="test.act", summary=f"第 {number} 件事", data={"number": number}):
            pass


def test_an_untouched_chain_holds(entries):
    verdict = verify()
    assert (verdict.ok, verdict.count) == (True, 5)


def test_an_altered_entry_is_named(entries, unprotected):
    Entry.objects.filter(seq=3).update(summary="另一件事")
    assert verify().broken_seq == 3


def test_a_deleted_entry_is_named(entries, unprotected):
    Entry.objects.filter(seq=2).delete()
    assert verify().broken_seq == 2


def test_a_cut_off_tail_is_noticed(entries, unprotected):
    Entry.objects.filter(seq__gte=4).delete()
    verdict = verify()
    assert (verdict.ok, verdict.broken_seq) == (False, 4)


def test_a_rewritten_entry_with_a_fitting_digest_breaks_the_next(entries, unprotected):
    entry = Entry.objects.get(seq=3)
    entry.summary = "改写"
    Entry.objects.filter(seq=3).update(summary="改写", digest=link(entry.previous, entry.content()))
    assert verify().broken_seq == 4


def test_nothing_remains_of_an_act_that_failed(entries):
    with pytest.raises(ValueError), act(actor=SYSTEM, verb="test.outer"):
        with act(actor=SYSTEM, verb="test.inner"):
            pass
        raise ValueError
    assert verify().count == 5
    with act(actor=SYSTEM, verb="test.after"):
        pass
    assert list(Entry.objects.filter(seq__gt=5).values_list("verb", flat=True)) == ["test.after"]


def test_a_failed_inner_act_that_was_caught_leaves_no_entry(entries):
    with act(actor=SYSTEM, verb="test.outer"), pytest.raises(ValueError), act(actor=SYSTEM, verb="test.inner"):
        raise ValueError
    assert list(Entry.objects.filter(seq__gt=5).values_list("verb", flat=True)) == ["test.outer"]


def test_nested_acts_are_written_in_the_order_they_finished(entries):
    with act(actor=SYSTEM, verb="test.outer"), act(actor=SYSTEM, verb="test.inner"):
        pass
    assert list(Entry.objects.filter(seq__gt=5).values_list("verb", flat=True)) == ["test.inner", "test.outer"]
    assert ChainHead.objects.get().seq == 7


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET summary = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses_change_and_deletion(entries, statement):
    migration = import_module("zhongshu.apps.audit.migrations.0002_append_only")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_entry_no_update")
            for protection in migration.SQLITE:
                cursor.execute(protection)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
