import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from zhongshu.apps.access import subjects
from zhongshu.apps.access.actions import grant
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.org.models import IssuerCode
from zhongshu.apps.search import actions, queries, tokens

#: Any model will do as something to find; issuer codes are at hand.
NOW = timezone.now()


@pytest.fixture
def paper(cast):
    """Something with a title and a body that the drafter alone may know of."""
    obj = IssuerCode.objects.get(code="明政办发")
    actions.index(
        obj,
        title="关于做好防汛抗旱工作的通知",
        body="各乡镇人民政府：请韩喆同志牵头，做好排查。联系人陈某。",
        organ=cast.office,
        at=NOW,
        url="/x/1/",
    )
    grant(actor=SYSTEM, obj=obj, subject=subjects.person_key(cast.drafter), reason="拟稿")
    return obj


@pytest.mark.parametrize("text", ["防汛", "防汛抗旱", "韩喆", "喆", "通知 排查", "乡镇人民政府"])
def test_what_stands_in_the_text_is_found(cast, paper, text):
    assert [entry.url for entry in queries.find(cast.drafter, text)] == ["/x/1/"]


@pytest.mark.parametrize("text", ["汛防", "政府请", "不存在", "", "。。", '" OR title : *', "防汛 无此词"])
def test_what_does_not_stand_there_is_not(cast, paper, text):
    assert not queries.find(cast.drafter, text).exists()


@pytest.mark.parametrize("part", ["outsider", "town_clerk", "sysadmin", "secadmin", "auditadmin", "director"])
def test_who_may_not_know_finds_nothing(cast, paper, part):
    assert not queries.find(cast.people[part], "防汛").exists()


def test_a_lower_clearance_finds_nothing(cast, paper):
    actions.index(paper, title="防汛", body="", organ=cast.office, at=NOW, url="/x/1/", secrecy=2)
    assert not queries.find(cast.drafter, "防汛").exists()


def test_reindexing_replaces_and_removal_removes(cast, paper):
    actions.index(paper, title="新标题", body="", organ=cast.office, at=NOW, url="/x/1/")
    assert not queries.find(cast.drafter, "防汛").exists()
    assert queries.find(cast.drafter, "新标题").exists()
    actions.remove(paper)
    assert not queries.find(cast.drafter, "新标题").exists()


def test_people_are_found_by_everybody_with_two_characters(cast):
    assert queries.find(cast.outsider, "林晓").get().title == "林晓雯"
    assert queries.find(cast.outsider, "办公室主任").exists() is False
    assert {entry.title for entry in queries.find(cast.outsider, "主任")} >= {"高建国"}


@given(st.text(max_size=60), st.integers(0, 50), st.integers(1, 6))
def test_every_run_of_characters_makes_its_own_phrase(text, start, length):
    chars = tokens.characters(text)
    run = chars[start : start + length]
    if run and tokens.BREAK not in run:
        assert tokens.phrases("".join(run)) == [run]
        assert "".join(run) in tokens.folded(text)
