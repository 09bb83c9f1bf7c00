"""The revision file and the clean copy over HTTP: for those who know of the paper, and on record."""

import pytest
from django.urls import reverse

from tests.apps.outgoing import steps
from zhongshu.apps.audit.models import Entry
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.actions.drafting import fields_of
from zhongshu.apps.outgoing.queries.papers import current_version
from zhongshu.lib.document.reading import from_docx

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(accounts):
    """A paper with two versions."""
    paper = steps.new_paper(accounts)
    fields = fields_of(current_version(paper), paper) | {"body": "因连日降雨，拟商请支援编织袋。\n专此函达。"}
    actions.save_draft(actor=accounts.drafter, paper=paper, base=1, fields=fields)
    return steps.reload(paper)


def test_two_versions_are_taken_as_revisions_in_the_name_of_who_saved(paper, sign_in, accounts):
    client = sign_in("drafter")
    assert "修订稿 DOCX" in client.get(reverse("outgoing:compare", args=[paper.pk])).content.decode()
    answer = client.get(reverse("outgoing:revisions_file", args=[paper.pk]), {"old": 1, "new": 2})
    assert "attachment" in answer["Content-Disposition"]
    read = from_docx(answer.content)
    assert read.document.body == current_version(paper).document.body
    assert any("修订" in note.reason for note in read.notes)
    entry = Entry.objects.order_by("seq").last()
    assert (entry.verb, entry.data, entry.actor_name) == (
        "outgoing.take_revisions",
        {"old": 1, "new": 2},
        accounts.drafter.name,
    )


def test_the_clean_copy_is_taken_and_names_nobody(paper, sign_in, accounts):
    client = sign_in("drafter")
    answer = client.get(reverse("outgoing:clean_file", args=[paper.pk, 2]))
    read = from_docx(answer.content)
    assert read.document.body == current_version(paper).document.body
    assert not any("修订" in note.reason for note in read.notes)
    assert accounts.drafter.name.encode() not in answer.content
    assert Entry.objects.order_by("seq").last().verb == "outgoing.take_clean_copy"


def test_nobody_else_gets_either(paper, sign_in):
    before = Entry.objects.count()
    for part in ("outsider", "town_clerk", "sysadmin"):
        client = sign_in(part)
        for where in (
            reverse("outgoing:revisions_file", args=[paper.pk]) + "?old=1&new=2",
            reverse("outgoing:clean_file", args=[paper.pk, 1]),
        ):
            assert client.get(where).status_code == 404
    assert not Entry.objects.filter(verb__startswith="outgoing.take_").exists()
    assert before


@pytest.mark.parametrize("query", [{"old": 1, "new": 99}, {"old": "x", "new": "y"}, {}])
def test_versions_that_are_not_there_are_not_found_or_the_last_two(paper, sign_in, query):
    answer = sign_in("drafter").get(reverse("outgoing:revisions_file", args=[paper.pk]), query)
    assert answer.status_code == (404 if query.get("new") == 99 else 200)
