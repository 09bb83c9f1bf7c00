"""A prepared question answers as the query it was written from, whatever the key."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.apps.flow.papers import start, submit
from zhongshu.apps.flow.models import Work
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person
from zhongshu.apps.prepared import Prepared, PreparedObjects

COLUMNS = ("pk", "no", "holder_id", "opened_at", "closed_at", "title")


def works(flow):
    return (
        Work.objects.filter(flow=flow, organ__dissolved_on__isnull=True, no__gte=3).order_by("no").values_list(*COLUMNS)
    )


def test_it_answers_as_its_query_for_every_key(cast):
    prepared = Prepared(works)
    flows = [start(cast), start(cast)]
    submit(flows[0])
    for _ in range(2):
        for flow in flows:
            assert prepared.rows(flow.pk) == list(works(flow)) != []
    assert prepared.rows(0) == []


def test_several_keys_keep_their_places(cast):
    prepared = Prepared(lambda organ, duty: org.people_with_duty(organ, duty).values_list("pk", "name"), keys=2)
    for organ in (cast.office, cast.town):
        for duty in (Duty.CLERK, Duty.DIRECTOR, Duty.VETTER):
            assert prepared.rows(organ.pk, duty) == list(org.people_with_duty(organ, duty).values_list("pk", "name"))


def test_it_asks_once_a_call_and_sees_what_was_just_written(cast):
    prepared = Prepared(lambda pk: Person.objects.filter(pk=pk).values_list("name"))
    assert prepared.rows(cast.clerk.pk) == [(cast.clerk.name,)]
    Person.objects.filter(pk=cast.clerk.pk).update(name="改名")
    with CaptureQueriesContext(connection) as asked:
        assert prepared.rows(cast.clerk.pk) == [("改名",)]
    assert len(asked) == 1


def test_moments_are_keys_too(cast):
    flow = start(cast)
    prepared = Prepared(
        lambda key, since: Work.objects.filter(flow=key, opened_at__gt=since).values_list("pk", "opened_at"), moments=1
    )
    now = timezone.now()
    for since in (now - timedelta(days=1), now + timedelta(days=1), now - timedelta(days=2)):
        found = Work.objects.filter(flow=flow, opened_at__gt=since).values_list("pk", "opened_at")
        assert prepared.rows(flow.pk, since) == list(found)
    assert prepared.rows(flow.pk, now - timedelta(days=1))


def test_whole_objects_come_with_what_was_joined(cast):
    flows = [start(cast), start(cast)]
    submit(flows[0])

    def held(flow):
        return Work.objects.filter(flow=flow).select_related("holder__organ", "on_behalf_of", "step").order_by("no")

    prepared = PreparedObjects(held)
    for flow in flows:
        expected = list(held(flow))
        with CaptureQueriesContext(connection) as asked:
            found = prepared.objects(flow.pk)
            seen = [(w.pk, w.opened_at, w.holder.organ.name, w.on_behalf_of, w.step.element) for w in found]
        assert len(asked) == 1
        assert seen == [(w.pk, w.opened_at, w.holder.organ.name, w.on_behalf_of, w.step.element) for w in expected]
        assert found == expected
        assert found[0].__dict__.keys() == expected[0].__dict__.keys()
    assert prepared.first(flows[1].pk) == held(flows[1]).first()
    assert prepared.first(0) is None
