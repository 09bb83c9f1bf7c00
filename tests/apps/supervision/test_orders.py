"""A leader's order on an incoming paper comes before whoever is to see that it is done, and before nobody else."""

import pytest
from django.urls import reverse

from tests.apps.incoming import steps as incoming
from tests.apps.supervision import steps
from zhongshu.apps.access.queries import readers
from zhongshu.apps.audit.models import Entry
from zhongshu.apps.incoming import actions as papers
from zhongshu.apps.incoming.queries import visible_to
from zhongshu.apps.org import actions as org
from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision import actions
from zhongshu.apps.supervision.models import Source
from zhongshu.apps.supervision.queries.orders import matters_from, orders_of
from zhongshu.apps.supervision.sources import find
from zhongshu.apps.supervision.sources.incoming_sentence import KEY

pytestmark = pytest.mark.django_db
ORDER = "请综合科牵头，本周五前报方案。"


def instructed(cast, text: str = f"同意。{ORDER}", **fields):
    paper = incoming.registered(cast, **fields)
    incoming.to_step(cast, paper, "instruct")
    papers.instruct(actor=cast.principal_leader, paper=incoming.reload(paper), text=text)
    return incoming.reload(paper)


def knows(person: Person, paper) -> bool:
    return visible_to(person).filter(pk=paper.pk).exists()


def test_an_order_of_the_principal_leader_comes_before_the_supervision_officer(cast):
    paper = instructed(cast)
    assert knows(cast.supervision_officer, paper)
    assert [row.text for row in orders_of(cast.supervision_officer)] == [ORDER]
    granted = readers(paper).get(subject__contains="supervision_officer")
    assert granted.reason == "领导批示有交办内容，供督查立项"
    entry = Entry.objects.get(verb="access.grant", object_id=paper.pk, data__subject=granted.subject)
    assert granted.reason in entry.summary
    assert paper.title not in entry.summary


def test_without_an_order_the_officer_is_told_nothing(cast):
    paper = instructed(cast, text="已阅。同意。")
    assert not knows(cast.supervision_officer, paper)
    assert not orders_of(cast.supervision_officer).exists()


def test_others_learn_nothing_by_it(cast):
    strangers = (cast.archivist, cast.seal_keeper, cast.outsider, cast.town_clerk, cast.sysadmin)
    paper = instructed(cast)
    for person in strangers:
        assert not knows(person, paper)
        assert not orders_of(person).exists()


def test_a_paper_above_the_officers_clearance_stays_closed(cast):
    org.set_clearance(actor=cast.secadmin, person=cast.supervision_officer, clearance=0)
    cast.supervision_officer.refresh_from_db()
    paper = instructed(cast, secrecy=1)
    assert not knows(cast.supervision_officer, paper)
    assert not orders_of(cast.supervision_officer).exists()
    assert not readers(paper).filter(subject__contains="supervision_officer").exists()
    assert not readers(paper).filter(subject=f"person:{cast.supervision_officer.pk}").exists()
    assert orders_of(cast.director).exists()


def test_a_deputys_order_comes_before_the_section_in_his_charge(cast):
    paper = incoming.registered(cast)
    incoming.to_step(cast, paper, "instruct")
    papers.transcribe(
        actor=cast.clerk, paper=incoming.reload(paper), leader=cast.deputy_leader, text=ORDER,
        given_on=incoming.reload(paper).received_at.date(), source="电话口述",
    )  # fmt: skip
    # 综合科 and 秘书科 are in his charge; the first of them supervises, by the table.
    assert knows(cast.section_head, paper)
    assert not knows(cast.supervision_officer, paper)
    assert [row.text for row in orders_of(cast.section_head)] == [ORDER]


def test_an_order_opened_leaves_the_list_and_stands_among_the_opened(cast):
    instructed(cast)
    officer = cast.supervision_officer
    sentence = orders_of(officer).get()
    facts = find(officer, KEY, sentence.pk).facts
    matter = actions.open_matter(
        actor=officer, source=facts, duties=steps.duties(cast, deadline=facts.given_on.replace(year=2099))
    )
    assert matter.source.kind == Source.Kind.INSTRUCTION
    assert not orders_of(officer).exists()
    assert orders_of(officer, "opened").get() == sentence
    actions.split_matter(
        actor=officer, parent=matter, duties=steps.duties(cast, deadline=facts.given_on.replace(year=2098))
    )
    assert matters_from(officer, [sentence]) == {sentence.pk: [matter]}, "its parts stand on its own page"


def test_a_finished_papers_order_waits_for_nobody(cast):
    paper = instructed(cast)
    incoming.to_step(cast, paper, "archive")
    papers_over = type(paper).objects.filter(pk=paper.pk)
    papers_over.update(state="done")
    assert not orders_of(cast.supervision_officer).exists()
    assert [row.text for row in orders_of(cast.supervision_officer, "over")] == [ORDER]


def test_the_page_lists_the_order_and_leads_to_opening_it(accounts, sign_in):
    paper = instructed(accounts)
    page = sign_in("supervision_officer").get(reverse("supervision:orders"))
    sentence = orders_of(accounts.supervision_officer).get()
    words = page.content.decode()
    assert ORDER in words
    assert paper.title in words
    assert f"{reverse('supervision:open')}?source={KEY}:{sentence.pk}" in words
    assert sign_in("clerk").get(reverse("supervision:orders")).status_code == 403
    section = sign_in("vetter").get(reverse("supervision:orders"), {"standing": "nonsense"})
    assert section.status_code == 200
