"""Rows written by prepared statements are the rows that Django itself would have written."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zhongshu.apps.access.models import Grant
from zhongshu.apps.audit.models import Entry
from zhongshu.apps.flow.models import Log
from zhongshu.apps.prepared import Insert, Update
from zhongshu.apps.shell.models import Notification

pytestmark = pytest.mark.django_db


def note(person, key=None, **more):
    return Notification(person=person, text="请办理“核稿”：《关于%s的通知》", url="/", key=key, **more)


def stored(row):
    """What the database holds of a row, the time of its making and its key apart."""
    again = type(row).objects.get(pk=row.pk)
    return {
        f.attname: getattr(again, f.attname) for f in row._meta.concrete_fields if f.name not in {"id", "created_at"}
    }


def test_rows_get_their_keys_and_are_as_django_writes_them(cast):
    ours, theirs = note(cast.clerk, read_at=timezone.now(), about_id=7), note(cast.clerk, about_id=7)
    theirs.read_at = ours.read_at
    Insert(Notification).rows([ours])
    Notification.objects.bulk_create([theirs])
    assert ours.pk not in {None, theirs.pk}
    assert not ours._state.adding
    assert stored(ours) == stored(theirs)
    assert abs(ours.created_at - theirs.created_at).total_seconds() < 60


def test_one_statement_a_row_and_none_for_no_rows(cast):
    insert = Insert(Notification)
    insert.rows([note(cast.clerk)])  # written the first time
    with CaptureQueriesContext(connection) as made:
        insert.rows([note(cast.clerk), note(cast.director)])
        insert.rows([])
    assert len(made) == 2


def test_what_is_there_already_is_passed_over_only_where_that_is_asked_for(cast):
    Insert(Notification, or_ignore=True).rows([note(cast.clerk, "k"), note(cast.clerk, "k"), note(cast.director, "k")])
    assert Notification.objects.filter(key="k").count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Insert(Notification).rows([note(cast.clerk, "k")])


def test_a_row_with_the_same_unique_columns_is_altered(cast):
    unique = {"object_type": "outgoing.paper", "object_id": 99, "subject": "person:1"}
    insert = Insert(Grant, or_update=["reason", "granted_by"], unique=list(unique))
    insert.rows([Grant(**unique, reason="起草", granted_by=1)])
    insert.rows([Grant(**unique, reason="核稿", granted_by=2)])
    [row] = Grant.objects.filter(**unique)
    assert (row.reason, row.granted_by) == ("核稿", 2)


def test_a_key_given_by_hand_is_kept_and_json_comes_back(cast):
    last = Entry.objects.order_by("-seq").first()
    row = Entry(seq=last.seq + 1, at=timezone.now(), verb="x.y", data={"甲": [1, None, "%s"]}, previous="", digest="d")
    Insert(Entry).rows([row])
    assert Entry.objects.get(seq=row.seq).data == {"甲": [1, None, "%s"]}


def test_an_update_alters_the_columns_named_of_that_row_alone(cast):
    one, other = note(cast.clerk), note(cast.clerk)
    Insert(Notification).rows([one, other])
    now = timezone.now()
    Update(Notification).row(one.pk, read_at=now, text="改了", person_id=cast.director.pk)
    one.refresh_from_db()
    assert (one.read_at, one.text, one.person) == (now, "改了", cast.director)
    assert Notification.objects.get(pk=other.pk).text == other.text
    with pytest.raises(KeyError):
        Update(Log).row(1, no_such_column=1)
