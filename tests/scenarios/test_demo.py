"""The demo county: everything there, nothing wrong, and a second run changes nothing."""

import pytest
from django.contrib.auth import authenticate
from django.db import transaction
from django.test import Client
from django.utils import timezone

from zhongshu.apps.archive.models import Item
from zhongshu.apps.audit.models import Entry
from zhongshu.apps.audit.queries import verify
from zhongshu.apps.demo import during
from zhongshu.apps.demo.county import accounts, build
from zhongshu.apps.demo.letters import LETTERS
from zhongshu.apps.demo.texts import scripts
from zhongshu.apps.demo.tree import PASSWORD
from zhongshu.apps.flow import queries as flow
from zhongshu.apps.flow.models import DeferredSignature, Opinion, Work
from zhongshu.apps.incoming.models import Paper as IncomingPaper
from zhongshu.apps.incoming.models import Proposal, Stop
from zhongshu.apps.incoming.queries.papers import filtered, visible_to
from zhongshu.apps.incoming.queries.proposals import suggestion_for
from zhongshu.apps.meetings.models import Meeting
from zhongshu.apps.org.models import Organ, Person
from zhongshu.apps.outgoing.models import Number, Paper
from zhongshu.apps.supervision.models import Closing, Extension, SupervisedMatter, Urging, Verification
from zhongshu.apps.supervision.queries.matters import without_holder


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """One small county for all tests of this file; undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(say=lambda _line: None, small=True)
        transaction.set_rollback(True)


# One worker has them all: the county is built once.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county"), pytest.mark.xdist_group("demo")]


def test_there_is_a_paper_at_every_stage(county):
    there = set(Paper.objects.values_list("state", flat=True))
    assert there == {state.value for state in Paper.State}


def test_every_story_ended_where_it_should(county):
    wanted = {script.until for script in scripts()}
    assert set(Paper.objects.values_list("state", flat=True)) == wanted


def test_the_record_holds(county):
    verdict = verify()
    assert verdict.ok, verdict.reason
    assert verdict.count > 500


@pytest.mark.parametrize("room", ["outgoing.", "incoming.", "supervision.", "meetings."])
def test_acts_stand_in_the_order_of_time(county, room):
    """Each room's stories are told together; a supervision order drafted from another room stands among that room's acts,
    as do the tables that the first leader's order on an incoming paper lets the office adopt, and the meeting that is
    going on is told last, from its beginning."""
    acts = Entry.objects.order_by("seq").filter(verb__startswith=room)
    if room == "outgoing.":
        acts = acts.filter(seq__lt=Entry.objects.filter(verb__startswith="incoming.").order_by("seq")[0].seq)
    if room == "supervision.":
        acts = acts.exclude(verb="supervision.adopt_table")
    going_on = Meeting.objects.get(name=during.NAME)
    its = Entry.objects.filter(object_type="meetings.meeting", object_id=going_on.pk)
    times = list(acts.exclude(pk__in=its.values("pk")).values_list("at", flat=True))
    assert times == sorted(times)


def test_no_open_work_is_without_a_holder(county):
    assert not flow.unowned_flows(county.office).exists()
    going = Paper.objects.exclude(state__in=["done", "void", "terminated"]).count()
    held = Work.objects.filter(organ=county.office, responsible=True)
    assert held.filter(subject_type="outgoing.paper").values("flow").distinct().count() == going
    coming = IncomingPaper.objects.exclude(state__in=["received", "done", "returned", "terminated"]).count()
    assert held.filter(subject_type="incoming.paper").values("flow").distinct().count() == coming


def test_there_is_something_late_and_an_owed_signature(county):
    assert flow.overdue_works(county.office).exists()
    assert DeferredSignature.objects.filter(state="owed").exists()


def test_matters_stand_in_every_light_and_none_is_without_a_holder(county):
    day = timezone.localdate()
    found = SupervisedMatter.objects.filter(organ=county.office)
    lights = {str(matter.light(day)) for matter in found if not matter.over}
    assert lights >= {"red", "yellow"}
    assert found.filter(state="closed").exists()
    assert found.filter(parent__isnull=False).exists()
    assert not without_holder(county.office).exists()
    assert Extension.objects.filter(state="asked").exists()
    assert set(Closing.objects.values_list("state", flat=True)) >= {"proposed", "closed", "undone"}
    assert set(Verification.objects.values_list("verdict", flat=True)) >= {"true", "sent_back"}
    assert set(Urging.objects.values_list("rung", flat=True)) >= {1, 2, 3, 4}


def test_incoming_papers_stand_at_every_stage(county):
    found = IncomingPaper.objects.filter(organ=county.office)
    assert set(found.values_list("state", flat=True)) == {letter.until for letter in LETTERS}
    assert filtered(visible_to(county["director"]), light="late").exists()
    assert found.filter(state="propose", proposals=None).exists()
    assert found.filter(instructions__leader__name="陈志远", state="handle").exists()
    assert set(Stop.objects.values_list("state", flat=True)) >= {"read", "skipped", "reading"}
    assert not Proposal.objects.exclude(flags=[]).exists()
    assert found.filter(state="done", chases=None).exists()
    assert Item.objects.filter(object_type="incoming.paper").count() == found.filter(state="done").count()


def test_an_incoming_paper_at_the_proposal_has_a_suggestion(county):
    paper = IncomingPaper.objects.get(organ=county.office, state="propose")
    work = Work.objects.get(flow=paper.flow_id, responsible=True)
    assert "督查室" in suggestion_for(paper, work.holder).text


def test_meetings_stand_at_several_stages(county):
    found = Meeting.objects.filter(organ=county.office)
    assert set(found.values_list("state", flat=True)) == {"planned", "notified", "open", "ended"}
    held = found.get(state="ended")
    assert all(row.settled for row in held.agreed_items.all())
    assert held.agreed_items.count() == 2
    assert found.filter(small=True).exists()


def test_opinions_are_in_the_words_of_the_cast(county):
    assert Opinion.objects.filter(person__name="陈志远", text__contains="同意").exists()


def test_numbers_have_no_gaps(county):
    for code in Number.objects.values_list("series", flat=True).distinct():
        serials = sorted(Number.objects.filter(series=code).values_list("serial", flat=True))
        assert serials == list(range(1, len(serials) + 1))


def test_every_account_of_the_cast_signs_in(county, rf):
    for part, name, _ in accounts():
        user = authenticate(rf.get("/"), username=part, password=PASSWORD)
        assert user is not None, part
        assert user.person.name == name


def test_a_second_run_does_nothing(county):
    before = (Entry.objects.count(), Organ.objects.count(), Person.objects.count(), Paper.objects.count())
    build(say=lambda _line: None, small=True)
    assert (Entry.objects.count(), Organ.objects.count(), Person.objects.count(), Paper.objects.count()) == before


@pytest.mark.parametrize("part", ["director", "principal_leader", "clerk", "drafter", "town_clerk"])
def test_the_desk_of_the_cast_opens(county, part):
    client = Client()
    client.force_login(county[part].user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/").status_code == 200


def test_the_texts_are_written_for_the_kinds_they_are():
    for script in scripts():
        assert script.title.startswith("明川县人民政府")
        assert len(script.body.strip()) >= 40, script.title
